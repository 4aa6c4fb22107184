//! A Markdown page: its front matter, and its text in the parts that differ by audience.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

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
    /// The same text in the parts that a translation is compared by.
    pub sections: Vec<RawSection>,
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

/// What stands below a heading, up to the next one; or before the first.
#[derive(Debug)]
pub struct RawSection {
    /// The heading's id; empty for what stands before the first.
    pub anchor: Box<str>,
    /// The heading's line; of what stands before the first, nothing.
    pub heading: Span,
    /// The heading and the text below it.
    pub span: Span,
    /// A number that differs when the text differs, for what opens the page also when its title or lead does.
    pub fingerprint: u64,
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
    let sections = sections(text, body_start, file, &front, &body);
    let (name, locale) = (name.into(), locale.into());
    Some(RawPage { name, locale, file, front, body, sections, has_bad_parts })
}

/// Cuts the text at its headings.
fn sections(
    text: &str,
    body_start: usize,
    file: FileId,
    front: &RawFrontMatter,
    body: &[RawSegment],
) -> Vec<RawSection> {
    // A heading begins with the line that has its id.
    let headings = body.iter().flat_map(|part| {
        part.ast.headings.iter().map(|(id, span)| {
            let start = text[..span.range().start].rfind('\n').map_or(0, |at| at + 1);
            (part.ast.str(*id), start)
        })
    });
    let mut starts = vec![("", body_start)];
    starts.extend(headings);
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([text.len()]);
    let ends: Vec<usize> = ends.collect();
    let mut sections = Vec::with_capacity(starts.len());
    for ((anchor, start), end) in starts.into_iter().zip(ends) {
        // What readers never see does not make a translation late.
        let seen = without_remarks(text, start..end, body);
        let words = seen.trim();
        let (heading, fingerprint) = if anchor.is_empty() {
            let lead = front.lead.as_ref().map_or("", |lead| &lead.value);
            (start..start, xxh3_64([&front.title.value, lead, words].join("\n\n").as_bytes()))
        } else {
            let line = words.lines().next().unwrap_or("");
            (start..start + line.len(), xxh3_64(words.as_bytes()))
        };
        let (heading, span) = (Span::new(file, heading), Span::new(file, start..end));
        sections.push(RawSection { anchor: anchor.into(), heading, span, fingerprint });
    }
    sections
}

/// A piece of the text without the comments in it.
fn without_remarks<'a>(text: &'a str, piece: Range<usize>, body: &[RawSegment]) -> Cow<'a, str> {
    let remarks = body.iter().flat_map(|part| part.ast.remarks.iter().map(|span| span.range()));
    let mut remarks =
        remarks.filter(|it| piece.start <= it.start && it.end <= piece.end).peekable();
    if remarks.peek().is_none() {
        return Cow::Borrowed(text.get(piece).unwrap_or(""));
    }
    let (mut seen, mut from) = (String::new(), piece.start);
    for remark in remarks {
        seen += &text[from..remark.start];
        // The line end goes with it.
        let rest = text[remark.end..piece.end].trim_start();
        from = piece.end - rest.len();
    }
    Cow::Owned(seen + &text[from..piece.end])
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
