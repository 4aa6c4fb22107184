//! Who may see what.

/// Who reads an edition, or may see an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Every reader.
    External,
    /// Readers of an internal edition only.
    Internal,
}

/// Something for one audience, which cannot be looked at.
///
/// Only [`redact`](crate::redact) calls [`Scoped::open`] (a clippy rule holds that), so whatever is made from a redacted
/// guide cannot contain what the edition may not show.
#[derive(Clone)]
pub struct Scoped<T> {
    audience: Audience,
    value: T,
}

impl<T> Scoped<T> {
    /// Seals a value for an audience.
    pub fn new(audience: Audience, value: T) -> Self {
        Self { audience, value }
    }

    /// For whom the value is, if readers of an edition for `reader` may see it.
    #[must_use]
    pub fn open_for(&self, reader: Audience) -> Option<(Audience, &T)> {
        (self.audience <= reader).then_some((self.audience, &self.value))
    }

    /// The value, if readers of an edition for `reader` may see it.
    #[must_use]
    pub fn open(&self, reader: Audience) -> Option<&T> {
        (self.audience <= reader).then_some(&self.value)
    }
}

/// Says who it is for and not what it holds.
impl<T> std::fmt::Debug for Scoped<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Scoped({:?})", self.audience)
    }
}

/// What readers of an edition may see, and for whom it is: an internal note says that it is one.
#[derive(Clone, Debug)]
pub struct Marked<T> {
    /// For whom it is.
    pub audience: Audience,
    /// What it is.
    pub value: T,
}

/// Whether the items of a guide with an audience are sealed or open.
pub trait Stage: std::fmt::Debug {
    /// What such an item is held in.
    type Item<T: std::fmt::Debug>: std::fmt::Debug;
    /// What such an item is held in if readers are told for whom it is.
    type Marked<T: std::fmt::Debug>: std::fmt::Debug;
}

/// Before redaction: every such item is in a [`Scoped`].
#[derive(Debug)]
pub enum Sealed {}

/// After redaction: what is there may be seen.
#[derive(Debug)]
pub enum Open {}

impl Stage for Sealed {
    type Item<T: std::fmt::Debug> = Scoped<T>;
    type Marked<T: std::fmt::Debug> = Scoped<T>;
}

impl Stage for Open {
    type Item<T: std::fmt::Debug> = T;
    type Marked<T: std::fmt::Debug> = Marked<T>;
}
