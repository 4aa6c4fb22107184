//! A diagnostic as the preview shows it over the page.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::sources::{Sources, Span};

/// A diagnostic with the line it points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    is_error: bool,
    code: &'static str,
    message: String,
    /// `content/access.yaml:60:23`, or a path, or nothing.
    place: String,
    line: Option<Line>,
    label: Option<String>,
    /// Other places that belong to it, with a few words.
    related: Vec<String>,
    help: Option<String>,
}

/// A line in three pieces: the middle one is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

/// How many are shown over a page: nobody reads more of them there.
const SHOWN: usize = 50;

/// The first diagnostics, in their order.
pub(super) fn problems(diagnostics: &Diagnostics, sources: &Sources) -> Vec<Problem> {
    diagnostics.first(SHOWN).map(|one| problem(one, sources)).collect()
}

fn problem(diagnostic: &Diagnostic, sources: &Sources) -> Problem {
    let (place, line) = match &diagnostic.place {
        Place::Guide => (String::new(), None),
        Place::Path(path) => (path.to_string(), None),
        Place::Span(span) => (place(*span, sources), Some(line(*span, sources))),
    };
    let related = diagnostic.related.iter();
    Problem {
        is_error: diagnostic.severity == Severity::Error,
        code: diagnostic.code.as_str(),
        message: diagnostic.message.clone(),
        place,
        line,
        label: diagnostic.label.clone(),
        related: related
            .map(|(span, words)| format!("{}: {words}", self::place(*span, sources)))
            .collect(),
        help: diagnostic.help.clone(),
    }
}

fn place(span: Span, sources: &Sources) -> String {
    let file = sources.file(span.file);
    let (line, column) = file.line_column(span.start as usize);
    format!("{}:{line}:{column}", file.path)
}

/// The line a span begins on. What is on later lines is left out.
fn line(span: Span, sources: &Sources) -> Line {
    let file = sources.file(span.file);
    let (number, column) = file.line_column(span.start as usize);
    let text = file.text.lines().nth(number - 1).unwrap_or("");
    let at = |column: usize| text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
    let start = at(column - 1);
    let end = (start + span.range().len()).min(text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    Line {
        number,
        before: text[..start].to_owned(),
        marked: text[start..end].to_owned(),
        after: text[end..].to_owned(),
    }
}
