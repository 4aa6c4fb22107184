//! `content/requirements.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, RawAudience, RawNote, RawRule, RawVariant, Text};
use crate::yaml::{Items, Spanned};

/// `content/requirements.yaml`: what the reader's side needs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "requirements-file", deny_unknown_fields)]
pub struct RawRequirementsFile {
    /// The requirements in the order of the page.
    pub requirements: Items<RawRequirement>,
    /// The slots in report codes of requirements that are gone, so that codes of earlier guides can be read.
    #[serde(default)]
    pub retired_codes: Items<RawRetiredCode>,
}

/// The slot of a requirement that is gone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "retired-code", deny_unknown_fields)]
#[schemars(extend("examples" = [{"code": 7, "name": {"ja": "Java", "en": "Java"}}]))]
pub struct RawRetiredCode {
    /// The slot in report codes that it had.
    #[schemars(range(min = 1, max = 60))]
    pub code: Spanned<u16>,
    /// What the requirement was called.
    pub name: Localized,
}

/// How much depends on a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawLevel {
    /// Without it the session cannot be held.
    Required,
    /// Without it the session is harder.
    Recommended,
    /// Needed for some cases only.
    Optional,
}

/// How often a requirement is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFrequency {
    /// In every session.
    Always,
    /// In many sessions.
    Often,
    /// Seldom.
    Rarely,
}

/// Something the reader's side needs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "requirement", deny_unknown_fields)]
#[schemars(extend("examples" = [{"id": "microphone", "code": 5, "level": "recommended", "used": "often", "name": {"ja": "マイク", "en": "Microphone"}, "why": {"ja": "話しながら進めるためです。", "en": "We talk while we work."}, "check": {"capability": "microphone"}, "remedy": {"ja": "マイクを接続してください。", "en": "Connect a microphone."}}]))]
pub struct RawRequirement {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// Its slot in report codes, from 1 to 60; a slot is never used again for another requirement.
    #[schemars(range(min = 1, max = 60))]
    pub code: Spanned<u16>,
    /// How much depends on it.
    pub level: RawLevel,
    /// How often it is used.
    #[serde(default)]
    pub used: Option<RawFrequency>,
    /// Its name, as readers see it.
    pub name: Localized,
    /// Why it is needed, in a sentence.
    pub why: Localized,
    /// When it is met. Left out, the reader is asked.
    #[serde(default)]
    pub check: Option<Spanned<RawRule>>,
    /// What to do to have it.
    pub remedy: Localized,
    /// What to do where a browser or a system differs.
    #[serde(default)]
    pub remedies: Items<RawVariant>,
    /// Notes below it, for every reader or only for engineers.
    #[serde(default)]
    pub notes: Items<RawNote>,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
    #[serde(default)]
    pub audience: RawAudience,
    /// The address of the page where it was read, so that it can be checked there again.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}
