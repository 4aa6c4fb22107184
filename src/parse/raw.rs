//! The YAML files as they are written: one struct for each shape, nothing resolved.
//!
//! These types are the format. They are the only ones that refuse unknown keys, and the JSON Schema is made from them,
//! so their first doc sentences are what an author reads in the editor. No `flatten`, `untagged` or internal `tag`:
//! they lose positions.

mod access;
mod browsers;
mod figure;
mod glossary;
mod guide;
mod labels;
mod platform;
mod requirements;
mod rule;

use schemars::JsonSchema;
use serde::Deserialize;

pub use access::{RawAccessFile, RawCase, RawCell, RawMark, RawTarget, RawTone};
pub use browsers::{RawBrowser, RawBrowserTokens, RawBrowsersFile, RawSystem, RawSystemTokens};
pub use figure::{
    RawBrowserWindow, RawDesktop, RawDialog, RawElement, RawFigure, RawPart, RawWindow,
};
pub use glossary::{RawGlossaryFile, RawTerm};
pub use guide::{RawAccent, RawEdition, RawGuideFile, RawLocale, RawSection, RawValue};
pub use labels::{RawLabelsFile, RawProduct};
pub use platform::{
    RawChoice, RawClient, RawHost, RawKey, RawLink, RawPlatform, RawStep, RawStepVariant, RawTopic,
};
pub use requirements::{
    RawFrequency, RawLevel, RawRequirement, RawRequirementsFile, RawRetiredCode,
};
pub use rule::{
    RawCapability, RawClock, RawDevice, RawPermission, RawProbe, RawRule, RawRules, RawScreen,
    RawServer,
};

use crate::yaml::{Entries, Items, Spanned};

/// A piece of text with its place.
pub type Text = Spanned<String>;

/// A text in every language of the guide: `{ja: …, en: …}`.
pub type Localized = Entries<Text>;

/// Who may see an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawAudience {
    /// Every reader.
    #[default]
    External,
    /// Only readers of an internal edition.
    Internal,
}

/// A note on an item.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "note", deny_unknown_fields)]
pub struct RawNote {
    /// What it says.
    pub text: Localized,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
}

/// What to do with some browsers or systems.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "remedy", deny_unknown_fields)]
pub struct RawVariant {
    /// For which; what is left out means every one.
    #[serde(rename = "for")]
    pub applies: RawSelector,
    /// What it says.
    pub text: Localized,
}

/// The browsers, systems and clients a variant is for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "selector", deny_unknown_fields)]
pub struct RawSelector {
    /// Browser ids.
    #[serde(default)]
    pub browser: Items<Text>,
    /// System ids.
    #[serde(default)]
    pub system: Items<Text>,
    /// Ids of the platform's clients.
    #[serde(default)]
    pub client: Items<Text>,
}

/// `content/ui.yaml`: every word of the theme itself.
pub type RawUiFile = Entries<Localized>;

/// The front matter of `content/pages/<id>.<locale>.md`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "page", deny_unknown_fields)]
pub struct RawFrontMatter {
    /// The title of the page.
    pub title: Text,
    /// One sentence below the title.
    #[serde(default)]
    pub lead: Option<Text>,
    /// Earlier ids of the page, whose addresses still lead here. In the source language's file only.
    #[serde(default)]
    pub aliases: Items<Text>,
    /// Who may see it. In the source language's file only.
    #[serde(default)]
    pub audience: Option<RawAudience>,
}
