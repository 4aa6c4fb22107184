//! Types that make serde keep what it would lose: positions, and the good elements of a list with bad ones.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::sources::{FileId, Span};

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its text in the file.
    pub span: Span,
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A list that keeps its good elements when others are bad.
#[derive(Clone, Debug)]
pub struct Items<T> {
    good: Vec<T>,
    /// Whether every element was good, so that what is not here does not exist.
    pub complete: bool,
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { good: Vec::new(), complete: true }
    }
}

impl<T> std::ops::Deref for Items<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.good
    }
}

/// A map from names of the author's choice that keeps its good entries when others are bad, in the order written.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    good: Vec<(Spanned<String>, T)>,
    /// The names whose values were bad: they are there, but nothing is known of them.
    pub bad: Vec<Spanned<String>>,
    /// What to underline when something is wrong with the map as a whole; `None` for a map that is not written.
    pub span: Option<Span>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { good: Vec::new(), bad: Vec::new(), span: None }
    }
}

impl<T> std::ops::Deref for Entries<T> {
    type Target = [(Spanned<String>, T)];

    fn deref(&self) -> &[(Spanned<String>, T)] {
        &self.good
    }
}

/// The name by which a [`Spanned`] asks the decoder for its position.
pub(super) const SPANNED: &str = "annai::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SpannedVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
            type Value = Spanned<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Spanned<T>, A::Error> {
                let mut number = || parts.next_element::<u32>().map(Option::unwrap_or_default);
                let (file, start, end) = (number()?, number()?, number()?);
                let value =
                    parts.next_element()?.ok_or_else(|| de::Error::missing_field("value"))?;
                Ok(Spanned { value, span: Span { file: FileId::from_index(file), start, end } })
            }
        }
        deserializer.deserialize_newtype_struct(SPANNED, SpannedVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemsVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemsVisitor<T> {
            type Value = Items<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items<T>, A::Error> {
                // The decoder has reported an element that fails and stands at the next one.
                let count = list.size_hint().unwrap_or(0);
                let good: Vec<T> =
                    (0..count).filter_map(|_| list.next_element().ok().flatten()).collect();
                Ok(Items { complete: good.len() == count, good })
            }
        }
        deserializer.deserialize_seq(ItemsVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys with values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Entries::default();
                while let Some(name) = map.next_key::<Spanned<String>>()? {
                    match map.next_value() {
                        Ok(value) => entries.good.push((name, value)),
                        // The decoder has reported it.
                        Err(_) => entries.bad.push(name),
                    }
                }
                Ok(entries)
            }
        }

        /// The map inside [`Spanned`], which knows where it stands.
        struct Map<T>(Entries<T>);

        impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(EntriesVisitor(PhantomData)).map(Self)
            }
        }

        let Spanned { value: Map(mut entries), span } = Spanned::deserialize(deserializer)?;
        entries.span = Some(span);
        Ok(entries)
    }
}

/// The schema of a position-keeping type is that of what it keeps.
macro_rules! schema_of_inner {
    ($outer:ident, $inner:ty) => {
        impl<T: schemars::JsonSchema> schemars::JsonSchema for $outer<T> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$inner>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<$inner>()
            }
        }
    };
}

schema_of_inner!(Spanned, T);
schema_of_inner!(Items, Vec<T>);
schema_of_inner!(Entries, std::collections::BTreeMap<String, T>);
