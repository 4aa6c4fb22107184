//! Writes the files of a new guide: into a folder that has none, and all of them or none.
//!
//! It goes the way of [`emit`](super::emit), staging first and renaming then, but keeps no list: from here on the files
//! are their author's. What an error leaves is the folder as it was.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::plan::Plan;
use super::write::{self, STAGING};
use super::{Disk, EmitError, OsDisk, lock};
use crate::diagnostic::quoted_list;
use crate::site::Site;

/// What may be in a folder that counts as empty: what git and systems put there unasked, and what a start that was
/// killed has left, or one that is under way.
const UNASKED: &[&str] = &[".git", ".DS_Store", "Thumbs.db", "desktop.ini", STAGING, ".annai-lock"];

/// How many names an error gives of a folder that is not empty.
const NAMES: usize = 3;

/// Why a guide could not be started. Displayed as what is wrong and what to do about it.
#[derive(Debug)]
pub enum StartError {
    /// The folder, or one that it lies in, is a file.
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// Something is in the folder.
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// What is in it, sorted.
        found: Vec<String>,
    },
    /// The disk said no.
    Disk(EmitError),
}

impl From<EmitError> for StartError {
    fn from(error: EmitError) -> Self {
        Self::Disk(error)
    }
}

/// Writes `files` into `folder`, which is made, with those it lies in, if it is not there.
pub fn start(files: &Site, folder: &Path) -> Result<(), StartError> {
    start_on(&OsDisk, files, folder)
}

/// [`start`] with every change to the disk made through `disk`: where a test lets one of them fail.
pub fn start_on(disk: &impl Disk, files: &Site, folder: &Path) -> Result<(), StartError> {
    let missing = missing_folders(folder)?;
    let result = fill(disk, files, folder);
    if result.is_err() {
        // The first error is the one to report. A folder that is not empty stays.
        for made in missing {
            drop(disk.remove_dir(made));
        }
    }
    result
}

/// Of `folder` and those it lies in, the ones that are not there, the innermost first.
fn missing_folders(folder: &Path) -> Result<Vec<&Path>, StartError> {
    let mut missing = Vec::new();
    for path in folder.ancestors().filter(|path| !path.as_os_str().is_empty()) {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => break,
            Ok(_) => return Err(StartError::NotAFolder { path: path.into() }),
            // A system may say of what lies "in" a file that it is not there, or that the file is no folder.
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                missing.push(path);
            }
            Err(error) => return Err(EmitError::io("open", path, error).into()),
        }
    }
    Ok(missing)
}

fn fill(disk: &impl Disk, files: &Site, folder: &Path) -> Result<(), StartError> {
    let new = Manifest::of(files)?;
    disk.create_dir_all(folder).map_err(|error| EmitError::io("create", folder, error))?;
    let _held_to_the_end = lock::take(folder)?;
    let found = names_in(folder)?;
    if !found.is_empty() {
        return Err(StartError::NotEmpty { folder: folder.into(), found });
    }
    write::remove_staging(disk, folder)?;
    let plan = Plan::new(files, &Manifest::default(), &new, folder)?;
    let written = write::stage(disk, folder, &plan.steps)
        .and_then(|()| write::place(disk, folder, &plan.steps))
        .and_then(|()| write::remove_staging(disk, folder));
    if written.is_err() {
        // As above: what cannot be taken back now is left whole.
        drop(write::take_back(disk, folder, &plan.steps));
    }
    Ok(written?)
}

/// What somebody has put into a folder.
fn names_in(folder: &Path) -> Result<Vec<String>, EmitError> {
    let error = |error| EmitError::io("read", folder, error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let name = entry.map_err(error)?.file_name().to_string_lossy().into_owned();
        if !UNASKED.contains(&&*name) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

impl fmt::Display for StartError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFolder { path } => write!(
                to,
                "`{}` is a file, and a guide needs a folder; name another folder",
                path.display()
            ),
            Self::NotEmpty { folder, found } => {
                let names: Vec<&str> = found.iter().map(String::as_str).collect();
                let holds = match names.split_at_checked(NAMES) {
                    Some((first, more @ [_, ..])) => {
                        format!("`{}` and {} more", first.join("`, `"), more.len())
                    }
                    _ => quoted_list(&names),
                };
                write!(
                    to,
                    "`{}` is not empty: it holds {holds}; name a new folder, or move what is in this one elsewhere first",
                    folder.display()
                )
            }
            // The hint of these errors is about the output of a build.
            Self::Disk(EmitError::Io { doing, path, source }) => {
                write!(to, "cannot {doing} `{}`: {source}", path.display())?;
                match source.kind() {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                        write!(to, "; free some space and try again")
                    }
                    ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                        write!(to, "; name a folder in which you may write")
                    }
                    _ => Ok(()),
                }
            }
            Self::Disk(error) => error.fmt(to),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk(error) => Some(error),
            _ => None,
        }
    }
}
