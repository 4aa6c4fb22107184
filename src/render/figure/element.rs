//! What each element of a screen looks like.
//!
//! Every function takes the room it has, paints from its top, and gives what is below.

use super::layout::{BODY, Layout, MARK, SMALL, Side, Type, line};
use super::measure::{Weight, width};
use super::shape::{Anchor, Area, Corners, Shape, Tone, leading};
use crate::guide::{Element, ElementKind, Part};

const WORDS: Type = Type::new(BODY, Weight::Regular, Tone::Ink, Anchor::Start);
const LABEL: Type = Type::new(12, Weight::Regular, Tone::Muted, Anchor::Start);
const TOOL: Type = Type::new(SMALL, Weight::Regular, Tone::Ink, Anchor::Middle);

/// Paints an element.
pub(super) fn element(
    layout: &mut Layout<'_>,
    element: &Element,
    room: Area,
    out: &mut Vec<Shape>,
) -> i32 {
    let parts = &element.parts;
    match element.kind {
        ElementKind::Buttons => buttons(layout, parts, room, out),
        ElementKind::Radio => radio(layout, parts, room, out),
        ElementKind::List => rows(layout, parts, room, Tone::Control, out),
        ElementKind::Menu => menu(layout, parts, room, out),
        ElementKind::Tabs => tabs(layout, parts, room, out),
        ElementKind::Tools => tools(layout, parts, room, out),
        ElementKind::Screens => screens(layout, parts, room, out),
        ElementKind::Heading
        | ElementKind::Text
        | ElementKind::Field
        | ElementKind::Checkbox
        | ElementKind::Switch
        | ElementKind::Area => parts
            .iter()
            .fold(room.y, |y, part| single(layout, element.kind, part, Area { y, ..room }, out)),
    }
}

fn single(
    layout: &mut Layout<'_>,
    kind: ElementKind,
    part: &Part,
    room: Area,
    out: &mut Vec<Shape>,
) -> i32 {
    match kind {
        ElementKind::Heading => {
            let style = Type { size: 15, weight: Weight::Bold, ..WORDS };
            layout.line_of(part, room, style, out)
        }
        ElementKind::Field => field(layout, part, room, out),
        ElementKind::Checkbox => {
            let shape = |x: i32, middle: i32| {
                let area = Area { x, y: middle - 7, width: 14, height: 14 };
                let tone = if part.is_chosen { Tone::Main } else { Tone::Control };
                let tick = Shape::Path {
                    path: format!("M{} {middle}l3 3l6-6", x + 3),
                    tone: Tone::OnMain,
                };
                let content = if part.is_chosen { vec![tick] } else { Vec::new() };
                Shape::Box { area, corners: Corners::Round(3), tone, content }
            };
            controlled(layout, part, part.mark.is_some(), room, &shape, out)
        }
        ElementKind::Switch => switch(layout, part, room, out),
        ElementKind::Area => {
            let inside = Area { y: room.y + 22, ..room.inset(12, 0) };
            let mut content = Vec::new();
            let style = Type { tone: Tone::Muted, anchor: Anchor::Middle, ..WORDS };
            let bottom = layout.line_of(part, inside, style, &mut content) + 22;
            let area = Area { height: bottom - room.y, ..room };
            out.push(Shape::Box { area, corners: Corners::Round(4), tone: Tone::Ground, content });
            bottom
        }
        _ => layout.line_of(part, room, WORDS, out),
    }
}

/// The name of a field above the field.
fn field(layout: &mut Layout<'_>, part: &Part, room: Area, out: &mut Vec<Shape>) -> i32 {
    let mut unpointed = part.clone();
    unpointed.is_pointed_at = false;
    let y = layout.line_of(&unpointed, room, LABEL, out) + 3;
    let area = Area { y, height: 26, ..room };
    // The line after which one types.
    let caret = Shape::Path { path: format!("M{} {}v14", area.x + 10, y + 6), tone: Tone::Muted };
    out.push(Shape::Box {
        area,
        corners: Corners::Round(4),
        tone: Tone::Control,
        content: vec![caret],
    });
    if part.is_pointed_at {
        layout.point(area.x + 40, area.y + 14);
    }
    area.bottom()
}

/// Something small to press, and words beside it.
fn controlled(
    layout: &mut Layout<'_>,
    part: &Part,
    has_marks: bool,
    room: Area,
    control: &dyn Fn(i32, i32) -> Shape,
    out: &mut Vec<Shape>,
) -> i32 {
    let column = if has_marks { MARK } else { 0 };
    let middle = room.y + leading(BODY) / 2;
    if let Some(number) = part.mark {
        out.push(Shape::Mark { number, x: room.x + 9, y: middle });
    }
    let x = room.x + column;
    out.push(control(x, middle));
    let unmarked = Part { mark: None, is_pointed_at: false, ..part.clone() };
    let indent = column + 22;
    let inside = Area { x: room.x + indent, width: room.width - indent, ..room };
    let bottom = layout.line_of(&unmarked, inside, WORDS, out);
    if part.is_pointed_at {
        layout.point(x + 8, middle + 2);
    }
    bottom
}

/// Words and, at the far end, a switch.
fn switch(layout: &mut Layout<'_>, part: &Part, room: Area, out: &mut Vec<Shape>) -> i32 {
    let unpointed = Part { is_pointed_at: false, ..part.clone() };
    let inside = Area { y: room.y + 2, width: room.width - 48, ..room };
    let bottom = layout.line_of(&unpointed, inside, WORDS, out) + 2;
    let middle = i32::midpoint(room.y, bottom);
    let area = Area { x: room.right() - 36, y: middle - 10, width: 36, height: 20 };
    let (tone, knob, on) = if part.is_chosen {
        (Tone::Main, area.right() - 10, Tone::Surface)
    } else {
        (Tone::Control, area.x + 10, Tone::Ground)
    };
    let knob = Shape::Circle { x: knob, y: middle, radius: 7, tone: on };
    out.push(Shape::Box { area, corners: Corners::Round(10), tone, content: vec![knob] });
    if part.is_pointed_at {
        layout.point(area.x + 20, middle + 4);
    }
    bottom
}

/// Choices below one another.
fn radio(layout: &mut Layout<'_>, parts: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
    let has_marks = parts.iter().any(|part| part.mark.is_some());
    let mut y = room.y;
    for (at, part) in parts.iter().enumerate() {
        y += if at > 0 { 6 } else { 0 };
        let shape = |x: i32, middle: i32| {
            let area = Area { x, y: middle - 7, width: 14, height: 14 };
            let dot = Shape::Circle { x: x + 7, y: middle, radius: 4, tone: Tone::Main };
            let content = if part.is_chosen { vec![dot] } else { Vec::new() };
            Shape::Box { area, corners: Corners::Round(7), tone: Tone::Control, content }
        };
        y = controlled(layout, part, has_marks, Area { y, ..room }, &shape, out);
    }
    y
}

/// Buttons beside one another, in as many rows as they need.
fn buttons(layout: &mut Layout<'_>, parts: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
    let style = Type { anchor: Anchor::Middle, ..WORDS };
    let mut y = room.y;
    for row in in_rows(layout, parts, style, 28, 8, room.width) {
        let used = used(&row, 8);
        let mut x = match layout.buttons {
            Side::Start => room.x,
            Side::End => room.right() - used,
        };
        let mut bottom = y;
        for (wanted, part) in row {
            let (tone, ink) = if part.is_chosen {
                (Tone::Main, Tone::OnMain)
            } else {
                (Tone::Control, Tone::Ink)
            };
            let mut content = Vec::new();
            let inside = Area { x: x + 12, y: y + 4, width: wanted - 24, height: 0 };
            let below = layout.line_of(part, inside, Type { tone: ink, ..style }, &mut content) + 5;
            let area = Area { x, y, width: wanted, height: below - y };
            out.push(Shape::Box { area, corners: Corners::Round(5), tone, content });
            x += wanted + 8;
            bottom = bottom.max(below);
        }
        y = bottom + 8;
    }
    y - 8
}

/// Parts in rows that are no wider than `room`, each part with its width: that of its words and `padding`.
fn in_rows<'p>(
    layout: &Layout<'_>,
    parts: &'p [Part],
    style: Type,
    padding: i32,
    gap: i32,
    room: i32,
) -> Vec<Vec<(i32, &'p Part)>> {
    let mut rows: Vec<Vec<(i32, &Part)>> = Vec::new();
    for part in parts {
        let wanted = (layout.natural(part, style) + padding).min(room);
        match rows.last_mut().filter(|row| used(row, gap) + gap + wanted <= room) {
            Some(row) => row.push((wanted, part)),
            None => rows.push(vec![(wanted, part)]),
        }
    }
    rows
}

/// How wide a row is.
fn used(row: &[(i32, &Part)], gap: i32) -> i32 {
    row.iter().map(|(width, _)| width + gap).sum::<i32>() - gap
}

/// Rows below one another in a box.
fn rows(
    layout: &mut Layout<'_>,
    parts: &[Part],
    room: Area,
    tone: Tone,
    out: &mut Vec<Shape>,
) -> i32 {
    let mut content = Vec::new();
    let mut y = room.y;
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            content.push(line(room.x, y, room.right()));
        }
        let mut words = Vec::new();
        let weight = if part.is_chosen { Weight::Bold } else { Weight::Regular };
        let inside = Area { y: y + 4, ..room.inset(10, 0) };
        let bottom = layout.line_of(part, inside, Type { weight, ..WORDS }, &mut words) + 4;
        if part.is_chosen {
            let area = Area { y, height: bottom - y, ..room };
            content.push(Shape::Box {
                area,
                corners: Corners::Round(3),
                tone: Tone::Chosen,
                content: words,
            });
        } else {
            content.extend(words);
        }
        y = bottom;
    }
    let area = Area { height: y - room.y, ..room };
    out.push(Shape::Box { area, corners: Corners::Round(4), tone, content });
    y
}

/// An open menu: as wide as its words.
fn menu(layout: &mut Layout<'_>, parts: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
    let style = Type { weight: Weight::Bold, ..WORDS };
    let widest = parts.iter().map(|part| layout.natural(part, style)).max().unwrap_or(0);
    let width = (widest + 24).clamp(120, room.width);
    rows(layout, parts, Area { width, ..room }, Tone::Surface, out)
}

/// Tabs beside one another; a thick line lies under the open one.
fn tabs(layout: &mut Layout<'_>, parts: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
    let (mut x, mut y) = (room.x, room.y);
    let row = leading(BODY) + 8;
    for part in parts {
        let weight = if part.is_chosen { Weight::Bold } else { Weight::Regular };
        let style = Type { weight, anchor: Anchor::Middle, ..WORDS };
        let wanted = (layout.natural(part, style) + 20).min(room.width);
        if x > room.x && x + wanted > room.right() {
            out.push(line(room.x, y + row, room.right()));
            (x, y) = (room.x, y + row + 2);
        }
        let inside = Area { x: x + 8, y: y + 3, width: wanted - 16, height: 0 };
        layout.only_line_of(part, inside, style, out);
        if part.is_chosen {
            let area = Area { x, y: y + row - 3, width: wanted, height: 3 };
            out.push(Shape::Box {
                area,
                corners: Corners::Sharp,
                tone: Tone::Main,
                content: Vec::new(),
            });
        }
        x += wanted;
    }
    out.push(line(room.x, y + row, room.right()));
    y + row
}

/// Icons with words below them, as many in a row as leave every word whole.
fn tools(layout: &mut Layout<'_>, parts: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
    let fits = |per_row: i32| {
        let cell = room.width / per_row - 6;
        parts.iter().all(|part| {
            let lines = layout.wrapped(&layout.say(part).text, cell, TOOL);
            let widest = lines.iter().map(|line| width(line, TOOL.size, TOOL.weight)).max();
            lines.len() <= 2 && widest.unwrap_or(0) <= cell && cell >= 38
        })
    };
    let count = i32::try_from(parts.len()).unwrap_or(1).max(1);
    let per_row = (1..=count).rev().find(|per_row| fits(*per_row)).unwrap_or(1);
    // The last row is no emptier than it has to be.
    let rows = (count + per_row - 1) / per_row;
    let per_row = (count + rows - 1) / rows;
    let cell = room.width / per_row;
    let mut content = Vec::new();
    let mut y = room.y;
    for row in parts.chunks(usize::try_from(per_row).unwrap_or(1)) {
        let mut bottom = y;
        for (x, part) in (room.x..).step_by(usize::try_from(cell).unwrap_or(1)).zip(row) {
            let area = Area { x, y, width: cell, height: 0 };
            bottom = bottom.max(tool(layout, part, area, &mut content));
        }
        y = bottom;
    }
    let area = Area { height: y - room.y, ..room };
    out.push(Shape::Box { area, corners: Corners::Round(4), tone: Tone::Strip, content });
    y
}

fn tool(layout: &mut Layout<'_>, part: &Part, cell: Area, out: &mut Vec<Shape>) -> i32 {
    let middle = cell.x + cell.width / 2;
    let top = cell.y + 6;
    let mut y = top;
    if part.icon.is_some() || part.mark.is_some() {
        let frame = Area { x: middle - 13, y: top, width: 26, height: 26 };
        let mut inside = Vec::new();
        let tone = if part.is_chosen { Tone::OnMain } else { Tone::Ink };
        if let Some(icon) = part.icon {
            layout.icon(icon, middle - 8, top + 5, tone, &mut inside);
        }
        let surround = if part.is_chosen { Tone::Main } else { Tone::Control };
        out.push(Shape::Box {
            area: frame,
            corners: Corners::Round(6),
            tone: surround,
            content: inside,
        });
        if let Some(number) = part.mark {
            out.push(Shape::Mark { number, x: frame.x - 3, y: frame.y + 6 });
        }
        y = frame.bottom() + 2;
    }
    let bare = Part { icon: None, mark: None, is_pointed_at: false, ..part.clone() };
    let bottom = layout.line_of(&bare, Area { y, ..cell.inset(3, 0) }, TOOL, out);
    if part.is_pointed_at {
        layout.point(middle + 5, top + 16);
    }
    bottom + 5
}

/// Small screens to choose between.
fn screens(layout: &mut Layout<'_>, parts: &[Part], room: Area, out: &mut Vec<Shape>) -> i32 {
    let columns = i32::try_from(parts.len().clamp(2, 3)).unwrap_or(2);
    let cell = (room.width - 10 * (columns - 1)) / columns;
    let height = cell * 9 / 16;
    let mut y = room.y;
    for row in parts.chunks(usize::try_from(columns).unwrap_or(1)) {
        let mut bottom = y;
        for (x, part) in (room.x..).step_by(usize::try_from(cell + 10).unwrap_or(1)).zip(row) {
            let frame = Area { x, y, width: cell, height };
            let glass = Shape::Box {
                area: frame.inset(8, 8),
                corners: Corners::Round(2),
                tone: Tone::Ground,
                content: Vec::new(),
            };
            let tone = if part.is_chosen { Tone::Chosen } else { Tone::Control };
            out.push(Shape::Box {
                area: frame,
                corners: Corners::Round(5),
                tone,
                content: vec![glass],
            });
            let weight = if part.is_chosen { Weight::Bold } else { Weight::Regular };
            let style = Type { weight, anchor: Anchor::Middle, ..WORDS };
            let words = Part { is_pointed_at: false, ..part.clone() };
            let room = Area { x, y: frame.bottom() + 3, width: cell, height: 0 };
            bottom = bottom.max(layout.line_of(&words, room, style, out));
            if part.is_pointed_at {
                layout.point(x + cell / 2, y + height / 2);
            }
        }
        y = bottom + 4;
    }
    y - 4
}

/// The bar at the upper edge of a screen: icons and words beside one another.
pub(super) fn bar(
    layout: &mut Layout<'_>,
    parts: &[Part],
    room: Area,
    out: &mut Vec<Shape>,
) -> i32 {
    let style = Type { size: 12, anchor: Anchor::Middle, ..WORDS };
    let rows = in_rows(layout, parts, style, 16, 4, room.width - 16);
    let widest = rows.iter().map(|row| used(row, 4)).max();
    let width = widest.unwrap_or(0) + 16;
    let area = Area { x: room.x + (room.width - width) / 2, width, ..room };
    let mut content = Vec::new();
    let mut y = room.y + 5;
    for row in rows {
        let mut x = area.x + (width - used(&row, 4)) / 2;
        let mut bottom = y;
        for (wanted, part) in row {
            let mut words = Vec::new();
            let tone = if part.is_chosen { Tone::OnMain } else { Tone::Ink };
            let inside = Area { x: x + 6, y: y + 3, width: wanted - 12, height: 0 };
            let below = layout.line_of(part, inside, Type { tone, ..style }, &mut words) + 4;
            if part.is_chosen {
                let area = Area { x, y, width: wanted, height: below - y };
                content.push(Shape::Box {
                    area,
                    corners: Corners::Round(5),
                    tone: Tone::Main,
                    content: words,
                });
            } else {
                content.extend(words);
            }
            x += wanted + 4;
            bottom = bottom.max(below);
        }
        y = bottom;
    }
    let area = Area { height: y + 5 - room.y, ..area };
    out.push(Shape::Box { area, corners: Corners::Round(6), tone: Tone::Surface, content });
    area.bottom()
}
