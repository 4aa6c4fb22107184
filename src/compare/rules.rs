//! What comparing needs to know of the guide: its languages, its marks, its words.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::words::Words;
use crate::parse::{RawGuide, RawTree};
use crate::sources::Sources;
use crate::yaml::{Kind, Node};

/// What the texts of a guide are compared by.
pub(super) struct Rules {
    /// The languages in the guide's order.
    pub(super) languages: Vec<Language>,
    /// The signs of the matrix, except those that are letters or stand on every keyboard.
    pub(super) symbols: Vec<Box<str>>,
    /// A number that differs when the rules do.
    pub(super) fingerprint: u64,
}

/// A language of the guide.
pub(super) struct Language {
    /// Its tag.
    pub(super) tag: Arc<str>,
    /// Its own name.
    pub(super) name: Box<str>,
    /// The names of the months, as the theme's words have them.
    pub(super) months: Vec<Box<str>>,
    /// What the glossary says of it.
    pub(super) words: Words,
}

const ENGLISH_MONTHS: &str =
    "January February March April May June July August September October November December";

impl Rules {
    pub(super) fn new(sources: &Sources, raw: &RawGuide) -> Self {
        let tree = |path: &str| {
            let found = raw.trees.iter().find(|tree| &*sources.file(tree.file).path == path);
            found.map(|RawTree { node, .. }| node)
        };
        let settings = raw.guide.as_ref();
        let name = |tag: &str| {
            let named = settings.and_then(|it| it.locales.iter().find(|one| one.id.value == *tag));
            named.map_or("", |locale| locale.name.as_str())
        };
        let months = |tag: &str| {
            let words = tree("content/ui.yaml").and_then(|ui| ui.get("month_names")?.get(tag));
            let words = words.and_then(text).unwrap_or(ENGLISH_MONTHS);
            words.split_whitespace().map(Into::into).collect()
        };
        let language = |tag: &str| Language {
            tag: tag.into(),
            name: name(tag).into(),
            months: months(tag),
            words: Words::new(raw.glossary.as_deref(), tag),
        };
        let marks = tree("content/access.yaml").and_then(|access| access.get("marks"));
        let marks = match marks.map(|marks| &marks.kind) {
            Some(Kind::List(marks)) => &marks[..],
            _ => &[],
        };
        let symbols = marks.iter().filter_map(|mark| mark.get("symbol").and_then(text));
        let is_sign = |symbol: &&str| !symbol.is_empty() && !symbol.contains(is_on_keyboard);
        let mut rules = Self {
            languages: crate::texts::locales(raw).map(language).collect(),
            symbols: symbols.filter(is_sign).map(Into::into).collect(),
            fingerprint: 0,
        };
        rules.fingerprint = rules.hash();
        rules
    }

    fn hash(&self) -> u64 {
        let mut hash = Xxh3::new();
        let mut add = |text: &str| {
            hash.update(text.as_bytes());
            hash.update(&[0]);
        };
        self.symbols.iter().for_each(|symbol| add(symbol));
        for language in &self.languages {
            add(&language.tag);
            add(&language.name);
            language.months.iter().for_each(|month| add(month));
            language.words.texts().for_each(&mut add);
        }
        hash.digest()
    }

    pub(super) fn language(&self, tag: &str) -> Option<&Language> {
        self.languages.iter().find(|language| *language.tag == *tag)
    }

    /// An address without the parts that name one of the guide's languages: `/ja-jp/`, `ja.wikipedia.org`.
    pub(super) fn without_language(&self, address: &str) -> String {
        let is_language = |part: &str| {
            let primary = part.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
            let is_tag = part.len() == primary.len() || part.len() == primary.len() + 3;
            is_tag && self.languages.iter().any(|language| *language.primary() == *primary)
        };
        let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let is_other = |pair: &&str| !pair.split_once('=').is_some_and(|(_, it)| is_language(it));
        let query: String =
            query.split('&').filter(is_other).fold(String::new(), |all, pair| all + "?" + pair);
        let mut parts = rest.split('/');
        let host = parts.next().unwrap_or("");
        let host =
            host.split_once('.').filter(|(first, _)| is_language(first)).map_or(host, |it| it.1);
        let parts: Vec<&str> = parts.filter(|part| !is_language(part)).collect();
        let address = format!("{scheme}://{host}/{}", parts.join("/"));
        address.trim_end_matches('/').to_owned() + query.trim_end_matches('?')
    }
}

impl Language {
    /// The first part of the tag: `ja` of `ja-JP`.
    pub(super) fn primary(&self) -> &str {
        self.tag.split('-').next().unwrap_or("")
    }

    /// The months by their numbers, in full and where people shorten them.
    pub(super) fn months_as_written(&self) -> impl Iterator<Item = (u32, &str)> {
        let is_english = self.primary() == "en";
        let full = (1..).zip(self.months.iter().map(|name| &**name));
        let short = (1..).zip(self.months.iter()).filter(move |_| is_english);
        let short = short.filter_map(|(month, name)| Some((month, name.get(..3)?)));
        full.chain(short)
    }

    fn has_script(&self, scripts: &[&str]) -> bool {
        self.tag.split('-').any(|part| scripts.iter().any(|it| it.eq_ignore_ascii_case(part)))
    }

    /// Whether it is written with kana.
    pub(super) fn has_kana(&self) -> bool {
        self.primary() == "ja" && !self.has_script(&["Latn"])
    }

    /// Whether it is written with Chinese characters.
    pub(super) fn has_kanji(&self) -> bool {
        let by_habit = ["ja", "zh", "yue", "wuu", "hak", "nan", "lzh"].contains(&self.primary());
        self.has_script(&["Hani", "Hans", "Hant", "Jpan"])
            || (by_habit && !self.has_script(&["Latn"]))
    }

    /// Whether its numbers in words are known.
    pub(super) fn has_number_words(&self) -> bool {
        self.has_kanji() || self.primary() == "en"
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar { text } => Some(text),
        _ => None,
    }
}

/// Signs and letters that stand in texts for other reasons.
fn is_on_keyboard(c: char) -> bool {
    c.is_ascii() || c.is_alphanumeric()
}
