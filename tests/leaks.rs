//! Leaks: what an edition may not show stands in no byte of it, whatever the content is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::canaries::{Aim, Filler, Word, formats, forms, places, plant};
#[cfg(feature = "pdf")]
use crate::handout::pdf::Pdf;
use crate::harness::{GuideTest, Outcome};
use crate::html;

/// Texts that no page shows, in any edition. A canary that sings there is news: then its line here goes.
const NEVER_SHOWN: [&str; 5] = ["section.id", "choice.id", "host.id", "link.id", "client.id"];

#[test]
fn the_schema_leads_to_every_item_with_an_audience() {
    let kinds: BTreeSet<String> = places().into_iter().map(|place| place.kind).collect();
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/parse/raw")).unwrap();
    let written = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let written = written.chain([include_str!("../src/parse/raw.rs").to_owned()]);
    let written: usize = written.map(|text| text.matches("pub audience:").count()).sum();
    // The one of an edition says who reads it.
    assert_eq!(kinds.len(), written - 1, "found {kinds:?}");
}

#[test]
fn external_edition_shows_no_canary() {
    canaries_stay_inside(GuideTest::fixture("small"));
}

#[test]
fn external_edition_of_the_shipped_guide_shows_no_canary() {
    canaries_stay_inside(GuideTest::shipped());
}

fn canaries_stay_inside(guide: GuideTest) {
    let (guide, words) = with_canaries(guide);
    let outcome = guide.with_handouts().build().without_errors();
    let mut policies = 0;
    for (path, bytes) in outcome.edition("external").site.iter() {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        // What is in a PDF is packed too, and a text is the numbers of its glyphs.
        #[cfg(feature = "pdf")]
        if path.ends_with(".pdf") {
            let pdf = Pdf::of(bytes);
            let pages = pdf.pages().concat();
            text.push_str(&pdf.objects());
            text.push_str(&pages);
            text.extend(pages.split_whitespace());
        }
        // The policy is packed: what is in it can be read there too.
        if path.ends_with("/check/index.html") {
            let policy = html::by_id(&text, "checker").attr("data-policy");
            let bytes = STANDARD.decode(html::unescaped(policy)).unwrap();
            policies += 1;
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
        for stem in ["canary", "カナリア"].into_iter().flat_map(forms) {
            assert!(!path.contains(&stem), "the external edition has the file {path}");
            if let Some(at) = text.find(&stem) {
                let around: String = text[at..].chars().take(60).collect();
                panic!("{path} of the external edition shows {around:?}");
            }
        }
    }
    assert_eq!(policies, 2, "one in each language");
    let internal = outcome.everything("internal");
    for word in words {
        let is_shown = forms(&word.text).iter().any(|form| internal.contains(form));
        let is_expected = !NEVER_SHOWN.contains(&word.place.as_str());
        assert_eq!(is_shown, is_expected, "{} in `{}`", word.text, word.place);
    }
}

/// A guide with an internal item, full of canaries, in every place that accepts an audience.
fn with_canaries(mut guide: GuideTest) -> (GuideTest, Vec<Word>) {
    let mut documents = documents(&guide);
    let locales = locales(&documents);
    let locales: Vec<&str> = locales.iter().map(String::as_str).collect();
    let formats = formats();
    let mut filler = Filler::new(Aim::Plant, &locales);
    filler.conditional = conditional(&documents);
    filler.free_slot = free_slot(&documents);
    let mut new_pages = vec!["plain".to_owned()];
    for place in places() {
        let format = formats.iter().find(|format| format.files == place.files).unwrap();
        filler.schema = format.schema.as_value();
        filler.cases = case_ids(&documents).into_iter().map(|id| (id, None)).collect();
        let external = documents
            .iter_mut()
            .filter(|(path, _)| path.starts_with(place.files))
            .find(|(_, document)| document["audience"] != "internal");
        match (place.files, place.path.as_slice(), external) {
            ("content/join/", [], Some((_, other))) => {
                let name = filler.word("the file of a platform");
                let other = other.clone();
                let platform = filler.fill(filler.schema, Some(&other), "");
                documents.insert(format!("content/join/{name}.yaml"), platform);
                new_pages.push(format!("join/{name}"));
            }
            ("content/pages/", [], _) => {
                let name = filler.word("the file of a page");
                guide = internal_page(guide, &name, &locales, &mut filler);
                new_pages.push(name);
            }
            (_, [_, ..], Some((_, document))) => {
                let planted = plant(document, filler.schema, &place.path, &mut filler);
                planted.unwrap_or_else(|why| panic!("no item can be put at `{place}`: {why}"));
            }
            _ => panic!("the test does not know how to put an item at `{place}`"),
        }
    }
    complete(&mut documents, &new_pages, &mut filler);
    for locale in &locales {
        guide = guide.write(
            &format!("content/pages/plain.{locale}.md"),
            "---\ntitle: Plain\n---\n\nA page that everybody sees.\n",
        );
    }
    guide = internal_part(guide, &locales, &mut filler);
    for (path, document) in &documents {
        guide = guide.write(path, &document.to_string());
    }
    (guide, filler.words)
}

/// What items refer to each other by: the pages of the new section, and the cells of the new case.
fn complete(documents: &mut BTreeMap<String, Value>, pages: &[String], filler: &mut Filler<'_>) {
    let navigation = documents.get_mut("content/guide.yaml").unwrap()["navigation"].as_array_mut();
    navigation.unwrap().last_mut().unwrap()["pages"] = json!(pages);
    let cases = case_ids(documents);
    let access = documents.get_mut("content/access.yaml").unwrap();
    for target in access["targets"].as_array_mut().unwrap() {
        let marks = target["marks"].as_object_mut().unwrap();
        for case in cases.iter().filter(|case| !marks.contains_key(*case)).collect::<Vec<_>>() {
            let locales = filler.locales;
            let text = |locale: &&str| {
                (
                    (*locale).to_owned(),
                    json!(filler.word_in(locale, "cell.when of an internal case")),
                )
            };
            let when: serde_json::Map<_, _> = locales.iter().map(text).collect();
            marks.insert(case.clone(), json!({"mark": filler.conditional, "when": when}));
        }
    }
}

/// A page that is internal as a whole.
fn internal_page<'a>(
    mut guide: GuideTest,
    name: &str,
    locales: &'a [&'a str],
    filler: &mut Filler<'a>,
) -> GuideTest {
    let heading = filler.word("the id of a heading");
    for index in 0..locales.len() {
        filler.locales = &locales[index..=index];
        let mut front = filler.fill(filler.schema, None, "");
        if index > 0 {
            // These stand in the first language only; the words in them are taken back.
            let keys = front.as_object_mut().unwrap();
            let unused = [keys.remove("aliases"), keys.remove("audience")].map(Option::unwrap);
            filler.words.retain(|word| unused[0][0] != word.text);
        }
        let body = body(locales[index], &heading, filler);
        let path = format!("content/pages/{name}.{}.md", locales[index]);
        guide = guide.write(&path, &format!("---\n{front}\n---\n\n{body}"));
    }
    filler.locales = locales;
    guide
}

/// An internal part at the end of a page that everybody sees.
fn internal_part(mut guide: GuideTest, locales: &[&str], filler: &mut Filler<'_>) -> GuideTest {
    let heading = filler.word("the id of a heading");
    let picture = format!("{}.svg", filler.word("the name of a picture"));
    let drawing = filler.word("the bytes of a picture");
    guide = guide.asset(&picture, format!("<svg><title>{drawing}</title></svg>").as_bytes());
    for locale in locales {
        let path = format!("content/pages/about.{locale}.md");
        let (text, body) = (guide.text(&path), body(locale, &heading, filler));
        let alternative = filler.word_in(locale, "the words for a picture");
        let text = format!("{text}\n:::internal\n\n{body}\n![{alternative}]({picture})\n\n:::\n");
        guide = guide.write(&path, &text);
    }
    guide
}

/// Markdown with a canary in everything that Markdown has.
fn body(locale: &str, heading: &str, filler: &mut Filler<'_>) -> String {
    let mut word = |what: &str| filler.word_in(locale, what);
    format!(
        "## {} {{#{heading}}}\n\n{} *{}* **{}** `{}` [{}](https://example.com/{})[^1]\n\n> {}\n\n> [!WARNING]\n> {}\n\n\
         - [ ] {}\n\n1. {}\n\n| {} |\n| --- |\n| {} |\n\n```bash\n# {}\necho {}\n```\n\n```text\n{}\n```\n\n[^1]: {}\n",
        word("a heading"),
        word("a paragraph"),
        word("emphasis"),
        word("strong text"),
        word("code"),
        word("a link"),
        word("an address"),
        word("a quotation"),
        word("a warning"),
        word("a task"),
        word("a list"),
        word("the head of a table"),
        word("a table"),
        word("a comment in code"),
        word("highlighted code"),
        word("plain code"),
        word("a footnote")
    )
}

/// The YAML files of a guide as values.
fn documents(guide: &GuideTest) -> BTreeMap<String, Value> {
    let is_read = |path: &str| {
        formats().iter().any(|format| path.starts_with(format.files)) && path.ends_with(".yaml")
    };
    guide
        .files()
        .iter()
        .filter(|(path, _)| is_read(path))
        .map(|(path, text)| (path.clone(), serde_saphyr::from_str(text).unwrap()))
        .collect()
}

fn strings(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|item| item[key].as_str().unwrap().to_owned()).collect()
}

fn locales(documents: &BTreeMap<String, Value>) -> Vec<String> {
    strings(&documents["content/guide.yaml"]["locales"], "id")
}

fn case_ids(documents: &BTreeMap<String, Value>) -> Vec<String> {
    strings(&documents["content/access.yaml"]["cases"], "id")
}

/// The first slot of report codes that no requirement has.
fn free_slot(documents: &BTreeMap<String, Value>) -> u64 {
    let file = &documents["content/requirements.yaml"];
    let lists = ["requirements", "retired_codes"].map(|list| file[list].as_array());
    let codes = lists.into_iter().flatten().flatten().map(|item| item["code"].as_u64().unwrap());
    codes.max().unwrap() + 1
}

/// The sign of the mark that must say when.
fn conditional(documents: &BTreeMap<String, Value>) -> String {
    let marks = documents["content/access.yaml"]["marks"].as_array().unwrap();
    let mark = marks.iter().find(|mark| mark["conditional"] == true).unwrap();
    mark["symbol"].as_str().unwrap().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the author makes internal, the external edition shows the rest and nothing of it.
    #[test]
    fn external_edition_shows_what_is_external_and_nothing_else(hidden in prop::collection::btree_set(0..MANY, 0..12)) {
        let relabelled = Relabelled::new(GuideTest::fixture("small"));
        let hidden: BTreeSet<usize> = hidden.iter().map(|item| item % relabelled.items).collect();
        let all = relabelled.built(&BTreeSet::new()).everything("external");
        let some = relabelled.built(&hidden).everything("external");
        for word in &relabelled.words {
            let is_hidden = word.items.iter().any(|item| hidden.contains(item));
            let shows = |text: &str| forms(&word.text).iter().any(|form| text.contains(form));
            if is_hidden {
                prop_assert!(!shows(&some), "{} of `{}` is shown; hidden: {hidden:?}", word.text, word.place);
            } else if word.certain && shows(&all) {
                prop_assert!(shows(&some), "{} of `{}` is gone; hidden: {hidden:?}", word.text, word.place);
            }
        }
    }
}

/// More than any fixture has items.
const MANY: usize = 997;

/// A guide with a word of its own in every text, and a number for every item that can be made internal.
struct Relabelled {
    guide: BTreeMap<String, String>,
    words: Vec<Word>,
    items: usize,
}

impl Relabelled {
    fn new(guide: GuideTest) -> Self {
        let documents = documents(&guide);
        let locales = locales(&documents);
        let locales: Vec<&str> = locales.iter().map(String::as_str).collect();
        let formats = formats();
        let mut filler = Filler::new(Aim::Relabel, &locales);
        filler.conditional = conditional(&documents);
        let mut files = guide.files().clone();
        let marked: BTreeSet<&str> = places().iter().map(|place| place.files).collect();
        for format in formats.iter().filter(|format| marked.contains(format.files)) {
            filler.schema = format.schema.as_value();
            for (path, document) in documents.range(format.files.to_owned()..) {
                if path.starts_with(format.files) {
                    let relabelled = filler.fill(filler.schema, Some(document), "");
                    files.insert(path.clone(), relabelled.to_string());
                }
            }
        }
        for page in pages(&guide) {
            let item = filler.enter();
            let part = filler.items;
            for (index, locale) in locales.iter().enumerate() {
                let audience = match index {
                    0 => format!("audience: item-{item};\n"),
                    _ => String::new(),
                };
                let mut word = |what: &str| filler.word_in(locale, what);
                let front = format!(
                    "---\ntitle: {}\n{audience}---\n\n{}\n",
                    word("a title"),
                    word("a page")
                );
                filler.items = part;
                filler.enter();
                let hidden = filler.word_in(locale, "a part of a page");
                filler.leave();
                let after = filler.word_in(locale, "a page");
                let body =
                    format!("{front}\nbegin-{part};\n\n{hidden}\n\nend-{part};\n\n{after}\n");
                files.insert(format!("content/pages/{page}.{locale}.md"), body);
            }
            filler.leave();
        }
        Self { guide: files, words: filler.words, items: filler.items }
    }

    /// Both editions of the guide in which some items are internal.
    fn built(&self, hidden: &BTreeSet<usize>) -> Outcome {
        let mut guide = GuideTest::fixture("small");
        for (path, text) in &self.guide {
            let mut text = text.clone();
            for item in 0..self.items {
                let is_hidden = hidden.contains(&item);
                let (audience, begin, end) = if is_hidden {
                    ("internal", ":::internal", ":::")
                } else {
                    ("external", "", "")
                };
                text = text.replace(&format!("item-{item};"), audience);
                text = text.replace(&format!("begin-{item};"), begin);
                text = text.replace(&format!("end-{item};"), end);
            }
            guide = guide.write(path, &text);
        }
        guide.build().without_errors()
    }
}

/// The names of the Markdown pages.
fn pages(guide: &GuideTest) -> BTreeSet<String> {
    let names = guide.files().keys().filter_map(|path| path.strip_prefix("content/pages/"));
    names.map(|name| name.split('.').next().unwrap().to_owned()).collect()
}
