//! The glossary in one language: which words are not to be written, and which are fine although such a word is in them.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::parse::raw::{RawGlossaryFile, RawTerm, Text};
use crate::yaml::{Entries, Items};

/// The words of a language.
#[derive(Default)]
pub(super) struct Words {
    finder: Option<AhoCorasick>,
    /// By the number of the finder's pattern.
    forms: Vec<Form>,
}

/// A word of the glossary.
#[derive(Clone)]
struct Form {
    text: Box<str>,
    /// What to write instead, and why; `None` for a word that is to be written.
    refused: Option<Advice>,
}

/// What to write instead of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Advice {
    /// Any of these, if there is one.
    pub(super) words: Vec<Box<str>>,
    pub(super) reason: Option<Box<str>>,
}

impl Words {
    pub(super) fn new(file: Option<&RawGlossaryFile>, tag: &str) -> Self {
        let mut forms = Vec::new();
        for term in file.into_iter().flat_map(|file| file.terms.iter()) {
            forms.extend(forms_of(term, tag));
        }
        let finder = AhoCorasick::new(forms.iter().map(|form| form.text.as_bytes()));
        Self { finder: finder.ok().filter(|_| !forms.is_empty()), forms }
    }

    /// What the words are made of, for a fingerprint.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().flat_map(|form| {
            let advice = form.refused.iter();
            let advice =
                advice.flat_map(|it| it.words.iter().chain(&it.reason).map(|text| &**text));
            let kind = if form.refused.is_some() { "not" } else { "use" };
            [kind, &form.text].into_iter().chain(advice)
        })
    }

    /// The refused words of a text. One inside a longer word that is fine (ブラウザ in ブラウザー) is none.
    pub(super) fn refused(&self, prose: &str) -> Vec<(Range<usize>, &Advice)> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let found: Vec<_> = finder
            .find_overlapping_iter(prose)
            .map(|found| (found.range(), &self.forms[found.pattern().as_usize()]))
            .collect();
        let holds = |outer: &Range<usize>, inner: &Range<usize>| {
            outer.len() > inner.len() && outer.start <= inner.start && inner.end <= outer.end
        };
        // Of words that begin or end together the longest is meant: one place, one finding.
        let is_hidden = |range: &Range<usize>| found.iter().any(|(other, _)| holds(other, range));
        let refused = found.iter().filter(|(range, _)| !is_hidden(range));
        refused.filter_map(|(range, form)| Some((range.clone(), form.refused.as_ref()?))).collect()
    }
}

fn forms_of(term: &RawTerm, tag: &str) -> Vec<Form> {
    let of = |entries: &Entries<Items<Text>>| -> Vec<Box<str>> {
        let words = entries.iter().filter(|(name, _)| name.value == tag);
        let words = words.flat_map(|(_, words)| words.iter());
        words.filter(|word| !word.is_empty()).map(|word| word.value.as_str().into()).collect()
    };
    let (good, bad) = (of(&term.good), of(&term.refused));
    let reason = term.reason.as_ref().map(|reason| reason.value.as_str().into());
    let advice = Advice { words: good.clone(), reason };
    let good = good.into_iter().map(|text| Form { text, refused: None });
    let bad = bad.into_iter().map(|text| Form { text, refused: Some(advice.clone()) });
    good.chain(bad).collect()
}
