//! `cargo xtask bench`: annai beside its peers on the same pages, and the check page in three browsers.
//!
//! `bench/bench.py` installs the peers, runs all programs in turn and prints the table; `bench/checker.py` says what the
//! check page weighs and how soon it has judged; `bench/handouts.py` prints the handouts as others print pages;
//! `bench/serve.py` edits files below running servers. This task builds annai first and tells the scripts how to call it.

use std::path::Path;

use crate::{Outcome, repository, setup, step};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    part: Part,
    pages: Vec<String>,
    runs: String,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The build and the check page.
    Site,
    /// The check page alone.
    Checker,
    /// The printed handouts.
    Handouts,
    /// Edits while the guide is served.
    Serve,
}

impl Options {
    /// Reads the words after `bench`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self, String> {
        let (mut pages, mut runs, mut part) = (Vec::new(), None, Part::Site);
        let mut rest = words.iter().peekable();
        while let Some(word) = rest.next() {
            let numbers = std::iter::from_fn(|| rest.next_if(|word| word.parse::<u32>().is_ok()));
            let numbers: Vec<String> = numbers.map(|number| (*number).to_owned()).collect();
            match (*word, numbers.as_slice()) {
                ("--n", [_, ..]) => pages = numbers,
                ("--runs", [count]) => runs = Some(count.clone()),
                ("--checker", []) => part = Part::Checker,
                ("pdf", []) => part = Part::Handouts,
                ("serve", []) => part = Part::Serve,
                ("--n" | "--runs", _) => return Err(format!("`{word}` needs a number")),
                _ => return Err(format!("`bench` does not know `{word}`")),
            }
        }
        if pages.is_empty() {
            pages = ["50", "500", "5000"].map(String::from).to_vec();
        }
        Ok(Self { part, pages, runs: runs.unwrap_or_else(|| "3".into()) })
    }
}

/// Builds annai and runs the measurements.
pub(crate) fn run(options: &Options) -> Outcome {
    setup::wasm_target()?;
    let build = ["cargo", "build", "--release", "--locked", "--package", "annai"];
    step::run("build annai", &mut step::command(&build))?;
    let annai = repository::target()?.join("release/annai");
    match options.part {
        Part::Site => compare(options, &annai).and_then(|()| check_page(&annai)),
        Part::Checker => check_page(&annai),
        Part::Handouts => handouts(options, &annai),
        Part::Serve => serve(options, &annai),
    }
}

fn serve(options: &Options, annai: &Path) -> Outcome {
    let (annai, guide) = (annai.to_string_lossy(), guide_maker());
    let mut line = vec!["python3", "bench/serve.py", "--annai", &annai, "--guide", &guide, "--n"];
    // A handful of pages says nothing about a server.
    line.extend(options.pages.iter().map(String::as_str).filter(|pages| *pages != "50"));
    step::run("edits", &mut step::command(&line))
}

/// The command that makes a guide of the pages that all programs get.
fn guide_maker() -> String {
    let guide = repository::root().join("bench/guide.py");
    format!("python3 {} {{raw}} {{root}}", guide.display())
}

fn handouts(options: &Options, annai: &Path) -> Outcome {
    let annai = annai.to_string_lossy();
    let line = ["python3", "bench/handouts.py", "--annai", &annai, "--runs", &options.runs];
    step::run("the handouts", &mut step::command(&line))
}

fn compare(options: &Options, annai: &Path) -> Outcome {
    let annai = format!("{} build --root {{root}} --out {{out}} --quiet", annai.display());
    let guide = guide_maker();
    let mut line = vec!["python3", "bench/bench.py", "--annai", &annai, "--guide", &guide];
    line.extend(["--work", "target/bench", "--runs", &options.runs, "--n"]);
    line.extend(options.pages.iter().map(String::as_str));
    step::run("compare", &mut step::command(&line))
}

fn check_page(annai: &Path) -> Outcome {
    setup::run()?;
    let (annai, site) = (annai.to_string_lossy(), "target/bench/guide");
    let build = [&*annai, "build", "--root", ".", "--out", site, "--quiet"];
    step::run("build the guide", &mut step::command(&build))?;
    let edition = format!("{site}/external");
    let line = ["python3", "bench/checker.py", "--site", &edition];
    step::run("the check page", &mut step::command(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let options = Options::parse(&["--n", "50", "500", "--runs", "5"]).expect("all are known");
        assert_eq!(options.pages, ["50", "500"]);
        assert_eq!(options.runs, "5");
        assert_eq!(options.part, Part::Site);
        let options = Options::parse(&[]).expect("nothing is needed");
        assert_eq!(options.pages, ["50", "500", "5000"]);
        for (word, part) in
            [("--checker", Part::Checker), ("pdf", Part::Handouts), ("serve", Part::Serve)]
        {
            assert_eq!(Options::parse(&[word]).expect("it is known").part, part);
        }
    }

    #[test]
    fn half_an_option_is_refused() {
        for words in [&["--n"][..], &["--runs", "many"], &["--runs", "1", "2"], &["fast"]] {
            assert!(Options::parse(words).is_err(), "{words:?}");
        }
    }
}
