//! What a template sees: plain data in one language, every address written, every text already HTML.
//!
//! These are the only types beside the checker's that can be serialized. A template that names a field which is not
//! here fails a test that renders every template.

use serde::Serialize;

use crate::guide::Words;

/// Text with markup that is safe to put into a page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// What the pages of one language at one depth share.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The language tag.
    pub lang: String,
    /// The title of the guide.
    pub title: String,
    /// Who publishes it.
    pub organization: String,
    /// Whether this is an internal edition.
    pub internal: bool,
    /// What a page may load; also sent as a header.
    pub csp: String,
    /// Address of the style sheet.
    pub style: String,
    /// Address of the script of every page.
    pub script: String,
    /// Address of the home page.
    pub home: String,
    /// Short links to the check, join and access pages.
    pub shortcuts: Vec<LinkView>,
    /// The theme's words.
    pub words: Words,
    /// Where to turn when stuck.
    pub contact: Html,
    /// Small print.
    pub notices: Vec<Html>,
    /// When the guide was revised.
    pub revised_on: DateView,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2026-11-22`.
    pub iso: String,
    /// As it is written in the language, in the sentence it stands in.
    pub text: String,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// The address.
    pub href: String,
    /// The words.
    pub title: Html,
    /// Whether it is the page itself.
    pub current: bool,
}

/// A section of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// Its title.
    pub title: Html,
    /// Its pages.
    pub pages: Vec<NavigationLink>,
}

/// A page in the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationLink {
    /// The page's id, which a page compares with its own.
    pub page: String,
    /// The address.
    pub href: String,
    /// The title.
    pub title: Html,
}

/// What every page has of its own.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FrameView {
    /// The page's id.
    pub page: String,
    /// The id of the page that stands for it in the navigation.
    pub placed: String,
    /// The title.
    pub title: Html,
    /// The title in the window.
    pub head_title: String,
    /// One sentence for search engines.
    pub description: String,
    /// One sentence below the title.
    pub lead: Option<Html>,
    /// The full address.
    pub canonical: String,
    /// The full addresses in every language.
    pub alternates: Vec<AlternateView>,
    /// The other languages of the page.
    pub languages: Vec<LanguageView>,
    /// The page before.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// The places on the page.
    pub contents: Vec<LinkView>,
    /// Whether search engines may list it.
    pub indexable: bool,
}

/// The full address of a page in a language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AlternateView {
    /// A language tag or `x-default`.
    pub lang: String,
    /// The full address.
    pub href: String,
}

/// A language to switch to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LanguageView {
    /// The language tag.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// The address of the same page.
    pub href: String,
}

/// The home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeView {
    /// What will happen.
    pub welcome: Html,
    /// What to do, in order.
    pub actions: Vec<ActionView>,
    /// Sections with their pages.
    pub sections: Vec<HomeSectionView>,
}

/// Something to do.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ActionView {
    /// Where.
    pub href: String,
    /// What.
    pub title: String,
    /// What it does.
    pub text: String,
}

/// A section on the home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeSectionView {
    /// Its title.
    pub title: Html,
    /// Its pages.
    pub pages: Vec<LinkView>,
}

/// A page made of Markdown.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MarkdownView {
    /// The text.
    pub body: Html,
}

/// The check page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CheckView {
    /// The requirements.
    pub requirements: Vec<RequirementView>,
}

/// A requirement.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RequirementView {
    /// Its anchor, where it has one on this page.
    pub id: Option<String>,
    /// Its name.
    pub name: Html,
    /// `required`, `recommended`, `optional`.
    pub level: String,
    /// The level in words.
    pub level_name: String,
    /// How often it is used, in words.
    pub used: Option<String>,
    /// Why it is needed.
    pub why: Html,
    /// What to do to have it.
    pub remedy: Html,
    /// What to do where readers differ.
    pub remedies: Vec<VariantView>,
    /// Notes of the edition.
    pub notes: Vec<Html>,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// What an item says for some readers.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct VariantView {
    /// For whom; empty where the page is for them alone.
    pub heading: Option<Html>,
    /// What it says.
    pub text: Html,
}

/// Where a fact was read.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourceView {
    /// The address.
    pub href: Option<String>,
    /// The host of the address, as the words of the link.
    pub host: String,
    /// When it was checked; none means that nobody has.
    pub checked_on: Option<DateView>,
}

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
    pub notes: Vec<Html>,
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

/// The page of platforms.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct JoinView {
    /// The platforms.
    pub platforms: Vec<JoinPlatformView>,
}

/// A platform among others.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct JoinPlatformView {
    /// Its page.
    pub link: LinkView,
    /// Its lead.
    pub lead: Html,
    /// The one thing that must not be missed.
    pub key: Html,
    /// Its pages for one browser.
    pub browsers: Vec<LinkView>,
}

/// The steps of a platform, for every browser or for one.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlatformView {
    /// The one thing that must not be missed.
    pub key_title: Html,
    /// Why.
    pub key_text: Html,
    /// The pages for one browser, and the one for all.
    pub browsers: Vec<LinkView>,
    /// What to do instead with a browser that can no longer be used.
    pub retired: Vec<VariantView>,
    /// The steps.
    pub steps: Vec<StepView>,
    /// What the platform is; on the page for every browser.
    pub about: Option<Html>,
    /// A text for the network team.
    pub network: Option<Html>,
    /// What the network must let through.
    pub hosts: Vec<HostView>,
    /// Pages of the vendor.
    pub links: Vec<VendorLinkView>,
    /// Notes of the edition.
    pub notes: Vec<Html>,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// One action.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct StepView {
    /// Its anchor, where it has one on this page.
    pub id: Option<String>,
    /// Its number.
    pub number: usize,
    /// Its number in words, for screen readers.
    pub number_name: String,
    /// What to do, in a few words.
    pub title: Html,
    /// What to do.
    pub text: Option<Html>,
    /// What to do where readers differ.
    pub variants: Vec<VariantView>,
    /// Ways to do it.
    pub choices: Vec<ChoiceView>,
    /// What one sees when it worked.
    pub expect: Option<Html>,
    /// What can go wrong.
    pub warning: Option<Html>,
    /// Notes of the edition.
    pub notes: Vec<Html>,
}

/// A way to do a step.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ChoiceView {
    /// In a few words.
    pub title: Html,
    /// How.
    pub text: Html,
}

/// Something the network must let through.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HostView {
    /// Names or addresses.
    pub names: Vec<String>,
    /// Protocols and ports.
    pub ports: Vec<String>,
    /// What for.
    pub purpose: Html,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// A page of the vendor.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct VendorLinkView {
    /// The address.
    pub href: String,
    /// What one finds there.
    pub title: Html,
    /// When it was checked; none means that nobody has.
    pub checked_on: Option<DateView>,
}

/// The page that chooses a language, and the one that is not there.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EntryView {
    /// The languages.
    pub languages: Vec<EntryLanguageView>,
    /// What a page may load.
    pub csp: String,
    /// Address of the style sheet.
    pub style: String,
    /// Address of the script that goes to the reader's language.
    pub script: String,
    /// The title of the guide in the source language.
    pub title: String,
    /// The full addresses in every language.
    pub alternates: Vec<AlternateView>,
    /// Whether search engines may list it.
    pub indexable: bool,
}

/// One language of a page that has all.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EntryLanguageView {
    /// The language tag.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// The address of its home page.
    pub href: String,
    /// The title of the guide.
    pub title: String,
    /// What the guide is.
    pub description: String,
    /// "This page is not here".
    pub not_found_title: String,
    /// What to do then.
    pub not_found_text: String,
}

/// A page that has moved.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MovedView {
    /// The language tag.
    pub lang: String,
    /// What a page may load.
    pub csp: String,
    /// Address of the style sheet.
    pub style: String,
    /// The page's title.
    pub title: String,
    /// "This page has moved".
    pub words: String,
    /// Its address now.
    pub href: String,
    /// Its full address now.
    pub canonical: String,
}
