//! The reference of the authoring guide: every key of every YAML file, as the schemas have them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use annai::schema::{KINDS, Kind};
use serde_json::{Map, Value};

/// How a language is written, in the schemas.
const LANGUAGE: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// The page as it has to be. Run with `ANNAI_WRITE_REFERENCE=1`, it is written anew; read it then.
#[test]
fn the_reference_has_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/authoring/reference.md");
    let text = reference();
    if std::env::var_os("ANNAI_WRITE_REFERENCE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        there == text,
        "docs/authoring/reference.md is not what the schemas say: run `ANNAI_WRITE_REFERENCE=1 cargo test \
         --no-default-features reference`"
    );
}

#[test]
fn every_link_of_the_reference_leads_to_a_heading() {
    let text = reference();
    let anchors: BTreeSet<String> = text
        .lines()
        .filter_map(|line| Some(anchor(line.trim_start_matches('#').strip_prefix(' ')?)))
        .collect();
    let links: Vec<&str> =
        text.split("](#").skip(1).map(|rest| rest.split_once(')').unwrap().0).collect();
    assert!(links.len() > 50, "{}", links.len());
    for link in links {
        assert!(anchors.contains(link), "#{link}");
    }
}

fn reference() -> String {
    let mut page = "# Every key of every file\n\n\
        What stands in the YAML files of a guide: which keys there are, and which of them must be there. An editor with the \
        schemas (`annai schema`) says the\nsame while you write.\n\n\
        A **text** stands in every language of the guide, `{ja: 準備, en: Preparation}`; [Texts](texts.md) says what may be in \
        it. An **id** has small\nletters, digits and hyphens. A **day** is written `\"2026-11-20\"`. A key that is not \
        **needed** may be left out, and is then never written empty.\n\n\
        <!-- Written by a test from the schemas: `ANNAI_WRITE_REFERENCE=1 cargo test --no-default-features reference`. -->\n\n"
        .to_owned();
    for kind in KINDS {
        let _ = writeln!(page, "- [`{}`](#{})", shown(kind), anchor(&shown(kind)));
    }
    for kind in KINDS {
        page += &File::new(kind).section();
    }
    page
}

/// The file of a kind, or how such files are called.
fn shown(kind: &Kind) -> String {
    match kind.files.strip_suffix('/') {
        Some(folder) => format!("{folder}/<{}>.yaml", kind.name),
        None => kind.files.to_owned(),
    }
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    heading
        .to_lowercase()
        .chars()
        .filter(kept)
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

/// A kind of file, as it is described.
struct File {
    kind: &'static Kind,
    schema: Value,
    /// What a new guide has at each place of the schema, by `definition/key`.
    seen: BTreeMap<String, Value>,
}

impl File {
    fn new(kind: &'static Kind) -> Self {
        let mut file = Self { kind, schema: kind.schema(), seen: BTreeMap::new() };
        let starter = annai::starter::files();
        for (_, bytes) in starter.iter().filter(|(path, _)| kind.has(path)) {
            let value: Value = serde_saphyr::from_str(std::str::from_utf8(bytes).unwrap()).unwrap();
            let schema = file.schema.clone();
            file.look(&schema, "", &value);
        }
        file
    }

    /// Keeps the first value of each key that is short.
    fn look(&mut self, schema: &Value, name: &str, value: &Value) {
        if let Some(definition) = target(schema) {
            let inner = self.schema["definitions"][definition].clone();
            return self.look(&inner, definition, value);
        }
        let (properties, others) = (&schema["properties"], &schema["additionalProperties"]);
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    if let Some(property) = properties.get(key) {
                        if is_short(value) {
                            self.seen
                                .entry(format!("{name}/{key}"))
                                .or_insert_with(|| value.clone());
                        }
                        self.look(property, "", value);
                    } else if others.is_object() {
                        self.look(others, "", value);
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.look(&schema["items"], "", item);
                }
            }
            _ => {}
        }
    }

    fn section(&self) -> String {
        let mut text = format!("\n## `{}`\n\n{}\n", shown(self.kind), sentence(&self.schema));
        if self.kind.name == "ui" {
            text += "\nEach key is a text, and every one is needed.\n\n| key | what it is |\n| --- | --- |\n";
            for (key, property) in object(&self.schema["properties"]) {
                let _ = writeln!(text, "| `{key}` | {} |", sentence(property));
            }
            return text;
        }
        text += &self.table("", &self.schema);
        let mut told = BTreeSet::new();
        self.definitions(&self.schema, &mut told, &mut text);
        text
    }

    /// The definitions that a schema names, each once, and then those that they name.
    fn definitions<'a>(
        &'a self,
        schema: &'a Value,
        told: &mut BTreeSet<&'a str>,
        text: &mut String,
    ) {
        let mut named = Vec::new();
        names(schema, &mut named);
        named.retain(|name| told.insert(name));
        for name in &named {
            let definition = &self.schema["definitions"][*name];
            if definition["anyOf"].is_array() {
                continue;
            }
            let _ = write!(text, "\n### {}\n\n{}\n", self.heading(name), sentence(definition));
            *text += &match definition["oneOf"].as_array() {
                Some(words) => table_of_words(words),
                None => self.table(name, definition),
            };
        }
        for name in named {
            self.definitions(&self.schema["definitions"][name], told, text);
        }
    }

    /// The same thing may stand in several files: its heading names the file.
    fn heading(&self, definition: &str) -> String {
        let title = self.schema["definitions"][definition]["title"].as_str().unwrap();
        format!("{}: {title}", self.kind.name)
    }

    fn table(&self, name: &str, schema: &Value) -> String {
        let mut text =
            "\n| key | what it is | needed | type | example |\n| --- | --- | --- | --- | --- |\n"
                .to_owned();
        let needed: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let properties = object(&schema["properties"]);
        // What is needed comes first.
        let (first, then): (Vec<_>, Vec<_>) =
            in_order(properties).partition(|(key, _)| needed.contains(&key.as_str()));
        for (key, property) in first.into_iter().chain(then) {
            let is_needed = if needed.contains(&key.as_str()) { "yes" } else { "" };
            let example = self
                .example(name, schema, key, property)
                .map(|value| flow(&value))
                .unwrap_or_default();
            let example = if example.is_empty() {
                example
            } else {
                format!("`{}`", example.replace('|', "\\|"))
            };
            let row = [
                &format!("`{key}`"),
                &*sentence(property),
                is_needed,
                &self.words(property),
                &example,
            ];
            let _ = writeln!(text, "| {} |", row.join(" | ").replace("  ", " "));
        }
        text
    }

    /// What the schema gives as an example of a key, or what a new guide has there.
    fn example(&self, name: &str, schema: &Value, key: &str, property: &Value) -> Option<Value> {
        let own = property["examples"].get(0);
        let whole =
            schema["examples"].as_array().into_iter().flatten().filter_map(|one| one.get(key));
        let known = whole.chain(own).find(|value| is_short(value));
        known.or_else(|| self.seen.get(&format!("{name}/{key}"))).cloned()
    }

    /// The type of a value in an author's words.
    fn words(&self, schema: &Value) -> String {
        if let Some(name) = target(schema) {
            let definition = &self.schema["definitions"][name];
            if definition["anyOf"].is_array() {
                return self.words(definition);
            }
            return format!(
                "[{}](#{})",
                definition["title"].as_str().unwrap(),
                anchor(&self.heading(name))
            );
        }
        if let Some(ways) = schema["anyOf"].as_array() {
            return ways.iter().map(|way| self.words(way)).collect::<Vec<_>>().join(" or ");
        }
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        match schema["type"].as_str().unwrap_or_default() {
            "boolean" => "`true` or `false`".to_owned(),
            "integer" => match (&schema["minimum"], &schema["maximum"]) {
                (Value::Number(least), Value::Number(most)) if most.as_u64() < Some(65_535) => {
                    format!("number, {least} to {most}")
                }
                _ => "number".to_owned(),
            },
            "array" => format!("list: {}", self.words(&schema["items"])),
            "object" => {
                let inner = &schema["additionalProperties"];
                let by_language = schema["propertyNames"]["pattern"].as_str() == Some(LANGUAGE);
                match by_language {
                    true if inner["description"] == "The words in this language." => {
                        "text".to_owned()
                    }
                    true => format!("by language: {}", self.words(inner)),
                    false => format!("by name: {}", self.words(inner)),
                }
            }
            "string" if pattern == LANGUAGE => "language".to_owned(),
            "string" if pattern.starts_with("^[a-z0-9](") => "id".to_owned(),
            "string" if pattern.ends_with("|never)$") => "day or `never`".to_owned(),
            "string" if pattern.starts_with("^[0-9]{4}") => "day".to_owned(),
            "string" if pattern.starts_with("^http") => "address".to_owned(),
            "string" => "words".to_owned(),
            other => panic!("no words for the type {other} of {schema}"),
        }
    }
}

/// The definition that a schema refers to, if it does.
fn target(schema: &Value) -> Option<&str> {
    let reference = schema.get("$ref").or_else(|| schema["allOf"][0].get("$ref"))?;
    reference.as_str()?.strip_prefix("#/definitions/")
}

/// The names of the definitions in a schema, in the order of its keys.
fn names<'a>(schema: &'a Value, found: &mut Vec<&'a str>) {
    match schema {
        Value::Object(entries) => {
            found.extend(target(schema));
            let inner = entries
                .iter()
                .filter(|(key, _)| !["definitions", "examples"].contains(&key.as_str()));
            inner.for_each(|(_, inner)| names(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

fn table_of_words(words: &[Value]) -> String {
    let mut text = "\n| word | what it means |\n| --- | --- |\n".to_owned();
    for word in words {
        let _ = writeln!(text, "| `{}` | {} |", word["const"].as_str().unwrap(), sentence(word));
    }
    text
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("{value} has no keys"))
}

/// The keys with their values: what a thing is called before what it is, and languages as the guides here have them.
fn in_order(entries: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let rank = |key: &str| {
        ["id", "name", "title", "ja"].iter().position(|first| *first == key).unwrap_or(9)
    };
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|(key, _)| rank(key));
    entries.into_iter()
}

/// What a schema says that something is, as a cell of a table takes it.
fn sentence(schema: &Value) -> String {
    let said = schema["description"].as_str().unwrap_or_default();
    // The heading names the file already.
    let said = said
        .split_once(".yaml`: ")
        .map_or_else(|| said.to_owned(), |(_, rest)| rest[..1].to_uppercase() + &rest[1..]);
    said.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|").replace('<', "&lt;")
}

fn is_short(value: &Value) -> bool {
    flow(value).chars().count() <= 90
}

/// A value as an author writes it on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            // The first language of the guides here comes first, and what a thing is called before what it is.
            let rank = |key: &str| ["id", "ja"].iter().position(|first| *first == key).unwrap_or(2);
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by_key(|(key, _)| rank(key));
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => {
            let begins_plain =
                text.starts_with(|first: char| first.is_alphabetic() || "◎○△×".contains(first));
            let has_sign =
                text.contains([',', '[', ']', '{', '}', '#', '`']) || text.contains(": ");
            if begins_plain && !has_sign { text.clone() } else { format!("\"{text}\"") }
        }
        other => other.to_string(),
    }
}

/// What stands in the column of examples can be copied into a file.
#[test]
fn examples_of_the_reference_are_yaml() {
    let text = reference();
    let rows = text.lines().filter(|line| line.ends_with("` |") && line.matches('|').count() >= 6);
    let mut examples = 0;
    for row in rows {
        let example = row.trim_end_matches("` |").rsplit_once("| `").unwrap().1;
        let read: Result<Value, _> = serde_saphyr::from_str(&example.replace("\\|", "|"));
        let read = read.unwrap_or_else(|error| panic!("{example}: {error}"));
        assert_eq!(flow(&read), example);
        examples += 1;
    }
    assert!(examples > 100, "{examples}");
}
