//! One line for each diagnostic, `path:line:column: severity[code]: sentence`, for editors and scripts.

use std::fmt::Write as _;

use super::{Diagnostics, Place};
use crate::sources::Sources;

/// Writes one line for each diagnostic; an empty text when there is none. Columns count characters from 1.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        match &diagnostic.place {
            Place::Guide => {}
            Place::Path(path) => {
                let _ = write!(text, "{}: ", sources.shown(path));
            }
            Place::Span(span) => {
                let file = sources.file(span.file);
                let (line, column) = file.line_column(span.start as usize);
                let _ = write!(text, "{}:{line}:{column}: ", sources.shown(&file.path));
            }
        }
        let severity = diagnostic.severity.as_str();
        let _ = write!(text, "{severity}[{}]: {}", diagnostic.code.as_str(), diagnostic.message);
        if let Some(help) = &diagnostic.help {
            let _ = write!(text, " (help: {help})");
        }
        text.push('\n');
    }
    text
}
