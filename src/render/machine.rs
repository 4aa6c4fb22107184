//! Files for programs: sitemap, robots, headers, llms.txt.

use std::fmt::Write as _;

use super::csp;
use super::frame::{absolute, plain_title};
use super::markdown::Escaped;
use super::plain::plain;
use crate::guide::{Edition, EditionGuide};
use crate::localize::localize;

/// The files by path.
pub(super) fn files(guide: &EditionGuide, edition: &Edition) -> Vec<(&'static str, String)> {
    let mut files = vec![("_headers", headers(guide)), ("robots.txt", robots(edition))];
    if edition.indexable {
        files.push(("sitemap.xml", sitemap(guide, edition)));
        files.push(("llms.txt", llms(guide, edition)));
    }
    files
}

/// Headers for hosts that read a `_headers` file.
///
/// Only the check page uses devices, and only after a click; the header keeps them from whatever else is in its frame.
fn headers(guide: &EditionGuide) -> String {
    let csp = csp::of_headers(guide);
    let devices = if guide.requirements.is_empty() { "()" } else { "(self)" };
    format!(
        "/*\n  Content-Security-Policy: {csp}; frame-ancestors 'self'\n  Permissions-Policy: camera={devices}, \
         display-capture={devices}, microphone={devices}\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}

fn robots(edition: &Edition) -> String {
    if edition.indexable {
        format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", edition.base_url)
    } else {
        "User-agent: *\nDisallow: /\n".to_owned()
    }
}

/// Every page in every language, each with its address in the others.
fn sitemap(guide: &EditionGuide, edition: &Edition) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let locales = &guide.common.locales;
    for page in guide.page_ids() {
        let mut alternates = String::new();
        for locale in locales {
            let _ = writeln!(
                alternates,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                locale.tag,
                Escaped(&absolute(edition, locale, &page))
            );
        }
        for locale in locales {
            let _ = writeln!(
                xml,
                "<url>\n<loc>{}</loc>\n<lastmod>{}</lastmod>\n{alternates}</url>",
                Escaped(&absolute(edition, locale, &page)),
                guide.common.revised_on
            );
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The guide's contents as a list for language models.
fn llms(guide: &EditionGuide, edition: &Edition) -> String {
    let mut text = String::new();
    for projection in localize(guide, edition) {
        let plain = |markup| plain(projection, markup);
        let common = &guide.common;
        let title = plain(projection.text(&common.title));
        let _ = write!(text, "# {title}\n\n> {}\n\n", plain(projection.text(&common.description)));
        for section in &guide.navigation {
            let _ = write!(text, "## {}\n\n", plain(projection.text(&section.title)));
            for page in &section.pages {
                let _ = writeln!(
                    text,
                    "- [{}]({})",
                    plain_title(projection, page),
                    absolute(edition, projection.locale(), page)
                );
            }
            text.push('\n');
        }
    }
    text
}
