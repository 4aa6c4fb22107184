//! What a release is made for is said where people look for it.

use std::collections::BTreeSet;

use super::Finding;
use crate::repository::Repository;

const WORKFLOW: &str = ".github/workflows/release.yml";
const TABLE: &str = "CONTRIBUTING.md";

/// The table of targets has those that the release workflow builds, and no others: the notes of a release are this table.
pub(super) fn targets_are_explained(repository: &Repository) -> Vec<Finding> {
    let (workflow, table) = (repository.text(WORKFLOW), repository.text(TABLE));
    let built: BTreeSet<&str> =
        words_between(workflow.unwrap_or_default(), "{target: ", ",").collect();
    let explained: BTreeSet<&str> = words_between(table.unwrap_or_default(), "\n| `", "`")
        .filter(|word| word.contains('-'))
        .collect();
    let missing = built.difference(&explained).map(|target| {
        Finding::in_file(TABLE, format!("has no line for the target `{target}` of {WORKFLOW}"))
    });
    let stale = explained.difference(&built).map(|target| {
        Finding::in_file(TABLE, format!("explains `{target}`, which {WORKFLOW} does not build"))
    });
    missing.chain(stale).collect()
}

/// What stands between two pieces of text, each time.
fn words_between<'a>(
    text: &'a str,
    before: &'a str,
    after: &'a str,
) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).filter_map(move |rest| Some(rest.split_once(after)?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(workflow: &str, table: &str) -> Vec<String> {
        let repository = Repository::of(&[(WORKFLOW, workflow), (TABLE, table)]);
        targets_are_explained(&repository).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_target_has_a_line_and_every_line_a_target() {
        let workflow = "- {target: x86_64-linux, runner: a}\n- {target: arm-linux, runner: b}\n";
        let table = "| target |\n| --- |\n| `x86_64-linux` | yes |\n| `arm-linux` | no |\n";
        assert_eq!(found(workflow, table), [""; 0]);
        assert_eq!(
            found(workflow, &table.replace("arm", "mips")),
            [
                "CONTRIBUTING.md: has no line for the target `arm-linux` of .github/workflows/release.yml",
                "CONTRIBUTING.md: explains `mips-linux`, which .github/workflows/release.yml does not build",
            ]
        );
    }
}
