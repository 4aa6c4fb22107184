//! Platforms: what they are, how to join with them, what they need of the network.

use std::sync::Arc;

use super::{
    Anchor, BrowserId, Checked, ClientId, Figure, Localized, Markup, PlatformId, Probe, Provenance,
    Server, Stage, SystemId, Variant,
};

/// A platform and how to join with it.
#[derive(Debug)]
pub struct Platform<S: Stage> {
    /// Its id.
    pub id: PlatformId,
    /// Its name.
    pub name: Localized<Markup>,
    /// The title of its page.
    pub title: Localized<Markup>,
    /// One sentence below the title.
    pub lead: Localized<Markup>,
    /// The one thing that must not be missed, in a few words.
    pub key_title: Localized<Markup>,
    /// Why.
    pub key_text: Localized<Markup>,
    /// What it is.
    pub about: Localized<Markup>,
    /// The browsers with a page of their own.
    pub browsers: Vec<BrowserId>,
    /// The systems it is used on.
    pub systems: Vec<SystemId>,
    /// The ways to take part.
    pub clients: Vec<Client>,
    /// The steps; a step's number is its place, from 1.
    pub steps: Vec<Step<S>>,
    /// What else is worth knowing.
    pub topics: Vec<S::Item<Topic>>,
    /// What the network must let through.
    pub hosts: Vec<S::Item<Host>>,
    /// What can be reached; open, only what a requirement of the edition asks for.
    pub probes: Vec<Probe>,
    /// Servers that answer over UDP; open, only those that a requirement of the edition asks for.
    pub servers: Vec<Server>,
    /// A text for the network team.
    pub network: Option<Localized<Markup>>,
    /// Pages of the vendor.
    pub links: Vec<S::Item<Link>>,
    /// Notes.
    pub notes: Vec<S::Marked<Localized<Markup>>>,
    /// Where it was read.
    pub provenance: Option<Provenance>,
}

/// A way to take part.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// Its name.
    pub name: Localized<Markup>,
}

/// One action in joining.
#[derive(Debug)]
pub struct Step<S: Stage> {
    /// Its id.
    pub id: Anchor,
    /// What to do, in a few words.
    pub title: Localized<Markup>,
    /// What to do, for every reader.
    pub text: Option<Localized<Markup>>,
    /// A sketch of the screen it is about.
    pub figure: Option<Arc<Figure>>,
    /// What to do where readers differ.
    pub variants: Vec<StepVariant>,
    /// Ways to do it.
    pub choices: Vec<S::Item<Choice>>,
    /// What one sees when it worked.
    pub expect: Option<Localized<Markup>>,
    /// What can go wrong.
    pub warning: Option<Localized<Markup>>,
    /// Notes.
    pub notes: Vec<S::Marked<Localized<Markup>>>,
}

/// What a step says to some readers.
#[derive(Clone, Debug)]
pub struct StepVariant {
    /// To which, and what.
    pub variant: Variant,
    /// A sketch of the screen that they see.
    pub figure: Option<Arc<Figure>>,
}

/// One of several ways to do a step.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The way in a few words.
    pub title: Localized<Markup>,
    /// How.
    pub text: Localized<Markup>,
}

/// Something worth knowing beside the steps.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Localized<Markup>,
    /// What there is to know.
    pub text: Localized<Markup>,
}

/// Something the network must let through.
#[derive(Clone, Debug)]
pub struct Host {
    /// Names or addresses.
    pub names: Vec<Arc<str>>,
    /// Protocols and ports; empty where the vendor names none.
    pub ports: Vec<Arc<str>>,
    /// What for.
    pub purpose: Localized<Markup>,
    /// Where it was read.
    pub provenance: Option<Provenance>,
}

/// A page of somebody else.
#[derive(Clone, Debug)]
pub struct Link {
    /// What one finds there.
    pub title: Localized<Markup>,
    /// Its address.
    pub url: Arc<str>,
    /// When it was last checked.
    pub checked_on: Checked,
}
