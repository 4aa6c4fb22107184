//! Which translations still say what their sources say.
//!
//! In: the [texts](crate::texts) of a guide and what `content/translations.lock` records. Out: the [`State`] of every
//! translation, and for a build alone those whose source has changed. Never: guesses what a translation means; that it
//! matches is what somebody has said with `annai approve`.

mod record;
mod stale;

use std::fmt;

use crate::parse::Approvals;
use crate::sources::Span;
use crate::texts::{Piece, Text, Texts, TranslationId};
use record::{Record, Recorded};
pub use stale::{Stale, stale};

/// How a translation stands to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// There is no text.
    Missing,
    /// The source has changed since the translation was approved.
    Stale,
    /// It was never approved, and is its source word for word.
    Same,
    /// It was never approved.
    New,
    /// The guide does not record its translations.
    Untracked,
    /// It was approved for the source as it is.
    Approved,
}

impl State {
    /// Every state, the one to look at first before the others.
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::Stale, Self::Same, Self::New, Self::Untracked, Self::Approved];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Same => "same",
            Self::New => "new",
            Self::Untracked => "untracked",
            Self::Approved => "approved",
        }
    }

    /// Whether somebody has to do something about it.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        !matches!(self, Self::Untracked | Self::Approved)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A translation and how it stands to its source.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Its name.
    pub id: TranslationId,
    /// How it stands.
    pub state: State,
    /// Where it is; if it is missing, where the text is in another language.
    pub place: Span,
    /// Where its source is and the fingerprint of that; `None` where the source itself is missing.
    pub source: Option<(Span, u64)>,
}

/// Lists every translation of a guide in the order of the texts.
#[must_use]
pub fn translations(texts: &Texts<'_>, approvals: Option<&Approvals>) -> Vec<Translation> {
    let record = approvals.map(|approvals| Record::new(approvals, &texts.texts));
    texts.texts.iter().flat_map(|text| of_text(text, texts.locales[0], record.as_ref())).collect()
}

fn of_text(text: &Text<'_>, first: &str, record: Option<&Record<'_>>) -> Vec<Translation> {
    let Some(source) = &text.source else {
        // Nothing can be said of translations of nothing.
        let written = text.translations.iter().find_map(|(_, piece)| piece.as_ref());
        let place = text.key.or(written.map(Piece::place));
        let missing = |place| Translation {
            id: text.id.into_language(first),
            state: State::Missing,
            place,
            source: None,
        };
        return place.map(missing).into_iter().collect();
    };
    let translation = |(locale, piece): &(&str, Option<Piece<'_>>)| {
        let id = text.id.into_language(locale);
        let state = match (piece, record.map(|record| record.of(text, &id))) {
            (None, _) => State::Missing,
            (Some(_), None) => State::Untracked,
            (Some(_), Some(Recorded::Same)) => State::Approved,
            (Some(_), Some(Recorded::Other)) => State::Stale,
            (Some(piece), Some(Recorded::Nothing)) => {
                let is_same = piece.text == source.text && has_words(&source.text);
                if is_same { State::Same } else { State::New }
            }
        };
        let place = piece.as_ref().map_or_else(|| text.key.unwrap_or(source.place()), Piece::place);
        Translation { id, state, place, source: Some((source.place(), source.fingerprint)) }
    };
    text.translations.iter().map(translation).collect()
}

/// Whether a text has words that another language would say otherwise: not ids, names, numbers and addresses alone.
///
/// A guess, since names are not marked as such. What is in code spans and references does not count; of the rest, two
/// characters of a script that is not Latin do, or three words that do not begin with a capital letter.
fn has_words(text: &str) -> bool {
    let mut inside = None;
    let mut said = String::with_capacity(text.len());
    for c in text.chars() {
        match (inside, c) {
            (Some(end), _) if c == end => inside = None,
            (Some(_), _) => {}
            (None, '`') => inside = Some('`'),
            (None, '{') => inside = Some('}'),
            (None, _) => said.push(c),
        }
    }
    let is_latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    let foreign = said.chars().filter(|c| c.is_alphabetic() && !is_latin(*c)).count();
    let is_word = |word: &str| {
        word.starts_with(char::is_lowercase) && word.chars().all(|c| c.is_alphabetic() || c == '\'')
    };
    let words =
        said.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    foreign >= 2 || words.filter(|word| is_word(word)).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn names_numbers_and_addresses_are_the_same_in_every_language() {
        for same in [
            "Prism",
            "Microsoft Edge 120",
            "https://example.com/a",
            "`ssh -p 22 host now`",
            "{value:phone}",
            "",
        ] {
            assert!(!has_words(same), "{same}");
        }
        for other in ["Choose the window you want to share.", "共有", "Выберите окно"]
        {
            assert!(has_words(other), "{other}");
        }
    }
}
