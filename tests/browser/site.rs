//! The shipped guide in three engines: served and from a disk, with and without scripts, in small windows.

use std::path::Path;

use tempfile::TempDir;

use super::{Browser, Colours, Engine, Scripts, Server, Setup, file_url};
use crate::harness::GuideTest;

/// The external edition of the shipped guide on disk, and the paths of its pages.
pub(super) fn site() -> (TempDir, Vec<String>) {
    let outcome = GuideTest::shipped().build().clean();
    let site = &outcome.edition("external").site;
    let folder = TempDir::with_prefix("annai-site-").expect("a temporary folder");
    annai::emit::emit(site, folder.path()).expect("the site is written");
    let pages =
        site.iter().map(|(path, _)| path.to_string()).filter(|path| path.ends_with(".html"));
    (folder, pages.collect())
}

/// The same page over HTTP and from the disk.
fn addresses(server: &Server, folder: &Path, page: &str) -> [String; 2] {
    [server.url(page), file_url(&folder.join(page))]
}

const JOIN: &str = "ja/join/webex/index.html";

#[test]
fn no_page_breaks_its_policy_or_asks_another_host() {
    let (folder, pages) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        // The pages of the other language are made of the same parts.
        for page in pages.iter().filter(|page| page.starts_with("ja/")) {
            browser.open(&server.url(page));
            assert_ne!(browser.eval("return document.title"), "", "{engine:?} {page}");
            assert_eq!(browser.problems(), [""; 0], "{engine:?} {page}");
        }
        for page in ["ja/check/index.html", JOIN, "en/access/index.html", "404.html"] {
            // The page that is not there writes full paths, which lead nowhere on a disk.
            if page != "404.html" {
                browser.open(&file_url(&folder.path().join(page)));
                assert_eq!(browser.problems(), [""; 0], "{engine:?} {page} from disk");
            }
        }
        assert_eq!(browser.outside(), [""; 0], "{engine:?}");
    }
}

#[test]
fn a_link_opens_a_page_from_a_server_and_from_a_disk() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in addresses(&server, folder.path(), "ja/index.html") {
            browser.open(&address);
            browser.click("ol.actions a[href*='join']");
            browser.until("return location.pathname.endsWith('/ja/join/index.html')");
            browser.click("main .pills a");
            browser.until("return location.pathname.endsWith('/ja/join/webex/chrome/index.html')");
            assert!(browser.is_visible("#share-screen h2"), "{engine:?}");
            // The style sheet was found too: the skip link is out of sight.
            let place = browser
                .eval("return document.querySelector('.skip').getBoundingClientRect().bottom < 0");
            assert_eq!(place, true, "{engine:?} {address}");
        }
    }
}

#[test]
fn the_language_switch_keeps_page_and_place() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in addresses(&server, folder.path(), JOIN) {
            // Firefox says that an address with a place in it is there before it is; so the place comes second.
            browser.open(&address);
            browser.eval("location.hash = 'share-screen'; return 0");
            browser.click("a.language[hreflang=en]");
            browser.until(
                "return location.pathname.endsWith('/en/join/webex/index.html') && document.readyState === 'complete'",
            );
            assert!(
                browser.address().ends_with("#share-screen"),
                "{engine:?} {}",
                browser.address()
            );
        }
    }
}

#[test]
fn the_first_page_goes_to_the_language_chosen_before_or_to_the_browsers() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.open(&server.url("index.html"));
        browser.until("return location.pathname === '/en/index.html'");
        browser.click("a.language[hreflang=ja]");
        browser.until("return location.pathname === '/ja/index.html'");
        browser.open(&server.url("index.html"));
        browser.until("return location.pathname === '/ja/index.html'");
    }
}

#[test]
fn everything_can_be_read_without_scripts() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let setup = Setup {
            colours: Colours::Light,
            scripts: Scripts::Off,
            language: "ja",
            ..Setup::READER
        };
        let browser = engine.start_as(setup);
        for address in addresses(&server, folder.path(), JOIN) {
            browser.open(&address);
            for place in [
                "#open-link",
                "#share-screen .variant",
                "#share-screen details.variant p",
                "#choose-audio .choices",
                "#leave",
                ".navigation a",
            ] {
                assert!(browser.is_visible(place), "{engine:?} does not show {place}");
            }
            browser.click("a.language[hreflang=en]");
            browser.until("return location.pathname.endsWith('/en/join/webex/index.html')");
        }
        browser.open(&server.url("index.html"));
        assert!(
            browser.text("main").contains("日本語") && browser.text("main").contains("English"),
            "{engine:?}"
        );
    }
}

#[test]
fn no_page_scrolls_sideways_on_a_telephone() {
    let (folder, pages) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        browser.resize(360, 780);
        for page in pages.iter().filter(|page| page.contains('/')) {
            browser.open(&server.url(page));
            assert_eq!(wider_than_the_window(&browser), "", "{engine:?} {page}");
        }
    }
}

/// The first element that makes the page wider than the window.
fn wider_than_the_window(browser: &Browser) -> String {
    let script = "const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return '';
        const wide = [...document.querySelectorAll('main *')].find(it => it.getBoundingClientRect().right > width);
        return wide ? wide.outerHTML.slice(0, 120) : 'something';";
    browser.eval(script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_dark_theme_needs_no_script() {
    let (folder, _) = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let setup = Setup {
            colours: Colours::Dark,
            scripts: Scripts::Off,
            language: "ja",
            ..Setup::READER
        };
        let browser = engine.start_as(setup);
        browser.open(&server.url(JOIN));
        let ground =
            browser.eval("return getComputedStyle(document.documentElement).backgroundColor");
        assert_eq!(ground, "rgb(20, 24, 23)", "{engine:?}");
    }
}
