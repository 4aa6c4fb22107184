//! The printed handouts: what they conform to, what they say, and when they are made.
#![cfg(feature = "pdf")]

pub(crate) mod pdf;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use annai::memo::Memo;
use annai::parse::parse;
use annai::redact::redact;
use annai::render::{Handout, handouts};
use annai::resolve::resolve;
use annai::sources::Sources;
use serde_json::Value;

use crate::harness::{GuideTest, Outcome};
use pdf::Pdf;

/// The shipped guide with its handouts, made once for all tests.
fn shipped() -> &'static Outcome {
    static SHIPPED: LazyLock<Outcome> =
        LazyLock::new(|| GuideTest::shipped().with_handouts().build().clean());
    &SHIPPED
}

/// Every handout of a guide with its edition and its path.
fn every(outcome: &Outcome) -> Vec<(&str, &str, Pdf)> {
    let mut every = Vec::new();
    for built in &outcome.built {
        let files = built.site.iter().filter(|(path, _)| path.ends_with(".pdf"));
        every.extend(files.map(|(path, bytes)| (&*built.name, &**path, Pdf::of(bytes))));
    }
    every
}

/// What the handouts of an edition are made from.
fn drafts(sources: &Sources, name: &str) -> Vec<Handout> {
    let (raw, _) = parse(sources, &mut Memo::default());
    let guide = resolve(sources, &raw).0.expect("the guide is whole");
    let edition = guide.common.editions.iter().find(|edition| &*edition.name == name);
    let edition = edition.expect("an edition of this name");
    handouts(&redact(&guide, edition).0, edition, sources)
}

#[test]
fn every_language_has_one_and_in_the_external_edition_every_browser_too() {
    let outcome = shipped();
    for (edition, per_language) in [("external", 2..), ("internal", 1..)] {
        let paths: BTreeSet<&str> = every(outcome)
            .iter()
            .filter(|(name, ..)| *name == edition)
            .map(|(_, path, _)| *path)
            .collect();
        for locale in ["ja", "en"] {
            assert!(paths.contains(&*format!("{locale}/handout.pdf")), "{paths:?}");
            let of_language = paths.iter().filter(|path| path.starts_with(locale)).count();
            assert!(per_language.contains(&of_language), "{paths:?}");
        }
    }
}

#[test]
fn every_handout_conforms_and_says_what_it_is() {
    for (edition, path, pdf) in every(shipped()) {
        let name = format!("{edition}/{path}");
        pdf.is_sound(&name);
        let metadata = pdf.metadata();
        for claim in ["pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"] {
            assert!(metadata.contains(claim), "{name} does not claim {claim}");
        }
        assert_eq!(pdf.info("Tagged"), "yes", "{name}");
        assert_eq!(pdf.info("JavaScript"), "no", "{name}");
        assert!(pdf.info("Page size").ends_with("(A4)"), "{name}");
        for field in ["Title", "Author", "Subject"] {
            assert!(!pdf.info(field).is_empty(), "{name} has no {field}");
        }
        // The day of the revision and not of the build.
        assert_eq!(pdf.info("CreationDate"), "Sun Nov 22 00:00:00 2026 UTC", "{name}");
        let language = path.split('/').next().unwrap_or_default();
        assert!(pdf.objects().contains(&format!("/Lang ({language}")), "{name} has no language");
        assert!(pdf.objects().contains("/Outlines"), "{name} has no bookmarks");
        let fonts = pdf.fonts();
        assert!(!fonts.is_empty(), "{name}");
        for font in fonts {
            assert_eq!((font.embedded, font.subset, font.unicode), (true, true, true), "{name}");
            assert!(font.name.contains("+BIZUD"), "{name} uses {}", font.name);
        }
    }
}

#[test]
fn a_handout_for_one_browser_has_two_pages() {
    let handouts = every(shipped());
    let of_browsers = handouts.iter().filter(|(_, path, _)| path.contains("/join/"));
    let pages: BTreeSet<String> = of_browsers.map(|(.., pdf)| pdf.info("Pages")).collect();
    assert_eq!(pages.into_iter().collect::<Vec<_>>(), ["2"]);
}

/// Fields of the data that are not for reading: places, paths, kinds, and what is said in metadata.
const NOT_READ: [&str; 15] = [
    "accent",
    "address",
    "align",
    "alt",
    "description",
    "document_title",
    "id",
    "kind",
    "lang",
    "legend_id",
    "picture",
    "region",
    "to",
    "tone",
    "words",
];

/// What the two pages for one browser have no room for: sketches as room allows, and what the whole handout says.
const NOT_ON_TWO_PAGES: [&str; 3] = ["figure", "notices", "source"];

/// Whether a document may leave a text out.
fn may_be_left_out(document: &str, path: &str, text: &str) -> bool {
    let is_mark = |text: &str| {
        let mark = text.trim().trim_matches(['(', ')']);
        mark.chars().all(|one| ('①'..='⑳').contains(&one))
    };
    document.contains("/join/")
        && (path.split('.').any(|field| NOT_ON_TWO_PAGES.contains(&field))
            // A mark of a sketch goes with it.
            || is_mark(text))
}

/// Calls `look` with every text for reading, in its order.
fn texts(value: &Value, path: &str, look: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => look(path, text),
        Value::Array(list) => list.iter().for_each(|one| texts(one, path, look)),
        Value::Object(fields) => {
            let read = fields
                .iter()
                .filter(|(name, _)| !NOT_READ.contains(&name.as_str()) && !name.ends_with("_id"));
            read.for_each(|(name, one)| texts(one, &format!("{path}.{name}"), look));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn without_space(text: &str) -> String {
    // A word that is broken at the end of a line, and what keeps or allows a break.
    let invisible = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];
    text.chars().filter(|one| !one.is_whitespace() && !invisible.contains(one)).collect()
}

/// Whether a text stands on a page, or ends one and goes on at the next, with what is on every page in between.
fn is_on(pages: &[String], text: &str) -> bool {
    let is_split = |pair: &[String]| {
        let mut cuts = text.char_indices().skip(1).map(|(at, _)| text.split_at(at));
        cuts.any(|(end, start)| pair[0].contains(end) && pair[1].contains(start))
    };
    pages.iter().any(|page| page.contains(text)) || pages.windows(2).any(is_split)
}

#[test]
fn a_handout_says_all_that_its_data_says() {
    let outcome = shipped();
    let mut compared = 0;
    let mut lost = BTreeSet::new();
    for built in &outcome.built {
        for draft in drafts(&outcome.sources, &built.name) {
            let bytes = built.site.get(&draft.path).expect("a draft becomes a file");
            let pages: Vec<String> =
                Pdf::of(bytes).pages().iter().map(|page| without_space(page)).collect();
            let data: Value = serde_json::from_slice(&draft.data).unwrap();
            texts(&data, "", &mut |path, text| {
                compared += 1;
                let is_said = is_on(&pages, &without_space(text));
                if !is_said && !may_be_left_out(&draft.path, path, text) {
                    lost.insert(format!("{}/{}: {path}: {text}", built.name, draft.path));
                }
            });
        }
    }
    let lost: Vec<_> = lost.into_iter().collect();
    assert!(lost.is_empty(), "{} of {compared}:\n{}", lost.len(), lost.join("\n"));
    assert!(compared > 5000, "{compared}");
}

#[test]
fn a_build_without_a_memo_gives_the_same_bytes() {
    let first = shipped();
    let second = GuideTest::shipped().with_handouts().build().clean();
    let (one, other) = (every(first), every(&second));
    assert_eq!(one.len(), other.len());
    for ((edition, path, one), (.., other)) in one.iter().zip(&other) {
        assert!(one.bytes == other.bytes, "{edition}/{path} differs");
    }
}

#[test]
fn a_handout_that_has_not_changed_is_not_made_again() {
    let first = GuideTest::fixture("small").with_handouts().build().clean();
    let kept = |outcome: &Outcome| -> Vec<(String, Arc<[u8]>)> {
        let built = outcome.built.iter();
        let files = built.flat_map(|built| {
            built.site.iter().map(|(path, bytes)| (format!("{}/{path}", built.name), bytes))
        });
        let files = files.filter(|(path, _)| path.ends_with(".pdf"));
        files.map(|(path, bytes)| (path, Arc::clone(bytes))).collect()
    };
    let before = kept(&first);
    let again = first.again().build().clean();
    for ((path, one), (_, other)) in before.iter().zip(&kept(&again)) {
        assert!(Arc::ptr_eq(one, other), "{path} was made again");
    }
    let other = again.again().edit("content/guide.yaml", "en: Small guide", "en: Little guide");
    for ((path, one), (_, other)) in before.iter().zip(&kept(&other.build().clean())) {
        // The handout for a browser does not say what the guide is called.
        assert_eq!(Arc::ptr_eq(one, other), !path.ends_with("/en/handout.pdf"), "{path}");
    }
}

#[test]
fn without_handouts_there_is_no_file_and_no_link_to_one() {
    let outcome = GuideTest::shipped().build().clean();
    for built in &outcome.built {
        for (path, bytes) in built.site.iter() {
            assert!(!path.ends_with(".pdf"), "{path}");
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(".pdf\""), "{path} links to a handout");
        }
    }
}

#[test]
fn a_template_of_the_guide_stands_in_for_ours() {
    let template = "#let data = json(\"/data.json\")\n\
        #set document(title: data.document_title, author: \"Somebody\")\n\
        #set text(font: \"BIZ UDGothic\", lang: data.lang)\n= Our own paper\n";
    let guide = GuideTest::fixture("small").write("templates/handout.typ", template);
    let outcome = guide.with_handouts().build().clean();
    let bytes = outcome.edition("external").site.get("en/handout.pdf").unwrap();
    let pdf = Pdf::of(bytes);
    assert_eq!(without_space(&pdf.read_aloud()), "Ourownpaper");
    assert_eq!(pdf.info("Author"), "Somebody");
}

#[test]
fn pages_may_have_characters_that_paper_may_not() {
    let guide =
        GuideTest::fixture("small").edit("content/ui.yaml", "en: On this page}", "en: Here 🦀}");
    guide.with_handouts().build().clean();
}

#[test]
fn what_is_longer_than_a_page_goes_on_on_the_next() {
    let lines = |word: &str| {
        let lines: Vec<String> =
            (1..=150).map(|number| format!("        {word}{number}\n")).collect();
        lines.concat()
    };
    let blocks = |word: &str| {
        let block = format!("|\n        ```\n{}        ```\n", lines(word));
        format!("    text:\n      ja: {block}      en: {block}")
    };
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/join/webex.yaml",
            "    text: {ja: 操作はできません。, en: Nobody can operate them.}\n",
            &blocks("line"),
        )
        .edit(
            "content/join/webex.yaml",
            "    text: {ja: 招待のリンクを開きます。, en: Open the link in your invitation.}\n",
            &blocks("step"),
        )
        .with_handouts()
        .build()
        .clean();
    let text = |path: &str| {
        let bytes = outcome.edition("external").site.get(path).expect("it is there");
        Pdf::of(bytes).pages().concat()
    };
    let whole = text("en/handout.pdf");
    let sheet = text("en/join/webex/chrome/handout.pdf");
    for number in 1..=150 {
        assert!(whole.contains(&format!("line{number}")), "line {number}");
        assert!(whole.contains(&format!("step{number}")), "step {number}");
        assert!(sheet.contains(&format!("step{number}")), "step {number} for one browser");
    }
}

#[test]
fn a_label_may_be_in_a_language_with_a_region() {
    let outcome = GuideTest::fixture("small")
        .edit("content/labels.yaml", "also: {ja: en}", "also: {ja: en-GB}")
        .edit(
            "content/labels.yaml",
            "share: {ja: 共有, en: Share}",
            "share: {ja: 共有, en: Share, en-GB: Share it}",
        )
        .with_handouts()
        .build()
        .clean();
    let bytes = outcome.edition("external").site.get("ja/handout.pdf").expect("it is there");
    assert!(Pdf::of(bytes).pages().concat().contains("Share it"));
}
