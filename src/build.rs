//! The one path from sources to sites.

use std::sync::Arc;

use rayon::prelude::*;

use crate::check::check;
use crate::compare::compare;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::Edition;
use crate::memo::Memo;
use crate::parse::parse;
use crate::redact::redact;
use crate::render::{self, Handouts, Purpose, render};
use crate::resolve::resolve;
use crate::site::Site;
use crate::sources::Sources;
use crate::theme;

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The names of the editions; empty for all.
    pub editions: Vec<String>,
    /// An address in place of the editions' own; with several editions each gets a folder of its name below it.
    pub base_url: Option<String>,
    /// Whether to make the printed handouts.
    pub handouts: Handouts,
    /// What for.
    pub purpose: Purpose,
}

/// A finished edition.
#[derive(Debug)]
pub struct Built {
    /// Its name.
    pub name: Arc<str>,
    /// Its files.
    pub site: Site,
}

/// A name for what is being done, for those who wait and those who measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Decoding files.
    Parse,
    /// Looking names up.
    Resolve,
    /// Writing pages.
    Render,
    /// Looking at the finished pages.
    Check,
}

/// Builds editions. With errors there are none.
///
/// `memo` is what an earlier build of the same guide left, or empty; the result is the same either way. `entering` is
/// called when a stage begins.
#[must_use]
pub fn build(
    sources: &Sources,
    request: &Request,
    memo: &mut Memo,
    entering: &mut dyn FnMut(Stage),
) -> (Vec<Built>, Diagnostics) {
    entering(Stage::Parse);
    let (raw, mut diagnostics) = parse(sources, memo);
    entering(Stage::Resolve);
    let ((guide, of_names), (tera, of_templates)) =
        rayon::join(|| resolve(sources, &raw), || theme::compile(sources));
    diagnostics.append(of_names);
    diagnostics.append(of_templates);
    let (Some(guide), Some(tera)) = (guide, tera) else { return (Vec::new(), diagnostics) };
    let editions = editions(&guide.common.editions, request, &mut diagnostics);
    // What a bad or unread file lacks would look like something hidden.
    if diagnostics.has_errors() || sources.has_unread_in("content") {
        return (Vec::new(), diagnostics);
    }
    let redacted: Vec<_> = editions
        .into_iter()
        .map(|edition| {
            let (redacted, found) = redact(&guide, &edition);
            diagnostics.append(found);
            (redacted, edition)
        })
        .collect();
    if diagnostics.has_errors() {
        return (Vec::new(), diagnostics);
    }
    // What languages do not have alike is asked about once everything else is right.
    diagnostics.append(compare(sources, &raw, memo));
    entering(Stage::Render);
    let memo = &*memo;
    let sites: Vec<_> = redacted
        .par_iter()
        .map(|(guide, edition)| {
            render(guide, edition, sources, &tera, memo, request.handouts, request.purpose)
        })
        .collect();
    entering(Stage::Check);
    // Links to a page that could not be written would be mistakes of nobody.
    let is_whole = sites.iter().all(|(_, found)| !found.has_errors());
    let mut built = Vec::new();
    for ((site, found), (_, edition)) in sites.into_iter().zip(&redacted) {
        diagnostics.append(found);
        if is_whole {
            diagnostics.append(check(&site, edition, memo));
        }
        built.push(Built { name: Arc::clone(&edition.name), site });
    }
    if diagnostics.has_errors() {
        built.clear();
    }
    (built, diagnostics)
}

/// Makes one printed handout of an edition, which a preview left for later; `None` where there is none to make.
#[must_use]
pub fn handout(
    sources: &Sources,
    request: &Request,
    memo: &mut Memo,
    edition: &str,
    path: &str,
) -> (Option<Arc<[u8]>>, Diagnostics) {
    let (raw, mut diagnostics) = parse(sources, memo);
    let (guide, found) = resolve(sources, &raw);
    diagnostics.append(found);
    let Some(guide) = guide else { return (None, diagnostics) };
    let editions = editions(&guide.common.editions, request, &mut diagnostics);
    let Some(edition) = editions.iter().find(|one| *one.name == *edition) else {
        return (None, diagnostics);
    };
    let (guide, found) = redact(&guide, edition);
    diagnostics.append(found);
    let (bytes, found) = render::handout(&guide, edition, sources, memo, path);
    diagnostics.append(found);
    (bytes, diagnostics)
}

/// The editions that were asked for, at the address that was asked for.
fn editions(all: &[Edition], request: &Request, diagnostics: &mut Diagnostics) -> Vec<Edition> {
    for name in &request.editions {
        if all.iter().all(|edition| *edition.name != **name) {
            diagnostics
                .error(
                    Code::UnknownEdition,
                    "content/guide.yaml",
                    format!("there is no edition `{name}`"),
                )
                .suggest(name, all.iter().map(|edition| &*edition.name));
        }
    }
    let wanted = |edition: &&Edition| {
        request.editions.is_empty() || request.editions.iter().any(|name| **name == *edition.name)
    };
    let mut editions: Vec<Edition> = all.iter().filter(wanted).cloned().collect();
    let several = editions.len() > 1;
    for edition in &mut editions {
        if let Some(base) = &request.base_url {
            let base = base.trim_end_matches('/');
            edition.base_url =
                if several { format!("{base}/{}/", edition.name) } else { format!("{base}/") }
                    .into();
        }
    }
    editions
}
