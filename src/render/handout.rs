//! What the printed handouts of a language say.
//!
//! In: a projection. Out: a [`Draft`] for each document, as data for the template `handout.typ`.

use serde_json::json;

use super::Tools;
use super::frame;
use super::plain::plain;
use crate::guide::{Date, PageId};
use crate::localize::Projection;

/// A document before it is typeset.
pub struct Draft {
    /// The path in the edition's folder: `ja/handout.pdf`.
    pub path: String,
    /// What tells the document from all others and is the same for each of its revisions.
    pub identifier: String,
    /// The day of its revision.
    pub date: Date,
    /// What the template reads as `/data.json`.
    pub data: Vec<u8>,
    /// What else it reads, by path from `/`.
    pub pictures: Vec<(String, Vec<u8>)>,
}

/// The documents of a language.
pub(super) fn drafts(projection: Projection<'_>, _: Tools<'_>) -> Vec<Draft> {
    let common = &projection.guide.common;
    let locale = &projection.locale().tag;
    let data = json!({
        "lang": &**locale,
        "title": plain(projection, projection.text(&common.title)),
        "description": plain(projection, projection.text(&common.description)),
    });
    vec![Draft {
        path: format!("{locale}/handout.pdf"),
        identifier: frame::absolute(projection.edition, projection.locale(), &PageId::Home),
        date: common.revised_on,
        data: data.to_string().into_bytes(),
        pictures: Vec::new(),
    }]
}
