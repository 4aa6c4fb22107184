//! The tests: one binary, so that the library is linked once.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write files, stop at the first surprise, and nobody calls them"
)]

mod broken;
mod browser;
mod canaries;
mod cli;
mod determinism;
mod diagnostics;
mod editions;
mod emit;
mod external;
mod harness;
mod html;
mod pages;
mod steps;
mod texts;
