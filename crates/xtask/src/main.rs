//! The repository's own tasks: `cargo xtask site | test | bench | tidy`.
//!
//! In: a task and its options. Out: what the task did, step by step, and an exit code. One file per task; a task says
//! what is wrong in one sentence and stops there.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a task runner talks to the terminal, starts programs and reads the repository"
)]

mod bench;
mod repository;
mod setup;
mod site;
mod step;
mod test;
mod tidy;
mod workflows;

use std::process::ExitCode;

const HELP: &str = "\
The repository's own tasks.

Usage: cargo xtask <TASK>

Tasks:
  site                          Builds annai and the shipped guide into dist/
  test [--no-setup] [FILTER]    Formatting, lints, tidy, workflows, documentation and every test; FILTER narrows the tests
                                down to names that contain it; --no-setup installs nothing
  bench [--n N…] [--runs N]     annai beside Hugo and mdBook on the same pages (default: --n 50 500 5000 --runs 3),
                                then the check page in three browsers
  bench --checker               the check page alone
  bench pdf [--runs N]          the printed handouts beside Chromium and WeasyPrint
  tidy                          Checks of the repository that no compiler makes

Examples:
  cargo xtask site
  cargo xtask test
  cargo xtask test external_edition
  cargo xtask bench --n 500 --runs 5
";

/// What a task returns: the sentence for the terminal when it failed.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        [.., "--help" | "-h"] | ["help"] => {
            print!("{HELP}");
            Ok(())
        }
        ["site"] => site::run(),
        ["test", rest @ ..] => test::Options::parse(rest).and_then(|options| test::run(&options)),
        ["bench", rest @ ..] => {
            bench::Options::parse(rest).and_then(|options| bench::run(&options))
        }
        ["tidy"] => tidy::run(),
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}
