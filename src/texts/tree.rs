//! The texts of a YAML file.

use std::borrow::Cow;

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
    let mut walk = Walk { locales, keys: vec![name.into()], counted: Vec::new(), texts };
    walk.node(root, None);
}

struct Walk<'a, 't> {
    locales: &'t [&'a str],
    /// The keys that lead to where the walk is.
    keys: Vec<Cow<'a, str>>,
    /// Those of them that are places in lists.
    counted: Vec<usize>,
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
                for (index, item) in items.iter().enumerate() {
                    // `id` is a language too, of which an item that is a text may have words.
                    let is_text = matches!(&item.kind, Kind::Map(entries) if self.is_text(entries));
                    let name = if let Some(id) = name_of(item).filter(|_| !is_text) {
                        Cow::Borrowed(id)
                    } else {
                        self.counted.push(self.keys.len());
                        Cow::Owned((index + 1).to_string())
                    };
                    self.below(name, item, None);
                    self.counted.retain(|at| *at < self.keys.len());
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
            let is_text = matches!(entry.value.kind, Kind::Scalar { .. } | Kind::Null);
            is_text && self.locales.contains(&&*entry.key)
        };
        !entries.is_empty() && entries.iter().all(is_language)
    }

    fn text(&mut self, entries: &'a [Entry], key: Option<Span>) {
        let piece = |tag: &str| {
            let entry = entries.iter().find(|entry| *entry.key == *tag)?;
            piece(entry, &entry.value)
        };
        let (first, others) = (self.locales[0], &self.locales[1..]);
        self.texts.push(Text {
            id: TextId::of_keys(&self.keys),
            counted: self.counted.iter().map(|at| self.part(*at)).collect(),
            key,
            source: piece(first),
            translations: others.iter().map(|tag| (*tag, piece(tag))).collect(),
        });
    }

    /// Which part of an id a key is, counted from 0.
    fn part(&self, key: usize) -> usize {
        self.keys[..key].iter().map(|key| key.matches('/').count() + 1).sum()
    }
}

/// The `id:` of an item.
#[must_use]
pub fn name_of(item: &Node) -> Option<&str> {
    match &item.get("id")?.kind {
        Kind::Scalar { text } => Some(text),
        _ => None,
    }
}

fn piece<'a>(entry: &Entry, node: &'a Node) -> Option<Piece<'a>> {
    let Kind::Scalar { text } = &node.kind else { return None };
    // A word of the theme may be nothing in a language: what stands between two others.
    let text = text.trim();
    let fingerprint = xxh3_64(text.as_bytes());
    Some(Piece { span: node.span, key: entry.key_span, text: text.into(), fingerprint })
}
