//! What has to change in the output folder: decided before anything does.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::folders::{Folders, Found};
use super::manifest::{Manifest, beneath};
use super::{EmitError, Written};
use crate::site::Site;

/// Everything to do, and what will have been done.
pub(super) struct Plan<'a> {
    /// What to put in place: what pages load first, then the pages.
    pub(super) steps: Vec<Step<'a>>,
    /// What an earlier build wrote and the site no longer has.
    pub(super) stale: Stale<'a>,
    pub(super) summary: Written,
}

/// One rename: a file, or a folder that does not exist yet with all its files.
pub(super) struct Step<'a> {
    pub(super) path: &'a str,
    /// In path order. A file has one, of the step's own path.
    pub(super) files: Vec<NewFile<'a>>,
    /// What an earlier build left at this path: a folder where there is a file now, or a file where a folder is.
    pub(super) way: Stale<'a>,
}

/// A file whose bytes are not on the disk yet.
#[derive(Clone, Copy)]
pub(super) struct NewFile<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a [u8],
}

/// Files to remove, and folders to remove if nothing else is in them; both sorted.
#[derive(Default)]
pub(super) struct Stale<'a> {
    pub(super) files: Vec<&'a str>,
    pub(super) folders: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    /// Compares the site with the folder. An error means that nothing may be changed.
    pub(super) fn new(
        site: &'a Site,
        old: &Manifest<'a>,
        new: &Manifest<'a>,
        out: &Path,
    ) -> Result<Self, EmitError> {
        let folders = Folders::of(new.iter(), out)?;
        for (folder, found) in folders.iter() {
            match found {
                Found::Link => return Err(EmitError::Link { path: out.join(folder) }),
                Found::File { .. } | Found::Other if !old.contains(folder) => {
                    return Err(EmitError::InTheWay { path: out.join(folder) });
                }
                _ => {}
            }
        }

        let files: Vec<_> = site.iter().map(|(path, bytes)| NewFile { path, bytes }).collect();
        let moves: Vec<_> = files
            .par_iter()
            .map_init(|| vec![0; 1 << 16], |buffer, file| file.moves(&folders, old, out, buffer))
            .collect();

        let mut stale = Stale::new(old, new, out)?;
        let mut summary = Written { removed: stale.files.len(), ..Written::default() };
        let mut steps: Vec<Step> = Vec::new();
        for (file, moves) in files.into_iter().zip(moves) {
            let Some(path) = moves? else {
                summary.unchanged += 1;
                continue;
            };
            summary.written += 1;
            summary.bytes += file.bytes.len() as u64;
            match steps.last_mut() {
                Some(step) if step.path == path => step.files.push(file),
                _ => steps.push(Step { path, files: vec![file], way: stale.take(path) }),
            }
        }
        steps.sort_by_key(|step| !step.is_asset());
        Ok(Self { steps, stale, summary })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.stale.files.is_empty() && self.stale.folders.is_empty()
    }
}

impl Step<'_> {
    /// Whether it is something that pages load, and so must be there before they are.
    fn is_asset(&self) -> bool {
        self.path.split('/').next() == Some("assets")
    }
}

impl<'a> NewFile<'a> {
    /// What has to move to its place so that this file is in its own: the file, or the first of its folders that is
    /// not there. Nothing, if the file is there already.
    fn moves(
        self,
        folders: &Folders,
        old: &Manifest,
        out: &Path,
        buffer: &mut [u8],
    ) -> Result<Option<&'a str>, EmitError> {
        if let Some(folder) = folders.first_missing(self.path) {
            return Ok(Some(folder));
        }
        let path = out.join(self.path);
        let foreign = match Found::at(&path)? {
            Found::Nothing => None,
            // A file that cannot be read is not known to be right.
            Found::File { len }
                if len == self.bytes.len() as u64
                    && holds(&path, self.bytes, buffer).unwrap_or(false) =>
            {
                return Ok(None);
            }
            Found::Folder => foreign_file(self.path, old, out)?,
            _ => Some(self.path.to_owned()).filter(|path| !old.contains(path)),
        };
        match foreign {
            Some(foreign) => Err(EmitError::InTheWay { path: out.join(foreign) }),
            None => Ok(Some(self.path)),
        }
    }
}

impl<'a> Stale<'a> {
    fn new(old: &Manifest<'a>, new: &Manifest, out: &Path) -> Result<Self, EmitError> {
        let gone: Vec<_> = old.iter().filter(|path| !new.contains(path)).collect();
        let folders = Folders::of(gone.iter().copied(), out)?;
        let files = gone
            .into_par_iter()
            .filter(|path| folders.lead_to(path))
            .map(|path| Found::at(&out.join(path)).map(|found| (path, found)))
            .collect::<Result<Vec<_>, _>>()?;
        // Somebody's folder, or a folder of the new site, may stand where the old one had a file.
        let is_file = |found| !matches!(found, Found::Nothing | Found::Folder);
        Ok(Self {
            files: files
                .into_iter()
                .filter(|(_, found)| is_file(*found))
                .map(|(path, _)| path)
                .collect(),
            folders: folders.existing().filter(|folder| !new.has_folder(folder)).collect(),
        })
    }

    /// Takes out what stands at `path` or in it.
    fn take(&mut self, path: &str) -> Self {
        let take = |from: &mut Vec<&'a str>| {
            if from.is_empty() {
                return Vec::new();
            }
            let inside = beneath(from, path);
            let inside: Vec<_> = from.drain(inside).collect();
            let itself = from.binary_search(&path).ok().map(|at| from.remove(at));
            itself.into_iter().chain(inside).collect()
        };
        Self { files: take(&mut self.files), folders: take(&mut self.folders) }
    }
}

/// Something in `folder`, or the folder itself, that no earlier build wrote.
fn foreign_file(folder: &str, old: &Manifest, out: &Path) -> Result<Option<String>, EmitError> {
    if !old.has_folder(folder) {
        return Ok(Some(folder.to_owned()));
    }
    let path = out.join(folder);
    let error = |error| EmitError::io("read", &path, error);
    for entry in fs::read_dir(&path).map_err(error)? {
        let entry = entry.map_err(error)?;
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(error)?.is_dir() {
            if let Some(foreign) = foreign_file(&name, old, out)? {
                return Ok(Some(foreign));
            }
        } else if !old.contains(&name) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Whether the file at `path`, of the same length, has these bytes.
fn holds(path: &Path, bytes: &[u8], buffer: &mut [u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        let read = file.read(buffer)?;
        match rest.split_at_checked(read) {
            Some((start, end)) if read > 0 && start == &buffer[..read] => rest = end,
            _ => return Ok(false),
        }
    }
    Ok(true)
}
