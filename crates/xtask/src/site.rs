//! `cargo xtask site`: from a fresh clone to a guide that can be read.

use std::time::Instant;

use crate::{Outcome, repository, setup, step};

/// Builds annai for release and the shipped guide with it.
pub(crate) fn run() -> Outcome {
    let start = Instant::now();
    setup::wasm_target()?;
    let build = ["cargo", "build", "--release", "--locked", "--package", "annai"];
    step::run("build annai", &mut step::command(&build))?;
    let annai = repository::target()?.join("release/annai");
    let annai = annai.to_string_lossy();
    let guide = [&*annai, "build", "--root", ".", "--out", "dist"];
    step::run("build the guide", &mut step::command(&guide))?;
    let page = repository::root().join("dist/external/index.html");
    if !page.is_file() {
        return Err(format!("the build ended well, but there is no {}", page.display()));
    }
    println!("\nOpen {}", page.display());
    println!("Ready in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}
