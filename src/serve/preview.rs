//! What is served at a moment: the last good pages, and what is wrong now.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::change::{Change, Styles, change};
use super::problem::{Problem, problems};
use crate::build::{Request, build};
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::site::Site;
use crate::sources::Sources;

/// The pages of a guide and what is wrong with it.
pub(super) struct Preview {
    /// The editions of the last build without errors; none before the first.
    editions: Arc<[Served]>,
    /// What that build was made of, for what is made on request.
    good: Arc<Sources>,
    sources: Arc<Sources>,
    problems: Vec<Problem>,
    /// How many problems there are beside these.
    more: usize,
}

/// An edition and where it is served.
struct Served {
    name: Arc<str>,
    /// The first part of its paths: `external/`; empty where it is the only one.
    folder: String,
    site: Site,
    styles: Styles,
}

/// The mark of what stands where no page could be built yet.
pub(super) const NOT_BUILT: &str = "none";

/// What an address leads to.
pub(super) enum Found<'a> {
    /// A file, by its path in the edition.
    File(&'a str, &'a Arc<[u8]>),
    /// A handout that is made now: the edition's name and the path in it.
    Handout(&'a str, String),
    /// Another address: that of a folder, or of the first edition.
    Elsewhere(String),
    /// Nothing; the page that says so.
    Missing(&'a Arc<[u8]>),
    /// Nothing could be built yet.
    NotBuilt,
}

impl Preview {
    /// Builds a guide. What is wrong with it leaves the pages as they were `before`.
    pub(super) fn build(
        sources: Arc<Sources>,
        unread: Diagnostics,
        request: &Request,
        memo: &mut Memo,
        before: Option<&Self>,
    ) -> (Self, Diagnostics) {
        let mut diagnostics = unread;
        let (built, found) = build(&sources, request, memo, &mut |_| {});
        diagnostics.append(found);
        diagnostics.finish(&sources);
        let problems = problems(&diagnostics, &sources);
        let more = diagnostics.iter().len() - problems.len();
        let (editions, good) = if diagnostics.has_errors() {
            before.map_or_else(
                || (Arc::default(), Arc::clone(&sources)),
                |before| (Arc::clone(&before.editions), Arc::clone(&before.good)),
            )
        } else {
            let several = built.len() > 1;
            let served = built.into_iter().map(|built| Served {
                folder: if several { format!("{}/", built.name) } else { String::new() },
                styles: Styles::of(&built.site),
                name: built.name,
                site: built.site,
            });
            (served.collect(), Arc::clone(&sources))
        };
        (Self { editions, good, sources, problems, more }, diagnostics)
    }

    /// What the last build read.
    pub(super) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What the pages that are served were made of.
    pub(super) fn good(&self) -> &Arc<Sources> {
        &self.good
    }

    /// What is wrong now, as far as it is shown, and how much more there is.
    pub(super) fn problems(&self) -> (&[Problem], usize) {
        (&self.problems, self.more)
    }

    /// The editions by name with their addresses.
    pub(super) fn addresses(&self, root: &str) -> Vec<(String, String)> {
        let address = |one: &Served| (one.name.to_string(), format!("{root}{}", one.folder));
        self.editions.iter().map(address).collect()
    }

    /// What is at a path, which begins with `/` and has no escapes.
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let Some(first) = self.editions.first() else { return Found::NotBuilt };
        if path.is_empty() && !first.folder.is_empty() {
            return Found::Elsewhere(format!("/{}", first.folder));
        }
        let Some((edition, path)) = self.edition(path) else {
            let is_name = |one: &&Served| one.folder.strip_suffix('/') == Some(path);
            return match self.editions.iter().find(is_name) {
                Some(edition) => Found::Elsewhere(format!("/{}", edition.folder)),
                None => first.site.get("404.html").map_or(Found::NotBuilt, Found::Missing),
            };
        };
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some((path, bytes)) = edition.site.find(&file) {
            return Found::File(path, bytes);
        }
        if edition.site.promises(&file) {
            return Found::Handout(&edition.name, file);
        }
        if edition.site.get(&format!("{file}/index.html")).is_some() {
            return Found::Elsewhere(format!("/{}{file}/", edition.folder));
        }
        edition.site.get("404.html").map_or(Found::NotBuilt, Found::Missing)
    }

    /// The edition that a path leads into, and the rest of it.
    fn edition<'a>(&self, path: &'a str) -> Option<(&Served, &'a str)> {
        let mut all = self.editions.iter();
        all.find_map(|edition| Some((edition, path.strip_prefix(&*edition.folder)?)))
    }

    /// The page at a path as it is shown, the one that says that there is none included.
    fn page(&self, path: &str) -> Option<(&[u8], &Styles)> {
        let bytes = match self.find(path) {
            Found::File(_, bytes) | Found::Missing(bytes) => bytes,
            Found::Handout(..) | Found::Elsewhere(_) | Found::NotBuilt => return None,
        };
        let inside = path.strip_prefix('/').unwrap_or(path);
        let edition =
            self.edition(inside).map_or_else(|| self.editions.first(), |(it, _)| Some(it));
        Some((bytes, &edition?.styles))
    }

    /// A word that differs when what is at a path does.
    pub(super) fn mark(&self, path: &str) -> String {
        match self.find(path) {
            Found::File(_, bytes) | Found::Missing(bytes) => mark(bytes),
            Found::Handout(..) => "handout".to_owned(),
            Found::Elsewhere(address) => address,
            Found::NotBuilt => NOT_BUILT.to_owned(),
        }
    }

    /// What the page at a path has to do when this is served in the place of `before`.
    pub(super) fn change(&self, before: &Self, path: &str) -> Change {
        match (before.page(path), self.page(path)) {
            (Some(before), Some(now)) => change(before, now),
            (None, None) if before.mark(path) == self.mark(path) => Change::Nothing,
            _ => Change::Page,
        }
    }
}

/// A number that differs when a page does.
pub(super) fn mark(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}
