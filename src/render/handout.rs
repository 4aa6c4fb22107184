//! The handouts: the guide on paper, and in an external edition the steps for each browser.
//!
//! What is made here is data alone. How it looks is said by the template, and what typesets it comes later.

mod guide;
mod platform;

use std::collections::BTreeSet;

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::frame::{absolute, plain_title};
use super::paper::{Paper, picture, place};
use super::plain::plain;
use crate::guide::{
    Audience, Browser, Checked, Date, Localized, Marked, Markup, Open, PageId, Platform, Provenance,
};
use crate::localize::Projection;
use crate::sources::Sources;
use crate::view::handout::{HandoutView, NoteView, SourceView};
use crate::view::paper::{Inline, PictureView};

/// The colour of the theme, for a guide that chooses none.
const ACCENT: &str = "#0b5c56";

/// A handout before it is typeset.
#[derive(Debug)]
pub struct Draft {
    /// The path in the edition's folder.
    pub path: String,
    /// What tells it from every other document, and stays when it changes.
    pub identifier: String,
    /// The day the document is of.
    pub date: Date,
    /// What the template draws, as JSON.
    pub data: Vec<u8>,
    /// The pictures by their paths beside the template.
    pub pictures: Vec<(String, Vec<u8>)>,
}

/// Drafts the handouts of a language.
pub(super) fn drafts(projection: Projection<'_>, sources: &Sources) -> Vec<Draft> {
    subjects(projection).iter().map(|subject| draft(projection, subject, sources)).collect()
}

/// The paths of the handouts of a language.
pub(super) fn paths(projection: Projection<'_>) -> impl Iterator<Item = String> {
    subjects(projection).into_iter().map(move |subject| path(projection, &subject.page()))
}

fn path(projection: Projection<'_>, page: &PageId) -> String {
    format!("{}/{}{NAME}", projection.locale().tag, page.folder())
}

fn subjects(projection: Projection<'_>) -> Vec<Subject<'_>> {
    let mut subjects = vec![Subject::Guide];
    // An internal edition is printed by nobody but engineers, who have the whole guide.
    if projection.edition.audience == Audience::External {
        for platform in &projection.guide.platforms {
            let browsers = platform.browsers.iter();
            let browsers = browsers.filter_map(|id| projection.guide.common.browser(id));
            subjects.extend(browsers.map(|browser| Subject::Browser(platform, browser)));
        }
    }
    subjects
}

/// The name of a handout in the folder of its page.
pub(super) const NAME: &str = "handout.pdf";

/// Whether a page has a handout.
pub(super) fn is_there(projection: Projection<'_>, page: &PageId) -> bool {
    match page {
        PageId::Home => true,
        PageId::PlatformBrowser(platform, browser) => {
            let platforms = &projection.guide.platforms;
            projection.edition.audience == Audience::External
                && platforms.iter().any(|one| one.id == *platform && one.browsers.contains(browser))
        }
        _ => false,
    }
}

/// What a handout is about.
enum Subject<'a> {
    Guide,
    Browser(&'a Platform<Open>, &'a Browser),
}

impl Subject<'_> {
    fn page(&self) -> PageId {
        match self {
            Self::Guide => PageId::Home,
            Self::Browser(platform, browser) => {
                PageId::PlatformBrowser(platform.id.clone(), browser.id.clone())
            }
        }
    }

    /// The places that the document has.
    fn places(&self, projection: Projection<'_>) -> BTreeSet<String> {
        match self {
            Self::Guide => guide::places(projection.guide),
            Self::Browser(platform, _) => platform::step_places(platform).collect(),
        }
    }
}

fn draft(projection: Projection<'_>, subject: &Subject<'_>, sources: &Sources) -> Draft {
    let page = subject.page();
    let paper = Paper::new(projection, subject.places(projection));
    let address = absolute(projection.edition, projection.locale(), &page);
    let path = path(projection, &page);
    let view = view(&paper, subject, &page, &address);
    let mut pictures = vec![(view.code.picture.clone(), code(&address).into_bytes())];
    let drawings = paper.drawings().into_iter();
    pictures.extend(drawings.map(|(path, svg)| (path, svg.into_bytes())));
    for shown in paper.pictures() {
        let file = sources.assets().iter().find(|asset| *asset.path == *shown.as_str());
        pictures.extend(file.map(|asset| (picture(&shown), asset.bytes.to_vec())));
    }
    Draft {
        identifier: format!("{}{path}", projection.edition.base_url),
        path,
        date: projection.guide.common.revised_on,
        // The view holds texts and lists of them, of which nothing can fail to be JSON.
        data: serde_json::to_vec(&view).unwrap_or_default(),
        pictures,
    }
}

fn view(paper: &Paper<'_>, subject: &Subject<'_>, page: &PageId, address: &str) -> HandoutView {
    let projection = paper.projection;
    let (common, words) = (&projection.guide.common, projection.words());
    let (lang, region) = language(&projection.locale().tag);
    let title = match subject {
        Subject::Guide => plain(projection, projection.text(&common.title)),
        Subject::Browser(..) => plain_title(projection, page),
    };
    let (guide, browser) = match subject {
        Subject::Guide => (Some(guide::view(paper)), None),
        Subject::Browser(platform, browser) => {
            (None, Some(platform::for_browser(paper, platform, browser)))
        }
    };
    HandoutView {
        lang,
        region,
        title: paper.words(&title),
        document_title: title,
        description: plain(projection, projection.text(&common.description)),
        organization: plain(projection, projection.text(&common.organization)),
        accent: common
            .theme
            .accent
            .map_or_else(|| ACCENT.to_owned(), |accent| accent.light.to_string()),
        internal: projection.edition.audience == Audience::Internal,
        address: address.to_owned(),
        code: PictureView {
            picture: "/pictures/qr.svg".to_owned(),
            alt: words.paper_qr.replace("{address}", address),
        },
        revised_on: words.revised_on.replace("{date}", &projection.date(common.revised_on)),
        words: words.clone(),
        contact: paper.blocks(&common.contact),
        notices: common.notices.iter().map(|notice| paper.blocks(notice)).collect(),
        has_code: !projection.guide.requirements.is_empty(),
        form_title: paper.words(&words.paper_form),
        guide,
        browser,
    }
}

/// A language tag as the template wants it: the language, and the region if it names one.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag).to_ascii_lowercase();
    let is_region = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    (language, parts.find(is_region).map(str::to_ascii_uppercase))
}

/// An address as a code for a camera, with the white edge that a camera needs.
fn code(address: &str) -> String {
    QrCode::with_error_correction_level(address, EcLevel::M).map_or_else(
        // Nobody's address is longer than the three kilobytes that a code can hold.
        |_| String::from(r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#),
        |code| code.render::<svg::Color<'_>>().module_dimensions(4, 4).build(),
    )
}

impl<'a> Paper<'a> {
    /// The notes on an item.
    fn notes(&self, notes: &'a [Marked<Localized<Markup>>]) -> Vec<NoteView> {
        let view = |note: &'a Marked<Localized<Markup>>| NoteView {
            internal: note.audience == Audience::Internal,
            text: self.blocks(&note.value),
        };
        notes.iter().map(view).collect()
    }

    /// Where a fact was read.
    fn source(&self, provenance: Option<&Provenance>) -> Option<SourceView> {
        let provenance = provenance?;
        Some(SourceView {
            address: provenance.source.as_ref().map(ToString::to_string),
            checked_on: self.checked(provenance.checked_on),
        })
    }

    /// The day something was checked.
    fn checked(&self, checked: Checked) -> Option<String> {
        match checked {
            Checked::Never => None,
            Checked::On(date) => {
                let words = &self.projection.words().checked_on;
                Some(words.replace("{date}", &self.projection.date(date)))
            }
        }
    }

    /// A link to the full address of a page, with its title.
    fn page_link(&self, page: &PageId) -> Inline {
        Inline::Link {
            to: None,
            address: Some(absolute(self.projection.edition, self.projection.locale(), page)),
            content: vec![Inline::Text { text: plain_title(self.projection, page) }],
        }
    }
}

/// A place on a page.
fn at(page: &PageId, anchor: &str) -> String {
    place(page, Some(anchor))
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn a_tag_is_a_language_and_perhaps_a_region() {
        assert_eq!(language("ja"), ("ja".to_owned(), None));
        assert_eq!(language("en-GB"), ("en".to_owned(), Some("GB".to_owned())));
        assert_eq!(language("zh-Hant-TW"), ("zh".to_owned(), Some("TW".to_owned())));
    }
}
