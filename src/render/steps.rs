//! Steps and variants: what differs between readers, for one of them or for all.

use std::collections::BTreeSet;

use super::figure;
use super::markdown::{Writer, filled, html_of};
use crate::guide::{
    Browser, BrowserId, Client, ClientId, Figure, Icon, Markup, Open, Platform, Selector, Step,
    SystemId, Variant,
};
use crate::localize::Projection;
use crate::view::{ChoiceView, FigureView, FiguresView, Html, StepView, SystemView, VariantView};

/// Whether steps have anchors: on the pages of their platform.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchors {
    Here,
    Elsewhere,
}

/// The steps with every variant, for the text of another page.
pub(super) fn embedded_steps(
    platform: &Platform<Open>,
    writer: &Writer<'_>,
) -> (Vec<StepView>, Option<FiguresView>) {
    steps(platform, None, Anchors::Elsewhere, writer)
}

/// The steps for a reader of `browser`, or for every reader; and what their figures need.
pub(super) fn steps(
    platform: &Platform<Open>,
    browser: Option<&Browser>,
    anchors: Anchors,
    writer: &Writer<'_>,
) -> (Vec<StepView>, Option<FiguresView>) {
    let mut figures = Figures {
        writer,
        prefix: format!("icon-{}-", platform.id),
        icons: BTreeSet::new(),
        count: 0,
    };
    let mut steps = Vec::with_capacity(platform.steps.len());
    for (index, step) in platform.steps.iter().enumerate() {
        let name = format!("figure-{}.{}", platform.id, step.id);
        let figure = step.figure.as_ref().map(|figure| figures.view(figure, &name));
        let mut variants = Vec::new();
        let mut said_to = None;
        for (at, one) in step.variants.iter().enumerate() {
            let Some(view) = variant(&one.variant, browser, &platform.clients, writer) else {
                continue;
            };
            let name = format!("{name}.{}", at + 1);
            let figure = one.figure.as_ref().map(|figure| figures.view(figure, &name));
            // What is said to the same readers goes on under their heading.
            let goes_on = !view.folded && said_to.as_ref() == Some(&view.heading);
            said_to = Some(view.heading.clone());
            let heading = view.heading.filter(|_| !goes_on);
            variants.push(VariantView { heading, figure, ..view });
        }
        let view = self::step(index + 1, step, anchors, writer);
        steps.push(StepView { figure, variants, ..view });
    }
    let needed = (figures.count > 0).then(|| FiguresView {
        style: writer.place.file(writer.assets.path("figure.css")),
        icons: Html(figure::icons(&figures.icons, &figures.prefix)),
    });
    (steps, needed)
}

/// The figures of a page, and the icons they need.
struct Figures<'a> {
    writer: &'a Writer<'a>,
    prefix: String,
    icons: BTreeSet<Icon>,
    count: usize,
}

impl Figures<'_> {
    fn view(&mut self, figure: &Figure, id: &str) -> FigureView {
        let drawing = self.writer.drawings.of(figure, self.writer.projection);
        self.icons.extend(drawing.icons());
        self.count += 1;
        let words = &self.writer.projection.words().figure_caption;
        let caption = html_of(&drawing.title).0;
        FigureView {
            svg: Html(drawing.page(id, &self.prefix)),
            caption: filled(words, &[("caption", &caption)]),
        }
    }
}

/// A step without what only some readers see, and without figures.
fn step(number: usize, step: &Step<Open>, anchors: Anchors, writer: &Writer<'_>) -> StepView {
    let projection = writer.projection;
    let blocks = |text| writer.blocks(projection.text(text));
    StepView {
        id: (anchors == Anchors::Here).then(|| step.id.to_string()),
        number,
        number_name: projection.words().step.replace("{n}", &number.to_string()),
        title: writer.heading(projection.text(&step.title)),
        text: step.text.as_ref().map(blocks),
        figure: None,
        variants: Vec::new(),
        choices: step
            .choices
            .iter()
            .map(|choice| ChoiceView {
                title: writer.heading(projection.text(&choice.title)),
                text: blocks(&choice.text),
            })
            .collect(),
        expect: step.expect.as_ref().map(blocks),
        warning: step.warning.as_ref().map(blocks),
        notes: writer.notes(&step.notes),
    }
}

/// Remedies, which differ by browser and system alone.
pub(super) fn remedies(all: &[Variant], writer: &Writer<'_>) -> Vec<VariantView> {
    all.iter().filter_map(|one| variant(one, None, &[], writer)).collect()
}

/// A variant, if it is for a reader of `browser`, or for any.
///
/// On a page for one browser only what it runs on is left, and a heading names only what still differs there.
fn variant(
    variant: &Variant,
    browser: Option<&Browser>,
    clients: &[Client],
    writer: &Writer<'_>,
) -> Option<VariantView> {
    let applies = &variant.applies;
    fits(applies, browser).then(|| VariantView {
        heading: heading(applies, browser, clients, writer),
        text: writer.blocks(writer.projection.text(&variant.text)),
        figure: None,
        browsers: ids(applies.browsers.iter().map(BrowserId::as_str)),
        systems: ids(applies.systems.iter().map(SystemId::as_str)),
        folded: is_second_best(applies, clients),
    })
}

/// Whether a variant is for readers of `browser`, or of any.
pub(super) fn fits(selector: &Selector, browser: Option<&Browser>) -> bool {
    browser.is_none_or(|browser| {
        let by_browser = selector.browsers.is_empty() || selector.browsers.contains(&browser.id);
        let by_system = selector.systems.is_empty()
            || selector.systems.iter().any(|system| browser.runs_on.contains(system));
        by_browser && by_system
    })
}

/// Whether a variant is only for ways to take part that are not the first, the one we ask for.
pub(super) fn is_second_best(selector: &Selector, clients: &[Client]) -> bool {
    let first = clients.first();
    !selector.clients.is_empty() && first.is_some_and(|one| !selector.clients.contains(&one.id))
}

/// Ids with spaces between them.
fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join(" ")
}

/// For whom a variant is: names of clients, of browsers, of systems.
///
/// On a page for one browser only what still differs there is named.
pub(super) fn named<'a>(
    selector: &Selector,
    browser: Option<&Browser>,
    clients: &'a [Client],
    projection: Projection<'a>,
) -> [Vec<&'a Markup>; 3] {
    let common = &projection.guide.common;
    let client = |id: &ClientId| clients.iter().find(|one| one.id == *id).map(|one| &one.name);
    let clients = selector.clients.iter().filter_map(client);
    let browsers = selector.browsers.iter().filter(|_| browser.is_none());
    let browsers = browsers.filter_map(|id| common.browser(id).map(|one| &one.name));
    let runs = |id: &&SystemId| browser.is_none_or(|browser| browser.runs_on.contains(*id));
    let systems = selector.systems.iter().filter(runs);
    let systems = systems.filter_map(|id| common.system(id).map(|one| &one.name));
    let texts = |name| projection.text(name);
    let mut systems: Vec<_> = systems.map(texts).collect();
    if browser.is_some_and(|browser| browser.runs_on.len() == systems.len()) {
        systems.clear();
    }
    [clients.map(texts).collect(), browsers.map(texts).collect(), systems]
}

/// For whom a variant is.
fn heading(
    selector: &Selector,
    browser: Option<&Browser>,
    clients: &[Client],
    writer: &Writer<'_>,
) -> Option<Html> {
    let words = writer.projection.words();
    let axes = named(selector, browser, clients, writer.projection).map(|names| {
        let names: Vec<_> = names.into_iter().map(|name| writer.heading(name).0).collect();
        names.join(&words.name_separator)
    });
    let whole = axes
        .into_iter()
        .filter(|names| !names.is_empty())
        .reduce(|name, more| filled(&words.name_with, &[("name", &name), ("more", &more)]).0)?;
    Some(filled(&words.in_case_of, &[("name", &whole)]))
}

/// The systems of the browser, or of all, for which some variant says something of its own.
pub(super) fn systems<'v>(
    variants: impl Iterator<Item = &'v VariantView>,
    browser: Option<&Browser>,
    writer: &Writer<'_>,
) -> Vec<SystemView> {
    let projection = writer.projection;
    let named: BTreeSet<&str> =
        variants.flat_map(|variant| variant.systems.split_whitespace()).collect();
    let systems = projection.guide.common.systems.iter();
    let runs = |id: &SystemId| browser.is_none_or(|browser| browser.runs_on.contains(id));
    let systems = systems.filter(|system| named.contains(system.id.as_str()) && runs(&system.id));
    let views: Vec<_> = systems
        .map(|system| SystemView {
            id: system.id.to_string(),
            name: writer.heading(projection.text(&system.name)),
            has: system.recognized_by.has.join("|"),
            lacks: system.recognized_by.lacks.join("|"),
        })
        .collect();
    // One alone leaves nothing to choose.
    if views.len() > 1 { views } else { Vec::new() }
}
