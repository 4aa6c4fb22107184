//! What a text and a translation are called.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The name of a text: `access/targets/prism/comment`, `pages/faq#sound`.
///
/// It is the file below `content/` without its ending, then the keys that lead to the text. An item of a list is named by
/// its `id:`, or by its place from 1 if it has none. What opens a page (title, lead and what stands before the first
/// heading) is `pages/faq`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(Arc<str>);

impl TextId {
    /// The text at the end of some keys of a file.
    #[must_use]
    pub(super) fn of_keys(keys: &[Cow<'_, str>]) -> Self {
        Self(keys.join("/").into())
    }

    /// A section of a page; an empty anchor is what opens it.
    #[must_use]
    pub(super) fn of_section(page: &str, anchor: &str) -> Self {
        let hash = if anchor.is_empty() { "" } else { "#" };
        Self(format!("pages/{page}{hash}{anchor}").into())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The translation into a language.
    #[must_use]
    pub fn into_language(&self, locale: &str) -> TranslationId {
        TranslationId { text: self.clone(), locale: locale.into() }
    }

    /// The path of the file that has the text in this language.
    #[must_use]
    pub fn path(&self, locale: &str) -> String {
        let name = self.0.split('#').next().unwrap_or("");
        if name.starts_with("pages/") {
            return format!("content/{name}.{locale}.md");
        }
        let depth = if name.starts_with("join/") { 2 } else { 1 };
        let file: Vec<&str> = name.split('/').take(depth).collect();
        format!("content/{}.yaml", file.join("/"))
    }
}

impl From<&str> for TextId {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a translation: `access/targets/prism/comment@en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TranslationId {
    /// The text.
    pub text: TextId,
    /// The language.
    pub locale: Arc<str>,
}

impl fmt::Display for TranslationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.text, self.locale)
    }
}
