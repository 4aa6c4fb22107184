//! What a guide asks of a machine: its requirements, compiled, and how to know browsers and systems.
//!
//! A policy holds ids, numbers and words to look for, and no sentence of any language. It is made when a guide is built,
//! and travels in the page.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Everything the checker has to know of a guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The day the guide was revised, in days since 1970-01-01. A clock that shows an earlier day is wrong.
    pub revised_on: u16,
    /// The browsers the guide knows, in its order.
    pub browsers: Vec<Browser>,
    /// The operating systems the guide knows, in its order.
    pub systems: Vec<System>,
    /// The ids of what can be reached; [`Rule::Reach`] points into it.
    pub probes: Vec<String>,
    /// The ids of the servers that answer over UDP; [`Rule::Udp`] points into it.
    pub servers: Vec<String>,
    /// The requirements, in the order of the page.
    pub requirements: Vec<Requirement>,
}

/// A browser and how to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// Its id.
    pub id: String,
    /// Its slot in report codes, 1 to 15.
    pub slot: u8,
    /// The brand by which it names itself apart from its user agent; empty if it has none.
    pub brand: String,
    /// Words that its user agent has.
    pub has: Vec<String>,
    /// Words that its user agent lacks.
    pub lacks: Vec<String>,
    /// The word of the user agent that its version follows.
    pub version_after: String,
    /// The oldest major version that will do; 0 if any does.
    pub minimum: u16,
    /// Whether it can no longer be used, whatever its version.
    pub retired: bool,
}

/// An operating system and how to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Its id.
    pub id: String,
    /// Its slot in report codes, 1 to 15.
    pub slot: u8,
    /// The name by which Chromium's browsers call it: `Windows`, `macOS`, `Linux`; empty if they have none.
    pub platform: String,
    /// Words that a user agent on it has.
    pub has: Vec<String>,
    /// Words that a user agent on it lacks.
    pub lacks: Vec<String>,
    /// The oldest major version that will do; 0 if any does.
    pub minimum: u16,
}

/// Something the reader's side needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Its slot in report codes, from 1 to [`crate::code::MOST_SLOTS`].
    pub slot: u8,
    /// How much depends on it.
    pub level: Level,
    /// When it is met.
    pub rule: Rule,
}

/// How deep rules can stand inside rules: with more a policy is not read, so that none uses up the stack.
pub const MOST_NESTED: usize = 32;

/// When a requirement is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Every one of these holds.
    All(Vec<Rule>),
    /// At least one of these holds.
    Any(Vec<Rule>),
    /// This does not hold.
    Not(Box<Rule>),
    /// The browser is one of these, by their places in [`Policy::browsers`], and not older than its minimum.
    Browser(Vec<u8>),
    /// The system is one of these, by their places in [`Policy::systems`], and not older than its minimum.
    System(Vec<u8>),
    /// The machine is of one of these kinds.
    Device(Vec<Device>),
    /// The machine can do this.
    Capability(Capability),
    /// The page may use this without asking.
    Permission(Permission),
    /// This can be reached, by its place in [`Policy::probes`].
    Reach(u8),
    /// This server answers over UDP, by its place in [`Policy::servers`].
    Udp(u8),
    /// The screen is at least this large, in the pixels of CSS.
    Screen(u16, u16),
    /// The clock is right to this many seconds.
    Clock(u16),
    /// The reader says yes, by the place of the question among those of the requirement.
    Ask(u8),
}

/// Defines an enum whose variants have names that YAML, facts and pages use.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $id:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The one of a name.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == id)
            }
        }
    };
}
pub(crate) use named;

named! {
    /// A kind of machine.
    Device {
        /// A desktop or a laptop.
        Computer = "computer",
        /// A telephone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
        /// A Chromebook or another machine with `ChromeOS`.
        Chromebook = "chromebook",
    }
}

named! {
    /// Something a machine and its browser can do.
    Capability {
        /// The page was opened in a way that lets it use devices: https, this machine, or a file.
        SecureContext = "secure-context",
        /// The browser runs WebAssembly.
        WebAssembly = "webassembly",
        /// The browser can hold a conversation.
        Webrtc = "webrtc",
        /// The browser can show the screen to others.
        ScreenCapture = "screen-capture",
        /// A microphone hears something.
        Microphone = "microphone",
        /// Somebody hears the speaker.
        Speaker = "speaker",
        /// A camera sees something.
        Camera = "camera",
    }
}

named! {
    /// Something a browser asks its user about.
    Permission {
        /// The microphone.
        Microphone = "microphone",
        /// The camera.
        Camera = "camera",
    }
}

named! {
    /// How much depends on a requirement.
    Level {
        /// Without it the session cannot be held.
        Required = "required",
        /// Without it the session is harder.
        Recommended = "recommended",
        /// Needed for some cases only.
        Optional = "optional",
    }
}
