//! Editions: what each shows, leads to and says of itself.

use std::collections::BTreeSet;

use crate::harness::GuideTest;
use crate::html;

#[test]
fn a_link_to_something_internal_is_an_error() {
    for (aim, named) in [
        ("engineers", "engineers"),
        ("engineers#ask", "engineers#ask"),
        ("about#record", "about#record"),
        ("check#java", "check#java"),
        ("access#switch", "access#switch"),
        ("access#case-software", "access#case-software"),
    ] {
        let guide = internal_items(GuideTest::fixture("small")).edit(
            "content/guide.yaml",
            "en: Reply to your invitation.",
            &format!("en: \"[Reply]({aim}).\""),
        );
        let outcome = guide.build().reports(&["hidden-link"]);
        let said = outcome.short();
        assert!(said.contains(&format!("`{named}`")), "{said}");
        assert!(said.starts_with("content/guide.yaml:"), "{said}");
        assert!(outcome.built.is_empty());
    }
}

#[test]
fn a_link_to_an_internal_platform_is_an_error_wherever_it_stands() {
    let guide = GuideTest::fixture("small").edit(
        "content/join/webex.yaml",
        "about: {",
        "audience: internal\nabout: {",
    );
    // Both languages of the page have one, and a requirement tries to reach a probe and a server of it.
    guide.build().reports(&["hidden-link"; 4]);
}

#[test]
fn steps_of_an_internal_platform_placed_for_everybody_are_an_error() {
    let guide = GuideTest::fixture("small")
        .edit("content/join/webex.yaml", "about: {", "audience: internal\nabout: {")
        .write("content/pages/about.ja.md", "---\ntitle: 案内\n---\n\n::steps{platform=webex}\n")
        .write("content/pages/about.en.md", "---\ntitle: About\n---\n\nNothing.\n");
    // The page of engineers links to a place on this one, which is gone.
    let guide = guide
        .write(
            "content/pages/engineers.ja.md",
            "---\ntitle: メモ\naudience: internal\n---\n\n本文\n",
        )
        .write("content/pages/engineers.en.md", "---\ntitle: Notes\n---\n\nText\n");
    // A requirement tries to reach a probe and a server of the platform.
    guide.build().reports(&["hidden-link"; 3]);
}

#[test]
fn internal_text_may_link_to_anything() {
    let guide = internal_items(GuideTest::fixture("small")).edit(
        "content/requirements.yaml",
        "en: Ask about a jump server.",
        "en: \"[a](engineers#ask) [b](about#record) [c](check#java) [d](access#switch)\"",
    );
    // The other language links nowhere.
    guide.build().reports(&["links-differ"; 4]);
}

/// The small guide with an internal requirement, target and case beside its internal page and part.
fn internal_items(guide: GuideTest) -> GuideTest {
    guide
        .edit(
            "content/requirements.yaml",
            "  - id: java\n",
            "  - id: java\n    audience: internal\n",
        )
        .edit("content/access.yaml", "  - id: switch\n", "  - id: switch\n    audience: internal\n")
        .edit(
            "content/access.yaml",
            "  - id: software\n",
            "  - id: software\n    audience: internal\n",
        )
}

#[test]
fn an_internal_requirement_is_no_need_of_the_external_matrix() {
    let outcome = internal_items(GuideTest::fixture("small")).build().clean();
    let needs = |edition: &str| {
        let page = outcome.page(edition, "en/access/index.html");
        let row = html::by_id(page, "console").inner();
        let cells = html::of_class(row, "needs");
        html::all(cells[0].inner(), "a").iter().map(html::Tag::text).collect::<Vec<_>>()
    };
    assert_eq!(needs("internal"), ["A web browser", "Java"]);
    assert_eq!(needs("external"), ["A web browser"]);
    let ids = |edition: &str| {
        html::of_class(outcome.page(edition, "ja/check/index.html"), "requirement").len()
    };
    assert_eq!((ids("internal"), ids("external")), (3, 2));
}

#[test]
fn an_internal_case_is_no_column_of_the_external_matrix() {
    let outcome = internal_items(GuideTest::fixture("small")).build().clean();
    let columns = |edition: &str| {
        let page = outcome.page(edition, "en/access/index.html");
        let head = html::all(page, "thead")[0].inner();
        (html::all(head, "th").len(), html::of_class(page, "case").len())
    };
    assert_eq!(columns("internal"), (4, 2));
    assert_eq!(columns("external"), (3, 1));
}

#[test]
fn a_section_without_a_page_to_show_disappears() {
    // The section itself is for everybody; its only page is not.
    let guide = GuideTest::fixture("small").edit(
        "content/guide.yaml",
        "    pages: [engineers]\n    audience: internal\n",
        "    pages: [engineers]\n",
    );
    let outcome = guide.build().clean();
    let sections = |edition: &str| {
        let page = outcome.page(edition, "en/index.html");
        html::of_class(page, "section-title").iter().map(html::Tag::text).collect::<Vec<_>>()
    };
    assert_eq!(sections("internal"), ["Start", "Prepare", "Join", "For engineers"]);
    assert_eq!(sections("external"), ["Start", "Prepare", "Join"]);
    assert!(!outcome.page("external", "en/index.html").contains("For engineers"));
}

#[test]
fn previous_and_next_pass_over_internal_pages() {
    let guide = GuideTest::fixture("small")
        .edit("content/guide.yaml", "pages: [home, about]", "pages: [home, engineers, about]")
        .edit(
            "content/guide.yaml",
            "  - id: engineers\n    title: {ja: 担当者向け, en: For engineers}\n    pages: [engineers]\n    audience: internal\n",
            "",
        );
    let outcome = guide.build().clean();
    let next = |edition: &str, page: &str| {
        let page = outcome.page(edition, page);
        let links = html::all(page, "a");
        let next = links.iter().find(|link| link.get("rel") == Some("next"));
        next.map(|link| link.attr("href").to_owned())
    };
    assert_eq!(next("internal", "ja/index.html").as_deref(), Some("engineers/index.html"));
    assert_eq!(next("internal", "ja/engineers/index.html").as_deref(), Some("../about/index.html"));
    assert_eq!(next("external", "ja/index.html").as_deref(), Some("about/index.html"));
}

#[test]
fn files_for_programs_name_the_pages_of_their_edition() {
    let outcome = GuideTest::fixture("small").build().clean();
    let map = outcome.page("external", "sitemap.xml");
    let listed: BTreeSet<String> = map
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap())
        .map(|url| format!("{}index.html", url.strip_prefix("https://example.com/guide/").unwrap()))
        .collect();
    let pages: BTreeSet<String> = outcome
        .edition("external")
        .site
        .iter()
        .map(|(path, _)| path.to_string())
        .filter(|path| path.ends_with("/index.html") && !path.contains("/what/"))
        .collect();
    assert_eq!(listed, pages, "every page is listed once, and no address that has moved");
    for page in &pages {
        let others = ["ja", "en"].map(|locale| {
            let page = page.split_once('/').unwrap().1.trim_end_matches("index.html");
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{locale}\" href=\"https://example.com/guide/{locale}/{page}\"/>")
        });
        assert!(others.iter().all(|link| map.matches(link).count() == 2), "{page}");
    }
    let list = outcome.page("external", "llms.txt");
    assert!(
        list.contains("- [What remote support is](https://example.com/guide/en/about/)"),
        "{list}"
    );
    assert!(!list.contains("engineers"), "{list}");
    let robots = outcome.page("external", "robots.txt");
    assert!(
        robots.contains("Allow: /")
            && robots.contains("Sitemap: https://example.com/guide/sitemap.xml")
    );
}

#[test]
fn an_edition_that_is_not_to_be_listed_says_so_everywhere() {
    let outcome = GuideTest::fixture("small").build().clean();
    let internal = outcome.edition("internal");
    assert!(internal.site.get("sitemap.xml").is_none() && internal.site.get("llms.txt").is_none());
    assert_eq!(outcome.page("internal", "robots.txt"), "User-agent: *\nDisallow: /\n");
    for (path, bytes) in internal.site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert_eq!(html::meta(page, "robots"), "noindex", "{path}");
    }
    for (path, bytes) in outcome.edition("external").site.iter() {
        let may_be_listed = path.ends_with("index.html") && !path.contains("/what/");
        let page = String::from_utf8_lossy(bytes);
        assert_eq!(!page.contains("noindex") && path.ends_with(".html"), may_be_listed, "{path}");
    }
}

#[test]
fn only_an_internal_edition_says_that_it_is_internal() {
    let outcome = GuideTest::fixture("small").build().clean();
    let banner = "Internal edition";
    assert!(outcome.page("internal", "en/check/index.html").contains(banner));
    assert!(!outcome.everything("external").contains(banner));
}

#[test]
fn a_picture_that_only_internal_text_shows_is_not_published_for_others() {
    let picture = |guide: GuideTest, page: &str, name: &str| {
        let text = guide.text(page).replace("\n:::\n", &format!("\n![A picture]({name})\n\n:::\n"));
        guide.write(page, &text)
    };
    let mut guide = GuideTest::fixture("small")
        .asset("inside.png", b"inside")
        .asset("both.png", b"both")
        .asset("unused.png", b"unused");
    for page in ["content/pages/about.ja.md", "content/pages/about.en.md"] {
        guide = picture(guide, page, "inside.png");
        guide = picture(guide, page, "both.png");
    }
    let guide = guide.edit(
        "content/guide.yaml",
        "welcome: {ja: 画面を共有しながら一緒に調べます。, en: We look at your screen together.}",
        "welcome: {ja: \"![画面](both.png)\", en: \"![Screen](both.png)\"}",
    );
    let outcome = guide.build().clean();
    let has = |edition: &str, name: &str| {
        outcome.edition(edition).site.iter().any(|(path, _)| path.contains(name))
    };
    let shown = |edition| ["inside", "both", "unused"].map(|name| has(edition, name));
    assert_eq!(shown("internal"), [true, true, false]);
    assert_eq!(shown("external"), [false, true, false]);
}

#[test]
fn an_internal_part_that_would_be_shown_is_an_error() {
    // Each is read as text by Markdown, so what follows would be read by everybody.
    for text in [
        "- An item\n  :::internal\n  Secret.\n  :::\n",
        "> A quotation\n> :::internal\n> Secret.\n> :::\n",
        "A line\n  :::internal\nSecret.\n  :::\n",
    ] {
        let guide = GuideTest::fixture("small").write(
            "content/pages/engineers.en.md",
            &format!("---\ntitle: Notes\n---\n\n## Ask {{#ask}}\n\n{text}"),
        );
        let outcome = guide.build();
        let codes: BTreeSet<_> = outcome.diagnostics.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, BTreeSet::from(["bad-directive"]), "{text}{}", outcome.human());
    }
}

#[test]
fn a_text_in_yaml_cannot_have_internal_parts() {
    let guide = GuideTest::fixture("small").edit(
        "content/guide.yaml",
        "en: We look at your screen together.",
        "en: \"Before\\n\\n:::internal\\n\\nSecret\\n\\n:::\\n\"",
    );
    guide.build().reports(&["bad-directive", "bad-directive"]);
}

#[test]
fn code_hides_the_marks_of_internal_parts() {
    // A longer fence holds a shorter one; a line of inline code is no fence.
    for text in [
        "````\n```\n:::internal\n````\n",
        "~~~\n```\n:::internal\n~~~\n",
        "```text``` is code\n\n```\n:::internal\n```\n",
    ] {
        let page = |title: &str| {
            format!("---\ntitle: {title}\n---\n\n{text}\n\n:::internal\n\nSecret.\n\n:::\n")
        };
        let guide = GuideTest::fixture("small")
            .write("content/pages/about.ja.md", &page("案内"))
            .write("content/pages/about.en.md", &page("About"))
            .write(
                "content/pages/engineers.ja.md",
                "---\ntitle: メモ\naudience: internal\n---\n\n本文\n",
            )
            .write("content/pages/engineers.en.md", "---\ntitle: Notes\n---\n\nText\n");
        let outcome = guide.build().clean();
        let shown = |edition: &str| {
            let page = outcome.page(edition, "en/about/index.html");
            (page.contains(":::internal"), page.contains("Secret"))
        };
        assert_eq!(shown("internal"), (true, true), "{text}");
        assert_eq!(shown("external"), (true, false), "{text}");
    }
}

#[test]
fn a_title_has_no_picture() {
    // The pictures of titles would be published whoever may see the title.
    let guide = GuideTest::fixture("small").asset("inside.png", b"inside").edit(
        "content/guide.yaml",
        "en: For engineers",
        "en: \"![Engineers](inside.png)\"",
    );
    guide.build().reports(&["not-a-line"]);
}

#[test]
fn an_internal_part_of_a_page_says_that_it_is_one() {
    let outcome = GuideTest::fixture("small").build().clean();
    let parts = |edition: &str| -> Vec<String> {
        let page = outcome.page(edition, "en/about/index.html");
        html::of_class(page, "internal").iter().map(html::Tag::text).collect()
    };
    assert_eq!(parts("external"), [""; 0]);
    let internal = parts("internal");
    assert_eq!(internal.len(), 1, "{internal:?}");
    assert!(internal[0].starts_with("Internal note "), "{internal:?}");
}
