//! The tests: one binary, so that the library is linked once.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write files, stop at the first surprise, and nobody calls them"
)]

mod browser;
mod canaries;
mod determinism;
mod editions;
mod emit;
mod external;
mod harness;
mod html;
mod pages;
mod steps;
mod templates;
mod texts;
mod views;
