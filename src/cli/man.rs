//! `annai man`.

use clap::CommandFactory as _;
use clap::builder::Resettable;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::Outcome;
use super::args::{Arguments, ManOptions};
use crate::emit::emit;
use crate::site::Site;

/// Prints the page of the program, or writes a page for each command.
pub(super) fn run(options: &ManOptions, arguments: &Arguments) -> Outcome {
    let Some(folder) = &options.out else {
        return Outcome { stdout: page(&program()), ..Outcome::default() };
    };
    let pages = pages();
    match emit(&pages, folder) {
        Ok(_) if arguments.quiet => Outcome::default(),
        Ok(_) => {
            let stdout = format!("{} pages in {}\n", pages.len(), folder.display());
            Outcome { stdout, ..Outcome::default() }
        }
        Err(error) => Outcome::usage(&error.to_string()),
    }
}

/// The page of the program and one for each command, by their file names.
fn pages() -> Site {
    let program = program();
    let mut pages = Site::default();
    for command in std::iter::once(&program).chain(program.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        pages.insert(format!("{name}.1"), page(command).into_bytes());
    }
    pages
}

/// The definition of all commands, each with its whole name and the options that it has from the program.
fn program() -> clap::Command {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    program
}

fn page(command: &clap::Command) -> String {
    let man = Man::new(command.clone().after_help(Resettable::Reset));
    let mut page = Vec::new();
    let written = man.source(concat!("annai ", env!("CARGO_PKG_VERSION"))).render(&mut page);
    debug_assert!(written.is_ok(), "memory takes every byte");
    String::from_utf8_lossy(&page).into_owned() + &examples(command).to_roff()
}

/// What stands below the options in `--help`, line for line: filled as paragraphs, examples would be one long line.
fn examples(command: &clap::Command) -> Roff {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::new();
    for paragraph in text.split("\n\n") {
        let (heading, rest) = paragraph.split_once(':').unwrap_or_default();
        let lines = match heading {
            "Examples" => {
                roff.control("SH", ["EXAMPLES"]);
                rest
            }
            "Exit codes" => {
                roff.control("SH", ["EXIT STATUS"]);
                rest
            }
            _ => {
                roff.control("PP", []);
                paragraph
            }
        };
        roff.control("nf", []);
        for line in lines.trim_start_matches([' ', '\n']).lines() {
            roff.text([roman(line.trim_start())]);
        }
        roff.control("fi", []);
    }
    roff
}
