//! [`RawGuide`] to [`Guide`]: every name looked up, every text in every language, every rule of the content checked.
//!
//! In: the raw files. Out: a guide in which nothing dangles, or no guide and all that is wrong. Never: chooses an
//! audience or a language.

mod access;
mod browsers;
mod common;
mod figure;
mod glossary;
mod labels;
mod names;
mod navigation;
mod pages;
mod platform;
mod probes;
mod requirements;
mod rules;
mod slots;
mod steps;
mod text;
mod theme;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{
    Audience, Checked, Date, Guide, GuideAt, Localized, Markup, Provenance, Scoped,
};
use crate::markup::Ast;
use crate::parse::RawGuide;
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawAudience, RawNote, Text};
use crate::sources::{FileId, Sources, Span};
use crate::translations;
use names::Names;
use text::Texts;

/// Looks everything up. Without errors there is a guide.
#[must_use]
pub fn resolve(sources: &Sources, raw: &RawGuide) -> (Option<Guide>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let guide = resolve_files(sources, raw, &mut diagnostics);
    (guide.filter(|_| !diagnostics.has_errors()), diagnostics)
}

fn resolve_files(sources: &Sources, raw: &RawGuide, d: &mut Diagnostics) -> Option<Guide> {
    let settings = raw.guide.as_ref()?;
    let locales = common::locales(&settings.locales, &raw.declared, d);
    if let Some(file) = &raw.glossary {
        glossary::glossary(file, &locales, d);
    }
    let names = Names::collect(&raw.declared, &raw.platforms, sources, d);
    let labels = labels::labels(raw.labels.as_deref(), &locales, raw.declared.has("products"), d);
    let pages = pages::index(raw, &locales, sources, d);
    let texts = Texts {
        sources,
        locales: &locales,
        names: &names,
        labels: &labels,
        pages: &pages,
        marks: 0,
    };

    let common = common::common(settings, raw, &texts, d);
    let navigation = navigation::navigation(settings, &texts, d);
    let requirements = raw
        .requirements
        .as_ref()
        .map_or_else(Vec::new, |file| requirements::requirements(file, &texts, d));
    let decode = requirements::decode(raw.requirements.as_deref(), &texts, d);
    let access = raw.access.as_ref().map(|file| access::access(file, &texts, d));
    let browsers = raw.browsers.as_ref().map_or(&[][..], |file| &file.browsers);
    let platforms = raw
        .platforms
        .iter()
        .filter_map(|file| platform::platform(file, browsers, &texts, d))
        .collect();
    let pages = pages::pages(raw, &texts, d);
    let stale = stale(sources, raw, d);
    Some(GuideAt {
        common: common?.into(),
        navigation,
        requirements,
        decode,
        access,
        platforms,
        pages,
        pictures: BTreeSet::new(),
        marked_labels: BTreeSet::new(),
        stale,
    })
}

/// Warns of translations whose source has changed, and says where to mark them.
fn stale(sources: &Sources, raw: &RawGuide, d: &mut Diagnostics) -> BTreeSet<Span> {
    // What was changed on the way to an error is not done yet.
    if d.has_errors() {
        return BTreeSet::new();
    }
    let stale = translations::stale(sources, raw);
    for one in &stale {
        d.warning(
            Code::StaleTranslation,
            one.place,
            format!("the source of `{}` has changed since it was translated", one.id),
        )
        .related(one.source, "the source as it is now")
        .help(format!(
            "make the translation say the same as its source; when it does, run `annai approve {}`",
            one.id
        ));
    }
    stale.into_iter().map(|one| one.text).collect()
}

impl From<RawAudience> for Audience {
    fn from(raw: RawAudience) -> Self {
        match raw {
            RawAudience::External => Self::External,
            RawAudience::Internal => Self::Internal,
        }
    }
}

/// The notes of an item, each sealed for its audience.
fn notes(
    raw: &[RawNote],
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<Scoped<Localized<Markup>>> {
    raw.iter()
        .filter_map(|note| {
            let text = texts.localized(&note.text, Extent::Text, d)?;
            Some(Scoped::new(note.audience.into(), text))
        })
        .collect()
}

/// Where a fact was read: both keys, or neither; a fact that nobody has checked says `never`.
fn provenance(
    source: Option<&Text>,
    checked_on: Option<&Text>,
    d: &mut Diagnostics,
) -> Option<Provenance> {
    let checked_on = match (source, checked_on) {
        (None, None) => return None,
        (Some(source), None) => {
            d.error(
                Code::MissingKey,
                source.span,
                "this does not say when it was last checked at its source",
            )
            .help("add `checked_on: 2026-11-22`, or `checked_on: never` if nobody has");
            return None;
        }
        (_, Some(text)) => checked(text, d)?,
    };
    if let Some(source) = source {
        http_url(source, d)?;
    }
    Some(Provenance { source: source.map(|source| source.value.as_str().into()), checked_on })
}

/// A day or `never`.
fn checked(text: &Text, d: &mut Diagnostics) -> Option<Checked> {
    if text.value == "never" {
        return Some(Checked::Never);
    }
    date(text, d).map(Checked::On)
}

fn date(text: &Text, d: &mut Diagnostics) -> Option<Date> {
    let date = Date::parse(text);
    if date.is_none() {
        d.error(Code::BadDate, text.span, format!("`{}` is not a day", text.value))
            .help("write year, month and day: 2026-11-22");
    }
    date
}

fn http_url(text: &Text, d: &mut Diagnostics) -> Option<()> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(char::is_whitespace)) {
        d.error(
            Code::UnsafeUrl,
            text.span,
            format!("`{}` is not an address of the web", text.value),
        )
        .help("an address starts with https://");
        return None;
    }
    Some(())
}

/// The start of a file, for what is missing in it.
fn start_of(file: FileId) -> Span {
    Span::new(file, 0..0)
}

/// Whether a text says nothing.
fn is_blank(ast: &Ast) -> bool {
    ast.events.is_empty()
}
