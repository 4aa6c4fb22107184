//! `annai init`.

use std::path::Path;

use super::Outcome;
use super::args::{Arguments, InitOptions};
use crate::emit::start;
use crate::starter;

/// Starts a guide, and says what to do next.
pub(super) fn run(options: &InitOptions, arguments: &Arguments) -> Outcome {
    let files = starter::files();
    match start(&files, &options.folder) {
        Ok(()) if arguments.quiet => Outcome::default(),
        Ok(()) => {
            Outcome { stdout: next_steps(&options.folder, files.len()), ..Outcome::default() }
        }
        Err(error) => Outcome::usage(&error.to_string()),
    }
}

/// In the order in which they are taken.
fn next_steps(folder: &Path, count: usize) -> String {
    let here = folder.components().all(|part| part == std::path::Component::CurDir);
    let enter = match folder.display().to_string() {
        _ if here => String::new(),
        name if name.contains(' ') => format!("  cd \"{name}\"\n"),
        name => format!("  cd {name}\n"),
    };
    let place = if here { "this folder".to_owned() } else { format!("`{}`", folder.display()) };
    format!(
        "a guide of {count} files is in {place}\n\nNext:\n{enter}  annai serve --open   see it in your browser; every \
         save shows at once\n  annai check          find what is wrong, before others do\n  annai build          make \
         the site in dist/\n\nREADME.md says what is where, and how the guide is published.\n"
    )
}
