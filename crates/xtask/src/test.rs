//! `cargo xtask test`: everything that must hold before a change is merged.

use std::time::Instant;

use crate::{Outcome, setup, step, tidy};

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
    let lints =
        ["cargo", "clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    let documentation =
        ["cargo", "doc", "--workspace", "--no-deps", "--document-private-items", "--locked"];
    let mut tests = step::command(&["cargo", "test", "--workspace", "--locked"]);
    if let Some(filter) = &options.filter {
        tests.args(["--", filter]);
    }
    step::run("formatting", &mut step::command(&["cargo", "fmt", "--all", "--check"]))?;
    step::run("lints", &mut step::command(&lints))?;
    step::timed("tidy", tidy::run)?;
    step::run("documentation", step::command(&documentation).env("RUSTDOCFLAGS", "-D warnings"))?;
    step::run("tests", &mut tests)?;
    println!("\nAll is well, in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
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
