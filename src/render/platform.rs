//! The join pages: every variant on one page, and a page for each browser with nothing to choose.

use super::Draft;
use super::frame::{self, Saying};
use super::link::Place;
use super::markdown::{Writer, filled, html_of};
use super::pages::Language;
use super::steps::{Anchors, steps, systems};
use crate::guide::{Anchor, Browser, BrowserId, Host, Open, PageId, Platform, Target};
use crate::view::{
    BrowserLinkView, ContentsView, HostView, JoinPlatformView, JoinView, LinkView, PlatformView,
    RetiredView, TopicView, VendorLinkView,
};

/// Drafts the page of platforms.
pub(super) fn join<'a>(language: &Language<'a>) -> Draft<'a> {
    let (projection, place) = (language.projection, Place::new(PageId::Join));
    let writer = language.writer(&place);
    let words = projection.words();
    let platforms = projection.guide.platforms.iter().map(|platform| JoinPlatformView {
        link: writer.page_link(&PageId::Platform(platform.id.clone())),
        lead: writer.line(projection.text(&platform.lead)),
        key: writer.heading(projection.text(&platform.key_title)),
        browsers: platform
            .browsers
            .iter()
            .filter_map(|browser| browser_link(platform, browser, None, &writer))
            .collect(),
    });
    let view = JoinView { platforms: platforms.collect() };
    let saying = Saying {
        lead: Some(html_of(&words.join_lead)),
        description: words.join_lead.to_string(),
        contents: Vec::new(),
    };
    language.draft(&PageId::Join, "join.html", language.frame(&PageId::Join, &place, saying), view)
}

/// Drafts the pages of a platform.
pub(super) fn pages<'a>(language: &Language<'a>, platform: &'a Platform<Open>) -> Vec<Draft<'a>> {
    let retired = language.projection.guide.retired_browsers();
    let browsers = platform.browsers.iter().chain(retired.map(|browser| &browser.id));
    let mut drafts = vec![page(language, platform, None)];
    drafts.extend(browsers.map(|browser| page(language, platform, Some(browser))));
    drafts
}

fn page<'a>(
    language: &Language<'a>,
    platform: &'a Platform<Open>,
    browser: Option<&BrowserId>,
) -> Draft<'a> {
    let projection = language.projection;
    let id = match browser {
        Some(browser) => PageId::PlatformBrowser(platform.id.clone(), browser.clone()),
        None => PageId::Platform(platform.id.clone()),
    };
    let browser =
        browser.and_then(|id| projection.guide.common.browsers.iter().find(|one| one.id == *id));
    let is_retired = browser.is_some_and(|browser| browser.retired.is_some());
    let steps = platform.steps.iter().filter(|_| !is_retired);
    let place = Place::with_steps(id.clone(), steps.map(|step| step.id.clone()).collect());
    let writer = language.writer(&place);
    let view = view(platform, browser, &writer);
    let saying = Saying {
        lead: (!is_retired).then(|| writer.line(projection.text(&platform.lead))),
        description: writer.plain(projection.text(&platform.lead)),
        contents: contents(&view, &writer),
    };
    let frame = language.frame(&id, &place, saying);
    language.draft(&id, "platform.html", frame, view)
}

fn view(platform: &Platform<Open>, browser: Option<&Browser>, writer: &Writer<'_>) -> PlatformView {
    let projection = writer.projection;
    let current = browser.map(|browser| &browser.id);
    let browsers = platform
        .browsers
        .iter()
        .filter_map(|id| browser_link(platform, id, current, writer))
        .collect();
    let is_retired = browser.is_some_and(|browser| browser.retired.is_some());
    let steps =
        if is_retired { Vec::new() } else { steps(platform, browser, Anchors::Here, writer) };
    let all = browser.is_none();
    PlatformView {
        key_title: writer.heading(projection.text(&platform.key_title)),
        key_text: writer.blocks(projection.text(&platform.key_text)),
        chosen: browser.filter(|_| !is_retired).map(|browser| {
            let name = writer.heading(projection.text(&browser.name)).0;
            filled(&projection.words().chosen, &[("browser", &name)])
        }),
        browsers,
        all: LinkView {
            href: writer.place.page(&PageId::Platform(platform.id.clone())),
            title: html_of(&projection.words().all_browsers),
            current: all,
        },
        systems: systems(steps.iter().flat_map(|step| &step.variants), browser, writer),
        retired: retired(browser, writer),
        steps,
        more: browser.map(|_| {
            let about = Anchor::new("about");
            let page = PageId::Platform(platform.id.clone());
            let name = writer.heading(projection.text(&platform.name)).0;
            LinkView {
                href: writer.place.target(&Target { page, anchor: Some(about) }),
                title: filled(&projection.words().more_about, &[("name", &name)]),
                current: false,
            }
        }),
        topics: platform
            .topics
            .iter()
            .filter(|_| all)
            .map(|topic| TopicView {
                id: topic.id.to_string(),
                title: writer.heading(projection.text(&topic.title)),
                text: writer.blocks(projection.text(&topic.text)),
            })
            .collect(),
        about: all.then(|| writer.blocks(projection.text(&platform.about))),
        network: platform
            .network
            .as_ref()
            .filter(|_| all)
            .map(|text| writer.blocks(projection.text(text))),
        hosts: platform.hosts.iter().filter(|_| all).map(|host| self::host(host, writer)).collect(),
        links: platform
            .links
            .iter()
            .filter(|_| all)
            .map(|link| VendorLinkView {
                href: link.url.to_string(),
                title: writer.line(projection.text(&link.title)),
                checked_on: writer.checked(link.checked_on),
            })
            .collect(),
        notes: writer.notes(&platform.notes),
        source: writer.source(platform.provenance.as_ref().filter(|_| !is_retired)),
    }
}

/// The places on a page of a platform.
fn contents(view: &PlatformView, writer: &Writer<'_>) -> Vec<ContentsView> {
    let words = writer.projection.words();
    let steps = view.steps.iter().filter_map(|step| {
        let place = frame::place(step.id.as_ref()?, step.title.clone());
        Some(ContentsView { number: Some(step.number), ..place })
    });
    let topics = view.topics.iter().map(|topic| frame::place(&topic.id, topic.title.clone()));
    let has_network = view.network.is_some() || !view.hosts.is_empty();
    let sections = [
        ("about", view.about.is_some(), &words.about_platform),
        ("network", has_network, &words.network),
        ("links", !view.links.is_empty(), &words.vendor_pages),
    ];
    let sections = sections.into_iter().filter(|(_, is_there, _)| *is_there);
    let sections = sections.map(|(id, _, title)| frame::place(id, writer.words_heading(title)));
    steps.chain(topics).chain(sections).collect()
}

fn browser_link(
    platform: &Platform<Open>,
    browser: &BrowserId,
    current: Option<&BrowserId>,
    writer: &Writer<'_>,
) -> Option<BrowserLinkView> {
    let projection = writer.projection;
    let all = &projection.guide.common.browsers;
    let browser = all.iter().find(|one| one.id == *browser)?;
    let page = PageId::PlatformBrowser(platform.id.clone(), browser.id.clone());
    Some(BrowserLinkView {
        id: browser.id.to_string(),
        name: writer.heading(projection.text(&browser.name)),
        href: writer.place.page(&page),
        current: current == Some(&browser.id),
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
            let name = writer.heading(projection.text(&one.name)).0;
            let heading = filled(&projection.words().retired_title, &[("browser", &name)]);
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
