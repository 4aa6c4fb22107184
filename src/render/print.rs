//! Drafts of handouts to PDFs.
//!
//! In: drafts. Out: the bytes of each, or where in the guide the reason is that there are none. A document that is made
//! of the same template, data and pictures as before is not typeset again.

use std::sync::Arc;

use super::handout::Draft;
use crate::diagnostic::Diagnostics;
use crate::guide::Edition;
use crate::memo::Memo;
use crate::sources::Sources;

/// Whether this program can make PDFs at all.
pub const CAN_PRINT: bool = cfg!(feature = "pdf");

/// Paths and bytes of documents.
type Printed = Vec<(String, Arc<[u8]>)>;

/// A program without the feature `pdf` has no drafts to print.
#[cfg(not(feature = "pdf"))]
pub(super) fn print(_: Vec<Draft>, _: &Edition, _: &Sources, _: &Memo) -> (Printed, Diagnostics) {
    (Vec::new(), Diagnostics::new())
}

#[cfg(feature = "pdf")]
pub(super) use with_pdf::print;

#[cfg(feature = "pdf")]
mod with_pdf {
    use handout::{Problem, Sheet};
    use rayon::prelude::*;

    use super::{Arc, Diagnostics, Draft, Edition, Memo, Printed, Sources};
    use crate::diagnostic::{Code, Place};
    use crate::render::shared;
    use crate::sources::{FileId, SourceFile, Span};

    /// The template, as it is called in the guide folder.
    const TEMPLATE: &str = "templates/handout.typ";

    /// Who makes the documents, as they say themselves.
    const CREATOR: &str = concat!("annai ", env!("CARGO_PKG_VERSION"));

    /// How many characters around one that is missing are looked for with it.
    const AROUND: usize = 12;

    /// Typesets documents.
    pub(in crate::render) fn print(
        drafts: Vec<Draft>,
        edition: &Edition,
        sources: &Sources,
        memo: &Memo,
    ) -> (Printed, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut printed = Vec::new();
        // The theme has one, so there is always one.
        let Some((id, template)) = sources.find(TEMPLATE) else { return (printed, diagnostics) };
        let made: Vec<_> = drafts
            .into_par_iter()
            .map(|draft| {
                let key: Arc<str> = format!("{}/{}", edition.name, draft.path).into();
                let inputs = fingerprint(&draft, template);
                let bytes = memo.bytes(&key, inputs, || (inputs, || typeset(&draft, template)));
                (draft, bytes)
            })
            .collect();
        // A program that goes on building would otherwise keep what every earlier build needed.
        handout::forget();
        for (draft, bytes) in made {
            match bytes {
                Ok(bytes) => printed.push((draft.path, bytes)),
                Err(problems) => {
                    for problem in problems {
                        report(&problem, id, &draft, sources, &mut diagnostics);
                    }
                }
            }
        }
        (printed, diagnostics)
    }

    /// A number that differs when anything does that the bytes depend on.
    fn fingerprint(draft: &Draft, template: &SourceFile) -> u64 {
        let Draft { path: _, identifier, date, data, pictures } = draft;
        shared::fingerprint(&(&template.text, identifier, date, data, pictures))
    }

    fn typeset(draft: &Draft, template: &SourceFile) -> Result<Vec<u8>, Vec<Problem>> {
        handout::typeset(&Sheet {
            template: &template.text,
            data: &draft.data,
            pictures: &draft.pictures,
            identifier: &draft.identifier,
            creator: CREATOR,
            date: (draft.date.year(), draft.date.month(), draft.date.day()),
        })
    }

    /// Says what keeps a document from being typeset, where an author can mend it.
    fn report(
        problem: &Problem,
        template: FileId,
        draft: &Draft,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) {
        let in_template = problem.place.clone().map(|range| Span::new(template, range));
        for missing in &problem.missing {
            let mut places = written(*missing, draft, sources);
            if places.is_empty() {
                places.extend(in_template);
            }
            let message = format!(
                "the fonts of the handout have no `{missing}` (U+{:04X})",
                u32::from(*missing)
            );
            let help = "use words or another character: the fonts have kana, the kanji of JIS levels 1 and 2, \
                        Latin, Greek and Cyrillic letters and common signs, and no emoji";
            if places.is_empty() {
                diagnostics.error(Code::MissingGlyph, TEMPLATE, message).help(help);
            } else {
                for place in places {
                    diagnostics.error(Code::MissingGlyph, place, message.clone()).help(help);
                }
            }
        }
        if problem.missing.is_empty() {
            let place = in_template.map_or_else(|| Place::from(TEMPLATE), Place::Span);
            let said =
                diagnostics.error(Code::HandoutTemplate, place, in_our_words(&problem.message));
            if !problem.hints.is_empty() {
                said.help(problem.hints.join("; "));
            }
        }
    }

    /// What Typst says, with what it means for the handout.
    fn in_our_words(message: &str) -> String {
        match message.split_once(" error: ") {
            Some((standards, broken)) if standards.starts_with("PDF/") => {
                format!("the handout would not be a PDF that everybody can read: {broken}")
            }
            _ => format!("the handout cannot be typeset: {message}"),
        }
    }

    /// Where in `content/` a character is written that a document shows.
    ///
    /// A text does not know where it comes from by the time it is printed. So each text of the document that has the
    /// character is looked for as far as it is written as it is printed, and at least the character itself.
    fn written(missing: char, draft: &Draft, sources: &Sources) -> Vec<Span> {
        let mut data: serde_json::Value = serde_json::from_slice(&draft.data).unwrap_or_default();
        // Of the theme's words a document shows a few, of everything else nearly all.
        let words = data.get_mut("words").map(serde_json::Value::take).unwrap_or_default();
        let mut texts = Vec::new();
        texts_with(missing, data, &mut texts);
        if texts.is_empty() {
            texts_with(missing, words, &mut texts);
        }
        let mut places: Vec<Span> =
            texts.iter().filter_map(|text| find(missing, text, sources)).collect();
        if places.is_empty() {
            places.extend(find(missing, &missing.to_string(), sources));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Every text of a document that has a character.
    fn texts_with(missing: char, data: serde_json::Value, found: &mut Vec<String>) {
        use serde_json::Value;

        let parts: Vec<Value> = match data {
            Value::String(text) if text.contains(missing) => return found.push(text),
            Value::Array(list) => list,
            Value::Object(map) => map.into_iter().map(|(_, part)| part).collect(),
            _ => return,
        };
        for part in parts {
            texts_with(missing, part, found);
        }
    }

    /// The first place in `content/` of a character that stands in a text.
    fn find(missing: char, text: &str, sources: &Sources) -> Option<Span> {
        let (before, after) = text.split_once(missing)?;
        let before: Vec<char> = before.chars().rev().take(AROUND).collect();
        let after: Vec<char> = after.chars().take(AROUND).collect();
        (0..=AROUND).rev().find_map(|around| {
            let mut wanted: String = before.iter().take(around).rev().collect();
            let at = wanted.len();
            wanted.push(missing);
            wanted.extend(after.iter().take(around));
            sources.below("content/").find_map(|(id, file)| {
                let start = file.text.find(&wanted)? + at;
                Some(Span::new(id, start..start + missing.len_utf8()))
            })
        })
    }
}
