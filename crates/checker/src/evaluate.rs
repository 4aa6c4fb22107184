//! Policy and facts to a report.

use alloc::vec::Vec;

use crate::code::ReportCode;
use crate::policy::Policy;
use crate::report::{Item, Overall, Report, Seen, Verdict};
use crate::{Facts, Reason};

/// Judges facts by a policy. Never panics.
#[must_use]
pub fn evaluate(policy: &Policy, _facts: &Facts) -> Report {
    let items: Vec<Item> = policy
        .requirements
        .iter()
        .map(|one| Item {
            id: one.id.clone(),
            verdict: Verdict::Unknown,
            because: alloc::vec![Reason::AskOpen.into()],
        })
        .collect();
    Report {
        overall: Overall::Unknown,
        seen: Seen::default(),
        items,
        code: ReportCode::new(Overall::Unknown),
    }
}
