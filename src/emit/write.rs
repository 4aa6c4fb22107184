//! The steps that change the disk, in the order in which they are taken.

use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::folders::{Folders, Found, parent};
use super::manifest::{self, Manifest};
use super::plan::{NewFile, Stale, Step};
use super::{Disk, EmitError};

/// Where new files wait. It exists only during a build, or after one that was stopped.
pub(super) const STAGING: &str = ".annai-staging";

/// What a new file is called, in its own folder, when it cannot come from the staging folder by a rename.
const ARRIVING: &str = ".annai-new";

/// Writes every new file where nobody looks yet.
///
/// The `n`th step is staged under the name `n`: a folder that will move as a whole holds its files, and a single file
/// needs no folders made for it.
pub(super) fn stage(disk: &impl Disk, out: &Path, steps: &[Step]) -> Result<(), EmitError> {
    let staging = out.join(STAGING);
    disk.create_dir_all(&staging).map_err(|error| EmitError::io("write to", out, error))?;
    steps.par_iter().enumerate().try_for_each(|(number, step)| {
        let siblings = step.files.par_chunk_by(|one, next| parent(one.path) == parent(next.path));
        siblings.try_for_each(|siblings| {
            let path = staged(out, number, step, siblings[0]);
            if let Some(folder) = path.parent().filter(|folder| *folder != staging) {
                disk.create_dir_all(folder)
                    .map_err(|error| EmitError::io("write", out.join(siblings[0].path), error))?;
            }
            siblings.iter().try_for_each(|file| {
                disk.write(&staged(out, number, step, *file), file.bytes)
                    .map_err(|error| EmitError::io("write", out.join(file.path), error))
            })
        })
    })
}

/// Writes a list of files next to the staged ones.
pub(super) fn stage_manifest(
    disk: &impl Disk,
    out: &Path,
    name: &str,
    text: &str,
) -> Result<(), EmitError> {
    disk.write(&out.join(STAGING).join(name), text.as_bytes())
        .map_err(|error| EmitError::io("write", out.join(manifest::NAME), error))
}

/// Makes a staged list the one that counts.
pub(super) fn place_manifest(disk: &impl Disk, out: &Path, name: &str) -> Result<(), EmitError> {
    let path = out.join(manifest::NAME);
    disk.rename(&out.join(STAGING).join(name), &path)
        .map_err(|error| EmitError::io("write", path, error))
}

/// Moves every staged file to its place. The list must name them all by now.
pub(super) fn place(disk: &impl Disk, out: &Path, steps: &[Step]) -> Result<(), EmitError> {
    for (number, step) in steps.iter().enumerate() {
        remove(disk, out, &step.way)?;
        let path = out.join(step.path);
        match disk.rename(&out.join(STAGING).join(number.to_string()), &path) {
            // A folder inside the output may be a disk of its own.
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                step.files.iter().try_for_each(|file| carry(disk, out, *file))?;
            }
            moved => moved.map_err(|error| EmitError::io("write", path, error))?,
        }
    }
    Ok(())
}

/// Moves back what [`place`] has moved into a folder that was empty, and removes the staging folder.
pub(super) fn take_back(disk: &impl Disk, out: &Path, steps: &[Step]) -> Result<(), EmitError> {
    for (number, step) in steps.iter().enumerate() {
        let (path, staged) = (out.join(step.path), out.join(STAGING).join(number.to_string()));
        // A step whose turn never came is still staged, and what stands at its place is not ours.
        if Found::at(&staged)? == Found::Nothing && Found::at(&path)? != Found::Nothing {
            disk.rename(&path, &staged).map_err(|error| EmitError::io("remove", path, error))?;
        }
    }
    remove_staging(disk, out)
}

/// Removes what an earlier build wrote, and the folders that this empties.
pub(super) fn remove(disk: &impl Disk, out: &Path, stale: &Stale) -> Result<(), EmitError> {
    for file in &stale.files {
        let path = out.join(file);
        match disk.remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            removed => removed.map_err(|error| EmitError::io("remove", path, error))?,
        }
    }
    // A folder sorts before what is in it, and can only go after it.
    for folder in stale.folders.iter().rev() {
        let path = out.join(folder);
        match disk.remove_dir(&path) {
            // Somebody keeps files in it, or has mounted a disk there: then it is theirs now.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::DirectoryNotEmpty | ErrorKind::ResourceBusy | ErrorKind::NotFound
                ) => {}
            removed => removed.map_err(|error| EmitError::io("remove", path, error))?,
        }
    }
    Ok(())
}

/// Removes whatever a build that was stopped has left beside the files of `manifest`.
///
/// The staging folder goes last: it is the sign that there may be more to clear.
pub(super) fn clear_leftovers(
    disk: &impl Disk,
    out: &Path,
    manifest: &Manifest,
) -> Result<(), EmitError> {
    let folders = Folders::of(manifest.iter(), out)?;
    for folder in iter::once("").chain(folders.existing()) {
        let path = out.join(folder).join(ARRIVING);
        if let Found::File { .. } | Found::Link = Found::at(&path)? {
            disk.remove_file(&path).map_err(|error| EmitError::io("remove", path, error))?;
        }
    }
    remove_staging(disk, out)
}

/// Removes the staging folder, or whatever has its name.
pub(super) fn remove_staging(disk: &impl Disk, out: &Path) -> Result<(), EmitError> {
    let staging = out.join(STAGING);
    match Found::at(&staging)? {
        Found::Nothing => Ok(()),
        Found::Folder => disk.remove_dir_all(&staging),
        _ => disk.remove_file(&staging),
    }
    .map_err(|error| EmitError::io("remove", staging, error))
}

/// Where a file of the `number`th step waits.
fn staged(out: &Path, number: usize, step: &Step, file: NewFile) -> PathBuf {
    let mut path = out.join(STAGING);
    path.push(number.to_string());
    if let Some(inside) = file.path[step.path.len()..].strip_prefix('/') {
        path.push(inside);
    }
    path
}

/// Brings a file to another disk: by a second copy next to its place, since only a rename is whole or nothing.
fn carry(disk: &impl Disk, out: &Path, file: NewFile) -> Result<(), EmitError> {
    let path = out.join(file.path);
    let folder = parent(file.path).map_or_else(|| out.to_owned(), |folder| out.join(folder));
    let arriving = folder.join(ARRIVING);
    disk.create_dir_all(&folder)
        .and_then(|()| disk.write(&arriving, file.bytes))
        .and_then(|()| disk.rename(&arriving, &path))
        .map_err(|error| EmitError::io("write", path, error))
}
