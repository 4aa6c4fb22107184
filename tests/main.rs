//! The tests: one binary, so that the library is linked once.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::disallowed_methods,
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "tests read and write files, stop at the first surprise, and nobody calls them"
)]

mod accessibility;
mod broken;
mod browser;
mod canaries;
mod checker;
mod cli;
mod compare;
mod content;
mod determinism;
mod diagnostics;
mod editions;
mod emit;
mod external;
mod figures;
mod formats;
mod handout;
mod harness;
mod help;
mod html;
mod leaks;
mod locales;
mod pages;
mod paper;
mod policy;
mod recipes;
mod reference;
mod schema;
mod serve;
mod shipped;
mod slips;
mod starter;
mod status;
mod steps;
mod templates;
mod texts;
mod themes;
mod translations;
mod views;
