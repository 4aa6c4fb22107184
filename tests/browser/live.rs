//! What an author sees while a guide is served and edited. In three engines.

use super::{Browser, Engine};
use crate::harness::GuideTest;
use crate::serve::Preview;

const ABOUT: &str = "content/pages/about.ja.md";

/// What stands in the shadow tree over the page.
fn overlay(browser: &Browser, question: &str) -> String {
    let script = format!(
        "const root = document.getElementById('annai-live').shadowRoot; return String({question})"
    );
    browser.eval(&script).as_str().unwrap_or_default().to_owned()
}

fn open(browser: &Browser, preview: &Preview, path: &str) {
    browser.open(&format!("http://{}{path}", preview.host));
    // The page follows changes as soon as its script runs.
    browser.until("return !!document.getElementById('annai-live')");
}

/// A page so long that a reader is somewhere in it.
fn long() -> GuideTest {
    let internal = ":::internal\n\n## Record {#record}\n\n:::\n";
    let part = "文章です。\n\n".repeat(40);
    let text = format!(
        "---\ntitle: リモートサポートとは\n---\n\n始まり。\n\n{part}## 範囲 {{#scope}}\n\n{part}{internal}"
    );
    let english =
        format!("---\ntitle: About\n---\n\nStart.\n\n## Scope {{#scope}}\n\nText.\n\n{internal}");
    GuideTest::fixture("small").write(ABOUT, &text).write("content/pages/about.en.md", &english)
}

#[test]
fn a_page_is_loaded_again_and_stays_where_its_reader_is() {
    for engine in Engine::ALL {
        let preview = Preview::start(&long(), &[]);
        let browser = engine.start();
        open(&browser, &preview, "/external/ja/about/index.html");
        browser.until("return document.readyState === 'complete'");
        let top = "Math.round(document.getElementById('scope').getBoundingClientRect().top)";
        let edited = "return !window.isOld && document.readyState === 'complete'
            && document.body.textContent.includes('新しい段落です。')";
        browser.eval(&format!("window.isOld = true; window.scrollBy(0, {top} + 14); return 0"));
        browser.until(&format!("return Math.abs({top} + 14) <= 2"));
        // What comes before the place grows: the place moves down, and the reader with it.
        preview.edit(ABOUT, "始まり。", &"新しい段落です。\n\n".repeat(10));
        browser.until(edited);
        browser.until(&format!("return Math.abs({top} + 14) <= 2"));
        // With a place in the address, which is kept.
        browser.eval("location.hash = 'scope'; window.isOld = true; return 0");
        browser.until(&format!("return Math.abs({top} - 16) <= 2"));
        preview.edit(ABOUT, "新しい段落です。\n\n新しい段落です。", "新しい段落です。");
        browser.until(edited);
        browser.until(&format!("return Math.abs({top} - 16) <= 2"));
        assert!(browser.address().ends_with("#scope"), "{engine:?}");
        assert_eq!(browser.problems(), [""; 0], "{engine:?}");
    }
}

#[test]
fn a_style_sheet_changes_without_loading_the_page_again() {
    for engine in Engine::ALL {
        let preview = Preview::start(&GuideTest::fixture("small"), &[]);
        let browser = engine.start();
        open(&browser, &preview, "/external/ja/about/index.html");
        browser.eval("window.isOld = true; return 0");
        preview.edit("static/style.css", "h1 { font-size: 1.9rem; }", "h1 { font-size: 60px; }");
        browser.until(
            "return getComputedStyle(document.querySelector('h1')).fontSize === '60px'
                && document.querySelectorAll('link[rel=stylesheet]').length === 1",
        );
        assert_eq!(browser.eval("return window.isOld"), true, "{engine:?}");
        assert_eq!(browser.problems(), [""; 0], "{engine:?}");
    }
}

#[test]
fn errors_stand_over_the_last_good_page_until_they_are_mended() {
    for engine in Engine::ALL {
        let preview = Preview::start(&GuideTest::fixture("small"), &[]);
        let browser = engine.start();
        open(&browser, &preview, "/external/ja/access/index.html");
        let shown =
            "return document.getElementById('annai-live').shadowRoot.querySelector('.panel')
            ?.textContent.includes('content/access.yaml:39:36')";
        preview.edit("content/access.yaml", "software: ○", "software: ☆");
        browser.until(shown);
        let panel = "root.querySelector('.panel')";
        let said = overlay(&browser, &format!("{panel}.textContent"));
        assert!(said.contains("1 error. This page is the last good one."), "{said}");
        assert!(said.contains("error[unknown-mark] `☆` is not a mark"), "{said}");
        assert!(said.contains("help: the legend has"), "{said}");
        assert_eq!(overlay(&browser, "root.querySelector('mark').textContent"), "☆");
        // It is drawn with its own style sheet, in sight, and the page below is the whole one.
        let style = format!("getComputedStyle({panel}).position");
        assert_eq!(overlay(&browser, &style), "fixed", "{engine:?}");
        assert!(browser.is_visible("h1"), "{engine:?}");
        // Out of the way for a moment, and back.
        browser.eval(
            "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'})); return 0",
        );
        assert_eq!(overlay(&browser, "root.querySelector('.pill').textContent"), "1 error");
        preview.edit("content/access.yaml", "software: ☆", "software: ○");
        browser.until(
            "return !document.getElementById('annai-live').shadowRoot.querySelector('.panel, .pill')",
        );
        assert_eq!(browser.problems(), [""; 0], "{engine:?}");
        assert_eq!(browser.outside(), [""; 0], "{engine:?}");
    }
}

#[test]
fn a_guide_that_never_was_good_says_why() {
    for engine in Engine::ALL {
        let wrong =
            GuideTest::fixture("small").edit("content/access.yaml", "software: ○", "software: ☆");
        let preview = Preview::start(&wrong, &[]);
        let browser = engine.start();
        open(&browser, &preview, "/external/ja/access/index.html");
        browser.until(
            "return document.getElementById('annai-live').shadowRoot.textContent.includes('unknown-mark')",
        );
        preview.edit("content/access.yaml", "software: ☆", "software: ○");
        browser.until("return !!document.querySelector('main h1')");
    }
}
