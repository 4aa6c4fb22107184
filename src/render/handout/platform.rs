//! A platform on paper: its steps for every reader or for those of one browser, and what its network needs.

use super::super::figure;
use super::super::paper::{Paper, place};
use super::super::steps::{fits, is_second_best, named};
use super::at;
use crate::guide::{
    Browser, Choice, Client, Figure, Host, Link, Open, PageId, Platform, Step, Topic, Variant,
};
use crate::view::handout::{
    ChoiceView, FigureView, GroupView, HostView, NetworkView, PlatformView, StepView, TopicView,
    VariantView, VendorLinkView,
};
use crate::view::paper::Inline;

/// The font of the words on figures, one of those that the engine has.
const FONT: &str = "BIZ UDPGothic";

/// The places of the steps.
pub(super) fn step_places(platform: &Platform<Open>) -> impl Iterator<Item = String> {
    let page = PageId::Platform(platform.id.clone());
    platform.steps.iter().map(move |step| at(&page, step.id.as_str()))
}

/// Every place of a platform in the handout of the guide.
pub(super) fn places(platform: &Platform<Open>) -> impl Iterator<Item = String> {
    let page = PageId::Platform(platform.id.clone());
    let topics = platform.topics.iter().map(|topic| topic.id.as_str());
    let anchors: Vec<_> =
        topics.chain(["about", "network", "links"]).map(|anchor| at(&page, anchor)).collect();
    step_places(platform).chain([place(&page, None), at(&page, "steps")]).chain(anchors)
}

/// The platform in the handout of the guide.
pub(super) fn whole<'a>(paper: &Paper<'a>, platform: &'a Platform<Open>) -> PlatformView {
    let page = PageId::Platform(platform.id.clone());
    let topic = |topic: &'a Topic| TopicView {
        id: at(&page, topic.id.as_str()),
        title: paper.heading(&topic.title),
        text: paper.blocks(&topic.text),
    };
    let mut topics: Vec<_> = platform.topics.iter().map(topic).collect();
    topics.push(TopicView {
        id: at(&page, "about"),
        title: paper.words(&paper.projection.words().about_platform),
        text: paper.blocks(&platform.about),
    });
    PlatformView { topics, network: Some(network(paper, platform)), ..view(paper, platform, None) }
}

/// The platform in the handout for a browser.
pub(super) fn for_browser<'a>(
    paper: &Paper<'a>,
    platform: &'a Platform<Open>,
    browser: &Browser,
) -> PlatformView {
    view(paper, platform, Some(browser))
}

fn view<'a>(
    paper: &Paper<'a>,
    platform: &'a Platform<Open>,
    browser: Option<&Browser>,
) -> PlatformView {
    let page = PageId::Platform(platform.id.clone());
    let leaves_out = |step: &Step<Open>| {
        let mut variants = step.variants.iter().map(|one| &one.variant.applies);
        variants.any(|applies| fits(applies, browser) && is_second_best(applies, &platform.clients))
    };
    let steps = platform.steps.iter().enumerate();
    let step = |(index, step): (usize, &'a Step<Open>)| StepView {
        id: at(&page, step.id.as_str()),
        number: index + 1,
        ..self::step(paper, step, platform, browser)
    };
    PlatformView {
        id: place(&page, None),
        steps_id: at(&page, "steps"),
        name: paper.heading(&platform.name),
        title: paper.heading(&platform.title),
        lead: paper.line(&platform.lead),
        key_title: paper.heading(&platform.key_title),
        key_text: paper.blocks(&platform.key_text),
        steps: steps.map(step).collect(),
        leaves_out: browser.is_some() && platform.steps.iter().any(leaves_out),
        topics: Vec::new(),
        network: None,
        notes: paper.notes(&platform.notes),
        source: paper.source(platform.provenance.as_ref()),
    }
}

/// A step, its place and its number aside.
fn step<'a>(
    paper: &Paper<'a>,
    step: &'a Step<Open>,
    platform: &'a Platform<Open>,
    browser: Option<&Browser>,
) -> StepView {
    let choice = |choice: &'a Choice| ChoiceView {
        title: paper.heading(&choice.title),
        text: paper.blocks(&choice.text),
    };
    let variants = step.variants.iter().enumerate().map(|(at, one)| {
        let name = format!("{}/{}/{}", platform.id, step.id, at + 1);
        (&one.variant, one.figure.as_ref().map(|figure| (figure.as_ref(), name)))
    });
    let name = format!("{}/{}", platform.id, step.id);
    StepView {
        id: String::new(),
        number: 0,
        title: paper.heading(&step.title),
        text: paper.option(step.text.as_ref()),
        groups: groups(paper, variants, &platform.clients, browser),
        choices: step.choices.iter().map(choice).collect(),
        expect: paper.option(step.expect.as_ref()),
        warning: paper.option(step.warning.as_ref()),
        notes: paper.notes(&step.notes),
        figure: step.figure.as_ref().map(|figure| sketch(paper, figure, &name)),
    }
}

/// A sketch of a screen; `name` is unlike that of every other in the document.
fn sketch(paper: &Paper<'_>, figure: &Figure, name: &str) -> FigureView {
    let drawing = figure::draw(figure, paper.projection);
    let words = &paper.projection.words().figure_caption;
    FigureView {
        picture: paper.draw(name, drawing.paper(FONT)),
        alt: format!("{} {}", drawing.title, drawing.description),
        caption: words.replace("{caption}", &drawing.title),
        height: drawing.height(),
    }
}

/// Variants by the ways to take part they are for. Neighbours that say the same are one, with both names.
pub(super) fn groups<'a>(
    paper: &Paper<'a>,
    variants: impl Iterator<Item = (&'a Variant, Option<(&'a Figure, String)>)>,
    clients: &'a [Client],
    browser: Option<&Browser>,
) -> Vec<GroupView> {
    let words = paper.projection.words();
    let mut groups: Vec<GroupView> = Vec::new();
    for (variant, figure) in variants.filter(|(variant, _)| fits(&variant.applies, browser)) {
        // The handout for a browser has two pages, and says where the other ways to take part are.
        let second_best = is_second_best(&variant.applies, clients);
        if second_best && browser.is_some() {
            continue;
        }
        let axes = named(&variant.applies, browser, clients, paper.projection).map(|names| {
            let names: Vec<_> = names.into_iter().map(|name| paper.heading_of(name)).collect();
            (!names.is_empty()).then(|| Paper::joined(&names, &words.name_separator))
        });
        let [client, browsers, systems] = axes;
        let title = client.filter(|_| browser.is_none());
        let name = match (browsers, systems) {
            (Some(name), Some(more)) => {
                Some(Paper::filled(&words.name_with, &[("name", &name), ("more", &more)]))
            }
            (browsers, systems) => browsers.or(systems),
        };
        let text = paper.blocks(&variant.text);
        if groups.last().is_none_or(|group| group.title != title) {
            groups.push(GroupView { title, second_best, variants: Vec::new() });
        }
        let Some(group) = groups.last_mut() else { continue };
        match (group.variants.last_mut(), name) {
            (Some(VariantView { name: Some(last), text: same, figure: None }), Some(name))
                if *same == text && figure.is_none() =>
            {
                last.push(Inline::Text { text: words.name_separator.to_string() });
                last.extend(name);
            }
            (_, name) => {
                let figure = figure.map(|(figure, name)| sketch(paper, figure, &name));
                group.variants.push(VariantView { name, text, figure });
            }
        }
    }
    groups
}

fn network<'a>(paper: &Paper<'a>, platform: &'a Platform<Open>) -> NetworkView {
    let page = PageId::Platform(platform.id.clone());
    let words = paper.projection.words();
    let host = |host: &'a Host| HostView {
        names: host.names.iter().map(ToString::to_string).collect(),
        ports: host.ports.iter().map(ToString::to_string).collect(),
        purpose: paper.blocks(&host.purpose),
        source: paper.source(host.provenance.as_ref()),
    };
    let link = |link: &'a Link| VendorLinkView {
        title: paper.line(&link.title),
        address: link.url.to_string(),
        checked_on: paper.checked(link.checked_on),
    };
    NetworkView {
        id: at(&page, "network"),
        text: paper.option(platform.network.as_ref()),
        columns: [&words.hosts, &words.ports, &words.purpose].map(|name| paper.words(name)),
        hosts: platform.hosts.iter().map(host).collect(),
        links_id: at(&page, "links"),
        links: platform.links.iter().map(link).collect(),
    }
}
