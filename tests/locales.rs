//! Languages, and everything else that one company's guide has and another's has not, are data.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::harness::{GuideTest, Outcome};
use crate::html;

/// The paths of an edition's pages below each language, and what stands beside them.
fn pages(outcome: &Outcome, edition: &str, locale: &str) -> BTreeSet<String> {
    let paths = outcome.edition(edition).site.iter().map(|(path, _)| path.to_string());
    paths
        .filter_map(|path| Some(path.strip_prefix(locale)?.strip_prefix('/')?.to_owned()))
        .collect()
}

#[test]
fn a_third_language_is_built_by_files_alone() {
    let outcome = GuideTest::fixture("three-languages").build().clean();
    let expected = pages(&outcome, "external", "ja");
    assert!(
        expected.contains("join/webex/chrome/index.html") && expected.len() == 7,
        "{expected:?}"
    );
    for locale in ["en", "fr"] {
        assert_eq!(pages(&outcome, "external", locale), expected, "{locale}");
    }
    for (locale, others) in [("ja", ["en", "fr"]), ("en", ["ja", "fr"]), ("fr", ["ja", "en"])] {
        let page = outcome.page("external", &format!("{locale}/join/webex/index.html"));
        assert_eq!(html::all(page, "html")[0].attr("lang"), locale);
        let switch = html::of_class(page, "language");
        let switch: Vec<_> = switch
            .iter()
            .filter(|link| link.name == "a")
            .map(|link| (link.attr("hreflang"), link.attr("href").to_owned()))
            .collect();
        assert_eq!(
            switch,
            others.map(|other| (other, format!("../../../{other}/join/webex/index.html")))
        );
        let alternates = html::links(page, "alternate");
        let tags: Vec<_> = alternates.iter().map(|(tag, _)| tag.unwrap()).collect();
        assert_eq!(tags, ["ja", "en", "fr", "x-default"]);
    }
    for file in ["index.html", "404.html"] {
        let page = outcome.page("external", file);
        assert!(
            ["三か国語", "three languages", "trois langues"]
                .iter()
                .all(|words| page.contains(words)),
            "{page}"
        );
    }
    assert_eq!(outcome.page("external", "sitemap.xml").matches("hreflang=\"fr\"").count(), 21);
    assert!(outcome.page("external", "llms.txt").contains("https://example.com/guide/fr/about/"));
}

#[test]
fn a_date_is_written_as_its_language_writes_it() {
    let outcome = GuideTest::fixture("three-languages").build().clean();
    for (locale, revised, checked) in [
        ("ja", "2026年8月5日改訂", "（2026年2月1日に確認）"),
        ("en", "Revised on 5 August 2026", "(checked on 1 February 2026)"),
        ("fr", "Révisé le 5 août 2026", "(vérifié le 1 février 2026)"),
    ] {
        let page = outcome.page("external", &format!("{locale}/check/index.html"));
        let times = html::all(page, "time");
        let times: BTreeSet<_> =
            times.iter().map(|time| (time.attr("datetime"), time.text())).collect();
        let expected = [("2026-08-05", revised.to_owned()), ("2026-02-01", checked.to_owned())];
        assert_eq!(times, BTreeSet::from(expected), "{locale}");
    }
}

#[test]
fn a_label_without_words_in_the_language_is_shown_in_one_that_has_them() {
    let outcome = GuideTest::fixture("three-languages").build().clean();
    let page = outcome.page("external", "fr/join/webex/chrome/index.html");
    let labels = html::of_class(page, "ui");
    let labels: Vec<_> = labels.iter().map(|label| (label.get("lang"), label.text())).collect();
    assert_eq!(labels, [(None, "Autoriser".to_owned()), (Some("en"), "Share".to_owned())]);
    let also = html::of_class(page, "ui-also");
    assert_eq!(also.iter().map(html::Tag::text).collect::<Vec<_>>(), ["(Allow)"]);
    assert_eq!(html::all(also[0].inner(), "span")[0].attr("lang"), "en");
}

#[test]
fn a_language_may_have_a_script_and_a_region() {
    let mut guide = GuideTest::fixture("three-languages");
    for (path, text) in
        guide.files().clone().iter().filter(|(path, _)| path.starts_with("content/"))
    {
        let renamed = text.replace("fr: ", "zh-Hant-TW: ").replace("id: fr,", "id: zh-Hant-TW,");
        let name = path.replace(".fr.md", ".zh-Hant-TW.md");
        guide = if name == *path { guide } else { guide.remove(path) };
        guide = guide.write(&name, &renamed);
    }
    let outcome = guide.build().clean();
    let page = outcome.page("external", "zh-Hant-TW/about/index.html");
    assert_eq!(html::all(page, "html")[0].attr("lang"), "zh-Hant-TW");
}

#[test]
fn the_source_language_is_the_first() {
    let text = GuideTest::fixture("three-languages").text("content/guide.yaml").to_owned();
    let french = "  - {id: fr, name: Français}\n";
    let text = text.replace(french, "").replace("locales:\n", &format!("locales:\n{french}"));
    let outcome =
        GuideTest::fixture("three-languages").write("content/guide.yaml", &text).build().clean();
    let page = outcome.page("external", "en/about/index.html");
    let alternates = html::links(page, "alternate");
    assert_eq!(
        alternates.last(),
        Some(&(Some("x-default"), "https://example.com/guide/fr/about/"))
    );
    assert_eq!(html::all(outcome.page("external", "index.html"), "html")[0].attr("lang"), "fr");
}

#[test]
fn another_companys_guide_needs_no_change_of_the_program() {
    let outcome = GuideTest::fixture("other-vendor").build().clean();
    let names: Vec<&str> = outcome.built.iter().map(|built| &*built.name).collect();
    assert_eq!(names, ["customers", "partners", "staff"]);
    let page = outcome.page("customers", "en-GB/access/index.html");
    let marks: BTreeSet<_> = html::of_class(page, "symbol").iter().map(html::Tag::text).collect();
    assert_eq!(marks, ["!!", "?", "Y", "–"].map(str::to_owned).into());
    assert_eq!(html::of_class(page, "case").len(), 3);
    let check = outcome.page("customers", "en-GB/check/index.html");
    for (requirement, words) in [
        ("tablet", "Fold the keyboard away."),
        ("vivaldi", "Install it."),
        ("camera", "then knock"),
        ("line", "The call goes there."),
    ] {
        let text = html::by_id(check, requirement).text();
        assert!(text.contains(words), "{text}");
    }
    let row = html::by_id(page, "fabric").text();
    assert!(row.contains("If paths flap") && row.contains("If errors are counted"), "{row}");
    let join = outcome.page("customers", "en-GB/join/index.html");
    assert_eq!(html::of_class(join, "platform").len(), 2);
    for path in ["join/meet/vivaldi", "join/helpdesk/vivaldi", "join/meet/netscape", "terms"] {
        outcome.page("customers", &format!("en-GB/{path}/index.html"));
    }
    assert!(outcome.page("staff", "en-GB/escalation/index.html").contains("second line"));
    assert!(outcome.edition("customers").site.get("en-GB/escalation/index.html").is_none());
    let dates = html::all(page, "time");
    assert_eq!(dates[0].text(), "Revised on December 31, 2025");
}

/// What the shipped guide is about: its company, its products, its two services, and what they are made of.
const SHIPPED: &[&str] = &[
    "Nutanix",
    "nutanix",
    "Webex",
    "webex",
    "Zoom",
    "zoom.us",
    "Cisco",
    "Prism",
    "CVM",
    "IPMI",
    "vCenter",
    "SCVMM",
    "SATADOM",
    "Control Hub",
    "PuTTY",
    "Tera Term",
    "◎",
];

/// The hosts that the shipped guide names, but for those of examples.
fn shipped_hosts() -> BTreeSet<String> {
    let guide = GuideTest::shipped();
    let texts = guide.files().iter().filter(|(path, _)| path.starts_with("content/"));
    let after = texts.flat_map(|(_, text)| text.split("https://").skip(1));
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let hosts = after.map(|rest| rest.chars().take_while(|c| is_host(*c)).collect::<String>());
    hosts.filter(|host| host.contains('.') && !host.ends_with("example.com")).collect()
}

#[test]
fn nothing_of_the_shipped_guide_is_in_the_program() {
    let hosts = shipped_hosts();
    assert!(hosts.len() > 5 && hosts.contains("help.webex.com"), "{hosts:?}");
    let shipped: Vec<&str> =
        SHIPPED.iter().copied().chain(hosts.iter().map(String::as_str)).collect();
    let outcome = GuideTest::fixture("other-vendor").build().clean();
    let mut modules = 0;
    for edition in &outcome.built {
        for (path, bytes) in edition.site.iter() {
            let mut text = String::from_utf8_lossy(bytes).into_owned();
            // The checker's module is in letters: look at its bytes too.
            if let Some((_, module)) = text.split_once("annaiWasm = \"") {
                let letters = module.split('"').next().unwrap();
                let module = BASE64_STANDARD.decode(letters).unwrap();
                text += &String::from_utf8_lossy(&module);
                modules += 1;
            }
            for word in &shipped {
                assert!(!text.contains(word), "{}/{path} speaks of {word}", edition.name);
            }
            let is_japanese = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c);
            assert!(path.starts_with("assets/") || !text.contains(is_japanese), "{path}");
        }
    }
    assert_eq!(modules, outcome.built.len());
}

#[test]
fn a_guide_in_one_language_has_no_switch() {
    let outcome = GuideTest::fixture("other-vendor").build().clean();
    let page = outcome.page("customers", "en-GB/check/index.html");
    assert!(html::of_class(page, "language").iter().all(|tag| tag.name != "a"), "{page}");
}
