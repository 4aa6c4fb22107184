//! Scripts and styles that stand in a template itself.

use std::ops::Range;

/// The scripts, style sheets, event handlers and style attributes in a text of HTML, each with what it is. Only what stands
/// in tags counts; a tag that a template puts together from pieces may be passed over.
pub(super) fn inline_code(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('<') {
        let start = at + open;
        at = start + 1;
        if text[start..].starts_with("<!--") {
            at = text[start..].find("-->").map_or(text.len(), |end| start + end + 3);
            continue;
        }
        let name: String =
            text[at..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        if name.is_empty() {
            continue;
        }
        let inside = at + name.len();
        let attributes = attributes(text, inside);
        let has = |wanted: &str| attributes.iter().any(|range| name_of(text, range) == wanted);
        match name.to_ascii_lowercase().as_str() {
            "style" => found.push((start..inside, "this style sheet")),
            "script" if !has("src") && !has("type") => found.push((start..inside, "this script")),
            _ => {}
        }
        for range in &attributes {
            let name = name_of(text, range);
            if name == "style" {
                found.push((range.clone(), "this style"));
            } else if name.len() > 2 && name.starts_with("on") {
                found.push((range.clone(), "this event handler"));
            }
        }
        at = attributes.last().map_or(inside, |range| range.end);
    }
    found
}

fn name_of(text: &str, range: &Range<usize>) -> String {
    text[range.clone()].to_ascii_lowercase()
}

/// The names of the attributes of a tag, from behind its own name to its end.
fn attributes(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let ends = |end: &str| rest.find(end).map_or(text.len(), |it| at + it + end.len());
        if c == '>' {
            break;
        } else if rest.starts_with("{{") {
            at = ends("}}");
        } else if rest.starts_with("{%") {
            at = ends("%}");
        } else if c == '"' || c == '\'' {
            at = rest[1..].find(c).map_or(text.len(), |end| at + end + 2);
        } else if c == '=' && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            at += rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        } else if c.is_ascii_alphabetic() {
            let length = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':'))
                .unwrap_or(rest.len());
            names.push(at..at + length);
            at += length;
        } else {
            at += c.len_utf8();
        }
    }
    names
}
