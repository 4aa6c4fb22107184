//! The glossary: its languages are the guide's, and no word is both to be written and refused.

use super::text::unknown_locale;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::Locale;
use crate::parse::raw::{RawGlossaryFile, Text};
use crate::yaml::{Entries, Items};

/// Checks it. Nothing of it is in the guide: [`compare`](mod@crate::compare) reads it as it is written.
pub(super) fn glossary(file: &RawGlossaryFile, locales: &[Locale], d: &mut Diagnostics) {
    let every_use = || file.terms.iter().flat_map(|term| words(&term.good));
    for term in file.terms.iter() {
        for (tag, _) in term.good.iter().chain(term.refused.iter()) {
            if locales.iter().all(|locale| *locale.tag != *tag.value) {
                unknown_locale(tag, tag.span, locales, d);
            }
        }
        for (_, word) in words(&term.good).chain(words(&term.refused)) {
            if word.trim().is_empty() {
                d.error(Code::EmptyText, word.span, "this word of the glossary is empty")
                    .help("write the word, or remove it");
            }
        }
        for (tag, word) in words(&term.refused) {
            let is_same = |(other, good): &(&str, &Text)| *other == tag && good.value == word.value;
            if let Some((_, good)) = every_use().find(is_same) {
                let message =
                    format!("`{}` is refused here and to be written elsewhere", word.value);
                d.error(Code::InvalidValue, word.span, message)
                    .related(good.span, "to be written")
                    .help("remove it in one of the two places");
            }
        }
    }
}

/// The words with their languages.
fn words(entries: &Entries<Items<Text>>) -> impl Iterator<Item = (&str, &Text)> {
    entries.iter().flat_map(|(tag, words)| words.iter().map(|word| (tag.value.as_str(), word)))
}
