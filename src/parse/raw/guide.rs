//! `content/guide.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, RawAudience, RawTheme, Text};
use crate::yaml::{Entries, Items, Spanned};

/// `content/guide.yaml`: what the guide is, its languages, editions and navigation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "guide", deny_unknown_fields)]
pub struct RawGuideFile {
    /// The title of the guide, on every page.
    pub title: Localized,
    /// One sentence on what it is, for search engines and the page of languages.
    pub description: Localized,
    /// The company or the team that publishes it.
    pub organization: Localized,
    /// The languages; the first is the one texts are translated from.
    pub locales: Spanned<Items<RawLocale>>,
    /// The editions to build: one for every reader, and one for engineers if there is anything internal.
    pub editions: Spanned<Items<RawEdition>>,
    /// What the home page says first: what will happen.
    pub welcome: Localized,
    /// What support can and cannot do, on the home page: a few short lines.
    #[serde(default)]
    pub highlights: Items<Localized>,
    /// Where to turn when stuck, on every page.
    pub contact: Localized,
    /// The day the content was last revised, `2026-11-20`.
    pub revised_on: Text,
    /// After how many days a fact taken from a vendor should be checked again.
    pub review_days: Spanned<u16>,
    /// The look, as far as it shall not be the theme's: colour, logo, fonts.
    #[serde(default)]
    pub theme: RawTheme,
    /// The sections of the navigation in reading order; previous and next follow it.
    pub navigation: Items<RawSection>,
    /// Small print at the foot of every page: trademarks, copyright.
    #[serde(default)]
    pub notices: Items<Localized>,
    /// Numbers, telephone numbers and versions that stand in several texts, by id: `{value:id}`.
    #[serde(default)]
    pub values: Entries<RawValue>,
}

/// A language of the guide.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "locale", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "ja", "name": "日本語"}]))]
pub struct RawLocale {
    /// The language tag (BCP 47): `ja`, `en`, `zh-Hant`.
    #[schemars(regex(pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"), example = &"zh-Hant")]
    pub id: Text,
    /// Its name in itself: 日本語, English.
    pub name: Text,
}

/// An edition: the guide for one audience at one address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "edition", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "external", "audience": "external", "base_url": "https://help.example.com/remote/", "indexable": true}]))]
pub struct RawEdition {
    /// The name of its folder in the output and of `--edition`.
    pub id: Text,
    /// Who reads it; an internal edition shows everything.
    pub audience: RawAudience,
    /// Where it is published, with a slash at the end.
    pub base_url: Text,
    /// Whether search engines may list it.
    #[serde(default)]
    pub indexable: bool,
}

/// A section of the navigation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "section", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "start", "title": {"ja": "はじめに", "en": "Start"}, "pages": ["home", "about"]}]))]
pub struct RawSection {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// Its title in the navigation.
    pub title: Localized,
    /// The ids of its pages in order: `home`, `check`, `access`, `join`, `join/webex`, or the name of a Markdown page.
    pub pages: Items<Text>,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
}

/// A value with one home.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "value", deny_unknown_fields)]
#[schemars(extend("examples" = [{"text": {"ja": "60 分", "en": "60 minutes"}, "source": "https://support.example.com/limits", "checked_on": "2026-11-20"}]))]
pub struct RawValue {
    /// The words in every language, unit included.
    pub text: Localized,
    /// The address of the page where it was read, so that it can be checked there again.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}
