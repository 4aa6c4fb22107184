//! Figures: from what stands on a screen to a drawing, and to sentences that say the same.
//!
//! In: a figure and a language. Out: SVG for a page or for paper, with its words as text. A figure never says where anything
//! stands: [`layout`] does, by rules, and words that find no room are reported with their place.

mod describe;
mod element;
mod icon;
mod layout;
mod measure;
mod shape;
mod svg;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{EditionGuide, Figure, Icon, Open, Part, PartWords, Platform};
use crate::localize::Projection;
use crate::render::phrases::Phrases;
use crate::render::plain::plain;
use crate::sources::Span;
use layout::{Laid, Said};

/// A figure in one language, with everything in its place.
pub(super) struct Drawing {
    laid: Laid,
    /// What it shows, in a few words.
    pub(super) title: String,
    /// What stands on it, in sentences.
    pub(super) description: String,
}

/// The number of a mark as it stands in a text: ① and so on.
pub(super) fn mark(number: u8) -> char {
    char::from_u32(0x245F + u32::from(number)).unwrap_or('?')
}

/// The figures of an edition in its languages, each drawn once for all the pages it stands on.
#[derive(Default)]
pub(super) struct Drawings(Mutex<HashMap<DrawingKey, Arc<Drawing>>>);

/// The language, and where the figure is written.
type DrawingKey = (Arc<str>, Span);

impl Drawings {
    /// The drawing of a figure.
    pub(super) fn of(&self, figure: &Figure, projection: Projection<'_>) -> Arc<Drawing> {
        let all = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (Arc::clone(&projection.locale().tag), figure.span);
        if let Some(known) = all().get(&key) {
            return Arc::clone(known);
        }
        let drawing = Arc::new(draw(figure, projection));
        all().insert(key, Arc::clone(&drawing));
        drawing
    }
}

/// Draws a figure.
pub(super) fn draw(figure: &Figure, projection: Projection<'_>) -> Drawing {
    let say = |part: &Part| said(part, projection);
    Drawing {
        laid: layout::lay_out(&figure.screen, Phrases::of(&projection.locale().tag), &say),
        title: plain(projection, projection.text(&figure.caption)),
        description: describe::describe(&figure.screen, projection.words(), &say),
    }
}

impl Drawing {
    /// The drawing for a page; `id` is unlike that of every other figure on it, and `icons` how the names of its icons begin.
    pub(super) fn page(&self, id: &str, icons: &str) -> String {
        svg::page(self, id, icons)
    }

    /// The drawing as a file of its own, set in `font`.
    pub(super) fn paper(&self, font: &str) -> String {
        svg::paper(self, font)
    }

    /// How high it is, in units of which it is 360 wide.
    pub(super) fn height(&self) -> i32 {
        self.laid.height
    }

    /// The icons it uses.
    pub(super) fn icons(&self) -> &BTreeSet<Icon> {
        &self.laid.icons
    }
}

/// The icons of a page's figures, once for all of them.
pub(super) fn icons(icons: &BTreeSet<Icon>, prefix: &str) -> String {
    svg::icons(icons, prefix)
}

/// Reports words that find no room in their figure.
pub(super) fn overflows(projection: Projection<'_>, drawings: &Drawings) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    each_figure(projection.guide, &mut |figure| {
        let locale = projection.locale();
        for (span, words) in &drawings.of(figure, projection).laid.too_wide {
            diagnostics
                .error(
                    Code::FigureOverflow,
                    *span,
                    format!("`{words}` is wider than its place in the figure ({})", locale.name),
                )
                .help("use fewer words, words that can be broken into lines, or a shorter address");
        }
    });
    diagnostics
}

/// Whether a guide has figures.
pub(super) fn are_in(guide: &EditionGuide) -> bool {
    let mut any = false;
    each_figure(guide, &mut |_| any = true);
    any
}

fn each_figure(guide: &EditionGuide, visit: &mut dyn FnMut(&Figure)) {
    let of = |platform: &Platform<Open>, visit: &mut dyn FnMut(&Figure)| {
        for step in &platform.steps {
            let of_variants = step.variants.iter().filter_map(|one| one.figure.as_ref());
            step.figure.iter().chain(of_variants).for_each(|figure| visit(figure));
        }
    };
    guide.platforms.iter().for_each(|platform| of(platform, visit));
}

fn said(part: &Part, projection: Projection<'_>) -> Said {
    match &part.words {
        PartWords::Label(id) => {
            let words = projection.label(id).map(|label| label.first);
            let (text, lang) = words.unwrap_or_default();
            Said { text: text.to_string(), lang }
        }
        PartWords::Text(text) => {
            Said { text: plain(projection, projection.text(text)), lang: None }
        }
    }
}
