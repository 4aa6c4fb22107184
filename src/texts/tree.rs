//! The texts of a YAML file.

use std::borrow::Cow;
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::{Piece, Text, TextId};
use crate::sources::Span;
use crate::yaml::{Entry, Kind, Node};

/// Adds the texts of a tree, in the order written; `name` is what their ids begin with.
pub(super) fn collect<'a>(
    name: &'a str,
    root: &'a Node,
    locales: &[&'a str],
    texts: &mut Vec<Text<'a>>,
) {
    let mut walk = Walk { locales, keys: vec![name.into()], counted: None, texts };
    walk.node(root, None);
}

struct Walk<'a, 't> {
    locales: &'t [&'a str],
    /// The keys that lead to where the walk is.
    keys: Vec<Cow<'a, str>>,
    /// The last of them that is a place in a list.
    counted: Option<usize>,
    texts: &'t mut Vec<Text<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn node(&mut self, node: &'a Node, key: Option<Span>) {
        match &node.kind {
            Kind::Map(entries) if self.is_text(entries) => self.text(entries, key),
            Kind::Map(entries) => {
                for entry in entries {
                    self.below((&*entry.key).into(), &entry.value, Some(entry.key_span));
                }
            }
            Kind::List(items) => {
                let before = self.counted;
                for (index, item) in items.iter().enumerate() {
                    let id = item.get("id").map(|id| &id.kind);
                    let name = if let Some(Kind::Scalar { text }) = id {
                        Cow::Borrowed(&**text)
                    } else {
                        self.counted = Some(self.keys.len());
                        Cow::Owned((index + 1).to_string())
                    };
                    self.below(name, item, None);
                    self.counted = before;
                }
            }
            Kind::Null | Kind::Scalar { .. } => {}
        }
    }

    fn below(&mut self, name: Cow<'a, str>, node: &'a Node, key: Option<Span>) {
        self.keys.push(name);
        self.node(node, key);
        self.keys.pop();
    }

    /// Whether a map has a text for each of its keys, which are languages.
    fn is_text(&self, entries: &[Entry]) -> bool {
        let is_language = |entry: &Entry| {
            self.locales.contains(&&*entry.key) && !matches!(entry.value.kind, Kind::Map(_))
        };
        !entries.is_empty() && entries.iter().all(is_language)
    }

    fn text(&mut self, entries: &'a [Entry], key: Option<Span>) {
        let longest = entries.iter().filter_map(|entry| match &entry.value.kind {
            Kind::List(items) => Some(items.len()),
            _ => None,
        });
        let Some(longest) = longest.max() else { return self.push(entries, key, None) };
        for index in 0..longest {
            self.keys.push(Cow::Owned((index + 1).to_string()));
            self.push(entries, key, Some(index));
            self.keys.pop();
        }
    }

    /// Adds the text of a map, or the one at a place of its lists.
    fn push(&mut self, entries: &'a [Entry], key: Option<Span>, index: Option<usize>) {
        let piece = |tag: &str| {
            let entry = entries.iter().find(|entry| *entry.key == *tag)?;
            match (&entry.value.kind, index) {
                (Kind::List(items), Some(index)) => piece(entry, items.get(index)?),
                (_, Some(1..)) => None,
                _ => piece(entry, &entry.value),
            }
        };
        let (first, others) = (self.locales[0], &self.locales[1..]);
        self.texts.push(Text {
            id: TextId::of_keys(&self.keys),
            counted: self.counted.map(|at| self.range_of(at)),
            key,
            source: piece(first),
            translations: others.iter().map(|tag| (*tag, piece(tag))).collect(),
        });
    }

    /// The bytes of a key in the id of a text below it.
    fn range_of(&self, at: usize) -> Range<usize> {
        let start = self.keys[..at].iter().map(|key| key.len() + "/".len()).sum();
        start..start + self.keys[at].len()
    }
}

fn piece<'a>(entry: &Entry, node: &'a Node) -> Option<Piece<'a>> {
    let Kind::Scalar { text } = &node.kind else { return None };
    // A word of the theme may be nothing in a language: what stands between two others.
    let text = text.trim();
    let fingerprint = xxh3_64(text.as_bytes());
    Some(Piece { span: node.span, key: entry.key_span, text: text.into(), fingerprint })
}
