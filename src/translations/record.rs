//! What is recorded of a text of a YAML file, also when items of its list have changed places.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::parse::Approvals;
use crate::texts::{Text, TranslationId};

/// The approvals of a guide beside its texts.
pub(super) struct Record<'a> {
    approvals: &'a Approvals,
    texts: &'a [Text<'a>],
    /// Each text in a list: what its name begins and ends with around its place, and the fingerprint of its source.
    in_lists: OnceCell<BTreeSet<(&'a str, &'a str, u64)>>,
}

/// What is recorded of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recorded {
    /// It was approved for the source as it is.
    Same,
    /// It was approved for another source.
    Other,
    /// Nothing; or what was recorded belongs to a text that stands at another place of the list now.
    Nothing,
}

impl<'a> Record<'a> {
    pub(super) fn new(approvals: &'a Approvals, texts: &'a [Text<'a>]) -> Self {
        Self { approvals, texts, in_lists: OnceCell::new() }
    }

    /// What is recorded of the translation of a text.
    pub(super) fn of(&self, text: &Text<'_>, id: &TranslationId) -> Recorded {
        let Some(source) = text.source.as_ref().map(|source| source.fingerprint) else {
            return Recorded::Nothing;
        };
        let name = id.to_string();
        let recorded = self.approvals.get(&name);
        if recorded == Some(source) {
            return Recorded::Same;
        }
        let was_elsewhere = |counted| self.approvals.has_in_list(&name, counted, source);
        if text.counted.as_ref().is_some_and(was_elsewhere) {
            return Recorded::Same;
        }
        let has_moved = |recorded| {
            let around = around(text);
            around
                .is_some_and(|(before, after)| self.in_lists().contains(&(before, after, recorded)))
        };
        match recorded {
            Some(recorded) if !has_moved(recorded) => Recorded::Other,
            _ => Recorded::Nothing,
        }
    }

    fn in_lists(&self) -> &BTreeSet<(&'a str, &'a str, u64)> {
        self.in_lists.get_or_init(|| {
            let place = |text: &'a Text<'a>| {
                let (before, after) = around(text)?;
                Some((before, after, text.source.as_ref()?.fingerprint))
            };
            self.texts.iter().filter_map(place).collect()
        })
    }
}

/// The name of a text before and after its place in a list.
fn around<'a>(text: &'a Text<'_>) -> Option<(&'a str, &'a str)> {
    let (name, counted) = (text.id.as_str(), text.counted.as_ref()?);
    Some((&name[..counted.start], &name[counted.end..]))
}
