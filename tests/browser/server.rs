//! A web server on loopback: the smallest that can stand for any static host.
//!
//! In: a folder. Out: its files over HTTP, and every request that came. It has no clever behaviour on purpose: no
//! rewriting, no compression, no caching, so that what a test sees is what is on the disk. Others stand for what can be
//! between a reader and a host: [`Manner`].

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

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

/// How a server answers.
#[derive(Clone, Debug)]
pub(crate) enum Manner {
    /// With the files of a folder.
    Files(PathBuf),
    /// With the files of a folder; pages of other servers may have its pictures, and nothing else
    /// (`Cross-Origin-Resource-Policy`).
    Guarded(PathBuf),
    /// With one and the same page, whatever is asked, as proxies do that let nobody through.
    Blocked,
    /// With the way to another server, which has everything.
    Elsewhere(String),
    /// Never, as if the question were lost on its way.
    Silent,
    /// With an error, as the proxy to everything outside this machine.
    Refused,
}

/// A server that ends when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    manner: Manner,
    /// How far its clock is ahead, in seconds.
    ahead: AtomicI64,
    requests: Mutex<Vec<Request>>,
    ended: AtomicBool,
}

impl Server {
    /// Serves the files of a folder.
    pub(crate) fn serve(folder: &Path) -> Self {
        Self::start(Manner::Files(folder.to_owned()))
    }

    /// Starts a server.
    pub(crate) fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("a listener has an address");
        let shared = Arc::new(Shared {
            manner,
            ahead: AtomicI64::new(0),
            requests: Mutex::default(),
            ended: AtomicBool::new(false),
        });
        let thread = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
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

    /// Puts the clock forward.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.shared.ahead.store(seconds, Ordering::SeqCst);
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
fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming().map_while(Result::ok) {
        if shared.ended.load(Ordering::SeqCst) {
            return;
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            let Ok(request) = read(&stream) else { return };
            shared.requests().push(request.clone());
            // A browser that goes away in the middle of an answer is no concern of ours.
            let _ = answer(&stream, &shared, &request);
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

fn answer(stream: &TcpStream, shared: &Shared, request: &Request) -> io::Result<()> {
    let folder = match &shared.manner {
        Manner::Files(folder) | Manner::Guarded(folder) => folder,
        Manner::Blocked => {
            let page = b"<!doctype html><title>Blocked</title><p>This page is blocked.";
            return send(stream, shared, request, "200 OK", "text/html", page);
        }
        Manner::Elsewhere(host) => {
            return redirect(stream, &format!("http://{host}{}", request.target));
        }
        Manner::Silent => {
            wait(shared);
            return Ok(());
        }
        Manner::Refused => {
            let words = b"No test may leave this machine.";
            return send(stream, shared, request, "502 Bad Gateway", "text/plain", words);
        }
    };
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let file = folder.join(relative(path));
    if file.is_dir() && !path.ends_with('/') {
        return redirect(stream, &format!("{path}/"));
    }
    let file = if file.is_dir() { file.join("index.html") } else { file };
    match fs::read(&file) {
        Ok(bytes) => send(stream, shared, request, "200 OK", content_type(&file), &bytes),
        // Browsers ask for this one by themselves when a page names no icon.
        Err(_) if path == "/favicon.ico" => {
            send(stream, shared, request, "204 No Content", "image/x-icon", &[])
        }
        Err(_) => {
            let page = fs::read(folder.join("404.html")).unwrap_or_default();
            send(stream, shared, request, "404 Not Found", "text/html; charset=utf-8", &page)
        }
    }
}

/// Keeps a connection open, without a word, for as long as the server is there.
fn wait(shared: &Shared) {
    while !shared.ended.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(50));
    }
}

fn send(
    mut stream: &TcpStream,
    shared: &Shared,
    request: &Request,
    status: &str,
    kind: &str,
    body: &[u8],
) -> io::Result<()> {
    let length = body.len();
    let date = date(shared.ahead.load(Ordering::SeqCst));
    let is_guarded = matches!(shared.manner, Manner::Guarded(_)) && !kind.starts_with("image/");
    let guard = if is_guarded { "Cross-Origin-Resource-Policy: same-origin\r\n" } else { "" };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\n{guard}Connection: close\r\n\r\n"
    )?;
    if request.method == "HEAD" { Ok(()) } else { stream.write_all(body) }
}

/// The time as HTTP writes it, for a clock that is so many seconds ahead.
fn date(ahead: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"];
    let now = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
    let seconds = now.saturating_add_signed(ahead);
    let days = seconds / 86_400;
    // Years begin in March, so that the day that some of them have more is their last. 11,017 days from 1970 to
    // March 2000; until 2100 every fourth year is a leap year.
    let day = days - 11_017;
    let year = (4 * day + 3) / 1461;
    let day = day - 1461 * year / 4;
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = 2000 + year + u64::from(month >= 10);
    let name = |names: &[&'static str], at: u64| names[usize::try_from(at).unwrap_or_default()];
    let (week_day, month) = (name(&DAYS, days % 7), name(&MONTHS, month));
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{week_day}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT")
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
