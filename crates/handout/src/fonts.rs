//! The fonts, which are part of the program. `fonts/README.md` says what they have and where they come from.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/BIZUDPGothic-Regular.ttf"),
    include_bytes!("../fonts/BIZUDPGothic-Bold.ttf"),
    include_bytes!("../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../fonts/BIZUDGothic-Bold.ttf"),
];

/// The fonts, in the order of [`book`].
pub(crate) fn all() -> &'static [Font] {
    static FONTS: LazyLock<Vec<Font>> =
        LazyLock::new(|| FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());
    &FONTS
}

/// What the fonts are called and have.
pub(crate) fn book() -> &'static LazyHash<FontBook> {
    static BOOK: LazyLock<LazyHash<FontBook>> =
        LazyLock::new(|| LazyHash::new(FontBook::from_fonts(all())));
    &BOOK
}

/// Whether a document can show a character: a font has it, or there is nothing to show.
#[must_use]
pub fn displays(character: char) -> bool {
    character.is_whitespace()
        || all().iter().any(|font| font.info().coverage.contains(character.into()))
}
