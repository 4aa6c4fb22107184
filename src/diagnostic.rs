//! What went wrong, for the author of the content.
//!
//! In: nothing. Out: [`Diagnostic`] and the list every stage returns beside its result. A diagnostic is data: it is
//! drawn in one place only, [`human`], [`short`], [`json`] and [`github`], and only the command line decides where the text goes.

mod code;
pub mod github;
pub mod human;
pub mod json;
pub mod short;

pub use code::Code;

use crate::sources::{Sources, Span};

/// How bad it is: an error stops the build from writing anything, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The guide is built; `--deny-warnings` makes it an error.
    Warning,
}

impl Severity {
    /// Its name, as every format has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The guide as a whole.
    Guide,
    /// A file or folder that has no text to show: unreadable, missing, not text. The path is relative to the guide folder.
    Path(Box<str>),
    /// A piece of text.
    Span(Span),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<&str> for Place {
    fn from(path: &str) -> Self {
        Self::Path(path.into())
    }
}

/// One problem: a sentence that stands alone, where it is, and the edit that mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name people search for; explained in `docs/diagnostics.md`.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One sentence, no full stop, understandable without the code and the place.
    pub message: String,
    /// Where to look.
    pub place: Place,
    /// A few words drawn beside the caret.
    pub label: Option<String>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Span, String)>,
    /// The edit to make.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Adds the words beside the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    /// Adds the edit to make.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds "did you mean" when one of `known` is close to `given`; otherwise lists what there is, if that is short.
    pub fn suggest<'a>(
        &mut self,
        given: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> &mut Self {
        let known: Vec<&str> = known.into_iter().collect();
        if let Some(near) = nearest(given, known.iter().copied()) {
            return self.help(format!("did you mean `{near}`?"));
        }
        match known.len() {
            0 => self,
            1..=12 => self.help(format!("known here: {}", quoted_list(&known))),
            n => self.help(format!("none of the {n} known ids is close to it")),
        }
    }

    /// Adds another place that belongs to the problem.
    pub fn related(&mut self, span: Span, words: impl Into<String>) -> &mut Self {
        self.related.push((span, words.into()));
        self
    }
}

/// The problems of a stage, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an error and returns it, so that label and help can be added.
    pub fn error(
        &mut self,
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.note(code, Severity::Error, place.into(), message.into())
    }

    /// Notes a warning and returns it, so that label and help can be added.
    pub fn warning(
        &mut self,
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.note(code, Severity::Warning, place.into(), message.into())
    }

    fn note(
        &mut self,
        code: Code,
        severity: Severity,
        place: Place,
        message: String,
    ) -> &mut Diagnostic {
        let index = self.0.len();
        self.0.push(Diagnostic {
            code,
            severity,
            message,
            place,
            label: None,
            related: Vec::new(),
            help: None,
        });
        &mut self.0[index]
    }

    /// Takes over one problem.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes over what another stage found.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether anything is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether an error is about how the command was called or about reading files, rather than about what is in them.
    #[must_use]
    pub fn has_usage_or_io_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error && d.code.is_usage_or_io())
    }

    /// How many errors and warnings there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.0.iter().filter(|d| d.severity == Severity::Error).count();
        (errors, self.0.len() - errors)
    }

    /// The list, read only.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// As many as that, in their order; errors, if they are too many to show them with all warnings.
    pub fn first(&self, limit: usize) -> impl Iterator<Item = &Diagnostic> {
        let all = self.0.len() <= limit || !self.has_errors();
        self.0.iter().filter(move |one| all || one.severity == Severity::Error).take(limit)
    }

    /// Sorts by file and position, and drops what two editions or locales both found.
    pub fn finish(&mut self, sources: &Sources) {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| match &d.place {
                Place::Guide => (String::new(), 0, 0),
                Place::Path(path) => (path.to_string(), 0, 0),
                Place::Span(span) => {
                    (sources.file(span.file).path.to_string(), span.start, span.end)
                }
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| a.code.cmp(&b.code))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup();
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// `` `a`, `b` and `c` ``.
#[must_use]
pub fn quoted_list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The known word that is nearest to what was typed, if it is near enough to be a slip of the finger.
///
/// Near enough is one edit in three characters (Damerau-Levenshtein), the measure compilers use for misspelt names. Letters
/// that differ only in being capitals are the same.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (given.chars().count() / 3).max(1);
    let lower = given.to_lowercase();
    known
        .into_iter()
        .map(|word| {
            let is_same = word.to_lowercase() == lower;
            (if is_same { 0 } else { strsim::damerau_levenshtein(given, word) }, word)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word)
}
