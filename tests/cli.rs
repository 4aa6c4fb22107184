//! The program as scripts and people call it: exit codes, streams, flags.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ::checker::code::{ReportCode, days_from_civil};
use ::checker::policy::Device;
use ::checker::{Overall, Verdict};
use insta::assert_snapshot;
use tempfile::TempDir;

use crate::harness::{GuideTest, on_disk};

/// A guide on disk that the program is run on.
struct Project {
    _folder: TempDir,
    root: PathBuf,
}

/// What the program did.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Project {
    fn new(guide: &GuideTest) -> Self {
        let (folder, root) = on_disk(guide);
        Self { _folder: folder, root }
    }

    /// A guide without mistakes.
    fn clean() -> Self {
        Self::new(&GuideTest::fixture("small"))
    }

    /// A guide with one error.
    fn wrong() -> Self {
        Self::new(&GuideTest::fixture("small").edit(
            "content/access.yaml",
            "software: ○",
            "software: ☆",
        ))
    }

    /// A guide with one warning.
    fn doubtful() -> Self {
        Self::new(&GuideTest::fixture("small").edit(
            "content/guide.yaml",
            "[home, about]",
            "[home]",
        ))
    }

    /// Runs the program in the guide folder.
    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annai"));
        command.args(arguments).current_dir(&self.root).env_remove("NO_COLOR");
        command
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{} has no {from:?}", path.display());
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Every file and folder below the guide folder, with its bytes and the time it was changed.
    fn snapshot(&self) -> Vec<(PathBuf, std::time::SystemTime, Vec<u8>)> {
        walkdir::WalkDir::new(&self.root)
            .sort_by_file_name()
            .into_iter()
            .map(|entry| {
                let path = entry.unwrap().into_path();
                let changed = fs::metadata(&path).unwrap().modified().unwrap();
                let bytes = if path.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
                (path, changed, bytes)
            })
            .collect()
    }

    fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }
}

impl Ran {
    fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Self {
            code: status.code().unwrap(),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

#[test]
fn a_clean_guide_exits_with_0() {
    let project = Project::clean();
    let check = project.run(&["check"]).exits(0);
    assert_eq!((check.stdout.as_str(), check.stderr.as_str()), ("nothing to mend\n", ""));
    assert!(!project.has("dist"), "check writes nothing");
    let build = project.run(&["build"]).exits(0);
    assert_eq!(build.stderr, "");
    assert!(build.stdout.starts_with("external: "), "{}", build.stdout);
    assert!(build.stdout.contains("\ninternal: "), "{}", build.stdout);
    assert!(build.stdout.contains("\ndone in "), "{}", build.stdout);
    assert!(project.has("dist/external/index.html") && project.has("dist/internal/index.html"));
}

#[test]
fn a_wrong_guide_exits_with_1() {
    let project = Project::wrong();
    for command in ["check", "build"] {
        let ran = project.run(&[command]).exits(1);
        assert_eq!(ran.stdout, "", "{command}");
        assert!(ran.stderr.starts_with("error[unknown-mark]: "), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("\n1 error\n"), "{}", ran.stderr);
    }
    assert!(!project.has("dist"));
}

#[test]
fn a_wrong_guide_changes_nothing_on_disk() {
    let project = Project::clean();
    project.run(&["build"]).exits(0);
    project.replace("content/access.yaml", "状態を確認します。", "状態を見ます。");
    project.replace("content/access.yaml", "software: ○", "software: ☆");
    let before = project.snapshot();
    assert!(before.iter().any(|(path, ..)| path.ends_with("dist/external/ja/access/index.html")));
    project.run(&["build"]).exits(1);
    assert_eq!(project.snapshot(), before);
    // The same build with its mistake mended has something to write.
    project.replace("content/access.yaml", "software: ☆", "software: ○");
    project.run(&["build"]).exits(0);
    assert_ne!(project.snapshot(), before);
}

#[test]
fn warnings_are_said_and_built() {
    let project = Project::doubtful();
    let ran = project.run(&["build"]).exits(0);
    assert!(ran.stderr.starts_with("warning[page-not-in-navigation]: "), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("\n1 warning\n"), "{}", ran.stderr);
    assert!(project.has("dist/external/index.html"));
    let ran = project.run(&["check"]).exits(0);
    assert_eq!(ran.stdout, "", "there is something to mend");
}

#[test]
fn warnings_that_are_denied_exit_with_1_and_write_nothing() {
    let project = Project::doubtful();
    project.run(&["check", "--deny-warnings"]).exits(1);
    project.run(&["build", "--deny-warnings"]).exits(1);
    assert!(!project.has("dist"));
    Project::clean().run(&["check", "--deny-warnings"]).exits(0);
}

#[test]
fn wrong_usage_exits_with_2() {
    let project = Project::clean();
    let before = project.snapshot();
    for arguments in [
        &["check", "--fast"][..],
        &["check", "--format", "xml"],
        &["check", "--color", "sometimes"],
        &["check", "twice"],
        &["build", "--edition"],
        &["bild"],
        &[],
    ] {
        let ran = project.run(arguments).exits(2);
        assert_eq!(ran.stdout, "", "{arguments:?}");
        assert!(ran.stderr.contains("Usage:") || ran.stderr.contains("--help"), "{}", ran.stderr);
    }
    let ran = project.run(&["chekc"]).exits(2);
    assert!(ran.stderr.contains("'check'"), "{}", ran.stderr);
    assert_eq!(project.snapshot(), before);
}

#[test]
pub(crate) fn an_unknown_edition_is_wrong_usage() {
    let project = Project::clean();
    let ran = project.run(&["build", "--edition", "extrenal"]).exits(2);
    assert!(
        ran.stderr.starts_with("error[unknown-edition]: there is no edition `extrenal`\n"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("did you mean `external`?"), "{}", ran.stderr);
    assert!(!project.has("dist"));
    // One good name does not make up for a bad one.
    project.run(&["build", "--edition", "external", "--edition", "partner"]).exits(2);
    assert!(!project.has("dist"));
    let served = project.run(&["serve", "--port", "0", "--edition", "extrenal"]).exits(2);
    let said = "error: there is no edition `extrenal`; did you mean `external`?\n";
    assert_eq!(served.stderr, said);
}

#[test]
fn an_edition_is_built_alone() {
    let project = Project::clean();
    let ran = project.run(&["build", "--edition", "internal"]).exits(0);
    assert!(
        ran.stdout.starts_with("internal: ") && !ran.stdout.contains("external: "),
        "{}",
        ran.stdout
    );
    assert!(project.has("dist/internal/index.html") && !project.has("dist/external"));
}

#[test]
fn a_folder_without_a_guide_exits_with_2() {
    let folder = tempfile::tempdir().unwrap();
    let project = Project { root: folder.path().to_owned(), _folder: folder };
    for command in ["check", "build"] {
        let ran = project.run(&[command]).exits(2);
        assert!(ran.stderr.starts_with("error[unreadable]: "), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("\n1 error\n"), "{}", ran.stderr);
    }
    assert!(!project.has("dist"));
    project.run(&["check", "--root", "nowhere"]).exits(2);
}

#[test]
fn a_folder_of_a_guide_leads_to_the_guide() {
    let mut project = Project::clean();
    project.root.push("content/join");
    for arguments in [&["check"][..], &["serve", "--port", "0"]] {
        let ran = project.run(arguments).exits(2);
        let help = "the guide is in `../..`: go there, or say `--root ../..`";
        assert!(ran.stderr.contains(help), "{}", ran.stderr);
    }
    project.run(&["check", "--root", "../.."]).exits(0);
}

#[test]
fn an_output_that_cannot_be_written_exits_with_2() {
    let project = Project::clean();
    fs::write(project.root.join("dist"), "a file").unwrap();
    let ran = project.run(&["build"]).exits(2);
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert_eq!(fs::read_to_string(project.root.join("dist")).unwrap(), "a file");
}

#[test]
fn an_output_inside_what_is_read_exits_with_2() {
    let project = Project::clean();
    let before = project.snapshot();
    for out in
        ["content", "content/pages/site", "static/site", "templates", "./content/../content/x"]
    {
        let ran = project.run(&["build", "--out", out]).exits(2);
        assert!(ran.stderr.starts_with("error: the output folder "), "{out}: {}", ran.stderr);
    }
    assert_eq!(project.snapshot(), before);
}

#[test]
fn the_formats_for_programs_go_to_standard_output() {
    let start = [
        ("short", "content/access.yaml:"),
        ("json", "{\n"),
        ("github", "::error file=content/access.yaml,line="),
    ];
    for (format, start) in start {
        let ran = Project::wrong().run(&["check", "--format", format]).exits(1);
        assert!(ran.stdout.starts_with(start), "{}", ran.stdout);
        assert_eq!(ran.stderr, "", "{format}");
    }
    let ran = Project::clean().run(&["check", "--format", "json"]).exits(0);
    assert!(ran.stdout.contains("\"diagnostics\": []"), "{}", ran.stdout);
    assert_eq!(Project::clean().run(&["check", "--format", "github"]).exits(0).stdout, "");
}

#[test]
fn schemas_are_written_to_a_folder_and_written_again() {
    const KINDS: usize = annai::schema::KINDS.len();
    let project = Project::clean();
    let first = project.run(&["schema"]).exits(0);
    assert!(
        first.stdout.starts_with(&format!("{KINDS} schemas in schema ({KINDS} written, ")),
        "{}",
        first.stdout
    );
    assert!(project.has("schema/guide.json") && project.has("schema/platform.json"));
    let second = project.run(&["schema"]).exits(0);
    assert!(
        second.stdout.contains(&format!("(0 written, {KINDS} unchanged, 0 removed)")),
        "{}",
        second.stdout
    );
    project.run(&["schema", "--out", "new/folder", "--quiet"]).exits(0);
    assert!(project.has("new/folder/ui.json"));
    // What somebody else keeps in a folder stays as it is.
    let refused = project.run(&["schema", "--out", "content"]).exits(2);
    assert!(refused.stderr.starts_with("error: "), "{}", refused.stderr);
    assert!(!project.has("content/guide.json"));
}

#[test]
fn paths_lead_from_where_the_program_is_called() {
    let project = Project::wrong();
    let folder = project.root.parent().unwrap();
    let from = |root: &str, format: &str| {
        let mut command = project.command(&["check", "--format", format, "--root", root]);
        Ran::of(command.current_dir(folder)).exits(1)
    };
    assert!(from("guide", "short").stdout.starts_with("guide/content/access.yaml:"));
    assert!(
        from("./guide/", "github").stdout.starts_with("::error file=guide/content/access.yaml,")
    );
    assert!(from("guide", "json").stdout.contains("\"path\": \"guide/content/access.yaml\""));
    assert!(from("guide", "human").stderr.contains("╭▸ guide/content/access.yaml:"));
    // The real path of a folder is what the system says of where one is.
    let whole = fs::canonicalize(&project.root).unwrap();
    assert!(
        from(&whole.to_string_lossy(), "short").stdout.starts_with("guide/content/access.yaml:")
    );
}

#[test]
fn the_short_format_is_one_line_each_on_standard_output() {
    let ran = Project::wrong().run(&["check", "--format", "short"]).exits(1);
    assert_eq!(ran.stderr, "");
    assert_eq!(
        ran.stdout,
        "content/access.yaml:39:36: error[unknown-mark]: `☆` is not a mark of the legend (help: the legend has `◎`, \
         `○`, `△` and `×`)\n"
    );
    let ran = Project::clean().run(&["check", "--format", "short"]).exits(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
}

#[test]
fn quiet_says_nothing_but_what_is_wrong() {
    let clean = Project::clean();
    for arguments in [["check", "--quiet"], ["build", "-q"], ["--quiet", "build"]] {
        let ran = clean.run(&arguments).exits(0);
        assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""), "{arguments:?}");
    }
    assert!(clean.has("dist/external/index.html"));
    let ran = Project::wrong().run(&["check", "--quiet"]).exits(1);
    assert!(ran.stderr.contains("unknown-mark"));
}

const ESCAPE: &str = "\u{1b}[";

#[test]
fn colour_is_for_terminals_or_for_who_asks() {
    let project = Project::wrong();
    let colour = |arguments: &[&str]| project.run(arguments).exits(1).stderr.contains(ESCAPE);
    assert!(!colour(&["check"]), "this is no terminal");
    assert!(!colour(&["check", "--color", "auto"]));
    assert!(!colour(&["check", "--color", "never"]));
    assert!(colour(&["check", "--color", "always"]));
    let asked = Ran::of(project.command(&["check", "--color", "always"]).env("NO_COLOR", "1"));
    assert!(asked.stderr.contains(ESCAPE), "what is typed counts more than the environment");
    assert!(
        !project.run(&["check", "--format", "short", "--color", "always"]).stdout.contains(ESCAPE)
    );
}

/// Runs the program on a terminal of its own, which `script` makes.
fn on_a_terminal(project: &Project, no_color: &str) -> String {
    let program = env!("CARGO_BIN_EXE_annai");
    let ran = Ran::of(
        Command::new("script")
            .args(["--quiet", "--return", "--command"])
            .arg(format!("'{program}' check"))
            .arg("/dev/null")
            .current_dir(&project.root)
            .env("NO_COLOR", no_color),
    );
    ran.exits(1).stdout
}

#[test]
fn no_color_is_respected_on_a_terminal() {
    if !Path::new("/usr/bin/script").exists() {
        return;
    }
    let project = Project::wrong();
    assert!(on_a_terminal(&project, "").contains(ESCAPE), "an empty value asks for nothing");
    let plain = on_a_terminal(&project, "1");
    assert!(plain.contains("unknown-mark") && !plain.contains(ESCAPE), "{plain}");
}

#[test]
fn help_and_version_are_said_on_standard_output() {
    let project = Project::clean();
    let ran = project.run(&["--version"]).exits(0);
    assert_eq!(ran.stdout, format!("annai {}\n", env!("CARGO_PKG_VERSION")));
    for arguments in [&["--help"][..], &["help"], &["check", "--help"], &["build", "-h"]] {
        let ran = project.run(arguments).exits(0);
        assert_eq!(ran.stderr, "", "{arguments:?}");
        assert!(ran.stdout.contains("Usage: annai"), "{}", ran.stdout);
    }
    let help = project.run(&["--help"]).stdout;
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
}

/// A code of the small guide: one requirement of each verdict, and a slot that it does not have.
fn report_code() -> String {
    let mut code = ReportCode::new(Overall::Action);
    code.today = u16::try_from(days_from_civil(2026, 11, 22)).ok();
    code.device = Some(Device::Computer);
    (code.browser, code.browser_version) = (1, 156);
    (code.system, code.system_version) = (2, 26);
    for (slot, verdict) in [Verdict::Disproved, Verdict::Unknown, Verdict::Ask, Verdict::Proved]
        .into_iter()
        .enumerate()
    {
        code.put(u8::try_from(slot + 1).unwrap(), verdict);
    }
    code.to_string()
}

#[test]
fn a_report_code_is_explained_with_what_to_suggest() {
    let project = Project::clean();
    let ran = project.run(&["decode", &report_code(), "--locale", "en"]).exits(0);
    assert_eq!(ran.stderr, "");
    assert_snapshot!(ran.stdout, @"
    62P8H-9R9MD-NCYG

    Result: Action needed
    Checked on: 22 November 2026
    Browser: Chrome 156
    Operating system: macOS 26
    Kind of device: Computer

    Not met · Required · A web browser
      What you can suggest
        Update it.
      Chrome
        Update it from About Google Chrome.

    Not known · Recommended · A terminal
      What you can suggest
        Check with ssh -V.
      Internal note
        Ask about a jump server.

    Your answer needed · Needed in some cases · Java

    OK · Slot 4 (not in this guide)
    ");
    // The guide's first language, and as somebody types what was read out.
    let typed = report_code().to_lowercase().replace('-', " ");
    let typed: Vec<&str> = typed.split(' ').collect();
    let ran = project.run(&[&["decode"][..], &typed[..]].concat()).exits(0);
    assert!(ran.stdout.contains("2026年11月22日"), "{}", ran.stdout);
    assert!(ran.stdout.contains("踏み台の有無を聞きます。"), "{}", ran.stdout);
    assert!(!project.has("dist"), "decode writes nothing");
}

#[test]
fn what_is_gone_from_a_guide_has_its_name_still() {
    let project = Project::new(&GuideTest::fixture("small").edit(
        "content/requirements.yaml",
        "requirements:\n",
        "retired_codes: [{code: 4, name: {ja: モデム, en: A modem}}]\nrequirements:\n",
    ));
    let ran = project.run(&["decode", &report_code(), "--locale", "en"]).exits(0);
    assert!(ran.stdout.contains(" · A modem\n"), "{}", ran.stdout);
}

#[test]
fn what_is_not_a_report_code_exits_with_2_and_says_what_is_wrong() {
    let project = Project::clean();
    let code = report_code();
    let swapped = format!("{}{}{}", &code[1..2], &code[..1], &code[2..]);
    for (typed, said) in [
        ("", "decode_error_empty"),
        ("U", "decode_error_letter"),
        ("48A0R", "decode_error_length"),
        (&*swapped, "decode_error_checksum"),
    ] {
        let ran = project.run(&["decode", typed, "--locale", "en"]).exits(2);
        let ui = GuideTest::fixture("small").text("content/ui.yaml").to_owned();
        let line = ui.lines().find(|line| line.starts_with(said)).unwrap();
        let sentence = ran.stderr.strip_prefix("error: ").unwrap().trim_end();
        assert!(line.contains(sentence.split('U').next().unwrap()), "{typed}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn a_report_code_takes_a_guide_without_errors_and_a_language_it_has() {
    let ran = Project::wrong().run(&["decode", &report_code()]).exits(1);
    assert!(ran.stderr.starts_with("error[unknown-mark]: "), "{}", ran.stderr);
    let ran = Project::clean().run(&["decode", &report_code(), "--locale", "fr"]).exits(2);
    assert_eq!(ran.stderr, "error: `fr` is not a language of this guide; it has `ja` and `en`\n");
    let ran = Project::clean().run(&["decode"]).exits(2);
    assert!(ran.stderr.contains("<CODE>"), "{}", ran.stderr);
    let ran = Project::clean().run(&["decode", "--help"]).exits(0);
    assert!(ran.stdout.contains("Examples:") && ran.stdout.contains("Exit codes:"));
}
