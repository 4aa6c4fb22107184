//! Diagnostics for programs: one JSON document, complete also when there is nothing to say.
//!
//! The document has a `version`, which grows when a key goes away or changes its meaning; new keys may come without. Lines
//! and columns count from 1 and columns count characters. Bytes count from 0, in the text without a byte order mark and with
//! one byte for the end of a line.

use serde::Serialize;

use super::{Code, Diagnostic, Diagnostics, Place};
use crate::sources::{Sources, Span};

/// The version of the document.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    diagnostics: Vec<Finding<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
}

/// A diagnostic; a key without a value is left out.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Option<FilePlace>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    /// Where annai's documentation explains it.
    explanation: String,
}

/// A file, or a piece of its text.
#[derive(Serialize)]
struct FilePlace {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    byte: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: FilePlace,
}

/// Writes the document, with the end of a line behind it.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let (errors, warnings) = diagnostics.counts();
    let document = Document {
        version: VERSION,
        diagnostics: diagnostics.iter().map(|one| finding(one, sources)).collect(),
        counts: Counts { errors, warnings },
    };
    // Texts, numbers and lists: there is nothing in them that JSON cannot hold.
    serde_json::to_string_pretty(&document).map_or_else(|_| String::new(), |text| text + "\n")
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &Sources) -> Finding<'a> {
    let place = match &diagnostic.place {
        Place::Guide => None,
        Place::Path(path) => {
            Some(FilePlace { path: sources.shown(path).into_owned(), start: None, end: None })
        }
        Place::Span(span) => Some(place_of(*span, sources)),
    };
    let related = diagnostic
        .related
        .iter()
        .map(|(span, message)| Related { message, place: place_of(*span, sources) });
    Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        label: diagnostic.label.as_deref(),
        help: diagnostic.help.as_deref(),
        place,
        related: related.collect(),
        explanation: explanation(diagnostic.code),
    }
}

fn place_of(span: Span, sources: &Sources) -> FilePlace {
    let file = sources.file(span.file);
    let position = |byte: u32| {
        let (line, column) = file.line_column(byte as usize);
        Position { line, column, byte }
    };
    FilePlace {
        path: sources.shown(&file.path).into_owned(),
        start: Some(position(span.start)),
        end: Some(position(span.end)),
    }
}

fn explanation(code: Code) -> String {
    format!("docs/diagnostics.md#{}", code.as_str())
}
