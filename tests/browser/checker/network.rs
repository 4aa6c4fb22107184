//! The button for the network, with hosts that are up, down, refusing, silent, guarded, or not themselves.

use std::fs;

use tempfile::TempDir;

use super::guide::{ENGLISH, Guide, JAPANESE};
use super::page::Page;
use crate::browser::{Engine, Manner, Server};

/// What a host of a meeting service has: a page and a picture.
pub(super) fn host() -> TempDir {
    let folder = TempDir::with_prefix("annai-host-").expect("a temporary folder");
    fs::write(folder.path().join("index.html"), "<!doctype html><title>Meetings</title>")
        .and_then(|()| fs::write(folder.path().join("favicon.ico"), PICTURE))
        .expect("a file of the host is written");
    folder
}

/// A PNG file of one dot.
const PICTURE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82";

/// An address at which nobody listens.
fn closed() -> String {
    Server::start(Manner::Refused).host()
}

/// How a host was asked after its first requests: each path, sorted.
fn paths(server: &Server, first: usize) -> Vec<String> {
    let requests = server.requests().into_iter().skip(first);
    let mut paths: Vec<String> = requests.map(|request| request.target).collect();
    paths.sort_unstable();
    paths
}

/// The reasons behind a verdict on a probe, without its id.
fn why(page: &Page, id: &str) -> String {
    page.reasons(id).join(" ").replace(":webex", "").replace(":zoom", "")
}

#[test]
fn a_host_is_asked_after_the_click_and_proved_when_it_answers() {
    let folder = host();
    let guarded = Server::start(Manner::Guarded(folder.path().to_owned()));
    let guide_of =
        |up: &Server| Guide::external().probe("webex", &up.host()).probe("zoom", &guarded.host());
    for engine in Engine::ALL {
        let up = Server::serve(folder.path());
        let guide = guide_of(&up);
        let server = guide.serve();
        let browser = engine.start();
        for address in [server.url(JAPANESE), guide.on_disk(ENGLISH)] {
            let before = up.requests().len();
            Page::open(&browser, &address).agrees();
            assert_eq!(up.requests().len(), before, "{engine:?} {address}");
            // The reader has seen which hosts these are.
            for host in [up.host(), guarded.host()] {
                assert!(browser.text("#checker-network").contains(&host), "{engine:?} {address}");
            }
            let name = browser.text("[data-network]");
            browser.click("[data-network]");
            browser.until(
                "return !document.querySelector('[data-network]').hasAttribute('aria-disabled')",
            );
            let page = Page::read(&browser).agrees();
            assert_eq!(
                page.verdict("reach-webex"),
                "proved",
                "{engine:?} {address} {}",
                page.facts
            );
            assert_eq!(why(&page, "reach-webex"), "reach-ok", "{engine:?} {address}");
            // Its pages refuse to be asked from elsewhere, and its picture comes.
            assert_eq!(page.verdict("reach-zoom"), "proved", "{engine:?} {address} {}", page.facts);
            assert!(
                page.fact("reach.zoom")
                    .is_some_and(|it| it.contains("fetch:failed") && it.contains("image:ok")),
                "{engine:?} {}",
                page.facts
            );
            assert_eq!(page.verdict("network"), "proved", "{engine:?} {address}");
            assert_eq!(paths(&up, before), ["/", "/favicon.ico", "/favicon.ico"], "{engine:?}");
            assert_ne!(browser.text("[data-network]"), name, "{engine:?} {address}");
            assert_eq!(browser.outside(), [""; 0], "{engine:?} {address}");
        }
    }
}

#[test]
fn a_host_that_refuses_is_disproved_and_a_page_in_its_place_proves_nothing() {
    let blocked = Server::start(Manner::Blocked);
    let guide = Guide::external().probe("webex", &closed()).probe("zoom", &blocked.host());
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        Page::open(&browser, &server.url(JAPANESE));
        browser.click("[data-network]");
        Page::once(&browser, "reach-webex", "disproved");
        let page = Page::knows_reason(&browser, "reach-zoom", "reach-replaced:zoom").agrees();
        assert_eq!(why(&page, "reach-webex"), "reach-refused", "{engine:?}");
        assert_eq!(page.verdict("reach-zoom"), "unknown", "{engine:?}");
        assert_eq!(page.verdict("network"), "unknown", "{engine:?}");
        assert!(!blocked.requests().is_empty(), "{engine:?}");
        // Where the engine stands, its reader gets what to do about it.
        assert!(browser.is_visible("#reach-webex .remedy[open]"), "{engine:?}");
    }
}

/// The page's policy stops what leads to a host that it does not name; that is no reason to say that nothing answered.
#[test]
fn a_host_that_leads_elsewhere_is_not_held_to_be_out_of_reach() {
    let folder = host();
    let other = Server::serve(folder.path());
    let moved = Server::start(Manner::Elsewhere(other.host()));
    let guide = Guide::external().probe("webex", &moved.host()).probe("zoom", &closed());
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        Page::open(&browser, &server.url(JAPANESE));
        browser.click("[data-network]");
        Page::once(&browser, "reach-zoom", "disproved");
        let page = Page::knows_reason(&browser, "reach-webex", "reach-replaced:webex").agrees();
        assert_eq!(page.verdict("reach-webex"), "unknown", "{engine:?} {}", page.facts);
        assert_eq!(other.requests(), [], "{engine:?}");
    }
}

#[test]
fn a_host_that_is_silent_holds_up_no_other() {
    let folder = host();
    let (up, silent) = (Server::serve(folder.path()), Server::start(Manner::Silent));
    let guide = Guide::external().probe("webex", &silent.host()).probe("zoom", &up.host());
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        Page::open(&browser, &server.url(ENGLISH));
        browser.click("[data-network]");
        let page = Page::once(&browser, "reach-zoom", "proved").agrees();
        assert_eq!(why(&page, "reach-webex"), "reach-untried", "{engine:?}");
        assert_eq!(page.verdict("network"), "proved", "{engine:?}");
        let page = Page::once(&browser, "clock", "proved").agrees();
        assert_eq!(page.verdict("reach-webex"), "unknown", "{engine:?}");
        // A second click while the first is at work changes nothing.
        browser.click("[data-network]");
        assert!(!silent.requests().is_empty(), "{engine:?}");
        let page = Page::once(&browser, "reach-webex", "disproved").agrees();
        assert_eq!(why(&page, "reach-webex"), "reach-silent", "{engine:?}");
        assert!(page.facts.contains(":timeout:"), "{engine:?} {}", page.facts);
        assert_eq!(up.requests().len() % 3, 0, "{engine:?} {:?}", up.requests());
    }
}

#[test]
fn the_clock_is_compared_with_the_servers() {
    let folder = host();
    let up = Server::serve(folder.path());
    let guide = Guide::external().probe("webex", &up.host()).probe("zoom", &up.host());
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        server.set_ahead(0);
        let page = Page::open(&browser, &server.url(JAPANESE));
        assert_eq!(page.reasons("clock"), ["clock-untried"], "{engine:?}");
        browser.click("[data-network]");
        Page::once(&browser, "clock", "proved").agrees();
        server.set_ahead(600);
        browser.until(
            "return !document.querySelector('[data-network]').hasAttribute('aria-disabled')",
        );
        browser.click("[data-network]");
        let page = Page::once(&browser, "clock", "disproved").agrees();
        let reason = page.reasons("clock").concat();
        let seconds = reason.strip_prefix("clock-wrong:").and_then(|it| it.parse::<u32>().ok());
        assert!(seconds.is_some_and(|it| (595..=605).contains(&it)), "{engine:?} {reason}");
        assert!(page.seen("clock").contains(&seconds.unwrap_or(0).to_string()), "{engine:?}");
        // A disk has no clock.
        let page = Page::open(&browser, &guide.on_disk(JAPANESE)).agrees();
        assert_eq!(page.reasons("clock"), ["clock-unknown"], "{engine:?}");
    }
}
