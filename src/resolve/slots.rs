//! Slots of report codes: each has one meaning for ever, and none is forgotten.

use std::collections::BTreeMap;

use checker::code::MOST_SLOTS;

use crate::diagnostic::{Code, Diagnostics};
use crate::parse::raw::RawRequirementsFile;
use crate::sources::Span;
use crate::yaml::Spanned;

/// A slot as report codes have it; 0 for one that is missing. What is out of range has been reported.
pub(super) fn slot(raw: Option<&Spanned<u16>>) -> u8 {
    raw.and_then(|raw| u8::try_from(raw.value).ok()).unwrap_or(0)
}

/// Reports slots that report codes do not have, and those that stand twice. Gives each slot its first place.
pub(super) fn slots<'a>(
    kind: &str,
    all: impl Iterator<Item = &'a Spanned<u16>>,
    most: u8,
    d: &mut Diagnostics,
) -> BTreeMap<u16, Span> {
    let mut first_places = BTreeMap::new();
    for raw in all {
        if !(1..=u16::from(most)).contains(&raw.value) {
            d.error(
                Code::InvalidValue,
                raw.span,
                format!("report codes have the slots 1 to {most} for a {kind}, not {}", raw.value),
            )
            .help(format!("take the next number that no {kind} has ever had"));
        } else if let Some(first) = first_places.get(&raw.value) {
            d.error(
                Code::DuplicateCode,
                raw.span,
                format!("two {kind}s have the code {}", raw.value),
            )
            .related(*first, "the first one")
            .help(format!("take the next number that no {kind} has ever had"));
        } else {
            first_places.insert(raw.value, raw.span);
        }
    }
    first_places
}

/// Checks the slots of requirements, of those that are gone too. A slot that is neither may have been somebody's: a
/// report code from that time would be read wrongly if another requirement took it.
pub(super) fn of_requirements(file: &RawRequirementsFile, d: &mut Diagnostics) {
    let retired = file.retired_codes.iter().map(|retired| &retired.code);
    // Of two with one slot, the one that is here is to get another.
    let all = retired.chain(file.requirements.iter().map(|one| &one.code));
    let count = file.requirements.len() + file.retired_codes.len();
    let places = slots("requirement", all, MOST_SLOTS, d);
    // A requirement that could not be read has some slot too, and one whose slot is wrong is meant to have another.
    let complete = file.requirements.complete && file.retired_codes.complete;
    if !complete || places.len() < count {
        return;
    }
    let mut expected = 1;
    for (slot, place) in places {
        if slot > expected {
            let missing = match slot - expected {
                1 => format!("{expected} is"),
                2 => format!("{expected} and {} are", slot - 1),
                _ => format!("{expected} to {} are", slot - 1),
            };
            d.error(
                Code::CodeGap,
                place,
                format!("this has the code {slot}, and {missing} of no requirement"),
            )
            .help(format!(
                "take the code {expected} if it was never used, or name what had it: `retired_codes: [{{code: \
                 {expected}, name: …}}]`"
            ));
        }
        expected = slot + 1;
    }
}
