//! Characters that do not belong into a language: kana and kanji in English, wide Latin letters in Japanese.

use std::ops::Range;

use super::rules::{Language, Rules};

/// Stretches of kana, kanji and their punctuation in a language that is not written with them. The name of a language of
/// the guide, and what stands in quotation marks, is quoted and fine.
pub(super) fn foreign(prose: &str, language: &Language, rules: &Rules) -> Vec<Range<usize>> {
    let (kana, kanji) = (language.has_kana(), language.has_kanji());
    if prose.is_ascii() || kana {
        return Vec::new();
    }
    let is_foreign = |c: char| match c {
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => true,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々' => {
            !kanji
        }
        '\u{3000}'..='\u{3004}'
        | '\u{3006}'..='\u{303f}'
        | '！'
        | '（'
        | '）'
        | '，'
        | '：'
        | '；'
        | '？' => !kanji,
        _ => false,
    };
    let is_quoted = |range: &Range<usize>| {
        let is_beside =
            prose[..range.start].ends_with('\'') && prose[range.end..].starts_with('\'');
        // A straight single one is an apostrophe too.
        is_beside
            || QUOTES.iter().any(|pair| is_between(prose, range, *pair))
            || rules.languages.iter().any(|one| *one.name == prose[range.clone()])
    };
    stretches(prose, is_foreign).filter(|range| !is_quoted(range)).collect()
}

/// Quotation marks that belong together.
const QUOTES: [(char, char); 6] =
    [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‹', '›'), ('‘', '’')];

/// Whether the last mark before a stretch opens a quotation that ends after it.
fn is_between(prose: &str, range: &Range<usize>, (open, close): (char, char)) -> bool {
    let (before, after) = (&prose[..range.start], &prose[range.end..]);
    if !after.contains(close) {
        return false;
    }
    if open == close {
        return before.matches(open).count() % 2 == 1;
    }
    before.rfind(open).is_some_and(|at| !before[at..].contains(close))
}

/// Stretches of wide letters and digits and of narrow katakana.
pub(super) fn wide(prose: &str) -> Vec<Range<usize>> {
    if prose.is_ascii() {
        return Vec::new();
    }
    stretches(prose, |c| is_wide(c) || is_narrow(c)).collect()
}

/// The same in the letters everybody types.
pub(super) fn usual(text: &str) -> String {
    let mut usual = String::new();
    for c in text.chars() {
        let code = u32::from(c);
        let new = match c {
            _ if is_wide(c) => char::from_u32(code - 0xfee0),
            '\u{ff9e}' | '\u{ff9f}' => {
                // The mark of a voiced sound belongs to the letter before it, which has it one or two further on.
                let by = code - 0xff9d;
                let voiced = usual.pop().map_or(0, u32::from);
                char::from_u32(voiced + if voiced == u32::from('ウ') { 78 } else { by })
            }
            _ if is_narrow(c) => KATAKANA.chars().nth((code - 0xff66) as usize),
            _ => Some(c),
        };
        usual.extend(new);
    }
    usual
}

/// What U+FF66 and those after it are in full width.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn is_narrow(c: char) -> bool {
    matches!(c, '\u{ff66}'..='\u{ff9f}')
}

/// The longest stretches of characters of a kind.
fn stretches(prose: &str, is_it: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + prose[at..].find(&is_it)?;
        let end = prose[start..].find(|c| !is_it(c)).map_or(prose.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}
