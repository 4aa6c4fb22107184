//! Just enough HTML to look at finished pages.
//!
//! It reads what our templates write (every attribute in double quotes, every element closed) and stops with a panic at
//! anything else: a page that this cannot read is one that a test should hear of.

/// The start of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    /// Attributes in the order written; one without a value has an empty one.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// Where its contents begin.
    at: usize,
    html: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, still escaped.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The value of an attribute that is there.
    #[track_caller]
    pub fn attr(&self, name: &str) -> &'a str {
        self.get(name).unwrap_or_else(|| panic!("no `{name}` in {:?}", self.attributes))
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    /// What is between the start and the end of the element.
    pub fn inner(&self) -> &'a str {
        let mut depth = 1;
        let mut at = self.at;
        loop {
            let next = self.html[at..].find('<').map(|found| at + found);
            let next = next.unwrap_or_else(|| panic!("<{}> never ends", self.name));
            let rest = &self.html[next + 1..];
            let name = rest.strip_prefix('/').unwrap_or(rest);
            let is_same = name
                .strip_prefix(self.name)
                .is_some_and(|after| after.starts_with([' ', '>', '\n']));
            if is_same {
                depth = if rest.starts_with('/') { depth - 1 } else { depth + 1 };
            }
            if depth == 0 {
                return &self.html[self.at..next];
            }
            at = next + 1;
        }
    }

    /// The characters in the element.
    pub fn text(&self) -> String {
        text(self.inner())
    }
}

/// Every start of an element, in order.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found + 1;
        at = start;
        if html[start..].starts_with(['/', '!']) {
            continue;
        }
        let (tag, end) = tag(html, start);
        tags.push(tag);
        at = end;
    }
    tags
}

/// Reads the tag after a `<`, and says where its contents begin.
fn tag(html: &str, start: usize) -> (Tag<'_>, usize) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':');
    let word = |at: usize| {
        let rest = &html[at..];
        &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    };
    let name = word(start);
    assert!(!name.is_empty(), "a bare < in {:?}", around(html, start));
    let mut at = start + name.len();
    let mut attributes = Vec::new();
    loop {
        at += html[at..].len() - html[at..].trim_start().len();
        if html[at..].starts_with('>') {
            return (Tag { name, attributes, at: at + 1, html }, at + 1);
        }
        // Shapes of a drawing, which hold nothing.
        if html[at..].starts_with("/>") {
            return (Tag { name, attributes, at: at + 2, html }, at + 2);
        }
        let attribute = word(at);
        assert!(!attribute.is_empty(), "not an attribute in {:?}", around(html, at));
        at += attribute.len();
        let Some(value) = html[at..].strip_prefix('=') else {
            attributes.push((attribute, ""));
            continue;
        };
        let value = value
            .strip_prefix('"')
            .unwrap_or_else(|| panic!("an attribute without quotes: {:?}", around(html, at)));
        let end = value.find('"').expect("a quotation mark at the end");
        attributes.push((attribute, &value[..end]));
        at += end + 3;
    }
}

fn around(html: &str, at: usize) -> String {
    html[at..].chars().take(80).collect()
}

/// The elements of a name.
pub fn all<'a>(html: &'a str, name: &str) -> Vec<Tag<'a>> {
    tags(html).into_iter().filter(|tag| tag.name == name).collect()
}

/// The elements of a class.
pub fn of_class<'a>(html: &'a str, class: &str) -> Vec<Tag<'a>> {
    tags(html).into_iter().filter(|tag| tag.has_class(class)).collect()
}

/// The element with an id.
#[track_caller]
pub fn by_id<'a>(html: &'a str, id: &str) -> Tag<'a> {
    tags(html)
        .into_iter()
        .find(|tag| tag.get("id") == Some(id))
        .unwrap_or_else(|| panic!("nothing has the id {id}"))
}

/// The `content` of `<meta name="…">` or `<meta http-equiv="…">`.
#[track_caller]
pub fn meta<'a>(html: &'a str, name: &str) -> &'a str {
    all(html, "meta")
        .into_iter()
        .find(|tag| tag.get("name") == Some(name) || tag.get("http-equiv") == Some(name))
        .unwrap_or_else(|| panic!("no meta {name}"))
        .attr("content")
}

/// The addresses of `<link rel="…">`, with the language of each.
pub fn links<'a>(html: &'a str, rel: &str) -> Vec<(Option<&'a str>, &'a str)> {
    all(html, "link")
        .into_iter()
        .filter(|tag| tag.get("rel") == Some(rel))
        .map(|tag| (tag.get("hreflang"), tag.attr("href")))
        .collect()
}

/// The characters of a piece of HTML, runs of space as one.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        rest = &rest[end..];
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without the five escapes that the theme uses.
pub fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}
