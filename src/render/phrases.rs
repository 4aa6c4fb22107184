//! Where a heading may be broken: between phrases, in languages that write no spaces.
//!
//! A line that ends inside a word is hard to read, and few browsers know where the words of Japanese are. So the
//! headings and names of a guide carry a `<wbr>` between phrases, and the style sheet forbids all other breaks in what has
//! one. Text of paragraphs has none: there an even edge matters more.

use budoux_phf_rs::Parser;

/// How a language's headings are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrases {
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
    fn a_language_with_spaces_is_left_alone() {
        assert_eq!(phrases("en", "Share your whole screen"), ["Share your whole screen"]);
    }
}
