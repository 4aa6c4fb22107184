//! Diagnostics for GitHub Actions: workflow commands, which are shown beside the lines of a pull request.

use std::fmt::Write as _;

use super::{Diagnostic, Diagnostics, Place};
use crate::sources::Sources;

/// Writes one command a line; an empty text when there is none.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, sources)).collect()
}

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
fn command(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut command = format!("::{} ", diagnostic.severity.as_str());
    match &diagnostic.place {
        Place::Guide => {}
        Place::Path(path) => {
            let _ = write!(command, "file={},", property(&sources.shown(path)));
        }
        Place::Span(span) => {
            let file = sources.file(span.file);
            let _ = write!(command, "file={},", property(&sources.shown(&file.path)));
            // A line belongs to a span if any of it is marked; that it ends there is not enough.
            let marked = sources.text(*span).trim_end_matches('\n').len();
            let (line, column) = file.line_column(span.start as usize);
            let (end_line, end_column) = file.line_column(span.start as usize + marked);
            let _ = if line == end_line {
                write!(
                    command,
                    "line={line},col={column},endLine={end_line},endColumn={end_column},"
                )
            } else {
                // Columns mean something within one line alone.
                write!(command, "line={line},endLine={end_line},")
            };
        }
    }
    let _ = write!(command, "title={}::", property(diagnostic.code.as_str()));
    command += &escaped(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        // The end of a line, as a command writes it.
        command += "%0Ahelp: ";
        command += &escaped(help);
    }
    command.push('\n');
    command
}

/// A text as the message of a command.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a command, which a comma or a colon would end.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
