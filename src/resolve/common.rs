//! What every audience may see: settings, languages, editions, browsers, labels, values, the theme's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::check_id;
use super::text::{Labels, Texts, in_every_language, unknown_locale};
use super::{date, http_url, provenance};
use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::guide::{
    Browser, BrowserId, Common, Edition, Label, LabelId, Locale, Localized, System, SystemId,
    Value, ValueId, Words,
};
use crate::parse::markdown::Extent;
use crate::parse::raw::{
    RawBrowser, RawBrowsersFile, RawEdition, RawGuideFile, RawLabelsFile, RawLocale, RawProduct,
    RawUiFile,
};
use crate::parse::{Declared, RawGuide};
use crate::sources::Span;
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

/// The words on screens.
pub(super) fn labels(
    raw: Option<&RawLabelsFile>,
    locales: &[Locale],
    is_there: bool,
    d: &mut Diagnostics,
) -> Labels {
    let mut labels = Labels { complete: !is_there, ..Labels::default() };
    let Some(raw) = raw else { return labels };
    labels.complete = raw.products.complete;
    let languages = screen_languages(raw, locales);
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
        product_labels(product, &languages, &mut labels, d);
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
            unknown_locale(tag, tag.span, locales, d);
        }
    }
    labels
}

/// The languages in which words of screens are shown: those of the guide and those that stand beside them.
fn screen_languages(raw: &RawLabelsFile, locales: &[Locale]) -> Vec<Locale> {
    let also = raw.also.iter().map(|(_, also)| also.value.as_str());
    let also = also.map(|tag| Locale { tag: tag.into(), name: tag.into() });
    let also = also.filter(|also| locales.iter().all(|locale| locale.tag != also.tag));
    // Without the guide's own there is nothing to compare with.
    if locales.is_empty() { Vec::new() } else { locales.iter().cloned().chain(also).collect() }
}

fn product_labels(
    product: &RawProduct,
    languages: &[Locale],
    labels: &mut Labels,
    d: &mut Diagnostics,
) {
    labels.complete &= product.labels.bad.is_empty();
    for (id, raw) in product.labels.iter() {
        check_id(id, d);
        for (tag, _) in raw.iter() {
            if languages.iter().all(|language| *language.tag != *tag.value) {
                unknown_locale(tag, tag.span, languages, d);
            }
        }
        let words: BTreeMap<Arc<str>, Arc<str>> = raw
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(tag, text)| (tag.value.as_str().into(), text.value.as_str().into()))
            .collect();
        if words.is_empty() && raw.bad.is_empty() {
            d.error(Code::EmptyText, id.span, format!("the label `{}` has no words", id.value))
                .help("give it the words of at least one language of the screen: `en: Allow`");
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
    let mut line = |raw| texts.localized(raw, Extent::Line, d);
    let (title, description, organization) =
        (line(&settings.title), line(&settings.description), line(&settings.organization));
    let welcome = texts.localized(&settings.welcome, Extent::Text, d);
    let contact = texts.localized(&settings.contact, Extent::Text, d);
    let notices = settings
        .notices
        .iter()
        .filter_map(|notice| texts.localized(notice, Extent::Text, d))
        .collect();
    let editions = editions(&settings.editions, d);
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

fn browsers(
    file: &RawBrowsersFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> (Vec<System>, Vec<Browser>) {
    let systems = file
        .systems
        .iter()
        .filter_map(|system| {
            let name = texts.localized(&system.name, Extent::Line, d)?;
            Some(System { id: SystemId::new(system.id.value.as_str()), name })
        })
        .collect();
    let browsers = file.browsers.iter().filter_map(|raw| browser(raw, texts, d)).collect();
    (systems, browsers)
}

fn browser(raw: &RawBrowser, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Browser> {
    let name = texts.localized(&raw.name, Extent::Line, d);
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
    let mut mistyped = Vec::new();
    for (key, _) in file.iter().filter(|(key, _)| !Words::KEYS.contains(&key.value.as_str())) {
        d.error(Code::UnknownKey, key.span, format!("`{}` is not a word of the theme", key.value))
            .suggest(key, Words::KEYS.iter().copied());
        mistyped.extend(nearest(key, Words::KEYS.iter().copied()));
    }
    let mut by_locale: Vec<BTreeMap<String, Arc<str>>> = vec![BTreeMap::new(); texts.locales.len()];
    for key in Words::KEYS {
        let Some((_, raw)) = file.iter().find(|(name, _)| name.value == *key) else {
            let reported = mistyped.contains(key) || file.bad.iter().any(|bad| bad.value == *key);
            if let Some(place) = file.span.filter(|_| !reported) {
                d.error(Code::MissingKey, place, format!("the theme's word `{key}` is missing"))
                    .help(format!("add `{key}:` with its text in every language"));
            }
            continue;
        };
        let Some(all) = in_every_language(texts.locales, raw, d) else { continue };
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
