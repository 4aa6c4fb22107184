//! The command line: what was typed, what it means, and what is said back.
//!
//! In: arguments. Out: text for the two streams and an exit code; `main` only prints. Exit codes are fixed: 0 clean,
//! 1 the content has errors (or warnings that were to be refused) and nothing was changed, 2 wrong usage or a file that
//! could not be read or written.

mod approve;
mod args;
mod build;
mod check;
mod completions;
mod decode;
mod init;
mod man;
mod progress;
mod schema;
mod serve;
mod status;

use std::io::IsTerminal as _;
use std::path::Path;

use clap::Parser as _;
use clap::error::ErrorKind;

pub use args::{Arguments, Color, Command, Format};

use crate::diagnostic::{Diagnostics, github, human, json, short};
use crate::guide::Date;
use crate::sources::Sources;

/// What a command leaves behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// For standard output.
    pub stdout: String,
    /// For standard error.
    pub stderr: String,
    /// The exit code.
    pub code: u8,
}

impl Outcome {
    fn usage(message: &str) -> Self {
        Self { stderr: format!("error: {message}\n"), code: 2, ..Self::default() }
    }
}

/// Whether colour can be shown, which day it is and how long things take: what `main` knows of the world.
pub struct World<'a> {
    /// Whether standard error is a terminal.
    pub terminal: bool,
    /// Whether the environment asks for no colour (`NO_COLOR`).
    pub no_color: bool,
    /// Milliseconds since some moment.
    pub clock: &'a dyn Fn() -> f64,
    /// Which day it is, for those who report ages; `None` if the environment says something that is no day.
    pub today: Option<Date>,
    /// Writes to standard error at once, for what is said before a command ends.
    pub say: fn(&str),
}

/// Runs the command that was typed.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>, world: &World<'_>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = error.render();
            let text = if world.no_color || !world.terminal {
                text.to_string()
            } else {
                text.ansi().to_string()
            };
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    Outcome { stdout: text, ..Outcome::default() }
                }
                _ => Outcome { stderr: text, code: 2, ..Outcome::default() },
            };
        }
    };
    match &arguments.command {
        Command::Build(options) => build::run(options, &arguments, world),
        Command::Check(options) => check::run(options, &arguments, world),
        Command::Serve(options) => serve::run(options, &arguments, world),
        Command::Status(options) => status::run(options, &arguments, world),
        Command::Approve(options) => approve::run(options, &arguments, world),
        Command::Decode(options) => decode::run(options, &arguments, world),
        Command::Init(options) => init::run(options, &arguments),
        Command::Schema(options) => schema::run(options, &arguments),
        Command::Completions(options) => completions::run(options),
        Command::Man(options) => man::run(options, &arguments),
    }
}

/// Whether this process talks to a terminal on standard error.
#[must_use]
pub fn stderr_is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// How diagnostics end a command.
enum Verdict {
    Clean,
    Content,
    UsageOrIo,
}

fn verdict(diagnostics: &Diagnostics, deny_warnings: bool) -> Verdict {
    let (errors, warnings) = diagnostics.counts();
    if diagnostics.has_usage_or_io_errors() {
        Verdict::UsageOrIo
    } else if errors > 0 || (deny_warnings && warnings > 0) {
        Verdict::Content
    } else {
        Verdict::Clean
    }
}

impl Verdict {
    fn code(&self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Content => 1,
            Self::UsageOrIo => 2,
        }
    }
}

fn draw(
    diagnostics: &Diagnostics,
    sources: &Sources,
    format: Format,
    arguments: &Arguments,
    world: &World<'_>,
) -> String {
    match format {
        Format::Human => human::render(diagnostics, sources, has_color(arguments, world)),
        Format::Short => short::render(diagnostics, sources),
        Format::Json => json::render(diagnostics, sources),
        Format::Github => github::render(diagnostics, sources),
    }
}

/// Whether what is written to standard error has colours.
fn has_color(arguments: &Arguments, world: &World<'_>) -> bool {
    match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => world.terminal && !world.no_color,
    }
}

/// Whether `inner` is `outer` or lies in it, by their names on disk as far as they exist.
fn lies_in(inner: &Path, outer: &Path) -> bool {
    crate::load::real_path(inner).starts_with(crate::load::real_path(outer))
}
