//! Every diagnostic, at its line and column.
//!
//! The tests are in `tests/diagnostics/*.md`, written as an author would see them: a heading names a test, fenced blocks
//! change files of the guide `tests/fixtures/small`, and what is wrong is said in a comment at the end of the wrong
//! line. [`suite`] reads the format; this file runs the tests, and compares *all* that is found with *all* that is
//! expected.

mod suite;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use annai::build::build;
use annai::diagnostic::{Code, Diagnostic, Place, Severity};
use annai::memo::Memo;
use annai::sources::{Asset, SourceFile, Sources};
use insta::assert_snapshot;

use crate::harness::{GuideTest, without_handouts};
use crate::{broken, cli, external};
use suite::{Change, Expected, Test};

/// One test for each file of `tests/diagnostics/`, so that a failure names it.
macro_rules! suites {
    ($($name:ident)*) => {
        const SUITES: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                run(stringify!($name));
            }
        )*
    };
}

suites! { access audiences comparing directives figures files guide handout ids labels languages markdown pages platforms requirements shape theme translations yaml }

/// Codes that need a folder on disk, a command line or a network, and the tests that have them.
const ELSEWHERE: &[(Code, fn())] = &[
    (Code::DeadLink, external::a_page_that_is_gone_is_an_error_at_the_place_of_its_link),
    (Code::DuplicatePath, two_files_of_one_path),
    (Code::FileTooLarge, broken::a_file_of_a_hundred_megabytes),
    (Code::LinkOutsideGuide, broken::a_link_out_of_the_guide),
    (Code::NotUtf8, broken::shift_jis),
    (Code::UnknownEdition, cli::an_unknown_edition_is_wrong_usage),
    (Code::Unreadable, broken::a_folder_that_may_not_be_read),
    (Code::UnreachableLink, external::a_page_that_is_gone_is_an_error_at_the_place_of_its_link),
];

#[test]
fn every_file_is_a_suite() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let suites: BTreeSet<String> = SUITES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, suites);
}

#[test]
fn every_code_has_a_test() {
    let tests = SUITES.iter().flat_map(|name| suite::read(name, &text(name)));
    let tested: BTreeSet<String> =
        tests.flat_map(|test| test.expected).map(|expected| expected.code).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| code.as_str()).collect();
    let untested: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !tested.contains(*code) && !elsewhere.contains(code))
        .collect();
    assert!(untested.is_empty(), "no test has {untested:?}");
}

#[test]
fn one_file_with_five_errors_of_five_kinds_in_five_items_reports_five() {
    // The first of each list cannot even be decoded; those after it are read all the same.
    GuideTest::fixture("small")
        .edit(
            "content/access.yaml",
            "    description: {ja: 部品を交換します。, en: A part is replaced.}\n",
            "",
        )
        .edit(
            "content/access.yaml",
            "{ja: ソフトウェアの問題, en: Software problem}",
            "{ja: ソフトウェアの問題}",
        )
        .edit("content/access.yaml", "needs: [browser]", "needs: browser")
        .edit("content/access.yaml", "needs: [browser, java]", "needs: [browser, jaba]")
        .edit("content/access.yaml", "  - id: switch", "  - id: Switch")
        .build()
        .reports(&[
            "missing-key",
            "missing-language",
            "invalid-value",
            "unknown-requirement",
            "bad-id",
        ]);
}

/// No content can bring this about; a mistake of ours could.
#[test]
fn two_files_of_one_path() {
    let guide = GuideTest::fixture("small");
    let file = |(path, text): (&String, &String)| SourceFile {
        path: path.as_str().into(),
        text: text.as_str().into(),
    };
    let asset = Asset { path: "style.css".into(), bytes: b"p { color: red }".as_slice().into() };
    let theme = annai::theme::STATIC.iter().filter(|(name, _)| *name != "style.css");
    let theme = theme.map(|(name, bytes)| Asset { path: (*name).into(), bytes: (*bytes).into() });
    let assets = theme.chain([asset.clone(), asset]).collect();
    let sources = Sources::new(guide.files().iter().map(file).collect(), assets);
    let (built, found) = build(&sources, &without_handouts(), &mut Memo::default(), &mut |_| {});
    assert!(built.is_empty());
    let codes: Vec<Code> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::DuplicatePath, Code::DuplicatePath], "one for each edition");
}

/// A test that expects too little, too much or the wrong thing fails, and says what differs.
#[test]
fn what_differs_is_said() {
    let suite = r#"
## one

```yaml edit content/access.yaml
    needs: [terminal]
=>
    needs: [terminl]  # error: 14 [unknown-requirement] "there is no requirement `terminl`"
```

## two

```yaml edit content/access.yaml
    needs: [terminal]
=>
    needs: [terminal]  # warning: 13 [unknown-requirement] "there is no requirement" # error: 5 [bad-id] ""
```

## three

```yaml edit content/access.yaml
    needs: [terminal]
=>
    needs: [terminl]
```

## four

```yaml edit content/access.yaml
    needs: [terminal]
=>
    needs: [terminl]  # error: 13 [unknown-requirement] "no requirement" help "did you mean `java`?"
```
"#;
    let tests = suite::read("made-up", suite);
    let failures: Vec<String> = tests.iter().filter_map(failure).collect();
    assert_snapshot!(failures.join("\n"), @r#"
    tests/diagnostics/made-up.md:2: one
      expected and not found (-), found and not expected (+)
        - content/access.yaml:55:14: error [unknown-requirement] "there is no requirement `terminl`"
        + content/access.yaml:55:13: error [unknown-requirement] "there is no requirement `terminl`" help "did you mean `terminal`?"

    tests/diagnostics/made-up.md:10: two
      expected and not found (-), found and not expected (+)
        - content/access.yaml:55:13: warning [unknown-requirement] "there is no requirement"
        - content/access.yaml:55:5: error [bad-id] ""

    tests/diagnostics/made-up.md:18: three
      expected and not found (-), found and not expected (+)
        + content/access.yaml:55:13: error [unknown-requirement] "there is no requirement `terminl`" help "did you mean `terminal`?"

    tests/diagnostics/made-up.md:26: four
      expected and not found (-), found and not expected (+)
        - content/access.yaml:55:13: error [unknown-requirement] "no requirement" help "did you mean `java`?"
        + content/access.yaml:55:13: error [unknown-requirement] "there is no requirement `terminl`" help "did you mean `terminal`?"
    "#);
}

/// The file whose tests are about printed handouts, which the others do without.
const HANDOUT: &str = "handout";

/// Runs the tests of a file, and says of all that fail what differs.
fn run(name: &str) {
    if name == HANDOUT && !cfg!(feature = "pdf") {
        return;
    }
    let failures: Vec<String> = suite::read(name, &text(name)).iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn failure(test: &Test) -> Option<String> {
    let guide =
        test.changes.iter().fold(GuideTest::fixture("small"), |guide, change| match change {
            Change::Write { path, text } => guide.write(path, text),
            Change::Edit { path, from, to } => guide.edit(path, from, to),
            Change::Remove { path } => guide.remove(path),
        });
    let is_printed = test.place.starts_with(&format!("tests/diagnostics/{HANDOUT}.md"));
    let built = if is_printed { guide.with_handouts() } else { guide }.build();
    let mut expected: Vec<&Expected> = test.expected.iter().collect();
    let mut unexpected = String::new();
    for found in &built.diagnostics {
        match expected.iter().position(|one| fits(one, found, &built.sources)) {
            Some(index) => drop(expected.remove(index)),
            None => {
                let _ = writeln!(unexpected, "    + {}", found_line(found, &built.sources));
            }
        }
    }
    if unexpected.is_empty() && expected.is_empty() {
        return None;
    }
    let missing: String = expected.iter().fold(String::new(), |mut text, one| {
        let _ = writeln!(text, "    - {one}");
        text
    });
    Some(format!(
        "{}: {}\n  expected and not found (-), found and not expected (+)\n{missing}{unexpected}",
        test.place, test.name
    ))
}

fn fits(expected: &Expected, found: &Diagnostic, sources: &Sources) -> bool {
    let (path, line_column) = position(found, sources);
    expected.path == path
        && expected.line_column == line_column
        && expected.severity == severity(found)
        && expected.code == found.code.as_str()
        && found.message.contains(&expected.message)
        && found.help.as_deref().unwrap_or("").contains(&expected.help)
}

/// What a found diagnostic would look like as an expected one.
fn found_line(found: &Diagnostic, sources: &Sources) -> Expected {
    let (path, line_column) = position(found, sources);
    Expected {
        path,
        line_column,
        severity: severity(found).to_owned(),
        code: found.code.as_str().to_owned(),
        message: found.message.clone(),
        help: found.help.clone().unwrap_or_default(),
    }
}

fn position(found: &Diagnostic, sources: &Sources) -> (String, Option<(usize, usize)>) {
    match &found.place {
        Place::Guide => (String::new(), None),
        Place::Path(path) => (path.to_string(), None),
        Place::Span(span) => {
            let file = sources.file(span.file);
            (file.path.to_string(), Some(file.line_column(span.start as usize)))
        }
    }
}

fn severity(found: &Diagnostic) -> &'static str {
    match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.md"))).unwrap()
}
