//! The recipes of the authoring guide: each is followed to the letter in a new guide, which then has nothing to mend.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use annai::diagnostic::{Code, Diagnostic};
use annai::emit::start;
use serde_json::{Map, Value};

use crate::harness::GuideTest;

/// An edit of a recipe: what it says for which file.
struct Edit {
    file: String,
    text: String,
}

/// Every recipe by its heading.
fn recipes() -> BTreeMap<String, Vec<Edit>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/authoring/recipes.md");
    let text = fs::read_to_string(path).unwrap();
    let mut recipes: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    let (mut heading, mut file, mut block) = ("", "", None);
    for line in text.lines() {
        match (&mut block, line.strip_prefix("```"), line.strip_prefix("## ")) {
            (None, Some(_), _) => block = Some(String::new()),
            (None, None, Some(name)) => heading = name,
            (None, None, None) if !line.is_empty() => file = line,
            (None, None, None) => {}
            (Some(text), None, _) => text.extend([line, "\n"]),
            (Some(text), Some(_), _) => {
                let file = file.strip_prefix('`').and_then(|name| name.strip_suffix('`'));
                let file =
                    file.unwrap_or_else(|| panic!("{heading}: no file above {text}")).to_owned();
                let edit = Edit { file, text: std::mem::take(text) };
                recipes.entry(heading.to_owned()).or_default().push(edit);
                block = None;
            }
        }
    }
    recipes
}

fn new_guide() -> GuideTest {
    let folder = tempfile::tempdir().unwrap();
    start(&annai::starter::files(), folder.path()).unwrap();
    GuideTest::folder(folder.path())
}

fn follow(guide: GuideTest, edits: &[Edit]) -> GuideTest {
    edits.iter().fold(guide, |guide, edit| {
        let before = guide.files().get(&edit.file).cloned();
        let after = match before {
            None => edit.text.clone(),
            Some(before) if edit.file.ends_with(".md") => format!("{before}\n{}", edit.text),
            Some(before) => {
                let mut whole = data(&before);
                put(&mut whole, data(&edit.text));
                // JSON is YAML.
                whole.to_string()
            }
        };
        guide.write(&edit.file, &after)
    })
}

fn data(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"))
}

/// Puts a block where it belongs, as the page says how blocks are read.
fn put(whole: &mut Value, block: Value) {
    match (whole, block) {
        (Value::Object(whole), Value::Object(block)) => {
            for (key, value) in block {
                put(whole.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(whole), Value::Array(items)) if items.iter().all(Value::is_object) => {
            for item in items {
                let is_it =
                    |one: &&mut Value| item.get("id").is_some() && one.get("id") == item.get("id");
                match whole.iter_mut().find(is_it) {
                    Some(there) => put(there, item),
                    None => whole.push(item),
                }
            }
        }
        (whole, block) => *whole = block,
    }
}

#[test]
fn there_is_a_recipe_for_what_authors_add() {
    let recipes = recipes();
    for what in [
        "a browser",
        "a target",
        "a step",
        "a language",
        "a platform",
        "a requirement",
        "a label",
        "a figure",
    ] {
        let edits =
            recipes.get(&format!("Add {what}")).unwrap_or_else(|| panic!("none for {what}"));
        assert!(!edits.is_empty(), "{what}");
    }
}

#[test]
fn every_recipe_leaves_nothing_to_mend_but_translations_to_approve() {
    let before = new_guide().build().clean().everything("internal");
    for (heading, edits) in recipes() {
        if heading == "Add a language" {
            continue;
        }
        let outcome = follow(new_guide(), &edits).build();
        // Where a recipe rewrites a text, only its author can say that the translation fits.
        let rewrites =
            ["Add a browser", "Add a figure", "Add a label", "Add a value", "Add an internal note"]
                .contains(&heading.as_str());
        let code = |one: &Diagnostic| one.code == Code::StaleTranslation && rewrites;
        assert!(outcome.diagnostics.iter().all(code), "{heading}: {}", outcome.human());
        assert_eq!(outcome.diagnostics.is_empty(), !rewrites, "{heading}");
        assert_ne!(outcome.everything("internal"), before, "{heading} changes nothing");
    }
}

/// Writes every text of the guide in French too, in the words of the English.
fn translate(value: &mut Value) {
    match value {
        Value::Object(entries) if entries.contains_key("ja") && entries.contains_key("en") => {
            let words = entries["en"].clone();
            entries.insert("fr".to_owned(), words);
        }
        Value::Object(entries) => entries.values_mut().for_each(translate),
        Value::Array(items) => items.iter_mut().for_each(translate),
        _ => {}
    }
}

#[test]
fn a_language_is_asked_for_in_every_text_and_nothing_else() {
    let edits = recipes().remove("Add a language").unwrap();
    let outcome = follow(new_guide(), &edits).build();
    let codes: BTreeMap<&str, usize> =
        outcome.diagnostics.iter().fold(BTreeMap::new(), |mut all, one| {
            *all.entry(one.code.as_str()).or_default() += 1;
            all
        });
    let kinds: Vec<&str> = codes.keys().copied().collect();
    assert_eq!(kinds, ["missing-language"], "{}", outcome.short());
    // With the work done, the guide has its third language.
    let mut guide = outcome.again();
    for (path, text) in guide.files().clone() {
        if path.ends_with(".yaml") {
            let mut whole = data(&text);
            translate(&mut whole);
            guide = guide.write(&path, &whole.to_string());
        } else if path.ends_with(".en.md") {
            guide = guide.write(&path.replace(".en.md", ".fr.md"), &text);
        }
    }
    let outcome = guide.build();
    assert!(!outcome.diagnostics.has_errors(), "{}", outcome.human());
    assert!(outcome.page("external", "fr/join/meeting/index.html").contains("lang=\"fr\""));
}

/// The blocks of "Writing a guide" that show a terminal or a file, in order.
fn blocks(text: &str) -> Vec<&str> {
    text.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap().1).collect()
}

#[test]
fn the_first_ten_minutes_go_as_the_authoring_guide_says() {
    const STEPS: &str = "content/join/meeting.yaml";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/authoring/README.md");
    let text = fs::read_to_string(path).unwrap();
    let [init, _, step, source, translation, approve, mistake, check] = blocks(&text)[..] else {
        panic!()
    };
    let place = tempfile::tempdir().unwrap();
    let run = |folder: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annai"));
        let ran = command.args(arguments).current_dir(place.path().join(folder)).output().unwrap();
        String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap()
    };
    assert_eq!(format!("$ annai init guide\n{}", run("", &["init", "guide"])), format!("{init}\n"));
    let file = place.path().join("guide").join(STEPS);
    let before = fs::read_to_string(&file).unwrap();
    assert_eq!(before.matches(step).count(), 1, "{step}");
    let lines: Vec<&str> = step.lines().collect();
    let after = before.replace(lines[3], source).replace(lines[4], translation);
    fs::write(&file, &after).unwrap();
    let (command, said) = approve.split_once('\n').unwrap();
    let words: Vec<&str> = command.split(' ').skip(2).collect();
    assert_eq!(run("guide", &words), format!("{said}\n"));
    assert_eq!(format!("$ annai check\n{}$ annai build", run("guide", &["check"])), check);
    fs::write(&file, after.replace(&format!("{translation}\n"), "")).unwrap();
    assert_eq!(run("guide", &["check", "--color", "never"]), format!("{mistake}\n"));
}

/// What blocks say is put where it belongs, and only there.
#[test]
fn a_block_is_read_as_the_page_says() {
    let mut whole = data("a: [1, 2]\nitems: [{id: one, text: x}, {id: two, notes: [{text: n}]}]\n");
    put(&mut whole, data("a: [3]\nitems: [{id: two, notes: [{text: m}]}, {id: three}]\n"));
    let expected = "a: [3]\nitems: [{id: one, text: x}, {id: two, notes: [{text: n}, {text: m}]}, {id: three}]\n";
    assert_eq!(whole, data(expected));
    let mut empty = Value::Object(Map::new());
    put(&mut empty, data("a: {b: 1}"));
    assert_eq!(empty, data("a: {b: 1}"));
}
