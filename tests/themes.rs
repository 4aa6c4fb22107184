//! A guide's own look: colour, logo, fonts, style sheets and templates, from the outside.

use annai::theme::STATIC;

use crate::harness::{GuideTest, Outcome, on_disk};
use crate::html;

const MARKDOWN: &str = "templates/markdown.html";

/// A guide whose pages of text have this between the blocks of the frame.
fn with_text(inside: &str) -> GuideTest {
    let text = format!(
        "{{% extends \"base.html\" %}}\n{{% block content %}}\n{inside}\n{{% endblock content %}}\n"
    );
    GuideTest::fixture("small").write(MARKDOWN, &text)
}

/// A guide with a style sheet that ends with a rule.
fn with_rule(rule: &str) -> GuideTest {
    let (_, sheet) = STATIC.iter().find(|(name, _)| *name == "style.css").unwrap();
    GuideTest::fixture("small").asset("style.css", &[*sheet, rule.as_bytes()].concat())
}

/// The path and the text of the published file of a name, which has a hash in it.
fn published(outcome: &Outcome, edition: &str, name: &str) -> Option<(String, String)> {
    let (stem, ending) = name.rsplit_once('.').unwrap();
    let start = format!("assets/{stem}.");
    let mut files = outcome.edition(edition).site.iter();
    let (path, bytes) =
        files.find(|(path, _)| path.starts_with(&start) && path.ends_with(ending))?;
    Some((path.to_string(), String::from_utf8_lossy(bytes).into_owned()))
}

#[test]
fn a_guide_folder_wins_on_disk_for_a_template_a_style_sheet_and_a_script() {
    let guide = with_text("<p class=\"own\">{{ page.body | safe }}</p>")
        .asset("style.css", b"/* own style */")
        .asset("site.js", b"// own script")
        .asset("unused.js", b"// nobody names it");
    let (_folder, root) = on_disk(&guide);
    let out = root.with_file_name("out");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_annai"));
    let ran = command
        .arg("build")
        .arg("--root")
        .arg(&root)
        .arg("--out")
        .arg(&out)
        .arg("--no-pdf")
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let files: Vec<_> =
        walkdir::WalkDir::new(out.join("external")).into_iter().map(Result::unwrap).collect();
    let text = |start: &str| {
        let is_it = |name: &str| name.starts_with(start);
        let file = files.iter().find(|file| is_it(&file.file_name().to_string_lossy()));
        file.map(|file| std::fs::read_to_string(file.path()).unwrap())
    };
    assert_eq!(text("style.").as_deref(), Some("/* own style */"));
    assert_eq!(text("site.").as_deref(), Some("// own script"));
    assert_eq!(text("unused."), None);
    let page = std::fs::read_to_string(out.join("external/ja/about/index.html")).unwrap();
    assert_eq!(html::of_class(&page, "own").len(), 1);
}

#[test]
fn a_template_can_show_a_file_that_the_guide_adds() {
    let guide = with_text(
        "<img src=\"{{ site.files[\"maps/floor.svg\"] }}\" alt=\"\">{{ page.body | safe }}",
    );
    let outcome = guide.asset("maps/floor.svg", b"<svg/>").build().clean();
    let (path, bytes) = published(&outcome, "external", "maps/floor.svg").unwrap();
    assert_eq!(bytes, "<svg/>");
    let page = outcome.page("external", "ja/about/index.html");
    assert!(page.contains(&format!("<img src=\"../../{path}\"")), "{page}");
}

#[test]
fn a_style_sheet_names_files_beside_it_and_they_are_published() {
    let rule = "\n/* url(no.svg) */ p::before { content: \"url(no.svg)\"; background: URL( 'img/dot.svg#a' ) }\n\
                q { background: url(img/dot.svg), url(data:image/gif;base64,AA==) }\n";
    let outcome = with_rule(rule)
        .asset("img/dot.svg", b"<svg/>")
        .asset("img/no.svg", b"<svg/>")
        .build()
        .clean();
    let (path, _) = published(&outcome, "external", "img/dot.svg").unwrap();
    let name = path.strip_prefix("assets/").unwrap();
    let (_, sheet) = published(&outcome, "external", "style.css").unwrap();
    assert!(sheet.ends_with(&format!(
        "\n/* url(no.svg) */ p::before {{ content: \"url(no.svg)\"; background: URL( '{name}' ) }}\n\
         q {{ background: url({name}), url(data:image/gif;base64,AA==) }}\n"
    )), "{sheet}");
    assert_eq!(published(&outcome, "external", "img/no.svg"), None);
}

#[test]
fn a_style_sheet_that_names_what_is_not_there_is_an_error_at_its_place() {
    let lines = STATIC.iter().find(|(name, _)| *name == "style.css").unwrap().1;
    let line = String::from_utf8_lossy(lines).lines().count() + 1;
    for (address, help) in [
        ("dott.svg", "did you mean `dot.svg`?"),
        (
            "https://example.com/dot.svg",
            "put the file into static/; pages load nothing from elsewhere",
        ),
    ] {
        let guide =
            with_rule(&format!("p::before {{ content: \"点\"; background: url({address}) }}\n"));
        let said = guide.asset("dot.svg", b"<svg/>").build().short();
        assert!(
            said.starts_with(&format!("static/style.css:{line}:43: error[unknown-asset]: ")),
            "{said}"
        );
        assert!(said.contains(help), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_style_sheet_that_is_being_written_is_taken_as_it_is() {
    for rule in [
        "p { background: url(\"図",
        "p { background: url(\"",
        "p { background: url('図\n }",
        "@import \"図",
    ] {
        let outcome = with_rule(rule).build().clean();
        let (_, sheet) = published(&outcome, "external", "style.css").unwrap();
        assert!(sheet.ends_with(rule), "{sheet}");
    }
}

#[test]
fn a_style_sheet_that_imports_another_is_an_error() {
    for rule in ["@import \"brand.css\";", "@IMPORT url(brand.css);"] {
        let guide = with_rule(rule).asset("brand.css", b"p { margin: 0 }");
        let said = guide.build().short();
        assert!(said.contains("put the rules of the other style sheet into this one"), "{said}");
    }
}

/// Asserts that a guide has one error, at a place and with these words.
#[track_caller]
fn says(guide: GuideTest, start: &str, words: &str) {
    let said = guide.build().short();
    assert!(said.starts_with(start), "{said}");
    assert!(said.contains(words), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn what_a_template_gets_wrong_is_said_at_its_place() {
    let error = ": error[template-error]: ";
    let at = |line: usize, column: usize| format!("{MARKDOWN}:{line}:{column}{error}");
    says(
        with_text("<p>日本 {{ page.boddy | safe }}</p>"),
        &at(3, 10),
        "there is no `page.boddy` here (help: did you mean `page.body`?)",
    );
    says(
        with_text("{% for link in site.shortcuts %}<a href=\"{{ link.hreff }}\">x</a>{% endfor %}"),
        &at(3, 50),
        "there is no `hreff` here (help: did you mean `href`?)",
    );
    says(with_text("{{ page.body | saef }}"), &at(3, 16), "saef");
    says(with_text("{% include \"bannner.html\" %}"), &at(3, 12), "bannner.html");
    says(
        GuideTest::fixture("small").write(MARKDOWN, "{% extends \"bass.html\" %}\n"),
        &format!("{MARKDOWN}:1:13{error}"),
        "bass.html",
    );
    says(with_text("{{ page.body | safe"), &at(4, 1), "");
    // An error inside a part is at its place in the part.
    let guide = with_text("{% include \"part_of_ours.html\" %}");
    says(
        guide.write("templates/part_of_ours.html", "<p>\n{{ site.titel }}</p>\n"),
        &format!("templates/part_of_ours.html:2:9{error}"),
        "there is no `titel` here (help: did you mean `title`?)",
    );
}

#[test]
fn the_look_of_a_guide_is_on_its_pages() {
    let outcome = GuideTest::fixture("other-vendor").build().clean();
    for edition in ["customers", "staff"] {
        let page = outcome.page(edition, "en-GB/terms/index.html");
        let (light, _) = published(&outcome, edition, "brand/acme.svg").unwrap();
        let (dark, _) = published(&outcome, edition, "brand/acme-dark.svg").unwrap();
        let logo = format!(
            "<picture><source srcset=\"../../{dark}\" media=\"(prefers-color-scheme: dark)\">\
             <img src=\"../../{light}\" alt=\"Acme Storage Ltd.\"></picture>"
        );
        assert!(page.contains(&logo), "{page}");
        assert!(page.contains("font-src &#39;self&#39;;"), "{page}");
        assert_eq!(html::of_class(page, "acme").len(), 1);
        let (_, sheet) = published(&outcome, edition, "style.css").unwrap();
        let (font, _) = published(&outcome, edition, "brand/acme-sans.woff2").unwrap();
        let font = font.strip_prefix("assets/").unwrap();
        for rule in [
            "--accent: light-dark(#7a1f5c, #f2a3d3);".to_owned(),
            format!("src: url(\"{font}\") format(\"woff2\"); font-weight: 700;"),
            "font-family: \"Acme Sans\", \"Verdana\", system-ui, sans-serif;".to_owned(),
            "--mono: \"Cascadia Mono\", monospace;".to_owned(),
        ] {
            assert!(sheet.contains(&rule), "{rule} is not in {sheet}");
        }
    }
}

#[test]
fn a_guide_without_a_look_of_its_own_pays_nothing_for_it() {
    let outcome = GuideTest::fixture("small").build().clean();
    let page = outcome.page("external", "ja/about/index.html");
    assert!(!page.contains("<picture>") && !page.contains("font-src"), "{page}");
    let (_, sheet) = published(&outcome, "external", "style.css").unwrap();
    let (_, ours) = STATIC.iter().find(|(name, _)| *name == "style.css").unwrap();
    assert_eq!(sheet.as_bytes(), *ours);
}
