//! What every audience may see: settings, languages, editions, browsers, labels, values, the theme's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::check_id;
use super::text::{Labels, Texts, in_every_language};
use super::{date, http_url, provenance, start_of};
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{
    Browser, BrowserId, Common, Edition, Label, LabelId, Locale, Localized, System, SystemId,
    Value, ValueId, Words,
};
use crate::parse::RawGuide;
use crate::parse::markdown::Extent;
use crate::parse::raw::{
    RawBrowser, RawBrowsersFile, RawEdition, RawGuideFile, RawLabelsFile, RawLocale, RawProduct,
    RawUiFile,
};
use crate::sources::Span;
use crate::yaml::Spanned;

/// The languages of the guide; one that is not a language tag is reported and left out.
pub(super) fn locales(raw: &[RawLocale], d: &mut Diagnostics) -> Vec<Locale> {
    let mut locales: Vec<Locale> = Vec::new();
    for locale in raw {
        let tag = &locale.id;
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
        } else if locales.iter().any(|known| *known.tag == *tag.value) {
            d.error(
                Code::DuplicateId,
                tag.span,
                format!("the language `{}` stands here twice", tag.value),
            )
            .help("remove one of the two");
        } else {
            locales.push(Locale {
                tag: tag.value.as_str().into(),
                name: locale.name.value.as_str().into(),
            });
        }
    }
    locales
}

/// The words on screens.
pub(super) fn labels(
    raw: Option<&RawLabelsFile>,
    locales: &[Locale],
    d: &mut Diagnostics,
) -> Labels {
    let mut labels = Labels { complete: true, ..Labels::default() };
    let Some(raw) = raw else { return labels };
    let mut products: BTreeMap<&str, Span> = BTreeMap::new();
    for product in raw.products.iter() {
        check_id(&product.id, d);
        if let Some(first) = products.insert(&product.id, product.id.span) {
            d.error(
                Code::DuplicateId,
                product.id.span,
                format!("there are two products `{}`", product.id.value),
            )
            .related(first, "the first one")
            .help("put their labels together");
        }
        product_labels(product, &mut labels, d);
        provenance(product.source.as_ref(), product.checked_on.as_ref(), d);
    }
    labels.also = locales
        .iter()
        .map(|locale| {
            let (_, also) = raw.also.iter().find(|(tag, _)| *tag.value == *locale.tag)?;
            Some(also.value.as_str().into())
        })
        .collect();
    for (tag, _) in raw.also.iter() {
        if locales.iter().all(|locale| *locale.tag != *tag.value) {
            d.error(
                Code::UnknownLocale,
                tag.span,
                format!("`{}` is not a language of this guide", tag.value),
            )
            .suggest(tag, locales.iter().map(|locale| &*locale.tag));
        }
    }
    labels
}

fn product_labels(product: &RawProduct, labels: &mut Labels, d: &mut Diagnostics) {
    for (id, raw) in product.labels.iter() {
        check_id(id, d);
        let words: BTreeMap<Arc<str>, Arc<str>> = raw
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(tag, text)| (tag.value.as_str().into(), text.value.as_str().into()))
            .collect();
        if words.is_empty() {
            d.error(Code::EmptyText, id.span, format!("the label `{}` has no words", id.value))
                .help("give it the words of at least one language of the screen: `en: Allow`");
            continue;
        }
        let id =
            LabelId { product: product.id.value.as_str().into(), label: id.value.as_str().into() };
        labels.words.insert(id, Label { words });
    }
}

/// Everything else that is for everybody.
pub(super) fn common(
    settings: &RawGuideFile,
    raw: &RawGuide,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Common> {
    let place = settings.revised_on.span;
    let mut line = |raw| texts.localized(raw, Some(place), Extent::Line, d);
    let (title, description, organization) =
        (line(&settings.title), line(&settings.description), line(&settings.organization));
    let welcome = texts.localized(&settings.welcome, Some(place), Extent::Text, d);
    let contact = texts.localized(&settings.contact, Some(place), Extent::Text, d);
    let notices = settings
        .notices
        .iter()
        .filter_map(|notice| texts.localized(notice, Some(place), Extent::Text, d))
        .collect();
    if texts.locales.is_empty() {
        d.error(Code::MissingKey, place, "the guide has no language")
            .help("list at least one under `locales:`: `- {id: en, name: English}`");
    }
    let editions = editions(&settings.editions, place, d);
    let values = values(settings, texts, d);
    let words = raw.ui.as_ref().and_then(|file| words(file, texts, d));
    let (systems, browsers) =
        raw.browsers.as_ref().map_or_else(Default::default, |file| browsers(file, texts, d));
    let revised_on = date(&settings.revised_on, d);
    Some(Common {
        title: title?,
        description: description?,
        organization: organization?,
        welcome: welcome?,
        contact: contact?,
        notices,
        revised_on: revised_on?,
        review_days: settings.review_days.value,
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

fn editions(raw: &[RawEdition], place: Span, d: &mut Diagnostics) -> Vec<Edition> {
    if raw.is_empty() {
        d.error(Code::MissingKey, place, "the guide has no edition")
            .help("list at least one under `editions:` with id, audience and base_url");
    }
    let mut editions: Vec<Edition> = Vec::new();
    for edition in raw {
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
        let text = texts.localized(&raw.text, Some(id.span), Extent::Line, d);
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

fn browsers(
    file: &RawBrowsersFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> (Vec<System>, Vec<Browser>) {
    let systems = file
        .systems
        .iter()
        .filter_map(|system| {
            let name = texts.localized(&system.name, Some(system.id.span), Extent::Line, d)?;
            Some(System { id: SystemId::new(system.id.value.as_str()), name })
        })
        .collect();
    let browsers = file.browsers.iter().filter_map(|raw| browser(raw, texts, d)).collect();
    (systems, browsers)
}

fn browser(raw: &RawBrowser, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Browser> {
    let name = texts.localized(&raw.name, Some(raw.id.span), Extent::Line, d);
    let runs_on: Vec<SystemId> = raw
        .runs_on
        .iter()
        .filter(|id| texts.names.systems.check(id, d))
        .map(|id| SystemId::new(id.value.as_str()))
        .collect();
    Some(Browser {
        id: BrowserId::new(raw.id.value.as_str()),
        name: name?,
        runs_on,
        supported: texts.optional(raw.supported.as_ref(), Extent::Text, d),
        update: texts.optional(raw.update.as_ref(), Extent::Text, d),
        retired: texts.optional(raw.retired.as_ref(), Extent::Text, d),
        provenance: provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d),
    })
}

/// The theme's words: each there in every language, none that no template knows.
fn words(file: &RawUiFile, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Localized<Words>> {
    for (key, _) in file.iter().filter(|(key, _)| !Words::KEYS.contains(&key.value.as_str())) {
        d.error(Code::UnknownKey, key.span, format!("`{}` is not a word of the theme", key.value))
            .suggest(key, Words::KEYS.iter().copied());
    }
    let place = file.first().map(|(key, _)| start_of(key.span.file));
    let mut by_locale: Vec<BTreeMap<String, Arc<str>>> = vec![BTreeMap::new(); texts.locales.len()];
    for key in Words::KEYS {
        let Some((name, raw)) = file.iter().find(|(name, _)| name.value == *key) else {
            if let Some(place) = place {
                d.error(Code::MissingKey, place, format!("the theme's word `{key}` is missing"))
                    .help(format!("add `{key}:` with its text in every language"));
            }
            continue;
        };
        let Some(all) = in_every_language(texts.locales, raw, Some(name.span), d) else { continue };
        for (words, text) in by_locale.iter_mut().zip(all) {
            month_names(key, text, d);
            words.insert((*key).to_owned(), text.value.as_str().into());
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
