//! Diagnostics for people: the sentence, the line with a caret under the place, and the edit to make.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::sources::{Sources, Span};

/// Draws every diagnostic and a last line that counts them; an empty text when there is none.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    render_first(usize::MAX, diagnostics, sources, color)
}

/// The same for the first diagnostics only, errors before warnings; the last line counts all.
#[must_use]
pub fn render_first(
    limit: usize,
    diagnostics: &Diagnostics,
    sources: &Sources,
    color: bool,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode);
    let mut text = String::new();
    for diagnostic in diagnostics.first(limit) {
        text += &renderer.render(&[group(diagnostic, sources)]);
        text += "\n\n";
    }
    let (errors, warnings) = diagnostics.counts();
    let others = (errors + warnings).saturating_sub(limit);
    if others > 0 {
        let _ = writeln!(text, "and {others} more, which `annai check` lists");
    }
    if let Some(count) = count(diagnostics) {
        text += &count;
        text.push('\n');
    }
    text
}

/// "2 errors and 1 warning"; nothing when there is neither.
#[must_use]
pub fn count(diagnostics: &Diagnostics) -> Option<String> {
    let of = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let (errors, warnings) = diagnostics.counts();
    let parts: Vec<String> =
        [of(errors, "error"), of(warnings, "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> annotate_snippets::Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str())
        .elements(std::iter::empty::<annotate_snippets::Element<'a>>());
    match &diagnostic.place {
        Place::Guide => {}
        Place::Path(path) => group = group.element(Origin::path(sources.shown(path))),
        Place::Span(span) => {
            let primary = (*span, diagnostic.label.as_deref(), AnnotationKind::Primary);
            let related = diagnostic
                .related
                .iter()
                .map(|(span, words)| (*span, Some(words.as_str()), AnnotationKind::Context));
            let all: Vec<_> = std::iter::once(primary).chain(related).collect();
            for snippet in snippets(&all, sources) {
                group = group.element(snippet);
            }
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

type Marked<'a> = (Span, Option<&'a str>, AnnotationKind);

/// One snippet a file, the file of the primary place first.
fn snippets<'a>(
    marked: &[Marked<'a>],
    sources: &'a Sources,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut files: Vec<_> = marked.iter().map(|(span, ..)| span.file).collect();
    let mut seen = Vec::new();
    files.retain(|file| {
        !seen.contains(file) && {
            seen.push(*file);
            true
        }
    });
    files
        .into_iter()
        .map(|id| {
            let file = sources.file(id);
            let here = marked.iter().filter(|(span, ..)| span.file == id);
            Snippet::source(&*file.text).path(sources.shown(&file.path)).annotations(here.map(
                |(span, label, kind)| {
                    let end = (span.end as usize).min(file.text.len());
                    let start = (span.start as usize).min(end);
                    let annotation = kind.span(start..end);
                    label.map_or(annotation.clone(), |label| annotation.label(label))
                },
            ))
        })
        .collect()
}
