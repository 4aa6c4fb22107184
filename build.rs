//! Builds the checker's module and wraps it into a script, because a page that is opened from a disk can load nothing
//! else.
//!
//! In: `crates/checker` and `crates/checker-wasm`. Out, in `OUT_DIR`: `checker.wasm` and `checker.js`. The module depends on
//! its sources, the lock file and the toolchain alone: the flags of the build around it do not reach it, and no path of the
//! machine is left in it.
#![expect(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::prelude::{BASE64_STANDARD, Engine as _};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the module is made from.
const SOURCES: [&str; 4] = ["Cargo.lock", "Cargo.toml", "crates/checker", "crates/checker-wasm"];

fn main() {
    for path in SOURCES {
        println!("cargo::rerun-if-changed={path}");
    }
    let (root, out) = (path("CARGO_MANIFEST_DIR"), path("OUT_DIR"));
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let wasm = module(&root, &out.join("checker"), &rustc);
    if let Err(sentence) = wasm.and_then(|wasm| write(&out, &wasm)) {
        println!("cargo::error={sentence}");
    }
}

fn write(out: &Path, wasm: &[u8]) -> Result<(), String> {
    let script = format!("var annaiWasm = \"{}\";\n", BASE64_STANDARD.encode(wasm));
    fs::write(out.join("checker.wasm"), wasm)
        .and_then(|()| fs::write(out.join("checker.js"), script))
        .map_err(|error| format!("the checker could not be written to {}: {error}", out.display()))
}

/// Builds the module of a checkout; the tests call it too.
pub(crate) fn module(root: &Path, target: &Path, rustc: &OsStr) -> Result<Vec<u8>, String> {
    if !Path::new(&asked(rustc, &["--print", "target-libdir", "--target", TARGET])?).is_dir() {
        return Err(format!(
            "the target {TARGET}, which the checker in the pages is built for, is not installed; run \
             `rustup target add {TARGET}` (`cargo xtask site` does it by itself)"
        ));
    }
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--package", "checker-wasm", "--profile", "wasm", "--locked", "--quiet"]);
    cargo.args(["--target", TARGET, "--target-dir"]).arg(target);
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_the_build_around(name)) {
        cargo.env_remove(name);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(root, rustc)?);
    // Whatever cargo's settings say of it: a folder shared with the build around would be locked by that.
    cargo.env("CARGO_BUILD_BUILD_DIR", target);
    let status = cargo.current_dir(root).stdin(Stdio::null()).stdout(Stdio::null()).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err("the checker's WebAssembly module could not be built".into());
    }
    let file = target.join(TARGET).join("wasm/checker_wasm.wasm");
    fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Whether a variable carries flags, tools or folders that are meant for annai itself.
fn is_of_the_build_around(name: &OsStr) -> bool {
    const NAMES: [&str; 4] =
        ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"];
    const BEGINNINGS: [&str; 3] = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_"];
    name.to_str().is_some_and(|name| {
        NAMES.contains(&name) || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
    })
}

/// The compiler's flags, as cargo reads them: names for the folders of this machine.
fn flags(root: &Path, rustc: &OsStr) -> Result<OsString, String> {
    let sysroot = PathBuf::from(asked(rustc, &["--print", "sysroot"])?);
    let mut flags = OsString::new();
    for (folder, name) in [(&*sysroot, "/rust"), (&cargo_home(), "/cargo"), (root, "/annai")] {
        if !flags.is_empty() {
            flags.push("\x1f");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

pub(crate) fn cargo_home() -> PathBuf {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default()
}

fn asked(rustc: &OsStr, question: &[&str]) -> Result<String, String> {
    let output = Command::new(rustc).args(question).output();
    let output = output.map_err(|error| format!("{} did not run: {error}", rustc.display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A variable that cargo sets.
fn path(name: &str) -> PathBuf {
    env::var_os(name).map(PathBuf::from).unwrap_or_default()
}
