//! `content/labels.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, Text};
use crate::yaml::{Entries, Items};

/// `content/labels.yaml`: the words on screens.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "labels-file", deny_unknown_fields)]
pub struct RawLabelsFile {
    /// For a language of the guide, another language whose words are shown after its own: `{ja: en}`.
    #[serde(default)]
    pub also: Entries<Text>,
    /// The products whose screens the texts speak of.
    pub products: Items<RawProduct>,
}

/// A product whose screens the reader sees.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "product", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "chrome", "name": {"ja": "Chrome", "en": "Chrome"}, "labels": {"allow": {"ja": "許可", "en": "Allow"}}, "checked_on": "2026-11-20"}]))]
pub struct RawProduct {
    /// Its id, the first half of `{ui:product.label}`.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
    /// The words by label id and the language of the screen. A language whose words are not known is left out.
    pub labels: Entries<Localized>,
    /// The ids of those that nobody has seen on a screen yet, whatever `checked_on` says of the others.
    #[serde(default)]
    pub unconfirmed: Items<Text>,
    /// The address of the page where they were read, so that they can be checked there again.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day they were last checked there, or `never`.
    pub checked_on: Text,
}
