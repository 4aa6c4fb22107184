//! Markdown to [`Ast`].
//!
//! `CommonMark` with tables, footnotes, task lists, strikethrough, notes (`> [!NOTE]`) and heading ids, plus `{ui:…}`,
//! `{value:…}` and `::directive` lines. Raw HTML and links with other schemes than the four we know are refused: what
//! the author writes can never become markup of ours.

mod characters;

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, Event as Md, HeadingLevel, LinkType,
    Options, Parser, Tag as MdTag, TagEnd, TextMergeWithOffset,
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
    pub(crate) fn span(&self, text: &str, range: Range<usize>) -> Span {
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

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
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
        has_html: false,
    };
    // Ids of headings are the author's; the option that makes them from text is not ours to turn on.
    let options = if extent == Extent::Page {
        OPTIONS
    } else {
        // Several such texts stand on one page, where footnotes of each would have the same numbers.
        OPTIONS.difference(Options::ENABLE_HEADING_ATTRIBUTES.union(Options::ENABLE_FOOTNOTES))
    };
    let mut broken = Vec::new();
    let note_broken = |link: BrokenLink<'_>| {
        broken.push((link.span.clone(), link.link_type, link.reference.to_string()));
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(note_broken));
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        reader.event(event, range);
    }
    for (range, kind, reference) in broken {
        reader.broken_brackets(range, kind, &reference);
    }
    reader.unused_footnotes();
    let mut ast = reader.ast;
    ast.shrink();
    ast
}

/// A footnote: its label, where its text stands, and whether anything refers to it.
struct Footnote {
    label: String,
    text: Option<Range<usize>>,
    is_used: bool,
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
    /// Footnotes in the order they were first met.
    footnotes: Vec<Footnote>,
    /// The picture whose alternative text is being read, with that text.
    image: Option<(String, Range<usize>, String)>,
    /// Whether HTML was refused.
    has_html: bool,
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
            // What closes an element is no second mistake.
            Md::InlineHtml(html) if html.starts_with("</") && self.has_html => {}
            Md::InlineHtml(_) => self.refuse_html(range),
            Md::FootnoteReference(label) => {
                let number = self.footnote(&label, None);
                self.ast.events.push(Event::FootnoteMark(number));
            }
            Md::SoftBreak if matches!(self.ast.events.last(), Some(Event::Directive(_))) => {
                self.lone_directive(range.start..range.start);
            }
            Md::SoftBreak => self.ast.events.push(Event::SoftBreak),
            Md::HardBreak | Md::Rule if self.extent == Extent::Line => {
                self.not_a_line();
                self.ast.events.push(Event::Rule);
            }
            Md::HardBreak => self.ast.events.push(Event::HardBreak),
            Md::Rule => self.ast.events.push(Event::Rule),
            Md::TaskListMarker(done) => self.ast.events.push(Event::TaskMarker(done)),
            // A block of HTML was refused when it began; options that would produce the others are off.
            Md::Html(_) | Md::InlineMath(_) | Md::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: MdTag<'_>, range: Range<usize>) {
        let tag = match tag {
            MdTag::Paragraph => Some(Tag::Paragraph),
            MdTag::Heading { level, id, attrs, classes } => {
                let is_good = attrs.is_empty() && classes.is_empty();
                if !is_good {
                    self.refuse_braces(range.clone());
                }
                // Without an id it has nothing more to be looked at.
                if is_good || id.is_some() {
                    self.heading(level, id.as_deref(), range)
                } else {
                    None
                }
            }
            MdTag::HtmlBlock => {
                if self.remark(range.clone()) {
                    self.open.push(None);
                    return;
                }
                let line = self.text[range.clone()].lines().next().unwrap_or("").trim_end();
                self.refuse_html(range.start..range.start + line.len());
                None
            }
            MdTag::BlockQuote(None) => Some(Tag::Quote),
            MdTag::BlockQuote(Some(kind)) => Some(Tag::Admonition(match kind {
                BlockQuoteKind::Note => Admonition::Note,
                BlockQuoteKind::Tip => Admonition::Tip,
                BlockQuoteKind::Important => Admonition::Important,
                BlockQuoteKind::Warning => Admonition::Warning,
                BlockQuoteKind::Caution => Admonition::Caution,
            })),
            MdTag::CodeBlock(kind) => Some(self.code_block(&kind, range)),
            MdTag::List(None) => Some(Tag::BulletList),
            MdTag::List(Some(first)) => Some(Tag::NumberedList(u32::try_from(first).unwrap_or(1))),
            MdTag::Item => Some(Tag::Item),
            MdTag::FootnoteDefinition(label) => {
                Some(Tag::Footnote(self.footnote(&label, Some(range))))
            }
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
            MdTag::Link { link_type: LinkType::Email, dest_url, .. } => {
                let url = format!("mailto:{dest_url}").into_boxed_str();
                let span = self.span(range.clone());
                Some(Tag::Link(self.ast.push_reference(RawReferenceKind::Url(url), span)))
            }
            MdTag::Link { dest_url, .. } => self.link(&dest_url, range.clone()),
            MdTag::Image { .. } if self.extent == Extent::Line => {
                self.not_a_line();
                None
            }
            MdTag::Image { dest_url, .. } => {
                self.image = Some((dest_url.into_string(), range, String::new()));
                return;
            }
            // An HTML block is refused line by line; the others cannot occur with our options.
            _ => None,
        };
        let fits_a_line = match tag {
            None | Some(Tag::Emphasis | Tag::Strong) => true,
            Some(Tag::Paragraph) => self.ast.events.is_empty(),
            Some(_) => false,
        };
        if self.extent == Extent::Line && !fits_a_line {
            self.not_a_line();
            self.open.push(None);
            return;
        }
        if let Some(tag) = tag {
            self.ast.events.push(Event::Start(tag));
        }
        self.open.push(tag);
    }

    fn end(&mut self, _: TagEnd) {
        if let Some(Some(tag)) = self.open.pop() {
            self.ast.events.push(Event::End(tag));
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) -> Tag {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        if matches!(kind, CodeBlockKind::Fenced(_)) && !is_closed(&self.text[range.clone()]) {
            let line = self.text[range.clone()].lines().next().unwrap_or("").len();
            let span = self.span(range.start..range.start + line);
            self.diagnostics
                .error(Code::UnclosedCode, span, "a block of code begins here and never ends")
                .help("write the same marks that begin it on a line of their own after it");
            // Those that it swallowed.
            self.ast.bad_headings = true;
        }
        if !highlight::knows(language) {
            let at = self.text[range.clone()].find(language).unwrap_or(0) + range.start;
            let span = self.span(at..at + language.len());
            self.diagnostics
                .warning(Code::UnknownLanguage, span, format!("code in `{language}` cannot be coloured"))
                .help("write `text` if it is no code, or the language's usual name: bash, powershell, yaml");
        }
        Tag::CodeBlock(self.ast.push_str(language))
    }

    fn refuse_braces(&mut self, heading: Range<usize>) {
        let span = self.span(heading);
        self.diagnostics
            .error(Code::BadHeading, span, "the braces at the end of this heading are not an id")
            .help("end the heading with its id: `## Title {#id}`");
        self.ast.bad_headings = true;
    }

    fn not_a_line(&mut self) {
        self.diagnostics
            .error(
                Code::NotALine,
                self.origin.span,
                "a title is one line of text without links, lists or headings",
            )
            .help("move the rest into the text below it; put a character that is meant as such in `\\`");
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
            self.ast.bad_headings = true;
            return None;
        }
        let Some(id) = id else {
            self.ast.bad_headings = true;
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

    fn link(&mut self, destination: &str, range: Range<usize>) -> Option<Tag> {
        // The destination is underlined where it stands alone; in `<https://…>` that is the whole link.
        let at = self.text[range.clone()].rfind(destination).filter(|_| !destination.is_empty());
        let at = at.map(|at| range.start + at);
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
                self.diagnostics
                    .error(Code::UnknownPage, span, "this link leads nowhere")
                    .help("write a page between the round brackets: `[words](page-id)`");
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

    /// Whether HTML is a comment for annai, on one line of a page; then it is kept, and no page shows it.
    fn remark(&mut self, range: Range<usize>) -> bool {
        let html = self.text[range.clone()].trim();
        let words = html.strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
        let is_remark = self.extent == Extent::Page
            && words.is_some_and(|it| {
                it.trim().starts_with("annai:") && !it.contains(['\n', '<', '>'])
            });
        if is_remark {
            let span = self.span(range.start..range.start + html.len());
            self.ast.remarks.push(span);
        }
        is_remark
    }

    fn refuse_html(&mut self, range: Range<usize>) {
        self.has_html = true;
        let words = self.text[range.clone()].trim_end();
        let span = self.span(range.start..range.start + words.len());
        if words.is_empty() {
            return;
        }
        self.diagnostics
            .error(Code::RawHtml, span, "HTML is not allowed in a text")
            .help("use Markdown, or write `&lt;` for a `<` that is meant as such");
    }

    /// The number of a footnote; `text` is its place when its text is met, and nothing when something refers to it.
    fn footnote(&mut self, label: &str, text: Option<Range<usize>>) -> u32 {
        let known = self.footnotes.iter().position(|footnote| footnote.label == label);
        let index = known.unwrap_or_else(|| {
            let label = label.to_owned();
            self.footnotes.push(Footnote { label, text: None, is_used: false });
            self.footnotes.len() - 1
        });
        let footnote = &mut self.footnotes[index];
        footnote.is_used |= text.is_none();
        footnote.text = footnote.text.take().or(text);
        u32::try_from(index + 1).unwrap_or(u32::MAX)
    }

    fn unused_footnotes(&mut self) {
        for footnote in std::mem::take(&mut self.footnotes) {
            let Some(text) = footnote.text.filter(|_| !footnote.is_used) else { continue };
            let mark = format!("[^{}]", footnote.label);
            let span = self.span(text.start..text.start + mark.len());
            self.diagnostics
                .error(Code::BadFootnote, span, format!("nothing refers to the footnote `{mark}`"))
                .help(format!("write `{mark}` in the text it belongs to, or remove it"));
        }
    }

    /// Square brackets that Markdown leaves as they are, since it does not know what they refer to.
    fn broken_brackets(&mut self, range: Range<usize>, kind: LinkType, reference: &str) {
        let span = self.span(range);
        if let Some(word) = reference.strip_prefix('!') {
            let kinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
            self.diagnostics
                .error(
                    Code::UnknownDirective,
                    span,
                    format!("there is no kind of note `[!{word}]`"),
                )
                .suggest(word, kinds);
        } else if !matches!(kind, LinkType::Shortcut | LinkType::ShortcutUnknown) {
            self.diagnostics
                .error(Code::UnknownPage, span, format!("the link `{reference}` has no address"))
                .help("write it in place: `[words](page-id)`");
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(self.text, range)
    }
}

/// Whether a fenced block of code ends with the marks that begin it.
fn is_closed(block: &str) -> bool {
    let mark = block.chars().next().unwrap_or('`');
    let count = block.chars().take_while(|c| *c == mark).count();
    let last = block.trim_end().rsplit_once('\n').map_or("", |(_, last)| last);
    let last = last.trim_start_matches([' ', '\t', '>']);
    last.chars().count() >= count && last.chars().all(|c| c == mark)
}
