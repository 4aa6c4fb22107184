//! Text files are clean: what an editor shows is what is there.

use super::Finding;
use crate::repository::Repository;

/// No tabs, no spaces at the end of a line, no CRLF, and a line end at the end of the file.
///
/// Fixtures are left out: some of them are about exactly this.
pub(super) fn lines_are_clean(repository: &Repository) -> Vec<Finding> {
    let files = repository.texts().filter(|(path, _)| !path.starts_with("tests/fixtures/"));
    files.flat_map(|(path, text)| unclean(path, text)).collect()
}

fn unclean(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let mut find = |message: &str| findings.push(Finding::in_line(path, index + 1, message));
        let without_return = line.strip_suffix('\r').unwrap_or(line);
        if without_return.len() < line.len() {
            find("ends in CRLF");
        }
        if without_return.contains('\t') {
            find("has a tab");
        }
        if without_return.ends_with([' ', '\t', '\u{3000}']) {
            find("ends in a space");
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        findings.push(Finding::in_file(path, "does not end with a line end"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        lines_are_clean(&Repository::of(&[(path, text)])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn clean_text_is_quiet() {
        assert_eq!(found("a.md", "one\n\n  two\n"), [""; 0]);
        assert_eq!(found("a.md", ""), [""; 0]);
        assert_eq!(found("picture.png", "\u{0}\t \r\n"), [""; 0]);
    }

    #[test]
    fn unclean_text_is_found() {
        assert_eq!(found("a.md", "one\n\ttwo\n"), ["a.md:2: has a tab"]);
        assert_eq!(found("a.md", "one \n"), ["a.md:1: ends in a space"]);
        assert_eq!(found("a.md", "案内\u{3000}\n"), ["a.md:1: ends in a space"]);
        assert_eq!(
            found("a.md", "one\r\ntwo"),
            ["a.md:1: ends in CRLF", "a.md: does not end with a line end"]
        );
    }

    #[test]
    fn fixtures_may_be_unclean() {
        assert_eq!(found("tests/fixtures/windows/content/guide.yaml", "\ta \r\n"), [""; 0]);
    }
}
