//! Typesets a document as a tagged PDF from a template, data and pictures held in memory.
//!
//! In: a [`Sheet`]. Out: the bytes of a PDF that conforms to PDF/UA-1 and PDF/A-2a, or every [`Problem`]. Never: the
//! disk, the network, the clock or the fonts of the machine, so that the same sheet gives the same bytes everywhere. What
//! a document says and how it looks is the template's business; this crate knows nothing of guides.

mod fonts;
mod problem;
mod world;

pub use fonts::displays;
pub use problem::Problem;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::SheetWorld;

/// How many times [`forget`] is called before what a document needed is dropped.
const KEPT: usize = 8;

/// A document before it is typeset.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The Typst markup. It sets the title, the author and the language of the document itself.
    pub template: &'a str,
    /// The JSON that the template reads as `/data.json`.
    pub data: &'a [u8],
    /// Files that the template reads, by path from `/`: `/pictures/qr.svg`.
    pub pictures: &'a [(String, Vec<u8>)],
    /// What tells the document from all others and is the same for each of its revisions.
    pub identifier: &'a str,
    /// The program that makes it, with its version.
    pub creator: &'a str,
    /// Year, month and day of the revision.
    pub date: (u16, u8, u8),
}

/// Typesets a document. What Typst only warns of is a problem too: a font that is not there would show on paper.
///
/// # Errors
/// With everything that is wrong with the template, its data or its pictures.
pub fn typeset(sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Problem>> {
    let world = SheetWorld::new(sheet)?;
    let problems = |found: &[SourceDiagnostic]| -> Vec<Problem> {
        found.iter().map(|one| Problem::new(one, &world)).collect()
    };
    let typst::diag::Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| problems(&errors))?;
    if !warnings.is_empty() {
        return Err(problems(&warnings));
    }
    typst_pdf::pdf(&document, &options(sheet)?).map_err(|errors| problems(&errors))
}

fn options(sheet: &Sheet<'_>) -> Result<PdfOptions, Vec<Problem>> {
    let (year, month, day) = sheet.date;
    let moment = Datetime::from_ymd_hms(year.into(), month, day, 0, 0, 0);
    let moment =
        moment.ok_or_else(|| Problem::of_sheet(&format!("{year}-{month}-{day} is no day")))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]);
    Ok(PdfOptions {
        ident: Smart::Custom(sheet.identifier.to_owned()),
        creator: Smart::Custom(Some(sheet.creator.to_owned())),
        timestamp: Some(Timestamp::new_utc(moment)),
        standards: standards.map_err(|error| Problem::of_sheet(error.message()))?,
        ..PdfOptions::default()
    })
}

/// Drops what earlier documents left for later ones and the last few did not need.
///
/// A program that goes on running calls it after each round; what is kept makes the next round several times as fast.
pub fn forget() {
    typst::comemo::evict(KEPT);
}
