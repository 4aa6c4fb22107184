//! What the build and the tests need and a fresh machine does not have: a target and components of Rust, three browsers,
//! their drivers, and what checks finished pages and workflows.
//!
//! What is there is left alone. What is missing is installed where that can be done without a question, and otherwise
//! named in a sentence; nothing is skipped.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Stdio;

use crate::{Outcome, repository, step};

/// Programs that tell whether a Debian package is there: any one of them is enough.
const PACKAGES: &[(&str, &[&str])] = &[
    ("chromium", &["chromium"]),
    ("chromium-driver", &["chromedriver"]),
    ("firefox-esr", &["firefox-esr", "firefox"]),
    ("webkit2gtk-driver", &["WebKitWebDriver"]),
    ("xvfb", &["Xvfb"]),
    ("fonts-noto-cjk", &[JAPANESE_FONT]),
    ("npm", &["npm"]),
    ("default-jre-headless", &["java"]),
    ("poppler-utils", &["pdftotext"]),
    ("qpdf", &["qpdf"]),
    ("python3-venv", &[PYTHON_FOLDERS]),
];

/// Stands for any font that has Japanese; fontconfig knows whether there is one.
const JAPANESE_FONT: &str = ":lang=ja";

/// Stands for a Python that can make a folder for packages; Debian's alone cannot.
const PYTHON_FOLDERS: &str = "python3 -m venv";

/// Debian has no package of it, so it is built, once, into `target/tools`.
const GECKODRIVER: &str = "0.37.1";

/// What the checker in the pages is built for.
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Installs whatever is missing.
pub(crate) fn run() -> Outcome {
    wasm_target()?;
    rust_components()?;
    debian_packages()?;
    geckodriver()?;
    page_checkers()?;
    workflow_checkers()
}

/// Installs the standard library of [`WASM_TARGET`]: without it annai cannot be built.
pub(crate) fn wasm_target() -> Outcome {
    let libraries = step::output(&["rustc", "--print", "target-libdir", "--target", WASM_TARGET])?;
    if Path::new(String::from_utf8_lossy(&libraries).trim()).is_dir() {
        return Ok(());
    }
    if !is_installed("rustup") {
        return Err(format!(
            "the Rust target {WASM_TARGET} is not installed and there is no rustup to install it; \
             install it from where Rust came from, then run the task again"
        ));
    }
    let line = ["rustup", "target", "add", WASM_TARGET];
    step::run(&format!("install {WASM_TARGET}"), &mut step::command(&line))
}

fn rust_components() -> Outcome {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !step::succeeds(&["cargo", command, "--version"]) {
            let line = ["rustup", "component", "add", component];
            step::run(&format!("install {component}"), &mut step::command(&line))?;
        }
    }
    Ok(())
}

fn debian_packages() -> Outcome {
    let missing = missing(&|name| is_installed(name));
    if missing.is_empty() {
        return Ok(());
    }
    let Some(before) = permission() else {
        return Err(by_hand(&missing));
    };
    let run = |name: &str, words: &[&str]| {
        let line: Vec<&str> = before.iter().chain(words).copied().collect();
        let mut command = step::command(&line);
        // A thousand lines of packages say nothing; what goes wrong is printed as an error.
        step::run(name, command.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))
    };
    run("read the package lists", &["apt-get", "update", "-qq"])?;
    let install = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends"];
    let words: Vec<&str> = install.iter().chain(&missing).copied().collect();
    run(&format!("install {}", missing.join(", ")), &words)
}

/// The packages none of whose programs is installed.
fn missing(is_installed: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
    let missing = PACKAGES.iter().filter(|(_, signs)| !signs.iter().any(|sign| is_installed(sign)));
    missing.map(|(package, _)| *package).collect()
}

/// The words before `apt-get`, if this machine has it and lets us use it.
fn permission() -> Option<&'static [&'static str]> {
    let is_root = || step::output(&["id", "-u"]).is_ok_and(|id| id.trim_ascii() == b"0");
    if !is_installed("apt-get") {
        None
    } else if is_root() {
        Some(&[])
    } else if step::succeeds(&["sudo", "--non-interactive", "true"]) {
        Some(&["sudo", "--non-interactive", "DEBIAN_FRONTEND=noninteractive"])
    } else {
        None
    }
}

fn by_hand(missing: &[&str]) -> String {
    format!(
        "the tests need programs that are not on this machine and cannot be installed from here; \
         install what these Debian packages hold, then run the task again: {}",
        missing.join(" ")
    )
}

/// Whether a program is in the path.
fn is_installed(name: &str) -> bool {
    if name == JAPANESE_FONT {
        return step::output(&["fc-list", JAPANESE_FONT]).is_ok_and(|fonts| !fonts.is_empty());
    }
    if name == PYTHON_FOLDERS {
        return step::succeeds(&["python3", "-c", "import ensurepip, venv"]);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

fn geckodriver() -> Outcome {
    let tools = repository::root().join("target/tools");
    if is_geckodriver(&tools.join("bin/geckodriver")) || is_geckodriver(Path::new("geckodriver")) {
        return Ok(());
    }
    let tools = tools.to_string_lossy();
    let line =
        ["cargo", "install", "geckodriver", "--version", GECKODRIVER, "--locked", "--root", &tools];
    step::run("build geckodriver", &mut step::command(&line))
}

/// Whether a file is a geckodriver that runs.
fn is_geckodriver(file: &Path) -> bool {
    step::succeeds(&[&file.to_string_lossy(), "--version"])
}

/// What npm is told: which checkers, and the sums of their files.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];

/// axe-core, the Nu HTML checker and acorn, which only npm has in fixed versions.
fn page_checkers() -> Outcome {
    let wanted = repository::root().join("tests/tools");
    let place = repository::root().join("target/tools/web");
    if is_current(&wanted, &place) {
        return Ok(());
    }
    start_anew(&wanted, &place)
        .map_err(|error| format!("{} could not be prepared: {error}", place.display()))?;
    // The checker's own script would fetch a second Java. What npm prints when all goes well says nothing.
    let line = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let mut command = step::command(&line);
    step::run(
        "install axe-core, the Nu HTML checker and acorn",
        command.current_dir(&place).stdout(Stdio::null()),
    )
}

/// Whether npm has finished installing exactly what is wanted.
fn is_current(wanted: &Path, place: &Path) -> bool {
    let is_same = |name: &&str| {
        let (ours, theirs) = (fs::read(wanted.join(name)), fs::read(place.join(name)));
        matches!((ours, theirs), (Ok(ours), Ok(theirs)) if ours == theirs)
    };
    // npm writes this file last.
    LISTS.iter().all(is_same) && place.join("node_modules/.package-lock.json").is_file()
}

/// Leaves nothing in the folder but the lists, so that an installation that fails is not taken for an older one.
fn start_anew(wanted: &Path, place: &Path) -> io::Result<()> {
    empty(place)?;
    LISTS.iter().try_for_each(|name| fs::copy(wanted.join(name), place.join(name)).map(drop))
}

/// A folder with nothing in it.
fn empty(place: &Path) -> io::Result<()> {
    match fs::remove_dir_all(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(place),
    }
}

/// zizmor and check-jsonschema, in the versions and with the sums of the list, in a folder of their own.
fn workflow_checkers() -> Outcome {
    let wanted = repository::root().join("tests/tools/requirements.txt");
    let place = repository::root().join("target/tools/python");
    let failed = |error| format!("{} could not be prepared: {error}", place.display());
    // Copied when all is there, so a copy that is the same says that nothing has to be done.
    let installed = place.join("requirements.txt");
    let list = fs::read(&wanted).map_err(failed)?;
    if fs::read(&installed).is_ok_and(|installed| installed == list) {
        return Ok(());
    }
    empty(&place).map_err(failed)?;
    let (folder, wanted) = (place.to_string_lossy(), wanted.to_string_lossy());
    let line = ["python3", "-m", "venv", &folder];
    step::run("make a folder for Python packages", &mut step::command(&line))?;
    let python = place.join("bin/python");
    let python = python.to_string_lossy();
    let pip = [&*python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let exactly =
        ["--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", &wanted];
    let line = [&pip[..], &exactly].concat();
    step::run("install zizmor and check-jsonschema", &mut step::command(&line))?;
    fs::write(&installed, list).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_is_missing_is_named() {
        let found = missing(&|name| !matches!(name, "WebKitWebDriver" | "firefox-esr"));
        assert_eq!(found, ["webkit2gtk-driver"]);
        assert!(by_hand(&found).ends_with(": webkit2gtk-driver"));
    }

    #[test]
    fn a_fresh_machine_needs_every_package() {
        let all: Vec<&str> = PACKAGES.iter().map(|(package, _)| *package).collect();
        assert_eq!(missing(&|_| false), all);
        assert_eq!(missing(&|_| true), [""; 0]);
    }

    #[test]
    fn checkers_are_installed_again_when_the_lists_change_or_npm_did_not_finish() {
        let folder = std::env::temp_dir().join(format!("annai-setup-{}", std::process::id()));
        let (wanted, place) = (folder.join("wanted"), folder.join("place"));
        let write = |file: &Path, text: &str| {
            let parent = file.parent().expect("a file has a folder");
            fs::create_dir_all(parent).and_then(|()| fs::write(file, text)).expect("it is written");
        };
        for name in LISTS {
            write(&wanted.join(name), "one");
        }
        assert!(!is_current(&wanted, &place));
        start_anew(&wanted, &place).expect("a folder that was not there");
        assert!(!is_current(&wanted, &place));
        write(&place.join("node_modules/.package-lock.json"), "");
        assert!(is_current(&wanted, &place));
        write(&wanted.join("package-lock.json"), "two");
        assert!(!is_current(&wanted, &place));
        start_anew(&wanted, &place).expect("a folder with an older installation");
        assert!(!is_current(&wanted, &place));
        fs::remove_dir_all(&folder).expect("the folder is removed");
    }
}
