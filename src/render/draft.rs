//! A page before it is there, and whether it has to be made again.
//!
//! Two numbers save work. The first is that of what a page is made of, known without making it: a page of the guide's data
//! depends on all of the data, a Markdown page also on its own text. Only if it differs, what the page shows is put
//! together; the second number is that of this, and only if it differs too, HTML is written.

use std::hash::{Hash, Hasher};

use tera::TeraResult;
use xxhash_rust::xxh3::Xxh3Default;

use crate::guide::{Edition, EditionGuide, Open, Page};
use crate::localize::Projection;
use crate::sources::{Sources, Span};

/// A page before it is made.
pub(super) struct Draft<'a> {
    /// The path in the edition's folder.
    pub(super) path: String,
    pub(super) template: &'static str,
    /// A number that differs when anything differs that the page is made of.
    pub(super) inputs: u64,
    pub(super) make: Box<dyn FnOnce() -> Made<'a> + Send + 'a>,
}

/// A page before it is written.
pub(super) struct Made<'a> {
    /// A number that differs when anything differs that the page shows.
    pub(super) shown: u64,
    pub(super) context: Box<dyn FnOnce() -> TeraResult<tera::Context> + 'a>,
}

/// A number that differs when anything differs that an edition's pages are made of, except the texts of Markdown pages.
///
/// It is that of the files, not of the guide made of them: hardly more changes than is used, and nothing can be forgotten.
pub(super) fn data(guide: &EditionGuide, edition: &Edition, sources: &Sources) -> u64 {
    let mut hasher = Xxh3Default::new();
    let files = sources.files().filter(|(_, file)| !file.path.starts_with("content/pages/"));
    files.for_each(|(id, file)| (id, &file.path, &file.text).hash(&mut hasher));
    let Edition { name, audience, base_url, indexable } = edition;
    (name, audience, base_url, indexable).hash(&mut hasher);
    for page in &guide.pages {
        (&page.name, &page.aliases).hash(&mut hasher);
        for title in &page.title {
            // A title is marked wherever it stands.
            (title.ast.fingerprint, guide.stale.contains(&title.span)).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// A number that differs when the text of a Markdown page differs, or what is marked in it.
pub(super) fn text(page: &Page<Open>, projection: Projection<'_>) -> u64 {
    let mut hasher = Xxh3Default::new();
    let lead = page.lead.as_ref().map(|lead| projection.text(lead));
    let title = projection.text(&page.title);
    [Some(title), lead].map(|text| text.map(|text| text.ast.fingerprint)).hash(&mut hasher);
    for part in projection.text(&page.body) {
        (part.audience, part.value.ast.fingerprint).hash(&mut hasher);
    }
    let file = title.span.file;
    let first = Span { file, start: 0, end: 0 };
    let stale = projection.guide.stale.range(first..).take_while(|span| span.file == file);
    stale.for_each(|span| span.hash(&mut hasher));
    hasher.finish()
}
