//! What a guide chooses of its look: colours that can be read, files that are there, names that stay names.

use std::path::Path;
use std::sync::Arc;

use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{Accent, AssetPath, Colour, FontFile, Logo, Theme};
use crate::parse::raw::{RawAccent, RawFontFile, RawTheme, Text};

/// How bold the font of a file is that does not say it.
const REGULAR: u16 = 400;

/// The look of a guide.
pub(super) fn theme(raw: &RawTheme, texts: &Texts<'_>, d: &mut Diagnostics) -> Theme {
    let accent = raw.accent.as_ref().and_then(|raw| accent(raw, d));
    let mut picture = |path: &Text| texts.image(path, path.span, d);
    let logo = raw.logo.as_ref().and_then(|raw| {
        let dark = raw.dark.as_ref().and_then(&mut picture);
        Some(Logo { light: picture(&raw.light)?, dark })
    });
    let mut names = |all: &[Text]| all.iter().filter_map(|name| font_name(name, d)).collect();
    let (text_fonts, code_fonts) = (names(&raw.fonts.text), names(&raw.fonts.code));
    let files = raw.fonts.files.iter();
    let font_files = files.filter_map(|raw| font_file(raw, texts, d)).collect();
    Theme { accent, logo, text_fonts, code_fonts, font_files }
}

/// The accent, if words in it can be read on both papers and on what is marked with it.
fn accent(raw: &RawAccent, d: &mut Diagnostics) -> Option<Accent> {
    let mut readable = |text: &Text, paper: Colour, advice: &str| {
        let Some(colour) = Colour::parse(text) else {
            d.error(Code::InvalidValue, text.span, format!("`{}` is not a colour", text.value))
                .help("write `#` and six hexadecimal digits in quotation marks: `\"#0b5c56\"`");
            return None;
        };
        let contrast = colour.contrast(paper).min(colour.contrast(colour.wash(paper)));
        if contrast < Colour::READABLE {
            d.error(
                Code::LowContrast,
                text.span,
                format!("words in `{colour}` are hard to read: their contrast is {contrast:.1}, and {} is the least", Colour::READABLE),
            )
            .help(format!("choose a {advice} colour"));
        }
        Some(colour)
    };
    let light = readable(&raw.light, Colour::LIGHT_PAPER, "darker");
    let dark = readable(&raw.dark, Colour::DARK_PAPER, "lighter");
    Some(Accent { light: light?, dark: dark? })
}

/// The name of a font, if nothing in it could end the quotation marks it is written in.
fn font_name(name: &Text, d: &mut Diagnostics) -> Option<Arc<str>> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '+');
    if name.chars().all(fits) && name.chars().any(char::is_alphanumeric) {
        return Some(name.value.as_str().into());
    }
    d.error(Code::InvalidValue, name.span, format!("`{}` is not the name of a font", name.value))
        .help("write each name as an item of the list, as the system shows it, without quotation marks in it: `- BIZ UDPGothic`");
    None
}

fn font_file(raw: &RawFontFile, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<FontFile> {
    let name = font_name(&raw.name, d);
    let path = raw.file.value.as_str();
    let fonts = || {
        let assets = texts.sources.assets().iter().map(|asset| &*asset.path);
        assets.filter(|path| is_font(path))
    };
    if !is_font(path) {
        d.error(Code::InvalidValue, raw.file.span, format!("`{path}` is not a font for web pages"))
            .help("convert it to WOFF2, the form that every browser reads, and name that file");
        return None;
    }
    if fonts().all(|known| known != path) && !texts.sources.is_unread(&format!("static/{path}")) {
        let diagnostic =
            d.error(Code::UnknownAsset, raw.file.span, format!("there is no font `{path}`"));
        diagnostic.label("not in static/").suggest(path, fonts());
        diagnostic.help.get_or_insert_with(|| format!("put it into the folder static/ as {path}"));
        return None;
    }
    let weight = raw.weight.map_or(REGULAR, |weight| weight.value);
    if let Some(wrong) = raw.weight.filter(|weight| !(1..=1000).contains(&weight.value)) {
        d.error(Code::InvalidValue, wrong.span, "a font is between 1 and 1000 bold")
            .help("write 400 for texts, 700 for what is bold");
    }
    Some(FontFile { name: name?, file: AssetPath::new(path), weight })
}

/// Whether a file is a font that every browser of today can read.
fn is_font(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "woff2")
}
