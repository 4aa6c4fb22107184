//! The harness itself, on a page where it is known what must be seen: a harness that sees nothing finds nothing.

use std::fs;
use std::path::Path;
use tempfile::TempDir;

use super::{Browser, Colours, Engine, Manner, Media, Scripts, Server, Setup, file_url};

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://outside.example">
<title>案内</title>
<link rel="stylesheet" href="style.css">
<script src="script.js" defer></script>
</head>
<body>
<h1>A page</h1>
<p id="state">Scripts are off.</p>
<noscript><p id="without">Nothing is missing.</p></noscript>
<button>Press</button>
<p id="pressed"></p>
<input id="code">
<details><summary>More</summary><p id="folded">Folded away.</p></details>
<p id="hidden" hidden>Hidden.</p>
</body>
</html>
"#;

const STYLE: &str = "
body { background: rgb(255, 255, 255); }
@media (prefers-color-scheme: dark) { body { background: rgb(1, 2, 3); } }
";

const SCRIPT: &str = "
document.querySelector('#state').textContent = 'Scripts are on.';
document.querySelector('button').addEventListener('click', () => {
  setTimeout(() => { document.querySelector('#pressed').textContent = 'Pressed.'; }, 50);
});
document.querySelector('button').addEventListener('click', () => {
  const told = document.body.dataset;
  const wish = told.wish;
  const answer = given => { told.given = given; delete told.wish; };
  if (!wish) return;
  navigator.mediaDevices[wish](wish === 'getUserMedia' ? {audio: true} : {video: true}).then(stream => {
    stream.getTracks().forEach(track => track.stop());
    answer('given');
  }, error => answer(error.name));
});
";

/// Three things a strict page must not have: an inline script, an inline style, a picture from elsewhere.
const WRONG: &str = r#"<p style="color: red">Red.</p><script>document.title = "";</script>
<img src="http://outside.example/picture.png" alt="">"#;

/// A folder with the page as it should be and the same page with what is wrong.
fn site() -> TempDir {
    let folder = TempDir::with_prefix("annai-site-").expect("a temporary folder");
    let wrong = PAGE.replace("</body>", &format!("{WRONG}</body>"));
    let files =
        [("index.html", PAGE), ("wrong.html", &wrong), ("style.css", STYLE), ("script.js", SCRIPT)];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file of the site is written");
    }
    folder
}

/// The same file over HTTP and from the disk.
fn addresses(server: &Server, folder: &Path, file: &str) -> [String; 2] {
    [server.url(file), file_url(&folder.join(file))]
}

fn background(browser: &Browser) -> String {
    let value = browser.eval("return getComputedStyle(document.body).backgroundColor");
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_engine_opens_clicks_types_and_draws() {
    let folder = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in addresses(&server, folder.path(), "index.html") {
            browser.open(&address);
            assert_eq!(browser.address(), address, "{engine:?}");
            assert_eq!(browser.eval("return document.title"), "案内", "{engine:?}");
            assert_eq!(browser.text("#state"), "Scripts are on.", "{engine:?}");
            assert!(browser.is_visible("#state") && !browser.is_visible("#folded"), "{engine:?}");
            assert!(
                !browser.is_visible("#hidden") && !browser.is_visible("#nowhere"),
                "{engine:?}"
            );
            assert_eq!(background(&browser), "rgb(255, 255, 255)", "{engine:?}");
            browser.click("button");
            browser.until("return document.querySelector('#pressed').textContent");
            browser.keys("#code", "7K3Q");
            assert_eq!(browser.eval("return document.querySelector('#code').value"), "7K3Q");
            assert_eq!(browser.problems(), [""; 0], "{engine:?}");
        }
        for (width, height) in [(390, 844), (320, 1024)] {
            browser.resize(width, height);
            assert_eq!(png_size(&browser.screenshot()), (width, height), "{engine:?}");
            let layout = browser.eval("return document.documentElement.clientWidth");
            assert_eq!(layout, width, "{engine:?}");
        }
        assert_eq!(browser.outside(), [""; 0], "{engine:?}");
    }
    assert!(server.requests().iter().all(|request| request.host == server.host()));
    assert!(server.requests().iter().any(|request| request.target == "/style.css"));
}

#[test]
fn every_engine_shows_dark_pages_without_scripts() {
    let folder = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let setup = Setup {
            colours: Colours::Dark,
            scripts: Scripts::Off,
            language: "ja",
            ..Setup::READER
        };
        let browser = engine.start_as(setup);
        for address in addresses(&server, folder.path(), "index.html") {
            browser.open(&address);
            assert_eq!(browser.text("#state"), "Scripts are off.", "{engine:?}");
            assert_eq!(browser.text("#without"), "Nothing is missing.", "{engine:?}");
            assert!(browser.is_visible("#without") && !browser.is_visible("#hidden"), "{engine:?}");
            assert_eq!(background(&browser), "rgb(1, 2, 3)", "{engine:?}");
            let language = if engine == Engine::WebKit { "en-US" } else { "ja" };
            assert_eq!(browser.eval("return navigator.language"), language, "{engine:?}");
            assert_eq!(browser.problems(), [""; 0], "{engine:?}");
        }
    }
}

#[test]
fn every_engine_tells_what_a_page_does_wrong() {
    let folder = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let browser = engine.start();
        for address in addresses(&server, folder.path(), "wrong.html") {
            browser.open(&address);
            let problems = browser.problems();
            for directive in ["style-src", "script-src"] {
                let told = problems.iter().any(|problem| problem.contains(directive));
                assert!(
                    told,
                    "{engine:?} says nothing about {directive} of {address}: {problems:#?}"
                );
            }
            browser.eval("setTimeout(() => { throw new Error('too late') }); return 0");
            browser.until("return performance.now() > 500");
            let problems = browser.problems();
            // WebKit does not let a page read the words of an error in a file from disk.
            let words = ["too late", "Script error"];
            let told =
                problems.iter().any(|problem| words.iter().any(|word| problem.contains(word)));
            assert!(
                told,
                "{engine:?} does not tell of an error after the page has loaded: {problems:#?}"
            );
        }
        let outside = browser.outside();
        assert!(
            outside.iter().any(|host| host.contains("outside.example")),
            "{engine:?}: {outside:?}"
        );
    }
    assert!(server.requests().iter().all(|request| request.host == server.host()));
}

#[test]
fn chromium_follows_its_developer_tools() {
    let folder = site();
    let browser = Engine::Chromium.start();
    browser.open(&file_url(&folder.path().join("index.html")));
    browser.devtools("Emulation.setEmulatedMedia", &serde_json::json!({"media": "print"}));
    assert_eq!(browser.eval("return matchMedia('print').matches"), true);
}

/// What becomes of a wish for a microphone or for the screen, after a click.
fn wish(browser: &Browser, call: &str) -> String {
    browser.eval(&format!("document.body.dataset.wish = '{call}'; return 0"));
    browser.click("button");
    let given = browser.until("return !document.body.dataset.wish && document.body.dataset.given");
    given.as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_engine_has_the_devices_that_it_is_told_to_have() {
    let folder = site();
    let server = Server::serve(folder.path());
    for engine in Engine::ALL {
        let is_firefox = engine == Engine::Firefox;
        for (media, sound, picture) in [
            (Media::None, "NotFoundError", "NotFoundError"),
            (Media::Fake, "given", "given"),
            (Media::Denied, "NotAllowedError", "NotAllowedError"),
        ] {
            let browser = engine.start_as(Setup { media, ..Setup::READER });
            browser.open(&server.url("index.html"));
            let (sound, picture) = match (engine, media) {
                (Engine::WebKit, Media::None) => ("OverconstrainedError", "OverconstrainedError"),
                (Engine::WebKit, Media::Denied) => ("given", "given"),
                _ => (sound, if is_firefox { "NotFoundError" } else { picture }),
            };
            assert_eq!(wish(&browser, "getUserMedia"), sound, "{engine:?} {media:?}");
            // Chromium without a window asks its reader all the same, and nobody answers.
            if (engine, media) != (Engine::Chromium, Media::None) {
                assert_eq!(wish(&browser, "getDisplayMedia"), picture, "{engine:?} {media:?}");
            }
            let zone = browser.eval("return Intl.DateTimeFormat().resolvedOptions().timeZone");
            assert_eq!(zone, "Asia/Tokyo", "{engine:?}");
        }
    }
}

#[test]
fn the_server_answers_like_a_static_host() {
    let folder = site();
    fs::create_dir(folder.path().join("ja")).expect("a folder is made");
    fs::write(folder.path().join("ja/index.html"), "ja").expect("a file is written");
    fs::write(folder.path().join("404.html"), "not here").expect("a file is written");
    let server = Server::serve(folder.path());
    let head = |path: &str| ask(&server, path).lines().next().unwrap_or_default().to_owned();
    assert_eq!(head("/ja/"), "HTTP/1.1 200 OK");
    assert_eq!(head("/ja"), "HTTP/1.1 301 Moved Permanently");
    assert_eq!(head("/../../etc/passwd"), "HTTP/1.1 404 Not Found");
    assert!(ask(&server, "/nothing").ends_with("not here"));
    assert!(ask(&server, "/style.css?1").contains("Content-Type: text/css"));
    assert_eq!(server.requests()[0].target, "/ja/");
}

#[test]
fn servers_stand_for_what_can_be_between_a_reader_and_a_host() {
    let folder = site();
    fs::write(folder.path().join("picture.png"), "dots").expect("a file is written");
    let guarded = Server::start(Manner::Guarded(folder.path().to_owned()));
    let policy = "Cross-Origin-Resource-Policy: same-origin";
    assert!(ask(&guarded, "/").contains(policy));
    assert!(!ask(&guarded, "/picture.png").contains(policy));
    let blocked = Server::start(Manner::Blocked);
    assert!(ask(&blocked, "/picture.png").contains("Content-Type: text/html"));
    let refusing = Server::start(Manner::Refused);
    assert!(ask(&refusing, "/").starts_with("HTTP/1.1 502"));
    let silent = Server::start(Manner::Silent);
    let stream = std::net::TcpStream::connect(silent.host()).expect("the server listens");
    stream.set_read_timeout(Some(std::time::Duration::from_millis(300))).expect("a limit");
    std::io::Write::write_all(&mut &stream, b"GET / HTTP/1.1\r\n\r\n").expect("it reads");
    assert!(std::io::Read::read(&mut &stream, &mut [0; 8]).is_err(), "it says something");
    // Half a minute before 2100.
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().expect("it is after 1970").as_secs();
    let server = Server::serve(folder.path());
    server.set_ahead(4_102_444_770 - i64::try_from(now).expect("a time"));
    let answer = ask(&server, "/");
    assert!(answer.contains("Date: Thu, 31 Dec 2099 23:59:"), "{answer}");
}

/// The whole answer to a request.
fn ask(server: &Server, path: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(server.host()).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

/// Width and height, which stand at bytes 16 to 24 of every PNG file.
fn png_size(png: &[u8]) -> (u32, u32) {
    let number =
        |at: usize| png[at..at + 4].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
    (number(16), number(20))
}
