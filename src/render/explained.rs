//! A report code as text for a terminal: what it says, and what an engineer can suggest.

use std::fmt::Write as _;

use checker::code::{Mistake, ReportCode};
use checker::policy::Device;
use checker::{Overall, Verdict};

use super::plain::{lines, plain};
use crate::guide::{
    Audience, BrowserId, Date, Level, Localized, Markup, Open, Requirement, Selector, SystemId,
};
use crate::localize::Projection;

/// What a code says: the machine, then every requirement, what is not met first.
#[must_use]
pub fn explained(code: &ReportCode, projection: Projection<'_>) -> String {
    let (guide, words) = (projection.guide, projection.words());
    let name = |text: &Localized<Markup>| plain(projection, projection.text(text));
    let common = &guide.common;
    let browser = common.browsers.iter().find(|one| one.slot > 0 && one.slot == code.browser);
    let system = common.systems.iter().find(|one| one.slot > 0 && one.slot == code.system);
    let machine =
        Machine { browser: browser.map(|one| &one.id), system: system.map(|one| &one.id) };
    let with_version = |found: Option<&Localized<Markup>>, version: u16| match (found, version) {
        (None, _) => words.decode_unrecognized.to_string(),
        (Some(found), 0) => name(found),
        (Some(found), version) => format!("{} {version}", name(found)),
    };
    let overall = match code.overall {
        Overall::Ready => &words.overall_ready,
        Overall::Limits => &words.overall_limits,
        Overall::Action => &words.overall_action,
        Overall::Unknown => &words.overall_unknown,
    };
    let device = match code.device {
        Some(Device::Computer) => &words.device_computer,
        Some(Device::Phone) => &words.device_phone,
        Some(Device::Tablet) => &words.device_tablet,
        Some(Device::Chromebook) => &words.device_chromebook,
        None => &words.device_unknown,
    };
    let day = code
        .date()
        .and_then(|(year, month, day)| Date::parse(&format!("{year:04}-{month:02}-{day:02}")));
    let mut text = format!("{code}\n\n");
    for (label, value) in [
        (&words.decode_verdict, overall.to_string()),
        (&words.decode_date, day.map_or_else(|| "-".to_owned(), |day| projection.date(day))),
        (&words.decode_browser, with_version(browser.map(|one| &one.name), code.browser_version)),
        (&words.decode_system, with_version(system.map(|one| &one.name), code.system_version)),
        (&words.decode_device, device.to_string()),
    ] {
        // Writing to a text does not fail.
        let _ = writeln!(text, "{label}: {value}");
    }
    for verdict in [Verdict::Disproved, Verdict::Unknown, Verdict::Ask, Verdict::Proved] {
        let has = |slot: u8| code.slots().any(|one| one == (slot, verdict));
        let requirements = guide.requirements.iter().filter(|one| has(one.slot));
        requirements.for_each(|one| requirement(one, verdict, &machine, projection, &mut text));
    }
    let retired = guide.decode.iter().flat_map(|decode| &decode.retired);
    for (slot, verdict) in code.slots() {
        if guide.requirements.iter().any(|one| one.slot == slot) {
            continue;
        }
        let gone = retired.clone().find(|one| one.slot == slot).map(|one| name(&one.name));
        let gone = gone.unwrap_or_else(|| words.decode_gone.replace("{value}", &slot.to_string()));
        let _ = write!(text, "\n{} · {gone}\n", verdict_word(verdict, projection));
    }
    text
}

/// Why something is not a report code.
#[must_use]
pub fn mistaken(mistake: Mistake, projection: Projection<'_>) -> String {
    let words = projection.words();
    match mistake {
        Mistake::Empty => words.decode_error_empty.to_string(),
        Mistake::Letter(letter) => {
            words.decode_error_letter.replace("{value}", &letter.to_string())
        }
        Mistake::Length => words.decode_error_length.to_string(),
        Mistake::Checksum => words.decode_error_checksum.to_string(),
        Mistake::Format => words.decode_error_format.to_string(),
        Mistake::Meaning => words.decode_error_meaning.to_string(),
    }
}

/// The reader's browser and system, as far as the guide knows them.
struct Machine<'a> {
    browser: Option<&'a BrowserId>,
    system: Option<&'a SystemId>,
}

impl Machine<'_> {
    /// Whether a variant is for this machine, as far as that is known.
    fn fits(&self, selector: &Selector) -> bool {
        let (browsers, systems) = (&selector.browsers, &selector.systems);
        self.browser.is_none_or(|one| browsers.is_empty() || browsers.contains(one))
            && self.system.is_none_or(|one| systems.is_empty() || systems.contains(one))
    }
}

fn requirement(
    one: &Requirement<Open>,
    verdict: Verdict,
    machine: &Machine<'_>,
    projection: Projection<'_>,
    out: &mut String,
) {
    let words = projection.words();
    let level = match one.level {
        Level::Required => &words.level_required,
        Level::Recommended => &words.level_recommended,
        Level::Optional => &words.level_optional,
    };
    let word = verdict_word(verdict, projection);
    let _ = write!(out, "\n{word} · {level} · {}\n", plain(projection, projection.text(&one.name)));
    let is_open = matches!(verdict, Verdict::Disproved | Verdict::Unknown);
    if !is_open || one.level == Level::Optional {
        return;
    }
    let _ = writeln!(out, "  {}", words.decode_suggest);
    block(&one.remedy, projection, out);
    for variant in one.remedies.iter().filter(|variant| machine.fits(&variant.applies)) {
        if let Some(for_whom) = for_whom(&variant.applies, projection) {
            let _ = writeln!(out, "  {for_whom}");
        }
        block(&variant.text, projection, out);
    }
    for note in &one.notes {
        let title = match note.audience {
            Audience::Internal => &words.internal_note,
            Audience::External => &words.note,
        };
        let _ = writeln!(out, "  {title}");
        block(&note.value, projection, out);
    }
}

fn block(text: &Localized<Markup>, projection: Projection<'_>, out: &mut String) {
    for line in lines(projection, projection.text(text)) {
        let _ = writeln!(out, "    {line}");
    }
}

/// For whom a variant is, in the words of its heading on the page.
fn for_whom(selector: &Selector, projection: Projection<'_>) -> Option<String> {
    let (common, words) = (&projection.guide.common, projection.words());
    let browsers = selector.browsers.iter().filter_map(|id| common.browser(id));
    let systems = selector.systems.iter().filter_map(|id| common.system(id));
    let names: Vec<String> = browsers
        .map(|one| &one.name)
        .chain(systems.map(|one| &one.name))
        .map(|name| plain(projection, projection.text(name)))
        .collect();
    let joined = names.join(&words.name_separator);
    (!names.is_empty()).then(|| words.in_case_of.replace("{name}", &joined))
}

fn verdict_word(verdict: Verdict, projection: Projection<'_>) -> &str {
    let words = projection.words();
    match verdict {
        Verdict::Proved => &words.verdict_proved,
        Verdict::Disproved => &words.verdict_disproved,
        Verdict::Unknown => &words.verdict_unknown,
        Verdict::Ask => &words.verdict_ask,
    }
}
