//! One line for each diagnostic, `path:line:column: severity[code]: sentence`, for editors and scripts.

use super::{Diagnostics, Place, Severity};
use crate::sources::Sources;

/// Writes one line for each diagnostic; an empty text when there is none. Columns count characters from 1.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = match &diagnostic.place {
                Place::Guide => String::new(),
                Place::Path(path) => format!("{path}: "),
                Place::Span(span) => {
                    let file = sources.file(span.file);
                    let (line, column) = file.line_column(span.start as usize);
                    format!("{}:{line}:{column}: ", file.path)
                }
            };
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let help =
                diagnostic.help.as_ref().map_or(String::new(), |help| format!(" (help: {help})"));
            format!(
                "{place}{severity}[{}]: {}{help}\n",
                diagnostic.code.as_str(),
                diagnostic.message
            )
        })
        .collect()
}
