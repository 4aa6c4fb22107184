//! `cargo xtask tidy`: checks of the repository that no compiler makes.
//!
//! Each check is a function from the files in memory to what it finds, so that its test needs no disk.

mod architecture;
mod diagnostics;
mod links;
mod releases;
mod source;
mod text;
mod words;

use std::fmt;

use crate::Outcome;
use crate::repository::Repository;

/// Something to mend, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: Option<usize>,
    message: String,
}

impl Finding {
    /// About a file as a whole.
    fn in_file(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, message: message.into() }
    }

    /// About a line, counted from 1.
    fn in_line(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: Some(line), message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, message } = self;
        match line {
            Some(line) => write!(f, "{path}:{line}: {message}"),
            None => write!(f, "{path}: {message}"),
        }
    }
}

type Check = fn(&Repository) -> Vec<Finding>;

const CHECKS: &[Check] = &[
    architecture::the_map_is_complete,
    architecture::the_map_names_what_exists,
    diagnostics::every_code_is_explained,
    links::links_lead_somewhere,
    releases::targets_are_explained,
    source::modules_say_what_they_are,
    source::files_are_short,
    text::lines_are_clean,
    words::nothing_is_left_for_later,
    changelog_has_a_place_for_changes,
];

/// Runs every check and prints all that they find, by file and line.
pub(crate) fn run() -> Outcome {
    let repository = Repository::read()?;
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(&repository)).collect();
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => Err("tidy found one thing to mend".into()),
        count => Err(format!("tidy found {count} things to mend")),
    }
}

/// CHANGELOG.md has a heading under which the next change is written.
fn changelog_has_a_place_for_changes(repository: &Repository) -> Vec<Finding> {
    let text = repository.text("CHANGELOG.md").unwrap_or_default();
    let is_heading = |line: &str| line.starts_with('#') && line.contains("Unreleased");
    if text.lines().any(is_heading) {
        return Vec::new();
    }
    vec![Finding::in_file("CHANGELOG.md", "there is no section \"Unreleased\"")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changelog_without_unreleased_is_found() {
        let good = Repository::of(&[("CHANGELOG.md", "# Changes\n\n## Unreleased\n")]);
        assert_eq!(changelog_has_a_place_for_changes(&good), []);
        for text in ["# Changes\n\n## 0.1.0\n", "Unreleased\n", ""] {
            let found =
                changelog_has_a_place_for_changes(&Repository::of(&[("CHANGELOG.md", text)]));
            assert_eq!(found.len(), 1, "{text:?}");
        }
        assert_eq!(changelog_has_a_place_for_changes(&Repository::default()).len(), 1);
    }

    #[test]
    fn a_finding_names_file_and_line() {
        assert_eq!(Finding::in_line("a.md", 3, "is wrong").to_string(), "a.md:3: is wrong");
        assert_eq!(Finding::in_file("a.md", "is wrong").to_string(), "a.md: is wrong");
    }
}
