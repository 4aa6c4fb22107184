//! Writes a finished site to a folder.
//!
//! In comes a complete, checked [`Site`] and the folder it belongs in; out goes that folder, holding exactly the site,
//! a list of its files, and whatever its owner keeps beside them.
//!
//! It must never show a reader half a file, touch what no earlier build wrote, or leave the folder. So nothing is
//! written in place. Files whose bytes differ are staged in a hidden folder beside the others; a list of the old *and*
//! the new files is written; then the staged files are renamed to where they belong, first what pages load, then the
//! pages; then files that only the old list names are removed; and the exact list comes last. Whoever stops this at any
//! point finds whole files, and a list that names every one of them for the next build to finish.
//!
//! Bytes are compared with bytes. A hash or a time kept from the last build would be quicker to compare, and would
//! believe that nobody touched the folder since. Nothing is flushed to the platter either: a kill loses nothing that
//! was written, and a file that a power cut damaged is one more file that differs. (A damaged list is refused, in
//! words that say what to do.)
#![expect(clippy::disallowed_methods, reason = "writing the site is this module's work")]

mod disk;
mod error;
mod folders;
mod lock;
mod manifest;
mod plan;
mod replace;
mod start;
mod write;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

pub use disk::{Disk, OsDisk};
pub use error::EmitError;
pub use replace::{replace, replace_on};
pub use start::{StartError, start, start_on};

use crate::site::Site;
use folders::Found;
use manifest::Manifest;
use plan::Plan;

/// What [`emit`] did to the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or had other bytes before.
    pub written: usize,
    /// Files that were already right and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
    /// How many bytes the written files have.
    pub bytes: u64,
}

/// Makes `out` hold exactly `site`, beside files that are not annai's. Creates the folder if there is none.
///
/// An error before the first rename leaves every file as it was; a later one leaves whole files, and the next call
/// finishes the work.
pub fn emit(site: &Site, out: &Path) -> Result<Written, EmitError> {
    emit_on(&OsDisk, site, out)
}

/// [`emit`] with every change to the disk made through `disk`: where a test lets one of them fail.
pub fn emit_on(disk: &impl Disk, site: &Site, out: &Path) -> Result<Written, EmitError> {
    let new = Manifest::of(site)?;
    open(disk, out)?;
    let _held_to_the_end = lock::take(out)?;

    let old_text = manifest::read(out)?;
    let old = match &old_text {
        Some(text) => Manifest::parse(text, out)?,
        None => Manifest::of_empty_folder(out)?,
    };
    if Found::at(&out.join(write::STAGING))? != Found::Nothing {
        write::clear_leftovers(disk, out, &old)?;
    }

    let plan = Plan::new(site, &old, &new, out)?;
    let old_text = old_text.as_deref().unwrap_or_default();
    let new_text = new.text();
    if !plan.is_empty() || old_text != new_text {
        let union = old.union(&new);
        // The first error is the one to report; what tidying up could not do, the next build does.
        carry_out(disk, out, &plan, [old_text, &union.text(), &new_text])
            .inspect_err(|_| drop(write::clear_leftovers(disk, out, &union)))?;
    }
    Ok(plan.summary)
}

/// The order of these lines is the promise this module makes.
fn carry_out(
    disk: &impl Disk,
    out: &Path,
    plan: &Plan,
    [old, union, new]: [&str; 3],
) -> Result<(), EmitError> {
    // All that takes room on the disk.
    write::stage(disk, out, &plan.steps)?;
    if union != old {
        write::stage_manifest(disk, out, "union", union)?;
    }
    if new != union {
        write::stage_manifest(disk, out, "exact", new)?;
    }
    // From here on there are only renames and removals.
    if union != old {
        write::place_manifest(disk, out, "union")?;
    }
    write::place(disk, out, &plan.steps)?;
    write::remove(disk, out, &plan.stale)?;
    if new != union {
        write::place_manifest(disk, out, "exact")?;
    }
    write::remove_staging(disk, out)
}

/// Makes sure that `out` is a folder, or a link to one.
fn open(disk: &impl Disk, out: &Path) -> Result<(), EmitError> {
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(EmitError::NotAFolder { out: out.into() }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            disk.create_dir_all(out).map_err(|error| EmitError::io("create", out, error))
        }
        Err(error) => Err(EmitError::io("open", out, error)),
    }
}
