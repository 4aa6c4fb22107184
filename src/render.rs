//! [`EditionGuide`] to [`Site`]: every page, in every language, in memory.
//!
//! In: a redacted guide. Out: the files of its edition. Pages are drafted one after the other, which is cheap, then made and
//! written in parallel, which is not. A page is not made again while all that it is made of is as it was in the last build,
//! and not written again while all that it shows is.

mod access;
mod csp;
mod decode;
mod draft;
mod entry;
mod explained;
mod figure;
mod frame;
mod handout;
mod link;
mod machine;
mod markdown;
mod pages;
mod paper;
pub(crate) mod phrases;
mod plain;
mod platform;
mod policy;
mod print;
mod requirements;
mod shared;
mod sheets;
mod steps;

use std::sync::Arc;

use rayon::prelude::*;
use tera::Tera;

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{AssetPath, Edition, EditionGuide};
use crate::localize::localize;
use crate::memo::Memo;
use crate::site::Site;
use crate::sources::Sources;
use crate::theme;
use draft::{Draft, Made};
pub use explained::{explained, mistaken};
use figure::Drawings;
pub use handout::Draft as Handout;
use link::Assets;
pub use print::CAN_PRINT;
use shared::fingerprint;

/// Whether the printed handouts are made.
///
/// They take longer than everything else. A program built without the feature `pdf` makes none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Handouts {
    /// They are made, and pages link to them.
    #[default]
    Make,
    /// They are not made, and no page links to one.
    LeaveOut,
}

/// What an edition is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To be published: everything is there.
    #[default]
    Publish,
    /// To be looked at by its authors while they write. Pages may ask the server they come from, and handouts are linked
    /// to and made when somebody opens one.
    Preview,
}

/// What every page is written with.
#[derive(Clone, Copy)]
struct Tools<'a> {
    tera: &'a Tera,
    assets: &'a Assets,
    memo: &'a Memo,
    /// Whether there is a handout to link to.
    prints: bool,
    purpose: Purpose,
    /// A number that differs when anything differs that pages are made of, except the texts of Markdown pages.
    data: u64,
    drawings: &'a Drawings,
}

/// Makes the files of an edition.
#[must_use]
pub fn render(
    guide: &EditionGuide,
    edition: &Edition,
    sources: &Sources,
    tera: &Tera,
    memo: &Memo,
    handouts: Handouts,
    purpose: Purpose,
) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut site = Site::default();
    let own = theme::named_files(sources);
    let is_published = |path: &str| {
        theme::STATIC.iter().any(|(name, _)| *name == path) && is_used(path, guide)
            || guide.pictures.contains(&AssetPath::new(path))
            || guide.common.theme.files().any(|file| file.as_str() == path)
            || own.contains(path)
    };
    let (files, of_sheets) =
        sheets::files(&guide.common.theme, sources, is_published, &mut diagnostics);
    let assets = Assets::new(files.iter()).with_named(own.clone());
    let drawings = Drawings::default();
    let prints = handouts == Handouts::Make && CAN_PRINT;
    let data = draft::data(guide, edition, sources);
    let data = fingerprint(&(data, &assets, prints, purpose));
    let tools = Tools { tera, assets: &assets, memo, prints, purpose, data, drawings: &drawings };
    for (path, bytes) in
        files.iter().filter(|(path, _)| is_published(path) || of_sheets.contains(path))
    {
        add(&mut site, assets.path(path), Arc::clone(bytes), &mut diagnostics);
    }
    let mut drafts = entry::drafts(guide, edition, tools);
    let mut printed = Vec::new();
    for projection in localize(guide, edition) {
        let (edition, locale) = (&edition.name, &projection.locale().tag);
        diagnostics.append(
            memo.overflows(edition, locale, data, || figure::overflows(projection, &drawings)),
        );
        drafts.extend(pages::drafts(projection, tools));
        match purpose {
            Purpose::Publish if prints => printed.extend(handout::drafts(projection, sources)),
            Purpose::Preview if prints => {
                handout::paths(projection).for_each(|it| site.promise(it));
            }
            Purpose::Publish | Purpose::Preview => {}
        }
    }
    let theme = theme::fingerprint(sources);
    let written: Vec<_> = drafts
        .into_par_iter()
        .map(|Draft { path, template, inputs, make }| {
            let key: Arc<str> = format!("{}/{path}", edition.name).into();
            let bytes = memo.bytes(&key, fingerprint(&(theme, inputs)), || {
                let Made { shown, context } = make();
                (fingerprint(&(theme, shown)), move || {
                    let mut bytes = Vec::with_capacity(16 * 1024);
                    tera.render_to(template, &context()?, &mut bytes).map(|()| bytes)
                })
            });
            (path, bytes)
        })
        .collect();
    for (path, bytes) in written {
        match bytes {
            Ok(bytes) => add(&mut site, &path, bytes, &mut diagnostics),
            Err(error) => theme::report(&error, sources, &mut diagnostics),
        }
    }
    let (printed, found) = print::print(printed, edition, sources, memo);
    diagnostics.append(found);
    for (path, bytes) in printed {
        add(&mut site, &path, bytes, &mut diagnostics);
    }
    for (path, text) in machine::files(guide, edition) {
        add(&mut site, path, text.into_bytes().into(), &mut diagnostics);
    }
    (site, diagnostics)
}

/// Makes one handout of an edition, the one at `path`; `None` if there is none, or if it cannot be made.
#[must_use]
pub fn handout(
    guide: &EditionGuide,
    edition: &Edition,
    sources: &Sources,
    memo: &Memo,
    path: &str,
) -> (Option<Arc<[u8]>>, Diagnostics) {
    let wanted = |draft: &Handout| draft.path == path;
    let drafts = handouts(guide, edition, sources).into_iter().filter(wanted).collect();
    let (printed, diagnostics) = print::print(drafts, edition, sources, memo);
    (printed.into_iter().next().map(|(_, bytes)| bytes), diagnostics)
}

/// The handouts of an edition in every language, before they are typeset.
#[must_use]
pub fn handouts(guide: &EditionGuide, edition: &Edition, sources: &Sources) -> Vec<Handout> {
    localize(guide, edition).flat_map(|projection| handout::drafts(projection, sources)).collect()
}

/// Whether a page of the edition loads a file of the theme.
fn is_used(path: &str, guide: &EditionGuide) -> bool {
    let (checks, decodes) = (!guide.requirements.is_empty(), guide.decode.is_some());
    match path {
        "probe.js" => checks,
        "decode.js" => decodes,
        "figure.css" => figure::are_in(guide),
        "checker.js" | "wasm.js" => checks || decodes,
        _ => true,
    }
}

fn add(site: &mut Site, path: &str, bytes: Arc<[u8]>, diagnostics: &mut Diagnostics) {
    if !site.insert(path, bytes) {
        diagnostics
            .error(Code::DuplicatePath, path, format!("two pages would be written to `{path}`"))
            .help("give one of them another id");
    }
}
