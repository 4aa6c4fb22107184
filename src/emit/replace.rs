//! Replaces one file of a guide: with all of the new bytes, or not at all.

use std::io;
use std::path::Path;

use super::{Disk, OsDisk};
use crate::load::real_path;

/// What the new file is called until it is whole. Hidden, so nothing takes it for a file of the guide.
const ARRIVING: &str = ".annai-new";

/// Writes a file in place of the one that may be there; where that is a link, of the file it leads to.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_on(&OsDisk, path, bytes)
}

/// [`replace`] with every change to the disk made through `disk`: where a test lets one of them fail.
pub fn replace_on(disk: &impl Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = real_path(path);
    let arriving = path.with_file_name(ARRIVING);
    let replaced = disk.write(&arriving, bytes).and_then(|()| disk.rename(&arriving, &path));
    if replaced.is_err() {
        // The first error is the one to report.
        drop(disk.remove_file(&arriving));
    }
    replaced
}
