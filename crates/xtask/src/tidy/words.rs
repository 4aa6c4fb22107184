//! Words that say "later" are not in the repository: what is left open is an issue, not a comment.

use super::Finding;
use crate::repository::{Repository, has_extension};

/// The words, each in two halves, so that this file does not find itself.
const WORDS: &[[&str; 2]] = &[
    ["to", "do!("],
    ["FIX", "ME"],
    ["XX", "X"],
    ["lorem ", "ipsum"],
    ["#[ig", "nore"],
    ["#[should", "_panic"],
];

const EXTENSIONS: &[&str] = &["rs", "yaml", "md", "html", "js", "css"];

/// No unfinished code, no filler text, no test that is skipped or that passes by panicking.
pub(super) fn nothing_is_left_for_later(repository: &Repository) -> Vec<Finding> {
    let words: Vec<String> = WORDS.iter().map(|halves| halves.concat()).collect();
    let is_ours = |path: &str| EXTENSIONS.iter().any(|extension| has_extension(path, extension));
    let mut findings = Vec::new();
    for (path, text) in repository.texts().filter(|(path, _)| is_ours(path)) {
        for (index, line) in text.lines().enumerate() {
            let found = words.iter().filter(|word| contains(line, word));
            findings.extend(
                found.map(|word| Finding::in_line(path, index + 1, format!("has \"{word}\""))),
            );
        }
    }
    findings
}

/// Whether a line has a word, not as a part of a longer one; filler text is filler in any case.
fn contains(line: &str, word: &str) -> bool {
    let line = if word.contains(' ') { line.to_lowercase() } else { line.to_owned() };
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let ends_in_letter = is_letter(word.chars().last());
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_longer = is_letter(before) || (ends_in_letter && is_letter(after));
        !is_longer
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        nothing_is_left_for_later(&Repository::of(&[(path, text)])).len()
    }

    #[test]
    fn every_word_is_found() {
        for halves in WORDS {
            let word = halves.concat();
            for path in ["src/a.rs", "content/a.yaml", "a.md", "a.html", "a.js", "a.css"] {
                assert_eq!(found(path, &format!("one\n// {word} two\n")), 1, "{word} in {path}");
            }
            assert_eq!(found("a.txt", &word), 0);
        }
        assert_eq!(found("a.md", &["Lorem Ip", "sum"].concat()), 1);
        assert_eq!(found("a.rs", &["#[ig", "nore = \"slow\"]"].concat()), 1);
        assert_eq!(found("a.rs", &["#[should", "_panic(expected = \"x\")]"].concat()), 1);
    }

    #[test]
    fn longer_words_are_quiet() {
        assert_eq!(found("a.rs", "let is_todo = 1; // XXXL, prefixed me, #[must_use]\n"), 0);
    }
}
