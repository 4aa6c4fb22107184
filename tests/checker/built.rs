//! How the module is built: the same everywhere, with nothing of the machine in it.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::wasm::MODULE;

#[path = "../../build.rs"]
#[expect(
    dead_code,
    clippy::print_stdout,
    reason = "the tests call what the script calls, and do not run it; run, it prints to cargo"
)]
mod build_script;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A copy of what the module is made from, and of the rest as far as cargo insists on it.
fn checkout(root: &Path) {
    for file in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(Path::new(ROOT).join(file), root.join(file)).unwrap();
    }
    for entry in walkdir::WalkDir::new(Path::new(ROOT).join("crates")) {
        let entry = entry.unwrap();
        let copy = root.join(entry.path().strip_prefix(ROOT).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(copy).unwrap();
        } else {
            fs::copy(entry.path(), copy).unwrap();
        }
    }
    for file in ["build.rs", "src/lib.rs", "tests/main.rs"] {
        fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
        fs::write(root.join(file), "").unwrap();
    }
}

#[test]
fn another_checkout_gives_the_same_module() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("a folder of another name");
    fs::create_dir(&root).unwrap();
    checkout(&root);
    let module = build_script::module(&root, &folder.path().join("target"), OsStr::new("rustc"));
    assert!(module.unwrap() == MODULE, "the modules of two checkouts differ");
}

#[test]
fn no_path_of_the_machine_is_in_the_module() {
    let text = String::from_utf8_lossy(MODULE);
    let home = std::env::home_dir().unwrap();
    let cargo_home = build_script::cargo_home();
    for folder in [Path::new(ROOT), &home, &cargo_home] {
        assert!(!text.contains(folder.to_str().unwrap()), "{}", folder.display());
    }
    for word in ["registry", ".rs", "rustc", "/home", "/root", "/Users"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn the_script_holds_the_module_in_base64() {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let (_, script) = annai::theme::STATIC.iter().find(|(name, _)| *name == "checker.js").unwrap();
    let script = str::from_utf8(script).unwrap();
    let module = script.strip_prefix("var annaiWasm = \"").unwrap().strip_suffix("\";\n").unwrap();
    assert!(BASE64_STANDARD.decode(module).unwrap() == MODULE);
}

#[test]
fn a_missing_target_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let rustc = folder.path().join("rustc");
    fs::write(&rustc, "#!/bin/sh\necho /nowhere/lib\n").unwrap();
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755)).unwrap();
    let sentence = build_script::module(Path::new(ROOT), folder.path(), rustc.as_os_str());
    assert_eq!(
        sentence.unwrap_err(),
        "the target wasm32-unknown-unknown, which the checker in the pages is built for, is not installed; \
         run `rustup target add wasm32-unknown-unknown` (`cargo xtask site` does it by itself)"
    );
}
