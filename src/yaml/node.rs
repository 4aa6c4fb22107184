//! The tree between YAML text and typed values.

use crate::sources::Span;

/// A value and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value's text; for a list or a map, its first character.
    pub span: Span,
    /// The value.
    pub kind: Kind,
}

/// What a value is. Scalars stay text: whether `1.10` is a number or a version is for the reader of the value to say.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing: `key:`, `key: ~`.
    Null,
    /// Text, a number, a word.
    Scalar {
        /// The text after quotes, escapes and folding.
        text: Box<str>,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written. Keys are unique.
    Map(Vec<Entry>),
}

/// One key of a map and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Box<str>,
    /// Where the key stands.
    pub key_span: Span,
    /// Whether a colon follows it. YAML takes `c` in `{a: b, c}` for a key, which is hardly ever meant.
    pub has_colon: bool,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What the value is, in an author's words.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Scalar { .. } => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "keys with values",
        }
    }

    /// What to underline when something is wrong with the value as a whole: of a map, its first key.
    #[must_use]
    pub fn head(&self) -> Span {
        match &self.kind {
            Kind::Map(entries) => entries.first().map_or(self.span, |entry| entry.key_span),
            Kind::List(items) if self.span.start == self.span.end => {
                items.first().map_or(self.span, Self::head)
            }
            _ => self.span,
        }
    }

    /// The value of a key, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Map(entries) => {
                entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value)
            }
            _ => None,
        }
    }
}
