//! The live check page of the shipped guide in three engines.
//!
//! What the page shows is compared with what the checker says on this machine of the same policy and the same facts, so
//! that the tests need not know which verdicts an engine without a window earns.

mod decoding;
mod devices;
mod guide;
mod judging;
mod network;
mod page;
mod questions;
mod without;
