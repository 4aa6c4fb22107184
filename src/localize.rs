//! [`EditionGuide`] and a language to [`Projection`]: the one place where a language is chosen.
//!
//! In: an edition's guide. Out: a view of it in which every text is in one language. Nothing is copied: a projection is
//! a reference and the number of a language.
#![expect(clippy::disallowed_methods, reason = "this is the place where a language is chosen")]

use std::sync::Arc;

use crate::guide::{Date, Markup};
use crate::guide::{Edition, EditionGuide, LabelId, Locale, Localized, ValueId, Words};

/// An edition in one language.
#[derive(Clone, Copy, Debug)]
pub struct Projection<'a> {
    /// The edition's guide.
    pub guide: &'a EditionGuide,
    /// The edition.
    pub edition: &'a Edition,
    index: usize,
}

/// The words of a label as a reader meets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelWords {
    /// The words, and their language where it is not the reader's.
    pub first: (Arc<str>, Option<Arc<str>>),
    /// The words on a screen in another language, where they differ.
    pub also: Option<(Arc<str>, Arc<str>)>,
}

/// An edition in each of its languages, in the guide's order.
pub fn localize<'a>(
    guide: &'a EditionGuide,
    edition: &'a Edition,
) -> impl Iterator<Item = Projection<'a>> {
    (0..guide.common.locales.len()).map(move |index| Projection { guide, edition, index })
}

impl<'a> Projection<'a> {
    /// The language.
    #[must_use]
    pub fn locale(&self) -> &'a Locale {
        &self.guide.common.locales[self.index]
    }

    /// A text in the language.
    #[must_use]
    pub fn text<T>(&self, text: &'a Localized<T>) -> &'a T {
        text.at(self.index)
    }

    /// The theme's words in the language.
    #[must_use]
    pub fn words(&self) -> &'a Words {
        self.guide.common.words.at(self.index)
    }

    /// The words of a value.
    #[must_use]
    pub fn value(&self, id: &ValueId) -> Option<&'a Markup> {
        self.guide.common.values.get(id).map(|value| value.text.at(self.index))
    }

    /// The words of a label: those of a screen in the reader's language, or else of whichever language is known; and
    /// after them those of the language that the guide shows beside it.
    #[must_use]
    pub fn label(&self, id: &LabelId) -> Option<LabelWords> {
        let words = &self.guide.common.labels.get(id)?.words;
        let tag = &self.locale().tag;
        let also = self.guide.common.labels_also.get(self.index).and_then(Option::as_ref);
        if let Some(first) = words.get(tag) {
            let also = also
                .and_then(|tag| words.get_key_value(tag))
                .filter(|(_, other)| *other != first)
                .map(|(tag, other)| (Arc::clone(other), Arc::clone(tag)));
            return Some(LabelWords { first: (Arc::clone(first), None), also });
        }
        let (tag, first) =
            also.and_then(|tag| words.get_key_value(tag)).or_else(|| words.first_key_value())?;
        Some(LabelWords { first: (Arc::clone(first), Some(Arc::clone(tag))), also: None })
    }

    /// A day as it is written in the language.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let words = self.words();
        let month =
            words.month_names.split_whitespace().nth(usize::from(date.month()) - 1).unwrap_or("");
        words
            .date_format
            .replace("{year}", &date.year().to_string())
            .replace("{month}", &date.month().to_string())
            .replace("{day}", &date.day().to_string())
            .replace("{month_name}", month)
    }
}
