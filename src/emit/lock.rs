//! Keeps a second annai out of a folder while the first one writes there.
//!
//! The system itself takes the lock back when a process ends, however it ends: a kill leaves nothing to clean up.

use std::fs::File;
use std::path::Path;

use super::EmitError;

/// A lock, held until it is dropped; of nothing, where the system cannot hold one.
pub(super) struct Lock(Option<File>);

impl Drop for Lock {
    /// Unlocks, rather than leave that to closing the file: a process that another thread is just starting has a copy
    /// of the handle for a moment, and would keep the lock.
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            // The one thing to do about an error is what follows anyway: to close the file.
            file.unlock().ok();
        }
    }
}

/// Takes the lock on `out`, an existing folder.
///
/// The folder itself is locked, not a file in it: a lock file would have to be created before every build, even one
/// that writes nothing, and removed after it, which lets a third process in between two others.
#[cfg(not(windows))]
pub(super) fn take(out: &Path) -> Result<Lock, EmitError> {
    use std::fs::TryLockError;

    let folder = File::open(out).map_err(|error| EmitError::io("open", out, error))?;
    match folder.try_lock() {
        Ok(()) => Ok(Lock(Some(folder))),
        Err(TryLockError::WouldBlock) => Err(EmitError::Busy { out: out.into() }),
        // A file system that knows no locks is still worth building to.
        Err(TryLockError::Error(_)) => Ok(Lock(None)),
    }
}

/// Takes the lock on `out`, an existing folder.
///
/// Windows cannot lock a folder. It can refuse to share a file, and remove it when its last handle closes.
#[cfg(windows)]
pub(super) fn take(out: &Path) -> Result<Lock, EmitError> {
    use std::fs::OpenOptions;
    use std::os::windows::fs::OpenOptionsExt;

    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;

    let path = out.join(".annai-lock");
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .access_mode(GENERIC_WRITE | DELETE)
        .share_mode(0)
        .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
        .open(&path)
        .map(|file| Lock(Some(file)))
        .map_err(|error| match error.raw_os_error() {
            Some(ERROR_SHARING_VIOLATION) => EmitError::Busy { out: out.into() },
            _ => EmitError::io("write", &path, error),
        })
}
