//! What a translation has and its source has not, and the other way round.

use std::ops::Range;
use std::sync::Arc;

use super::allow::Finding;
use super::number;
use super::reading::{Kind, Reading, Thing};
use super::rules::Rules;
use crate::diagnostic::Code;
use crate::parse::markdown::Origin;
use crate::sources::Span;

/// A text in one language.
pub(super) struct Side<'a> {
    pub(super) tag: Arc<str>,
    pub(super) text: String,
    pub(super) origin: Origin<'a>,
    /// What to point at when something is missing.
    pub(super) head: Span,
    /// The keys before it, where a comment can stand too.
    pub(super) keys: [Option<Span>; 2],
    pub(super) reading: Reading,
}

impl Side<'_> {
    /// The place of some bytes of the text in its file.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        self.origin.span(&self.text, range)
    }
}

/// Adds what differs between a source and its translation.
pub(super) fn find(
    source: &Side<'_>,
    other: &Side<'_>,
    rules: &Rules,
    findings: &mut Vec<Finding>,
) {
    for (kind, code) in [
        (Kind::Link, Code::LinksDiffer),
        (Kind::Label, Code::LabelsDiffer),
        (Kind::Value, Code::ValuesDiffer),
        (Kind::Code, Code::CodeDiffers),
        (Kind::Mark, Code::MarksDiffer),
    ] {
        let (missing, surplus) = differing(&source.reading.things, &other.reading.things, kind);
        let missing: Vec<_> = missing.into_iter().map(|thing| thing.range.clone()).collect();
        let surplus: Vec<_> = surplus.into_iter().map(|thing| thing.range.clone()).collect();
        report(code, source, other, &missing, &surplus, findings);
    }
    lists(source, other, findings);
    let (a, b) = (&source.reading.numbers, &other.reading.numbers);
    if a.is_empty() && b.is_empty() {
        return;
    }
    let unmatched = |from: &Side<'_>, to: &Side<'_>| -> Vec<Range<usize>> {
        let language = rules.language(&to.tag);
        let is_said = |what: &number::Quantity| {
            to.reading.numbers.iter().any(|it| what.is_like(&it.what))
                || language.is_some_and(|it| number::says_in_words(&to.reading.prose, what, it))
        };
        let open = from.reading.numbers.iter().filter(|number| !is_said(&number.what));
        let mut ranges: Vec<_> = open.map(|number| number.range.clone()).collect();
        ranges.dedup();
        ranges
    };
    let (missing, surplus) = (unmatched(source, other), unmatched(other, source));
    report(Code::NumbersDiffer, source, other, &missing, &surplus, findings);
}

/// The things of a kind that stand more often in one text than in the other. A mark counts once.
fn differing<'t>(
    source: &'t [Thing],
    other: &'t [Thing],
    kind: Kind,
) -> (Vec<&'t Thing>, Vec<&'t Thing>) {
    let of = |things: &'t [Thing]| things.iter().filter(move |thing| thing.kind == kind);
    let mut missing: Vec<&Thing> = of(source).collect();
    let mut surplus = Vec::new();
    for thing in of(other) {
        match missing.iter().position(|it| it.value == thing.value) {
            Some(at) => {
                missing.remove(at);
            }
            None => surplus.push(thing),
        }
    }
    if kind == Kind::Mark {
        missing.retain(|thing| of(other).all(|it| it.value != thing.value));
        surplus.retain(|thing| of(source).all(|it| it.value != thing.value));
    }
    (missing, surplus)
}

/// One finding for each thing too many, with one that is missing beside it while there are any, then for the others.
fn report(
    code: Code,
    source: &Side<'_>,
    other: &Side<'_>,
    missing: &[Range<usize>],
    surplus: &[Range<usize>],
    findings: &mut Vec<Finding>,
) {
    let tag = &source.tag;
    let said = |side: &Side<'_>, range: &Range<usize>| {
        let words = side.text.get(range.clone()).unwrap_or("").trim();
        let words = words.trim_matches('`').trim_start_matches('(').trim_end_matches(')');
        words.lines().next().unwrap_or("").trim().to_owned()
    };
    for index in 0..missing.len().max(surplus.len()) {
        let lacks =
            missing.get(index).map(|range| (said(source, range), source.place(range.clone())));
        let mut finding = match (surplus.get(index), &lacks) {
            (Some(range), Some((words, _))) => other.finding(
                code,
                range.clone(),
                format!("`{}` stands here, where `{tag}` has `{words}`", said(other, range)),
            ),
            (Some(range), None) => other.finding(
                code,
                range.clone(),
                format!("`{}` stands here and not in `{tag}`", said(other, range)),
            ),
            (None, Some((words, _))) => {
                other.missing(code, format!("`{words}` of `{tag}` is missing here"))
            }
            (None, None) => continue,
        };
        let diagnostic = &mut finding.diagnostic;
        diagnostic.help(match (surplus.get(index), &lacks) {
            (Some(_), None) => format!("remove it, or add it to `{tag}`"),
            (Some(_), Some(_)) => format!("write what `{tag}` says, or mend `{tag}`"),
            _ => format!("add it, or remove it from `{tag}`"),
        });
        let place = lacks.map_or(source.head, |(_, place)| place);
        diagnostic.related(place, "in the source language");
        findings.push(finding);
    }
}

/// Lists and tables have as many items and rows.
fn lists(source: &Side<'_>, other: &Side<'_>, findings: &mut Vec<Finding>) {
    for (kind, one, several) in [
        (Kind::Bullet, "item of a list", "items of lists"),
        (Kind::Numbered, "item of a numbered list", "items of numbered lists"),
        (Kind::Row, "row of a table", "rows of tables"),
    ] {
        let count =
            |side: &Side<'_>| side.reading.things.iter().filter(|thing| thing.kind == kind).count();
        let (here, there) = (count(other), count(source));
        if here == there {
            continue;
        }
        let words = if here == 1 { one } else { several };
        let tag = &source.tag;
        let mut finding = other
            .missing(Code::ListsDiffer, format!("{here} {words} here, and {there} in `{tag}`"));
        finding.diagnostic.help("give every language the same items and rows");
        finding.diagnostic.related(source.head, "in the source language");
        findings.push(finding);
    }
}

impl Side<'_> {
    /// A finding about what is not there.
    fn missing(&self, code: Code, message: String) -> Finding {
        let mut finding = self.finding(code, 0..0, message);
        finding.diagnostic.place = crate::diagnostic::Place::Span(self.head);
        finding
    }
}
