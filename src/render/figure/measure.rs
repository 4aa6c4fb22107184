//! How wide words become, without knowing the font.
//!
//! A page is set in whatever the reader's system has. Every letter is taken as wide as in the widest of the usual fonts, so
//! that a box drawn around words is large enough with all of them. A test in three browsers compares.

use std::collections::BTreeSet;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar;

use crate::render::phrases::Phrases;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The width of a line at a font size, in the same unit, rounded up.
pub(super) fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let thousandths: i64 = text.chars().map(|it| i64::from(advance(it, weight))).sum();
    // Far more than any box has, and little enough to be added to.
    i32::try_from((thousandths * i64::from(size) + 999) / 1000).unwrap_or(i32::MAX).min(1_000_000)
}

/// Whether Japanese fonts give a character a full square. Most letters of Latin that Unicode calls ambiguous have none.
fn is_wide(character: char) -> bool {
    let is_latin = character.is_alphabetic() && character < '\u{250}';
    character.width_cjk().unwrap_or(0) > 1 && !is_latin
}

/// How wide a letter can be, in thousandths of the font size.
fn advance(character: char, weight: Weight) -> i32 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let index = u32::from(character).checked_sub(0x20).and_then(|at| usize::try_from(at).ok());
    match index.and_then(|at| table.get(at)) {
        Some(advance) => *advance,
        None if is_wide(character) => 1000,
        // Latin letters with accents are as wide as without, and most are narrower than this.
        None => 850,
    }
}

/// The widest advance of each letter from space to tilde among `DejaVu Sans`, Liberation Sans, Noto Sans, Noto Sans CJK JP and
/// `BIZ UDPGothic`, in thousandths of the font size: read from their tables `hmtx`.
#[rustfmt::skip]
const REGULAR: [i32; 95] = [
    334, 401, 474, 920, 800, 1000, 891, 291, 491, 491, 500, 840, 318, 480, 318, 500, 760, 637, 760, 760, 760, 760, 760, 760,
    760, 760, 337, 337, 840, 840, 840, 775, 1016, 760, 771, 800, 840, 701, 661, 840, 820, 420, 541, 750, 601, 980, 820, 860,
    741, 891, 760, 710, 701, 840, 741, 989, 800, 721, 750, 500, 500, 500, 838, 559, 606, 650, 710, 641, 710, 690, 500, 670,
    701, 320, 380, 630, 331, 975, 701, 681, 710, 710, 451, 590, 471, 701, 592, 880, 601, 610, 581, 637, 440, 637, 838,
];

/// The same for the bold faces.
#[rustfmt::skip]
const BOLD: [i32; 95] = [
    349, 457, 574, 940, 800, 1002, 911, 325, 505, 510, 523, 840, 380, 480, 380, 500, 760, 696, 760, 760, 760, 760, 760, 760,
    760, 760, 400, 400, 840, 840, 840, 800, 1007, 780, 771, 811, 851, 701, 684, 860, 840, 440, 568, 775, 638, 1000, 840, 880,
    760, 900, 771, 730, 701, 860, 774, 1104, 820, 741, 750, 550, 500, 550, 838, 567, 626, 675, 730, 641, 730, 690, 510, 716,
    721, 343, 400, 666, 360, 1042, 721, 701, 730, 730, 494, 596, 491, 721, 652, 924, 646, 652, 583, 712, 440, 712, 838,
];

/// A text in lines that are no wider than `room`: broken between phrases if that is enough, or else wherever the language
/// allows. A word that is wider stays whole.
pub(super) fn wrap(
    text: &str,
    room: i32,
    size: i32,
    weight: Weight,
    phrases: Phrases,
) -> Vec<String> {
    let allowed = || linebreaks(text);
    let mut ends = BTreeSet::new();
    let mut end = 0;
    phrases.each(text, |phrase| {
        end += phrase.len();
        ends.insert(end);
    });
    let lines = fill(
        text,
        allowed().filter(|(at, _)| ends.contains(at) || text[..*at].ends_with(' ')),
        |line| width(line, size, weight) <= room,
    );
    if lines.iter().all(|line| width(line, size, weight) <= room) {
        return lines;
    }
    fill(text, allowed(), |line| width(line, size, weight) <= room)
}

/// Puts as much into each line as it holds.
fn fill(
    text: &str,
    opportunities: impl Iterator<Item = (usize, BreakOpportunity)>,
    fits: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut start, mut last) = (0, 0);
    for (at, opportunity) in opportunities {
        if last > start && !fits(text[start..at].trim_end()) {
            lines.push(text[start..last].trim_end().to_owned());
            start = last;
        }
        last = at;
        if opportunity == BreakOpportunity::Mandatory {
            lines.push(text[start..at].trim_end().to_owned());
            start = at;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_breaks_between_phrases() {
        let lines = wrap("画面全体を共有する", 30, 5, Weight::Regular, Phrases::of("ja"));
        assert_eq!(lines, ["画面全体を", "共有する"]);
    }

    #[test]
    fn a_phrase_that_is_too_long_breaks_between_letters_and_not_before_punctuation() {
        let lines = wrap("画面です。", 20, 5, Weight::Regular, Phrases::of("ja"));
        assert_eq!(lines, ["画面で", "す。"]);
    }

    #[test]
    fn english_breaks_between_words() {
        let wrap = |text, room| wrap(text, room, 5, Weight::Regular, Phrases::of("en"));
        assert_eq!(wrap("Use computer audio", 45), ["Use computer", "audio"]);
        assert_eq!(wrap("Incomprehensibilities", 10), ["Incomprehensibilities"]);
    }
}
