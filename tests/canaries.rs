//! The places of the format that accept an audience, and words to find again in a site.
//!
//! The places come from the JSON Schema of the raw types, so a new item with an audience is tested from the day it
//! exists. What cannot come from the schema is which text may hold any word and which must name something: that is
//! [`Filler::text`], and a field that it does not know stops the test with a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use annai::parse::raw::{
    RawAccessFile, RawBrowsersFile, RawFrontMatter, RawGuideFile, RawLabelsFile, RawPlatform,
    RawRequirementsFile, RawUiFile,
};
use schemars::{Schema, schema_for};
use serde_json::{Map, Value, json};

/// A kind of file and its schema.
pub struct Format {
    /// The file, or the folder and the ending of the files.
    pub files: &'static str,
    pub schema: Schema,
}

/// Every kind of file that has a schema.
pub fn formats() -> Vec<Format> {
    [
        ("content/guide.yaml", schema_for!(RawGuideFile)),
        ("content/browsers.yaml", schema_for!(RawBrowsersFile)),
        ("content/labels.yaml", schema_for!(RawLabelsFile)),
        ("content/requirements.yaml", schema_for!(RawRequirementsFile)),
        ("content/access.yaml", schema_for!(RawAccessFile)),
        ("content/join/", schema_for!(RawPlatform)),
        ("content/pages/", schema_for!(RawFrontMatter)),
        ("content/ui.yaml", schema_for!(RawUiFile)),
    ]
    .map(|(files, schema)| Format { files, schema })
    .into()
}

/// A step on the way into a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The value of a key.
    Key(String),
    /// An element of a list.
    Element,
    /// The value of a key of the author's choice.
    Entry,
}

/// Where an item with an audience can stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub files: &'static str,
    pub path: Vec<Part>,
    /// The name of the item's type in the schema.
    pub kind: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.files, self.kind)?;
        for part in &self.path {
            match part {
                Part::Key(key) => write!(f, " {key}")?,
                Part::Element => f.write_str("[]")?,
                Part::Entry => f.write_str("{}")?,
            }
        }
        Ok(())
    }
}

/// Every place of every kind of file.
pub fn places() -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    for format in formats() {
        walk(&format, format.schema.as_value(), &mut Vec::new(), &mut places);
    }
    places
}

/// Whether items of a type can be marked. An edition has an audience too, but that is who reads it.
fn is_item(kind: &str, schema: &Value) -> bool {
    kind != "edition" && schema["properties"].get("audience").is_some()
}

fn walk(format: &Format, schema: &Value, path: &mut Vec<Part>, places: &mut BTreeSet<Place>) {
    assert!(path.len() < 20, "the schema of {} contains itself: {path:?}", format.files);
    let (kind, schema) = resolved(format.schema.as_value(), schema);
    if is_item(kind, schema) {
        let (path, kind) = (path.clone(), kind.to_owned());
        places.insert(Place { files: format.files, path, kind });
    }
    let mut inside = |part: Part, schema: &Value| {
        path.push(part);
        walk(format, schema, path, places);
        path.pop();
    };
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        inside(Part::Key(key.clone()), schema);
    }
    if schema["items"].is_object() {
        inside(Part::Element, &schema["items"]);
    }
    if schema["additionalProperties"].is_object() {
        inside(Part::Entry, &schema["additionalProperties"]);
    }
}

/// A schema behind its reference, with its name. Of several shapes, the one with the most to say.
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> (&'a str, &'a Value) {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        let (inner, schema) = resolved(root, &root["$defs"][name]);
        return (if inner.is_empty() { name } else { inner }, schema);
    }
    if let Some(shapes) = schema["anyOf"].as_array() {
        let shapes = shapes.iter().map(|shape| resolved(root, shape));
        return shapes.max_by_key(|(_, shape)| shape["properties"].is_object()).unwrap();
    }
    (schema["title"].as_str().unwrap_or(""), schema)
}

/// A word that stands in one place of a guide.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    /// The type and the key it stands in.
    pub place: String,
    /// The items around it, outermost first.
    pub items: Vec<usize>,
    /// Whether it is shown whenever the items around it are.
    pub certain: bool,
}

/// What [`Filler::fill`] makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// An item of its own, internal, with every key there is.
    Plant,
    /// The item that is there, with words of its own in its texts, and `"audience": "item-3;"` for somebody to replace.
    Relabel,
}

/// Writes items with words of their own.
pub struct Filler<'a> {
    pub schema: &'a Value,
    pub aim: Aim,
    pub locales: &'a [&'a str],
    /// The ids of the cases, with their item when they have one.
    pub cases: BTreeMap<String, Option<usize>>,
    /// The sign of a mark that must say when.
    pub conditional: String,
    /// The first slot of report codes that no requirement has.
    pub free_slot: u64,
    pub words: Vec<Word>,
    /// How many items there are.
    pub items: usize,
    /// The items that are being written.
    open: Vec<usize>,
    /// The ids that items had before, for what refers to them.
    renamed: BTreeMap<String, String>,
    /// The last id of each type.
    last: BTreeMap<String, String>,
}

impl<'a> Filler<'a> {
    pub fn new(aim: Aim, locales: &'a [&'a str]) -> Self {
        Self {
            schema: &Value::Null,
            aim,
            locales,
            cases: BTreeMap::new(),
            conditional: String::new(),
            free_slot: 1,
            words: Vec::new(),
            items: 0,
            open: Vec::new(),
            renamed: BTreeMap::new(),
            last: BTreeMap::new(),
        }
    }

    /// A new word that can be an id.
    pub fn word(&mut self, place: &str) -> String {
        self.remember(format!("canary{:04}", self.words.len()), place)
    }

    /// A new word for a text in a language: one that no address shows as it is for Japanese.
    pub fn word_in(&mut self, locale: &str, place: &str) -> String {
        let stem = if locale == "ja" { "カナリア" } else { "canary" };
        self.remember(format!("{stem}{:04}", self.words.len()), place)
    }

    fn remember(&mut self, text: String, place: &str) -> String {
        let (place, items) = (place.to_owned(), self.open.clone());
        self.words.push(Word { text: text.clone(), place, items, certain: true });
        text
    }

    /// Begins an item, whose number it gives.
    pub fn enter(&mut self) -> usize {
        self.open.push(self.items);
        self.items += 1;
        self.items - 1
    }

    /// Ends the innermost item.
    pub fn leave(&mut self) {
        self.open.pop();
    }

    /// A value of a schema, with `old` to take from what must name something. `place` is the type and the key.
    pub fn fill(&mut self, schema: &Value, old: Option<&Value>, place: &str) -> Value {
        let (kind, schema) = resolved(self.schema, schema);
        if place == "requirement.check" {
            return self.rule(old);
        }
        if place.ends_with(".figure") {
            return self.figure(old);
        }
        if let Some(properties) = schema["properties"].as_object() {
            return self.object(kind, schema, properties, old);
        }
        if schema["items"].is_object() {
            return self.list(&schema["items"], old, place);
        }
        if let Some(entry) = schema.get("additionalProperties").filter(|entry| entry.is_object()) {
            return match entry["type"].as_str() {
                Some("string") => self.localized(place),
                _ => self.entries(entry, old, place),
            };
        }
        if let Some(one) = schema["oneOf"].as_array().and_then(|all| all.first()) {
            return old.cloned().unwrap_or_else(|| one["const"].clone());
        }
        let is = |name: &str| {
            schema["type"] == name
                || schema["type"].as_array().is_some_and(|all| all.contains(&json!(name)))
        };
        match old {
            _ if is("string") => self.text(place, old),
            _ if place == "requirement.code" && self.aim == Aim::Plant => {
                self.free_slot += 1;
                json!(self.free_slot - 1)
            }
            Some(old) => old.clone(),
            None if is("boolean") => json!(true),
            None => panic!("the test does not know how to fill `{place}`, which is {schema}"),
        }
    }

    fn object(
        &mut self,
        kind: &str,
        schema: &Value,
        properties: &Map<String, Value>,
        old: Option<&Value>,
    ) -> Value {
        let is_item = is_item(kind, schema);
        let item = is_item.then(|| self.enter());
        let id = old.and_then(|old| old["id"].as_str());
        if let (Aim::Relabel, Some(item), "case", Some(id)) = (self.aim, item, kind, id) {
            self.cases.insert(id.to_owned(), Some(item));
        }
        let mut object = Map::new();
        for (key, schema) in properties {
            let old = old.and_then(|old| old.get(key));
            let place = format!("{kind}.{key}");
            // A new item has every key, but no browser for which nothing is said.
            let is_left_out = self.aim == Aim::Relabel || key == "no_variant";
            if (is_item && key == "audience") || (is_left_out && old.is_none()) {
                continue;
            }
            object.insert(key.clone(), self.fill(schema, old, &place));
        }
        if let Some(item) = item {
            let audience = match self.aim {
                Aim::Plant => "internal".to_owned(),
                Aim::Relabel => format!("item-{item};"),
            };
            object.insert("audience".to_owned(), json!(audience));
            self.leave();
        }
        Value::Object(object)
    }

    /// A rule that names everything a rule can name. A new one reaches the probe and the server that were made before it.
    fn rule(&mut self, old: Option<&Value>) -> Value {
        match (self.aim, old) {
            (Aim::Plant, _) => {
                let (probe, server) =
                    (self.last["probe.id"].clone(), self.last["server.id"].clone());
                let question = self.localized("rule.ask");
                json!({"all": [{"reach": probe}, {"any": [{"udp": server}, {"ask": question}]}]})
            }
            // Whether a platform may be hidden whose probe somebody asks for is another test's question.
            (Aim::Relabel, Some(Value::Object(rule))) => {
                let asks = |key: &str| matches!(key, "ask" | "reach" | "udp");
                let changed = rule.iter().map(|(key, old)| match key.as_str() {
                    key if asks(key) => ("ask".to_owned(), self.localized("rule.ask")),
                    key => (key.to_owned(), self.rule(Some(old))),
                });
                Value::Object(changed.collect())
            }
            (Aim::Relabel, Some(Value::Array(rules))) => {
                rules.iter().map(|rule| self.rule(Some(rule))).collect()
            }
            (Aim::Relabel, old) => old.cloned().unwrap_or_default(),
        }
    }

    /// A figure with words wherever it can have them. One that is there keeps its shape, but no mark: the texts that
    /// explained them are gone.
    fn figure(&mut self, old: Option<&Value>) -> Value {
        match (self.aim, old) {
            (Aim::Plant, _) => {
                let (caption, title) =
                    (self.localized("figure.caption"), self.localized("part.text"));
                let (body, asked) = (self.localized("part.text"), self.localized("part.text"));
                let address = self.word("browser-window.address");
                json!({"caption": caption, "browser": {
                    "title": {"text": title},
                    "address": address,
                    "body": [{"text": {"text": body}}],
                    "dialog": {"title": {"text": asked}},
                }})
            }
            (Aim::Relabel, Some(Value::Object(old))) => {
                let is_said = |key: &str, value: &Value| {
                    matches!(key, "caption" | "text") && value.get(self.locales[0]).is_some()
                };
                let kept = old.iter().filter(|(key, _)| *key != "mark");
                let said: Vec<bool> =
                    kept.clone().map(|(key, value)| is_said(key, value)).collect();
                let filled = kept.zip(said).map(|((key, value), said)| {
                    let value =
                        if said { self.localized("figure") } else { self.figure(Some(value)) };
                    (key.clone(), value)
                });
                Value::Object(filled.collect())
            }
            (Aim::Relabel, Some(Value::Array(old))) => {
                old.iter().map(|old| self.figure(Some(old))).collect()
            }
            (Aim::Relabel, old) => old.cloned().unwrap_or_default(),
        }
    }

    fn list(&mut self, items: &Value, old: Option<&Value>, place: &str) -> Value {
        let old = old.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let (_, shape) = resolved(self.schema, items);
        let refers = shape["type"] == "string"
            && !matches!(
                place,
                "host.names" | "host.ports" | "page.aliases" | "probe.fetch" | "probe.image"
            );
        if self.aim == Aim::Plant && old.is_empty() && !refers {
            return json!([self.fill(items, None, place)]);
        }
        old.iter().map(|old| self.fill(items, Some(old), place)).collect()
    }

    /// A text in every language.
    fn localized(&mut self, place: &str) -> Value {
        let first = self.words.len();
        let texts: Map<_, _> = self
            .locales
            .iter()
            .copied()
            .map(|locale| (locale.to_owned(), json!(self.word_in(locale, place))))
            .collect();
        // The condition of a target is shown where a cell has none; a section, where a page of it is.
        if matches!(place, "target.when" | "section.title") {
            self.words[first..].iter_mut().for_each(|word| word.certain = false);
        }
        Value::Object(texts)
    }

    /// Values by a key of the author's choice: of those with items in them there are only the cells of a target.
    fn entries(&mut self, entry: &Value, old: Option<&Value>, place: &str) -> Value {
        if self.aim == Aim::Relabel && place != "target.marks" {
            let old = old.and_then(Value::as_object).into_iter().flatten();
            return old
                .map(|(key, old)| (key.clone(), self.fill(entry, Some(old), place)))
                .collect();
        }
        assert_eq!(place, "target.marks", "the test does not know which keys `{place}` has");
        let cases = self.cases.clone();
        let mut cells = Map::new();
        for (index, (case, item)) in cases.iter().enumerate() {
            // One cell says when itself, the others leave it to the target.
            let cell = if index == 0 || self.aim == Aim::Relabel {
                let first = self.words.len();
                self.open.extend(item);
                let when = self.localized("cell.when");
                self.open.truncate(self.open.len() - item.iter().count());
                self.words[first..].iter_mut().for_each(|word| word.certain = false);
                json!({"mark": self.conditional, "when": when})
            } else {
                json!(self.conditional)
            };
            cells.insert(case.clone(), cell);
        }
        Value::Object(cells)
    }

    /// A text that is the same in every language.
    fn text(&mut self, place: &str, old: Option<&Value>) -> Value {
        if let (Aim::Relabel, Some(old)) = (self.aim, old) {
            return old.clone();
        }
        let key = place.rsplit('.').next().unwrap_or(place);
        match key {
            "id" => {
                let word = self.word(place);
                self.last.insert(place.to_owned(), word.clone());
                if let Some(old) = old.and_then(Value::as_str) {
                    self.renamed.insert(old.to_owned(), word.clone());
                }
                json!(word)
            }
            // The files of a page have one language each.
            "title" | "lead" if place.starts_with("page.") => {
                json!(self.word_in(self.locales[0], place))
            }
            "aliases" | "names" | "ports" => json!(self.word(place)),
            "fetch" | "image" => json!(format!("https://{}.example.com/", self.word(place))),
            "server" => json!(format!("{}.example.com:3478", self.word(place))),
            "source" | "url" => json!(format!("https://example.com/{}", self.word(place))),
            "checked_on" => json!("2026-11-22"),
            // These name something that has to be there.
            "browser" | "browsers" | "client" | "needs" | "pages" | "system" | "systems" => {
                let old = old.and_then(Value::as_str).unwrap_or_default();
                json!(self.renamed.get(old).map_or(old, String::as_str))
            }
            _ => panic!(
                "`{place}` is a text in an item with an audience, and the canary test does not know what may stand in \
                 it: teach it in `Filler::text`"
            ),
        }
    }
}

/// Puts an item into a file, at a place and as the last of its list. The list is that of the first item that has one,
/// and of the first item if none has.
pub fn plant(
    document: &mut Value,
    schema: &Value,
    path: &[Part],
    filler: &mut Filler<'_>,
) -> Result<(), &'static str> {
    let (_, schema) = resolved(filler.schema, schema);
    match path {
        [Part::Key(key), Part::Element] => {
            let items =
                resolved(filler.schema, &schema["properties"][key.as_str()]).1["items"].clone();
            let list = document.as_object_mut().ok_or("no object")?.entry(key.clone());
            let list = list.or_insert_with(|| json!([])).as_array_mut().ok_or("no list")?;
            let item = filler.fill(&items, list.last(), key);
            list.push(item);
            Ok(())
        }
        [Part::Key(key), rest @ ..] if !rest.is_empty() => {
            let schema = schema["properties"][key.as_str()].clone();
            plant(document.get_mut(key).ok_or("no key")?, &schema, rest, filler)
        }
        [Part::Element, rest @ ..] if !rest.is_empty() => {
            let list = document.as_array_mut().ok_or("no list")?;
            let next = match &rest[0] {
                Part::Key(key) => key.as_str(),
                _ => "",
            };
            let has = |item: &Value| item["audience"] != "internal" && item.get(next).is_some();
            let index = list.iter().position(has).unwrap_or(0);
            let schema = schema["items"].clone();
            plant(list.get_mut(index).ok_or("an empty list")?, &schema, rest, filler)
        }
        _ => Err("the test can only put items into lists"),
    }
}

/// A word as it is and in every form that a page, an address or data can give it.
pub fn forms(word: &str) -> BTreeSet<String> {
    let written = |write: &dyn Fn(char) -> String| {
        word.chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { write(c) })
            .collect::<String>()
    };
    let bytes = |c: char, write: &dyn Fn(u8) -> String| {
        c.to_string().bytes().map(write).collect::<String>()
    };
    let utf16 = |c: char, write: &dyn Fn(u16) -> String| {
        c.encode_utf16(&mut [0; 2]).iter().map(|unit| write(*unit)).collect::<String>()
    };
    [
        word.to_owned(),
        written(&|c| bytes(c, &|byte| format!("%{byte:02X}"))),
        written(&|c| bytes(c, &|byte| format!("%{byte:02x}"))),
        written(&|c| format!("&#{};", u32::from(c))),
        written(&|c| format!("&#x{:X};", u32::from(c))),
        written(&|c| format!("&#x{:x};", u32::from(c))),
        written(&|c| utf16(c, &|unit| format!("\\u{unit:04X}"))),
        written(&|c| utf16(c, &|unit| format!("\\u{unit:04x}"))),
    ]
    .into()
}
