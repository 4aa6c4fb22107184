//! How diagnostics are written: for programs, for GitHub, and with a caret under the right character.

use annai::diagnostic::{Code, Diagnostics, Place, github, json};
use annai::sources::{SourceFile, Sources, Span};
use insta::assert_snapshot;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::harness::{GuideTest, Outcome};

const ACCESS: &str = "content/access.yaml";
const ABOUT: &str = "content/pages/about.ja.md";
const PRISM: &str = "{ja: 状態を確認します。, en: For its status.}";

/// A guide with one error, in a line of Japanese.
fn wrong() -> Outcome {
    let text = "{ja: \"状態を{ui:日本.許可}で確認\", en: For its status.}";
    GuideTest::fixture("small").edit(ACCESS, PRISM, text).build()
}

fn as_json(outcome: &Outcome) -> String {
    json::render(&outcome.diagnostics, &outcome.sources)
}

#[test]
fn json_has_everything_that_is_known_of_a_diagnostic() {
    assert_snapshot!(as_json(&wrong()));
}

#[test]
fn json_without_a_finding_is_a_document_too() {
    let outcome = GuideTest::fixture("small").build().clean();
    let document: Value = serde_json::from_str(&as_json(&outcome)).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["diagnostics"].as_array().unwrap().len(), 0);
    assert_eq!(document["counts"]["errors"], 0);
}

#[test]
fn json_names_the_other_places_of_a_diagnostic() {
    let outcome =
        GuideTest::fixture("small").edit(ACCESS, "  - id: software", "  - id: hardware").build();
    let document: Value = serde_json::from_str(&as_json(&outcome)).unwrap();
    let all = document["diagnostics"].as_array().unwrap();
    let twice = all.iter().find(|one| one["code"] == "duplicate-id").unwrap();
    let first = &twice["related"][0];
    assert_eq!(first["path"], ACCESS);
    assert_eq!((&first["start"]["line"], &first["start"]["column"]), (&2.into(), &9.into()));
    assert!(first["message"].as_str().is_some_and(|message| !message.is_empty()), "{first}");
}

#[test]
fn the_bytes_of_json_are_those_of_the_marked_words() {
    let outcome = wrong();
    let document: Value = serde_json::from_str(&as_json(&outcome)).unwrap();
    let found = &document["diagnostics"][0];
    let byte = |place: &str| usize::try_from(found[place]["byte"].as_u64().unwrap()).unwrap();
    let text = outcome.guide.text(ACCESS);
    assert_eq!(&text[byte("start")..byte("end")], "{ui:日本.許可}");
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let line = text.lines().nth(number(&found["start"]["line"]) - 1).unwrap();
    let column = |place: &str| number(&found[place]["column"]) - 1;
    let marked: String = line.chars().take(column("end")).skip(column("start")).collect();
    assert_eq!(marked, "{ui:日本.許可}");
}

#[test]
fn github_gets_a_command_for_each_diagnostic() {
    let outcome = wrong();
    assert_snapshot!(github::render(&outcome.diagnostics, &outcome.sources));
}

#[test]
fn what_would_end_a_command_for_github_is_escaped() {
    let text = "one: 1\ntwo: 2\n";
    let file = SourceFile { path: "content/50%,a:b.yaml".into(), text: text.into() };
    let sources = Sources::new(vec![file], Vec::new());
    let (id, _) = sources.files().next().unwrap();
    let mut diagnostics = Diagnostics::new();
    diagnostics
        .warning(Code::BadDate, Span::new(id, 0..text.len()), "100% sure: a, b\n::error::c")
        .help("write\r\nthis");
    diagnostics.error(Code::DuplicatePath, "dist/a,b", "twice");
    diagnostics.error(Code::UnknownEdition, Place::Guide, "no such edition");
    let written = github::render(&diagnostics, &sources);
    assert_snapshot!(written, @"
    ::warning file=content/50%25%2Ca%3Ab.yaml,line=1,endLine=2,title=bad-date::100%25 sure: a, b%0A::error::c%0Ahelp: write%0D%0Athis
    ::error file=dist/a%2Cb,title=duplicate-path::twice
    ::error title=unknown-edition::no such edition
    ");
    assert_eq!(written.lines().count(), diagnostics.iter().count());
}

/// Asserts that the line under the caret has its carets under these words, in cells of a terminal.
#[track_caller]
fn stands_under(drawing: &str, words: &str) {
    let mut lines =
        drawing.lines().skip_while(|line| !(line.contains('│') && line.contains(words)));
    let line = lines.next().unwrap_or_else(|| panic!("{words:?} is not in\n{drawing}"));
    let carets = lines.next().unwrap();
    let before = |line: &str, what: &str| line.find(what).map(|at| line[..at].width());
    assert_eq!(before(carets, "━"), before(line, words), "\n{drawing}");
    assert_eq!(carets.matches('━').count(), words.width(), "\n{drawing}");
}

#[test]
fn the_caret_stands_under_wide_characters_in_yaml() {
    let drawing = wrong().human();
    stands_under(&drawing, "{ui:日本.許可}");
    assert_snapshot!(drawing);
}

#[test]
fn the_caret_stands_under_wide_characters_in_markdown() {
    let guide = GuideTest::fixture("small");
    let drawing =
        guide.edit(ABOUT, "[Webex](join/webex#open-link)", "[会議](join/会議)").build().human();
    stands_under(&drawing, "join/会議");
}

#[test]
fn the_caret_stands_right_after_tabs_and_combining_marks() {
    // A tab is drawn as spaces; the second character of か and its mark takes no cell of its own.
    for before in
        ["画面を\t共有", "か\u{3099}めん", "ﾊﾝｶｸと全角Ａ", "e\u{301}cran 👪", "\u{200b}画面"]
    {
        let text = GuideTest::fixture("small").text(ABOUT).replace("画面を共有", before);
        let text = text.replace("join/webex#open-link", "join/会議");
        let drawing = GuideTest::fixture("small").write(ABOUT, &text).build().human();
        stands_under(&drawing, "join/会議");
    }
}

#[test]
fn columns_count_characters() {
    let before = "か\u{3099}\t👪Ａé";
    let text = GuideTest::fixture("small").text(ABOUT).replace("画面を共有", before);
    let text = text.replace("[Webex](join/webex#open-link)", "[会議](join/会議)");
    let outcome = GuideTest::fixture("small").write(ABOUT, &text).build();
    let line = text.lines().find(|line| line.contains("join/会議")).unwrap();
    let column = line[..line.find("join/会議").unwrap()].chars().count() + 1;
    assert!(outcome.short().starts_with(&format!("{ABOUT}:7:{column}: ")), "{}", outcome.short());
}
