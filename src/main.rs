//! The `annai` program: gives the library what it knows of the world, and prints what it says.
#![expect(
    clippy::disallowed_methods,
    reason = "the one place that asks for the time and the environment"
)]

use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use annai::cli::{World, run, stderr_is_terminal};
use annai::guide::Date;

/// A build makes and drops a million small texts from several threads; with this one, an edit under `annai serve`
/// took 0.7 times the time that it took with the C library's (5,000 pages, docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let began = Instant::now();
    let clock = || began.elapsed().as_secs_f64() * 1000.0;
    let world = World {
        terminal: stderr_is_terminal(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        clock: &clock,
        today: today(),
        say,
    };
    let outcome = run(std::env::args_os(), &world);
    // A closed pipe (`annai --help | head -1`) is no reason to fail.
    let _ = std::io::stderr().write_all(outcome.stderr.as_bytes());
    let _ = std::io::stdout().write_all(outcome.stdout.as_bytes());
    ExitCode::from(outcome.code)
}

/// The day it is, in the time of Greenwich; `SOURCE_DATE_EPOCH` wins over the clock.
fn today() -> Option<Date> {
    let seconds = match std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) {
        Some(given) => given.to_str()?.parse().ok()?,
        None => SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs(),
    };
    Date::from_days(seconds / (24 * 60 * 60))
}

fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
