//! What a reader's browser can try to reach. Their addresses are written into the security policy of a page that strangers
//! open, so each is https, has a public name, and no character that means something there.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{Probe, ProbeId, PublicUrl, Server, ServerId};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawProbe, RawServer, Text};

/// Resolves a probe.
pub(super) fn probe(raw: &RawProbe, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Probe> {
    let name = texts.localized(&raw.name, Extent::Line, d);
    let complete = raw.fetch.complete && raw.image.complete;
    if complete && raw.fetch.is_empty() && raw.image.is_empty() {
        d.error(
            Code::MissingKey,
            raw.id.span,
            format!("the probe `{}` has no address", raw.id.value),
        )
        .help("add `fetch: [https://…]` or `image: [https://…]`");
    }
    let mut urls = |list: &[Text]| list.iter().filter_map(|text| public_url(text, d)).collect();
    let (fetch, image) = (urls(&raw.fetch), urls(&raw.image));
    Some(Probe { id: ProbeId::new(raw.id.value.as_str()), name: name?, fetch, image })
}

/// Resolves a server that answers over UDP.
pub(super) fn server(raw: &RawServer, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Server> {
    let name = texts.localized(&raw.name, Extent::Line, d);
    let address = raw
        .server
        .rsplit_once(':')
        .and_then(|(host, port)| Some((host, port.parse::<u16>().ok().filter(|port| *port > 0)?)));
    let Some((host, port)) = address else {
        d.error(
            Code::InvalidValue,
            raw.server.span,
            format!("`{}` is not a host and a port", raw.server.value),
        )
        .help("write both: `stun.example.com:3478`");
        return None;
    };
    let host = public_host(host, &raw.server, d)?;
    Some(Server { id: ServerId::new(raw.id.value.as_str()), name: name?, host: host.into(), port })
}

fn public_url(text: &Text, d: &mut Diagnostics) -> Option<PublicUrl> {
    let mut refuse = |why: &str, help: &str| {
        d.error(Code::UnsafeUrl, text.span, format!("`{}` {why}", text.value)).help(help);
        None
    };
    let Some(rest) = text.strip_prefix("https://") else {
        return refuse("is not an https address", "a page may ask https addresses only: https://…");
    };
    // These end an address in a security policy or in the list that a page hands to its script.
    let is_plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | ';' | ',' | '\\' | '<' | '>');
    if !text.chars().all(is_plain) {
        return refuse(
            "has a character that cannot stand in it",
            "write it with ASCII letters; others as `%2C`",
        );
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    if authority.contains('@') {
        return refuse("names a user", "leave out what stands before the `@`");
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
    if port.is_some_and(|port| !is_port(port)) {
        return refuse("has a port that is none", "a port is a number from 1 to 65535");
    }
    let host = public_host(host, text, d)?;
    let host = match port.and_then(|port| port.parse::<u16>().ok()) {
        Some(port) if port != 443 => format!("{host}:{port}"),
        _ => host,
    };
    Some(PublicUrl { url: text.value.as_str().into(), host: host.into() })
}

/// Endings of names that only some networks know.
const PRIVATE: [&str; 8] =
    ["localhost", "local", "internal", "intranet", "corp", "home", "lan", "home.arpa"];

/// A name that means the same machine for everybody, in small letters. Another would point into the reader's own network.
fn public_host(host: &str, place: &Text, d: &mut Diagnostics) -> Option<String> {
    let name = host.to_ascii_lowercase();
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    // Browsers take a name whose last part begins with a digit for an address, in whatever notation.
    let is_number =
        labels.last().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()));
    let is_literal = is_number
        || name.parse::<Ipv4Addr>().is_ok()
        || name.trim_matches(['[', ']']).parse::<Ipv6Addr>().is_ok();
    let ends_with = |ending: &&str| {
        name.strip_suffix(*ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let why = if is_literal {
        "is an address and not a name"
    } else if !labels.iter().all(is_label) {
        "is not the name of a host"
    } else if labels.len() < 2 || PRIVATE.iter().any(ends_with) {
        "is a name that only some networks know"
    } else {
        return Some(name);
    };
    d.error(Code::PrivateHost, place.span, format!("`{host}` {why}"))
        .help("name a host that everybody can look up: `www.example.com`");
    None
}
