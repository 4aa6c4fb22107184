//! What the check page hands to the checker, and what the page of report codes shows.

use ::checker::policy::{
    Browser, Capability, Device, Level, Permission, Policy, Requirement, Rule, System,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::harness::{GuideTest, Outcome};
use crate::html;

/// The policy in the check page of an edition, as bytes.
fn policy(outcome: &Outcome, edition: &str) -> Vec<u8> {
    let pages =
        ["ja", "en"].map(|locale| outcome.page(edition, &format!("{locale}/check/index.html")));
    let policies = pages.map(|page| html::by_id(page, "checker").attr("data-policy"));
    assert_eq!(policies[0], policies[1], "a policy has no language");
    STANDARD.decode(html::unescaped(policies[0])).unwrap()
}

fn requirement(id: &str, slot: u8, level: Level, rule: Rule) -> Requirement {
    Requirement { id: id.to_owned(), slot, level, rule }
}

#[test]
fn the_policy_is_what_the_requirements_say() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let expected = Policy {
        // 2026-11-20.
        revised_on: 20_777,
        browsers: vec![
            Browser {
                id: "chrome".to_owned(),
                slot: 1,
                brand: "Google Chrome".to_owned(),
                has: words(&["Chrome/"]),
                lacks: words(&["Edg/", "OPR/"]),
                version_after: "Chrome/".to_owned(),
                minimum: 150,
                retired: false,
            },
            Browser {
                id: "safari".to_owned(),
                slot: 2,
                has: words(&["Macintosh", "Version/"]),
                lacks: words(&["Chrome/"]),
                version_after: "Version/".to_owned(),
                ..Browser::default()
            },
            Browser {
                id: "internet-explorer".to_owned(),
                slot: 3,
                retired: true,
                ..Browser::default()
            },
        ],
        systems: vec![
            System {
                id: "windows".to_owned(),
                slot: 1,
                platform: "Windows".to_owned(),
                has: words(&["Windows NT"]),
                lacks: Vec::new(),
                minimum: 10,
            },
            System {
                id: "macos".to_owned(),
                slot: 2,
                platform: "macOS".to_owned(),
                has: words(&["Macintosh"]),
                ..System::default()
            },
        ],
        probes: words(&["webex"]),
        servers: words(&["stun"]),
        requirements: vec![
            requirement(
                "browser",
                1,
                Level::Required,
                Rule::All(vec![
                    Rule::Browser(vec![0, 1]),
                    Rule::Not(Box::new(Rule::Browser(vec![2]))),
                    Rule::System(vec![0, 1]),
                    Rule::Device(vec![Device::Computer]),
                ]),
            ),
            requirement(
                "terminal",
                2,
                Level::Recommended,
                Rule::Any(vec![
                    Rule::All(vec![
                        Rule::Capability(Capability::SecureContext),
                        Rule::Capability(Capability::Webrtc),
                        Rule::Capability(Capability::ScreenCapture),
                        Rule::Reach(0),
                        Rule::Udp(0),
                    ]),
                    Rule::Ask(0),
                    Rule::Ask(1),
                ]),
            ),
            requirement(
                "java",
                3,
                Level::Optional,
                Rule::All(vec![
                    Rule::Any(vec![
                        Rule::All(vec![
                            Rule::Capability(Capability::Microphone),
                            Rule::Capability(Capability::Speaker),
                            Rule::Permission(Permission::Microphone),
                        ]),
                        Rule::Capability(Capability::Camera),
                    ]),
                    Rule::Screen(1024, 768),
                    Rule::Clock(120),
                    Rule::Capability(Capability::WebAssembly),
                ]),
            ),
        ],
    };
    let outcome = GuideTest::fixture("small").build().clean();
    for edition in ["external", "internal"] {
        assert_eq!(policy(&outcome, edition), ::checker::wire::policy(&expected), "{edition}");
    }
}

#[test]
fn a_rule_that_changes_changes_the_page() {
    let outcome = GuideTest::fixture("small").build().clean();
    let before = policy(&outcome, "external");
    // The page shows no number, so that nothing but the policy differs; the memo must see that.
    let changed = outcome.again().edit("content/requirements.yaml", "within: 120", "within: 121");
    let outcome = changed.build().clean();
    assert_ne!(policy(&outcome, "external"), before);
    let fresh = GuideTest::fixture("small")
        .edit("content/requirements.yaml", "within: 120", "within: 121")
        .build()
        .clean();
    assert_eq!(policy(&outcome, "external"), policy(&fresh, "external"));
}

#[test]
fn what_no_requirement_reaches_is_not_on_the_page() {
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/requirements.yaml",
            "            - reach: webex\n            - udp: stun\n",
            "",
        )
        .edit("content/requirements.yaml", "        - clock: {within: 120}\n", "")
        .build()
        .clean();
    let page = outcome.page("external", "en/check/index.html");
    assert!(!page.contains("checker-network"), "there is nothing to agree to");
    let policy = html::unescaped(html::meta(page, "Content-Security-Policy"));
    for text in [page, &policy, outcome.page("external", "_headers")] {
        assert!(!text.contains("stun.example.com") && !text.contains("www.example.com"), "{text}");
    }
    assert!(!page.contains("reason-reach-ok") && page.contains("reason-ask-no"));
}

#[test]
fn what_only_an_internal_requirement_asks_for_is_in_no_byte_of_the_external_edition() {
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/requirements.yaml",
            "  - id: terminal\n",
            "  - id: terminal\n    audience: internal\n",
        )
        .edit("content/access.yaml", "needs: [terminal]", "needs: []")
        .build()
        .clean();
    let mut external = outcome.everything("external");
    external += &String::from_utf8_lossy(&policy(&outcome, "external"));
    for word in [
        "stun.example.com",
        "www.example.com",
        "The way into Webex",
        "The way for voices",
        "Do you have a terminal?",
    ] {
        assert!(!external.contains(word), "{word}");
    }
    let internal = outcome.page("internal", "en/check/index.html");
    assert!(internal.contains("The way into Webex") && internal.contains("stun.example.com:3478"));
}

#[test]
fn a_requirement_without_a_rule_is_a_question() {
    let outcome = GuideTest::fixture("three-languages").build().clean();
    for (locale, other) in [("en", "fr"), ("fr", "en")] {
        let page = outcome.page("external", &format!("{locale}/check/index.html"));
        let asked = html::of_class(page, "ask");
        assert!(!asked.is_empty());
        let question = html::all(asked[0].inner(), "legend")[0].text();
        assert!(outcome.guide.text("content/ui.yaml").contains(&question), "{question}");
        let elsewhere = outcome.page("external", &format!("{other}/check/index.html"));
        assert!(!elsewhere.contains(&format!("<legend>{question}")), "{question}");
    }
}

#[test]
fn the_page_of_report_codes_is_for_engineers() {
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/requirements.yaml",
            "requirements:\n",
            "retired_codes: [{code: 4, name: {ja: モデム, en: A modem}}]\nrequirements:\n",
        )
        .edit("content/guide.yaml", "pages: [engineers]", "pages: [engineers, decode]")
        .build()
        .clean();
    assert!(outcome.edition("external").site.get("en/decode/index.html").is_none());
    let external = outcome.everything("external");
    assert!(!external.contains("A modem") && !external.contains("モデム"));
    assert!(!external.contains("decode/index.html"), "nothing leads there");
    let page = outcome.page("internal", "en/decode/index.html");
    let slots: Vec<(&str, String)> = html::all(page, "li")
        .iter()
        .filter_map(|item| Some((item.get("data-slot")?, html::all(item.inner(), "h2")[0].text())))
        .collect();
    let expected = [("1", "A web browser"), ("2", "A terminal"), ("3", "Java"), ("4", "A modem")];
    assert_eq!(slots, expected.map(|(slot, name)| (slot, name.to_owned())));
    assert!(outcome.page("internal", "en/engineers/index.html").contains("../decode/index.html"));
    assert!(!outcome.page("internal", "en/check/index.html").contains("A modem"));
}

#[test]
fn a_guide_without_requirements_has_no_checker() {
    let outcome = GuideTest::fixture("links")
        .edit("content/guide.yaml", "[home, out]", "[home]")
        .build()
        .clean();
    for edition in &outcome.built {
        assert!(edition.site.iter().all(|(path, _)| !path.contains("decode/")));
        let headers = outcome.page(&edition.name, "_headers");
        assert!(headers.contains("microphone=()") && !headers.contains("wasm"), "{headers}");
    }
}
