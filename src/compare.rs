//! Each translation beside its source, and each text beside the rules of its language.
//!
//! In: the files as [`parse`](crate::parse) read them. Out: warnings, each at its place in the translation, except those
//! that a comment there allows. Never: an error, and nothing about what is missing, which [`resolve`](crate::resolve) says.
//!
//! A file that has not changed is not compared again: what was found is in the [`Memo`].

mod allow;
mod difference;
mod number;
mod reading;
mod rules;
mod script;
mod words;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, quoted_list};
use crate::memo::Memo;
use crate::parse::markdown::Origin;
use crate::parse::{RawGuide, RawPage, RawTree};
use crate::sources::{Sources, Span};
use crate::texts::{self, Piece};
use allow::{Allow, Finding};
use difference::Side;
use rules::{Language, Rules};

/// Compares the languages of a guide.
#[must_use]
pub fn compare(sources: &Sources, raw: &RawGuide, memo: &mut Memo) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let rules = Rules::new(sources, raw);
    if rules.languages.is_empty() {
        return diagnostics;
    }
    for tree in &raw.trees {
        let found = memo.compared_tree(tree, rules.fingerprint).unwrap_or_else(|| {
            let found = Arc::new(self::tree(sources, raw, tree, &rules));
            memo.keep_compared_tree(tree, rules.fingerprint, Arc::clone(&found));
            found
        });
        diagnostics.append((*found).clone());
    }
    let groups: Vec<&[Arc<RawPage>]> = raw.pages.chunk_by(|a, b| a.name == b.name).collect();
    let found: Vec<(Arc<Diagnostics>, bool)> = groups
        .par_iter()
        .map(|group| match memo.compared(group, rules.fingerprint) {
            Some(kept) => (kept, true),
            None => (Arc::new(page(sources, group, &rules)), false),
        })
        .collect();
    for (group, (found, is_kept)) in groups.into_iter().zip(found) {
        if !is_kept {
            memo.keep_compared(group, rules.fingerprint, Arc::clone(&found));
        }
        diagnostics.append((*found).clone());
    }
    diagnostics
}

/// Compares the texts of a YAML file.
fn tree(sources: &Sources, raw: &RawGuide, tree: &RawTree, rules: &Rules) -> Diagnostics {
    let mut d = Diagnostics::new();
    let locales: Vec<&str> = texts::locales(raw).collect();
    let texts = texts::in_tree(sources, tree, &locales);
    let findings: Vec<Finding> = texts
        .par_iter()
        .flat_map_iter(|text| {
            let mut findings = Vec::new();
            let side = |tag: &str, piece: &Piece<'_>| {
                let language = rules.language(tag)?;
                let origin = Origin { span: piece.span, source: sources.text(piece.span) };
                let (name, said) = (Arc::clone(&language.tag), piece.text.to_string());
                let reading = reading::read(&said, language, rules);
                let keys = [Some(piece.key), text.key];
                Some(Side { tag: name, text: said, origin, head: piece.span, keys, reading })
            };
            let source = text.source.as_ref().and_then(|piece| side(locales[0], piece));
            for (tag, piece) in &text.translations {
                let Some(other) = piece.as_ref().and_then(|piece| side(tag, piece)) else {
                    continue;
                };
                if let Some(source) = &source {
                    difference::find(source, &other, rules, &mut findings);
                }
                one_language(&other, rules, &mut findings);
            }
            if let Some(source) = &source {
                one_language(source, rules, &mut findings);
            }
            findings
        })
        .collect();
    let mut allows = Vec::new();
    let source = sources.file(tree.file);
    if source.text.contains("annai") {
        let pieces = || {
            texts.iter().flat_map(|text| {
                let others = text.translations.iter().filter_map(|(_, piece)| piece.as_ref());
                text.source.iter().chain(others)
            })
        };
        let is_text = |at: usize| pieces().any(|it| it.span.range().contains(&at));
        allows = allow::in_yaml(tree.file, source, 0..source.text.len(), &is_text, &mut d);
    }
    allow::apply(findings, &allows, &mut d);
    d
}

/// Compares the languages of a page.
fn page(sources: &Sources, group: &[Arc<RawPage>], rules: &Rules) -> Diagnostics {
    let mut d = Diagnostics::new();
    let mut findings = Vec::new();
    let sides: Vec<Vec<(&str, Side<'_>)>> = group
        .iter()
        .map(|page| match rules.language(&page.locale) {
            Some(language) => sides(sources, page, language, rules),
            None => Vec::new(),
        })
        .collect();
    let first = &rules.languages[0].tag;
    let source = group.iter().position(|page| page.locale == *first);
    for (index, one) in sides.iter().enumerate() {
        for (place, side) in one {
            one_language(side, rules, &mut findings);
            let source = source.filter(|source| *source != index);
            let source = source.and_then(|source| sides[source].iter().find(|(it, _)| it == place));
            if let Some((_, source)) = source {
                difference::find(source, side, rules, &mut findings);
            }
        }
    }
    let mut allows: Vec<Allow> = Vec::new();
    for page in group {
        let source = sources.file(page.file);
        if source.text.contains("annai") {
            let body = page.sections.first().map_or(0, |section| section.span.range().start);
            let texts =
                || [Some(&page.front.title), page.front.lead.as_ref()].into_iter().flatten();
            let is_text = |at: usize| texts().any(|it| it.span.range().contains(&at));
            allows.extend(allow::in_yaml(page.file, source, 0..body, &is_text, &mut d));
            let remarks = page.body.iter().flat_map(|part| part.ast.remarks.iter().copied());
            allows.extend(allow::in_markdown(source, remarks, &mut d));
        }
    }
    allow::apply(findings, &allows, &mut d);
    d
}

/// The texts of a page in one language, each with a name that is the same in every language.
fn sides<'a>(
    sources: &'a Sources,
    page: &'a RawPage,
    language: &Language,
    rules: &Rules,
) -> Vec<(&'a str, Side<'a>)> {
    let side = |text: &str, span: Span, head: Span| {
        let origin = Origin { span, source: sources.text(span) };
        let reading = reading::read(text, language, rules);
        let tag = Arc::clone(&language.tag);
        Side { tag, text: text.to_owned(), origin, head, keys: [None, None], reading }
    };
    let title = &page.front.title;
    let mut all = vec![("title:", side(&title.value, title.span, title.span))];
    if let Some(lead) = &page.front.lead {
        all.push(("lead:", side(&lead.value, lead.span, lead.span)));
    }
    for section in &page.sections {
        let head = if section.anchor.is_empty() { title.span } else { section.heading };
        all.push((&section.anchor, side(sources.text(section.span), section.span, head)));
    }
    all
}

/// What can be said of a text without another language.
fn one_language(side: &Side<'_>, rules: &Rules, findings: &mut Vec<Finding>) {
    let Some(language) = rules.language(&side.tag) else { return };
    let prose = &side.reading.prose;
    for range in script::foreign(prose, language, rules) {
        let words = &side.text[range.clone()];
        let mut finding = side.finding(
            Code::ForeignScript,
            range.clone(),
            format!("`{words}` stands in a text in {}", language.name),
        );
        finding.diagnostic.help(
            "translate it, or write the words on a screen as `{ui:…}` and code as `code`; a quoted name goes into quotation marks",
        );
        findings.push(finding);
    }
    for range in script::wide(prose) {
        let words = &side.text[range.clone()];
        let mut finding = side.finding(
            Code::FullWidthLatin,
            range.clone(),
            format!("`{words}` is written in letters of another width"),
        );
        finding.diagnostic.help(format!("write `{}`", script::usual(words)));
        findings.push(finding);
    }
    for (range, advice) in language.words.refused(prose) {
        let words = &side.text[range.clone()];
        let mut finding = side.finding(
            Code::RefusedWord,
            range.clone(),
            format!("`{words}` is not a word of this guide"),
        );
        let instead: Vec<&str> = advice.words.iter().map(|word| &**word).collect();
        let instead = match &instead[..] {
            [] => "write it in another way".to_owned(),
            [one] => format!("write `{one}`"),
            several => format!("write one of {}", quoted_list(several)),
        };
        finding.diagnostic.help(match &advice.reason {
            Some(reason) => format!("{instead}: {reason}"),
            None => instead,
        });
        findings.push(finding);
    }
}

impl Side<'_> {
    fn finding(&self, code: Code, range: std::ops::Range<usize>, message: String) -> Finding {
        let place = self.place(range);
        let diagnostic = Diagnostic {
            code,
            severity: Severity::Warning,
            message,
            place: Place::Span(place),
            label: None,
            related: Vec::new(),
            help: None,
        };
        Finding { diagnostic, keys: self.keys }
    }
}
