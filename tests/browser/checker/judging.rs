//! From the opening of the page to its first verdicts.

use serde_json::{Value, json};

use super::guide::{ENGLISH, Guide, JAPANESE};
use super::network::host;
use super::page::Page;
use crate::browser::{Engine, Media, Server, Setup};
use crate::checker::cases::cases;

#[test]
fn the_page_judges_when_it_is_opened_and_asks_nobody() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in [
            server.url(JAPANESE),
            guide.on_disk(JAPANESE),
            server.url(ENGLISH),
            guide.on_disk(ENGLISH),
        ] {
            let page = Page::open(&browser, &address).agrees();
            let protocol = address.split(':').next();
            assert_eq!(page.fact("protocol"), protocol, "{engine:?}");
            assert_eq!(page.fact("secure"), Some("yes"), "{engine:?} {address}");
            assert_eq!(page.fact("time-zone"), Some("Asia/Tokyo"), "{engine:?} {address}");
            assert_eq!(page.verdict("computer"), "proved", "{engine:?} {address}");
            assert_eq!(page.verdict("ssh-terminal"), "ask", "{engine:?} {address}");
            assert_eq!(page.verdict("reach-webex"), "unknown", "{engine:?} {address}");
            // Debian's WebKit is built without it.
            let talks = if engine == Engine::WebKit { "missing" } else { "works" };
            assert_eq!(page.fact("rtc"), Some(talks), "{address}");
            assert!(browser.is_visible("#checker.live .overall"), "{engine:?} {address}");
            assert!(!browser.is_visible("[data-why]"), "{engine:?} {address}");
            assert_eq!(browser.text("#report-code"), page.code, "{engine:?} {address}");
            assert_eq!(browser.eval("return annaiWatch.asked.join()"), "", "{engine:?} {address}");
            assert_eq!(browser.problems(), [""; 0], "{engine:?} {address}");
        }
        assert_eq!(browser.outside(), [""; 0], "{engine:?}");
        // Firefox and Chromium look for an icon; the page itself loads its files and nothing again.
        let asked = server.requests();
        assert!(asked.iter().all(|request| request.method == "GET"), "{engine:?} {asked:?}");
        assert!(asked.iter().all(|request| request.host == server.host()), "{engine:?} {asked:?}");
    }
}

#[test]
fn the_module_answers_in_every_engine_as_the_checker_does_here() {
    let guide = Guide::external();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        let page = Page::open(&browser, &server.url(JAPANESE));
        let cases = cases(&page.policy());
        assert!(cases.len() > 60, "{} cases", cases.len());
        let facts: Vec<&str> = cases.iter().map(|case| case.facts.as_str()).collect();
        let script = format!(
            "const policy = document.querySelector('#checker').dataset.policy;
             return {}.map(facts => annaiChecker.evaluate(policy, facts))",
            json!(facts)
        );
        let answers = browser.eval(&script);
        for (at, case) in cases.iter().enumerate() {
            let here = checker::wire::evaluate(page.policy_bytes(), case.facts.as_bytes());
            assert_eq!(answers[at], here, "{engine:?}, {}", case.title);
            for line in &case.expected {
                let is_there = here.lines().any(|it| it == line);
                assert!(is_there, "{}: `{line}` is not in\n{here}", case.title);
            }
            let code = here.lines().find_map(|line| line.strip_prefix("code ")).expect("a code");
            let read = browser.eval(&format!("return annaiChecker.decode('{code}')"));
            assert_eq!(read, checker::wire::decode(code.as_bytes()), "{engine:?}, {}", case.title);
        }
    }
}

/// A computer where everything is as it should be: with Firefox, whose word on its system is all there is.
const PRETEND: &str = "
(function () {
  'use strict';
  function pretend(prototype, name, value) {
    Object.defineProperty(prototype, name, { get: function () { return value; } });
  }
  var agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:VERSION.0) Gecko/20100101 Firefox/VERSION.0';
  pretend(Navigator.prototype, 'userAgent', agent);
  pretend(Navigator.prototype, 'platform', 'Win32');
  pretend(Navigator.prototype, 'userAgentData', undefined);
  pretend(Navigator.prototype, 'maxTouchPoints', 0);
  pretend(Screen.prototype, 'width', 1920);
  pretend(Screen.prototype, 'height', 1080);
})();
";

#[test]
fn a_computer_where_all_is_well_is_ready() {
    let folder = host();
    let host = Server::serve(folder.path());
    let plain = Guide::external();
    let server = plain.serve();
    for engine in Engine::ALL {
        let setup = Setup { media: Media::Fake, ..Setup::READER };
        let browser = engine.start_as(setup);
        let policy = Page::open(&browser, &server.url(JAPANESE)).policy();
        let firefox = policy.browsers.iter().find(|browser| browser.id == "firefox");
        let version = firefox.expect("the guide knows Firefox").minimum.to_string();
        let guide = Guide::external()
            .script("pretend.js", &PRETEND.replace("VERSION", &version))
            .probe("webex", &host.host())
            .probe("zoom", &host.host());
        let server = guide.serve();
        let page = Page::open(&browser, &server.url(ENGLISH)).agrees();
        assert_eq!(page.overall, "unknown", "{engine:?}");
        for verdict in ["computer", "browser", "system", "screen"] {
            assert_eq!(page.verdict(verdict), "proved", "{engine:?} {verdict}");
        }
        for question in ["desktop-app", "ssh-terminal", "cluster-pages"] {
            browser.click(&format!("#{question} [data-answer=yes]"));
        }
        browser.click("[data-try=microphone]");
        Page::knows(&browser, "microphone=heard");
        browser.click("[data-try=speaker]");
        browser.until("return !document.querySelector('.heard').hidden");
        browser.click("[data-heard=heard]");
        browser.click("[data-network]");
        Page::once(&browser, "clock", "proved");
        let page = Page::once(&browser, "reach-zoom", "proved").agrees();
        assert_eq!(page.overall, "ready", "{engine:?}\n{}", page.answer());
        assert!(!browser.is_visible(".next-action"), "{engine:?}");
    }
}

#[test]
fn chromium_judges_on_a_slow_processor() {
    let guide = Guide::external();
    let server = guide.serve();
    let browser = Engine::Chromium.start();
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({"rate": 4}));
    Page::open(&browser, &server.url(JAPANESE)).agrees();
}

#[test]
fn the_overall_verdict_is_read_out_once() {
    let guide = Guide::external().watched();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in [server.url(JAPANESE), guide.on_disk(ENGLISH)] {
            let page = Page::open(&browser, &address);
            let said = || browser.eval("return annaiWatch.said");
            browser.until("return annaiWatch.said.length");
            browser.until("return performance.now() > 3000");
            assert_eq!(
                said().as_array().map(Vec::len),
                Some(1),
                "{engine:?} {address}: {}",
                said()
            );
            assert_ne!(page.overall, "action", "{engine:?} {address}");
            // It is read out again when it changes, and only then.
            browser.click("#ssh-terminal [data-answer=yes]");
            browser.click("#desktop-app [data-answer=no]");
            browser.until("return annaiWatch.said.length > 1");
            browser.click("#cluster-pages [data-answer=no]");
            browser.eval("window.then = performance.now(); return 0");
            browser.until("return performance.now() > window.then + 1000");
            assert_eq!(
                said().as_array().map(Vec::len),
                Some(2),
                "{engine:?} {address}: {}",
                said()
            );
            assert_ne!(said()[0], said()[1], "{engine:?} {address}");
            assert_ne!(said()[1], Value::Null, "{engine:?} {address}");
            browser.eval("localStorage.clear(); return 0");
        }
    }
}
