//! Names that are known to exist.
//!
//! A value of these types is made by [`resolve`](crate::resolve) after it has seen the thing that is named.

use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(Arc<str>);

            impl $name {
                /// Takes a name that has been found.
                #[must_use]
                pub fn new(name: impl Into<Arc<str>>) -> Self {
                    Self(name.into())
                }

                /// The name.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }
        )*
    };
}

ids! {
    /// A place on a page: a step, a requirement, a target, a heading.
    Anchor
    /// A file of `static/`.
    AssetPath
    /// A browser.
    BrowserId
    /// A case type.
    CaseId
    /// A client of a platform.
    ClientId
    /// A mark of the matrix.
    MarkId
    /// A platform.
    PlatformId
    /// Something the reader's browser can try to reach.
    ProbeId
    /// A requirement.
    RequirementId
    /// A server that answers over UDP.
    ServerId
    /// An operating system.
    SystemId
    /// A value with one home.
    ValueId
}

/// The words on a screen: product and label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId {
    /// The product's id.
    pub product: Arc<str>,
    /// The label's id within it.
    pub label: Arc<str>,
}

/// A page of the guide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    /// The first page of a language.
    Home,
    /// The requirements.
    Check,
    /// The access matrix.
    Access,
    /// What a report code says; for engineers.
    Decode,
    /// The platforms.
    Join,
    /// The steps of a platform.
    Platform(PlatformId),
    /// The steps of a platform for one browser.
    PlatformBrowser(PlatformId, BrowserId),
    /// A Markdown page by its name.
    Markdown(Arc<str>),
}

impl PageId {
    /// Names that a Markdown page cannot have, because a page of ours or a folder of every edition has them.
    pub const RESERVED: [&str; 7] = ["home", "check", "access", "join", "decode", "assets", "404"];

    /// The page's folder below that of its language, with a slash at the end; empty for the home page.
    #[must_use]
    pub fn folder(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Check => "check/".to_owned(),
            Self::Access => "access/".to_owned(),
            Self::Decode => "decode/".to_owned(),
            Self::Join => "join/".to_owned(),
            Self::Platform(platform) => format!("join/{platform}/"),
            Self::PlatformBrowser(platform, browser) => format!("join/{platform}/{browser}/"),
            Self::Markdown(name) => format!("{name}/"),
        }
    }
}

/// The page as authors name it in a link.
impl fmt::Display for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("home"),
            other => f.write_str(other.folder().trim_end_matches('/')),
        }
    }
}
