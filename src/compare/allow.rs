//! Comments that silence a finding: `# annai: allow(numbers-differ) the English law counts weekdays`.
//!
//! A comment is for the line it ends, or if it stands alone for what begins on the next line that is none: in YAML a key
//! with its value, in Markdown a block.

use std::cell::Cell;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, quoted_list};
use crate::sources::{FileId, SourceFile, Span};

/// A comment.
pub(super) struct Allow {
    code: Code,
    /// The code in the comment.
    span: Span,
    /// The bytes in which what it allows begins.
    scope: Range<usize>,
    is_used: Cell<bool>,
}

/// Something that was found, and where else a comment for it can stand.
pub(super) struct Finding {
    pub(super) diagnostic: Diagnostic,
    /// The keys before it.
    pub(super) keys: [Option<Span>; 2],
}

/// The comments of a YAML text from `start` to `end` of a file; `is_text` says whether a byte stands inside a text, where
/// what was meant as a comment would be published.
pub(super) fn in_yaml(
    file: FileId,
    source: &SourceFile,
    within: Range<usize>,
    is_text: &dyn Fn(usize) -> bool,
    d: &mut Diagnostics,
) -> Vec<Allow> {
    let text = &source.text[within.clone()];
    let mut allows = Vec::new();
    for at in beginnings(text) {
        let start = within.start + at;
        let line = line_of(&source.text, start);
        let before = source.text[line.start..start].trim_end();
        let has_hash = before.ends_with('#');
        let before = before.strip_suffix('#').unwrap_or(before);
        let is_comment = before.trim().is_empty() || (has_hash && before.ends_with([' ', '\t']));
        if !is_comment {
            continue;
        }
        if is_text(start) {
            // Words about this program may begin with its name too.
            let after = &source.text[start + "annai".len()..line.end];
            if after.trim_start_matches([':', '：', ' ']).starts_with("allow(") {
                inside_a_text(file, &source.text, line.start + before.len()..line.end, d);
            }
            continue;
        }
        if !has_hash {
            continue;
        }
        let scope = if before.trim().is_empty() {
            next_line(&source.text, line.end, "#")
        } else {
            line.clone()
        };
        allows.extend(read(file, &source.text, start..line.end, &scope, d));
    }
    allows
}

/// The comments of a Markdown text, whose places the parser knows.
pub(super) fn in_markdown(
    source: &SourceFile,
    remarks: impl Iterator<Item = Span>,
    d: &mut Diagnostics,
) -> Vec<Allow> {
    let mut allows = Vec::new();
    for span in remarks {
        let range = span.range();
        let inner = &source.text[range.clone()];
        let Some(at) = inner.find("annai:") else { continue };
        let end = range.start + inner.rfind("-->").unwrap_or(inner.len());
        let first = next_line(&source.text, line_of(&source.text, range.start).end, "<!--");
        let scope = first.start..block_end(&source.text, first);
        allows.extend(read(span.file, &source.text, range.start + at..end, &scope, d));
    }
    allows
}

/// Where comments for this program begin: at `annai:`, or at an `annai allow(` that lacks its colon.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("annai").map(|(at, _)| at).filter(|at| {
        let after = &text[at + "annai".len()..];
        after.starts_with(':') || after.trim_start_matches([' ', '：']).starts_with("allow(")
    })
}

/// Reports what would be a comment if it did not stand inside a text.
fn inside_a_text(file: FileId, text: &str, range: Range<usize>, d: &mut Diagnostics) {
    let said = &text[range.clone()];
    let start = range.start + said.len() - said.trim_start().len();
    let span = Span::new(file, start..range.start + said.trim_end().len());
    d.warning(Code::BadAllow, span, "this stands inside a text, where it is no comment").help(
        "readers would see it; move it to a line of its own before the key of the text, and begin it with `# `",
    );
}

/// What a comment says from `annai:` on: one silence for each code.
fn read(
    file: FileId,
    text: &str,
    range: Range<usize>,
    scope: &Range<usize>,
    d: &mut Diagnostics,
) -> Vec<Allow> {
    const HOW: &str =
        "write `annai: allow(numbers-differ)` and after it why the languages differ here";
    let said = text[range.clone()].trim_end();
    let whole = Span::new(file, range.start..range.start + said.len());
    let Some(list) = said.strip_prefix("annai:") else {
        d.warning(
            Code::BadAllow,
            whole,
            "this comment allows nothing without a colon after `annai`",
        )
        .help(HOW);
        return Vec::new();
    };
    let list = list.trim_start().strip_prefix("allow(");
    let Some((codes, reason)) = list.and_then(|list| list.split_once(')')) else {
        d.warning(Code::BadAllow, whole, "this comment does not say what it allows").help(HOW);
        return Vec::new();
    };
    if reason.trim().is_empty() {
        d.warning(Code::MissingReason, whole, "this comment does not say why").help(
            "write after the bracket why the languages differ here, for whoever reads it next year",
        );
    }
    let first = range.start + said.len() - list.unwrap_or("").len();
    let mut allows = Vec::new();
    let mut at = first;
    for written in codes.split(',') {
        let name = written.trim();
        let start = at + written.len() - written.trim_start().len();
        at += written.len() + 1;
        let span = Span::new(file, start..start + name.len());
        match Code::ALL.iter().find(|code| code.as_str() == name) {
            Some(code) if code.can_be_allowed() => {
                let (scope, is_used) = (scope.clone(), Cell::new(false));
                allows.push(Allow { code: *code, span, scope, is_used });
            }
            found => {
                let known: Vec<&str> = Code::ALL
                    .iter()
                    .filter(|it| it.can_be_allowed())
                    .map(|it| it.as_str())
                    .collect();
                let message = match found {
                    Some(_) => format!(
                        "`{name}` cannot be allowed: only what comparing languages finds can"
                    ),
                    None => format!("there is no finding `{name}` to allow"),
                };
                let diagnostic = d.warning(Code::BadAllow, span, message);
                match found {
                    Some(_) => diagnostic.help("remove the comment, and mend what it was for"),
                    None => diagnostic.suggest(name, known.iter().copied()),
                };
                diagnostic.help.get_or_insert_with(|| {
                    format!("these can be allowed: {}", quoted_list(&known))
                });
            }
        }
    }
    allows
}

/// The findings that no comment allows, and the comments that allow none.
pub(super) fn apply(findings: Vec<Finding>, allows: &[Allow], d: &mut Diagnostics) {
    for finding in findings {
        let Place::Span(span) = finding.diagnostic.place else { continue };
        let places = finding.keys.into_iter().flatten().chain([span]);
        let starts: Vec<usize> = places.map(|place| place.range().start).collect();
        let allow = allows.iter().find(|allow| {
            allow.code == finding.diagnostic.code
                && allow.span.file == span.file
                && starts.iter().any(|start| allow.scope.contains(start))
        });
        match allow {
            Some(allow) => allow.is_used.set(true),
            None => d.push(finding.diagnostic),
        }
    }
    for allow in allows.iter().filter(|allow| !allow.is_used.get()) {
        let name = allow.code.as_str();
        d.warning(
            Code::UnusedAllow,
            allow.span,
            format!("nothing here has to be allowed: no `{name}` was found"),
        )
        .help("remove the comment, or put it on the line before what it is for");
    }
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    start..end
}

/// The next line that has something other than a comment.
fn next_line(text: &str, from: usize, comment: &str) -> Range<usize> {
    let mut at = from;
    while at < text.len() {
        let line = line_of(text, at + 1);
        let words = text[line.clone()].trim();
        if !words.is_empty() && !words.starts_with(comment) {
            return line;
        }
        at = line.end;
    }
    text.len()..text.len()
}

/// Where a Markdown block ends that begins with a line: a block of code after its marks, a list before the line that
/// belongs to none of its items, anything else before an empty line.
fn block_end(text: &str, first: Range<usize>) -> usize {
    let begin = text[first.clone()].trim_start();
    let fence = ["```", "~~~"].into_iter().find(|mark| begin.starts_with(mark));
    let is_item = |line: &str| {
        let line = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        ["- ", "* ", "+ ", ". ", ") "].iter().any(|mark| line.starts_with(mark))
    };
    let is_list = is_item(begin);
    let mut end = first.end;
    while end < text.len() {
        let line = line_of(text, end + 1);
        let words = &text[line.clone()];
        let goes_on = match fence {
            Some(mark) => !words.trim_start().starts_with(mark),
            None if begin.starts_with('#') => false,
            None if is_list => {
                words.trim().is_empty() || words.starts_with([' ', '\t']) || is_item(words)
            }
            None => !words.trim().is_empty(),
        };
        if !goes_on {
            return if fence.is_some() { line.end } else { end };
        }
        end = line.end.max(end + 1);
    }
    text.len()
}
