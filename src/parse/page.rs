//! A Markdown page: its front matter, and its text in the parts that differ by audience.

use std::ops::Range;
use std::sync::Arc;

use super::markdown::{self, Extent, Origin};
use super::parts;
use super::raw::{RawAudience, RawFrontMatter};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::markup::Ast;
use crate::sources::{FileId, SourceFile, Span};
use crate::yaml::{self, Kind};

/// `content/pages/<id>.<locale>.md`.
#[derive(Debug)]
pub struct RawPage {
    /// The id, from the file's name.
    pub name: Arc<str>,
    /// The language, from the file's name.
    pub locale: Arc<str>,
    /// The file.
    pub file: FileId,
    /// What stands above the text.
    pub front: RawFrontMatter,
    /// The text.
    pub body: Vec<RawSegment>,
    /// Whether a line that begins or ends an internal part was refused, so that the parts are not what was meant.
    pub has_bad_parts: bool,
}

/// A part of a page for one audience.
#[derive(Debug)]
pub struct RawSegment {
    /// Who may see it.
    pub audience: RawAudience,
    /// The text.
    pub ast: Arc<Ast>,
}

/// A page, if its front matter can be used, and what is wrong with it.
pub type ParsedPage = (Option<Arc<RawPage>>, Diagnostics);

/// Reads a page.
#[must_use]
pub(super) fn parse(file: FileId, source: &SourceFile) -> ParsedPage {
    let mut diagnostics = Diagnostics::new();
    let page = read(file, source, &mut diagnostics).map(Arc::new);
    (page, diagnostics)
}

/// The id and the language in the name of a page's file.
#[must_use]
pub(super) fn name_and_locale(source: &SourceFile) -> Option<(&str, &str)> {
    let path = source.path.strip_prefix("content/pages/")?;
    path.strip_suffix(".md")?.rsplit_once('.').filter(|(name, _)| !name.contains('/'))
}

fn read(file: FileId, source: &SourceFile, diagnostics: &mut Diagnostics) -> Option<RawPage> {
    let Some((name, locale)) = name_and_locale(source) else {
        let path = &source.path;
        let message = if path.matches('/').count() > 2 {
            format!("`{path}` stands in a folder of its own")
        } else {
            format!("`{path}` names no language")
        };
        diagnostics
            .error(Code::UnknownFile, &**path, message)
            .help("a page is `content/pages/<id>.<locale>.md`: about.ja.md");
        return None;
    };
    let text = &source.text;
    let (front, body_start) = front_matter(file, text, diagnostics)?;
    let node = yaml::parse(file, &text[front.clone()], front.start, diagnostics)?;
    if matches!(node.kind, Kind::Null) {
        no_title(file, diagnostics).help("write `title: …` between the two lines `---`");
        return None;
    }
    let front: RawFrontMatter = yaml::decode(&node, diagnostics)?;
    let mut body = Vec::new();
    for (audience, range) in parts::cut(text, body_start, file, diagnostics) {
        let part = &text[range.clone()];
        if !part.trim().is_empty() {
            let origin = Origin { span: Span::new(file, range), source: part };
            let ast = Arc::new(markdown::parse(part, origin, Extent::Page, diagnostics));
            body.push(RawSegment { audience, ast });
        }
    }
    let has_bad_parts = diagnostics.iter().any(|one| one.code == Code::BadDirective);
    Some(RawPage { name: name.into(), locale: locale.into(), file, front, body, has_bad_parts })
}

/// The bytes between the `---` lines, and where the text begins.
fn front_matter(
    file: FileId,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        no_title(file, diagnostics)
            .help("begin the file with a line `---`, then `title: …`, then another line `---`");
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    diagnostics
        .error(
            Code::MissingFrontMatter,
            Span::new(file, 0..first.trim_end().len()),
            "the front matter begins here and never ends",
        )
        .help("write a line `---` between its last key and the text");
    None
}

fn no_title(file: FileId, diagnostics: &mut Diagnostics) -> &mut Diagnostic {
    let start = Span::new(file, 0..0);
    diagnostics.error(Code::MissingFrontMatter, start, "this page does not say its title")
}
