//! The page of report codes: everything a code can say, for a script to show what one does.

use std::sync::Arc;

use super::draft::Draft;
use super::frame::Saying;
use super::link::Place;
use super::markdown::{Writer, html_of};
use super::pages::Language;
use super::{requirements, steps};
use crate::guide::{Decode, Localized, Markup, Open, PageId, Requirement};
use crate::view::{DecodeView, NameView, RetiredSlotView, SlotView};

/// Drafts the page.
pub(super) fn page<'a>(language: &Arc<Language<'a>>, decode: &'a Decode) -> Draft<'a> {
    language.draft(Place::new(PageId::Decode), "decode.html", |writer| {
        let (projection, place, assets) = (writer.projection, writer.place, writer.assets);
        let (guide, words) = (projection.guide, projection.words());
        let name = |(slot, name): (u8, &Localized<Markup>)| NameView {
            id: slot.to_string(),
            name: writer.heading(projection.text(name)),
        };
        let browsers = guide.common.browsers.iter().map(|one| (one.slot, &one.name));
        let systems = guide.common.systems.iter().map(|one| (one.slot, &one.name));
        let retired = decode.retired.iter().map(|one| RetiredSlotView {
            slot: one.slot,
            name: writer.heading(projection.text(&one.name)),
        });
        let view = DecodeView {
            wasm: place.file(assets.path("checker.js")),
            loader: place.file(assets.path("wasm.js")),
            script: place.file(assets.path("decode.js")),
            requirements: guide.requirements.iter().map(|one| slot(one, writer)).collect(),
            retired: retired.collect(),
            browsers: browsers.filter(|(slot, _)| *slot > 0).map(name).collect(),
            systems: systems.filter(|(slot, _)| *slot > 0).map(name).collect(),
        };
        let saying = Saying {
            lead: Some(html_of(&words.decode_lead)),
            description: words.decode_lead.to_string(),
            contents: Vec::new(),
        };
        (saying, view)
    })
}

fn slot(requirement: &Requirement<Open>, writer: &Writer<'_>) -> SlotView {
    let projection = writer.projection;
    let (level, level_name) = requirements::level(requirement.level, writer);
    SlotView {
        slot: requirement.slot,
        name: writer.heading(projection.text(&requirement.name)),
        level: level.to_owned(),
        level_name,
        remedy: writer.blocks(projection.text(&requirement.remedy)),
        remedies: steps::remedies(&requirement.remedies, writer),
        notes: writer.notes(&requirement.notes),
    }
}
