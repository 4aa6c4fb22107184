//! What a build must not do, and says instead.

use std::error::Error;
use std::io;

use super::*;

#[test]
fn a_folder_with_somebodys_files_is_refused_and_untouched() {
    let output = Output::new();
    output.put("thesis/chapter-1.txt", "years of work");
    let error = output.refuse(&files([("index.html", "text")]));
    let out = output.path();
    assert_eq!(
        error.to_string(),
        format!(
            "`{}` was not written by annai: it holds `thesis`; choose an empty or a new folder with `--out`",
            out.display()
        )
    );
    assert_eq!(output.all(), files([("thesis/chapter-1.txt", "years of work")]));
}

#[test]
fn somebodys_folder_with_a_staging_folder_in_it_is_still_refused() {
    let output = Output::new();
    output.put("notes.txt", "mine").put(".annai-staging/0", "ours");
    assert!(matches!(output.refuse(&Files::new()), EmitError::NotOurs { .. }));
    assert_eq!(output.files(), files([("notes.txt", "mine")]));
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let around = TempDir::new().expect("a temporary folder");
    let out = around.path().join("dist");
    fs::write(&out, "a file").expect("a file");
    let error = emit(&Site::default(), &out).expect_err("a refusal").to_string();
    assert!(
        error.ends_with("is a file, and the site needs a folder; choose another one with `--out`")
    );
    assert_eq!(fs::read_to_string(&out).expect("a file"), "a file");
}

#[test]
fn a_file_in_the_way_stops_the_build_before_it_changes_anything() {
    let (before, after) = before_and_after();
    let in_the_way = [
        // Where the site has a file; where it has a folder; in a folder that becomes a file, and one deeper.
        ("assets/site.2.css", "assets/site.2.css"),
        ("en", "en"),
        ("becomes-file/notes.txt", "becomes-file/notes.txt"),
        ("becomes-file/deep/mine/notes.txt", "becomes-file/deep/mine"),
        // A folder where the site has a file that no earlier build wrote.
        ("becomes.html/notes.txt", "becomes.html"),
    ];
    for (path, named) in in_the_way {
        let output = Output::holding(&before);
        output.put(path, "mine");
        let as_it_was = output.all();
        let error = emit_on(&Dying::after(0), &site(&after), &output.path());
        let error = error.expect_err(path).to_string();
        assert_eq!(
            error,
            format!(
                "`{}` exists and was not written by annai, but the site has something else there; move it away, or \
                 choose another folder with `--out`",
                output.file(named).display()
            )
        );
        assert_eq!(output.all(), as_it_was);
    }
}

#[test]
fn a_list_of_another_form_is_refused() {
    for list in [&b"annai-manifest 2\nindex.html\n"[..], b"", b"\n", b"annai-manifest 1\n\xff"] {
        let output = Output::holding(&files([("index.html", "text")]));
        fs::write(output.file(".annai-manifest"), list).expect("a file");
        let error = output.refuse(&Files::new());
        assert!(matches!(error, EmitError::UnknownManifest { .. }), "{error}");
        assert_eq!(output.files(), files([("index.html", "text")]));
    }
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let names = [
        "../up",
        ".. /up",
        "a/...",
        "/abs",
        "a//b",
        "a/",
        "",
        ".",
        "a/./b",
        "a\\b",
        "a\nb",
        "a\0b",
        ".annai-staging/0",
        "a/.annai-new",
        ".Annai-Manifest",
    ];
    for name in names {
        let output = Output::new();
        let error = output.refuse(&files([(name, "text")]));
        assert!(matches!(&error, EmitError::BadName { name: said } if **said == *name), "{error}");
        assert!(output.all().is_empty());
    }
    let both = files([("a", "a file"), ("a/b", "needs a folder")]);
    assert!(matches!(Output::new().refuse(&both), EmitError::BadName { .. }));
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let (before, after) = before_and_after();
    let output = Output::holding(&before);
    let refused = AtomicUsize::new(0);
    let disk = Failing {
        fails: |_: &str, _: &Path| {
            let error = emit(&site(&before), &output.path()).expect_err("a second build");
            assert!(matches!(error, EmitError::Busy { .. }), "{error}");
            refused.fetch_add(1, SeqCst);
            Ok(())
        },
    };
    emit_on(&disk, &site(&after), &output.path()).expect("the first build");
    assert!(refused.into_inner() > 0);
    output.assert_is(&after);
    output.emit(&before);
}

#[test]
fn a_full_disk_changes_nothing() {
    let (before, after) = before_and_after();
    for room in 0..after.len() {
        let output = Output::holding(&before);
        let as_it_was = output.all();
        let writes = AtomicUsize::new(0);
        let full = Failing {
            fails: |change: &str, _: &Path| match change {
                "write" if writes.fetch_add(1, SeqCst) >= room => {
                    Err(ErrorKind::StorageFull.into())
                }
                _ => Ok(()),
            },
        };
        match emit_on(&full, &site(&after), &output.path()) {
            // The staging folder has gone too.
            Err(error) => {
                assert!(
                    error.to_string().ends_with("; free some space and build again"),
                    "{error}"
                );
                assert_eq!(output.all(), as_it_was);
            }
            Ok(_) => return assert_eq!(room, 15, "13 files and two lists are to be written"),
        }
    }
    panic!("the disk is never large enough");
}

#[test]
fn a_failed_rename_names_the_file_and_tidies_up() {
    let (before, after) = before_and_after();
    let output = Output::holding(&before);
    let robots = output.file("robots.txt");
    let disk = Failing {
        fails: |change: &str, path: &Path| match change {
            "rename" if path == robots => Err(ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        },
    };
    let error = emit_on(&disk, &site(&after), &output.path()).expect_err("an error");
    assert!(error.source().expect("a cause").is::<io::Error>());
    assert_eq!(
        error.to_string(),
        format!(
            "cannot write `{}`: permission denied; make it writable for you, or choose another folder with `--out`",
            robots.display()
        )
    );
    assert!(!output.file(".annai-staging").exists());
    output.emit(&after);
    output.assert_is(&after);
}
