//! Steps and variants: what differs between readers, for one of them or for all.

use std::collections::BTreeSet;

use super::markdown::{Writer, filled};
use crate::guide::{
    Browser, BrowserId, Client, ClientId, Open, Platform, Selector, Step, SystemId, Variant,
};
use crate::view::{ChoiceView, Html, StepView, SystemView, VariantView};

/// Whether steps have anchors: on the pages of their platform.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchors {
    Here,
    Elsewhere,
}

/// The steps with every variant, for the text of another page.
pub(super) fn embedded_steps(platform: &Platform<Open>, writer: &Writer<'_>) -> Vec<StepView> {
    steps(platform, None, Anchors::Elsewhere, writer)
}

/// The steps for a reader of `browser`, or for every reader.
pub(super) fn steps(
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
        title: writer.heading(projection.text(&step.title)),
        text: step.text.as_ref().map(blocks),
        variants: variants(&step.variants, browser, &platform.clients, writer),
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
            browsers: ids(variant.applies.browsers.iter().map(BrowserId::as_str)),
            systems: ids(variant.applies.systems.iter().map(SystemId::as_str)),
            folded: is_second_best(&variant.applies, clients),
        })
        .collect()
}

/// Whether a variant is only for ways to take part that are not the first, the one we ask for.
fn is_second_best(selector: &Selector, clients: &[Client]) -> bool {
    let first = clients.first();
    !selector.clients.is_empty() && first.is_some_and(|one| !selector.clients.contains(&one.id))
}

/// Ids with spaces between them.
fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join(" ")
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
    let name = |markup| writer.heading(projection.text(markup)).0;
    let join = |names: Vec<String>| (!names.is_empty()).then(|| names.join(&words.name_separator));

    let browser_name = |id: &BrowserId| common.browser(id).map(|one| name(&one.name));
    let browsers = match browser {
        Some(_) => None,
        None => join(selector.browsers.iter().filter_map(browser_name).collect()),
    };
    let system_name = |id: &SystemId| common.system(id).map(|one| name(&one.name));
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
