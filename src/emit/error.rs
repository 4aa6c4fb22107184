//! Why a site could not be written, in words for the person who started the build.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be written. Displayed as what is wrong and what to do about it.
#[derive(Debug)]
pub enum EmitError {
    /// The output folder is a file.
    NotAFolder {
        /// The output folder.
        out: PathBuf,
    },
    /// The output folder has files and no list of annai's that says whose they are.
    NotOurs {
        /// The output folder.
        out: PathBuf,
        /// One of the files in it.
        found: PathBuf,
    },
    /// There is a list, but no line of it can be trusted.
    UnknownManifest {
        /// The list.
        path: PathBuf,
    },
    /// A file or folder stands where the site has one, differs, and is not in the list.
    InTheWay {
        /// What stands there.
        path: PathBuf,
    },
    /// The way to a file leads through a symbolic link.
    Link {
        /// The link.
        path: PathBuf,
    },
    /// The site has a file whose name cannot be written, or that another of its files needs as a folder.
    BadName {
        /// The file, as the site names it.
        name: Box<str>,
    },
    /// Another annai is writing to this folder.
    Busy {
        /// The output folder.
        out: PathBuf,
    },
    /// The disk said no.
    Io {
        /// What was tried, as in "cannot … this file".
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl EmitError {
    pub(super) fn io(doing: &'static str, path: impl AsRef<Path>, source: io::Error) -> Self {
        Self::Io { doing, path: path.as_ref().into(), source }
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFolder { out } => write!(
                to,
                "`{}` is a file, and the site needs a folder; choose another one with `--out`",
                out.display()
            ),
            Self::NotOurs { out, found } => write!(
                to,
                "`{}` was not written by annai: it holds `{}`; choose an empty or a new folder with `--out`",
                out.display(),
                found.display()
            ),
            Self::UnknownManifest { path } => write!(
                to,
                "`{}` is not a list that this version of annai can read; delete the folder it is in, or choose \
                 another one with `--out`",
                path.display()
            ),
            Self::InTheWay { path } => write!(
                to,
                "`{}` exists and was not written by annai, but the site has something else there; move it away, or \
                 choose another folder with `--out`",
                path.display()
            ),
            Self::Link { path } => write!(
                to,
                "`{}` is a symbolic link, and annai does not write through links inside its output; remove it, or \
                 choose another folder with `--out`",
                path.display()
            ),
            Self::BadName { name } => write!(
                to,
                "the site has a file `{}`, and no file can be written under that name; rename what it is made from",
                name.escape_debug()
            ),
            Self::Busy { out } => write!(
                to,
                "another annai is writing to `{}`; wait for it to finish, or choose another folder with `--out`",
                out.display()
            ),
            Self::Io { doing, path, source } => {
                write!(to, "cannot {doing} `{}`: {source}", path.display())?;
                match source.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        write!(to, "; free some space and build again")
                    }
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        write!(
                            to,
                            "; make it writable for you, or choose another folder with `--out`"
                        )
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

impl Error for EmitError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
