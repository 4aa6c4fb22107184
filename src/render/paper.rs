//! [`Markup`] to the trees that the handout is drawn from.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::figure::mark;
use super::frame::absolute;
use super::phrases::Phrases;
use crate::guide::{
    Anchor, AssetPath, Checked, LabelId, Localized, Markup, PageId, Reference, Target, ValueId,
};
use crate::localize::Projection;
use crate::markup::{Admonition, Align, Event, Slice, Tag};
use crate::view::paper::{AlsoView, Block, Inline, PictureView, TextCell};

/// What texts are put on paper with: a language, and the places that the document has.
pub(super) struct Paper<'a> {
    pub(super) projection: Projection<'a>,
    phrases: Phrases,
    places: BTreeSet<String>,
    /// The pictures of `static/` that texts have shown so far.
    pictures: RefCell<BTreeSet<AssetPath>>,
    /// What has been drawn so far, by path.
    drawings: RefCell<BTreeMap<String, String>>,
}

/// A name for a place in a document: `check`, `join/webex#open-link`.
pub(super) fn place(page: &PageId, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{page}#{anchor}"),
        None => page.to_string(),
    }
}

/// The path of a picture of `static/` beside the template.
pub(super) fn picture(path: &AssetPath) -> String {
    format!("/pictures/static/{}", path.as_str())
}

impl<'a> Paper<'a> {
    pub(super) fn new(projection: Projection<'a>, places: BTreeSet<String>) -> Self {
        let phrases = Phrases::of(&projection.locale().tag);
        let (pictures, drawings) = (RefCell::default(), RefCell::default());
        Self { projection, phrases, places, pictures, drawings }
    }

    /// The pictures of `static/` that the texts put on paper so far show.
    pub(super) fn pictures(&self) -> BTreeSet<AssetPath> {
        self.pictures.borrow().clone()
    }

    /// Keeps a drawing, and gives its path beside the template.
    pub(super) fn draw(&self, name: &str, svg: String) -> String {
        let path = format!("/pictures/{name}.svg");
        self.drawings.borrow_mut().insert(path.clone(), svg);
        path
    }

    /// What has been drawn so far, by path.
    pub(super) fn drawings(&self) -> BTreeMap<String, String> {
        self.drawings.take()
    }

    /// A text of blocks.
    pub(super) fn blocks(&self, text: &'a Localized<Markup>) -> Vec<Block> {
        Reading::of(self, self.projection.text(text), false).blocks(None)
    }

    /// A text of blocks where there is one.
    pub(super) fn option(&self, text: Option<&'a Localized<Markup>>) -> Option<Vec<Block>> {
        text.map(|text| self.blocks(text))
    }

    /// A line of text.
    pub(super) fn line(&self, text: &'a Localized<Markup>) -> Vec<Inline> {
        Reading::of(self, self.projection.text(text), false).line()
    }

    /// A line that stands out.
    pub(super) fn heading(&self, text: &'a Localized<Markup>) -> Vec<Inline> {
        self.heading_of(self.projection.text(text))
    }

    /// The same in the language already.
    pub(super) fn heading_of(&self, markup: &Markup) -> Vec<Inline> {
        Reading::of(self, markup, true).line()
    }

    /// Words of the theme as a line that stands out.
    pub(super) fn words(&self, words: &str) -> Vec<Inline> {
        let mut phrases = Vec::new();
        self.phrases.each(words, |phrase| phrases.push(phrase.to_owned()));
        vec![Inline::Phrases { phrases }]
    }

    /// Several lines with something between them.
    pub(super) fn joined(lines: &[Vec<Inline>], between: &str) -> Vec<Inline> {
        let between = Inline::Text { text: between.to_owned() };
        lines.join(&between)
    }

    /// Words of the theme with `{name}`s in them, each name replaced by a line.
    pub(super) fn filled(words: &str, names: &[(&str, &Vec<Inline>)]) -> Vec<Inline> {
        let mut line = Vec::new();
        let mut rest = words;
        while let Some((before, name, after)) = rest.split_once('{').and_then(|(before, rest)| {
            let (name, after) = rest.split_once('}')?;
            Some((before, name, after))
        }) {
            push_text(before, &mut line);
            let found = names.iter().find(|(known, _)| *known == name);
            line.extend(found.map_or(&[][..], |(_, with)| with.as_slice()).iter().cloned());
            rest = after;
        }
        push_text(rest, &mut line);
        line
    }

    fn link(&self, target: &Target) -> (Option<String>, Option<String>) {
        let (page, anchor) = (&target.page, target.anchor.as_ref().map(Anchor::as_str));
        let here = place(page, anchor);
        if self.places.contains(&here) {
            return (Some(here), None);
        }
        let page = absolute(self.projection.edition, self.projection.locale(), page);
        (None, Some(anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}"))))
    }

    fn label(&self, id: &LabelId) -> Option<Inline> {
        let label = self.projection.label(id)?;
        let (text, lang) = label.first;
        Some(Inline::Label {
            text: text.to_string(),
            lang: lang.map(|lang| lang.to_string()),
            unconfirmed: self.projection.guide.marked_labels.contains(id),
            also: label
                .also
                .map(|(text, lang)| AlsoView { text: text.to_string(), lang: lang.to_string() }),
        })
    }

    fn value(&self, id: &ValueId, in_heading: bool) -> Option<Inline> {
        let markup = self.projection.value(id)?;
        let value = self.projection.guide.common.values.get(id);
        let provenance = value.and_then(|value| value.provenance.as_ref());
        Some(Inline::Value {
            content: Reading::of(self, markup, in_heading).line(),
            unconfirmed: provenance.is_some_and(|one| one.checked_on == Checked::Never),
        })
    }
}

/// What an event begins.
enum Piece {
    Block(Block),
    /// Something that does not stand here: a footnote, a part that only pages have.
    Elsewhere,
    /// Words in a line.
    Words,
}

/// Reads the events of a text from the first to the last.
struct Reading<'a, 'm> {
    paper: &'m Paper<'a>,
    markup: &'m Markup,
    events: std::iter::Peekable<std::slice::Iter<'m, Event>>,
    /// The texts of the footnotes, which stand at the end and are wanted where their marks are.
    notes: BTreeMap<u32, Vec<Block>>,
    in_heading: bool,
}

impl<'a, 'm> Reading<'a, 'm> {
    fn of(paper: &'m Paper<'a>, markup: &'m Markup, in_heading: bool) -> Self {
        let events = &markup.ast.events;
        let mut notes = BTreeMap::new();
        for (at, event) in events.iter().enumerate() {
            if let Event::Start(Tag::Footnote(number)) = *event {
                let mut note = Self::at(paper, markup, &events[at + 1..], in_heading);
                notes.insert(number, note.blocks(Some(Tag::Footnote(number))));
            }
        }
        Self { notes, ..Self::at(paper, markup, events, in_heading) }
    }

    fn at(paper: &'m Paper<'a>, markup: &'m Markup, events: &'m [Event], in_heading: bool) -> Self {
        Self { paper, markup, events: events.iter().peekable(), notes: BTreeMap::new(), in_heading }
    }

    fn str(&self, slice: Slice) -> &'m str {
        self.markup.ast.str(slice)
    }

    /// Everything as one line, whatever blocks it stands in.
    fn line(&mut self) -> Vec<Inline> {
        let mut line = Vec::new();
        while let Some(event) = self.events.next() {
            match *event {
                Event::Start(Tag::Footnote(_)) => break,
                event => self.inline(event, &mut line),
            }
        }
        line
    }

    /// The blocks up to the end of a container, or of the text.
    fn blocks(&mut self, until: Option<Tag>) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Items of a tight list and the like hold words without a paragraph around them.
        let mut bare = Vec::new();
        while let Some(event) = self.events.next() {
            if until.is_some_and(|tag| *event == Event::End(tag)) {
                break;
            }
            match self.piece(*event) {
                Piece::Words => self.inline(*event, &mut bare),
                Piece::Elsewhere => end_paragraph(&mut bare, &mut blocks),
                Piece::Block(block) => {
                    end_paragraph(&mut bare, &mut blocks);
                    blocks.push(block);
                }
            }
        }
        end_paragraph(&mut bare, &mut blocks);
        blocks
    }

    /// What begins with an event.
    fn piece(&mut self, event: Event) -> Piece {
        let block = match event {
            Event::Rule => Block::Rule,
            Event::Directive(_) => return Piece::Elsewhere,
            Event::Start(tag) => match tag {
                Tag::Paragraph => Block::Paragraph { content: self.inlines(tag) },
                Tag::Heading(..) => {
                    let before = std::mem::replace(&mut self.in_heading, true);
                    let content = self.inlines(tag);
                    self.in_heading = before;
                    Block::Heading { content }
                }
                Tag::Quote => Block::Quote { blocks: self.blocks(Some(tag)) },
                Tag::Admonition(kind) => Block::Admonition {
                    title: self.admonition(kind),
                    blocks: self.blocks(Some(tag)),
                },
                Tag::CodeBlock(_) => Block::Code { text: self.code(tag) },
                Tag::BulletList => Block::List { first: None, items: self.items(tag) },
                Tag::NumberedList(first) => {
                    Block::List { first: Some(first), items: self.items(tag) }
                }
                Tag::Table => self.table(),
                Tag::Footnote(_) => {
                    // It has been read already.
                    self.blocks(Some(tag));
                    return Piece::Elsewhere;
                }
                _ => return Piece::Words,
            },
            _ => return Piece::Words,
        };
        Piece::Block(block)
    }

    fn items(&mut self, list: Tag) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match *event {
                Event::End(tag) if tag == list => break,
                Event::Start(Tag::Item) => items.push(self.blocks(Some(Tag::Item))),
                _ => {}
            }
        }
        items
    }

    fn table(&mut self) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some(event) = self.events.next() {
            match *event {
                Event::End(Tag::Table) => break,
                Event::Start(tag @ Tag::TableHead) => head = self.cells(tag),
                Event::Start(tag @ Tag::TableRow) => rows.push(self.cells(tag)),
                _ => {}
            }
        }
        Block::Table { head, rows }
    }

    fn cells(&mut self, row: Tag) -> Vec<TextCell> {
        let mut cells = Vec::new();
        while let Some(event) = self.events.next() {
            match *event {
                Event::End(tag) if tag == row => break,
                Event::Start(tag @ Tag::TableCell(align)) => {
                    let align = match align {
                        Align::Start => "start",
                        Align::Center => "center",
                        Align::End => "end",
                    };
                    cells.push(TextCell { align, content: self.inlines(tag) });
                }
                _ => {}
            }
        }
        cells
    }

    fn code(&mut self, block: Tag) -> String {
        let mut code = String::new();
        while let Some(event) = self.events.next() {
            match *event {
                Event::End(tag) if tag == block => break,
                Event::Text(slice) => code.push_str(self.str(slice)),
                _ => {}
            }
        }
        code.truncate(code.trim_end().len());
        code
    }

    fn admonition(&self, kind: Admonition) -> String {
        let words = self.paper.projection.words();
        let title = match kind {
            Admonition::Note => &words.note,
            Admonition::Tip => &words.tip,
            Admonition::Important => &words.important,
            Admonition::Warning => &words.warning,
            Admonition::Caution => &words.caution,
        };
        title.to_string()
    }

    /// What stands in a line up to the end of a container.
    fn inlines(&mut self, until: Tag) -> Vec<Inline> {
        let mut line = Vec::new();
        while let Some(event) = self.events.next() {
            if *event == Event::End(until) {
                break;
            }
            self.inline(*event, &mut line);
        }
        line
    }

    /// A line end of the source is a space, but not where words have none between them.
    fn soft_break(&self, line: &mut Vec<Inline>) {
        let is_wide = matches!(
            line.last(),
            Some(Inline::Text { text }) if text.ends_with(|last: char| !last.is_ascii())
        );
        if self.paper.phrases == Phrases::Spaces || !is_wide {
            push_text(" ", line);
        }
    }

    fn inline(&mut self, event: Event, line: &mut Vec<Inline>) {
        match event {
            Event::Text(slice) => {
                let text = close_bracket(self.str(slice), line);
                if self.in_heading {
                    let phrases = self.paper.words(text);
                    line.extend(phrases);
                } else {
                    push_text(text, line);
                }
            }
            Event::SoftBreak => self.soft_break(line),
            Event::HardBreak => line.push(Inline::Break),
            Event::Code(slice) => line.push(Inline::Code { text: self.str(slice).to_owned() }),
            Event::TaskMarker(done) => line.push(Inline::Task { done }),
            Event::FootnoteMark(number) => {
                let blocks = self.notes.get(&number).cloned().unwrap_or_default();
                line.push(Inline::Note { blocks });
            }
            Event::Reference(index) => {
                let part = match self.markup.reference(index) {
                    Some(Reference::Label(id)) => self.paper.label(id),
                    Some(Reference::Value(id)) => self.paper.value(id, self.in_heading),
                    Some(Reference::Mark(number)) => {
                        let open = take_bracket(line);
                        let removable = open.is_empty() && line.last().is_some_and(ends_in_word);
                        let text = format!("{open}{}", mark(*number));
                        Some(Inline::Mark { text, removable })
                    }
                    _ => None,
                };
                line.extend(part);
            }
            Event::Image(index, alternative) => {
                if let Some(Reference::Image(path)) = self.markup.reference(index) {
                    self.paper.pictures.borrow_mut().insert(path.clone());
                    let alt = self.str(alternative).to_owned();
                    let picture = PictureView { picture: picture(path), alt };
                    line.push(Inline::Picture { picture });
                }
            }
            Event::Start(tag) => {
                let wrap: fn(Vec<Inline>) -> Inline = match tag {
                    Tag::Strong => |content| Inline::Strong { content },
                    Tag::Emphasis => |content| Inline::Emphasis { content },
                    Tag::Strikethrough => |content| Inline::Struck { content },
                    Tag::Link(index) => {
                        let content = self.inlines(tag);
                        let (to, address) = match self.markup.reference(index) {
                            Some(Reference::Link(target)) => self.paper.link(target),
                            Some(Reference::Url(url)) => (None, Some(url.to_string())),
                            _ => (None, None),
                        };
                        line.push(Inline::Link { to, address, content });
                        return;
                    }
                    _ => return,
                };
                line.push(wrap(self.inlines(tag)));
            }
            Event::End(_) | Event::Rule | Event::Directive(_) => {}
        }
    }
}

/// Puts characters behind those that stand there.
fn push_text(characters: &str, line: &mut Vec<Inline>) {
    if characters.is_empty() {
        return;
    }
    if let Some(Inline::Text { text }) = line.last_mut() {
        text.push_str(characters);
    } else {
        line.push(Inline::Text { text: characters.to_owned() });
    }
}

/// The brackets that may stand around a mark.
const BRACKETS: [(&str, &str); 2] = [("（", "）"), (" (", ")")];

/// Whether a part of a line ends in a word, and not in a space or a sign.
fn ends_in_word(part: &Inline) -> bool {
    match part {
        // A particle of Japanese says what the mark does: 「②を押します」 after 「次に」 cannot do without.
        Inline::Text { text } => {
            text.ends_with(|it: char| it.is_alphanumeric() && !('ぁ'..='ゖ').contains(&it))
        }
        Inline::Label { .. } | Inline::Value { .. } | Inline::Strong { .. } => true,
        _ => false,
    }
}

/// Takes the bracket at the end of a line, if there is one.
fn take_bracket(line: &mut Vec<Inline>) -> &'static str {
    let Some(Inline::Text { text }) = line.last_mut() else { return "" };
    let Some((open, _)) = BRACKETS.into_iter().find(|(open, _)| text.ends_with(open)) else {
        return "";
    };
    text.truncate(text.len() - open.len());
    if text.is_empty() {
        line.pop();
    }
    open
}

/// Gives the other bracket to a mark at the end of a line that has the first, and gives back what follows.
fn close_bracket<'t>(text: &'t str, line: &mut [Inline]) -> &'t str {
    let Some(Inline::Mark { text: mark, removable }) = line.last_mut() else { return text };
    for (open, close) in BRACKETS {
        if let Some(rest) = text.strip_prefix(close)
            && mark.starts_with(open)
        {
            mark.push_str(close);
            *removable = true;
            return rest;
        }
    }
    text
}

fn end_paragraph(line: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !line.is_empty() {
        blocks.push(Block::Paragraph { content: std::mem::take(line) });
    }
}
