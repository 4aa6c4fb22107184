//! The YAML files as they are written: one struct for each shape, nothing resolved.
//!
//! These types are the format. They are the only ones that refuse unknown keys, and the JSON Schema is made from them,
//! so their first doc sentences are what an author reads in the editor. No `flatten`, `untagged` or internal `tag`:
//! they lose positions.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

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

/// `content/guide.yaml`: what the guide is, its languages, editions and navigation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "guide", deny_unknown_fields)]
pub struct RawGuideFile {
    /// The title of the guide, on every page.
    pub title: Localized,
    /// One sentence on what it is, for search engines and the page of languages.
    pub description: Localized,
    /// Who publishes it.
    pub organization: Localized,
    /// The languages; the first is the one texts are translated from.
    pub locales: Items<RawLocale>,
    /// The editions to build.
    pub editions: Items<RawEdition>,
    /// What the home page says first: what will happen.
    pub welcome: Localized,
    /// Where to turn when stuck, on every page.
    pub contact: Localized,
    /// The day the content was last revised, `2026-11-20`.
    pub revised_on: Text,
    /// After how many days a fact taken from a vendor should be checked again.
    pub review_days: Spanned<u16>,
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
pub struct RawLocale {
    /// The language tag (BCP 47): `ja`, `en`, `zh-Hant`.
    pub id: Text,
    /// Its name in itself: 日本語, English.
    pub name: Text,
}

/// An edition: the guide for one audience at one address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "edition", deny_unknown_fields)]
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
pub struct RawSection {
    /// Its id.
    pub id: Text,
    /// Its title.
    pub title: Localized,
    /// The ids of its pages in order: `home`, `check`, `access`, `join`, `join/webex`, or the name of a Markdown page.
    pub pages: Items<Text>,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
}

/// A value with one home.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "value", deny_unknown_fields)]
pub struct RawValue {
    /// The words in every language, unit included.
    pub text: Localized,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}

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
}

/// A browser.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "browser", deny_unknown_fields)]
pub struct RawBrowser {
    /// Its id, and the last part of the address of its join pages.
    pub id: Text,
    /// Its name.
    pub name: Localized,
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

/// `content/labels.yaml`: the words on screens.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "labels-file", deny_unknown_fields)]
pub struct RawLabelsFile {
    /// For a language of the guide, another language whose words are shown after its own: `{ja: en}`.
    #[serde(default)]
    pub also: Entries<Text>,
    /// The products with screens.
    pub products: Items<RawProduct>,
}

/// A product whose screens the reader sees.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "product", deny_unknown_fields)]
pub struct RawProduct {
    /// Its id, the first half of `{ui:product.label}`.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// The words by label id and the language of the screen. A language whose words are not known is left out.
    pub labels: Entries<Localized>,
    /// Where they were read.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day they were last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}

/// `content/requirements.yaml`: what the reader's side needs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "requirements-file", deny_unknown_fields)]
pub struct RawRequirementsFile {
    /// The requirements in the order of the page.
    pub requirements: Items<RawRequirement>,
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
pub struct RawRequirement {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// Its slot in report codes, from 1; a slot is never used again for another requirement.
    pub code: Spanned<u16>,
    /// How much depends on it.
    pub level: RawLevel,
    /// How often it is used.
    #[serde(default)]
    pub used: Option<RawFrequency>,
    /// Its name.
    pub name: Localized,
    /// Why it is needed.
    pub why: Localized,
    /// What to do to have it.
    pub remedy: Localized,
    /// What to do where a browser or a system differs.
    #[serde(default)]
    pub remedies: Items<RawVariant>,
    /// Notes for some readers.
    #[serde(default)]
    pub notes: Items<RawNote>,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
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

/// What an item says for some browsers, systems or clients.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "variant", deny_unknown_fields)]
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

/// `content/access.yaml`: which targets the engineer may open, for which reason.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "access-file", deny_unknown_fields)]
pub struct RawAccessFile {
    /// The reasons for a session, the columns of the matrix.
    pub cases: Items<RawCase>,
    /// The marks and what they mean.
    pub marks: Items<RawMark>,
    /// A sentence below the legend.
    #[serde(default)]
    pub legend_note: Option<Localized>,
    /// The targets, the rows of the matrix.
    pub targets: Items<RawTarget>,
}

/// A case type.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "case", deny_unknown_fields)]
pub struct RawCase {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// When it is this case.
    pub description: Localized,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
}

/// How a mark is coloured; it always has its shape and its word too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawTone {
    /// Green.
    Good,
    /// Blue.
    Info,
    /// Amber.
    Warn,
    /// Grey.
    Quiet,
}

/// A mark of the matrix.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "mark", deny_unknown_fields)]
pub struct RawMark {
    /// The sign that stands for it in this file and in the matrix: ◎.
    pub symbol: Text,
    /// Its id, for classes.
    pub id: Text,
    /// The word beside the sign.
    pub name: Localized,
    /// What it means, in the legend.
    pub meaning: Localized,
    /// Its colour.
    pub tone: RawTone,
    /// Whether a cell with this mark must say when.
    #[serde(default)]
    pub conditional: bool,
    /// Whether a target with this mark belongs on the preparation list of the case.
    pub prepare: bool,
}

/// A system the engineer may open.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "target", deny_unknown_fields)]
pub struct RawTarget {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// The mark for each case, by case id.
    pub marks: Entries<RawCell>,
    /// What it is opened for.
    #[serde(default)]
    pub comment: Option<Localized>,
    /// When, for every conditional mark that does not say it itself.
    #[serde(default)]
    pub when: Option<Localized>,
    /// The ids of the requirements it takes.
    #[serde(default)]
    pub needs: Items<Text>,
    /// Notes for some readers.
    #[serde(default)]
    pub notes: Items<RawNote>,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
}

/// A cell of the matrix: `△`, or `{mark: △, when: …}`.
#[derive(Debug)]
pub struct RawCell {
    /// The sign of the mark.
    pub mark: Text,
    /// When, for a conditional mark.
    pub when: Option<Localized>,
}

/// The long form of a cell.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "cell", deny_unknown_fields)]
struct RawCellMap {
    /// The sign of the mark.
    mark: Text,
    /// When, for a conditional mark.
    #[serde(default)]
    when: Option<Localized>,
}

impl<'de> Deserialize<'de> for RawCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// What `Spanned` is handed: the sign alone, or the map, whose parts have places of their own.
        enum Either {
            Sign(String),
            Map(RawCellMap),
        }
        struct EitherVisitor;

        impl<'de> Visitor<'de> for EitherVisitor {
            type Value = Either;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mark such as `◎`, or `{mark: △, when: …}`")
            }

            fn visit_str<E>(self, sign: &str) -> Result<Either, E> {
                Ok(Either::Sign(sign.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Either, A::Error> {
                RawCellMap::deserialize(MapAccessDeserializer::new(map)).map(Either::Map)
            }
        }

        impl<'de> Deserialize<'de> for Either {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(EitherVisitor)
            }
        }

        let either = Spanned::<Either>::deserialize(deserializer)?;
        Ok(match either.value {
            Either::Sign(value) => Self { mark: Spanned { value, span: either.span }, when: None },
            Either::Map(RawCellMap { mark, when }) => Self { mark, when },
        })
    }
}

impl JsonSchema for RawCell {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "matrix-cell".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let map = generator.subschema_for::<RawCellMap>();
        schemars::json_schema!({"anyOf": [{"type": "string", "description": "The sign of the mark."}, map]})
    }
}

/// `content/join/<platform>.yaml`: what a platform is and how to join with it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "platform", deny_unknown_fields)]
pub struct RawPlatform {
    /// The name of the platform.
    pub name: Localized,
    /// The title of the page.
    pub title: Localized,
    /// One sentence below the title: what the steps do and how long they take.
    pub lead: Localized,
    /// The one thing that must not be missed.
    pub key: RawKey,
    /// What the platform is.
    pub about: Localized,
    /// The browsers that get a page of their own, in order.
    pub browsers: Items<Text>,
    /// The systems it is used on, in order.
    pub systems: Items<Text>,
    /// The ways to take part: the desktop app, the browser.
    #[serde(default)]
    pub clients: Items<RawClient>,
    /// The steps.
    pub steps: Items<RawStep>,
    /// What the network must let through.
    #[serde(default)]
    pub hosts: Items<RawHost>,
    /// A text for the network team, before the list of hosts.
    #[serde(default)]
    pub network: Option<Localized>,
    /// Pages of the vendor.
    #[serde(default)]
    pub links: Items<RawLink>,
    /// Notes for some readers.
    #[serde(default)]
    pub notes: Items<RawNote>,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
    /// Where this was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}

/// The one thing that must not be missed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "key", deny_unknown_fields)]
pub struct RawKey {
    /// In a few words.
    pub title: Localized,
    /// Why.
    pub text: Localized,
}

/// A way to take part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "client", deny_unknown_fields)]
pub struct RawClient {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
}

/// One action in joining. Its number is its place in the list, the same for every reader.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "step", deny_unknown_fields)]
pub struct RawStep {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// What to do, in a few words.
    pub title: Localized,
    /// What to do, for every reader.
    #[serde(default)]
    pub text: Option<Localized>,
    /// What to do where browsers, systems or clients differ.
    #[serde(default)]
    pub variants: Items<RawVariant>,
    /// The browsers, systems and clients for which the text above is enough.
    #[serde(default)]
    pub no_variant: RawSelector,
    /// Ways to do it, of which the reader takes one.
    #[serde(default)]
    pub choices: Items<RawChoice>,
    /// What one sees when it worked.
    #[serde(default)]
    pub expect: Option<Localized>,
    /// What can go wrong.
    #[serde(default)]
    pub warning: Option<Localized>,
    /// Notes for some readers.
    #[serde(default)]
    pub notes: Items<RawNote>,
}

/// One of several ways to do a step.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "choice", deny_unknown_fields)]
pub struct RawChoice {
    /// Its id.
    pub id: Text,
    /// The way in a few words.
    pub title: Localized,
    /// How.
    pub text: Localized,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
}

/// Something the network must let through.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "host", deny_unknown_fields)]
pub struct RawHost {
    /// Its id.
    pub id: Text,
    /// The names or addresses.
    pub names: Items<Text>,
    /// Protocol and port: `TCP 443`.
    pub ports: Items<Text>,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: Localized,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// The day it was last checked there, or `never`.
    #[serde(default)]
    pub checked_on: Option<Text>,
}

/// A page of somebody else.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "link", deny_unknown_fields)]
pub struct RawLink {
    /// Its id.
    pub id: Text,
    /// What one finds there.
    pub title: Localized,
    /// Its address.
    pub url: Text,
    /// Who may see it.
    #[serde(default)]
    pub audience: RawAudience,
    /// The day it was last checked, or `never`.
    pub checked_on: Text,
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
