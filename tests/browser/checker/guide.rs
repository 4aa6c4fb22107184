//! The shipped guide on disk, with its check pages changed as a test needs them.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::browser::{Server, file_url};
use crate::harness::GuideTest;

/// Edition, path, content: built once, written by every test.
type Files = Vec<(String, String, Vec<u8>)>;

static SHIPPED: LazyLock<Files> = LazyLock::new(|| {
    let outcome = GuideTest::shipped().build().clean();
    let files = outcome.built.iter().flat_map(|built| {
        let files = built.site.iter();
        files.map(|(path, bytes)| (built.name.to_string(), path.to_string(), bytes.to_vec()))
    });
    files.collect()
});

pub(super) const JAPANESE: &str = "ja/check/index.html";
pub(super) const ENGLISH: &str = "en/check/index.html";

/// An edition on disk.
pub(super) struct Guide {
    folder: TempDir,
}

impl Guide {
    pub(super) fn external() -> Self {
        Self::edition("external")
    }

    pub(super) fn internal() -> Self {
        Self::edition("internal")
    }

    fn edition(name: &str) -> Self {
        let folder = TempDir::with_prefix("annai-site-").expect("a temporary folder");
        for (_, path, bytes) in SHIPPED.iter().filter(|(edition, ..)| edition == name) {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder"))
                .and_then(|()| fs::write(file, bytes))
                .expect("a file of the site is written");
        }
        Self { folder }
    }

    /// Replaces text wherever the check pages have it, which they must.
    #[track_caller]
    pub(super) fn edit(self, from: &str, to: &str) -> Self {
        for page in [JAPANESE, ENGLISH] {
            let file = self.file(page);
            let text = fs::read_to_string(&file).expect("a page is read");
            assert!(text.contains(from), "{page} has no {from:?}");
            fs::write(file, text.replace(from, to)).expect("a page is written");
        }
        self
    }

    /// Runs a script in the check pages, before the guide's own and after those of the test that are there.
    #[track_caller]
    pub(super) fn script(self, name: &str, text: &str) -> Self {
        fs::write(self.file(name), text).expect("a script is written");
        let element = format!("<script src=\"../../{name}\"></script>\n<meta name=\"referrer\"");
        self.edit("<meta name=\"referrer\"", &element)
    }

    /// Lets a script remember what the page asks for and what it announces: [`WATCH`].
    #[track_caller]
    pub(super) fn watched(self) -> Self {
        self.script("watch.js", WATCH)
    }

    /// Puts a server of the test into the place of a probe's hosts.
    #[track_caller]
    pub(super) fn probe(mut self, id: &str, host: &str) -> Self {
        let text = fs::read_to_string(self.file(JAPANESE)).expect("a page is read");
        let (_, place) =
            text.split_once(&format!("data-probe=\"{id}\"")).expect("the page has the probe");
        let (place, _) = place.split_once('>').expect("an element ends");
        let mut origins: Vec<&str> = place
            .split(['"', ' '])
            .filter(|address| address.starts_with("https://"))
            .map(|address| &address[..8 + address[8..].find('/').expect("an address has a path")])
            .collect();
        origins.sort_unstable();
        origins.dedup();
        assert!(!origins.is_empty(), "{place}");
        for origin in origins {
            let listed = format!("<code>{}</code>", &origin[8..]);
            self = self
                .edit(origin, &format!("http://{host}"))
                .edit(&listed, &format!("<code>{host}</code>"));
        }
        self
    }

    pub(super) fn serve(&self) -> Server {
        Server::serve(self.folder.path())
    }

    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The address of a file on the disk.
    pub(super) fn on_disk(&self, path: &str) -> String {
        file_url(&self.file(path))
    }
}

/// Remembers, from before the page's own scripts run:
///
/// - `asked`: the names of functions that ask the reader or use a device, in the order of their calls;
/// - `tracks`: what those functions gave;
/// - `said`: every text of the region in which the overall verdict is read out;
/// - `first`: milliseconds from the start of the page to the first overall verdict.
const WATCH: &str = r"
(function () {
  'use strict';
  var watch = window.annaiWatch = { asked: [], tracks: [], said: [], first: 0 };
  var prototype = window.MediaDevices && MediaDevices.prototype;
  ['getUserMedia', 'getDisplayMedia'].forEach(function (name) {
    var original = prototype && prototype[name];
    if (!original) return;
    prototype[name] = function () {
      watch.asked.push(name);
      return (watch[name] || original).apply(this, arguments).then(function (stream) {
        watch.tracks = watch.tracks.concat(stream.getTracks());
        return stream;
      });
    };
  });
  var Sound = window.AudioContext;
  window.AudioContext = function () {
    watch.asked.push('AudioContext');
    return new Sound();
  };
  new MutationObserver(function () {
    var root = document.getElementById('checker');
    if (!root) return;
    if (!watch.first && root.hasAttribute('data-overall')) watch.first = performance.now();
    var status = root.querySelector('.overall [role=status]');
    var text = status ? status.textContent : '';
    if (text && text !== watch.said[watch.said.length - 1]) watch.said.push(text);
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})();
";
