//! Figures: one screen each, with words on every part, and marks that the text explains.

use std::sync::Arc;

use super::text::Texts;
use crate::diagnostic::{Code, Diagnostics, quoted_list};
use crate::guide::{
    Dialog, Element, ElementKind, Figure, Localized, Markup, Part, PartWords, Reference, Screen,
    ScreenKind,
};
use crate::markup::{Event, Tag};
use crate::parse::markdown::Extent;
use crate::parse::raw::{RawDialog, RawElement, RawFigure, RawPart};
use crate::sources::Span;
use crate::yaml::{Items, Spanned};

/// The most marks of a figure: more are not found again, and a mark is one digit.
const MOST_MARKS: u8 = 9;

/// Resolves a figure.
pub(super) fn figure(
    raw: &Spanned<RawFigure>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Arc<Figure>> {
    let caption = texts.localized(&raw.caption, Extent::Line, d);
    let caption = caption.and_then(|caption| plain(caption, raw.caption.span?, d));
    let screen = screen(raw, texts, d);
    let figure = Figure { caption: caption?, screen: screen?, span: raw.span };
    numbers(&figure, d)?;
    single_pointer(&figure, d)?;
    Some(Arc::new(figure))
}

fn screen(raw: &Spanned<RawFigure>, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Screen> {
    let kinds = [
        ("window", raw.window.is_some()),
        ("browser", raw.browser.is_some()),
        ("dialog", raw.dialog.is_some()),
        ("desktop", raw.desktop.is_some()),
    ];
    let given: Vec<&str> =
        kinds.iter().filter(|(_, given)| *given).map(|(kind, _)| *kind).collect();
    if given.len() != 1 {
        let diagnostic = if given.is_empty() {
            d.error(
                Code::BadFigure,
                raw.span,
                "this figure does not say what kind of screen it shows",
            )
        } else {
            let given = quoted_list(&given);
            d.error(
                Code::BadFigure,
                raw.span,
                format!("this figure shows several screens: {given}"),
            )
        };
        diagnostic.help("write one of `window:`, `browser:`, `dialog:` and `desktop:`");
        return None;
    }
    let (kind, body, dialog, span) = if let Some(window) = &raw.window {
        let title = part(&window.title, texts, d);
        let menu_bar = parts(&window.menu_bar, texts, d);
        let kind = ScreenKind::Window { title: title?, menu_bar: menu_bar? };
        (kind, &window.body, window.dialog.as_ref(), window.span)
    } else if let Some(browser) = &raw.browser {
        let title = part(&browser.title, texts, d)?;
        let address = browser.address.value.trim();
        if address.is_empty() {
            d.error(Code::EmptyText, browser.address.span, "this text is empty")
                .help("write what the address bar says: `*.example.com`");
            return None;
        }
        let address = (address.into(), browser.address.span);
        let kind = ScreenKind::Browser { title, address };
        (kind, &browser.body, browser.dialog.as_ref(), browser.span)
    } else if let Some(desktop) = &raw.desktop {
        let kind = ScreenKind::Desktop { bar: parts(&desktop.bar, texts, d)? };
        (kind, &desktop.body, desktop.dialog.as_ref(), desktop.span)
    } else {
        let dialog = dialog(raw.dialog.as_ref()?, texts, d)?;
        return Some(Screen { kind: ScreenKind::Dialog, body: Vec::new(), dialog: Some(dialog) });
    };
    let is_bare = match &kind {
        ScreenKind::Desktop { bar } => bar.is_empty(),
        _ => true,
    };
    if is_bare && dialog.is_none() && body.is_empty() && body.complete {
        d.error(Code::BadFigure, span, "nothing stands on this screen")
            .help("write what stands on it under `body:`");
        return None;
    }
    let elements = elements(body, texts, d);
    let dialog = match dialog {
        Some(raw) => Some(self::dialog(raw, texts, d)?),
        None => None,
    };
    Some(Screen { kind, body: elements?, dialog })
}

fn dialog(raw: &Spanned<RawDialog>, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Dialog> {
    let title = part(&raw.title, texts, d);
    let body = elements(&raw.body, texts, d);
    Some(Dialog { title: title?, body: body? })
}

fn elements(
    raw: &Items<Spanned<RawElement>>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Vec<Element>> {
    let elements: Vec<_> = raw.iter().map(|raw| element(raw, texts, d)).collect();
    elements.into_iter().collect::<Option<_>>().filter(|_| raw.complete)
}

fn element(raw: &Spanned<RawElement>, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Element> {
    let (kind, several) = match &raw.value {
        RawElement::Heading(one) => (ElementKind::Heading, Err(one)),
        RawElement::Text(one) => (ElementKind::Text, Err(one)),
        RawElement::Field(one) => (ElementKind::Field, Err(one)),
        RawElement::Checkbox(one) => (ElementKind::Checkbox, Err(one)),
        RawElement::Switch(one) => (ElementKind::Switch, Err(one)),
        RawElement::Area(one) => (ElementKind::Area, Err(one)),
        RawElement::Buttons(several) => (ElementKind::Buttons, Ok(several)),
        RawElement::Radio(several) => (ElementKind::Radio, Ok(several)),
        RawElement::List(several) => (ElementKind::List, Ok(several)),
        RawElement::Menu(several) => (ElementKind::Menu, Ok(several)),
        RawElement::Tabs(several) => (ElementKind::Tabs, Ok(several)),
        RawElement::Tools(several) => (ElementKind::Tools, Ok(several)),
        RawElement::Screens(several) => (ElementKind::Screens, Ok(several)),
    };
    let several = match several {
        Ok(several) => several,
        Err(one) => {
            if !matches!(kind, ElementKind::Checkbox | ElementKind::Switch) {
                never_chosen(one, d)?;
            }
            return Some(Element { kind, parts: vec![part(one, texts, d)?] });
        }
    };
    if several.is_empty() && several.complete {
        d.error(Code::BadFigure, raw.span, "this list is empty, so there is nothing to draw")
            .help("write its parts, or remove it");
        return None;
    }
    let chosen: Vec<Span> = several.iter().filter(|one| one.chosen).map(|one| one.span).collect();
    if let [first, second, ..] = chosen[..] {
        d.error(Code::BadFigure, second, "only one of these can be chosen")
            .related(first, "the first one")
            .help("remove one `chosen: true`");
        return None;
    }
    Some(Element { kind, parts: parts(several, texts, d)? })
}

/// Reports a part that says it is chosen where nothing can be.
fn never_chosen(raw: &Spanned<RawPart>, d: &mut Diagnostics) -> Option<()> {
    if raw.chosen {
        d.error(Code::BadFigure, raw.span, "nothing shows whether this is chosen")
            .help("remove `chosen: true`");
        return None;
    }
    Some(())
}

fn parts(
    raw: &Items<Spanned<RawPart>>,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Option<Vec<Part>> {
    let parts: Vec<_> = raw.iter().map(|raw| part(raw, texts, d)).collect();
    parts.into_iter().collect::<Option<_>>().filter(|_| raw.complete)
}

fn part(raw: &Spanned<RawPart>, texts: &Texts<'_>, d: &mut Diagnostics) -> Option<Part> {
    let words = match (&raw.label, &raw.text) {
        (Some(label), None) => PartWords::Label(texts.label(label, label.span, d)?),
        (None, Some(text)) => {
            PartWords::Text(plain(texts.localized(text, Extent::Line, d)?, raw.span, d)?)
        }
        (given, _) => {
            let message = if given.is_some() {
                "this part of a figure has both a label and a text"
            } else {
                "this part of a figure has no words"
            };
            d.error(Code::BadFigure, raw.span, message)
                .help("write `label: product.label`, or `text:` in every language");
            return None;
        }
    };
    Some(Part {
        words,
        icon: raw.icon,
        mark: raw.mark.as_ref().map(|mark| mark.value),
        is_pointed_at: raw.pointer,
        is_chosen: raw.chosen,
        span: raw.span,
    })
}

/// Words without emphasis or code: a sketch has its own.
fn plain(text: Localized<Markup>, span: Span, d: &mut Diagnostics) -> Option<Localized<Markup>> {
    let is_plain = |markup: &Markup| {
        markup.ast.events.iter().all(|event| match event {
            Event::Start(tag) | Event::End(tag) => *tag == Tag::Paragraph,
            Event::Text(_) | Event::Reference(_) => true,
            _ => false,
        })
    };
    if text.iter().all(is_plain) {
        return Some(text);
    }
    d.error(
        Code::BadFigure,
        span,
        "the words of a figure are words alone, without emphasis or code",
    )
    .help("remove the Markdown");
    None
}

/// Marks are numbered from 1, from top to bottom, without a gap.
fn numbers(figure: &Figure, d: &mut Diagnostics) -> Option<()> {
    let mut expected = 1;
    let mut wrong = None;
    figure.screen.each_part(&mut |part| {
        let Some(mark) = part.mark else { return };
        if mark != expected || mark > MOST_MARKS {
            wrong.get_or_insert((part.span, mark, expected));
        }
        expected = expected.saturating_add(1);
    });
    let Some((span, mark, expected)) = wrong else { return Some(()) };
    let diagnostic = if expected > MOST_MARKS {
        d.error(Code::FigureMark, span, format!("a figure has at most {MOST_MARKS} marks"))
    } else {
        d.error(Code::FigureMark, span, format!("this mark is number {expected} and not {mark}"))
    };
    diagnostic.help("number the marks of a figure 1, 2, 3 … from top to bottom, without a gap");
    None
}

fn single_pointer(figure: &Figure, d: &mut Diagnostics) -> Option<()> {
    let mut pointed = Vec::new();
    figure.screen.each_part(&mut |part| {
        if part.is_pointed_at {
            pointed.push(part.span);
        }
    });
    let [first, second, ..] = pointed[..] else { return Some(()) };
    d.error(Code::BadFigure, second, "a screen has one pointer, and this is a second")
        .related(first, "the first one")
        .help("remove one `pointer: true`");
    None
}

/// Reports marks of a figure that the texts beside it do not explain, in any one language.
pub(super) fn explained(figure: &Figure, texts: &[Localized<Markup>], d: &mut Diagnostics) {
    figure.screen.each_part(&mut |part| {
        let Some(mark) = part.mark else { return };
        let explains = |markup: &Markup| markup.references.contains(&Reference::Mark(mark));
        let languages = figure.caption.iter().count();
        let is_explained = (0..languages).all(|language| {
            texts.iter().any(|text| text.iter().nth(language).is_some_and(explains))
        });
        if !is_explained {
            let message = format!(
                "the text beside this figure does not explain mark {mark} in every language"
            );
            d.error(Code::FigureMark, part.span, message).help(format!(
                "refer to it where the text is about it: `{{mark:{mark}}}`, or remove the mark"
            ));
        }
    });
}
