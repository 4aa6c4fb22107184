//! [`Markup`] to HTML.

use std::fmt::Write as _;

use pulldown_cmark_escape::{FmtWriter, escape_href, escape_html, escape_html_body_text};

use super::figure::{self, Drawings};
use super::link::{Assets, Place};
use super::phrases::{Known, Phrases};
use super::{Purpose, Tools};
use crate::guide::{Audience, Checked, Directive, LabelId, Marked, Markup, Reference, ValueId};
use crate::highlight::Highlighter;
use crate::localize::Projection;
use crate::markup::{Admonition, Align, Ast, Event, RefIndex, Slice, Tag};
use crate::sources::Span;
use crate::view::Html;

/// What texts are written with: a language, a place from which links lead, and the makers of everything else.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) projection: Projection<'a>,
    pub(super) place: &'a Place,
    pub(super) assets: &'a Assets,
    pub(super) purpose: Purpose,
    pub(super) drawings: &'a Drawings,
    highlighter: &'a Highlighter,
    phrases: Phrases,
    known_phrases: &'a Known,
}

impl<'a> Writer<'a> {
    pub(super) fn new(projection: Projection<'a>, place: &'a Place, tools: Tools<'a>) -> Self {
        Self {
            projection,
            place,
            assets: tools.assets,
            purpose: tools.purpose,
            drawings: tools.drawings,
            highlighter: &tools.memo.highlighter,
            phrases: Phrases::of(&projection.locale().tag),
            known_phrases: &tools.memo.phrases,
        }
    }
}

impl Writer<'_> {
    /// A text of blocks. Directives are left out; only pages have them, and those are written with [`Writer::page`].
    pub(super) fn blocks(&self, markup: &Markup) -> Html {
        let mut body = Body::default();
        self.write(markup, &mut body, &|_| String::new());
        self.mark_stale(markup.span, &mut body);
        Html(self.with_footnotes(body))
    }

    /// The parts of a page as one text.
    pub(super) fn page(
        &self,
        parts: &[Marked<Markup>],
        directive: &dyn Fn(&Directive) -> String,
    ) -> Html {
        let mut body = Body::default();
        for part in parts {
            let is_internal = part.audience == Audience::Internal;
            if is_internal {
                self.open_internal(body.out());
            }
            self.write(&part.value, &mut body, directive);
            if is_internal {
                body.out().push_str("</div>\n");
            }
            body.footnotes_before = body.footnotes;
        }
        Html(self.with_footnotes(body))
    }

    /// A line of text, without the paragraph around it.
    pub(super) fn line(&self, markup: &Markup) -> Html {
        let mut body = Body { inline: true, ..Body::default() };
        self.write(markup, &mut body, &|_| String::new());
        self.mark_stale(markup.span, &mut body);
        Html(body.html)
    }

    /// A line of text that stands out: a heading, a name. It breaks between phrases only.
    pub(super) fn heading(&self, markup: &Markup) -> Html {
        self.heading_in(markup, &markup.ast.events)
    }

    /// A heading inside a longer text, given what stands in it.
    pub(super) fn heading_in(&self, markup: &Markup, events: &[Event]) -> Html {
        let mut body = Body { inline: true, in_heading: true, ..Body::default() };
        self.write_events(markup, events, &mut body, &|_| String::new());
        self.mark_stale(markup.span, &mut body);
        Html(body.html)
    }

    /// Words of the theme as a heading.
    pub(super) fn words_heading(&self, words: &str) -> Html {
        let mut html = String::new();
        self.write_phrases(words, &mut html);
        Html(html)
    }

    fn write_phrases(&self, text: &str, out: &mut String) {
        let mut is_first = true;
        self.known_phrases.each(self.phrases, text, |phrase| {
            if !std::mem::take(&mut is_first) {
                out.push_str("<wbr>");
            }
            escape_text(phrase, out);
        });
    }

    fn with_footnotes(&self, body: Body) -> String {
        if body.notes.is_empty() {
            return body.html;
        }
        let words = self.projection.words();
        format!(
            "{}<section class=\"footnotes\"><h2>{}</h2>\n<ol>\n{}</ol></section>\n",
            body.html,
            Escaped(&words.footnotes),
            body.notes
        )
    }

    fn write(&self, markup: &Markup, body: &mut Body, directive: &dyn Fn(&Directive) -> String) {
        self.write_events(markup, &markup.ast.events, body, directive);
    }

    fn write_events(
        &self,
        markup: &Markup,
        events: &[Event],
        body: &mut Body,
        directive: &dyn Fn(&Directive) -> String,
    ) {
        let mut code: Option<Slice> = None;
        for event in events {
            match *event {
                Event::Start(tag) => {
                    if let Tag::CodeBlock(language) = tag {
                        code = Some(language);
                    }
                    self.open(tag, markup, body);
                }
                Event::End(tag) => {
                    if let Tag::CodeBlock(_) = tag {
                        code = None;
                    }
                    if let Tag::Heading(_, id) = tag
                        && let Some(span) =
                            self.stale_headings(markup).find(|it| it.0 == markup.ast.str(id))
                    {
                        self.mark_stale(span.1, body);
                    }
                    self.close(tag, body);
                }
                Event::Text(slice) => {
                    let text = markup.ast.str(slice);
                    match code {
                        Some(language) => {
                            self.highlighter.write(markup.ast.str(language), text, body.out());
                        }
                        None if body.in_heading => self.write_phrases(text, body.out()),
                        None => escape_text(text, body.out()),
                    }
                }
                Event::Code(slice) => {
                    let text = markup.ast.str(slice);
                    let _ = write!(body.out(), "<code>{}</code>", Escaped(text));
                }
                Event::Reference(index) => self.reference(markup, index, body.out()),
                Event::Directive(index) => {
                    if let Some(Reference::Directive(what)) = markup.reference(index) {
                        let html = directive(what);
                        body.out().push_str(&html);
                    }
                }
                Event::Image(index, alternative) => {
                    self.image(markup, index, alternative, body.out());
                }
                Event::SoftBreak => body.out().push('\n'),
                Event::HardBreak => body.out().push_str("<br>\n"),
                Event::Rule => body.out().push_str("<hr>\n"),
                Event::TaskMarker(done) => self.task(done, body.out()),
                Event::FootnoteMark(number) => {
                    let number = body.footnotes_before + number;
                    let again = body.marked.contains(&number);
                    body.marked.push(number);
                    let id = if again { String::new() } else { format!(" id=\"fnref-{number}\"") };
                    let _ =
                        write!(body.out(), "<sup{id}><a href=\"#fn-{number}\">{number}</a></sup>");
                }
            }
        }
    }

    fn open(&self, tag: Tag, markup: &Markup, body: &mut Body) {
        let ast: &Ast = &markup.ast;
        match tag {
            Tag::Paragraph | Tag::Heading(..) if body.inline => {}
            Tag::Paragraph => body.out().push_str("<p>"),
            Tag::Heading(level, id) => {
                body.in_heading = true;
                let _ = write!(body.out(), "<h{level} id=\"{}\">", Escaped(ast.str(id)));
            }
            Tag::Quote => body.out().push_str("<blockquote>\n"),
            Tag::Admonition(kind) => self.admonition(kind, body.out()),
            Tag::CodeBlock(language) => {
                let language = ast.str(language);
                body.out().push_str("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    let _ = write!(body.out(), " class=\"language-{}\"", Escaped(language));
                }
                body.out().push('>');
            }
            Tag::BulletList => body.out().push_str("<ul>\n"),
            Tag::NumberedList(1) => body.out().push_str("<ol>\n"),
            Tag::NumberedList(first) => {
                let _ = writeln!(body.out(), "<ol start=\"{first}\">");
            }
            Tag::Item => body.out().push_str("<li>"),
            Tag::Footnote(number) => {
                let number = body.footnotes_before + number;
                body.footnotes = body.footnotes.max(number);
                body.in_note = Some(number);
                let _ = write!(body.out(), "<li id=\"fn-{number}\" value=\"{number}\">");
            }
            Tag::Table => {
                let name = &self.projection.words().scrolls;
                let _ = writeln!(
                    body.out(),
                    "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>",
                    Escaped(name)
                );
            }
            Tag::TableHead => {
                body.in_head = true;
                body.out().push_str("<thead><tr>");
            }
            Tag::TableRow => body.out().push_str("<tr>"),
            Tag::TableCell(align) => {
                let element = if body.in_head { "th scope=\"col\"" } else { "td" };
                let class = match align {
                    Align::Start => "",
                    Align::Center => " class=\"center\"",
                    Align::End => " class=\"end\"",
                };
                let _ = write!(body.out(), "<{element}{class}>");
            }
            Tag::Emphasis => body.out().push_str("<em>"),
            Tag::Strong => body.out().push_str("<strong>"),
            Tag::Strikethrough => body.out().push_str("<del>"),
            Tag::Link(index) => self.link(markup, index, body.out()),
        }
    }

    fn close(&self, tag: Tag, body: &mut Body) {
        match tag {
            Tag::Paragraph | Tag::Heading(..) if body.inline => {}
            Tag::Paragraph => body.out().push_str("</p>\n"),
            Tag::Heading(level, _) => {
                body.in_heading = false;
                let _ = writeln!(body.out(), "</h{level}>");
            }
            Tag::Quote => body.out().push_str("</blockquote>\n"),
            Tag::Admonition(_) => body.out().push_str("</div>\n"),
            Tag::CodeBlock(_) => body.out().push_str("</code></pre>\n"),
            Tag::BulletList => body.out().push_str("</ul>\n"),
            Tag::NumberedList(_) => body.out().push_str("</ol>\n"),
            Tag::Item => body.out().push_str("</li>\n"),
            Tag::Footnote(number) => {
                let number = body.footnotes_before + number;
                let back =
                    self.projection.words().footnote_back.replace("{n}", &number.to_string());
                let _ = writeln!(
                    body.out(),
                    "<a class=\"back\" href=\"#fnref-{number}\" aria-label=\"{}\">↩</a></li>",
                    Escaped(&back)
                );
                body.in_note = None;
            }
            Tag::Table => body.out().push_str("</tbody></table></div>\n"),
            Tag::TableHead => {
                body.in_head = false;
                body.out().push_str("</tr></thead>\n<tbody>");
            }
            Tag::TableRow => body.out().push_str("</tr>\n"),
            Tag::TableCell(_) => {
                let element = if body.in_head { "</th>" } else { "</td>" };
                body.out().push_str(element);
            }
            Tag::Emphasis => body.out().push_str("</em>"),
            Tag::Strong => body.out().push_str("</strong>"),
            Tag::Strikethrough => body.out().push_str("</del>"),
            Tag::Link(_) => body.out().push_str("</a>"),
        }
    }

    /// The start of a part that only readers of an internal edition see, in the shape of an internal note.
    fn open_internal(&self, out: &mut String) {
        let words = &self.projection.words().internal_note;
        let _ = writeln!(
            out,
            "<div class=\"admonition internal\" role=\"note\"><p class=\"admonition-title\">{}</p>",
            Escaped(words)
        );
    }

    fn admonition(&self, kind: Admonition, out: &mut String) {
        let words = self.projection.words();
        let title = match kind {
            Admonition::Note => &words.note,
            Admonition::Tip => &words.tip,
            Admonition::Important => &words.important,
            Admonition::Warning => &words.warning,
            Admonition::Caution => &words.caution,
        };
        let _ = writeln!(
            out,
            "<div class=\"admonition {kind}\" role=\"note\"><p class=\"admonition-title\">{}</p>",
            Escaped(title)
        );
    }

    fn link(&self, markup: &Markup, index: RefIndex, out: &mut String) {
        match markup.reference(index) {
            Some(Reference::Link(target)) => {
                let _ = write!(out, "<a href=\"{}\">", Escaped(&self.place.target(target)));
            }
            Some(Reference::Url(url)) => {
                out.push_str("<a href=\"");
                let _ = escape_href(&mut *out, url);
                out.push_str("\">");
            }
            _ => out.push_str("<a>"),
        }
    }

    fn image(&self, markup: &Markup, index: RefIndex, alternative: Slice, out: &mut String) {
        if let Some(Reference::Image(path)) = markup.reference(index) {
            let address = self.place.file(self.assets.image(path));
            let _ = write!(
                out,
                "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                Escaped(&address),
                Escaped(markup.ast.str(alternative))
            );
        }
    }

    fn task(&self, done: bool, out: &mut String) {
        let words = self.projection.words();
        let (sign, name) = if done { ("☑", &words.task_done) } else { ("☐", &words.task_open) };
        let _ = write!(
            out,
            "<span class=\"task\" role=\"img\" aria-label=\"{}\">{sign}</span> ",
            Escaped(name)
        );
    }

    fn reference(&self, markup: &Markup, index: RefIndex, out: &mut String) {
        match markup.reference(index) {
            Some(Reference::Label(id)) => self.label(id, out),
            Some(Reference::Value(id)) => self.value(id, out),
            Some(Reference::Mark(number)) => {
                let _ = write!(out, "<b class=\"figure-mark\">{}</b>", figure::mark(*number));
            }
            _ => {}
        }
    }

    /// The words of a screen, marked as such and with their language.
    pub(super) fn label(&self, id: &LabelId, out: &mut String) {
        let Some(label) = self.projection.label(id) else { return };
        let (words, lang) = &label.first;
        match lang {
            None => {
                let _ = write!(out, "<b class=\"ui\">{}</b>", Escaped(words));
            }
            Some(lang) => {
                let _ = write!(
                    out,
                    "<b class=\"ui\" lang=\"{}\">{}</b>",
                    Escaped(lang),
                    Escaped(words)
                );
            }
        }
        if self.projection.guide.marked_labels.contains(id) {
            self.unconfirmed(out);
        }
        if let Some((also, lang)) = &label.also {
            let also = format!("<span lang=\"{}\">{}</span>", Escaped(lang), Escaped(also));
            let around = filled(&self.projection.words().label_also, &[("words", &also)]).0;
            let _ = write!(out, "<span class=\"ui-also\">{around}</span>");
        }
    }

    /// A value, with a badge if nobody has checked it.
    pub(super) fn value(&self, id: &ValueId, out: &mut String) {
        let Some(markup) = self.projection.value(id) else { return };
        let _ = write!(out, "<span class=\"value\">{}</span>", self.line(markup).0);
        let value = self.projection.guide.common.values.get(id);
        let provenance = value.and_then(|value| value.provenance.as_ref());
        if provenance.is_some_and(|provenance| provenance.checked_on == Checked::Never) {
            self.unconfirmed(out);
        }
    }

    /// Says that nobody has checked what stands before it.
    fn unconfirmed(&self, out: &mut String) {
        let words = &self.projection.words().unconfirmed;
        let _ = write!(out, "<span class=\"badge\">{}</span>", Escaped(words));
    }

    /// Says of the text of a place that it has to be translated again, if it has: at the end of a line, and above blocks.
    fn mark_stale(&self, place: Span, body: &mut Body) {
        if !self.projection.guide.stale.contains(&place) {
            return;
        }
        let words = &self.projection.words().stale_translation;
        let badge = format!("<span class=\"badge\">{}</span>", Escaped(words));
        if body.inline || body.in_heading {
            body.html.push_str(&badge);
        } else {
            body.html.insert_str(0, &format!("<p>{badge}</p>\n"));
        }
    }

    /// The headings of a text below which something has to be translated again: their ids and places.
    pub(super) fn stale_headings<'m>(
        &self,
        markup: &'m Markup,
    ) -> impl Iterator<Item = (&'m str, Span)> {
        let stale = &self.projection.guide.stale;
        let headings = markup.ast.headings.iter().filter(|_| !stale.is_empty());
        let headings = headings.filter(|(_, place)| stale.contains(place));
        headings.map(|(id, place)| (markup.ast.str(*id), *place))
    }
}

/// HTML being written: the text, and the footnotes that follow it.
#[derive(Default)]
struct Body {
    html: String,
    notes: String,
    /// The footnote that is being written, instead of the text.
    in_note: Option<u32>,
    in_head: bool,
    inline: bool,
    /// Whether lines break between phrases only.
    in_heading: bool,
    /// The highest number of a footnote so far, and before this part.
    footnotes: u32,
    footnotes_before: u32,
    /// The footnotes that have been referred to: only the first reference can be come back to.
    marked: Vec<u32>,
}

impl Body {
    fn out(&mut self) -> &mut String {
        if self.in_note.is_some() { &mut self.notes } else { &mut self.html }
    }
}

/// Text as the content of an element or the value of an attribute.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        escape_html(FmtWriter(f), self.0)
    }
}

/// Words with `{name}`s in them as HTML, each name replaced by HTML.
pub(super) fn filled(words: &str, names: &[(&str, &str)]) -> Html {
    let filled = names
        .iter()
        .fold(escaped(words), |text, (name, html)| text.replace(&format!("{{{name}}}"), html));
    Html(filled)
}

/// Words without markup as HTML.
pub(super) fn html_of(words: &str) -> Html {
    Html(escaped(words))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = escape_html(&mut out, text);
    out
}

fn escape_text(text: &str, out: &mut String) {
    let _ = escape_html_body_text(&mut *out, text);
}
