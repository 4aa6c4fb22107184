//! When a requirement is met, and what the reader's browser tries to reach for that.

use std::sync::Arc;

use checker::policy::{Capability, Device, Permission};

use super::{BrowserId, Localized, Markup, ProbeId, ServerId, SystemId};
use crate::sources::Span;

/// When a requirement is met.
#[derive(Clone, Debug)]
pub enum Rule {
    /// Every one of these holds.
    All(Vec<Rule>),
    /// At least one of these holds.
    Any(Vec<Rule>),
    /// This does not hold.
    Not(Box<Rule>),
    /// The browser is one of these, and not older than its minimum.
    Browser(Vec<BrowserId>),
    /// The system is one of these, and not older than its minimum.
    System(Vec<SystemId>),
    /// The machine is of one of these kinds.
    Device(Vec<Device>),
    /// The machine can do this.
    Capability(Capability),
    /// The page may use this without asking.
    Permission(Permission),
    /// This can be reached.
    Reach(Named<ProbeId>),
    /// This server answers over UDP.
    Udp(Named<ServerId>),
    /// The screen is at least this wide and this high, in the pixels of CSS.
    Screen(u16, u16),
    /// The clock is right to this many seconds.
    Clock(u16),
    /// The reader says yes: to this question, or to the theme's own.
    Ask(Option<Localized<Markup>>),
}

/// A name, and where it is written: what it names may not be there in every edition.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The name.
    pub id: T,
    /// Where it is written.
    pub span: Span,
}

/// Something the reader's browser can try to reach.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Its id.
    pub id: ProbeId,
    /// Its name.
    pub name: Localized<Markup>,
    /// Addresses of which any answer counts.
    pub fetch: Vec<PublicUrl>,
    /// Addresses of pictures, which have to arrive as pictures.
    pub image: Vec<PublicUrl>,
}

/// A server that answers over UDP.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its id.
    pub id: ServerId,
    /// Its name.
    pub name: Localized<Markup>,
    /// Its host, a public name in small letters.
    pub host: Arc<str>,
    /// Its port.
    pub port: u16,
}

/// An https address whose host is a public name, without anything that could end a word of a security policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicUrl {
    /// The address.
    pub url: Arc<str>,
    /// Its host in small letters, and its port if it names one.
    pub host: Arc<str>,
}

impl PublicUrl {
    /// The part of the address that a security policy names.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("https://{}", self.host)
    }
}

impl Rule {
    /// Calls `visit` with the rule and with every rule in it, in reading order.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::All(rules) | Self::Any(rules) => rules.iter().for_each(|rule| rule.each(visit)),
            Self::Not(rule) => rule.each(visit),
            _ => {}
        }
    }

    /// The questions in reading order; none stands for the theme's own.
    #[must_use]
    pub fn questions(&self) -> Vec<Option<&Localized<Markup>>> {
        let mut questions = Vec::new();
        self.each(&mut |rule| {
            if let Self::Ask(question) = rule {
                questions.push(question.as_ref());
            }
        });
        questions
    }
}
