//! What a page guesses and remembers for its reader: browser, system, case, what is done. In three engines.

use super::site::site;
use super::{Browser, Engine, Server};

const ALL: &str = "ja/join/webex/index.html";

/// The browser of the guide that an engine is. WebKit outside macOS is none of them, so nothing is guessed there.
fn own(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Chromium => Some("chrome"),
        Engine::Firefox => Some("firefox"),
        Engine::WebKit => None,
    }
}

fn suggested(browser: &Browser) -> String {
    let script = "const link = document.querySelector('.suggestion:not([hidden]) a');
        return link ? link.href.split('/').slice(-2)[0] : '';";
    browser.eval(script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_readers_own_browser_is_suggested() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url(ALL));
        assert_eq!(suggested(&browser), own(engine).unwrap_or(""), "{engine:?}");
        let Some(own) = own(engine) else { continue };
        assert!(browser.is_visible(".browsers .yours"), "{engine:?}");
        // A link for another browser still says so; the right one says nothing.
        browser.open(&server.url("ja/join/webex/safari/index.html"));
        assert_eq!(suggested(&browser), own, "{engine:?}");
        browser.open(&server.url(&format!("ja/join/webex/{own}/index.html")));
        assert_eq!(suggested(&browser), "", "{engine:?}");
    }
}

#[test]
fn a_chosen_browser_is_remembered_until_all_are_asked_for() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url(ALL));
        browser.click(".browsers [data-browser=edge]");
        browser.until("return location.pathname.endsWith('/webex/edge/index.html')");
        browser.open(&server.url("en/join/zoom/index.html"));
        assert_eq!(suggested(&browser), "edge", "{engine:?}");
        assert_eq!(
            browser.text(".suggestion"),
            "Last time you chose Edge. Show the steps for Edge only"
        );
        // The page is the same one, so its window tells whether it has been opened anew.
        browser.eval("window.isOld = true; return 0");
        browser.click(".browsers [data-browser='']");
        browser.until("return !window.isOld && document.readyState === 'complete'");
        browser.open(&server.url("en/join/zoom/index.html"));
        assert_eq!(suggested(&browser), own(engine).unwrap_or(""), "{engine:?}");
    }
}

#[test]
fn what_is_for_another_system_is_put_away_and_comes_back() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    let (linux, windows) =
        ("#install-app [data-systems=linux]", "#install-app [data-systems=windows]");
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url("ja/join/webex/chrome/index.html"));
        assert!(browser.is_visible(linux) && !browser.is_visible(windows), "{engine:?}");
        // The page for one browser keeps its choices folded, and says what it shows.
        assert!(browser.text(".chosen summary").contains("Linux"), "{engine:?}");
        browser.click(".chosen summary");
        browser.click(".systems [data-system=windows]");
        assert!(browser.is_visible(windows) && !browser.is_visible(linux), "{engine:?}");
        assert!(browser.text(".chosen summary").contains("Windows"), "{engine:?}");
        // It is remembered, and what is for every system never goes away.
        browser.open(&server.url("ja/join/webex/firefox/index.html"));
        assert!(browser.is_visible(windows) && !browser.is_visible(linux), "{engine:?}");
        assert!(browser.is_visible("#install-app .variant:not([data-systems])"), "{engine:?}");
        browser.click(".chosen summary");
        browser.click(".systems [data-system='']");
        browser.open(&server.url(ALL));
        assert!(browser.is_visible(windows) && browser.is_visible(linux), "{engine:?}");
    }
}

#[test]
fn what_is_done_stays_ticked() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url("ja/index.html"));
        browser.click("[data-remember=check]");
        browser.open(&server.url("en/index.html"));
        let ticked =
            "return [...document.querySelectorAll('[data-remember]')].map(it => it.checked).join()";
        assert_eq!(browser.eval(ticked), "true,false,false", "{engine:?}");
        assert!(!browser.is_visible(".ready p"), "{engine:?}");
        browser.click("[data-remember=join]");
        browser.click("[data-remember=access]");
        assert!(browser.is_visible(".ready p"), "{engine:?}");
        browser.click("[data-remember=join]");
        assert!(!browser.is_visible(".ready p"), "{engine:?}");
    }
}

#[test]
fn a_case_shows_its_own_list() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url("ja/access/index.html"));
        assert!(browser.is_visible("#case-hardware") && browser.is_visible("#case-software"));
        browser.click(".cases a[href='#case-software']");
        browser.until(
            "return document.querySelector('.cases [aria-current]').hash === '#case-software'",
        );
        assert!(!browser.is_visible("#case-hardware") && browser.is_visible("#case-software"));
        browser.click(".cases a[href='#preparation']");
        browser.until(
            "return document.querySelector('.cases [aria-current]').hash === '#preparation'",
        );
        assert!(browser.is_visible("#case-hardware") && browser.is_visible("#case-software"));
    }
}

#[test]
fn the_navigation_is_open_on_a_wide_screen_and_folded_on_a_narrow_one() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.resize(1280, 800);
        browser.open(&server.url(ALL));
        assert!(browser.is_visible(".navigation a") && browser.is_visible(".contents a"));
        // As when a reader zooms in.
        browser.resize(500, 800);
        browser.until("return !document.querySelector('.navigation details').open");
        assert!(!browser.is_visible(".navigation a"), "{engine:?}");
        browser.click(".navigation summary");
        assert!(browser.is_visible(".navigation a"), "{engine:?}");
    }
}

#[test]
fn paper_shows_every_system_unless_it_says_for_which_one_it_is() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    let windows = "#install-app [data-systems=windows]";
    for engine in Engine::ALL {
        let browser = engine.start();
        for (page, on_paper) in [(ALL, true), ("ja/join/webex/chrome/index.html", false)] {
            browser.open(&server.url(page));
            assert!(!browser.is_visible(windows), "{engine:?} {page}");
            browser.eval("dispatchEvent(new Event('beforeprint')); return 0");
            assert_eq!(browser.is_visible(windows), on_paper, "{engine:?} {page}");
            assert_eq!(
                browser.eval("return document.querySelector('details.variant:not([open])')"),
                serde_json::Value::Null
            );
            browser.eval("dispatchEvent(new Event('afterprint')); return 0");
            assert!(!browser.is_visible(windows), "{engine:?} {page}");
        }
    }
}
