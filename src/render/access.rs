//! The access page: what to prepare for each case, and the whole matrix.

use std::sync::Arc;

use super::draft::Draft;
use super::frame::{self, Saying};
use super::link::Place;
use super::markdown::{Writer, filled, html_of};
use super::pages::Language;
use super::requirements;
use crate::guide::{Access, AccessTarget, Case, Cell, Mark, MarkId, Open, PageId, Target, Tone};
use crate::view::{
    AccessView, CaseView, CellView, ContentsView, Html, LegendView, LinkView, MarkView, MatrixView,
    PreparationView, RowView,
};

/// Whether the rows of a matrix have anchors: on the access page, and nowhere else, so that anchors stay unique.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Anchored,
    Embedded,
}

/// Drafts the page.
pub(super) fn page<'a>(language: &Arc<Language<'a>>, access: &'a Access<Open>) -> Draft<'a> {
    language.draft(Place::new(PageId::Access), "access.html", |writer| {
        let words = writer.projection.words();
        let cases: Vec<CaseView> =
            access.cases.iter().map(|case| self::case(case, access, writer)).collect();
        let mut contents: Vec<ContentsView> =
            cases.iter().map(|case| frame::place(&case.id, case.heading.clone())).collect();
        for (id, title) in [("matrix", &words.matrix), ("legend", &words.legend)] {
            contents.push(frame::place(id, writer.words_heading(title)));
        }
        let saying = Saying {
            lead: Some(html_of(&words.access_lead)),
            description: words.access_lead.to_string(),
            contents,
        };
        (saying, AccessView { cases, matrix: matrix(access, writer, Rows::Anchored) })
    })
}

fn case(case: &Case, access: &Access<Open>, writer: &Writer<'_>) -> CaseView {
    let projection = writer.projection;
    let name = writer.heading(projection.text(&case.name));
    let prepared = access.targets.iter().filter_map(|target| {
        let cell = target.cells.get(&case.id)?;
        let mark = access.marks.iter().find(|mark| mark.id == cell.mark)?;
        mark.prepare.then(|| preparation(target, cell, mark, writer))
    });
    CaseView {
        id: format!("case-{}", case.id),
        heading: filled(&projection.words().preparation_for, &[("case", &name.0)]),
        name,
        description: writer.blocks(projection.text(&case.description)),
        targets: prepared.collect(),
    }
}

fn preparation(
    target: &AccessTarget<Open>,
    cell: &Cell,
    mark: &Mark,
    writer: &Writer<'_>,
) -> PreparationView {
    let here = Target { page: PageId::Access, anchor: Some(target.id.clone()) };
    PreparationView {
        target: LinkView {
            href: writer.place.target(&here),
            title: writer.heading(writer.projection.text(&target.name)),
        },
        mark: self::mark(mark, writer),
        when: when(cell, writer),
        needs: needs(target, writer),
    }
}

/// The matrix with its legend.
pub(super) fn matrix(access: &Access<Open>, writer: &Writer<'_>, rows: Rows) -> MatrixView {
    let projection = writer.projection;
    let row = |target: &AccessTarget<Open>| RowView {
        id: (rows == Rows::Anchored).then(|| target.id.to_string()),
        name: writer.heading(projection.text(&target.name)),
        cells: access.cases.iter().filter_map(|case| cell(case, target, access, writer)).collect(),
        comment: target.comment.as_ref().map(|comment| writer.blocks(projection.text(comment))),
        needs: needs(target, writer),
        notes: writer.notes(&target.notes),
    };
    MatrixView {
        cases: access
            .cases
            .iter()
            .map(|case| writer.heading(projection.text(&case.name)))
            .collect(),
        rows: access.targets.iter().map(row).collect(),
        legend: access
            .marks
            .iter()
            .map(|mark| LegendView {
                mark: self::mark(mark, writer),
                meaning: writer.line(projection.text(&mark.meaning)),
            })
            .collect(),
        legend_note: access.legend_note.as_ref().map(|note| writer.blocks(projection.text(note))),
    }
}

fn cell(
    case: &Case,
    target: &AccessTarget<Open>,
    access: &Access<Open>,
    writer: &Writer<'_>,
) -> Option<CellView> {
    let cell = target.cells.get(&case.id)?;
    Some(CellView {
        case: writer.line(writer.projection.text(&case.name)),
        mark: mark_of(&cell.mark, access, writer)?,
        when: when(cell, writer),
    })
}

fn mark_of(id: &MarkId, access: &Access<Open>, writer: &Writer<'_>) -> Option<MarkView> {
    access.marks.iter().find(|mark| mark.id == *id).map(|mark| self::mark(mark, writer))
}

fn mark(mark: &Mark, writer: &Writer<'_>) -> MarkView {
    let tone = match mark.tone {
        Tone::Good => "good",
        Tone::Info => "info",
        Tone::Warn => "warn",
        Tone::Quiet => "quiet",
    };
    MarkView {
        tone: tone.to_owned(),
        symbol: mark.symbol.to_string(),
        name: writer.line(writer.projection.text(&mark.name)),
    }
}

fn when(cell: &Cell, writer: &Writer<'_>) -> Option<Html> {
    cell.when.as_ref().map(|when| writer.blocks(writer.projection.text(when)))
}

fn needs(target: &AccessTarget<Open>, writer: &Writer<'_>) -> Vec<LinkView> {
    let all = &writer.projection.guide.requirements;
    let found =
        target.needs.iter().filter_map(|id| all.iter().find(|requirement| requirement.id == *id));
    found.map(|requirement| requirements::link(requirement, writer)).collect()
}
