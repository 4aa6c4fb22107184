//! What a template sees: plain data in one language, every address written, every text already HTML.
//!
//! These are the only types beside the checker's that can be serialized. A template that names a field which is not
//! here fails a test that renders every template.

mod access;
mod check;
pub mod handout;
mod join;
pub mod paper;

use std::collections::BTreeMap;

use serde::Serialize;

pub use access::{
    AccessView, CaseView, CellView, LegendView, MarkView, MatrixView, PreparationView, RowView,
};
pub use check::{
    BrowserView, CheckView, CheckerView, DecodeView, NameView, ProbeView, QuestionView, ReasonView,
    RequirementView, RetiredSlotView, ServerView, SlotView,
};
pub use join::{
    BrowserLinkView, ChoiceView, HostView, JoinPlatformView, JoinView, PlatformView, RestView,
    RetiredView, StepView, SystemView, TopicView, VendorLinkView,
};

use crate::guide::Words;

/// Text with markup that is safe to put into a page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// What the pages of one language at one depth share.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteView {
    /// The language tag.
    pub lang: String,
    /// The title of the guide.
    pub title: String,
    /// Who publishes it.
    pub organization: String,
    /// Whether this is an internal edition.
    pub internal: bool,
    /// Address of the style sheet.
    pub style: String,
    /// Address of the script of every page.
    pub script: String,
    /// Address of the home page.
    pub home: String,
    /// The picture beside the title.
    pub logo: Option<LogoView>,
    /// Addresses of the files of `static/` that a guide's own templates name: `site.files["map.svg"]`.
    pub files: BTreeMap<String, String>,
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

/// A logo. Its words are the organization's name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LogoView {
    /// Address of the picture.
    pub light: String,
    /// Address of the picture for dark paper, if it has another there.
    pub dark: Option<String>,
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
}

/// A section of the navigation.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SectionView {
    /// Its title.
    pub title: Html,
    /// Its pages.
    pub pages: Vec<NavigationLink>,
}

/// A page in the navigation.
#[derive(Clone, Debug, Hash, Serialize)]
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
    /// What the page may load and reach; a header allows what any page may.
    pub csp: String,
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
    pub contents: Vec<ContentsView>,
    /// The page to print, if there is one.
    pub handout: Option<LinkView>,
    /// Whether search engines may list it.
    pub indexable: bool,
}

/// A place on the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ContentsView {
    /// The address.
    pub href: String,
    /// Its title.
    pub title: Html,
    /// The number of a step.
    pub number: Option<usize>,
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
    /// What support can and cannot do.
    pub highlights: Vec<Html>,
}

/// Something to do.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ActionView {
    /// The page, by which a script remembers that it is done.
    pub page: String,
    /// Where.
    pub href: String,
    /// What.
    pub title: Html,
    /// What it does.
    pub text: String,
}

/// A page made of Markdown.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MarkdownView {
    /// The text.
    pub body: Html,
}

/// A requirement in a list that leads to it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RequirementLinkView {
    /// Its name and its place.
    pub link: LinkView,
    /// `required`, `recommended`, `optional`.
    pub level: String,
    /// The level in words.
    pub level_name: String,
    /// Why it is needed.
    pub why: Html,
}

/// A note on an item.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NoteView {
    /// Whether readers of an external edition do not see it.
    pub internal: bool,
    /// What it says.
    pub text: Html,
}

/// What an item says for some readers.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct VariantView {
    /// For whom; empty where the page is for them alone.
    pub heading: Option<Html>,
    /// What it says.
    pub text: Html,
    /// A sketch of the screen that they see; only steps have one.
    pub figure: Option<FigureView>,
    /// The ids of the browsers it is for, with spaces between them; empty if it is for all.
    pub browsers: String,
    /// The ids of the systems it is for, with spaces between them; empty if it is for all.
    pub systems: String,
    /// Whether it is only for those who cannot take part the way we ask for.
    pub folded: bool,
}

/// What the sketches of a page need, once for all of them.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FiguresView {
    /// The address of their style sheet.
    pub style: String,
    /// Their icons, as SVG that shows nothing where it stands.
    pub icons: Html,
}

/// A sketch of a screen.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FigureView {
    /// The drawing, as SVG.
    pub svg: Html,
    /// What it shows, and that it is simplified.
    pub caption: Html,
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
