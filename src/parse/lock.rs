//! `content/translations.lock`: which source text each translation was made from.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::ops::Bound;

use crate::diagnostic::{Code, Diagnostics};
use crate::sources::{FileId, SourceFile, Span};

/// Where the file is.
pub const LOCK: &str = "content/translations.lock";

const OPENING: &str = "\
# The source text that each translation was made from, as a number made of that text.
# `annai approve` writes this file. After a merge keep the lines of both sides.
";

/// What was recorded of translations: their ids, `access/targets/prism/comment@en`, and the fingerprints of their sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approvals(BTreeMap<Box<str>, u64>);

/// The file, as far as it can be used, and what is wrong with it.
pub type ParsedLock = (Approvals, Diagnostics);

impl Approvals {
    /// The fingerprint of the source that a translation was approved for.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<u64> {
        self.0.get(id).copied()
    }

    /// Whether a translation was approved for a source, at whichever places of its lists it stood then.
    ///
    /// `counted` are the parts of its id, between slashes, that are its places. Whoever puts an item before others changes
    /// their ids, not what they say.
    #[must_use]
    pub fn has_in_list(&self, id: &str, counted: &[usize], fingerprint: u64) -> bool {
        let Some(first) = counted.first() else { return false };
        let before: usize = id.split('/').take(*first).map(|part| part.len() + "/".len()).sum();
        let (before, place) = (&id[..before], without_places(id, counted));
        self.0
            .range::<str, _>((Bound::Included(before), Bound::Unbounded))
            .take_while(|(other, _)| other.starts_with(before))
            .filter(|(_, approved)| **approved == fingerprint)
            .any(|(other, _)| without_places(other, counted) == place)
    }

    /// Records that a translation matches a source.
    pub fn record(&mut self, id: &str, fingerprint: u64) {
        self.0.insert(id.into(), fingerprint);
    }

    /// Forgets the translations for which `is_there` says no, and says how many those were.
    pub fn retain(&mut self, is_there: impl Fn(&str) -> bool) -> usize {
        let before = self.0.len();
        self.0.retain(|id, _| is_there(id));
        before - self.0.len()
    }

    /// The text of the file: sorted, and a line for each, so that two people's changes merge by themselves.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = OPENING.to_owned();
        for (id, fingerprint) in &self.0 {
            let _ = writeln!(text, "{id}: {fingerprint:016x}");
        }
        text
    }
}

/// An id of a text or a translation without its places in lists, which are parts of it between slashes.
#[must_use]
pub fn without_places(id: &str, counted: &[usize]) -> String {
    let (text, locale) = id.split_once('@').unwrap_or((id, ""));
    let is_place = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let parts = text.split('/').enumerate();
    let parts: Vec<&str> = parts
        .map(|(at, part)| if counted.contains(&at) && is_place(part) { "" } else { part })
        .collect();
    parts.join("/") + "@" + locale
}

/// Reads the file.
#[must_use]
pub(super) fn parse(file: FileId, source: &SourceFile) -> ParsedLock {
    let (mut approvals, mut diagnostics) = (Approvals::default(), Diagnostics::new());
    let mut lines: BTreeMap<Box<str>, Span> = BTreeMap::new();
    let mut has_conflict = false;
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let span = Span::new(file, start..start + line.trim_end().len());
        start += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|it| line.starts_with(it)) {
            if !std::mem::replace(&mut has_conflict, true) {
                conflict(span, &mut diagnostics);
            }
            continue;
        }
        let Some((id, fingerprint)) = approval(line) else {
            diagnostics
                .error(Code::BadLock, span, "this line does not record a translation")
                .help("a line is `id@language: ` and 16 of the digits 0-9 and a-f; delete it, and run `annai approve` with the id");
            continue;
        };
        match lines.entry(id.into()) {
            Entry::Vacant(free) => drop(free.insert(span)),
            Entry::Occupied(first) if approvals.get(id) != Some(fingerprint) && !has_conflict => {
                diagnostics
                    .error(Code::BadLock, span, format!("`{id}` stands twice, with two numbers"))
                    .related(*first.get(), "the first one")
                    .help(format!(
                        "delete both lines, compare the translation with its source, and run `annai approve {id}`"
                    ));
            }
            Entry::Occupied(_) => {}
        }
        approvals.record(id, fingerprint);
    }
    (approvals, diagnostics)
}

fn conflict(span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.error(Code::BadLock, span, "a merge has left both sides in this file").help(
        "delete the lines of `<<<<<<<`, `=======` and `>>>>>>>` and keep the others; where an id has two numbers, delete \
         both, compare the translation with its source, and run `annai approve` with the id",
    );
}

/// The id and the number of a line.
fn approval(line: &str) -> Option<(&str, u64)> {
    let (id, number) = line.rsplit_once(": ")?;
    let (text, locale) = id.rsplit_once('@')?;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_whole = !text.is_empty() && !locale.is_empty() && number.len() == 16;
    (is_whole && number.bytes().all(is_digit))
        .then(|| u64::from_str_radix(number, 16).ok())?
        .map(|it| (id, it))
}
