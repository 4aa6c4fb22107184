//! What every Rust file has: a first sentence, and a length that can be read.

use super::Finding;
use crate::repository::{Repository, has_extension};

/// A longer file has a noun missing.
const LONGEST: usize = 500;

/// Every Rust file below a `src` folder opens with a `//!` paragraph.
pub(super) fn modules_say_what_they_are(repository: &Repository) -> Vec<Finding> {
    let is_module = |path: &str| path.starts_with("src/") || path.contains("/src/");
    let modules = rust_files(repository).filter(|(path, _)| is_module(path));
    let silent = modules.filter(|(_, text)| !text.starts_with("//! "));
    silent
        .map(|(path, _)| Finding::in_line(path, 1, "does not open with a `//!` paragraph"))
        .collect()
}

/// No Rust file outside the tests is longer than 500 lines.
pub(super) fn files_are_short(repository: &Repository) -> Vec<Finding> {
    let is_test = |path: &str| path.split('/').any(|part| part == "tests");
    let files = rust_files(repository).filter(|(path, _)| !is_test(path));
    let lengths = files.map(|(path, text)| (path, text.lines().count()));
    let long = lengths.filter(|(_, length)| *length > LONGEST);
    long.map(|(path, length)| {
        Finding::in_file(path, format!("has {length} lines, more than {LONGEST}"))
    })
    .collect()
}

fn rust_files(repository: &Repository) -> impl Iterator<Item = (&str, &str)> {
    repository.texts().filter(|(path, _)| has_extension(path, "rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_without_first_sentence_is_found() {
        let good = [
            ("src/a.rs", "//! A.\n"),
            ("crates/x/src/a.rs", "//! A.\n"),
            ("build.rs", "fn main() {}\n"),
        ];
        assert_eq!(modules_say_what_they_are(&Repository::of(&good)), []);
        for bad in ["", "use std::fmt;\n", "// A.\n", "\n//! A.\n"] {
            let files = [("src/a.rs", bad), ("crates/x/src/b/c.rs", bad)];
            let found = modules_say_what_they_are(&Repository::of(&files));
            assert_eq!(found.len(), 2, "{bad:?}");
        }
    }

    #[test]
    fn a_long_file_is_found() {
        let (most, more) = ("\n".repeat(LONGEST), "\n".repeat(LONGEST + 1));
        assert_eq!(
            files_are_short(&Repository::of(&[("src/a.rs", &most), ("tests/a.rs", &more)])),
            []
        );
        let found = files_are_short(&Repository::of(&[("src/a.rs", &more)]));
        assert_eq!(found, [Finding::in_file("src/a.rs", "has 501 lines, more than 500")]);
    }
}
