//! What a figure is made of once everything has its place: shapes in the order in which they are painted.

use std::sync::Arc;

use super::measure::Weight;
use crate::guide::Icon;

/// A rectangle in the units of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// What something is painted with; the palettes know the colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// What lies behind everything.
    Ground,
    /// A window, a dialog, a menu.
    Surface,
    /// A title bar, a tool bar.
    Strip,
    /// Something to type into or to press.
    Control,
    /// What stands out among them.
    Main,
    /// What is chosen among several.
    Chosen,
    /// A line between two things.
    Line,
    /// Words and icons.
    Ink,
    /// Words that are less important.
    Muted,
    /// Words and icons on [`Tone::Main`].
    OnMain,
}

/// How a line of words stands to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// How the corners of a box are rounded, by how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Corners {
    Sharp,
    Round(i32),
    /// Those at the top alone.
    Top(i32),
    /// Those at the bottom alone.
    Bottom(i32),
}

/// A shape.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A box and what stands in it; no words of it are wider than the box.
    Box { area: Area, corners: Corners, tone: Tone, content: Vec<Shape> },
    /// A line of words; `y` is where the letters stand.
    Words {
        x: i32,
        y: i32,
        size: i32,
        weight: Weight,
        anchor: Anchor,
        tone: Tone,
        text: String,
        lang: Option<Arc<str>>,
    },
    /// An icon, as wide as it is high.
    Icon { icon: Icon, x: i32, y: i32, size: i32, tone: Tone },
    /// A circle.
    Circle { x: i32, y: i32, radius: i32, tone: Tone },
    /// A line along a path.
    Path { path: String, tone: Tone },
    /// The pointer of the mouse; its tip is here.
    Pointer { x: i32, y: i32 },
    /// A numbered mark around this point.
    Mark { number: u8, x: i32, y: i32 },
}

impl Area {
    /// The same with a margin on every side taken away.
    pub(super) fn inset(self, across: i32, down: i32) -> Self {
        Self {
            x: self.x + across,
            y: self.y + down,
            width: self.width - 2 * across,
            height: self.height - 2 * down,
        }
    }

    pub(super) fn bottom(self) -> i32 {
        self.y + self.height
    }

    pub(super) fn right(self) -> i32 {
        self.x + self.width
    }
}

/// How many units a line of words takes from the one above.
pub(super) fn leading(size: i32) -> i32 {
    (size * 3 + 1) / 2
}
