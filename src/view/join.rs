//! What the join pages show, and the choice of a system.

use serde::Serialize;

use super::{DateView, FigureView, FiguresView, Html, LinkView, NoteView, SourceView, VariantView};

/// What to do with a browser that can no longer be used.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RetiredView {
    /// Which browser.
    pub heading: Html,
    /// What to do instead.
    pub text: Html,
    /// Where this was read.
    pub source: Option<SourceView>,
}

/// A browser to choose, and how a script knows a reader of it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct BrowserLinkView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// The address of the page for it.
    pub href: String,
    /// Whether that is this page.
    pub current: bool,
    /// Words that its user agent has, with `|` between them.
    pub has: String,
    /// Words that its user agent lacks, with `|` between them.
    pub lacks: String,
}

/// An operating system to choose, and how a script knows a reader of it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SystemView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// Words that its user agent has, with `|` between them.
    pub has: String,
    /// Words that its user agent lacks, with `|` between them.
    pub lacks: String,
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
    pub browsers: Vec<BrowserLinkView>,
}

/// The steps of a platform, for every browser or for one.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlatformView {
    /// The one thing that must not be missed.
    pub key_title: Html,
    /// Why.
    pub key_text: Html,
    /// For whom the page is, if it is for one browser with steps.
    pub chosen: Option<Html>,
    /// The pages for one browser.
    pub browsers: Vec<BrowserLinkView>,
    /// The page for all of them.
    pub all: LinkView,
    /// The systems between which steps differ; none where they do not.
    pub systems: Vec<SystemView>,
    /// What to do instead with a browser that can no longer be used.
    pub retired: Vec<RetiredView>,
    /// What the figures of the steps need; none where there is no figure.
    pub figures: Option<FiguresView>,
    /// The steps.
    pub steps: Vec<StepView>,
    /// The link from the page for one browser to the rest of what there is to know.
    pub more: Option<LinkView>,
    /// What there is to know beside the steps; on the page for every browser.
    pub rest: Option<RestView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// What there is to know of a platform beside its steps.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RestView {
    /// What else is worth knowing.
    pub topics: Vec<TopicView>,
    /// What the platform is.
    pub about: Html,
    /// A text for the network team.
    pub network: Option<Html>,
    /// What the network must let through.
    pub hosts: Vec<HostView>,
    /// Pages of the vendor.
    pub links: Vec<VendorLinkView>,
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
    /// A sketch of the screen it is about.
    pub figure: Option<FigureView>,
    /// What to do where readers differ.
    pub variants: Vec<VariantView>,
    /// Ways to do it.
    pub choices: Vec<ChoiceView>,
    /// What one sees when it worked.
    pub expect: Option<Html>,
    /// What can go wrong.
    pub warning: Option<Html>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
}

/// A way to do a step.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ChoiceView {
    /// In a few words.
    pub title: Html,
    /// How.
    pub text: Html,
}

/// Something worth knowing beside the steps.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TopicView {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub title: Html,
    /// What there is to know.
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
