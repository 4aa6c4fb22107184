//! [`Node`]s to types that derive `Deserialize`.
//!
//! Serde gives up at the first error. Two devices make it go on: unknown keys are reported when a struct is entered
//! and never reach it, and an element that fails inside [`Items`](super::Items) or [`Entries`](super::Entries) is reported at once and answered with
//! [`Failure::Reported`], which the list passes over.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::failure::{Failure, Report, no_value};
use super::keep::SPANNED;
use super::node::{Entry, Kind, Node};
use super::variant::{OneKey, Word};
use crate::diagnostic::{Code, Diagnostics, nearest, quoted_list};

/// Decodes a tree, reporting everything that does not fit. `None` only if nothing of it can be used.
pub fn decode<T: for<'de> Deserialize<'de>>(
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let reports = RefCell::new(Vec::new());
    let result = T::deserialize(Decoder { node, reports: &reports });
    let mut reports = reports.into_inner();
    let value = match result {
        Ok(value) => Some(value),
        Err(Failure::Reported) => None,
        Err(Failure::New(report)) => {
            reports.push(*report);
            None
        }
    };
    for report in reports {
        let span = report.span.unwrap_or_else(|| node.head());
        let diagnostic = diagnostics.error(report.code, span, report.message);
        diagnostic.help = report.help;
    }
    value
}

/// Decodes one node.
#[derive(Clone, Copy)]
pub(super) struct Decoder<'a> {
    pub(super) node: &'a Node,
    reports: &'a RefCell<Vec<Report>>,
}

impl<'a> Decoder<'a> {
    fn expected(self, what: &str) -> Failure {
        let help = match (&self.node.kind, what) {
            (Kind::Null, _) => "write something here, or remove the line",
            (Kind::Scalar { .. } | Kind::Map(_), "a list") => {
                "write each item on a line of its own after `- `"
            }
            (Kind::Map(_), "a text") => {
                "a text that starts with `{` needs quotation marks: \"{ui:…}\""
            }
            (Kind::List(_), "a text") => {
                "write one text; one that starts with `[` needs quotation marks"
            }
            (_, "keys with values") => {
                "write `key: value`; a text is written once for each language: `{ja: …, en: …}`"
            }
            _ => "write its keys as `key: value`, each on a line of its own",
        };
        let help = self.only_word(what).unwrap_or_else(|| help.to_owned());
        Failure::new(
            Code::InvalidValue,
            format!("expected {what}, found {}", self.node.describe()),
            Some(help),
        )
        .at(self.node.head())
    }

    /// How to write a list where one word is wanted.
    fn only_word(self, what: &str) -> Option<String> {
        let Kind::List(items) = &self.node.kind else { return None };
        if !what.starts_with("one of ") {
            return None;
        }
        // A list between brackets begins with one; another begins with its first item.
        let has_bracket = self.node.span.start < self.node.span.end;
        let marks = if has_bracket { "brackets" } else { "`- `, on the line of its key" };
        match &items[..] {
            [Node { kind: Kind::Scalar { text }, .. }] => {
                Some(format!("write `{text}` without {marks}"))
            }
            _ => Some(format!("write one word without {marks}")),
        }
    }

    fn text(self, what: &str) -> Result<&'a str, Failure> {
        match &self.node.kind {
            Kind::Scalar { text, .. } => Ok(text),
            _ => Err(self.expected(what)),
        }
    }

    fn number<T: std::str::FromStr + fmt::Display>(self, limits: &[T; 2]) -> Result<T, Failure> {
        let text = self.text("a whole number")?;
        text.parse().map_err(|_| {
            let message = format!("expected a whole number, found `{text}`");
            let [least, most] = limits;
            let help = format!("write digits only, from {least} to {most}");
            Failure::new(Code::InvalidValue, message, Some(help)).at(self.node.span)
        })
    }

    /// Reports what stopped this node from being decoded, so that the decoding can go on elsewhere.
    pub(super) fn report(self, failure: Failure) -> Failure {
        if let Failure::New(report) = failure {
            let mut report = *report;
            report.span.get_or_insert(self.node.head());
            self.reports.borrow_mut().push(report);
        }
        Failure::Reported
    }

    /// Decodes the value of a key of this node; reports what is wrong with it.
    pub(super) fn value_of<'de, T: DeserializeSeed<'de>>(
        self,
        entry: &Entry,
        seed: T,
    ) -> Result<T::Value, Failure> {
        let decoder = Decoder { node: &entry.value, reports: self.reports };
        seed.deserialize(decoder).map_err(|failure| match (&entry.value.kind, failure) {
            (Kind::Null, Failure::New(_)) => decoder.report(no_value(entry, self.node)),
            (_, failure) => decoder.report(failure),
        })
    }

    /// A struct's name with its article: serde knows it by the name that the format gives it.
    fn named(name: &str) -> String {
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", name.replace('-', " "))
    }

    /// Reports the keys a struct does not have and returns the others, and what the reported ones were meant to be.
    fn known_entries<'f>(
        self,
        name: &str,
        fields: &[&'f str],
    ) -> Result<(Vec<&'a Entry>, Vec<&'f str>), Failure> {
        let name = Self::named(name);
        let Kind::Map(entries) = &self.node.kind else {
            return Err(self.expected(&format!("the keys of {name}")));
        };
        let (known, unknown): (Vec<_>, Vec<_>) =
            entries.iter().partition(|entry| fields.contains(&&*entry.key));
        let mut mistyped = Vec::new();
        for entry in unknown {
            if !entry.has_colon {
                self.reports.borrow_mut().push(Report::no_key(entry, self.node));
                continue;
            }
            let near = nearest(&entry.key, fields.iter().copied());
            mistyped.extend(near);
            let help = if entry.key.starts_with(['\u{3000}', '\u{a0}']) {
                "the line is indented with wide or fixed spaces; type ordinary ones".to_owned()
            } else if &*entry.key == "audience" && fields.contains(&"notes") {
                format!(
                    "{name} has no audience of its own; a note on it can be internal: write `audience: internal` in an item of its `notes:`"
                )
            } else if &*entry.key == "audience" {
                format!("{name} has no audience of its own; its keys are {}", quoted_list(fields))
            } else if let Some(near) = near {
                format!("did you mean `{near}`?")
            } else {
                format!("the keys of {name} are {}", quoted_list(fields))
            };
            let message = format!("`{}` is not a key of {name}", entry.key);
            self.reports.borrow_mut().push(Report {
                span: Some(entry.key_span),
                ..Report::new(Code::UnknownKey, message, Some(help))
            });
        }
        Ok((known, mistyped))
    }

    /// The one entry of a map whose key says what the value is.
    fn only_entry(self, name: &str, keys: &[&str]) -> Result<&'a Entry, Failure> {
        let (known, _) = self.known_entries(name, keys)?;
        let Kind::Map(all) = &self.node.kind else { return Err(Failure::Reported) };
        let name = name.replace('-', " ");
        match known[..] {
            [only] => Ok(only),
            // What is there instead has been reported.
            [] if !all.is_empty() => Err(Failure::Reported),
            [] => {
                let help = format!("write one of {}", quoted_list(keys));
                let message = format!("this {name} has no key");
                Err(Failure::new(Code::InvalidValue, message, Some(help)).at(self.node.span))
            }
            [first, second, ..] => {
                let (first, second) = (&first.key, second);
                let message =
                    format!("a {name} has one key, and this has `{first}` and `{}`", second.key);
                let help = "put them under `all:`, each after `- ` on a line of its own";
                Err(Failure::new(Code::InvalidValue, message, Some(help.to_owned()))
                    .at(second.key_span))
            }
        }
    }
}

macro_rules! numbers {
    ($($type:ident $method:ident $visit:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            visitor
                .$visit(self.number(&[$type::MIN, $type::MAX])?)
                .map_err(|failure: Failure| failure.at(self.node.span))
        })*
    };
}

impl<'de> Deserializer<'de> for Decoder<'_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &self.node.kind {
            Kind::Null => {
                visitor.visit_unit().map_err(|failure: Failure| failure.at(self.node.span))
            }
            Kind::Scalar { .. } => self.deserialize_str(visitor),
            Kind::List(_) => self.deserialize_seq(visitor),
            Kind::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.text("`true` or `false`")? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            other => Err(Failure::new(
                Code::InvalidValue,
                format!("expected `true` or `false`, found `{other}`"),
                Some("write `true` for yes and `false` for no".to_owned()),
            )
            .at(self.node.span)),
        }
    }

    numbers!(
        i8 deserialize_i8 visit_i8, i16 deserialize_i16 visit_i16, i32 deserialize_i32 visit_i32,
        i64 deserialize_i64 visit_i64, u8 deserialize_u8 visit_u8, u16 deserialize_u16 visit_u16,
        u32 deserialize_u32 visit_u32, u64 deserialize_u64 visit_u64
    );

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let text = self.text("a text")?;
        visitor.visit_str(text).map_err(|failure: Failure| failure.at(self.node.span))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        // A key that may be left out is left out; one without a value is a slip. `audience:` alone would publish.
        match self.node.kind {
            Kind::Null => Err(self.expected("a value")),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if name == SPANNED {
            visitor.visit_seq(SpannedParts { decoder: self, next: 0 })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let Kind::List(items) = &self.node.kind else { return Err(self.expected("a list")) };
        visitor.visit_seq(ListItems { decoder: self, items: items.iter() })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let Kind::Map(entries) = &self.node.kind else {
            return Err(self.expected("keys with values"));
        };
        let entries = entries.iter().collect::<Vec<_>>().into_iter();
        visitor
            .visit_map(MapEntries { decoder: self, entries, entry: None })
            .map_err(|failure| failure.at(self.node.head()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let (entries, mistyped) = self.known_entries(name, fields)?;
        visitor
            .visit_map(MapEntries { decoder: self, entries: entries.into_iter(), entry: None })
            .map_err(|failure| failure.missing_in(name, &mistyped).at(self.node.head()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        // An enum that has a name in the format is a map with one key; others are words, which need none.
        if name.starts_with(|c: char| c.is_ascii_lowercase()) {
            return visitor
                .visit_enum(OneKey { decoder: self, entry: self.only_entry(name, variants)? });
        }
        let text = self.text(&format!("one of {}", quoted_list(variants)))?;
        visitor.visit_enum(Word(text)).map_err(|failure: Failure| failure.at(self.node.span))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { f32 f64 bytes byte_buf unit unit_struct tuple tuple_struct }
}

/// File, start, end and the value itself, as [`Spanned`](super::Spanned) asks for them.
struct SpannedParts<'a> {
    decoder: Decoder<'a>,
    next: u8,
}

impl<'de> SeqAccess<'de> for SpannedParts<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        let span = self.decoder.node.head();
        self.next += 1;
        match self.next {
            1 => seed.deserialize(span.file.index().into_deserializer()),
            2 => seed.deserialize(span.start.into_deserializer()),
            3 => seed.deserialize(span.end.into_deserializer()),
            _ => seed.deserialize(self.decoder),
        }
        .map(Some)
    }
}

struct ListItems<'a> {
    decoder: Decoder<'a>,
    items: std::slice::Iter<'a, Node>,
}

impl<'de> SeqAccess<'de> for ListItems<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let decoder = Decoder { node, ..self.decoder };
        seed.deserialize(decoder).map(Some).map_err(|failure| decoder.report(failure))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct MapEntries<'a> {
    decoder: Decoder<'a>,
    entries: std::vec::IntoIter<&'a Entry>,
    /// The one whose key was read and whose value was not.
    entry: Option<&'a Entry>,
}

impl<'de> MapAccess<'de> for MapEntries<'_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.entry = Some(entry);
        let kind = Kind::Scalar { text: entry.key.clone() };
        let node = Node { span: entry.key_span, kind };
        let decoder = Decoder { node: &node, reports: self.decoder.reports };
        seed.deserialize(decoder).map(Some).map_err(|failure| decoder.report(failure))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        let Some(entry) = self.entry.take() else { return Err(Failure::Reported) };
        self.decoder.value_of(entry, seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}
