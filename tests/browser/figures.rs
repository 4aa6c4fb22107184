//! Figures in three engines: no words leave their box, every icon is there, and colours follow the reader.

use serde_json::Value;

use super::site::site;
use super::{Browser, Colours, Engine, Server, Setup};

/// Every line of words that sticks out of the box it stands in, and every icon of no size.
///
/// The box of a line is the first shape of the nearest group around it; half a unit is the width of a line. Above and below
/// the letters a font has room of its own.
const OUTSIDE: &str = "
    const outside = [];
    document.querySelectorAll('details').forEach(one => { one.open = true });
    document.querySelectorAll('.steps [hidden]').forEach(one => { one.hidden = false });
    document.querySelectorAll('.sketch text').forEach(text => {
        const box = text.closest('g').firstElementChild.getBBox();
        const words = text.getBBox();
        const slack = 0.5;
        if (words.width === 0 || words.x < box.x - slack || words.x + words.width > box.x + box.width + slack
            || words.y < box.y - 2 || words.y + words.height > box.y + box.height + 2)
            outside.push(text.textContent + ' ' + [words.x, words.y, words.width, words.height].map(Math.round)
                + ' in ' + [box.x, box.y, box.width, box.height].map(Math.round));
    });
    document.querySelectorAll('.sketch use').forEach(icon => {
        if (icon.getBBox().width < 4) outside.push(icon.getAttribute('href'));
    });
    return outside";

fn figures(browser: &Browser) -> u64 {
    browser.eval("return document.querySelectorAll('.sketch svg').length").as_u64().unwrap_or(0)
}

#[test]
fn no_words_leave_their_box() {
    let (folder, pages) = site();
    let server = Server::serve(folder.path());
    let joining =
        |page: &&String| page.contains("/join/webex/index") || page.contains("/join/zoom/index");
    for engine in Engine::ALL {
        let browser = engine.start();
        let mut seen = 0;
        for page in pages.iter().filter(joining) {
            browser.open(&server.url(page));
            assert_eq!(browser.eval(OUTSIDE), Value::Array(Vec::new()), "{engine:?} {page}");
            seen += figures(&browser);
        }
        // Two platforms in two languages.
        assert!(seen > 40, "{engine:?} {seen}");
    }
}

#[test]
fn a_word_that_leaves_its_box_is_seen() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url("ja/join/webex/index.html"));
        browser.eval(
            "document.querySelector('.sketch text').textContent += 'あ'.repeat(40); return 0",
        );
        let outside = browser.eval(OUTSIDE);
        assert_eq!(outside.as_array().map(Vec::len), Some(1), "{engine:?} {outside}");
    }
}

#[test]
fn colours_follow_the_reader() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    let look = "const style = part => getComputedStyle(document.querySelector('.sketch ' + part));
        return [style('.surface').fill, style('svg').fill]";
    for engine in Engine::ALL {
        let colours = |colours| {
            let browser = engine.start_as(Setup { colours, ..Setup::READER });
            browser.open(&server.url("ja/join/webex/index.html"));
            browser.eval(look)
        };
        let light = serde_json::json!(["rgb(255, 255, 255)", "rgb(29, 35, 33)"]);
        let dark = serde_json::json!(["rgb(20, 24, 23)", "rgb(231, 236, 234)"]);
        assert_eq!(colours(Colours::Light), light, "{engine:?}");
        assert_eq!(colours(Colours::Dark), dark, "{engine:?}");
    }
}
