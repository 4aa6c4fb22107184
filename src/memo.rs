//! What one build leaves for the next.
//!
//! A build with an empty memo and a build with the memo of an earlier one give the same bytes; the second only does
//! less. `annai build` starts empty; the preview server keeps its memo.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::slice;
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::Page;
use crate::diagnostic::Diagnostics;
use crate::highlight::Highlighter;
use crate::parse::{ParsedLock, ParsedPage, ParsedYaml, RawPage, RawTree};
use crate::render::phrases::Known;
use crate::sources::{FileId, SourceFile};
use crate::yaml::Node;

/// Pages by what they were made from, and highlighted lines.
#[derive(Default)]
pub struct Memo {
    /// File → parsed, good while the file keeps its place (positions name it) and its text.
    pages: BTreeMap<Arc<str>, Kept<ParsedPage>>,
    /// YAML file → decoded as the type that its place says, good as long as a page would be.
    yaml: BTreeMap<Arc<str>, Kept<dyn Any + Send + Sync>>,
    /// The record of translations, good as long as a page would be.
    lock: Option<Kept<ParsedLock>>,
    /// Name of a page → what comparing its languages found, good while they are the same pages and rules.
    compared: BTreeMap<Arc<str>, Compared<RawPage>>,
    /// YAML file → what comparing its languages found, good while it is the same tree and the same rules.
    compared_trees: BTreeMap<FileId, Compared<Node>>,
    /// Page → bytes, by edition and path.
    rendered: Mutex<BTreeMap<Arc<str>, Rendered>>,
    /// What a language of an edition is made of → words of its figures that find no room, by edition and language.
    overflows: Mutex<HashMap<String, (u64, Diagnostics)>>,
    /// Bytes of a page → its links and places, by edition and path.
    looked_at: Mutex<HashMap<Arc<str>, LookedAt>>,
    /// Line of code → highlighted.
    pub(crate) highlighter: Highlighter,
    /// Heading → phrases.
    pub(crate) phrases: Known,
}

/// The pages of an edition, by path.
type LookedAt = HashMap<Arc<str>, Arc<Page>>;

struct Kept<T: ?Sized> {
    file: FileId,
    text: Arc<str>,
    parsed: Arc<T>,
}

impl<T: ?Sized> Kept<T> {
    fn new(file: FileId, source: &SourceFile, parsed: Arc<T>) -> Self {
        Self { file, text: Arc::clone(&source.text), parsed }
    }

    /// What a file was parsed to, if it has not changed.
    fn of(&self, file: FileId, source: &SourceFile) -> Option<Arc<T>> {
        let is_same = self.file == file
            && (Arc::ptr_eq(&self.text, &source.text) || self.text == source.text);
        is_same.then(|| Arc::clone(&self.parsed))
    }
}

/// What comparing the languages of some files found by some rules.
struct Compared<T> {
    files: Vec<Arc<T>>,
    rules: u64,
    found: Arc<Diagnostics>,
}

impl<T> Compared<T> {
    fn new(files: &[Arc<T>], rules: u64, found: Arc<Diagnostics>) -> Self {
        Self { files: files.to_vec(), rules, found }
    }

    /// What was found, if these are the same files and rules.
    fn of(&self, files: &[Arc<T>], rules: u64) -> Option<Arc<Diagnostics>> {
        let is_same = self.rules == rules
            && self.files.len() == files.len()
            && self.files.iter().zip(files).all(|(a, b)| Arc::ptr_eq(a, b));
        is_same.then(|| Arc::clone(&self.found))
    }
}

#[derive(Clone)]
struct Rendered {
    /// What it was made of.
    inputs: u64,
    /// What it shows.
    shown: u64,
    bytes: Arc<[u8]>,
}

impl Memo {
    /// The parsed page of a file that has not changed.
    pub(crate) fn page(&self, file: FileId, source: &SourceFile) -> Option<Arc<ParsedPage>> {
        self.pages.get(&source.path)?.of(file, source)
    }

    /// Keeps the parsed page of a file.
    pub(crate) fn keep_page(&mut self, file: FileId, source: &SourceFile, page: Arc<ParsedPage>) {
        self.pages.insert(Arc::clone(&source.path), Kept::new(file, source, page));
    }

    /// A YAML file that has not changed, as it was decoded.
    pub(crate) fn yaml<T: Send + Sync + 'static>(
        &self,
        file: FileId,
        source: &SourceFile,
    ) -> Option<Arc<ParsedYaml<T>>> {
        self.yaml.get(&source.path)?.of(file, source)?.downcast().ok()
    }

    /// Keeps a YAML file as it was decoded.
    pub(crate) fn keep_yaml<T: Send + Sync + 'static>(
        &mut self,
        file: FileId,
        source: &SourceFile,
        parsed: Arc<ParsedYaml<T>>,
    ) {
        self.yaml.insert(Arc::clone(&source.path), Kept::new(file, source, parsed));
    }

    /// The record of translations, if its file has not changed.
    pub(crate) fn lock(&self, file: FileId, source: &SourceFile) -> Option<Arc<ParsedLock>> {
        self.lock.as_ref()?.of(file, source)
    }

    /// Keeps the record of translations.
    pub(crate) fn keep_lock(&mut self, file: FileId, source: &SourceFile, lock: Arc<ParsedLock>) {
        self.lock = Some(Kept::new(file, source, lock));
    }

    /// What comparing the languages of a page found, if nothing has changed since.
    pub(crate) fn compared(&self, pages: &[Arc<RawPage>], rules: u64) -> Option<Arc<Diagnostics>> {
        self.compared.get(&pages.first()?.name)?.of(pages, rules)
    }

    /// Keeps what comparing the languages of a page found.
    pub(crate) fn keep_compared(
        &mut self,
        pages: &[Arc<RawPage>],
        rules: u64,
        found: Arc<Diagnostics>,
    ) {
        if let Some(first) = pages.first() {
            self.compared.insert(Arc::clone(&first.name), Compared::new(pages, rules, found));
        }
    }

    /// What comparing the languages in a YAML file found, if nothing has changed since.
    pub(crate) fn compared_tree(&self, tree: &RawTree, rules: u64) -> Option<Arc<Diagnostics>> {
        self.compared_trees.get(&tree.file)?.of(slice::from_ref(&tree.node), rules)
    }

    /// Keeps what comparing the languages in a YAML file found.
    pub(crate) fn keep_compared_tree(
        &mut self,
        tree: &RawTree,
        rules: u64,
        found: Arc<Diagnostics>,
    ) {
        let compared = Compared::new(slice::from_ref(&tree.node), rules, found);
        self.compared_trees.insert(tree.file, compared);
    }

    /// The bytes of a page that is made of the same as before, or shows the same, or those that are written now.
    ///
    /// `make` gives the number of what the page shows and what writes it.
    pub(crate) fn bytes<E, W: FnOnce() -> Result<Vec<u8>, E>>(
        &self,
        key: &Arc<str>,
        inputs: u64,
        make: impl FnOnce() -> (u64, W),
    ) -> Result<Arc<[u8]>, E> {
        let known = self.rendered().get(key).cloned();
        if let Some(kept) = known.as_ref().filter(|kept| kept.inputs == inputs) {
            return Ok(Arc::clone(&kept.bytes));
        }
        let (shown, write) = make();
        let bytes: Arc<[u8]> = match known.filter(|kept| kept.shown == shown) {
            Some(kept) => kept.bytes,
            None => write()?.into(),
        };
        let kept = Rendered { inputs, shown, bytes: Arc::clone(&bytes) };
        self.rendered().insert(Arc::clone(key), kept);
        Ok(bytes)
    }

    /// What is found in the figures of a language of an edition, which is made of `data`.
    pub(crate) fn overflows(
        &self,
        edition: &str,
        locale: &str,
        data: u64,
        find: impl FnOnce() -> Diagnostics,
    ) -> Diagnostics {
        let all = || self.overflows.lock().unwrap_or_else(PoisonError::into_inner);
        let key = format!("{edition}/{locale}");
        if let Some((_, found)) = all().get(&key).filter(|(known, _)| *known == data) {
            return found.clone();
        }
        let found = find();
        all().insert(key, (data, found.clone()));
        found
    }

    /// The links and places of a page of an edition.
    pub(crate) fn looked_at(
        &self,
        edition: &Arc<str>,
        path: &Arc<str>,
        bytes: &Arc<[u8]>,
    ) -> Arc<Page> {
        let all = || self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all().get(edition).and_then(|pages| pages.get(path)).cloned();
        if let Some(page) = known.filter(|page| page.is_of(bytes)) {
            return page;
        }
        let page = Arc::new(Page::read(bytes));
        all().entry(Arc::clone(edition)).or_default().insert(Arc::clone(path), Arc::clone(&page));
        page
    }

    fn rendered(&self) -> std::sync::MutexGuard<'_, BTreeMap<Arc<str>, Rendered>> {
        self.rendered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
