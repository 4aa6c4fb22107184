//! `annai init`.

use std::path::Path;

use super::Outcome;
use super::args::{Arguments, InitOptions};
use crate::emit::{emit, start};
use crate::schema;
use crate::starter;

/// Starts a guide, and says what to do next.
pub(super) fn run(options: &InitOptions, arguments: &Arguments) -> Outcome {
    let files = starter::files();
    if let Err(error) = start(&files, &options.folder) {
        return Outcome::usage(&error.to_string());
    }
    // `annai schema` writes them again with every new version of annai, so they are not the author's.
    if let Err(error) = emit(&schema::files(), &options.folder.join(schema::FOLDER)) {
        let message = format!("{error}; the guide is there, and `annai schema` writes its schema");
        return Outcome::usage(&message);
    }
    let stdout =
        if arguments.quiet { String::new() } else { next_steps(&options.folder, files.len()) };
    Outcome { stdout, ..Outcome::default() }
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
        "a guide of {count} files is in {place}, with the schema of its YAML in `schema/`\n\nNext:\n{enter}  annai serve --open   see it in your browser; every \
         save shows at once\n  annai check          find what is wrong, before others do\n  annai build          make \
         the site in dist/\n\nREADME.md says what is where, and how the guide is published.\n"
    )
}
