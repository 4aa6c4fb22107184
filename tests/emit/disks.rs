//! Disks that fail.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use annai::emit::{Disk, OsDisk};

/// A disk that does `left` things, half of the next one, and nothing ever after: a process that is killed.
pub(super) struct Dying {
    pub(super) left: AtomicUsize,
    /// Renames to below this path cross to another disk.
    pub(super) elsewhere: Option<PathBuf>,
}

impl Dying {
    pub(super) fn after(left: usize) -> Self {
        Self { left: AtomicUsize::new(left), elsewhere: None }
    }

    /// Does a thing; or `half` of it, the last time; or nothing.
    fn act(
        &self,
        whole: impl FnOnce() -> io::Result<()>,
        half: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        // Counts to 0, then past it.
        match self.left.fetch_sub(1, SeqCst) {
            0 => half().and(Err(io::Error::other("killed"))),
            left if left > usize::MAX / 2 => Err(io::Error::other("dead")),
            _ => whole(),
        }
    }
}

impl Disk for Dying {
    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        let half = || path.parent().map_or(Ok(()), fs::create_dir_all);
        self.act(|| OsDisk.create_dir_all(path), half)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.act(|| OsDisk.write(path, bytes), || fs::write(path, &bytes[..bytes.len() / 2]))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(elsewhere) = &self.elsewhere
            && from.starts_with(elsewhere) != to.starts_with(elsewhere)
        {
            return Err(ErrorKind::CrossesDevices.into());
        }
        self.act(|| OsDisk.rename(from, to), || Ok(()))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.act(|| OsDisk.remove_file(path), || Ok(()))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.act(|| OsDisk.remove_dir(path), || Ok(()))
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        assert!(path.ends_with(".annai-staging"), "{} is not ours as a whole", path.display());
        let half = || match fs::read_dir(path)?.next().transpose()?.map(|entry| entry.path()) {
            Some(first) if first.is_dir() => fs::remove_dir_all(first),
            Some(first) => fs::remove_file(first),
            None => Ok(()),
        };
        self.act(|| OsDisk.remove_dir_all(path), half)
    }
}

/// A disk on which one kind of change fails, for which it asks `fails`; everything else succeeds.
pub(super) struct Failing<F> {
    pub(super) fails: F,
}

impl<F: Fn(&str, &Path) -> io::Result<()> + Sync> Disk for Failing<F> {
    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        (self.fails)("create", path).and_then(|()| OsDisk.create_dir_all(path))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        (self.fails)("write", path).and_then(|()| OsDisk.write(path, bytes))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.fails)("rename", to).and_then(|()| OsDisk.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        (self.fails)("remove", path).and_then(|()| OsDisk.remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        (self.fails)("remove", path).and_then(|()| OsDisk.remove_dir(path))
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        (self.fails)("remove", path).and_then(|()| OsDisk.remove_dir_all(path))
    }
}
