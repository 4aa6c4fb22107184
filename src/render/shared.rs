//! What the pages of a language share, serialized once for each depth of folder.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3Default;

use super::Tools;
use super::link::Place;
use super::markdown::{Writer, html_of};
use crate::guide::{
    Audience, Checked, Date, Localized, Marked, Markup, PageId, Provenance, Section,
};
use crate::localize::Projection;
use crate::view::{
    DateView, LinkView, LogoView, NavigationLink, NoteView, SectionView, SiteView, SourceView,
};

/// Above this many pages the navigation of a page shows its own section only: every page would otherwise carry the
/// titles of all, and a guide twice as large would be four times the bytes.
const WHOLE_NAVIGATION: usize = 100;

/// A serialized value and a number that differs when it differs.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) value: tera::Value,
    pub(super) fingerprint: u64,
}

impl Shared {
    fn new(view: &(impl serde::Serialize + Hash)) -> Self {
        let value = tera::Value::from_serializable(view);
        Self { fingerprint: fingerprint(view), value }
    }
}

/// The number of a view, from its fields.
pub(super) fn fingerprint(view: &impl Hash) -> u64 {
    let mut hasher = Xxh3Default::new();
    view.hash(&mut hasher);
    hasher.finish()
}

/// The shared parts of the pages at one depth.
pub(super) struct Depth {
    pub(super) site: Shared,
    /// One navigation for all pages, or one for each section.
    navigation: Vec<Shared>,
}

impl Depth {
    pub(super) fn new(projection: Projection<'_>, depth: usize, tools: Tools<'_>) -> Self {
        let place = Place::shared(depth);
        let writer = Writer::new(projection, &place, tools);
        let sections = &projection.guide.navigation;
        let navigation = if is_whole(projection) {
            let views: Vec<_> =
                sections.iter().map(|section| self::section(section, &writer)).collect();
            vec![Shared::new(&views)]
        } else {
            sections.iter().map(|section| Shared::new(&[self::section(section, &writer)])).collect()
        };
        Self { site: Shared::new(&site(&writer)), navigation }
    }

    /// The navigation for a page of the section at `index`.
    pub(super) fn navigation(&self, index: usize) -> &Shared {
        // Where there is one for all it is the last; a guide without sections has an empty one for all.
        self.navigation.get(index).unwrap_or_else(|| &self.navigation[self.navigation.len() - 1])
    }
}

fn is_whole(projection: Projection<'_>) -> bool {
    let pages: usize = projection.guide.navigation.iter().map(|section| section.pages.len()).sum();
    pages <= WHOLE_NAVIGATION
}

fn section(section: &Section, writer: &Writer<'_>) -> SectionView {
    let pages = section.pages.iter().map(|page| NavigationLink {
        page: page.to_string(),
        href: writer.place.page(page),
        title: writer.page_title(page),
    });
    SectionView {
        title: writer.heading(writer.projection.text(&section.title)),
        pages: pages.collect(),
    }
}

fn site(writer: &Writer<'_>) -> SiteView {
    let (projection, place) = (writer.projection, writer.place);
    let common = &projection.guide.common;
    let words = projection.words();
    let shortcut =
        |page: PageId, title: &str| LinkView { href: place.page(&page), title: html_of(title) };
    let mut shortcuts = Vec::new();
    if !projection.guide.requirements.is_empty() {
        shortcuts.push(shortcut(PageId::Check, &words.go_check));
    }
    if !projection.guide.platforms.is_empty() {
        shortcuts.push(shortcut(PageId::Join, &words.go_join));
    }
    if projection.guide.access.is_some() {
        shortcuts.push(shortcut(PageId::Access, &words.go_prepare));
    }
    SiteView {
        lang: projection.locale().tag.to_string(),
        title: writer.plain(projection.text(&common.title)),
        organization: writer.plain(projection.text(&common.organization)),
        internal: projection.edition.audience == Audience::Internal,
        style: place.file(writer.assets.path("style.css")),
        script: place.file(writer.assets.path("site.js")),
        home: place.page(&PageId::Home),
        logo: common.theme.logo.as_ref().map(|logo| LogoView {
            light: place.file(writer.assets.image(&logo.light)),
            dark: logo.dark.as_ref().map(|dark| place.file(writer.assets.image(dark))),
        }),
        files: writer
            .assets
            .named()
            .map(|(name, path)| (name.to_owned(), place.file(path)))
            .collect(),
        shortcuts,
        words: words.clone(),
        contact: writer.blocks(projection.text(&common.contact)),
        notices: common
            .notices
            .iter()
            .map(|notice| writer.blocks(projection.text(notice)))
            .collect(),
        revised_on: writer.date(common.revised_on, &words.revised_on),
    }
}

impl Writer<'_> {
    /// A day in a sentence with `{date}`.
    pub(super) fn date(&self, date: Date, sentence: &str) -> DateView {
        DateView {
            iso: date.to_string(),
            text: sentence.replace("{date}", &self.projection.date(date)),
        }
    }

    /// The notes on an item.
    pub(super) fn notes(&self, notes: &[Marked<Localized<Markup>>]) -> Vec<NoteView> {
        let view = |note: &Marked<Localized<Markup>>| NoteView {
            internal: note.audience == Audience::Internal,
            text: self.blocks(self.projection.text(&note.value)),
        };
        notes.iter().map(view).collect()
    }

    /// Where a fact was read.
    pub(super) fn source(&self, provenance: Option<&Provenance>) -> Option<SourceView> {
        let provenance = provenance?;
        let href = provenance.source.as_ref().map(ToString::to_string);
        let host = href
            .as_deref()
            .and_then(|url| url.split("://").nth(1)?.split('/').next())
            .unwrap_or("");
        Some(SourceView {
            host: host.to_owned(),
            href,
            checked_on: self.checked(provenance.checked_on),
        })
    }

    /// The day something was checked.
    pub(super) fn checked(&self, checked: Checked) -> Option<DateView> {
        match checked {
            Checked::Never => None,
            Checked::On(date) => Some(self.date(date, &self.projection.words().checked_on)),
        }
    }
}
