//! What only Unix has, or only Unix lets a test make.

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::*;

#[test]
fn a_link_to_the_output_is_followed() {
    let output = Output::new();
    fs::create_dir(output.path()).expect("a folder");
    let link = output.around.path().join("link");
    symlink(output.path(), &link).expect("a link");
    emit(&site(&files([("ja/index.html", "text")])), &link).expect("a build");
    output.assert_is(&files([("ja/index.html", "text")]));
    assert!(link.is_symlink());
}

#[test]
fn a_link_among_the_folders_is_refused() {
    let output = Output::holding(&files([("ja/index.html", "old")]));
    let elsewhere = output.around.path().join("elsewhere");
    fs::rename(output.file("ja"), &elsewhere).expect("a folder");
    symlink(&elsewhere, output.file("ja")).expect("a link");
    let error =
        emit_on(&Dying::after(0), &site(&files([("ja/index.html", "new")])), &output.path());
    assert!(matches!(error, Err(EmitError::Link { path }) if path == output.file("ja")));
    assert_eq!(fs::read_to_string(elsewhere.join("index.html")).expect("a file"), "old");
}

#[test]
fn nothing_is_removed_behind_a_link() {
    let output = Output::holding(&files([("index.html", "text"), ("ja/deep/index.html", "old")]));
    let elsewhere = output.around.path().join("elsewhere");
    fs::rename(output.file("ja"), &elsewhere).expect("a folder");
    symlink(&elsewhere, output.file("ja")).expect("a link");
    output.put(".annai-staging/0", "left over");
    fs::write(elsewhere.join(".annai-new"), "mine").expect("a file");
    assert_eq!(output.emit(&files([("index.html", "text")])).removed, 0);
    assert_eq!(fs::read_to_string(elsewhere.join("deep/index.html")).expect("a file"), "old");
    assert!(elsewhere.join(".annai-new").exists());
    assert!(output.file("ja").is_symlink());
}

#[test]
fn a_link_in_place_of_a_file_is_replaced_and_its_target_is_not() {
    let output = Output::holding(&files([("index.html", "text"), ("old.html", "text")]));
    let target = output.around.path().join("target");
    fs::write(&target, "text").expect("a file");
    for name in ["index.html", "old.html"] {
        fs::remove_file(output.file(name)).expect("a file");
        symlink(&target, output.file(name)).expect("a link");
    }
    let emitted = output.emit(&files([("index.html", "text")]));
    assert_eq!((emitted.written, emitted.removed), (1, 1));
    assert!(!output.file("index.html").is_symlink());
    output.assert_is(&files([("index.html", "text")]));
    assert_eq!(fs::read_to_string(target).expect("a file"), "text");
}

#[test]
fn a_staging_folder_that_is_a_link_is_not_followed() {
    let output = Output::holding(&files([("index.html", "old")]));
    let elsewhere = output.around.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    fs::write(elsewhere.join("0"), "mine").expect("a file");
    symlink(&elsewhere, output.file(".annai-staging")).expect("a link");
    output.emit(&files([("index.html", "new")]));
    output.assert_is(&files([("index.html", "new")]));
    assert_eq!(fs::read_to_string(elsewhere.join("0")).expect("a file"), "mine");
}

#[test]
fn a_pipe_in_place_of_a_file_is_not_waited_for() {
    let output = Output::holding(&files([("index.html", "text")]));
    fs::remove_file(output.file("index.html")).expect("a file");
    let made = Command::new("mkfifo").arg(output.file("index.html")).status();
    assert!(made.expect("mkfifo").success());
    let (done, wait) = mpsc::channel();
    let (text, path) = (site(&files([("index.html", "text")])), output.path());
    thread::spawn(move || done.send(emit(&text, &path)));
    let written = wait.recv_timeout(Duration::from_mins(1)).expect("an end").expect("a build");
    assert_eq!(written.written, 1);
    output.assert_is(&files([("index.html", "text")]));
}

/// Runs a test of this module once more, in a process of its own that `command` starts.
fn run_again(test: &str, command: &mut Command) {
    let (_, module) = module_path!().split_once("::").expect("a module");
    let test = format!("{module}::{test}");
    let ended = command.args(["--exact", &test]).output().expect("the test in another process");
    let told = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success() && told.contains("1 passed"), "{told}");
}

/// Set where a test may mount disks that no other process sees.
const OWN_MOUNTS: &str = "ANNAI_TEST_OWN_MOUNTS";

/// Runs a test again, where it may mount disks that no other process sees. Says whether this is there already.
///
/// Linux lets root do so, and often everybody, but not in every container. Where it does not, the made-up disks stand
/// alone: they fail at the same calls with the same errors, and only the system's own behaviour goes unseen.
fn has_own_mounts(test: &str) -> bool {
    if std::env::var_os(OWN_MOUNTS).is_some() {
        return true;
    }
    let unshare = |options: &[&str]| {
        let mut unshare = Command::new("unshare");
        unshare.args(options);
        unshare
    };
    let place = TempDir::new().expect("a temporary folder");
    let works = |options: &&[&str]| {
        let mut mount = unshare(options);
        mount.args(["mount", "-t", "tmpfs", "tmpfs"]).arg(place.path());
        mount.output().is_ok_and(|mounted| mounted.status.success())
    };
    let options: [&[&str]; 2] = [&["--mount"], &["--map-root-user", "--mount"]];
    if let Some(options) = options.into_iter().find(works) {
        let this_program = std::env::current_exe().expect("this program");
        run_again(test, unshare(options).arg(this_program).env(OWN_MOUNTS, "yes"));
    }
    false
}

/// A disk of one megabyte, mounted until this is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(path: PathBuf) -> Self {
        fs::create_dir_all(&path).expect("a folder");
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&path).status();
        assert!(mounted.expect("mount").success());
        Self(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Were it to fail, the mount would end with the process all the same.
        Command::new("umount").arg(&self.0).status().ok();
    }
}

#[test]
fn a_disk_that_is_really_full_changes_nothing() {
    if !has_own_mounts("a_disk_that_is_really_full_changes_nothing") {
        return;
    }
    let (before, after) = before_and_after();
    let output = Output::new();
    let _disk = SmallDisk::at(output.path());
    output.emit(&before);
    let as_it_was = output.all();
    let mut large = after.clone();
    for part in 0..20 {
        large.insert(format!("ja/part-{part}/index.html"), "x".repeat(100_000));
    }
    let error = output.refuse(&large).to_string();
    assert!(error.contains("`: No space left on device"), "{error}");
    assert_eq!(output.all(), as_it_was);
    output.emit(&after);
    output.assert_is(&after);
}

#[test]
fn a_folder_inside_the_output_may_really_be_another_disk() {
    if !has_own_mounts("a_folder_inside_the_output_may_really_be_another_disk") {
        return;
    }
    let (before, mut after) = before_and_after();
    let output = Output::holding(&before);
    fs::remove_dir_all(output.file("ja")).expect("a folder");
    let _disk = SmallDisk::at(output.file("ja"));
    output.emit(&before);
    output.assert_is(&before);
    output.emit(&after);
    output.assert_is(&after);
    // The folder cannot go as long as a disk is mounted there, and is not ours to insist on.
    after.retain(|path, _| !path.starts_with("ja/"));
    output.emit(&after);
    after.insert("ja/".into(), String::new());
    assert_eq!(output.files(), after);
}

/// Set for the test that runs a second time as a user who is not root.
const READ_ONLY_FOLDER: &str = "ANNAI_TEST_READ_ONLY_FOLDER";

#[test]
fn a_read_only_folder_is_a_clear_error() {
    if let Some(out) = std::env::var_os(READ_ONLY_FOLDER) {
        return assert_read_only(Path::new(&out));
    }
    let output = Output::holding(&files([("index.html", "old")]));
    let around = output.around.path();
    let set_mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set_mode(around, 0o755);
    set_mode(&output.path(), 0o555);
    let is_root = fs::metadata(output.path()).expect("a folder").uid() == 0;
    if is_root {
        // Root may write everywhere, so somebody else runs this test, from a copy that he is sure to reach.
        let copy = around.join("tests");
        fs::copy(std::env::current_exe().expect("this program"), &copy).expect("a copy");
        run_again(
            "a_read_only_folder_is_a_clear_error",
            Command::new(&copy)
                .env(READ_ONLY_FOLDER, output.path())
                .current_dir(around)
                .uid(65534)
                .gid(65534),
        );
    } else {
        assert_read_only(&output.path());
    }
    set_mode(&output.path(), 0o755);
    output.assert_is(&files([("index.html", "old")]));
}

fn assert_read_only(out: &Path) {
    let error = emit(&site(&files([("index.html", "new")])), out).expect_err("an error");
    assert_eq!(
        error.to_string(),
        format!(
            "cannot write to `{}`: Permission denied (os error 13); make it writable for you, or choose another \
             folder with `--out`",
            out.display()
        )
    );
    // What needs no writing needs no permission.
    emit(&site(&files([("index.html", "old")])), out).expect("a build that changes nothing");
}
