//! What the check page shows and hands to the checker, and what the page of report codes shows.

use serde::Serialize;

use super::{Html, NoteView, SourceView, SystemView, VariantView};

/// The check page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CheckView {
    /// The requirements.
    pub requirements: Vec<RequirementView>,
    /// The systems between which remedies differ; none where they do not.
    pub systems: Vec<SystemView>,
    /// The browsers.
    pub browsers: Vec<BrowserView>,
    /// What the checker works with.
    pub checker: CheckerView,
}

/// What the checker works with: the requirements as it reads them, and every sentence it can need.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CheckerView {
    /// The policy in base 64.
    pub policy: String,
    /// Address of the script that holds the checker.
    pub wasm: String,
    /// Address of the script that starts it.
    pub loader: String,
    /// Address of the script that gathers facts and shows verdicts.
    pub script: String,
    /// What can be reached.
    pub probes: Vec<ProbeView>,
    /// Servers that answer over UDP.
    pub servers: Vec<ServerView>,
    /// Every host that the network test contacts.
    pub hosts: Vec<String>,
    /// The names of browsers (`browser-chrome`) and systems (`system-windows`).
    pub names: Vec<NameView>,
    /// The sentences of the reasons.
    pub reasons: Vec<ReasonView>,
    /// Whether the clock is compared with that of the site's server.
    pub has_clock: bool,
}

/// Something that can be reached.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ProbeView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// Addresses of which any answer counts, with spaces between them.
    pub fetch: String,
    /// Addresses of pictures, with spaces between them.
    pub image: String,
}

/// A server that answers over UDP.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ServerView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// Its host and port.
    pub server: String,
}

/// The name of something the checker knows by its id.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NameView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Html,
}

/// The sentence of a reason.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReasonView {
    /// The reason.
    pub id: String,
    /// The sentence, with `{value}` for what it is about.
    pub text: String,
}

/// A browser, and how to keep it up to date.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct BrowserView {
    /// Its name.
    pub name: Html,
    /// The systems it runs on.
    pub systems: Html,
    /// Which versions are supported.
    pub supported: Option<Html>,
    /// How to update it.
    pub update: Option<Html>,
    /// What to do instead, if it can no longer be used.
    pub retired: Option<Html>,
    /// Where this was read.
    pub source: Option<SourceView>,
}

/// A requirement.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RequirementView {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// `required`, `recommended`, `optional`.
    pub level: String,
    /// The level in words.
    pub level_name: String,
    /// How often it is used, in words.
    pub used: Option<String>,
    /// What the reader is asked.
    pub questions: Vec<QuestionView>,
    /// What takes a click: `microphone`, `speaker`, `camera`, `screen`, `network`.
    pub controls: Vec<String>,
    /// Why it is needed.
    pub why: Html,
    /// What to do to have it.
    pub remedy: Html,
    /// What to do where readers differ.
    pub remedies: Vec<VariantView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
    /// Where it was read.
    pub source: Option<SourceView>,
}

/// A question to the reader.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct QuestionView {
    /// Its place among those of the requirement, from 0.
    pub n: usize,
    /// The question.
    pub text: Html,
}

/// The page of report codes.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DecodeView {
    /// Address of the script that holds the checker.
    pub wasm: String,
    /// Address of the script that starts it.
    pub loader: String,
    /// Address of the script of the page.
    pub script: String,
    /// The requirements by slot.
    pub requirements: Vec<SlotView>,
    /// Requirements that are gone.
    pub retired: Vec<RetiredSlotView>,
    /// The browsers by slot.
    pub browsers: Vec<NameView>,
    /// The systems by slot.
    pub systems: Vec<NameView>,
}

/// A requirement by its slot, and what to suggest when it is not met.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SlotView {
    /// The slot.
    pub slot: u8,
    /// The name.
    pub name: Html,
    /// `required`, `recommended`, `optional`.
    pub level: String,
    /// The level in words.
    pub level_name: String,
    /// What to do to have it.
    pub remedy: Html,
    /// What to do where readers differ.
    pub remedies: Vec<VariantView>,
    /// Notes of the edition.
    pub notes: Vec<NoteView>,
}

/// A requirement that is gone, by its slot.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RetiredSlotView {
    /// The slot.
    pub slot: u8,
    /// What it was called.
    pub name: Html,
}
