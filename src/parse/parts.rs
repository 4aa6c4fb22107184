//! A page's text, cut at the lines that begin and end its internal parts.
//!
//! A line that means to begin an internal part and does not would publish what follows. So a line that looks like one
//! and is none is an error, wherever it stands: indented, in a list, typed with wide colons. Only code may show one.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::markdown::OPTIONS;
use super::raw::RawAudience;
use crate::diagnostic::{Code, Diagnostics};
use crate::sources::{FileId, Span};

/// Cuts the text of a page from byte `start` on at lines `:::internal` and `:::`, except those in blocks of code.
pub(super) fn cut(
    text: &str,
    start: usize,
    file: FileId,
    d: &mut Diagnostics,
) -> Vec<(RawAudience, Range<usize>)> {
    let code = code_blocks(&text[start..]);
    let mut parts = Vec::new();
    let mut open: Option<Mark> = None;
    let (mut part_start, mut at) = (start, start);
    for line in text[start..].split_inclusive('\n') {
        let (begin, end) = (at, at + line.len());
        at = end;
        let word = line.trim_end();
        if !looks_like_mark(word) || code.iter().any(|block| block.contains(&(begin - start))) {
            continue;
        }
        let span = Span::new(file, begin..begin + word.len());
        let audience = audience(open);
        let closes = word.trim_start_matches(BEFORE).chars().all(is_colon);
        match open {
            None if word == ":::internal" => open = Some(Mark { span, is_good: true }),
            None if closes => {
                d.error(Code::BadDirective, span, "no internal part ends here")
                    .help("write `:::internal` on a line of its own where it begins");
            }
            // Taken for what it was meant to be, so that the line that ends it is no second mistake.
            None => {
                d.error(Code::BadDirective, span, "this line does not begin an internal part")
                    .help("write `:::internal` at the start of the line, with narrow colons and nothing after it");
                open = Some(Mark { span, is_good: false });
            }
            Some(mark) if closes => {
                if word != ":::" && mark.is_good {
                    d.error(Code::BadDirective, span, "this line does not end an internal part")
                        .help("write `:::` at the start of the line, with narrow colons and nothing after it");
                }
                open = None;
            }
            Some(_) => {
                d.error(
                    Code::BadDirective,
                    span,
                    "the internal part before this line has not ended",
                )
                .help("write `:::` on a line of its own after it");
            }
        }
        parts.push((audience, part_start..begin));
        part_start = end;
    }
    if let Some(mark) = open {
        d.error(Code::BadDirective, mark.span, "an internal part begins here and never ends")
            .help("write `:::` on a line of its own after it");
    }
    parts.push((audience(open), part_start..text.len()));
    parts
}

/// The line that began the part that is open, and whether it was written as it should be.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    is_good: bool,
}

fn audience(open: Option<Mark>) -> RawAudience {
    if open.is_some() { RawAudience::Internal } else { RawAudience::External }
}

/// What can stand before a mark in a line that was meant to be one.
const BEFORE: [char; 7] = [' ', '\t', '\u{3000}', '>', '-', '*', '+'];

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// Whether a line begins or ends an internal part, or somebody thought that it would.
fn looks_like_mark(line: &str) -> bool {
    let line = line.trim_start_matches(BEFORE);
    let word = line.trim_start_matches(is_colon);
    let colons = line[..line.len() - word.len()].chars().count();
    colons >= 3 || (colons > 0 && word.trim_start().starts_with("internal"))
}

/// Where blocks of code stand. Only asked for when a page has a line of colons: reading a text twice takes time.
fn code_blocks(text: &str) -> Vec<Range<usize>> {
    if !text.lines().any(looks_like_mark) {
        return Vec::new();
    }
    Parser::new_ext(text, OPTIONS)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}
