//! What a guide's own templates say: the files of `static/` that they name, and what the pages' security policy would stop.

use std::collections::BTreeSet;

use super::TEMPLATES;
use crate::diagnostic::{Code, Diagnostics};
use crate::sources::{FileId, SourceFile, Sources, Span};

/// How a template gets the address of a file of `static/`.
const NAMED: &str = "site.files[";

/// The templates that a guide has in place of ours, or beside them.
fn own(sources: &Sources) -> impl Iterator<Item = (FileId, &SourceFile)> {
    super::pages(sources).filter(|(_, file)| {
        let name = file.path.trim_start_matches("templates/");
        TEMPLATES.iter().all(|(ours, text)| *ours != name || *text != &*file.text)
    })
}

/// The files of `static/` that templates name, `site.files["map.svg"]`.
pub(crate) fn named_files(sources: &Sources) -> BTreeSet<String> {
    named(sources).into_iter().map(|(_, name)| name.to_owned()).collect()
}

fn named(sources: &Sources) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    for (id, file) in own(sources) {
        for (at, _) in file.text.match_indices(NAMED) {
            let start = at + NAMED.len() + 1;
            let Some(quote @ ('"' | '\'')) = file.text[start - 1..].chars().next() else {
                continue;
            };
            let Some(length) = file.text[start..].find(quote) else { continue };
            let range = start..start + length;
            found.push((Span::new(id, range.clone()), &file.text[range]));
        }
    }
    found
}

/// Reports files that are not there, and what browsers will not do.
pub(super) fn check(sources: &Sources, d: &mut Diagnostics) {
    let assets = || sources.assets().iter().map(|asset| &*asset.path);
    for (span, name) in named(sources) {
        if assets().all(|path| path != name) {
            let message = format!("there is no file `static/{name}`");
            let diagnostic = d.error(Code::UnknownAsset, span, message);
            diagnostic.suggest(name, assets());
        }
    }
    for (id, file) in own(sources) {
        for (range, what) in super::inline::inline_code(&file.text) {
            d.warning(
                Code::InlineCode,
                Span::new(id, range),
                format!("browsers will ignore {what}: the pages' security policy allows files only"),
            )
            .help("put it into a file of static/ and load that: `{{ site.files[\"my.js\"] }}` is its address");
        }
    }
}
