//! `cargo xtask test`: everything that must hold before a change is merged.

use std::process::Command;
use std::time::Instant;

use crate::{Outcome, setup, step, tidy, workflows};

/// What was asked for.
pub(crate) struct Options {
    setup: bool,
    filter: Option<String>,
}

impl Options {
    /// Reads the words after `test`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self, String> {
        let mut options = Self { setup: true, filter: None };
        for word in words {
            match *word {
                "--no-setup" => options.setup = false,
                flag if flag.starts_with('-') => {
                    return Err(format!("`test` has no option {flag}"));
                }
                name if options.filter.is_none() => options.filter = Some(name.into()),
                name => return Err(format!("`test` takes one filter; `{name}` is a second")),
            }
        }
        Ok(options)
    }
}

/// Prepares the machine and runs every check, up to the first that fails.
pub(crate) fn run(options: &Options) -> Outcome {
    let start = Instant::now();
    if options.setup {
        step::timed("set up", setup::run)?;
    }
    let mut tests = step::command(&["cargo", "test", "--workspace", "--locked"]);
    if let Some(filter) = &options.filter {
        tests.args(["--", filter]);
    }
    step::run("formatting", &mut step::command(&["cargo", "fmt", "--all", "--check"]))?;
    step::run("lints", &mut lints())?;
    step::timed("tidy", tidy::run)?;
    workflows::run()?;
    step::run("documentation", &mut documentation())?;
    step::run("tests", &mut tests)?;
    println!("\nAll is well, in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// clippy on everything, as cargo calls it, but within an ordinary build.
///
/// `cargo clippy` would check the dependencies, which shares nothing with building them for the tests: the engine of the
/// handouts alone would take minutes twice. In a build clippy stands in for the compiler of our own packages, and the
/// dependencies are those of the tests.
fn lints() -> Command {
    let mut lints = step::command(&["cargo", "build", "--workspace", "--all-targets", "--locked"]);
    // What `cargo clippy -- -D warnings` sets, so that a changed `clippy.toml` is noticed as well.
    lints.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    lints.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
    lints
}

/// Every page of the documentation and every link in it, but for what only the handouts need: rustdoc takes dependencies
/// that were checked, and those of the handouts would be checked for this alone.
fn documentation() -> Command {
    let line = ["cargo", "doc", "--workspace", "--exclude", "handout", "--no-default-features"];
    let mut documentation = step::command(&line);
    documentation.args(["--no-deps", "--document-private-items", "--locked"]);
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let options = Options::parse(&["--no-setup", "canary"]).expect("both are known");
        assert!(!options.setup);
        assert_eq!(options.filter.as_deref(), Some("canary"));
    }

    #[test]
    fn unknown_options_are_refused() {
        assert!(Options::parse(&["--fast"]).is_err());
        assert!(Options::parse(&["one", "two"]).is_err());
    }
}
