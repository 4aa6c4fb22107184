//! The report for people.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Counts, Report, location};
use crate::ages::Fact;
use crate::guide::Checked;
use crate::sources::Sources;
use crate::translations::{State, Translation};

pub(super) fn draw(report: &Report, sources: &Sources) -> String {
    let mut text = String::new();
    if report.errors > 0 {
        let errors = counted(report.errors, "error");
        let _ = writeln!(
            text,
            "The guide has {errors} (`annai check` lists them): this is of what can be read.\n"
        );
    }
    translations(report, sources, &mut text);
    text.push('\n');
    ages(report, sources, &mut text);
    text
}

fn translations(report: &Report, sources: &Sources, text: &mut String) {
    let total = report.total();
    if report.translations.is_empty() {
        text.push_str("There is nothing to translate: no text has a second language.\n");
        return;
    }
    if report.is_tracked {
        let approved = total.get(&State::Approved).copied().unwrap_or(0);
        let all = counted(report.translations.len(), "translation");
        let _ = writeln!(text, "{approved} of {all} approved\n");
    } else {
        let _ = writeln!(
            text,
            "{} in this guide; which sources they were made from is not recorded.\n\
             Begin with `annai approve --all`, when every translation says what its source says.\n",
            counted(report.translations.len(), "translation")
        );
    }
    table(report, &total, text);
    if report.waiting().next().is_some() {
        let _ = write!(text, "\nWaiting:\n{}", list(report.waiting(), sources));
        text.push_str("Bring each up to date, then run `annai approve` with its id, or with a beginning such as `access/`.\n");
    }
}

/// A line for each file in which something waits, one for the others together and one for all.
fn table(report: &Report, total: &Counts, text: &mut String) {
    let states: Vec<State> =
        State::ALL.into_iter().filter(|state| total.contains_key(state)).collect();
    let has_work = |counts: &Counts| counts.keys().any(|state| state.is_waiting());
    let (open, done): (Vec<_>, Vec<_>) =
        report.files().into_iter().partition(|(_, counts)| has_work(counts));
    let mut rows = open;
    if !done.is_empty() {
        let mut counts = Counts::new();
        for (state, count) in done.iter().flat_map(|(_, counts)| counts) {
            *counts.entry(*state).or_default() += count;
        }
        let others = if rows.is_empty() { "" } else { "other " };
        rows.push((counted(done.len(), &format!("{others}file")), counts));
    }
    rows.push(("total".to_owned(), total.clone()));
    let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let _ = write!(text, "  {:width$}", "");
    for state in &states {
        let _ = write!(text, "  {:>9}", state.as_str());
    }
    text.push('\n');
    for (name, counts) in rows {
        let _ = write!(text, "  {}", padded(&name, width));
        for state in &states {
            let _ = write!(text, "  {:>9}", counts.get(state).copied().unwrap_or(0));
        }
        text.push('\n');
    }
}

/// A line for each translation: its state, its id, its place, and for a changed source where that is.
pub(super) fn list<'a>(
    waiting: impl Iterator<Item = &'a Translation>,
    sources: &Sources,
) -> String {
    let rows: Vec<(State, String, String)> = waiting
        .map(|one| {
            let place = position(one.place, sources);
            let said = match (one.state, one.source) {
                (State::Missing, _) => format!("{place}  there is no text in `{}`", one.id.locale),
                (State::Stale, Some((source, _))) => {
                    format!("{place}  its source has changed: {}", position(source, sources))
                }
                (State::Same, _) => format!("{place}  is its source, word for word"),
                _ => format!("{place}  was never approved"),
            };
            (one.state, one.id.to_string(), said)
        })
        .collect();
    let width = rows.iter().map(|(_, id, _)| id.width()).max().unwrap_or(0);
    rows.iter().fold(String::new(), |mut text, (state, id, said)| {
        let _ = writeln!(text, "  {state:7}  {}  {said}", padded(id, width));
        text
    })
}

fn ages(report: &Report, sources: &Sources, text: &mut String) {
    let Some(review_days) = report.review_days else { return };
    let is_never = |fact: &&Fact| fact.checked_on == Checked::Never;
    let old = report.facts.iter().filter(|fact| report.is_old(fact)).count();
    let never = report.facts.iter().filter(is_never).count();
    let _ = write!(
        text,
        "{} with a source, {} checked more than {review_days} days ago",
        counted(report.facts.len(), "fact"),
        old
    );
    let _ = if never > 0 { writeln!(text, ", {never} never checked") } else { writeln!(text) };
    let listed: Vec<&Fact> =
        report.facts.iter().filter(|fact| report.is_old(fact) || is_never(fact)).collect();
    let width = listed.iter().map(|fact| fact.id.width()).max().unwrap_or(0);
    for fact in listed {
        let _ = writeln!(
            text,
            "  {}  {}  {}",
            padded(&fact.id, width),
            position(fact.place, sources),
            day(report, fact)
        );
    }
    if let Some(revision) = &report.revision {
        let old = if report.is_old(revision) {
            ": look through the guide, then change `revised_on`"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "revised_on  {}  {}{old}",
            position(revision.place, sources),
            day(report, revision)
        );
    }
}

/// "2026-01-02, 320 days ago".
fn day(report: &Report, fact: &Fact) -> String {
    let Checked::On(date) = fact.checked_on else { return "never checked".to_owned() };
    match report.age(fact).unwrap_or(0) {
        0 => format!("{date}, today"),
        days @ ..0 => {
            format!("{date}, which is to come in {}", counted(days.unsigned_abs() as usize, "day"))
        }
        days => format!("{date}, {} ago", counted(days.unsigned_abs() as usize, "day")),
    }
}

fn position(place: crate::sources::Span, sources: &Sources) -> String {
    let (path, line, column) = location(place, sources);
    format!("{path}:{line}:{column}")
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// A text filled up with spaces to a width of the terminal, where a Japanese character takes two places.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
