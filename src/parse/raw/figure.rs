//! Figures: sketches of the screens that a reader meets, described and not drawn.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Localized, Text};
use crate::guide::Icon;
use crate::yaml::{Items, Spanned};

/// A simplified sketch of a screen: what stands on it, in order. Where things stand is up to the program.
///
/// Exactly one of `window`, `browser`, `dialog` and `desktop` says what kind of screen it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "figure", deny_unknown_fields)]
#[schemars(extend("examples" = [{"caption": {"ja": "参加前の画面", "en": "The window before you join"}, "window": {"title": {"text": {"ja": "会議", "en": "Meeting"}}, "body": [{"buttons": [{"label": "webex.join", "chosen": true, "mark": 1}]}]}}]))]
pub struct RawFigure {
    /// What the sketch shows, in a few words. That it is simplified is said beside it.
    pub caption: Localized,
    /// The window of an app.
    #[serde(default)]
    pub window: Option<Spanned<RawWindow>>,
    /// A page in a browser.
    #[serde(default)]
    pub browser: Option<Spanned<RawBrowserWindow>>,
    /// A question on its own.
    #[serde(default)]
    pub dialog: Option<Spanned<RawDialog>>,
    /// The whole screen, for what stands on its edge.
    #[serde(default)]
    pub desktop: Option<Spanned<RawDesktop>>,
}

/// The window of an app.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "window", deny_unknown_fields)]
pub struct RawWindow {
    /// What its title bar says.
    pub title: Spanned<RawPart>,
    /// The words of its menu bar.
    #[serde(default)]
    pub menu_bar: Items<Spanned<RawPart>>,
    /// What stands in it, from top to bottom.
    #[serde(default)]
    pub body: Items<Spanned<RawElement>>,
    /// What it asks, in front of the rest.
    #[serde(default)]
    pub dialog: Option<Spanned<RawDialog>>,
}

/// A page in a browser.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "browser-window", deny_unknown_fields)]
pub struct RawBrowserWindow {
    /// The words on the tab of the page.
    pub title: Spanned<RawPart>,
    /// What the address bar says: `*.webex.com`.
    pub address: Text,
    /// What stands on the page, from top to bottom.
    #[serde(default)]
    pub body: Items<Spanned<RawElement>>,
    /// What the browser asks, in front of the page.
    #[serde(default)]
    pub dialog: Option<Spanned<RawDialog>>,
}

/// A question with its answers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "dialog", deny_unknown_fields)]
pub struct RawDialog {
    /// Its title or its question.
    pub title: Spanned<RawPart>,
    /// What stands below, from top to bottom.
    #[serde(default)]
    pub body: Items<Spanned<RawElement>>,
}

/// The whole screen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "desktop", deny_unknown_fields)]
pub struct RawDesktop {
    /// The bar at its upper edge, from left to right.
    #[serde(default)]
    pub bar: Items<Spanned<RawPart>>,
    /// What stands below, from top to bottom.
    #[serde(default)]
    pub body: Items<Spanned<RawElement>>,
    /// What is asked, in front of the rest.
    #[serde(default)]
    pub dialog: Option<Spanned<RawDialog>>,
}

/// Something on a screen: one key that says what it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "element", rename_all = "kebab-case")]
#[schemars(extend("examples" = [{"buttons": [{"label": "chrome.allow", "chosen": true}, {"label": "chrome.block"}]}]))]
pub enum RawElement {
    /// Words that stand out, such as a title.
    Heading(Spanned<RawPart>),
    /// Words that only stand there.
    Text(Spanned<RawPart>),
    /// A place to type something, with its name.
    Field(Spanned<RawPart>),
    /// A box to tick; `chosen` is ticked.
    Checkbox(Spanned<RawPart>),
    /// A switch; `chosen` is on.
    Switch(Spanned<RawPart>),
    /// A surface with something else on it, such as a picture.
    Area(Spanned<RawPart>),
    /// Buttons beside one another; `chosen` stands out.
    Buttons(Items<Spanned<RawPart>>),
    /// Choices of which one is taken; `chosen` is.
    Radio(Items<Spanned<RawPart>>),
    /// Rows below one another; `chosen` is selected.
    List(Items<Spanned<RawPart>>),
    /// The entries of an open menu; `chosen` is the one to take.
    Menu(Items<Spanned<RawPart>>),
    /// Tabs beside one another; `chosen` is open.
    Tabs(Items<Spanned<RawPart>>),
    /// The tools of a tool bar: icons with words.
    Tools(Items<Spanned<RawPart>>),
    /// Small pictures of screens to choose between; `chosen` is.
    Screens(Items<Spanned<RawPart>>),
}

/// The words of something on a screen, and what points at it. Either `label` or `text`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "part", deny_unknown_fields)]
#[schemars(extend("examples" = [{"label": "chrome.allow", "icon": "share", "mark": 1}]))]
pub struct RawPart {
    /// The words as content/labels.yaml has them: `webex.share`.
    #[serde(default)]
    pub label: Option<Text>,
    /// Words that are no label, in every language.
    #[serde(default)]
    pub text: Option<Localized>,
    /// A small picture beside the words.
    #[serde(default)]
    pub icon: Option<Icon>,
    /// The number by which the text refers to it, `{mark:1}`: from 1, from top to bottom.
    #[serde(default)]
    pub mark: Option<Spanned<u8>>,
    /// Whether the pointer of the mouse is on it.
    #[serde(default)]
    pub pointer: bool,
    /// Whether it is the one that is chosen, on, open, or stands out.
    #[serde(default)]
    pub chosen: bool,
}
