//! `annai decode`.

use checker::code::ReportCode;

use super::args::{Arguments, DecodeOptions, Format};
use super::{Outcome, World, draw, verdict};
use crate::diagnostic::quoted_list;
use crate::guide::{Audience, Edition};
use crate::load::load;
use crate::localize::localize;
use crate::memo::Memo;
use crate::parse::parse;
use crate::redact::redact;
use crate::render::{explained, mistaken};
use crate::resolve::resolve;

/// Says what a report code means in the words of a guide.
pub(super) fn run(options: &DecodeOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    let (sources, mut diagnostics) = load(&options.root);
    let (raw, found) = parse(&sources, &mut Memo::default());
    diagnostics.append(found);
    let (guide, found) = resolve(&sources, &raw);
    diagnostics.append(found);
    diagnostics.finish(&sources);
    let guide = match guide {
        Some(guide) if !diagnostics.has_errors() => guide,
        _ => {
            let stderr = draw(&diagnostics, &sources, Format::Human, arguments, world);
            return Outcome {
                stderr,
                code: verdict(&diagnostics, false).code(),
                ..Outcome::default()
            };
        }
    };
    // Whoever has the guide's files may read everything in them.
    let edition = Edition {
        name: "decode".into(),
        audience: Audience::Internal,
        base_url: "".into(),
        indexable: false,
    };
    let (guide, _) = redact(&guide, &edition);
    let wanted = |tag: &str| options.locale.as_deref().is_none_or(|locale| locale == tag);
    let Some(projection) = localize(&guide, &edition).find(|one| wanted(&one.locale().tag)) else {
        let tags: Vec<&str> = guide.common.locales.iter().map(|locale| &*locale.tag).collect();
        return Outcome::usage(&format!(
            "`{}` is not a language of this guide; it has {}",
            options.locale.as_deref().unwrap_or_default(),
            quoted_list(&tags)
        ));
    };
    match ReportCode::read(&options.code.join(" ")) {
        Ok(code) => Outcome { stdout: explained(&code, projection), ..Outcome::default() },
        Err(mistake) => Outcome::usage(&mistaken(mistake, projection)),
    }
}
