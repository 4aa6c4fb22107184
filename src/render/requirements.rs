//! The check page: the requirements as a list that is complete without a script.

use super::Draft;
use super::frame::Saying;
use super::link::Place;
use super::markdown::{Writer, html_of};
use super::pages::Language;
use super::platform;
use crate::guide::{Frequency, Level, Open, PageId, Requirement};
use crate::view::{CheckView, LinkView, RequirementView};

/// Drafts the page.
pub(super) fn page<'a>(language: &Language<'a>) -> Draft<'a> {
    let place = Place::new(PageId::Check);
    let writer = language.writer(&place);
    let words = language.projection.words();
    let requirements = &language.projection.guide.requirements;
    let contents = requirements.iter().map(|requirement| link(requirement, &writer)).collect();
    let saying = Saying {
        lead: Some(html_of(&words.check_lead)),
        description: words.check_lead.to_string(),
        contents,
    };
    let view = CheckView {
        requirements: requirements
            .iter()
            .map(|requirement| view(requirement, &writer, Some(requirement.id.to_string())))
            .collect(),
    };
    language.draft(
        &PageId::Check,
        "check.html",
        language.frame(&PageId::Check, &place, saying),
        view,
    )
}

/// A link to a requirement.
pub(super) fn link(requirement: &Requirement<Open>, writer: &Writer<'_>) -> LinkView {
    let target = crate::guide::Target {
        page: PageId::Check,
        anchor: Some(crate::guide::Anchor::new(requirement.id.as_str())),
    };
    LinkView {
        href: writer.place.target(&target),
        title: writer.line(writer.projection.text(&requirement.name)),
        current: false,
    }
}

/// A requirement; `id` is its anchor on this page.
pub(super) fn view(
    requirement: &Requirement<Open>,
    writer: &Writer<'_>,
    id: Option<String>,
) -> RequirementView {
    let projection = writer.projection;
    let words = projection.words();
    let (level, level_name) = match requirement.level {
        Level::Required => ("required", &words.level_required),
        Level::Recommended => ("recommended", &words.level_recommended),
        Level::Optional => ("optional", &words.level_optional),
    };
    let used = requirement.used.map(|used| match used {
        Frequency::Always => &words.used_always,
        Frequency::Often => &words.used_often,
        Frequency::Rarely => &words.used_rarely,
    });
    RequirementView {
        id,
        name: writer.line(projection.text(&requirement.name)),
        level: level.to_owned(),
        level_name: level_name.to_string(),
        used: used.map(ToString::to_string),
        why: writer.blocks(projection.text(&requirement.why)),
        remedy: writer.blocks(projection.text(&requirement.remedy)),
        remedies: platform::variants(&requirement.remedies, None, &[], writer),
        notes: requirement.notes.iter().map(|note| writer.blocks(projection.text(note))).collect(),
        source: writer.source(requirement.provenance.as_ref()),
    }
}
