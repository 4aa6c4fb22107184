//! The report for programs. Keys are added and never renamed; if one has to be, `version` grows.

use serde_json::{Map, Value, json};

use super::{Counts, Report, location};
use crate::ages::Fact;
use crate::guide::Checked;
use crate::sources::{Sources, Span};
use crate::translations::{State, Translation};

const VERSION: u8 = 1;

pub(super) fn draw(report: &Report, sources: &Sources) -> String {
    let files = report.files().into_iter().map(|(path, counts)| {
        let mut file = by_state(&counts);
        file.insert("path".to_owned(), path.into());
        Value::Object(file)
    });
    let facts = || report.facts.iter().chain(&report.revision);
    let document = json!({
        "version": VERSION,
        "today": report.today.to_string(),
        "errors": report.errors,
        "translations": {
            "tracked": report.is_tracked,
            "total": by_state(&report.total()),
            "files": files.collect::<Vec<_>>(),
            "waiting": report.waiting().map(|one| waiting(one, sources)).collect::<Vec<_>>(),
        },
        "review": {
            "days": report.review_days,
            "old": facts().filter(|fact| report.is_old(fact)).count(),
            "facts": facts().map(|one| fact(one, report, sources)).collect::<Vec<_>>(),
        },
    });
    format!("{document:#}\n")
}

fn by_state(counts: &Counts) -> Map<String, Value> {
    let count = |state: State| counts.get(&state).copied().unwrap_or(0);
    State::ALL.into_iter().map(|state| (state.to_string(), count(state).into())).collect()
}

fn waiting(one: &Translation, sources: &Sources) -> Value {
    let mut value = place(one.place, sources);
    value.insert("id".to_owned(), one.id.to_string().into());
    value.insert("state".to_owned(), one.state.as_str().into());
    let source = one.source.map(|(span, _)| place(span, sources));
    value.insert("source".to_owned(), source.into());
    value.into()
}

fn fact(one: &Fact, report: &Report, sources: &Sources) -> Value {
    let mut value = place(one.place, sources);
    value.insert("id".to_owned(), one.id.as_str().into());
    let day = match one.checked_on {
        Checked::Never => None,
        Checked::On(day) => Some(day.to_string()),
    };
    value.insert("checked_on".to_owned(), day.into());
    value.insert("age_days".to_owned(), report.age(one).into());
    value.insert("old".to_owned(), report.is_old(one).into());
    value.into()
}

fn place(span: Span, sources: &Sources) -> Map<String, Value> {
    let (path, line, column) = location(span, sources);
    let place = [("path", path.into()), ("line", line.into()), ("column", column.into())];
    place.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
