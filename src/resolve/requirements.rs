//! Requirements.

use std::collections::BTreeMap;

use super::platform::variants;
use super::text::Texts;
use super::{notes, provenance};
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{Frequency, Level, Requirement, RequirementId, Scoped, Sealed};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawFrequency, RawLevel, RawRequirement, RawRequirementsFile};

/// Resolves the requirements; each has a slot of its own in report codes.
pub(super) fn requirements(
    file: &RawRequirementsFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<Scoped<Requirement<Sealed>>> {
    let mut codes = BTreeMap::new();
    for raw in file.requirements.iter() {
        if raw.code.value == 0 {
            d.error(Code::InvalidValue, raw.code.span, "the slots of report codes begin at 1")
                .help("take the next number that no requirement has ever had");
        }
        if let Some(first) = codes.insert(raw.code.value, raw.code.span) {
            d.error(
                Code::DuplicateCode,
                raw.code.span,
                format!("two requirements have the code {}", raw.code.value),
            )
            .related(first, "the first one")
            .help("take the next number that no requirement has ever had");
        }
    }
    file.requirements.iter().filter_map(|raw| requirement(raw, texts, d)).collect()
}

fn requirement(
    raw: &RawRequirement,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Scoped<Requirement<Sealed>>> {
    let name = texts.localized(&raw.name, Extent::Line, d);
    let why = texts.localized(&raw.why, Extent::Text, d);
    let remedy = texts.localized(&raw.remedy, Extent::Text, d);
    let remedies = variants(&raw.remedies, None, texts, d);
    let notes = notes(&raw.notes, texts, d);
    let provenance = provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d);
    let requirement = Requirement {
        id: RequirementId::new(raw.id.value.as_str()),
        code: raw.code.value,
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
        remedy: remedy?,
        remedies,
        notes,
        provenance,
    };
    Some(Scoped::new(raw.audience.into(), requirement))
}
