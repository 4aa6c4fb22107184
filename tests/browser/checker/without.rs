//! Readers for whom the checker does not run: the list is complete, and the page says why.

use std::process::Command;

use super::guide::{ENGLISH, Guide, JAPANESE};
use crate::accessibility::package;
use crate::browser::{Browser, Engine, Scripts, Setup};

/// The whole list can be read and ticked off, nothing is judged, and nothing is offered that needs the checker.
#[track_caller]
fn shows_the_list(browser: &Browser, what: &str) {
    let engine = browser.engine();
    let hidden = browser.eval(
        "const isSeen = element => element.checkVisibility({checkVisibilityCSS: true, opacityProperty: true});
         return [...document.querySelectorAll('[data-requirement]')].flatMap(item =>
             [item.querySelector('h2'), item.querySelector('.done input'), item.querySelector('.why')]
                 .concat([...item.querySelectorAll('.remedy > p')])
                 .filter(part => !part || !isSeen(part))
                 .map(part => `${item.id}: ${part?.outerHTML}`))",
    );
    assert_eq!(hidden, serde_json::json!([]), "{engine:?} {what}");
    let count = browser.eval("return document.querySelectorAll('[data-requirement]').length");
    assert!(count.as_u64() > Some(10), "{engine:?} {what}: {count}");
    let scripted = browser.eval(
        "return [...document.querySelectorAll('.scripted, [data-try], [data-answer], [data-network], #report-code')]
             .filter(part => part.checkVisibility()).map(part => part.outerHTML)",
    );
    assert_eq!(scripted, serde_json::json!([]), "{engine:?} {what}");
    let judged = browser
        .eval("return document.querySelectorAll('[data-verdict], [data-overall], .live').length");
    assert_eq!(judged, 0, "{engine:?} {what}");
}

/// Which sentence says why nothing is judged.
fn why(browser: &Browser) -> String {
    let why = browser.eval(
        "return [...document.querySelectorAll('[data-why]')].filter(it => it.checkVisibility()).map(it => it.dataset.why).join()",
    );
    why.as_str().unwrap_or_default().to_owned()
}

/// The same, once a script has said so.
fn said(browser: &Browser) -> String {
    browser.until("return [...document.querySelectorAll('[data-why]')].some(it => !it.hidden)");
    why(browser)
}

#[test]
fn without_scripts_there_is_a_list_to_tick_off() {
    let guide = Guide::external();
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start_as(Setup { scripts: Scripts::Off, ..Setup::READER });
        for address in [server.url(JAPANESE), guide.on_disk(ENGLISH)] {
            browser.open(&address);
            shows_the_list(&browser, &address);
            assert_eq!(why(&browser), "", "{engine:?} {address}");
            assert!(browser.is_visible("#checker noscript .admonition"), "{engine:?} {address}");
            browser.click("#ssh-terminal .done input");
            assert_eq!(
                browser.eval("return document.querySelector('#ssh-terminal input').checked"),
                true,
                "{engine:?}"
            );
            assert_eq!(browser.problems(), [""; 0], "{engine:?} {address}");
        }
    }
}

/// A browser that has what a script leaves of it.
const WITHOUT: [(&str, &str); 5] = [
    ("ie-mode", "Object.defineProperty(document, 'documentMode', { value: 11 });"),
    ("old-browser", "delete window.WebAssembly; delete Array.prototype.toSorted;"),
    ("wasm-blocked", "delete window.WebAssembly;"),
    (
        "wasm-blocked",
        "WebAssembly.instantiate = function () { return Promise.reject(new Error('')); };",
    ),
    // What the page hands over as policy is none: a fault that nobody has thought of.
    (
        "checker-failed",
        "window.atob = (function (atob) { return function (text) { return text.length < 10000 ? atob('AAAA') : atob(text); }; })(atob);",
    ),
];

#[test]
fn an_engine_in_which_the_checker_cannot_run_is_told_so() {
    for (expected, script) in WITHOUT {
        let guide = Guide::external().script("without.js", script);
        let server = guide.serve();
        for engine in Engine::ALL {
            let browser = engine.start();
            for address in [server.url(JAPANESE), guide.on_disk(ENGLISH)] {
                browser.open(&address);
                assert_eq!(said(&browser), expected, "{engine:?} {address}");
                shows_the_list(&browser, expected);
                // Whoever has to open it elsewhere finds the address to open.
                let elsewhere = matches!(expected, "ie-mode" | "old-browser");
                assert_eq!(browser.is_visible(".page-address"), elsewhere, "{engine:?} {expected}");
                if elsewhere {
                    assert_eq!(browser.text(".page-address"), address, "{engine:?} {expected}");
                }
                assert_eq!(browser.problems(), [""; 0], "{engine:?} {expected} {address}");
            }
        }
    }
}

#[test]
fn a_policy_that_forbids_webassembly_leaves_the_list() {
    let guide = Guide::external().edit(" &#39;wasm-unsafe-eval&#39;", "");
    let server = guide.serve();
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in [server.url(JAPANESE), guide.on_disk(ENGLISH)] {
            browser.open(&address);
            assert_eq!(said(&browser), "wasm-blocked", "{engine:?} {address}");
            shows_the_list(&browser, &address);
        }
    }
}

#[test]
fn internet_explorer_can_read_every_script() {
    let guide = Guide::internal();
    let mut count = 0;
    for entry in std::fs::read_dir(guide.file("assets")).expect("the assets are listed") {
        let file = entry.expect("an asset").path();
        if file.extension().is_some_and(|extension| extension == "js") {
            count += 1;
            assert_eq!(es5(&file), "", "{}", file.display());
        }
    }
    assert!(count >= 5, "{count} scripts");
    let newer = guide.file("newer.js");
    std::fs::write(&newer, "const newer = () => 1;").expect("a script is written");
    assert!(es5(&newer).contains("SyntaxError"), "{}", es5(&newer));
}

/// What a parser that knows ECMAScript 5 and nothing later says of a script.
fn es5(script: &std::path::Path) -> String {
    let output = Command::new("node")
        .arg(package("acorn/bin/acorn"))
        .args(["--ecma5", "--silent"])
        .arg(script)
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { said } else { format!("SyntaxError {said}") }
}
