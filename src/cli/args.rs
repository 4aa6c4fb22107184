//! The arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Turns structured YAML and a little Markdown into a guide for remote support sessions.
#[derive(Debug, Parser)]
#[command(name = "annai", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing but errors, and what was asked for
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
}

const EXAMPLES: &str = "Examples:
  annai init guide                   start a guide of your own
  annai check                        find what is wrong, write nothing
  annai serve --open                 look at the guide while you write it
  annai build                        build every edition into dist/
  annai build --edition external     build one edition
  annai check --format short         one line for each problem
  annai status                       see which translations and facts wait
  annai decode 62P8H-9R9MD-NCYG      say what a reader's report code means

Each command has examples of its own: annai build --help

Exit codes: 0 clean; 1 the content has errors, nothing was changed; 2 wrong usage, or a file
could not be read or written.";

const BUILD_EXAMPLES: &str = "Examples:
  annai build                                         every edition, into dist/
  annai build --edition external --base-url https://help.example.com/remote/
  annai build --root guide --out public --deny-warnings
  annai build --no-pdf                                sooner, without the printed handouts

Exit codes: 0 built; 1 the content has errors, nothing was changed; 2 wrong usage, or a file could
not be read or written.";

const CHECK_EXAMPLES: &str = "Examples:
  annai check --deny-warnings             before you hand your change to others
  annai check --external --format short   for a job that runs every week
  annai check --format github             in a workflow of GitHub Actions
  annai check --format json | jq -r '.diagnostics[].code'

Exit codes: 0 clean; 1 the content has errors (or warnings, if they are denied); 2 wrong usage, or a
file could not be read.";

const DECODE_EXAMPLES: &str = "Examples:
  annai decode 62P8H-9R9MD-NCYG
  annai decode 62p8h 9r9md ncyg --locale en    as it was read out
  annai decode --root guide 62P8H-9R9MD-NCYG   with the requirements of another guide

Exit codes: 0 read; 1 the guide has errors; 2 not a report code, or no such language.";

const SERVE_EXAMPLES: &str = "Examples:
  annai serve --open                     look at the guide while you write it
  annai serve --edition internal --port 8080
  annai serve --root guide               a guide in another folder

Pages are kept in memory: nothing is written. Save a file and the open page shows it; with errors the
last good page stays and says what is wrong. Only this machine can reach it.";

const INIT_EXAMPLES: &str = "Examples:
  annai init guide     a new folder
  annai init .         this folder, which must be empty; a new repository counts as empty

Exit codes: 0 the guide is there; 2 the folder is not empty, or it could not be written.";

const SCHEMA_EXAMPLES: &str = "Examples:
  annai schema                    write schema/guide.json, schema/access.json …
  annai schema --out guide/schema

A file of content/ names its schema in its first line, and the editor completes and checks it:
  # yaml-language-server: $schema=../schema/guide.json

Exit codes: 0 written; 2 the folder has files of others, or could not be written to.";

const STATUS_EXAMPLES: &str = "Examples:
  annai status                                 what waits, with its places
  annai status --format json                   the same for programs
  annai status --deny-warnings                 for a job that runs every week

Facts are old when `checked_on` is longer ago than `review_days` of content/guide.yaml. The day comes
from the clock, or from SOURCE_DATE_EPOCH. No build looks at it.

Exit codes: 0 reported; 1 something waits or is old, with --deny-warnings; 2 the guide cannot be read.";

const APPROVE_EXAMPLES: &str = "Examples:
  annai approve                                list what waits
  annai approve access/targets/prism/comment@en
  annai approve access/ 'pages/faq#sound'      a whole file, and one section of a page
  annai approve --all                          everything, or to begin

What is recorded stands in content/translations.lock; keep that file with the guide.

Exit codes: 0 recorded; 1 the record cannot be used; 2 no or unknown ids, or a file that cannot be
read or written. Nothing is written then.";

const COMPLETIONS_EXAMPLES: &str = "Examples:
  annai completions bash > ~/.local/share/bash-completion/completions/annai
  annai completions zsh > ~/.zfunc/_annai    a folder of your fpath
  annai completions fish > ~/.config/fish/completions/annai.fish
  annai completions powershell >> $PROFILE

Then open a new terminal: the Tab key completes commands and options.";

const MAN_EXAMPLES: &str = "Examples:
  annai man > annai.1      the page of annai; read it with: man ./annai.1
  annai man --out man      a page for each command

Exit codes: 0 written; 2 the folder has files of others, or could not be written to.";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the guide's editions
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildOptions),
    /// Find everything that is wrong, and write nothing
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckOptions),
    /// Look at the guide while you write it: a preview that follows every change
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeOptions),
    /// Say which translations and facts wait for somebody
    #[command(after_help = STATUS_EXAMPLES)]
    Status(StatusOptions),
    /// Record that translations say what their sources say
    #[command(after_help = APPROVE_EXAMPLES)]
    Approve(ApproveOptions),
    /// Say what a reader's report code means, and what to suggest
    #[command(after_help = DECODE_EXAMPLES)]
    Decode(DecodeOptions),
    /// Start a small guide of your own, in a new folder
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitOptions),
    /// Write the format of the YAML files for your editor, as JSON Schema
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaOptions),
    /// Print what makes your shell complete annai's commands and options
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsOptions),
    /// Print the manual page, or write one for each command
    #[command(after_help = MAN_EXAMPLES)]
    Man(ManOptions),
}

/// `annai build`.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The output folder; each edition gets a folder in it
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub out: PathBuf,
    /// Build only this edition (can be given several times)
    #[arg(long, value_name = "NAME")]
    pub edition: Vec<String>,
    /// The address it will be published at, in place of the one in content/guide.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// Make no PDF: no printed handouts, and no links to them
    #[arg(long)]
    pub no_pdf: bool,
}

/// `annai check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// How to write what is wrong
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// Also ask every outside link whether its page is there (slow; for a scheduled job)
    #[arg(long)]
    pub external: bool,
}

/// `annai serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The port on this machine; a free one near it if another program has it
    #[arg(long, value_name = "N", default_value_t = 4040)]
    pub port: u16,
    /// Serve only this edition (can be given several times)
    #[arg(long, value_name = "NAME")]
    pub edition: Vec<String>,
    /// Open it in a browser
    #[arg(long)]
    pub open: bool,
}

/// `annai status`.
#[derive(Debug, Args)]
pub struct StatusOptions {
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// How to write the report
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// Exit with 1 if a translation waits or a fact is old
    #[arg(long)]
    pub deny_warnings: bool,
}

/// `annai approve`.
#[derive(Debug, Args)]
pub struct ApproveOptions {
    /// A translation (`…@en`), a text in all its languages, or a beginning that ends with `/` or `#`
    #[arg(value_name = "ID", conflicts_with = "all")]
    pub ids: Vec<String>,
    /// Every translation
    #[arg(long)]
    pub all: bool,
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// `annai decode`.
#[derive(Debug, Args)]
pub struct DecodeOptions {
    /// The code; in any case, with any spaces and hyphens
    #[arg(required = true, value_name = "CODE")]
    pub code: Vec<String>,
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The language to say it in; the guide's first if left out
    #[arg(long, value_name = "TAG")]
    pub locale: Option<String>,
}

/// `annai init`.
#[derive(Debug, Args)]
pub struct InitOptions {
    /// The folder; it and those it lies in are made
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `annai schema`.
#[derive(Debug, Args)]
pub struct SchemaOptions {
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "schema")]
    pub out: PathBuf,
}

/// `annai completions`.
#[derive(Debug, Args)]
pub struct CompletionsOptions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// `annai man`.
#[derive(Debug, Args)]
pub struct ManOptions {
    /// The folder to write a page for each command to
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line and a caret, for people
    #[default]
    Human,
    /// One line each, for editors and scripts
    Short,
    /// One JSON document, for programs
    Json,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    #[default]
    Human,
    /// One JSON document, for programs
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
