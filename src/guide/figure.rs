//! Figures: what stands on the screen that a step is about. How it looks is up to what draws it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{LabelId, Localized, Markup};
use crate::sources::Span;

/// A simplified sketch of a screen.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it shows, in a few words.
    pub caption: Localized<Markup>,
    /// The screen.
    pub screen: Screen,
    /// Where it is written.
    pub span: Span,
}

/// A screen and what stands on it.
#[derive(Clone, Debug)]
pub struct Screen {
    /// What kind of screen it is.
    pub kind: ScreenKind,
    /// What stands on it, from top to bottom.
    pub body: Vec<Element>,
    /// What is asked in front of it.
    pub dialog: Option<Dialog>,
}

/// What kind of screen it is, with what stands on its edge.
#[derive(Clone, Debug)]
pub enum ScreenKind {
    /// The window of an app, with the words of its menu bar.
    Window {
        /// What its title bar says.
        title: Part,
        /// The words of its menu bar.
        menu_bar: Vec<Part>,
    },
    /// A page in a browser.
    Browser {
        /// What its tab says.
        title: Part,
        /// What the address bar says, and where it is written.
        address: (Arc<str>, Span),
    },
    /// A question on its own; it is the dialog of its screen.
    Dialog,
    /// The whole screen.
    Desktop {
        /// The bar at its upper edge, from left to right.
        bar: Vec<Part>,
    },
}

/// A question with its answers.
#[derive(Clone, Debug)]
pub struct Dialog {
    /// Its title or its question.
    pub title: Part,
    /// What stands below, from top to bottom.
    pub body: Vec<Element>,
}

/// Something on a screen.
#[derive(Clone, Debug)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Its parts: one, or as many as stand in its row, list or menu.
    pub parts: Vec<Part>,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// Words that stand out.
    Heading,
    /// Words.
    Text,
    /// A place to type something, with its name.
    Field,
    /// A box to tick.
    Checkbox,
    /// A switch.
    Switch,
    /// A surface with something else on it.
    Area,
    /// Buttons beside one another.
    Buttons,
    /// Choices of which one is taken.
    Radio,
    /// Rows below one another.
    List,
    /// The entries of an open menu.
    Menu,
    /// Tabs beside one another.
    Tabs,
    /// The tools of a tool bar.
    Tools,
    /// Small pictures of screens.
    Screens,
}

/// The words of something on a screen, and what points at it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The words.
    pub words: PartWords,
    /// A small picture beside them.
    pub icon: Option<Icon>,
    /// The number by which the text refers to it.
    pub mark: Option<u8>,
    /// Whether the pointer of the mouse is on it.
    pub is_pointed_at: bool,
    /// Whether it is the one that is chosen, on, open, or stands out.
    pub is_chosen: bool,
    /// Where it is written.
    pub span: Span,
}

/// Words on a screen.
#[derive(Clone, Debug)]
pub enum PartWords {
    /// Those of a label.
    Label(LabelId),
    /// Others.
    Text(Localized<Markup>),
}

/// A small picture, by its name in YAML. All are our own drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Icon {
    /// An app.
    App,
    /// A camera.
    Camera,
    /// A bubble of speech.
    Chat,
    /// A computer.
    Computer,
    /// A cross.
    Leave,
    /// A microphone.
    Microphone,
    /// Three dots.
    More,
    /// Somebody.
    Participants,
    /// Two bars.
    Pause,
    /// A pen.
    Pen,
    /// A telephone.
    Phone,
    /// A pointer of a mouse.
    Pointer,
    /// A screen.
    Screen,
    /// An arrow out of a box.
    Share,
    /// A loudspeaker.
    Speaker,
    /// A square.
    Stop,
}

impl Figure {
    /// How many marks it has; they are numbered from 1.
    #[must_use]
    pub fn marks(&self) -> u8 {
        let mut marks = 0;
        self.screen.each_part(&mut |part| marks += u8::from(part.mark.is_some()));
        marks
    }
}

impl Screen {
    /// Calls `visit` with every part, from top to bottom.
    pub fn each_part<'a>(&'a self, visit: &mut impl FnMut(&'a Part)) {
        let mut all = |parts: &'a [Part]| parts.iter().for_each(&mut *visit);
        match &self.kind {
            ScreenKind::Window { title, menu_bar } => {
                all(std::slice::from_ref(title));
                all(menu_bar);
            }
            ScreenKind::Browser { title, .. } => all(std::slice::from_ref(title)),
            ScreenKind::Desktop { bar } => all(bar),
            ScreenKind::Dialog => {}
        }
        self.body.iter().for_each(|element| all(&element.parts));
        if let Some(dialog) = &self.dialog {
            all(std::slice::from_ref(&dialog.title));
            dialog.body.iter().for_each(|element| all(&element.parts));
        }
    }
}
