//! `annai serve` as a process, and the guide folder it looks at.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::{GuideTest, on_disk};

/// How long anything may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// A server that runs, and ends when it is dropped.
pub(crate) struct Preview {
    _folder: TempDir,
    pub(crate) root: PathBuf,
    process: Child,
    said: Arc<Mutex<Vec<String>>>,
    /// `127.0.0.1:40123`.
    pub(crate) host: String,
}

/// What it answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Waits until something is so.
#[track_caller]
pub(crate) fn until(what: &str, so: impl Fn() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < LIMIT, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

impl Preview {
    /// Serves a guide at any free port.
    pub(crate) fn start(guide: &GuideTest, options: &[&str]) -> Self {
        let (folder, root) = on_disk(guide);
        let mut process = Command::new(env!("CARGO_BIN_EXE_annai"))
            .args(["serve", "--root", root.to_str().unwrap()])
            .args(if options.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(options)
            .env_remove("NO_COLOR")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("annai starts");
        let said = Arc::new(Mutex::new(Vec::new()));
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        thread::spawn({
            let said = Arc::clone(&said);
            move || lines.map_while(Result::ok).for_each(|line| said.lock().unwrap().push(line))
        });
        let mut preview = Self { _folder: folder, root, process, said, host: String::new() };
        until("the server says where it is", || preview.says("Ctrl-C"));
        let address =
            preview.said().iter().find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
        let host = address.expect("an address").split('/').next().unwrap().to_owned();
        preview.host = host;
        preview
    }

    /// What it has said so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.said().iter().any(|line| line.contains(words))
    }

    /// How often it has built, with errors or without.
    pub(crate) fn builds(&self) -> usize {
        let ends = |line: &&String| line.starts_with("built in") || line.starts_with("pages stay");
        self.said().iter().filter(ends).count()
    }

    /// Writes a file of the guide in place.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The text of a file with a piece of it replaced.
    #[track_caller]
    pub(crate) fn replaced(&self, path: &str, from: &str, to: &str) -> String {
        let text = fs::read_to_string(self.root.join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}");
        text.replace(from, to)
    }

    /// Replaces text in a file of the guide.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        self.write(path, &self.replaced(path, from, to));
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &self.host)
    }

    /// Asks as a program would that names any host.
    pub(crate) fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("the server answers");
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end =
            all.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        Answer { status, headers: headers.collect(), bytes: all[end + 4..].to_vec() }
    }

    /// Waits until a page has some words.
    #[track_caller]
    pub(crate) fn until_page_has(&self, path: &str, words: &str) {
        until(&format!("{path} has {words:?}"), || self.get(path).text().contains(words));
    }

    /// What an open page is told, as it comes.
    pub(crate) fn news(&self, page: &str) -> News {
        self.news_of(page, &self.mark(page))
    }

    /// The mark of a page as it is served now.
    pub(crate) fn mark(&self, page: &str) -> String {
        let html = self.get(page).text();
        let mark = html.split("data-page=\"").nth(1).and_then(|rest| rest.split('"').next());
        mark.expect("a page has a mark").to_owned()
    }

    /// What a page is told that was opened with this mark.
    pub(crate) fn news_of(&self, page: &str, mark: &str) -> News {
        let mut stream = TcpStream::connect(&self.host).expect("the server answers");
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        let query = format!("/-/events?page={page}&mark={mark}");
        write!(stream, "GET {query} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).unwrap();
        News { lines: BufReader::new(stream) }
    }

    /// Sends a signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Waits for its end.
    pub(crate) fn exit_code(&mut self) -> Option<i32> {
        let began = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            assert!(began.elapsed() < LIMIT, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What an open page is told.
pub(crate) struct News {
    lines: BufReader<TcpStream>,
}

impl News {
    /// The next news.
    pub(crate) fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).expect("news come"), 0, "no more news");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("news are JSON");
            }
        }
    }
}

/// Every file below a folder with its bytes.
pub(crate) fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}
