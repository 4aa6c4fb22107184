//! Code to HTML with few classes.
//!
//! Highlighting is most of the cost of a large guide, and the same block stands in several languages and editions: each
//! block is highlighted once. The block is the unit, not the line, because the state of the faster engine's parser
//! between two lines cannot be shared by threads (docs/decisions/0002-regex-engine.md).

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use pulldown_cmark_escape::escape_html;
use syntect::parsing::{ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet};

/// Highlights code and remembers every block by its language and its text.
#[derive(Default)]
pub(crate) struct Highlighter {
    known: Mutex<HashMap<Source, Block>>,
}

/// The language and the text of a block.
type Source = (Box<str>, Box<str>);

/// The HTML of a block once somebody has made it.
type Block = Arc<OnceLock<Box<str>>>;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Whether code of this language can be coloured. No language at all, or plain text, can always be shown.
pub(crate) fn knows(language: &str) -> bool {
    is_plain(language) || SYNTAXES.find_syntax_by_token(language).is_some()
}

impl Highlighter {
    /// Writes a block of code. Spans never cross a line end.
    pub(crate) fn write(&self, language: &str, code: &str, out: &mut String) {
        let syntax =
            (!is_plain(language)).then(|| SYNTAXES.find_syntax_by_token(language)).flatten();
        let Some(syntax) = syntax else {
            escape_into(code, out);
            return;
        };
        let block = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry((language.into(), code.into())).or_default())
        };
        // A second thread that wants the same block waits for the first.
        out.push_str(block.get_or_init(|| highlight(syntax, code).into()));
    }
}

fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "plain" | "txt" | "console")
}

fn escape_into(text: &str, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = escape_html(&mut *out, text);
}

fn highlight(syntax: &SyntaxReference, code: &str) -> String {
    let mut parser = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 2);
    for line in code.split_inclusive('\n') {
        highlight_line(&mut parser, &mut scopes, line, &mut html);
    }
    html
}

fn highlight_line(parser: &mut ParseState, scopes: &mut ScopeStack, line: &str, html: &mut String) {
    // A grammar that fails leaves its line plain: code that is shown without colour is still right.
    let operations = parser.parse_line(line, &SYNTAXES).unwrap_or_default();
    let end = line.trim_end_matches('\n').len();
    let mut open: Option<&'static str> = None;
    let mut at = 0;
    let last = (end, ScopeStackOp::Noop);
    for (position, operation) in operations.into_iter().chain([last]) {
        let position = position.min(end).max(at);
        let text = &line[at..position];
        if !text.is_empty() {
            // A space has no colour; giving it that of its neighbour saves a span.
            let class = if text.trim().is_empty() { open } else { class_of(scopes) };
            switch(&mut open, class, html);
            escape_into(text, html);
        }
        at = position;
        apply(scopes, &operation);
    }
    switch(&mut open, None, html);
    html.push_str(&line[end..]);
}

/// Ends the open span and begins another, if the class differs.
fn switch(open: &mut Option<&'static str>, class: Option<&'static str>, html: &mut String) {
    if *open == class {
        return;
    }
    if open.is_some() {
        html.push_str("</span>");
    }
    if let Some(class) = class {
        html.push_str("<span class=\"");
        html.push_str(class);
        html.push_str("\">");
    }
    *open = class;
}

fn apply(scopes: &mut ScopeStack, operation: &ScopeStackOp) {
    // Fails only for a grammar that pops more than it pushed; the colours of the line are then off.
    let _ = scopes.apply(operation);
}

/// Scopes, as the grammars of the Sublime Text family name them, to our classes; the first that fits wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "hl-c"),
        ("punctuation.definition.comment", "hl-c"),
        ("string", "hl-s"),
        ("constant.numeric", "hl-n"),
        ("constant", "hl-n"),
        ("keyword", "hl-k"),
        ("storage", "hl-k"),
        ("entity.name", "hl-f"),
        ("support.function", "hl-f"),
        ("variable.function", "hl-f"),
        ("meta.function-call", "hl-f"),
        ("variable", "hl-v"),
        ("entity.other.attribute-name", "hl-v"),
    ]
    .into_iter()
    .filter_map(|(name, class)| Scope::new(name).ok().map(|scope| (scope, class)))
    .collect()
});

/// The class of the innermost scope that has one.
fn class_of(scopes: &ScopeStack) -> Option<&'static str> {
    scopes.as_slice().iter().rev().find_map(|scope| {
        CLASSES.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}
