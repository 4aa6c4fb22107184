//! What the template of the handout sees: plain data in one language, with texts as small trees.

use serde::Serialize;

use super::paper::{Block, Inline, PictureView};
use crate::guide::Words;

/// A handout: the whole guide, or the steps for one browser.
#[derive(Clone, Debug, Serialize)]
pub struct HandoutView {
    /// The language, without its region.
    pub lang: String,
    /// The region of the language.
    pub region: Option<String>,
    /// The title, for bookmarks and the window.
    pub document_title: String,
    /// The title, for the page.
    pub title: Vec<Inline>,
    /// What it is, in one sentence.
    pub description: String,
    /// Who publishes it.
    pub organization: String,
    /// The one colour, `#0b5c56`.
    pub accent: String,
    /// Whether this is an internal edition.
    pub internal: bool,
    /// The full address of the page it belongs to.
    pub address: String,
    /// The same as a code for a camera.
    pub code: PictureView,
    /// When the guide was revised.
    pub revised_on: String,
    /// The theme's words.
    pub words: Words,
    /// Where to turn when stuck.
    pub contact: Vec<Block>,
    /// Small print.
    pub notices: Vec<Vec<Block>>,
    /// Whether readers can have a report code to write down.
    pub has_code: bool,
    /// The heading of the blanks to fill in.
    pub form_title: Vec<Inline>,
    /// The whole guide, if it is that.
    pub guide: Option<GuideView>,
    /// The steps for one browser, if it is those.
    pub browser: Option<PlatformView>,
}

/// The whole guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideView {
    /// What will happen.
    pub welcome: Vec<Block>,
    /// What support can and cannot do.
    pub highlights: Vec<Vec<Block>>,
    /// When a reader is ready; empty where nothing is required.
    pub ready: Vec<Vec<Inline>>,
    /// What the reader's side needs.
    pub requirements: Option<RequirementsView>,
    /// The browsers.
    pub browsers: Option<BrowsersView>,
    /// The access matrix.
    pub access: Option<AccessView>,
    /// How to join.
    pub platforms: Vec<PlatformView>,
    /// What the network has to let through; the heading of the platforms' own parts.
    pub network_title: Vec<Inline>,
}

/// What the reader's side needs.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementsView {
    /// Its place.
    pub id: String,
    /// Its heading.
    pub title: Vec<Inline>,
    /// The requirements by level.
    pub levels: Vec<LevelView>,
}

/// The requirements of a level.
#[derive(Clone, Debug, Serialize)]
pub struct LevelView {
    /// The level in words.
    pub title: Vec<Inline>,
    /// The requirements.
    pub requirements: Vec<RequirementView>,
}

/// A requirement.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementView {
    /// Its place.
    pub id: String,
    /// Its name.
    pub name: Vec<Inline>,
    /// How often it is used, in words.
    pub used: Option<String>,
    /// Why it is needed.
    pub why: Vec<Block>,
    /// What to do to have it.
    pub remedy: Vec<Block>,
    /// What to do where readers differ.
    pub groups: Vec<GroupView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
}

/// The browsers and how to keep them up to date.
#[derive(Clone, Debug, Serialize)]
pub struct BrowsersView {
    /// Its place.
    pub id: String,
    /// Its heading.
    pub title: Vec<Inline>,
    /// The names of the columns.
    pub columns: [Vec<Inline>; 3],
    /// The browsers.
    pub browsers: Vec<BrowserView>,
}

/// A browser.
#[derive(Clone, Debug, Serialize)]
pub struct BrowserView {
    /// Its name.
    pub name: Vec<Inline>,
    /// Which versions are supported.
    pub supported: Option<Vec<Block>>,
    /// How to update it.
    pub update: Option<Vec<Block>>,
    /// What to do instead, if it can no longer be used.
    pub retired: Option<Vec<Block>>,
}

/// The access matrix.
#[derive(Clone, Debug, Serialize)]
pub struct AccessView {
    /// Its place.
    pub id: String,
    /// Its heading.
    pub title: Vec<Inline>,
    /// The cases, the columns.
    pub cases: Vec<CaseView>,
    /// The place of the legend.
    pub legend_id: String,
    /// The marks with their meanings.
    pub legend: Vec<LegendView>,
    /// A sentence below the legend.
    pub legend_note: Option<Vec<Block>>,
    /// The place of the matrix.
    pub matrix_id: String,
    /// The names of the first and the last column.
    pub columns: [Vec<Inline>; 2],
    /// The targets, the rows.
    pub rows: Vec<RowView>,
}

/// A case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// Its place.
    pub id: String,
    /// Its name.
    pub name: Vec<Inline>,
    /// When it is this case.
    pub description: Vec<Block>,
}

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkView {
    /// `good`, `info`, `warn`, `quiet`.
    pub tone: &'static str,
    /// Its sign.
    pub symbol: String,
    /// Its word.
    pub name: Vec<Inline>,
}

/// A mark and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct LegendView {
    /// The mark.
    pub mark: MarkView,
    /// What it means.
    pub meaning: Vec<Inline>,
}

/// A row of the matrix.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its place.
    pub id: String,
    /// The name of the target.
    pub name: Vec<Inline>,
    /// Its marks, in the order of the cases.
    pub marks: Vec<MarkView>,
    /// When it is opened.
    pub conditions: Vec<ConditionView>,
    /// What it is opened for.
    pub comment: Option<Vec<Block>>,
    /// What it takes.
    pub needs: Vec<NeedView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
}

/// When a target is opened.
#[derive(Clone, Debug, Serialize)]
pub struct ConditionView {
    /// The sign of the mark it explains.
    pub symbol: String,
    /// The cases it is about, where those of the row differ.
    pub cases: Vec<Vec<Inline>>,
    /// When.
    pub text: Vec<Block>,
}

/// A requirement that a target takes.
#[derive(Clone, Debug, Serialize)]
pub struct NeedView {
    /// Its place.
    pub to: String,
    /// Its name.
    pub name: Vec<Inline>,
}

/// How to join with a platform.
#[derive(Clone, Debug, Serialize)]
pub struct PlatformView {
    /// Its place.
    pub id: String,
    /// The place of its steps.
    pub steps_id: String,
    /// Its name.
    pub name: Vec<Inline>,
    /// Its heading.
    pub title: Vec<Inline>,
    /// One sentence.
    pub lead: Vec<Inline>,
    /// The one thing that must not be missed.
    pub key_title: Vec<Inline>,
    /// Why.
    pub key_text: Vec<Block>,
    /// The steps.
    pub steps: Vec<StepView>,
    /// Whether there is more on the page, for readers who cannot take part the way that is asked for.
    pub leaves_out: bool,
    /// What else there is to know; none for one browser.
    pub topics: Vec<TopicView>,
    /// What the network has to let through; none for one browser.
    pub network: Option<NetworkView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// One action.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Its place.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// What to do, in a few words.
    pub title: Vec<Inline>,
    /// What to do.
    pub text: Option<Vec<Block>>,
    /// What to do where readers differ.
    pub groups: Vec<GroupView>,
    /// Ways to do it.
    pub choices: Vec<ChoiceView>,
    /// What one sees when it worked.
    pub expect: Option<Vec<Block>>,
    /// What can go wrong.
    pub warning: Option<Vec<Block>>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
    /// What the screen looks like.
    pub figure: Option<FigureView>,
}

/// What an item says to those who take part in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupView {
    /// The way; none where ways do not differ.
    pub title: Option<Vec<Inline>>,
    /// Whether it is not the way we ask for.
    pub second_best: bool,
    /// What it says, by browser or system.
    pub variants: Vec<VariantView>,
}

/// What an item says to some readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VariantView {
    /// For whom; none for all of the group.
    pub name: Option<Vec<Inline>>,
    /// What it says.
    pub text: Vec<Block>,
    /// What the screen looks like.
    pub figure: Option<FigureView>,
}

/// A drawn screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// Its path beside the template.
    pub picture: String,
    /// What it shows, in words.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
    /// Its height.
    pub height: i32,
}

/// A way to do a step.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    /// In a few words.
    pub title: Vec<Inline>,
    /// How.
    pub text: Vec<Block>,
}

/// Something worth knowing beside the steps.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its place.
    pub id: String,
    /// Its heading.
    pub title: Vec<Inline>,
    /// What there is to know.
    pub text: Vec<Block>,
}

/// What the network has to let through for a platform.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkView {
    /// Its place.
    pub id: String,
    /// A text for the network team.
    pub text: Option<Vec<Block>>,
    /// The names of the columns.
    pub columns: [Vec<Inline>; 3],
    /// Hosts and ports.
    pub hosts: Vec<HostView>,
    /// The place of the vendor's pages.
    pub links_id: String,
    /// Pages of the vendor.
    pub links: Vec<VendorLinkView>,
}

/// Something the network must let through.
#[derive(Clone, Debug, Serialize)]
pub struct HostView {
    /// Names or addresses.
    pub names: Vec<String>,
    /// Protocols and ports.
    pub ports: Vec<String>,
    /// What for.
    pub purpose: Vec<Block>,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// A page of the vendor.
#[derive(Clone, Debug, Serialize)]
pub struct VendorLinkView {
    /// What one finds there.
    pub title: Vec<Inline>,
    /// The address.
    pub address: String,
    /// When it was checked; none means that nobody has.
    pub checked_on: Option<String>,
}

/// Where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// The address.
    pub address: Option<String>,
    /// When it was checked; none means that nobody has.
    pub checked_on: Option<String>,
}

/// A note on an item.
#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Whether readers of an external edition do not see it.
    pub internal: bool,
    /// What it says.
    pub text: Vec<Block>,
}
