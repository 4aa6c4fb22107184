//! Operating systems and browsers.

use std::sync::Arc;

use checker::code::MOST_NAMES;

use super::provenance;
use super::slots::{slot, slots};
use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{Browser, BrowserId, System, SystemId, Tokens};
use crate::parse::markdown::Extent;
use crate::parse::raw::{
    RawBrowser, RawBrowserTokens, RawBrowsersFile, RawSystem, RawSystemTokens, Text,
};
use crate::yaml::Spanned;

/// Resolves the systems and the browsers of a file.
pub(super) fn browsers(
    file: &RawBrowsersFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> (Vec<System>, Vec<Browser>) {
    slots("system", file.systems.iter().filter_map(|one| one.code.as_ref()), MOST_NAMES, d);
    slots("browser", file.browsers.iter().filter_map(|one| one.code.as_ref()), MOST_NAMES, d);
    let systems = file.systems.iter().filter_map(|raw| system(raw, texts, d)).collect();
    let browsers = file.browsers.iter().filter_map(|raw| browser(raw, texts, d)).collect();
    (systems, browsers)
}

fn system(raw: &RawSystem, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<System> {
    let name = texts.localized(&raw.name, Extent::Line, d)?;
    let RawSystemTokens { has, lacks, platform } = &raw.recognized_by;
    if platform.is_none() {
        cannot_tell(raw.minimum.as_ref(), "platform: Windows", d);
    }
    Some(System {
        id: SystemId::new(raw.id.value.as_str()),
        name,
        slot: slot(raw.code.as_ref()),
        minimum: raw.minimum.as_ref().map_or(0, |minimum| minimum.value),
        recognized_by: tokens(has, lacks, d),
        platform: word(platform.as_ref(), d),
    })
}

fn browser(raw: &RawBrowser, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Browser> {
    let name = texts.localized(&raw.name, Extent::Line, d);
    let runs_on: Vec<SystemId> = raw
        .runs_on
        .iter()
        .filter(|id| texts.names.systems.check(id, d))
        .map(|id| SystemId::new(id.value.as_str()))
        .collect();
    let RawBrowserTokens { has, lacks, brand, version_after } = &raw.recognized_by;
    if brand.is_none() && version_after.is_none() {
        cannot_tell(raw.minimum.as_ref(), "version_after: Chrome/", d);
    }
    Some(Browser {
        id: BrowserId::new(raw.id.value.as_str()),
        name: name?,
        slot: slot(raw.code.as_ref()),
        minimum: raw.minimum.as_ref().map_or(0, |minimum| minimum.value),
        recognized_by: tokens(has, lacks, d),
        brand: word(brand.as_ref(), d),
        version_after: word(version_after.as_ref(), d),
        runs_on,
        supported: texts.optional(raw.supported.as_ref(), Extent::Text, d),
        update: texts.optional(raw.update.as_ref(), Extent::Text, d),
        retired: texts.optional(raw.retired.as_ref(), Extent::Text, d),
        provenance: provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d),
    })
}

/// A version that nothing tells is never old enough: the check would leave every reader with "not known".
fn cannot_tell(minimum: Option<&Spanned<u16>>, key: &str, d: &mut Diagnostics) {
    if let Some(minimum) = minimum {
        d.error(Code::MissingKey, minimum.span, "nothing tells the version that this asks for")
            .help(format!("say under `recognized_by:` where it stands: `{key}`"));
    }
}

/// Words of a user agent. A page hands them to its script with `|` between them.
fn tokens(has: &[Text], lacks: &[Text], d: &mut Diagnostics) -> Tokens {
    let mut words = |list: &[Text]| list.iter().map(|text| word(Some(text), d)).collect();
    Tokens { has: words(has), lacks: words(lacks) }
}

fn word(word: Option<&Text>, d: &mut Diagnostics) -> Arc<str> {
    let Some(word) = word else { return "".into() };
    if word.is_empty() || word.contains('|') {
        d.error(
            Code::InvalidValue,
            word.span,
            format!("`{}` cannot be looked for in a user agent", word.value),
        )
        .help("write a word that it has, without `|`: `Edg/`");
    }
    word.value.as_str().into()
}
