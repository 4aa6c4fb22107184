//! The guide that `annai init` starts from, embedded so that the program is one file.
//!
//! Out: files in memory, as they go into the new folder. They lie in `starter/`, except for what the shipped guide has in
//! the very same words.

use crate::site::Site;

macro_rules! embed {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../starter/", $name)))),*]
    };
}

/// The files of `starter/` by path.
const FILES: &[(&str, &str)] = embed!(
    ".editorconfig" ".gitattributes" ".github/dependabot.yml" ".github/install-annai.sh" ".github/workflows/guide.yml" ".gitignore"
    ".vscode/extensions.json" ".vscode/settings.json" "README.md" "content/access.yaml" "content/browsers.yaml" "content/guide.yaml"
    "content/join/meeting.yaml" "content/labels.yaml" "content/pages/about.en.md" "content/pages/about.ja.md"
    "content/requirements.yaml" "content/translations.lock");

/// The words of the theme are the same in every guide: a copy would miss those that come later.
const THEME_WORDS: (&str, &str) = ("content/ui.yaml", include_str!("../content/ui.yaml"));

/// Every file of a new guide by path.
#[must_use]
pub fn files() -> Site {
    let mut files = Site::default();
    for (path, text) in FILES.iter().chain([&THEME_WORDS]) {
        files.insert(*path, text.as_bytes());
    }
    files
}
