//! The built-in theme: templates and files, embedded so that the program is one file.

mod inline;
mod own;

use std::hash::{Hash, Hasher};
use std::path::Path;

use tera::{Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};
use xxhash_rust::xxh3::Xxh3Default;

use crate::diagnostic::{Code, Diagnostics, Place, nearest, quoted_list};
use crate::sources::{FileId, SourceFile, Sources, Span};
pub(crate) use own::named_files;

macro_rules! embed {
    ($include:ident, $folder:literal, $($name:literal)* $(; $made:ident)*) => {
        &[$(($name, $include!(concat!("../", $folder, "/", $name))),)* $($made),*]
    };
}

/// The templates by name.
pub const TEMPLATES: &[(&str, &str)] = embed!(include_str, "templates",
    "access.html" "base.html" "check.html" "chooser.html" "components.html" "decode.html" "handout.typ" "home.html" "join.html" "markdown.html"
    "moved.html" "not_found.html" "platform.html" "part_matrix.html" "part_requirements.html" "part_rest.html" "part_steps.html");

/// The files of `static/` by name, and the checker, which is built and not written.
pub const STATIC: &[(&str, &[u8])] = embed!(include_bytes, "static",
    "chooser.js" "decode.js" "figure.css" "probe.js" "site.js" "style.css" "wasm.js"; CHECKER);

/// What the preview server adds to every page, by name. Files of `static/` too, and of no site.
pub const LIVE: [(&str, &str); 2] = [
    ("live.css", include_str!("../static/live.css")),
    ("live.js", include_str!("../static/live.js")),
];

/// The checker's module in a script, `var annaiWasm = "…"` in base64. See `build.rs`.
const CHECKER: (&str, &[u8]) =
    ("checker.js", include_bytes!(concat!(env!("OUT_DIR"), "/checker.js")));

/// Whether a file of the theme cannot be replaced by one of a guide.
///
/// Without the checker of its own version the page could say anything, so a file that looks like it is refused.
#[must_use]
pub fn is_fixed(name: &str) -> bool {
    name == CHECKER.0
}

/// Compiles the theme's templates, those of the guide in place of ours of the same name.
#[must_use]
pub fn compile(sources: &Sources) -> (Option<Tera>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut tera = Tera::new();
    tera.register_filter("safe", safe);
    let templates =
        pages(sources).map(|(_, file)| (file.path.trim_start_matches("templates/"), &*file.text));
    match tera.add_raw_templates(templates) {
        Ok(()) => {
            own::check(sources, &mut diagnostics);
            (Some(tera), diagnostics)
        }
        Err(error) => {
            report(&error, sources, &mut diagnostics);
            (None, diagnostics)
        }
    }
}

/// Text that is HTML already. The engine's own filter makes an empty text of a field that is not there.
fn safe(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    if value.is_undefined() {
        // Of the engine's errors the one that points at the field and not at the filter.
        let (expected_type, actual_type) = ("text".to_owned(), "undefined".to_owned());
        return Err(Error::new(ErrorKind::InvalidArgument { expected_type, actual_type }));
    }
    Ok(value.mark_safe())
}

/// The templates of pages.
fn pages(sources: &Sources) -> impl Iterator<Item = (FileId, &SourceFile)> {
    sources.below("templates/").filter(|(_, file)| file.path.ends_with(".html"))
}

/// A number that differs when the text of any template of pages does.
pub(crate) fn fingerprint(sources: &Sources) -> u64 {
    let mut hasher = Xxh3Default::new();
    pages(sources).for_each(|(_, file)| (&file.path, &file.text).hash(&mut hasher));
    hasher.finish()
}

/// Says what is wrong with a template, at the place the engine names in its text (`--> name:line:column`).
pub(crate) fn report(error: &Error, sources: &Sources, diagnostics: &mut Diagnostics) {
    use std::error::Error as _;
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    let text = text.trim();
    let message =
        text.strip_prefix("error: ").unwrap_or(text).lines().next().unwrap_or("").to_owned();
    let place = text.lines().find_map(|line| place(line.trim().strip_prefix("--> ")?, sources));
    let place = place.or_else(|| unknown_parent(&message, sources));
    let field = place.map_or("", |field| sources.text(field));
    let (message, known) = match message.split_once(" Available ") {
        // "Field `hreff` is not defined. Available fields: href, title"
        Some((said, known)) => {
            let name = said.split('`').nth(1).unwrap_or(field);
            let known = known.split_once(": ").map_or("", |(_, list)| list).split(", ").collect();
            (format!("there is no `{name}` here"), known)
        }
        None if message.contains("undefined") => {
            (format!("there is no `{field}` here"), shown_beside(field))
        }
        None => (message, Vec::new()),
    };
    let name = message.split('`').nth(1).unwrap_or(field).to_owned();
    let place = place.map_or_else(|| Place::from("templates"), Place::Span);
    let diagnostic = diagnostics.error(Code::TemplateError, place, message);
    if let Some(near) = nearest(&name, known.iter().copied()) {
        diagnostic.help(format!("did you mean `{near}`?"));
    } else if !known.is_empty() {
        diagnostic.help(format!("known here: {}", quoted_list(&known)));
    } else {
        diagnostic.help(
            "docs/authoring/themes.md says which templates there are, and which fields they see",
        );
    }
}

/// The name of a template that another extends and that is not there: of this alone the engine names no place.
fn unknown_parent(message: &str, sources: &Sources) -> Option<Span> {
    let mut quoted = message.split('\'').skip(1).step_by(2);
    let (child, parent) = (quoted.next()?, quoted.next()?);
    let (id, file) = sources.find(&format!("templates/{child}"))?;
    let at = file.text.find(parent)?;
    Some(Span::new(id, at..at + parent.len()))
}

/// The fields of the same thing that our own templates show: those of the page for one of the page.
fn shown_beside(field: &str) -> Vec<&'static str> {
    let Some((of, _)) = field.rsplit_once('.') else { return Vec::new() };
    let html =
        TEMPLATES.iter().filter(|(name, _)| Path::new(name).extension() == Some("html".as_ref()));
    let words = html
        .flat_map(|(_, text)| text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')));
    let mut beside: Vec<_> =
        words.filter(|word| word.rsplit_once('.').is_some_and(|(it, _)| it == of)).collect();
    beside.sort_unstable();
    beside.dedup();
    beside
}

/// The word at `name:line:column` of a template.
fn place(text: &str, sources: &Sources) -> Option<Span> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line): (usize, usize) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let (id, file) = sources.find(&format!("templates/{}", parts.next()?))?;
    let start =
        file.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let rest = file.text.get(start..)?;
    let at = rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(at, _)| at);
    let word = rest[at..]
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .unwrap_or(rest.len() - at);
    Some(Span::new(id, start + at..start + at + word.max(1)))
}
