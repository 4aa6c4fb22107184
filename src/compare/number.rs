//! Numbers in prose, so that `10分` is `10 minutes` and `2026年11月22日` is `22 November 2026`.
//!
//! A number that is a part of a name (`X11`, `HTML5`) is none. A number in words (`三つ`, `three`) can answer one in
//! digits, and is never asked for itself: 一 and "one" are in too many words.

use std::ops::Range;

use super::rules::Language;

/// A number in digits.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) what: Quantity,
    /// Its bytes, with the unit.
    pub(super) range: Range<usize>,
}

/// What a number says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Quantity {
    /// How many, and of what if that is known.
    Count(String, Option<Unit>),
    /// A day, a month of a year or a day of any year: year, month, day, 0 for what is not said.
    Date(u32, u32, u32),
    /// A time of the day.
    Time(u32, u32),
}

/// A unit, which is called differently in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A time of so many seconds.
    Seconds(u32),
    Months,
    Years,
    Percent,
}

impl Quantity {
    /// Whether two numbers say the same. A unit that one of them does not have is not compared.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count(a, a_unit), Self::Count(b, b_unit)) => match (a_unit, b_unit) {
                (Some(Unit::Seconds(a_unit)), Some(Unit::Seconds(b_unit))) => {
                    let seconds = |count: &str, unit: u32| {
                        count.parse::<f64>().map(|count| count * f64::from(unit))
                    };
                    match (seconds(a, *a_unit), seconds(b, *b_unit)) {
                        (Ok(a), Ok(b)) => (a - b).abs() < 1e-6,
                        _ => a == b && a_unit == b_unit,
                    }
                }
                (Some(a_unit), Some(b_unit)) => a == b && a_unit == b_unit,
                _ => a == b,
            },
            (Self::Date(..), Self::Date(..)) => self == other,
            (Self::Time(a, b), Self::Time(c, d)) => b == d && a % 12 == c % 12,
            (Self::Time(hour, 0), Self::Count(count, None))
            | (Self::Count(count, None), Self::Time(hour, 0)) => {
                count.parse() == Ok(*hour) || count.parse() == Ok(hour % 12)
            }
            (Self::Date(year, 0, 0), Self::Count(count, _))
            | (Self::Count(count, _), Self::Date(year, 0, 0)) => count.parse() == Ok(*year),
            _ => false,
        }
    }
}

/// The units by the words after a number, longer ones first where one begins another.
const UNITS: [(&str, Unit); 44] = [
    ("秒", Unit::Seconds(1)),
    ("分", Unit::Seconds(60)),
    ("小时", Unit::Seconds(3_600)),
    ("時間", Unit::Seconds(3_600)),
    ("日", Unit::Seconds(86_400)),
    ("天", Unit::Seconds(86_400)),
    ("週", Unit::Seconds(604_800)),
    ("か月", Unit::Months),
    ("ヶ月", Unit::Months),
    ("ヵ月", Unit::Months),
    ("カ月", Unit::Months),
    ("个月", Unit::Months),
    ("年", Unit::Years),
    ("%", Unit::Percent),
    ("％", Unit::Percent),
    ("パーセント", Unit::Percent),
    ("seconds", Unit::Seconds(1)),
    ("second", Unit::Seconds(1)),
    ("secondes", Unit::Seconds(1)),
    ("seconde", Unit::Seconds(1)),
    ("sec", Unit::Seconds(1)),
    ("minutes", Unit::Seconds(60)),
    ("minute", Unit::Seconds(60)),
    ("min", Unit::Seconds(60)),
    ("hours", Unit::Seconds(3_600)),
    ("hour", Unit::Seconds(3_600)),
    ("heures", Unit::Seconds(3_600)),
    ("heure", Unit::Seconds(3_600)),
    ("days", Unit::Seconds(86_400)),
    ("day", Unit::Seconds(86_400)),
    ("jours", Unit::Seconds(86_400)),
    ("jour", Unit::Seconds(86_400)),
    ("weeks", Unit::Seconds(604_800)),
    ("week", Unit::Seconds(604_800)),
    ("semaines", Unit::Seconds(604_800)),
    ("semaine", Unit::Seconds(604_800)),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("mois", Unit::Months),
    ("years", Unit::Years),
    ("year", Unit::Years),
    ("ans", Unit::Years),
    ("percent", Unit::Percent),
    ("per cent", Unit::Percent),
];

/// Letters directly after a number that make no name of it.
const SYMBOLS: &str = "s ms min h B KB MB GB TB kB KiB MiB GiB bit bits fps bps kbps Mbps Gbps Hz kHz MHz GHz mm cm m km px pt V W";

/// What multiplies the number before it.
const SCALES: [(&str, f64); 5] =
    [("万", 1e4), ("億", 1e8), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9)];

/// Numbers in words that answer one in digits; the first is 2. For 1 there are too many.
const WORDS: [&[&str]; 11] = [
    &["two", "twice", "both", "second", "pair", "double", "二", "両"],
    &["three", "third", "三"],
    &["four", "fourth", "四"],
    &["five", "fifth", "五"],
    &["six", "sixth", "六"],
    &["seven", "seventh", "七"],
    &["eight", "eighth", "八"],
    &["nine", "ninth", "九"],
    &["ten", "tenth", "十"],
    &["eleven", "eleventh", "十一"],
    &["twelve", "twelfth", "dozen", "十二"],
];

/// The tens in words, from 20.
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Whether prose says a number in words, or nobody can say that it does not.
pub(super) fn says_in_words(prose: &str, number: &Quantity, language: &Language) -> bool {
    match number {
        Quantity::Count(count, _) => {
            let Ok(count) = count.parse::<usize>() else { return false };
            if count == 1 {
                return true;
            }
            if !language.has_number_words() {
                return count <= 12;
            }
            let words = count.checked_sub(2).and_then(|index| WORDS.get(index)).copied();
            let tens = TENS.get((count / 10).saturating_sub(2)).filter(|_| count % 10 == 0);
            let lower = prose.to_lowercase();
            words.unwrap_or_default().iter().chain(tens).any(|word| {
                if word.is_ascii() {
                    lower.split(|c: char| !c.is_ascii_alphabetic()).any(|it| it == *word)
                } else {
                    lower.contains(word)
                }
            })
        }
        Quantity::Date(0, month, 0) => {
            let index = month.checked_sub(1).and_then(|index| usize::try_from(index).ok());
            let name = index.and_then(|index| language.months.get(index));
            name.is_some_and(|name| prose.contains(&**name))
        }
        _ => false,
    }
}

/// The numbers of a text.
pub(super) fn numbers(prose: &str, language: &Language) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(found) = prose[at..].find(|c| digit(c).is_some()) {
        let start = at + found;
        let (written, end) = run(prose, start);
        at = end;
        if is_part_of_name(&prose[..start]) {
            continue;
        }
        at = end.max(read(prose, start, &written, end, language, &mut numbers));
    }
    numbers
}

/// Reads what a run of digits says; gives back where it ends.
fn read(
    prose: &str,
    start: usize,
    written: &str,
    end: usize,
    language: &Language,
    numbers: &mut Vec<Number>,
) -> usize {
    let mut push = |what, end: usize| {
        numbers.push(Number { what, range: start..end });
        end
    };
    let parts: Vec<&str> = written.split(['-', '/']).collect();
    if let [year, month, day] = parts[..]
        && year.len() == 4
        && let (Ok(y), Ok(m), Ok(d)) = (year.parse(), month.parse(), day.parse())
        && (1..=12).contains(&m)
    {
        return push(Quantity::Date(y, m, d), end);
    }
    let dots = written.matches('.').count();
    if parts.len() > 2 || dots > 1 || (parts.len() > 1 && written.starts_with('0')) {
        return push(Quantity::Count(written.to_owned(), None), end);
    }
    if let Some((hour, minute)) = written.split_once(':')
        && minute.len() == 2
        && let (Ok(hour), Ok(minute)) = (hour.parse(), minute.parse())
    {
        let (hour, end) = half_of_day(prose, start, hour, end).unwrap_or((hour, end));
        return push(Quantity::Time(hour, minute), end);
    }
    let pieces: Vec<&str> = written.split(['-', '/', ':']).collect();
    if let [first @ .., last] = &pieces[..] {
        for piece in first {
            push(Quantity::Count(plain(piece), None), end);
        }
        let count = plain(last);
        if let Some((date, end)) = date(prose, start, &count, end, language) {
            return push(date, end);
        }
        if let Some((time, end)) = hour(prose, start, &count, end) {
            return push(time, end);
        }
        let after = prose[end..].trim_start_matches([' ', '-', '\u{a0}', '\u{202f}']);
        let gap = prose.len() - after.len();
        let follows = prose[end..].chars().next();
        let (count, after, end) = scaled(count, after, end, gap);
        if let Some((unit, length)) = unit(after) {
            let has_unit = unit != Unit::Years || count.len() != 4;
            let at = prose.len() - after.len() + length;
            return push(Quantity::Count(count, has_unit.then_some(unit)), at);
        }
        // `5G`, `3D`, `2FA`: a name. `2nd` and `10GB` are numbers.
        let letters: String = prose[end..].chars().take_while(char::is_ascii_alphabetic).collect();
        let is_name = follows.is_some_and(|c| c.is_ascii_alphabetic())
            && !["st", "nd", "rd", "th"].contains(&&*letters)
            && !SYMBOLS.split(' ').any(|symbol| symbol == letters);
        if is_name {
            return end + letters.len();
        }
        return push(Quantity::Count(count, None), end);
    }
    end
}

/// A digit, also a wide one.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// Digits from a place on, with single signs between them, and where they end.
fn run(prose: &str, start: usize) -> (String, usize) {
    let mut written = String::new();
    let mut end = start;
    let mut chars = prose[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| digit(*next).is_some());
        match digit(c) {
            Some(digit) => written.push(digit),
            // From one time to another: `9:00-17:00`.
            None if c == '-' && written.contains(':') => break,
            None if matches!(c, '.' | ',' | ':' | '/' | '-' | '．') && next_is_digit => {
                written.push(if c == '．' { '.' } else { c });
            }
            None => break,
        }
        end = start + at + c.len_utf8();
    }
    (written, end)
}

/// Whether what stands before a number makes it a part of a name: `X`11, `RFC-`9110, but not `v`7.1.
fn is_part_of_name(before: &str) -> bool {
    if before.ends_with("FY") {
        return false;
    }
    let before = before.strip_suffix(['-', '_', '.']).unwrap_or(before);
    let mut letters = before.chars().rev();
    match letters.next() {
        Some('v' | 'V') => letters.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphabetic(),
        None => false,
    }
}

/// A number without signs between thousands, with a point before its fraction.
fn plain(written: &str) -> String {
    let mut groups = written.split(',');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let is_thousands = rest.iter().all(|group| group.split('.').next().map(str::len) == Some(3));
    if is_thousands { [first, &rest.concat()].concat() } else { written.replacen(',', ".", 1) }
}

/// A number with the word after it that multiplies it, if there is one; what follows, and where it ends.
fn scaled(count: String, after: &str, end: usize, gap: usize) -> (String, &str, usize) {
    let scale = SCALES.iter().find(|(word, _)| after.starts_with(word));
    let Some(((word, by), number)) = scale.zip(count.parse::<f64>().ok()) else {
        return (count, after, end);
    };
    let after = after[word.len()..].trim_start();
    // What has a fraction in tenths has none in units.
    (format!("{}", (number * by * 1e3).round() / 1e3), after, gap + word.len())
}

/// The unit that a text begins with, and how long its word is.
fn unit(after: &str) -> Option<(Unit, usize)> {
    let (word, unit) = UNITS.iter().find(|(word, _)| {
        let Some(rest) = after.strip_prefix(word) else { return false };
        let ends = !word.ends_with(|c: char| c.is_ascii_alphabetic())
            || !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        // 2分の1 is a half.
        ends && !(*word == "分" && rest.starts_with('の'))
    })?;
    Some((*unit, word.len()))
}

/// Whether a text begins with a word, and with no longer one.
fn begins_with_word(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_letter))
}

/// Whether a text ends with a word, and with no longer one.
fn ends_with_word(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_letter))
}

/// A day that begins with, or is, this number: `2026年11月22日`, `22 November 2026`, `November 22, 2026`.
fn date(
    prose: &str,
    start: usize,
    count: &str,
    end: usize,
    language: &Language,
) -> Option<(Quantity, usize)> {
    let number: u32 = count.parse().ok()?;
    let spaces = |at: usize| at + prose[at..].len() - prose[at..].trim_start_matches(SPACES).len();
    let next = |at: usize, sign: &str| {
        let (written, end) = run(prose, spaces(at));
        let number: u32 = written.parse().ok()?;
        let end = spaces(end);
        prose[end..].starts_with(sign).then(|| (number, end + sign.len()))
    };
    let sign = spaces(end);
    let after = &prose[sign..];
    if after.starts_with('年') {
        let at = sign + "年".len();
        let (month, at) = next(at, "月")?;
        let (day, at) = next(at, "日").unwrap_or((0, at));
        return Some((Quantity::Date(number, month, day), at));
    }
    if after.starts_with('月') && (1..=12).contains(&number) {
        let at = sign + "月".len();
        let (day, at) = next(at, "日").unwrap_or((0, at));
        return Some((Quantity::Date(0, number, day), at));
    }
    let after = &prose[end..];
    let ordinal = ["st", "nd", "rd", "th", "er"].iter().find(|it| after.starts_with(**it));
    let rest = after[ordinal.map_or(0, |it| it.len())..].trim_start();
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let year = |at: usize| {
        let rest = prose[at..].trim_start_matches([',', ' ']);
        let at = prose.len() - rest.len();
        let (written, end) = run(prose, at);
        (written.len() == 4).then(|| written.parse().ok().map(|year: u32| (year, end))).flatten()
    };
    let first = language.months_as_written().find(|(_, name)| begins_with_word(rest, name));
    if let Some((month, name)) = first.filter(|_| number <= 31) {
        let length = name.len();
        let at = prose.len() - rest.len() + length;
        let (year, at) = year(at).unwrap_or((0, at));
        return Some((Quantity::Date(year, month, number), at));
    }
    let before = prose[..start].trim_end();
    let ended = before.strip_suffix('.').unwrap_or(before);
    let named = language.months_as_written().filter(|(_, name)| ends_with_word(ended, name));
    // 11月 ends with 1月 too.
    let month = named.max_by_key(|(_, name)| name.len())?.0;
    if number > 31 {
        return Some((Quantity::Date(number, month, 0), end));
    }
    let (year, at) = year(end).unwrap_or((0, end));
    Some((Quantity::Date(year, month, number), at))
}

/// An hour of which `午後` before it or `pm` after it says the half of the day, counted from midnight; and where it ends.
fn half_of_day(prose: &str, start: usize, hour: u32, end: usize) -> Option<(u32, usize)> {
    if !(1..=12).contains(&hour) {
        return None;
    }
    if prose[..start].ends_with("午後") {
        return Some((hour % 12 + 12, end));
    }
    let rest = prose[end..].trim_start_matches(SPACES);
    let (word, later) = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)]
        .into_iter()
        .find(|(word, _)| rest.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word)))?;
    let end = prose.len() - rest.len() + word.len();
    let goes_on = prose[end..].starts_with(char::is_alphanumeric);
    (!goes_on).then_some((hour % 12 + later, end))
}

/// `9時`, `9時30分`, `午後9時半`, `5pm`, `5 p.m.`.
fn hour(prose: &str, start: usize, count: &str, end: usize) -> Option<(Quantity, usize)> {
    let hour: u32 = count.parse().ok()?;
    let half = half_of_day(prose, start, hour, end);
    if let Some((hour, end)) = half.filter(|(_, at)| *at > end) {
        return Some((Quantity::Time(hour, 0), end));
    }
    let hour = half.map_or(hour, |(hour, _)| hour);
    let rest = prose[end..].trim_start_matches(SPACES);
    let rest = rest.strip_prefix('時').filter(|rest| !rest.starts_with('間'))?;
    let end = prose.len() - rest.len();
    if let Some(rest) = rest.strip_prefix('半') {
        return Some((Quantity::Time(hour, 30), prose.len() - rest.len()));
    }
    let rest = rest.trim_start_matches(SPACES);
    let (written, length) = run(rest, 0);
    let after = rest[length..].trim_start_matches(SPACES);
    let minute = written.parse().ok().zip(after.strip_prefix('分'));
    Some(minute.map_or((Quantity::Time(hour, 0), end), |(minute, after)| {
        (Quantity::Time(hour, minute), prose.len() - after.len())
    }))
}

/// What may stand between a number and its sign: `2026 年`.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
