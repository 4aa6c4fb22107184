//! What a build asks: which translations were made from a source that has changed.
//!
//! A large guide is built again at every change, so this takes the fingerprints that pages were parsed with, looks at
//! pages in parallel, and lists no text that is as it should be.

use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;

use super::record::{Record, Recorded};
use crate::parse::{Approvals, RawGuide, RawPage, RawSection};
use crate::sources::{Sources, Span};
use crate::texts::{TextId, TranslationId, in_trees, locales};

/// A translation whose source has changed since it was approved.
#[derive(Clone, Debug)]
pub struct Stale {
    /// Its name.
    pub id: TranslationId,
    /// Where to read it: the text, or the heading of a section.
    pub place: Span,
    /// The same of its source.
    pub source: Span,
    /// What a reader of it meets: the text, or the id of the heading.
    pub text: Span,
}

/// Lists the translations whose source has changed, in the order of the texts. Without a lock there are none.
#[must_use]
pub fn stale(sources: &Sources, raw: &RawGuide) -> Vec<Stale> {
    let Some(approvals) = raw.approvals() else { return Vec::new() };
    let locales: Vec<&str> = locales(raw).collect();
    let Some((first, others)) = locales.split_first() else { return Vec::new() };
    let mut stale = Vec::new();
    let texts = in_trees(sources, raw, &locales);
    let record = Record::new(approvals, &texts);
    for text in &texts {
        let Some(source) = &text.source else { continue };
        for (locale, piece) in &text.translations {
            let id = text.id.into_language(locale);
            let has_changed = || record.of(text, &id) == Recorded::Other;
            if let Some(piece) = piece.as_ref().filter(|_| has_changed()) {
                stale.push(Stale { id, place: piece.span, source: source.span, text: piece.span });
            }
        }
    }
    let groups: Vec<&[Arc<RawPage>]> = raw.pages.chunk_by(|a, b| a.name == b.name).collect();
    stale.par_extend(groups.par_iter().flat_map_iter(|group| {
        let source = group.iter().find(|page| &*page.locale == *first);
        let translations = group.iter().filter(|page| others.contains(&&*page.locale));
        source.into_iter().flat_map(move |source| {
            translations.clone().flat_map(move |page| of_page(source, page, approvals))
        })
    }));
    stale
}

fn is_other(approvals: &Approvals, id: &str, fingerprint: u64) -> bool {
    approvals.get(id).is_some_and(|approved| approved != fingerprint)
}

fn of_page(source: &RawPage, page: &RawPage, approvals: &Approvals) -> Vec<Stale> {
    let mut stale = Vec::new();
    let mut id = String::new();
    for (at, section) in page.sections.iter().enumerate() {
        let is_same = |other: &&RawSection| other.anchor == section.anchor;
        // It stands at the same place, or else the page has an error.
        let found = source.sections.get(at).filter(is_same);
        let Some(from) = found.or_else(|| source.sections.iter().find(is_same)) else { continue };
        id.clear();
        let hash = if section.anchor.is_empty() { "" } else { "#" };
        let _ = write!(id, "pages/{}{hash}{}", page.name, section.anchor);
        let text = id.len();
        let _ = write!(id, "@{}", page.locale);
        if is_other(approvals, &id, from.fingerprint) {
            let id = TextId::from(&id[..text]).into_language(&page.locale);
            let [place, source] = [(page, section), (source, from)].map(|(page, section)| {
                if section.anchor.is_empty() { page.front.title.span } else { section.heading }
            });
            stale.push(Stale { id, place, source, text: heading(page, section).unwrap_or(place) });
        }
    }
    stale
}

/// Where the id of a section's heading stands.
fn heading(page: &RawPage, section: &RawSection) -> Option<Span> {
    page.body
        .iter()
        .flat_map(|part| part.ast.headings.iter().map(|(id, span)| (part.ast.str(*id), *span)))
        .find(|(id, _)| !id.is_empty() && **id == *section.anchor)
        .map(|(_, span)| span)
}
