//! What of a text is the same in every language: links, labels, values, code, marks, lists, numbers.
//!
//! The text is read as it is written, in one pass over lines and one over what is between them, without the Markdown
//! parser: it is asked for places and not for structure, and both languages are read in the same way.

use std::ops::Range;

use super::number::{self, Number};
use super::rules::{Language, Rules};

/// A kind of thing that every language has alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An address, a mail address, a page of the guide.
    Link,
    /// `{ui:…}`.
    Label,
    /// `{value:…}`, `{mark:…}`, `{name}`, `::directive`.
    Value,
    /// A span or a block of code.
    Code,
    /// A sign of the matrix.
    Mark,
    /// An item of a list without order.
    Bullet,
    /// An item of a numbered list.
    Numbered,
    /// A row of a table.
    Row,
}

/// A thing in a text.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) kind: Kind,
    /// What it is compared by; empty for what is only counted.
    pub(super) value: String,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
}

/// A text as it is compared.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) things: Vec<Thing>,
    pub(super) numbers: Vec<Number>,
    /// The text with everything that is no prose blacked out, byte for byte.
    pub(super) prose: String,
}

/// What stands for a byte that is no prose. No author can type it.
const BLACK: u8 = 1;

/// Reads a text.
pub(super) fn read(text: &str, language: &Language, rules: &Rules) -> Reading {
    let mut reader = Reader { text, bytes: text.as_bytes().to_vec(), things: Vec::new(), rules };
    reader.lines();
    reader.inline();
    // A line end means as little as a space; of a character either all bytes are black or none.
    let mut bytes = reader.bytes;
    bytes.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
    let prose = String::from_utf8(bytes).unwrap_or_default();
    let mut things = reader.things;
    marks(&prose, rules, &mut things);
    Reading { numbers: number::numbers(&prose, language), things, prose }
}

/// The signs of the matrix. One between digits is a sign of arithmetic.
fn marks(prose: &str, rules: &Rules, things: &mut Vec<Thing>) {
    if prose.is_ascii() {
        return;
    }
    for symbol in &rules.symbols {
        for (at, _) in prose.match_indices(&**symbol) {
            let before = prose[..at].trim_end().chars().next_back();
            let after = prose[at + symbol.len()..].trim_start().chars().next();
            if [before, after].iter().any(|it| it.is_some_and(char::is_numeric)) {
                continue;
            }
            // In quotation marks it is a sign on a screen; twice, a name that is not given.
            let is_quoted = matches!(
                (before, after),
                (Some('「' | '『' | '“' | '"'), Some('」' | '』' | '”' | '"'))
            );
            let is_doubled = [before, after].iter().flatten().any(|it| symbol.starts_with(*it));
            if is_quoted || is_doubled {
                continue;
            }
            let range = at..at + symbol.len();
            things.push(Thing { kind: Kind::Mark, value: symbol.to_string(), range });
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: Vec<u8>,
    things: Vec<Thing>,
    rules: &'a Rules,
}

impl Reader<'_> {
    fn black(&mut self, range: Range<usize>) {
        self.bytes[range].fill(BLACK);
    }

    fn thing(&mut self, kind: Kind, value: &str, range: Range<usize>) {
        self.things.push(Thing { kind, value: value.to_owned(), range: range.clone() });
        self.black(range);
    }

    /// What the beginning of a line says of it.
    fn lines(&mut self) {
        let text = self.text;
        if !text.contains('\n') && !text.starts_with(['-', '*', '+', '#', '|', ':', '`', '~']) {
            return;
        }
        let mut fence: Option<(&str, usize, String)> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            let mut rest = line.trim_start_matches([' ', '\t', '>']);
            if let Some((mark, open, code)) = &mut fence {
                if rest.starts_with(*mark) && rest.trim_end().chars().all(|c| mark.starts_with(c)) {
                    let (open, code) = (*open, std::mem::take(code));
                    self.thing(Kind::Code, code.trim_end(), open..end);
                    fence = None;
                } else {
                    code.push_str(line.trim());
                    code.push('\n');
                }
                continue;
            }
            while let Some((kind, length)) = item(rest) {
                let from = end - rest.len();
                self.thing(kind, "", from..from + length);
                rest = rest[length..].trim_start();
            }
            let from = end - rest.len();
            let shown = rest.trim_end();
            if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| rest.starts_with(mark)) {
                fence = Some((mark, from.max(start), String::new()));
            } else if shown.starts_with("::") && !shown.starts_with(":::") {
                self.thing(Kind::Value, shown, from..from + shown.len());
            } else if shown.starts_with(":::") || shown.starts_with("<!--") {
                self.black(from..from + shown.len());
            } else if shown.starts_with('|') {
                if shown.chars().any(|c| !matches!(c, '|' | '-' | ':' | ' ')) {
                    let range = from..from + shown.len();
                    self.things.push(Thing { kind: Kind::Row, value: String::new(), range });
                }
            } else if let Some(brace) = shown.rfind("{#").filter(|_| shown.starts_with('#')) {
                self.black(from + brace..from + shown.len());
            }
        }
        if let Some((_, open, code)) = fence {
            self.thing(Kind::Code, code.trim_end(), open..text.len());
        }
    }

    fn inline(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(found) = text[at..].find(['`', '{', ']', '<', '@', ':', '\\', '[']) {
            let start = at + found;
            at = start + 1;
            if self.bytes[start] == BLACK {
                continue;
            }
            let rest = &text[start..];
            match rest.as_bytes()[0] {
                b'\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => at += 1,
                b'`' => at = self.code(start),
                b'{' => {
                    let end =
                        rest.find(['}', ' ', '\n']).filter(|end| rest[*end..].starts_with('}'));
                    let Some(end) = end else { continue };
                    let kind = if rest.starts_with("{ui:") { Kind::Label } else { Kind::Value };
                    // The theme's words write a month as its number or its name, as the language does.
                    let value = rest[..=end].replace("{month_name}", "{month}");
                    self.thing(kind, &value, start..start + end + 1);
                    at = start + end + 1;
                }
                b'[' if rest.starts_with("[^") || rest.starts_with("[!") => {
                    let end = rest.find(']').map_or(2, |end| end + 1);
                    self.black(start..start + end);
                    at = start + end;
                }
                b']' if rest[1..].starts_with('(') => {
                    let Some(end) = closing(&rest[1..]) else { continue };
                    let inner = rest[2..=end].split([' ', '\n']).next().unwrap_or("");
                    let inner = inner.trim_matches(['<', '>']);
                    let from = start + 1 + rest[1..].find(inner).unwrap_or(1);
                    self.link(inner, from..from + inner.len());
                    self.black(start + 1..start + end + 2);
                    at = start + end + 2;
                }
                b':' if rest.starts_with("://") => at = self.address(start),
                b'@' => at = self.mail(start),
                _ => {}
            }
        }
    }

    /// Code inside a line; gives back where to go on.
    fn code(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let count = rest.len() - rest.trim_start_matches('`').len();
        let mark = &rest[..count];
        let mut from = count;
        while let Some(found) = rest[from..].find(mark) {
            let end = from + found;
            let run = rest[end..].len() - rest[end..].trim_start_matches('`').len();
            if rest[count..end].contains("\n\n") {
                break;
            }
            if run == count {
                let code = rest[count..end].split_whitespace().collect::<Vec<_>>().join(" ");
                self.thing(Kind::Code, &code, start..start + end + count);
                return start + end + count;
            }
            from = end + run;
        }
        start + count
    }

    /// An address of the web that stands in the text as it is.
    fn address(&mut self, colon: usize) -> usize {
        let text = self.text;
        let scheme = text[..colon].rfind(|c: char| !c.is_ascii_alphabetic());
        let start = scheme.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let is_part = |c: char| c.is_ascii_graphic() && !"<>\"`|\\{}".contains(c);
        let length = text[colon..].find(|c| !is_part(c)).unwrap_or(text.len() - colon);
        let end = colon
            + text[colon..colon + length].trim_end_matches(|c| ".,;:!?)]'*_".contains(c)).len();
        self.link(&text[start..end], start..end.max(colon + 1));
        end.max(colon + 1)
    }

    fn mail(&mut self, at_sign: usize) -> usize {
        let text = self.text;
        let is_part = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let start = text[..at_sign].trim_end_matches(is_part).len();
        let host = &text[at_sign + 1..];
        let host = &host[..host.find(|c| !is_part(c)).unwrap_or(host.len())];
        let end = at_sign + 1 + host.trim_end_matches('.').len();
        if start < at_sign && host.trim_end_matches('.').contains('.') {
            self.link(&format!("mailto:{}", &text[start..end]), start..end);
        }
        end.max(at_sign + 1)
    }

    fn link(&mut self, address: &str, range: Range<usize>) {
        let mail = address.strip_prefix("mailto:");
        let mail = mail.map(|mail| mail.split('?').next().unwrap_or("").to_owned());
        let value = mail.unwrap_or_else(|| self.rules.without_language(address));
        self.thing(Kind::Link, &value, range);
    }
}

/// The mark of a list's item at the start of a line, with the space after it.
fn item(line: &str) -> Option<(Kind, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (kind, mark) = match line.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => (Kind::Bullet, 1),
        b'.' | b')' if (1..=9).contains(&digits) => (Kind::Numbered, digits + 1),
        _ => return None,
    };
    line[mark..].starts_with([' ', '\t']).then_some((kind, mark + 1))
}

/// Where the bracket closes that a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth -= 1,
            '\n' if text[at + 1..].starts_with('\n') => return None,
            _ => {}
        }
    }
    None
}
