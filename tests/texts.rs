//! What becomes of the texts that authors write.

use annai::guide::Colour;

use crate::harness::{GuideTest, Outcome};
use crate::html;

/// The small guide with this text on a page of its own, in both languages.
fn with_page(text: &str) -> GuideTest {
    let mut guide = GuideTest::fixture("small");
    for locale in ["ja", "en"] {
        let path = format!("content/pages/text.{locale}.md");
        guide = guide.write(&path, &format!("---\ntitle: A text\n---\n\n{text}\n"));
    }
    guide.edit("content/guide.yaml", "pages: [home, about]", "pages: [home, about, text]")
}

fn text_page<'a>(outcome: &'a Outcome, edition: &str, locale: &str) -> &'a str {
    html::of_class(outcome.page(edition, &format!("{locale}/text/index.html")), "text")[0].inner()
}

#[test]
fn a_label_is_in_the_readers_language_with_the_other_after_it() {
    let outcome = with_page("Press {ui:webex.share} or {ui:webex.stop-sharing}.").build().clean();
    assert_eq!(
        text_page(&outcome, "external", "ja").trim(),
        "<p>Press <b class=\"ui\">共有</b><span class=\"ui-also\">（<span lang=\"en\">Share</span>）</span> or \
         <b class=\"ui\" lang=\"en\">Stop sharing</b>.</p>"
    );
    // The guide shows nothing after an English label.
    assert_eq!(
        text_page(&outcome, "external", "en").trim(),
        "<p>Press <b class=\"ui\">Share</b> or <b class=\"ui\">Stop sharing</b>.</p>"
    );
}

#[test]
fn a_renamed_button_is_one_edit() {
    let guide =
        GuideTest::fixture("small").edit("content/labels.yaml", "en: Allow}", "en: Permit}");
    let outcome = guide.build().clean();
    for path in ["ja/join/webex/index.html", "en/join/webex/chrome/index.html"] {
        let page = outcome.page("external", path);
        assert!(page.contains("Permit") && !page.contains("Allow<"), "{path}");
    }
}

#[test]
fn what_nobody_has_checked_is_marked() {
    let guide = with_page("Call {value:hotline} within {value:limit}.")
        .edit(
            "content/requirements.yaml",
            "https://example.com/browsers\n    checked_on: \"2026-11-20\"",
            "https://example.com/browsers\n    checked_on: never",
        )
        .edit(
            "content/join/webex.yaml",
            "https://example.com/vendor\n    checked_on: \"2026-11-20\"",
            "https://example.com/vendor\n    checked_on: never",
        );
    let outcome = guide.build().clean();
    assert_eq!(
        text_page(&outcome, "external", "en").trim(),
        "<p>Call <span class=\"value\">03-0000-0000</span><span class=\"badge\">Not confirmed</span> within <span class=\"value\">30 seconds</span>.</p>"
    );
    let badges = |path: &str, id: &str| {
        html::of_class(html::by_id(outcome.page("external", path), id).inner(), "badge").len()
    };
    assert_eq!(badges("en/check/index.html", "browser"), 1);
    assert_eq!(badges("en/join/webex/index.html", "links"), 1);
    assert_eq!(badges("en/join/webex/index.html", "network"), 0);
}

#[test]
fn footnotes_are_numbered_through_the_parts_of_a_page() {
    let outcome = with_page(
        "One[^a] and two[^b] and one again[^a].\n\n[^a]: Note a.\n[^b]: Note b.\n\n:::internal\n\nThree[^a].\n\n\
         [^a]: Inside.\n\n:::\n\nLast[^z].\n\n[^z]: Note z.\n",
    )
    .build()
    .clean();
    let look = |edition: &str| {
        let page = text_page(&outcome, edition, "en");
        let marks: Vec<String> = html::all(page, "sup").iter().map(html::Tag::text).collect();
        let notes = html::of_class(page, "footnotes");
        let notes: Vec<(String, String)> = html::all(notes[0].inner(), "li")
            .iter()
            .map(|note| (note.attr("value").to_owned(), note.text().replace(" ↩", "")))
            .collect();
        for (number, _) in &notes {
            // Every note leads back to the first place that refers to it.
            assert_eq!(page.matches(&format!("id=\"fn-{number}\"")).count(), 1);
            assert_eq!(page.matches(&format!("id=\"fnref-{number}\"")).count(), 1);
            assert_eq!(page.matches(&format!("href=\"#fnref-{number}\"")).count(), 1);
        }
        (marks.join(" "), notes)
    };
    let notes = |all: &[(&str, &str)]| {
        all.iter().map(|(n, text)| ((*n).to_owned(), (*text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(
        look("external"),
        ("1 2 1 3".to_owned(), notes(&[("1", "Note a."), ("2", "Note b."), ("3", "Note z.")]))
    );
    assert_eq!(
        look("internal"),
        (
            "1 2 1 3 4".to_owned(),
            notes(&[("1", "Note a."), ("2", "Note b."), ("3", "Inside."), ("4", "Note z.")])
        )
    );
}

#[test]
fn a_task_list_says_in_words_what_is_done() {
    let outcome = with_page("- [x] First\n- [ ] Second").build().clean();
    let page = text_page(&outcome, "external", "en");
    let tasks = html::of_class(page, "task");
    let tasks: Vec<_> = tasks.iter().map(|task| (task.attr("aria-label"), task.text())).collect();
    assert_eq!(tasks, [("Done", "☑".to_owned()), ("To do", "☐".to_owned())]);
}

#[test]
fn a_table_keeps_its_alignment_and_can_be_scrolled() {
    let outcome = with_page("| a | b | c |\n| --- | :-: | --: |\n| 1 | 2 | 3 |").build().clean();
    let page = text_page(&outcome, "external", "en");
    let heads = html::all(page, "th");
    assert!(heads.iter().all(|head| head.attr("scope") == "col"));
    let classes =
        |name: &str| html::all(page, name).iter().map(|cell| cell.get("class")).collect::<Vec<_>>();
    assert_eq!(classes("th"), [None, Some("center"), Some("end")]);
    assert_eq!(classes("td"), [None, Some("center"), Some("end")]);
    let scroll = &html::of_class(page, "scroll")[0];
    assert_eq!((scroll.attr("tabindex"), scroll.attr("role")), ("0", "group"));
    assert!(!scroll.attr("aria-label").is_empty());
}

#[test]
fn a_note_says_in_words_what_kind_it_is() {
    let kinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    let text: String = kinds.map(|kind| format!("> [!{kind}]\n> About {kind}.\n\n")).concat();
    let outcome = with_page(&text).build().clean();
    for (locale, names) in [
        ("ja", ["補足", "ヒント", "重要", "注意", "警告"]),
        ("en", ["Note", "Tip", "Important", "Careful", "Warning"]),
    ] {
        let notes = html::of_class(text_page(&outcome, "external", locale), "admonition");
        let found: Vec<_> = notes
            .iter()
            .map(|note| html::of_class(note.inner(), "admonition-title")[0].text())
            .collect();
        assert_eq!(found, names);
        for (note, kind) in notes.iter().zip(kinds) {
            assert!(note.has_class(&kind.to_lowercase()), "{note:?}");
            assert!(note.text().contains(&format!("About {kind}.")));
        }
    }
}

#[test]
fn code_is_coloured_by_class() {
    let outcome = with_page(
        "```bash\n# why\nssh -V \"$HOST\" # <b>\n```\n\n```text\nplain <b>\n```\n\n    indented",
    )
    .build()
    .clean();
    let page = text_page(&outcome, "external", "en");
    let blocks = html::all(page, "pre");
    assert_eq!(blocks.len(), 3);
    let code = |index: usize| html::all(blocks[index].inner(), "code")[0].get("class");
    assert_eq!([code(0), code(1), code(2)], [Some("language-bash"), Some("language-text"), None]);
    assert_eq!(html::text(blocks[0].inner()), "# why ssh -V \"$HOST\" # <b>");
    let spans = html::all(blocks[0].inner(), "span");
    assert!(spans.iter().all(|span| span.attr("class").starts_with("hl-")), "{spans:?}");
    assert_eq!(spans.iter().filter(|span| span.has_class("hl-c")).count(), 2, "{spans:?}");
    assert!(html::all(blocks[1].inner(), "span").is_empty());
    // A wide block can be scrolled with the keyboard.
    assert!(blocks.iter().all(|block| block.get("tabindex") == Some("0")));
}

#[test]
fn a_picture_of_the_guide_is_published_under_a_name_of_its_bytes() {
    let build = |bytes: &[u8]| {
        let guide = with_page("![The \"share\" button](pictures/share.png)");
        let outcome = guide.asset("pictures/share.png", bytes).build().clean();
        let page = text_page(&outcome, "external", "en");
        let picture = &html::all(page, "img")[0];
        assert_eq!(html::unescaped(picture.attr("alt")), "The \"share\" button");
        let path = picture.attr("src").strip_prefix("../../").unwrap().to_owned();
        assert_eq!(outcome.edition("external").site.get(&path).map(|bytes| &**bytes), Some(bytes));
        assert!(path.starts_with("assets/pictures/share.") && path.ends_with(".png"), "{path}");
        path
    };
    assert_ne!(build(b"one"), build(b"two"), "a browser may keep it for ever");
}

#[test]
fn a_style_sheet_of_the_guide_stands_in_for_the_built_in_one() {
    let outcome = GuideTest::fixture("small").asset("style.css", b"body{}").build().clean();
    let page = outcome.page("external", "ja/index.html");
    let sheet = html::links(page, "stylesheet")[0].1.strip_prefix("../").unwrap();
    assert_eq!(outcome.page("external", sheet), "body{}");
    let sheets = outcome.edition("external").site.iter();
    assert_eq!(sheets.filter(|(path, _)| path.ends_with(".css")).count(), 1);
}

#[test]
fn directives_place_the_matrix_requirements_and_steps() {
    let outcome = with_page(
        "::matrix\n\n::requirements\n\n::requirements{level=optional}\n\n::steps{platform=webex}",
    )
    .build()
    .clean();
    let page = text_page(&outcome, "external", "en");
    let rows = html::of_class(page, "matrix")[0].inner();
    assert_eq!(html::all(rows, "tr").len(), 4);
    let lists = html::of_class(page, "requirement-links");
    let names = |index: usize| {
        let items: &html::Tag<'_> = &lists[index];
        html::all(items.inner(), "a").iter().map(html::Tag::text).collect::<Vec<_>>()
    };
    assert_eq!(names(0), ["A web browser", "A terminal", "Java"]);
    assert_eq!(names(1), ["Java"]);
    let numbers = html::of_class(page, "step-number");
    assert_eq!(numbers.iter().map(html::Tag::text).collect::<String>(), "123");
    // The anchors are those of the pages that the items have for themselves.
    assert!(html::tags(page).iter().all(|tag| tag.get("id").is_none()), "an anchor stands twice");
}

#[test]
fn links_lead_to_pages_and_places_of_the_same_language() {
    let outcome = with_page(
        "## Here {#here}\n\n[home](home) [place](#here) [requirement](check#java) [target](access#prism) \
         [case](access#case-software) [step](join/webex#open-link) [browser](join/webex/safari#share-screen) \
         [page](about#scope) [web](https://example.com/a?b=1&c=2) [mail](mailto:a@example.com)",
    )
    .build()
    .clean();
    let links = html::all(text_page(&outcome, "external", "ja"), "a");
    let links: Vec<_> = links.iter().map(|link| html::unescaped(link.attr("href"))).collect();
    assert_eq!(
        links,
        [
            "../index.html",
            "#here",
            "../check/index.html#java",
            "../access/index.html#prism",
            "../access/index.html#case-software",
            "../join/webex/index.html#open-link",
            "../join/webex/safari/index.html#share-screen",
            "../about/index.html#scope",
            "https://example.com/a?b=1&c=2",
            "mailto:a@example.com",
        ]
    );
}

#[test]
fn headings_are_the_contents_of_their_page() {
    let outcome =
        with_page("## One *two* {#one}\n\n### Below {#below}\n\n## Three `four` {#three}")
            .build()
            .clean();
    let page = outcome.page("external", "en/text/index.html");
    let contents = html::of_class(page, "contents")[0].inner();
    let links = html::all(contents, "a");
    let links: Vec<_> = links.iter().map(|link| (link.attr("href"), link.text())).collect();
    assert_eq!(links, [("#one", "One two".to_owned()), ("#three", "Three four".to_owned())]);
}

#[test]
fn a_page_shows_what_commonmark_says() {
    let outcome = with_page(
        "*a* **b** ~~c~~ `d<`\\\nnext\n\n> quoted\n\n3. three\n4. four\n\n- one\n- two\n\n---\n\n&lt;b&gt; &amp; \\*",
    )
    .build()
    .clean();
    assert_eq!(
        text_page(&outcome, "external", "en").trim(),
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code><br>\nnext</p>\n<blockquote>\n<p>quoted</p>\n\
         </blockquote>\n<ol start=\"3\">\n<li>three</li>\n<li>four</li>\n</ol>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\
         <hr>\n<p>&lt;b&gt; &amp; *</p>"
    );
}

#[test]
fn only_engineers_read_which_labels_nobody_has_seen() {
    let outcome = GuideTest::fixture("small")
        .edit(
            "content/pages/about.en.md",
            "## Scope",
            "{ui:chrome.allow}, {ui:webex.share}, {ui:webex.stop-sharing}\n\n## Scope",
        )
        .edit(
            "content/pages/about.ja.md",
            "## 範囲",
            "{ui:chrome.allow}、{ui:webex.share}、{ui:webex.stop-sharing}\n\n## 範囲",
        )
        .build()
        .clean();
    let text = |edition: &str| html::text(outcome.page(edition, "en/about/index.html"));
    assert!(text("external").contains("Allow, Share, Stop sharing"));
    // Nobody has checked Chrome at all; of Webex one label is left out.
    let unconfirmed = "AllowNot confirmed, Share, Stop sharingNot confirmed";
    assert!(text("internal").contains(unconfirmed), "{}", text("internal"));
}

#[test]
fn a_heading_breaks_between_phrases_where_a_language_writes_no_spaces() {
    let outcome = GuideTest::fixture("small").build().clean();
    let step = |locale: &str| {
        let page = outcome.page("external", &format!("{locale}/join/webex/index.html"));
        let step = html::by_id(page, "share-screen").inner();
        html::all(step, "h2")[0].inner().rsplit_once("</span>").unwrap().1.to_owned()
    };
    assert_eq!(step("ja"), "画面を<wbr>共有する");
    assert_eq!(step("en"), "Share your screen");
}

#[test]
fn the_accent_of_a_guide_is_the_last_word_of_its_style_sheet() {
    let plain = GuideTest::fixture("small").build().clean();
    let accent = "review_days: 180\ntheme:\n  accent: {light: \"#0b57a4\", dark: \"#8ec1ff\"}";
    let blue =
        GuideTest::fixture("small").edit("content/guide.yaml", "review_days: 180", accent).build();
    let sheet = |outcome: &Outcome| {
        let site = &outcome.edition("external").site;
        let (path, bytes) = site.iter().find(|(path, _)| path.ends_with(".css")).unwrap();
        (path.to_string(), String::from_utf8(bytes.to_vec()).unwrap())
    };
    let ((plain_path, plain), (path, blue)) = (sheet(&plain), sheet(&blue.clean()));
    assert_ne!(path, plain_path);
    let added = blue.strip_prefix(&plain).unwrap();
    assert!(added.contains("--accent: light-dark(#0b57a4, #8ec1ff);"), "{added}");
}

#[test]
fn an_accent_is_measured_on_the_papers_of_the_theme() {
    let sheet = include_str!("../static/style.css");
    let papers = format!("--paper: light-dark({}, {});", Colour::LIGHT_PAPER, Colour::DARK_PAPER);
    assert!(sheet.contains(&papers), "{papers}");
}
