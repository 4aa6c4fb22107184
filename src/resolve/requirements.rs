//! Requirements.

use super::rules::rule;
use super::steps::remedies;
use super::text::Texts;
use super::{notes, provenance, slots};
use crate::diagnostic::Diagnostics;
use crate::guide::{
    Audience, Decode, Frequency, Level, Requirement, RequirementId, RetiredSlot, Rule, Scoped,
    Sealed,
};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawFrequency, RawLevel, RawRequirement, RawRequirementsFile};

/// Resolves the requirements; each has a slot of its own in report codes.
pub(super) fn requirements(
    file: &RawRequirementsFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<Scoped<Requirement<Sealed>>> {
    slots::of_requirements(file, d);
    file.requirements.iter().filter_map(|raw| requirement(raw, texts, d)).collect()
}

/// What the page of report codes needs beside the requirements, for engineers.
pub(super) fn decode(
    file: Option<&RawRequirementsFile>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Scoped<Option<Decode>> {
    let decode = file.filter(|file| !file.requirements.is_empty()).map(|file| {
        let retired = file.retired_codes.iter().filter_map(|raw| {
            let name = texts.localized(&raw.name, Extent::Line, d)?;
            Some(RetiredSlot { slot: slots::slot(Some(&raw.code)), name })
        });
        Decode { retired: retired.collect() }
    });
    Scoped::new(Audience::Internal, decode)
}

fn requirement(
    raw: &RawRequirement,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Scoped<Requirement<Sealed>>> {
    let name = texts.localized(&raw.name, Extent::Line, d);
    let why = texts.localized(&raw.why, Extent::Text, d);
    let remedy = texts.localized(&raw.remedy, Extent::Text, d);
    let rule = match &raw.check {
        Some(check) => rule(check, texts, d),
        None => Some(Rule::Ask(None)),
    };
    let remedies = remedies(&raw.remedies, texts, d);
    let notes = notes(&raw.notes, texts, d);
    let provenance = provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d);
    let requirement = Requirement {
        id: RequirementId::new(raw.id.value.as_str()),
        slot: slots::slot(Some(&raw.code)),
        level: match raw.level {
            RawLevel::Required => Level::Required,
            RawLevel::Recommended => Level::Recommended,
            RawLevel::Optional => Level::Optional,
        },
        used: raw.used.map(|used| match used {
            RawFrequency::Always => Frequency::Always,
            RawFrequency::Often => Frequency::Often,
            RawFrequency::Rarely => Frequency::Rarely,
        }),
        name: name?,
        why: why?,
        rule: rule?,
        remedy: remedy?,
        remedies,
        notes,
        provenance,
    };
    Some(Scoped::new(raw.audience.into(), requirement))
}
