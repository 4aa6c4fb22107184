//! The workflows of this repository and of a new guide: of the form that GitHub wants, and safe to run.
//!
//! Both checkers come from the setup, in the versions of `tests/tools/requirements.txt`. Neither asks the network.

use crate::repository::{self, Repository, has_extension};
use crate::{Outcome, step};

/// The folders with workflows, their settings and their own actions.
const FOLDERS: [&str; 2] = [".github", "starter/.github"];

/// Runs both checkers.
pub(crate) fn run() -> Outcome {
    let repository = Repository::read()?;
    let safe = ["zizmor", "--offline", "--persona=pedantic", "--no-progress", "--quiet"];
    check("workflows are safe", &[&safe[..], &FOLDERS].concat())?;
    for (name, schema, is_meant) in [
        ("workflows", "vendor.github-workflows", is_workflow as fn(&str) -> bool),
        ("updates of dependencies", "vendor.dependabot", is_dependabot),
    ] {
        let files: Vec<&str> = repository.paths().filter(|path| is_meant(path)).collect();
        let valid = ["check-jsonschema", "--builtin-schema", schema];
        check(&format!("{name} are valid"), &[&valid[..], &files].concat())?;
    }
    Ok(())
}

/// Runs a program that the setup has installed.
fn check(name: &str, line: &[&str]) -> Outcome {
    let program = repository::root().join("target/tools/python/bin").join(line[0]);
    let program = program.to_string_lossy();
    step::run(name, &mut step::command(&[&[&*program], &line[1..]].concat()))
}

fn is_workflow(path: &str) -> bool {
    let inside = FOLDERS.iter().find_map(|folder| path.strip_prefix(folder));
    inside.is_some_and(|inside| inside.starts_with("/workflows/") && has_extension(inside, "yml"))
}

fn is_dependabot(path: &str) -> bool {
    FOLDERS.iter().any(|folder| path.strip_prefix(folder) == Some("/dependabot.yml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workflows_are_known_by_their_folder() {
        assert!(is_workflow(".github/workflows/ci.yml"));
        assert!(is_workflow("starter/.github/workflows/guide.yml"));
        for path in ["workflows/ci.yml", ".github/dependabot.yml", ".github/workflows/notes.md"] {
            assert!(!is_workflow(path), "{path}");
        }
        assert!(is_dependabot("starter/.github/dependabot.yml"));
        assert!(!is_dependabot("tests/.github/dependabot.yml"));
    }
}
