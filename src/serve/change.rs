//! What an open page has to do when the guide was built again.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::Site;

/// What a page has to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Change {
    /// Nothing: it is as it was.
    Nothing,
    /// Only style sheets differ: load these, each in the place of the other.
    Styles(Vec<(String, String)>),
    /// The page differs.
    Page,
}

/// The published names of the style sheets of an edition by what they are called in `static/`.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(BTreeMap<String, String>);

impl Styles {
    /// Those of a site. A published name is `assets/<name>.<hash>.css`.
    pub(super) fn of(site: &Site) -> Self {
        let published = site.iter().filter_map(|(path, _)| {
            let (name, _hash) = path.strip_suffix(".css")?.rsplit_once('.')?;
            Some((name.to_owned(), path.to_string()))
        });
        Self(published.collect())
    }

    /// Those that have other names now.
    fn renamed<'a>(&'a self, now: &'a Self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(|(name, before)| {
            let now = now.0.get(name)?;
            (before != now).then_some((before.as_str(), now.as_str()))
        })
    }
}

/// Compares a page before and after a build.
pub(super) fn change(before: (&[u8], &Styles), now: (&[u8], &Styles)) -> Change {
    if before.0 == now.0 {
        return Change::Nothing;
    }
    let renamed: Vec<(&str, &str)> = before.1.renamed(now.1).collect();
    let page = String::from_utf8_lossy(before.0);
    let page = renamed.iter().fold(page.into_owned(), |page, (from, to)| page.replace(from, to));
    if page.as_bytes() == now.0 {
        let owned = |(from, to): (&str, &str)| (from.to_owned(), to.to_owned());
        Change::Styles(renamed.into_iter().map(owned).collect())
    } else {
        Change::Page
    }
}
