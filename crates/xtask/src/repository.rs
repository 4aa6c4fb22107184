//! The repository: where it is, and its files in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::step;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where cargo puts what it builds, wherever the developer has moved it.
pub(crate) fn target() -> Result<PathBuf, String> {
    let line = ["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"];
    let metadata = String::from_utf8_lossy(&step::output(&line)?).into_owned();
    let rest = metadata.split_once(r#""target_directory":""#).map(|(_, rest)| rest);
    let folder = rest.and_then(|rest| rest.split_once('"')).map(|(folder, _)| folder);
    folder.map(PathBuf::from).ok_or_else(|| "`cargo metadata` names no target folder".into())
}

/// Whether a file name ends in `.md`, say.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// Files by path, with `/`, in path order.
#[derive(Debug, Default)]
pub(crate) struct Repository {
    files: BTreeMap<String, Vec<u8>>,
}

impl Repository {
    /// Reads what git knows of, and what it would take: new files count, ignored ones do not.
    pub(crate) fn read() -> Result<Self, String> {
        let line = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listed = step::output(&line)?;
        let paths = listed.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        let mut files = BTreeMap::new();
        for path in paths.map(String::from_utf8_lossy) {
            let file = root().join(&*path);
            // A link is not followed, and a file that is gone but not yet removed from the index has nothing to check.
            if std::fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_file()) {
                let bytes = std::fs::read(&file).map_err(|error| format!("{path}: {error}"))?;
                files.insert(path.into_owned(), bytes);
            }
        }
        Ok(Self { files })
    }

    /// A repository for a test.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).into(), (*text).into()));
        Self { files: files.collect() }
    }

    /// Every path.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every text file with its text: UTF-8 without a NUL, as git would have it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.files.iter().filter(|(_, bytes)| !bytes.contains(&0));
        texts.filter_map(|(path, bytes)| Some((path.as_str(), str::from_utf8(bytes).ok()?)))
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        str::from_utf8(self.files.get(path)?).ok()
    }

    /// Whether a path is a file, or a folder with files.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self
                .files
                .range(folder.clone()..)
                .next()
                .is_some_and(|(first, _)| first.starts_with(&folder))
    }
}
