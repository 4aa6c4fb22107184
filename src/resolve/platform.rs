//! Platforms.

use std::sync::Arc;

use super::names::Ids;
use super::steps::{Scope, step};
use super::text::Texts;
use super::{http_url, notes, probes, provenance};
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{
    Anchor, BrowserId, Client, ClientId, Host, Link, PLATFORM_PLACES, Platform, PlatformId, Scoped,
    Sealed, Step, SystemId, Topic,
};
use crate::parse::RawPlatformFile;
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawBrowser, RawHost, RawPlatform, RawTopic, Text};

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
        raw.steps.iter().map(|raw| step(raw, &scope, texts, d)).collect();

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
