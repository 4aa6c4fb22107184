//! The words on screens.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::check_id;
use super::provenance;
use super::text::{Labels, unknown_locale};
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{Label, LabelId, Locale};
use crate::parse::raw::{RawLabelsFile, RawProduct};
use crate::sources::Span;

/// Collects them from their file.
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
        provenance(product.source.as_ref(), Some(&product.checked_on), d);
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
    let is_checked = is_checked(product);
    check_unconfirmed(product, d);
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
        let is_confirmed =
            is_checked && product.unconfirmed.iter().all(|one| one.value != id.value);
        let id =
            LabelId { product: product.id.value.as_str().into(), label: id.value.as_str().into() };
        labels.words.insert(id, Label { words, is_confirmed });
    }
}

/// What a product lists as unconfirmed has to be one of its labels, and says nothing where none of them is confirmed.
fn check_unconfirmed(product: &RawProduct, d: &mut Diagnostics) {
    for id in product.unconfirmed.iter() {
        let known = product.labels.iter().any(|(label, _)| label.value == id.value);
        if !known && product.labels.bad.is_empty() {
            d.error(
                Code::UnknownLabel,
                id.span,
                format!("`{}` has no label `{}`", product.id.value, id.value),
            )
            .suggest(id, product.labels.iter().map(|(label, _)| label.value.as_str()));
        } else if !is_checked(product) {
            d.error(
                Code::InvalidValue,
                id.span,
                format!("no label of `{}` is confirmed, so there is none to leave out", product.id.value),
            )
            .help("remove `unconfirmed:`, or say when the others were checked: `checked_on: 2026-11-22`");
        }
    }
}

fn is_checked(product: &RawProduct) -> bool {
    product.checked_on.value != "never"
}
