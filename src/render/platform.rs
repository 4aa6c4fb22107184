//! The join pages: every variant on one page, and a page for each browser with nothing to choose.

use std::sync::Arc;

use super::draft::Draft;
use super::frame::{self, Saying};
use super::link::Place;
use super::markdown::{Writer, filled, html_of};
use super::pages::Language;
use super::steps::{Anchors, steps, systems};
use crate::guide::{
    Anchor, Browser, BrowserId, Host, Link, Localized, Markup, Open, PageId, Platform, Target,
    Topic,
};
use crate::view::{
    BrowserLinkView, ContentsView, HostView, Html, JoinPlatformView, JoinView, LinkView,
    PlatformView, RestView, RetiredView, TopicView, VendorLinkView,
};

/// Drafts the page of platforms.
pub(super) fn join<'a>(language: &Arc<Language<'a>>) -> Draft<'a> {
    language.draft(Place::new(PageId::Join), "join.html", |writer| {
        let projection = writer.projection;
        let words = projection.words();
        let platforms = projection.guide.platforms.iter().map(|platform| JoinPlatformView {
            link: writer.page_link(&PageId::Platform(platform.id.clone())),
            lead: writer.line(projection.text(&platform.lead)),
            key: writer.heading(projection.text(&platform.key_title)),
            browsers: platform
                .browsers
                .iter()
                .filter_map(|browser| browser_link(platform, browser, None, writer))
                .collect(),
        });
        let saying = Saying {
            lead: Some(html_of(&words.join_lead)),
            description: words.join_lead.to_string(),
            contents: Vec::new(),
        };
        (saying, JoinView { platforms: platforms.collect() })
    })
}

/// Drafts the pages of a platform.
pub(super) fn pages<'a>(
    language: &Arc<Language<'a>>,
    platform: &'a Platform<Open>,
) -> Vec<Draft<'a>> {
    let guide = language.projection.guide;
    let usable = platform.browsers.iter().filter_map(|id| guide.common.browser(id));
    let mut readers = vec![Reader::Any];
    readers.extend(usable.map(Reader::Of));
    readers.extend(guide.retired_browsers().map(Reader::OfRetired));
    readers.into_iter().map(|reader| page(language, platform, reader)).collect()
}

/// For whom a page of a platform is.
#[derive(Clone, Copy)]
enum Reader<'a> {
    /// Whoever comes: every variant, and everything else there is to know.
    Any,
    /// Readers of a browser: the steps alone.
    Of(&'a Browser),
    /// Readers of a browser that can no longer be used: what to do instead.
    OfRetired(&'a Browser),
}

impl<'a> Reader<'a> {
    fn browser(self) -> Option<&'a Browser> {
        match self {
            Self::Any => None,
            Self::Of(browser) | Self::OfRetired(browser) => Some(browser),
        }
    }

    fn has_steps(self) -> bool {
        !matches!(self, Self::OfRetired(_))
    }
}

fn page<'a>(
    language: &Arc<Language<'a>>,
    platform: &'a Platform<Open>,
    reader: Reader<'a>,
) -> Draft<'a> {
    let id = match reader.browser() {
        Some(browser) => PageId::PlatformBrowser(platform.id.clone(), browser.id.clone()),
        None => PageId::Platform(platform.id.clone()),
    };
    let steps = platform.steps.iter().filter(|_| reader.has_steps());
    let place = Place::with_steps(id, steps.map(|step| step.id.clone()).collect());
    language.draft(place, "platform.html", move |writer| {
        let view = view(platform, reader, writer);
        let lead = writer.projection.text(&platform.lead);
        let saying = Saying {
            lead: reader.has_steps().then(|| writer.line(lead)),
            description: writer.plain(lead),
            contents: contents(&view, writer),
        };
        (saying, view)
    })
}

fn view(platform: &Platform<Open>, reader: Reader<'_>, writer: &Writer<'_>) -> PlatformView {
    let projection = writer.projection;
    let words = projection.words();
    let browser = reader.browser();
    let links = platform.browsers.iter();
    let links = links.filter_map(|id| browser_link(platform, id, browser, writer)).collect();
    let (steps, figures) = match reader {
        Reader::OfRetired(_) => (Vec::new(), None),
        Reader::Any | Reader::Of(_) => steps(platform, browser, Anchors::Here, writer),
    };
    let everything = PageId::Platform(platform.id.clone());
    PlatformView {
        key_title: writer.heading(projection.text(&platform.key_title)),
        key_text: writer.blocks(projection.text(&platform.key_text)),
        chosen: match reader {
            Reader::Of(browser) => Some(named(&words.chosen, &browser.name, writer)),
            Reader::Any | Reader::OfRetired(_) => None,
        },
        browsers: links,
        all: LinkView { href: writer.place.page(&everything), title: html_of(&words.all_browsers) },
        systems: systems(steps.iter().flat_map(|step| &step.variants), browser, writer),
        retired: retired(browser, writer),
        figures,
        steps,
        more: browser.map(|_| LinkView {
            href: writer
                .place
                .target(&Target { page: everything, anchor: Some(Anchor::new("about")) }),
            title: named(&words.more_about, &platform.name, writer),
        }),
        rest: browser.is_none().then(|| rest(platform, writer)),
        notes: writer.notes(&platform.notes),
        source: writer.source(platform.provenance.as_ref().filter(|_| reader.has_steps())),
    }
}

/// Words of the theme about something with a name: `{name}`, `{browser}`.
fn named(words: &str, name: &Localized<Markup>, writer: &Writer<'_>) -> Html {
    let name = writer.heading(writer.projection.text(name)).0;
    filled(words, &[("name", &name), ("browser", &name)])
}

/// What there is to know beside the steps.
fn rest(platform: &Platform<Open>, writer: &Writer<'_>) -> RestView {
    let projection = writer.projection;
    let topic = |topic: &Topic| TopicView {
        id: topic.id.to_string(),
        title: writer.heading(projection.text(&topic.title)),
        text: writer.blocks(projection.text(&topic.text)),
    };
    let link = |link: &Link| VendorLinkView {
        href: link.url.to_string(),
        title: writer.line(projection.text(&link.title)),
        checked_on: writer.checked(link.checked_on),
    };
    RestView {
        topics: platform.topics.iter().map(topic).collect(),
        about: writer.blocks(projection.text(&platform.about)),
        network: platform.network.as_ref().map(|text| writer.blocks(projection.text(text))),
        hosts: platform.hosts.iter().map(|host| self::host(host, writer)).collect(),
        links: platform.links.iter().map(link).collect(),
    }
}

/// The places on a page of a platform.
fn contents(view: &PlatformView, writer: &Writer<'_>) -> Vec<ContentsView> {
    let words = writer.projection.words();
    let steps = view.steps.iter().filter_map(|step| {
        let place = frame::place(step.id.as_ref()?, step.title.clone());
        Some(ContentsView { number: Some(step.number), ..place })
    });
    let mut contents: Vec<ContentsView> = steps.collect();
    if let Some(rest) = &view.rest {
        contents
            .extend(rest.topics.iter().map(|topic| frame::place(&topic.id, topic.title.clone())));
        let sections = [
            ("about", true, &words.about_platform),
            ("network", rest.network.is_some() || !rest.hosts.is_empty(), &words.network),
            ("links", !rest.links.is_empty(), &words.vendor_pages),
        ];
        let sections = sections.into_iter().filter(|(_, is_there, _)| *is_there);
        contents
            .extend(sections.map(|(id, _, title)| frame::place(id, writer.words_heading(title))));
    }
    contents
}

fn browser_link(
    platform: &Platform<Open>,
    browser: &BrowserId,
    current: Option<&Browser>,
    writer: &Writer<'_>,
) -> Option<BrowserLinkView> {
    let projection = writer.projection;
    let browser = projection.guide.common.browser(browser)?;
    let page = PageId::PlatformBrowser(platform.id.clone(), browser.id.clone());
    Some(BrowserLinkView {
        id: browser.id.to_string(),
        name: writer.heading(projection.text(&browser.name)),
        href: writer.place.page(&page),
        current: current.is_some_and(|one| one.id == browser.id),
        has: browser.recognized_by.has.join("|"),
        lacks: browser.recognized_by.lacks.join("|"),
    })
}

/// What to do with browsers that can no longer be used: the one the page is for, or all.
fn retired(browser: Option<&Browser>, writer: &Writer<'_>) -> Vec<RetiredView> {
    let projection = writer.projection;
    let all = &projection.guide.common.browsers;
    all.iter()
        .filter(|one| browser.is_none_or(|browser| browser.id == one.id))
        .filter_map(|one| {
            let text = writer.blocks(projection.text(one.retired.as_ref()?));
            let heading = named(&projection.words().retired_title, &one.name, writer);
            Some(RetiredView { heading, text, source: writer.source(one.provenance.as_ref()) })
        })
        .collect()
}

fn host(host: &Host, writer: &Writer<'_>) -> HostView {
    HostView {
        names: host.names.iter().map(ToString::to_string).collect(),
        ports: host.ports.iter().map(ToString::to_string).collect(),
        purpose: writer.blocks(writer.projection.text(&host.purpose)),
        source: writer.source(host.provenance.as_ref()),
    }
}
