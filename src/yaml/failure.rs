//! Why a value could not be decoded, in an author's words: what serde's errors are made into.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::node::{Entry, Kind, Node};
use crate::diagnostic::{Code, nearest, quoted_list};
use crate::sources::Span;

/// Why a value could not be decoded.
#[derive(Debug)]
pub(super) enum Failure {
    /// Not reported yet; the place is filled in by the decoder nearest to it.
    New(Box<Report>),
    /// Reported already; whoever gets it only has to stop.
    Reported,
}

#[derive(Debug)]
pub(super) struct Report {
    pub(super) code: Code,
    pub(super) span: Option<Span>,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The key that is missing, if that is the problem.
    pub(super) missing: Option<&'static str>,
}

impl Report {
    pub(super) fn new(code: Code, message: impl Into<String>, help: Option<String>) -> Self {
        Self { code, span: None, message: message.into(), help, missing: None }
    }

    /// A key of a map that is none: a piece of a text with a comma between brackets, or a colon that is wide or without a
    /// space after it.
    pub(super) fn no_key(entry: &Entry, map: &Node) -> Self {
        let key = &entry.key;
        let help = if let Some((name, value)) = key.split_once(':') {
            format!("write a space after the colon: `{name}: {value}`")
        } else if let Some((name, value)) = at_wide_colon(key) {
            let value = value.trim_start();
            format!("type a colon of normal width and a space after it: `{name}: {value}`")
        } else if begins_with_curly_quote(entry, map) {
            STRAIGHT_QUOTES.to_owned()
        } else {
            format!("a text with a comma needs quotation marks: \"…, {key}\"")
        };
        let message = format!("`{key}` stands where a key and its value belong");
        Self { span: Some(entry.key_span), ..Self::new(Code::InvalidValue, message, Some(help)) }
    }
}

impl Failure {
    pub(super) fn new(code: Code, message: String, help: Option<String>) -> Self {
        Self::New(Box::new(Report::new(code, message, help)))
    }

    pub(super) fn at(mut self, span: Span) -> Self {
        if let Self::New(report) = &mut self {
            report.span.get_or_insert(span);
        }
        self
    }

    /// Names the struct that has no such key; silent if an unknown key was reported that was meant to be it.
    pub(super) fn missing_in(mut self, name: &str, mistyped: &[&str]) -> Self {
        let Self::New(report) = &mut self else { return self };
        let Some(key) = report.missing else { return self };
        if mistyped.contains(&key) {
            return Self::Reported;
        }
        report.message = format!("this {} has no key `{key}`", name.replace('-', " "));
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(report) => f.write_str(&report.message),
            Self::Reported => f.write_str("reported"),
        }
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Code::InvalidValue, message.to_string(), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Map => "keys with values".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
            Unexpected::Str(text) => format!("the text `{text}`"),
            other => other.to_string(),
        };
        Self::new(Code::InvalidValue, format!("expected {expected}, found {found}"), None)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let help = nearest(variant, expected.iter().copied()).map_or_else(
            || "write one of these words".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Self::new(
            Code::UnknownValue,
            format!("`{variant}` is not one of {}", quoted_list(expected)),
            Some(help),
        )
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let help = nearest(field, expected.iter().copied()).map_or_else(
            || format!("the keys here are {}", quoted_list(expected)),
            |near| format!("did you mean `{near}`?"),
        );
        Self::new(Code::UnknownKey, format!("`{field}` is not a key here"), Some(help))
    }

    fn missing_field(field: &'static str) -> Self {
        let mut report = Report::new(
            Code::MissingKey,
            format!("the key `{field}` is missing here"),
            Some(format!("add `{field}:` beside the key that is underlined")),
        );
        report.missing = Some(field);
        Self::New(Box::new(report))
    }
}

/// What to do about a text in quotation marks that only look like those of YAML.
pub(super) const STRAIGHT_QUOTES: &str =
    "use straight quotation marks around the text instead of curly ones: \"…\"";

/// What stands before and after the wide colon of a key that was meant: not that of a text in Japanese.
pub(super) fn at_wide_colon(text: &str) -> Option<(&str, &str)> {
    let is_word = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    text.split_once('：').filter(|(name, _)| is_word(name))
}

/// Whether the text that this piece of one belongs to is put in curly quotation marks, which do not hold it together.
fn begins_with_curly_quote(piece: &Entry, map: &Node) -> bool {
    let Kind::Map(entries) = &map.kind else { return false };
    let before = entries.iter().take_while(|entry| entry.key_span.start < piece.key_span.start);
    let Some(Kind::Scalar { text }) =
        before.filter(|entry| entry.has_colon).last().map(|entry| &entry.value.kind)
    else {
        return false;
    };
    let mut characters = text.chars();
    characters.next().is_some_and(|c| "“”„‘＂".contains(c))
        && !characters.any(|c| "“”’＂".contains(c))
}

/// A key of a map with nothing behind it, where something has to be.
pub(super) fn no_value(entry: &Entry, map: &Node) -> Failure {
    if !entry.has_colon {
        return Failure::New(Box::new(Report::no_key(entry, map)));
    }
    let message = format!("the key `{}` has no value", entry.key);
    let help = "write its value after the colon, or remove the key".to_owned();
    Failure::new(Code::InvalidValue, message, Some(help)).at(entry.key_span)
}
