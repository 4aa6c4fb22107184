//! The access matrix: every target has a mark for every case, and a conditional mark says when.

use std::collections::BTreeMap;

use super::names::Ids;
use super::notes;
use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics, nearest, quoted_list};
use crate::guide::{
    Access, AccessTarget, Anchor, Case, CaseId, Cell, Localized, Mark, MarkId, Markup,
    RequirementId, Scoped, Sealed, Tone,
};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawAccessFile, RawCell, RawMark, RawTarget, RawTone};

/// Resolves the matrix.
pub(super) fn access(
    file: &RawAccessFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Access<Sealed> {
    let cases = file
        .cases
        .iter()
        .filter_map(|raw| {
            let name = texts.localized(&raw.name, Extent::Line, d);
            let description = texts.localized(&raw.description, Extent::Text, d);
            let id = CaseId::new(raw.id.value.as_str());
            let case = Case { id, name: name?, description: description? };
            Some(Scoped::new(raw.audience.into(), case))
        })
        .collect();
    let marks = marks(&file.marks, texts, d);
    let targets = file.targets.iter().filter_map(|raw| target(raw, file, texts, d)).collect();
    let legend_note = texts.optional(file.legend_note.as_ref(), Extent::Text, d);
    Access { cases, marks, legend_note, targets }
}

fn marks(raw: &[RawMark], texts: &Texts<'_>, d: &mut Diagnostics) -> Vec<Mark> {
    Ids::new(
        ("mark", "content/access.yaml", Code::UnknownMark),
        raw.iter().map(|mark| &mark.id),
        true,
        d,
    );
    let mut seen = BTreeMap::new();
    raw.iter()
        .filter_map(|mark| {
            if let Some(first) = seen.insert(mark.symbol.as_str(), mark.symbol.span) {
                d.error(
                    Code::DuplicateId,
                    mark.symbol.span,
                    format!("two marks have the sign `{}`", mark.symbol.value),
                )
                .related(first, "the first one")
                .help("give one of them another sign");
            }
            let name = texts.localized(&mark.name, Extent::Line, d);
            let meaning = texts.localized(&mark.meaning, Extent::Line, d);
            Some(Mark {
                id: MarkId::new(mark.id.value.as_str()),
                symbol: mark.symbol.value.as_str().into(),
                name: name?,
                meaning: meaning?,
                tone: match mark.tone {
                    RawTone::Good => Tone::Good,
                    RawTone::Info => Tone::Info,
                    RawTone::Warn => Tone::Warn,
                    RawTone::Quiet => Tone::Quiet,
                },
                prepare: mark.prepare,
            })
        })
        .collect()
}

fn target(
    raw: &RawTarget,
    file: &RawAccessFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Scoped<AccessTarget<Sealed>>> {
    let name = texts.localized(&raw.name, Extent::Line, d);
    let comment = texts.optional(raw.comment.as_ref(), Extent::Text, d);
    let when = texts.optional(raw.when.as_ref(), Extent::Text, d);
    let mut misspelt = Vec::new();
    for (case, _) in raw.marks.iter() {
        if !texts.names.cases.check(case, d) {
            misspelt.extend(nearest(case, texts.names.cases.iter()));
        }
    }
    let mut cells = BTreeMap::new();
    let mut complete = true;
    for case in texts.names.cases.iter() {
        let Some((_, cell)) = raw.marks.iter().find(|(id, _)| id.value == case) else {
            complete = false;
            if raw.marks.bad.iter().any(|id| id.value == case) || misspelt.contains(&case) {
                continue;
            }
            d.error(
                Code::UncoveredCell,
                raw.id.span,
                format!("the target `{}` has no mark for the case `{case}`", raw.id.value),
            )
            .help(format!("add `{case}:` with one of the legend's signs to its `marks:`"));
            continue;
        };
        match self::cell(cell, raw, when.as_ref(), file, texts, d) {
            Some(cell) => drop(cells.insert(CaseId::new(case), cell)),
            None => complete = false,
        }
    }
    let needs = raw
        .needs
        .iter()
        .filter(|id| texts.names.requirements.check(id, d))
        .map(|id| RequirementId::new(id.value.as_str()))
        .collect();
    let notes = notes(&raw.notes, texts, d);
    let id = Anchor::new(raw.id.value.as_str());
    let target = AccessTarget { id, name: name?, cells, comment, needs, notes };
    complete.then(|| Scoped::new(raw.audience.into(), target))
}

fn cell(
    raw: &RawCell,
    target: &RawTarget,
    target_when: Option<&Localized<Markup>>,
    file: &RawAccessFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Cell> {
    let Some(mark) = file.marks.iter().find(|mark| mark.symbol.value == raw.mark.value) else {
        if !file.marks.complete {
            return None;
        }
        let known: Vec<&str> = file.marks.iter().map(|mark| mark.symbol.as_str()).collect();
        let help = match look_alike(&raw.mark.value, &known) {
            Some(meant) => format!(
                "did you mean `{meant}`? They look alike and are different characters; copy it from the legend"
            ),
            None => format!("the legend has {}", quoted_list(&known)),
        };
        d.error(
            Code::UnknownMark,
            raw.mark.span,
            format!("`{}` is not a mark of the legend", raw.mark.value),
        )
        .help(help);
        return None;
    };
    let when = texts.optional(raw.when.as_ref(), Extent::Text, d);
    let when = when.or_else(|| target_when.filter(|_| mark.conditional).cloned());
    if mark.conditional && when.is_none() && raw.when.is_none() && target.when.is_none() {
        d.error(
            Code::MissingCondition,
            raw.mark.span,
            format!("`{}` does not say when `{}` is opened", raw.mark.value, target.id.value),
        )
        .help(format!(
            "write `{{mark: {}, when: …}}`, or `when:` for the whole target",
            raw.mark.value
        ));
        return None;
    }
    Some(Cell { mark: MarkId::new(mark.id.value.as_str()), when })
}

/// Signs that people and input methods put for one another, by what they look like.
const LOOK_ALIKES: [&str; 6] =
    ["◎⊚⦾", "○〇◯⚪⭕oOｏＯ", "●⬤⚫", "△▲▵∆Δ", "×✕✖✗✘╳❌xXｘＸ", "－-−–—―ー"];

/// The sign of the legend that looks like the one that was written.
fn look_alike<'a>(written: &str, legend: &[&'a str]) -> Option<&'a str> {
    let group_of = |sign: &str| {
        let mut characters = sign.trim_end_matches('\u{fe0f}').chars();
        let (only, None) = (characters.next()?, characters.next()) else { return None };
        LOOK_ALIKES.iter().position(|group| group.contains(only))
    };
    let group = group_of(written)?;
    legend.iter().find(|sign| group_of(sign) == Some(group)).copied()
}
