//! [`Markup`] without markup: for titles of windows, descriptions, and terminals.

use std::fmt::Write as _;

use super::figure;
use super::markdown::Writer;
use crate::guide::{Markup, Reference};
use crate::localize::Projection;
use crate::markup::{Event, Slice, Tag};

impl Writer<'_> {
    /// The characters of a text alone, for titles of windows and descriptions.
    pub(super) fn plain(&self, markup: &Markup) -> String {
        plain(self.projection, markup)
    }
}

/// The characters of a text alone.
pub(super) fn plain(projection: Projection<'_>, markup: &Markup) -> String {
    let mut text = String::new();
    for event in &markup.ast.events {
        push(projection, markup, *event, &mut text);
    }
    text
}

/// A text as the lines of a terminal: a line for each paragraph, item, row and line of code, and addresses after links.
pub(super) fn lines(projection: Projection<'_>, markup: &Markup) -> Vec<String> {
    let mut lines = Lines::default();
    for event in &markup.ast.events {
        match *event {
            Event::Start(tag) => lines.open(tag),
            Event::End(tag) => {
                if let Tag::Link(index) = tag
                    && let Some(Reference::Url(url)) = markup.reference(index)
                {
                    let _ = write!(lines.text, " ({url})");
                }
                lines.close(tag);
            }
            Event::Rule => lines.end(),
            Event::Text(slice) if lines.in_code => lines.code(markup.ast.str(slice)),
            Event::Image(_, alternative) => lines.text += markup.ast.str(alternative),
            Event::TaskMarker(done) => lines.text += if done { "☑ " } else { "☐ " },
            Event::FootnoteMark(number) => {
                let _ = write!(lines.text, "[{number}]");
            }
            event => push(projection, markup, event, &mut lines.text),
        }
    }
    lines.end();
    lines.finished
}

/// Puts the characters of an event behind a text.
fn push(projection: Projection<'_>, markup: &Markup, event: Event, text: &mut String) {
    let slice = |slice: Slice| markup.ast.str(slice);
    match event {
        Event::Text(characters) | Event::Code(characters) => text.push_str(slice(characters)),
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        Event::Reference(index) => match markup.reference(index) {
            Some(Reference::Label(id)) => {
                if let Some(label) = projection.label(id) {
                    text.push_str(&label.first.0);
                }
            }
            Some(Reference::Value(id)) => {
                if let Some(value) = projection.value(id) {
                    text.push_str(&plain(projection, value));
                }
            }
            Some(Reference::Mark(number)) => text.push(figure::mark(*number)),
            _ => {}
        },
        _ => {}
    }
}

/// Lines being written.
#[derive(Default)]
struct Lines {
    finished: Vec<String>,
    /// The line that is being written.
    text: String,
    /// The lists around it, each with the number of its next item if it has numbers.
    lists: Vec<Option<u32>>,
    in_code: bool,
}

impl Lines {
    fn open(&mut self, tag: Tag) {
        match tag {
            Tag::BulletList | Tag::NumberedList(_) => {
                self.end();
                self.lists.push(if let Tag::NumberedList(first) = tag {
                    Some(first)
                } else {
                    None
                });
            }
            Tag::Item => {
                self.end();
                self.text += &"  ".repeat(self.lists.len().saturating_sub(1));
                if let Some(Some(number)) = self.lists.last_mut() {
                    let _ = write!(self.text, "{number}. ");
                    *number += 1;
                } else {
                    self.text += "- ";
                }
            }
            Tag::CodeBlock(_) => {
                self.end();
                self.in_code = true;
            }
            Tag::Footnote(number) => {
                let _ = write!(self.text, "[{number}] ");
            }
            Tag::TableCell(_) if !self.text.is_empty() => self.text += " | ",
            _ => {}
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::BulletList | Tag::NumberedList(_) => {
                self.end();
                self.lists.pop();
            }
            Tag::CodeBlock(_) => self.in_code = false,
            Tag::Paragraph | Tag::Heading(..) | Tag::Item | Tag::TableHead | Tag::TableRow => {
                self.end();
            }
            _ => {}
        }
    }

    fn code(&mut self, text: &str) {
        self.finished.extend(text.lines().map(|line| format!("    {line}")));
    }

    fn end(&mut self) {
        if !self.text.trim().is_empty() {
            self.finished.push(std::mem::take(&mut self.text));
        }
        self.text.clear();
    }
}
