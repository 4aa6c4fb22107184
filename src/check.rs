//! The finished [`Site`], looked at as a browser would: every address leads somewhere, every anchor is there once.
//!
//! In: a site. Out: what is wrong with it. Links that authors wrote were looked up when their texts were; this catches
//! what templates, scripts and themes add.

use std::collections::BTreeSet;
use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::Edition;
use crate::memo::Memo;
use crate::site::Site;

/// Looks at every HTML page of the site.
///
/// A page that is the same as in the last build is not read again; and as long as no page and no place on one has come or
/// gone, it is not wrong in another way either.
#[must_use]
pub fn check(site: &Site, edition: &Edition, memo: &Memo) -> Diagnostics {
    let html: Vec<_> = site.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    let pages: Vec<(&str, Arc<Page>)> = html
        .into_par_iter()
        .map(|(path, bytes)| (&**path, memo.looked_at(&edition.name, path, bytes)))
        .collect();
    let places = places(site, &pages, edition);
    let found: Vec<Arc<Diagnostics>> = pages
        .par_iter()
        .map(|(path, page)| page.problems(places, || page.check(path, site, &pages, edition)))
        .collect();
    let mut diagnostics = Diagnostics::new();
    for page in found.into_iter().filter(|page| !page.is_empty()) {
        diagnostics.append((*page).clone());
    }
    diagnostics
}

/// A number that differs when a page's links could lead to something else.
fn places(site: &Site, pages: &[(&str, Arc<Page>)], edition: &Edition) -> u64 {
    let mut hasher = Xxh3Default::new();
    edition.base_url.hash(&mut hasher);
    for (path, _) in site.iter() {
        path.hash(&mut hasher);
    }
    for (path, page) in pages {
        (path, page.places).hash(&mut hasher);
    }
    hasher.finish()
}

/// A page with its anchors and the addresses in it.
pub(crate) struct Page {
    bytes: Arc<[u8]>,
    ids: Vec<Range<usize>>,
    addresses: Vec<Range<usize>>,
    /// A number that differs when the anchors do.
    places: u64,
    /// What was wrong with it when all pages had these places.
    found: Mutex<Option<(u64, Arc<Diagnostics>)>>,
}

/// What [`scan`] finds in a page.
#[derive(Default)]
struct Found {
    ids: Vec<Range<usize>>,
    addresses: Vec<Range<usize>>,
    outside: Vec<Range<usize>>,
}

/// The addresses outside of the guide that a page links to.
pub(crate) fn outside(html: &str) -> impl Iterator<Item = &str> {
    let outside = scan(html).outside.into_iter().map(|range| &html[range]);
    outside.filter(|address| address.starts_with("http"))
}

/// Finds the values of `id`, `href` and `src` in tags. Text never holds a bare `<`, and our templates write attributes
/// in double quotes. Full addresses count in the head alone: there they are the page's own, elsewhere an author's.
fn scan(html: &str) -> Found {
    let mut found = Found::default();
    let mut in_head = true;
    let mut next = html.find('<').map_or(html.len(), |at| at + 1);
    while next < html.len() {
        let tag = &html[next..];
        in_head &= !tag.starts_with("body");
        let end_of_piece = tag.find('<').unwrap_or(tag.len());
        let end = tag[..end_of_piece].find('>').unwrap_or(end_of_piece);
        let mut at = 0;
        while let Some(equals) = tag[at..end].find("=\"") {
            let name = &tag[at..at + equals];
            let name = name.rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or("");
            let start = at + equals + 2;
            let value = &tag[start..end];
            let value = &value[..value.find('"').unwrap_or(value.len())];
            let range = next + start..next + start + value.len();
            match name {
                "id" => found.ids.push(range),
                "href" | "src" if in_head || !value.contains(':') => found.addresses.push(range),
                "href" => found.outside.push(range),
                _ => {}
            }
            at = (start + value.len() + 1).min(end);
        }
        next += end_of_piece + 1;
    }
    found
}

impl Page {
    /// Reads a page. What is not UTF-8 has no links.
    pub(crate) fn read(bytes: &Arc<[u8]>) -> Self {
        let html = std::str::from_utf8(bytes).unwrap_or("");
        let Found { ids, addresses, .. } = scan(html);
        let mut hasher = Xxh3Default::new();
        for id in &ids {
            html[id.clone()].hash(&mut hasher);
        }
        let (bytes, places) = (Arc::clone(bytes), hasher.finish());
        Self { bytes, ids, addresses, places, found: Mutex::new(None) }
    }

    /// Whether it was read from these bytes.
    pub(crate) fn is_of(&self, bytes: &Arc<[u8]>) -> bool {
        Arc::ptr_eq(&self.bytes, bytes)
    }

    fn text(&self, range: &Range<usize>) -> &str {
        self.bytes.get(range.clone()).and_then(|it| std::str::from_utf8(it).ok()).unwrap_or("")
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(|id| self.text(id))
    }

    /// What is wrong with it; looked for again only when the places of the site are others.
    fn problems(&self, places: u64, check: impl FnOnce() -> Diagnostics) -> Arc<Diagnostics> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        match &*found {
            Some((then, known)) if *then == places => Arc::clone(known),
            _ => {
                let problems = Arc::new(check());
                *found = Some((places, Arc::clone(&problems)));
                problems
            }
        }
    }

    fn check(
        &self,
        path: &str,
        site: &Site,
        pages: &[(&str, Arc<Self>)],
        edition: &Edition,
    ) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        let place = format!("{}/{path}", edition.name);
        let mut seen = BTreeSet::new();
        for id in self.ids() {
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
            if let Some(problem) = problem(path, self.text(address), site, pages, edition) {
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
    pages: &[(&str, Arc<Page>)],
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
    let found = pages.binary_search_by(|(path, _)| (*path).cmp(&target)).ok();
    let there = found.is_some_and(|index| pages[index].1.ids().any(|id| id == anchor));
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
