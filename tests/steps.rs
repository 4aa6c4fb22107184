//! The join pages: a step has one number for everybody, and a page for one browser leaves nothing to choose.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::harness::{GuideTest, Outcome};
use crate::html;

/// The numbers of a page's steps, by anchor.
fn numbers(page: &str) -> BTreeMap<String, String> {
    html::of_class(page, "step")
        .iter()
        .map(|step| {
            let number = html::of_class(step.inner(), "step-number")[0].text();
            (step.attr("id").to_owned(), number)
        })
        .collect()
}

#[test]
fn a_step_has_the_same_number_on_every_page() {
    for guide in [GuideTest::fixture("small"), GuideTest::shipped()] {
        let outcome = guide.build().clean();
        let expected = numbers(outcome.page("external", "ja/join/webex/index.html"));
        assert!(expected.len() > 2, "{expected:?}");
        let mut compared = 0;
        for edition in &outcome.built {
            for (path, bytes) in edition.site.iter() {
                let is_joining = path.contains("/join/webex/") && path.ends_with(".html");
                let page = String::from_utf8_lossy(bytes);
                if is_joining && !path.contains("internet-explorer") {
                    assert_eq!(numbers(&page), expected, "{}/{path}", edition.name);
                    compared += 1;
                }
            }
        }
        // Two editions in two languages, each with the page of all browsers and of two or more.
        assert!(compared >= 12, "{compared}");
    }
}

#[test]
fn an_internal_note_is_no_step_and_takes_no_number() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = |edition: &str| outcome.page(edition, "en/join/webex/index.html").to_owned();
    assert!(page("internal").contains("Say so before you ask."));
    assert!(!page("external").contains("Say so before you ask."));
    assert_eq!(numbers(&page("internal")), numbers(&page("external")));
}

#[test]
fn a_note_says_for_whom_it_is() {
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/join/webex.yaml",
            "      - audience: internal\n        text: {ja: 予告してから要求します。",
            "      - audience: external\n        text: {ja: 全員へ。, en: For everybody.}\n      - audience: internal\n        text: {ja: 予告してから要求します。",
        )
        .build()
        .clean();
    let titles = |edition: &str| -> Vec<String> {
        let page = outcome.page(edition, "en/join/webex/index.html");
        let step = html::by_id(page, "share-screen").inner();
        let notes = html::of_class(step, "admonition");
        let notes = notes.iter().filter(|note| !note.has_class("warning"));
        notes.map(|note| html::of_class(note.inner(), "admonition-title")[0].text()).collect()
    };
    assert_eq!(titles("external"), ["Note"]);
    assert_eq!(titles("internal"), ["Note", "Internal note"]);
}

#[test]
fn topics_stand_below_the_steps_of_the_page_for_all_browsers() {
    let outcome = GuideTest::fixture("small").build().clean();
    let topics = |edition: &str, page: &str| -> Vec<String> {
        let page = outcome.page(edition, page);
        html::of_class(page, "topic").iter().map(|topic| topic.attr("id").to_owned()).collect()
    };
    let all = "en/join/webex/index.html";
    assert_eq!(topics("external", all), ["phones"]);
    assert_eq!(topics("internal", all), ["phones", "for-engineers"]);
    assert_eq!(topics("external", "en/join/webex/chrome/index.html"), [""; 0]);
    let page = outcome.page("external", all);
    assert!(page.find("id=\"share-screen\"").unwrap() < page.find("id=\"phones\"").unwrap());
    let contents = html::of_class(page, "contents")[0].text();
    assert!(contents.contains("3 Share your screen Phones and tablets"), "{contents}");
}

#[test]
fn what_is_second_best_is_folded() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/join/webex/index.html");
    let step = html::by_id(page, "share-screen").inner();
    let folded = html::all(step, "details");
    let headings: Vec<String> =
        folded.iter().map(|one| html::all(one.inner(), "h3")[0].text()).collect();
    assert_eq!(headings, ["Browser"]);
    assert_eq!(html::of_class(step, "variant").len(), 3);
}

#[test]
fn a_link_to_a_step_stays_on_the_page_for_one_browser() {
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/join/webex.yaml",
            "ja: アプリなら担当者が操作できます。",
            "ja: \"[共有](join/webex#share-screen)し、[電話](join/webex#phones)も。\"",
        )
        .edit(
            "content/join/webex.yaml",
            "en: Only then can the engineer help.",
            "en: \"[Share](join/webex#share-screen), and [phones](join/webex#phones).\"",
        )
        .build()
        .clean();
    let links = |page: &str| -> Vec<String> {
        let key = html::of_class(outcome.page("external", page), "key")[0].inner();
        html::all(key, "a").iter().map(|link| link.attr("href").to_owned()).collect()
    };
    assert_eq!(links("en/join/webex/index.html"), ["#share-screen", "#phones"]);
    let elsewhere = "../../../join/webex/index.html";
    let one = links("en/join/webex/chrome/index.html");
    assert_eq!(one, ["#share-screen".to_owned(), format!("{elsewhere}#phones")]);
    // There are no steps on the page for a browser that can no longer be used.
    let retired = links("en/join/webex/internet-explorer/index.html");
    assert_eq!(retired, [format!("{elsewhere}#share-screen"), format!("{elsewhere}#phones")]);
}

#[test]
fn a_browser_that_can_no_longer_be_used_says_first_what_to_do_instead() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/join/webex/internet-explorer/index.html");
    let main = html::all(page, "main")[0].inner();
    assert_eq!(html::of_class(main, "lead").len(), 0);
    assert_eq!(html::of_class(main, "step").len(), 0);
    let place = |class: &str| main.find(&format!("class=\"{class}\"")).unwrap();
    assert!(place("retired") < place("key"));
    assert!(html::of_class(main, "retired")[0].text().contains("Source: example.com"));
}

#[test]
fn a_topic_can_be_linked_to_where_it_is_shown() {
    let guide = || GuideTest::fixture("small");
    let link = |topic: &str| {
        guide().edit(
            "content/join/webex.yaml",
            "en: Webex is a meeting service.",
            &format!("en: \"Webex is a [meeting service](join/webex#{topic}).\""),
        )
    };
    let ja = |guide: GuideTest, topic: &str| {
        let to = format!("ja: \"Webexは[会議サービス](join/webex#{topic})です。\"");
        guide.edit("content/join/webex.yaml", "ja: Webexは会議サービスです。", &to)
    };
    ja(link("phones"), "phones").build().clean();
    ja(link("for-engineers"), "for-engineers").build().reports(&["hidden-link", "hidden-link"]);
    ja(link("fax"), "fax").build().reports(&["unknown-anchor", "unknown-anchor"]);
}

/// The small guide with a word of its own in every variant of a step.
fn with_variants() -> GuideTest {
    GuideTest::fixture("small").edit(
        "content/join/webex.yaml",
        "      - for: {browser: [chrome]}\n        text: {ja: \"{ui:chrome.allow}を押します。\", en: \"Select {ui:chrome.allow}.\"}\n    no_variant: {browser: [safari]}\n",
        "      - {for: {browser: [chrome]}, text: {ja: い, en: for-chrome}}
      - {for: {browser: [safari]}, text: {ja: ろ, en: for-safari}}
      - {for: {browser: [chrome], system: [windows]}, text: {ja: は, en: for-chrome-on-windows}}
      - {for: {browser: [chrome], system: [macos]}, text: {ja: に, en: for-chrome-on-mac}}
      - {for: {system: [windows]}, text: {ja: ほ, en: for-windows}}
      - {for: {system: [macos]}, text: {ja: へ, en: for-mac}}
      - {for: {system: [windows, macos]}, text: {ja: と, en: for-both-systems}}
      - {for: {client: [app]}, text: {ja: ち, en: for-the-app}}
      - {for: {client: [web]}, text: {ja: り, en: for-the-web}}
",
    )
}

/// The headings and words of the variants of the first step.
fn variants(outcome: &Outcome, page: &str) -> Vec<(Option<String>, String)> {
    let page = outcome.page("external", page);
    let step = html::by_id(page, "open-link").inner();
    let variants = html::of_class(step, "variant");
    variants
        .iter()
        .map(|variant| {
            let heading = html::all(variant.inner(), "h3").first().map(html::Tag::text);
            (heading, html::all(variant.inner(), "p").iter().map(html::Tag::text).collect())
        })
        .collect()
}

fn said(heading: &str, text: &str) -> (Option<String>, String) {
    ((!heading.is_empty()).then(|| heading.to_owned()), text.to_owned())
}

#[test]
fn the_page_of_all_browsers_has_every_variant_under_a_heading() {
    let outcome = with_variants().build().clean();
    assert_eq!(
        variants(&outcome, "en/join/webex/index.html"),
        [
            said("Chrome", "for-chrome"),
            said("Safari", "for-safari"),
            said("Chrome (Windows)", "for-chrome-on-windows"),
            said("Chrome (macOS)", "for-chrome-on-mac"),
            said("Windows", "for-windows"),
            said("macOS", "for-mac"),
            said("Windows, macOS", "for-both-systems"),
            said("App", "for-the-app"),
            said("Browser", "for-the-web"),
        ]
    );
}

#[test]
fn a_page_for_one_browser_has_no_text_for_another_and_stacks_the_systems_that_differ() {
    let outcome = with_variants().build().clean();
    assert_eq!(
        variants(&outcome, "en/join/webex/chrome/index.html"),
        [
            said("", "for-chrome"),
            said("Windows", "for-chrome-on-windows"),
            said("macOS", "for-chrome-on-mac"),
            said("Windows", "for-windows"),
            said("macOS", "for-mac"),
            said("", "for-both-systems"),
            said("App", "for-the-app"),
            said("Browser", "for-the-web"),
        ]
    );
    // Safari runs on one system: there is nothing to tell apart.
    assert_eq!(
        variants(&outcome, "en/join/webex/safari/index.html"),
        [
            said("", "for-safari"),
            said("", "for-mac"),
            said("", "for-both-systems"),
            said("App", "for-the-app"),
            said("Browser", "for-the-web"),
        ]
    );
}

#[test]
fn the_shipped_pages_for_one_browser_have_their_own_variants_and_no_others() {
    let guide = GuideTest::shipped();
    let read = |path: &str| serde_saphyr::from_str::<Value>(guide.text(path)).unwrap();
    let (platform, labels) = (read("content/join/webex.yaml"), read("content/labels.yaml"));
    let outcome = guide.build().clean();
    let mut looked_at = 0;
    for browser in platform["browsers"].as_array().unwrap() {
        let path = format!("en/join/webex/{}/index.html", browser.as_str().unwrap());
        let steps = html::by_id(outcome.page("external", &path), "steps").text();
        let variants = platform["steps"].as_array().unwrap().iter();
        let variants = variants.flat_map(|step| step["variants"].as_array().into_iter().flatten());
        for variant in variants {
            let Some(browsers) = variant["for"]["browser"].as_array() else { continue };
            let words = shown(variant["text"]["en"].as_str().unwrap(), &labels);
            assert_eq!(steps.contains(&words), browsers.contains(browser), "{path}: {words}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}

/// A text as it is read: labels in place of their ids.
fn shown(text: &str, labels: &Value) -> String {
    let mut shown = text.replace('`', "");
    while let Some((before, id, after)) = reference(&shown) {
        let (product, label) = id.split_once('.').unwrap();
        let products = labels["products"].as_array().unwrap();
        let product = products.iter().find(|one| one["id"] == product).unwrap();
        let words = product["labels"][label]["en"].as_str().unwrap();
        shown = format!("{before}{words}{after}");
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first `{ui:…}` of a text, with what is around it.
fn reference(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{ui:")?;
    let (id, after) = rest.split_once('}')?;
    Some((before, id, after))
}

#[test]
fn every_page_of_a_platform_leads_to_the_others() {
    let outcome = GuideTest::fixture("small").build().clean();
    let pills = |path: &str| {
        let page = outcome.page("external", path);
        let list = html::of_class(page, "browsers")[0].inner();
        html::all(list, "a")
            .iter()
            .map(|link| (link.attr("href").to_owned(), link.get("aria-current").is_some()))
            .collect::<Vec<_>>()
    };
    let link = |href: &str, is_here: bool| (href.to_owned(), is_here);
    assert_eq!(
        pills("ja/join/webex/index.html"),
        [
            link("../../join/webex/chrome/index.html", false),
            link("../../join/webex/safari/index.html", false),
            link("../../join/webex/index.html", true),
        ]
    );
    assert_eq!(
        pills("ja/join/webex/safari/index.html"),
        [
            link("../../../join/webex/chrome/index.html", false),
            link("../../../join/webex/safari/index.html", true),
            link("../../../join/webex/index.html", false),
        ]
    );
}

#[test]
fn the_page_of_a_retired_browser_says_what_to_do_instead() {
    let outcome = GuideTest::fixture("small").build().clean();
    for (locale, words) in
        [("ja", "Chromeで開き直します。"), ("en", "Open the link with Chrome instead.")]
    {
        let path = format!("{locale}/join/webex/internet-explorer/index.html");
        let page = outcome.page("external", &path);
        assert!(html::of_class(page, "retired")[0].text().contains(words));
        assert!(html::of_class(page, "step").is_empty(), "it has no steps");
        assert!(html::all(page, "h1")[0].text().contains("Internet Explorer"));
        // The page of all browsers says it too; that of another browser does not.
        let all = outcome.page("external", &format!("{locale}/join/webex/index.html"));
        assert!(html::text(all).contains(words));
        let other = outcome.page("external", &format!("{locale}/join/webex/chrome/index.html"));
        assert!(!html::text(other).contains(words));
    }
}

#[test]
fn a_page_for_one_browser_has_the_steps_and_leaves_the_rest_to_the_page_of_all() {
    let outcome = GuideTest::fixture("small").build().clean();
    let places = |path: &str| {
        let page = outcome.page("external", path);
        let tags = html::tags(page);
        ["steps", "about", "network", "links"]
            .map(|id| tags.iter().any(|tag| tag.get("id") == Some(id)))
    };
    assert_eq!(places("en/join/webex/index.html"), [true; 4]);
    assert_eq!(places("en/join/webex/chrome/index.html"), [true, false, false, false]);
}

#[test]
fn a_step_has_its_choices_what_one_sees_and_what_can_go_wrong() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "en/join/webex/safari/index.html");
    let choices = html::of_class(html::by_id(page, "choose-audio").inner(), "choices")[0].text();
    for words in ["Computer", "Use the microphone.", "Telephone", "Call 03-0000-0000"] {
        assert!(choices.contains(words), "no {words:?} in {choices:?}");
    }
    let step = html::by_id(page, "share-screen").text();
    for words in ["What you see A frame appears.", "Careful Close what is private.", "Step 3:"] {
        assert!(step.contains(words), "no {words:?} in {step:?}");
    }
}

#[test]
fn a_reader_for_whom_a_step_says_nothing_is_named() {
    let guide = || {
        GuideTest::fixture("small").edit(
            "content/join/webex.yaml",
            "    text: {ja: 招待のリンクを開きます。, en: Open the link in your invitation.}\n",
            "",
        )
    };
    // Safari has no variant, and there are no common words that could be enough for it.
    let said = guide().build().reports(&["missing-variant"]).short();
    assert!(said.contains("says nothing to a reader of `safari` on `macos`"), "{said}");
    // Chrome and Windows are both selected, but not macOS with Chrome.
    let outcome = guide()
        .edit("content/join/webex.yaml", "for: {browser: [chrome]}", "for: {browser: [chrome], system: [windows]}")
        .edit(
            "content/join/webex.yaml",
            "    no_variant: {browser: [safari]}\n",
            "      - for: {browser: [safari], system: [macos]}\n        text: {ja: 開きます。, en: Open it.}\n",
        )
        .build();
    let said = outcome.reports(&["missing-variant"]).short();
    assert!(said.contains("`chrome` on `macos`"), "{said}");
}

#[test]
fn the_ids_of_choices_are_good_and_unlike() {
    let file = "content/join/webex.yaml";
    GuideTest::fixture("small")
        .edit(file, "id: telephone", "id: computer")
        .build()
        .reports(&["duplicate-id"]);
    GuideTest::fixture("small")
        .edit(file, "id: telephone", "id: Tele phone")
        .build()
        .reports(&["bad-id"]);
}

#[test]
fn what_is_said_to_the_same_readers_stands_under_one_heading() {
    // Safari runs on macOS alone, so there the name of the system says nothing.
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/join/webex.yaml",
            "      - for: {client: [app], system: [windows]}\n",
            "      - for: {client: [app]}\n",
        )
        .edit(
            "content/join/webex.yaml",
            "    expect:",
            "    no_variant: {system: [windows]}\n    expect:",
        )
        .build()
        .clean();
    let headings = |page: &str| -> Vec<String> {
        let step = html::by_id(outcome.page("external", page), "share-screen").inner();
        html::all(step, "h3").iter().map(html::Tag::text).collect()
    };
    assert_eq!(headings("en/join/webex/safari/index.html"), ["App", "Browser"]);
    assert_eq!(headings("en/join/webex/index.html"), ["App", "App (macOS)", "Browser"]);
}
