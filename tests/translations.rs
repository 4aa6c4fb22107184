//! Every text of a guide has an id, a source and translations, also while the guide has mistakes.

use annai::memo::Memo;
use annai::parse::{RawGuide, parse};
use annai::sources::Sources;
use annai::texts::{Text, Texts, texts};

use crate::harness::GuideTest;

/// The texts of a guide, which need no more than its files.
fn look(guide: GuideTest, at: impl FnOnce(&Texts<'_>, &Sources)) {
    let sources = guide.build().sources;
    let raw: RawGuide = parse(&sources, &mut Memo::default()).0;
    at(&texts(&sources, &raw), &sources);
}

#[track_caller]
fn find<'a>(texts: &'a Texts<'a>, id: &str) -> &'a Text<'a> {
    let ids: Vec<&str> = texts.texts.iter().map(|text| text.id.as_str()).collect();
    texts.texts.iter().find(|text| text.id.as_str() == id).unwrap_or_else(|| panic!("{ids:#?}"))
}

fn said(text: &Text<'_>) -> [Option<String>; 2] {
    let english = text.translations[0].1.as_ref();
    [text.source.as_ref(), english].map(|piece| piece.map(|piece| piece.text.to_string()))
}

#[test]
fn a_text_is_found_by_the_ids_and_keys_that_lead_to_it() {
    look(GuideTest::fixture("small"), |texts, sources| {
        let comment = find(texts, "access/targets/prism/comment");
        assert_eq!(
            said(comment),
            ["状態を確認します。", "For its status."].map(|it| Some(it.into()))
        );
        let english = comment.translations[0].1.as_ref().unwrap();
        assert_eq!(sources.text(english.span), "For its status.");
        assert_eq!(sources.text(english.key), "en");
        assert_eq!(sources.text(comment.key.unwrap()), "comment");
        find(texts, "join/webex/steps/share-screen/title");
        find(texts, "ui/menu");
        assert_eq!(comment.id.into_language("en").to_string(), "access/targets/prism/comment@en");
        assert_eq!(comment.id.path("en"), "content/access.yaml");
    });
}

#[test]
fn a_page_has_a_text_for_each_heading_and_one_for_what_opens_it() {
    look(GuideTest::fixture("small"), |texts, _| {
        let opening = find(texts, "pages/about");
        let text = &opening.source.as_ref().unwrap().text;
        assert!(text.starts_with("リモートサポートとは\n\n何を"), "{text}");
        let scope = find(texts, "pages/about#scope");
        assert!(said(scope)[1].as_ref().unwrap().starts_with("## Scope {#scope}"));
        assert_eq!(scope.id.path("en"), "content/pages/about.en.md");
    });
}

#[test]
fn every_text_has_one_id() {
    look(GuideTest::shipped(), |texts, _| {
        assert!(texts.texts.len() > 800, "{}", texts.texts.len());
        let mut ids: Vec<&str> = texts.texts.iter().map(|text| text.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert!(ids.iter().all(|id| !id.starts_with("labels/") && !id.starts_with("glossary/")));
        let is_whole = |text: &&Text<'_>| said(text).iter().any(Option::is_none);
        assert_eq!(texts.texts.iter().find(is_whole).map(|text| &text.id), None);
    });
}

#[test]
fn what_is_missing_is_known_while_the_guide_has_errors() {
    let guide = GuideTest::fixture("small")
        .edit("content/access.yaml", "    name: {ja: Prism, en: Prism}", "    name: {ja: Prism}")
        .remove("content/pages/about.en.md");
    look(guide, |texts, _| {
        assert_eq!(said(find(texts, "access/targets/prism/name")), [Some("Prism".into()), None]);
        assert_eq!(said(find(texts, "pages/about#scope"))[1], None);
    });
}

#[test]
fn of_a_page_that_cannot_be_read_nothing_is_said_to_be_missing() {
    let guide = GuideTest::fixture("small").write("content/pages/about.en.md", "No title.\n");
    look(guide, |texts, _| {
        assert!(find(texts, "pages/about#scope").translations.is_empty());
    });
}

#[test]
fn a_fingerprint_changes_with_the_text_and_not_with_its_place() {
    let of = |guide: GuideTest, id: &str| {
        let mut found = 0;
        look(guide, |texts, _| found = find(texts, id).source.as_ref().unwrap().fingerprint);
        found
    };
    let small = || GuideTest::fixture("small");
    let (access, prism) = ("content/access.yaml", "access/targets/prism/comment");
    let before = of(small(), prism);
    let moved = small().write(access, &format!("# A line more.\n{}", small().text(access)));
    assert_eq!(of(moved, prism), before);
    assert_ne!(of(small().edit(access, "状態を確認します。", "状態を見ます。"), prism), before);
    let page = "content/pages/about.ja.md";
    let (opening, scope) = (of(small(), "pages/about"), of(small(), "pages/about#scope"));
    let text = small().text(page).replacen("title: ", "title: 新しい", 1);
    assert_ne!(of(small().write(page, &text), "pages/about"), opening);
    assert_eq!(of(small().write(page, &text), "pages/about#scope"), scope);
    // A comment is nothing that a reader sees, whichever section it stands in.
    let remark = "<!-- annai: allow(refused-word) the name of a product -->\n\n";
    for before in ["## 範囲", "許可は"] {
        let text = small().text(page).replacen(before, &format!("{remark}{before}"), 1);
        let remarked = small().write(page, &text);
        assert_eq!(of(remarked.forgetful(), "pages/about"), opening, "{before}");
        assert_eq!(of(remarked, "pages/about#scope"), scope, "{before}");
    }
}

#[test]
fn a_text_knows_its_places_in_lists() {
    look(GuideTest::shipped(), |texts, _| {
        let counted = |text: &&Text<'_>| text.counted.len() == 2;
        let text = texts.texts.iter().find(counted).expect("a row of a figure of a variant");
        let parts: Vec<&str> = text.id.as_str().split('/').collect();
        for place in &text.counted {
            assert!(parts[*place].parse::<usize>().is_ok(), "{}", text.id);
        }
    });
}
