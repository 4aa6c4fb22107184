//! The list of files that an earlier build wrote: the only thing that allows removing one.
//!
//! It lies in the output, where anybody can edit it, so a line that could lead out of the folder or to annai's own
//! files does not count. One path to a line, sorted, below a line that names the form:
//!
//! ```text
//! annai-manifest 1
//! assets/site.css
//! ja/index.html
//! ```

use std::fs;
use std::ops::Range;
use std::path::Path;

use super::EmitError;
use super::folders::{Found, ancestors};
use crate::site::Site;

/// The list's own name in the output folder.
pub(super) const NAME: &str = ".annai-manifest";

/// The first line. A list of another form is refused rather than guessed at.
const HEADER: &str = "annai-manifest 1";

/// No file of a site may be called so; this is what our own are called, wherever they are.
const RESERVED: &str = ".annai-";

/// The paths of files, sorted, each once, none of which leads out of the folder.
#[derive(Debug, Default)]
pub(super) struct Manifest<'a>(Vec<&'a str>);

/// The text of the list in `out`, if there is one.
pub(super) fn read(out: &Path) -> Result<Option<String>, EmitError> {
    let path = out.join(NAME);
    match Found::at(&path)? {
        Found::Nothing => Ok(None),
        Found::File { .. } => {
            let bytes = fs::read(&path).map_err(|error| EmitError::io("read", &path, error))?;
            String::from_utf8(bytes).map(Some).map_err(|_| EmitError::UnknownManifest { path })
        }
        _ => Err(EmitError::UnknownManifest { path }),
    }
}

impl<'a> Manifest<'a> {
    /// The files of a site, which must all have a name that can be written, beside each other.
    pub(super) fn of(site: &'a Site) -> Result<Self, EmitError> {
        let paths = Self(site.iter().map(|(path, _)| &**path).collect());
        let bad = paths
            .0
            .iter()
            .find(|path| !is_safe(path) || ancestors(path).any(|folder| paths.contains(folder)));
        match bad {
            Some(name) => Err(EmitError::BadName { name: (*name).into() }),
            None => Ok(paths),
        }
    }

    /// What a list says, without the lines that are not to be trusted.
    pub(super) fn parse(text: &'a str, out: &Path) -> Result<Self, EmitError> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Err(EmitError::UnknownManifest { path: out.join(NAME) });
        }
        let mut paths: Vec<_> = lines.filter(|path| is_safe(path)).collect();
        paths.sort_unstable();
        paths.dedup();
        Ok(Self(paths))
    }

    /// No files, if `out` holds nothing but what a first build leaves when it is stopped before its first list.
    pub(super) fn of_empty_folder(out: &Path) -> Result<Self, EmitError> {
        let error = |error| EmitError::io("read", out, error);
        for entry in fs::read_dir(out).map_err(error)? {
            let name = entry.map_err(error)?.file_name();
            if !name.as_encoded_bytes().starts_with(RESERVED.as_bytes()) {
                return Err(EmitError::NotOurs { out: out.into(), found: name.into() });
            }
        }
        Ok(Self::default())
    }

    /// The files of either.
    #[expect(clippy::stable_sort_primitive, reason = "it finds two sorted runs, and merges them")]
    pub(super) fn union(&self, other: &Self) -> Self {
        let mut paths = [self.0.as_slice(), other.0.as_slice()].concat();
        paths.sort();
        paths.dedup();
        Self(paths)
    }

    /// The list as it is written.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(HEADER);
        for path in &self.0 {
            text.push('\n');
            text.push_str(path);
        }
        text.push('\n');
        text
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().copied()
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.binary_search(&path).is_ok()
    }

    /// Whether some file lies in `folder` or deeper.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        !beneath(&self.0, folder).is_empty()
    }
}

/// Where in a sorted list the paths are that lie in `folder` or deeper.
pub(super) fn beneath(paths: &[&str], folder: &str) -> Range<usize> {
    let prefix = format!("{folder}/");
    let start = paths.partition_point(|path| *path < prefix.as_str());
    let len = paths[start..].partition_point(|path| path.starts_with(&prefix));
    start..start + len
}

/// Whether a path leads to a file in the folder it is joined to, on every system, and fits on a line of the list.
fn is_safe(path: &str) -> bool {
    let is_safe_name = |name: &str| {
        // Windows drops dots and spaces at the end of a name, so that `.. ` is one more way to say `..`.
        !name.trim_end_matches(['.', ' ']).is_empty()
            && !name.get(..RESERVED.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED))
    };
    // `C:` is a drive on Windows, and `a:b` a hidden stream of `a`.
    let is_unsafe =
        |char: char| char == '\\' || char.is_control() || (cfg!(windows) && char == ':');
    path.split('/').all(is_safe_name) && !path.contains(is_unsafe)
}
