//! The report code: verdicts in letters that can be read out over a telephone.
//!
//! Letters are those of Crockford's base 32: no I, L, O or U; small letters, I and L for 1, O for 0, and the wide letters
//! of a Japanese keyboard are understood. A code is
//!
//! | letters | hold |
//! | --- | --- |
//! | 9 | 45 bits, the highest first: format 3, overall 2, day 13, device 3, browser 4 and version 9, system 4 and version 6, one spare |
//! | 1 for every 2 slots | the verdicts of two slots, 5 × the first + the second; the last are left out where nothing is in them |
//! | 3 | check letters |
//!
//! The check letters are those of a Reed–Solomon code over 32 elements with the roots α, α² and α³. One wrong letter and
//! two neighbours that changed places are always found, at any length; so are any three wrong letters in up to 31, and
//! all but one in 32,768 of everything else.

use alloc::vec::Vec;
use core::fmt;

use crate::policy::Device;
use crate::report::{Overall, Verdict};

/// The highest slot a requirement can have.
pub const MOST_SLOTS: u8 = 60;

/// The highest slot a browser or a system can have.
pub const MOST_NAMES: u8 = 15;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The format this module writes, and the only one there is.
const FORMAT: u64 = 1;

const HEADER: usize = 9;
const CHECK: usize = 3;

/// How the bits of the header are divided, the highest first.
const FIELDS: [u32; 9] = [3, 2, 13, 3, 4, 9, 4, 6, 1];

/// The day that the code's days are counted from: 2025-01-01, in days since 1970-01-01. Thirteen bits reach to 2047.
const FIRST_DAY: u16 = 20_089;

/// What a report code holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportCode {
    /// The verdict on everything.
    pub overall: Overall,
    /// The reader's day in days since 1970-01-01, if it is known and between 2025-01-02 and 2047.
    pub today: Option<u16>,
    /// The kind of machine.
    pub device: Option<Device>,
    /// The slot of the browser; 0 for one the guide does not know.
    pub browser: u8,
    /// Its major version up to 511; 0 if it is not known.
    pub browser_version: u16,
    /// The slot of the system; 0 for one the guide does not know.
    pub system: u8,
    /// Its major version up to 63; 0 if it is not known.
    pub system_version: u16,
    /// The verdict of each slot, from 1; `None` where the policy had no requirement.
    verdicts: Vec<Option<Verdict>>,
}

/// Why something is not a report code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing was typed.
    Empty,
    /// This is not a letter of a code.
    Letter(char),
    /// Letters are missing at the end, or there are too many.
    Length,
    /// A letter is wrong, missing, or at another's place.
    Checksum,
    /// The code is of a later format.
    Format,
    /// The letters fit together and mean nothing.
    Meaning,
}

impl Mistake {
    /// Its name in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Letter(_) => "letter",
            Self::Length => "length",
            Self::Checksum => "checksum",
            Self::Format => "format",
            Self::Meaning => "meaning",
        }
    }
}

impl ReportCode {
    /// A code without verdicts.
    #[must_use]
    pub fn new(overall: Overall) -> Self {
        Self {
            overall,
            today: None,
            device: None,
            browser: 0,
            browser_version: 0,
            system: 0,
            system_version: 0,
            verdicts: Vec::new(),
        }
    }

    /// Puts the verdict of a requirement into its slot. A slot that no requirement can have is passed over.
    pub fn put(&mut self, slot: u8, verdict: Verdict) {
        if !(1..=MOST_SLOTS).contains(&slot) {
            return;
        }
        let index = usize::from(slot) - 1;
        if self.verdicts.len() <= index {
            self.verdicts.resize(index + 1, None);
        }
        self.verdicts[index] = Some(verdict);
    }

    /// The slots that something is in, with their verdicts.
    pub fn slots(&self) -> impl Iterator<Item = (u8, Verdict)> {
        (1..).zip(&self.verdicts).filter_map(|(slot, verdict)| Some((slot, (*verdict)?)))
    }

    /// The reader's day: year, month, day.
    #[must_use]
    pub fn date(&self) -> Option<(i32, i32, i32)> {
        self.today.map(|days| civil_from_days(days.into()))
    }

    /// Reads a code as somebody typed it: in any case, with any spaces and hyphens.
    ///
    /// # Errors
    ///
    /// When it is not a code of this format.
    pub fn read(text: &str) -> Result<Self, Mistake> {
        let letters = letters(text)?;
        if letters.is_empty() {
            return Err(Mistake::Empty);
        }
        let most = HEADER + usize::from(MOST_SLOTS).div_ceil(2) + CHECK;
        if !(HEADER + CHECK..=most).contains(&letters.len()) {
            return Err(Mistake::Length);
        }
        if remainder(&letters) != [0; CHECK] {
            return Err(Mistake::Checksum);
        }
        let (header, rest) = letters.split_at(HEADER);
        Self::unpack(header, &rest[..rest.len() - CHECK])
    }

    #[expect(clippy::cast_possible_truncation, reason = "a field has at most 13 bits, a slot 4")]
    fn unpack(header: &[u8], pairs: &[u8]) -> Result<Self, Mistake> {
        let mut bits = header.iter().fold(0, |bits, letter| bits << 5 | u64::from(*letter));
        let mut fields = [0_u16; FIELDS.len()];
        for (field, width) in fields.iter_mut().zip(FIELDS).rev() {
            *field = (bits & ((1 << width) - 1)) as u16;
            bits >>= width;
        }
        let [format, overall, day, device, browser, browser_version, system, system_version, spare] =
            fields;
        if u64::from(format) != FORMAT {
            return Err(Mistake::Format);
        }
        let known = |present: bool| if present { Ok(()) } else { Err(Mistake::Meaning) };
        known(spare == 0)?;
        let device = match device {
            0 => None,
            place => Some(*Device::ALL.get(usize::from(place) - 1).ok_or(Mistake::Meaning)?),
        };
        let mut verdicts = Vec::with_capacity(2 * pairs.len());
        for pair in pairs {
            known(*pair < 25)?;
            verdicts.extend([pair / 5, pair % 5].map(verdict));
        }
        // One way to write it: nothing but what fills the last pair comes after the last verdict.
        known(pairs.last() != Some(&0))?;
        while verdicts.last() == Some(&None) {
            verdicts.pop();
        }
        Ok(Self {
            overall: *Overall::ALL.get(usize::from(overall)).ok_or(Mistake::Meaning)?,
            today: (day > 0).then(|| FIRST_DAY + day),
            device,
            browser: browser as u8,
            browser_version,
            system: system as u8,
            system_version,
            verdicts,
        })
    }

    /// The numbers of the letters, check letters included.
    fn pack(&self) -> Vec<u8> {
        let place = |all: &[Device], one: Option<Device>| {
            one.and_then(|one| all.iter().position(|other| *other == one)).map_or(0, |at| at + 1)
        };
        let overall = Overall::ALL.iter().position(|one| *one == self.overall).unwrap_or(0);
        let day = self.today.and_then(|today| today.checked_sub(FIRST_DAY)).unwrap_or(0);
        let fields = [
            FORMAT,
            overall as u64,
            if day < 1 << 13 { u64::from(day) } else { 0 },
            place(Device::ALL, self.device) as u64,
            u64::from(self.browser.min(MOST_NAMES)),
            u64::from(self.browser_version.min(511)),
            u64::from(self.system.min(MOST_NAMES)),
            u64::from(self.system_version.min(63)),
            0,
        ];
        let bits =
            fields.into_iter().zip(FIELDS).fold(0, |bits, (field, width)| bits << width | field);
        let mut letters: Vec<u8> =
            (0..HEADER).rev().map(|place| (bits >> (5 * place) & 31) as u8).collect();
        letters.extend(self.verdicts.chunks(2).map(|pair| {
            let number = |at: usize| pair.get(at).map_or(0, |verdict| number(*verdict));
            5 * number(0) + number(1)
        }));
        letters.extend([0; CHECK]);
        let check = remainder(&letters);
        let start = letters.len() - CHECK;
        letters[start..].copy_from_slice(&check);
        letters
    }
}

impl fmt::Display for ReportCode {
    /// The letters, in groups of five.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.pack().iter().enumerate() {
            if at > 0 && at % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(ALPHABET[usize::from(*letter)]))?;
        }
        Ok(())
    }
}

fn number(verdict: Option<Verdict>) -> u8 {
    match verdict {
        None => 0,
        Some(Verdict::Proved) => 1,
        Some(Verdict::Disproved) => 2,
        Some(Verdict::Unknown) => 3,
        Some(Verdict::Ask) => 4,
    }
}

fn verdict(number: u8) -> Option<Verdict> {
    match number {
        1 => Some(Verdict::Proved),
        2 => Some(Verdict::Disproved),
        3 => Some(Verdict::Unknown),
        4 => Some(Verdict::Ask),
        _ => None,
    }
}

/// The numbers of the letters somebody typed.
fn letters(text: &str) -> Result<Vec<u8>, Mistake> {
    let mut numbers = Vec::new();
    // Whoever copies it takes the words before it along: "Report code: …".
    let text = text.rsplit([':', '：']).next().unwrap_or(text);
    for typed in text.chars() {
        // Wide letters of a Japanese keyboard stand as far from ours as the first of them does.
        let letter = match typed {
            '！'..='～' => {
                char::from_u32(typed as u32 - '！' as u32 + '!' as u32).unwrap_or(typed)
            }
            other => other,
        };
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if is_between(letter) {
            continue;
        }
        let place = ALPHABET.iter().position(|one| char::from(*one) == letter);
        numbers.push(u8::try_from(place.ok_or(Mistake::Letter(typed))?).unwrap_or(0));
    }
    Ok(numbers)
}

/// What may stand between letters: spaces and everything that looks like a hyphen.
fn is_between(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '−' | 'ー' | 'ｰ' | '_' | '.')
}

/// What is left of letters, taken as a polynomial over the field of 32 elements, when they are divided by the one with
/// the roots α, α² and α³. Nothing is left of a code.
fn remainder(letters: &[u8]) -> [u8; CHECK] {
    // (x − α)(x − α²)(x − α³) = x³ + a x² + b x + c, without the x³.
    const GENERATOR: [u8; CHECK] = generator();
    let mut rest = [0; CHECK];
    for letter in letters {
        let [first, second, third] = rest;
        let [a, b, c] = GENERATOR;
        rest = [second ^ times(first, a), third ^ times(first, b), letter ^ times(first, c)];
    }
    rest
}

const fn generator() -> [u8; CHECK] {
    let (one, two, three) = (2, times(2, 2), times(times(2, 2), 2));
    let a = one ^ two ^ three;
    let b = times(one, two) ^ times(one, three) ^ times(two, three);
    [a, b, times(times(one, two), three)]
}

/// Multiplies in the field of 32 elements, made with x⁵ + x² + 1.
const fn times(a: u8, b: u8) -> u8 {
    let (mut product, mut a, mut b) = (0, a, b);
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 32 == 32 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    product
}

/// Days since 1970-01-01 of a date. The algorithm is Howard Hinnant's `days_from_civil`.
#[must_use]
pub fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of days since 1970-01-01. The algorithm is Howard Hinnant's `civil_from_days`.
fn civil_from_days(days: i32) -> (i32, i32, i32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month, day)
}
