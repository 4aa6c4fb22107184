//! `annai status`, `annai approve`, and what a build says of translations whose source has changed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{GuideTest, on_disk};

const LOCK: &str = "content/translations.lock";
const COMMENT: &str = "access/targets/prism/comment@en";

/// A guide on disk.
struct Project {
    _folder: TempDir,
    root: PathBuf,
}

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

    fn small() -> Self {
        Self::new(&GuideTest::fixture("small"))
    }

    /// The small guide with every translation approved.
    fn approved() -> Self {
        let project = Self::small();
        project.run(&["approve", "--all"]).ends(0);
        project
    }

    /// Runs the program on 2026-12-01.
    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_at(arguments, "1796083200")
    }

    fn run_at(&self, arguments: &[&str], epoch: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annai"));
        command.args(arguments).current_dir(&self.root).env("SOURCE_DATE_EPOCH", epoch);
        let output = command.output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn change_comment(&self) {
        self.edit("content/access.yaml", "状態を確認します。", "状態と設定を確認します。");
    }

    fn lock(&self) -> String {
        fs::read_to_string(self.root.join(LOCK)).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.run(&["status", "--format", "json"]).ends(0).stdout).unwrap()
    }

    /// The ids that wait, each with its state.
    fn waiting(&self) -> Vec<String> {
        let json = self.json();
        let waiting = json["translations"]["waiting"].as_array().unwrap();
        let word = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        waiting.iter().map(|one| word(one, "state") + " " + &word(one, "id")).collect()
    }
}

impl Ran {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        self
    }
}

/// The lock of a guide in memory, all of it approved.
fn locked(guide: &GuideTest) -> String {
    let project = Project::new(guide);
    project.run(&["approve", "--all"]).ends(0);
    project.lock()
}

/// The small guide with every translation approved, and its source of the comment on prism changed afterwards.
fn stale() -> GuideTest {
    let small = GuideTest::fixture("small");
    let lock = locked(&small);
    small.write(LOCK, &lock).edit(
        "content/access.yaml",
        "状態を確認します。",
        "状態と設定を確認します。",
    )
}

#[test]
fn a_text_that_moves_in_its_list_stays_approved() {
    let project = Project::approved();
    let first =
        "highlights:\n  - {ja: お客様のデータは見ません。, en: Your data is not looked at.}\n";
    let added = "highlights:\n  - {ja: 操作はしません。, en: We do not operate it.}\n";
    project.edit("content/guide.yaml", "highlights:\n", added);
    assert_eq!(project.waiting(), ["new guide/highlights/1@en"]);
    assert_eq!(project.run(&["check", "--deny-warnings"]).ends(0).stderr, "");
    project.run(&["approve", "guide/highlights/1"]).ends(0);
    assert_eq!(project.waiting(), [""; 0]);
    project.edit(
        "content/guide.yaml",
        &format!("{added}{}", &first["highlights:\n".len()..]),
        first,
    );
    assert_eq!(project.waiting(), [""; 0], "back at its first place");
}

#[test]
fn a_text_in_a_list_inside_a_list_stays_approved_when_an_item_is_put_before_it() {
    let project = Project::new(&GuideTest::shipped());
    let path = "content/join/webex.yaml";
    let text = fs::read_to_string(project.root.join(path)).unwrap();
    let variant = "      - for: {client: [app], browser: [edge]}\n";
    let added = "      - for: {client: [app], browser: [safari], system: [macos]}\n        text: {ja: もう一度試します。, en: Try once more.}\n";
    fs::write(project.root.join(path), text.replacen(variant, &format!("{added}{variant}"), 1))
        .unwrap();
    let waiting = project.waiting();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert!(waiting[0].starts_with("new join/webex/steps/"), "{waiting:?}");
}

#[test]
fn nothing_is_forgotten_while_the_guide_has_errors() {
    for (path, from, to) in [
        // The source of a text was deleted by a slip.
        ("content/access.yaml", "    name: {ja: Prism, en: Prism}", "    name: {en: Prism}"),
        // A language has another name now.
        ("content/guide.yaml", "- {id: en, name: English}", "- {id: en-GB, name: English}"),
    ] {
        let project = Project::approved();
        let lock = project.lock();
        project.edit(path, from, to);
        let line = lock.lines().find(|line| line.starts_with("pages/about#scope@en")).unwrap();
        project.edit(LOCK, &format!("{line}\n"), "");
        let before = project.lock();
        project.run(&["approve", "--all"]);
        let after = project.lock();
        assert!(before.lines().all(|line| after.contains(line)), "{to}");
    }
}

#[test]
fn a_guide_whose_settings_cannot_be_read_cannot_be_approved() {
    let project = Project::approved();
    project.edit("content/guide.yaml", "locales:\n", "locales: {\n");
    let ran = project.run(&["approve", "--all"]).ends(1);
    assert!(ran.stderr.starts_with("error[yaml-syntax]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing can be approved"), "{}", ran.stderr);
}

#[test]
fn a_check_counts_what_nobody_has_approved() {
    let project = Project::approved();
    assert_eq!(project.run(&["check"]).ends(0).stdout, "nothing to mend\n");
    let lock = project.lock();
    let line = lock.lines().find(|line| line.starts_with("pages/about#scope@en")).unwrap();
    project.edit(LOCK, &format!("{line}\n"), "");
    assert_eq!(
        project.run(&["check", "--deny-warnings"]).ends(0).stdout,
        "nothing to mend\n1 translation is not approved yet: `annai status` says which\n"
    );
    project.run(&["approve", "content/pages/about.en.md"]).ends(0);
    assert_eq!(project.lock(), lock);
}

#[test]
fn a_guide_without_a_record_says_how_to_begin_and_builds_in_silence() {
    let project = Project::small();
    let report = project.run(&["status", "--deny-warnings"]).ends(0);
    assert!(report.stdout.contains("Begin with `annai approve --all`"), "{}", report.stdout);
    assert_eq!(project.json()["translations"]["tracked"], false);
    project.run(&["check", "--deny-warnings"]).ends(0);
    let begun = project.run(&["approve", "--all"]).ends(0);
    assert!(begun.stdout.starts_with("recorded "), "{}", begun.stdout);
    assert!(project.run(&["status"]).stdout.contains("translations approved"));
    project.run(&["check", "--deny-warnings"]).ends(0);
}

#[test]
fn the_record_has_a_line_for_each_translation_and_is_sorted() {
    let lock = Project::approved().lock();
    let lines: Vec<&str> = lock.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.is_sorted());
    let comment: Vec<&&str> = lines.iter().filter(|line| line.starts_with(COMMENT)).collect();
    assert_eq!(comment.len(), 1);
    assert_eq!(comment[0].len(), COMMENT.len() + 2 + 16, "{}", comment[0]);
    assert_eq!(lock, Project::approved().lock());
}

#[test]
fn every_state_is_told_with_its_place() {
    let project = Project::approved();
    project.change_comment();
    project.edit(
        "content/access.yaml",
        "    name: {ja: Prism, en: Prism}",
        "    name: {ja: Prism}",
    );
    project.edit(LOCK, "pages/about#scope@en", "pages/about#gone@en");
    project.edit(
        "content/pages/about.en.md",
        &fs::read_to_string(project.root.join("content/pages/about.en.md")).unwrap(),
        &fs::read_to_string(project.root.join("content/pages/about.ja.md")).unwrap(),
    );
    let report = project.run(&["status"]).ends(0);
    assert_snapshot!(report.stdout, @r###"
    The guide has 2 errors (`annai check` lists them): this is of what can be read.

    383 of 386 translations approved

                                   missing      stale       same   approved
      content/access.yaml                1          1          0         17
      content/pages/about.en.md          0          0          1          2
      6 other files                      0          0          0        364
      total                              1          1          1        383

    Waiting:
      missing  access/targets/prism/name@en     content/access.yaml:38:5  there is no text in `en`
      stale    access/targets/prism/comment@en  content/access.yaml:40:37  its source has changed: content/access.yaml:40:19
      same     pages/about#scope@en             content/pages/about.en.md:9:1  is its source, word for word
    Bring each up to date, then run `annai approve` with its id, or with a beginning such as `access/`.

    8 facts with a source, 0 checked more than 180 days ago, 2 never checked
      guide/values/hotline    content/guide.yaml:49:17  never checked
      labels/products/chrome  content/labels.yaml:9:17  never checked
    revised_on  content/guide.yaml:21:13  2026-11-20, 11 days ago
    "###);
    project.run(&["status", "--deny-warnings"]).ends(1);
}

#[test]
fn a_text_that_is_changed_and_one_that_is_new_wait() {
    let project = Project::approved();
    assert_eq!(project.waiting(), Vec::<String>::new());
    project.run(&["status", "--deny-warnings"]).ends(0);
    project.change_comment();
    assert_eq!(project.waiting(), [format!("stale {COMMENT}")]);
    let lock = project.lock();
    let line = lock.lines().find(|line| line.starts_with("pages/about#scope@en")).unwrap();
    project.edit(LOCK, &format!("{line}\n"), "");
    assert_eq!(
        project.waiting(),
        [format!("stale {COMMENT}"), "new pages/about#scope@en".to_owned()]
    );
    project.run(&["status", "--deny-warnings"]).ends(1);
}

#[test]
fn space_around_a_source_and_the_style_it_is_quoted_in_change_nothing() {
    let project = Project::approved();
    project.edit("content/access.yaml", "状態を確認します。", "\"状態を確認します。 \"");
    let page = project.root.join("content/pages/about.ja.md");
    let text = fs::read_to_string(&page).unwrap().replace('\n', "\r\n") + "\r\n\r\n";
    fs::write(&page, text).unwrap();
    assert_eq!(project.waiting(), Vec::<String>::new());
}

#[test]
fn a_report_for_programs_keeps_its_keys() {
    let project = Project::approved();
    project.change_comment();
    let mut json = project.json();
    json["translations"]["files"].as_array_mut().unwrap().truncate(1);
    json["review"]["facts"].as_array_mut().unwrap().truncate(1);
    assert_snapshot!(format!("{json:#}"), @r###"
    {
      "errors": 0,
      "review": {
        "days": 180,
        "facts": [
          {
            "age_days": 11,
            "checked_on": "2026-11-20",
            "column": 17,
            "id": "browsers/browsers/internet-explorer",
            "line": 32,
            "old": false,
            "path": "content/browsers.yaml"
          }
        ],
        "old": 0
      },
      "today": "2026-12-01",
      "translations": {
        "files": [
          {
            "approved": 18,
            "missing": 0,
            "new": 0,
            "path": "content/access.yaml",
            "same": 0,
            "stale": 1,
            "untracked": 0
          }
        ],
        "total": {
          "approved": 385,
          "missing": 0,
          "new": 0,
          "same": 0,
          "stale": 1,
          "untracked": 0
        },
        "tracked": true,
        "waiting": [
          {
            "column": 37,
            "id": "access/targets/prism/comment@en",
            "line": 40,
            "path": "content/access.yaml",
            "source": {
              "column": 19,
              "line": 40,
              "path": "content/access.yaml"
            },
            "state": "stale"
          }
        ]
      },
      "version": 1
    }
    "###);
}

#[test]
fn some_are_approved_by_a_translation_a_text_or_a_beginning() {
    let approve = |ids: &[&str]| {
        let project = Project::small();
        project.run(&[&["approve"], ids].concat()).ends(0);
        let lock = project.lock();
        lock.lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split(": ").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(approve(&[COMMENT]), [COMMENT]);
    assert_eq!(approve(&["access/targets/prism/comment"]), [COMMENT]);
    assert_eq!(
        approve(&["pages/about#", COMMENT]),
        [COMMENT, "pages/about#record@en", "pages/about#scope@en"]
    );
    assert!(approve(&["access/"]).iter().all(|id| id.starts_with("access/")));
    assert!(approve(&["access/"]).len() > 10);
}

#[test]
fn what_is_approved_waits_no_longer_and_is_written_once() {
    let project = Project::approved();
    project.change_comment();
    let said = project.run(&["approve", COMMENT]).ends(0);
    assert_eq!(said.stdout, format!("recorded 1 translation:\n  {COMMENT}\n"));
    assert_eq!(project.waiting(), Vec::<String>::new());
    let lock = project.root.join(LOCK);
    let changed = fs::metadata(&lock).unwrap().modified().unwrap();
    let said = project.run(&["approve", COMMENT]).ends(0);
    assert!(said.stdout.starts_with("nothing to record"), "{}", said.stdout);
    assert_eq!(fs::metadata(&lock).unwrap().modified().unwrap(), changed);
    let content = fs::read_dir(project.root.join("content")).unwrap();
    let hidden =
        content.filter(|one| one.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}

#[test]
fn approve_without_ids_lists_what_waits() {
    let project = Project::approved();
    project.change_comment();
    let listed = project.run(&["approve"]).ends(2);
    assert!(
        listed.stdout.contains(COMMENT) && listed.stdout.lines().count() == 1,
        "{}",
        listed.stdout
    );
    assert!(listed.stderr.contains("or `--all`"), "{}", listed.stderr);
}

#[test]
fn an_unknown_id_records_nothing() {
    let project = Project::small();
    let said = project.run(&["approve", COMMENT, "access/targets/prism/coment@en"]).ends(2);
    assert!(said.stderr.contains(&format!("did you mean `{COMMENT}`?")), "{}", said.stderr);
    let said = project.run(&["approve", "acess/"]).ends(2);
    assert!(said.stderr.contains("did you mean `access/`?"), "{}", said.stderr);
    assert!(!project.root.join(LOCK).exists());
    project.run(&["approve", "--all", COMMENT]).ends(2);
}

#[test]
fn a_missing_translation_is_not_approved() {
    let project = Project::small();
    project.edit(
        "content/access.yaml",
        "    name: {ja: Prism, en: Prism}",
        "    name: {ja: Prism}",
    );
    let said = project.run(&["approve", "access/targets/prism/name@en"]).ends(2);
    assert!(said.stderr.contains("has no text yet"), "{}", said.stderr);
    let said = project.run(&["approve", "--all"]).ends(0);
    assert!(said.stdout.contains("left out 1"), "{}", said.stdout);
    assert!(!project.lock().contains("access/targets/prism/name@en"));
}

#[test]
fn a_text_that_is_gone_is_forgotten_unless_its_file_cannot_be_read() {
    let project = Project::approved();
    let before = project.lock();
    project.edit("content/access.yaml", "targets:", "targets: [");
    project.run(&["approve", "pages/"]).ends(0);
    assert_eq!(project.lock(), before);
    project.edit("content/access.yaml", "targets: [", "targets:");
    fs::write(
        project.root.join(LOCK),
        before.replace("pages/about#scope@en", "pages/about#gone@en"),
    )
    .unwrap();
    assert!(project.run(&["approve", "pages/"]).ends(0).stdout.contains("forgot 1"));
    assert_eq!(project.lock(), before);
}

#[test]
fn a_merge_that_left_both_sides_is_told_once_and_not_written_over() {
    let project = Project::approved();
    let lock = project.lock();
    let line = lock.lines().find(|line| line.starts_with(COMMENT)).unwrap();
    let ours =
        format!("<<<<<<< ours\n{line}\n=======\n{COMMENT}: 0123456789abcdef\n>>>>>>> theirs");
    project.edit(LOCK, line, &ours);
    let said = project.run(&["check", "--format", "short"]).ends(1);
    assert_eq!(said.stdout.matches("bad-lock").count(), 1, "{}", said.stdout);
    let before = project.lock();
    project.run(&["approve", "--all"]).ends(1);
    assert_eq!(project.lock(), before);
}

#[test]
fn a_build_warns_of_a_stale_translation_and_of_nothing_else() {
    stale().build().reports(&["stale-translation"]);
    let project = Project::approved();
    let lock = project.lock();
    let line = lock.lines().find(|line| line.starts_with("pages/about#scope@en")).unwrap();
    project.edit(LOCK, &format!("{line}\n"), "");
    project.run(&["build", "--deny-warnings", "--no-pdf"]).ends(0);
    project.change_comment();
    project.run(&["build", "--no-pdf"]).ends(0);
    project.run(&["build", "--deny-warnings", "--no-pdf"]).ends(1);
}

#[test]
fn a_stale_text_has_a_badge_in_the_internal_edition_alone() {
    let outcome = stale().build();
    let badge = "Translation out of date";
    let page = outcome.page("internal", "en/access/index.html");
    let badges = format!("<p><span class=\"badge\">{badge}</span></p>\n<p>For its status.");
    assert!(page.contains(&badges), "{page}");
    assert!(!outcome.page("internal", "ja/access/index.html").contains("訳文の更新"));
    assert!(!outcome.page("internal", "en/check/index.html").contains(badge));
    assert!(!outcome.everything("external").contains(badge));
    assert!(!outcome.everything("external").contains("訳文の更新"));
}

#[test]
fn a_stale_section_has_its_badge_in_the_heading_also_with_the_memo_of_another_build() {
    let small = GuideTest::fixture("small");
    let lock = locked(&small);
    let page = "content/pages/about.ja.md";
    let text = small.text(page).to_owned() + "\n最後に一文を加えます。\n";
    let again = small.write(LOCK, &lock).build().clean().again().write(page, &text).build();
    let badge = "<span class=\"badge\">Translation out of date</span>";
    let english = again.page("internal", "en/about/index.html");
    assert_eq!(english.matches(badge).count(), 1, "{english}");
    let end = format!("{badge}</h2>");
    assert!(english.contains(&end), "{english}");
    let fresh = again.guide.forgetful().build();
    assert_eq!(fresh.everything("internal"), again.everything("internal"));
    assert_eq!(fresh.everything("external"), again.everything("external"));
    let approved = GuideTest::fixture("small").write(page, &text);
    let lock = locked(&approved);
    approved.write(LOCK, &lock).build().clean();
}

#[test]
fn a_stale_opening_marks_the_title_on_every_page_also_with_a_memo() {
    let small = GuideTest::fixture("small");
    let lock = locked(&small);
    let approved = small.write(LOCK, &lock).build().clean();
    let changed = approved.again().edit("content/pages/about.ja.md", "調べます。", "見ます。");
    let fresh = changed.forgetful().build();
    let kept = changed.build();
    assert_eq!(kept.human(), fresh.human());
    assert_eq!((kept.built.len(), fresh.built.len()), (2, 2));
    for (kept, fresh) in kept.built.iter().zip(&fresh.built) {
        assert_eq!(kept.site.len(), fresh.site.len());
        for ((path, one), (_, other)) in kept.site.iter().zip(fresh.site.iter()) {
            assert!(one == other, "{} {path}", kept.name);
        }
    }
    assert!(fresh.page("internal", "en/access/index.html").contains("Translation out of date"));
}

#[test]
fn a_stale_title_is_plain_where_only_words_can_stand() {
    let small = GuideTest::fixture("small");
    let lock = locked(&small);
    let page = "content/pages/about.ja.md";
    let text = small.text(page).replacen("title: ", "title: 新しい", 1);
    let outcome =
        small.write(LOCK, &lock).write(page, &text).build().reports(&["stale-translation"]);
    let english = outcome.page("internal", "en/about/index.html");
    let (_, title) = english.split_once("<title>").unwrap();
    assert!(!title.split_once("</title>").unwrap().0.contains("out of date"), "{title}");
    let (_, heading) = english.split_once("<h1").unwrap();
    assert!(heading.split_once("</h1>").unwrap().0.contains("out of date"), "{heading}");
}

#[test]
fn the_record_changes_no_byte_of_an_external_edition() {
    let plain = GuideTest::fixture("small").build();
    let locked = GuideTest::fixture("small")
        .write(LOCK, &locked(&GuideTest::fixture("small")))
        .build()
        .clean();
    for edition in ["external", "internal"] {
        assert_eq!(plain.everything(edition), locked.everything(edition));
    }
}

#[test]
fn facts_are_old_after_the_days_that_the_guide_says() {
    let project = Project::approved();
    let old = |epoch: &str| {
        let ran = project.run_at(&["status", "--format", "json"], epoch);
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        json["review"]["old"].as_u64().unwrap()
    };
    assert_eq!(old("1796083200"), 0);
    assert!(old("1896083200") > 0);
    project.run_at(&["status", "--deny-warnings"], "1896083200").ends(1);
    // No build looks at the day.
    project.run_at(&["check", "--deny-warnings"], "1896083200").ends(0);
    let wrong = project.run_at(&["status"], "yesterday").ends(2);
    assert!(wrong.stderr.contains("SOURCE_DATE_EPOCH"), "{}", wrong.stderr);
}

#[test]
fn a_status_is_given_while_the_guide_has_errors() {
    let project = Project::approved();
    project.edit("content/access.yaml", "software: ○", "software: ☆");
    let report = project.run(&["status"]).ends(0);
    assert!(
        report.stdout.starts_with("The guide has 1 error (`annai check` lists them)"),
        "{}",
        report.stdout
    );
    assert!(report.stdout.contains("translations approved"));
    project.run(&["status", "--root", "nowhere"]).ends(2);
}

#[test]
fn every_translation_of_the_shipped_guide_is_approved() {
    let project = Project::new(&GuideTest::shipped());
    assert_eq!(project.waiting(), Vec::<String>::new());
    assert_eq!(project.json()["translations"]["tracked"], true);
}
