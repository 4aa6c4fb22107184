//! The library's errors in an author's words.
//!
//! What the parser says is right and hard to act on: it names the rule of the grammar that failed, at the place where
//! it noticed. An author needs the place of the mistake and the edit. So the lines around are looked at, for the few
//! mistakes that people make.

use std::ops::Range;

use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;

use super::failure::{STRAIGHT_QUOTES, at_wide_colon};
use super::syntax::{MAX_DEPTH, Placing};
use crate::diagnostic::{Code, Diagnostics};

/// Reports what stopped the library.
pub(super) fn report(error: &Error, place: &Placing<'_>, diagnostics: &mut Diagnostics) {
    let at = error.location().map_or(0..0, |location| place.range(location));
    let error = match error {
        Error::AliasError { error, .. } => error,
        other => other,
    };
    let mistake = match error {
        Error::DuplicateMappingKey { key, .. } => Mistake {
            code: Code::DuplicateKey,
            message: format!("the key `{}` stands here a second time", key.as_deref().unwrap_or("")),
            help: Some(match key.as_deref().filter(|key| begins_item(key, at.start, place.text)) {
                Some(key) => format!(
                    "is `- ` missing before it? If a new item begins here, write `- {key}:`; if not, remove one of the two"
                ),
                None => "remove one of the two, or merge their values".to_owned(),
            }),
            at,
        },
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => too_deep(at),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => Mistake {
            code: Code::YamlTooLarge,
            at,
            message: "this file unfolds into more than a guide can hold".to_owned(),
            help: Some(
                "at most 250,000 values, those behind an alias `*name` counted each time it is used"
                    .to_owned(),
            ),
        },
        Error::MultipleDocuments { .. } => {
            let before = &place.text[..at.start];
            let line = ["\n---", "\n..."].into_iter().filter_map(|mark| before.rfind(mark)).max();
            syntax(
                line.map_or(at, |line| line + 1..line + 4),
                "a second YAML document starts here",
                "remove this line; a content file is one document",
            )
        }
        Error::UnknownAnchor { .. } => syntax(
            at,
            "a text cannot start with `*`",
            "put the text in quotation marks: \"*…\"",
        ),
        other => {
            let said = other.to_string();
            let said = said.split(" at line ").next().unwrap_or("");
            let mistake = explain(said, at.clone(), place.text);
            let is_about_lines = [INDENTATION[0], NO_KEY].contains(&&*mistake.message);
            match wide_space(place.text, at.start).filter(|_| is_about_lines) {
                Some(wide) => syntax(
                    wide,
                    "a full-width space stands here, where YAML takes only half-width ones",
                    "indent with half-width spaces, as many as the lines beside it have",
                ),
                None => mistake,
            }
        }
    };
    let diagnostic = diagnostics.error(mistake.code, place.span(mistake.at), mistake.message);
    diagnostic.help = mistake.help;
}

/// What is wrong, where in the document, and the edit.
struct Mistake {
    code: Code,
    at: Range<usize>,
    message: String,
    help: Option<String>,
}

fn syntax(at: Range<usize>, message: &str, help: &str) -> Mistake {
    let (message, help) = (message.to_owned(), Some(help.to_owned()));
    Mistake { code: Code::YamlSyntax, at, message, help }
}

fn too_deep(at: Range<usize>) -> Mistake {
    Mistake {
        code: Code::YamlTooLarge,
        at,
        message: "this is nested deeper than any file of a guide".to_owned(),
        help: Some(format!("at most {MAX_DEPTH} levels; is a bracket closed where it should be?")),
    }
}

const INDENTATION: [&str; 2] = [
    "this line is indented differently from the lines it belongs to",
    "use the same number of spaces as the line above it at the same level",
];

/// Says what the parser said, from its words and from what stands at the place it names.
fn explain(said: &str, at: Range<usize>, text: &str) -> Mistake {
    let is = |words: &str| said.contains(words);
    if let Some(tab) = tab(text, at.start, is("tab")) {
        return Mistake {
            code: Code::YamlTab,
            at: tab..tab + 1,
            message: "a tab is used to indent; YAML takes only spaces".to_owned(),
            help: Some("replace the tab by as many spaces as the lines beside it have".to_owned()),
        };
    }
    if is("recursion limit") {
        too_deep(at)
    } else if is("simple key expected") {
        let line = text[at.start..].lines().next().unwrap_or("");
        not_a_line(at.start..at.start + line.trim_end().len(), text)
    } else if is("trailing content after") {
        after_quotes(at, text)
    } else if is("mapping values are not allowed") {
        misplaced_colon(at, text)
    } else if is("flow mapping") || is("flow sequence") || is("illegal placement of ':'") {
        in_brackets(at, text)
    } else if is("did not find expected") && text[..at.start].ends_with(['}', ']']) {
        syntax(
            at,
            "a text that starts with `{` or `[` needs quotation marks",
            "put the whole text in quotation marks: \"{ui:…} …\"",
        )
    } else if let Some(character) = said.strip_prefix("unexpected character: `") {
        match character.strip_prefix("\\u{").and_then(|code| code.split_once('}')) {
            Some((code, _)) => {
                let message = format!("an invisible character stands here (U+{code:0>4})");
                syntax(at, &message, "delete it, or write the line again")
            }
            None if character.starts_with('`') => {
                syntax(at, "a text cannot start with a backtick", QUOTE)
            }
            None => {
                let character = character.trim_end_matches('\'');
                syntax(at, &format!("a text cannot start with `{character}`"), QUOTE)
            }
        }
    } else if let Some((_, message, help)) = PHRASES.iter().find(|(words, ..)| is(words)) {
        syntax(at, message, help)
    } else {
        let message = format!("this is not YAML: {said}");
        Mistake { code: Code::YamlSyntax, at, message, help: None }
    }
}

/// What the parser says, what that means, and the edit.
const PHRASES: &[(&str, &str, &str)] = &[
    ("unclosed quote", UNCLOSED_QUOTE, "close it with the same quotation mark"),
    ("unclosed bracket", "this bracket is never closed", "close `{` with `}` and `[` with `]`"),
    (
        "mismatched bracket",
        "this bracket is closed with another kind",
        "close `{` with `}` and `[` with `]`",
    ),
    (
        "misplaced bracket",
        "a bracket is closed here that was never opened",
        "remove it, or put the text in quotation marks",
    ),
    (
        "parsing a quoted scalar",
        "a backslash in double quotation marks means more than itself",
        "write `\\\\` for a backslash, or use single quotation marks",
    ),
    (
        "sequence entries are not allowed",
        "a list item stands on the line of its key",
        "start a new line before the `-`",
    ),
    (
        "scanning a block scalar",
        "a text after `|` or `>` starts on the next line",
        "start a new line and indent it, or put the text in quotation marks",
    ),
    ("scanning a tag", "a text cannot start with `!`", QUOTE),
    ("cannot start with '-'", "a text cannot start with `-`", QUOTE),
    (
        "comments must be separated",
        "a `#` stands right after a value",
        "write a space before a comment; put a text with `#` in quotation marks",
    ),
    ("expected string scalar", "a key must be a word", "write `name: value`"),
    ("null into string", "a key must be a word", "write `name: value`"),
    ("did not find expected", INDENTATION[0], INDENTATION[1]),
    ("indentation", INDENTATION[0], INDENTATION[1]),
];

const NO_KEY: &str = "this line has no `key: value`";
const QUOTE: &str = "put the text in quotation marks: \"…\"";
const UNCLOSED_QUOTE: &str = "a quoted text starts here and never ends";

/// A tab among the spaces a line starts with: that of the error, or when the parser speaks of a tab, the next one.
fn tab(text: &str, error: usize, further: bool) -> Option<usize> {
    let mut start = line_start(text, error);
    for line in text[start..].split_inclusive('\n') {
        let indent = line.split(|c: char| c != ' ' && c != '\t').next().unwrap_or("");
        if let Some(tab) = indent.find('\t') {
            return Some(start + tab);
        }
        if !further {
            return None;
        }
        start += line.len();
    }
    None
}

/// The wide spaces that indent the line of an error, or a key above it: that line belongs to something else than it seems
/// to, and the parser notices it at a later one.
fn wide_space(text: &str, error: usize) -> Option<Range<usize>> {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\u{3000}']).len();
    let wide = |line: &str| {
        let start = line[..indent(line)].find('\u{3000}')?;
        let rest = &line[start..];
        Some(start..line.len() - rest.trim_start_matches('\u{3000}').len())
    };
    let mut end = line_start(text, error);
    let line = text[end..].lines().next().unwrap_or("");
    let depth = indent(line);
    let mut found = wide(line).map(|at| end + at.start..end + at.end);
    while end > 0 {
        let start = line_start(text, end - 1);
        let line = text[start..end].trim_end();
        let words = &line[indent(line)..];
        match wide(line) {
            // It begins a paragraph of a text.
            Some(at) if at.start > depth => {}
            Some(at) if words.starts_with("- ") || words.contains(": ") || words.ends_with(':') => {
                found = Some(start + at.start..start + at.end);
            }
            None if words.is_empty() || words.starts_with('#') || indent(line) > depth => {}
            Some(_) | None => break,
        }
        end = start;
    }
    found
}

/// Whether a key that stands a second time, on a line of its own, is the `id` or the first key of an item of a list: then
/// it is mostly the `- ` of the next item that was forgotten.
fn begins_item(key: &str, at: usize, text: &str) -> bool {
    let start = line_start(text, at);
    let depth = at - start;
    if !text[start..at].trim().is_empty() {
        return false;
    }
    for line in text[..start].lines().rev() {
        let words = line.trim_start_matches(' ');
        if words.is_empty() || words.starts_with('#') || line.len() - words.len() >= depth {
            continue;
        }
        let first = words.trim_start_matches([' ', '-']);
        let is_item = words.starts_with("- ") && line.len() - first.len() == depth;
        let is_first =
            first.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        return is_item && (is_first || key == "id");
    }
    false
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Something stands after a closing quotation mark: on its line a text that goes on, on a later one a mark that was
/// forgotten before, so that the next one closes the text that it should have opened.
fn after_quotes(at: Range<usize>, text: &str) -> Mistake {
    let before = text[..at.start].trim_end();
    let quote = before.chars().next_back().unwrap_or('"');
    let start = before.len().checked_sub(1).and_then(|end| before[..end].rfind(quote));
    match start {
        Some(start) if before[start..].contains('\n') => {
            syntax(start..start + 1, UNCLOSED_QUOTE, "close it with the same quotation mark")
        }
        _ if quote == '\'' => syntax(
            at,
            "a text goes on after its closing quotation mark",
            "write two single quotation marks for an apostrophe: 'it''s'",
        ),
        _ => syntax(
            at,
            "a text goes on after its closing quotation mark",
            "put the whole text in quotation marks, and write `\\\"` for one inside it",
        ),
    }
}

/// A second colon on a line, a line that is indented too far, or a line before this one that is no `key: value`.
fn misplaced_colon(at: Range<usize>, text: &str) -> Mistake {
    let start = line_start(text, at.start);
    let words = text[start..at.start].trim_start_matches([' ', '-']);
    if at_wide_colon(words).is_some() {
        let line = text[at.start..].lines().next().unwrap_or("").trim_end();
        return not_a_line(at.start - words.len()..at.start + line.len(), text);
    }
    if text[start..at.start].contains(": ") {
        return syntax(
            at,
            "a text with a colon and a space in it needs quotation marks",
            "put the text in quotation marks: \"…: …\"",
        );
    }
    let content = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let indent = content(&text[start..]).min(at.start - start);
    let above = text[..start].trim_end();
    let above_start = line_start(above, above.len());
    let above = &text[above_start..above.len()];
    if above.is_empty() || indent > content(above) {
        return syntax(start + indent..at.start, INDENTATION[0], INDENTATION[1]);
    }
    not_a_line(above_start + content(above)..above_start + above.len(), text)
}

fn not_a_line(at: Range<usize>, text: &str) -> Mistake {
    let help = if text[at.clone()].contains('：') {
        "type a colon of normal width and a space after it: `key: value`"
    } else {
        "write `key: value` with a space after the colon; a text of several lines is indented"
    };
    syntax(at, NO_KEY, help)
}

/// A bracket that is not closed on its line, or a text between brackets that would need quotation marks.
fn in_brackets(at: Range<usize>, text: &str) -> Mistake {
    let mut closed = 0_usize;
    let open = text[..at.start].char_indices().rev().find(|(_, c)| match c {
        '}' | ']' => {
            closed += 1;
            false
        }
        '{' | '[' if closed == 0 => true,
        '{' | '[' => {
            closed -= 1;
            false
        }
        _ => false,
    });
    let line = text[..at.start].rfind('\n').unwrap_or(0);
    match open {
        Some((open, _)) if open < line && !text[..line].trim_end().ends_with([',', '{', '[']) => {
            syntax(
                open..open + 1,
                "this bracket is never closed",
                "close `{` with `}` and `[` with `]`",
            )
        }
        _ => {
            let before = &text[open.map_or(0, |(open, _)| open)..at.start];
            let is_curly = before
                .rsplit_once(['“', '”'])
                .is_some_and(|(before, _)| before.trim_end().ends_with([':', ',', '{', '[']));
            syntax(
                at,
                "inside `{ }` or `[ ]`, a text with `:`, `,`, `{` or `[` in it needs quotation marks",
                if is_curly {
                    STRAIGHT_QUOTES
                } else {
                    "put the text in quotation marks: `{ja: \"…\", en: \"…\"}`"
                },
            )
        }
    }
}
