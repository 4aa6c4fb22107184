//! Steps: variants that leave no reader without words, and figures that the words explain.

use std::sync::Arc;

use super::figure::{self, figure};
use super::names::Ids;
use super::notes;
use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics, quoted_list};
use crate::guide::{
    Anchor, BrowserId, Choice, ClientId, Figure, Localized, Markup, Scoped, Sealed, Selector, Step,
    StepVariant, SystemId, Variant,
};
use crate::parse::markdown::Extent;
use crate::parse::raw::{
    self, RawAudience, RawBrowser, RawPlatform, RawSelector, RawStep, RawStepVariant, RawVariant,
    Text,
};

/// What the variants of a platform's steps can select by.
pub(super) struct Scope<'a> {
    pub(super) raw: &'a RawPlatform,
    pub(super) browsers: &'a Ids,
    pub(super) systems: &'a Ids,
    pub(super) clients: &'a Ids,
    pub(super) retired: Vec<String>,
    pub(super) all_browsers: &'a [RawBrowser],
}

/// Resolves a step.
pub(super) fn step(
    raw: &RawStep,
    scope: &Scope<'_>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Step<Sealed>> {
    let title = texts.localized(&raw.title, Extent::Line, d);
    let figure = raw.figure.as_ref().map(|raw| figure(raw, texts, d));
    let texts = &texts.beside(marks(figure.as_ref()));
    let errors = d.counts().0;
    let text = texts.optional(raw.text.as_ref(), Extent::Text, d);
    let variants = step_variants(raw, scope.clients, texts, d);
    check_selector(&raw.no_variant, Some(scope.clients), texts, d);
    coverage(raw, scope, d);
    silence(raw, scope, d);
    let complete = raw.variants.complete && raw.choices.complete;
    if complete && raw.text.is_none() && raw.variants.is_empty() && raw.choices.is_empty() {
        d.error(
            Code::MissingKey,
            raw.id.span,
            format!("the step `{}` does not say what to do", raw.id.value),
        )
        .help("add `text:`, `variants:` or `choices:`");
    }
    let ids = raw.choices.iter().map(|choice| &choice.id);
    Ids::new(("choice", "this step", Code::UnknownAnchor), ids, true, d);
    let mut everybody_reads = Vec::new();
    let choices = raw
        .choices
        .iter()
        .filter_map(|choice| {
            let title = texts.localized(&choice.title, Extent::Line, d);
            let text = texts.localized(&choice.text, Extent::Text, d);
            let choice_of = Choice { title: title?, text: text? };
            if choice.audience == RawAudience::External {
                everybody_reads.push(choice_of.text.clone());
            }
            Some(Scoped::new(choice.audience.into(), choice_of))
        })
        .collect();
    let expect = texts.optional(raw.expect.as_ref(), Extent::Text, d);
    let warning = texts.optional(raw.warning.as_ref(), Extent::Text, d);
    let notes = notes(&raw.notes, texts, d);
    let id = Anchor::new(raw.id.value.as_str());
    let figure = figure.flatten();
    let step = Step { id, title: title?, text, figure, variants, choices, expect, warning, notes };
    everybody_reads
        .extend([&step.text, &step.expect, &step.warning].into_iter().flatten().cloned());
    // A text that could not be read may be the one that explains a mark.
    if d.counts().0 == errors {
        marks_explained(&step, everybody_reads, d);
    }
    Some(step)
}

/// How many marks texts beside a figure can refer to: any, if it could not be read.
fn marks(figure: Option<&Option<Arc<Figure>>>) -> u8 {
    match figure {
        None => 0,
        Some(None) => u8::MAX,
        Some(Some(figure)) => figure.marks(),
    }
}

/// Reports marks of the step's figures that nothing explains; `common` is what the step says to every reader.
fn marks_explained(step: &Step<Sealed>, mut common: Vec<Localized<Markup>>, d: &mut Diagnostics) {
    if let Some(figure) = &step.figure {
        let beside = step.variants.iter().filter(|one| one.figure.is_none());
        common.extend(beside.map(|one| one.variant.text.clone()));
        figure::explained(figure, &common, d);
    }
    for one in &step.variants {
        if let Some(figure) = &one.figure {
            figure::explained(figure, std::slice::from_ref(&one.variant.text), d);
        }
    }
}

/// Resolves the variants of a step. A text refers to the marks of its own figure, or else to those of the step's.
fn step_variants(
    raw: &RawStep,
    clients: &Ids,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<StepVariant> {
    let variant = |raw: &RawStepVariant| {
        let figure = raw.figure.as_ref().map(|raw| figure(raw, texts, d));
        let own = figure.as_ref().map(|_| texts.beside(marks(figure.as_ref())));
        let texts = own.as_ref().unwrap_or(texts);
        let variant = variant(&raw.applies, &raw.text, Some(clients), texts, d)?;
        Some(StepVariant { variant, figure: figure.flatten() })
    };
    raw.variants.iter().filter_map(variant).collect()
}

/// Resolves the remedies that differ by browser or system.
pub(super) fn remedies(raw: &[RawVariant], texts: &Texts<'_>, d: &mut Diagnostics) -> Vec<Variant> {
    raw.iter().filter_map(|raw| variant(&raw.applies, &raw.text, None, texts, d)).collect()
}

/// Resolves a variant; `clients` are those of the platform, if it may select by client.
fn variant(
    applies: &RawSelector,
    text: &raw::Localized,
    clients: Option<&Ids>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Variant> {
    let applies = check_selector(applies, clients, texts, d);
    let text = texts.localized(text, Extent::Text, d)?;
    Some(Variant { applies, text })
}

fn check_selector(
    raw: &RawSelector,
    clients: Option<&Ids>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Selector {
    let browsers = raw.browser.iter().filter(|id| texts.names.browsers.check(id, d));
    let browsers = browsers.map(|id| BrowserId::new(id.value.as_str())).collect();
    let systems = raw.system.iter().filter(|id| texts.names.systems.check(id, d));
    let systems = systems.map(|id| SystemId::new(id.value.as_str())).collect();
    let mut known = Vec::new();
    for id in raw.client.iter() {
        match clients {
            Some(clients) if clients.check(id, d) => known.push(ClientId::new(id.value.as_str())),
            Some(_) => {}
            None => {
                d.error(
                    Code::UnknownClient,
                    id.span,
                    "only the steps of a platform differ by client",
                )
                .help("select by `browser` or `system`");
            }
        }
    }
    Selector { browsers, systems, clients: known }
}

/// Where any variant selects by browser, every browser of the platform has a variant or is named in `no_variant`; the
/// same for systems and clients. What a reader is not told must be somebody's decision.
fn coverage(step: &RawStep, scope: &Scope<'_>, d: &mut Diagnostics) {
    // A variant that could not be read may be for those that seem to have none.
    if !step.variants.complete {
        return;
    }
    let raw = scope.raw;
    let clients: Vec<Text> = raw.clients.iter().map(|client| client.id.clone()).collect();
    let axes: [Axis<'_>; 3] = [
        ("browser", &raw.browsers, scope.browsers, |selector| &selector.browser),
        ("system", &raw.systems, scope.systems, |selector| &selector.system),
        ("client", &clients, scope.clients, |selector| &selector.client),
    ];
    for (axis, all, known, of) in axes {
        let in_variants = step.variants.iter().flat_map(|variant| of(&variant.applies));
        if in_variants.clone().next().is_none() {
            continue;
        }
        let selected: Vec<&Text> = in_variants.chain(of(&step.no_variant)).collect();
        // A name that does not exist may be meant for one that seems to be missing.
        if selected.iter().any(|id| !known.has(id)) {
            continue;
        }
        let is_missing = |id: &&Text| {
            known.has(id)
                && !scope.retired.contains(&id.value)
                && selected.iter().all(|one| one.value != id.value)
        };
        let missing: Vec<&str> =
            all.iter().filter(is_missing).map(|id| id.value.as_str()).collect();
        if !missing.is_empty() {
            d.error(
                Code::MissingVariant,
                step.id.span,
                format!("the step `{}` has no words for the {axis} {}", step.id.value, quoted_list(&missing)),
            )
            .help(format!(
                "write a variant `for: {{{axis}: [{0}]}}`, or say that the common text is enough: `no_variant: {{{axis}: [{0}]}}`",
                missing.join(", ")
            ));
        }
    }
}

/// A step without common words has a variant for every reader: each browser on each system it runs on, with each client.
fn silence(step: &RawStep, scope: &Scope<'_>, d: &mut Diagnostics) {
    let has_words = step.text.is_some() || !step.choices.is_empty();
    if has_words || step.variants.is_empty() || !step.variants.complete {
        return;
    }
    let raw = scope.raw;
    let fits = |list: &[Text], id: &str| list.is_empty() || list.iter().any(|one| one.value == id);
    let clients: Vec<&str> = raw.clients.iter().map(|client| client.id.value.as_str()).collect();
    let usable = raw.browsers.iter().filter(|id| !scope.retired.contains(&id.value));
    for browser in usable {
        let known = scope.all_browsers.iter().find(|one| one.id.value == browser.value);
        let runs_on = |system: &&Text| {
            known.is_some_and(|one| one.runs_on.iter().any(|id| id.value == system.value))
        };
        for system in raw.systems.iter().filter(runs_on) {
            // A platform without clients has one way to take part, which no variant selects by.
            for client in clients.iter().copied().chain(clients.is_empty().then_some("")) {
                let said = step.variants.iter().any(|variant| {
                    let applies = &variant.applies;
                    fits(&applies.browser, browser)
                        && fits(&applies.system, system)
                        && fits(&applies.client, client)
                });
                if !said {
                    let client =
                        if client.is_empty() { String::new() } else { format!(" with `{client}`") };
                    d.error(
                        Code::MissingVariant,
                        step.id.span,
                        format!(
                            "the step `{}` says nothing to a reader of `{}` on `{}`{client}",
                            step.id.value, browser.value, system.value
                        ),
                    )
                    .help("write a variant for them, or a `text:` for every reader");
                    return;
                }
            }
        }
    }
}

type Axis<'a> = (&'static str, &'a [Text], &'a Ids, fn(&RawSelector) -> &[Text]);
