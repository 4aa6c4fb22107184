//! Disk to [`Sources`]: the only reader.
//!
//! In: a guide folder. Out: its text files, decoded, with the theme's own files below those of the guide. Never:
//! follows a link out of the folder, reads a file too large to be a part of a guide, or looks at what a text says.
#![expect(clippy::disallowed_methods, reason = "this is the module that reads")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::sources::{Asset, SourceFile, Sources};
use crate::theme;

/// The largest text file: forty times the largest real one we know, and small enough to parse at once.
pub const MAX_TEXT_BYTES: u64 = 4 * 1024 * 1024;

/// The largest file of `static/`.
pub const MAX_ASSET_BYTES: u64 = 64 * 1024 * 1024;

/// The folders of a guide.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Reads a guide folder.
#[must_use]
pub fn load(root: &Path) -> (Sources, Diagnostics) {
    Folder::read(root).sources()
}

/// Whether a folder is that of a guide.
#[must_use]
pub fn has_content(root: &Path) -> bool {
    root.join("content").is_dir()
}

/// What to do where a folder has no `content`.
#[must_use]
pub fn without_content(root: &Path) -> String {
    match above(root) {
        Some(guide) => format!("the guide is in `{guide}`: go there, or say `--root {guide}`"),
        None => "name the folder that has it with `--root`, or begin a guide with `annai init`"
            .to_owned(),
    }
}

/// The guide that a folder is part of.
fn above(root: &Path) -> Option<String> {
    let whole = root.canonicalize().ok()?;
    let mut up = if root == Path::new(".") { PathBuf::new() } else { root.to_owned() };
    whole.ancestors().skip(1).find_map(|folder| {
        up.push("..");
        folder.join("content/guide.yaml").is_file().then(|| up.display().to_string())
    })
}

/// What may differ in a guide folder since it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files, by their paths from the guide folder: `content/access.yaml`.
    Files(BTreeSet<String>),
    /// Anything.
    Everything,
}

/// A guide folder as it was read: of what changes later, only that is read again.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    files: BTreeMap<Arc<str>, Result<Loaded, Problem>>,
    /// What kept folders from being listed.
    problems: Diagnostics,
    /// Whether a file may change under another name than its own.
    has_links: bool,
}

impl Folder {
    /// Reads all of it.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let mut problems = Diagnostics::new();
        if !has_content(root) {
            problems
                .error(
                    Code::Unreadable,
                    "content",
                    format!("`{}` has no folder `content`", root.display()),
                )
                .help(without_content(root));
        }
        let mut listing = Listing {
            root,
            canonical: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
            found: Vec::new(),
            has_links: false,
        };
        for folder in FOLDERS {
            if root.join(folder).is_dir() {
                listing.walk(folder, &mut problems);
            }
        }
        let Listing { found, has_links, .. } = listing;
        let read: Vec<_> = found.par_iter().map(|path| read(root, path)).collect();
        let files = found.into_iter().map(Arc::from).zip(read).collect();
        Self { root: root.to_owned(), files, problems, has_links }
    }

    /// Reads again what was touched, and says whether anything differs.
    pub fn reread(&mut self, touched: &Touched) -> bool {
        match touched {
            Touched::Files(paths) if !self.has_links => {
                let mut differs = false;
                for path in paths.iter().filter(|path| is_of_guide(path)) {
                    match self.reread_file(path) {
                        Some(differs_here) => differs |= differs_here,
                        None => return self.reread_everything() || differs,
                    }
                }
                differs
            }
            Touched::Files(_) | Touched::Everything => self.reread_everything(),
        }
    }

    /// Reads a file again and says whether it differs; `None` if the path is not that of a file, or was not.
    fn reread_file(&mut self, path: &str) -> Option<bool> {
        match fs::symlink_metadata(self.root.join(path)) {
            Ok(meta) if meta.is_file() => {
                let now = read(&self.root, path);
                let differs = self.files.get(path) != Some(&now);
                if differs {
                    self.files.insert(path.into(), now);
                }
                Some(differs)
            }
            Ok(_) => None,
            Err(_) if self.files.remove(path).is_some() => Some(true),
            Err(_) => {
                // A folder that went away took its files with it; anything else came and went unread.
                let inside = format!("{path}/");
                let first =
                    self.files.range::<str, _>((Bound::Included(&*inside), Bound::Unbounded));
                let is_folder =
                    first.into_iter().next().is_some_and(|(it, _)| it.starts_with(&inside));
                (!is_folder).then_some(false)
            }
        }
    }

    fn reread_everything(&mut self) -> bool {
        let before = std::mem::replace(self, Self::read(&self.root));
        let differs = self.files != before.files || self.problems != before.problems;
        // What is the same stays the same in memory, where later stages see at once that it is.
        for (path, kept) in before.files {
            if let Some(now) = self.files.get_mut(&path).filter(|now| **now == kept) {
                *now = kept;
            }
        }
        differs
    }

    /// Its files, with the theme's own below them, and what could not be read.
    #[must_use]
    pub fn sources(&self) -> (Sources, Diagnostics) {
        let mut diagnostics = self.problems.clone();
        let (mut files, mut assets) = (Vec::with_capacity(self.files.len()), Vec::new());
        for (path, loaded) in &self.files {
            match loaded {
                Ok(Loaded::Text(text)) => {
                    files.push(SourceFile { path: Arc::clone(path), text: Arc::clone(text) });
                }
                Ok(Loaded::Bytes(bytes)) => {
                    let name = path.strip_prefix("static/").unwrap_or(path);
                    if theme::is_fixed(name) {
                        reserved(path, name, &mut diagnostics);
                    } else {
                        assets.push(Asset { path: name.into(), bytes: Arc::clone(bytes) });
                    }
                }
                Err(problem) => problem.report(path, &mut diagnostics),
            }
        }
        add_theme(&mut files, &mut assets);
        // What is reported here is what could not be read.
        let unread = diagnostics.iter().filter_map(|diagnostic| match &diagnostic.place {
            Place::Path(path) => Some(path.clone()),
            Place::Guide | Place::Span(_) => None,
        });
        let unread = unread.collect();
        (Sources::new(files, assets).with_unread(unread).in_folder(&shown(&self.root)), diagnostics)
    }
}

/// Whether a path from the guide folder is one that a guide is read from: in one of its folders, and not left behind by
/// an editor or the system.
#[must_use]
pub fn is_of_guide(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next().is_some_and(|folder| FOLDERS.contains(&folder)) && parts.all(is_wanted)
}

fn reserved(path: &str, name: &str, d: &mut Diagnostics) {
    d.error(
        Code::ReservedName,
        path,
        format!("a file of `static/` cannot be called `{name}`: the checker has that name"),
    )
    .help("give it another name");
}

/// The way to the guide folder from where the program runs; the whole path if it lies elsewhere. Empty for the same folder.
fn shown(root: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let way: PathBuf = root.strip_prefix(&here).unwrap_or(root).components().collect();
    let way = way.strip_prefix(".").unwrap_or(&way);
    way.to_string_lossy().replace('\\', "/")
}

/// The theme's files, where the guide has none of the same name.
fn add_theme(files: &mut Vec<SourceFile>, assets: &mut Vec<Asset>) {
    // Both come in path order, as a folder is listed.
    let (texts, others) = (files.len(), assets.len());
    for (name, text) in theme::TEMPLATES {
        let path = format!("templates/{name}");
        if files[..texts].binary_search_by(|file| (*file.path).cmp(&*path)).is_err() {
            files.push(SourceFile { path: path.into(), text: (*text).into() });
        }
    }
    for (name, bytes) in theme::STATIC {
        if assets[..others].binary_search_by(|asset| (*asset.path).cmp(name)).is_err() {
            assets.push(Asset { path: (*name).into(), bytes: (*bytes).into() });
        }
    }
}

/// What is found in a guide folder.
struct Listing<'a> {
    root: &'a Path,
    canonical: PathBuf,
    /// Files as paths from the guide folder.
    found: Vec<String>,
    has_links: bool,
}

impl Listing<'_> {
    /// Lists the files of a folder in name order.
    fn walk(&mut self, folder: &str, d: &mut Diagnostics) {
        let entries =
            WalkDir::new(self.root.join(folder)).sort_by_file_name().into_iter().filter_entry(
                |entry| entry.depth() == 0 || is_wanted(&entry.file_name().to_string_lossy()),
            );
        for entry in entries {
            match entry {
                Ok(entry) if entry.path_is_symlink() => self.linked(entry.path(), d),
                Ok(entry) if entry.file_type().is_file() => {
                    self.found.push(guide_path(self.root, entry.path()));
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error
                        .path()
                        .map_or_else(|| folder.to_owned(), |path| guide_path(self.root, path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                    unreadable(&path, &reason, d);
                }
            }
        }
    }

    /// A symbolic link: to a file or folder of the guide it is followed, to anything else it is refused.
    fn linked(&mut self, path: &Path, d: &mut Diagnostics) {
        self.has_links = true;
        let name = guide_path(self.root, path);
        let target = match path.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let message = format!("`{name}` is a link to what is not there");
                d.error(Code::Unreadable, &*name, message)
                    .help("remove the link, or let it lead to a file of the guide");
                return;
            }
            Err(error) => return unreadable(&name, &reason(&error), d),
        };
        if !target.starts_with(&self.canonical) {
            let message = format!("`{name}` is a link out of the guide folder");
            d.error(Code::LinkOutsideGuide, &*name, message)
                .help("copy what it leads to into the guide: what is built must be what is there");
        } else if target.is_file() {
            self.found.push(name);
        } else {
            let message = format!("`{name}` is a link to another folder");
            d.error(Code::LinkOutsideGuide, &*name, message)
                .help("link single files, or move the folder here");
        }
    }
}

/// Whether a name is not hidden, and not one that editors and systems leave behind.
fn is_wanted(name: &str) -> bool {
    let left_behind = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini")
        || name.rsplit_once('.').is_some_and(|(_, extension)| {
            matches!(extension, "swp" | "swo" | "swx" | "tmp" | "bak")
        });
    !(name.starts_with('.') || left_behind)
}

/// A path from the guide folder, with `/` on every system.
fn guide_path(root: &Path, path: &Path) -> String {
    let relative: PathBuf = path.strip_prefix(root).unwrap_or(path).components().collect();
    relative.to_string_lossy().replace('\\', "/")
}

#[derive(Debug, PartialEq, Eq)]
enum Loaded {
    Text(Arc<str>),
    Bytes(Arc<[u8]>),
}

#[derive(Debug, PartialEq, Eq)]
enum Problem {
    TooLarge { bytes: u64, limit: u64 },
    NotUtf8 { encoding: Option<&'static str> },
    Unreadable(String),
}

fn read(root: &Path, path: &str) -> Result<Loaded, Problem> {
    let is_asset = path.starts_with("static/");
    let file = root.join(path);
    let unreadable = |error: io::Error| Problem::Unreadable(reason(&error));
    let bytes = fs::metadata(&file).map_err(unreadable)?.len();
    let limit = if is_asset { MAX_ASSET_BYTES } else { MAX_TEXT_BYTES };
    if bytes > limit {
        return Err(Problem::TooLarge { bytes, limit });
    }
    let bytes = fs::read(&file).map_err(unreadable)?;
    if is_asset { Ok(Loaded::Bytes(bytes.into())) } else { decode(bytes).map(Loaded::Text) }
}

/// UTF-8 to text: without a byte order mark, with `\n` at the end of lines.
fn decode(bytes: Vec<u8>) -> Result<Arc<str>, Problem> {
    let text = String::from_utf8(bytes)
        .map_err(|error| Problem::NotUtf8 { encoding: guess(error.as_bytes()) })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.contains('\r') {
        Ok(text.replace("\r\n", "\n").replace('\r', "\n").into())
    } else {
        Ok(text.into())
    }
}

/// The encoding that bytes which are not UTF-8 are likely in.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    let japanese = |text: &str| text.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c));
    [(encoding_rs::SHIFT_JIS, "Shift_JIS"), (encoding_rs::EUC_JP, "EUC-JP")].into_iter().find_map(
        |(encoding, name)| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
            japanese(&text).then_some(name)
        },
    )
}

impl Problem {
    fn report(&self, path: &str, d: &mut Diagnostics) {
        match self {
            Self::TooLarge { bytes, limit } => {
                let (has, may) = (bytes / 1024 / 1024, limit / 1024 / 1024);
                d.error(
                    Code::FileTooLarge,
                    path,
                    format!("`{path}` has {has} MB; a file of a guide has at most {may} MB"),
                )
                .help("keep logs, recordings and archives elsewhere and link to them");
            }
            Self::NotUtf8 { encoding: Some(encoding) } => {
                d.error(Code::NotUtf8, path, format!("`{path}` is written in {encoding}"))
                    .help("open it in your editor and save it as UTF-8");
            }
            Self::NotUtf8 { encoding: None } => {
                d.error(Code::NotUtf8, path, format!("`{path}` is not a text in UTF-8"))
                    .help("save it as UTF-8; pictures and other files go to static/");
            }
            Self::Unreadable(reason) => unreadable(path, reason, d),
        }
    }
}

fn unreadable(path: &str, reason: &str, d: &mut Diagnostics) {
    d.error(Code::Unreadable, path, format!("`{path}` cannot be read: {reason}"))
        .help("let the user who runs annai read it");
}

/// An error of the system in small words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        _ => error.to_string(),
    }
}

/// A path without links as far as it exists, so that two ways to name a folder can be compared.
#[must_use]
pub fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest = PathBuf::new();
    let mut existing = absolute.as_path();
    loop {
        if let Ok(real) = existing.canonicalize() {
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
        let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else {
            return absolute;
        };
        rest = if rest.as_os_str().is_empty() { name.into() } else { Path::new(name).join(rest) };
        existing = parent;
    }
}
