//! Texts in every language, and what they refer to.

use std::sync::Arc;

use super::Level;
use super::id::{Anchor, AssetPath, LabelId, PageId, PlatformId, ValueId};
use crate::markup::{Ast, RefIndex};
use crate::sources::Span;

/// One value for each language of the guide, in the guide's order.
#[derive(Clone, Debug)]
pub struct Localized<T>(Arc<[T]>);

impl<T> Localized<T> {
    /// Takes the values in the guide's order of languages.
    #[must_use]
    pub fn new(values: Vec<T>) -> Self {
        Self(values.into())
    }

    /// The value for the language at `index` in the guide's list.
    ///
    /// Only [`localize`](crate::localize) chooses a language (a clippy rule holds that).
    #[must_use]
    pub fn at(&self, index: usize) -> &T {
        &self.0[index]
    }

    /// The values of all languages.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The same languages with other values.
    #[must_use]
    pub fn map<U>(&self, change: impl FnMut(&T) -> U) -> Localized<U> {
        Localized(self.0.iter().map(change).collect())
    }
}

impl<'a, T> IntoIterator for &'a Localized<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A text whose references all lead somewhere.
#[derive(Clone, Debug)]
pub struct Markup {
    /// The text.
    pub ast: Arc<Ast>,
    /// Where it is written.
    pub span: Span,
    /// What each row of its reference table means.
    pub references: Arc<[Reference]>,
}

impl Markup {
    /// What a reference of the text means.
    #[must_use]
    pub fn reference(&self, index: RefIndex) -> Option<&Reference> {
        self.references.get(index.0 as usize)
    }
}

/// What a text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The words on a screen.
    Label(LabelId),
    /// A value with one home.
    Value(ValueId),
    /// A mark in the figure beside the text.
    Mark(u8),
    /// A place in the guide.
    Link(Target),
    /// An address elsewhere.
    Url(Arc<str>),
    /// A picture.
    Image(AssetPath),
    /// Something made from data.
    Directive(Directive),
}

/// A place in the guide. What an address to it looks like is for the medium to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The page.
    pub page: PageId,
    /// The place on it.
    pub anchor: Option<Anchor>,
}

/// Something made from data that a page places in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// The access matrix with its legend.
    Matrix,
    /// The requirements, all or of one level.
    Requirements(Option<Level>),
    /// The steps of a platform.
    Steps(PlatformId),
}
