//! The finished [`Site`], looked at as a browser would: every address leads somewhere, every anchor is there once.
//!
//! In: a site. Out: what is wrong with it. Links that authors wrote were looked up when their texts were; this catches
//! what templates, scripts and themes add.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::Edition;
use crate::site::Site;

/// Looks at every HTML page of the site.
#[must_use]
pub fn check(site: &Site, edition: &Edition) -> Diagnostics {
    let pages: Vec<(&Arc<str>, Page<'_>)> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .collect::<Vec<_>>()
        .into_par_iter()
        .filter_map(|(path, bytes)| Some((path, Page::read(std::str::from_utf8(bytes).ok()?))))
        .collect();
    let anchors: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, page)| (&***path, page.ids.iter().copied().collect())).collect();
    let found: Vec<Diagnostics> =
        pages.par_iter().map(|(path, page)| page.check(path, site, &anchors, edition)).collect();
    let mut diagnostics = Diagnostics::new();
    for page in found {
        diagnostics.append(page);
    }
    diagnostics
}

/// The anchors of a page and the addresses in it.
#[derive(Default)]
struct Page<'a> {
    ids: Vec<&'a str>,
    addresses: Vec<&'a str>,
    outside: Vec<&'a str>,
}

/// The addresses outside of the guide that a page links to.
pub(crate) fn outside(html: &str) -> impl Iterator<Item = &str> {
    Page::read(html).outside.into_iter().filter(|address| address.starts_with("http"))
}

impl<'a> Page<'a> {
    /// Finds the values of `id`, `href` and `src` in tags. Text never holds a bare `<`, and our templates write attributes
    /// in double quotes. Full addresses count in the head alone: there they are the page's own, elsewhere an author's.
    fn read(html: &'a str) -> Self {
        let mut page = Self::default();
        let mut in_head = true;
        for tag in html.split('<').skip(1) {
            in_head &= !tag.starts_with("body");
            let mut rest = &tag[..tag.find('>').unwrap_or(tag.len())];
            while let Some(at) = rest.find("=\"") {
                let name =
                    rest[..at].rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or("");
                let value = &rest[at + 2..];
                let end = value.find('"').unwrap_or(value.len());
                match name {
                    "id" => page.ids.push(&value[..end]),
                    "href" | "src" if in_head || !value[..end].contains(':') => {
                        page.addresses.push(&value[..end]);
                    }
                    "href" => page.outside.push(&value[..end]),
                    _ => {}
                }
                rest = value.get(end + 1..).unwrap_or("");
            }
        }
        page
    }

    fn check(
        &self,
        path: &str,
        site: &Site,
        anchors: &BTreeMap<&str, BTreeSet<&str>>,
        edition: &Edition,
    ) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        let place = format!("{}/{path}", edition.name);
        let mut seen = BTreeSet::new();
        for id in &self.ids {
            if !seen.insert(id) {
                diagnostics
                    .error(
                        Code::DuplicateAnchor,
                        place.as_str(),
                        format!("the page has two places `{id}`"),
                    )
                    .help("give one of them another id: a link could only lead to the first");
            }
        }
        for address in &self.addresses {
            if let Some(problem) = problem(path, address, site, anchors, edition) {
                diagnostics
                    .error(Code::BrokenLink, place.as_str(), problem)
                    .help("links between pages are written `page-id#anchor`; a template names files of the site");
            }
        }
        diagnostics
    }
}

/// What is wrong with an address on a page, if anything.
fn problem(
    path: &str,
    address: &str,
    site: &Site,
    anchors: &BTreeMap<&str, BTreeSet<&str>>,
    edition: &Edition,
) -> Option<String> {
    let (file, anchor) = match address.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor)),
        None => (address, None),
    };
    // Addresses of this edition in full, as in `canonical`, are looked up; those of others are not ours.
    let target = if let Some(inside) = file.strip_prefix(&*edition.base_url) {
        if inside.is_empty() || inside.ends_with('/') {
            format!("{inside}index.html")
        } else {
            inside.to_owned()
        }
    } else if file.contains(':') {
        return None;
    } else if file.is_empty() {
        path.to_owned()
    } else if file.starts_with('/') {
        let root = edition.base_url.splitn(4, '/').nth(3).unwrap_or("");
        file.strip_prefix('/')?.strip_prefix(root)?.to_owned()
    } else {
        let Some(joined) = join(path, file) else {
            return Some(format!("`{address}` leads out of the site"));
        };
        joined
    };
    if site.get(&target).is_none() && !site.promises(&target) {
        return Some(format!("`{address}` leads to `{target}`, which is not there"));
    }
    let anchor = anchor?;
    let there = anchors.get(target.as_str()).is_some_and(|ids| ids.contains(anchor));
    (!there).then(|| format!("`{address}` leads to a place `{anchor}` that is not on the page"))
}

/// The path that a relative address means on a page.
fn join(page: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
