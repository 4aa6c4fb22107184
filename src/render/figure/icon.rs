//! The icons, drawn on a field of 16 × 16 with a line of 1.5.

use crate::guide::Icon;

/// The path of an icon.
pub(super) fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::App => {
            "M4 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM5.5 8h5M8 5.5v5"
        }
        Icon::Camera => {
            "M3 4h6a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 9 12H3a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 3 4zM10.5 7l4-2v6l-4-2"
        }
        Icon::Chat => "M2 3h12v8H7.5l-3 3v-3H2zM5 6.5h6",
        Icon::Computer => "M3 3h10v7H3zM1 13h14",
        Icon::Leave => "M3.5 3.5l9 9m0-9l-9 9",
        Icon::Microphone => {
            "M8 1.5a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0v-4a2 2 0 0 1 2-2zM3.5 7.5a4.5 4.5 0 0 0 9 0M8 12v2.5M5.5 14.5h5"
        }
        Icon::More => {
            "M2.5 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M7.5 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M12.5 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0"
        }
        Icon::Participants => {
            "M6 3a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5zM1.5 14a4.5 4.5 0 0 1 9 0M11 3.5a2.5 2.5 0 0 1 0 4M12 10a4.5 4.5 0 0 1 2.5 4"
        }
        Icon::Pause => "M5.5 3v10M10.5 3v10",
        Icon::Pen => "M2 14l1-4L11 2l3 3l-8 8zM9 4l3 3",
        Icon::Phone => {
            "M3 2h3l1.5 3.5l-2 1.5a8 8 0 0 0 3.5 3.5l1.5-2L14 10v3a1.5 1.5 0 0 1-1.5 1.5A11 11 0 0 1 1.5 3.5A1.5 1.5 0 0 1 3 2z"
        }
        Icon::Pointer => "M3 2l10 5l-4.5 1.5L7 13z",
        Icon::Screen => "M2 3h12v8H2zM8 11v2.5M5 13.5h6",
        Icon::Share => "M8 10V2M5 5l3-3l3 3M3 9v5h10V9",
        Icon::Speaker => {
            "M2 6h2.5L8 3v10L4.5 10H2zM10.5 5.5a3.5 3.5 0 0 1 0 5M12.5 3.5a6.5 6.5 0 0 1 0 9"
        }
        Icon::Stop => "M4 4h8v8H4z",
    }
}

/// The name of an icon in addresses.
pub(super) fn name(icon: Icon) -> &'static str {
    match icon {
        Icon::App => "app",
        Icon::Camera => "camera",
        Icon::Chat => "chat",
        Icon::Computer => "computer",
        Icon::Leave => "leave",
        Icon::Microphone => "microphone",
        Icon::More => "more",
        Icon::Participants => "participants",
        Icon::Pause => "pause",
        Icon::Pen => "pen",
        Icon::Phone => "phone",
        Icon::Pointer => "pointer",
        Icon::Screen => "screen",
        Icon::Share => "share",
        Icon::Speaker => "speaker",
        Icon::Stop => "stop",
    }
}
