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
mod theme;

use schemars::JsonSchema;
use serde::Deserialize;

pub use access::{RawAccessFile, RawCase, RawCell, RawMark, RawTarget, RawTone};
pub use browsers::{RawBrowser, RawBrowserTokens, RawBrowsersFile, RawSystem, RawSystemTokens};
pub use figure::{
    RawBrowserWindow, RawDesktop, RawDialog, RawElement, RawFigure, RawPart, RawWindow,
};
pub use glossary::{RawGlossaryFile, RawTerm};
pub use guide::{RawEdition, RawGuideFile, RawLocale, RawSection, RawValue};
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

pub use theme::{RawAccent, RawFontFile, RawFonts, RawLogo, RawTheme};

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
#[schemars(extend("examples" = [{"text": {"ja": "社内だけの説明です。", "en": "For engineers only."}, "audience": "internal"}]))]
pub struct RawNote {
    /// What the note says.
    pub text: Localized,
    /// Who may see it: every reader (`external`) or only engineers (`internal`). A note has to say so.
    pub audience: RawAudience,
}

/// What to do with some browsers or systems.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "remedy", deny_unknown_fields)]
#[schemars(extend("examples" = [{"for": {"browser": ["edge"]}, "text": {"ja": "設定を開きます。", "en": "Open the settings."}}]))]
pub struct RawVariant {
    /// For which; what is left out means every one.
    #[serde(rename = "for")]
    pub applies: RawSelector,
    /// What these readers are told.
    pub text: Localized,
}

/// The browsers, systems and clients a variant is for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "selector", deny_unknown_fields)]
#[schemars(extend("examples" = [{"browser": ["chrome", "edge"], "system": ["windows"]}]))]
pub struct RawSelector {
    /// The ids of the browsers, from content/browsers.yaml.
    #[serde(default)]
    pub browser: Items<Text>,
    /// The ids of the systems, from content/browsers.yaml.
    #[serde(default)]
    pub system: Items<Text>,
    /// The ids of the clients, from `clients:` of the platform.
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
