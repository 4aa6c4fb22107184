//! What stands in the output folder now, without following a link.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::Path;

use super::EmitError;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File {
        len: u64,
    },
    Folder,
    Link,
    /// A pipe, a socket, a device: never opened, since reading one may wait for ever.
    Other,
}

impl Found {
    /// Looks at `path` itself, not at what a link there points to.
    pub(super) fn at(path: &Path) -> Result<Self, EmitError> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_dir() => Ok(Self::Folder),
            Ok(found) if found.is_file() => Ok(Self::File { len: found.len() }),
            Ok(found) if found.is_symlink() => Ok(Self::Link),
            Ok(_) => Ok(Self::Other),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(Self::Nothing)
            }
            Err(error) => Err(EmitError::io("look at", path, error)),
        }
    }
}

/// What stands where some files have their folders. Looked up once, since most files share one with others.
pub(super) struct Folders<'a>(BTreeMap<&'a str, Found>);

impl<'a> Folders<'a> {
    /// Looks for every folder on the way to `paths` in `out`.
    pub(super) fn of(paths: impl Iterator<Item = &'a str>, out: &Path) -> Result<Self, EmitError> {
        let mut names = BTreeSet::new();
        for path in paths {
            for folder in ancestors(path) {
                if !names.insert(folder) {
                    break;
                }
            }
        }
        let mut found = BTreeMap::new();
        // A folder sorts before what is in it, so the way to each name is known when its turn comes. What lies behind
        // a link is somewhere else, and counts as nothing.
        for name in names {
            let reached = parent(name).is_none_or(|parent| found[parent] == Found::Folder);
            let here = if reached { Found::at(&out.join(name))? } else { Found::Nothing };
            found.insert(name, here);
        }
        Ok(Self(found))
    }

    /// Every folder asked for, a folder before what is in it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, Found)> {
        self.0.iter().map(|(name, found)| (*name, *found))
    }

    /// The folders that exist as such.
    pub(super) fn existing(&self) -> impl Iterator<Item = &'a str> {
        self.iter().filter(|(_, found)| *found == Found::Folder).map(|(name, _)| name)
    }

    /// Whether a file of this path, which was asked for, has its folder.
    pub(super) fn lead_to(&self, path: &str) -> bool {
        parent(path).is_none_or(|parent| self.0[parent] == Found::Folder)
    }

    /// The first folder on the way to `path`, which was asked for, that is not there.
    pub(super) fn first_missing<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.lead_to(path) {
            return None;
        }
        path.match_indices('/')
            .map(|(end, _)| &path[..end])
            .find(|folder| self.0[folder] != Found::Folder)
    }
}

/// The folder a path lies in; none if that is the output folder.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

/// The folders a path lies in, the nearest first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    iter::successors(parent(path), |folder| parent(folder))
}
