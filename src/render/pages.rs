//! The pages of a language, drafted in the order of the navigation.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError};

use rayon::prelude::*;

use super::frame::{self, Neighbours, Saying, frame};
use super::link::Place;
use super::markdown::{Writer, html_of};
use super::shared::{Depth, fingerprint};
use super::{Draft, Tools, access, decode, handout, platform, requirements, steps};
use crate::guide::{Audience, Directive, Marked, Markup, Open, Page, PageId, Reference};
use crate::localize::Projection;
use crate::markup::{Event, Tag};
use crate::view::{ActionView, ContentsView, FrameView, HomeView, LinkView, MarkdownView};

/// Drafts every page of a language.
pub(super) fn drafts<'a>(projection: Projection<'a>, tools: Tools<'a>) -> Vec<Draft<'a>> {
    let language = Language::new(projection, tools);
    let guide = projection.guide;
    let mut drafts = vec![home(&language)];
    if !guide.requirements.is_empty() {
        drafts.push(requirements::page(&language));
    }
    if let Some(page) = &guide.decode {
        drafts.push(decode::page(&language, page));
    }
    if let Some(matrix) = &guide.access {
        drafts.push(access::page(&language, matrix));
    }
    if !guide.platforms.is_empty() {
        drafts.push(platform::join(&language));
    }
    for platform in &guide.platforms {
        drafts.extend(platform::pages(&language, platform));
    }
    drafts.par_extend(guide.pages.par_iter().map(|page| markdown(&language, page)));
    drafts
}

/// Home, a page, a platform, a platform's page for one browser.
const DEPTHS: usize = 4;

/// What drafting a page of one language takes.
pub(super) struct Language<'a> {
    pub(super) projection: Projection<'a>,
    pub(super) tools: Tools<'a>,
    /// What the pages at a depth share, once one of them is drafted.
    depths: [OnceLock<Depth>; DEPTHS],
    /// Every page of the navigation: its section and its place in the reading order.
    placed: BTreeMap<&'a PageId, (usize, usize)>,
    order: Vec<&'a PageId>,
}

impl<'a> Language<'a> {
    fn new(projection: Projection<'a>, tools: Tools<'a>) -> Self {
        let mut placed = BTreeMap::new();
        let mut order = Vec::new();
        for (section, pages) in
            projection.guide.navigation.iter().map(|section| &section.pages).enumerate()
        {
            for page in pages {
                placed.insert(page, (section, order.len()));
                order.push(page);
            }
        }
        Self { projection, tools, depths: Default::default(), placed, order }
    }

    pub(super) fn writer<'w>(&'w self, place: &'w Place) -> Writer<'w> {
        Writer::new(self.projection, place, self.tools)
    }

    fn neighbours(&self, page: &PageId) -> Neighbours<'a> {
        let Some((_, at)) = self.placed.get(page) else { return Neighbours::default() };
        let previous = at.checked_sub(1).and_then(|at| self.order.get(at)).copied();
        Neighbours { previous, next: self.order.get(at + 1).copied() }
    }

    pub(super) fn frame(&self, page: &PageId, place: &Place, saying: Saying) -> FrameView {
        let frame = frame(&self.writer(place), page, self.neighbours(page), saying);
        // It stands in the page's own folder.
        let handout = handout::is_there(self.projection, page).then(|| LinkView {
            href: handout::NAME.to_owned(),
            title: html_of(&self.projection.words().paper_link),
        });
        FrameView { handout: handout.filter(|_| self.tools.prints), ..frame }
    }

    /// A draft of a page whose view is at hand.
    pub(super) fn draft<V: serde::Serialize + std::hash::Hash + Send + 'a>(
        &self,
        page: &PageId,
        template: &'static str,
        frame: FrameView,
        view: V,
    ) -> Draft<'a> {
        let fingerprint = fingerprint(&view);
        self.lazy(page, template, frame, fingerprint, move || view)
    }

    /// A draft of a page whose view is made when it is written; `content` must say when it differs.
    fn lazy<V: serde::Serialize + 'a>(
        &self,
        page: &PageId,
        template: &'static str,
        frame: FrameView,
        content: u64,
        view: impl FnOnce() -> V + Send + 'a,
    ) -> Draft<'a> {
        let section = match page {
            PageId::PlatformBrowser(platform, _) => {
                self.placed.get(&PageId::Platform(platform.clone()))
            }
            other => self.placed.get(other),
        };
        let depth = page.folder().matches('/').count().min(DEPTHS - 1);
        let depth =
            self.depths[depth].get_or_init(|| Depth::new(self.projection, depth, self.tools));
        let navigation = depth.navigation(section.map_or(0, |(section, _)| *section)).clone();
        let site = depth.site.clone();
        let parts = (template, site.fingerprint, navigation.fingerprint, content, &frame);
        let fingerprint = fingerprint(&parts);
        let write = Box::new(move || {
            let mut data = tera::Context::new();
            data.insert_value("site", site.value);
            data.insert_value("navigation", navigation.value);
            data.insert("frame", &frame);
            data.insert("page", &view());
            data
        });
        let path = format!("{}/{}index.html", self.projection.locale().tag, page.folder());
        Draft { path, template, fingerprint, context: write }
    }
}

fn home<'a>(language: &Language<'a>) -> Draft<'a> {
    let (projection, place) = (language.projection, Place::new(PageId::Home));
    let writer = language.writer(&place);
    let (guide, words) = (projection.guide, projection.words());
    let action = |page: PageId, title: &str, text: &str| ActionView {
        page: page.to_string(),
        href: place.page(&page),
        title: writer.words_heading(title),
        text: text.to_owned(),
    };
    let mut actions = Vec::new();
    if !guide.requirements.is_empty() {
        actions.push(action(PageId::Check, &words.action_check, &words.action_check_text));
    }
    if !guide.platforms.is_empty() {
        actions.push(action(PageId::Join, &words.action_join, &words.action_join_text));
    }
    if guide.access.is_some() {
        actions.push(action(PageId::Access, &words.action_prepare, &words.action_prepare_text));
    }
    let view = HomeView {
        welcome: writer.blocks(projection.text(&guide.common.welcome)),
        actions,
        highlights: guide
            .common
            .highlights
            .iter()
            .map(|line| writer.blocks(projection.text(line)))
            .collect(),
    };
    let saying = Saying {
        lead: None,
        description: writer.plain(projection.text(&guide.common.description)),
        contents: Vec::new(),
    };
    let frame = language.frame(&PageId::Home, &place, saying);
    language.draft(&PageId::Home, "home.html", frame, view)
}

fn markdown<'a>(language: &Language<'a>, page: &'a Page<Open>) -> Draft<'a> {
    let projection = language.projection;
    let id = PageId::Markdown(Arc::clone(&page.name));
    let place = Place::new(id.clone());
    let writer = language.writer(&place);
    let lead = page.lead.as_ref().map(|lead| projection.text(lead));
    let body = projection.text(&page.body).as_slice();
    let saying = Saying {
        description: lead.map_or_else(
            || writer.plain(projection.text(&projection.guide.common.description)),
            |lead| writer.plain(lead),
        ),
        lead: lead.map(|lead| writer.line(lead)),
        contents: contents(body, &writer),
    };
    let frame = language.frame(&id, &place, saying);
    let tools = language.tools;
    // A page with data in it depends on all of the data; one without depends on its text and on what it refers to.
    let places_data = body
        .iter()
        .flat_map(|part| part.value.references.iter())
        .any(|one| matches!(one, Reference::Directive(_)));
    if places_data {
        let body = writer.page(body, &|what| directive(what, &writer, tools));
        return language.draft(&id, "markdown.html", frame, MarkdownView { body });
    }
    let content = body_fingerprint(body, &writer);
    language.lazy(&id, "markdown.html", frame, content, move || {
        let writer = Writer::new(projection, &place, tools);
        MarkdownView { body: writer.page(body, &|_| String::new()) }
    })
}

/// A number that differs when the text of a page without directives is written differently.
fn body_fingerprint(body: &[Marked<Markup>], writer: &Writer<'_>) -> u64 {
    let parts: Vec<(Audience, u64, Vec<String>, Vec<&str>)> = body
        .iter()
        .map(|part| {
            let written = part.value.references.iter().map(|reference| match reference {
                Reference::Label(id) => {
                    let mut written = String::new();
                    writer.label(id, &mut written);
                    written
                }
                Reference::Value(id) => {
                    let mut written = String::new();
                    writer.value(id, &mut written);
                    written
                }
                Reference::Link(target) => writer.place.target(target),
                Reference::Url(url) => url.to_string(),
                Reference::Image(path) => writer.assets.image(path).to_owned(),
                Reference::Directive(_) | Reference::Mark(_) => String::new(),
            });
            let stale = writer.stale_headings(&part.value).map(|(id, _)| id);
            (part.audience, part.value.ast.fingerprint, written.collect(), stale.collect())
        })
        .collect();
    fingerprint(&parts)
}

/// The headings of a page as links to them.
fn contents(body: &[Marked<Markup>], writer: &Writer<'_>) -> Vec<ContentsView> {
    let mut contents = Vec::new();
    for part in body.iter().map(|part| &part.value) {
        let events = &part.ast.events;
        let mut heading = None;
        for (at, event) in events.iter().enumerate() {
            match (event, heading) {
                (Event::Start(Tag::Heading(2, id)), _) => {
                    heading = Some((part.ast.str(*id), at + 1));
                }
                (Event::End(Tag::Heading(2, _)), Some((id, start))) => {
                    let title = writer.heading_in(part, &events[start..at]);
                    contents.push(frame::place(id, title));
                    heading = None;
                }
                _ => {}
            }
        }
    }
    contents
}

/// Something made from data, in the text of a page.
fn directive(what: &Directive, writer: &Writer<'_>, tools: Tools<'_>) -> String {
    let guide = writer.projection.guide;
    let mut context = tera::Context::new();
    context.insert("words", writer.projection.words());
    let template = match what {
        Directive::Matrix => {
            let Some(matrix) = &guide.access else { return String::new() };
            context.insert("matrix", &access::matrix(matrix, writer, access::Rows::Embedded));
            "part_matrix.html"
        }
        Directive::Requirements(level) => {
            let requirements: Vec<_> = guide
                .requirements
                .iter()
                .filter(|requirement| level.is_none_or(|level| requirement.level == level))
                .map(|requirement| requirements::short(requirement, writer))
                .collect();
            context.insert("requirements", &requirements);
            "part_requirements.html"
        }
        Directive::Steps(id) => {
            let Some(platform) = guide.platforms.iter().find(|platform| platform.id == *id) else {
                return String::new();
            };
            let (steps, figures) = steps::embedded_steps(platform, writer);
            context.insert("steps", &steps);
            context.insert("figures", &figures);
            "part_steps.html"
        }
    };
    tools.tera.render(template, &context).unwrap_or_else(|error| {
        tools.failures.lock().unwrap_or_else(PoisonError::into_inner).push(error);
        String::new()
    })
}
