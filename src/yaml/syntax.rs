//! Text to [`Node`]s through serde-saphyr.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Budget, DuplicateKeyPolicy, Location, Options};

use super::error;
use super::node::{Entry, Kind, Node};
use crate::diagnostic::Diagnostics;
use crate::sources::{FileId, Span};

/// How deep lists and maps can be nested: twice as deep as any file of a guide needs.
///
/// Reading is recursive and takes some 50 KB of stack a level in a debug build, where a thread has 2 MB.
pub(super) const MAX_DEPTH: usize = 16;

/// Reads one YAML document. `text` is the part of the file from byte `offset` on (front matter starts inside a file).
///
/// Nothing comes back after a syntax error, which is reported. An empty document is [`Kind::Null`].
pub fn parse(
    file: FileId,
    text: &str,
    offset: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let place = Placing { file, text, offset };
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.with_snippet = false;
    let mut budget = Budget::default();
    budget.max_depth = MAX_DEPTH;
    options.budget = Some(budget);
    match serde_saphyr::from_str_with_options::<serde_saphyr::Spanned<Raw>>(text, options) {
        Ok(raw) => Some(place.node(raw)),
        Err(error) => {
            error::report(error.without_snippet(), &place, diagnostics);
            None
        }
    }
}

/// A value as the library gives it.
enum Raw {
    Null,
    /// A number or a word such as `true`: its text is taken from the source.
    Plain,
    Text(Box<str>),
    List(Vec<serde_saphyr::Spanned<Raw>>),
    Map(Vec<(serde_saphyr::Spanned<Box<str>>, serde_saphyr::Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text.into()))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Where the text of a document stands in its file.
pub(super) struct Placing<'a> {
    file: FileId,
    pub(super) text: &'a str,
    offset: usize,
}

impl Placing<'_> {
    fn node(&self, raw: serde_saphyr::Spanned<Raw>) -> Node {
        // An alias is underlined where it is used, but its text stands where it was defined.
        let range = self.range(raw.referenced);
        let kind = match raw.value {
            Raw::Null => Kind::Null,
            Raw::Plain => {
                let text = &self.text[self.range(raw.defined)];
                Kind::Scalar { text: text.trim_end().into() }
            }
            Raw::Text(text) => Kind::Scalar { text },
            Raw::List(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Map(entries) => Kind::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let written = self.range(key.defined);
                        Entry {
                            has_colon: self.text[written.end..].trim_start().starts_with(':'),
                            key_span: self.span(self.range(key.referenced)),
                            key: key.value,
                            value: self.node(value),
                        }
                    })
                    .collect(),
            ),
        };
        let range = match kind {
            // The library's span of a block scalar runs on to the next key.
            Kind::Scalar { .. } => {
                let text = &self.text[range.clone()];
                range.start..range.start + text.trim_end().len()
            }
            _ => range,
        };
        Node { span: self.span(range), kind }
    }

    /// The place in the file of bytes of the document.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    /// The bytes of a location, which has them for most values and only line and column for syntax errors.
    pub(super) fn range(&self, location: Location) -> Range<usize> {
        let span = location.span();
        if let (Some(start), Some(len)) = (span.byte_offset(), span.byte_len()) {
            let start = usize::try_from(start).unwrap_or(usize::MAX).min(self.text.len());
            let end = start.saturating_add(usize::try_from(len).unwrap_or(0)).min(self.text.len());
            if self.text.is_char_boundary(start) && self.text.is_char_boundary(end) {
                return start..end;
            }
        }
        let line = usize::try_from(location.line()).unwrap_or(1).max(1) - 1;
        let column = usize::try_from(location.column()).unwrap_or(1).max(1) - 1;
        let line_start = match line {
            0 => 0,
            n => self.text.match_indices('\n').nth(n - 1).map_or(self.text.len(), |(at, _)| at + 1),
        };
        let rest = self.text[line_start..].lines().next().unwrap_or("");
        let at = rest.char_indices().nth(column);
        let start = line_start + at.map_or(rest.len(), |(at, _)| at);
        start..start + at.map_or(0, |(_, c)| c.len_utf8())
    }
}
