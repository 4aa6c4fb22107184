//! Facts: whatever a page hands over is judged, and the code of the report says the same as the report.
#![no_main]

use std::sync::LazyLock;

use checker::code::ReportCode;
use checker::policy::{
    Browser, Capability, Device, Level, Permission, Policy, Requirement, Rule, System,
};
use checker::{Facts, Report, evaluate, wire};
use libfuzzer_sys::fuzz_target;

static POLICY: LazyLock<Policy> = LazyLock::new(policy);
static PACKED: LazyLock<Vec<u8>> = LazyLock::new(|| wire::policy(&POLICY));

fuzz_target!(|bytes: &[u8]| {
    let facts = Facts::read(&String::from_utf8_lossy(bytes));
    let report: Report = evaluate(&POLICY, &facts);
    assert_eq!(report.items.len(), POLICY.requirements.len());
    let code = ReportCode::read(&report.code.to_string()).expect("a code of a report");
    assert_eq!(code.overall, report.overall);
    let slots: Vec<_> = code.slots().map(|(_, verdict)| verdict).collect();
    let items: Vec<_> = report.items.iter().map(|item| item.verdict).collect();
    assert_eq!(slots, items);
    assert_eq!(wire::evaluate(&PACKED, bytes), wire::report(&POLICY, &report));
});

/// Every kind of rule, on its own and inside others.
fn policy() -> Policy {
    let browser = |slot, id: &str, brand: &str, has: &str, lacks: &[&str], minimum| Browser {
        id: id.into(),
        slot,
        brand: brand.into(),
        has: vec![has.into()],
        lacks: lacks.iter().map(|word| (*word).into()).collect(),
        version_after: if id == "safari" { "Version/".into() } else { has.into() },
        minimum,
        retired: id == "internet-explorer",
    };
    let system = |slot, id: &str, platform: &str, has: &str, minimum| System {
        id: id.into(),
        slot,
        platform: platform.into(),
        has: vec![has.into()],
        lacks: vec!["Android".into()],
        minimum,
    };
    let capabilities = Capability::ALL.iter().map(|one| Rule::Capability(*one));
    let permissions = Permission::ALL.iter().map(|one| Rule::Permission(*one));
    let mut rules = vec![
        Rule::Browser(vec![0, 1, 2, 3]),
        Rule::System(vec![0, 1, 2]),
        Rule::Device(vec![Device::Computer]),
        Rule::Reach(0),
        Rule::Reach(1),
        Rule::Udp(0),
        Rule::Screen(1280, 720),
        Rule::Clock(120),
        Rule::Ask(0),
        Rule::Not(Box::new(Rule::Device(vec![Device::Phone, Device::Tablet]))),
        Rule::Any(vec![Rule::Udp(0), Rule::All(vec![Rule::Reach(0), Rule::Reach(1)])]),
        Rule::All(vec![Rule::Browser(vec![0]), Rule::Any(Vec::new()), Rule::Ask(1)]),
        // Places that are not there.
        Rule::Any(vec![Rule::Reach(200), Rule::Udp(200), Rule::Browser(vec![200])]),
    ];
    rules.extend(capabilities.chain(permissions));
    let levels = [Level::Required, Level::Recommended, Level::Optional];
    let requirements = (1..).zip(rules).zip(levels.into_iter().cycle());
    Policy {
        revised_on: 20_400,
        browsers: vec![
            browser(1, "chrome", "Google Chrome", "Chrome/", &["Edg/", "OPR/"], 140),
            browser(2, "edge", "Microsoft Edge", "Edg/", &[], 140),
            browser(3, "firefox", "", "Firefox/", &[], 128),
            browser(4, "safari", "", "Safari/", &["Chrome/"], 17),
            browser(15, "internet-explorer", "", "Trident/", &[], 0),
        ],
        systems: vec![
            system(1, "windows", "Windows", "Windows NT", 10),
            system(2, "macos", "macOS", "Macintosh", 13),
            system(3, "linux", "Linux", "Linux", 0),
        ],
        probes: vec!["webex".into(), "zoom".into()],
        servers: vec!["stun".into()],
        requirements: requirements
            .map(|((slot, rule), level)| Requirement { id: format!("r{slot}"), slot, level, rule })
            .collect(),
    }
}
