//! The preview server, as authors and their browsers meet it.

mod running;
mod watching;

use std::net::TcpListener;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::harness::{GuideTest, on_disk};
pub(crate) use running::{Preview, contents, until};

pub(crate) const ABOUT: &str = "content/pages/about.ja.md";
pub(crate) const PAGE: &str = "/external/ja/about/index.html";

fn small() -> GuideTest {
    GuideTest::fixture("small")
}

#[test]
fn both_editions_are_served_each_in_its_folder() {
    let preview = Preview::start(&small(), &[]);
    let root = preview.get("/");
    assert_eq!((root.status, root.header("location")), (302, "/external/"));
    for edition in ["external", "internal"] {
        assert!(preview.says(&format!("{edition}: http://{}/{edition}/", preview.host)));
        let page = preview.get(&format!("/{edition}/ja/"));
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        // What pages say of their own address is true here.
        let canonical = format!("href=\"http://{}/{edition}/ja/\"", preview.host);
        assert!(page.text().contains(&canonical), "{}", page.text());
    }
    assert!(preview.get("/internal/ja/about/").text().contains("結果をケースに書きます"));
    assert!(!preview.get("/external/ja/about/").text().contains("結果をケースに書きます"));
    assert_eq!(preview.get("/external").header("location"), "/external/");
    assert_eq!(preview.get("/external/ja/about").header("location"), "/external/ja/about/");
}

#[test]
fn one_edition_is_served_at_the_root() {
    let preview = Preview::start(&small(), &["--edition", "internal"]);
    assert!(preview.says(&format!("internal: http://{}/", preview.host)));
    assert!(preview.get("/ja/about/").text().contains("結果をケースに書きます"));
    assert_eq!(preview.get("/external/ja/").status, 404);
}

#[test]
fn files_have_their_media_types_and_nothing_is_kept_by_a_browser() {
    let preview = Preview::start(&small(), &[]);
    let page = preview.get("/external/ja/").text();
    let style = page.split("href=\"../").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for (path, media_type) in [
        (format!("/external/{style}"), "text/css; charset=utf-8"),
        ("/external/robots.txt".into(), "text/plain; charset=utf-8"),
        ("/external/sitemap.xml".into(), "application/xml"),
        ("/-/live.js".into(), "text/javascript; charset=utf-8"),
        ("/-/live.css".into(), "text/css; charset=utf-8"),
    ] {
        let answer = preview.get(&path);
        assert_eq!((answer.status, answer.header("content-type")), (200, media_type), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN", "{path}");
    }
    let missing = preview.get("/external/ja/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("/-/live.js"), "the page that says so follows changes too");
}

#[test]
fn only_this_machine_is_answered_and_nothing_outside_the_site_is() {
    let preview = Preview::start(&small(), &[]);
    let port = preview.host.split(':').nth(1).unwrap();
    for host in ["localhost", "127.0.0.1"] {
        assert_eq!(preview.ask("GET", "/external/ja/", &format!("{host}:{port}")).status, 200);
    }
    // A name of somebody else's that leads to this machine.
    for host in [format!("rebound.example:{port}"), "127.0.0.1".into(), "localhost:1".into()] {
        assert_eq!(preview.ask("GET", "/external/ja/", &host).status, 421, "{host}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(preview.ask(method, "/external/ja/", &preview.host).status, 405, "{method}");
    }
    assert_eq!(preview.ask("HEAD", "/external/ja/", &preview.host).status, 200);
    for path in [
        "/../content/guide.yaml",
        "/external/../../content/guide.yaml",
        "/external/%2e%2e/%2e%2e/content/guide.yaml",
        "/external/..%2f..%2fcontent%2fguide.yaml",
        "/content/guide.yaml",
        "//etc/passwd",
        "/external/ja/%00",
        "/-/../Cargo.toml",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("小さなガイド社") && !answer.text().contains("root:"));
    }
    assert_eq!(preview.get("/external/%ff").status, 400);
}

#[test]
fn pages_carry_one_script_and_may_ask_their_own_server() {
    let preview = Preview::start(&small(), &[]);
    let page = preview.get(PAGE).text();
    assert_eq!(page.matches("/-/live.js").count(), 1);
    assert!(page.contains("connect-src &#39;self&#39;;"), "{page}");
    let published = small().build().clean();
    let everything = published.everything("external") + &published.everything("internal");
    for word in ["/-/", "live.js", "live.css", "EventSource"] {
        assert!(!everything.contains(word), "{word} is published");
    }
    // The check page asks by itself; no other page may ask anybody.
    assert!(!published.page("external", "ja/about/index.html").contains("connect-src"));
}

#[test]
fn nothing_is_written() {
    let (_folder, root) = on_disk(&small());
    let below = |root: &Path| -> Vec<_> {
        let inside = |(path, bytes): (PathBuf, Vec<u8>)| {
            (path.strip_prefix(root).unwrap().to_owned(), bytes)
        };
        contents(root).into_iter().map(inside).collect()
    };
    let before = below(&root);
    let preview = Preview::start(&small(), &[]);
    preview.edit(ABOUT, "画面を共有", "画面を一緒に共有");
    preview.until_page_has(PAGE, "画面を一緒に共有");
    preview.edit(ABOUT, "画面を一緒に共有", "画面を共有");
    preview.until_page_has(PAGE, "画面を共有");
    assert_eq!(below(&preview.root), before);
}

#[test]
fn an_open_page_is_told_whether_it_has_changed() {
    let preview = Preview::start(&small(), &[]);
    let mut about = preview.news("/external/ja/about/");
    let mut home = preview.news("/external/ja/");
    for news in [&mut about, &mut home] {
        let told = news.next();
        assert_eq!((&told["change"], &told["problems"]), (&json!("nothing"), &json!([])));
    }
    preview.edit(ABOUT, "画面を共有", "画面を一緒に共有");
    assert_eq!(about.next()["change"], "page");
    assert_eq!(home.next()["change"], "nothing");
}

#[test]
fn a_page_that_asks_too_late_is_told_at_once() {
    let preview = Preview::start(&small(), &[]);
    // The mark of another page stands for bytes that are no longer served.
    let mark = preview.mark("/external/ja/check/");
    let told = preview.news_of("/external/ja/about/", &mark).next();
    assert_eq!(told["change"], "page");
    // What it is told is what it has once it has done it.
    assert_eq!(told["mark"], preview.mark("/external/ja/about/"));
}

#[test]
fn an_address_with_escapes_is_followed_too() {
    let preview = Preview::start(&small(), &[]);
    let mark = preview.mark("/external/ja/%61bout/");
    let told = preview.news_of("%2Fexternal%2Fja%2F%2561bout%2F", &mark).next();
    assert_eq!(told["change"], "nothing");
}

#[test]
fn a_style_sheet_alone_is_swapped() {
    let preview = Preview::start(&small(), &[]);
    let mut news = preview.news("/external/ja/about/");
    news.next();
    preview.edit("static/style.css", "--small: 0.85rem", "--small: 0.9rem");
    let told = news.next();
    let pair = &told["change"]["styles"][0];
    let (from, to) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
    assert!(from.starts_with("assets/style.") && to.starts_with("assets/style.") && from != to);
    assert!(preview.get(&format!("/external/{to}")).text().contains("--small: 0.9rem"));
    // The page itself has the new name now, so a page that is opened later is told nothing.
    assert_eq!(preview.news("/external/ja/about/").next()["change"], "nothing");
}

#[test]
fn errors_leave_the_last_good_pages_and_are_told_with_their_places() {
    let preview = Preview::start(&small(), &[]);
    let mut news = preview.news("/external/ja/access/");
    news.next();
    preview.edit("content/access.yaml", "software: ○", "software: ☆");
    let told = news.next();
    assert_eq!(told["change"], "nothing");
    let problem = &told["problems"][0];
    assert_eq!(problem["code"], "unknown-mark");
    assert_eq!(problem["place"], "content/access.yaml:39:36");
    assert_eq!(
        problem["line"],
        json!({"number": 39, "before": "    marks: {hardware: ◎, software: ", "marked": "☆", "after": "}"})
    );
    until("it is said on the terminal", || preview.says("pages stay as they were"));
    assert!(preview.says("error[unknown-mark]"));
    assert_eq!(preview.get("/external/ja/access/").status, 200);
    preview.edit("content/access.yaml", "software: ☆", "software: ○");
    let told = news.next();
    assert_eq!((&told["change"], &told["problems"]), (&json!("nothing"), &json!([])));
}

#[test]
fn a_guide_that_is_wrong_from_the_start_is_served_once_it_is_mended() {
    let wrong = small().edit("content/access.yaml", "software: ○", "software: ☆");
    let preview = Preview::start(&wrong, &[]);
    assert!(preview.says(&format!("preview: http://{}/", preview.host)));
    let page = preview.get("/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("/-/live.js"));
    let mut news = preview.news("/");
    let told = news.next();
    assert_eq!(
        (&told["change"], &told["problems"][0]["code"]),
        (&json!("nothing"), &json!("unknown-mark"))
    );
    preview.edit("content/access.yaml", "software: ☆", "software: ○");
    assert_eq!(news.next()["change"], "page");
    assert_eq!(preview.get("/").header("location"), "/external/");
    assert_eq!(preview.get("/external/ja/access/").status, 200);
}

#[test]
fn of_very_many_problems_the_first_are_shown() {
    let lines = "Text です。\n\n".repeat(80);
    let page = |text: &str| format!("---\ntitle: Many\n---\n\n{text}");
    let preview = Preview::start(&small(), &[]);
    let mut news = preview.news("/external/ja/about/");
    news.next();
    preview.write("content/pages/many.ja.md", &page(&lines));
    preview.write("content/pages/many.en.md", &page(&lines));
    until("they are counted", || preview.says(" more, which `annai check` lists"));
    let told = std::iter::repeat_with(|| news.next()).find(|told| told["more"] != 0).unwrap();
    assert_eq!(told["problems"].as_array().unwrap().len(), 50);
    assert!(told["more"].as_u64() >= Some(30), "{}", told["more"]);
}

#[test]
fn a_port_that_is_taken_is_said_and_another_is_used() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let preview = Preview::start(&small(), &["--port", &port]);
    assert!(preview.says(&format!("port {port} is taken by another program")));
    assert!(!preview.host.ends_with(&format!(":{port}")));
    assert_eq!(preview.get("/external/ja/").status, 200);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly_though_pages_are_open() {
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::start(&small(), &[]);
        let mut news = preview.news("/external/ja/");
        news.next();
        preview.signal(signal);
        assert_eq!(preview.exit_code(), Some(0), "{signal}");
    }
}

#[test]
fn a_handout_is_made_when_it_is_asked_for() {
    let preview = Preview::start(&small(), &[]);
    let handout = preview.get("/external/ja/handout.pdf");
    let linked = preview.get("/external/ja/").text().contains("handout.pdf");
    if cfg!(feature = "pdf") {
        assert_eq!((handout.status, handout.header("content-type")), (200, "application/pdf"));
        assert!(handout.bytes.starts_with(b"%PDF-") && linked);
    } else {
        assert!(handout.status == 404 && !linked);
    }
}
