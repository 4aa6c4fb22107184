//! Rules of `check:`: what they name exists, and none is empty.

use checker::policy::{Capability, Device, Permission};

use super::names::Ids;
use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{BrowserId, Named, ProbeId, Rule, ServerId, SystemId};
use crate::parse::markdown::Extent;
use crate::parse::raw::{
    RawCapability, RawClock, RawDevice, RawPermission, RawRule, RawRules, RawScreen, Text,
};
use crate::sources::Span;
use crate::yaml::{Items, Spanned};

/// How deep rules may stand in one another. What nobody can read, nobody can check.
const DEEPEST: usize = 8;

/// Resolves a rule.
pub(super) fn rule(raw: &Spanned<RawRule>, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Rule> {
    at_depth(raw, 1, texts, d)
}

fn at_depth(
    raw: &Spanned<RawRule>,
    depth: usize,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Rule> {
    if depth > DEEPEST {
        d.error(
            Code::InvalidValue,
            raw.span,
            format!("this rule stands in more than {} others", DEEPEST - 1),
        )
        .help("say the same with fewer levels, or make two requirements of it");
        return None;
    }
    let names = texts.names;
    Some(match &raw.value {
        RawRule::All(rules) => Rule::All(self::rules(rules, "all", depth, texts, d)?),
        RawRule::Any(rules) => Rule::Any(self::rules(rules, "any", depth, texts, d)?),
        RawRule::Not(rule) => Rule::Not(Box::new(at_depth(rule, depth + 1, texts, d)?)),
        RawRule::Browser(ids) => {
            Rule::Browser(named(ids, "browser", &names.browsers, |id| BrowserId::new(id), d)?)
        }
        RawRule::System(ids) => {
            Rule::System(named(ids, "system", &names.systems, |id| SystemId::new(id), d)?)
        }
        RawRule::Device(devices) => {
            not_empty(devices, "device", d)?;
            Rule::Device(devices.iter().map(|raw| device(*raw)).collect())
        }
        RawRule::Capability(raw) => Rule::Capability(capability(*raw)),
        RawRule::Permission(raw) => Rule::Permission(match raw {
            RawPermission::Microphone => Permission::Microphone,
            RawPermission::Camera => Permission::Camera,
        }),
        RawRule::Reach(id) => Rule::Reach(one(id, &names.probes, |id| ProbeId::new(id), d)?),
        RawRule::Udp(id) => Rule::Udp(one(id, &names.servers, |id| ServerId::new(id), d)?),
        RawRule::Screen(RawScreen { width, height }) => Rule::Screen(
            between(width, [100, 16_384], "pixels", d)?,
            between(height, [100, 16_384], "pixels", d)?,
        ),
        RawRule::Clock(RawClock { within }) => {
            Rule::Clock(between(within, [10, 3_600], "seconds", d)?)
        }
        RawRule::Ask(question) => Rule::Ask(Some(texts.localized(question, Extent::Line, d)?)),
    })
}

fn rules(
    raw: &RawRules,
    key: &str,
    depth: usize,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Vec<Rule>> {
    not_empty(raw, key, d)?;
    let rules: Vec<Option<Rule>> =
        raw.iter().map(|rule| at_depth(rule, depth + 1, texts, d)).collect();
    rules.into_iter().collect()
}

/// A rule that looks at nothing always holds or never does, and nobody means that.
fn not_empty<T>(raw: &Spanned<Items<T>>, key: &str, d: &mut Diagnostics) -> Option<()> {
    if raw.is_empty() && raw.complete {
        d.error(Code::EmptyRule, raw.span, format!("`{key}` has nothing to look at"))
            .help("write what it asks for, or remove the rule");
        return None;
    }
    Some(())
}

fn named<T>(
    raw: &Spanned<Items<Text>>,
    key: &str,
    ids: &Ids,
    id: impl Fn(&str) -> T,
    d: &mut Diagnostics,
) -> Option<Vec<T>> {
    not_empty(raw, key, d)?;
    let found: Vec<Option<T>> =
        raw.iter().map(|name| ids.check(name, d).then(|| id(name))).collect();
    found.into_iter().collect()
}

fn one<T>(raw: &Text, ids: &Ids, id: impl Fn(&str) -> T, d: &mut Diagnostics) -> Option<Named<T>> {
    ids.check(raw, d).then(|| Named { id: id(raw), span: raw.span })
}

fn between(
    raw: &Spanned<u16>,
    [least, most]: [u16; 2],
    unit: &str,
    d: &mut Diagnostics,
) -> Option<u16> {
    let is_between = (least..=most).contains(&raw.value);
    if !is_between {
        out_of_range(raw.span, raw.value, [least, most], unit, d);
    }
    is_between.then_some(raw.value)
}

fn out_of_range(span: Span, value: u16, [least, most]: [u16; 2], unit: &str, d: &mut Diagnostics) {
    d.error(Code::InvalidValue, span, format!("{value} {unit} cannot be meant"))
        .help(format!("write a number from {least} to {most}"));
}

fn device(raw: RawDevice) -> Device {
    match raw {
        RawDevice::Computer => Device::Computer,
        RawDevice::Phone => Device::Phone,
        RawDevice::Tablet => Device::Tablet,
        RawDevice::Chromebook => Device::Chromebook,
    }
}

fn capability(raw: RawCapability) -> Capability {
    match raw {
        RawCapability::SecureContext => Capability::SecureContext,
        RawCapability::WebAssembly => Capability::WebAssembly,
        RawCapability::Webrtc => Capability::Webrtc,
        RawCapability::ScreenCapture => Capability::ScreenCapture,
        RawCapability::Microphone => Capability::Microphone,
        RawCapability::Speaker => Capability::Speaker,
        RawCapability::Camera => Capability::Camera,
    }
}
