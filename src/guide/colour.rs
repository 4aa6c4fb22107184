//! Colours, and whether words in them can be read.

use std::fmt;

/// A colour of the web, `#0b5c56`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The one colour of a guide that its author chooses, for each ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// On light paper.
    pub light: Colour,
    /// On dark paper.
    pub dark: Colour,
}

impl Colour {
    /// The theme's light paper (`--paper` of its style sheet).
    pub const LIGHT_PAPER: Self = Self([0xff, 0xff, 0xff]);
    /// The theme's dark paper.
    pub const DARK_PAPER: Self = Self([0x14, 0x18, 0x17]);
    /// How much of the accent is in the ground of what is marked with it, in percent.
    pub const WASH: u8 = 11;
    /// The least contrast of words with their ground: WCAG 2.2, 1.4.3, for text of the usual size.
    pub const READABLE: f64 = 4.5;

    /// Reads `#` and six hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit())
        })?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// The contrast of words in this colour on a ground, from 1 to 21 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, ground: Self) -> f64 {
        let (one, other) = (self.luminance(), ground.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The ground that [`Colour::WASH`] percent of this colour make of some paper.
    #[must_use]
    pub fn wash(self, paper: Self) -> Self {
        let mut mixed = [0; 3];
        for (mixed, (ink, paper)) in mixed.iter_mut().zip(self.0.into_iter().zip(paper.0)) {
            let sum = u16::from(ink) * u16::from(Self::WASH)
                + u16::from(paper) * u16::from(100 - Self::WASH);
            *mixed = u8::try_from(sum / 100).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    /// Relative luminance (WCAG 2.2): black is 0, white is 1.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_the_greatest_contrast() {
        let black = Colour([0; 3]);
        assert!((black.contrast(Colour::LIGHT_PAPER) - 21.0).abs() < 1e-9);
        assert!((black.contrast(black) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_grey_has_the_contrast_that_every_other_program_gives_it() {
        let grey = Colour::parse("#767676").map(|grey| grey.contrast(Colour::LIGHT_PAPER));
        assert!(grey.is_some_and(|contrast| (contrast - 4.54).abs() < 0.01), "{grey:?}");
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for bad in ["0b5c56", "#0b5c5", "#0b5c567", "#0b5c5g", "teal", "#+1+1+1", "#あい"] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
        assert_eq!(Colour::parse("#0B5c56").map(|it| it.to_string()).as_deref(), Some("#0b5c56"));
    }
}
