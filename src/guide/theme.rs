//! What a guide chooses of its look.

use std::sync::Arc;

use super::{Accent, AssetPath};

/// The look of a guide, as far as it is not the theme's own.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The colour of links, numbers and the current item.
    pub accent: Option<Accent>,
    /// The picture beside the title of every page.
    pub logo: Option<Logo>,
    /// The names of fonts for texts. Quotation marks around one of them are all that it takes to stand in a style sheet.
    pub text_fonts: Vec<Arc<str>>,
    /// The names of fonts for code.
    pub code_fonts: Vec<Arc<str>>,
    /// The fonts that readers load.
    pub font_files: Vec<FontFile>,
}

/// A logo for each paper.
#[derive(Clone, Debug)]
pub struct Logo {
    /// On light paper, and on dark paper too if there is no other.
    pub light: AssetPath,
    /// On dark paper.
    pub dark: Option<AssetPath>,
}

/// A font that readers load.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// Its name.
    pub name: Arc<str>,
    /// Its file.
    pub file: AssetPath,
    /// How bold it is, from 1 to 1000.
    pub weight: u16,
}

impl Theme {
    /// The files of `static/` that it shows.
    pub fn files(&self) -> impl Iterator<Item = &AssetPath> {
        let logo = self.logo.iter().flat_map(|logo| std::iter::once(&logo.light).chain(&logo.dark));
        logo.chain(self.font_files.iter().map(|font| &font.file))
    }
}
