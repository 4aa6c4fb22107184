//! What every audience may see: settings, languages, editions, values, the theme's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::check_id;
use super::text::{Texts, in_every_language};
use super::{date, http_url, provenance};
use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::guide::{Common, Edition, Locale, Localized, Value, ValueId, Words};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawEdition, RawGuideFile, RawLocale, RawUiFile};
use crate::parse::{Declared, RawGuide};
use crate::yaml::{Items, Spanned};

/// The languages of the guide. An id is one even where the item around it is bad, so that its texts are not mistakes
/// too. None when a tag is bad or missing: then no text can be said to be of a wrong language.
pub(super) fn locales(
    raw: &Spanned<Items<RawLocale>>,
    declared: &Declared,
    d: &mut Diagnostics,
) -> Vec<Locale> {
    let mut locales: Vec<Locale> = Vec::new();
    let mut known = declared.is_complete("locales");
    for tag in declared.ids("locales") {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or("");
        let good = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        if !good {
            d.error(Code::BadLocale, tag.span, format!("`{}` is not a language tag", tag.value))
                .help("write a tag of BCP 47: `ja`, `en`, `zh-Hant`");
            known = false;
        }
        if locales.iter().any(|known| *known.tag == *tag.value) {
            d.error(
                Code::DuplicateId,
                tag.span,
                format!("the language `{}` stands here twice", tag.value),
            )
            .help("remove one of the two");
            continue;
        }
        let item = raw.iter().find(|item| item.id.value == tag.value);
        let name = item.map_or(&tag.value, |item| &item.name.value);
        locales.push(Locale { tag: tag.value.as_str().into(), name: name.as_str().into() });
    }
    if raw.is_empty() && raw.complete {
        d.error(Code::MissingKey, raw.span, "the guide has no language")
            .help("list at least one: `- {id: en, name: English}`");
    }
    if known { locales } else { Vec::new() }
}

/// Everything else that is for everybody.
pub(super) fn common(
    settings: &RawGuideFile,
    raw: &RawGuide,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Common> {
    let mut line = |raw| texts.localized(raw, Extent::Line, d);
    let (title, description, organization) =
        (line(&settings.title), line(&settings.description), line(&settings.organization));
    let welcome = texts.localized(&settings.welcome, Extent::Text, d);
    let highlights = settings
        .highlights
        .iter()
        .filter_map(|line| texts.localized(line, Extent::Text, d))
        .collect();
    let contact = texts.localized(&settings.contact, Extent::Text, d);
    let notices = settings
        .notices
        .iter()
        .filter_map(|notice| texts.localized(notice, Extent::Text, d))
        .collect();
    let editions = editions(&settings.editions, d);
    let values = values(settings, texts, d);
    let words = raw.ui.as_ref().and_then(|file| words(file, texts, d));
    let (systems, browsers) = raw
        .browsers
        .as_ref()
        .map_or_else(Default::default, |file| super::browsers::browsers(file, texts, d));
    let theme = super::theme::theme(&settings.theme, texts, d);
    let revised_on = date(&settings.revised_on, d);
    Some(Common {
        title: title?,
        description: description?,
        organization: organization?,
        welcome: welcome?,
        highlights,
        contact: contact?,
        notices,
        revised_on: revised_on?,
        review_days: settings.review_days.value,
        theme,
        locales: texts.locales.to_vec(),
        editions,
        systems,
        browsers,
        labels: texts.labels.words.clone(),
        labels_also: texts.labels.also.clone(),
        values: values?,
        words: words?,
    })
}

fn editions(raw: &Spanned<Items<RawEdition>>, d: &mut Diagnostics) -> Vec<Edition> {
    if raw.is_empty() && raw.complete {
        d.error(Code::MissingKey, raw.span, "the guide has no edition")
            .help("list at least one with `id:`, `audience:` and `base_url:`");
    }
    let mut editions: Vec<Edition> = Vec::new();
    for edition in raw.iter() {
        check_id(&edition.id, d);
        if editions.iter().any(|known| *known.name == *edition.id.value) {
            d.error(
                Code::DuplicateId,
                edition.id.span,
                format!("there are two editions `{}`", edition.id.value),
            )
            .help("give one of them another id");
        }
        if http_url(&edition.base_url, d).is_some() && !edition.base_url.ends_with('/') {
            d.error(
                Code::UnsafeUrl,
                edition.base_url.span,
                "the address of an edition ends with a slash",
            )
            .help(format!("write `{}/`", edition.base_url.value));
        }
        editions.push(Edition {
            name: edition.id.value.as_str().into(),
            audience: edition.audience.into(),
            base_url: edition.base_url.value.as_str().into(),
            indexable: edition.indexable,
        });
    }
    editions
}

fn values(
    settings: &RawGuideFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<BTreeMap<ValueId, Value>> {
    let mut values = BTreeMap::new();
    let mut complete = true;
    for (id, raw) in settings.values.iter() {
        let text = texts.localized(&raw.text, Extent::Line, d);
        let provenance = provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d);
        let Some(text) = text else {
            complete = false;
            continue;
        };
        if text.iter().any(|markup| !markup.references.is_empty()) {
            d.error(
                Code::NotALine,
                id.span,
                format!("the value `{}` refers to something else", id.value),
            )
            .help("a value is plain words; texts refer to it, not the other way round");
        }
        values.insert(ValueId::new(id.value.as_str()), Value { text, provenance });
    }
    complete.then_some(values)
}

/// The theme's words: each there in every language, none that no template knows.
fn words(file: &RawUiFile, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Localized<Words>> {
    let keys: Vec<_> = Words::keys().collect();
    let known = || keys.iter().map(|key| &**key);
    let mut mistyped = Vec::new();
    for (key, _) in file.iter().filter(|(key, _)| known().all(|known| *known != *key.value)) {
        d.error(Code::UnknownKey, key.span, format!("`{}` is not a word of the theme", key.value))
            .suggest(key, known());
        mistyped.extend(nearest(key, known()));
    }
    let mut by_locale: Vec<BTreeMap<String, Arc<str>>> = vec![BTreeMap::new(); texts.locales.len()];
    for key in known() {
        let Some((_, raw)) = file.iter().find(|(name, _)| name.value == key) else {
            let reported = mistyped.contains(&key) || file.bad.iter().any(|bad| bad.value == key);
            if let Some(place) = file.span.filter(|_| !reported) {
                d.error(Code::MissingKey, place, format!("the theme's word `{key}` is missing"))
                    .help(format!("add `{key}:` with its text in every language"));
            }
            continue;
        };
        let Some(all) = in_every_language(texts.locales, raw, d) else { continue };
        for (words, text) in by_locale.iter_mut().zip(all) {
            month_names(key, text, d);
            words.insert(key.to_owned(), text.value.as_str().into());
        }
    }
    let words: Option<Vec<Words>> = by_locale.iter().map(Words::from_map).collect();
    words.map(Localized::new)
}

fn month_names(key: &str, text: &Spanned<String>, d: &mut Diagnostics) {
    let count = text.split_whitespace().count();
    if key == "month_names" && count != 12 {
        d.error(
            Code::InvalidValue,
            text.span,
            format!("there are {count} names of months here, not 12"),
        )
        .help("write twelve names with a space between them");
    }
}
