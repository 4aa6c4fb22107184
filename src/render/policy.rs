//! The checker's policy of an edition: its requirements as numbers and ids, in the form that travels in the page.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use checker::Reason;
use checker::code::days_from_civil;
use checker::policy::{self, Capability, Policy};

use crate::guide::{
    Browser, BrowserId, Date, EditionGuide, Level, Open, Probe, Requirement, Rule, Server, System,
    SystemId,
};

/// The probes of an edition, in the order of its platforms.
pub(super) fn probes(guide: &EditionGuide) -> impl Iterator<Item = &Probe> {
    guide.platforms.iter().flat_map(|platform| &platform.probes)
}

/// The servers of an edition, in the order of its platforms.
pub(super) fn servers(guide: &EditionGuide) -> impl Iterator<Item = &Server> {
    guide.platforms.iter().flat_map(|platform| &platform.servers)
}

/// The policy as the page hands it to the checker.
pub(super) fn packed(guide: &EditionGuide) -> String {
    STANDARD.encode(checker::wire::policy(&policy(guide)))
}

/// Compiles the requirements of an edition.
pub(super) fn policy(guide: &EditionGuide) -> Policy {
    let common = &guide.common;
    let names = Names {
        browsers: common.browsers.iter().map(|one| one.id.as_str()).collect(),
        systems: common.systems.iter().map(|one| one.id.as_str()).collect(),
        probes: probes(guide).map(|one| one.id.as_str()).collect(),
        servers: servers(guide).map(|one| one.id.as_str()).collect(),
    };
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    Policy {
        revised_on: day(common.revised_on),
        browsers: common.browsers.iter().map(browser).collect(),
        systems: common.systems.iter().map(system).collect(),
        probes: owned(&names.probes),
        servers: owned(&names.servers),
        requirements: guide.requirements.iter().map(|one| requirement(one, &names)).collect(),
    }
}

/// What a requirement asks the reader to press a button for, in the order of the page.
pub(super) fn controls(rule: &Rule) -> Vec<&'static str> {
    let mut found = BTreeSet::new();
    rule.each(&mut |rule| {
        found.extend(match rule {
            Rule::Capability(Capability::Microphone) => Some((0, "microphone")),
            Rule::Capability(Capability::Speaker) => Some((1, "speaker")),
            Rule::Capability(Capability::Camera) => Some((2, "camera")),
            Rule::Capability(Capability::ScreenCapture) => Some((3, "screen")),
            Rule::Reach(_) | Rule::Udp(_) | Rule::Clock(_) => Some((4, "network")),
            _ => None,
        });
    });
    found.into_iter().map(|(_, control)| control).collect()
}

/// Whether a rule compares the clock.
pub(super) fn has_clock(rule: &Rule) -> bool {
    let mut found = false;
    rule.each(&mut |rule| found |= matches!(rule, Rule::Clock(_)));
    found
}

/// Whether some rule of an edition can give a reason. Most pages need no sentence on cameras.
pub(super) fn can_say(guide: &EditionGuide, reason: Reason) -> bool {
    let is_one: fn(&Rule) -> bool = match reason.id().split('-').next() {
        Some("camera") => |rule| matches!(rule, Rule::Capability(Capability::Camera)),
        Some("microphone") => |rule| matches!(rule, Rule::Capability(Capability::Microphone)),
        Some("permission") => |rule| matches!(rule, Rule::Permission(_)),
        Some("reach") => |rule| matches!(rule, Rule::Reach(_)),
        Some("speaker") => |rule| matches!(rule, Rule::Capability(Capability::Speaker)),
        Some("udp") => |rule| matches!(rule, Rule::Udp(_)),
        Some("wasm") => |rule| matches!(rule, Rule::Capability(Capability::WebAssembly)),
        // The others are few, or several kinds of rule give them.
        _ => return true,
    };
    let mut found = false;
    for requirement in &guide.requirements {
        requirement.rule.each(&mut |rule| found |= is_one(rule));
    }
    found
}

fn day(date: Date) -> u16 {
    let days = days_from_civil(date.year().into(), date.month().into(), date.day().into());
    u16::try_from(days).unwrap_or_default()
}

fn words(words: &[std::sync::Arc<str>]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn browser(one: &Browser) -> policy::Browser {
    policy::Browser {
        id: one.id.to_string(),
        slot: one.slot,
        brand: one.brand.to_string(),
        has: words(&one.recognized_by.has),
        lacks: words(&one.recognized_by.lacks),
        version_after: one.version_after.to_string(),
        minimum: one.minimum,
        retired: one.retired.is_some(),
    }
}

fn system(one: &System) -> policy::System {
    policy::System {
        id: one.id.to_string(),
        slot: one.slot,
        platform: one.platform.to_string(),
        has: words(&one.recognized_by.has),
        lacks: words(&one.recognized_by.lacks),
        minimum: one.minimum,
    }
}

/// The ids of what a rule names, in the order of the policy.
struct Names<'a> {
    browsers: Vec<&'a str>,
    systems: Vec<&'a str>,
    probes: Vec<&'a str>,
    servers: Vec<&'a str>,
}

fn requirement(one: &Requirement<Open>, names: &Names<'_>) -> policy::Requirement {
    policy::Requirement {
        id: one.id.to_string(),
        slot: one.slot,
        level: match one.level {
            Level::Required => policy::Level::Required,
            Level::Recommended => policy::Level::Recommended,
            Level::Optional => policy::Level::Optional,
        },
        rule: rule(&one.rule, names, &mut 0),
    }
}

fn rule(from: &Rule, names: &Names<'_>, questions: &mut usize) -> policy::Rule {
    let mut all =
        |rules: &[Rule]| rules.iter().map(|one| rule(one, names, questions)).collect::<Vec<_>>();
    match from {
        Rule::All(rules) => policy::Rule::All(all(rules)),
        Rule::Any(rules) => policy::Rule::Any(all(rules)),
        Rule::Not(one) => policy::Rule::Not(Box::new(rule(one, names, questions))),
        Rule::Browser(ids) => {
            policy::Rule::Browser(places(ids.iter().map(BrowserId::as_str), &names.browsers))
        }
        Rule::System(ids) => {
            policy::Rule::System(places(ids.iter().map(SystemId::as_str), &names.systems))
        }
        Rule::Device(devices) => policy::Rule::Device(devices.clone()),
        Rule::Capability(capability) => policy::Rule::Capability(*capability),
        Rule::Permission(permission) => policy::Rule::Permission(*permission),
        Rule::Reach(probe) => policy::Rule::Reach(place(probe.id.as_str(), &names.probes)),
        Rule::Udp(server) => policy::Rule::Udp(place(server.id.as_str(), &names.servers)),
        Rule::Screen(width, height) => policy::Rule::Screen(*width, *height),
        Rule::Clock(within) => policy::Rule::Clock(*within),
        Rule::Ask(_) => {
            *questions += 1;
            policy::Rule::Ask(narrow(*questions - 1))
        }
    }
}

fn places<'a>(ids: impl Iterator<Item = &'a str>, all: &[&str]) -> Vec<u8> {
    ids.map(|id| place(id, all)).collect()
}

fn place(id: &str, all: &[&str]) -> u8 {
    narrow(all.iter().position(|known| *known == id).unwrap_or(usize::MAX))
}

/// A place in the policy. The checker knows nothing of what stands at the 256th or later, and says so.
fn narrow(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}
