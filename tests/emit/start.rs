//! Starting a guide: all of its files or none, and never over something else.

use std::io;

use annai::emit::{StartError, start, start_on};

use super::*;

/// A guide with a folder, a folder in one, a hidden folder, and files beside them.
fn guide() -> Files {
    files([
        (".github/workflows/guide.yml", "workflow"),
        (".gitignore", "/dist/"),
        ("README.md", "read"),
        ("content/guide.yaml", "title"),
        ("content/pages/about.ja.md", "about"),
    ])
}

fn refused(output: &Output) -> String {
    start(&site(&guide()), &output.path()).expect_err("a start that must fail").to_string()
}

#[test]
fn an_empty_folder_and_one_that_is_missing_get_every_file_and_nothing_else() {
    let output = Output::new();
    start(&site(&guide()), &output.path()).expect("a start");
    assert_eq!(output.all(), guide());
    let output = Output::new();
    fs::create_dir(output.path()).expect("a folder");
    start(&site(&guide()), &output.path()).expect("a start");
    assert_eq!(output.all(), guide());
}

#[test]
fn folders_on_the_way_are_made() {
    let output = Output::new();
    start(&site(&guide()), &output.file("some/where/else")).expect("a start");
    assert_eq!(output.all().len(), guide().len());
    assert!(output.file("some/where/else/content/guide.yaml").is_file());
}

#[test]
fn a_folder_with_something_in_it_stays_as_it_is() {
    let output = Output::new();
    output.put("content/guide.yaml", "mine").put("letter.txt", "mine").put("z", "").put("zz", "");
    let before = output.all();
    let said = refused(&output);
    assert!(said.contains("holds `content`, `letter.txt`, `z` and 1 more; name a new"), "{said}");
    assert_eq!(output.all(), before);
    let output = Output::new();
    output.put(".hidden", "mine");
    assert!(refused(&output).contains("holds `.hidden`; "));
}

#[test]
fn what_nobody_put_there_does_not_count() {
    let output = Output::new();
    output.put(".git/HEAD", "ref").put(".DS_Store", "").put(".annai-staging/3/old.yaml", "ti");
    start(&site(&guide()), &output.path()).expect("a start");
    let mut expected = guide();
    expected.extend(files([(".git/HEAD", "ref"), (".DS_Store", "")]));
    assert_eq!(output.all(), expected);
}

#[test]
fn a_file_in_the_way_is_named() {
    let output = Output::new();
    output.put("note", "mine");
    for path in ["note", "note/guide", "note/deep/guide"] {
        let error = start(&site(&guide()), &output.file(path)).expect_err("a file");
        assert!(
            matches!(&error, StartError::NotAFolder { path } if *path == output.file("note")),
            "{error}"
        );
    }
    assert_eq!(output.all(), files([("note", "mine")]));
}

#[test]
fn an_error_anywhere_leaves_the_folder_as_it_was() {
    for missing in [true, false] {
        for number in 0..1000 {
            let output = Output::quick();
            if !missing {
                fs::create_dir(output.path()).expect("a folder");
            }
            let calls = AtomicUsize::new(0);
            let full = |_: &str, _: &Path| match calls.fetch_add(1, SeqCst) {
                call if call == number => Err(ErrorKind::StorageFull.into()),
                _ => Ok(()),
            };
            let folder = if missing { output.file("new/guide") } else { output.path() };
            match start_on(&Failing { fails: full }, &site(&guide()), &folder) {
                Ok(()) => {
                    assert!(number > 8, "only {number} changes: there was nothing to do");
                    break;
                }
                Err(error) => {
                    let said = error.to_string();
                    assert!(said.ends_with("; free some space and try again"), "{said}");
                    assert_eq!(output.all(), Files::new(), "after {number} changes");
                    assert_eq!(output.path().exists(), !missing, "after {number} changes");
                }
            }
        }
    }
}

#[test]
fn a_kill_at_any_point_leaves_whole_files() {
    for changes in 0..1000 {
        let output = Output::quick();
        let done = start_on(&Dying::after(changes), &site(&guide()), &output.path());
        for (path, text) in output.files().iter().filter(|(path, _)| !path.ends_with('/')) {
            assert_eq!(Some(text), guide().get(path), "{path} after {changes} changes");
        }
        if done.is_ok() {
            return assert_eq!(output.all(), guide());
        }
        // What is only staged is no hindrance.
        if output.files().is_empty() {
            start(&site(&guide()), &output.path()).expect("a start");
            assert_eq!(output.all(), guide());
        }
    }
    panic!("the start never ends");
}

#[test]
fn a_folder_that_may_not_be_written_is_said_in_words_for_the_one_who_starts() {
    let output = Output::new();
    let fails = |_: &str, _: &Path| -> io::Result<()> { Err(ErrorKind::PermissionDenied.into()) };
    let error = start_on(&Failing { fails }, &site(&guide()), &output.path());
    let said = error.expect_err("a start that must fail").to_string();
    assert!(said.starts_with("cannot create `") && said.ends_with("you may write"), "{said}");
    assert!(!said.contains("--out"), "{said}");
}
