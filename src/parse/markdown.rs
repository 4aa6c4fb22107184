//! Markdown to [`Ast`].
//!
//! `CommonMark` with tables, footnotes, task lists, strikethrough, notes (`> [!NOTE]`) and heading ids, plus `{ui:…}`,
//! `{value:…}` and `::directive` lines. Raw HTML and links with other schemes than the four we know are refused: what
//! the author writes can never become markup of ours.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event as Md, HeadingLevel, Options, Parser,
    Tag as MdTag, TagEnd, TextMergeWithOffset,
};
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostics};
use crate::highlight;
use crate::markup::{Admonition, Align, Ast, Event, RawReferenceKind, Tag};
use crate::sources::Span;

/// Where a Markdown text comes from, so that a place in the text can be shown in its file.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The text's place in its file.
    pub span: Span,
    /// What stands there: the text itself, or YAML that unfolds to it.
    pub source: &'a str,
}

impl Origin<'_> {
    /// The place of `range` of `text` in the file.
    ///
    /// Exact when the source is the text. YAML can fold, indent and escape; then the same words are looked for in the
    /// source, the n-th time they occur, and the whole value is the answer when they are not there.
    fn span(&self, text: &str, range: Range<usize>) -> Span {
        let base = self.span.start as usize;
        if self.source == text {
            return Span::new(self.span.file, base + range.start..base + range.end);
        }
        let words = text.get(range.clone()).unwrap_or("").trim_end();
        if words.is_empty() {
            return self.span;
        }
        let earlier = text[..range.start].matches(words).count();
        match self.source.match_indices(words).nth(earlier) {
            Some((at, _)) => Span::new(self.span.file, base + at..base + at + words.len()),
            None => self.span,
        }
    }
}

/// What a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A title or a label: one line without links.
    Line,
    /// A few paragraphs inside a YAML value: everything but headings and directives.
    Text,
    /// A page.
    Page,
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Reads a text. What is refused is reported and left out; the rest is there.
#[must_use]
pub fn parse(text: &str, origin: Origin<'_>, extent: Extent, diagnostics: &mut Diagnostics) -> Ast {
    let mut reader = Reader {
        text,
        origin,
        extent,
        diagnostics,
        ast: Ast::new(xxh3_64(text.as_bytes())),
        open: Vec::new(),
        aligns: Vec::new(),
        column: 0,
        footnotes: Vec::new(),
        image: None,
    };
    // Ids of headings are the author's; the option that makes them from text is not ours to turn on.
    let options = if extent == Extent::Page {
        OPTIONS
    } else {
        OPTIONS.difference(Options::ENABLE_HEADING_ATTRIBUTES)
    };
    for (event, range) in
        TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter())
    {
        reader.event(event, range);
    }
    let mut ast = reader.ast;
    ast.shrink();
    ast
}

struct Reader<'a, 'd> {
    text: &'a str,
    origin: Origin<'a>,
    extent: Extent,
    diagnostics: &'d mut Diagnostics,
    ast: Ast,
    /// The containers that are open, so that an end is written as its start was; `None` was refused.
    open: Vec<Option<Tag>>,
    aligns: Vec<Alignment>,
    column: usize,
    /// Footnote labels in the order they were first met.
    footnotes: Vec<String>,
    /// The picture whose alternative text is being read, with that text.
    image: Option<(String, Range<usize>, String)>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Md<'_>, range: Range<usize>) {
        if let Some((_, _, alternative)) = &mut self.image {
            match event {
                Md::Text(text) | Md::Code(text) => alternative.push_str(&text),
                Md::End(TagEnd::Image) => self.end_image(),
                _ => {}
            }
            return;
        }
        match event {
            Md::Start(tag) => self.start(tag, range),
            Md::End(end) => self.end(end),
            Md::Text(text) => self.characters(&text, &range),
            Md::Code(code) => {
                let slice = self.ast.push_str(&code);
                self.ast.events.push(Event::Code(slice));
            }
            Md::Html(_) | Md::InlineHtml(_) => self.refuse_html(range),
            Md::FootnoteReference(label) => {
                let number = self.footnote(&label);
                self.ast.events.push(Event::FootnoteMark(number));
            }
            Md::SoftBreak => self.ast.events.push(Event::SoftBreak),
            Md::HardBreak => self.ast.events.push(Event::HardBreak),
            Md::Rule => self.ast.events.push(Event::Rule),
            Md::TaskListMarker(done) => self.ast.events.push(Event::TaskMarker(done)),
            // Options that would produce them are off.
            Md::InlineMath(_) | Md::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: MdTag<'_>, range: Range<usize>) {
        let tag = match tag {
            MdTag::Paragraph => Some(Tag::Paragraph),
            MdTag::Heading { level, id, attrs, classes } => {
                if !attrs.is_empty() || !classes.is_empty() {
                    let span = self.span(range.clone());
                    self.diagnostics
                        .error(
                            Code::BadHeading,
                            span,
                            "the braces at the end of this heading are not an id",
                        )
                        .help("end the heading with its id: `## Title {#id}`");
                }
                self.heading(level, id.as_deref(), range)
            }
            MdTag::BlockQuote(None) => Some(Tag::Quote),
            MdTag::BlockQuote(Some(kind)) => Some(Tag::Admonition(match kind {
                BlockQuoteKind::Note => Admonition::Note,
                BlockQuoteKind::Tip => Admonition::Tip,
                BlockQuoteKind::Important => Admonition::Important,
                BlockQuoteKind::Warning => Admonition::Warning,
                BlockQuoteKind::Caution => Admonition::Caution,
            })),
            MdTag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                if !highlight::knows(language) {
                    let at = self.text[range.clone()].find(language).unwrap_or(0) + range.start;
                    let span = self.span(at..at + language.len());
                    self.diagnostics
                        .warning(Code::UnknownLanguage, span, format!("code in `{language}` cannot be coloured"))
                        .help("write `text` if it is no code, or the language's usual name: bash, powershell, yaml");
                }
                Some(Tag::CodeBlock(self.ast.push_str(language)))
            }
            MdTag::List(None) => Some(Tag::BulletList),
            MdTag::List(Some(first)) => Some(Tag::NumberedList(u32::try_from(first).unwrap_or(1))),
            MdTag::Item => Some(Tag::Item),
            MdTag::FootnoteDefinition(label) => Some(Tag::Footnote(self.footnote(&label))),
            MdTag::Table(aligns) => {
                self.aligns = aligns;
                Some(Tag::Table)
            }
            MdTag::TableHead => {
                self.column = 0;
                Some(Tag::TableHead)
            }
            MdTag::TableRow => {
                self.column = 0;
                Some(Tag::TableRow)
            }
            MdTag::TableCell => {
                let align = match self.aligns.get(self.column) {
                    Some(Alignment::Center) => Align::Center,
                    Some(Alignment::Right) => Align::End,
                    _ => Align::Start,
                };
                self.column += 1;
                Some(Tag::TableCell(align))
            }
            MdTag::Emphasis => Some(Tag::Emphasis),
            MdTag::Strong => Some(Tag::Strong),
            MdTag::Strikethrough => Some(Tag::Strikethrough),
            MdTag::Link { dest_url, .. } => self.link(&dest_url, range.clone()),
            MdTag::Image { dest_url, .. } => {
                if self.extent == Extent::Line {
                    self.refuse_block();
                }
                self.image = Some((dest_url.into_string(), range, String::new()));
                return;
            }
            // An HTML block is refused line by line; the others cannot occur with our options.
            _ => None,
        };
        if self.extent == Extent::Line
            && !matches!(tag, Some(Tag::Paragraph | Tag::Emphasis | Tag::Strong) | None)
        {
            self.refuse_block();
            self.open.push(None);
            return;
        }
        if let Some(tag) = tag {
            self.ast.events.push(Event::Start(tag));
        }
        self.open.push(tag);
    }

    fn refuse_block(&mut self) {
        let message = "a title is one line of text without links, pictures, lists or headings";
        self.diagnostics
            .error(Code::NotALine, self.origin.span, message)
            .help("move the rest into the text below it");
    }

    fn end(&mut self, _: TagEnd) {
        if let Some(Some(tag)) = self.open.pop() {
            self.ast.events.push(Event::End(tag));
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: Range<usize>,
    ) -> Option<Tag> {
        let span = self.span(range.clone());
        if self.extent != Extent::Page {
            if self.extent == Extent::Text {
                self.diagnostics
                    .error(
                        Code::BadHeading,
                        span,
                        "a text inside a YAML value has no headings of its own",
                    )
                    .help("write the heading as **bold** text, or make a page of it");
            }
            return (self.extent == Extent::Line).then(|| {
                let id = self.ast.push_str("");
                Tag::Heading(2, id)
            });
        }
        let level = level as u8;
        if !(2..=4).contains(&level) {
            self.diagnostics
                .error(Code::BadHeading, span, format!("a page has headings of level 2 to 4, not {level}"))
                .help("the title of the page is `title:` in the front matter; sections start with `##`");
            return None;
        }
        let Some(id) = id else {
            self.diagnostics
                .error(Code::MissingHeadingId, span, "this heading has no id")
                .help("add an id of small letters, digits and hyphens, the same in every language: `## Title {#id}`");
            return None;
        };
        let at = self.text[range.clone()].rfind(id).map_or(range.start, |at| range.start + at);
        let id_span = self.span(at..at + id.len());
        let slice = self.ast.push_str(id);
        self.ast.headings.push((slice, id_span));
        Some(Tag::Heading(level, slice))
    }

    /// Characters, in which references may stand, or a directive on a line of its own.
    fn characters(&mut self, text: &str, range: &Range<usize>) {
        if matches!(self.open.last(), Some(Some(Tag::CodeBlock(_)))) {
            let slice = self.ast.push_str(text);
            self.ast.events.push(Event::Text(slice));
            return;
        }
        let begins_line = matches!(
            self.ast.events.last(),
            None | Some(Event::Start(_) | Event::SoftBreak | Event::HardBreak)
        );
        if begins_line && text.starts_with(":::") {
            let span = self.span(range.clone());
            self.diagnostics
                .error(Code::BadDirective, span, "an internal part cannot begin or end here")
                .help("`:::internal` and `:::` stand in pages, at the start of a line, outside of lists and quotations");
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
        let mut rest = 0;
        while let Some(found) = text[rest..].find('{') {
            let start = rest + found;
            let Some(len) = text[start..].find('}') else { break };
            let inner = &text[start + 1..start + len];
            let Some((kind, id)) =
                inner.split_once(':').filter(|(kind, id)| is_word(kind) && !id.contains(' '))
            else {
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
                other => {
                    self.diagnostics
                        .error(
                            Code::UnknownReference,
                            span,
                            format!("`{{{other}:…}}` is not a kind of reference"),
                        )
                        .suggest(other, ["ui", "value"]);
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

    fn link(&mut self, destination: &str, range: Range<usize>) -> Option<Tag> {
        // The destination is underlined where it stands alone; in `<https://…>` that is the whole link.
        let at = self.text[range.clone()].rfind(destination).map(|at| range.start + at);
        let span = self.span(at.map_or(range, |at| at..at + destination.len()));
        let kind = match destination.split_once(':') {
            Some(("https" | "http" | "mailto" | "tel", _)) => {
                RawReferenceKind::Url(destination.into())
            }
            Some((scheme, _)) if !scheme.contains(['#', '/']) => {
                self.diagnostics
                    .error(Code::UnsafeUrl, span, format!("a link cannot use `{scheme}:`"))
                    .help("a link starts with https:, http:, mailto: or tel:, or names a page: `page-id#anchor`");
                return None;
            }
            _ if destination.is_empty() => {
                self.diagnostics.error(Code::UnknownPage, span, "this link leads nowhere");
                return None;
            }
            _ => RawReferenceKind::Page(destination.into()),
        };
        Some(Tag::Link(self.ast.push_reference(kind, span)))
    }

    fn end_image(&mut self) {
        let Some((destination, range, alternative)) = self.image.take() else { return };
        let span = self.span(range);
        if alternative.trim().is_empty() {
            self.diagnostics
                .error(
                    Code::MissingAlternative,
                    span,
                    "this picture has no text for readers who cannot see it",
                )
                .help("say what it shows between the square brackets: `![what it shows](file)`");
        }
        let index = self.ast.push_reference(RawReferenceKind::Image(destination.into()), span);
        let slice = self.ast.push_str(&alternative);
        self.ast.events.push(Event::Image(index, slice));
    }

    fn refuse_html(&mut self, range: Range<usize>) {
        let words = self.text[range.clone()].trim_end();
        let span = self.span(range.start..range.start + words.len());
        if words.is_empty() {
            return;
        }
        self.diagnostics
            .error(Code::RawHtml, span, "HTML is not allowed in a text")
            .help("use Markdown, or write `&lt;` for a `<` that is meant as such");
    }

    fn footnote(&mut self, label: &str) -> u32 {
        let index = self.footnotes.iter().position(|known| known == label).unwrap_or_else(|| {
            self.footnotes.push(label.to_owned());
            self.footnotes.len() - 1
        });
        u32::try_from(index + 1).unwrap_or(u32::MAX)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(self.text, range)
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
