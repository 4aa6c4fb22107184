//! A finished edition in memory: what will be on disk, before it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of one edition by path, with `/` and relative to the edition's folder: `ja/check/index.html`.
#[derive(Clone, Debug, Default)]
pub struct Site {
    files: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// Files that a preview makes when they are asked for.
    promised: BTreeSet<String>,
}

impl Site {
    /// Adds a file. Returns false, and changes nothing, when the path is taken.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Arc<[u8]>>) -> bool {
        let path = path.into();
        if self.files.contains_key(&path) {
            return false;
        }
        self.files.insert(path, bytes.into());
        true
    }

    /// Notes a file that is made when it is asked for.
    pub fn promise(&mut self, path: String) {
        self.promised.insert(path);
    }

    /// Whether a file is made when it is asked for.
    #[must_use]
    pub fn promises(&self, path: &str) -> bool {
        self.promised.contains(path)
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// A file with its path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(&str, &Arc<[u8]>)> {
        self.files.get_key_value(path).map(|(path, bytes)| (&**path, bytes))
    }

    /// Every file, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many bytes all files have.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.values().map(|bytes| bytes.len()).sum()
    }
}
