//! What one build leaves for the next.
//!
//! A build with an empty memo and a build with the memo of an earlier one give the same bytes; the second only does
//! less. `annai build` starts empty; the preview server keeps its memo.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::Page;
use crate::diagnostic::Diagnostics;
use crate::highlight::Highlighter;
use crate::parse::{ParsedLock, ParsedPage, ParsedYaml, RawPage};
use crate::render::phrases::Known;
use crate::sources::{FileId, SourceFile};

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
    compared: BTreeMap<Arc<str>, Compared>,
    /// View → bytes, by edition and path.
    rendered: Mutex<BTreeMap<Arc<str>, Rendered>>,
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

struct Compared {
    pages: Vec<Arc<RawPage>>,
    rules: u64,
    found: Arc<Diagnostics>,
}

#[derive(Clone)]
struct Rendered {
    fingerprint: u64,
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
        let kept = self.compared.get(&pages.first()?.name)?;
        let is_same = kept.rules == rules
            && kept.pages.len() == pages.len()
            && kept.pages.iter().zip(pages).all(|(a, b)| Arc::ptr_eq(a, b));
        is_same.then(|| Arc::clone(&kept.found))
    }

    /// Keeps what comparing the languages of a page found.
    pub(crate) fn keep_compared(
        &mut self,
        pages: &[Arc<RawPage>],
        rules: u64,
        found: Arc<Diagnostics>,
    ) {
        if let Some(first) = pages.first() {
            let kept = Compared { pages: pages.to_vec(), rules, found };
            self.compared.insert(Arc::clone(&first.name), kept);
        }
    }

    /// The bytes of a view that has not changed, or those that `render` makes now.
    pub(crate) fn bytes<E>(
        &self,
        key: &Arc<str>,
        fingerprint: u64,
        render: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Arc<[u8]>, E> {
        let known =
            self.rendered().get(key).filter(|kept| kept.fingerprint == fingerprint).cloned();
        if let Some(kept) = known {
            return Ok(kept.bytes);
        }
        let bytes: Arc<[u8]> = render()?.into();
        self.rendered()
            .insert(Arc::clone(key), Rendered { fingerprint, bytes: Arc::clone(&bytes) });
        Ok(bytes)
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
