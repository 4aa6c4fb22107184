//! A web server on loopback: the smallest that can stand for any static host.
//!
//! In: a folder. Out: its files over HTTP, and every request that came. It has no clever behaviour on purpose: no
//! rewriting, no compression, no caching, so that what a test sees is what is on the disk.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a browser may keep a connection open without a word.
const IDLE_LIMIT: Duration = Duration::from_secs(5);

/// Longer requests than this are not made by a guide.
const REQUEST_LIMIT: u64 = 64 * 1024;

/// One request, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// `GET`, or `CONNECT` when a proxy is asked for a connection to an HTTPS host.
    pub(crate) method: String,
    /// The path with its query; the whole address when a proxy is asked.
    pub(crate) target: String,
    /// The `Host` header.
    pub(crate) host: String,
}

/// A server that ends when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    requests: Mutex<Vec<Request>>,
    ended: AtomicBool,
}

impl Server {
    /// Serves the files of a folder.
    pub(crate) fn serve(folder: &Path) -> Self {
        Self::start(Some(folder.to_owned()))
    }

    /// Answers everything with an error and only remembers what was asked.
    pub(super) fn refuse() -> Self {
        Self::start(None)
    }

    fn start(folder: Option<PathBuf>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("a listener has an address");
        let shared = Arc::<Shared>::default();
        let thread = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, folder.as_deref(), &shared)
        });
        Self { address, shared, thread: Some(thread) }
    }

    /// `127.0.0.1:40123`.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// The address of a file: `url("ja/index.html")`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// Every request so far, in the order of their arrival.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.requests().clone()
    }
}

impl Shared {
    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // A connection wakes the thread, so that it sees the end.
        let woken = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take().filter(|_| woken.is_ok()) {
            let _ = thread.join();
        }
    }
}

/// Answers until the [`Server`] is gone; each connection has a thread, because browsers open some that they never use.
fn accept(listener: &TcpListener, folder: Option<&Path>, shared: &Arc<Shared>) {
    for stream in listener.incoming().map_while(Result::ok) {
        if shared.ended.load(Ordering::SeqCst) {
            return;
        }
        let folder = folder.map(Path::to_owned);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            let Ok(request) = read(&stream) else { return };
            shared.requests().push(request.clone());
            // A browser that goes away in the middle of an answer is no concern of ours.
            let _ = answer(&stream, folder.as_deref(), &request);
        });
    }
}

fn read(stream: &TcpStream) -> io::Result<Request> {
    stream.set_read_timeout(Some(IDLE_LIMIT))?;
    let mut lines = BufReader::new(stream.take(REQUEST_LIMIT)).lines();
    let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
    let mut host = String::new();
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("host") => {
                value.trim().clone_into(&mut host);
            }
            _ => {}
        }
    }
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    Ok(Request { method, target, host })
}

fn answer(stream: &TcpStream, folder: Option<&Path>, request: &Request) -> io::Result<()> {
    let Some(folder) = folder else {
        return send(stream, "502 Bad Gateway", "text/plain", b"No test may leave this machine.");
    };
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let file = folder.join(relative(path));
    if file.is_dir() && !path.ends_with('/') {
        return redirect(stream, &format!("{path}/"));
    }
    let file = if file.is_dir() { file.join("index.html") } else { file };
    match fs::read(&file) {
        Ok(bytes) => send(stream, "200 OK", content_type(&file), &bytes),
        // Browsers ask for this one by themselves when a page names no icon.
        Err(_) if path == "/favicon.ico" => send(stream, "204 No Content", "image/x-icon", &[]),
        Err(_) => {
            let page = fs::read(folder.join("404.html")).unwrap_or_default();
            send(stream, "404 Not Found", "text/html; charset=utf-8", &page)
        }
    }
}

fn send(mut stream: &TcpStream, status: &str, kind: &str, body: &[u8]) -> io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(body)
}

fn redirect(mut stream: &TcpStream, location: &str) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 301 Moved Permanently\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}

/// The path below the folder; whatever would lead out of it is left out.
fn relative(path: &str) -> PathBuf {
    let names = Path::new(path.trim_start_matches('/')).components();
    names.filter(|name| matches!(name, Component::Normal(_))).collect()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("pdf") => "application/pdf",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
