//! Sources to [`RawGuide`]: every file decoded on its own, nothing looked up yet.
//!
//! In: [`Sources`] and the memo of an earlier run. Out: the raw files and what is wrong with their shape. Never: asks
//! whether an id exists; that is [`resolve`](crate::resolve)'s work.

pub mod markdown;
mod page;
pub mod raw;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::memo::Memo;
use crate::sources::{FileId, SourceFile, Sources, Span};
use crate::yaml::{self, Kind, Node, Spanned};
pub use page::{ParsedPage, RawPage, RawSegment};
use raw::{
    RawAccessFile, RawBrowsersFile, RawGuideFile, RawLabelsFile, RawPlatform, RawRequirementsFile,
    RawUiFile,
};

/// The files of the guide as written.
#[derive(Debug, Default)]
pub struct RawGuide {
    /// `content/guide.yaml`.
    pub guide: Option<RawGuideFile>,
    /// `content/browsers.yaml`.
    pub browsers: Option<RawBrowsersFile>,
    /// `content/labels.yaml`.
    pub labels: Option<RawLabelsFile>,
    /// `content/requirements.yaml`.
    pub requirements: Option<RawRequirementsFile>,
    /// `content/access.yaml`.
    pub access: Option<RawAccessFile>,
    /// `content/ui.yaml`.
    pub ui: Option<RawUiFile>,
    /// `content/join/<platform>.yaml`, by platform id.
    pub platforms: Vec<(Spanned<String>, Option<RawPlatform>)>,
    /// `content/pages/<id>.<locale>.md`, in path order.
    pub pages: Vec<Arc<RawPage>>,
    /// Ids that stand in the files even where the item around them could not be read, so that one mistake does not
    /// make every reference to the item a mistake too.
    pub declared: Declared,
}

/// The ids of items by the list they stand in (`requirements`, `targets` …).
#[derive(Debug, Default)]
pub struct Declared {
    ids: BTreeMap<&'static str, Vec<Spanned<String>>>,
    /// Lists whose file could not be read at all: nothing is known about them.
    unreadable: Vec<&'static str>,
}

impl Declared {
    /// The ids of a list.
    pub fn ids(&self, list: &str) -> impl Iterator<Item = &Spanned<String>> {
        self.ids.get(list).into_iter().flatten()
    }

    /// Whether the file of a list could be read, so that an id that is not there does not exist.
    #[must_use]
    pub fn is_known(&self, list: &str) -> bool {
        !self.unreadable.contains(&list)
    }

    fn collect(&mut self, lists: &[&'static str], node: Option<&Node>) {
        let Some(node) = node else {
            self.unreadable.extend(lists);
            return;
        };
        for list in lists {
            let ids = match node.get(list).map(|node| &node.kind) {
                Some(Kind::List(items)) => items
                    .iter()
                    .filter_map(|item| match item.get("id") {
                        Some(Node { span, kind: Kind::Scalar { text, .. } }) => {
                            Some(Spanned { value: text.to_string(), span: *span })
                        }
                        _ => None,
                    })
                    .collect(),
                Some(Kind::Map(entries)) => entries
                    .iter()
                    .map(|entry| Spanned { value: entry.key.to_string(), span: entry.key_span })
                    .collect(),
                _ => Vec::new(),
            };
            self.ids.insert(list, ids);
        }
    }
}

/// Decodes every file below `content/`.
#[must_use]
pub fn parse(sources: &Sources, memo: &mut Memo) -> (RawGuide, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut declared = Declared::default();
    let d = &mut diagnostics;
    let mut raw = RawGuide {
        guide: file(
            sources,
            "guide.yaml",
            Need::Required,
            &["locales", "editions", "values"],
            &mut declared,
            d,
        ),
        browsers: file(
            sources,
            "browsers.yaml",
            Need::Optional,
            &["systems", "browsers"],
            &mut declared,
            d,
        ),
        labels: file(sources, "labels.yaml", Need::Optional, &["products"], &mut declared, d),
        requirements: file(
            sources,
            "requirements.yaml",
            Need::Optional,
            &["requirements"],
            &mut declared,
            d,
        ),
        access: file(
            sources,
            "access.yaml",
            Need::Optional,
            &["cases", "marks", "targets"],
            &mut declared,
            d,
        ),
        ui: file(sources, "ui.yaml", Need::Required, &[], &mut declared, d),
        ..RawGuide::default()
    };
    raw.declared = declared;

    let mut pages = Vec::new();
    for (id, source) in sources.below("content/") {
        let path = &source.path["content/".len()..];
        if let Some(name) = path.strip_prefix("join/").and_then(|path| path.strip_suffix(".yaml")) {
            let node = yaml::parse(id, &source.text, 0, d);
            let platform = node.and_then(|node| yaml::decode(&node, d));
            let name = Spanned { value: name.to_owned(), span: Span::new(id, 0..0) };
            raw.platforms.push((name, platform));
        } else if path.starts_with("pages/")
            && Path::new(path).extension().is_some_and(|it| it == "md")
        {
            pages.push((id, source));
        } else if !FILES.contains(&path) {
            unknown_file(&source.path, d);
        }
    }
    let parsed: Vec<_> = pages
        .par_iter()
        .map(|(id, source)| {
            memo.page(*id, source).unwrap_or_else(|| Arc::new(page::parse(*id, source)))
        })
        .collect();
    for ((id, source), entry) in pages.into_iter().zip(parsed) {
        if let Some(page) = &entry.0 {
            raw.pages.push(Arc::clone(page));
        }
        diagnostics.append(entry.1.clone());
        memo.keep_page(id, source, entry);
    }
    (raw, diagnostics)
}

const FILES: [&str; 6] =
    ["guide.yaml", "browsers.yaml", "labels.yaml", "requirements.yaml", "access.yaml", "ui.yaml"];

#[derive(Clone, Copy)]
enum Need {
    Required,
    Optional,
}

/// Reads one file of `content/` and notes which ids it declares.
fn file<T: for<'de> Deserialize<'de>>(
    sources: &Sources,
    name: &str,
    need: Need,
    lists: &[&'static str],
    declared: &mut Declared,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let path = format!("content/{name}");
    let Some((id, SourceFile { text, .. })) = sources.find(&path) else {
        if matches!(need, Need::Required) {
            diagnostics
                .error(Code::MissingFile, path.as_str(), format!("the guide has no `{path}`"))
                .help("every guide has guide.yaml and ui.yaml in its content folder");
        }
        return None;
    };
    let node = yaml::parse(id, text, 0, diagnostics);
    declared.collect(lists, node.as_ref());
    let node = node?;
    if matches!(node.kind, Kind::Null) {
        empty(id, diagnostics);
        return None;
    }
    yaml::decode(&node, diagnostics)
}

fn empty(file: FileId, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(Code::EmptyFile, Span::new(file, 0..0), "this file is empty")
        .help("delete it if the guide does not need it");
}

fn unknown_file(path: &Arc<str>, diagnostics: &mut Diagnostics) {
    let known = FILES.map(|name| format!("content/{name}"));
    let help = nearest(path, known.iter().map(String::as_str)).map_or_else(
        || {
            "content/ holds guide, browsers, labels, requirements, access and ui (.yaml), join/<platform>.yaml and \
             pages/<id>.<locale>.md; pictures go to static/"
                .to_owned()
        },
        |near| format!("did you mean `{near}`?"),
    );
    diagnostics
        .error(Code::UnknownFile, &**path, format!("`{path}` is not a file of a guide"))
        .help(help);
}
