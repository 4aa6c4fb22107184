//! The schemas of the YAML files: as the types are, complete, and of one mind with an independent validator.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annai::schema::{KINDS, Kind, files};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::GuideTest;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn kind(name: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.name == name).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap_or_else(|error| panic!("{error}"))
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// Every schema inside a schema, with the way to it.
fn each(schema: &Value, way: &str, look: &mut impl FnMut(&str, &Value)) {
    look(way, schema);
    match schema {
        Value::Object(entries) => entries
            .iter()
            // Examples hold what a schema describes, and look like one now and then.
            .filter(|(key, _)| *key != "examples")
            .for_each(|(key, inner)| each(inner, &format!("{way}/{key}"), look)),
        Value::Array(all) => all.iter().for_each(|inner| each(inner, way, look)),
        _ => {}
    }
}

#[test]
fn the_schemas_of_the_repository_are_those_of_the_types() {
    let folder = repository().join("schema");
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".json"))
        .collect();
    let site = files();
    let made: BTreeSet<String> = site.iter().map(|(path, _)| path.to_string()).collect();
    assert_eq!(there, made, "run `annai schema`");
    for (path, bytes) in site.iter() {
        let text = fs::read(folder.join(&**path)).unwrap();
        assert!(text == **bytes, "schema/{path} is not what the types say: run `annai schema`");
    }
}

/// Every guide folder of the repository.
fn guides() -> Vec<PathBuf> {
    let fixtures = fs::read_dir(repository().join("tests/fixtures")).unwrap();
    let fixtures = fixtures.map(|entry| entry.unwrap().path());
    let all = fixtures.chain([repository().to_owned(), repository().join("starter")]);
    all.filter(|folder| folder.join("content").is_dir()).collect()
}

#[test]
fn every_file_of_every_guide_is_valid() {
    let mut seen = BTreeSet::new();
    for root in guides() {
        let (sources, _) = annai::load::load(&root);
        for (_, file) in sources.below("content/").filter(|(_, file)| file.path.ends_with(".yaml"))
        {
            let kinds: Vec<_> = KINDS.iter().filter(|kind| kind.has(&file.path)).collect();
            let [kind] = kinds[..] else { panic!("{} is of {} kinds", file.path, kinds.len()) };
            let value: Value = serde_saphyr::from_str(&file.text).unwrap();
            let faults = faults(&validator(&kind.schema()), &value);
            assert!(faults.is_empty(), "{}/{}: {faults:#?}", root.display(), file.path);
            seen.insert(kind.name);
        }
    }
    let all: BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(seen, all, "no guide has a file of some kinds");
}

#[test]
fn every_file_of_the_shipped_guide_names_its_schema() {
    for (_, file) in annai::load::load(repository()).0.below("content/") {
        let Some(kind) = KINDS.iter().find(|kind| kind.has(&file.path)) else { continue };
        let up = "../".repeat(file.path.matches('/').count());
        let expected = format!("# yaml-language-server: $schema={up}schema/{}.json", kind.name);
        assert_eq!(file.text.lines().next(), Some(&*expected), "{}", file.path);
    }
}

#[test]
fn every_property_has_a_description_in_words() {
    let mut properties = 0;
    for kind in KINDS {
        let schema = kind.schema();
        assert!(
            schema["description"].as_str().is_some_and(|text| text.len() > 20),
            "{}",
            kind.name
        );
        // A word of the theme is said well enough by where it stands.
        let least = if kind.name == "ui" { 1 } else { 3 };
        each(&schema, kind.name, &mut |way, inner| {
            // A key may be called `properties` too; its schema has no properties that are objects.
            for (key, property) in
                inner.get("properties").and_then(Value::as_object).into_iter().flatten()
            {
                let said = property["description"].as_str().unwrap_or_default();
                assert!(said.split_whitespace().count() >= least, "{way}/{key} says {said:?}");
                assert!(said.ends_with('.') || said.ends_with('`'), "{way}/{key} says {said:?}");
                properties += 1;
            }
        });
    }
    assert!(properties > 300, "{properties}");
}

#[test]
fn every_example_is_valid() {
    let mut examples = 0;
    for kind in KINDS {
        let schema = kind.schema();
        each(&schema, kind.name, &mut |way, inner| {
            for example in inner.get("examples").and_then(Value::as_array).into_iter().flatten() {
                let mut inner = inner.clone();
                inner["$schema"] = schema["$schema"].clone();
                inner["definitions"] = schema["definitions"].clone();
                let faults = faults(&validator(&inner), example);
                assert!(faults.is_empty(), "{way}: {example}: {faults:#?}");
                examples += 1;
            }
        });
    }
    assert!(examples > 50, "{examples}");
}

#[test]
fn nothing_may_be_empty_and_no_key_may_be_unknown() {
    for kind in KINDS {
        each(&kind.schema(), kind.name, &mut |way, inner| {
            assert_ne!(inner["type"], "null", "{way}");
            assert!(!inner["type"].is_array(), "{way}");
            if inner["properties"].is_object() && inner["type"] == "object" {
                assert_eq!(inner["additionalProperties"], false, "{way}");
            }
        });
    }
}

/// A file of the small guide as data.
fn small(kind: &Kind) -> Value {
    let guide = GuideTest::fixture("small");
    let path = if kind.name == "platform" { "content/join/webex.yaml" } else { kind.files };
    serde_saphyr::from_str(guide.text(path)).unwrap()
}

/// Asserts that a file of the small guide is refused with another value at a place, and for it alone.
#[track_caller]
fn is_refused(name: &str, place: &str, value: impl Into<Option<Value>>) {
    let validator = validator(&kind(name).schema());
    let mut file = small(kind(name));
    assert_eq!(faults(&validator, &file), [""; 0], "{name}");
    let (way, key) = place.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(way).unwrap_or_else(|| panic!("{name} has no {way}"));
    match (parent, value.into()) {
        (Value::Object(entries), Some(value)) => drop(entries.insert(key.to_owned(), value)),
        (Value::Object(entries), None) => drop(entries.remove(key).unwrap()),
        (parent, Some(value)) => parent[key.parse::<usize>().unwrap()] = value,
        (parent, None) => panic!("{parent} has no key {key}"),
    }
    assert_eq!(
        faults(&validator, &file).len(),
        1,
        "{name}{place}: {:?}",
        faults(&validator, &file)
    );
}

#[test]
fn slips_of_authors_are_refused() {
    // A key that is none, and one at the wrong level.
    is_refused("guide", "/titel", json!({"ja": "題", "en": "Title"}));
    is_refused("access", "/targets/0/coment", json!({"ja": "説明", "en": "A comment"}));
    is_refused("access", "/needs", json!(["browser"]));
    is_refused("requirements", "/requirements/0/platform", json!("webex"));
    is_refused("ui", "/skip_to_contents", json!({"ja": "移動", "en": "Skip"}));
    // A key that is missing.
    is_refused("guide", "/revised_on", None);
    is_refused("access", "/marks/0/prepare", None);
    is_refused("platform", "/steps/0/title", None);
    is_refused("ui", "/skip_to_content", None);
    // A number or a list for a text, a text for a number or a list.
    is_refused("guide", "/title/ja", json!(2026));
    is_refused("guide", "/review_days", json!("half a year"));
    is_refused("guide", "/contact", json!("Reply to your invitation."));
    is_refused("access", "/targets/0/needs", json!("browser"));
    is_refused("labels", "/products/0/name", json!(["Chrome"]));
    // Words and ids of another form.
    is_refused("requirements", "/requirements/0/level", json!("must"));
    is_refused("requirements", "/requirements/0/check", json!({"browsers": ["chrome"]}));
    is_refused("requirements", "/requirements/0/check", json!({"all": [], "any": []}));
    is_refused("requirements", "/requirements/0/code", json!(61));
    is_refused("access", "/cases/0/id", json!("Hardware"));
    is_refused("access", "/targets/0/marks/hardware", json!({"sign": "◎"}));
    is_refused("guide", "/locales/0/id", json!("Japanese"));
    is_refused("guide", "/title/japanese", json!("ガイド"));
    is_refused("guide", "/revised_on", json!("20.11.2026"));
    is_refused("guide", "/editions/0/base_url", json!("https://example.com/guide"));
    // A key that is there without its value.
    is_refused("guide", "/values", Value::Null);
}

#[test]
fn what_can_be_written_in_two_ways_is_valid_in_both() {
    let validator = validator(&kind("access").schema());
    let mut file = small(kind("access"));
    for cell in [
        json!("△"),
        json!({"mark": "△"}),
        json!({"mark": "△", "when": {"ja": "故障時", "en": "On a fault"}}),
    ] {
        file["targets"][0]["marks"]["hardware"] = cell;
        assert_eq!(faults(&validator, &file), [""; 0]);
    }
    let guide = self::validator(&kind("guide").schema());
    let mut file = small(kind("guide"));
    for tag in ["ja", "en-GB", "zh-Hant", "de-CH-1996", "haw"] {
        file["title"] = json!({tag: "Guide"});
        assert_eq!(faults(&guide, &file), [""; 0], "{tag}");
    }
}
