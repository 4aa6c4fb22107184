//! `annai check`.

use super::args::{Arguments, CheckOptions, Format};
use super::{Outcome, World, draw, verdict};
use crate::build::{Request, build};
use crate::external;
use crate::load::load;
use crate::memo::Memo;
use crate::parse::parse;
use crate::sources::Sources;
use crate::texts::texts;
use crate::translations::translations;

/// Finds what a build would find.
pub(super) fn run(options: &CheckOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    let (sources, mut diagnostics) = load(&options.root);
    let mut memo = Memo::default();
    let (built, found) = build(&sources, &Request::default(), &mut memo, &mut |_| {});
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
            let stdout = if nothing {
                format!("nothing to mend\n{}", unapproved(&sources, &mut memo))
            } else {
                String::new()
            };
            Outcome { stdout, stderr: report, code }
        }
    }
}

/// What a check does not ask for, and `annai status` does: new translations that nobody has approved.
fn unapproved(sources: &Sources, memo: &mut Memo) -> String {
    let (raw, _) = parse(sources, memo);
    let all = translations(&texts(sources, &raw), raw.approvals());
    match all.iter().filter(|one| one.state.is_waiting()).count() {
        0 => String::new(),
        1 => "1 translation is not approved yet: `annai status` says which\n".to_owned(),
        count => format!("{count} translations are not approved yet: `annai status` lists them\n"),
    }
}
