//! `annai check --external` against a server of our own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::harness::{GuideTest, on_disk};

/// Answers `/there` with 200, `/shy` with 405 to HEAD and 200 to GET, `/refused` with 403, anything else with 404, and
/// notes what was asked.
fn server() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &log);
        }
    });
    (port, asked)
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<String>>) {
    let mut request = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    reader.read_line(&mut request).unwrap();
    let mut header = String::new();
    while reader.read_line(&mut header).unwrap() > 2 {
        header.clear();
    }
    let words: Vec<&str> = request.split_whitespace().collect();
    log.lock().unwrap().push(format!("{} {}", words[0], words[1]));
    let status = match (words[0], words[1]) {
        (_, "/there") | ("GET", "/shy") => "200 OK",
        ("HEAD", "/shy") => "405 Method Not Allowed",
        (_, "/refused") => "403 Forbidden",
        _ => "404 Not Found",
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

#[test]
pub(crate) fn a_page_that_is_gone_is_an_error_at_the_place_of_its_link() {
    let (port, asked) = server();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let text = format!(
        "---\ntitle: 外\n---\n[a](http://127.0.0.1:{port}/there) [b](http://127.0.0.1:{port}/shy)\n\
         [c](http://127.0.0.1:{port}/gone) [d](http://127.0.0.1:{port}/refused)\n[e](http://127.0.0.1:{closed}/)\n"
    );
    let guide = GuideTest::fixture("links").write("content/pages/out.ja.md", &text);
    let (_folder, root) = on_disk(&guide);
    let output = Command::new(env!("CARGO_BIN_EXE_annai"))
        .args(["check", "--external", "--format", "short"])
        .current_dir(&root)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].starts_with("content/pages/out.ja.md:5:5: error[dead-link]: "), "{said}");
    assert!(lines[1].starts_with("content/pages/out.ja.md:5:"), "{said}");
    assert!(
        lines[1].contains("warning[unreachable-link]") && lines[1].contains("answers 403"),
        "{said}"
    );
    assert!(lines[2].contains("out.ja.md:6:5: warning[unreachable-link]"), "{said}");
    let mut asked = asked.lock().unwrap().clone();
    asked.sort();
    assert_eq!(
        asked,
        [
            "GET /gone",
            "GET /refused",
            "GET /shy",
            "HEAD /gone",
            "HEAD /refused",
            "HEAD /shy",
            "HEAD /there"
        ]
    );
}

#[test]
fn without_being_told_to_a_check_asks_nobody() {
    let (port, asked) = server();
    let text = format!("---\ntitle: 外\n---\n[a](http://127.0.0.1:{port}/gone)\n");
    let (_folder, root) =
        on_disk(&GuideTest::fixture("links").write("content/pages/out.ja.md", &text));
    let status = Command::new(env!("CARGO_BIN_EXE_annai"))
        .args(["check", "--root"])
        .arg(&root)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(asked.lock().unwrap().is_empty());
}
