//! `annai check`.

use super::args::{Arguments, CheckOptions, Format};
use super::{Outcome, World, draw, verdict};
use crate::build::{Request, build};
use crate::external;
use crate::load::load;
use crate::memo::Memo;

/// Finds what a build would find.
pub(super) fn run(options: &CheckOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    let (sources, mut diagnostics) = load(&options.root);
    let (built, found) = build(&sources, &Request::default(), &mut Memo::default(), &mut |_| {});
    diagnostics.append(found);
    if options.external {
        diagnostics.append(external::ask(&built, &sources));
    }
    diagnostics.finish(&sources);
    let report = draw(&diagnostics, &sources, options.format, arguments, world);
    let code = verdict(&diagnostics, options.deny_warnings).code();
    match options.format {
        // What a program reads goes to the stream that programs read.
        Format::Short | Format::Json | Format::Github => {
            Outcome { stdout: report, code, ..Outcome::default() }
        }
        Format::Human => {
            let nothing = diagnostics.counts() == (0, 0) && !arguments.quiet;
            let stdout = if nothing { "nothing to mend\n".to_owned() } else { String::new() };
            Outcome { stdout, stderr: report, code }
        }
    }
}
