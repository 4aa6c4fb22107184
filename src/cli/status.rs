//! `annai status`: what waits for somebody, in the translations and among the facts.

mod human;
mod json;

use std::collections::BTreeMap;

use super::args::{Arguments, ReportFormat, StatusOptions};
use super::{Outcome, Verdict, World, draw, verdict};
use crate::ages::{Fact, facts, revision};
use crate::cli::Format;
use crate::diagnostic::Diagnostics;
use crate::guide::{Checked, Date};
use crate::load::load;
use crate::memo::Memo;
use crate::parse::{RawGuide, parse};
use crate::resolve::resolve;
use crate::sources::{Sources, Span};
use crate::texts::texts;
use crate::translations::{State, Translation, translations};

/// Reports how a guide stands. It works while the guide has errors: then of what can be read.
pub(super) fn run(options: &StatusOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    let Some(today) = world.today else {
        return Outcome::usage(
            "the environment's `SOURCE_DATE_EPOCH` is not a number of seconds: set it right, or not at all",
        );
    };
    let (sources, mut diagnostics) = load(&options.root);
    let (raw, found) = parse(&sources, &mut Memo::default());
    diagnostics.append(found);
    diagnostics.append(resolve(&sources, &raw).1);
    if let Verdict::UsageOrIo = verdict(&diagnostics, false) {
        diagnostics.finish(&sources);
        let stderr = draw(&diagnostics, &sources, Format::Human, arguments, world);
        return Outcome { stderr, code: 2, ..Outcome::default() };
    }
    let report = Report::new(&sources, &raw, &diagnostics, today);
    let stdout = match options.format {
        ReportFormat::Human => human::draw(&report, &sources),
        ReportFormat::Json => json::draw(&report, &sources),
    };
    let code = u8::from(options.deny_warnings && report.has_work());
    Outcome { stdout, code, ..Outcome::default() }
}

/// How a guide stands on a day.
struct Report {
    today: Date,
    /// How many errors the guide has.
    errors: usize,
    /// Whether the guide records its translations.
    is_tracked: bool,
    translations: Vec<Translation>,
    review_days: Option<u16>,
    facts: Vec<Fact>,
    revision: Option<Fact>,
}

/// How many translations are in each state.
type Counts = BTreeMap<State, usize>;

impl Report {
    fn new(sources: &Sources, raw: &RawGuide, diagnostics: &Diagnostics, today: Date) -> Self {
        let approvals = raw.approvals();
        Self {
            today,
            errors: diagnostics.counts().0,
            is_tracked: approvals.is_some(),
            translations: translations(&texts(sources, raw), approvals),
            review_days: raw.guide.as_ref().map(|settings| settings.review_days.value),
            facts: facts(sources, raw),
            revision: revision(raw),
        }
    }

    fn waiting(&self) -> impl Iterator<Item = &Translation> {
        self.translations.iter().filter(|one| one.state.is_waiting())
    }

    /// How many translations of each file are in each state.
    fn files(&self) -> BTreeMap<String, Counts> {
        let mut files: BTreeMap<String, Counts> = BTreeMap::new();
        for one in &self.translations {
            let path = one.id.text.path(&one.id.locale);
            *files.entry(path).or_default().entry(one.state).or_default() += 1;
        }
        files
    }

    fn total(&self) -> Counts {
        let mut total = Counts::new();
        for one in &self.translations {
            *total.entry(one.state).or_default() += 1;
        }
        total
    }

    /// How many days ago a fact was checked; `None` if nobody has.
    fn age(&self, fact: &Fact) -> Option<i32> {
        match fact.checked_on {
            Checked::Never => None,
            Checked::On(day) => Some(self.today.days() - day.days()),
        }
    }

    /// Whether a fact has to be checked again. What nobody has checked says so on its page and is not too old.
    fn is_old(&self, fact: &Fact) -> bool {
        let age = self.age(fact).zip(self.review_days);
        age.is_some_and(|(age, review_days)| age > i32::from(review_days))
    }

    fn has_work(&self) -> bool {
        self.waiting().next().is_some()
            || self.facts.iter().chain(&self.revision).any(|fact| self.is_old(fact))
    }
}

/// `content/access.yaml`, line and column.
fn location(place: Span, sources: &Sources) -> (&str, usize, usize) {
    let file = sources.file(place.file);
    let (line, column) = file.line_column(place.start as usize);
    (&file.path, line, column)
}

/// The translations that wait, a line each.
pub(super) fn list<'a>(
    waiting: impl Iterator<Item = &'a Translation>,
    sources: &Sources,
) -> String {
    human::list(waiting, sources)
}
