//! Judges a reader's machine by the facts a page has gathered, and packs the verdicts into a code.
//!
//! [`Policy`] is what a guide asks, [`Facts`] is what a page saw, [`evaluate()`] says what follows. Every answer is proved,
//! disproved or not known, with reasons: a browser that hides something is never held against its user. Everything here
//! is ids and numbers; the sentences are in the page. No input, no output, no clock: the same on a server, in a test and
//! in the page, where `checker-wasm` wraps it.
#![no_std]

extern crate alloc;

pub mod code;
mod evaluate;
mod facts;
mod pack;
pub mod policy;
mod reason;
mod recognize;
mod report;
pub mod wire;

pub use evaluate::evaluate;
pub use facts::Facts;
pub use policy::Policy;
pub use reason::{Because, Reason};
pub use report::{Item, Overall, Report, Seen, Verdict};
