//! Templates: each is rendered with everything and with nothing, and a guide's own stand in for ours.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;

use annai::guide::Words;
use annai::sources::{SourceFile, Sources};
use annai::theme::{self, TEMPLATES};
use serde::Serialize;
use serde_json::Value;
use tera::{Context, Tera};

use crate::harness::GuideTest;
use crate::html;
use crate::views::{self, Extent};

/// The theme's templates, after a change to one of them.
fn theme(name: &str, from: &str, to: &str) -> Tera {
    let templates = TEMPLATES.iter().map(|(template, text)| SourceFile {
        path: format!("templates/{template}").into(),
        text: if *template == name { text.replace(from, to).into() } else { (*text).into() },
    });
    let sources = Sources::new(templates.collect(), Vec::new());
    let (tera, diagnostics) = theme::compile(&sources);
    assert!(!diagnostics.has_errors());
    tera.unwrap()
}

/// What a template is rendered with, as it is for a page and as data to look through.
#[derive(Default)]
struct Data {
    context: Context,
    values: BTreeMap<&'static str, Value>,
}

impl Data {
    fn with(mut self, name: &'static str, view: &impl Serialize) -> Self {
        self.context.insert(name, view);
        self.values.insert(name, serde_json::to_value(view).unwrap());
        self
    }
}

/// Every template that makes something of its own, with its data.
fn all(extent: Extent) -> Vec<(&'static str, Data)> {
    let page = || {
        Data::default()
            .with("site", &views::site(extent))
            .with("navigation", &views::navigation(extent))
            .with("frame", &views::frame(extent))
    };
    let part = || Data::default().with("words", &views::words());
    vec![
        ("base.html", page()),
        ("home.html", page().with("page", &views::home(extent))),
        ("check.html", page().with("page", &views::check(extent))),
        ("decode.html", page().with("page", &views::decode(extent))),
        ("access.html", page().with("page", &views::access(extent))),
        ("join.html", page().with("page", &views::join(extent))),
        ("platform.html", page().with("page", &views::platform(extent))),
        ("markdown.html", page().with("page", &views::markdown())),
        ("part_matrix.html", part().with("matrix", &views::matrix(extent))),
        (
            "part_requirements.html",
            Data::default().with("requirements", &views::requirement_links(extent)),
        ),
        ("part_rest.html", part().with("rest", &views::rest(extent))),
        (
            "part_steps.html",
            part()
                .with("steps", &views::steps(extent))
                .with("figures", &(extent == Extent::Full).then(views::figures)),
        ),
        ("chooser.html", Data::default().with("page", &views::entry(extent))),
        ("not_found.html", Data::default().with("page", &views::entry(extent))),
        ("moved.html", Data::default().with("page", &views::moved())),
    ]
}

fn rendered(tera: &Tera, name: &str, data: &Data) -> Result<String, String> {
    tera.render(name, &data.context).map_err(|error| {
        format!("{name}: {error}: {}", error.source().map(ToString::to_string).unwrap_or_default())
    })
}

#[test]
fn every_template_is_looked_at() {
    let named: BTreeSet<&str> = all(Extent::Full).into_iter().map(|(name, _)| name).collect();
    let known: BTreeSet<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
    // Components have no text of their own: those who use them are rendered. The handout is typeset, not rendered.
    let others: Vec<_> = known.difference(&named).copied().collect();
    assert_eq!(others, ["components.html", "handout.typ"]);
    assert!(named.is_subset(&known));
}

#[test]
fn every_template_can_be_rendered_with_everything_and_with_nothing() {
    let tera = theme("", "", "");
    for extent in [Extent::Full, Extent::Minimal] {
        for (name, data) in all(extent) {
            let html = rendered(&tera, name, &data).unwrap();
            assert!(!html.trim().is_empty(), "{name}");
            html::tags(&html);
        }
    }
}

/// Fields that a template looks at and does not show, or that only some templates of a view show.
const NOT_SHOWN: [&str; 12] = [
    // A page compares them with the entries of the navigation.
    "frame.page",
    "frame.placed",
    "navigation.page",
    // The chooser leaves these to the page that is not there, and the other way round.
    "page.languages.not_found_title in chooser.html",
    "page.languages.not_found_text in chooser.html",
    "page.languages.name in not_found.html",
    "page.languages.description in not_found.html",
    "page.alternates.lang in not_found.html",
    "page.alternates.href in not_found.html",
    "page.script in not_found.html",
    "page.languages.description in chooser.html",
    "page.title in moved.html",
];

#[test]
fn everything_in_a_view_is_on_the_page() {
    // Otherwise a renamed field could hide behind an `if`, which takes what is not there for false.
    let tera = theme("", "", "");
    for (name, data) in all(Extent::Full) {
        let page = rendered(&tera, name, &data).unwrap();
        for (key, value) in data.values.iter().filter(|(key, _)| **key != "words") {
            texts(value, key, &mut |path, text| {
                let is_known = NOT_SHOWN.contains(&path)
                    || NOT_SHOWN.contains(&format!("{path} in {name}").as_str())
                    || path.starts_with("site.words.");
                let escaped = text.replace('&', "&amp;");
                let is_shown = page.contains(text) || page.contains(&escaped);
                assert!(is_shown || is_known, "{name} does not show {path}: {text:?}");
            });
        }
        assert!(!page.contains("& co"), "{name} does not escape its texts");
    }
}

/// Calls `look` with every text in a value and the fields that lead to it.
fn texts(value: &Value, path: &str, look: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => look(path, text),
        Value::Number(number) => look(path, &number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, path, look)),
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| texts(value, &format!("{path}.{key}"), look));
        }
        Value::Null | Value::Bool(_) => {}
    }
}

#[test]
fn every_word_of_the_theme_is_used() {
    let tera = theme("", "", "");
    let everything = [Extent::Full, Extent::Minimal].into_iter().flat_map(all);
    let pages: String =
        everything.map(|(name, data)| rendered(&tera, name, &data).unwrap()).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
    let read = |path: &str| std::fs::read_to_string(format!("{folder}{path}")).unwrap();
    let files = walkdir::WalkDir::new(format!("{folder}render")).into_iter().map(Result::unwrap);
    let code: String = files
        .filter(|file| file.file_type().is_file())
        .map(|file| std::fs::read_to_string(file.path()).unwrap())
        .chain([read("localize.rs"), read("../templates/handout.typ")])
        // A chain of calls may be broken over lines.
        .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let unused: Vec<_> = Words::keys()
        // The sentences of reasons are all on the check page.
        .filter(|key| !key.starts_with("reason_"))
        .filter(|key| !pages.contains(&format!("word:{key}.")))
        .filter(|key| {
            let is_whole =
                |rest: &str| !rest.starts_with(|c: char| c == '_' || c.is_alphanumeric());
            ["words.", "words()."].iter().map(|words| format!("{words}{key}")).all(|field| {
                !code.match_indices(&field).any(|(at, _)| is_whole(&code[at + field.len()..]))
            })
        })
        .collect();
    assert!(unused.is_empty(), "authors translate these for nothing: {unused:?}");
}

#[test]
fn a_field_that_no_view_has_is_an_error() {
    // Every place in which a template shows a field, misspelled.
    let mut misspelled = 0;
    for (name, text) in TEMPLATES.iter().filter(|(name, _)| *name != "components.html") {
        let views = [Extent::Full, Extent::Minimal].into_iter().flat_map(all);
        let views: Vec<Data> =
            views.filter(|(known, _)| known == name).map(|(_, data)| data).collect();
        for shown in text.match_indices("{{ ").map(|(at, _)| &text[at + 3..]) {
            let field = shown.split([' ', '}']).next().unwrap();
            if field.starts_with('<') || !field.contains('.') {
                continue;
            }
            let wrong = format!("{{{{ {field}s ");
            let tera = theme(name, &format!("{{{{ {field} "), &wrong);
            // What stands behind an `else` is there when the rest is not.
            let is_refused = views.iter().any(|data| rendered(&tera, name, data).is_err());
            assert!(is_refused, "{name}: {wrong}");
            misspelled += 1;
        }
    }
    assert!(misspelled > 80, "{misspelled}");
}

#[test]
fn a_template_of_the_guide_stands_in_for_ours() {
    let guide = GuideTest::fixture("small").write(
        "templates/markdown.html",
        "{% extends \"base.html\" %}\n{% block content %}<p class=\"own\">{{ page.body | safe }}</p>{% endblock content %}\n",
    );
    let outcome = guide.build().clean();
    assert_eq!(html::of_class(outcome.page("external", "ja/about/index.html"), "own").len(), 1);
    assert!(html::of_class(outcome.page("external", "ja/check/index.html"), "own").is_empty());
}

#[test]
fn a_template_of_the_guide_may_use_another_of_its_own() {
    let guide = GuideTest::fixture("small")
        .write("templates/banner.html", "<p class=\"banner\">{{ site.title }}</p>\n")
        .edit("templates/base.html", "<h1>", "{% include \"banner.html\" %}<h1>");
    let outcome = guide.build().clean();
    let banner = &html::of_class(outcome.page("external", "en/about/index.html"), "banner")[0];
    assert_eq!(banner.text(), "Small guide");
}

#[test]
fn an_unknown_variable_is_an_error_at_its_place() {
    let guide = GuideTest::fixture("small").write(
        "templates/markdown.html",
        "{% extends \"base.html\" %}\n{% block content %}\n<div>{{ page.bodi | safe }}</div>\n{% endblock content %}\n",
    );
    let outcome = guide.build();
    let said = outcome.short();
    let expected =
        "templates/markdown.html:3:9: error[template-error]: there is no `page.bodi` here";
    assert!(said.starts_with(expected), "{said}");
    assert!(outcome.built.is_empty());
    // A page is wrong in every language and edition; the mistake is one.
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn a_template_that_cannot_be_read_is_an_error_at_its_place() {
    let guide = GuideTest::fixture("small").write(
        "templates/home.html",
        "{% extends \"base.html\" %}\n{% block content %}\n{% if page.welcome %}\n{% endblock content %}\n",
    );
    let outcome = guide.build();
    let said = outcome.short();
    assert!(said.starts_with("templates/home.html:4:"), "{said}");
    assert!(said.contains("error[template-error]"), "{said}");
}

#[test]
fn a_part_that_only_a_directive_uses_is_not_left_out_in_silence() {
    let guide = GuideTest::fixture("small")
        .write("templates/part_requirements.html", "{{ nobody.knows }}\n");
    let outcome = guide.build();
    let said = outcome.short();
    let expected = "templates/part_requirements.html:1:4: error[template-error]: ";
    assert!(said.starts_with(expected) && said.contains("`nobody"), "{said}");
}

#[test]
fn a_guide_folder_wins_over_the_theme_and_may_hold_only_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("content/guide.yaml", "title: {}"),
        ("templates/markdown.html", "own template"),
        ("static/style.css", "own style"),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let (sources, _) = annai::load::load(folder.path());
    let template = |name: &str| &*sources.find(&format!("templates/{name}")).unwrap().1.text;
    for (name, text) in TEMPLATES {
        let expected = if *name == "markdown.html" { "own template" } else { text };
        assert_eq!(template(name), expected, "{name}");
    }
    assert_eq!(sources.below("templates/").count(), TEMPLATES.len());
    for (name, bytes) in theme::STATIC {
        let expected = if *name == "style.css" { &b"own style"[..] } else { bytes };
        let found: Vec<_> = sources.assets().iter().filter(|asset| *asset.path == **name).collect();
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(&*found[0].bytes, expected, "{name}");
    }
}
