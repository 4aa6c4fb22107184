//! The guide that this repository ships: clean, and as light as the budgets of `docs/performance.md` say.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::{GuideTest, Outcome};
use crate::html;

#[test]
fn the_shipped_guide_is_clean() {
    let outcome = GuideTest::shipped().build().clean();
    assert_eq!(outcome.built.len(), 2);
}

#[test]
fn every_link_of_the_shipped_guide_leads_to_a_place() {
    // The build looks at this itself; this looks without its code.
    let outcome = GuideTest::shipped().build().clean();
    let mut looked_at = 0;
    for edition in &outcome.built {
        let site = &edition.site;
        for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with("/index.html")) {
            let page = std::str::from_utf8(bytes).unwrap();
            for link in html::all(page, "a") {
                let (file, place) = match link.attr("href").split_once('#') {
                    Some((file, place)) => (file, Some(place)),
                    None => (link.attr("href"), None),
                };
                if file.contains(':') {
                    continue;
                }
                let target = if file.is_empty() { path.to_string() } else { joined(path, file) };
                let name = format!("{}/{path}: {:?}", edition.name, link.attributes);
                let there = site.get(&target).unwrap_or_else(|| panic!("{name}"));
                let there = std::str::from_utf8(there).unwrap();
                let is_place = |place: &str| there.contains(&format!(" id=\"{place}\""));
                assert!(place.is_none_or(is_place), "{name}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 1000, "{looked_at}");
}

/// The path that a relative address means on a page.
fn joined(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        if part == ".." {
            parts.pop().unwrap();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn every_page_of_the_shipped_guide_keeps_its_budget() {
    let outcome = GuideTest::shipped().build().clean();
    let mut heaviest = BTreeSet::new();
    for edition in &outcome.built {
        for (path, bytes) in edition.site.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = std::str::from_utf8(bytes).unwrap();
            let is_checker = |file: &str| CHECKER.iter().any(|name| file.contains(name));
            let files = loaded(&outcome, &edition.name, path, page);
            let weigh = |checker: bool| -> usize {
                files.iter().filter(|(file, _)| is_checker(file) == checker).map(|(_, it)| it).sum()
            };
            let policy = html::all(page, "div").iter().find_map(|tag| tag.get("data-policy"));
            let policy = policy.unwrap_or("");
            let checker = weigh(true) + packed(policy.as_bytes());
            assert!(checker < 45 * 1024, "{path}: the checker has {checker} bytes");
            // What a page weighs without the policy in it.
            let weight = packed(page.replacen(policy, "", 1).as_bytes()) + weigh(false);
            // All variants and figures stand on the pages of a platform.
            let is_platform =
                path.split('/').nth(1) == Some("join") && path.split('/').count() == 4;
            let budget = if is_platform { 35 * 1024 } else { 20 * 1024 };
            heaviest.insert((weight * 100 / budget, weight, format!("{}/{path}", edition.name)));
        }
    }
    let (percent, weight, path) = heaviest.last().unwrap();
    assert!(*percent < 100, "{path} has {weight} bytes, {percent} % of its budget");
}

/// The scripts of the checker, which has a budget of its own.
const CHECKER: [&str; 4] = ["/checker.", "/wasm.", "/probe.", "/decode."];

/// The style sheets and scripts that a page loads, with their packed bytes.
fn loaded(outcome: &Outcome, edition: &str, path: &str, page: &str) -> Vec<(String, usize)> {
    let sheets = html::links(page, "stylesheet").into_iter().map(|(_, address)| address);
    let scripts = html::all(page, "script").into_iter().map(|script| script.attr("src"));
    let files: BTreeSet<&str> = sheets.chain(scripts.collect::<Vec<_>>()).collect();
    files
        .into_iter()
        .map(|address| {
            let file = match address.split_once("/assets/") {
                Some((_, file)) if address.starts_with('/') => format!("assets/{file}"),
                _ => joined(path, address),
            };
            let weight = packed(outcome.edition(edition).site.get(&file).unwrap());
            (file, weight)
        })
        .collect()
}

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
