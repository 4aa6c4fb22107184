//! What schemars makes of a type, made into what helps in an editor.
//!
//! The types say what can be decoded; a few things they cannot say. A key that may be left out may not be empty. An enum
//! with data is one key out of several. And the same key means the same in every file, so its pattern and its examples are
//! here once.

use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform as _};
use serde_json::{Map, Value, json};

/// An id, as it can stand in an address.
const ID: &str = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";

/// A tag of a language (BCP 47) as a guide may use it.
const LANGUAGE: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// A day, `2026-11-20`.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// A day, or that there was none.
const DAY_OR_NEVER: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|never)$";

/// A page somewhere on the web.
const ADDRESS: &str = "^https?://[^ ]+$";

/// An address that ends with a slash.
const FOLDER_ADDRESS: &str = "^https?://[^ ]+/$";

/// The patterns and examples of texts by the key they stand under.
const KEYS: [(&str, &str, &str); 6] = [
    ("base_url", FOLDER_ADDRESS, "https://help.example.com/remote/"),
    ("checked_on", DAY_OR_NEVER, "2026-11-20"),
    ("id", ID, "screen-sharing"),
    ("revised_on", DAY, "2026-11-20"),
    ("source", ADDRESS, "https://support.example.com/articles/1234"),
    ("url", ADDRESS, "https://support.example.com/articles/1234"),
];

/// Changes a schema and all schemas in it.
pub(super) fn adapt(schema: &mut Schema) {
    let mut every = RecursiveTransform(|schema: &mut Schema| {
        let Some(object) = schema.as_object_mut() else { return };
        leave_out_null(object);
        leave_out_machine_words(object);
        put_keys_together(object);
        name_languages(object);
        describe_keys(object);
        format_description(object);
    });
    every.transform(schema);
    name_definitions(schema);
}

/// A key that may be left out is left out; without a value it is a slip.
fn leave_out_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|it| it != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(shapes)) = schema.get_mut("anyOf") else { return };
    shapes.retain(|shape| shape["type"] != "null");
    if let [only] = &shapes[..] {
        // Beside a description, a reference has to stand in a list.
        let all = json!([only]);
        schema.remove("anyOf");
        schema.insert("allOf".to_owned(), all);
    }
}

/// What a key has when it is left out says nothing where it is nothing; nor does how many bits a number has.
fn leave_out_machine_words(schema: &mut Map<String, Value>) {
    let says_nothing = |value: &Value| match value {
        Value::Null | Value::Object(_) => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if schema.get("default").is_some_and(says_nothing) {
        schema.remove("default");
    }
    if schema.get("type").is_some_and(|it| it == "integer") {
        schema.remove("format");
    }
}

/// "One of these objects with one key each" as one object with one key: editors then offer all the keys, and say of a
/// wrong value what is wrong with it rather than that it is none of thirteen objects.
fn put_keys_together(schema: &mut Map<String, Value>) {
    let Some(Value::Array(shapes)) = schema.get("oneOf") else { return };
    let mut properties = Map::new();
    for shape in shapes {
        let Some(of_shape) = shape["properties"].as_object() else { return };
        let mut entries = of_shape.iter();
        let (Some((key, value)), None) = (entries.next(), entries.next()) else { return };
        let mut property = json!({"description": shape["description"]});
        match value.as_object() {
            Some(value) if value.contains_key("$ref") => property["allOf"] = json!([value]),
            Some(value) => property.as_object_mut().into_iter().for_each(|it| {
                // What the key means comes before what its type is.
                value.iter().for_each(|(name, said)| {
                    it.entry(name.clone()).or_insert_with(|| said.clone());
                });
            }),
            None => return,
        }
        properties.insert(key.clone(), property);
    }
    schema.remove("oneOf");
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("minProperties".to_owned(), json!(1));
    schema.insert("maxProperties".to_owned(), json!(1));
}

/// A map to texts is one from languages.
fn name_languages(schema: &mut Map<String, Value>) {
    let Some(Value::Object(entry)) = schema.get_mut("additionalProperties") else { return };
    if entry.get("type").is_some_and(|it| it == "string") {
        entry.insert("description".to_owned(), json!("The words in this language."));
        schema.insert("propertyNames".to_owned(), json!({"pattern": LANGUAGE}));
    }
}

/// Gives texts the pattern and the example of their key, unless they have their own.
fn describe_keys(schema: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    for (key, pattern, example) in KEYS {
        let Some(Value::Object(property)) = properties.get_mut(key) else { continue };
        let is_text = property.get("type").is_some_and(|it| {
            it == "string" || it.as_array().is_some_and(|all| all.contains(&json!("string")))
        });
        if is_text && !property.contains_key("pattern") {
            property.insert("pattern".to_owned(), json!(pattern));
            property.entry("examples").or_insert_with(|| json!([example]));
        }
    }
}

/// Editors show a description as it is written, backticks and all, unless they are told that it is Markdown.
fn format_description(schema: &mut Map<String, Value>) {
    let description = schema.get("description").and_then(Value::as_str).map(str::to_owned);
    if let Some(description) = description.filter(|text| text.contains('`')) {
        schema.insert("markdownDescription".to_owned(), json!(description));
    }
}

/// A definition is called in an editor as it is called in messages: `retired-code` is a retired code.
fn name_definitions(schema: &mut Schema) {
    let definitions = schema.get_mut("definitions").and_then(Value::as_object_mut);
    for (name, definition) in definitions.into_iter().flatten() {
        let name = name.strip_prefix("Raw").unwrap_or(name);
        definition["title"] = json!(name.replace('-', " ").to_lowercase());
    }
}
