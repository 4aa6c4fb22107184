//! The shipped guide says what it has to: every fact, in the words we agreed on, different where reality differs.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{GuideTest, Outcome};
use crate::html;

const LOCALES: [&str; 2] = ["ja", "en"];

/// The rows of every table of a document, cell by cell, without heads and rules.
fn rows(document: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = document.lines().peekable();
    while let Some(line) = lines.next() {
        let is_head = lines.peek().is_some_and(|next| next.starts_with("| ---"));
        if !line.starts_with('|') || line.starts_with("| ---") || is_head {
            continue;
        }
        let cells = line.trim_matches('|').replace("\\|", "\u{0}");
        rows.push(cells.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect());
    }
    rows
}

fn document(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text<'a>(outcome: &Outcome, cache: &'a mut BTreeMap<String, String>, path: &str) -> &'a str {
    cache.entry(path.to_owned()).or_insert_with(|| html::text(outcome.page("external", path)))
}

/// The ids of the facts of the page of 2017 that this guide replaces.
const FACTS: &str = "P1 C1 C1a C2 C3 C3a C3b C4 B1 B2 B3 B3a S1 S2 S2a S2b S2c S3 S4 S5 S5a S5b R1 R2 R3 R4 R5 R6 \
    A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 W1 W2 W3 L1 L2 N1 T1 T2 F1 F2 F3 F3-IE F3-CF F3-W F4 F5 F5a F5b F5c F5d F6 F7 F8 \
    F9 F10 F11 F11a F11b F11c X1 X2 X3 X4 O1 O2 O3 O4 O5 O6 O7 O8 O9";

#[test]
fn every_fact_stands_on_its_page_in_both_languages() {
    let outcome = GuideTest::shipped().build().clean();
    let mut pages = BTreeMap::new();
    let mut found = BTreeSet::new();
    for row in rows(&document("docs/facts.md")) {
        let [id, _, ja, en, page] = row.as_slice() else { panic!("not five cells: {row:?}") };
        assert!(found.insert(id.clone()), "{id} has two rows");
        for (locale, phrase) in LOCALES.into_iter().zip([ja, en]) {
            // Only a decision may have nothing to show.
            if phrase == "—" && id.starts_with('O') {
                continue;
            }
            let path = format!("{locale}/{}index.html", page.trim_matches('`'));
            let text = text(&outcome, &mut pages, &path);
            assert!(text.contains(phrase.as_str()), "{id}: {path} does not say: {phrase}");
        }
    }
    let wanted: BTreeSet<String> = FACTS.split_whitespace().map(str::to_owned).collect();
    assert_eq!(found, wanted);
}

#[test]
fn words_that_the_glossary_refuses_are_found_in_both_languages() {
    let outcome = GuideTest::shipped()
        .edit(
            "content/ui.yaml",
            "ja: 本文へ移動",
            "ja: ブラウザの本文、サーバーとコントローラーへ移動",
        )
        .edit("content/ui.yaml", "en: Skip to content", "en: Skip to the MacOS technician")
        .build();
    let found: Vec<String> = outcome
        .short()
        .lines()
        .filter_map(|line| line.rfind("is not").map(|end| line[..end].to_owned()))
        .collect();
    let words: Vec<&str> = found.iter().filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(words, ["ブラウザ", "MacOS", "technician"], "{}", outcome.short());
}

/// What a page of a platform tells some of its readers in a step. The heading alone makes no difference.
fn variants(page: &str, step: &str) -> Vec<String> {
    let step = html::by_id(page, step).inner();
    let bodies = html::of_class(step, "variant").into_iter().map(|variant| variant.inner());
    bodies.map(|body| html::text(body.split_once("</h3>").unwrap().1)).collect()
}

#[test]
fn what_differs_between_browsers_and_systems_differs_in_the_guide() {
    let outcome = GuideTest::shipped().build().clean();
    // For each step: how many readers are told something of their own.
    let expected = [
        ("install-app", [4, 4]),  // three systems, and the browser alone
        ("open-app", [5, 5]),     // four browsers ask in their own words
        ("choose-audio", [4, 4]), // four prompts for the microphone
        ("share-screen", [7, 8]), // the app, macOS, Linux and four share pickers; macOS asks for the browser too
        ("allow-control", [4, 4]),
    ];
    for (at, platform) in ["webex", "zoom"].into_iter().enumerate() {
        for locale in LOCALES {
            let page = outcome.page("external", &format!("{locale}/join/{platform}/index.html"));
            for (step, counts) in expected {
                let texts = variants(page, step);
                let distinct: BTreeSet<&String> = texts.iter().collect();
                assert_eq!(distinct.len(), texts.len(), "{locale} {platform} {step}: {texts:#?}");
                assert_eq!(distinct.len(), counts[at], "{locale} {platform} {step}: {texts:#?}");
            }
        }
    }
}

#[test]
fn the_pages_for_one_browser_differ_from_each_other() {
    let outcome = GuideTest::shipped().build().clean();
    for platform in ["webex", "zoom"] {
        for locale in LOCALES {
            let pages: Vec<String> = ["chrome", "edge", "firefox", "safari"]
                .iter()
                .map(|browser| {
                    let path = format!("{locale}/join/{platform}/{browser}/index.html");
                    html::by_id(outcome.page("external", &path), "steps").text()
                })
                .collect();
            let distinct: BTreeSet<&String> = pages.iter().collect();
            assert_eq!(distinct.len(), 4, "{locale} {platform}");
        }
    }
}

#[test]
fn nobody_can_miss_that_control_needs_the_desktop_app() {
    let outcome = GuideTest::shipped().build().clean();
    let site = &outcome.edition("external").site;
    let mut pages = 0;
    for (path, bytes) in site.iter() {
        let is_join = path.contains("/join/webex/") || path.contains("/join/zoom/");
        if !is_join {
            continue;
        }
        let page = html::all(std::str::from_utf8(bytes).unwrap(), "main")[0].inner();
        let key = html::of_class(page, "key-title");
        let [key] = key.as_slice() else { panic!("{path} has not one key") };
        let words = ["デスクトップアプリで参加してください", "Join with the desktop app"];
        assert!(words.contains(&key.text().as_str()), "{path}: {}", key.text());
        let place = page.find("class=\"key\"").unwrap();
        assert!(page.find("class=\"step\"").is_none_or(|step| place < step), "{path}: too late");
        pages += 1;
    }
    // Two platforms in two languages: all browsers, each of the four, and the retired one.
    assert_eq!(pages, 2 * 2 * 6);
}

#[test]
fn the_matrix_has_the_marks_of_the_source() {
    let outcome = GuideTest::shipped().build().clean();
    let page = outcome.page("external", "ja/access/index.html");
    let rows = html::all(html::all(page, "tbody")[0].inner(), "tr");
    let mut columns = [String::new(), String::new()];
    for row in rows {
        let signs = html::of_class(row.inner(), "symbol");
        for (column, sign) in columns.iter_mut().zip(signs) {
            column.push_str(&sign.text());
        }
    }
    assert_eq!(columns, ["◎◎◎◎◎×△×××", "◎◎○△△△△△△△"]);
}

#[test]
fn both_languages_show_the_same_badges_headings_and_emphasis() {
    let outcome = GuideTest::shipped().build().clean();
    for edition in &outcome.built {
        for (path, bytes) in edition.site.iter() {
            let Some(rest) = path.strip_prefix("ja/").filter(|rest| rest.ends_with(".html")) else {
                continue;
            };
            let ja = std::str::from_utf8(bytes).unwrap();
            let en = outcome.page(&edition.name, &format!("en/{rest}"));
            assert_eq!(shape(ja), shape(en), "{}/{rest}", edition.name);
        }
    }
}

/// How many of what a page holds whatever its language. Links, code, labels, values and lists are compared by the build.
fn shape(page: &str) -> Vec<(&str, usize)> {
    let main = html::all(page, "main")[0].inner();
    let mut shape = vec![("badges", html::of_class(main, "badge").len())];
    shape.extend(["h2", "h3", "strong"].map(|name| (name, html::all(main, name).len())));
    shape
}
