//! Figures: what a page shows of a screen that YAML describes, for who sees it and for who does not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::harness::{GuideTest, Outcome};
use crate::html;

/// A guide whose step `choose-audio` has a figure, and a text that explains its marks.
fn with_figure(figure: &str, text: &str) -> GuideTest {
    let title = "    title: {ja: 音声を選ぶ, en: Choose your audio}\n";
    let figure = format!("    {}\n", figure.replace('\n', "\n    "));
    GuideTest::fixture("small").edit(
        "content/join/webex.yaml",
        title,
        &format!("{title}    text: {text}\n{figure}"),
    )
}

const MEETING: &str = "figure:
  caption: {ja: ミーティングの画面, en: The meeting}
  window:
    title: {text: {ja: 会議, en: Meeting}}
    body:
      - field: {text: {ja: 名前, en: Your name}}
      - radio:
          - {text: {ja: パソコンの音声, en: Computer audio}, chosen: true, mark: 1}
          - {text: {ja: 電話, en: Telephone}, mark: 2}
      - tools: [{icon: share, label: webex.share, pointer: true}, {icon: chat, text: {ja: チャット, en: Chat}}]
      - buttons: [{label: webex.stop-sharing, chosen: true}]";

const MARKS: &str = "{ja: '{mark:1}か{mark:2}を選びます。', en: 'Choose {mark:1} or {mark:2}.'}";

fn meeting() -> Outcome {
    with_figure(MEETING, MARKS).build().clean()
}

const JAPANESE: &str = "ja/join/webex/index.html";
const ENGLISH: &str = "en/join/webex/index.html";

#[test]
fn a_figure_has_a_title_and_says_what_stands_on_it() {
    let outcome = meeting();
    let page = outcome.page("external", ENGLISH);
    let svg = &html::all(page, "svg")[1];
    assert_eq!(svg.attr("role"), "img");
    let named: Vec<String> =
        svg.attr("aria-labelledby").split(' ').map(|id| html::by_id(page, id).text()).collect();
    insta::assert_snapshot!(named.join("\n"), @"
    The meeting
    A window, “Meeting”. Field: “Your name”. Choices: ① “Computer audio” (selected), ② “Telephone”. Tool bar: “Share” (pointer here), “Chat”. Buttons: “Stop sharing”.
    ");
    let page = outcome.page("external", JAPANESE);
    let description = html::by_id(page, "figure-webex.choose-audio-text").text();
    insta::assert_snapshot!(description, @"「会議」のウィンドウ。入力欄：「名前」。選択肢：① 「パソコンの音声」（選択中）・② 「電話」。ツールバー：「共有」（ここを選びます）・「チャット」。ボタン：「Stop sharing」。");
}

#[test]
fn a_caption_says_that_a_figure_is_simplified() {
    let outcome = meeting();
    let caption = |path| html::all(outcome.page("external", path), "figcaption")[0].text();
    assert_eq!(caption(JAPANESE), "画面の例（簡略図）：ミーティングの画面");
    assert_eq!(caption(ENGLISH), "Example screen (simplified sketch): The meeting");
}

#[test]
fn the_words_of_a_figure_are_text_in_the_language_of_the_page() {
    let outcome = meeting();
    let words = |path| -> BTreeSet<String> {
        html::all(outcome.page("external", path), "text").iter().map(html::Tag::text).collect()
    };
    let japanese = words(JAPANESE);
    assert!(japanese.contains("共有") && japanese.contains("パソコンの音声"), "{japanese:?}");
    assert!(!japanese.contains("Share"), "{japanese:?}");
    assert!(words(ENGLISH).contains("Computer audio"));
    // A label that nobody has in Japanese says in which language it is.
    let page = outcome.page("external", JAPANESE);
    let texts = html::all(page, "text");
    let foreign = texts.iter().find(|text| text.text() == "Stop sharing").unwrap();
    assert_eq!(foreign.attr("lang"), "en");
}

#[test]
fn a_text_refers_to_the_marks_of_its_figure() {
    let outcome = meeting();
    let page = outcome.page("external", ENGLISH);
    let step = html::by_id(page, "choose-audio").inner();
    let numbers: Vec<String> =
        html::of_class(step, "figure-mark").iter().map(html::Tag::text).collect();
    assert_eq!(numbers, ["①", "②"]);
    let drawn: Vec<String> = html::all(step, "text").iter().map(html::Tag::text).collect();
    assert!(drawn.contains(&"1".to_owned()) && drawn.contains(&"2".to_owned()), "{drawn:?}");
}

#[test]
fn icons_stand_once_on_a_page_and_every_use_finds_its_own() {
    let outcome = GuideTest::shipped().build().clean();
    let mut count = 0;
    for edition in &outcome.built {
        for (path, bytes) in edition.site.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8_lossy(bytes);
            let symbols = html::all(&page, "symbol");
            let ids: BTreeSet<&str> = symbols.iter().map(|symbol| symbol.attr("id")).collect();
            assert_eq!(ids.len(), symbols.len(), "{path}");
            let uses = html::all(&page, "use");
            let wanted: BTreeSet<&str> =
                uses.iter().map(|one| one.attr("href").trim_start_matches('#')).collect();
            assert_eq!(wanted, ids, "{path}");
            count += wanted.len();
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn only_pages_with_figures_load_their_style_sheet() {
    let has_sheet = |outcome: &Outcome, page: &str| {
        html::links(outcome.page("external", page), "stylesheet")
            .iter()
            .any(|(_, href)| href.contains("/figure."))
    };
    let outcome = meeting();
    assert!(has_sheet(&outcome, JAPANESE));
    assert!(!has_sheet(&outcome, "ja/check/index.html"));
    let outcome = GuideTest::fixture("small").build().clean();
    assert!(!has_sheet(&outcome, JAPANESE));
    let files = outcome.edition("external").site.iter();
    assert_eq!(files.filter(|(path, _)| path.contains("figure")).count(), 0);
}

#[test]
fn a_figure_of_a_variant_is_on_the_pages_of_its_readers() {
    let variant = "      - for: {client: [app], system: [windows]}\n";
    let figure = "        figure: {caption: {ja: 画面, en: A screen}, dialog: {title: {label: webex.share}}}\n";
    let outcome = GuideTest::fixture("small")
        .edit("content/join/webex.yaml", variant, &format!("{variant}{figure}"))
        .build()
        .clean();
    let has = |path: &str| html::all(outcome.page("external", path), "figure").len();
    assert_eq!(has("en/join/webex/index.html"), 1);
    assert_eq!(has("en/join/webex/chrome/index.html"), 1);
    // Safari does not run on Windows.
    assert_eq!(has("en/join/webex/safari/index.html"), 0);
}

#[test]
fn a_very_long_word_is_too_wide_and_no_more() {
    let figure = format!(
        "figure:\n  caption: {{ja: 画面, en: A screen}}\n  dialog: {{title: {{text: {{ja: {}, en: Long}}}}}}",
        "あ".repeat(200_000)
    );
    let outcome = with_figure(&figure, "{ja: 文, en: Text}").build();
    assert!(!outcome.diagnostics.has_errors());
    let word = "a".repeat(200_000);
    let figure = figure.replace("en: Long", &format!("en: {word}"));
    with_figure(&figure, "{ja: 文, en: Text}").build().reports(&["figure-overflow"]);
}

#[test]
fn steps_and_variants_with_like_ids_keep_their_own_figures() {
    let figure =
        "figure: {caption: {ja: 画面, en: A screen}, dialog: {title: {label: webex.share}}}";
    let variant = "      - for: {client: [app], system: [windows]}\n";
    let outcome = GuideTest::fixture("small")
        .edit("content/join/webex.yaml", variant, &format!("{variant}        {figure}\n"))
        .edit(
            "content/join/webex.yaml",
            "  - id: choose-audio\n",
            &format!("  - id: share-screen-1\n    {figure}\n"),
        )
        .build()
        .clean();
    assert_eq!(html::all(outcome.page("external", ENGLISH), "figure").len(), 2);
}

/// The gallery of `docs/figures.md`: each block of YAML, and the file of the picture below it.
fn gallery() -> Vec<(String, PathBuf)> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let text = std::fs::read_to_string(docs.join("figures.md")).unwrap();
    let blocks = text.split("```yaml\n").skip(1);
    let entries: Vec<_> = blocks
        .filter_map(|block| {
            let (yaml, rest) = block.split_once("\n```\n").unwrap();
            let name = rest.trim_start().strip_prefix("![")?.split_once("](")?.1;
            Some((yaml.to_owned(), docs.join(name.split_once(')')?.0)))
        })
        .collect();
    assert!(entries.len() >= 8, "{}", entries.len());
    entries
}

/// The gallery shows what the program draws. Run with `ANNAI_DRAW_GALLERY=1`, it is drawn anew; look at it then.
#[test]
fn the_gallery_shows_what_is_drawn() {
    for (yaml, file) in gallery() {
        let marks = [1, 2].map(|mark| {
            let is_there = yaml.contains(&format!("mark: {mark}"));
            if is_there { format!("{{mark:{mark}}}") } else { String::new() }
        });
        let marks = marks.concat();
        let outcome =
            with_figure(&yaml, &format!("{{ja: '文{marks}', en: 'Text {marks}'}}")).build().clean();
        let page = outcome.page("external", ENGLISH);
        let svgs = html::all(page, "svg");
        let (icons, figure) = (svgs[0].inner(), &svgs[1]);
        let (width, height) = (figure.attr("width"), figure.attr("height"));
        let drawn = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             fill=\"#1d2321\" font-size=\"{}\" font-family=\"sans-serif\">{icons}{}</svg>\n",
            figure.attr("font-size"),
            figure.inner()
        );
        if std::env::var_os("ANNAI_DRAW_GALLERY").is_some() {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, &drawn).unwrap();
        }
        let shown = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(shown == drawn, "{} is not what is drawn: draw the gallery anew", file.display());
    }
}
