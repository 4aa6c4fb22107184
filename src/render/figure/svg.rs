//! Shapes to SVG, for a page and for paper.
//!
//! Both have the same shapes. On a page each has a class, by which the style sheet colours it in light, dark and forced
//! colours, and presentation attributes, by which it looks right where there is no style sheet. On paper there are
//! attributes alone, in greys that a printer without colour tells apart. The icons of a page are defined once for all of its
//! figures.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Drawing;
use super::icon;
use super::layout::{BODY, WIDTH};
use super::measure::Weight;
use super::shape::{Anchor, Area, Corners, Shape, Tone};
use crate::guide::Icon;
use crate::render::markdown::Escaped;

/// Where a figure is shown.
#[derive(Clone, Copy)]
enum Medium<'a> {
    /// On a page that defines icons, their names beginning so.
    Page(&'a str),
    /// On paper, on its own.
    Paper,
}

/// A figure for a page; `id` is unlike that of every other figure on it, and `icons` is what [`icons`] was given.
pub(super) fn page(drawing: &Drawing, id: &str, icons: &str) -> String {
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {0}\" width=\"{WIDTH}\" height=\"{0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\" \
         fill=\"#1d2321\" font-size=\"{BODY}\"><title id=\"{id}-title\">{1}</title><desc id=\"{id}-text\">{2}</desc>",
        drawing.laid.height,
        Escaped(&drawing.title),
        Escaped(&drawing.description),
    );
    shapes(&drawing.laid.shapes, Medium::Page(icons), &mut svg);
    svg.push_str("</svg>");
    svg
}

/// A figure as a file of its own, for paper.
pub(super) fn paper(drawing: &Drawing, font: &str) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {0}\" width=\"{WIDTH}\" height=\"{0}\" fill=\"#111\" \
         font-size=\"{BODY}\" font-family=\"{1}\">",
        drawing.laid.height,
        Escaped(font),
    );
    symbols(&drawing.laid.icons, "", &mut svg);
    shapes(&drawing.laid.shapes, Medium::Paper, &mut svg);
    svg.push_str("</svg>");
    svg
}

/// The icons of a page, their names beginning with `prefix`; nothing is shown where this stands.
pub(super) fn icons(icons: &BTreeSet<Icon>, prefix: &str) -> String {
    let mut svg =
        String::from("<svg class=\"sketch-icons\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
    symbols(icons, prefix, &mut svg);
    svg.push_str("</svg>");
    svg
}

fn symbols(icons: &BTreeSet<Icon>, prefix: &str, out: &mut String) {
    for icon in icons {
        let (name, path) = (icon::name(*icon), icon::path(*icon));
        let _ = write!(
            out,
            "<symbol id=\"{prefix}{name}\" viewBox=\"0 0 16 16\"><path d=\"{path}\"/></symbol>"
        );
    }
}

fn shapes(shapes: &[Shape], medium: Medium<'_>, out: &mut String) {
    for shape in shapes {
        self::shape(shape, medium, out);
    }
}

fn shape(shape: &Shape, medium: Medium<'_>, out: &mut String) {
    let _ = match shape {
        Shape::Box { area, corners, tone, content } => {
            let outline = outline(*area, *corners, paint(*tone, medium));
            if content.is_empty() {
                out.push_str(&outline);
            } else {
                out.push_str("<g>");
                out.push_str(&outline);
                shapes(content, medium, out);
                out.push_str("</g>");
            }
            Ok(())
        }
        Shape::Words { x, y, size, weight, anchor, tone, text, lang } => {
            let bold = if *weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
            let middle = if *anchor == Anchor::Middle { " text-anchor=\"middle\"" } else { "" };
            let lang = match lang {
                Some(lang) => format!(" lang=\"{}\"", Escaped(lang)),
                None => String::new(),
            };
            let size = if *size == BODY { String::new() } else { format!(" font-size=\"{size}\"") };
            write!(
                out,
                "<text x=\"{x}\" y=\"{y}\"{size}{bold}{middle}{}{lang}>{}</text>",
                ink(*tone, medium),
                Escaped(text)
            )
        }
        Shape::Icon { icon, x, y, size, tone } => {
            let prefix = match medium {
                Medium::Page(prefix) => prefix,
                Medium::Paper => "",
            };
            write!(
                out,
                "<use href=\"#{prefix}{}\" x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\"{}/>",
                icon::name(*icon),
                stroke(*tone, medium)
            )
        }
        Shape::Circle { x, y, radius, tone } => {
            write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{}/>", paint(*tone, medium))
        }
        Shape::Path { path, tone } => {
            write!(out, "<path d=\"{path}\"{}/>", stroke(*tone, medium))
        }
        Shape::Pointer { x, y } => {
            let paint = match medium {
                Medium::Page(_) => " class=\"pointer\" fill=\"#1d2321\" stroke=\"#fff\"",
                Medium::Paper => " fill=\"#111\" stroke=\"#fff\"",
            };
            write!(out, "<path d=\"M{x} {y}v16l4-4l3 6l3-1.5l-3-5.5h5.5z\"{paint}/>")
        }
        Shape::Mark { number, x, y } => {
            let (circle, digit) = match medium {
                Medium::Page(_) => (
                    " class=\"callout\" fill=\"#0b5c56\" stroke=\"#fff\"",
                    ink(Tone::OnMain, medium),
                ),
                // Paper without colour keeps marks apart from buttons by their black.
                Medium::Paper => (" fill=\"#111\" stroke=\"#fff\"", " fill=\"#fff\""),
            };
            write!(
                out,
                "<g><circle cx=\"{x}\" cy=\"{y}\" r=\"9\"{circle}/><text x=\"{x}\" y=\"{}\" font-size=\"12\" \
                 font-weight=\"bold\" text-anchor=\"middle\"{digit}>{number}</text></g>",
                y + 4
            )
        }
    };
}

fn outline(Area { x, y, width, height }: Area, corners: Corners, paint: &str) -> String {
    let rectangle = |corner: &str| {
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{corner}{paint}/>")
    };
    match corners {
        Corners::Sharp => rectangle(""),
        Corners::Round(radius) => rectangle(&format!(" rx=\"{radius}\"")),
        Corners::Top(r) => format!(
            "<path d=\"M{x} {}v-{}a{r} {r} 0 0 1 {r}-{r}h{}a{r} {r} 0 0 1 {r} {r}v{}z\"{paint}/>",
            y + height,
            height - r,
            width - 2 * r,
            height - r,
        ),
        Corners::Bottom(r) => format!(
            "<path d=\"M{x} {y}v{}a{r} {r} 0 0 0 {r} {r}h{}a{r} {r} 0 0 0 {r}-{r}v-{}z\"{paint}/>",
            height - r,
            width - 2 * r,
            height - r,
        ),
    }
}

/// The attributes of a surface.
fn paint(tone: Tone, medium: Medium<'_>) -> &'static str {
    match (medium, tone) {
        (Medium::Page(_), Tone::Ground) => " class=\"ground\" fill=\"#e4e8e5\"",
        (Medium::Page(_), Tone::Surface) => " class=\"surface\" fill=\"#fff\" stroke=\"#55605c\"",
        (Medium::Page(_), Tone::Strip) => " class=\"strip\" fill=\"#f5f6f4\" stroke=\"#d5dad6\"",
        (Medium::Page(_), Tone::Control) => " class=\"control\" fill=\"#fff\" stroke=\"#55605c\"",
        (Medium::Page(_), Tone::Main) => " class=\"main\" fill=\"#0b5c56\"",
        (Medium::Page(_), Tone::Chosen) => {
            " class=\"chosen\" fill=\"#e4f1ef\" stroke=\"#0b5c56\" stroke-width=\"2\""
        }
        (Medium::Paper, Tone::Ground) => " fill=\"#e3e3e3\"",
        (Medium::Paper, Tone::Surface | Tone::Control) => " fill=\"#fff\" stroke=\"#444\"",
        (Medium::Paper, Tone::Strip) => " fill=\"#f3f3f3\" stroke=\"#bbb\"",
        (Medium::Paper, Tone::Main) => " fill=\"#0b5c56\"",
        (Medium::Paper, Tone::Chosen) => " fill=\"#e9efee\" stroke=\"#0b5c56\" stroke-width=\"2\"",
        (_, Tone::Line | Tone::Ink | Tone::Muted | Tone::OnMain) => "",
    }
}

/// The attributes of words.
fn ink(tone: Tone, medium: Medium<'_>) -> &'static str {
    match (medium, tone) {
        (Medium::Page(_), Tone::OnMain) => " class=\"on-main\" fill=\"#fff\"",
        (Medium::Page(_), Tone::Muted) => " class=\"muted\" fill=\"#55605c\"",
        (Medium::Paper, Tone::OnMain) => " fill=\"#fff\"",
        (Medium::Paper, Tone::Muted) => " fill=\"#444\"",
        // The colour of the whole.
        (_, _) => "",
    }
}

/// The attributes of a line and of what is drawn with lines.
fn stroke(tone: Tone, medium: Medium<'_>) -> &'static str {
    match (medium, tone) {
        (Medium::Page(_), Tone::OnMain) => {
            " class=\"line-on-main\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1.5\""
        }
        (Medium::Page(_), Tone::Line) => " class=\"line\" fill=\"none\" stroke=\"#d5dad6\"",
        (Medium::Page(_), _) => {
            " class=\"line-ink\" fill=\"none\" stroke=\"#1d2321\" stroke-width=\"1.5\""
        }
        (Medium::Paper, Tone::OnMain) => " fill=\"none\" stroke=\"#fff\" stroke-width=\"1.5\"",
        (Medium::Paper, Tone::Line) => " fill=\"none\" stroke=\"#bbb\"",
        (Medium::Paper, _) => " fill=\"none\" stroke=\"#111\" stroke-width=\"1.5\"",
    }
}
