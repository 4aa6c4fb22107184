//! The sections of the navigation and the pages in them.

use std::collections::BTreeMap;

use super::names::Ids;
use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{PageId, Scoped, Section};
use crate::parse::markdown::Extent;
use crate::parse::raw::RawGuideFile;

/// Looks up the pages of every section. A page stands in the navigation once; one that stands nowhere is a warning.
pub(super) fn navigation(
    settings: &RawGuideFile,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<Scoped<Section>> {
    let words = ("section", "content/guide.yaml", Code::UnknownPage);
    Ids::new(words, settings.navigation.iter().map(|section| &section.id), true, d);
    let mut placed = BTreeMap::new();
    // Whether every page that is named is known, so that one that is not named stands nowhere.
    let mut known = settings.navigation.complete;
    let sections = settings
        .navigation
        .iter()
        .filter_map(|raw| {
            let title = texts.localized(&raw.title, Extent::Line, d);
            let mut pages = Vec::new();
            known &= raw.pages.complete;
            for name in raw.pages.iter() {
                match texts.pages.get(name) {
                    Some(page) if matches!(page.id, PageId::PlatformBrowser(..)) => {
                        known = false;
                        d.error(
                            Code::UnknownPage,
                            name.span,
                            "the page of one browser does not stand in the navigation",
                        )
                        .help("name the platform's page; it leads to the others");
                    }
                    Some(page) => {
                        if let Some(first) = placed.insert(page.id.clone(), name.span) {
                            d.error(
                                Code::DuplicateId,
                                name.span,
                                format!("the page `{}` stands here a second time", name.value),
                            )
                            .related(first, "the first time")
                            .help("remove one of the two");
                        }
                        pages.push(page.id.clone());
                    }
                    None => {
                        known = false;
                        texts.pages.unknown(name, name.span, d);
                    }
                }
            }
            let section = Section { id: raw.id.value.as_str().into(), title: title?, pages };
            Some(Scoped::new(raw.audience.into(), section))
        })
        .collect();
    if known {
        unplaced(settings, texts, &placed, d);
    }
    sections
}

fn unplaced<T>(
    settings: &RawGuideFile,
    texts: &Texts<'_>,
    placed: &BTreeMap<PageId, T>,
    d: &mut Diagnostics,
) {
    let Some(place) = settings.navigation.first().map(|section| section.id.span) else { return };
    for name in texts.pages.names() {
        let missing = texts.pages.get(name).is_some_and(|page| {
            // Engineers come to report codes from elsewhere; a guide need not lead there.
            let need_not = matches!(page.id, PageId::PlatformBrowser(..) | PageId::Decode);
            !need_not && !placed.contains_key(&page.id)
        });
        if missing {
            d.warning(
                Code::PageNotInNavigation,
                place,
                format!("the page `{name}` stands in no section of the navigation"),
            )
            .help(format!("add `{name}` to the `pages:` of a section"));
        }
    }
}
