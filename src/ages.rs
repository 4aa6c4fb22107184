//! When the facts of a guide were last checked at their sources.
//!
//! In: what [`parse`](crate::parse) made of the files. Out: every `checked_on` with its place, and the day of
//! `revised_on`. Never: asks which day it is, so that no build can come to depend on it.

use std::borrow::Cow;

use crate::guide::{Checked, Date};
use crate::parse::{RawGuide, RawTree};
use crate::sources::{Sources, Span};
use crate::texts::{name_of, name_of_file};
use crate::yaml::{Kind, Node};

/// A fact that somebody has to check again from time to time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The keys that lead to it: `requirements/requirements/java`.
    pub id: String,
    /// When it was last checked.
    pub checked_on: Checked,
    /// Where that stands.
    pub place: Span,
}

/// Lists the facts of a guide in the order of its files. A day that is none is left out: it is an error of the guide.
#[must_use]
pub fn facts(sources: &Sources, raw: &RawGuide) -> Vec<Fact> {
    let mut facts = Vec::new();
    for RawTree { file, node } in &raw.trees {
        let name = name_of_file(sources, *file);
        collect(node, &mut vec![name.into()], &mut facts);
    }
    facts
}

/// When the guide as a whole was last revised.
#[must_use]
pub fn revision(raw: &RawGuide) -> Option<Fact> {
    let day = &raw.guide.as_ref()?.revised_on;
    let checked_on = Checked::On(Date::parse(day)?);
    Some(Fact { id: "guide/revised_on".to_owned(), checked_on, place: day.span })
}

fn collect<'a>(node: &'a Node, keys: &mut Vec<Cow<'a, str>>, facts: &mut Vec<Fact>) {
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                if let ("checked_on", Kind::Scalar { text }) = (&*entry.key, &entry.value.kind) {
                    let checked_on = match &**text {
                        "never" => Some(Checked::Never),
                        day => Date::parse(day).map(Checked::On),
                    };
                    let place = entry.value.span;
                    facts.extend(checked_on.map(|checked_on| Fact {
                        id: keys.join("/"),
                        checked_on,
                        place,
                    }));
                    continue;
                }
                keys.push((&*entry.key).into());
                collect(&entry.value, keys, facts);
                keys.pop();
            }
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let place = || Cow::Owned((index + 1).to_string());
                keys.push(name_of(item).map_or_else(place, Cow::Borrowed));
                collect(item, keys, facts);
                keys.pop();
            }
        }
        Kind::Null | Kind::Scalar { .. } => {}
    }
}
