//! docs/diagnostics.md explains every diagnostic code once, in alphabetical order.

use super::Finding;
use crate::repository::Repository;

const CODES: &str = "src/diagnostic/code.rs";
const EXPLAINED: &str = "docs/diagnostics.md";

/// Every code of src/diagnostic/code.rs has one heading `## the-code`, and no heading is left without its code.
pub(super) fn every_code_is_explained(repository: &Repository) -> Vec<Finding> {
    let codes = codes(repository.text(CODES).unwrap_or_default());
    if codes.is_empty() {
        return vec![Finding::in_file(
            CODES,
            "no line like `UnknownKey => \"unknown-key\"` is here",
        )];
    }
    let Some(text) = repository.text(EXPLAINED) else {
        return vec![Finding::in_file(EXPLAINED, "diagnostics are not explained anywhere")];
    };
    let headings = headings(text);
    let mut findings = Vec::new();
    for (_, code) in &codes {
        let lines = headings.iter().filter(|(_, heading)| heading == code).map(|(line, _)| *line);
        match lines.collect::<Vec<_>>().as_slice() {
            [_] => {}
            [] => findings.push(Finding::in_file(EXPLAINED, format!("has no heading `## {code}`"))),
            [.., last] => {
                findings.push(Finding::in_line(
                    EXPLAINED,
                    *last,
                    format!("explains `{code}` a second time"),
                ));
            }
        }
    }
    for (line, heading) in &headings {
        if !codes.iter().any(|(_, code)| code == heading) {
            let message = format!("explains `{heading}`, which {CODES} does not have");
            findings.push(Finding::in_line(EXPLAINED, *line, message));
        }
    }
    findings.extend(disorder(EXPLAINED, &headings));
    findings.extend(disorder(CODES, &codes));
    findings
}

/// The codes with their lines: what stands in quotes after an arrow.
fn codes(source: &str) -> Vec<(usize, &str)> {
    let lines = source.lines().enumerate();
    let code = |line: &'_ str| -> Option<(usize, usize)> {
        let start = line.find("=> \"")? + "=> \"".len();
        let length = line[start..].find('"')?;
        is_kebab_case(&line[start..start + length]).then_some((start, start + length))
    };
    lines
        .filter_map(|(index, line)| code(line).map(|(start, end)| (index + 1, &line[start..end])))
        .collect()
}

fn is_kebab_case(word: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    word.split('-').all(is_part)
}

/// Headings of the second level with their lines, without backticks; not those in the examples between fences.
fn headings(text: &str) -> Vec<(usize, &str)> {
    let mut fence: Option<&str> = None;
    let mut headings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let marks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            None if marks.len() >= 3 => fence = Some(marks),
            None => headings.extend(line.strip_prefix("## ").map(|it| (index + 1, it))),
            Some(_) => {}
        }
    }
    headings.iter().map(|(line, heading)| (*line, heading.trim().trim_matches('`'))).collect()
}

/// The first entry that stands before one it should follow.
fn disorder(path: &str, entries: &[(usize, &str)]) -> Option<Finding> {
    let wrong = entries.windows(2).find(|pair| pair[0].1 > pair[1].1)?;
    let message =
        format!("`{}` stands after `{}`; the order is alphabetical", wrong[1].1, wrong[0].1);
    Some(Finding::in_line(path, wrong[1].0, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "codes! {\n    /// One.\n    BadId => \"bad-id\"\n    UnknownKey => \"unknown-key\",\n}\n\
        $name => $text, other => \"Not A Code\"\n";

    fn found(source: &str, text: &str) -> Vec<String> {
        let repository = Repository::of(&[(CODES, source), (EXPLAINED, text)]);
        every_code_is_explained(&repository).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_code_once_in_order_is_quiet() {
        assert_eq!(
            found(SOURCE, "# Diagnostics\n\n## bad-id\n\n### Example\n\n## `unknown-key`\n"),
            [""; 0]
        );
    }

    #[test]
    fn headings_in_examples_are_examples() {
        let text = "## bad-id\n````markdown\n```\n## Scope\n````\n## unknown-key\n";
        assert_eq!(found(SOURCE, text), [""; 0]);
    }

    #[test]
    fn a_code_without_explanation_is_found() {
        assert_eq!(
            found(SOURCE, "## bad-id\n"),
            ["docs/diagnostics.md: has no heading `## unknown-key`"]
        );
    }

    #[test]
    fn a_second_explanation_is_found() {
        assert_eq!(
            found(SOURCE, "## bad-id\n## bad-id\n## unknown-key\n"),
            ["docs/diagnostics.md:2: explains `bad-id` a second time"]
        );
    }

    #[test]
    fn an_explanation_without_code_is_found() {
        assert_eq!(
            found(SOURCE, "## bad-id\n## old-one\n## unknown-key\n"),
            [
                "docs/diagnostics.md:2: explains `old-one`, which src/diagnostic/code.rs does not have"
            ]
        );
    }

    #[test]
    fn a_wrong_order_is_found() {
        assert_eq!(
            found(SOURCE, "## unknown-key\n## bad-id\n"),
            [
                "docs/diagnostics.md:2: `bad-id` stands after `unknown-key`; the order is alphabetical"
            ]
        );
        let source = "B => \"b\"\nA => \"a\"\n";
        assert_eq!(
            found(source, "## a\n## b\n"),
            ["src/diagnostic/code.rs:2: `a` stands after `b`; the order is alphabetical"]
        );
    }

    #[test]
    fn a_missing_file_is_found() {
        assert_eq!(found("", "").len(), 1);
        assert_eq!(every_code_is_explained(&Repository::of(&[(CODES, SOURCE)])).len(), 1);
    }
}
