//! Every page of the shipped guide, before two judges of accessible and correct pages: axe-core and the Nu HTML checker.
//!
//! Both look at both editions in all languages, with the page that chooses a language and the one that is not there,
//! served as on a web server. Neither may find anything; and each must find what is wrong with a page made for that.

use std::fs;
use std::path::{Path, PathBuf};

use annai::build::Request;
use tempfile::TempDir;

use crate::browser::Server;
use crate::harness::{GuideTest, without_handouts};

mod axe;
mod nu;

/// Files as a web server would have them.
struct Served {
    /// With `/` and relative to the server: `external/ja/index.html`.
    paths: Vec<String>,
    server: Server,
    _folder: TempDir,
}

impl Served {
    /// Both editions of the shipped guide.
    fn shipped() -> Self {
        // Each edition below the root, in the folder of its name, because the page that is not there writes full paths.
        let address = Some("https://guide.example/".to_owned());
        let request = Request { base_url: address, ..without_handouts() };
        let outcome = GuideTest::shipped().request(request).build().clean();
        let folder = TempDir::with_prefix("annai-site-").expect("a temporary folder");
        let mut paths = Vec::new();
        for built in &outcome.built {
            let place = folder.path().join(&*built.name);
            annai::emit::emit(&built.site, &place).expect("the site is written");
            paths.extend(built.site.iter().map(|(path, _)| format!("{}/{path}", built.name)));
        }
        Self::serve(folder, paths)
    }

    /// Files that a test has thought of.
    fn files(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::with_prefix("annai-site-").expect("a temporary folder");
        for (path, text) in files {
            fs::write(folder.path().join(path), text).expect("a file of the site is written");
        }
        Self::serve(folder, files.iter().map(|(path, _)| (*path).to_owned()).collect())
    }

    fn serve(folder: TempDir, paths: Vec<String>) -> Self {
        Self { paths, server: Server::serve(folder.path()), _folder: folder }
    }

    /// The files of a kind, of which there must be some.
    fn of_kind(&self, kinds: &[&str]) -> Vec<&str> {
        let is_wanted = |path: &&str| kinds.iter().any(|kind| path.ends_with(kind));
        let paths: Vec<&str> = self.paths.iter().map(String::as_str).filter(is_wanted).collect();
        assert!(!paths.is_empty(), "no {kinds:?} in {:?}", self.paths);
        paths
    }
}

#[test]
fn the_judges_see_both_editions_and_the_pages_outside_the_languages() {
    let site = Served::shipped();
    let pages = site.of_kind(&[".html"]);
    for page in ["index.html", "404.html", "ja/check/index.html", "en/join/webex/safari/index.html"]
    {
        for edition in ["external", "internal"] {
            assert!(pages.contains(&&*format!("{edition}/{page}")), "{edition}/{page}");
        }
    }
}

/// A file of the packages that check pages.
pub(crate) fn package(path: &str) -> PathBuf {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/web/node_modules");
    let file = packages.join(path);
    assert!(
        file.is_file(),
        "pages cannot be checked, because {path} is not installed: `cargo xtask test` installs it"
    );
    file
}
