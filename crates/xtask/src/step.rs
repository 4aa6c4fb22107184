//! Running programs: every step has a name, a time, and a sentence when it fails.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Outcome;
use crate::repository;

/// A command with the repository as its working folder; `cargo` is the one that runs this task.
pub(crate) fn command(line: &[&str]) -> Command {
    let program = match line[0] {
        "cargo" => std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")),
        other => OsString::from(other),
    };
    let mut command = Command::new(program);
    command.args(&line[1..]).current_dir(repository::root());
    command
}

/// Runs a step that is a command; what it prints goes to the terminal.
pub(crate) fn run(name: &str, command: &mut Command) -> Outcome {
    timed(name, || {
        let program = command.get_program().to_owned();
        match command.stdin(Stdio::null()).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("the step \"{name}\" failed ({status})")),
            Err(error) => {
                Err(format!("the step \"{name}\" could not start {}: {error}", program.display()))
            }
        }
    })
}

/// Runs a step that is a function.
pub(crate) fn timed(name: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("── {name}");
    let start = Instant::now();
    let outcome = work();
    let seconds = start.elapsed().as_secs_f64();
    let verdict = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("   {name}: {verdict} in {seconds:.1} s");
    outcome
}

/// Whether a command runs and ends well; it prints nothing.
pub(crate) fn succeeds(line: &[&str]) -> bool {
    let mut command = command(line);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What a command prints when it ends well.
pub(crate) fn output(line: &[&str]) -> Result<Vec<u8>, String> {
    match command(line).stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Err(format!("`{}` failed: {complaint}", line.join(" ")))
        }
        Err(error) => Err(format!("`{}` could not start: {error}", line.join(" "))),
    }
}
