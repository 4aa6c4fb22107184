//! `content/glossary.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Text;
use crate::yaml::{Entries, Items};

/// `content/glossary.yaml`: the words that the guide uses and those that it does not. Nothing of it is published.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "glossary", deny_unknown_fields)]
pub struct RawGlossaryFile {
    /// Each meaning once, with the words to write and those not to write.
    pub terms: Items<RawTerm>,
}

/// One meaning and its words in each language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "term", deny_unknown_fields)]
pub struct RawTerm {
    /// The words to write, by language: `{ja: [ブラウザー], en: [browser]}`.
    #[serde(rename = "use", default)]
    pub good: Entries<Items<Text>>,
    /// The words not to write, by language, with capital and small letters as they stand. A word inside a longer one that is to be written is fine.
    #[serde(rename = "not", default)]
    pub refused: Entries<Items<Text>>,
    /// Why, for the author who wrote the other word.
    #[serde(default)]
    pub reason: Option<Text>,
}
