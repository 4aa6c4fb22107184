//! Texts for paper: small trees.
//!
//! The template draws them itself. No text reaches it as markup of its own language, so nothing that an author writes
//! can be taken for a command.

use serde::Serialize;

/// A picture and what it shows, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// Its path beside the template.
    pub picture: String,
    /// What it shows.
    pub alt: String,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// What stands in it.
        content: Vec<Inline>,
    },
    /// A heading inside a text.
    Heading {
        /// What stands in it.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number, if it has numbers.
        first: Option<u32>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// The names of the columns.
        head: Vec<TextCell>,
        /// The rows.
        rows: Vec<Vec<TextCell>>,
    },
    /// A quotation.
    Quote {
        /// What stands in it.
        blocks: Vec<Block>,
    },
    /// A note that stands out.
    Admonition {
        /// What kind, in words.
        title: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Lines of code.
    Code {
        /// The lines.
        text: String,
    },
    /// A line between two parts.
    Rule,
}

/// A cell of a table inside a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextCell {
    /// `start`, `center`, `end`.
    pub align: &'static str,
    /// What stands in it.
    pub content: Vec<Inline>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Characters.
    Text {
        /// The characters.
        text: String,
    },
    /// Characters of a heading, which is broken between phrases only.
    Phrases {
        /// The phrases.
        phrases: Vec<String>,
    },
    /// Strong emphasis.
    Strong {
        /// What stands in it.
        content: Vec<Inline>,
    },
    /// Emphasis.
    Emphasis {
        /// What stands in it.
        content: Vec<Inline>,
    },
    /// Struck out.
    Struck {
        /// What stands in it.
        content: Vec<Inline>,
    },
    /// Code.
    Code {
        /// The characters.
        text: String,
    },
    /// The words on a screen.
    Label {
        /// The words.
        text: String,
        /// Their language, where it is not the reader's.
        lang: Option<String>,
        /// Whether nobody has seen them there.
        unconfirmed: bool,
        /// The words on a screen in another language.
        also: Option<AlsoView>,
    },
    /// The number of a mark on the sketch of a step.
    Mark {
        /// `①`, or `（①）` with the brackets around it.
        text: String,
        /// Whether the sentence holds without it, so that it can be left out together with the sketch: it stands in
        /// brackets, or straight behind the word it belongs to.
        removable: bool,
    },
    /// A value with one home.
    Value {
        /// Its words.
        content: Vec<Inline>,
        /// Whether nobody has checked it.
        unconfirmed: bool,
    },
    /// A link to a place of the handout, or to an address that is written out.
    Link {
        /// The place, if the handout has it.
        to: Option<String>,
        /// The address otherwise.
        address: Option<String>,
        /// The words.
        content: Vec<Inline>,
    },
    /// A footnote.
    Note {
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A picture.
    Picture {
        /// The picture.
        picture: PictureView,
    },
    /// The box of a task.
    Task {
        /// Whether it is done.
        done: bool,
    },
    /// A line end that is meant.
    Break,
}

/// The words of a label in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlsoView {
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: String,
}
