//! What stands around the text of every page: titles, addresses, neighbours, languages.

use super::csp;
use super::link::Place;
use super::markdown::{Writer, filled};
use super::plain::plain;
use crate::guide::{BrowserId, Edition, Locale, Markup, PageId, PlatformId};
use crate::localize::Projection;
use crate::view::{AlternateView, ContentsView, FrameView, Html, LanguageView, LinkView};

/// The full address of a page.
pub(super) fn absolute(edition: &Edition, locale: &Locale, page: &PageId) -> String {
    format!("{}{}/{}", edition.base_url, locale.tag, page.folder())
}

/// A page's title: words of the theme, or a text of the guide.
enum Title<'a> {
    Words(String),
    Markup(&'a Markup),
    /// A platform's page for one browser.
    WithBrowser(&'a Markup, &'a Markup),
}

fn title<'a>(projection: Projection<'a>, page: &PageId) -> Title<'a> {
    let words = projection.words();
    match page {
        PageId::Home => Title::Words(words.home_title.to_string()),
        PageId::Check => Title::Words(words.check_title.to_string()),
        PageId::Access => Title::Words(words.access_title.to_string()),
        PageId::Decode => Title::Words(words.decode_title.to_string()),
        PageId::Join => Title::Words(words.join_title.to_string()),
        PageId::Platform(id) => {
            platform_title(projection, id).map_or(Title::Words(String::new()), Title::Markup)
        }
        PageId::PlatformBrowser(platform, browser) => {
            match (platform_title(projection, platform), browser_name(projection, browser)) {
                (Some(title), Some(name)) => Title::WithBrowser(title, name),
                _ => Title::Words(String::new()),
            }
        }
        PageId::Markdown(name) => {
            // Pages are in the order of their names: the pages of a large guide are found at once.
            let pages = &projection.guide.pages;
            let found = pages.binary_search_by(|page| page.name.cmp(name));
            found.map_or(Title::Words(String::new()), |index| {
                Title::Markup(projection.text(&pages[index].title))
            })
        }
    }
}

fn platform_title<'a>(projection: Projection<'a>, id: &PlatformId) -> Option<&'a Markup> {
    let platform = projection.guide.platforms.iter().find(|platform| platform.id == *id)?;
    Some(projection.text(&platform.title))
}

pub(super) fn browser_name<'a>(projection: Projection<'a>, id: &BrowserId) -> Option<&'a Markup> {
    projection.guide.common.browser(id).map(|browser| projection.text(&browser.name))
}

/// A page's title without markup.
pub(super) fn plain_title(projection: Projection<'_>, page: &PageId) -> String {
    match title(projection, page) {
        Title::Words(words) => words,
        Title::Markup(markup) => plain(projection, markup),
        Title::WithBrowser(title, browser) => {
            with_browser(projection, &plain(projection, title), &plain(projection, browser))
        }
    }
}

fn with_browser(projection: Projection<'_>, title: &str, browser: &str) -> String {
    projection.words().with_browser.replace("{title}", title).replace("{browser}", browser)
}

impl Writer<'_> {
    /// A page's title as HTML.
    pub(super) fn page_title(&self, page: &PageId) -> Html {
        match title(self.projection, page) {
            Title::Words(words) => self.words_heading(&words),
            Title::Markup(markup) => self.heading(markup),
            Title::WithBrowser(title, browser) => filled(
                &self.projection.words().with_browser,
                &[("title", &self.heading(title).0), ("browser", &self.heading(browser).0)],
            ),
        }
    }

    /// A link to a page with its title.
    pub(super) fn page_link(&self, page: &PageId) -> LinkView {
        LinkView { href: self.place.page(page), title: self.page_title(page) }
    }
}

/// The pages before and after a page in the navigation.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours<'a> {
    pub(super) previous: Option<&'a PageId>,
    pub(super) next: Option<&'a PageId>,
}

/// What a page says of itself beside its id.
pub(super) struct Saying {
    /// The sentence below the title.
    pub(super) lead: Option<Html>,
    /// The sentence for search engines.
    pub(super) description: String,
    /// The places on the page with their titles.
    pub(super) contents: Vec<ContentsView>,
}

/// A place on the page that has no number.
pub(super) fn place(id: &str, title: Html) -> ContentsView {
    ContentsView { href: format!("#{id}"), title, number: None }
}

/// The frame of a page.
pub(super) fn frame(
    writer: &Writer<'_>,
    page: &PageId,
    around: Neighbours<'_>,
    saying: Saying,
) -> FrameView {
    let projection = writer.projection;
    let common = &projection.guide.common;
    let guide_title = plain(projection, projection.text(&common.title));
    let head_title = match page {
        PageId::Home => guide_title.clone(),
        _ => format!("{} | {guide_title}", plain_title(projection, page)),
    };
    let placed = match page {
        PageId::PlatformBrowser(platform, _) => PageId::Platform(platform.clone()),
        other => other.clone(),
    };
    FrameView {
        csp: csp::of_page(projection.guide, page, writer.purpose),
        page: page.to_string(),
        placed: placed.to_string(),
        title: match page {
            PageId::Home => writer.words_heading(&guide_title),
            _ => writer.page_title(page),
        },
        head_title,
        description: saying.description,
        lead: saying.lead,
        canonical: absolute(projection.edition, projection.locale(), page),
        alternates: alternates(projection, page),
        languages: languages(projection, writer.place),
        previous: around.previous.map(|page| writer.page_link(page)),
        next: around.next.map(|page| writer.page_link(page)),
        contents: saying.contents,
        handout: None,
        indexable: projection.edition.indexable,
    }
}

fn languages(projection: Projection<'_>, place: &Place) -> Vec<LanguageView> {
    let others = projection
        .guide
        .common
        .locales
        .iter()
        .filter(|locale| locale.tag != projection.locale().tag);
    others
        .map(|locale| LanguageView {
            lang: locale.tag.to_string(),
            name: locale.name.to_string(),
            href: place.language(locale),
        })
        .collect()
}

/// The page in every language; for a reader of none of them, the page that chooses, or the source language.
fn alternates(projection: Projection<'_>, page: &PageId) -> Vec<AlternateView> {
    let (edition, locales) = (projection.edition, &projection.guide.common.locales);
    let mut alternates: Vec<_> = locales
        .iter()
        .map(|locale| AlternateView {
            lang: locale.tag.to_string(),
            href: absolute(edition, locale, page),
        })
        .collect();
    let fallback = match page {
        PageId::Home => Some(edition.base_url.to_string()),
        _ => locales.first().map(|locale| absolute(edition, locale, page)),
    };
    alternates.extend(fallback.map(|href| AlternateView { lang: "x-default".to_owned(), href }));
    alternates
}
