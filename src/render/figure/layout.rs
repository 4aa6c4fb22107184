//! Where everything stands in a figure.
//!
//! In: a screen and its words in one language. Out: shapes. Everything stands below or beside what comes before it, as wide
//! as the figure allows; words that do not fit are broken into lines, and what cannot be broken is reported.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::element;
use super::measure::{Weight, width, wrap};
use super::shape::{Anchor, Area, Corners, Shape, Tone, leading};
use crate::guide::{Dialog, Element, Icon, Part, Screen, ScreenKind};
use crate::render::phrases::Phrases;
use crate::sources::Span;

/// How wide every figure is. A telephone shows it without making letters smaller.
pub(super) const WIDTH: i32 = 360;

/// The size of most words.
pub(super) const BODY: i32 = 13;

/// The size of words of less importance.
pub(super) const SMALL: i32 = 11;

/// How much room a mark takes before what it belongs to.
pub(super) const MARK: i32 = 24;

/// Between two elements.
const GAP: i32 = 10;

/// Around what stands on a screen.
const PADDING: i32 = 14;

/// The words of a part in one language.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) text: String,
    /// Their language, where it is not the reader's.
    pub(super) lang: Option<Arc<str>>,
}

/// A figure with everything in its place.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) shapes: Vec<Shape>,
    pub(super) height: i32,
    pub(super) icons: BTreeSet<Icon>,
    /// Words that are wider than their box, and where they are written.
    pub(super) too_wide: Vec<(Span, String)>,
}

/// Lays a screen out.
pub(super) fn lay_out(screen: &Screen, phrases: Phrases, say: &dyn Fn(&Part) -> Said) -> Laid {
    let mut layout =
        Layout { say, phrases, laid: Laid::default(), pointer: None, buttons: Side::Start };
    // Half of a line's width lies outside of what it goes around.
    let whole = Area { x: 1, y: 1, width: WIDTH - 2, height: 0 };
    let (shapes, bottom) = layout.screen(screen, whole);
    layout.laid.shapes = shapes;
    layout.laid.shapes.extend(layout.pointer.take());
    layout.laid.height = bottom + 1;
    layout.laid
}

/// A figure on its way.
pub(super) struct Layout<'a> {
    say: &'a dyn Fn(&Part) -> Said,
    phrases: Phrases,
    laid: Laid,
    /// Painted last: it lies above everything.
    pointer: Option<Shape>,
    /// Where buttons stand: in a dialog at the far side.
    pub(super) buttons: Side,
}

/// A side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

/// How a line or several of words are set.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) size: i32,
    pub(super) weight: Weight,
    pub(super) tone: Tone,
    pub(super) anchor: Anchor,
}

impl Type {
    pub(super) const fn new(size: i32, weight: Weight, tone: Tone, anchor: Anchor) -> Self {
        Self { size, weight, tone, anchor }
    }
}

const TITLE: Type = Type::new(12, Weight::Bold, Tone::Ink, Anchor::Start);

impl Layout<'_> {
    fn screen(&mut self, screen: &Screen, whole: Area) -> (Vec<Shape>, i32) {
        match &screen.kind {
            ScreenKind::Window { title, menu_bar } => self.window(title, menu_bar, screen, whole),
            ScreenKind::Browser { title, address } => self.browser(title, address, screen, whole),
            ScreenKind::Desktop { bar } => self.desktop(bar, screen, whole),
            ScreenKind::Dialog => match &screen.dialog {
                Some(dialog) => {
                    let (shape, bottom) = self.dialog(dialog, whole.inset(20, 0));
                    (vec![shape], bottom)
                }
                None => (Vec::new(), whole.y),
            },
        }
    }

    fn window(
        &mut self,
        title: &Part,
        menu_bar: &[Part],
        screen: &Screen,
        whole: Area,
    ) -> (Vec<Shape>, i32) {
        let mut content = Vec::new();
        let mut y = self.title_bar(title, whole, &mut content);
        if !menu_bar.is_empty() {
            y = self.menu_bar(menu_bar, Area { y, ..whole }, &mut content);
        }
        y = self.body(screen, Area { y, ..whole }, &mut content);
        let area = Area { height: y - whole.y, ..whole };
        (vec![Shape::Box { area, corners: Corners::Round(6), tone: Tone::Surface, content }], y)
    }

    /// The bar on top of a window, with the cross that closes it.
    fn title_bar(&mut self, title: &Part, whole: Area, out: &mut Vec<Shape>) -> i32 {
        let mut content = Vec::new();
        let inside = Area { x: whole.x + 12, y: whole.y + 6, width: whole.width - 48, height: 0 };
        let bottom = self.line_of(title, inside, TITLE, &mut content) + 6;
        let (right, middle) = (whole.right() - 18, i32::midpoint(whole.y, bottom));
        let cross = format!("M{0} {1}l8 8m0-8l-8 8", right - 4, middle - 4);
        content.push(Shape::Path { path: cross, tone: Tone::Muted });
        let area = Area { height: bottom - whole.y, ..whole };
        out.push(Shape::Box { area, corners: Corners::Top(6), tone: Tone::Strip, content });
        bottom
    }

    /// Words beside one another, in as many rows as they need.
    fn menu_bar(&mut self, words: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
        let style = Type::new(12, Weight::Regular, Tone::Ink, Anchor::Start);
        let (mut x, mut y) = (room.x + 12, room.y + 4);
        let row = leading(style.size);
        for part in words {
            let wanted = self.natural(part, style);
            if x > room.x + 12 && x + wanted > room.right() - 12 {
                (x, y) = (room.x + 12, y + row);
            }
            let area = Area { x, y, width: wanted.min(room.right() - 12 - x), height: row };
            self.only_line_of(part, area, style, out);
            x += wanted + 16;
        }
        let bottom = y + row + 4;
        out.push(line(room.x, bottom, room.right()));
        bottom
    }

    fn browser(
        &mut self,
        title: &Part,
        (address, address_span): &(Arc<str>, Span),
        screen: &Screen,
        whole: Area,
    ) -> (Vec<Shape>, i32) {
        let mut content = Vec::new();
        // The tab stands on the bar of tabs and runs into the bar with the address.
        let mut tab = Vec::new();
        let inside = Area { x: whole.x + 22, y: whole.y + 10, width: 200, height: 0 };
        let tab_bottom = self.line_of(title, inside, TITLE, &mut tab) + 4;
        let tab_area =
            Area { x: whole.x + 10, y: whole.y + 5, width: 224, height: tab_bottom - whole.y - 5 };
        let bar = Area { height: tab_bottom - whole.y, ..whole };
        let tab = Shape::Box {
            area: tab_area,
            corners: Corners::Top(6),
            tone: Tone::Surface,
            content: tab,
        };
        content.push(Shape::Box {
            area: bar,
            corners: Corners::Top(6),
            tone: Tone::Ground,
            content: vec![tab],
        });
        let address_area =
            Area { x: whole.x, y: tab_bottom, width: whole.width, height: 0 }.inset(10, 0);
        let field = Area { y: tab_bottom + 6, height: 22, ..address_area };
        let style = Type::new(SMALL, Weight::Regular, Tone::Muted, Anchor::Start);
        let words = Shape::Words {
            x: field.x + 12,
            y: field.y + 15,
            size: style.size,
            weight: style.weight,
            anchor: style.anchor,
            tone: style.tone,
            text: address.to_string(),
            lang: None,
        };
        if width(address, style.size, style.weight) > field.width - 24 {
            self.laid.too_wide.push((*address_span, address.to_string()));
        }
        let strip = Area { y: tab_bottom, height: 34, ..whole };
        let field = Shape::Box {
            area: field,
            corners: Corners::Round(11),
            tone: Tone::Control,
            content: vec![words],
        };
        content.push(Shape::Box {
            area: strip,
            corners: Corners::Sharp,
            tone: Tone::Strip,
            content: vec![field],
        });
        let y = self.body(screen, Area { y: strip.bottom(), ..whole }, &mut content);
        let area = Area { height: y - whole.y, ..whole };
        (vec![Shape::Box { area, corners: Corners::Round(6), tone: Tone::Surface, content }], y)
    }

    /// The whole screen: a bar that hangs from its upper edge, and what stands below.
    fn desktop(&mut self, bar: &[Part], screen: &Screen, whole: Area) -> (Vec<Shape>, i32) {
        let mut content = Vec::new();
        let mut y = whole.y;
        if !bar.is_empty() {
            let room = Area { y, ..whole.inset(8, 0) };
            y = element::bar(self, bar, room, &mut content) + 4;
        }
        let least = whole.y + 100;
        y = self.body(screen, Area { y, ..whole }, &mut content).max(least);
        let area = Area { height: y - whole.y, ..whole };
        let foot = format!("M{} {y}v8m-34 4h68", WIDTH / 2);
        let screen = Shape::Box { area, corners: Corners::Round(8), tone: Tone::Ground, content };
        (vec![screen, Shape::Path { path: foot, tone: Tone::Muted }], y + 13)
    }

    /// What stands on a screen, and what is asked in front of it.
    fn body(&mut self, screen: &Screen, room: Area, out: &mut Vec<Shape>) -> i32 {
        let mut y = room.y;
        if !screen.body.is_empty() {
            let inside = Area { y: y + PADDING, ..room.inset(PADDING, 0) };
            y = self.elements(&screen.body, inside, out) + PADDING;
        }
        if let Some(dialog) = &screen.dialog {
            let (shape, bottom) = self.dialog(dialog, Area { y: y + PADDING, ..room.inset(24, 0) });
            let area = Area { y, height: bottom + PADDING - y, ..room };
            out.push(match screen.kind {
                ScreenKind::Desktop { .. } => shape,
                // Behind a question a window is out of reach.
                _ => Shape::Box {
                    area,
                    corners: Corners::Bottom(6),
                    tone: Tone::Ground,
                    content: vec![shape],
                },
            });
            y = bottom + PADDING;
        }
        y
    }

    fn dialog(&mut self, dialog: &Dialog, room: Area) -> (Shape, i32) {
        let mut content = Vec::new();
        let style = Type::new(14, Weight::Bold, Tone::Ink, Anchor::Start);
        let inside = Area { y: room.y + PADDING, ..room.inset(PADDING, 0) };
        let mut y = self.line_of(&dialog.title, inside, style, &mut content);
        if !dialog.body.is_empty() {
            self.buttons = Side::End;
            y = self.elements(&dialog.body, Area { y: y + GAP, ..inside }, &mut content);
            self.buttons = Side::Start;
        }
        let bottom = y + PADDING;
        let area = Area { height: bottom - room.y, ..room };
        (Shape::Box { area, corners: Corners::Round(8), tone: Tone::Surface, content }, bottom)
    }

    /// Elements below one another.
    fn elements(&mut self, elements: &[Element], room: Area, out: &mut Vec<Shape>) -> i32 {
        let mut y = room.y;
        for (at, element) in elements.iter().enumerate() {
            if at > 0 {
                y += GAP;
            }
            y = element::element(self, element, Area { y, ..room }, out);
        }
        y
    }

    /// What a part says.
    pub(super) fn say(&self, part: &Part) -> Said {
        (self.say)(part)
    }

    /// How wide a part is if nothing limits it.
    pub(super) fn natural(&self, part: &Part, style: Type) -> i32 {
        width(&self.say(part).text, style.size, style.weight) + before(part)
    }

    /// The mark, the icon and the words of a part in one line, or several; gives what is below.
    pub(super) fn line_of(
        &mut self,
        part: &Part,
        room: Area,
        style: Type,
        out: &mut Vec<Shape>,
    ) -> i32 {
        let Said { text, lang } = self.say(part);
        let row = leading(style.size);
        let indent = before(part);
        let lines = self.lines(part, &text, room.width - indent, style);
        let widest =
            lines.iter().map(|line| width(line, style.size, style.weight)).max().unwrap_or(0);
        let middle = room.y + row / 2;
        // Words in the middle take their mark and their icon with them.
        let left = match style.anchor {
            Anchor::Start => room.x,
            Anchor::Middle => room.x + (room.width - indent - widest) / 2,
        };
        let mut x = left;
        if let Some(number) = part.mark {
            out.push(Shape::Mark { number, x: x + 9, y: middle });
            x += MARK;
        }
        if let Some(icon) = part.icon {
            self.icon(icon, x, middle - 8, style.tone, out);
        }
        // Words are narrower than they are measured: beside a mark or an icon they begin where those end.
        let anchor = if indent > 0 { Anchor::Start } else { style.anchor };
        let x = match anchor {
            Anchor::Start => left + indent,
            Anchor::Middle => room.x + room.width / 2,
        };
        let mut y = room.y;
        for text in lines {
            let base = y + row - (row - style.size) / 2 - style.size / 5;
            let Type { size, weight, tone, .. } = style;
            out.push(Shape::Words {
                x,
                y: base,
                size,
                weight,
                anchor,
                tone,
                text,
                lang: lang.clone(),
            });
            y += row;
        }
        // The tip stands behind the words and hides none of them.
        if part.is_pointed_at {
            self.point((left + indent + widest + 3).min(room.right() + 5), y - 7);
        }
        y
    }

    /// A part that has room for one line; more are noted as too wide.
    pub(super) fn only_line_of(
        &mut self,
        part: &Part,
        room: Area,
        style: Type,
        out: &mut Vec<Shape>,
    ) {
        if self.line_of(part, room, style, out) > room.y + leading(style.size) {
            let text = self.say(part).text;
            self.laid.too_wide.push((part.span, text));
        }
    }

    /// A text in lines.
    pub(super) fn wrapped(&self, text: &str, room: i32, style: Type) -> Vec<String> {
        wrap(text, room, style.size, style.weight, self.phrases)
    }

    /// A text in lines; a word that is too wide is noted.
    pub(super) fn lines(&mut self, part: &Part, text: &str, room: i32, style: Type) -> Vec<String> {
        let lines = self.wrapped(text, room, style);
        for line in &lines {
            if width(line, style.size, style.weight) > room {
                self.laid.too_wide.push((part.span, line.clone()));
            }
        }
        lines
    }

    pub(super) fn icon(&mut self, icon: Icon, x: i32, y: i32, tone: Tone, out: &mut Vec<Shape>) {
        self.laid.icons.insert(icon);
        out.push(Shape::Icon { icon, x, y, size: 16, tone });
    }

    /// Puts the tip of the pointer there.
    pub(super) fn point(&mut self, x: i32, y: i32) {
        self.pointer = Some(Shape::Pointer { x, y });
    }
}

/// How much room the mark and the icon of a part take before its words.
pub(super) fn before(part: &Part) -> i32 {
    let mark = if part.mark.is_some() { MARK } else { 0 };
    let icon = if part.icon.is_some() { 22 } else { 0 };
    mark + icon
}

/// A line across.
pub(super) fn line(left: i32, y: i32, right: i32) -> Shape {
    Shape::Path { path: format!("M{left} {y}H{right}"), tone: Tone::Line }
}
