//! The guide after everything that can be wrong with it has been ruled out.
//!
//! In these types an id is known to exist, a text is there in every language, a mark is one of the legend's. A
//! [`Guide`] still holds the texts of every audience, each in a [`Scoped`]; an [`EditionGuide`] holds those of one
//! edition, bare. Both are the same types: [`Stage`] says which. Neither can be serialized, so nothing outside can
//! come to depend on their shape, and nothing can be published from them by accident.

mod audience;
mod colour;
mod date;
mod figure;
mod id;
mod platform;
mod rule;
mod text;
mod theme;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::sources::Span;
pub use audience::{Audience, Marked, Open, Scoped, Sealed, Stage};
pub use colour::{Accent, Colour};
pub use date::{Checked, Date};
pub use figure::{Dialog, Element, ElementKind, Figure, Icon, Part, PartWords, Screen, ScreenKind};
pub use id::{
    Anchor, AssetPath, BrowserId, CaseId, ClientId, LabelId, MarkId, PageId, PlatformId, ProbeId,
    RequirementId, ServerId, SystemId, ValueId,
};
pub use platform::{Choice, Client, Host, Link, Platform, Step, StepVariant, Topic};
pub use rule::{Named, Probe, PublicUrl, Rule, Server};
pub use text::{Directive, Localized, Markup, Reference, Target};
pub use theme::{FontFile, Logo, Theme};
pub use words::Words;

/// The places that the theme itself gives every page.
pub const EVERY_PAGES_PLACES: [&str; 3] = ["content", "stuck-title", "choose-system"];

/// The places that the theme itself gives the check page.
pub const CHECK_PLACES: [&str; 7] = [
    "browsers",
    "checker",
    "checker-title",
    "checker-code",
    "checker-network",
    "checker-list",
    "report-code",
];

/// The places that the theme itself gives the access page.
pub const ACCESS_PLACES: [&str; 3] = ["preparation", "matrix", "legend"];

/// The places that the theme itself gives the pages of a platform.
pub const PLATFORM_PLACES: [&str; 4] = ["about", "steps", "network", "links"];

/// Every text of every audience.
pub type Guide = GuideAt<Sealed>;

/// What one edition may show.
pub type EditionGuide = GuideAt<Open>;

/// A guide, sealed or open.
#[derive(Debug)]
pub struct GuideAt<S: Stage> {
    /// What every audience may see.
    pub common: Arc<Common>,
    /// The sections of the navigation.
    pub navigation: Vec<S::Item<Section>>,
    /// What the reader's side needs, in the order of the page.
    pub requirements: Vec<S::Item<Requirement<S>>>,
    /// What the page of report codes needs beside the requirements. That page is for engineers, and there when the guide
    /// has requirements.
    pub decode: S::Item<Option<Decode>>,
    /// The access matrix, if the guide has one.
    pub access: Option<Access<S>>,
    /// The platforms, in the order of their files.
    pub platforms: Vec<S::Item<Platform<S>>>,
    /// The Markdown pages, in the order of their files.
    pub pages: Vec<S::Item<Page<S>>>,
    /// The pictures that texts show. A file that nothing shows is not published; sealed, the set is empty.
    pub pictures: BTreeSet<AssetPath>,
    /// The labels that are marked as unconfirmed wherever they stand; sealed, the set is empty.
    pub marked_labels: BTreeSet<LabelId>,
    /// The texts, and the headings of pages, below which stands a translation whose source has changed: those to mark.
    pub stale: BTreeSet<Span>,
}

/// What every audience may see.
#[derive(Debug)]
pub struct Common {
    /// The title of the guide.
    pub title: Localized<Markup>,
    /// What it is, in one sentence.
    pub description: Localized<Markup>,
    /// Who publishes it.
    pub organization: Localized<Markup>,
    /// What the home page says first.
    pub welcome: Localized<Markup>,
    /// What support can and cannot do, a line each.
    pub highlights: Vec<Localized<Markup>>,
    /// Where to turn when stuck.
    pub contact: Localized<Markup>,
    /// Small print.
    pub notices: Vec<Localized<Markup>>,
    /// When the content was last revised.
    pub revised_on: Date,
    /// After how many days a vendor's fact should be checked again.
    pub review_days: u16,
    /// The look, where it is not the theme's own.
    pub theme: Theme,
    /// The languages; the first is the source.
    pub locales: Vec<Locale>,
    /// The editions, in the order of the file.
    pub editions: Vec<Edition>,
    /// The operating systems.
    pub systems: Vec<System>,
    /// The browsers.
    pub browsers: Vec<Browser>,
    /// The words on screens.
    pub labels: BTreeMap<LabelId, Label>,
    /// For each language of the guide, the language of labels to show after its own.
    pub labels_also: Vec<Option<Arc<str>>>,
    /// Values with one home.
    pub values: BTreeMap<ValueId, Value>,
    /// The theme's own words.
    pub words: Localized<Words>,
}

/// A language of the guide.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The language tag, also the name of its folder.
    pub tag: Arc<str>,
    /// Its name in itself.
    pub name: Arc<str>,
}

/// An edition of the guide.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The name of its folder.
    pub name: Arc<str>,
    /// Who reads it.
    pub audience: Audience,
    /// Where it is published; ends with a slash.
    pub base_url: Arc<str>,
    /// Whether search engines may list it.
    pub indexable: bool,
}

/// Where a fact was read and when it was last checked.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// The address, unless the fact has none (an own observation).
    pub source: Option<Arc<str>>,
    /// When it was last checked there.
    pub checked_on: Checked,
}

/// A section of the navigation.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Localized<Markup>,
    /// Its pages in order.
    pub pages: Vec<PageId>,
}

/// An operating system.
#[derive(Clone, Debug)]
pub struct System {
    /// Its id.
    pub id: SystemId,
    /// Its name.
    pub name: Localized<Markup>,
    /// Its slot in report codes; 0 if it has none.
    pub slot: u8,
    /// The oldest major version that will do; 0 if any does.
    pub minimum: u16,
    /// How a page knows a reader of it.
    pub recognized_by: Tokens,
    /// What Chromium's browsers call it besides; often empty.
    pub platform: Arc<str>,
}

/// Words in what a browser says of itself (its user agent).
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All of these are in it; empty if nobody is recognized.
    pub has: Vec<Arc<str>>,
    /// None of these is in it.
    pub lacks: Vec<Arc<str>>,
}

/// A browser.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Its id.
    pub id: BrowserId,
    /// Its name.
    pub name: Localized<Markup>,
    /// Its slot in report codes; 0 if it has none.
    pub slot: u8,
    /// The oldest major version that will do; 0 if any does.
    pub minimum: u16,
    /// How a page knows a reader of it.
    pub recognized_by: Tokens,
    /// The brand by which it names itself besides; often empty.
    pub brand: Arc<str>,
    /// The word in its user agent that its version follows; often empty.
    pub version_after: Arc<str>,
    /// The systems it runs on.
    pub runs_on: Vec<SystemId>,
    /// Which versions are supported.
    pub supported: Option<Localized<Markup>>,
    /// How to update it.
    pub update: Option<Localized<Markup>>,
    /// What to do instead, if it can no longer be used.
    pub retired: Option<Localized<Markup>>,
    /// Where this was read.
    pub provenance: Option<Provenance>,
}

/// The words on a screen, by the language of the screen.
#[derive(Clone, Debug)]
pub struct Label {
    /// Language tag to words; never empty.
    pub words: BTreeMap<Arc<str>, Arc<str>>,
    /// Whether somebody has seen them there.
    pub is_confirmed: bool,
}

/// A value with one home.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its words, unit included.
    pub text: Localized<Markup>,
    /// Where it was read.
    pub provenance: Option<Provenance>,
}

/// How much depends on a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Without it the session cannot be held.
    Required,
    /// Without it the session is harder.
    Recommended,
    /// Needed for some cases only.
    Optional,
}

/// How often something is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// In every session.
    Always,
    /// In many sessions.
    Often,
    /// Seldom.
    Rarely,
}

/// Something the reader's side needs.
#[derive(Debug)]
pub struct Requirement<S: Stage> {
    /// Its id.
    pub id: RequirementId,
    /// Its slot in report codes, from 1.
    pub slot: u8,
    /// How much depends on it.
    pub level: Level,
    /// How often it is used.
    pub used: Option<Frequency>,
    /// Its name.
    pub name: Localized<Markup>,
    /// Why it is needed.
    pub why: Localized<Markup>,
    /// When it is met.
    pub rule: Rule,
    /// What to do to have it.
    pub remedy: Localized<Markup>,
    /// What to do where browsers or systems differ.
    pub remedies: Vec<Variant>,
    /// Notes.
    pub notes: Vec<S::Marked<Localized<Markup>>>,
    /// Where it was read.
    pub provenance: Option<Provenance>,
}

/// What the page of report codes needs beside the requirements.
#[derive(Clone, Debug)]
pub struct Decode {
    /// The slots of requirements that are gone.
    pub retired: Vec<RetiredSlot>,
}

/// The slot of a requirement that is gone.
#[derive(Clone, Debug)]
pub struct RetiredSlot {
    /// The slot, from 1.
    pub slot: u8,
    /// What the requirement was called.
    pub name: Localized<Markup>,
}

/// What an item says for some browsers, systems or clients; an empty list means every one.
#[derive(Clone, Debug)]
pub struct Variant {
    /// For which.
    pub applies: Selector,
    /// What it says.
    pub text: Localized<Markup>,
}

/// Browsers, systems and clients; an empty list means every one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// Browsers.
    pub browsers: Vec<BrowserId>,
    /// Systems.
    pub systems: Vec<SystemId>,
    /// Clients.
    pub clients: Vec<ClientId>,
}

/// The access matrix.
#[derive(Debug)]
pub struct Access<S: Stage> {
    /// The reasons for a session, the columns.
    pub cases: Vec<S::Item<Case>>,
    /// The legend.
    pub marks: Vec<Mark>,
    /// A sentence below the legend.
    pub legend_note: Option<Localized<Markup>>,
    /// The systems the engineer may open, the rows.
    pub targets: Vec<S::Item<AccessTarget<S>>>,
}

/// A case type.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its name.
    pub name: Localized<Markup>,
    /// When it is this case.
    pub description: Localized<Markup>,
}

/// The colour of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Green.
    Good,
    /// Blue.
    Info,
    /// Amber.
    Warn,
    /// Grey.
    Quiet,
}

/// A mark of the matrix.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its id.
    pub id: MarkId,
    /// Its sign.
    pub symbol: Arc<str>,
    /// The word beside the sign.
    pub name: Localized<Markup>,
    /// What it means.
    pub meaning: Localized<Markup>,
    /// Its colour.
    pub tone: Tone,
    /// Whether a target with it belongs on the preparation list.
    pub prepare: bool,
}

/// A row of the matrix.
#[derive(Debug)]
pub struct AccessTarget<S: Stage> {
    /// Its id.
    pub id: Anchor,
    /// Its name.
    pub name: Localized<Markup>,
    /// The mark for every case.
    pub cells: BTreeMap<CaseId, Cell>,
    /// What it is opened for.
    pub comment: Option<Localized<Markup>>,
    /// The requirements it takes, those the edition does not show left out.
    pub needs: Vec<RequirementId>,
    /// Notes.
    pub notes: Vec<S::Marked<Localized<Markup>>>,
}

/// A cell of the matrix.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its mark.
    pub mark: MarkId,
    /// When; always there for a conditional mark.
    pub when: Option<Localized<Markup>>,
}

/// A Markdown page.
#[derive(Debug)]
pub struct Page<S: Stage> {
    /// The name of its files and its folder.
    pub name: Arc<str>,
    /// Its title.
    pub title: Localized<Markup>,
    /// One sentence below the title.
    pub lead: Option<Localized<Markup>>,
    /// Earlier names.
    pub aliases: Vec<Arc<str>>,
    /// Its text, in the parts that differ by audience.
    pub body: Localized<Vec<S::Marked<Markup>>>,
}

impl Common {
    /// The browser of an id.
    #[must_use]
    pub fn browser(&self, id: &BrowserId) -> Option<&Browser> {
        self.browsers.iter().find(|browser| browser.id == *id)
    }

    /// The system of an id.
    #[must_use]
    pub fn system(&self, id: &SystemId) -> Option<&System> {
        self.systems.iter().find(|system| system.id == *id)
    }
}

impl EditionGuide {
    /// Every page of the edition in every language: those of the theme, then the Markdown pages in the order of their
    /// names. A page of the theme is there when its content is.
    #[must_use]
    pub fn page_ids(&self) -> Vec<PageId> {
        let mut ids = vec![PageId::Home];
        if !self.requirements.is_empty() {
            ids.push(PageId::Check);
        }
        if self.decode.is_some() {
            ids.push(PageId::Decode);
        }
        if self.access.is_some() {
            ids.push(PageId::Access);
        }
        if !self.platforms.is_empty() {
            ids.push(PageId::Join);
        }
        for platform in &self.platforms {
            ids.push(PageId::Platform(platform.id.clone()));
            let of =
                |browser: &BrowserId| PageId::PlatformBrowser(platform.id.clone(), browser.clone());
            ids.extend(platform.browsers.iter().map(of));
            ids.extend(self.retired_browsers().map(|browser| of(&browser.id)));
        }
        ids.extend(self.pages.iter().map(|page| PageId::Markdown(Arc::clone(&page.name))));
        ids
    }

    /// The browsers that can no longer be used. Each has a page on every platform that says what to do instead.
    pub fn retired_browsers(&self) -> impl Iterator<Item = &Browser> {
        self.common.browsers.iter().filter(|browser| browser.retired.is_some())
    }
}
