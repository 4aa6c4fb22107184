//! The page where an engineer reads a report code.

use serde_json::json;

use super::guide::{Guide, JAPANESE};
use super::page::Page;
use crate::browser::{Browser, Engine};

const DECODE: &str = "ja/decode/index.html";

/// Every requirement that is shown: its slot and its verdict, by slot.
fn shown(browser: &Browser) -> serde_json::Value {
    browser.eval(
        "return [...document.querySelectorAll('#decode-result [data-slot]')].filter(row => row.checkVisibility())
             .map(row => [+row.dataset.slot, row.dataset.verdict]).sort((one, other) => one[0] - other[0])",
    )
}

fn decode(browser: &Browser, code: &str) {
    browser.eval("document.querySelector('#decode-code').value = ''; return 0");
    // WebKit's driver cannot type nothing.
    if !code.is_empty() {
        browser.keys("#decode-code", code);
    }
    browser.click("#decode-form button");
}

#[test]
fn a_code_that_is_typed_shows_its_verdicts() {
    let guide = Guide::internal();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        Page::open(&browser, &server.url(JAPANESE));
        browser.click("#desktop-app [data-answer=no]");
        browser.click("#ssh-terminal [data-answer=yes]");
        let page = Page::read(&browser).agrees();
        let code = checker::code::ReportCode::read(&page.code).expect("a code");
        let slots: Vec<_> =
            code.slots().map(|(slot, verdict)| json!([slot, verdict.id()])).collect();
        for address in [server.url(DECODE), guide.on_disk(DECODE)] {
            browser.open(&address);
            browser.until("return !document.querySelector('#decode-form').hidden");
            assert!(!browser.is_visible("#decode-result"), "{engine:?} {address}");
            // As it is read out: in small letters, with spaces, and O for 0.
            decode(&browser, &page.code.to_lowercase().replace('-', " ").replace('0', "o"));
            browser.until("return !document.querySelector('#decode-result').hidden");
            assert_eq!(shown(&browser), json!(slots), "{engine:?} {address}");
            assert_eq!(browser.text("[data-fill=code]"), page.code, "{engine:?} {address}");
            let today = page.fact("today").unwrap_or_default().to_owned();
            assert_eq!(browser.text("[data-fill=today]"), today, "{engine:?} {address}");
            assert_eq!(
                browser.eval("return document.querySelector('#checker').dataset.overall"),
                "action",
                "{engine:?}"
            );
            // The result is seen and this is read out.
            let told = browser.eval("return document.querySelector('#decode-status').textContent");
            assert_ne!(told, "", "{engine:?} {address}");
            // For what is missing, what to suggest; for what is there, nothing.
            let suggested =
                |slot: u8| browser.is_visible(&format!("[data-slot='{slot}'] .suggest"));
            let slot_of = |id: &str| {
                let policy = page.policy();
                let found = policy.requirements.iter().find(|requirement| requirement.id == id);
                found.expect("the guide has it").slot
            };
            assert!(suggested(slot_of("desktop-app")), "{engine:?} {address}");
            assert!(!suggested(slot_of("ssh-terminal")), "{engine:?} {address}");
            assert_eq!(browser.problems(), [""; 0], "{engine:?} {address}");
        }
        browser.open(&format!("{}#code={}", server.url(DECODE), page.code));
        browser.until("return !document.querySelector('#decode-result').hidden");
        assert_eq!(shown(&browser), json!(slots), "{engine:?}");
        assert_eq!(browser.outside(), [""; 0], "{engine:?}");
    }
}

#[test]
fn a_code_that_is_wrong_is_not_explained() {
    let guide = Guide::internal();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        let page = Page::open(&browser, &server.url(JAPANESE));
        browser.open(&server.url(DECODE));
        browser.until("return !document.querySelector('#decode-form').hidden");
        let right = page.code.clone();
        // Another letter at the third place, two neighbours that changed places, one letter that no code has, too few.
        let third = if right.as_bytes()[2] == b'7' { "8" } else { "7" };
        let wrong = format!("{}{third}{}", &right[..2], &right[3..]);
        let strange = format!("{}*{}", &right[..2], &right[3..]);
        let mut said = Vec::new();
        for code in [&wrong, &strange, &right[..5], ""] {
            decode(&browser, &right);
            browser.until("return !document.querySelector('#decode-result').hidden");
            decode(&browser, code);
            browser.until("return document.querySelector('#decode-result').hidden");
            let text = browser.text("#decode-status");
            assert!(!text.is_empty() && !text.contains('{'), "{engine:?} {code}: {text}");
            said.push(text);
        }
        assert!(said[1].contains('*'), "{engine:?} {said:?}");
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), 4, "{engine:?}: {said:?}");
    }
}

#[test]
fn only_engineers_have_the_page() {
    assert!(Guide::internal().file(DECODE).is_file());
    assert!(!Guide::external().file("ja/decode").exists());
    assert!(!Guide::external().file("en/decode").exists());
}
