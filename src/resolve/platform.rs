//! Platforms: steps, and variants that leave no reader without words.

use std::sync::Arc;

use super::names::Ids;
use super::text::Texts;
use super::{http_url, notes, probes, provenance};
use crate::diagnostic::{Code, Diagnostics, quoted_list};
use crate::guide::{
    Anchor, BrowserId, Choice, Client, ClientId, Host, Link, PLATFORM_PLACES, Platform, PlatformId,
    Scoped, Sealed, Selector, Step, SystemId, Topic, Variant,
};
use crate::parse::RawPlatformFile;
use crate::parse::markdown::Extent;
use crate::parse::raw::{
    RawBrowser, RawHost, RawPlatform, RawSelector, RawStep, RawTopic, RawVariant, Text,
};

/// Resolves a platform.
pub(super) fn platform(
    RawPlatformFile { id, declared, platform }: &RawPlatformFile,
    browsers: &[RawBrowser],
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Scoped<Platform<Sealed>>> {
    let mut ids = |kind, list, unknown| {
        let words = (kind, "this file", unknown);
        Ids::new(words, declared.ids(list), declared.is_complete(list), d)
    };
    let steps = ids("step", "steps", Code::UnknownAnchor);
    let clients = ids("client", "clients", Code::UnknownClient);
    let topics = ids("topic", "topics", Code::UnknownAnchor);
    steps.refuse(PLATFORM_PLACES, d);
    topics.refuse(steps.iter().chain(PLATFORM_PLACES), d);
    let raw = platform.as_ref()?;
    let mut text = |raw, extent| texts.localized(raw, extent, d);
    let (name, title, lead) = (
        text(&raw.name, Extent::Line),
        text(&raw.title, Extent::Line),
        text(&raw.lead, Extent::Line),
    );
    let (key_title, key_text) =
        (text(&raw.key.title, Extent::Line), text(&raw.key.text, Extent::Text));
    let about = text(&raw.about, Extent::Text);

    let usable = usable_browsers(raw, browsers, texts, d);
    let systems: Vec<&Text> =
        raw.systems.iter().filter(|system| texts.names.systems.check(system, d)).collect();
    let retired = browsers.iter().filter(|browser| browser.retired.is_some());
    let scope = Scope {
        raw,
        browsers: &texts.names.browsers,
        systems: &texts.names.systems,
        clients: &clients,
        retired: retired.map(|browser| browser.id.value.clone()).collect(),
        all_browsers: browsers,
    };
    let steps: Vec<Option<Step<Sealed>>> =
        raw.steps.iter().map(|step| self::step(step, &scope, texts, d)).collect();

    for (kind, ids) in [
        ("host", raw.hosts.iter().map(|host| &host.id).collect::<Vec<_>>()),
        ("link", raw.links.iter().map(|link| &link.id).collect()),
    ] {
        Ids::new((kind, "this file", Code::UnknownAnchor), ids.into_iter(), true, d);
    }
    let hosts = raw.hosts.iter().filter_map(|host| self::host(host, texts, d)).collect();
    let probes = raw.probes.iter().filter_map(|one| probes::probe(one, texts, d)).collect();
    let servers = raw.stun.iter().filter_map(|one| probes::server(one, texts, d)).collect();
    let topics = raw.topics.iter().filter_map(|topic| self::topic(topic, texts, d)).collect();
    let network = texts.optional(raw.network.as_ref(), Extent::Text, d);
    let links = raw
        .links
        .iter()
        .filter_map(|link| {
            let title = texts.localized(&link.title, Extent::Line, d);
            let checked_on = super::checked(&link.checked_on, d);
            http_url(&link.url, d)?;
            let url = link.url.value.as_str().into();
            Some(Scoped::new(
                link.audience.into(),
                Link { title: title?, url, checked_on: checked_on? },
            ))
        })
        .collect();
    let platform_clients = raw
        .clients
        .iter()
        .filter_map(|client| {
            let name = texts.localized(&client.name, Extent::Line, d)?;
            Some(Client { id: ClientId::new(client.id.value.as_str()), name })
        })
        .collect();
    let notes = notes(&raw.notes, texts, d);
    let provenance = provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d);
    let platform = Platform {
        id: PlatformId::new(id.value.as_str()),
        name: name?,
        title: title?,
        lead: lead?,
        key_title: key_title?,
        key_text: key_text?,
        about: about?,
        browsers: usable,
        systems: systems.into_iter().map(|system| SystemId::new(system.value.as_str())).collect(),
        clients: platform_clients,
        steps: steps.into_iter().collect::<Option<_>>()?,
        topics,
        hosts,
        probes,
        servers,
        network,
        links,
        notes,
        provenance,
    };
    Some(Scoped::new(raw.audience.into(), platform))
}

/// The browsers with steps of their own. A retired one has a page too, but no steps, and is not listed here.
fn usable_browsers(
    raw: &RawPlatform,
    browsers: &[RawBrowser],
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<BrowserId> {
    let mut usable = Vec::new();
    for id in raw.browsers.iter() {
        if !texts.names.browsers.check(id, d) {
            continue;
        }
        let browser = browsers.iter().find(|browser| browser.id.value == id.value);
        if browser.is_some_and(|browser| browser.retired.is_some()) {
            d.error(
                Code::RetiredBrowser,
                id.span,
                format!("`{}` is retired; no steps are written for it", id.value),
            )
            .help("remove it here: its page says what to do instead");
        }
        let usable_id = BrowserId::new(id.value.as_str());
        if usable.contains(&usable_id) {
            d.error(Code::DuplicateId, id.span, format!("`{}` stands here twice", id.value))
                .help("remove one of the two");
        } else {
            usable.push(usable_id);
        }
    }
    usable
}

/// What the variants of a platform's steps can select by.
struct Scope<'a> {
    raw: &'a RawPlatform,
    browsers: &'a Ids,
    systems: &'a Ids,
    clients: &'a Ids,
    retired: Vec<String>,
    all_browsers: &'a [RawBrowser],
}

fn step(
    raw: &RawStep,
    scope: &Scope<'_>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Step<Sealed>> {
    let title = texts.localized(&raw.title, Extent::Line, d);
    let text = texts.optional(raw.text.as_ref(), Extent::Text, d);
    let variants = variants(&raw.variants, Some(scope.clients), texts, d);
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
    let choices = raw
        .choices
        .iter()
        .filter_map(|choice| {
            let title = texts.localized(&choice.title, Extent::Line, d);
            let text = texts.localized(&choice.text, Extent::Text, d);
            let choice_of = Choice { title: title?, text: text? };
            Some(Scoped::new(choice.audience.into(), choice_of))
        })
        .collect();
    let expect = texts.optional(raw.expect.as_ref(), Extent::Text, d);
    let warning = texts.optional(raw.warning.as_ref(), Extent::Text, d);
    let notes = notes(&raw.notes, texts, d);
    let id = Anchor::new(raw.id.value.as_str());
    Some(Step { id, title: title?, text, variants, choices, expect, warning, notes })
}

/// Resolves variants; `clients` are those of the platform, if variants may select by client.
pub(super) fn variants(
    raw: &[RawVariant],
    clients: Option<&Ids>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<Variant> {
    raw.iter()
        .filter_map(|variant| {
            let applies = check_selector(&variant.applies, clients, texts, d);
            let text = texts.localized(&variant.text, Extent::Text, d)?;
            Some(Variant { applies, text })
        })
        .collect()
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

fn topic(raw: &RawTopic, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Scoped<Topic>> {
    let title = texts.localized(&raw.title, Extent::Line, d);
    let text = texts.localized(&raw.text, Extent::Text, d);
    let topic = Topic { id: Anchor::new(raw.id.value.as_str()), title: title?, text: text? };
    Some(Scoped::new(raw.audience.into(), topic))
}

fn host(raw: &RawHost, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Scoped<Host>> {
    let purpose = texts.localized(&raw.purpose, Extent::Text, d);
    let provenance = provenance(raw.source.as_ref(), Some(&raw.checked_on), d);
    let words = |list: &[Text]| list.iter().map(|text| Arc::from(text.value.as_str())).collect();
    let host =
        Host { names: words(&raw.names), ports: words(&raw.ports), purpose: purpose?, provenance };
    Some(Scoped::new(raw.audience.into(), host))
}
