//! The join pages: every variant on one page, and a page for each browser with nothing to choose.

use super::Draft;
use super::frame::{Saying, browser_name};
use super::link::Place;
use super::markdown::{Writer, filled, html_of};
use super::pages::Language;
use crate::guide::{
    Browser, BrowserId, Client, ClientId, Host, Open, PageId, Platform, Selector, Step, SystemId,
    Variant,
};
use crate::view::{
    ChoiceView, HostView, Html, JoinPlatformView, JoinView, LinkView, PlatformView, StepView,
    VariantView, VendorLinkView,
};

/// Drafts the page of platforms.
pub(super) fn join<'a>(language: &Language<'a>) -> Draft<'a> {
    let (projection, place) = (language.projection, Place::new(PageId::Join));
    let writer = language.writer(&place);
    let words = projection.words();
    let platforms = projection.guide.platforms.iter().map(|platform| JoinPlatformView {
        link: writer.page_link(&PageId::Platform(platform.id.clone())),
        lead: writer.line(projection.text(&platform.lead)),
        key: writer.line(projection.text(&platform.key_title)),
        browsers: platform
            .browsers
            .iter()
            .map(|browser| browser_link(platform, browser, None, &writer))
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
    let place = Place::new(id.clone());
    let writer = language.writer(&place);
    let browser =
        browser.and_then(|id| projection.guide.common.browsers.iter().find(|one| one.id == *id));
    let view = view(platform, browser, &writer);
    let contents = view.steps.iter().filter_map(|step| {
        let href = format!("#{}", step.id.as_ref()?);
        Some(LinkView { href, title: step.title.clone(), current: false })
    });
    let saying = Saying {
        lead: Some(writer.line(projection.text(&platform.lead))),
        description: writer.plain(projection.text(&platform.lead)),
        contents: contents.collect(),
    };
    let frame = language.frame(&id, &place, saying);
    language.draft(&id, "platform.html", frame, view)
}

fn view(platform: &Platform<Open>, browser: Option<&Browser>, writer: &Writer<'_>) -> PlatformView {
    let projection = writer.projection;
    let current = browser.map(|browser| &browser.id);
    let mut browsers: Vec<LinkView> =
        platform.browsers.iter().map(|id| browser_link(platform, id, current, writer)).collect();
    browsers.push(LinkView {
        href: writer.place.page(&PageId::Platform(platform.id.clone())),
        title: html_of(&projection.words().all_browsers),
        current: browser.is_none(),
    });
    let is_retired = browser.is_some_and(|browser| browser.retired.is_some());
    let all = browser.is_none();
    PlatformView {
        key_title: writer.line(projection.text(&platform.key_title)),
        key_text: writer.blocks(projection.text(&platform.key_text)),
        browsers,
        retired: retired(browser, writer),
        steps: if is_retired {
            Vec::new()
        } else {
            steps(platform, browser, Anchors::Here, writer)
        },
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
        notes: platform.notes.iter().map(|note| writer.blocks(projection.text(note))).collect(),
        source: writer.source(platform.provenance.as_ref()),
    }
}

fn browser_link(
    platform: &Platform<Open>,
    browser: &BrowserId,
    current: Option<&BrowserId>,
    writer: &Writer<'_>,
) -> LinkView {
    let page = PageId::PlatformBrowser(platform.id.clone(), browser.clone());
    let name = browser_name(writer.projection, browser);
    LinkView {
        href: writer.place.page(&page),
        title: name.map_or_else(Html::default, |name| writer.line(name)),
        current: current == Some(browser),
    }
}

/// What to do with browsers that can no longer be used: the one the page is for, or all.
fn retired(browser: Option<&Browser>, writer: &Writer<'_>) -> Vec<VariantView> {
    let projection = writer.projection;
    let all = &projection.guide.common.browsers;
    all.iter()
        .filter(|one| browser.is_none_or(|browser| browser.id == one.id))
        .filter_map(|one| {
            let text = writer.blocks(projection.text(one.retired.as_ref()?));
            let name = writer.line(projection.text(&one.name)).0;
            let heading = filled(&projection.words().retired_title, &[("browser", &name)]);
            Some(VariantView { heading: Some(heading), text })
        })
        .collect()
}

/// Whether steps have anchors: on the pages of their platform.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchors {
    Here,
    Elsewhere,
}

/// The steps with every variant, for the text of another page.
pub(super) fn embedded_steps(platform: &Platform<Open>, writer: &Writer<'_>) -> Vec<StepView> {
    steps(platform, None, Anchors::Elsewhere, writer)
}

fn steps(
    platform: &Platform<Open>,
    browser: Option<&Browser>,
    anchors: Anchors,
    writer: &Writer<'_>,
) -> Vec<StepView> {
    let number = |(index, step)| self::step(index + 1, step, platform, browser, anchors, writer);
    platform.steps.iter().enumerate().map(number).collect()
}

fn step(
    number: usize,
    step: &Step<Open>,
    platform: &Platform<Open>,
    browser: Option<&Browser>,
    anchors: Anchors,
    writer: &Writer<'_>,
) -> StepView {
    let projection = writer.projection;
    let blocks = |text| writer.blocks(projection.text(text));
    StepView {
        id: (anchors == Anchors::Here).then(|| step.id.to_string()),
        number,
        number_name: projection.words().step.replace("{n}", &number.to_string()),
        title: writer.line(projection.text(&step.title)),
        text: step.text.as_ref().map(blocks),
        variants: variants(&step.variants, browser, &platform.clients, writer),
        choices: step
            .choices
            .iter()
            .map(|choice| ChoiceView {
                title: writer.line(projection.text(&choice.title)),
                text: blocks(&choice.text),
            })
            .collect(),
        expect: step.expect.as_ref().map(blocks),
        warning: step.warning.as_ref().map(blocks),
        notes: step.notes.iter().map(blocks).collect(),
    }
}

/// The variants for a reader of `browser`, or all of them.
///
/// On a page for one browser only what it runs on is left, and a heading names only what still differs there.
pub(super) fn variants(
    all: &[Variant],
    browser: Option<&Browser>,
    clients: &[Client],
    writer: &Writer<'_>,
) -> Vec<VariantView> {
    let fits = |selector: &Selector| {
        browser.is_none_or(|browser| {
            let by_browser =
                selector.browsers.is_empty() || selector.browsers.contains(&browser.id);
            let by_system = selector.systems.is_empty()
                || selector.systems.iter().any(|system| browser.runs_on.contains(system));
            by_browser && by_system
        })
    };
    all.iter()
        .filter(|variant| fits(&variant.applies))
        .map(|variant| VariantView {
            heading: heading(&variant.applies, browser, clients, writer),
            text: writer.blocks(writer.projection.text(&variant.text)),
        })
        .collect()
}

/// For whom a variant is.
fn heading(
    selector: &Selector,
    browser: Option<&Browser>,
    clients: &[Client],
    writer: &Writer<'_>,
) -> Option<Html> {
    let projection = writer.projection;
    let words = projection.words();
    let common = &projection.guide.common;
    let name = |markup| writer.line(projection.text(markup)).0;
    let join = |names: Vec<String>| (!names.is_empty()).then(|| names.join(&words.name_separator));

    let browser_name = |id: &BrowserId| {
        common.browsers.iter().find(|one| one.id == *id).map(|one| name(&one.name))
    };
    let browsers = match browser {
        Some(_) => None,
        None => join(selector.browsers.iter().filter_map(browser_name).collect()),
    };
    let system_name =
        |id: &SystemId| common.systems.iter().find(|one| one.id == *id).map(|one| name(&one.name));
    let runs = |id: &&SystemId| browser.is_none_or(|browser| browser.runs_on.contains(*id));
    let named: Vec<String> = selector.systems.iter().filter(runs).filter_map(system_name).collect();
    let is_everywhere = browser.is_some_and(|browser| browser.runs_on.len() == named.len());
    let systems = if is_everywhere { None } else { join(named) };
    let client_name =
        |id: &ClientId| clients.iter().find(|one| one.id == *id).map(|one| name(&one.name));
    let clients = join(selector.clients.iter().filter_map(client_name).collect());

    let axes: Vec<String> = [clients, browsers, systems].into_iter().flatten().collect();
    let (first, more) = axes.split_first()?;
    let whole = more.iter().fold(first.clone(), |name, more| {
        filled(&words.name_with, &[("name", &name), ("more", more)]).0
    });
    Some(filled(&words.in_case_of, &[("name", &whole)]))
}

fn host(host: &Host, writer: &Writer<'_>) -> HostView {
    HostView {
        names: host.names.iter().map(ToString::to_string).collect(),
        ports: host.ports.iter().map(ToString::to_string).collect(),
        purpose: writer.blocks(writer.projection.text(&host.purpose)),
        source: writer.source(host.provenance.as_ref()),
    }
}
