//! `annai approve`: records that translations say what their sources say.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::args::{ApproveOptions, Arguments};
use super::{Outcome, World, draw, status, verdict};
use crate::cli::Format;
use crate::diagnostic::{Code, Severity, nearest};
use crate::emit::replace;
use crate::load::load;
use crate::memo::Memo;
use crate::parse::{Approvals, LOCK, parse};
use crate::resolve::resolve;
use crate::texts::{locales, texts};
use crate::translations::{State, Translation, translations};

/// How many ids are named of those that were recorded.
const NAMED: usize = 20;

/// Records what was named, or lists what waits.
pub(super) fn run(options: &ApproveOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    let (sources, mut diagnostics) = load(&options.root);
    let can_read = !diagnostics.has_errors();
    let (raw, found) = parse(&sources, &mut Memo::default());
    // Of what cannot be read, or is not as it should be, nothing is forgotten.
    let is_whole = can_read && !found.has_errors() && !resolve(&sources, &raw).1.has_errors();
    let is_bad_lock =
        found.iter().any(|one| one.code == Code::BadLock && one.severity == Severity::Error);
    diagnostics.append(found);
    if !can_read || is_bad_lock {
        diagnostics.finish(&sources);
        let stderr = draw(&diagnostics, &sources, Format::Human, arguments, world);
        return Outcome { stderr, code: verdict(&diagnostics, false).code(), ..Outcome::default() };
    }
    if locales(&raw).next().is_none() {
        diagnostics.finish(&sources);
        let stderr = draw(&diagnostics, &sources, Format::Human, arguments, world)
            + "error: nothing can be approved before the languages of the guide can be read\n";
        return Outcome { stderr, code: 1, ..Outcome::default() };
    }
    let texts = texts(&sources, &raw);
    let all = translations(&texts, raw.approvals());
    if options.ids.is_empty() && !options.all {
        let waits = |one: &&Translation| one.state.is_waiting() || one.state == State::Untracked;
        let stdout = status::list(all.iter().filter(waits), &sources);
        let nothing = if stdout.is_empty() { "nothing waits; " } else { "" };
        let usage = Outcome::usage(&format!(
            "{nothing}say which translations match their sources: an id, a beginning such as `access/`, a file, or `--all`"
        ));
        return Outcome { stdout, ..usage };
    }
    let chosen: Vec<&Translation> = if options.all {
        all.iter().collect()
    } else {
        match choose(&options.ids, &all) {
            Ok(chosen) => chosen,
            Err(message) => return Outcome { stderr: message, code: 2, ..Outcome::default() },
        }
    };
    let missing = chosen.iter().filter(|one| one.state == State::Missing).count();
    let mut approvals = raw.approvals().cloned().unwrap_or_default();
    let before = approvals.clone();
    // What stands at another place of its list now is recorded there, before something else is recorded where it stood.
    record(all.iter().filter(|one| one.state == State::Approved), &mut approvals);
    let recorded = record(chosen.into_iter(), &mut approvals);
    let known: BTreeSet<String> = all.iter().map(|one| one.id.to_string()).collect();
    let gone = if is_whole { approvals.retain(|id| known.contains(id)) } else { 0 };
    if approvals != before {
        let path = options.root.join(LOCK);
        if let Err(error) = replace(&path, approvals.text().as_bytes()) {
            return Outcome::usage(&format!("cannot write `{}`: {error}", path.display()));
        }
    }
    let stdout = if arguments.quiet { String::new() } else { said(&recorded, gone, missing) };
    Outcome { stdout, ..Outcome::default() }
}

/// The translations that ids and beginnings name, or what is wrong with those.
fn choose<'a>(ids: &[String], all: &'a [Translation]) -> Result<Vec<&'a Translation>, String> {
    let (mut chosen, mut errors) = (Vec::new(), String::new());
    for id in ids {
        let is_meant = |one: &&Translation| {
            let text = one.id.text.as_str();
            let is_below = id.ends_with(['/', '#']) && text.starts_with(id.as_str());
            let is_in = || one.id.text.path(&one.id.locale) == *id;
            is_below || text == id || one.id.to_string() == *id || is_in()
        };
        let found: Vec<&Translation> = all.iter().filter(is_meant).collect();
        if found.is_empty() {
            let names: BTreeSet<String> = all.iter().flat_map(names).collect();
            let _ = match nearest(id, names.iter().map(String::as_str)) {
                Some(near) => writeln!(
                    errors,
                    "error: there is no translation `{id}`; did you mean `{near}`?"
                ),
                None => writeln!(
                    errors,
                    "error: there is no translation `{id}`; `annai status` lists what waits"
                ),
            };
        } else if found.iter().all(|one| one.state == State::Missing) {
            let _ = writeln!(errors, "error: `{id}` has no text yet; write it first");
        }
        chosen.extend(found);
    }
    if errors.is_empty() { Ok(chosen) } else { Err(errors) }
}

/// What may be typed for a translation: its id, its text, and the beginnings of that.
fn names(one: &Translation) -> Vec<String> {
    let text = one.id.text.as_str();
    let beginnings = text.match_indices(['/', '#']).map(|(at, _)| text[..=at].to_owned());
    beginnings.chain([text.to_owned(), one.id.to_string()]).collect()
}

/// Puts translations into the record, and names those that were not in it for the same source.
fn record<'a>(
    chosen: impl Iterator<Item = &'a Translation>,
    approvals: &mut Approvals,
) -> BTreeSet<String> {
    let mut recorded = BTreeSet::new();
    for one in chosen.filter(|one| one.state != State::Missing) {
        let id = one.id.to_string();
        // The record has lines: a key with a line end in it is an error of the guide.
        let Some((_, source)) = one.source.filter(|_| !id.contains(char::is_control)) else {
            continue;
        };
        if approvals.get(&id) != Some(source) {
            approvals.record(&id, source);
            recorded.insert(id);
        }
    }
    recorded
}

fn said(recorded: &BTreeSet<String>, gone: usize, missing: usize) -> String {
    let mut text = match recorded.len() {
        0 => "nothing to record: the translations were approved before\n".to_owned(),
        1 => "recorded 1 translation:\n".to_owned(),
        count => format!("recorded {count} translations:\n"),
    };
    for id in recorded.iter().take(NAMED) {
        let _ = writeln!(text, "  {id}");
    }
    if recorded.len() > NAMED {
        let _ = writeln!(text, "  and {} more", recorded.len() - NAMED);
    }
    if gone > 0 {
        let _ = writeln!(text, "forgot {gone} of texts that are gone");
    }
    if missing > 0 {
        let _ = writeln!(text, "left out {missing} that have no text yet");
    }
    text
}
