//! Broken guides, and the exact words in which each is refused.
//!
//! Read as their author would: somebody who writes YAML, not Rust, and wants to know what to change.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;

use crate::harness::{GuideTest, on_disk};

const PROGRAM: &str = env!("CARGO_BIN_EXE_annai");

fn small() -> GuideTest {
    GuideTest::fixture("small")
}

/// What is said of the guide with one edit.
#[track_caller]
fn edited(path: &str, from: &str, to: &str) -> String {
    small().edit(path, from, to).build().human()
}

/// What is said of the guide with one file.
fn with(path: &str, text: &str) -> String {
    small().write(path, text).build().human()
}

/// The guide on disk, changed there, and what `annai check` says of it: exit code and text.
fn checked(change: impl FnOnce(&Path)) -> String {
    let (folder, root) = on_disk(&small());
    change(&root);
    said(Command::new(PROGRAM).arg("check").current_dir(&root), folder.path())
}

/// Exit code and text of a command; the name of the temporary folder is left out.
fn said(command: &mut Command, folder: &Path) -> String {
    let output = command.output().unwrap();
    let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
    let text = text.replace(&folder.display().to_string(), "…");
    format!("exit code {}\n{text}", output.status.code().unwrap())
}

#[test]
fn a_tab() {
    assert_snapshot!(edited("content/access.yaml", "    needs: [terminal]", "\tneeds: [terminal]"), @r#"
    error[yaml-tab]: a tab is used to indent; YAML takes only spaces
       ╭▸ content/access.yaml:55:1
       │
    55 │     needs: [terminal]
       │ ━━━━
       │
       ╰ help: replace the tab by as many spaces as the lines beside it have

    1 error
    "#);
}

#[test]
fn a_duplicate_key() {
    assert_snapshot!(edited(
        "content/access.yaml",
        "    needs: [terminal]\n",
        "    needs: [terminal]\n    needs: [browser]\n",
    ), @r#"
    error[duplicate-key]: the key `needs` stands here a second time
       ╭▸ content/access.yaml:56:5
       │
    56 │     needs: [browser]
       │     ━━━━━
       │
       ╰ help: remove one of the two, or merge their values

    1 error
    "#);
}

#[test]
fn a_missing_language() {
    assert_snapshot!(edited("content/access.yaml", "{ja: Prism, en: Prism}", "{ja: Prism}"), @r#"
    error[missing-language]: this text is missing in English (`en`)
       ╭▸ content/access.yaml:38:12
       │
    38 │     name: {ja: Prism}
       │            ━━
       │
       ╰ help: add `en: …` beside it

    1 error
    "#);
}

#[test]
fn an_unknown_mark() {
    assert_snapshot!(edited("content/access.yaml", "{hardware: ◎, software: ○}", "{hardware: ◎, software: ☆}"), @r#"
    error[unknown-mark]: `☆` is not a mark of the legend
       ╭▸ content/access.yaml:39:36
       │
    39 │     marks: {hardware: ◎, software: ☆}
       │                                    ━
       │
       ╰ help: the legend has `◎`, `○`, `△` and `×`

    1 error
    "#);
}

#[test]
fn a_dangling_requirement() {
    assert_snapshot!(edited("content/access.yaml", "[browser, java]", "[browser, javaa]"), @r#"
    error[unknown-requirement]: there is no requirement `javaa`
       ╭▸ content/access.yaml:47:22
       │
    47 │     needs: [browser, javaa]
       │                      ━━━━━ no such id in content/requirements.yaml
       │
       ╰ help: did you mean `java`?

    1 error
    "#);
}

#[test]
fn a_label_typo_inside_a_folded_block() {
    assert_snapshot!(edited("content/join/webex.yaml", "{ui:webex.share}を", "{ui:webex.shaer}を"), @r#"
    error[unknown-label]: there is no label `webex.shaer`
       ╭▸ content/join/webex.yaml:38:9
       │
    38 │         {ui:webex.shaer}を押します。要求は
       │         ━━━━━━━━━━━━━━━━ not in content/labels.yaml
       │
       ╰ help: did you mean `webex.share`?

    1 error
    "#);
}

#[test]
fn a_wrong_indentation() {
    assert_snapshot!(edited("content/access.yaml", "    needs: [terminal]", "   needs: [terminal]"), @r#"
    error[yaml-syntax]: this line is indented differently from the lines it belongs to
       ╭▸ content/access.yaml:55:4
       │
    55 │    needs: [terminal]
       │    ━
       │
       ╰ help: use the same number of spaces as the line above it at the same level

    1 error
    "#);
}

#[test]
fn invalid_utf8() {
    let said = checked(|root| {
        fs::write(root.join("content/labels.yaml"), b"also: {ja: \xff\xfa}\n").unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[not-utf8]: `content/labels.yaml` is not a text in UTF-8
     ╭▸ content/labels.yaml
     ╰ help: save it as UTF-8; pictures and other files go to static/

    1 error
    "#);
}

#[test]
pub(crate) fn shift_jis() {
    let said = checked(|root| {
        let page = root.join("content/pages/about.ja.md");
        let text = fs::read_to_string(&page).unwrap();
        let (bytes, _, has_gaps) = encoding_rs::SHIFT_JIS.encode(&text);
        assert!(!has_gaps, "the page has characters that Shift_JIS has not");
        fs::write(page, bytes).unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[not-utf8]: `content/pages/about.ja.md` is written in Shift_JIS
     ╭▸ content/pages/about.ja.md
     ╰ help: open it in your editor and save it as UTF-8

    1 error
    "#);
}

/// As saved by an editor on Windows: a byte order mark, and `\r\n` at the end of lines.
fn as_on_windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

#[test]
fn a_byte_order_mark_with_crlf_is_read_well() {
    let folder = tempfile::tempdir().unwrap();
    let build = |name: &str, write: fn(&str) -> String| {
        let root = folder.path().join(name);
        for (path, text) in small().files() {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, write(text)).unwrap();
        }
        let out = folder.path().join(format!("{name}-site"));
        let output = Command::new(PROGRAM)
            .arg("build")
            .arg("--root")
            .arg(&root)
            .arg("--out")
            .arg(&out)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        out
    };
    let (plain, windows) = (build("plain", str::to_owned), build("windows", as_on_windows));
    assert!(files_below(&plain).len() > 40);
    assert_eq!(files_below(&plain), files_below(&windows));
}

/// Every file below a folder, with its bytes.
fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .map(|path| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn a_mistake_in_a_file_with_crlf_is_at_its_column() {
    let said = checked(|root| {
        let file = root.join("content/access.yaml");
        let text = fs::read_to_string(&file).unwrap().replace("software: ○", "software: ☆");
        fs::write(file, as_on_windows(&text)).unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[unknown-mark]: `☆` is not a mark of the legend
       ╭▸ content/access.yaml:39:36
       │
    39 │     marks: {hardware: ◎, software: ☆}
       │                                    ━
       │
       ╰ help: the legend has `◎`, `○`, `△` and `×`

    1 error
    "#);
}

#[test]
fn an_empty_file() {
    assert_snapshot!(with("content/access.yaml", ""), @r#"
    error[empty-file]: this file is empty
      ╭▸ content/access.yaml:1:1
      │
    1 │
      │ ━
      │
      ╰ help: delete it if the guide does not need it

    1 error
    "#);
}

#[test]
fn an_empty_file_that_every_guide_needs() {
    assert_snapshot!(with("content/guide.yaml", ""), @r#"
    error[empty-file]: this file is empty
      ╭▸ content/guide.yaml:1:1
      │
    1 │
      │ ━
      │
      ╰ help: every guide needs it: write it, or take it from another guide

    1 error
    "#);
}

#[test]
pub(crate) fn a_file_of_a_hundred_megabytes() {
    let said = checked(|root| {
        // It has no bytes on the disk, and would read as a text of a hundred million zeros.
        File::create(root.join("content/access.yaml")).unwrap().set_len(100 * 1024 * 1024).unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[file-too-large]: `content/access.yaml` has 100 MB; a file of a guide has at most 4 MB
     ╭▸ content/access.yaml
     ╰ help: keep logs, recordings and archives elsewhere and link to them

    1 error
    "#);
}

#[test]
fn a_nesting_a_thousand_deep() {
    let lines: String =
        (0..1000).flat_map(|depth| [" ".repeat(depth), "a:\n".to_owned()]).collect();
    assert_snapshot!(with("content/access.yaml", &lines), @r#"
    error[yaml-too-large]: this is nested deeper than any file of a guide
       ╭▸ content/access.yaml:17:17
       │
    17 │                 a:
       │                 ━
       │
       ╰ help: at most 16 levels; is a bracket closed where it should be?

    1 error
    "#);
    let said =
        with("content/access.yaml", &format!("cases: {}{}\n", "[".repeat(1000), "]".repeat(1000)));
    assert!(said.starts_with("error[yaml-too-large]: this is nested deeper"), "{said}");
    assert!(said.ends_with("\n1 error\n"), "{said}");
}

#[test]
fn an_alias_bomb() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='j').zip('a'..) {
        let aliases = vec![format!("*{before}"); 10].join(", ");
        let _ = writeln!(text, "{name}: &{name} [{aliases}]");
    }
    assert_snapshot!(with("content/access.yaml", &text), @r#"
    error[yaml-too-large]: this file unfolds into more than a guide can hold
      ╭▸ content/access.yaml:6:12
      │
    6 │ f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
      │            ━━
      │
      ╰ help: at most 250,000 values, those behind an alias `*name` counted each time it is used

    1 error
    "#);
}

#[test]
fn a_link_to_a_missing_anchor() {
    assert_snapshot!(edited("content/pages/about.ja.md", "access#prism", "access#prizm"), @r#"
    error[unknown-anchor]: the page `access` has no place `prizm`
       ╭▸ content/pages/about.ja.md:11:34
       │
    11 │ 許可は{value:limit}以内にします。開くものは[一覧](access#prizm)にあります。
       │                                                   ━━━━━━━━━━━━
       │
       ╰ help: did you mean `prism`?

    1 error
    "#);
}

#[test]
pub(crate) fn a_folder_that_may_not_be_read() {
    let (folder, root) = on_disk(&small());
    let set_mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set_mode(folder.path(), 0o755);
    let pages = root.join("content/pages");
    set_mode(&pages, 0o000);
    // Root may read everything, so somebody else runs the program, from a copy that he is sure to reach.
    let program = folder.path().join("annai");
    fs::copy(PROGRAM, &program).unwrap();
    let mut command = Command::new(&program);
    if fs::metadata(&root).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    let said = said(command.arg("check").current_dir(&root), folder.path());
    set_mode(&pages, 0o755);
    assert_snapshot!(said, @r#"
    exit code 2
    error[unreadable]: `content/pages` cannot be read: permission denied
     ╭▸ content/pages
     ╰ help: let the user who runs annai read it

    1 error
    "#);
}

#[test]
pub(crate) fn a_link_out_of_the_guide() {
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("access.yaml");
    let said = checked(|root| {
        let access = root.join("content/access.yaml");
        fs::rename(&access, &file).unwrap_or_else(|_| assert!(fs::copy(&access, &file).is_ok()));
        let _ = fs::remove_file(&access);
        symlink(&file, access).unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[link-outside-guide]: `content/access.yaml` is a link out of the guide folder
     ╭▸ content/access.yaml
     ╰ help: copy what it leads to into the guide: what is built must be what is there

    1 error
    "#);
}

#[test]
fn a_file_in_place_of_the_checker() {
    let said = checked(|root| {
        fs::create_dir_all(root.join("static")).unwrap();
        fs::write(root.join("static/checker.js"), "var annaiWasm = '';").unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[reserved-name]: a file of `static/` cannot be called `checker.js`: the checker has that name
     ╭▸ static/checker.js
     ╰ help: give it another name

    1 error
    "#);
}

#[test]
fn a_link_to_a_folder_out_of_the_guide() {
    let elsewhere = tempfile::tempdir().unwrap();
    let said = checked(|root| {
        fs::remove_dir_all(root.join("content/pages")).unwrap();
        symlink(elsewhere.path(), root.join("content/pages")).unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 1
    error[link-outside-guide]: `content/pages` is a link out of the guide folder
     ╭▸ content/pages
     ╰ help: copy what it leads to into the guide: what is built must be what is there

    1 error
    "#);
}

#[test]
fn a_link_that_leads_nowhere() {
    let said = checked(|root| symlink("gone.yaml", root.join("content/more.yaml")).unwrap());
    assert_snapshot!(said, @r#"
    exit code 2
    error[unreadable]: `content/more.yaml` is a link to what is not there
     ╭▸ content/more.yaml
     ╰ help: remove the link, or let it lead to a file of the guide

    1 error
    "#);
}

/// What `annai build` says with an output folder, from the folder around the guide.
fn built(out: &str, prepare: impl FnOnce(&Path)) -> String {
    let (folder, root) = on_disk(&small());
    prepare(&root);
    let out = root.join(out);
    said(
        Command::new(PROGRAM).arg("build").arg("--root").arg(&root).arg("--out").arg(out),
        folder.path(),
    )
}

#[test]
fn an_output_folder_with_somebodys_files() {
    let said = built("dist", |root| {
        fs::create_dir_all(root.join("dist/external")).unwrap();
        fs::write(root.join("dist/external/thesis.txt"), "mine").unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 2
    error: `…/guide/dist/external` was not written by annai: it holds `thesis.txt`; choose an empty or a new folder with `--out`
    "#);
}

#[test]
fn an_output_folder_inside_content() {
    assert_snapshot!(built("content/site", |_| {}), @r#"
    exit code 2
    error: the output folder `…/guide/content/site` lies in `…/guide/content`, which is read: name one outside with `--out`
    "#);
}

#[test]
fn an_output_folder_inside_content_by_another_name() {
    let said = built("elsewhere/site", |root| {
        symlink(root.join("content"), root.join("elsewhere")).unwrap();
    });
    assert_snapshot!(said, @r#"
    exit code 2
    error: the output folder `…/guide/elsewhere/site` lies in `…/guide/content`, which is read: name one outside with `--out`
    "#);
}

#[test]
fn a_folder_that_is_no_guide() {
    let folder = tempfile::tempdir().unwrap();
    let said =
        said(Command::new(PROGRAM).arg("check").arg("--root").arg(folder.path()), folder.path());
    assert_snapshot!(said, @r#"
    exit code 2
    error[unreadable]: `…` has no folder `content`
     ╭▸ …/content
     ╰ help: name the folder that has it with `--root`, or begin a guide with `annai init`

    1 error
    "#);
}

#[test]
fn a_comma_between_brackets() {
    assert_snapshot!(edited("content/access.yaml", "en: For its status.}", "en: For its status, mostly}"), @r#"
    error[invalid-value]: `mostly` stands where a key and its value belong
       ╭▸ content/access.yaml:40:50
       │
    40 │     comment: {ja: 状態を確認します。, en: For its status, mostly}
       │                                                           ━━━━━━
       │
       ╰ help: a text with a comma needs quotation marks: "…, mostly"

    1 error
    "#);
}

#[test]
fn a_text_that_starts_with_a_reference() {
    assert_snapshot!(edited("content/browsers.yaml", "ja: \"{ui:chrome.about}を開きます。\"", "ja: {ui:chrome.about}を開きます。"), @r#"
    error[yaml-syntax]: inside `{ }` or `[ ]`, a text with `:`, `,`, `{` or `[` in it needs quotation marks
       ╭▸ content/browsers.yaml:17:35
       │
    17 │     update: {ja: {ui:chrome.about}を開きます。, en: "Open {ui:chrome.about}."}
       │                                   ━━
       │
       ╰ help: put the text in quotation marks: `{ja: "…", en: "…"}`

    1 error
    "#);
}

#[test]
fn a_quoted_text_that_never_ends() {
    assert_snapshot!(edited("content/browsers.yaml", "en: \"Open {ui:chrome.about}.\"", "en: \"Open {ui:chrome.about}."), @r#"
    error[yaml-syntax]: a quoted text starts here and never ends
       ╭▸ content/browsers.yaml:17:49
       │
    17 │     update: {ja: "{ui:chrome.about}を開きます。", en: "Open {ui:chrome.about}.}
       │                                                       ━
       │
       ╰ help: close it with the same quotation mark

    1 error
    "#);
}

#[test]
fn a_colon_without_a_space() {
    assert_snapshot!(edited("content/access.yaml", "    needs: [terminal]", "    needs：[terminal]"), @r#"
    error[yaml-syntax]: this line has no `key: value`
       ╭▸ content/access.yaml:55:5
       │
    55 │     needs：[terminal]
       │     ━━━━━━━━━━━━━━━━━
       │
       ╰ help: type a colon of normal width and a space after it: `key: value`

    1 error
    "#);
}

#[test]
fn two_requirements_with_one_code() {
    assert_snapshot!(edited("content/requirements.yaml", "code: 3", "code: 1"), @r#"
    error[duplicate-code]: two requirements have the code 1
       ╭▸ content/requirements.yaml:40:11
       │
     3 │     code: 1
       │           ─ the first one
       ┆
    40 │     code: 1
       │           ━
       │
       ╰ help: take the next number that no requirement has ever had

    1 error
    "#);
}

#[test]
fn a_link_to_what_an_edition_does_not_show() {
    assert_snapshot!(edited("content/pages/about.en.md", "join/webex#open-link", "engineers#ask"), @r#"
    error[hidden-link]: this leads to `engineers#ask`, which the edition `external` does not show
      ╭▸ content/pages/about.en.md:6:46
      │
    6 │ We look at your screen together with [Webex](engineers#ask).
      │                                              ━━━━━━━━━━━━━
      │
      ╰ help: put the text with the link into an internal note or part too, or make its aim external

    1 error
    "#);
}

#[test]
fn a_browser_without_words() {
    assert_snapshot!(edited("content/join/webex.yaml", "    no_variant: {browser: [safari]}\n", ""), @r#"
    error[missing-variant]: the step `open-link` has no words for the browser `safari`
       ╭▸ content/join/webex.yaml:18:9
       │
    18 │   - id: open-link
       │         ━━━━━━━━━
       │
       ╰ help: write a variant `for: {browser: [safari]}`, or say that the common text is enough: `no_variant: {browser: [safari]}`

    1 error
    "#);
}

#[test]
fn an_internal_part_that_is_not_closed() {
    assert_snapshot!(edited("content/pages/about.en.md", "\n:::\n", "\n"), @r#"
    error[bad-directive]: an internal part begins here and never ends
       ╭▸ content/pages/about.en.md:12:1
       │
    12 │ :::internal
       │ ━━━━━━━━━━━
       │
       ╰ help: write `:::` on a line of its own after it

    1 error
    "#);
}

#[test]
fn slips_of_the_finger_get_the_word_that_was_meant() {
    let built = small()
        .edit("content/access.yaml", "    comment:", "    coment:")
        .edit("content/requirements.yaml", "level: optional", "level: optinal")
        .edit("content/join/webex.yaml", "for: {browser: [chrome]}", "for: {browser: [chrmoe]}")
        .edit("content/guide.yaml", "pages: [home, about]", "pages: [home, abuot]")
        .edit("content/pages/engineers.en.md", "::matrix", "::matirx")
        .edit("content/pages/about.en.md", "[list](access#prism)", "[list](/en/access/)")
        .build();
    let helps: Vec<&str> = built.diagnostics.iter().filter_map(|one| one.help.as_deref()).collect();
    assert_snapshot!(helps.join("\n"), @r#"
    did you mean `comment`?
    did you mean `about`?
    did you mean `chrome`?
    a page is named without folder and ending: `access`
    did you mean `matrix`?
    did you mean `optional`?
    "#);
}
