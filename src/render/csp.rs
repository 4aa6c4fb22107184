//! What pages may load and reach: nothing of elsewhere but what the check page tries after a click.

use std::collections::BTreeSet;

use super::Purpose;
use super::policy::probes;
use crate::guide::{EditionGuide, PageId, PublicUrl};

/// What a security policy names beside the edition's own files.
#[derive(Default)]
struct Allowed {
    /// Whether WebAssembly may run.
    wasm: bool,
    /// Hosts that a script may ask; none if it may not ask even its own.
    connect: Option<BTreeSet<String>>,
    /// Hosts that pictures may come from.
    images: BTreeSet<String>,
    /// Whether the guide has fonts that pages load.
    fonts: bool,
}

/// The policy of a page of a language, for its `meta` element.
pub(super) fn of_page(guide: &EditionGuide, page: &PageId, purpose: Purpose) -> String {
    let allowed = match page {
        PageId::Check => checking(guide),
        PageId::Decode => Allowed { wasm: true, ..Allowed::anywhere(guide) },
        _ => Allowed::anywhere(guide),
    };
    allowed.on(purpose).policy()
}

/// The policy of pages that reach nothing.
pub(super) fn of_other_pages(guide: &EditionGuide, purpose: Purpose) -> String {
    Allowed::anywhere(guide).on(purpose).policy()
}

/// The policy that is sent as a header with every page.
///
/// A browser that has a header and a `meta` element does only what both allow. The header therefore allows what any page
/// may do, and each page's own element takes away what it does not need. Hosts that read `_headers` join the headers of
/// all lines that match a path, so a second line for the check page could only take away more.
pub(super) fn of_headers(guide: &EditionGuide) -> String {
    if guide.requirements.is_empty() { Allowed::anywhere(guide) } else { checking(guide) }.policy()
}

/// What the check page may do: run the checker, ask the probes' hosts, and compare the clock with its own.
fn checking(guide: &EditionGuide) -> Allowed {
    let fetched = probes(guide).flat_map(|probe| &probe.fetch);
    let shown = probes(guide).flat_map(|probe| &probe.image);
    Allowed {
        wasm: true,
        connect: Some(fetched.map(PublicUrl::origin).collect()),
        images: shown.map(PublicUrl::origin).collect(),
        ..Allowed::anywhere(guide)
    }
}

impl Allowed {
    /// What every page may load.
    fn anywhere(guide: &EditionGuide) -> Self {
        Self { fonts: !guide.common.theme.font_files.is_empty(), ..Self::default() }
    }

    /// The same; on a page of a preview also its own server, which says when the page has changed.
    fn on(mut self, purpose: Purpose) -> Self {
        if purpose == Purpose::Preview {
            self.connect.get_or_insert_default();
        }
        self
    }

    fn policy(&self) -> String {
        let wasm = if self.wasm { " 'wasm-unsafe-eval'" } else { "" };
        let fonts = if self.fonts { " font-src 'self';" } else { "" };
        let list = |hosts: &BTreeSet<String>| {
            hosts.iter().fold(String::new(), |list, host| list + " " + host)
        };
        let connect = self
            .connect
            .as_ref()
            .map_or(String::new(), |hosts| format!(" connect-src 'self'{};", list(hosts)));
        format!(
            "default-src 'none'; style-src 'self'; script-src 'self'{wasm};{connect}{fonts} img-src 'self'{}; base-uri 'none'; \
             form-action 'none'",
            list(&self.images)
        )
    }
}
