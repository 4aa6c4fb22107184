//! `theme:` of `content/guide.yaml`: what a guide chooses of its look without a style sheet.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Text;
use crate::yaml::{Items, Spanned};

/// The look of a guide, as far as it is not the theme's: its colour, its logo, its fonts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "theme", deny_unknown_fields)]
pub struct RawTheme {
    /// The colour of links, numbers and the current item.
    #[serde(default)]
    pub accent: Option<RawAccent>,
    /// The logo beside the title of every page. Its words for those who do not see it are `organization:`.
    #[serde(default)]
    pub logo: Option<RawLogo>,
    /// The fonts that come before those of the reader's system.
    #[serde(default)]
    pub fonts: RawFonts,
}

/// A colour that can be read on light and on dark paper.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "accent", deny_unknown_fields)]
pub struct RawAccent {
    /// The colour on light paper: `"#0b5c56"`.
    #[schemars(regex(pattern = "^#[0-9a-fA-F]{6}$"), example = &"#0b5c56")]
    pub light: Text,
    /// The colour on dark paper: `"#6fd3c6"`.
    #[schemars(regex(pattern = "^#[0-9a-fA-F]{6}$"), example = &"#6fd3c6")]
    pub dark: Text,
}

/// A logo: a picture of `static/`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "logo", deny_unknown_fields)]
#[schemars(extend("examples" = [{"light": "logo.svg", "dark": "logo-dark.svg"}]))]
pub struct RawLogo {
    /// The file in `static/`: `logo.svg`.
    pub light: Text,
    /// The file for dark paper, if the other cannot be seen on it.
    #[serde(default)]
    pub dark: Option<Text>,
}

/// Fonts by their names; those of the reader's system follow by themselves.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename = "fonts", deny_unknown_fields)]
#[schemars(extend("examples" = [{"text": ["Acme Sans", "BIZ UDPGothic"], "code": ["Consolas"], "files": [{"name": "Acme Sans", "file": "acme.woff2"}]}]))]
pub struct RawFonts {
    /// The names of fonts for texts, the best first. One that a reader does not have is passed over.
    #[serde(default)]
    pub text: Items<Text>,
    /// The names of fonts for code, the best first.
    #[serde(default)]
    pub code: Items<Text>,
    /// The fonts that readers load with the page, because they may not have them.
    #[serde(default)]
    pub files: Items<RawFontFile>,
}

/// A font that readers load with the page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "font-file", deny_unknown_fields)]
#[schemars(extend("examples" = [{"name": "Acme Sans", "file": "acme-bold.woff2", "weight": 700}]))]
pub struct RawFontFile {
    /// The name by which `text:` or `code:` asks for it.
    pub name: Text,
    /// The file in `static/`, which ends with `.woff2`.
    #[schemars(regex(pattern = "[.]woff2$"))]
    pub file: Text,
    /// How bold it is, from 1 to 1000: 400 (also when it is left out) for texts, 700 for what is bold.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    pub weight: Option<Spanned<u16>>,
}
