//! Text to [`Node`]s through serde-saphyr, and its errors in an author's words.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Error, Location, Options};

use super::node::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostics};
use crate::sources::{FileId, Span};

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
    match serde_saphyr::from_str_with_options::<serde_saphyr::Spanned<Raw>>(text, options) {
        Ok(raw) => Some(place.node(raw)),
        Err(error) => {
            report(error.without_snippet(), &place, diagnostics);
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
struct Placing<'a> {
    file: FileId,
    text: &'a str,
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
                Kind::Scalar { text: text.trim_end().into(), quoted: false }
            }
            Raw::Text(text) => {
                let source = &self.text[self.range(raw.defined)];
                let quoted = source != &*text;
                Kind::Scalar { text, quoted }
            }
            Raw::List(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Map(entries) => Kind::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| Entry {
                        key_span: self.span(self.range(key.referenced)),
                        key: key.value,
                        value: self.node(value),
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

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    /// The bytes of a location, which has them for most values and only line and column for syntax errors.
    fn range(&self, location: Location) -> Range<usize> {
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

fn report(error: &Error, place: &Placing<'_>, diagnostics: &mut Diagnostics) {
    let range = error.location().map_or(0..0, |location| place.range(location));
    let span = place.span(range.clone());
    match error {
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("");
            diagnostics
                .error(
                    Code::DuplicateKey,
                    span,
                    format!("the key `{key}` stands here a second time"),
                )
                .help("remove one of the two, or merge their values");
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => too_large(span, diagnostics),
        Error::MultipleDocuments { .. } => {
            diagnostics
                .error(Code::YamlSyntax, span, "a second YAML document starts in this file")
                .help("remove the line `---`; a content file is one document");
        }
        Error::UnknownAnchor { .. } => {
            diagnostics
                .error(Code::YamlSyntax, span, "a `*name` stands here, but no `&name` before it")
                .help("quote the text if it starts with an asterisk: \"*…\"");
        }
        other => syntax(&other.to_string(), &range, span, place.text, diagnostics),
    }
}

fn too_large(span: Span, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(Code::YamlTooLarge, span, "this file unfolds into more than a guide can hold")
        .help("at most 64 levels deep and 250,000 values, aliases counted each time they are used");
}

/// A syntax error: what the parser says is right but hard to act on, so the common ones are said again.
fn syntax(said: &str, range: &Range<usize>, span: Span, text: &str, diagnostics: &mut Diagnostics) {
    let said = said.split(" at line ").next().unwrap_or(said);
    if said.contains("recursion limit") || said.contains("nesting") {
        return too_large(span, diagnostics);
    }
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line..].split(|c: char| c != ' ' && c != '\t').next().unwrap_or("");
    if let Some(tab) = indent.find('\t') {
        let at = span.start as usize - (range.start - line) + tab;
        diagnostics
            .error(
                Code::YamlTab,
                Span::new(span.file, at..at + 1),
                "a tab is used to indent; YAML takes only spaces",
            )
            .help("replace the tab by two spaces");
        return;
    }
    let (message, help) = if said.contains("mapping values are not allowed") {
        (
            "a `:` stands where no key can start",
            "quote a text that contains a colon and a space, or indent this key like its neighbours",
        )
    } else if said.contains("did not find expected") {
        (
            "this line is indented differently from the lines it belongs to",
            "use the same number of spaces as the line above it at the same level",
        )
    } else if said.contains("unclosed quote") {
        ("a quoted text starts here and never ends", "close it with the same quotation mark")
    } else if said.contains("unclosed bracket") || said.contains("illegal placement of ':'") {
        ("a `{` or `[` is not closed before this place", "close it with `}` or `]`")
    } else if said.contains("unexpected character") {
        ("a text cannot start with this character", "put the text in quotation marks: \"…\"")
    } else if said.contains("sequence entries are not allowed") {
        ("a list item stands on the line of its key", "start a new line before the `-`")
    } else if said.contains("expected string scalar") {
        ("a key must be a word", "write `name: value`")
    } else {
        diagnostics.error(Code::YamlSyntax, span, format!("this is not YAML: {said}"));
        return;
    };
    diagnostics.error(Code::YamlSyntax, span, message).help(help);
}
