//! `content/browsers.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, Text};
use crate::yaml::{Items, Spanned};

/// `content/browsers.yaml`: the browsers and operating systems readers use.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "browsers-file", deny_unknown_fields)]
pub struct RawBrowsersFile {
    /// The operating systems that readers use, in the order of the pages.
    pub systems: Items<RawSystem>,
    /// The browsers that readers use, in the order of the pages.
    pub browsers: Items<RawBrowser>,
}

/// An operating system.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "system", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "windows", "name": {"ja": "Windows", "en": "Windows"}, "code": 1, "minimum": 11, "recognized_by": {"has": ["Windows NT"], "platform": "Windows"}}]))]
pub struct RawSystem {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
    /// Its slot in report codes, from 1 to 15; a slot is never used again for another system.
    #[serde(default)]
    #[schemars(range(min = 1, max = 15))]
    pub code: Option<Spanned<u16>>,
    /// The oldest major version that will do: `11`.
    #[serde(default)]
    pub minimum: Option<Spanned<u16>>,
    /// How a page knows a reader of it.
    #[serde(default)]
    pub recognized_by: RawSystemTokens,
}

/// How a page knows a browser: words in what it says of itself (its user agent).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "tokens", deny_unknown_fields)]
#[schemars(rename = "browser-tokens")]
pub struct RawBrowserTokens {
    /// All of these are in it: `Edg/`. Without any, nobody is recognized.
    #[serde(default)]
    pub has: Items<Text>,
    /// None of these is in it: others that call themselves by its name too.
    #[serde(default)]
    pub lacks: Items<Text>,
    /// The brand by which it names itself besides: `Microsoft Edge`. Left out for one that names none.
    #[serde(default)]
    pub brand: Option<Text>,
    /// The word in its user agent that its version follows: `Edg/`.
    #[serde(default)]
    pub version_after: Option<Text>,
}

/// How a page knows a system: words in what a browser says of itself (its user agent).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "tokens", deny_unknown_fields)]
#[schemars(rename = "system-tokens")]
pub struct RawSystemTokens {
    /// All of these are in it: `Windows NT`. Without any, nobody is recognized.
    #[serde(default)]
    pub has: Items<Text>,
    /// None of these is in it.
    #[serde(default)]
    pub lacks: Items<Text>,
    /// What Chromium's browsers call it besides: `Windows`, `macOS`, `Linux`.
    #[serde(default)]
    pub platform: Option<Text>,
}

/// A browser.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "browser", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "edge", "name": {"ja": "Edge", "en": "Edge"}, "code": 2, "minimum": 140, "recognized_by": {"has": ["Edg/"], "version_after": "Edg/"}, "runs_on": ["windows", "macos"]}]))]
pub struct RawBrowser {
    /// Its id, and the last part of the address of its join pages.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
    /// Its slot in report codes, from 1 to 15; a slot is never used again for another browser.
    #[serde(default)]
    #[schemars(range(min = 1, max = 15))]
    pub code: Option<Spanned<u16>>,
    /// The oldest major version that will do: `140`.
    #[serde(default)]
    pub minimum: Option<Spanned<u16>>,
    /// How a page knows a reader of it.
    #[serde(default)]
    pub recognized_by: RawBrowserTokens,
    /// The systems it runs on.
    pub runs_on: Items<Text>,
    /// Which versions of it are supported, in words.
    #[serde(default)]
    pub supported: Option<Localized>,
    /// How readers bring it up to date.
    #[serde(default)]
    pub update: Option<Localized>,
    /// For a browser that can no longer be used: what to do instead.
    #[serde(default)]
    pub retired: Option<Localized>,
    /// The address of the page where this was read, so that it can be checked there again.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}
