//! Sources to [`RawGuide`]: every file decoded on its own, nothing looked up yet.
//!
//! In: [`Sources`] and the memo of an earlier run. Out: the raw files and what is wrong with their shape. Never: asks
//! whether an id exists; that is [`resolve`](crate::resolve)'s work.

mod file;
mod lock;
pub mod markdown;
mod page;
mod parts;
pub mod raw;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::memo::Memo;
use crate::sources::{FileId, SourceFile, Sources, Span};
use crate::yaml::{Entry, Kind, Node, Spanned};
pub use file::ParsedYaml;
use file::{Need, Reader, Taker};
pub use lock::{Approvals, LOCK, ParsedLock, without_places};
pub use page::{ParsedPage, RawPage, RawSection, RawSegment};
use raw::{
    RawAccessFile, RawBrowsersFile, RawGlossaryFile, RawGuideFile, RawLabelsFile, RawPlatform,
    RawRequirementsFile, RawUiFile,
};

/// The files of the guide as written.
#[derive(Debug, Default)]
pub struct RawGuide {
    /// `content/guide.yaml`.
    pub guide: Option<Arc<RawGuideFile>>,
    /// `content/browsers.yaml`.
    pub browsers: Option<Arc<RawBrowsersFile>>,
    /// `content/labels.yaml`.
    pub labels: Option<Arc<RawLabelsFile>>,
    /// `content/requirements.yaml`.
    pub requirements: Option<Arc<RawRequirementsFile>>,
    /// `content/access.yaml`.
    pub access: Option<Arc<RawAccessFile>>,
    /// `content/glossary.yaml`.
    pub glossary: Option<Arc<RawGlossaryFile>>,
    /// `content/ui.yaml`.
    pub ui: Option<Arc<RawUiFile>>,
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
    pub node: Arc<Node>,
}

/// A file of `content/join/`.
#[derive(Debug)]
pub struct RawPlatformFile {
    /// The platform's id, from the file's name.
    pub id: Spanned<String>,
    /// The ids in it.
    pub declared: Declared,
    /// What it says, if that can be used.
    pub platform: Option<Arc<RawPlatform>>,
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

/// Decodes every file below `content/`; those that have not changed are taken from the memo.
#[must_use]
pub fn parse(sources: &Sources, memo: &mut Memo) -> (RawGuide, Diagnostics) {
    let mut d = Diagnostics::new();
    let mut raw = RawGuide::default();
    let (mut platforms, mut pages) = (Vec::new(), Vec::new());
    for (id, source) in sources.below("content/") {
        let path = &source.path["content/".len()..];
        if let Some(name) = path.strip_prefix("join/").and_then(|path| path.strip_suffix(".yaml")) {
            platforms.push((name, id, source));
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
            unknown_file(&source.path, &mut d);
        }
    }
    yaml_files(sources, &platforms, &mut raw, memo, &mut d);
    markdown_files(pages, &mut raw, memo, &mut d);
    (raw, d)
}

/// Decodes the YAML files side by side, then takes them over one after the other.
fn yaml_files(
    sources: &Sources,
    platforms: &[(&str, FileId, &SourceFile)],
    raw: &mut RawGuide,
    memo: &mut Memo,
    d: &mut Diagnostics,
) {
    let reader = Reader { sources, memo };
    let (mut guide, mut browsers, mut labels, mut requirements) = Default::default();
    let (mut access, mut glossary, mut ui) = Default::default();
    let mut read_platforms = Vec::new();
    rayon::scope(|scope| {
        scope.spawn(|_| ui = reader.find("ui.yaml", Need::Required));
        scope.spawn(|_| requirements = reader.find("requirements.yaml", Need::Optional));
        scope.spawn(|_| guide = reader.find("guide.yaml", Need::Required));
        scope.spawn(|_| browsers = reader.find("browsers.yaml", Need::Optional));
        scope.spawn(|_| labels = reader.find("labels.yaml", Need::Optional));
        scope.spawn(|_| access = reader.find("access.yaml", Need::Optional));
        scope.spawn(|_| glossary = reader.find("glossary.yaml", Need::Optional));
        read_platforms = platforms
            .par_iter()
            .map(|(_, id, source)| reader.read(*id, source, Need::Optional))
            .collect();
    });

    let mut taker =
        Taker { sources, memo, diagnostics: d, declared: Declared::default(), trees: Vec::new() };
    let t = &mut taker;
    raw.guide = t.take("guide.yaml", guide, Need::Required, &["locales", "editions", "values"]);
    raw.browsers = t.take("browsers.yaml", browsers, Need::Optional, &["systems", "browsers"]);
    raw.labels = t.take("labels.yaml", labels, Need::Optional, &["products"]);
    raw.requirements = t.take("requirements.yaml", requirements, Need::Optional, &["requirements"]);
    raw.access = t.take("access.yaml", access, Need::Optional, &["cases", "marks", "targets"]);
    raw.glossary = t.take("glossary.yaml", glossary, Need::Optional, &[]);
    raw.ui = t.take("ui.yaml", ui, Need::Required, &[]);
    raw.declared = std::mem::take(&mut t.declared);
    for ((name, id, _), file) in platforms.iter().zip(read_platforms) {
        let lists = ["browsers", "clients", "probes", "steps", "stun", "topics"];
        let platform = t.take_read(file, &lists);
        let id = Spanned { value: (*name).to_owned(), span: Span::new(*id, 0..0) };
        let declared = std::mem::take(&mut t.declared);
        raw.platforms.push(RawPlatformFile { id, declared, platform });
    }
    raw.trees = taker.trees;
    raw.trees.sort_by_key(|tree| tree.file);
}

/// Decodes the pages.
fn markdown_files(
    pages: Vec<(FileId, &SourceFile)>,
    raw: &mut RawGuide,
    memo: &mut Memo,
    d: &mut Diagnostics,
) {
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
        d.append(entry.1.clone());
        memo.keep_page(id, source, entry);
    }
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
