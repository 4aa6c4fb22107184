//! Sources to [`RawGuide`]: every file decoded on its own, nothing looked up yet.
//!
//! In: [`Sources`] and the memo of an earlier run. Out: the raw files and what is wrong with their shape. Never: asks
//! whether an id exists; that is [`resolve`](crate::resolve)'s work.

mod lock;
pub mod markdown;
mod page;
mod parts;
pub mod raw;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::memo::Memo;
use crate::sources::{FileId, SourceFile, Sources, Span};
use crate::yaml::{self, Entry, Kind, Node, Spanned};
pub use lock::{Approvals, LOCK, ParsedLock};
pub use page::{ParsedPage, RawPage, RawSection, RawSegment};
use raw::{
    RawAccessFile, RawBrowsersFile, RawGlossaryFile, RawGuideFile, RawLabelsFile, RawPlatform,
    RawRequirementsFile, RawUiFile,
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
    /// `content/glossary.yaml`.
    pub glossary: Option<RawGlossaryFile>,
    /// `content/ui.yaml`.
    pub ui: Option<RawUiFile>,
    /// `content/join/<platform>.yaml`.
    pub platforms: Vec<RawPlatformFile>,
    /// `content/pages/<id>.<locale>.md`, in path order.
    pub pages: Vec<Arc<RawPage>>,
    /// The id and language of pages that are there and of no use.
    pub bad_pages: Vec<(Arc<str>, Arc<str>)>,
    /// What the YAML files are before they are decoded, in path order; a file that is no YAML is not here.
    pub trees: Vec<RawTree>,
    /// `content/translations.lock`.
    pub lock: Option<Arc<ParsedLock>>,
    /// Ids that stand in the files even where the item around them could not be read, so that one mistake does not
    /// make every reference to the item a mistake too.
    pub declared: Declared,
}

impl RawGuide {
    /// What is recorded of translations; `None` where the guide records nothing.
    #[must_use]
    pub fn approvals(&self) -> Option<&Approvals> {
        self.lock.as_deref().map(|(approvals, _)| approvals)
    }
}

/// A YAML file as a tree.
#[derive(Debug)]
pub struct RawTree {
    /// The file.
    pub file: FileId,
    /// What is in it.
    pub node: Node,
}

/// A file of `content/join/`.
#[derive(Debug)]
pub struct RawPlatformFile {
    /// The platform's id, from the file's name.
    pub id: Spanned<String>,
    /// The ids in it.
    pub declared: Declared,
    /// What it says, if that can be used.
    pub platform: Option<RawPlatform>,
}

/// The ids of items by the list they stand in (`requirements`, `targets` …).
#[derive(Debug, Default)]
pub struct Declared {
    ids: BTreeMap<&'static str, Vec<Spanned<String>>>,
    /// Lists of which not every id is known: one that is not there may exist.
    incomplete: Vec<&'static str>,
}

impl Declared {
    /// The ids of a list.
    pub fn ids(&self, list: &str) -> impl Iterator<Item = &Spanned<String>> {
        self.ids.get(list).into_iter().flatten()
    }

    /// Whether every id of a list is known, so that one that is not there does not exist.
    #[must_use]
    pub fn is_complete(&self, list: &str) -> bool {
        !self.incomplete.contains(&list)
    }

    /// Whether there is a file for the list, good or bad.
    #[must_use]
    pub fn has(&self, list: &str) -> bool {
        self.ids.contains_key(list) || !self.is_complete(list)
    }

    /// Notes the ids of some lists of a file; `good` says whether the file as a whole can be used.
    fn collect(&mut self, lists: &[&'static str], node: Option<&Node>, good: bool) {
        for list in lists {
            let items = node.and_then(|node| node.get(list)).map(|node| &node.kind);
            let (ids, complete) = match items {
                Some(Kind::List(items)) => {
                    let ids: Vec<_> = items.iter().filter_map(id).collect();
                    let complete = ids.len() == items.len();
                    (ids, complete)
                }
                Some(Kind::Map(entries)) => {
                    let id = |entry: &Entry| Spanned {
                        value: entry.key.to_string(),
                        span: entry.key_span,
                    };
                    (entries.iter().map(id).collect(), true)
                }
                Some(_) => (Vec::new(), false),
                None => (Vec::new(), good && !node.is_some_and(|node| is_misspelt(list, node))),
            };
            self.ids.insert(list, ids);
            if !complete {
                self.incomplete.push(list);
            }
        }
    }
}

/// The id of an item; an item that is a word is one.
fn id(item: &Node) -> Option<Spanned<String>> {
    match item.get("id").unwrap_or(item) {
        Node { span, kind: Kind::Scalar { text, .. } } => {
            Some(Spanned { value: text.to_string(), span: *span })
        }
        _ => None,
    }
}

/// Whether a key of a map looks like that of a list that is not there.
fn is_misspelt(list: &str, node: &Node) -> bool {
    let Kind::Map(entries) = &node.kind else { return false };
    nearest(list, entries.iter().map(|entry| &*entry.key)).is_some()
}

/// Decodes every file below `content/`.
#[must_use]
pub fn parse(sources: &Sources, memo: &mut Memo) -> (RawGuide, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut read = Read::default();
    let d = &mut diagnostics;
    let mut raw = RawGuide {
        guide: file(
            sources,
            "guide.yaml",
            Need::Required,
            &["locales", "editions", "values"],
            &mut read,
            d,
        ),
        browsers: file(
            sources,
            "browsers.yaml",
            Need::Optional,
            &["systems", "browsers"],
            &mut read,
            d,
        ),
        labels: file(sources, "labels.yaml", Need::Optional, &["products"], &mut read, d),
        requirements: file(
            sources,
            "requirements.yaml",
            Need::Optional,
            &["requirements"],
            &mut read,
            d,
        ),
        access: file(
            sources,
            "access.yaml",
            Need::Optional,
            &["cases", "marks", "targets"],
            &mut read,
            d,
        ),
        glossary: file(sources, "glossary.yaml", Need::Optional, &[], &mut read, d),
        ui: file(sources, "ui.yaml", Need::Required, &[], &mut read, d),
        ..RawGuide::default()
    };
    raw.declared = std::mem::take(&mut read.declared);

    let mut pages = Vec::new();
    for (id, source) in sources.below("content/") {
        let path = &source.path["content/".len()..];
        if let Some(name) = path.strip_prefix("join/").and_then(|path| path.strip_suffix(".yaml")) {
            let lists = ["browsers", "clients", "probes", "steps", "stun", "topics"];
            let platform = decode(id, source, Need::Optional, &lists, &mut read, d);
            let declared = std::mem::take(&mut read.declared);
            let id = Spanned { value: name.to_owned(), span: Span::new(id, 0..0) };
            raw.platforms.push(RawPlatformFile { id, declared, platform });
        } else if path.starts_with("pages/")
            && Path::new(path).extension().is_some_and(|it| it == "md")
        {
            pages.push((id, source));
        } else if *source.path == *LOCK {
            let lock = memo.lock(id, source).unwrap_or_else(|| Arc::new(lock::parse(id, source)));
            d.append(lock.1.clone());
            memo.keep_lock(id, source, Arc::clone(&lock));
            raw.lock = Some(lock);
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
        match (&entry.0, page::name_and_locale(source)) {
            (Some(page), _) => raw.pages.push(Arc::clone(page)),
            (None, Some((name, locale))) => raw.bad_pages.push((name.into(), locale.into())),
            (None, None) => {}
        }
        diagnostics.append(entry.1.clone());
        memo.keep_page(id, source, entry);
    }
    raw.trees = read.trees;
    raw.trees.sort_by_key(|tree| tree.file);
    (raw, diagnostics)
}

const FILES: [&str; 7] = [
    "guide.yaml",
    "browsers.yaml",
    "labels.yaml",
    "requirements.yaml",
    "access.yaml",
    "glossary.yaml",
    "ui.yaml",
];

#[derive(Clone, Copy)]
enum Need {
    Required,
    Optional,
}

/// What is kept of YAML files beside what they say.
#[derive(Default)]
struct Read {
    declared: Declared,
    trees: Vec<RawTree>,
}

/// Reads one file of `content/` and notes which ids it declares.
fn file<T: for<'de> Deserialize<'de>>(
    sources: &Sources,
    name: &str,
    need: Need,
    lists: &[&'static str],
    read: &mut Read,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let path = format!("content/{name}");
    if let Some((id, source)) = sources.find(&path) {
        return decode(id, source, need, lists, read, diagnostics);
    }
    if sources.is_unread(&path) {
        read.declared.collect(lists, None, false);
    } else if matches!(need, Need::Required) {
        diagnostics
            .error(Code::MissingFile, path.as_str(), format!("the guide has no `{path}`"))
            .help("every guide has guide.yaml and ui.yaml in its content folder");
    }
    None
}

fn decode<T: for<'de> Deserialize<'de>>(
    id: FileId,
    source: &SourceFile,
    need: Need,
    lists: &[&'static str],
    read: &mut Read,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let node = yaml::parse(id, &source.text, 0, diagnostics);
    let is_empty = node.as_ref().is_some_and(|node| matches!(node.kind, Kind::Null));
    let value = match &node {
        Some(_) if is_empty => {
            empty(id, need, diagnostics);
            None
        }
        Some(node) => yaml::decode(node, diagnostics),
        None => None,
    };
    read.declared.collect(lists, node.as_ref(), value.is_some());
    read.trees.extend(node.map(|node| RawTree { file: id, node }));
    value
}

fn empty(file: FileId, need: Need, diagnostics: &mut Diagnostics) {
    diagnostics.error(Code::EmptyFile, Span::new(file, 0..0), "this file is empty").help(
        match need {
            Need::Required => "every guide needs it: write it, or take it from another guide",
            Need::Optional => "delete it if the guide does not need it",
        },
    );
}

fn unknown_file(path: &Arc<str>, diagnostics: &mut Diagnostics) {
    let known = FILES.iter().map(|name| format!("content/{name}"));
    let known: Vec<String> = known.chain([LOCK.to_owned()]).collect();
    let renamed = path.strip_suffix(".yml").map(|stem| format!("{stem}.yaml"));
    let near = nearest(path, known.iter().map(String::as_str)).map(str::to_owned);
    let help = renamed.or(near).map_or_else(
        || {
            "content/ holds guide, browsers, labels, requirements, access, glossary and ui (.yaml), join/<platform>.yaml and \
             pages/<id>.<locale>.md; pictures go to static/"
                .to_owned()
        },
        |near| format!("did you mean `{near}`?"),
    );
    diagnostics
        .error(Code::UnknownFile, &**path, format!("`{path}` is not a file of a guide"))
        .help(help);
}
