//! Three-valued rules, and that no facts and no policy make the checker panic.

use checker::policy::{Browser, Capability, Device, Level, Permission, Requirement, Rule, System};
use checker::{Facts, Overall, Policy, Reason, Report, Verdict, evaluate, wire};
use proptest::prelude::*;

fn asks(number: u8) -> Rule {
    Rule::Ask(number)
}

fn policy(rules: Vec<(Level, Rule)>) -> Policy {
    let requirement = |(index, (level, rule)): (usize, (Level, Rule))| Requirement {
        id: format!("r{index}"),
        slot: u8::try_from(index + 1).expect("few requirements"),
        level,
        rule,
    };
    Policy {
        revised_on: 20_779,
        browsers: vec![Browser {
            id: "chrome".into(),
            slot: 1,
            brand: "Google Chrome".into(),
            has: vec!["Chrome/".into()],
            lacks: vec!["Edg/".into()],
            version_after: "Chrome/".into(),
            minimum: 155,
            retired: false,
        }],
        systems: vec![System {
            id: "windows".into(),
            slot: 1,
            platform: "Windows".into(),
            has: vec!["Windows NT".into()],
            lacks: vec![],
            minimum: 10,
        }],
        probes: vec!["webex".into()],
        servers: vec!["stun".into()],
        requirements: rules.into_iter().enumerate().map(requirement).collect(),
    }
}

fn judged(rule: Rule, facts: &str) -> (Verdict, Vec<String>) {
    let report = evaluate(&policy(vec![(Level::Required, rule)]), &Facts::read(facts));
    let Report { items, .. } = report;
    (items[0].verdict, items[0].because.iter().map(ToString::to_string).collect())
}

/// The verdict on a rule of two questions, answered yes, no or not at all.
fn of_two(rule: &Rule, first: Option<bool>, second: Option<bool>) -> Verdict {
    let line = |number: u8, answer: Option<bool>| {
        answer.map_or(String::new(), |yes| {
            format!("answer.r0.{number}={}\n", if yes { "yes" } else { "no" })
        })
    };
    judged(rule.clone(), &(line(0, first) + &line(1, second))).0
}

#[test]
fn all_any_and_not_know_three_values() {
    use Verdict::{Ask, Disproved, Proved};
    let (yes, no, open) = (Some(true), Some(false), None);
    let all = Rule::All(vec![asks(0), asks(1)]);
    let any = Rule::Any(vec![asks(0), asks(1)]);
    let table = [
        (yes, yes, Proved, Proved),
        (yes, no, Disproved, Proved),
        (yes, open, Ask, Proved),
        (no, no, Disproved, Disproved),
        (no, open, Disproved, Ask),
        (open, open, Ask, Ask),
    ];
    for (first, second, of_all, of_any) in table {
        for (first, second) in [(first, second), (second, first)] {
            assert_eq!(of_two(&all, first, second), of_all, "all of {first:?} and {second:?}");
            assert_eq!(of_two(&any, first, second), of_any, "any of {first:?} and {second:?}");
        }
    }
    let not = Rule::Not(Box::new(asks(0)));
    assert_eq!(of_two(&not, yes, open), Disproved);
    assert_eq!(of_two(&not, no, open), Proved);
    assert_eq!(of_two(&not, open, open), Ask);
}

#[test]
fn the_reasons_are_those_of_the_parts_that_decided() {
    let rule = Rule::Any(vec![Rule::Capability(Capability::Webrtc), asks(0)]);
    assert_eq!(judged(rule.clone(), "rtc=missing\nanswer.r0.0=yes").1, ["ask-yes"]);
    assert_eq!(judged(rule.clone(), "rtc=missing\nanswer.r0.0=no").1, ["webrtc-off", "ask-no"]);
    assert_eq!(judged(rule, "rtc=missing").1, ["webrtc-off", "ask-open"]);
}

#[test]
fn levels_give_the_overall_verdict() {
    let overall = |required: &str, recommended: &str, optional: &str| {
        let levels = [Level::Required, Level::Recommended, Level::Optional];
        let policy = policy(levels.into_iter().map(|level| (level, asks(0))).collect());
        let facts =
            format!("answer.r0.0={required}\nanswer.r1.0={recommended}\nanswer.r2.0={optional}");
        evaluate(&policy, &Facts::read(&facts)).overall
    };
    assert_eq!(overall("yes", "yes", "yes"), Overall::Ready);
    assert_eq!(overall("yes", "yes", "no"), Overall::Ready);
    assert_eq!(overall("yes", "no", "yes"), Overall::Limits);
    assert_eq!(overall("yes", "", "yes"), Overall::Limits);
    assert_eq!(overall("no", "yes", "yes"), Overall::Action);
    assert_eq!(overall("", "yes", "yes"), Overall::Unknown);
    assert_eq!(overall("", "no", "no"), Overall::Unknown);
}

#[test]
fn an_old_system_counts_only_where_its_version_is_borne_out() {
    let windows = |facts: &str| {
        judged(Rule::System(vec![0]), &format!("agent=Mozilla/5.0 (Windows NT 6.1)\n{facts}"))
    };
    let (named, told) = ("platform=Windows", "platform=Windows\nplatform-version=0.1.0");
    assert_eq!(windows(named), (Verdict::Unknown, vec!["system-looks-old:10".into()]));
    assert_eq!(windows(told), (Verdict::Disproved, vec!["system-too-old:10".into()]));
    let versions = ["0.1.0", "0.3.0", "10.0.0", "15.0.0"].map(|version| {
        let facts = format!("platform=Windows\nplatform-version={version}");
        evaluate(&policy(vec![]), &Facts::read(&facts)).seen.system_version
    });
    assert_eq!(versions, [7, 8, 10, 11]);
}

#[test]
fn a_browser_that_hides_its_system_has_no_other() {
    let on = |platform: &str| judged(Rule::System(vec![0]), &format!("platform={platform}"));
    assert_eq!(on("Unknown"), (Verdict::Unknown, vec!["system-unknown".into()]));
    assert_eq!(on("Linux"), (Verdict::Disproved, vec!["system-other".into()]));
}

#[test]
fn a_policy_travels_as_bytes() {
    let policy = policy(vec![(
        Level::Required,
        Rule::Not(Box::new(Rule::All(vec![Rule::Screen(1280, 720)]))),
    )]);
    let text = wire::evaluate(&wire::policy(&policy), b"screen=800x600\ntoday=2026-11-22");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "overall ready");
    assert_eq!(lines[4], "item r0 proved screen-size-small:800×600");
    let code = lines[5].strip_prefix("code ").expect("the last line is the code");
    assert!(wire::decode(code.as_bytes()).contains("\ntoday 2026-11-22\n"));
    assert_eq!(wire::evaluate(b"no policy", b""), "error policy\n");
}

#[test]
fn reasons_have_names_of_their_own() {
    for (index, reason) in Reason::ALL.iter().enumerate() {
        assert_eq!(Reason::from_id(reason.id()), Some(*reason));
        assert!(Reason::ALL[..index].iter().all(|other| other.id() != reason.id()));
    }
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let places = || prop::collection::vec(0_u8..4, 0..3);
    let leaf = prop_oneof![
        places().prop_map(Rule::Browser),
        places().prop_map(Rule::System),
        prop::sample::subsequence(Device::ALL, 0..4).prop_map(Rule::Device),
        prop::sample::select(Capability::ALL).prop_map(Rule::Capability),
        prop::sample::select(Permission::ALL).prop_map(Rule::Permission),
        (0_u8..3).prop_map(Rule::Reach),
        (0_u8..3).prop_map(Rule::Udp),
        any::<(u16, u16)>().prop_map(|(width, height)| Rule::Screen(width, height)),
        any::<u16>().prop_map(Rule::Clock),
        (0_u8..3).prop_map(Rule::Ask),
    ];
    leaf.prop_recursive(4, 24, 4, |rule| {
        prop_oneof![
            prop::collection::vec(rule.clone(), 0..4).prop_map(Rule::All),
            prop::collection::vec(rule.clone(), 0..4).prop_map(Rule::Any),
            rule.prop_map(|rule| Rule::Not(Box::new(rule))),
        ]
    })
}

/// Facts that look like facts, so that more than the first look at them is tried.
fn any_facts() -> impl Strategy<Value = String> {
    let key = prop::sample::select(
        &[
            "agent",
            "brand",
            "platform",
            "platform-version",
            "mobile",
            "brave",
            "navigator-platform",
            "touch",
            "document-mode",
            "secure",
            "protocol",
            "time-zone",
            "screen",
            "webassembly",
            "rtc",
            "display-capture",
            "devices",
            "permission.microphone",
            "microphone",
            "camera",
            "speaker",
            "screen-share",
            "online",
            "reach.webex",
            "udp.stun",
            "now",
            "server-time",
            "today",
            "answer.r0.0",
            "answer.r0",
            "reach.",
            ".",
            "",
        ][..],
    );
    let value = prop_oneof![
        Just("yes".to_owned()),
        Just("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0".to_owned()),
        Just("Google Chrome/99999999".to_owned()),
        Just("Windows".to_owned()),
        Just("fetch:ok:1 image:failed:2 fetch:timeout:99999999999".to_owned()),
        Just("2026-11-22".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        "[0-9x,.:-]{0,12}",
        ".*",
    ];
    prop::collection::vec((key, value), 0..20).prop_map(|lines| {
        let lines: Vec<String> =
            lines.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
        lines.join("\n")
    })
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(rules in prop::collection::vec(any_rule(), 0..6), facts in any_facts()) {
        let policy = policy(rules.into_iter().map(|rule| (Level::Required, rule)).collect());
        let report = evaluate(&policy, &Facts::read(&facts));
        prop_assert_eq!(report.items.len(), policy.requirements.len());
        // Its code comes back whatever the facts were.
        let text = wire::report(&policy, &report);
        let code = text.lines().last().and_then(|line| line.strip_prefix("code ")).expect("a code");
        let answer = wire::decode(code.as_bytes());
        prop_assert!(answer.starts_with("code "), "{}", answer);
    }

    #[test]
    fn bytes_that_are_no_policy_are_no_reason_to_panic(policy in prop::collection::vec(any::<u8>(), 0..60), facts in ".*") {
        let answer = wire::evaluate(&policy, facts.as_bytes());
        prop_assert!(answer.ends_with('\n'));
    }
}
