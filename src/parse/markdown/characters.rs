//! The characters of a text: references in braces, directives on a line of their own, marks of footnotes.

use std::ops::Range;

use super::{Extent, Reader};
use crate::diagnostic::Code;
use crate::markup::{Event, RawReferenceKind, Tag};

/// The words before the colon of a reference.
const KINDS: [&str; 3] = ["ui", "value", "mark"];

impl Reader<'_, '_> {
    /// Characters, in which references may stand, or a directive on a line of its own.
    pub(super) fn characters(&mut self, text: &str, range: &Range<usize>) {
        if matches!(self.open.last(), Some(Some(Tag::CodeBlock(_)))) {
            let slice = self.ast.push_str(text);
            self.ast.events.push(Event::Text(slice));
            return;
        }
        // Lines that begin and end internal parts were cut out before. What is left of them would publish what follows.
        if has_mark(text) {
            let span = self.span(range.clone());
            let help = if self.extent == Extent::Page {
                "write `:::internal` and `:::` on lines of their own, outside of lists and quotations"
            } else {
                "a text inside a YAML value has no internal parts: write a note with `audience: internal`"
            };
            self.diagnostics
                .error(Code::BadDirective, span, "an internal part cannot begin or end here")
                .help(help);
            return;
        }
        if self.extent == Extent::Page
            && text.starts_with("::")
            && matches!(self.open.as_slice(), [Some(Tag::Paragraph)])
            && matches!(self.ast.events.last(), Some(Event::Start(Tag::Paragraph)))
        {
            self.directive(text, range);
            return;
        }
        let begins = matches!(
            self.ast.events.last(),
            Some(Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak)
        );
        if begins
            && text
                .strip_prefix("::")
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            self.lone_directive(range.clone());
            return;
        }
        self.missing_footnotes(text, range);
        let mut rest = 0;
        while let Some(found) = text[rest..].find('{') {
            let start = rest + found;
            let Some(len) = text[start..].find('}') else {
                self.no_reference(&text[start..], start, text, range);
                break;
            };
            let inner = &text[start + 1..start + len];
            let Some((kind, id)) =
                inner.split_once(':').filter(|(kind, id)| is_word(kind) && !id.contains(' '))
            else {
                self.no_reference(&text[start..=start + len], start, text, range);
                self.push_text(&text[rest..=start]);
                rest = start + 1;
                continue;
            };
            self.push_text(&text[rest..start]);
            // The range of merged text is that of its source; escapes could shift it, but not inside a reference.
            let at = self.text[range.clone()]
                .match_indices(&text[start..=start + len])
                .nth(text[..start].matches(&text[start..=start + len]).count())
                .map_or(range.start, |(at, _)| range.start + at);
            let span = self.span(at..at + len + 1);
            let kind = match kind {
                "ui" => RawReferenceKind::Label(id.into()),
                "value" => RawReferenceKind::Value(id.into()),
                "mark" => RawReferenceKind::Mark(id.into()),
                other => {
                    self.diagnostics
                        .error(
                            Code::UnknownReference,
                            span,
                            format!("`{{{other}:…}}` is not a kind of reference"),
                        )
                        .suggest(other, KINDS);
                    rest = start + len + 1;
                    continue;
                }
            };
            let index = self.ast.push_reference(kind, span);
            self.ast.events.push(Event::Reference(index));
            rest = start + len + 1;
        }
        self.push_text(&text[rest..]);
    }

    /// Something in braces, or after one that is never closed: reported if it is meant as a reference.
    fn no_reference(&mut self, words: &str, start: usize, text: &str, range: &Range<usize>) {
        let kind = KINDS.into_iter().find(|kind| {
            words[1..]
                .trim_start()
                .strip_prefix(kind)
                .is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
        });
        let Some(kind) = kind else { return };
        let at = self.text[range.clone()]
            .match_indices(words)
            .nth(text[..start].matches(words).count())
            .map_or(range.start, |(at, _)| range.start + at);
        let len = words
            .find(char::is_whitespace)
            .filter(|_| !words.ends_with('}'))
            .unwrap_or(words.len());
        let span = self.span(at..at + len);
        self.diagnostics
            .error(Code::UnknownReference, span, "this looks like a reference and is none")
            .help(format!("write `{{{kind}:…}}` without spaces and with both braces"));
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            let slice = self.ast.push_str(text);
            self.ast.events.push(Event::Text(slice));
        }
    }

    /// `::name` or `::name{key=value key=value}`; the paragraph around it becomes the directive.
    fn directive(&mut self, text: &str, range: &Range<usize>) {
        let span = self.span(range.clone());
        let line = text.trim_start_matches(':').trim_end();
        let (name, rest) = line.split_once('{').unwrap_or((line, "}"));
        let arguments: Option<Vec<_>> = rest.strip_suffix('}').and_then(|inside| {
            inside
                .split_whitespace()
                .map(|pair| pair.split_once('=').map(|(key, value)| (key.into(), value.into())))
                .collect()
        });
        let Some(arguments) = arguments.filter(|_| is_word(name)) else {
            self.diagnostics
                .error(Code::BadDirective, span, "this line starts like a directive but is not one")
                .help("write `::name` or `::name{key=value}` on a line of its own");
            return;
        };
        self.ast.events.pop();
        self.open.pop();
        self.open.push(None);
        let index = self
            .ast
            .push_reference(RawReferenceKind::Directive { name: name.into(), arguments }, span);
        self.ast.events.push(Event::Directive(index));
    }

    /// A directive beside other text.
    pub(super) fn lone_directive(&mut self, range: Range<usize>) {
        let span = self.span(range);
        let diagnostic = self.diagnostics.error(
            Code::BadDirective,
            span,
            "a directive stands between empty lines in the text of a page",
        );
        match self.extent {
            Extent::Page => diagnostic.help("put an empty line before and after it"),
            Extent::Text | Extent::Line => diagnostic.help("link to the page that has it instead"),
        };
    }

    /// A mark of a footnote without a text stays in the text as it is.
    fn missing_footnotes(&mut self, text: &str, range: &Range<usize>) {
        for (at, _) in text.match_indices("[^") {
            let Some(len) = text[at..].find(']') else { return };
            let mark = &text[at..=at + len];
            if mark.len() > "[^]".len() && !mark.contains(char::is_whitespace) {
                let place = self.text[range.clone()]
                    .find(mark)
                    .map_or(range.clone(), |at| range.start + at..range.start + at + mark.len());
                let span = self.span(place);
                let help = if self.extent == Extent::Page {
                    format!("write its text on a line of its own: `{mark}: …`")
                } else {
                    "only pages have footnotes: write what it says into the text".to_owned()
                };
                self.diagnostics
                    .error(Code::BadFootnote, span, format!("there is no footnote `{mark}`"))
                    .help(help);
            }
        }
    }
}

/// Whether a text has three colons in a row, narrow or wide.
fn has_mark(text: &str) -> bool {
    let is_colon = |c: char| matches!(c, ':' | '：');
    text.contains([':', '：'])
        && text.split(|c| !is_colon(c)).any(|colons| colons.chars().count() >= 3)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
