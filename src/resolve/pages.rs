//! Pages: which there are, what places they have, and the Markdown ones with their languages together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::Ids;
use super::text::{Texts, unknown_locale};
use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{
    ACCESS_PLACES, Audience, BrowserId, CHECK_PLACES, Locale, Localized, Markup, PLATFORM_PLACES,
    Page, PageId, PlatformId, Scoped, Sealed,
};
use crate::parse::markdown::Extent;
use crate::parse::raw::RawAudience;
use crate::parse::{Declared, RawGuide, RawPage, RawPlatformFile};
use crate::sources::{Sources, Span};
use crate::yaml::Spanned;

/// Every page by the name authors link to it with.
#[derive(Debug)]
pub(super) struct PageIndex {
    pages: BTreeMap<String, IndexedPage>,
    /// False when a file could not be read, so that no page can be said to be missing.
    complete: bool,
}

/// A page and the places on it that can be linked to.
#[derive(Debug)]
pub(super) struct IndexedPage {
    pub(super) id: PageId,
    pub(super) anchors: BTreeSet<String>,
    /// False when some of its places could not be read, so that none can be said to be missing.
    complete: bool,
}

impl IndexedPage {
    /// Whether the page has a place. Silent when that cannot be known.
    pub(super) fn has(&self, anchor: &str) -> bool {
        !self.complete || self.anchors.contains(anchor)
    }
}

/// The pages that are there when a file of data is, and that file.
const BUILT_IN: [(&str, &str); 4] = [
    ("access", "content/access.yaml"),
    ("check", "content/requirements.yaml"),
    ("decode", "content/requirements.yaml"),
    ("join", "content/join/<platform>.yaml"),
];

impl PageIndex {
    pub(super) fn get(&self, name: &str) -> Option<&IndexedPage> {
        self.pages.get(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// The page that was meant by `about.md`, `/about/`, `../about/index.html`, `/ja/about/`.
    fn same_page(&self, address: &str) -> Option<&str> {
        let name = address
            .trim_start_matches(['.', '/'])
            .trim_end_matches("index.html")
            .trim_end_matches('/');
        let below = name.split_once('/').map_or("", |(_, below)| below);
        [name, below].into_iter().find_map(|name| {
            let name = name.split('.').next().unwrap_or(name);
            self.pages.get_key_value(name).map(|(name, _)| name.as_str())
        })
    }

    /// Reports a name that no page has. Silent when that cannot be known.
    pub(super) fn unknown(&self, name: &str, span: Span, d: &mut Diagnostics) {
        if !self.complete {
            return;
        }
        let diagnostic = d.error(Code::UnknownPage, span, format!("there is no page `{name}`"));
        if let Some(better) = self.same_page(name) {
            diagnostic.help(format!("a page is named without folder and ending: `{better}`"));
        } else if name.split('/').next().is_some_and(|host| host.contains('.')) {
            diagnostic.help(format!("an address elsewhere starts with https://: `https://{name}`"));
        } else if let Some((_, file)) = BUILT_IN.iter().find(|(page, _)| *page == name) {
            diagnostic.help(format!("it is there when the guide has {file}"));
        } else {
            diagnostic.suggest(name, self.names());
        }
    }

    fn insert(&mut self, id: PageId, anchors: impl IntoIterator<Item = String>, complete: bool) {
        let anchors = anchors.into_iter().collect();
        self.pages.insert(id.to_string(), IndexedPage { id, anchors, complete });
    }
}

/// Lists every page with its places. A built-in page is there when its content is.
pub(super) fn index(
    raw: &RawGuide,
    locales: &[Locale],
    sources: &Sources,
    d: &mut Diagnostics,
) -> PageIndex {
    let unread = ["content/join", "content/pages"].iter().any(|it| sources.has_unread_in(it));
    let mut index = PageIndex { pages: BTreeMap::new(), complete: !unread };
    let declared = &raw.declared;
    index.insert(PageId::Home, [], true);
    if declared.has("requirements") {
        let complete = declared.is_complete("requirements");
        let places = CHECK_PLACES.map(str::to_owned);
        index.insert(PageId::Check, ids(declared, "requirements").chain(places), complete);
        index.insert(PageId::Decode, [], true);
    }
    if declared.has("targets") {
        let cases = ids(declared, "cases").map(|id| format!("case-{id}"));
        let complete = declared.is_complete("targets") && declared.is_complete("cases");
        index.insert(
            PageId::Access,
            ids(declared, "targets").chain(cases).chain(ACCESS_PLACES.map(str::to_owned)),
            complete,
        );
    }
    if !raw.platforms.is_empty() {
        index.insert(PageId::Join, [], true);
    }
    for RawPlatformFile { id, declared, .. } in &raw.platforms {
        let platform = PlatformId::new(id.value.as_str());
        let steps: Vec<String> = ids(declared, "steps").chain(["steps".to_owned()]).collect();
        let complete = declared.is_complete("steps");
        for browser in retired(raw) {
            index.insert(PageId::PlatformBrowser(platform.clone(), browser), [], true);
        }
        for browser in ids(declared, "browsers") {
            let id = PageId::PlatformBrowser(platform.clone(), BrowserId::new(browser));
            index.insert(id, steps.clone(), complete);
        }
        index.complete &= declared.is_complete("browsers");
        let topics = ids(declared, "topics").chain(PLATFORM_PLACES.map(str::to_owned));
        let complete = complete && declared.is_complete("topics");
        index.insert(PageId::Platform(platform), steps.into_iter().chain(topics), complete);
    }
    let source = locales.first().map(|locale| &*locale.tag);
    for page in &raw.pages {
        let name = Spanned { value: page.name.to_string(), span: super::start_of(page.file) };
        super::names::check_id(&name, d);
        heading_ids(page, d);
        if PageId::RESERVED.contains(&&*page.name)
            || locales.iter().any(|locale| locale.tag == page.name)
        {
            d.error(
                Code::ReservedName,
                name.span,
                format!("a page cannot be called `{}`", page.name),
            )
            .help("the guide has a page or a folder of that name already; rename the file");
            continue;
        }
        if source == Some(&page.locale) || !index.pages.contains_key(&*page.name) {
            let anchors = headings(page).map(|(id, _)| id.to_owned());
            let complete = !has_bad_headings(page);
            index.insert(PageId::Markdown(Arc::clone(&page.name)), anchors, complete);
        }
    }
    for (name, _) in &raw.bad_pages {
        let id = PageId::Markdown(Arc::clone(name));
        match index.pages.get_mut(&**name) {
            Some(page) => page.complete = false,
            None => index.insert(id, [], false),
        }
    }
    index
}

fn ids<'a>(declared: &'a Declared, list: &'a str) -> impl Iterator<Item = String> + use<'a> {
    declared.ids(list).map(|id| id.value.clone())
}

/// The browsers that can no longer be used.
fn retired(raw: &RawGuide) -> impl Iterator<Item = BrowserId> {
    let browsers = raw.browsers.iter().flat_map(|file| file.browsers.iter());
    let retired = browsers.filter(|browser| browser.retired.is_some());
    retired.map(|browser| BrowserId::new(browser.id.value.as_str()))
}

fn headings(page: &RawPage) -> impl Iterator<Item = (&str, Span)> {
    page.body
        .iter()
        .flat_map(|part| part.ast.headings.iter().map(|(id, span)| (part.ast.str(*id), *span)))
}

/// Puts the languages of each page together.
pub(super) fn pages(
    raw: &RawGuide,
    texts: &Texts<'_>,
    d: &mut Diagnostics,
) -> Vec<Scoped<Page<Sealed>>> {
    let mut pages = Vec::new();
    let mut aliases = BTreeMap::new();
    for group in raw.pages.chunk_by(|a, b| a.name == b.name) {
        if let Some(page) = page(group, raw, texts, &mut aliases, d) {
            pages.push(page);
        }
    }
    pages
}

fn page(
    group: &[Arc<RawPage>],
    raw: &RawGuide,
    texts: &Texts<'_>,
    aliases: &mut BTreeMap<String, Span>,
    d: &mut Diagnostics,
) -> Option<Scoped<Page<Sealed>>> {
    let mut misnamed = false;
    for page in group {
        if texts.locales.iter().all(|locale| locale.tag != page.locale) {
            unknown_locale(&page.locale, super::start_of(page.file), texts.locales, d);
            misnamed = true;
        }
    }
    let files: Vec<Option<&Arc<RawPage>>> = texts
        .locales
        .iter()
        .map(|locale| {
            let file = group.iter().find(|page| page.locale == locale.tag);
            let (name, tag) = (&group[0].name, &locale.tag);
            let path = format!("content/pages/{name}.{tag}.md");
            let bad = raw.bad_pages.iter().any(|(page, locale)| page == name && locale == tag);
            if file.is_none() && !misnamed && !bad && !texts.sources.is_unread(&path) {
                d.error(
                    Code::MissingLanguage,
                    super::start_of(group[0].file),
                    format!("the page `{name}` is missing in {} (`{tag}`)", locale.name),
                )
                .help(format!("write {path}"));
            }
            file
        })
        .collect();
    let files: Vec<&Arc<RawPage>> = files.into_iter().collect::<Option<_>>()?;
    let source = files.first()?;
    for other in &files[1..] {
        same_headings(source, other, d);
        source_only(other, d);
    }
    let id = PageId::Markdown(Arc::clone(&source.name));
    let title = each(&files, |page| texts.markup(&page.front.title, Extent::Line, d));
    let lead = if source.front.lead.is_some() {
        Some(each(&files, |page| {
            if let Some(lead) = &page.front.lead {
                return texts.markup(lead, Extent::Line, d);
            }
            d.error(
                Code::MissingLanguage,
                super::start_of(page.file),
                "this page has no `lead:`, though it has one in another language",
            )
            .help("add `lead: …` to the front matter");
            None
        }))
    } else {
        None
    };
    let body = each(&files, |page| {
        let parts: Vec<Option<Scoped<Markup>>> = page
            .body
            .iter()
            .map(|part| {
                let markup =
                    texts.references(&part.ast, super::start_of(page.file), Some(&id), d)?;
                Some(Scoped::new(part.audience.into(), markup))
            })
            .collect();
        parts.into_iter().collect::<Option<Vec<_>>>()
    });
    let aliases = page_aliases(source, texts, aliases, d);
    let audience: Audience = source.front.audience.unwrap_or_default().into();
    let page = Page {
        name: Arc::clone(&source.name),
        title: title?,
        lead: lead.map_or(Some(None), |lead| lead.map(Some))?,
        aliases,
        body: body?,
    };
    Some(Scoped::new(audience, page))
}

fn each<T>(
    files: &[&Arc<RawPage>],
    read: impl FnMut(&&Arc<RawPage>) -> Option<T>,
) -> Option<Localized<T>> {
    let all: Vec<Option<T>> = files.iter().map(read).collect();
    all.into_iter().collect::<Option<Vec<_>>>().map(Localized::new)
}

/// The language switch keeps the place on the page, so every language has the same places in the same order.
fn same_headings(source: &RawPage, other: &RawPage, d: &mut Diagnostics) {
    if has_bad_headings(source) || has_bad_headings(other) {
        return;
    }
    if source.has_bad_parts || other.has_bad_parts {
        return;
    }
    if internal_parts(source) != internal_parts(other) {
        d.error(
            Code::HeadingMismatch,
            super::start_of(other.file),
            format!("the internal parts of this page are not those of `{}`", source.locale),
        )
        .help("begin and end each `:::internal` part at the same place, around the same headings, in every language");
        return;
    }
    let (mut ours, mut theirs) = (headings(source), headings(other));
    loop {
        let (here, there) = (ours.next(), theirs.next());
        let language = &source.locale;
        let (span, message) = match (here, there) {
            (None, None) => return,
            (Some((a, _)), Some((b, _))) if a == b => continue,
            (Some((a, _)), Some((b, span))) => {
                (span, format!("the heading `{b}` stands where `{language}` has `{a}`"))
            }
            (Some((a, _)), None) => {
                let last = headings(other).last().map(|(_, span)| span);
                let span = last.unwrap_or_else(|| super::start_of(other.file));
                (span, format!("after this, the heading `{a}` of `{language}` is missing"))
            }
            (None, Some((b, span))) => {
                (span, format!("the heading `{b}` is not there in `{language}`"))
            }
        };
        let diagnostic = d.error(Code::HeadingMismatch, span, message);
        diagnostic
            .help("give both languages the same headings with the same ids in the same order");
        if let Some((_, span)) = here {
            diagnostic.related(span, "in the source language");
        }
        return;
    }
}

/// The internal parts of a page, each with the headings in it. Headings for everybody are compared one by one.
fn internal_parts(page: &RawPage) -> Vec<Vec<&str>> {
    let internal = page.body.iter().filter(|part| part.audience == RawAudience::Internal);
    internal
        .map(|part| part.ast.headings.iter().map(|(id, _)| part.ast.str(*id)).collect())
        .collect()
}

fn has_bad_headings(page: &RawPage) -> bool {
    page.body.iter().any(|part| part.ast.bad_headings)
}

/// Ids of headings are places on one page.
fn heading_ids(page: &RawPage, d: &mut Diagnostics) {
    let ids: Vec<Spanned<String>> =
        headings(page).map(|(id, span)| Spanned { value: id.to_owned(), span }).collect();
    Ids::new(("heading", "this file", Code::UnknownAnchor), ids.iter(), true, d).refuse([], d);
}

/// What does not depend on the language stands in the source language's file alone, so that it cannot differ.
fn source_only(page: &RawPage, d: &mut Diagnostics) {
    let audience = page.front.audience.filter(|audience| *audience != RawAudience::External);
    let alias = page.front.aliases.first();
    if audience.is_some() || alias.is_some() {
        let span = alias.map_or(super::start_of(page.file), |alias| alias.span);
        d.error(
            Code::MisplacedKey,
            span,
            "`aliases` and `audience` stand in the source language's file only",
        )
        .help("move the key to the page's file in the first language of the guide");
    }
}

fn page_aliases(
    page: &RawPage,
    texts: &Texts<'_>,
    taken: &mut BTreeMap<String, Span>,
    d: &mut Diagnostics,
) -> Vec<Arc<str>> {
    for alias in page.front.aliases.iter() {
        super::names::check_id(alias, d);
        if texts.pages.get(alias).is_some() || PageId::RESERVED.contains(&alias.value.as_str()) {
            d.error(
                Code::ReservedName,
                alias.span,
                format!("`{}` is the name of a page that is there", alias.value),
            )
            .help("an alias is an earlier name that no page has now");
        }
        if let Some(first) = taken.insert(alias.value.clone(), alias.span) {
            d.error(
                Code::DuplicateId,
                alias.span,
                format!("two pages were called `{}`", alias.value),
            )
            .related(first, "the other one")
            .help("only one page can be found at an address");
        }
    }
    page.front.aliases.iter().map(|alias| alias.value.as_str().into()).collect()
}
