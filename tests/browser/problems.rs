//! What a page does wrong, as each engine tells it.

use serde_json::{Value, json};

use super::engine::{Engine, Scripts, webkit_environment};
use super::program::Program;
use super::session::Browser;

/// Collects from the page itself what happens after it has loaded; only WebKit needs it.
pub(super) fn listen(browser: &Browser) {
    if browser.engine() == Engine::WebKit && browser.setup().scripts == Scripts::On {
        browser.eval(LISTENER);
    }
}

/// The problems since the last call.
pub(super) fn collect(browser: &Browser) -> Vec<String> {
    match browser.engine() {
        Engine::Chromium => chromium(browser),
        Engine::Firefox => strings(&browser.eval_in_firefox(FIREFOX_CONSOLE)),
        Engine::WebKit => webkit(browser),
    }
}

fn chromium(browser: &Browser) -> Vec<String> {
    let entries = browser.post("se/log", json!({"type": "browser"}));
    let entries = entries.as_array().map(Vec::as_slice).unwrap_or_default();
    let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
    severe.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
}

/// Loads the page again, not automated, because WebKit prints no console messages of an automated window.
fn webkit(browser: &Browser) -> Vec<String> {
    let address = browser.address();
    let proxy = format!("--proxy=http://{}", browser.proxy());
    let program = browser.engine().browser();
    // The shell says when the browser has ended, which it does as soon as the page has loaded.
    let script = format!(r#""$@"; echo; echo {ENDED}"#);
    let mut command = vec!["sh", "-c", &script, "console", &program];
    command.extend(["--enable-write-console-messages-to-stdout=true", "--exit-after-load"]);
    command.extend([proxy.as_str(), "--ignore-host=127.0.0.1"]);
    if browser.setup().scripts == Scripts::Off {
        command.push("--enable-javascript=false");
    }
    command.push(&address);
    let environment = webkit_environment(browser.display());
    let window = Program::start(&command, &environment, browser.folder());
    let output = window.wait_for(|output| output.strip_suffix(ENDED_LINE).map(str::to_owned));
    let early =
        output.lines().filter(|line| line.contains(" CONSOLE ") && line.contains(" ERROR "));
    let late = strings(&browser.eval("return (window.annaiProblems ?? []).splice(0)"));
    early.map(str::to_owned).chain(late).collect()
}

fn strings(values: &Value) -> Vec<String> {
    let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
    values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

const ENDED: &str = "the window has ended";
const ENDED_LINE: &str = "\nthe window has ended\n";

/// Errors of pages, not of the browser's own parts; warnings are left out.
const FIREFOX_CONSOLE: &str = r"
    const isPage = message => /^(file:|http:\/\/127\.0\.0\.1)/.test(message.sourceName);
    const isError = message => !(message.flags & Ci.nsIScriptError.warningFlag);
    const found = Services.console.getMessageArray()
        .filter(message => message instanceof Ci.nsIScriptError && isPage(message) && isError(message))
        .map(message => `${message.sourceName}:${message.lineNumber}: ${message.errorMessage}`);
    Services.console.reset();
    return found;
";

const LISTENER: &str = r"
    const problems = window.annaiProblems = [];
    addEventListener('error', event => problems.push(`error: ${event.message}`));
    addEventListener('unhandledrejection', event => problems.push(`unhandled: ${event.reason}`));
    document.addEventListener('securitypolicyviolation', event =>
        problems.push(`violation of ${event.violatedDirective}: ${event.blockedURI}`));
    const say = console.error;
    console.error = (...words) => { problems.push(words.join(' ')); say.apply(console, words); };
";
