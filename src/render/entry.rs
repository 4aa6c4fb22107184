//! Pages outside the languages: the one that chooses a language, the one that is not there, and those that have moved.

use super::Tools;
use super::csp;
use super::draft::{Draft, Made};
use super::link::Place;
use super::plain::plain;
use super::shared::fingerprint;
use crate::guide::{Edition, EditionGuide, PageId};
use crate::localize::localize;
use crate::render::frame::{absolute, plain_title};
use crate::view::{AlternateView, EntryLanguageView, EntryView, MovedView};

/// Drafts them.
pub(super) fn drafts<'a>(
    guide: &'a EditionGuide,
    edition: &'a Edition,
    tools: Tools<'a>,
) -> Vec<Draft<'a>> {
    // The page that is not there is shown at any address, so its own addresses are full paths.
    let path = edition.base_url.splitn(4, '/').nth(3).unwrap_or("");
    let mut drafts = vec![
        draft("index.html", "chooser.html", entry(guide, edition, tools, "")),
        draft("404.html", "not_found.html", entry(guide, edition, tools, &format!("/{path}"))),
    ];
    for projection in localize(guide, edition) {
        let locale = projection.locale();
        for page in &guide.pages {
            let id = PageId::Markdown(page.name.clone());
            drafts.extend(page.aliases.iter().map(|alias| {
                let place = Place::new(PageId::Markdown(alias.clone()));
                let view = MovedView {
                    lang: locale.tag.to_string(),
                    csp: csp::of_other_pages(guide, tools.purpose),
                    style: place.file(tools.assets.path("style.css")),
                    title: plain_title(projection, &id),
                    words: projection.words().moved.to_string(),
                    href: place.page(&id),
                    canonical: absolute(edition, locale, &id),
                };
                draft(&format!("{}/{alias}/index.html", locale.tag), "moved.html", view)
            }));
        }
    }
    drafts
}

fn draft<'a, V: serde::Serialize + std::hash::Hash + Send + 'a>(
    path: &str,
    template: &'static str,
    view: V,
) -> Draft<'a> {
    let shown = fingerprint(&(template, &view));
    let context = Box::new(move || {
        let mut context = tera::Context::new();
        context.insert("page", &view);
        Ok(context)
    });
    let make = Box::new(move || Made { shown, context });
    Draft { path: path.to_owned(), template, inputs: shown, make }
}

/// A page in every language; its addresses begin with `root`.
fn entry(guide: &EditionGuide, edition: &Edition, tools: Tools<'_>, root: &str) -> EntryView {
    let common = &guide.common;
    let mut title = String::new();
    let mut languages = Vec::new();
    for projection in localize(guide, edition) {
        let words = projection.words();
        let guide_title = plain(projection, projection.text(&common.title));
        if title.is_empty() {
            title.clone_from(&guide_title);
        }
        let locale = projection.locale();
        languages.push(EntryLanguageView {
            lang: locale.tag.to_string(),
            name: locale.name.to_string(),
            href: format!("{root}{}/index.html", locale.tag),
            title: guide_title,
            description: plain(projection, projection.text(&common.description)),
            not_found_title: words.not_found_title.to_string(),
            not_found_text: words.not_found_text.to_string(),
        });
    }
    let mut alternates: Vec<AlternateView> = common
        .locales
        .iter()
        .map(|locale| AlternateView {
            lang: locale.tag.to_string(),
            href: absolute(edition, locale, &PageId::Home),
        })
        .collect();
    alternates
        .push(AlternateView { lang: "x-default".to_owned(), href: edition.base_url.to_string() });
    EntryView {
        languages,
        csp: csp::of_other_pages(guide, tools.purpose),
        style: format!("{root}{}", tools.assets.path("style.css")),
        script: format!("{root}{}", tools.assets.path("chooser.js")),
        title,
        alternates,
        indexable: edition.indexable,
    }
}
