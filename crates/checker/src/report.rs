//! What follows from the facts.

use alloc::string::String;
use alloc::vec::Vec;

use crate::code::ReportCode;
use crate::policy::{Device, named};
use crate::reason::Because;

named! {
    /// The checker's answer to one requirement.
    Verdict {
        /// It is met.
        Proved = "proved",
        /// It is not met.
        Disproved = "disproved",
        /// The browser does not tell, or nobody has tried.
        Unknown = "unknown",
        /// The reader has to say.
        Ask = "ask",
    }
}

named! {
    /// The checker's answer to all of them.
    Overall {
        /// Everything required and recommended is met.
        Ready = "ready",
        /// Everything required is met, something recommended is not or is not known.
        Limits = "limits",
        /// Something required is not met.
        Action = "action",
        /// Something required is not known.
        Unknown = "unknown",
    }
}

/// What the facts say of the reader's machine, as far as they can be believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The browser, by its place in the policy.
    pub browser: Option<usize>,
    /// Its major version; 0 if it is not known.
    pub browser_version: u16,
    /// The system, by its place in the policy.
    pub system: Option<usize>,
    /// Its major version; 0 if it is not known.
    pub system_version: u16,
    /// The kind of machine.
    pub device: Option<Device>,
}

/// The verdict on one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The requirement's id.
    pub id: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in the order of the rule.
    pub because: Vec<Because>,
}

/// The verdict on everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Of all requirements together.
    pub overall: Overall,
    /// What the machine is.
    pub seen: Seen,
    /// Of each requirement, in the order of the policy.
    pub items: Vec<Item>,
    /// The same in a few letters.
    pub code: ReportCode,
}
