//! What the access page and the matrix show.

use serde::Serialize;

use super::{Html, LinkView, NoteView};

/// The access page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AccessView {
    /// What to prepare, by case.
    pub cases: Vec<CaseView>,
    /// The matrix.
    pub matrix: MatrixView,
}

/// What to prepare for a case.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CaseView {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// The heading of its list.
    pub heading: Html,
    /// When it is this case.
    pub description: Html,
    /// The targets to have ready.
    pub targets: Vec<PreparationView>,
}

/// A target to have ready.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PreparationView {
    /// Its name, leading to its row.
    pub target: LinkView,
    /// Its mark for the case.
    pub mark: MarkView,
    /// When it is opened.
    pub when: Option<Html>,
    /// What it takes.
    pub needs: Vec<LinkView>,
}

/// A mark.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MarkView {
    /// `good`, `info`, `warn`, `quiet`.
    pub tone: String,
    /// Its sign.
    pub symbol: String,
    /// Its word.
    pub name: Html,
}

/// The access matrix.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MatrixView {
    /// The names of the columns.
    pub cases: Vec<Html>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// The legend.
    pub legend: Vec<LegendView>,
    /// A sentence below the legend.
    pub legend_note: Option<Html>,
}

/// A row of the matrix.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RowView {
    /// Its anchor, where it has one on this page.
    pub id: Option<String>,
    /// The name of the target.
    pub name: Html,
    /// Its marks.
    pub cells: Vec<CellView>,
    /// What it is opened for.
    pub comment: Option<Html>,
    /// What it takes.
    pub needs: Vec<LinkView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
}

/// A cell of the matrix.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CellView {
    /// The case, for narrow screens.
    pub case: Html,
    /// The mark.
    pub mark: MarkView,
    /// When.
    pub when: Option<Html>,
}

/// A mark and what it means.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LegendView {
    /// The mark.
    pub mark: MarkView,
    /// What it means.
    pub meaning: Html,
}
