//! When a requirement is met: the rules of `check:`, and what they can reach.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, Text};
use crate::yaml::{Items, Spanned};

/// When a requirement is met: one key that says what is looked at. Several go under `all:` or `any:`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "rule", rename_all = "kebab-case")]
#[schemars(extend("examples" = [{"browser": ["chrome", "edge"]}, {"all": [{"capability": "webrtc"}, {"screen": {"width": 1280, "height": 720}}]}]))]
pub enum RawRule {
    /// Every one of these holds.
    All(RawRules),
    /// At least one of these holds.
    Any(RawRules),
    /// The rule in here does not hold.
    Not(Box<Spanned<RawRule>>),
    /// The browser is one of these, and not older than its `minimum:`.
    Browser(Spanned<Items<Text>>),
    /// The system is one of these, and not older than its `minimum:`.
    System(Spanned<Items<Text>>),
    /// The machine is of one of these kinds.
    Device(Spanned<Items<RawDevice>>),
    /// The machine can do this.
    Capability(RawCapability),
    /// The page may use this without asking.
    Permission(RawPermission),
    /// The id of a probe of `content/join/`: one of its addresses answers.
    Reach(Text),
    /// The id of a server of `content/join/` that answers over UDP.
    Udp(Text),
    /// The screen is at least this large.
    Screen(RawScreen),
    /// The clock of the machine is right.
    Clock(RawClock),
    /// The reader says yes to this question.
    Ask(Localized),
}

/// Rules that count together.
pub type RawRules = Spanned<Items<Spanned<RawRule>>>;

/// A kind of machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawDevice {
    /// A desktop or a laptop.
    Computer,
    /// A telephone.
    Phone,
    /// A tablet.
    Tablet,
    /// A Chromebook.
    Chromebook,
}

/// Something a machine and its browser can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawCapability {
    /// The page was opened in a way that lets it use devices.
    SecureContext,
    /// The browser runs WebAssembly.
    #[serde(rename = "webassembly")]
    WebAssembly,
    /// The browser can hold a conversation.
    Webrtc,
    /// The browser can show the screen to others.
    ScreenCapture,
    /// A microphone hears something.
    Microphone,
    /// Somebody hears the speaker.
    Speaker,
    /// A camera sees something.
    Camera,
}

/// Something a browser asks its user about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPermission {
    /// The microphone.
    Microphone,
    /// The camera.
    Camera,
}

/// The least size of a screen, in the pixels of CSS.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "screen", deny_unknown_fields)]
#[schemars(extend("examples" = [{"width": 1280, "height": 720}]))]
pub struct RawScreen {
    /// Its width in pixels.
    pub width: Spanned<u16>,
    /// Its height in pixels.
    pub height: Spanned<u16>,
}

/// How wrong a clock may be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "clock", deny_unknown_fields)]
#[schemars(extend("examples" = [{"within": 300}]))]
pub struct RawClock {
    /// Seconds, from 10 to 3600.
    #[schemars(range(min = 10, max = 3600))]
    pub within: Spanned<u16>,
}

/// Something the reader's browser can try to reach: any of the addresses will do.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "probe", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "signal", "name": {"ja": "接続先", "en": "Sign-in"}, "fetch": ["https://meet.example.com/ping"]}]))]
pub struct RawProbe {
    /// Its id, for `reach:` of a requirement.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
    /// Addresses that a page may ask (https), of which any answer counts.
    #[serde(default)]
    pub fetch: Items<Text>,
    /// Addresses of pictures (https). A picture that arrives is a proof; a page that says "blocked" is none.
    #[serde(default)]
    pub image: Items<Text>,
}

/// A server that answers over UDP (STUN).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "server", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "media", "name": {"ja": "音声と画面", "en": "Sound and screen"}, "server": "stun.example.com:3478"}]))]
pub struct RawServer {
    /// Its id, for `udp:` of a requirement.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
    /// The host and its port: `stun.example.com:3478`.
    pub server: Text,
}
