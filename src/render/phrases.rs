//! Where a heading may be broken: between phrases, in languages that write no spaces.
//!
//! A line that ends inside a word is hard to read, and few browsers know where the words of Japanese are. So the
//! headings and names of a guide carry a `<wbr>` between phrases, and the style sheet forbids all other breaks in what has
//! one. Text of paragraphs has none: there an even edge matters more.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use budoux_phf_rs::Parser;

/// How a language's headings are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phrases {
    /// At the spaces it writes.
    Spaces,
    Japanese,
    Thai,
    TraditionalChinese,
    SimplifiedChinese,
}

impl Phrases {
    /// Those of a language.
    pub(super) fn of(tag: &str) -> Self {
        let lower = tag.to_ascii_lowercase();
        let mut parts = lower.split('-');
        match (parts.next(), parts.next()) {
            (Some("ja"), _) => Self::Japanese,
            (Some("th"), _) => Self::Thai,
            (Some("zh"), Some("hant" | "tw" | "hk" | "mo")) => Self::TraditionalChinese,
            (Some("zh"), _) => Self::SimplifiedChinese,
            _ => Self::Spaces,
        }
    }

    /// Gives the phrases of a text, in order; together they are the text.
    pub(super) fn each(self, text: &str, mut phrase: impl FnMut(&str)) {
        // A parser is a handful of references to tables in the program.
        let parser = match self {
            Self::Spaces => return phrase(text),
            Self::Japanese => Parser::japanese_parser(),
            Self::Thai => Parser::thai_parser(),
            Self::TraditionalChinese => Parser::traditional_chinese_parser(),
            Self::SimplifiedChinese => Parser::simplified_chinese_parser(),
        };
        parser.parse_with(text, phrase);
    }
}

/// The phrases of headings that were broken before: a heading stands on many pages, and comes back with every build.
#[derive(Default)]
pub(crate) struct Known(RwLock<BTreeMap<Phrases, HashMap<Box<str>, Ends>>>);

/// Where the phrases of a text end, in bytes.
type Ends = Arc<[usize]>;

impl Known {
    /// As [`Phrases::each`].
    pub(super) fn each(&self, phrases: Phrases, text: &str, mut phrase: impl FnMut(&str)) {
        if phrases == Phrases::Spaces {
            return phrase(text);
        }
        let mut start = 0;
        for &end in &*self.ends(phrases, text) {
            phrase(&text[start..end]);
            start = end;
        }
    }

    fn ends(&self, phrases: Phrases, text: &str) -> Ends {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(ends) = known.get(&phrases).and_then(|known| known.get(text)) {
            return Arc::clone(ends);
        }
        drop(known);
        let (mut ends, mut end) = (Vec::new(), 0);
        phrases.each(text, |phrase| {
            end += phrase.len();
            ends.push(end);
        });
        let ends: Ends = ends.into();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(phrases).or_default().insert(text.into(), Arc::clone(&ends));
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(tag: &str, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        Phrases::of(tag).each(text, |phrase| all.push(phrase.to_owned()));
        all
    }

    #[test]
    fn japanese_breaks_between_phrases() {
        assert_eq!(phrases("ja", "画面全体を共有する"), ["画面全体を", "共有する"]);
    }

    #[test]
    fn what_is_known_is_broken_in_the_same_way() {
        let known = Known::default();
        for _ in 0..2 {
            let mut all = Vec::new();
            let text = "画面全体を共有する";
            known.each(Phrases::of("ja"), text, |phrase| all.push(phrase.to_owned()));
            assert_eq!(all, phrases("ja", text));
        }
    }

    #[test]
    fn a_language_with_spaces_is_left_alone() {
        assert_eq!(phrases("en", "Share your whole screen"), ["Share your whole screen"]);
    }
}
