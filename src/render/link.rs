//! Addresses on the site: relative, so that a copy on a disk works as well as the published one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::guide::{Anchor, AssetPath, Locale, PageId, Target};

/// Where a page stands, from which its addresses are written.
#[derive(Clone, Debug)]
pub(super) struct Place {
    page: PageId,
    /// Folders below that of the language.
    depth: usize,
    /// The steps on a page for one browser, which a link to the page for all browsers means too.
    steps: Vec<Anchor>,
}

impl Place {
    pub(super) fn new(page: PageId) -> Self {
        let depth = page.folder().matches('/').count();
        Self { page, depth, steps: Vec::new() }
    }

    /// A page of a platform with its steps.
    pub(super) fn with_steps(page: PageId, steps: Vec<Anchor>) -> Self {
        Self { steps, ..Self::new(page) }
    }

    /// A place for texts that many pages share: the pages at the same depth write the same addresses.
    pub(super) fn shared(depth: usize) -> Self {
        // No link is ever to this page, so none is shortened to its anchor.
        Self { page: PageId::Markdown("".into()), depth, steps: Vec::new() }
    }

    /// The page that stands here.
    pub(super) fn here(&self) -> &PageId {
        &self.page
    }

    /// The address of a page in the same language. The file is named, because a folder opened from a disk shows a list
    /// of files.
    pub(super) fn page(&self, page: &PageId) -> String {
        format!("{}{}index.html", "../".repeat(self.depth), page.folder())
    }

    /// The address of a place.
    pub(super) fn target(&self, target: &Target) -> String {
        match &target.anchor {
            Some(anchor) if target.page == self.page || self.has_step(target) => {
                format!("#{anchor}")
            }
            Some(anchor) => format!("{}#{anchor}", self.page(&target.page)),
            None => self.page(&target.page),
        }
    }

    /// Whether a link to the page for all browsers means a step that stands here too: a reader who was sent to the page
    /// for one browser stays on it.
    fn has_step(&self, target: &Target) -> bool {
        let is_of_same_platform = matches!(
            (&self.page, &target.page),
            (PageId::PlatformBrowser(here, _), PageId::Platform(there)) if here == there
        );
        is_of_same_platform && target.anchor.as_ref().is_some_and(|it| self.steps.contains(it))
    }

    /// The address of the same page in another language.
    pub(super) fn language(&self, locale: &Locale) -> String {
        format!("{}{}/{}index.html", self.root(), locale.tag, self.page.folder())
    }

    /// The address of a file in the edition's folder.
    pub(super) fn file(&self, path: &str) -> String {
        format!("{}{path}", self.root())
    }

    fn root(&self) -> String {
        "../".repeat(self.depth + 1)
    }
}

/// The published names of the files of `static/`: a name changes when the bytes do, so a browser may keep them for ever.
#[derive(Debug, Hash)]
pub(super) struct Assets {
    published: BTreeMap<Arc<str>, String>,
    /// Those that a guide's own templates name.
    named: BTreeSet<String>,
}

impl Assets {
    /// The names of files by path.
    pub(super) fn new<'a>(files: impl Iterator<Item = &'a (Arc<str>, Arc<[u8]>)>) -> Self {
        let published = |(path, bytes): &(Arc<str>, Arc<[u8]>)| {
            let hash = xxh3_64(bytes);
            let (stem, extension) = match path.rsplit_once('.') {
                Some((stem, extension)) if !extension.contains('/') => {
                    (stem, format!(".{extension}"))
                }
                _ => (&**path, String::new()),
            };
            (Arc::clone(path), format!("assets/{stem}.{hash:016x}{extension}"))
        };
        Self { published: files.map(published).collect(), named: BTreeSet::new() }
    }

    /// The path of a file in the edition's folder.
    pub(super) fn path(&self, name: &str) -> &str {
        self.published.get(name).map_or("", String::as_str)
    }

    /// The same with the files that a guide's own templates name.
    pub(super) fn with_named(self, named: BTreeSet<String>) -> Self {
        Self { named, ..self }
    }

    /// The files that a guide's own templates name, with their paths in the edition's folder.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &str)> {
        self.named.iter().map(|name| (&**name, self.path(name)))
    }

    /// The path of a picture in the edition's folder.
    pub(super) fn image(&self, path: &AssetPath) -> &str {
        self.path(path.as_str())
    }
}
