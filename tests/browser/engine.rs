//! The engines, how each is installed, and what each must be told to behave like a reader's browser in a test.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use super::program::{self, Program};
use super::session::Browser;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chrome, Edge and their relatives.
    Chromium,
    /// Firefox, the extended support release.
    Firefox,
    /// WebKitGTK, the nearest to Safari that runs on Linux.
    WebKit,
}

/// How a browser is set up before it opens anything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setup {
    /// What `prefers-color-scheme` says.
    pub(crate) colours: Colours,
    /// Whether pages may run scripts.
    pub(crate) scripts: Scripts,
    /// What `navigator.language` and `Accept-Language` say: `ja`.
    ///
    /// WebKit takes its language from the locales of the system, so it says `en-US` in every test.
    pub(crate) language: &'static str,
    /// Which microphone, camera and screen there are.
    pub(crate) media: Media,
}

/// The reader's choice of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colours {
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
}

/// Whether pages may run scripts. What a test evaluates runs in both cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scripts {
    /// As usual.
    On,
    /// As in a browser where an administrator has switched them off.
    Off,
}

impl Setup {
    /// What most readers have.
    pub(crate) const READER: Self = Self {
        colours: Colours::Light,
        scripts: Scripts::On,
        language: "en-US",
        media: Media::None,
    };
}

/// What a page gets that asks for a microphone, a camera or the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// The machine has no such devices.
    None,
    /// It has devices that give a tone and a picture, and the reader allows everything.
    ///
    /// Firefox has no such screen: it finds none to show.
    Fake,
    /// It has those devices, and the browser refuses them.
    ///
    /// Firefox finds no screen here either. WebKit's driver has no word for it: its browser allows everything that is
    /// automated, so that a test has to put a refusal into the page.
    Denied,
}

impl Engine {
    /// Every engine that a page must work in.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Starts a browser as most readers have it.
    pub(crate) fn start(self) -> Browser {
        self.start_as(Setup::READER)
    }

    /// Starts a browser with settings of its own.
    pub(crate) fn start_as(self, setup: Setup) -> Browser {
        Browser::start(self, setup)
    }

    /// The file of the browser itself.
    pub(super) fn browser(self) -> String {
        match self {
            Self::Chromium => self.installed("Chromium", &["chromium".into()]),
            Self::Firefox => self.installed("Firefox", &["firefox-esr".into(), "firefox".into()]),
            Self::WebKit => self.installed("WebKit's MiniBrowser", &mini_browsers()),
        }
    }

    /// Starts the engine's WebDriver on a port.
    pub(super) fn start_driver(
        self,
        setup: Setup,
        port: u16,
        display: Option<&str>,
        folder: &Path,
    ) -> Program {
        let port_argument = format!("--port={port}");
        let driver = match self {
            Self::Chromium => {
                let file = self.installed("chromedriver", &["chromedriver".into()]);
                Program::start(&[&file, &port_argument], &[], folder)
            }
            Self::Firefox => {
                let built =
                    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/geckodriver");
                let file = self.installed("geckodriver", &[built, "geckodriver".into()]);
                if setup.media != Media::None {
                    program::write(&folder.join(".asoundrc"), SILENT_SPEAKER);
                }
                // Port 0 lets Firefox choose; with the fixed default two of them could not run side by side.
                let arguments =
                    [&file, &port_argument, "--websocket-port=0", "--allow-system-access"];
                Program::start(&arguments, FIREFOX_ENVIRONMENT, folder)
            }
            Self::WebKit => {
                let file = self.installed("WebKitWebDriver", &["WebKitWebDriver".into()]);
                program::write(&folder.join(".config/gtk-3.0/gtk.css"), NARROW_TOOLBAR);
                let display = display.unwrap_or_default();
                Program::start(&[&file, &port_argument], &webkit_environment(display), folder)
            }
        };
        driver.wait_for_port(port);
        driver
    }

    /// Starts the screen that WebKit draws on, which has no mode without one, and returns its name.
    pub(super) fn start_screen(self, folder: &Path) -> Option<(Program, String)> {
        if self != Self::WebKit {
            return None;
        }
        let file = self.installed("Xvfb", &["Xvfb".into()]);
        let command =
            [&file, "-displayfd", "1", "-screen", "0", "2000x2000x24", "-nolisten", "tcp"];
        let screen = Program::start(&command, &[], folder);
        // The number stands among complaints when other screens are starting, too.
        let number = screen.wait_for(|output| {
            let mut lines = output.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
            lines.find_map(|line| line.trim().parse::<u16>().ok())
        });
        Some((screen, format!(":{number}")))
    }

    /// What the session asks of the browser; `proxy` is the server that everything but loopback goes to.
    pub(super) fn capabilities(self, setup: Setup, proxy: &str) -> Capabilities {
        let binary = self.browser();
        let (name, options) = match self {
            Self::Chromium => ("goog:chromeOptions", chromium_options(&binary, setup)),
            Self::Firefox => ("moz:firefoxOptions", firefox_options(&binary, setup)),
            Self::WebKit => ("webkitgtk:browserOptions", webkit_options(&binary, setup)),
        };
        let mut capabilities = Capabilities::new();
        capabilities.insert(name.into(), options);
        capabilities.insert("proxy".into(), proxy_options(self, proxy));
        capabilities.insert("timeouts".into(), json!({"pageLoad": 20_000, "script": 10_000}));
        if self == Self::Chromium {
            capabilities.insert("goog:loggingPrefs".into(), json!({"browser": "ALL"}));
        }
        capabilities
    }

    /// Hosts that the browser itself calls, whatever page is open and however it is told not to.
    pub(super) fn own_hosts(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[
                "accounts.google.com:443",
                "clients2.google.com",
                "update.googleapis.com",
                "update.googleapis.com:443",
            ],
            Self::Firefox | Self::WebKit => &[],
        }
    }

    fn installed(self, name: &str, programs: &[PathBuf]) -> String {
        program::find(programs).unwrap_or_else(|| {
            panic!("{self:?} cannot be tested, because {name} is not installed: `cargo xtask test` installs it")
        })
    }
}

/// WebKit's small test browser, which distributions keep beside the library.
fn mini_browsers() -> Vec<PathBuf> {
    let triple = format!("{}-linux-gnu", std::env::consts::ARCH);
    let folders = [
        format!("/usr/lib/{triple}"),
        "/usr/libexec".into(),
        "/usr/lib64".into(),
        "/usr/lib".into(),
    ];
    let places = folders.iter().flat_map(|folder| {
        ["4.1", "6.0", "4.0"].map(|version| format!("{folder}/webkit2gtk-{version}/MiniBrowser"))
    });
    places.map(PathBuf::from).collect()
}

/// Both are needed for Firefox to leave its settings server alone in a release build.
const FIREFOX_ENVIRONMENT: &[(&str, &str)] = &[
    ("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1"),
    ("MOZ_HEADLESS_WIDTH", "2000"),
    ("MOZ_HEADLESS_HEIGHT", "2000"),
];

/// The screen to draw on, a language that does not depend on the machine, and no search for a screen reader.
pub(super) fn webkit_environment(display: &str) -> [(&'static str, &str); 3] {
    [("DISPLAY", display), ("LC_ALL", "en_US.UTF-8"), ("NO_AT_BRIDGE", "1")]
}

/// Lets the window of WebKit's test browser be as narrow as a telephone; its buttons would need 447 pixels.
const NARROW_TOOLBAR: &str =
    "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }\n";

/// Sound goes nowhere, also on a machine without a sound card, where Firefox neither plays nor hears anything.
///
/// The two channels are bound one by one because the null device alone says that it has a thousand million, and Firefox
/// starts with that many or not at all, as chance has it.
const SILENT_SPEAKER: &str = "pcm.!default {
    type multi
    slaves.a { pcm { type null } channels 2 }
    bindings.0 { slave a channel 0 }
    bindings.1 { slave a channel 1 }
}
";

fn chromium_options(binary: &str, setup: Setup) -> Value {
    let accept = format!("--accept-lang={}", setup.language);
    let media: &[&str] = match setup.media {
        Media::None => &[],
        Media::Fake => &["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
        Media::Denied => {
            &["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny"]
        }
    };
    let mut preferences = json!({});
    if setup.scripts == Scripts::Off {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let mut arguments = vec![
        "--headless",
        // Chromium refuses to run as root inside its own sandbox, and here it only opens pages of ours.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-features=AutofillServerCommunication",
        "--disable-sync",
        "--no-first-run",
        &accept,
    ];
    arguments.extend(media);
    json!({"binary": binary, "prefs": preferences, "args": arguments})
}

fn firefox_options(binary: &str, setup: Setup) -> Value {
    let colours = match setup.colours {
        Colours::Dark => 0,
        Colours::Light => 1,
    };
    let mut preferences = json!({
        "intl.accept_languages": setup.language,
        "javascript.enabled": setup.scripts == Scripts::On,
        "layout.css.prefers-color-scheme.content-override": colours,
        // Silence towards Mozilla's own services, so that a request to the outside is the page's.
        "app.normandy.enabled": false,
        "services.settings.server": "data:,#none",
        "dom.security.https_first": false,
    });
    if setup.media != Media::None {
        preferences["media.navigator.streams.fake"] = json!(true);
        // The speaker of `SILENT_SPEAKER` is out of reach for a page's own process otherwise.
        preferences["media.cubeb.sandbox"] = json!(false);
        preferences["security.sandbox.content.level"] = json!(0);
    }
    match setup.media {
        Media::None => {}
        Media::Fake => preferences["media.navigator.permission.disabled"] = json!(true),
        Media::Denied => {
            preferences["permissions.default.microphone"] = json!(2);
            preferences["permissions.default.camera"] = json!(2);
        }
    }
    json!({"binary": binary, "args": ["-headless"], "prefs": preferences})
}

fn webkit_options(binary: &str, setup: Setup) -> Value {
    let mut arguments = vec!["--automation"];
    if setup.colours == Colours::Dark {
        arguments.push("--dark-mode");
    }
    if setup.scripts == Scripts::Off {
        arguments.push("--enable-javascript=false");
    }
    if setup.media != Media::None {
        arguments.push("--enable-mock-capture-devices=true");
    }
    json!({"binary": binary, "args": arguments})
}

fn proxy_options(engine: Engine, proxy: &str) -> Value {
    let mut options = json!({"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy});
    // Chromium goes to loopback directly without being told.
    if engine != Engine::Chromium {
        options["noProxy"] = json!(["127.0.0.1"]);
    }
    options
}
