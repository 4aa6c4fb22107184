//! How wide words become, without knowing the font.
//!
//! A page is set in whatever the reader's system has. What is measured here is wider than in any of the fonts that the
//! style sheet names and the usual ones of Linux, so that a box drawn around it is large enough with all of them. A test
//! in three browsers compares.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The width of a line at a font size, in the same unit, rounded up.
pub(super) fn width(text: &str, size: i32, weight: Weight) -> i32 {
    // Thousandths of the font size.
    let mut sum = 0;
    let mut before = None;
    for character in text.chars() {
        let is_wide = is_wide(character);
        // Browsers leave a quarter between Japanese and Latin letters.
        if before.is_some_and(|before| before != is_wide) && character != ' ' {
            sum += 250;
        }
        before = (character != ' ').then_some(is_wide);
        sum += advance(character);
    }
    let sum = match weight {
        Weight::Regular => sum,
        Weight::Bold => sum * 112 / 100,
    };
    (sum * size + 999) / 1000
}

fn is_wide(character: char) -> bool {
    character.width().unwrap_or(0) > 1
}

/// The widest advance of a letter in the fonts looked at (`DejaVu Sans` is the widest by far), in thousandths.
fn advance(character: char) -> i32 {
    match character {
        _ if is_wide(character) => 1000,
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | ' ' | 'I' => 360,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 450,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' | '—' | '…' => 1000,
        'A'..='Z' => 790,
        'a'..='z' | '0'..='9' => 640,
        _ => 850,
    }
}

/// A text in lines that are no wider than `room`, broken where the language allows; a word that is wider stays whole.
pub(super) fn wrap(text: &str, room: i32, size: i32, weight: Weight) -> Vec<String> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fits = 0;
    for (at, opportunity) in linebreaks(text) {
        if fits > start && width(text[start..at].trim_end(), size, weight) > room {
            lines.push(text[start..fits].trim_end().to_owned());
            start = fits;
        }
        fits = at;
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
    fn japanese_breaks_between_letters_and_not_before_punctuation() {
        let lines = wrap("画面を選びます。", 35, 5, Weight::Regular);
        assert_eq!(lines, ["画面を選びま", "す。"]);
    }

    #[test]
    fn english_breaks_between_words() {
        assert_eq!(wrap("Use computer audio", 50, 5, Weight::Regular), ["Use computer", "audio"]);
        assert_eq!(
            wrap("Incomprehensibilities", 10, 5, Weight::Regular),
            ["Incomprehensibilities"]
        );
    }
}
