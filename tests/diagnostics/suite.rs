//! The format of `tests/diagnostics/*.md`.
//!
//! A heading of level 2 begins a test; other text is for people. A fenced block changes the guide:
//!
//! | after the fence | the block holds |
//! | --- | --- |
//! | `yaml edit content/access.yaml` | lines that stand in the file once, a line `=>`, and the lines in their place |
//! | `yaml write content/access.yaml` | the whole file |
//! | `remove content/access.yaml` | nothing |
//! | `expect` | what is found in files that the test does not change, a line each |
//!
//! The second word is the file's language, for editors. What is expected stands at the end of the wrong line: in YAML
//! `# error: 12 [unknown-mark] "is not a mark"`, in Markdown and templates `%% error: …`, each with the column, counted
//! in characters from 1, the code, and words of the message; `help "…"` after it has words of the help. Several follow one
//! another. They are taken out, with the spaces before them, before the guide is built. `⇥` stands for a tab, and `·` for
//! a space at the end of a line.

use std::fmt;

use crate::harness::GuideTest;

/// A test of a suite.
pub struct Test {
    /// File and line of its heading.
    pub place: String,
    pub name: String,
    pub changes: Vec<Change>,
    pub expected: Vec<Expected>,
}

/// A change of the guide.
pub enum Change {
    Write { path: String, text: String },
    Edit { path: String, from: String, to: String },
    Remove { path: String },
}

/// A diagnostic that a test expects.
#[derive(Debug)]
pub struct Expected {
    pub path: String,
    pub line_column: Option<(usize, usize)>,
    pub severity: String,
    pub code: String,
    /// Words of the message.
    pub message: String,
    /// Words of the help; any will do when there are none.
    pub help: String,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line_column, severity, code, message, help } = self;
        let place = line_column.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        write!(f, "{path}{place}: {severity} [{code}] \"{message}\"")?;
        if help.is_empty() { Ok(()) } else { write!(f, " help \"{help}\"") }
    }
}

/// Reads the tests of a suite; a mistake in its format stops the test.
pub fn read(suite: &str, source: &str) -> Vec<Test> {
    let mut tests: Vec<Test> = Vec::new();
    let mut lines = source.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let place = format!("tests/diagnostics/{suite}.md:{}", index + 1);
        if let Some(name) = line.strip_prefix("## ") {
            let name = name.to_owned();
            tests.push(Test { place, name, changes: Vec::new(), expected: Vec::new() });
        } else if line.starts_with("```") {
            let info = line.trim_start_matches('`');
            let fence = &line[..line.len() - info.len()];
            let block: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence).collect();
            let test =
                tests.last_mut().unwrap_or_else(|| panic!("{place}: no heading before this"));
            test.block(info, &block, &place);
        }
    }
    for test in &tests {
        assert!(!test.changes.is_empty(), "{}: the test changes nothing", test.place);
    }
    tests
}

impl Test {
    fn block(&mut self, info: &str, block: &[&str], place: &str) {
        match info.split(' ').collect::<Vec<_>>()[..] {
            ["remove", path] => self.changes.push(Change::Remove { path: path.to_owned() }),
            ["expect"] => {
                self.expected.extend(block.iter().map(|line| elsewhere(line, place)));
            }
            [_, "write", path] => {
                let text = self.take_expected(path, 1, block, place);
                self.changes.push(Change::Write { path: path.to_owned(), text });
            }
            [_, "edit", path] => {
                let arrow = block.iter().position(|line| *line == "=>");
                let arrow = arrow.unwrap_or_else(|| panic!("{place}: no line `=>`"));
                let from: String = block[..arrow].iter().flat_map(|line| [line, "\n"]).collect();
                let first_line = self.line_of(path, &from, place);
                let to = self.take_expected(path, first_line, &block[arrow + 1..], place);
                self.changes.push(Change::Edit { path: path.to_owned(), from, to });
            }
            _ => panic!("{place}: not a kind of block: {info}"),
        }
    }

    /// The line on which an edit begins. Earlier edits of the same file stand after it, or have as many lines as before.
    fn line_of(&self, path: &str, from: &str, place: &str) -> usize {
        let guide = GuideTest::fixture("small");
        let text = guide.text(path);
        let at = text.find(from).unwrap_or_else(|| panic!("{place}: not in {path}:\n{from}"));
        let line = text[..at].matches('\n').count() + 1;
        for change in &self.changes {
            if let Change::Edit { path: other, from, to } = change
                && other == path
                && text.find(from).is_some_and(|other_at| other_at < at)
            {
                let same = from.matches('\n').count() == to.matches('\n').count();
                assert!(same, "{place}: an edit before this one changes the number of lines");
            }
        }
        line
    }

    /// Joins lines, of which the first has a number, and takes what is expected out of them.
    fn take_expected(&mut self, path: &str, first: usize, lines: &[&str], place: &str) -> String {
        let mut text = String::new();
        for (number, line) in (first..).zip(lines) {
            let (line, expected) = line_expected(line, place);
            text.push_str(&line.replace('⇥', "\t").replace('·', " "));
            text.push('\n');
            self.expected.extend(expected.into_iter().map(|(severity, column, said)| {
                let line_column = Some((number, column));
                let (code, message, help) = said;
                Expected { path: path.to_owned(), line_column, severity, code, message, help }
            }));
        }
        text
    }
}

/// The code, words of the message and words of the help.
type Said = (String, String, String);

/// The severity, the column, and what is said.
type InLine = (String, usize, Said);

/// A line without what is expected in it, and that.
fn line_expected<'a>(line: &'a str, place: &str) -> (&'a str, Vec<InLine>) {
    let marks = ["# error: ", "# warning: ", "%% error: ", "%% warning: "];
    let next = |line: &str| {
        let found = marks.iter().filter_map(|mark| Some((line.find(mark)?, *mark)));
        found.min_by_key(|(at, _)| *at)
    };
    let Some((start, _)) = next(line) else { return (line, Vec::new()) };
    let mut expected = Vec::new();
    let mut rest = &line[start..];
    while let Some((at, mark)) = next(rest) {
        let after = &rest[at + mark.len()..];
        let end = next(after).map_or(after.len(), |(end, _)| end);
        let severity = mark.trim_matches(['#', '%', ' ', ':']).to_owned();
        let said = after[..end].trim();
        let (column, said) =
            said.split_once(' ').unwrap_or_else(|| panic!("{place}: no column: {said}"));
        let column = column.parse().unwrap_or_else(|_| panic!("{place}: no column: {column}"));
        expected.push((severity, column, what_is_said(said, place)));
        rest = &after[end..];
    }
    (line[..start].trim_end(), expected)
}

/// `content/ui.yaml: error [missing-file] "…"`, or with `:line:column` after the path.
fn elsewhere(line: &str, place: &str) -> Expected {
    let wrong = || panic!("{place}: not `path: error [code] \"words\"`: {line}");
    let (at, said) = line.split_once(": ").unwrap_or_else(wrong);
    let (severity, said) = said.split_once(' ').unwrap_or_else(wrong);
    let (code, message, help) = what_is_said(said, place);
    let mut parts = at.splitn(3, ':');
    let path = parts.next().unwrap_or("").to_owned();
    let numbers: Vec<usize> = parts.filter_map(|number| number.parse().ok()).collect();
    let line_column = match numbers[..] {
        [line, column] => Some((line, column)),
        _ => None,
    };
    Expected { path, line_column, severity: severity.to_owned(), code, message, help }
}

/// `[code] "words of the message"`, and after it `help "words of the help"`.
fn what_is_said(said: &str, place: &str) -> Said {
    let parts = said
        .strip_prefix('[')
        .and_then(|said| said.split_once("] \""))
        .and_then(|(code, message)| Some((code, message.strip_suffix('"')?)));
    let (code, message) =
        parts.unwrap_or_else(|| panic!("{place}: not `[code] \"words\"`: {said}"));
    let (message, help) = message.split_once("\" help \"").unwrap_or((message, ""));
    (code.to_owned(), message.to_owned(), help.to_owned())
}
