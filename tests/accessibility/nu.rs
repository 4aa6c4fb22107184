//! The Nu HTML checker: what the standards of HTML and CSS say about a file.

use std::process::{Command, Stdio};

use serde_json::Value;

use super::{Served, package};

/// Everything that the checker has to say about all pages and style sheets, a line for each: file, line, message.
fn complaints(site: &Served) -> Vec<String> {
    let files = site.of_kind(&[".html", ".css"]);
    let mut command = Command::new("java");
    // Pages are asked for over HTTP, so that their policy is judged for what they load: in a file, `'self'` is nothing.
    // Without this word the checker asks no host of a private network.
    command.arg("-Dnu.validator.servlet.allow-forbidden-hosts=true");
    command.arg("-jar").arg(package("vnu-jar/build/dist/vnu.jar"));
    command.args(["--also-check-css", "--stdout", "--format", "json"]);
    command.args(files.iter().map(|path| site.server.url(path)));
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| {
        panic!("pages cannot be checked, because java does not start ({error}): `cargo xtask test` installs it")
    });
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("the checker did not finish: {error}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    let asked = site.server.requests();
    for path in files {
        let is_asked = asked.iter().any(|request| request.target.trim_start_matches('/') == path);
        assert!(is_asked, "the checker did not look at {path}");
    }
    let root = site.server.url("");
    let line = |message: &Value| {
        let word = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        let path = word("url").replace(&root, "");
        format!("{path}:{}: {}: {}", message["lastLine"], word("type"), word("message"))
    };
    said["messages"].as_array().expect("a list of messages").iter().map(line).collect()
}

#[test]
fn the_nu_checker_finds_nothing_in_any_page_or_style_sheet() {
    let found = complaints(&Served::shipped());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

const FAULTY: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
<title>Faults</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<h1>Faults</h1>
<p><div>A paragraph holds no block.</div></p>
<img src="picture.png">
<p style="color: red">Inline.</p>
<h3>Two levels down</h3>
</body>
</html>
"#;

#[test]
fn the_nu_checker_tells_what_is_wrong_with_a_page_and_a_style_sheet() {
    let found = complaints(&Served::files(&[
        ("index.html", FAULTY),
        ("style.css", "p { widht: 1em }\n@layer a { p { color: light-dark(#fff, white) } }\n"),
    ]));
    for (place, words) in [
        ("index.html:10: error", "No “p” element in scope"),
        ("index.html:11: error", "must have an “alt” attribute"),
        ("index.html:12: info", "Content Security Policy"),
        ("index.html:13: error", "skipping 1 heading level"),
        ("style.css:1: error", "“widht” doesn't exist"),
    ] {
        let is_told = |line: &String| line.starts_with(place) && line.contains(words);
        assert!(found.iter().any(is_told), "not told: {place}, {words}\n{}", found.join("\n"));
    }
    assert_eq!(found.len(), 5, "{}", found.join("\n"));
}
