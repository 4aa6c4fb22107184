//! `annai completions`.

use clap::CommandFactory as _;
use clap_complete::generate;

use super::Outcome;
use super::args::{Arguments, CompletionsOptions};

/// Prints what makes a shell complete commands and options.
pub(super) fn run(options: &CompletionsOptions) -> Outcome {
    let mut script = Vec::new();
    generate(options.shell, &mut Arguments::command(), "annai", &mut script);
    Outcome { stdout: String::from_utf8_lossy(&script).into_owned(), ..Outcome::default() }
}
