//! Text with structure: what Markdown becomes before it is HTML or paper.
//!
//! An [`Ast`] is a flat list of events over one text buffer: small, shared by reference between editions and builds, and
//! walked once by whoever writes it. What a text refers to (labels, values, links, directives) is not in the events but
//! in a table beside them, so that resolving a reference does not copy the text.

use std::fmt;
use std::ops::Range;

use crate::sources::Span;

/// A piece of the text buffer of an [`Ast`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    start: u32,
    end: u32,
}

/// A row of the reference table of an [`Ast`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefIndex(pub u32);

/// One step of walking a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A container begins.
    Start(Tag),
    /// A container ends.
    End(Tag),
    /// Characters.
    Text(Slice),
    /// Code inside a line.
    Code(Slice),
    /// A label of a screen, a value or a mark of a figure, by its row in the reference table.
    Reference(RefIndex),
    /// A block that is made elsewhere: a matrix, requirements, steps.
    Directive(RefIndex),
    /// A picture with its alternative text.
    Image(RefIndex, Slice),
    /// A line end in the source that means nothing.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
    /// A line between two parts.
    Rule,
    /// The box of a task list item.
    TaskMarker(bool),
    /// The mark of a footnote, by its number from 1.
    FootnoteMark(u32),
}

/// A container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading of level 2 to 4 with its authored id.
    Heading(u8, Slice),
    /// A quotation.
    Quote,
    /// A note that stands out.
    Admonition(Admonition),
    /// A block of code with the name of its language, possibly empty.
    CodeBlock(Slice),
    /// A list without order.
    BulletList,
    /// A numbered list and its first number.
    NumberedList(u32),
    /// An item of a list.
    Item,
    /// The text of a footnote, by its number.
    Footnote(u32),
    /// A table.
    Table,
    /// The row of column headers.
    TableHead,
    /// A row.
    TableRow,
    /// A cell and how it is aligned.
    TableCell(Align),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strikethrough,
    /// A link, by its row in the reference table.
    Link(RefIndex),
}

/// What kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admonition {
    /// Good to know.
    Note,
    /// Makes it easier.
    Tip,
    /// Must not be missed.
    Important,
    /// Something can go wrong.
    Warning,
    /// Something can be lost.
    Caution,
}

/// How a table column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language runs.
    Start,
    /// In the middle.
    Center,
    /// At the far side, for numbers.
    End,
}

/// What a text refers to, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawReference {
    /// The kind and its words.
    pub kind: RawReferenceKind,
    /// The reference in its file.
    pub span: Span,
}

/// The kinds of reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawReferenceKind {
    /// `{ui:product.label}`: the words on a screen.
    Label(Box<str>),
    /// `{value:id}`: a number, a telephone number, a version with one home.
    Value(Box<str>),
    /// `{mark:1}`: a mark in the figure beside the text.
    Mark(Box<str>),
    /// A link to `page`, `page#anchor` or `#anchor`.
    Page(Box<str>),
    /// A link out of the guide, its scheme already checked.
    Url(Box<str>),
    /// A picture of `static/`.
    Image(Box<str>),
    /// `::name{key=value}` on a line of its own.
    Directive {
        /// The word after the colons.
        name: Box<str>,
        /// The words in braces, in order.
        arguments: Vec<(Box<str>, Box<str>)>,
    },
}

/// A text's events, its characters and what it refers to.
#[derive(Clone, Debug, Default)]
pub struct Ast {
    /// What there is, in order.
    pub events: Vec<Event>,
    /// What the events refer to.
    pub references: Vec<RawReference>,
    /// The authored heading ids and where they stand, in order.
    pub headings: Vec<(Slice, Span)>,
    /// Comments for `annai` itself, which no page shows.
    pub remarks: Vec<Span>,
    /// Whether a heading was bad and is not among them.
    pub bad_headings: bool,
    /// A number that differs when the source text differs, so that unchanged text is known without reading it again.
    pub fingerprint: u64,
    text: String,
}

impl Ast {
    /// An empty text; `fingerprint` is a number made from its source.
    #[must_use]
    pub fn new(fingerprint: u64) -> Self {
        Self { fingerprint, ..Self::default() }
    }

    /// The characters of a slice.
    #[must_use]
    pub fn str(&self, slice: Slice) -> &str {
        self.text.get(slice.start as usize..slice.end as usize).unwrap_or("")
    }

    /// Puts characters into the buffer.
    pub fn push_str(&mut self, text: &str) -> Slice {
        let start = self.text.len();
        self.text.push_str(text);
        self.slice(start..self.text.len())
    }

    /// Puts a row into the reference table.
    pub fn push_reference(&mut self, kind: RawReferenceKind, span: Span) -> RefIndex {
        let index = RefIndex(u32::try_from(self.references.len()).unwrap_or(u32::MAX));
        self.references.push(RawReference { kind, span });
        index
    }

    /// Gives back memory that building it took in advance.
    pub fn shrink(&mut self) {
        self.events.shrink_to_fit();
        self.text.shrink_to_fit();
        self.references.shrink_to_fit();
        self.headings.shrink_to_fit();
    }

    #[expect(clippy::unused_self, reason = "a slice is of this text and no other")]
    fn slice(&self, range: Range<usize>) -> Slice {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Slice { start: clamp(range.start), end: clamp(range.end) }
    }
}

impl Admonition {
    /// The word for classes and the theme's words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

impl fmt::Display for Admonition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
