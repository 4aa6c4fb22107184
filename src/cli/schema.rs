//! `annai schema`.

use super::Outcome;
use super::args::{Arguments, SchemaOptions};
use crate::emit::emit;
use crate::schema::files;

/// Writes the schemas of the YAML files.
pub(super) fn run(options: &SchemaOptions, arguments: &Arguments) -> Outcome {
    let site = files();
    let folder = options.out.display();
    match emit(&site, &options.out) {
        Ok(_) if arguments.quiet => Outcome::default(),
        Ok(written) => {
            let (all, new, same) = (site.len(), written.written, written.unchanged);
            let stdout = format!(
                "{all} schemas in {folder} ({new} written, {same} unchanged, {} removed)\n",
                written.removed
            );
            Outcome { stdout, ..Outcome::default() }
        }
        Err(error) => {
            Outcome { stderr: format!("error: {error}\n"), code: 2, ..Outcome::default() }
        }
    }
}
