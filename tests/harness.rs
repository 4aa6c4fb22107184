//! A guide in memory that a test changes, builds and looks at.
//!
//! `GuideTest::fixture("two-editions").edit("content/access.yaml", "◎", "☆").build().errors(&["unknown-mark"])`: every
//! test goes through these few words, so that a change of the library's interface touches this file alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use annai::build::{Built, Request, build};
use annai::diagnostic::{Diagnostics, human, short};
use annai::memo::Memo;
use annai::parse::parse;
use annai::redact::redact;
use annai::render::Handouts;
use annai::render::{Handout, handouts};
use annai::resolve::resolve;
use annai::sources::{Asset, SourceFile, Sources};

/// A guide that can be changed before it is built.
pub struct GuideTest {
    files: BTreeMap<String, String>,
    /// What is in `static/`, the theme's files included.
    assets: BTreeMap<String, Arc<[u8]>>,
    request: Request,
    memo: Memo,
}

/// What a build gave.
pub struct Outcome {
    pub guide: GuideTest,
    pub sources: Sources,
    pub built: Vec<Built>,
    pub diagnostics: Diagnostics,
}

impl GuideTest {
    /// The guide folder `tests/fixtures/<name>`.
    pub fn fixture(name: &str) -> Self {
        Self::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name))
    }

    /// The guide that this repository ships.
    pub fn shipped() -> Self {
        Self::folder(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// The guide in any folder.
    pub fn folder(root: &Path) -> Self {
        let (sources, diagnostics) = annai::load::load(root);
        assert!(!diagnostics.has_errors(), "{}", short::render(&diagnostics, &sources));
        // The style sheets are among the assets.
        let files = sources.files().filter(|(_, file)| !file.path.starts_with("static/"));
        let files = files.map(|(_, file)| (file.path.to_string(), file.text.to_string()));
        let assets = sources.assets().iter();
        Self {
            files: files.collect(),
            assets: assets
                .map(|asset| (asset.path.to_string(), Arc::clone(&asset.bytes)))
                .collect(),
            request: without_handouts(),
            memo: Memo::default(),
        }
    }

    /// Replaces text of a file, which must have it exactly once.
    #[track_caller]
    pub fn edit(mut self, path: &str, from: &str, to: &str) -> Self {
        let text = self.files.get_mut(path).unwrap_or_else(|| panic!("no file {path}"));
        assert_eq!(text.matches(from).count(), 1, "{path} has not exactly one {from:?}");
        *text = text.replacen(from, to, 1);
        self
    }

    /// Writes a file.
    pub fn write(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Puts a file into `static/`.
    pub fn asset(mut self, path: &str, bytes: &[u8]) -> Self {
        self.assets.insert(path.to_owned(), bytes.into());
        self
    }

    /// Removes a file.
    #[track_caller]
    pub fn remove(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "no file {path}");
        self
    }

    /// The text of a file.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("no file {path}"))
    }

    /// Every file by path.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The same guide without the memo of an earlier build.
    pub fn forgetful(&self) -> Self {
        Self {
            files: self.files.clone(),
            assets: self.assets.clone(),
            request: self.request.clone(),
            memo: Memo::default(),
        }
    }

    /// Builds only these editions, at another address.
    pub fn request(mut self, request: Request) -> Self {
        self.request = request;
        self
    }

    /// Makes the printed handouts too, which takes longer.
    pub fn with_handouts(mut self) -> Self {
        self.request.handouts = Handouts::Make;
        self
    }

    /// Builds it. The memo of an earlier build of the same test is used.
    pub fn build(mut self) -> Outcome {
        let asset = |(path, bytes): (&String, &Arc<[u8]>)| Asset {
            path: path.as_str().into(),
            bytes: Arc::clone(bytes),
        };
        let file = |(path, text): (&String, &String)| SourceFile {
            path: path.as_str().into(),
            text: text.as_str().into(),
        };
        let assets = self.assets.iter().map(asset).collect();
        let sources = Sources::new(self.files.iter().map(file).collect(), assets);
        let (built, mut diagnostics) = build(&sources, &self.request, &mut self.memo, &mut |_| {});
        diagnostics.finish(&sources);
        Outcome { guide: self, sources, built, diagnostics }
    }
}

impl Outcome {
    /// The build was clean: no error, no warning.
    #[track_caller]
    pub fn clean(self) -> Self {
        let said = self.human();
        assert!(said.is_empty(), "{said}");
        self
    }

    /// The build gave its editions; what languages do not have alike is not what the test is about.
    #[track_caller]
    pub fn without_errors(self) -> Self {
        assert!(!self.diagnostics.has_errors(), "{}", self.human());
        self
    }

    /// Exactly these codes were reported, in order of file and position.
    #[track_caller]
    pub fn reports(self, codes: &[&str]) -> Self {
        let found: Vec<&str> = self.diagnostics.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(found, codes, "{}", self.human());
        self
    }

    /// The diagnostics as people see them.
    pub fn human(&self) -> String {
        human::render(&self.diagnostics, &self.sources, false)
    }

    /// The diagnostics, one line each.
    pub fn short(&self) -> String {
        short::render(&self.diagnostics, &self.sources)
    }

    /// The handouts of an edition before they are typeset, by path.
    #[track_caller]
    pub fn handouts(&self, edition: &str) -> BTreeMap<String, Handout> {
        let (raw, _) = parse(&self.sources, &mut Memo::default());
        let guide = resolve(&self.sources, &raw).0.unwrap_or_else(|| panic!("{}", self.human()));
        let editions = &guide.common.editions;
        let edition = editions.iter().find(|one| *one.name == *edition).expect("an edition");
        let (open, _) = redact(&guide, edition);
        let all = handouts(&open, edition, &self.sources);
        all.into_iter().map(|one| (one.path.clone(), one)).collect()
    }

    /// The edition of a name.
    #[track_caller]
    pub fn edition(&self, name: &str) -> &Built {
        self.built
            .iter()
            .find(|built| &*built.name == name)
            .unwrap_or_else(|| panic!("no edition {name}: {}", self.human()))
    }

    /// A text file of an edition: `page("external", "ja/check/index.html")`.
    #[track_caller]
    pub fn page(&self, edition: &str, path: &str) -> &str {
        let site = &self.edition(edition).site;
        let bytes = site.get(path).unwrap_or_else(|| panic!("no file {path} in {edition}"));
        std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every path and every byte of an edition as one text.
    #[track_caller]
    pub fn everything(&self, edition: &str) -> String {
        let files = self.edition(edition).site.iter();
        files.fold(String::new(), |all, (path, bytes)| {
            all + path + "\n" + &String::from_utf8_lossy(bytes) + "\n"
        })
    }

    /// Goes on with the same guide and the memo of this build.
    pub fn again(self) -> GuideTest {
        self.guide
    }
}

/// Everything but the printed handouts: what most tests look at, and quickly made.
pub fn without_handouts() -> Request {
    Request { handouts: Handouts::LeaveOut, ..Request::default() }
}

/// A copy of a guide folder on disk, for tests of the program itself.
pub fn on_disk(guide: &GuideTest) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("guide");
    let texts = guide.files.iter().map(|(path, text)| (path.clone(), text.as_bytes()));
    let assets = guide.assets.iter().filter(|(path, _)| !annai::theme::is_fixed(path));
    let assets = assets.map(|(path, bytes)| (format!("static/{path}"), &**bytes));
    for (path, bytes) in texts.chain(assets) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    (folder, root)
}
