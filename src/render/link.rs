//! Addresses on the site: relative, so that a copy on a disk works as well as the published one.

use std::collections::BTreeMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::guide::{AssetPath, Locale, PageId, Target};

/// Where a page stands, from which its addresses are written.
#[derive(Clone, Debug)]
pub(super) struct Place {
    page: PageId,
    /// Folders below that of the language.
    depth: usize,
}

impl Place {
    pub(super) fn new(page: PageId) -> Self {
        let depth = page.folder().matches('/').count();
        Self { page, depth }
    }

    /// A place for texts that many pages share: the pages at the same depth write the same addresses.
    pub(super) fn shared(depth: usize) -> Self {
        // No link is ever to this page, so none is shortened to its anchor.
        Self { page: PageId::Markdown("".into()), depth }
    }

    /// The address of a page in the same language. The file is named, because a folder opened from a disk shows a list
    /// of files.
    pub(super) fn page(&self, page: &PageId) -> String {
        format!("{}{}index.html", "../".repeat(self.depth), page.folder())
    }

    /// The address of a place.
    pub(super) fn target(&self, target: &Target) -> String {
        match &target.anchor {
            Some(anchor) if target.page == self.page => format!("#{anchor}"),
            Some(anchor) => format!("{}#{anchor}", self.page(&target.page)),
            None => self.page(&target.page),
        }
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
#[derive(Debug)]
pub(super) struct Assets(BTreeMap<Arc<str>, String>);

impl Assets {
    /// The names of files by path.
    pub(super) fn new<'a>(files: impl Iterator<Item = (&'a Arc<str>, &'a Arc<[u8]>)>) -> Self {
        let published = |(path, bytes): (&Arc<str>, &Arc<[u8]>)| {
            let hash = xxh3_64(bytes);
            let (stem, extension) = match path.rsplit_once('.') {
                Some((stem, extension)) if !extension.contains('/') => {
                    (stem, format!(".{extension}"))
                }
                _ => (&**path, String::new()),
            };
            (Arc::clone(path), format!("assets/{stem}.{hash:016x}{extension}"))
        };
        Self(files.map(published).collect())
    }

    /// The path of a file in the edition's folder.
    pub(super) fn path(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The path of a picture in the edition's folder.
    pub(super) fn image(&self, path: &AssetPath) -> &str {
        self.path(path.as_str())
    }
}
