//! `content/browsers.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, Text};
use crate::yaml::Items;

/// `content/browsers.yaml`: the browsers and operating systems readers use.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "browsers-file", deny_unknown_fields)]
pub struct RawBrowsersFile {
    /// The operating systems.
    pub systems: Items<RawSystem>,
    /// The browsers.
    pub browsers: Items<RawBrowser>,
}

/// An operating system.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "system", deny_unknown_fields)]
pub struct RawSystem {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// How a page knows a reader of it.
    #[serde(default)]
    pub recognized_by: RawTokens,
}

/// Words in what a browser says of itself (its user agent).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "tokens", deny_unknown_fields)]
pub struct RawTokens {
    /// All of these are in it: `Edg/`. Without any, nobody is recognized.
    #[serde(default)]
    pub has: Items<Text>,
    /// None of these is in it: others that call themselves by its name too.
    #[serde(default)]
    pub lacks: Items<Text>,
}

/// A browser.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "browser", deny_unknown_fields)]
pub struct RawBrowser {
    /// Its id, and the last part of the address of its join pages.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// How a page knows a reader of it.
    #[serde(default)]
    pub recognized_by: RawTokens,
    /// The systems it runs on.
    pub runs_on: Items<Text>,
    /// Which versions are supported.
    #[serde(default)]
    pub supported: Option<Localized>,
    /// How to update it.
    #[serde(default)]
    pub update: Option<Localized>,
    /// For a browser that can no longer be used: what to do instead.
    #[serde(default)]
    pub retired: Option<Localized>,
    /// Where this was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}
