//! axe-core: what a page in a browser means to people who do not see it, see it badly, or do not use a mouse.

use std::collections::BTreeMap;
use std::fs;

use serde_json::json;

use super::{Served, package};
use crate::browser::{Browser, Colours, Engine, Scripts, Setup};

/// Where a page is looked at.
#[derive(Clone, Copy, Debug)]
struct Setting {
    colours: Colours,
    width: u32,
    height: u32,
}

const LIGHT: Setting = Setting { colours: Colours::Light, width: 1280, height: 800 };
const DARK: Setting = Setting { colours: Colours::Dark, width: 1280, height: 800 };
const TELEPHONE: Setting = Setting { colours: Colours::Light, width: 360, height: 780 };

impl Setting {
    /// A browser with axe-core in every page that it opens.
    fn start(self) -> Browser {
        // The guide has no Korean: the first page stays where it is, and goes to no language.
        let setup =
            Setup { colours: self.colours, scripts: Scripts::On, language: "ko", ..Setup::READER };
        let browser = Engine::Chromium.start_as(setup);
        browser.resize(self.width, self.height);
        // A page's policy does not hold for what the developer tools put into it.
        let source = fs::read_to_string(package("axe-core/axe.min.js")).expect("axe-core is read");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": source}));
        browser
    }
}

/// What is wrong, as `rule: element: what to do`, with the pages on which it is.
fn violations(site: &Served, setting: Setting) -> BTreeMap<String, Vec<String>> {
    let browser = setting.start();
    let mut found = BTreeMap::<String, Vec<String>>::new();
    for path in site.of_kind(&[".html"]) {
        let address = site.server.url(path);
        browser.open(&address);
        assert_eq!(browser.address(), address, "the page has gone elsewhere");
        for violation in browser.eval(RUN).as_array().expect("a list of violations") {
            let violation = violation.as_str().expect("a line");
            found.entry(violation.to_owned()).or_default().push(path.to_owned());
        }
    }
    found
}

/// Runs the rules that WCAG 2.2 AA and good practice ask for; the size of targets is among those that axe leaves off.
///
/// What is folded is opened first, because a reader may open it.
const RUN: &str = r"
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    const options = {
        runOnly: {
            type: 'tag',
            values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        },
        rules: {'target-size': {enabled: true}},
        resultTypes: ['violations'],
    };
    const line = (rule, node) =>
        `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`;
    return axe.run(document, options).then(results =>
        results.violations.flatMap(rule => rule.nodes.map(node => line(rule, node))));
";

#[track_caller]
fn finds_nothing(setting: Setting) {
    let found = violations(&Served::shipped(), setting);
    let line = |(violation, pages): (&String, &Vec<String>)| {
        format!("{violation}\n    in {}, {} of all pages", pages[0], pages.len())
    };
    let lines: Vec<String> = found.iter().map(line).collect();
    assert!(lines.is_empty(), "{setting:?}\n{}", lines.join("\n"));
}

#[test]
fn axe_finds_nothing_in_light_colours() {
    finds_nothing(LIGHT);
}

#[test]
fn axe_finds_nothing_in_dark_colours() {
    finds_nothing(DARK);
}

#[test]
fn axe_finds_nothing_on_a_telephone() {
    finds_nothing(TELEPHONE);
}

/// The check page when it has judged, with an answer of each kind, and the page that explains its code.
#[track_caller]
fn finds_nothing_in_the_checker(language: &str, setting: Setting) {
    let site = Served::shipped();
    let browser = setting.start();
    browser.open(&site.server.url(&format!("internal/{language}/check/index.html")));
    browser.until("return document.querySelector('.overall-word').textContent");
    browser.click("#desktop-app [data-answer=no]");
    browser.click("#ssh-terminal [data-answer=yes]");
    let verdicts = "return [...document.querySelectorAll('[data-verdict]')].map(it => it.dataset.verdict).join(' ')";
    let verdicts = browser.eval(verdicts).as_str().unwrap_or_default().to_owned();
    for verdict in ["proved", "disproved", "unknown", "ask"] {
        assert!(verdicts.split(' ').any(|it| it == verdict), "no {verdict}: {verdicts}");
    }
    // What the buttons show while they are at work is seen, too.
    browser.eval(
        "document.querySelectorAll('.trial, .heard').forEach(part => { part.hidden = false; }); return 0",
    );
    assert_eq!(browser.eval(RUN), json!([]), "{setting:?}");
    let code = browser.text("#report-code");
    browser.open(&site.server.url(&format!("internal/{language}/decode/index.html#code={code}")));
    browser.until("return !document.querySelector('#decode-result').hidden");
    assert_eq!(browser.eval(RUN), json!([]), "{setting:?}");
    browser.keys("#decode-code", "?");
    browser.click("#decode-form button");
    browser.until("return document.querySelector('#decode-result').hidden");
    assert_eq!(browser.eval(RUN), json!([]), "{setting:?}");
}

#[test]
fn axe_finds_nothing_in_the_japanese_checker() {
    finds_nothing_in_the_checker("ja", LIGHT);
}

#[test]
fn axe_finds_nothing_in_the_english_checker_in_dark_colours() {
    finds_nothing_in_the_checker("en", DARK);
}

#[test]
fn axe_finds_nothing_in_the_checker_on_a_telephone() {
    finds_nothing_in_the_checker("ja", TELEPHONE);
}

/// Faults that are always there, one that only the dark colours have, and one that only a narrow window has.
const FAULTY: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<title>Faults</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
<h1>Faults</h1>
<img src="picture.png">
<h3>Two levels down</h3>
<p class="faint">Faint in the dark.</p>
<ul class="near"><li><a href="a.html">a</a></li><li><a href="b.html">b</a></li><li><a href="c.html">c</a></li></ul>
<details><summary>More</summary><input></details>
</main>
</body>
</html>
"#;

const FAULTY_STYLE: &str = "
:root { color-scheme: light dark; color: light-dark(#111, #eee); background: light-dark(#fff, #111); }
.faint { color: light-dark(#222, #333); }
input { padding: 10px; }
.near { list-style: none; padding: 0; font-size: 10px; line-height: 10px; }
@media (min-width: 40rem) { .near a { display: block; padding: 10px; } }
";

#[test]
fn axe_tells_what_is_wrong_in_each_setting() {
    let site = Served::files(&[("index.html", FAULTY), ("style.css", FAULTY_STYLE)]);
    let always = ["heading-order", "image-alt", "label"];
    for (setting, more) in
        [(LIGHT, None), (DARK, Some("color-contrast")), (TELEPHONE, Some("target-size"))]
    {
        let found = violations(&site, setting);
        let mut rules: Vec<&str> = found.keys().filter_map(|line| line.split(':').next()).collect();
        rules.dedup();
        let mut expected: Vec<&str> = always.into_iter().chain(more).collect();
        expected.sort_unstable();
        assert_eq!(rules, expected, "{setting:?}: {found:#?}");
    }
}
