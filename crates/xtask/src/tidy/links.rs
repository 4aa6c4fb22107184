//! Links between Markdown files of the repository lead to files that exist.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::Finding;
use crate::repository::{Repository, has_extension};

/// Every relative link and image of a Markdown file leads to a file or folder.
///
/// Pages of a guide are left out: their links are ids of pages, which annai itself resolves and checks.
pub(super) fn links_lead_somewhere(repository: &Repository) -> Vec<Finding> {
    let is_guide = |path: &str| path.split('/').any(|part| matches!(part, "content" | "fixtures"));
    let files = repository.texts().filter(|(path, _)| has_extension(path, "md") && !is_guide(path));
    files.flat_map(|(path, text)| broken_links(repository, path, text)).collect()
}

fn broken_links(repository: &Repository, path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else {
            continue;
        };
        if !is_relative(&dest_url) {
            continue;
        }
        let target = resolve(path, &dest_url);
        if !target.as_deref().is_some_and(|target| repository.has(target)) {
            let line = text[..range.start].matches('\n').count() + 1;
            findings.push(Finding::in_line(
                path,
                line,
                format!("links to {dest_url}, which does not exist"),
            ));
        }
    }
    findings
}

/// Neither an address with a scheme nor an anchor of the same page.
fn is_relative(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme =
        scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    !url.is_empty() && !url.starts_with('#') && !has_scheme
}

/// The path from the root of the repository; none if the link leads out of it.
fn resolve(from: &str, url: &str) -> Option<String> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let files =
            [("README.md", ""), ("docs/STYLE.md", ""), ("docs/decisions/one.md", ""), (path, text)];
        links_lead_somewhere(&Repository::of(&files)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn good_links_are_quiet() {
        let text = "[a](STYLE.md#rules) [b](../README.md) [c](decisions/) [d](https://example.com/) [e](#here)\n\
            [f](mailto:a@example.com) `[g](gone.md)`\n\n```text\n[h](gone.md)\n```\n\n[i]\n\n[i]: ./STYLE.md\n";
        assert_eq!(found("docs/a.md", text), [""; 0]);
    }

    #[test]
    fn broken_links_are_found() {
        assert_eq!(
            found(
                "docs/a.md",
                "# A\n\n[b](gone.md) and ![c](pictures/c.png)\n\n[d]\n\n[d]: README.md\n"
            ),
            [
                "docs/a.md:3: links to gone.md, which does not exist",
                "docs/a.md:3: links to pictures/c.png, which does not exist",
                "docs/a.md:5: links to README.md, which does not exist",
            ]
        );
        assert_eq!(
            found("a.md", "[b](../a.md)\n"),
            ["a.md:1: links to ../a.md, which does not exist"]
        );
    }

    #[test]
    fn pages_of_a_guide_are_left_to_annai() {
        assert_eq!(found("content/pages/about.ja.md", "[b](faq#audio)\n"), [""; 0]);
    }
}
