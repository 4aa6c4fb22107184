//! `annai build`.

use std::fmt::Write as _;

use super::args::{Arguments, BuildOptions, Format};
use super::progress::Progress;
use super::{Outcome, Verdict, World, draw, lies_in, verdict};
use crate::build::{Built, Request, Stage, build};
use crate::emit::emit;
use crate::load::{FOLDERS, load};
use crate::memo::Memo;
use crate::render::{CAN_PRINT, Handouts, Purpose};

/// Builds the editions and writes them.
pub(super) fn run(options: &BuildOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    for folder in FOLDERS {
        if lies_in(&options.out, &options.root.join(folder)) {
            let (out, folder) = (options.out.display(), options.root.join(folder));
            return Outcome::usage(&format!(
                "the output folder `{out}` lies in `{}`, which is read: name one outside with `--out`",
                folder.display()
            ));
        }
    }
    if let Some(base) = options.base_url.as_deref().filter(|base| !is_base_url(base)) {
        return Outcome::usage(&format!(
            "`--base-url {base}` is not an address to publish at: write https://host/folder/"
        ));
    }
    let progress = if world.terminal && !arguments.quiet {
        Progress::on_terminal()
    } else {
        Progress::hidden()
    };
    let mut times = Times::start(world, progress);
    let (sources, mut diagnostics) = load(&options.root);
    let request = Request {
        editions: options.edition.clone(),
        base_url: options.base_url.clone(),
        purpose: Purpose::Publish,
        handouts: if options.no_pdf { Handouts::LeaveOut } else { Handouts::Make },
    };
    let readable = !diagnostics.has_errors();
    let mut memo = Memo::default();
    let (built, found) =
        build(&sources, &request, &mut memo, &mut |stage| times.enter(stage_name(stage)));
    diagnostics.append(found);
    diagnostics.finish(&sources);
    let stderr = draw(&diagnostics, &sources, Format::Human, arguments, world);
    let verdict = verdict(&diagnostics, options.deny_warnings);
    if !readable || !matches!(verdict, Verdict::Clean) {
        return Outcome { stderr, code: verdict.code(), ..Outcome::default() };
    }
    times.enter("emit");
    match write(&built, options) {
        Ok(lines) => {
            let without = if options.no_pdf || CAN_PRINT {
                ""
            } else {
                "there are no handouts: this annai was made without them (feature `pdf`)\n"
            };
            let times = times.finish();
            // The process ends here: giving hundreds of megabytes back one by one would only take time.
            std::mem::forget((memo, sources, built));
            let stdout =
                if arguments.quiet { String::new() } else { format!("{lines}{without}{times}\n") };
            let stderr = if arguments.quiet { String::new() } else { stderr };
            Outcome { stdout, stderr, code: 0 }
        }
        Err(error) => {
            Outcome { stderr: format!("{stderr}error: {error}\n"), code: 2, ..Outcome::default() }
        }
    }
}

fn is_base_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.starts_with('/') && !rest.is_empty() && !rest.contains(['?', '#', '"', '<', '>', ' '])
    })
}

fn write(built: &[Built], options: &BuildOptions) -> Result<String, crate::emit::EmitError> {
    let mut lines = String::new();
    for edition in built {
        let folder = options.out.join(&*edition.name);
        let written = emit(&edition.site, &folder)?;
        let kib = edition.site.bytes().div_ceil(1024);
        let _ = writeln!(
            lines,
            "{}: {} files, {kib} KiB in {} ({} written, {} unchanged, {} removed)",
            edition.name,
            edition.site.len(),
            folder.display(),
            written.written,
            written.unchanged,
            written.removed
        );
    }
    Ok(lines)
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Parse => "parse",
        Stage::Resolve => "resolve",
        Stage::Render => "render",
        Stage::Check => "check",
    }
}

/// How long each stage takes, and the line that says which it is.
struct Times<'a> {
    world: &'a World<'a>,
    progress: Progress,
    began: f64,
    stages: Vec<(&'static str, f64)>,
}

impl<'a> Times<'a> {
    fn start(world: &'a World<'a>, progress: Progress) -> Self {
        let began = (world.clock)();
        Self { world, progress, began, stages: vec![("load", began)] }
    }

    fn enter(&mut self, stage: &'static str) {
        self.progress.enter(stage);
        self.stages.push((stage, (self.world.clock)()));
    }

    /// "done in 120 ms: load 3, parse 20, …".
    fn finish(mut self) -> String {
        self.enter("");
        let end = self.stages.last().map_or(self.began, |(_, at)| *at);
        let mut line = format!("done in {:.0} ms:", end - self.began);
        for pair in self.stages.windows(2) {
            let _ = write!(line, " {} {:.0},", pair[0].0, pair[1].1 - pair[0].1);
        }
        line.trim_end_matches(',').to_owned()
    }
}
