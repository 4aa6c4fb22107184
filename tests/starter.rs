//! `annai init`, and the guide that it starts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use annai::diagnostic::{Diagnostics, human};
use annai::sources::{SourceFile, Sources};
use annai::yaml;

use crate::harness::{GuideTest, Outcome, on_disk};
use crate::html;

/// The new guide, built in memory.
fn built() -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(init(folder.path(), "guide").0, 0);
    GuideTest::folder(&folder.path().join("guide")).build().clean()
}

/// Runs `annai init` in a folder: exit code, standard output, standard error.
fn init(place: &Path, folder: &str) -> (i32, String, String) {
    run(place, &["init", folder])
}

fn run(place: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annai"));
    let ran = command.args(arguments).current_dir(place).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
}

/// The paths of all files below a folder, with `/`.
fn files(folder: &Path) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name =
        |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
    files.map(|entry| name(entry.path())).collect()
}

#[test]
fn every_file_of_the_starter_is_in_the_program() {
    let embedded: BTreeSet<String> =
        annai::starter::files().iter().map(|(path, _)| path.to_string()).collect();
    let mut there = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("starter"));
    there.insert("content/ui.yaml".to_owned());
    assert_eq!(embedded, there);
}

#[test]
fn a_new_guide_is_checked_and_built_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let (code, stdout, stderr) = init(place, "new/guide");
    assert_eq!((code, stderr.as_str()), (0, ""));
    // What to do, in the order in which one does it.
    let at = |words: &str| stdout.find(words).unwrap_or_else(|| panic!("{words}: {stdout}"));
    let order =
        ["cd new/guide\n", "annai serve", "annai check", "annai build", "README.md"].map(at);
    assert!(order.is_sorted(), "{stdout}");
    let checked = run(place, &["check", "--root", "new/guide", "--deny-warnings"]);
    assert_eq!(checked, (0, "nothing to mend\n".to_owned(), String::new()));
    let build =
        ["build", "--root", "new/guide", "--out", "dist", "--deny-warnings", "--no-pdf", "-q"];
    assert_eq!(run(place, &build), (0, String::new(), String::new()));
    for edition in ["external", "internal"] {
        assert!(
            place.join("dist").join(edition).join("ja/join/meeting/chrome/index.html").is_file()
        );
    }
}

#[test]
fn a_guide_is_started_in_the_folder_one_is_in() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let (code, stdout, stderr) = init(folder.path(), ".");
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(!stdout.contains("cd "), "{stdout}");
    assert!(folder.path().join("content/guide.yaml").is_file());
}

#[test]
fn a_folder_that_is_not_empty_is_refused_and_not_touched() {
    let (_folder, root) = on_disk(&GuideTest::fixture("small"));
    let before = files(&root);
    let (code, stdout, stderr) = init(&root, ".");
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert_eq!(
        stderr,
        "error: `.` is not empty: it holds `content`, `static` and `templates`; name a new folder, or move what is in \
         this one elsewhere first\n"
    );
    let (code, _, stderr) = init(&root, "content/guide.yaml");
    assert_eq!(code, 2);
    assert!(stderr.starts_with("error: `content/guide.yaml` is a file, "), "{stderr}");
    assert_eq!(files(&root), before);
}

#[test]
fn a_guide_is_started_with_the_same_bytes_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one", "two"] {
        assert_eq!(
            run(folder.path(), &["init", name, "--quiet"]),
            (0, String::new(), String::new())
        );
    }
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    assert_eq!(files(&one), files(&two));
    for path in files(&one) {
        assert_eq!(
            fs::read(one.join(&path)).unwrap(),
            fs::read(two.join(&path)).unwrap(),
            "{path}"
        );
    }
}

#[test]
fn a_new_guide_has_two_languages_one_platform_and_every_kind_of_page() {
    let outcome = built();
    let names: Vec<&str> = outcome.built.iter().map(|built| &*built.name).collect();
    assert_eq!(names, ["external", "internal"]);
    let pages = ["", "about/", "check/", "access/", "join/", "join/meeting/", "join/meeting/edge/"];
    for locale in ["ja", "en"] {
        for page in pages {
            let text = outcome.page("external", &format!("{locale}/{page}index.html"));
            assert_eq!(html::all(text, "h1").len(), 1, "{locale}/{page}");
            assert_eq!(html::all(text, "html")[0].attr("lang"), locale);
            // Reads every tag, and stops at one that is not whole.
            html::tags(text)
                .iter()
                .filter(|tag| tag.name == "main")
                .for_each(|tag| drop(tag.text()));
        }
        assert_eq!(
            html::of_class(
                outcome.page("external", &format!("{locale}/join/index.html")),
                "platform"
            )
            .len(),
            1
        );
    }
}

#[test]
fn what_is_internal_in_a_new_guide_stays_inside() {
    let outcome = built();
    let (external, internal) = (outcome.everything("external"), outcome.everything("internal"));
    for words in
        ["折り返しの電話番号", "Let the customer log in.", "Say what you want to do before"]
    {
        assert!(internal.contains(words) && !external.contains(words), "{words}");
    }
    assert!(outcome.edition("internal").site.get("ja/decode/index.html").is_some());
    assert!(outcome.edition("external").site.get("ja/decode/index.html").is_none());
}

#[test]
fn a_new_guide_names_nobody_but_its_fictitious_company() {
    let files = annai::starter::files();
    for (path, bytes) in files.iter() {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["nutanix", "webex", "zoom", "prism", "lorem"] {
            assert!(!text.contains(word), "{path} speaks of {word}");
        }
    }
}

#[test]
fn the_workflow_of_a_new_guide_is_yaml_and_names_this_version() {
    let files = annai::starter::files();
    for path in [".github/workflows/guide.yml", ".github/dependabot.yml"] {
        let text: Arc<str> = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap().into();
        let file = SourceFile { path: path.into(), text: Arc::clone(&text) };
        let sources = Sources::new(vec![file], Vec::new());
        let mut diagnostics = Diagnostics::new();
        let node = yaml::parse(sources.find(path).unwrap().0, &text, 0, &mut diagnostics);
        assert!(node.is_some(), "{}", human::render(&diagnostics, &sources, false));
        if path.ends_with("guide.yml") {
            let version = concat!("\n  ANNAI_VERSION: \"", env!("CARGO_PKG_VERSION"), "\"\n");
            assert!(text.contains(version), "{path} names another version");
        }
    }
}
