//! What every page has, looked at from the outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{GuideTest, Outcome};
use crate::html;

/// Calls `look` with the edition, the path and the text of every HTML file.
fn every_page(outcome: &Outcome, mut look: impl FnMut(&str, &str, &str)) {
    for edition in &outcome.built {
        for (path, bytes) in edition.site.iter().filter(|(path, _)| path.ends_with(".html")) {
            look(&edition.name, path, std::str::from_utf8(bytes).unwrap());
        }
    }
}

/// The pages of the languages: not the chooser, not the one that is not there, none that has moved.
fn every_page_of_a_language(outcome: &Outcome, mut look: impl FnMut(&str, &str, &str)) {
    every_page(outcome, |edition, path, page| {
        let has_moved = page.contains("http-equiv=\"refresh\"");
        if path.contains('/') && !has_moved {
            look(edition, path, page);
        }
    });
}

/// Both guides: the small one has something of everything, the shipped one has much.
fn guides() -> [Outcome; 2] {
    [GuideTest::fixture("small"), GuideTest::shipped()].map(|guide| guide.build().clean())
}

#[test]
fn every_page_has_one_heading_a_title_and_its_language() {
    for outcome in guides() {
        every_page(&outcome, |edition, path, page| {
            let name = format!("{edition}/{path}");
            assert!(page.trim_start().starts_with("<!doctype html>"), "{name}");
            let headings = html::all(page, "h1");
            assert_eq!(headings.len(), 1, "{name}");
            assert!(!headings[0].text().is_empty(), "{name}");
            assert!(!html::all(page, "title")[0].text().is_empty(), "{name}");
            let lang = html::all(page, "html")[0].attr("lang");
            let expected = path.split_once('/').map_or("ja", |(locale, _)| locale);
            assert_eq!(lang, expected, "{name}");
            assert_eq!(html::all(page, "meta")[0].get("charset"), Some("utf-8"), "{name}");
        });
    }
}

#[test]
fn every_page_says_where_it_is_and_where_it_is_in_other_languages() {
    for outcome in guides() {
        let bases: BTreeMap<&str, String> = ["external", "internal"]
            .map(|edition| {
                let robots = html::links(outcome.page(edition, "index.html"), "alternate");
                let base = robots.iter().find(|(lang, _)| *lang == Some("x-default")).unwrap().1;
                (edition, base.to_owned())
            })
            .into();
        every_page_of_a_language(&outcome, |edition, path, page| {
            let base = &bases[edition];
            let (locale, folder) = path.trim_end_matches("index.html").split_once('/').unwrap();
            let address = |locale: &str| format!("{base}{locale}/{folder}");
            assert_eq!(html::links(page, "canonical"), [(None, &*address(locale))], "{path}");
            let fallback = if folder.is_empty() { base.clone() } else { address("ja") };
            let expected = [("ja", address("ja")), ("en", address("en")), ("x-default", fallback)];
            let expected: Vec<_> =
                expected.iter().map(|(lang, address)| (Some(*lang), &**address)).collect();
            assert_eq!(html::links(page, "alternate"), expected, "{path}");
        });
    }
}

#[test]
fn every_page_allows_what_it_needs_and_the_headers_allow_what_any_page_needs() {
    for outcome in guides() {
        let mut policies = BTreeMap::new();
        every_page(&outcome, |edition, path, page| {
            let policy = html::unescaped(html::meta(page, "Content-Security-Policy"));
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-inline") && !policy.contains(" 'unsafe-eval'"));
            let kind = match path.split('/').nth(1) {
                Some("check") => "check",
                Some("decode") => "decode",
                _ => "",
            };
            policies.entry((kind, edition.to_owned())).or_insert_with(BTreeSet::new).insert(policy);
        });
        let only = |kind: &'static str, edition: &str| {
            let found = &policies[&(kind, edition.to_owned())];
            assert_eq!(found.len(), 1, "{found:?}");
            found.first().unwrap().as_str()
        };
        for edition in ["external", "internal"] {
            let plain = only("", edition);
            assert!(!plain.contains("unsafe") && !plain.contains("connect-src"), "{plain}");
            let check = only("check", edition);
            assert!(check.contains("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"));
            // What both allow is what counts, so the header takes nothing away from any page.
            let headers = outcome.page(edition, "_headers");
            assert!(headers.contains(&format!("Content-Security-Policy: {check};")), "{headers}");
        }
        let decode = only("decode", "internal");
        assert!(decode.contains("'wasm-unsafe-eval'") && !decode.contains("connect-src"));
    }
}

#[test]
fn the_check_page_may_reach_the_hosts_of_its_probes_and_says_which() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/check/index.html");
    let policy = html::unescaped(html::meta(page, "Content-Security-Policy"));
    let asked = "connect-src 'self' https://download.example.com https://www.example.com;";
    assert!(policy.contains(asked), "{policy}");
    assert!(policy.contains("img-src 'self' https://www.example.com;"), "{policy}");
    let consent = html::by_id(page, "checker-network");
    let hosts = html::all(consent.inner(), "code");
    let hosts: Vec<String> = hosts.iter().map(html::Tag::text).collect();
    assert_eq!(hosts, ["download.example.com", "stun.example.com", "www.example.com"]);
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own() {
    for outcome in guides() {
        every_page(&outcome, |edition, path, page| {
            for tag in html::tags(page) {
                let name = format!("{edition}/{path}: {tag:?}");
                let is_script = tag.name == "script";
                assert!(
                    !is_script || (tag.get("src").is_some() && tag.inner().is_empty()),
                    "{name}"
                );
                assert_ne!(tag.name, "style", "{name}");
                for (attribute, value) in &tag.attributes {
                    assert!(*attribute != "style" && !attribute.starts_with("on"), "{name}");
                    assert!(!value.trim_start().starts_with("javascript:"), "{name}");
                }
            }
        });
    }
}

#[test]
fn no_page_asks_another_host_for_anything() {
    for outcome in guides() {
        every_page(&outcome, |edition, path, page| {
            for tag in html::tags(page) {
                let loads = match tag.name {
                    "link" => {
                        let rel = tag.attr("rel");
                        (!matches!(rel, "canonical" | "alternate")).then(|| tag.attr("href"))
                    }
                    "a" => None,
                    _ => tag.get("src").or(tag.get("srcset")).or(tag.get("href")),
                };
                let is_elsewhere =
                    loads.is_some_and(|url| url.contains(':') || url.starts_with("//"));
                assert!(!is_elsewhere, "{edition}/{path} loads {loads:?}");
            }
        });
        for edition in &outcome.built {
            for (path, bytes) in edition.site.iter() {
                let text = String::from_utf8_lossy(bytes);
                if path.ends_with(".css") {
                    assert!(!text.contains("@import") && !text.contains("url(\"http"), "{path}");
                    assert!(!text.contains("url(http") && !text.contains("url(//"), "{path}");
                }
                if path.ends_with(".js") {
                    assert!(!text.contains("http:") && !text.contains("https:"), "{path}");
                    assert!(!text.contains("eval(") && !text.contains("innerHTML"), "{path}");
                }
            }
        }
    }
}

#[test]
fn pages_work_from_a_disk() {
    // A folder opened as a file shows a list of files, and a path from the root is not in the folder.
    for outcome in guides() {
        every_page(&outcome, |edition, path, page| {
            if path == "404.html" {
                return;
            }
            for tag in html::tags(page)
                .iter()
                .filter(|tag| tag.name != "link" || tag.get("rel") == Some("stylesheet"))
            {
                for address in [tag.get("href"), tag.get("src")].into_iter().flatten() {
                    let is_inside = !address.contains(':') && !address.starts_with('#');
                    let file = address.split('#').next().unwrap();
                    let is_file = !file.starts_with('/') && !file.ends_with('/');
                    assert!(!is_inside || is_file, "{edition}/{path} has {address}");
                }
            }
        });
    }
}

#[test]
fn every_language_has_the_same_pages_and_the_same_places_on_them() {
    for outcome in guides() {
        let mut pages: BTreeMap<(String, String), BTreeMap<String, Vec<String>>> = BTreeMap::new();
        every_page(&outcome, |edition, path, page| {
            if let Some((locale, rest)) = path.split_once('/') {
                let ids = html::tags(page);
                let ids = ids.iter().filter_map(|tag| tag.get("id")).map(str::to_owned).collect();
                let key = (edition.to_owned(), rest.to_owned());
                pages.entry(key).or_default().insert(locale.to_owned(), ids);
            }
        });
        for (page, locales) in &pages {
            assert!(locales.keys().eq(["en", "ja"]), "{page:?} is in {:?}", locales.keys());
            assert_eq!(locales["en"], locales["ja"], "{page:?}");
        }
        assert!(pages.len() > 20, "{:?}", pages.keys());
    }
}

#[test]
fn the_language_switch_leads_to_the_same_page() {
    for outcome in guides() {
        every_page_of_a_language(&outcome, |edition, path, page| {
            let (locale, rest) = path.split_once('/').unwrap();
            let other = if locale == "ja" { "en" } else { "ja" };
            let links = html::of_class(page, "language");
            let links: Vec<_> = links.iter().filter(|link| link.name == "a").collect();
            assert_eq!(links.len(), 1, "{edition}/{path}");
            assert_eq!(links[0].attr("hreflang"), other, "{edition}/{path}");
            assert_eq!(links[0].attr("lang"), other, "{edition}/{path}");
            let up = "../".repeat(path.matches('/').count());
            assert_eq!(links[0].attr("href"), format!("{up}{other}/{rest}"), "{edition}/{path}");
        });
    }
}

#[test]
fn the_page_at_the_root_leads_to_every_language() {
    for outcome in guides() {
        let page = outcome.page("external", "index.html");
        let links = html::of_class(page, "language");
        let found: Vec<_> =
            links.iter().map(|link| (link.attr("hreflang"), link.attr("href"))).collect();
        assert_eq!(found, [("ja", "ja/index.html"), ("en", "en/index.html")]);
        let texts = links.iter().map(html::Tag::text).collect::<String>();
        assert!(texts.contains("日本語") && texts.contains("English"), "{texts}");
    }
}

#[test]
fn previous_and_next_follow_the_navigation() {
    let orders = [
        ("external", &["", "about/", "check/", "access/", "join/", "join/webex/"][..]),
        ("internal", &["", "about/", "check/", "access/", "join/", "join/webex/", "engineers/"]),
    ];
    let outcome = GuideTest::fixture("small").build().clean();
    for ((edition, order), locale) in orders.into_iter().zip(["ja", "en"]) {
        for (index, folder) in order.iter().enumerate() {
            let page = outcome.page(edition, &format!("{locale}/{folder}index.html"));
            let neighbour = |rel: &str| {
                let links = html::all(page, "a");
                links.iter().find(|link| link.get("rel") == Some(rel)).map(|link| link.attr("href"))
            };
            let up = "../".repeat(folder.matches('/').count());
            let expected = |index: Option<usize>| {
                index
                    .and_then(|index| order.get(index))
                    .map(|folder| format!("{up}{folder}index.html"))
            };
            assert_eq!(
                neighbour("prev").map(str::to_owned),
                expected(index.checked_sub(1)),
                "{folder}"
            );
            assert_eq!(neighbour("next").map(str::to_owned), expected(Some(index + 1)), "{folder}");
        }
        // A page that stands in no section has no neighbours.
        let alone = outcome.page(edition, &format!("{locale}/join/webex/chrome/index.html"));
        assert!(!alone.contains("rel=\"next\"") && !alone.contains("rel=\"prev\""));
    }
}

#[test]
fn the_navigation_marks_the_page_one_is_on() {
    for outcome in guides() {
        every_page_of_a_language(&outcome, |edition, path, page| {
            let navigation = html::of_class(page, "navigation")[0].inner();
            let links = html::all(navigation, "a");
            let current: Vec<_> =
                links.iter().filter_map(|link| link.get("aria-current")).collect();
            // The page of one browser stands below the page of its platform; a guide need not lead to the page of report
            // codes, and the small one does not.
            let below = path.matches('/').count() == 4;
            let expected = if below { "true" } else { "page" };
            let may_be_left_out = path.ends_with("/decode/index.html") && current.is_empty();
            assert!(may_be_left_out || current == [expected], "{edition}/{path}: {current:?}");
        });
    }
}

#[test]
fn a_page_that_is_not_there_has_full_paths() {
    // It is shown at any address, so nothing in it can be relative.
    let outcome = GuideTest::fixture("small").build().clean();
    for (edition, root) in [("external", "/guide/"), ("internal", "/internal/")] {
        let page = outcome.page(edition, "404.html");
        let tags = html::tags(page);
        let addresses: Vec<&str> =
            tags.iter().filter_map(|tag| tag.get("href").or(tag.get("src"))).collect();
        assert!(addresses.len() >= 3, "{addresses:?}");
        for address in addresses {
            let inside = address.strip_prefix(root);
            let inside = inside.unwrap_or_else(|| panic!("{edition}: {address}"));
            assert!(outcome.edition(edition).site.get(inside).is_some(), "{edition}: {address}");
        }
        assert!(page.contains("ページが見つかりません") && page.contains("This page is not here"));
        assert_eq!(html::meta(page, "robots"), "noindex");
    }
}

#[test]
fn a_page_that_is_not_there_has_full_paths_at_the_root_of_a_host_too() {
    let guide = GuideTest::fixture("small").edit(
        "content/guide.yaml",
        "https://example.com/guide/",
        "https://guide.example.com/",
    );
    let outcome = guide.build().clean();
    let page = outcome.page("external", "404.html");
    assert!(
        page.contains("href=\"/ja/index.html\"") && page.contains("href=\"/assets/style."),
        "{page}"
    );
}

#[test]
fn an_earlier_name_of_a_page_leads_to_it() {
    let outcome = GuideTest::fixture("small").build().clean();
    for locale in ["ja", "en"] {
        let page = outcome.page("external", &format!("{locale}/what/index.html"));
        assert_eq!(html::meta(page, "refresh"), "0; url=../about/index.html");
        let address = format!("https://example.com/guide/{locale}/about/");
        assert_eq!(html::links(page, "canonical"), [(None, &*address)]);
        assert_eq!(html::all(page, "a")[0].attr("href"), "../about/index.html");
        assert_eq!(html::meta(page, "robots"), "noindex");
    }
}

#[test]
fn another_address_can_be_given_for_one_build() {
    let request = annai::build::Request {
        base_url: Some("https://other.example.org/copy".to_owned()),
        ..crate::harness::without_handouts()
    };
    let outcome = GuideTest::fixture("small").request(request).build().clean();
    // Two editions cannot share an address, so each gets a folder of its name.
    for edition in ["external", "internal"] {
        let page = outcome.page(edition, "ja/check/index.html");
        let address = format!("https://other.example.org/copy/{edition}/ja/check/");
        assert_eq!(html::links(page, "canonical"), [(None, &*address)]);
    }
}

#[test]
fn the_check_page_is_complete_without_a_script() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/check/index.html");
    let requirement = html::by_id(page, "browser").text();
    for words in [
        "A web browser",
        "Required",
        "Used every time",
        "It opens your invitation.",
        "Update it.",
        "Chrome",
        "About Google Chrome",
        "example.com",
        "20 November 2026",
    ] {
        assert!(requirement.contains(words), "no {words:?} in {requirement:?}");
    }
    let levels = html::of_class(page, "level");
    let levels: Vec<_> = levels.iter().map(html::Tag::text).collect();
    assert_eq!(levels, ["Required", "Recommended", "Needed in some cases"]);
}

#[test]
fn the_access_page_has_a_list_for_each_case_and_the_whole_matrix() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/access/index.html");
    let prepared = |case: &str| {
        let list = html::by_id(page, case).inner();
        let links = html::all(list, "a");
        let rows: Vec<_> =
            links.iter().filter_map(|link| link.attr("href").strip_prefix('#')).collect();
        rows.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // A target that is not opened needs no preparation.
    assert_eq!(prepared("case-hardware"), ["prism", "console"]);
    assert_eq!(prepared("case-software"), ["prism", "console", "switch"]);
    let row = html::by_id(page, "switch");
    assert_eq!((row.name, html::all(row.inner(), "th")[0].attr("scope")), ("tr", "row"));
    let row = row.text();
    for words in
        ["Switch", "× Never", "△ When needed", "When its settings are looked at", "A terminal"]
    {
        assert!(row.contains(words), "no {words:?} in {row:?}");
    }
    let legend = html::by_id(page, "legend").text();
    for words in ["◎ Always", "○ Usually", "△ When needed", "× Never"] {
        assert!(legend.contains(words), "no {words:?} in {legend:?}");
    }
}

#[test]
fn words_of_the_guide_cannot_become_markup() {
    let guide = GuideTest::fixture("small")
        .edit("content/guide.yaml", "en: Small guide", "en: 'A \"b\" & c'")
        .edit("content/labels.yaml", "en: Allow}", "en: '<b>\"Allow\" & go</b>'}")
        .edit("content/join/webex.yaml", "names: [\"*.webex.com\"]", "names: ['<i>\"&']")
        .edit("content/guide.yaml", "name: English", "name: '<u>English'")
        .edit(
            "content/ui.yaml",
            "go_check: {ja: 確認, en: Check}",
            "go_check: {ja: 確認, en: '<s>Check'}",
        );
    let outcome = guide.build().clean();
    every_page(&outcome, |_, path, page| {
        for tag in html::tags(page) {
            assert!(!["i", "s", "u"].contains(&tag.name), "{path}: {tag:?}");
            assert!(tag.name != "b" || tag.has_class("ui"), "{path}: {tag:?}");
        }
    });
    let page = outcome.page("external", "en/join/webex/index.html");
    assert!(html::text(page).contains("<b>\"Allow\" & go</b>"), "{}", html::text(page));
    assert!(html::text(page).contains("<i>\"&"));
    assert!(html::all(page, "title")[0].text().ends_with("A \"b\" & c"));
}

#[test]
fn the_home_page_leads_to_ready_in_three_actions() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/index.html");
    let actions = html::of_class(page, "actions")[0].inner();
    let links: Vec<&str> = html::all(actions, "a").iter().map(|link| link.attr("href")).collect();
    assert_eq!(links, ["check/index.html", "join/index.html", "access/index.html"]);
    assert_eq!(html::all(actions, "input").len(), 3);
    assert_eq!(
        html::of_class(page, "highlights")[0].text(),
        "What support can and cannot do Your data is not looked at."
    );
}

#[test]
fn the_check_page_says_which_browsers_work_and_how_to_update_them() {
    let outcome = GuideTest::fixture("small").build().clean();
    let list = html::by_id(outcome.page("external", "en/check/index.html"), "browsers").text();
    for words in [
        "Chrome Windows, macOS The current version Open About Google Chrome.",
        "Internet Explorer Windows Open the link with Chrome instead. Source: example.com",
    ] {
        assert!(list.contains(words), "{list}");
    }
    // The guide says nothing of it.
    assert!(!list.contains("Safari"), "{list}");
}

#[test]
fn an_edition_has_the_scripts_its_pages_load_and_no_others() {
    for guide in ["small", "other-vendor", "three-languages"] {
        let outcome = GuideTest::fixture(guide).build().clean();
        for edition in &outcome.built {
            let paths: Vec<&str> = edition.site.iter().map(|(path, _)| &**path).collect();
            let pages = || paths.iter().filter(|path| path.ends_with(".html"));
            for script in paths.iter().filter(|path| path.ends_with(".js")) {
                let name = script.trim_start_matches("assets/");
                let is_loaded =
                    pages().any(|page| outcome.page(&edition.name, page).contains(name));
                assert!(is_loaded, "{guide} {}: no page loads {script}", edition.name);
            }
        }
    }
}
