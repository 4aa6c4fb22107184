//! The table of situations, on the host and in the module of the pages, with the shipped guide's policy.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use checker::{Policy, wire};

use super::cases::cases;
use super::wasm::Checker;
use crate::harness::GuideTest;

/// The check page of the shipped guide.
fn check_page() -> String {
    GuideTest::shipped().build().clean().page("external", "ja/check/index.html").to_owned()
}

/// The policy in it.
fn shipped_policy() -> Vec<u8> {
    let page = check_page();
    let (_, rest) = page.split_once("data-policy=\"").expect("the page has a policy");
    let (policy, _) = rest.split_once('"').expect("a whole attribute");
    BASE64_STANDARD.decode(policy).expect("base64")
}

fn read(policy: &[u8]) -> Policy {
    wire::read_policy(policy).expect("the page's policy can be read")
}

#[test]
fn the_shipped_guide_judges_every_situation_as_the_table_says() {
    let policy = shipped_policy();
    let mut wrong = Vec::new();
    for case in cases(&read(&policy)) {
        let answer = wire::evaluate(&policy, case.facts.as_bytes());
        let missing = case.expected.iter().filter(|line| !answer.lines().any(|one| one == **line));
        wrong.extend(missing.map(|line| format!("{}: not `{line}` but\n{answer}", case.title)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_module_answers_every_situation_as_the_host_does() {
    let policy = shipped_policy();
    let mut module = Checker::start();
    let cases = cases(&read(&policy));
    assert!(cases.len() >= 60, "{} situations", cases.len());
    for case in cases {
        let host = wire::evaluate(&policy, case.facts.as_bytes());
        assert_eq!(module.evaluate(&policy, case.facts.as_bytes()), host, "{}", case.title);
        let code = host.lines().last().and_then(|line| line.strip_prefix("code ")).expect("a code");
        assert_eq!(module.decode(code.as_bytes()), wire::decode(code.as_bytes()), "{}", case.title);
    }
}

#[test]
fn the_page_has_the_sentence_of_every_reason() {
    let (policy, page) = (shipped_policy(), check_page());
    for case in cases(&read(&policy)) {
        let answer = wire::evaluate(&policy, case.facts.as_bytes());
        for item in answer.lines().filter(|line| line.starts_with("item ")) {
            for because in item.split(' ').skip(3) {
                let reason = because.split(':').next().expect("a first part");
                let sentence = format!("data-say=\"reason-{reason}\"");
                assert!(page.contains(&sentence), "{}: {because}", case.title);
            }
        }
    }
}
