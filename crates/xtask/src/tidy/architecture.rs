//! docs/ARCHITECTURE.md is a map: it names every room, and no room that does not exist.

use std::collections::BTreeSet;

use super::Finding;
use crate::repository::{Repository, has_extension};

const MAP: &str = "docs/ARCHITECTURE.md";

/// Every module of every crate is on the map, as `src/load.rs` in backticks.
///
/// Modules inside a module belong to it and need no line of their own.
pub(super) fn the_map_is_complete(repository: &Repository) -> Vec<Finding> {
    let Some(map) = repository.text(MAP) else {
        return vec![Finding::in_file(MAP, "there is no map of the code")];
    };
    let named: BTreeSet<&str> = named_paths(map).map(|(_, path)| path).collect();
    let missing = modules(repository).into_iter().filter(|module| !named.contains(module.as_str()));
    missing.map(|module| Finding::in_file(MAP, format!("does not name `{module}`"))).collect()
}

/// What the map names in backticks as a path of the repository exists.
pub(super) fn the_map_names_what_exists(repository: &Repository) -> Vec<Finding> {
    let map = repository.text(MAP).unwrap_or_default();
    let stale = named_paths(map).filter(|(_, path)| !repository.has(path));
    stale
        .map(|(line, path)| {
            Finding::in_line(MAP, line, format!("names `{path}`, which does not exist"))
        })
        .collect()
}

/// The files directly in a `src` folder; a folder there without a file of its name stands for itself, with a `/`.
fn modules(repository: &Repository) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for path in repository.paths().filter(|path| has_extension(path, "rs")) {
        let Some((source, inside)) = split_source(path) else { continue };
        match inside.split_once('/') {
            None => modules.insert(path.to_owned()),
            Some((folder, _)) if repository.text(&format!("{source}/{folder}.rs")).is_some() => {
                false
            }
            Some((folder, _)) => modules.insert(format!("{source}/{folder}/")),
        };
    }
    modules
}

/// `crates/checker/src/code.rs` is `crates/checker/src` and `code.rs`.
fn split_source(path: &str) -> Option<(&str, &str)> {
    if let Some(inside) = path.strip_prefix("src/") {
        return Some(("src", inside));
    }
    let (name, inside) = path.strip_prefix("crates/")?.split_once("/src/")?;
    let source = &path[.."crates/".len() + name.len() + "/src".len()];
    (!name.contains('/')).then_some((source, inside))
}

/// Folders whose paths a map may name.
const ROOTS: &[&str] = &[
    ".cargo/",
    ".ci/",
    ".github/",
    "bench/",
    "content/",
    "crates/",
    "docs/",
    "fuzz/",
    "src/",
    "starter/",
    "static/",
    "templates/",
    "tests/",
];

/// Words in backticks that are paths of the repository, with their lines.
///
/// A path with a placeholder (`content/pages/<id>.<locale>.md`, `crates/*/src`) is a pattern and names no file.
fn named_paths(map: &str) -> impl Iterator<Item = (usize, &str)> {
    map.lines().enumerate().flat_map(|(index, line)| {
        let words = line.split('`').skip(1).step_by(2);
        let is_path = |word: &&str| {
            ROOTS.iter().any(|root| word.starts_with(root))
                && !word.contains(['<', '*', '{', ' ', '…'])
        };
        words.filter(is_path).map(move |word| (index + 1, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(map: &str) -> Repository {
        Repository::of(&[
            (MAP, map),
            ("src/lib.rs", ""),
            ("src/load.rs", ""),
            ("src/load/folder.rs", ""),
            ("src/render/mod.rs", ""),
            ("crates/xtask/src/main.rs", ""),
            ("crates/xtask/tests/all.rs", ""),
        ])
    }

    const GOOD: &str = "`src/lib.rs`, `src/load.rs`, `src/render/`\n`crates/xtask/src/main.rs` `crates/*/src` `load`\n";

    #[test]
    fn a_complete_map_is_quiet() {
        assert_eq!(the_map_is_complete(&repository(GOOD)), []);
        assert_eq!(the_map_names_what_exists(&repository(GOOD)), []);
    }

    #[test]
    fn a_module_without_a_line_is_found() {
        let found = the_map_is_complete(&repository("`src/lib.rs` src/load.rs\n"));
        let messages: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "docs/ARCHITECTURE.md: does not name `crates/xtask/src/main.rs`",
                "docs/ARCHITECTURE.md: does not name `src/load.rs`",
                "docs/ARCHITECTURE.md: does not name `src/render/`",
            ]
        );
    }

    #[test]
    fn a_line_without_a_module_is_found() {
        let found = the_map_names_what_exists(&repository("\n`src/gone.rs` and `crates/gone/`\n"));
        let messages: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "docs/ARCHITECTURE.md:2: names `src/gone.rs`, which does not exist",
                "docs/ARCHITECTURE.md:2: names `crates/gone/`, which does not exist",
            ]
        );
    }

    #[test]
    fn no_map_is_found() {
        assert_eq!(the_map_is_complete(&Repository::default()).len(), 1);
    }
}
