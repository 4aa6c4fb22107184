//! The guide's files in memory.
//!
//! In: what [`load`](crate::load) read. Out: text by file id, positions by byte. Nothing here touches the disk, so a
//! test or the preview server can make [`Sources`] from anything.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The file's place in path order.
    #[must_use]
    pub fn index(self) -> u32 {
        self.0
    }

    /// The file at a place in path order, as [`FileId::index`] gave it.
    #[must_use]
    pub fn from_index(index: u32) -> Self {
        Self(index)
    }
}

/// A piece of a file: bytes `start..end` of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of a file; an end before the start is moved to it.
    ///
    /// Files are at most [`MAX_TEXT_BYTES`](crate::load::MAX_TEXT_BYTES) long, so 32 bits are enough.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let start = clamp(range.start);
        Self { file, start, end: clamp(range.end).max(start) }
    }

    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text file: UTF-8, line ends are `\n`, no byte order mark.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path from the guide folder, with `/` on every system: `content/access.yaml`.
    pub path: Arc<str>,
    /// The text.
    pub text: Arc<str>,
}

impl SourceFile {
    /// Line and column of a byte offset, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..floor_char_boundary(&self.text, offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// Whether a path is `outer` or lies in it.
fn lies_in(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A file that is published as it is: a picture, a script, a style sheet.
#[derive(Clone)]
pub struct Asset {
    /// Path below `static/`, with `/`.
    pub path: Arc<str>,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.path, self.bytes.len())
    }
}

/// Everything a build reads, in memory, in path order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    assets: Vec<Asset>,
    unread: Vec<Box<str>>,
    /// What people write before a path of the guide; empty, or it ends with a slash.
    folder: Box<str>,
}

impl Sources {
    /// Takes over text files and assets and sorts both by path, so that nothing later depends on the order of a folder.
    #[must_use]
    pub fn new(mut files: Vec<SourceFile>, mut assets: Vec<Asset>) -> Self {
        // Style sheets are published, and they are texts too, with places that something can be wrong at.
        files.retain(|file| !file.path.starts_with("static/"));
        let sheets = assets.iter().filter(|asset| asset.path.ends_with(".css"));
        files.extend(sheets.filter_map(|asset| {
            let text = std::str::from_utf8(&asset.bytes).ok()?;
            Some(SourceFile { path: format!("static/{}", asset.path).into(), text: text.into() })
        }));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assets.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files, assets, unread: Vec::new(), folder: "".into() }
    }

    /// Notes files and folders that are there and could not be read, so that nobody takes them for missing.
    #[must_use]
    pub fn with_unread(self, unread: Vec<Box<str>>) -> Self {
        Self { unread, ..self }
    }

    /// Notes how people get to the guide folder from where they are: `guide`. Empty if they are in it.
    #[must_use]
    pub fn in_folder(self, folder: &str) -> Self {
        let folder = match folder {
            "" => "".into(),
            folder if folder.ends_with('/') => folder.into(),
            folder => format!("{folder}/").into(),
        };
        Self { folder, ..self }
    }

    /// A path of the guide as people write it where they are: `guide/content/access.yaml`.
    #[must_use]
    pub fn shown<'a>(&self, path: &'a str) -> Cow<'a, str> {
        if self.folder.is_empty() {
            Cow::Borrowed(path)
        } else {
            Cow::Owned(format!("{}{path}", self.folder))
        }
    }

    /// Whether there is a file of this path that could not be read, or may be one in a folder that could not.
    #[must_use]
    pub fn is_unread(&self, path: &str) -> bool {
        self.unread.iter().any(|unread| lies_in(path, unread))
    }

    /// Whether anything in this folder, or the folder itself, could not be read.
    #[must_use]
    pub fn has_unread_in(&self, folder: &str) -> bool {
        self.is_unread(folder) || self.unread.iter().any(|unread| lies_in(unread, folder))
    }

    /// The file of an id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every text file with its id, in path order.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The text file with exactly this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(FileId, &SourceFile)> {
        let index = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        Some((FileId(u32::try_from(index).ok()?), &self.files[index]))
    }

    /// Text files below a folder (`content/join/`), in path order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let first = self.files.partition_point(|file| *file.path < *folder);
        (0..)
            .map(FileId)
            .zip(&self.files)
            .skip(first)
            .take_while(move |(_, file)| file.path.starts_with(folder))
    }

    /// Files that are published as they are, in path order.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The text of a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }
}
