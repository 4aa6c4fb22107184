//! Operating systems and browsers.

use super::provenance;
use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{Browser, BrowserId, System, SystemId, Tokens};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawBrowser, RawBrowsersFile, RawTokens, Text};

/// Resolves the systems and the browsers of a file.
pub(super) fn browsers(
    file: &RawBrowsersFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> (Vec<System>, Vec<Browser>) {
    let systems = file
        .systems
        .iter()
        .filter_map(|system| {
            let name = texts.localized(&system.name, Extent::Line, d)?;
            let id = SystemId::new(system.id.value.as_str());
            Some(System { id, name, recognized_by: tokens(&system.recognized_by, d) })
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
        recognized_by: tokens(&raw.recognized_by, d),
        runs_on,
        supported: texts.optional(raw.supported.as_ref(), Extent::Text, d),
        update: texts.optional(raw.update.as_ref(), Extent::Text, d),
        retired: texts.optional(raw.retired.as_ref(), Extent::Text, d),
        provenance: provenance(raw.source.as_ref(), raw.checked_on.as_ref(), d),
    })
}

/// Words of a user agent. A page hands them to its script with `|` between them.
fn tokens(raw: &RawTokens, d: &mut Diagnostics) -> Tokens {
    let mut words = |list: &[Text]| {
        for word in list.iter().filter(|word| word.is_empty() || word.contains('|')) {
            d.error(
                Code::InvalidValue,
                word.span,
                format!("`{}` cannot be looked for in a user agent", word.value),
            )
            .help("write a word that it has, without `|`: `Edg/`");
        }
        list.iter().map(|word| word.value.as_str().into()).collect()
    };
    Tokens { has: words(&raw.has), lacks: words(&raw.lacks) }
}
