//! Every text of a guide that stands in several languages, by an id.
//!
//! In: what [`parse`](crate::parse) made of the files. Out: [`Texts`]: for each text its source and its translations, with
//! their places. Never: looks anything up, so it works while the guide has mistakes; what cannot be read is not there.
//!
//! A text of a YAML file is a map whose keys are languages of the guide. A text of a page is a section of it. The words of
//! `content/labels.yaml` are no translations of each other but what the makers of screens wrote, and those of
//! `content/glossary.yaml` are no texts: neither is here.

mod id;
mod tree;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::parse::{RawGuide, RawPage, RawTree};
use crate::sources::{FileId, Sources, Span};
pub use id::{TextId, TranslationId};
pub use tree::name_of;

/// The texts of a guide.
#[derive(Debug, Default)]
pub struct Texts<'a> {
    /// The languages in the guide's order; the first is the one the others are translated from.
    pub locales: Vec<&'a str>,
    /// The texts in order of path and place.
    pub texts: Vec<Text<'a>>,
}

/// A text in several languages.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// Its name.
    pub id: TextId,
    /// The parts of its name, between slashes and counted from 0, that are places in lists, because the items there have
    /// no ids: they differ when an item is put before.
    pub counted: Vec<usize>,
    /// The key it is the value of, if it has one.
    pub key: Option<Span>,
    /// What it says in the first language; `None` where that is missing.
    pub source: Option<Piece<'a>>,
    /// What it says in the others, in the guide's order. A language of which nothing can be known, because its file
    /// cannot be read, is left out.
    pub translations: Vec<(&'a str, Option<Piece<'a>>)>,
}

/// A text in one language.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// Where it stands. For what opens a page it is the title.
    pub span: Span,
    /// The key before it; for a section of a page its heading.
    pub key: Span,
    /// What it says, without the space around it.
    pub text: Cow<'a, str>,
    /// A number that differs when the text differs. The same on every machine (XXH3), so it can be kept in a file.
    pub fingerprint: u64,
}

impl Piece<'_> {
    /// Where to point: at the text, or at the heading of a section.
    #[must_use]
    pub fn place(&self) -> Span {
        // A key of YAML ends before its text; a heading is the beginning of its section.
        if self.key.start == self.span.start { self.key } else { self.span }
    }
}

/// The languages that a guide declares, in order, whether or not their items can be used.
pub fn locales(raw: &RawGuide) -> impl Iterator<Item = &str> {
    raw.declared.ids("locales").map(|id| id.value.as_str())
}

/// Lists the texts of a guide.
#[must_use]
pub fn texts<'a>(sources: &'a Sources, raw: &'a RawGuide) -> Texts<'a> {
    let locales: Vec<&str> = locales(raw).collect();
    let mut all = Texts { locales, ..Texts::default() };
    if all.locales.is_empty() {
        return all;
    }
    all.texts = in_trees(sources, raw, &all.locales);
    for group in raw.pages.chunk_by(|a, b| a.name == b.name) {
        let is_known = |tag: &str| {
            let path = format!("content/pages/{}.{tag}.md", group[0].name);
            let is_bad = |(name, locale): &(Arc<str>, Arc<str>)| {
                **name == *group[0].name && **locale == *tag
            };
            !sources.is_unread(&path) && !raw.bad_pages.iter().any(is_bad)
        };
        let file = |tag: &str| group.iter().find(|page| *page.locale == *tag);
        let (first, others) = (all.locales[0], &all.locales[1..]);
        if file(first).is_some() || is_known(first) {
            let others: Vec<_> = others
                .iter()
                .filter(|tag| file(tag).is_some() || is_known(tag))
                .map(|tag| (*tag, file(tag)))
                .collect();
            page_texts(sources, file(first), &others, &mut all.texts);
        }
    }
    all
}

/// The texts of the YAML files.
#[must_use]
pub fn in_trees<'a>(sources: &'a Sources, raw: &'a RawGuide, locales: &[&'a str]) -> Vec<Text<'a>> {
    raw.trees.iter().flat_map(|tree| in_tree(sources, tree, locales)).collect()
}

/// The texts of a YAML file; none if it is of those that hold none.
#[must_use]
pub fn in_tree<'a>(sources: &'a Sources, tree: &'a RawTree, locales: &[&'a str]) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    let name = name_of_file(sources, tree.file);
    if !["labels", "glossary"].contains(&name) {
        tree::collect(name, &tree.node, locales, &mut texts);
    }
    texts
}

/// What the names of texts and facts in a YAML file begin with: its path below `content/`, without its ending.
#[must_use]
pub fn name_of_file(sources: &Sources, file: FileId) -> &str {
    let path = &*sources.file(file).path;
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.strip_suffix(".yaml").unwrap_or(below)
}

/// The sections of a page, those of the source language first, in its order.
fn page_texts<'a>(
    sources: &'a Sources,
    first: Option<&'a Arc<RawPage>>,
    others: &[(&'a str, Option<&'a Arc<RawPage>>)],
    texts: &mut Vec<Text<'a>>,
) {
    let Some(name) = first.into_iter().chain(others.iter().filter_map(|(_, page)| *page)).next()
    else {
        return;
    };
    let name = &name.name;
    let start = texts.len();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let every = [(None, first)].into_iter();
    let every = every.chain(others.iter().enumerate().map(|(at, (_, page))| (Some(at), *page)));
    for (language, page) in every {
        for (anchor, piece) in page.into_iter().flat_map(|page| sections(sources, page)) {
            let at = *places.entry(anchor).or_insert_with(|| {
                texts.push(Text {
                    id: TextId::of_section(name, anchor),
                    counted: Vec::new(),
                    key: None,
                    source: None,
                    translations: others.iter().map(|(tag, _)| (*tag, None)).collect(),
                });
                texts.len() - 1 - start
            });
            let text = &mut texts[start + at];
            match language {
                None => text.source = Some(piece),
                Some(language) => text.translations[language].1 = Some(piece),
            }
        }
    }
}

/// The sections of a page by their anchors; what stands before the first has none.
fn sections<'a>(
    sources: &'a Sources,
    page: &'a RawPage,
) -> impl Iterator<Item = (&'a str, Piece<'a>)> {
    page.sections.iter().map(|section| {
        let text = sources.text(section.span).trim_end();
        let piece = if section.anchor.is_empty() {
            let lead = page.front.lead.as_ref().map(|lead| lead.value.as_str());
            let parts = [Some(page.front.title.value.as_str()), lead, Some(text.trim())];
            let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
            let text = Cow::Owned(parts.collect::<Vec<_>>().join("\n\n"));
            let span = page.front.title.span;
            Piece { span, key: span, text, fingerprint: section.fingerprint }
        } else {
            let span = Span { end: section.span.start + length(text), ..section.span };
            Piece {
                span,
                key: section.heading,
                text: Cow::Borrowed(text),
                fingerprint: section.fingerprint,
            }
        };
        (&*section.anchor, piece)
    })
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
