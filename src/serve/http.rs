//! Requests to answers.
//!
//! Nothing here can reach a disk: an address is looked up among the paths of a site in memory. A page of another site
//! cannot ask either: the `Host` header has to name loopback (a name that is led to 127.0.0.1 does not), and answers say
//! that nobody else may embed them.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, Request as HttpRequest, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use percent_encoding::percent_decode_str;
use tokio::sync::watch::Receiver;

use super::change::Change;
use super::preview::{Found, NOT_BUILT, Preview, mark};
use super::problem::Problem;
use crate::build::{Request, handout};
use crate::diagnostic::human;
use crate::memo::Memo;
use crate::theme::LIVE;

/// The folder of what the server answers of its own; no edition can have this name.
const OWN: &str = "/-/";

/// What browsers ask for by themselves; a guide has none, and that is no mistake of a page.
const FAVICON: &str = "/favicon.ico";

const HTML: &str = "text/html; charset=utf-8";

/// What is shown where no page could be built yet; the script says why.
const NOTHING_YET: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
     <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
     <title>annai: the guide has errors</title>\n</head>\n<body>\n</body>\n</html>\n";

#[derive(Clone)]
struct Shared {
    preview: Receiver<Arc<Preview>>,
    request: Arc<Request>,
    /// `127.0.0.1:4040` and the other names of it.
    hosts: Arc<[String]>,
    /// What earlier handouts left for the next.
    printed: Arc<Mutex<Memo>>,
}

/// Answers until `ended` is.
pub(super) async fn answer(
    listener: TcpListener,
    preview: Receiver<Arc<Preview>>,
    request: Request,
    ended: impl Future<Output = ()>,
) -> io::Result<()> {
    let port = listener.local_addr()?.port();
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let names = ["127.0.0.1", "localhost"];
    let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
    if port == 80 {
        // Browsers leave it out.
        hosts.extend(names.map(str::to_owned));
    }
    let shared = Shared {
        preview,
        request: Arc::new(request),
        hosts: hosts.into(),
        printed: Arc::default(),
    };
    let router = Router::new().fallback(respond).with_state(shared);
    tokio::select! {
        served = async { axum::serve(listener, router).await } => served,
        () = ended => Ok(()),
    }
}

async fn respond(State(shared): State<Shared>, request: HttpRequest<Body>) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| shared.hosts.iter().any(|known| known == host)) {
        return text(StatusCode::MISDIRECTED_REQUEST, "This server answers this machine only.\n");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = text(StatusCode::METHOD_NOT_ALLOWED, "Nothing here takes data.\n");
        refused.headers_mut().insert(ALLOW, "GET, HEAD".parse().expect("a header of ASCII"));
        return refused;
    }
    let Ok(path) = percent_decode_str(request.uri().path()).decode_utf8() else {
        return text(StatusCode::BAD_REQUEST, "The address is not UTF-8.\n");
    };
    if path == FAVICON {
        return StatusCode::NO_CONTENT.into_response();
    }
    match path.strip_prefix(OWN) {
        Some("events") => events(&shared, request.uri().query().unwrap_or("")),
        Some(own) => match LIVE.iter().find(|(name, _)| *name == own) {
            Some((name, code)) => file(StatusCode::OK, media_type(name), Bytes::from(*code)),
            None => text(StatusCode::NOT_FOUND, "There is no such file.\n"),
        },
        None => page(shared, &path).await,
    }
}

async fn page(shared: Shared, path: &str) -> Response {
    let preview = Arc::clone(&shared.preview.borrow());
    match preview.find(path) {
        Found::File(name, bytes) if media_type(name) == HTML => live(StatusCode::OK, bytes),
        Found::File(name, bytes) => {
            file(StatusCode::OK, media_type(name), Bytes::copy_from_slice(bytes))
        }
        Found::Missing(bytes) => live(StatusCode::NOT_FOUND, bytes),
        Found::Elsewhere(address) => {
            let mut response = text(StatusCode::FOUND, "");
            // The addresses of editions and pages are ids in ASCII.
            response.headers_mut().extend(address.parse().map(|address| (LOCATION, address)));
            response
        }
        Found::NotBuilt => with_script(StatusCode::INTERNAL_SERVER_ERROR, NOTHING_YET, NOT_BUILT),
        Found::Handout(edition, path) => {
            let edition = edition.to_owned();
            let made = tokio::task::spawn_blocking({
                let preview = Arc::clone(&preview);
                move || print(&shared, &preview, &edition, &path)
            });
            match made.await {
                Ok(Ok(bytes)) => file(StatusCode::OK, "application/pdf", bytes),
                Ok(Err(why)) => text(StatusCode::INTERNAL_SERVER_ERROR, &why),
                Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, "The handout cannot be made.\n"),
            }
        }
    }
}

/// Makes a handout, or says why it cannot be made.
fn print(shared: &Shared, preview: &Preview, edition: &str, path: &str) -> Result<Bytes, String> {
    let mut memo = shared.printed.lock().unwrap_or_else(PoisonError::into_inner);
    let sources = preview.good();
    let (bytes, mut diagnostics) = handout(sources, &shared.request, &mut memo, edition, path);
    diagnostics.finish(sources);
    bytes
        .map(|bytes| Bytes::copy_from_slice(&bytes))
        .ok_or_else(|| human::render(&diagnostics, sources, false))
}

/// A page with the script that says when it has changed.
fn live(status: StatusCode, page: &[u8]) -> Response {
    with_script(status, &String::from_utf8_lossy(page), &mark(page))
}

fn with_script(status: StatusCode, page: &str, mark: &str) -> Response {
    let script = format!("<script src=\"{OWN}live.js\" data-page=\"{mark}\" defer></script>\n");
    let at = page.find("</head>").unwrap_or(page.len());
    file(status, HTML, [&page[..at], &script, &page[at..]].concat().into())
}

/// What a page is told when the guide was built.
#[derive(serde::Serialize)]
struct News<'a> {
    change: Change,
    /// What the page is told by once it has done that.
    mark: String,
    problems: &'a [Problem],
    /// How many problems there are beside these.
    more: usize,
}

/// Tells a page what it has to do, now and after each build.
///
/// The page says which it is and which bytes of it are open (`page=/ja/&mark=…`), so nothing is lost between its loading
/// and its asking, or while the server was gone.
fn events(shared: &Shared, query: &str) -> Response {
    let value = |key: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.into_iter().find(|(name, _)| *name == key).map_or("", |(_, value)| value);
        percent_decode_str(value).decode_utf8_lossy().into_owned()
    };
    // The address of a page has escapes of its own.
    let path = percent_decode_str(&value("page")).decode_utf8_lossy().into_owned();
    let open = value("mark");
    let mut preview = shared.preview.clone();
    preview.mark_changed();
    let news = stream::unfold((preview, None::<Arc<Preview>>), move |(mut preview, before)| {
        let (path, open) = (path.clone(), open.clone());
        async move {
            preview.changed().await.ok()?;
            let now = Arc::clone(&preview.borrow_and_update());
            let change = match &before {
                Some(before) => now.change(before, &path),
                None if now.mark(&path) == open => Change::Nothing,
                None => Change::Page,
            };
            let (problems, more) = now.problems();
            let news = News { change, mark: now.mark(&path), problems, more };
            // The news are texts and lists of them, of which nothing can fail to be JSON.
            let event = Event::default().data(serde_json::to_string(&news).unwrap_or_default());
            Some((Ok::<_, Infallible>(event), (preview, Some(now))))
        }
    });
    let mut response = Sse::new(news).keep_alive(KeepAlive::default()).into_response();
    response.headers_mut().insert(RESOURCE_POLICY, SAME_ORIGIN);
    response
}

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");

fn text(status: StatusCode, words: &str) -> Response {
    file(status, "text/plain; charset=utf-8", Bytes::copy_from_slice(words.as_bytes()))
}

fn file(status: StatusCode, media_type: &'static str, bytes: Bytes) -> Response {
    let headers = [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    (status, headers, [(RESOURCE_POLICY, SAME_ORIGIN)], bytes).into_response()
}

/// The media type of a file by the end of its name.
fn media_type(name: &str) -> &'static str {
    let name = name.rsplit('/').next().unwrap_or(name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        // A file without an ending is for a host (`_headers`) or for people.
        "txt" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
