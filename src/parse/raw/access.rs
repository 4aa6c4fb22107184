//! `content/access.yaml`.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::{Localized, RawAudience, RawNote, Text};
use crate::yaml::{Entries, Items, Spanned};

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
#[schemars(extend("examples" = [{"id": "hardware", "name": {"ja": "部品の交換", "en": "Replacement of a part"}, "description": {"ja": "故障した部品を交換します。", "en": "A broken part is replaced."}}]))]
pub struct RawCase {
    /// Its id, by which other places name it: small letters, digits and hyphens.
    pub id: Text,
    /// Its name, as readers see it.
    pub name: Localized,
    /// When it is this case.
    pub description: Localized,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
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
#[schemars(extend("examples" = [{"symbol": "△", "id": "conditional", "name": {"ja": "必要なとき", "en": "When needed"}, "meaning": {"ja": "条件に当てはまるときだけ開きます。", "en": "It is opened under a condition."}, "tone": "warn", "conditional": true, "prepare": true}]))]
pub struct RawMark {
    /// The sign that stands for it in this file and in the matrix: ◎.
    pub symbol: Text,
    /// Its id, by which style sheets name it: small letters, digits and hyphens.
    pub id: Text,
    /// The word beside the sign.
    pub name: Localized,
    /// What it means, in the legend.
    pub meaning: Localized,
    /// Its colour, beside its shape and its word.
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
#[schemars(extend("examples" = [{"id": "console", "name": {"ja": "管理画面", "en": "Console"}, "marks": {"hardware": "◎", "software": {"mark": "△", "when": {"ja": "設定を見るとき", "en": "To see the settings"}}}, "needs": ["browser"]}]))]
pub struct RawTarget {
    /// Its id, also its anchor on the page.
    pub id: Text,
    /// Its name, as readers see it.
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
    /// Notes below it, for every reader or only for engineers.
    #[serde(default)]
    pub notes: Items<RawNote>,
    /// Who may see it: every reader (`external`, also when it is left out) or only engineers (`internal`).
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
