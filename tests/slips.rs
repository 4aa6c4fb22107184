//! Slips of the hand that would publish what is internal: each is an error, or publishes nothing.

use crate::harness::GuideTest;

const ABOUT: &str = "content/pages/about.en.md";
const REQUIREMENTS: &str = "content/requirements.yaml";

#[test]
fn an_internal_part_that_one_language_lacks_is_an_error() {
    let text = GuideTest::fixture("small")
        .text(ABOUT)
        .replace(":::internal\n", "")
        .replace("\n:::\n", "\n");
    GuideTest::fixture("small").write(ABOUT, &text).build().reports(&["heading-mismatch"]);
}

#[test]
fn an_audience_without_a_value_is_an_error() {
    for slip in ["audience:", "audience: ~", "audience: # internal"] {
        let outcome = GuideTest::fixture("small")
            .edit("content/pages/engineers.ja.md", "audience: internal", slip)
            .build();
        assert!(outcome.short().contains("error[invalid-value]"), "{slip}: {}", outcome.short());
        assert!(outcome.built.is_empty());
    }
}

#[test]
fn three_colons_anywhere_in_a_yaml_text_are_an_error() {
    for slip in [
        "{ja: 招待のリンクを開きます。, en: \"It opens. :::internal SECRET :::\"}",
        "{ja: 招待のリンクを開きます。, en: \"：：：internal SECRET\"}",
        "\n      ja: 招待のリンクを開きます。\n      en: >-\n        It opens.\n        :::internal\n        SECRET\n        :::",
    ] {
        GuideTest::fixture("small")
            .edit(
                REQUIREMENTS,
                "{ja: 招待のリンクを開きます。, en: It opens your invitation.}",
                slip,
            )
            .build()
            .reports(&["bad-directive"]);
    }
}

#[test]
fn a_mark_in_a_list_or_behind_words_is_an_error() {
    for slip in ["1. One\n2. :::internal SECRET", "1) :::internal", "Words :::internal SECRET"] {
        let outcome = GuideTest::fixture("small")
            .edit(ABOUT, "## Scope", &format!("{slip}\n\n## Scope"))
            .build();
        assert!(outcome.short().contains("error[bad-directive]"), "{slip}: {}", outcome.short());
        assert!(outcome.built.is_empty());
    }
}

#[test]
fn a_file_that_no_text_shows_any_more_is_not_published() {
    let outcome = GuideTest::fixture("small").asset("rack.png", b"a picture").build().clean();
    for edition in ["external", "internal"] {
        assert!(outcome.edition(edition).site.iter().all(|(path, _)| !path.contains("rack")));
    }
}

#[test]
fn words_that_look_like_attributes_are_words() {
    GuideTest::fixture("small")
        .edit(ABOUT, "## Scope", "Write `id=\"one\"`, id=\"one\", id=\"one\" and href=\"page.html\", 5\" wide.\n\n## Scope")
        .build()
        .without_errors();
}

#[test]
fn a_link_to_the_publishers_own_host_is_an_outside_link() {
    let guide = GuideTest::fixture("small");
    let base = guide.text("content/guide.yaml").split("base_url: ").nth(1).unwrap();
    let base = base.split([',', '}', '\n']).next().unwrap().trim().trim_matches('"').to_owned();
    guide
        .edit(ABOUT, "## Scope", &format!("[Terms]({base}terms/)\n\n## Scope"))
        .build()
        .without_errors();
}

#[test]
fn words_of_the_theme_are_words() {
    let outcome = GuideTest::shipped()
        .edit(
            "content/ui.yaml",
            "en: \"{title} ({browser})\"",
            "en: \"{title} & <i>{browser}</i>\"",
        )
        .build();
    let page = outcome.page("external", "en/join/webex/firefox/index.html");
    assert!(
        page.contains("<h1>Join with Webex &amp; &lt;i&gt;Firefox&lt;/i&gt;</h1>"),
        "{}",
        &page[..3000]
    );
}
