//! The few ways in which [`emit`](super::emit) changes a disk.

use std::fs;
use std::io;
use std::path::Path;

/// Everything `emit` ever does to a disk beyond looking at it.
///
/// A trait, so that a test can count the changes, let one fail, and let none succeed after it, as a kill would.
pub trait Disk: Sync {
    /// Creates a folder and those it lies in; one that is there already is no error.
    fn create_dir_all(&self, path: &Path) -> io::Result<()>;
    /// Writes a whole file, which need not exist.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file or folder to another name, in place of the file that is there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, or a symbolic link and not what it points to.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder and what is in it. Only ever called on the staging folder.
    fn remove_dir_all(&self, path: &Path) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}
