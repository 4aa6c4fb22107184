//! What keeps a document from being typeset.

use std::ops::Range;

use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;

use crate::displays;
use crate::world::SheetWorld;

/// Something that is wrong, in Typst's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What may mend it.
    pub hints: Vec<String>,
    /// The bytes of the template it is about, or that led to it.
    pub place: Option<Range<usize>>,
    /// The characters that no font has, when that is what is wrong.
    pub missing: Vec<char>,
}

impl Problem {
    pub(crate) fn new(found: &SourceDiagnostic, world: &SheetWorld) -> Self {
        // Whatever is wrong in data or a picture is wrong where the template reads it.
        let trace = found.trace.iter().map(|point| DiagSpan::from(point.span));
        let place =
            std::iter::once(found.span).chain(trace).find_map(|span| world.in_template(span));
        Self {
            message: found.message.to_string(),
            hints: found.hints.iter().map(|hint| hint.v.to_string()).collect(),
            place,
            missing: missing(&found.message),
        }
    }

    /// A problem of a sheet that the template has no part in.
    pub(crate) fn of_sheet(message: &str) -> Vec<Self> {
        vec![Self {
            message: message.to_owned(),
            hints: Vec::new(),
            place: None,
            missing: Vec::new(),
        }]
    }
}

/// The characters of ``the text `"…"` could not be displayed with …`` that no font has.
///
/// Typst names them in its message alone. A test typesets a character without a glyph, so other words are noticed.
fn missing(message: &str) -> Vec<char> {
    let text = message.split_once("the text `\"").map(|(_, rest)| rest);
    let text = text.and_then(|rest| rest.rsplit_once("\"` could not be displayed"));
    let mut missing = text.map_or_else(Vec::new, |(text, _)| unescaped(text));
    missing.retain(|character| !displays(*character));
    missing.dedup();
    missing
}

/// The characters of a text in which some are written as `\u{…}`.
fn unescaped(text: &str) -> Vec<char> {
    let mut characters = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let code = rest.strip_prefix("\\u{").and_then(|rest| rest.split_once('}'));
        let escaped = code.and_then(|(code, rest)| {
            Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, rest))
        });
        let (character, after) = escaped.unwrap_or((next, &rest[next.len_utf8()..]));
        characters.push(character);
        rest = after;
    }
    characters
}
