//! The module's two questions as bytes in, text out: what the page calls, and what its answers look like.
//!
//! The answers are lines of words with spaces between them, so that a page needs nothing to read them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use crate::Facts;
use crate::code::{Mistake, ReportCode};
use crate::pack;
use crate::policy::Policy;
use crate::report::Report;

/// Packs a policy for a page.
#[must_use]
pub fn policy(policy: &Policy) -> Vec<u8> {
    pack::pack(policy)
}

/// Reads a packed policy; `None` if it is none.
#[must_use]
pub fn read_policy(bytes: &[u8]) -> Option<Policy> {
    pack::unpack(bytes)
}

/// Judges facts by a packed policy. The answer:
///
/// ```text
/// overall unknown
/// browser chrome 156
/// system windows 11
/// device computer
/// item ssh-terminal ask ask-open
/// item reach-webex disproved reach-refused:webex
/// code 48A0R-…
/// ```
///
/// A `-` stands for what is not known, 0 for a version that is not. `error policy` if the policy cannot be read.
#[must_use]
pub fn evaluate(policy: &[u8], facts: &[u8]) -> String {
    let Some(policy) = pack::unpack(policy) else { return "error policy\n".into() };
    let facts = Facts::read(&String::from_utf8_lossy(facts));
    report(&policy, &crate::evaluate(&policy, &facts))
}

/// Writes a report as [`evaluate`] answers it.
#[must_use]
pub fn report(policy: &Policy, report: &Report) -> String {
    let mut text = String::new();
    let seen = &report.seen;
    let browser = seen.browser.and_then(|index| policy.browsers.get(index));
    let system = seen.system.and_then(|index| policy.systems.get(index));
    // Writing to a text does not fail.
    let _ = writeln!(text, "overall {}", report.overall.id());
    let _ =
        writeln!(text, "browser {} {}", browser.map_or("-", |one| &one.id), seen.browser_version);
    let _ = writeln!(text, "system {} {}", system.map_or("-", |one| &one.id), seen.system_version);
    let _ = writeln!(text, "device {}", seen.device.map_or("-", |device| device.id()));
    for item in &report.items {
        let _ = write!(text, "item {} {}", item.id, item.verdict.id());
        for because in &item.because {
            let _ = write!(text, " {because}");
        }
        text.push('\n');
    }
    let _ = writeln!(text, "code {}", report.code);
    text
}

/// Reads a report code as somebody typed it. The answer:
///
/// ```text
/// code 48A0R-…
/// overall action
/// today 2026-11-22
/// device computer
/// browser 1 156
/// system 1 11
/// slot 1 proved
/// slot 2 disproved
/// ```
///
/// or one line, `error checksum`: see [`Mistake`].
#[must_use]
pub fn decode(code: &[u8]) -> String {
    let mut text = String::new();
    match ReportCode::read(&String::from_utf8_lossy(code)) {
        Ok(code) => write_code(&mut text, &code),
        Err(mistake) => {
            let _ = match mistake {
                Mistake::Letter(letter) => writeln!(text, "error letter {letter}"),
                other => writeln!(text, "error {}", other.id()),
            };
        }
    }
    text
}

fn write_code(text: &mut String, code: &ReportCode) {
    let _ = writeln!(text, "code {code}");
    let _ = writeln!(text, "overall {}", code.overall.id());
    match code.date() {
        Some((year, month, day)) => {
            let _ = writeln!(text, "today {year:04}-{month:02}-{day:02}");
        }
        None => text.push_str("today -\n"),
    }
    let _ = writeln!(text, "device {}", code.device.map_or("-", |device| device.id()));
    let _ = writeln!(text, "browser {} {}", code.browser, code.browser_version);
    let _ = writeln!(text, "system {} {}", code.system, code.system_version);
    for (slot, verdict) in code.slots() {
        let _ = writeln!(text, "slot {slot} {}", verdict.id());
    }
}
