//! What a page has seen of a reader's machine.
//!
//! A page hands facts over as text, one `key=value` to a line: simple to write in the oldest script and to read here. A
//! fact that is missing is not known; one that cannot be read is taken for missing, and so is a key nobody knows.

use alloc::string::String;
use alloc::vec::Vec;

use crate::policy::{Permission, named};

/// What a page has seen. `None` and empty lists mean that it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What the browser says of itself in its user agent.
    pub agent: String,
    /// The brands it names apart from that, and their versions.
    pub brands: Vec<Brand>,
    /// The system it names apart from its user agent.
    pub platform: Option<String>,
    /// The system's version it names apart from its user agent.
    pub platform_version: Option<String>,
    /// Whether it says that it is made for small screens.
    pub is_mobile: Option<bool>,
    /// Whether it has what only Brave has.
    pub is_brave: bool,
    /// The older name of the system: `Win32`, `MacIntel`, `Linux x86_64`.
    pub navigator_platform: Option<String>,
    /// How many fingers its screen can tell apart.
    pub touch_points: Option<u16>,
    /// The version of the document engine, which only Internet Explorer and its mode in Edge have. A page cannot hand it
    /// over, because no module runs there: the page says so itself. Whoever has recorded facts can.
    pub document_mode: Option<u16>,
    /// Whether the page may use devices.
    pub is_secure: Option<bool>,
    /// Whether the page came from a disk.
    pub is_file: bool,
    /// The name of the time zone.
    pub time_zone: Option<String>,
    /// Width and height of the screen in the pixels of CSS.
    pub screen: Option<(u16, u16)>,
    /// Whether WebAssembly runs.
    pub has_wasm: bool,
    /// What came of the attempt to begin a conversation.
    pub rtc: Option<Rtc>,
    /// Whether the browser offers to show the screen.
    pub has_display_capture: Option<bool>,
    /// How many microphones, speakers and cameras the browser names.
    pub devices: Option<[u16; 3]>,
    /// What the browser says of permissions it would ask for.
    pub permissions: Vec<(Permission, Consent)>,
    /// What came of trying the microphone: `heard`, `silent` or the name of the browser's error.
    pub microphone: Option<String>,
    /// What came of trying the camera: `seen`, `dark` or the name of the browser's error.
    pub camera: Option<String>,
    /// What came of playing a tone: `heard`, `silent`, `failed`.
    pub speaker: Option<String>,
    /// What was shown of the screen, or the name of the browser's error.
    pub screen_share: Option<String>,
    /// Whether the browser says that there is a network.
    pub is_online: Option<bool>,
    /// What came of trying to reach hosts, by the id of the probe.
    pub reaches: Vec<(String, Vec<Attempt>)>,
    /// What came of asking servers over UDP, by the id of the server.
    pub udp: Vec<(String, Udp)>,
    /// Seconds since 1970 by the machine's clock.
    pub now: Option<i64>,
    /// Seconds since 1970 by the clock of the server the page came from.
    pub server_time: Option<ServerTime>,
    /// The reader's day, in days since 1970-01-01.
    pub today: Option<u16>,
    /// What the reader has answered: requirement, number of the question, yes or no.
    pub answers: Vec<(String, u8, bool)>,
}

/// A name that a browser gives itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The name.
    pub name: String,
    /// Its major version; 0 if it cannot be read.
    pub version: u16,
}

/// The clock of the server the page came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerTime {
    /// Seconds since 1970.
    At(i64),
    /// There is no server, or it does not tell.
    Missing,
}

named! {
    /// What came of the attempt to begin a conversation.
    Rtc {
        /// An offer was made.
        Works = "works",
        /// The interface is there and does not work.
        Failed = "failed",
        /// The interface is not there.
        Missing = "missing",
    }
}

named! {
    /// What a browser says of a permission.
    Consent {
        /// The page may.
        Granted = "granted",
        /// The page may not.
        Denied = "denied",
        /// The browser would ask.
        Prompt = "prompt",
    }
}

named! {
    /// What came back from a server over UDP.
    Udp {
        /// An answer.
        Answered = "answered",
        /// Nothing in time.
        Silent = "silent",
        /// The browser cannot ask.
        Off = "off",
    }
}

named! {
    /// How something was asked for.
    Method {
        /// As a file that nobody looks into.
        Fetch = "fetch",
        /// As a picture that has to be one.
        Image = "image",
    }
}

named! {
    /// What came of it.
    Outcome {
        /// It came.
        Ok = "ok",
        /// It failed.
        Failed = "failed",
        /// Nothing came in time.
        Timeout = "timeout",
        /// An answer came that leads to a host which the page may not ask.
        Elsewhere = "elsewhere",
    }
}

/// One attempt to reach a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// How it was asked.
    pub method: Method,
    /// What came of it.
    pub outcome: Outcome,
}

impl Facts {
    /// Reads what a page wrote. Never fails: what cannot be read is not known.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut facts = Self::default();
        for line in text.lines() {
            if let Some((key, value)) = line.split_once('=') {
                facts.set(key.trim(), value.trim());
            }
        }
        facts
    }

    /// What the browser says of a permission.
    #[must_use]
    pub fn permission(&self, permission: Permission) -> Option<Consent> {
        self.permissions.iter().find(|(one, _)| *one == permission).map(|(_, consent)| *consent)
    }

    fn set(&mut self, key: &str, value: &str) {
        match key {
            "agent" => self.agent = value.into(),
            "brand" => self.brands.push(brand(value)),
            // So a browser says that it does not say:
            // <https://wicg.github.io/ua-client-hints/#sec-ch-ua-platform>.
            "platform" => self.platform = text(value).filter(|platform| platform != "Unknown"),
            "platform-version" => self.platform_version = text(value),
            "mobile" => self.is_mobile = yes(value),
            "brave" => self.is_brave = value == "yes",
            "navigator-platform" => self.navigator_platform = text(value),
            "touch" => self.touch_points = value.parse().ok(),
            "document-mode" => self.document_mode = value.parse().ok(),
            "secure" => self.is_secure = yes(value),
            "protocol" => self.is_file = value == "file",
            "time-zone" => self.time_zone = text(value),
            "screen" => self.screen = size(value),
            "webassembly" => self.has_wasm = value == "yes",
            "rtc" => self.rtc = Rtc::from_id(value),
            "display-capture" => {
                self.has_display_capture = match value {
                    "present" => Some(true),
                    "missing" => Some(false),
                    _ => None,
                }
            }
            "devices" => self.devices = counts(value),
            "microphone" => self.microphone = text(value),
            "camera" => self.camera = text(value),
            "speaker" => self.speaker = text(value),
            "screen-share" => self.screen_share = text(value),
            "online" => self.is_online = yes(value),
            "now" => self.now = value.parse().ok(),
            "server-time" => {
                self.server_time = match value {
                    "none" => Some(ServerTime::Missing),
                    number => number.parse().ok().map(ServerTime::At),
                }
            }
            "today" => self.today = day(value),
            _ => self.set_named(key, value),
        }
    }

    /// Facts of which there are several, each with a name in its key.
    fn set_named(&mut self, key: &str, value: &str) {
        let Some((kind, name)) = key.split_once('.') else { return };
        match kind {
            "permission" => {
                let named = Permission::from_id(name).zip(Consent::from_id(value));
                self.permissions.extend(named);
            }
            "reach" => {
                let attempts = value.split(' ').filter_map(attempt).collect();
                self.reaches.push((name.into(), attempts));
            }
            "udp" => self.udp.extend(Udp::from_id(value).map(|udp| (name.into(), udp))),
            "answer" => {
                let number = name.rsplit_once('.').and_then(|(requirement, number)| {
                    Some((requirement.into(), number.parse().ok()?, yes(value)?))
                });
                self.answers.extend(number);
            }
            _ => {}
        }
    }
}

fn text(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.into())
}

fn yes(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// `Google Chrome/156.0.7000.1`; a brand may have a slash of its own.
fn brand(value: &str) -> Brand {
    let (name, version) = value.rsplit_once('/').unwrap_or((value, ""));
    Brand { name: name.into(), version: leading_number(version).unwrap_or(0) }
}

/// The number a text begins with.
pub(crate) fn leading_number(text: &str) -> Option<u16> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// `1280x720`.
fn size(value: &str) -> Option<(u16, u16)> {
    let (width, height) = value.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// `1,2,0`.
fn counts(value: &str) -> Option<[u16; 3]> {
    let mut numbers = value.split(',').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some([next()?, next()?, next()?])
}

/// `fetch:ok:120`; the last is milliseconds, which people read and nobody judges.
fn attempt(value: &str) -> Option<Attempt> {
    let mut parts = value.split(':');
    Some(Attempt {
        method: Method::from_id(parts.next()?)?,
        outcome: Outcome::from_id(parts.next()?)?,
    })
}

/// `2026-11-22` as days since 1970-01-01.
fn day(value: &str) -> Option<u16> {
    let mut numbers = value.splitn(3, '-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let is_date =
        (1970..=2149).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| u16::try_from(crate::code::days_from_civil(year, month, day)).ok())?
}

impl Facts {
    /// Whether a machine of this kind is named by the touch screen alone.
    pub(crate) fn has_touch(&self) -> bool {
        self.touch_points.is_some_and(|points| points > 1)
    }
}
