//! One running browser.
//!
//! The methods wait and panic, because a test has nothing better to do; every wait has an end. Addresses and selectors
//! go in, what a reader would see comes out.

use fantoccini::error::{CmdError, WebDriver};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::Url;

use super::engine::{Colours, Engine, Setup};
use super::problems;
use super::program::{self, Program};
use super::server::{Manner, Server};

/// The longest a single command may take; page loads have their own, shorter limit in the browser.
const LIMIT: Duration = Duration::from_secs(30);

/// The longest a page may take to become what a test waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with an empty profile. Dropping it ends it and everything it has started.
pub(crate) struct Browser {
    engine: Engine,
    setup: Setup,
    runtime: Runtime,
    client: Client,
    refused: Server,
    driver: Program,
    screen: Option<(Program, String)>,
    folder: TempDir,
}

impl Browser {
    pub(super) fn start(engine: Engine, setup: Setup) -> Self {
        let folder = TempDir::with_prefix("annai-browser-").expect("a temporary folder");
        let refused = Server::start(Manner::Refused);
        let capabilities = engine.capabilities(setup, &refused.host());
        let screen = engine.start_screen(folder.path());
        let display = screen.as_ref().map(|(_, display)| display.as_str());
        let port = program::free_port();
        let driver = engine.start_driver(setup, port, display, folder.path());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for the WebDriver client");
        let connected = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities);
            let address = format!("http://127.0.0.1:{port}");
            tokio::time::timeout(2 * LIMIT, builder.connect(&address)).await
        });
        let client = match connected {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => panic!("{engine:?} did not start: {error}\n{}", driver.output()),
            Err(late) => panic!("{engine:?} did not start: {late}\n{}", driver.output()),
        };
        let browser = Self { engine, setup, runtime, client, refused, driver, screen, folder };
        browser.prepare();
        browser
    }

    /// What cannot be said before the session exists.
    fn prepare(&self) {
        if self.engine == Engine::Chromium && self.setup.colours == Colours::Dark {
            let feature = json!({"name": "prefers-color-scheme", "value": "dark"});
            self.devtools("Emulation.setEmulatedMedia", &json!({"features": [feature]}));
        }
        if self.engine == Engine::Firefox {
            // Its window would not become narrower than 450 pixels.
            self.eval_in_firefox("document.documentElement.style.minWidth = '0'");
        }
        self.resize(1280, 800);
    }

    /// Opens an address and waits until it has loaded.
    pub(crate) fn open(&self, url: &str) {
        self.wait(&format!("opening {url}"), self.client.goto(url));
        problems::listen(self);
    }

    /// The address of the page that is open.
    pub(crate) fn address(&self) -> String {
        self.wait("asking for the address", self.client.current_url()).into()
    }

    /// Runs the body of a function in the page and gives what it returns. Works with scripts off, too.
    pub(crate) fn eval(&self, script: &str) -> Value {
        self.wait(script, self.client.execute(script, Vec::new()))
    }

    /// Waits until a script returns something that counts as true, and gives it.
    ///
    /// A page that is just being left cannot run the script; that is no failure, but a reason to ask again.
    pub(crate) fn until(&self, script: &str) -> Value {
        let start = Instant::now();
        loop {
            let value = self.wait(script, async {
                match self.client.execute(script, Vec::new()).await {
                    Err(CmdError::Standard(error)) if is_leaving(&error) => Ok(Value::Null),
                    other => other,
                }
            });
            if !matches!(value, Value::Null | Value::Bool(false))
                && value != json!(0)
                && value != json!("")
            {
                return value;
            }
            let waited = start.elapsed();
            assert!(
                waited < PATIENCE,
                "{:?}: `{script}` is still {value} after {PATIENCE:?}",
                self.engine
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks the first element that a selector finds, as a reader would: what is covered cannot be clicked.
    pub(crate) fn click(&self, selector: &str) {
        // WebKit's driver takes what stands right below the window for something in it, and then cannot click it.
        let found = format!("document.querySelector({})", json!(selector));
        self.eval(&format!("{found}?.scrollIntoView({{block: 'center'}}); return 0"));
        self.wait(&format!("clicking {selector}"), async {
            self.client.find(Locator::Css(selector)).await?.click().await
        });
    }

    /// Types into the first element that a selector finds.
    pub(crate) fn keys(&self, selector: &str, text: &str) {
        self.wait(&format!("typing into {selector}"), async {
            self.client.find(Locator::Css(selector)).await?.send_keys(text).await
        });
    }

    /// The text of the first element that a selector finds, without what is hidden.
    ///
    /// WebKit's driver takes the inside of a closed `details` for visible; [`Self::is_visible`] does not.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.wait(&format!("reading {selector}"), async {
            self.client.find(Locator::Css(selector)).await?.text().await
        })
    }

    /// Whether a selector finds something that is rendered, neither hidden nor transparent.
    pub(crate) fn is_visible(&self, selector: &str) -> bool {
        let options = "{checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true}";
        let found = format!("document.querySelector({})", json!(selector));
        self.eval(&format!("return {found}?.checkVisibility({options}) ?? false")) == json!(true)
    }

    /// Makes the page, not the window around it, as wide and high as this many CSS pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let start = Instant::now();
        let (mut outer_width, mut outer_height) = (width, height);
        loop {
            self.wait("resizing", self.client.set_window_size(outer_width, outer_height));
            let (inner_width, inner_height) = self.settled_size();
            if (inner_width, inner_height) == (width, height) {
                return;
            }
            let waited = start.elapsed();
            assert!(
                waited < PATIENCE,
                "{:?} stays at {inner_width}×{inner_height} instead of {width}×{height}",
                self.engine
            );
            outer_width = (outer_width + width).saturating_sub(inner_width);
            outer_height = (outer_height + height).saturating_sub(inner_height);
        }
    }

    /// The size of the page once it no longer changes: a window answers with its old size for a while, and what is made of
    /// that answer would be wrong for ever after.
    fn settled_size(&self) -> (u32, u32) {
        let size = || {
            let inner = self.eval("return [innerWidth, innerHeight]");
            let side =
                |index: usize| u32::try_from(inner[index].as_u64().unwrap_or(0)).unwrap_or(0);
            (side(0), side(1))
        };
        let (mut before, mut same) = (size(), 0);
        while same < 3 {
            std::thread::sleep(Duration::from_millis(50));
            let now = size();
            same = if now == before { same + 1 } else { 0 };
            before = now;
        }
        before
    }

    /// The visible part of the page as PNG.
    pub(crate) fn screenshot(&self) -> Vec<u8> {
        self.wait("taking a screenshot", self.client.screenshot())
    }

    /// Errors and violations of the Content-Security-Policy since the last call, in the engine's own words.
    ///
    /// Chromium says all: violations, failed requests, script errors, `console.error`. Firefox says all but failed
    /// requests and `console.error`. WebKit tells its driver nothing: the address is loaded a second time in a window
    /// without driver, which reports the same as Chromium until the page has loaded; what happens later is heard by a
    /// listener that [`Self::open`] leaves in the page, unless scripts are off.
    pub(crate) fn problems(&self) -> Vec<String> {
        problems::collect(self)
    }

    /// Hosts outside this machine that were asked for anything; each request was refused.
    pub(crate) fn outside(&self) -> Vec<String> {
        let hosts = self.refused.requests().into_iter().map(|request| request.host);
        hosts.filter(|host| !self.engine.own_hosts().contains(&host.as_str())).collect()
    }

    /// A command of Chromium's developer tools, for what WebDriver has no word: a slow processor, media, permissions.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "only Chromium has these developer tools");
        self.post("goog/cdp/execute", json!({"cmd": command, "params": parameters}))
    }

    /// Runs a function in the window of Firefox instead of the page in it.
    pub(super) fn eval_in_firefox(&self, script: &str) -> Value {
        self.post("moz/context", json!({"context": "chrome"}));
        let value = self.eval(script);
        self.post("moz/context", json!({"context": "content"}));
        value
    }

    /// A command that the WebDriver standard does not have.
    pub(super) fn post(&self, path: &'static str, body: Value) -> Value {
        self.wait(path, self.client.issue_cmd(Extension { path, body }))
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    pub(super) fn setup(&self) -> Setup {
        self.setup
    }

    /// The screen that this browser draws on.
    pub(super) fn display(&self) -> &str {
        self.screen.as_ref().map_or("", |(_, display)| display)
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The server that is asked for everything outside this machine.
    pub(super) fn proxy(&self) -> String {
        self.refused.host()
    }

    #[track_caller]
    fn wait<T>(&self, doing: &str, work: impl Future<Output = Result<T, CmdError>>) -> T {
        let engine = self.engine;
        match self.runtime.block_on(async { tokio::time::timeout(LIMIT, work).await }) {
            Ok(Ok(value)) => value,
            // WebKit gives its errors no words; its driver prints them, a page that crashed among them.
            Ok(Err(CmdError::Standard(error))) if error.message.is_empty() => {
                panic!("{engine:?}, {doing}: {}\n{}", error.error(), self.driver.output())
            }
            Ok(Err(CmdError::Standard(error))) => {
                panic!("{engine:?}, {doing}: {}: {}", error.error(), error.message)
            }
            Ok(Err(error)) => panic!("{engine:?}, {doing}: {error}"),
            Err(late) => {
                panic!("{engine:?}, {doing}: {late} ({LIMIT:?})\n{}", self.driver.output())
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser may close well; if it does not, the drivers' process groups end a moment later anyway.
        let close = self.client.clone().close();
        let _ = self
            .runtime
            .block_on(async { tokio::time::timeout(Duration::from_secs(5), close).await });
    }
}

/// Whether a script could not be run because its page went away.
fn is_leaving(error: &WebDriver) -> bool {
    matches!(error.error().as_str(), "no such frame" | "no such window" | "javascript error")
        && error.message.contains("unload")
}

/// The `file:` address of a file.
pub(crate) fn file_url(file: &Path) -> String {
    Url::from_file_path(file).expect("an absolute path").into()
}

/// A command beside the standard, below the address of the session.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
