//! The keys of `content/ui.yaml`: the fields of [`Words`], and one for each of the checker's reasons.

use std::borrow::Cow;

use checker::Reason;

use super::Words;

impl Words {
    /// The keys of `content/ui.yaml`.
    pub fn keys() -> impl Iterator<Item = Cow<'static, str>> {
        let fields = Self::FIELDS.iter().copied().map(Cow::Borrowed);
        fields.chain(Reason::ALL.iter().map(|reason| Cow::Owned(reason_key(*reason))))
    }

    /// The keys of `content/ui.yaml`, each with what its words are for.
    pub fn described() -> impl Iterator<Item = (String, String)> {
        let fields = Self::FIELDS.iter().zip(Self::MEANINGS);
        let fields = fields.map(|(key, meaning)| ((*key).to_owned(), meaning.trim().to_owned()));
        fields.chain(Reason::ALL.iter().map(|reason| {
            let id = reason.id();
            (
                reason_key(*reason),
                format!("What the check page says when it sees `{id}`. `{{value}}` in it is what that is about."),
            )
        }))
    }

    /// The checker's reasons with their sentences; `{value}` in one is what it is about.
    pub fn reasons(&self) -> impl Iterator<Item = (Reason, &str)> {
        Reason::ALL.iter().copied().zip(self.reasons.iter().map(|sentence| &**sentence))
    }
}

/// `browser-too-old` has its sentence under `reason_browser_too_old`.
pub(super) fn reason_key(reason: Reason) -> String {
    format!("reason_{}", reason.id().replace('-', "_"))
}
