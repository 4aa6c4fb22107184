//! The files of `static/` as they are published: style sheets end with what the guide chooses, and name files by the names
//! that these are published under.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::link::Assets;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::guide::{Colour, Theme};
use crate::sources::{Sources, Span};

/// A file of `static/`: its path and its bytes.
pub(super) type File = (Arc<str>, Arc<[u8]>);

/// The style sheet of every page.
const SHEET: &str = "style.css";

/// The files, and which of them are there because a style sheet of those that `is_published` names them.
pub(super) fn files(
    theme: &Theme,
    sources: &Sources,
    is_published: impl Fn(&str) -> bool,
    d: &mut Diagnostics,
) -> (Vec<File>, BTreeSet<Arc<str>>) {
    let assets = sources.assets().iter();
    let all = assets.map(|asset| (Arc::clone(&asset.path), Arc::clone(&asset.bytes)));
    let (sheets, mut files): (Vec<File>, Vec<File>) = all.partition(|(path, _)| is_sheet(path));
    let names = Assets::new(files.iter());
    let mut published = BTreeSet::new();
    for (path, bytes) in sheets {
        // A style sheet that is no text is published as it is.
        let Ok(text) = std::str::from_utf8(&bytes) else {
            files.push((path, bytes));
            continue;
        };
        let chosen = if &*path == SHEET { chosen(theme) } else { String::new() };
        let mut written = String::with_capacity(text.len() + chosen.len());
        let whole = [text, &chosen].concat();
        let mut rest = 0;
        for (range, address) in addresses(&whole) {
            if address.starts_with("data:") || address.starts_with('#') || address.is_empty() {
                continue;
            }
            let target = beside(&path, address).filter(|target| !names.path(target).is_empty());
            if let Some(target) = target {
                let up = "../".repeat(path.matches('/').count());
                let name = names.path(&target).trim_start_matches("assets/");
                written += &whole[rest..range.start];
                let _ = write!(written, "{up}{name}");
                rest = range.end;
                published.extend(is_published(&path).then(|| Arc::from(target)));
            } else if is_published(&path) {
                unknown(sources, &path, range, address, d);
            }
        }
        written += &whole[rest..];
        files.push((path, written.into_bytes().into()));
    }
    files.sort();
    (files, published)
}

fn is_sheet(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "css")
}

/// The rules for what the guide chooses.
fn chosen(theme: &Theme) -> String {
    let mut css = String::new();
    if let Some(accent) = theme.accent {
        let _ = write!(
            css,
            "\n@layer tokens {{\n  :root {{\n    --accent: light-dark({}, {});\n    \
             --accent-wash: color-mix(in srgb, var(--accent) {}%, var(--paper));\n  }}\n}}\n",
            accent.light,
            accent.dark,
            Colour::WASH
        );
    }
    if theme.logo.is_some() {
        css += "\n@layer layout {\n  .site-title { display: flex; align-items: center; gap: 0.6em; }\n  \
                .site-title img { display: block; block-size: 1.75em; inline-size: auto; }\n}\n";
    }
    for font in &theme.font_files {
        let _ = write!(
            css,
            "\n@font-face {{ font-family: \"{}\"; src: url(\"{}\") format(\"woff2\"); font-weight: {}; font-display: swap; }}\n",
            font.name, font.file, font.weight
        );
    }
    let stack = |names: &[Arc<str>]| {
        names.iter().fold(String::new(), |stack, name| stack + "\"" + name + "\", ")
    };
    if !theme.text_fonts.is_empty() {
        let _ = write!(
            css,
            "\n@layer base {{\n  body, :root:lang(ja) body, [lang|=\"ja\"]:not(:root) {{ font-family: {}system-ui, sans-serif; }}\n}}\n",
            stack(&theme.text_fonts)
        );
    }
    if !theme.code_fonts.is_empty() {
        let stack = stack(&theme.code_fonts);
        let _ = write!(css, "\n@layer tokens {{\n  :root {{ --mono: {stack}monospace; }}\n}}\n");
    }
    css
}

/// The path of a file of `static/` that an address in a style sheet means.
fn beside(sheet: &str, address: &str) -> Option<String> {
    if address.contains(':') || address.starts_with('/') {
        return None;
    }
    let address = address.split(['?', '#']).next()?;
    let mut parts: Vec<&str> = sheet.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn unknown(sources: &Sources, path: &str, range: Range<usize>, address: &str, d: &mut Diagnostics) {
    let file = format!("static/{path}");
    let place = match sources.find(&file) {
        Some((id, _)) => Place::Span(Span::new(id, range)),
        None => Place::from(&*file),
    };
    let message = format!("there is no file `{address}` for this style sheet");
    let diagnostic = d.error(Code::UnknownAsset, place, message);
    if address.contains("//") {
        diagnostic.help("put the file into static/; pages load nothing from elsewhere");
    } else if is_sheet(address) {
        diagnostic.help("put the rules of the other style sheet into this one");
    } else {
        let others = sources.assets().iter().map(|asset| &*asset.path);
        diagnostic.suggest(
            address,
            others.filter(|path| {
                !is_sheet(path) && Path::new(path).extension() != Some("js".as_ref())
            }),
        );
        diagnostic.help.get_or_insert_with(|| "put it into static/, beside the style sheet".into());
    }
}

/// What stands in each `url(…)` of a style sheet, and after each `@import`, without its quotation marks; not in comments
/// and other strings.
fn addresses(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if c == '"' || c == '\'' {
            at += string(rest);
        } else if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
            let inside = &rest[4..];
            let blank = inside.len() - inside.trim_start().len();
            let inside = &inside[blank..];
            let start = at + 4 + blank;
            if let Some(address) = quoted(inside) {
                found.push((start + 1..start + 1 + address.len(), address));
                at = start + string(inside);
            } else {
                let address = inside[..inside.find(')').unwrap_or(0)].trim_end();
                found.push((start..start + address.len(), address));
                at = start + address.len();
            }
        } else if let Some(blank) = import(rest) {
            at += blank;
            if let Some(address) = quoted(&text[at..]) {
                found.push((at + 1..at + 1 + address.len(), address));
                at += string(&text[at..]);
            }
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// What the string says that a text begins with; nothing of one that does not end on its line.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let whole = &text[1..string(text)];
    Some(whole.strip_suffix(quote).unwrap_or(""))
}

/// How many bytes an `@import` and the space after it take.
fn import(text: &str) -> Option<usize> {
    const WORD: &str = "@import";
    let is_one = text.get(..WORD.len()).is_some_and(|it| it.eq_ignore_ascii_case(WORD));
    is_one.then(|| text.len() - text[WORD.len()..].trim_start().len())
}

/// The length of the string that a text begins with, quotation marks included.
fn string(text: &str) -> usize {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, c)| c);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if Some(c) == quote {
            return at + 1;
        } else if c == '\n' {
            return at;
        }
    }
    text.len()
}
