//! Writing a site to a folder: what a reader finds there, whatever stops the build.
#![expect(
    clippy::disallowed_methods,
    reason = "these tests look at what is on the disk, and prepare it"
)]

mod any_site;
mod disks;
mod killed;
mod refused;
mod start;
#[cfg(unix)]
mod unix;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use annai::emit::{EmitError, Written, emit, emit_on};
use annai::site::Site;
use disks::{Dying, Failing};
use tempfile::TempDir;

/// Files by path: of a site, or found in a folder.
type Files = BTreeMap<String, String>;

fn files<const N: usize>(files: [(&str, &str); N]) -> Files {
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn site(files: &Files) -> Site {
    let mut site = Site::default();
    for (path, text) in files {
        assert!(site.insert(path.as_str(), text.as_bytes()), "`{path}` is twice in the site");
    }
    site
}

/// An output folder, in a folder of its own that can be looked at for what was written outside of it.
struct Output {
    around: TempDir,
}

impl Output {
    fn new() -> Self {
        Self { around: TempDir::new().expect("a temporary folder") }
    }

    /// In memory, where the system has a disk there, for tests that make a thousand of them.
    fn quick() -> Self {
        let memory = Path::new("/dev/shm");
        let around = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        Self { around: around.expect("a temporary folder") }
    }

    fn holding(before: &Files) -> Self {
        let output = Self::new();
        output.emit(before);
        output
    }

    fn path(&self) -> PathBuf {
        self.around.path().join("dist")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file as its owner would, not as annai does.
    fn put(&self, path: &str, text: &str) -> &Self {
        let path = self.file(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the file");
        fs::write(path, text).expect("a file");
        self
    }

    fn emit(&self, files: &Files) -> Written {
        emit(&site(files), &self.path()).expect("a build")
    }

    fn refuse(&self, files: &Files) -> EmitError {
        emit(&site(files), &self.path()).expect_err("a build that must fail")
    }

    /// Everything in the folder but annai's own files; an empty folder ends in `/`.
    fn files(&self) -> Files {
        let mut found = self.all();
        found.retain(|path, _| !path.split('/').any(|name| name.starts_with(".annai-")));
        found
    }

    /// Everything in the folder.
    fn all(&self) -> Files {
        let mut found = Files::new();
        if self.path().exists() {
            collect(&self.path(), "", &mut found);
        }
        found
    }

    /// The folder is as a build leaves it: the site, its list, and nothing more.
    fn assert_is(&self, files: &Files) {
        let mut expected = files.clone();
        let list: Vec<_> = files.keys().map(|path| format!("{path}\n")).collect();
        expected.insert(".annai-manifest".into(), format!("annai-manifest 1\n{}", list.concat()));
        assert_eq!(self.all(), expected);
    }
}

fn collect(folder: &Path, prefix: &str, into: &mut Files) {
    let mut is_empty = true;
    for entry in fs::read_dir(folder).expect("a folder") {
        is_empty = false;
        let entry = entry.expect("an entry");
        let path = format!("{prefix}{}", entry.file_name().to_str().expect("a name in UTF-8"));
        if entry.file_type().expect("a type").is_dir() {
            collect(&entry.path(), &format!("{path}/"), into);
        } else {
            let bytes = fs::read(entry.path()).expect("a file");
            into.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    if is_empty && !prefix.is_empty() {
        into.insert(prefix.to_owned(), String::new());
    }
}

/// A site, and one that differs from it in every way there is.
fn before_and_after() -> (Files, Files) {
    let before = files([
        ("404.html", "same"),
        ("assets/same.js", "same"),
        ("assets/site.1.css", "old style"),
        ("becomes-file/deep/page.html", "old, in a folder of a folder"),
        ("becomes-file/page.html", "old, in a folder"),
        ("becomes-folder", "old file"),
        ("gone/for/good.html", "old"),
        ("ja/index.html", "old, with site.1.css"),
        ("ja/join/index.html", "same"),
        ("robots.txt", "old robots"),
        ("under/becomes-file/x", "old x"),
        ("under/becomes-folder", "old file"),
    ]);
    let after = files([
        ("404.html", "same"),
        ("assets/new/pin.svg", "new picture"),
        ("assets/same.js", "same"),
        ("assets/site.2.css", "new style"),
        ("becomes-file", "new file"),
        ("becomes-folder/deep/page.html", "new, in a folder of a folder"),
        ("becomes-folder/page.html", "new, in a folder"),
        ("becomes.html", "sorts between a folder and what is in it"),
        ("en/index.html", "new, with site.2.css"),
        ("en/join/index.html", "new"),
        ("ja/index.html", "new, with site.2.css"),
        ("ja/join/index.html", "same"),
        ("ja/join/webex/index.html", "new"),
        ("robots.txt", "new robots"),
        ("under/becomes-file", "new file"),
        ("under/becomes-folder/x", "new x"),
    ]);
    (before, after)
}

#[test]
fn a_build_says_what_it_did() {
    let (before, after) = before_and_after();
    let output = Output::new();
    let first = output.emit(&before);
    let bytes: usize = before.values().map(String::len).sum();
    let bytes = bytes.try_into().expect("a small number");
    assert_eq!(first, Written { written: before.len(), unchanged: 0, removed: 0, bytes });

    let second = output.emit(&after);
    let is_new = |(path, text): &(&String, &String)| before.get(*path) != Some(*text);
    let bytes: usize = after.iter().filter(is_new).map(|(_, text)| text.len()).sum();
    let bytes = bytes.try_into().expect("a small number");
    assert_eq!(second, Written { written: 13, unchanged: 3, removed: 7, bytes });
    output.assert_is(&after);
}

#[test]
fn a_site_that_is_there_already_is_not_written_again() {
    let (before, _) = before_and_after();
    let output = Output::holding(&before);
    // The first change of any kind would be an error.
    let again = emit_on(&Dying::after(0), &site(&before), &output.path()).expect("a build");
    assert_eq!(again, Written { unchanged: before.len(), ..Written::default() });
}

#[test]
fn a_file_of_the_same_length_and_time_is_still_compared() {
    let output = Output::holding(&files([("index.html", "right")]));
    let path = output.file("index.html");
    let time = fs::metadata(&path).and_then(|found| found.modified()).expect("a time");
    fs::write(&path, "wrong").expect("a file");
    let file = fs::File::options().write(true).open(&path).expect("a file");
    file.set_modified(time).expect("a time");

    assert_eq!(output.emit(&files([("index.html", "right")])).written, 1);
    output.assert_is(&files([("index.html", "right")]));
}

#[test]
fn long_files_are_compared_to_the_end() {
    let mut long = files([("guide.html", &*"x".repeat(200_000))]);
    let output = Output::holding(&long);
    let text = long.values_mut().next().expect("a file");
    text.replace_range(199_999.., "y");
    assert_eq!(output.emit(&long).written, 1);
    output.assert_is(&long);
}

#[test]
fn a_new_folder_comes_with_one_rename() {
    let many: Files =
        (0..50).map(|n| (format!("ja/page-{n}/index.html"), format!("page {n}"))).collect();
    let renames = AtomicUsize::new(0);
    let counting = Failing {
        fails: |change: &str, _: &Path| {
            renames.fetch_add(usize::from(change == "rename"), SeqCst);
            Ok(())
        },
    };
    let output = Output::new();
    emit_on(&counting, &site(&many), &output.path()).expect("a build");
    // The list, and `ja`.
    assert_eq!(renames.into_inner(), 2);
    output.assert_is(&many);
}

#[test]
fn deleted_and_damaged_files_are_written_again() {
    let (before, _) = before_and_after();
    let output = Output::holding(&before);
    fs::remove_dir_all(output.file("assets")).expect("a folder");
    fs::write(output.file("404.html"), "").expect("a file");
    assert_eq!(output.emit(&before).written, 3);
    output.assert_is(&before);
}

#[test]
fn the_output_may_be_deep_and_new() {
    let around = TempDir::new().expect("a temporary folder");
    let out = around.path().join("not/there/yet");
    emit(&site(&files([("index.html", "text")])), &out).expect("a build");
    assert_eq!(fs::read_to_string(out.join("index.html")).expect("a file"), "text");
}

#[test]
fn the_output_may_be_on_another_file_system() {
    let (before, after) = before_and_after();
    let (disk, memory) = (Output::new(), Output::quick());
    for output in [disk, memory] {
        output.emit(&before);
        output.assert_is(&before);
        output.emit(&after);
        output.assert_is(&after);
    }
}

#[test]
fn a_site_without_files_empties_the_folder() {
    let (before, _) = before_and_after();
    let output = Output::holding(&before);
    assert_eq!(output.emit(&Files::new()).removed, before.len());
    output.assert_is(&Files::new());
}

#[test]
fn files_beside_the_site_stay() {
    let (before, after) = before_and_after();
    let output = Output::holding(&before);
    output.put("CNAME", "guide.example").put("gone/for/notes.txt", "mine");
    output.emit(&after);
    let mut expected = after.clone();
    expected.extend(files([("CNAME", "guide.example"), ("gone/for/notes.txt", "mine")]));
    assert_eq!(output.files(), expected);
}

#[test]
fn a_file_that_is_what_the_site_has_there_is_no_obstacle() {
    let (before, after) = before_and_after();
    let output = Output::holding(&before);
    output.put("assets/site.2.css", "new style");
    assert_eq!(output.emit(&after).unchanged, 4);
    output.assert_is(&after);
}

#[test]
fn a_list_that_names_files_outside_removes_none_of_them() {
    let output = Output::holding(&files([("index.html", "text"), ("old.html", "text")]));
    let victim = output.around.path().join("victim");
    fs::write(&victim, "mine").expect("a file");
    fs::write(output.around.path().join("dist-victim"), "mine").expect("a file");
    output.put("sub/victim", "mine").put("back\\slash", "mine").put(".annai-mine", "mine");
    let absolute = victim.to_str().expect("a name in UTF-8");
    output.put(
        ".annai-manifest",
        &format!(
            "annai-manifest 1\n../victim\n{absolute}\nsub/../../victim\n./../victim\nsub//victim\n./sub/victim\n\
             sub/./victim\n../dist-victim\n.. /victim\nback\\slash\n..\\victim\n.annai-mine\n.ANNAI-MANIFEST\n\
             nul\0victim\n\n/\n.\n..\nold.html\nindex.html\n"
        ),
    );
    let emitted = output.emit(&files([("index.html", "text")]));
    assert_eq!(emitted.removed, 1);
    assert_eq!(fs::read_to_string(victim).expect("a file"), "mine");
    assert!(output.around.path().join("dist-victim").exists());
    let kept = files([("sub/victim", "mine"), ("back\\slash", "mine"), ("index.html", "text")]);
    assert_eq!(output.files(), kept);
    assert!(output.file(".annai-mine").exists());
}

#[test]
fn a_list_with_windows_line_ends_is_read() {
    let output = Output::holding(&files([("index.html", "text"), ("old.html", "text")]));
    output.put(".annai-manifest", "annai-manifest 1\r\nindex.html\r\nold.html\r\n");
    output.emit(&files([("index.html", "text")]));
    output.assert_is(&files([("index.html", "text")]));
}

#[test]
fn a_staging_folder_left_over_is_removed_even_if_nothing_changed() {
    let output = Output::holding(&files([("index.html", "text")]));
    output.put(".annai-staging/7/half.html", "ha");
    assert_eq!(output.emit(&files([("index.html", "text")])).unchanged, 1);
    output.assert_is(&files([("index.html", "text")]));
}

#[test]
fn a_folder_inside_the_output_may_be_another_disk() {
    let (before, after) = before_and_after();
    let output = Output::holding(&before);
    let ja = output.file("ja");
    let disk = Dying { elsewhere: Some(ja), ..Dying::after(usize::MAX / 2) };
    emit_on(&disk, &site(&after), &output.path()).expect("a build");
    output.assert_is(&after);
}
