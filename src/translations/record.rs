//! What is recorded of a text of a YAML file, also when items of its list have changed places.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::parse::{Approvals, without_places};
use crate::texts::{Text, TranslationId};

/// The approvals of a guide beside its texts.
pub(super) struct Record<'a> {
    approvals: &'a Approvals,
    texts: &'a [Text<'a>],
    /// Each text in a list: its name without its places, and the fingerprint of its source.
    in_lists: OnceCell<BTreeSet<(String, u64)>>,
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
        if self.approvals.has_in_list(&name, &text.counted, source) {
            return Recorded::Same;
        }
        let has_moved = |recorded| {
            let name = || without_places(text.id.as_str(), &text.counted);
            !text.counted.is_empty() && self.in_lists().contains(&(name(), recorded))
        };
        match recorded {
            Some(recorded) if !has_moved(recorded) => Recorded::Other,
            _ => Recorded::Nothing,
        }
    }

    fn in_lists(&self) -> &BTreeSet<(String, u64)> {
        self.in_lists.get_or_init(|| {
            let in_lists = self.texts.iter().filter(|text| !text.counted.is_empty());
            let place = |text: &Text<'_>| {
                let source = text.source.as_ref()?.fingerprint;
                Some((without_places(text.id.as_str(), &text.counted), source))
            };
            in_lists.filter_map(place).collect()
        })
    }
}
