//! What the program says of itself: help with examples that are true, completions, manual pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use annai::cli::Arguments;
use clap::{CommandFactory as _, Parser as _};

/// The program, and every command of it.
fn commands() -> Vec<clap::Command> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let all: Vec<_> = program.get_subcommands().cloned().collect();
    assert!(all.len() >= 8, "{}", all.len());
    [program].into_iter().chain(all).collect()
}

/// The lines below "Examples:" in a help text, without what is said beside them and without what a shell does with them.
fn examples(command: &clap::Command) -> Vec<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    let examples = lines.take_while(|line| line.starts_with("  ")).map(str::trim_start);
    examples
        .map(|line| {
            let ends = ["  ", " | ", " > ", " >> "].map(|end| line.find(end));
            line[..ends.into_iter().flatten().min().unwrap_or(line.len())].to_owned()
        })
        .collect()
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

fn run_in(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annai"));
    let ran = command.args(arguments).current_dir(place).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
}

#[test]
fn every_command_has_examples_that_are_commands() {
    for command in commands() {
        let examples = examples(&command);
        assert!(examples.len() >= 2, "{} has {examples:?}", command.get_name());
        for example in examples {
            let words: Vec<&str> = example.split(' ').collect();
            let parsed = Arguments::try_parse_from(&words);
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
            let is_own = command.get_name() == "annai" || words[1] == command.get_name();
            assert!(is_own, "{} has the example {example}", command.get_name());
        }
    }
}

#[test]
fn an_example_of_a_report_code_is_one() {
    for words in [&["62P8H-9R9MD-NCYG"][..], &["62p8h", "9r9md", "ncyg", "--locale", "en"]] {
        let (code, stdout, stderr) = run(&[&["decode"], words].concat());
        assert_eq!((code, stderr.as_str()), (0, ""));
        assert!(!stdout.is_empty());
    }
}

#[test]
fn every_option_is_explained_and_read_by_its_command() {
    let source = |path: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli").join(path))
            .unwrap()
    };
    for command in commands().into_iter().skip(1) {
        let code = source(&format!("{}.rs", command.get_name()));
        for option in command.get_arguments() {
            let id = option.get_id().as_str();
            if matches!(id, "help" | "version" | "quiet" | "color") {
                continue;
            }
            assert!(option.get_help().is_some(), "{} {id}", command.get_name());
            assert!(
                code.contains(&format!("options.{id}")),
                "{} never looks at {id}",
                command.get_name()
            );
        }
    }
}

#[test]
fn the_program_lists_every_command_with_what_it_does() {
    let (code, stdout, _) = run(&["--help"]);
    assert_eq!(code, 0);
    for command in commands().into_iter().skip(1) {
        let about = command.get_about().unwrap().to_string();
        let first = about.split(' ').take(4).collect::<Vec<_>>().join(" ");
        let is_there = stdout.lines().any(|line| {
            line.trim_start().starts_with(&format!("{} ", command.get_name()))
                && line.contains(&first)
        });
        assert!(is_there, "{}: {stdout}", command.get_name());
    }
}

#[test]
fn completions_know_every_command_in_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, stderr) = run(&["completions", shell]);
        assert_eq!((code, stderr.as_str()), (0, ""), "{shell}");
        for command in commands().into_iter().skip(1) {
            assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(script.contains(option), "{shell}: {} --{option}", command.get_name());
            }
        }
    }
    let (code, _, stderr) = run(&["completions", "cmd"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("bash, elvish, fish, powershell, zsh"), "{stderr}");
}

#[test]
fn bash_takes_the_completions() {
    let script = run(&["completions", "bash"]).1;
    let asks = "\nCOMP_WORDS=(annai check --form); COMP_CWORD=2; _annai annai --form check; echo \"${COMPREPLY[*]}\"\n";
    let Ok(ran) = Command::new("bash").args(["--norc", "-c", &(script + asks)]).output() else {
        return;
    };
    assert_eq!(String::from_utf8(ran.stdout).unwrap().trim(), "--format");
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, stderr) = run_in(folder.path(), &["man", "--out", "man"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout, format!("{} pages in man\n", commands().len()));
    let there: BTreeSet<String> = fs::read_dir(folder.path().join("man"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let names = commands().into_iter().map(|command| match command.get_name() {
        "annai" => "annai.1".to_owned(),
        name => format!("annai-{name}.1"),
    });
    assert_eq!(there, names.collect());
    // The page on standard output is that of the program.
    let page = fs::read_to_string(folder.path().join("man/annai.1")).unwrap();
    assert_eq!(run(&["man"]), (0, page.clone(), String::new()));
    // Examples stand line by line, with what they say beside them.
    let check = fs::read_to_string(folder.path().join("man/annai-check.1")).unwrap();
    assert!(
        check.contains(concat!(".TH annai-check 1  \"annai ", env!("CARGO_PKG_VERSION"), "\"")),
        "{check}"
    );
    assert!(check.contains(".SH EXAMPLES\n.nf\nannai check \\-\\-deny\\-warnings"), "{check}");
    assert!(check.contains(".SH \"EXIT STATUS\"\n.nf\n0 clean;"), "{check}");
    assert!(page.contains("annai\\-check(1)"), "{page}");
}

#[test]
fn manual_pages_never_take_the_place_of_files_of_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let (code, stdout, stderr) = run_in(folder.path(), &["man", "--out", "."]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.starts_with("error: "), "{stderr}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
