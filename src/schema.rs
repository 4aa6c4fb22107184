//! The format of the YAML files as JSON Schema, for editors that complete and check while an author writes.
//!
//! In: the `Raw*` types that [`parse`](crate::parse) decodes into, and the theme's words. Out: one schema for each kind of
//! file. annai itself never reads them: what a file may hold is said once, by the types. Where a schema is stricter than
//! the program (a number for a text, a number in quotation marks), it is so because the other way is a slip more often
//! than a wish.

mod editors;

use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value, json};

use crate::guide::Words;
use crate::parse::raw::{
    Localized, RawAccessFile, RawBrowsersFile, RawGlossaryFile, RawGuideFile, RawLabelsFile,
    RawPlatform, RawRequirementsFile,
};
use crate::site::Site;

/// The folder of the schemas, beside `content/`: the first line of each file of content names it.
pub const FOLDER: &str = "schema";

/// A kind of YAML file.
pub struct Kind {
    /// The name of its schema: `guide` is in `guide.json`.
    pub name: &'static str,
    /// The file, or the folder of the files.
    pub files: &'static str,
    make: fn() -> Schema,
}

/// Every kind of YAML file that authors write.
pub const KINDS: &[Kind] = &[
    kind::<RawAccessFile>("access", "content/access.yaml"),
    kind::<RawBrowsersFile>("browsers", "content/browsers.yaml"),
    kind::<RawGlossaryFile>("glossary", "content/glossary.yaml"),
    kind::<RawGuideFile>("guide", "content/guide.yaml"),
    kind::<RawLabelsFile>("labels", "content/labels.yaml"),
    kind::<RawPlatform>("platform", "content/join/"),
    kind::<RawRequirementsFile>("requirements", "content/requirements.yaml"),
    Kind { name: "ui", files: "content/ui.yaml", make: words },
];

const fn kind<T: JsonSchema>(name: &'static str, files: &'static str) -> Kind {
    Kind { name, files, make: schema_of::<T> }
}

impl Kind {
    /// The schema of these files, which stands alone.
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut schema = (self.make)();
        editors::adapt(&mut schema);
        let mut schema = schema.to_value();
        schema["title"] = json!(self.files);
        schema["$comment"] =
            json!("Made by `annai schema`. Do not edit it: it changes with annai.");
        schema
    }

    /// Whether a file of a guide is of this kind.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        if self.files.ends_with('/') {
            path.starts_with(self.files) && Path::new(path).extension() == Some("yaml".as_ref())
        } else {
            path == self.files
        }
    }
}

/// The schemas of every kind as files of one folder.
#[must_use]
pub fn files() -> Site {
    let mut site = Site::default();
    for kind in KINDS {
        let text = format!("{:#}\n", kind.schema());
        site.insert(format!("{}.json", kind.name), text.into_bytes());
    }
    site
}

/// The schema of a type. Draft 7: editors check files by it in every version, and by later drafts in none so far.
fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}

/// `content/ui.yaml`, whose keys are known to the theme and not to the type.
fn words() -> Schema {
    let mut text = schema_of::<Localized>();
    text.remove("$schema");
    let property =
        |meaning| json!({"allOf": [{"$ref": "#/definitions/text"}], "description": meaning});
    let properties: Map<_, _> =
        Words::described().map(|(key, meaning)| (key, property(meaning))).collect();
    let keys: Vec<&String> = properties.keys().collect();
    json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": "`content/ui.yaml`: every word of the theme itself.",
        "type": "object",
        "required": keys,
        "properties": properties,
        "additionalProperties": false,
        "definitions": {"text": text}
    })
}
