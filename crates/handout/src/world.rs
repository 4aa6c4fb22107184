//! What a template can see: itself, its data, its pictures, the fonts, and nothing of the machine.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use crate::{Problem, Sheet, fonts};

/// The files of one sheet.
pub(crate) struct SheetWorld {
    template: Source,
    files: HashMap<FileId, Bytes>,
}

impl SheetWorld {
    /// Puts the parts of a sheet at their paths.
    pub(crate) fn new(sheet: &Sheet<'_>) -> Result<Self, Vec<Problem>> {
        let data = ("/data.json", sheet.data);
        let pictures = sheet.pictures.iter().map(|(path, bytes)| (path.as_str(), &**bytes));
        let files = std::iter::once(data).chain(pictures);
        let files = files.map(|(path, bytes)| Ok((file(path)?, Bytes::new(bytes.to_vec()))));
        let template = Source::new(file("/handout.typ")?, sheet.template.to_owned());
        Ok(Self { template, files: files.collect::<Result<_, Vec<Problem>>>()? })
    }

    /// The bytes of the template that a position is about.
    pub(crate) fn in_template(&self, span: DiagSpan) -> Option<Range<usize>> {
        (span.id()? == self.template.id()).then(|| self.range(span))?
    }
}

fn file(path: &str) -> Result<FileId, Vec<Problem>> {
    match VirtualPath::new(path) {
        Ok(path) => Ok(RootedPath::new(VirtualRoot::Project, path).intern()),
        Err(_) => Err(Problem::of_sheet(&format!("`{path}` cannot be the path of a file"))),
    }
}

impl World for SheetWorld {
    fn library(&self) -> &LazyHash<Library> {
        // Row headers of tables are not yet a part of the stable language.
        static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
            let features = [Feature::A11yExtras].into_iter().collect();
            LazyHash::new(Library::builder().with_features(features).build())
        });
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            let bytes = self.file(id)?;
            Ok(Source::new(id, bytes.as_str()?.to_owned()))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.template.id() {
            return Ok(Bytes::from_string(self.template.text().to_owned()));
        }
        let missing = || FileError::NotFound(id.get().vpath().get_with_slash().into());
        self.files.get(&id).cloned().ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::all().get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
