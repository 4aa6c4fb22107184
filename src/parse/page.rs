//! A Markdown page: its front matter, and its text in the parts that differ by audience.

use std::sync::Arc;

use super::markdown::{self, Extent, Origin};
use super::raw::{RawAudience, RawFrontMatter};
use crate::diagnostic::{Code, Diagnostics};
use crate::markup::Ast;
use crate::sources::{FileId, SourceFile, Span};
use crate::yaml;

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

fn read(file: FileId, source: &SourceFile, diagnostics: &mut Diagnostics) -> Option<RawPage> {
    let path = source.path.strip_prefix("content/pages/").unwrap_or(&source.path);
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let Some((name, locale)) = stem.rsplit_once('.').filter(|(name, _)| !name.contains('/')) else {
        diagnostics
            .error(Code::UnknownFile, &*source.path, format!("`{}` names no language", source.path))
            .help("a page is `content/pages/<id>.<locale>.md`: about.ja.md");
        return None;
    };
    let text = &source.text;
    let Some((front, body_start)) = front_matter(text) else {
        diagnostics
            .error(
                Code::MissingFrontMatter,
                Span::new(file, 0..0),
                "this page does not say its title",
            )
            .help("begin the file with a line `---`, then `title: …`, then another line `---`");
        return None;
    };
    let node = yaml::parse(file, &text[front.clone()], front.start, diagnostics)?;
    let front: RawFrontMatter = yaml::decode(&node, diagnostics)?;
    let mut body = Vec::new();
    for (audience, range) in segments(text, body_start, file, diagnostics) {
        let part = &text[range.clone()];
        if !part.trim().is_empty() {
            let origin = Origin { span: Span::new(file, range), source: part };
            let ast = Arc::new(markdown::parse(part, origin, Extent::Page, diagnostics));
            body.push(RawSegment { audience, ast });
        }
    }
    Some(RawPage { name: name.into(), locale: locale.into(), file, front, body })
}

/// The bytes between the `---` lines, and where the text begins.
fn front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let start = text.strip_prefix("---\n").map(|_| 4)?;
    if text[start..].starts_with("---\n") {
        return Some((start..start, start + 4));
    }
    let end = text[start..]
        .find("\n---\n")
        .map(|at| start + at + 1)
        .or_else(|| text.ends_with("\n---").then(|| text.len() - 3).filter(|end| *end >= start))?;
    Some((start..end, (end + 4).min(text.len())))
}

/// A line that can begin or end a block of code: its mark, how often, and what follows.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    // With more backticks behind, it is code in a line.
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length, rest))
}

/// Cuts a text at lines `:::internal` and `:::`, which code blocks hide.
///
/// Where this takes for code what Markdown does not, the Markdown parser meets the line and refuses it.
fn segments(
    text: &str,
    start: usize,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Vec<(RawAudience, std::ops::Range<usize>)> {
    let mut parts = Vec::new();
    let mut open: Option<Span> = None;
    let mut code: Option<(char, usize)> = None;
    let (mut part_start, mut at) = (start, start);
    for line in text[start..].split_inclusive('\n') {
        let word = line.trim_end();
        let line_end = at + line.len();
        let span = Span::new(file, at..at + word.len());
        match (code, fence(word)) {
            (None, Some((mark, length, _))) => code = Some((mark, length)),
            (Some((mark, least)), Some((end, length, ""))) if mark == end && length >= least => {
                code = None;
            }
            (None, None) if word.starts_with(":::") => {
                let audience =
                    if open.is_some() { RawAudience::Internal } else { RawAudience::External };
                match (open, word) {
                    (None, ":::internal") => open = Some(span),
                    (Some(_), ":::") => open = None,
                    _ => {
                        diagnostics
                            .error(Code::BadDirective, span, "this line does not begin or end an internal part")
                            .help("write `:::internal` on a line of its own before it, and `:::` after it");
                    }
                }
                parts.push((audience, part_start..at));
                part_start = line_end;
            }
            _ => {}
        }
        at = line_end;
    }
    if let Some(span) = open {
        diagnostics
            .error(Code::BadDirective, span, "an internal part begins here and never ends")
            .help("write `:::` on a line of its own after it");
    }
    let audience = if open.is_some() { RawAudience::Internal } else { RawAudience::External };
    parts.push((audience, part_start..text.len()));
    parts
}
