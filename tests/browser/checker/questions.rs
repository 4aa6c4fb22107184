//! What the reader answers.

use super::guide::{ENGLISH, Guide, JAPANESE};
use super::page::Page;
use crate::browser::{Browser, Engine};

/// Which button of a question is pressed.
fn pressed(browser: &Browser, id: &str) -> String {
    let script = format!(
        "return [...document.querySelectorAll('#{id} [data-answer][aria-pressed=true]')]
             .map(button => button.dataset.answer).join()"
    );
    browser.eval(&script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_answer_changes_verdicts_and_code_and_can_be_taken_back() {
    let guide = Guide::external();
    let server = guide.serve();
    let (yes, no) = ("#desktop-app [data-answer=yes]", "#desktop-app [data-answer=no]");
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in [server.url(JAPANESE), guide.on_disk(JAPANESE)] {
            let open = Page::open(&browser, &address).agrees();
            assert_eq!(open.verdict("desktop-app"), "ask", "{engine:?} {address}");
            browser.click(yes);
            let proved = Page::read(&browser).agrees();
            assert_eq!(proved.verdict("desktop-app"), "proved", "{engine:?} {address}");
            assert_eq!(pressed(&browser, "desktop-app"), "yes", "{engine:?} {address}");
            assert!(!browser.is_visible("#desktop-app .remedy > p"), "{engine:?} {address}");
            browser.click(no);
            let disproved = Page::read(&browser).agrees();
            assert_eq!(disproved.verdict("desktop-app"), "disproved", "{engine:?} {address}");
            assert_eq!(pressed(&browser, "desktop-app"), "no", "{engine:?} {address}");
            assert_eq!(disproved.overall, "action", "{engine:?} {address}");
            assert!(browser.is_visible("#desktop-app .remedy > p"), "{engine:?} {address}");
            assert_eq!(
                browser.eval("return document.querySelector('.next-action a').hash"),
                "#desktop-app",
                "{engine:?} {address}"
            );
            browser.click(no);
            let again = Page::read(&browser).agrees();
            assert_eq!(again.verdict("desktop-app"), "ask", "{engine:?} {address}");
            assert_eq!(pressed(&browser, "desktop-app"), "", "{engine:?} {address}");
            assert_eq!(again.code, open.code, "{engine:?} {address}");
            assert_eq!(again.overall, open.overall, "{engine:?} {address}");
            let codes = [&open.code, &proved.code, &disproved.code];
            assert!(codes.iter().all(|code| code.len() > 20), "{engine:?} {codes:?}");
            assert!(codes[0] != codes[1] && codes[1] != codes[2] && codes[0] != codes[2]);
        }
    }
}

#[test]
fn a_question_can_be_answered_from_the_keyboard() {
    const ENTER: &str = "\u{e007}";
    const TAB: &str = "\u{e004}";
    let guide = Guide::external();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        Page::open(&browser, &server.url(ENGLISH));
        let (yes, no) = ("#ssh-terminal [data-answer=yes]", "#ssh-terminal [data-answer=no]");
        browser.keys(yes, ENTER);
        Page::once(&browser, "ssh-terminal", "proved").agrees();
        // The next button is the next stop.
        browser.keys(yes, TAB);
        let focus = format!("return document.activeElement === document.querySelector({no:?})");
        assert_eq!(browser.eval(&focus), true, "{engine:?}");
        browser.keys(no, " ");
        Page::once(&browser, "ssh-terminal", "disproved").agrees();
        assert_eq!(browser.eval(&focus), true, "{engine:?} loses its place");
    }
}

#[test]
fn answers_are_remembered_and_give_the_same_code_in_every_language() {
    let guide = Guide::external();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        let open = Page::open(&browser, &server.url(JAPANESE));
        browser.click("#cluster-pages [data-answer=yes]");
        browser.click("#desktop-app [data-answer=no]");
        let japanese = Page::read(&browser).agrees();
        let english = Page::open(&browser, &server.url(ENGLISH)).agrees();
        assert_eq!(english.verdict("cluster-pages"), "proved", "{engine:?}");
        assert_eq!(english.verdict("desktop-app"), "disproved", "{engine:?}");
        assert_eq!(pressed(&browser, "cluster-pages"), "yes", "{engine:?}");
        assert_eq!(english.code, japanese.code, "{engine:?}");
        assert_ne!(english.seen("desktop-app"), japanese.seen("desktop-app"), "{engine:?}");
        browser.click("#cluster-pages [data-answer=yes]");
        browser.click("#desktop-app [data-answer=no]");
        let forgotten = Page::open(&browser, &server.url(JAPANESE)).agrees();
        assert_eq!(forgotten.code, open.code, "{engine:?}");
    }
}

#[test]
fn the_code_can_be_copied() {
    let guide = Guide::external();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        let page = Page::open(&browser, &server.url(JAPANESE));
        browser.click("[data-copy]");
        browser.until("return document.querySelector('[data-copy]').textContent === document.querySelector('[data-copy]').dataset.copied");
        // What is copied can be pasted: into a field of the test's own.
        browser.eval(
            "const field = document.createElement('input');
             field.id = 'paste';
             document.querySelector('#checker').prepend(field);
             return 0",
        );
        browser.keys("#paste", "\u{e009}v");
        assert_eq!(
            browser.eval("return document.querySelector('#paste').value"),
            page.code,
            "{engine:?}"
        );
    }
}
