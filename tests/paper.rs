//! What the handouts say: everything the guide says, and nothing that their edition may not.

use std::collections::BTreeSet;

use annai::render::Handout;
use serde_json::Value;

use crate::harness::{GuideTest, Outcome};

fn data(handout: &Handout) -> Value {
    serde_json::from_slice(&handout.data).expect("the data is JSON")
}

fn guide(outcome: &Outcome, edition: &str, lang: &str) -> Value {
    let handouts = outcome.handouts(edition);
    data(&handouts[&format!("{lang}/handout.pdf")])
}

/// Calls `visit` with every object in a value.
fn each_object(value: &Value, visit: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| each_object(value, visit)),
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| each_object(value, visit));
        }
        _ => {}
    }
}

/// The values of a field wherever it stands.
fn all(value: &Value, field: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_object(value, &mut |object| {
        found.extend(object.get(field).and_then(Value::as_str).map(str::to_owned));
    });
    found
}

/// The characters of a text without its structure.
fn plain(value: &Value) -> String {
    match value {
        Value::Array(values) => values.iter().map(plain).collect(),
        Value::Object(object) => {
            let fields = ["text", "phrases", "content", "blocks", "items", "head", "rows"];
            fields.iter().filter_map(|field| object.get(*field)).map(plain).collect()
        }
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}

#[test]
fn an_external_edition_has_a_handout_for_the_guide_and_for_each_browser() {
    let outcome = GuideTest::shipped().build();
    let external: Vec<String> = outcome.handouts("external").into_keys().collect();
    assert_eq!(external.len(), 2 * (1 + 2 * 4), "{external:?}");
    assert!(external.contains(&"ja/join/webex/firefox/handout.pdf".to_owned()));
    // A browser that can no longer be used has no steps to print.
    assert!(external.iter().all(|path| !path.contains("internet-explorer")));
    let internal: Vec<String> = outcome.handouts("internal").into_keys().collect();
    assert_eq!(internal, ["en/handout.pdf", "ja/handout.pdf"]);
}

#[test]
fn steps_have_the_numbers_of_the_pages() {
    let outcome = GuideTest::shipped().build();
    let handouts = outcome.handouts("external");
    let numbers = |steps: &Value| -> Vec<(u64, String)> {
        let steps = steps.as_array().expect("steps").iter();
        steps
            .map(|step| (step["number"].as_u64().expect("a number"), plain(&step["title"])))
            .collect()
    };
    for lang in ["ja", "en"] {
        let whole = data(&handouts[&format!("{lang}/handout.pdf")]);
        for (at, platform) in ["webex", "zoom"].into_iter().enumerate() {
            let steps = numbers(&whole["guide"]["platforms"][at]["steps"]);
            let page = outcome.page("external", &format!("{lang}/join/{platform}/index.html"));
            for (number, title) in &steps {
                let title = title.replace('\'', "&#39;");
                let page = page.replace("<wbr>", "").replace("&#x27;", "&#39;");
                assert!(
                    page.contains(&format!(
                        "<span class=\"place-number\">{number}</span> <span>{title}"
                    )),
                    "{number} {title}"
                );
            }
            assert_eq!(steps.len(), 12);
            for browser in ["chrome", "edge", "firefox", "safari"] {
                let one = &handouts[&format!("{lang}/join/{platform}/{browser}/handout.pdf")];
                assert_eq!(numbers(&data(one)["browser"]["steps"]), steps, "{platform} {browser}");
            }
        }
    }
}

#[test]
fn requirements_cells_and_hosts_are_all_there() {
    let outcome = GuideTest::shipped().build();
    let data = guide(&outcome, "external", "ja");
    let text = |path: &str| {
        GuideTest::shipped().text(path).lines().map(str::to_owned).collect::<Vec<String>>()
    };
    let ids = |path: &str, below: &str| -> Vec<String> {
        let lines = text(path);
        let lines = lines.iter().skip_while(|line| **line != format!("{below}:")).skip(1);
        let lines = lines.take_while(|line| line.is_empty() || line.starts_with([' ', '#']));
        lines.filter_map(|line| line.strip_prefix("  - id: ").map(str::to_owned)).collect()
    };
    let requirements: BTreeSet<String> = ids("content/requirements.yaml", "requirements")
        .iter()
        .map(|id| format!("check#{id}"))
        .collect();
    let printed: BTreeSet<String> =
        all(&data["guide"]["requirements"]["levels"], "id").into_iter().collect();
    assert_eq!(printed, requirements);

    let rows = data["guide"]["access"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), ids("content/access.yaml", "targets").len());
    for row in rows {
        assert_eq!(row["marks"].as_array().map(Vec::len), Some(2), "{}", row["id"]);
        let symbols = all(&row["marks"], "symbol");
        let is_told = !row["conditions"].as_array().expect("conditions").is_empty();
        assert_eq!(symbols.contains(&"△".to_owned()), is_told, "{}", row["id"]);
    }
    let webex = &data["guide"]["platforms"][0]["network"]["hosts"];
    assert_eq!(webex.as_array().map(Vec::len), Some(ids("content/join/webex.yaml", "hosts").len()));
    assert!(webex.to_string().contains("2607:fcf0::/34"));
}

#[test]
fn what_is_for_engineers_is_in_the_internal_edition_alone_and_marked() {
    let outcome = GuideTest::shipped().build();
    for lang in ["ja", "en"] {
        let external = guide(&outcome, "external", lang);
        let internal = guide(&outcome, "internal", lang);
        assert_eq!(external["internal"], false);
        assert_eq!(internal["internal"], true);
        let notes = |data: &Value| {
            let mut count = 0;
            each_object(&data["guide"], &mut |object| {
                count += usize::from(object.get("internal") == Some(&Value::Bool(true)));
            });
            count
        };
        assert_eq!(notes(&external), 0);
        assert!(notes(&internal) > 20);
        // A host that only engineers should try.
        assert!(!external.to_string().contains("gstatic.com"));
        assert!(internal.to_string().contains("gstatic.com"));
    }
}

#[test]
fn links_lead_to_places_that_are_there_or_to_full_addresses() {
    let outcome = GuideTest::shipped().build();
    for edition in ["external", "internal"] {
        for (path, handout) in outcome.handouts(edition) {
            let data = data(&handout);
            let mut places = BTreeSet::new();
            each_object(&data, &mut |object| {
                let fields = ["id", "steps_id", "links_id", "legend_id", "matrix_id"];
                let found = fields.iter().filter_map(|field| object.get(*field)?.as_str());
                for place in found {
                    assert!(places.insert(place.to_owned()), "{path}: {place} is there twice");
                }
            });
            for to in all(&data, "to") {
                assert!(places.contains(&to), "{path}: no {to}");
            }
            for address in all(&data, "address") {
                assert!(address.starts_with("https://"), "{path}: {address}");
            }
        }
    }
}

#[test]
fn a_step_on_the_sheet_for_a_browser_is_linked_there_and_a_page_by_its_address() {
    let outcome = GuideTest::shipped().build();
    let sheet = &outcome.handouts("external")["ja/join/webex/chrome/handout.pdf"];
    let addresses = all(&data(sheet), "address");
    assert!(
        addresses
            .contains(&"https://support.example.com/remote/ja/faq/#install-question".to_owned())
    );
}

#[test]
fn the_code_for_a_camera_is_the_address_of_the_page() {
    let outcome = GuideTest::shipped().build();
    for edition in ["external", "internal"] {
        for (path, handout) in outcome.handouts(edition) {
            let expected = data(&handout)["address"].as_str().expect("an address").to_owned();
            let (_, svg) = handout
                .pictures
                .iter()
                .find(|(path, _)| path == "/pictures/qr.svg")
                .expect("a code");
            assert_eq!(decoded(std::str::from_utf8(svg).expect("text")), expected, "{path}");
            assert!(expected.ends_with(&path.replace("handout.pdf", "")), "{path}: {expected}");
        }
    }
}

/// Reads a code as a camera does, from its dark squares: `M8 8h4v4H8V8` for each.
fn decoded(svg: &str) -> String {
    let number = |text: &str| text.parse::<usize>().expect("a number");
    let size = svg.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()).map(number);
    let size = size.expect("a width");
    let path = svg.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
    let mut dark = vec![false; size * size];
    for square in path.split('M').filter(|square| !square.is_empty()) {
        let (x, rest) = square.split_once(' ').expect("a corner");
        let (y, rest) = rest.split_once('h').expect("a width");
        let (wide, rest) = rest.split_once('v').expect("a height");
        let high = rest.split('H').next().expect("a height");
        let (x, y, wide, high) = (number(x), number(y), number(wide), number(high));
        for row in y..y + high {
            dark[row * size + x..row * size + x + wide].fill(true);
        }
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| {
        if dark[y * size + x] { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().expect("a code that can be read").1
}

#[test]
fn sketches_of_the_steps_are_there_with_words_for_those_who_cannot_see_them() {
    let outcome = GuideTest::shipped().build();
    for (path, handout) in outcome.handouts("external") {
        let mut shown = BTreeSet::new();
        each_object(&data(&handout), &mut |object| {
            if let Some(picture) = object.get("picture").and_then(Value::as_str) {
                shown.insert(picture.to_owned());
                assert!(object["alt"].as_str().is_some_and(|alt| !alt.is_empty()), "{picture}");
            }
        });
        let given: BTreeSet<String> =
            handout.pictures.iter().map(|(path, _)| path.clone()).collect();
        assert_eq!(shown, given, "{path}");
        assert!(given.len() > 5, "{path}");
    }
}

#[test]
fn a_mark_can_be_left_out_where_the_sentence_holds_without_it() {
    let shipped = GuideTest::shipped().build();
    let mut marks = BTreeSet::new();
    for lang in ["ja", "en"] {
        each_object(&guide(&shipped, "external", lang), &mut |object| {
            if object.get("kind").is_some_and(|kind| kind == "mark") {
                let text = object["text"].as_str().expect("text").to_owned();
                marks.insert((text, object["removable"] == Value::Bool(true)));
            }
        });
    }
    // Behind a word; in brackets; and where the sentence is about the mark itself.
    for mark in [("①", true), (" (①)", true), ("①", false)] {
        assert!(marks.contains(&(mark.0.to_owned(), mark.1)), "{mark:?} {marks:?}");
    }
    assert!(!marks.contains(&(" (①)".to_owned(), false)), "{marks:?}");
}

#[test]
fn neighbours_that_say_the_same_are_one_variant_with_both_names() {
    let outcome = GuideTest::shipped().build();
    let names = |value: &Value| {
        let mut names = Vec::new();
        each_object(value, &mut |object| names.extend(object.get("name").map(plain)));
        names
    };
    let data = guide(&outcome, "external", "ja");
    let requirements = &data["guide"]["requirements"];
    assert!(names(requirements).contains(&"macOS・Linux".to_owned()));
}

#[test]
fn a_day_is_the_day_of_the_revision() {
    let outcome = GuideTest::shipped().build();
    for handout in outcome.handouts("external").values() {
        assert_eq!(handout.date.to_string(), "2026-11-22");
    }
}
