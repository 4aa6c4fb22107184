//! The pages of a language, drafted in the order of the navigation.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use tera::TeraResult;

use super::draft::{self, Draft, Made};
use super::frame::{self, Neighbours, Saying, frame};
use super::link::Place;
use super::markdown::{Writer, html_of};
use super::shared::{Depth, fingerprint};
use super::{Tools, access, decode, handout, platform, requirements, steps};
use crate::guide::{Audience, Directive, Marked, Markup, Open, Page, PageId, Reference};
use crate::localize::Projection;
use crate::markup::{Event, Tag};
use crate::view::{ActionView, ContentsView, FrameView, HomeView, LinkView, MarkdownView};

/// Drafts every page of a language.
pub(super) fn drafts<'a>(projection: Projection<'a>, tools: Tools<'a>) -> Vec<Draft<'a>> {
    let language = Arc::new(Language::new(projection, tools));
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

    fn frame(&self, place: &Place, saying: Saying) -> FrameView {
        let page = place.here();
        let frame = frame(&self.writer(place), page, self.neighbours(page), saying);
        // It stands in the page's own folder.
        let handout = handout::is_there(self.projection, page).then(|| LinkView {
            href: handout::NAME.to_owned(),
            title: html_of(&self.projection.words().paper_link),
        });
        FrameView { handout: handout.filter(|_| self.tools.prints), ..frame }
    }

    /// A draft of a page that is made of the guide's data.
    pub(super) fn draft<V: serde::Serialize + Hash + 'a>(
        self: &Arc<Self>,
        place: Place,
        template: &'static str,
        view: impl FnOnce(&Writer<'_>) -> (Saying, V) + Send + 'a,
    ) -> Draft<'a> {
        self.draft_of(self.tools.data, place, template, move |_, writer| {
            let (saying, view) = view(writer);
            let content = fingerprint(&view);
            Content { saying, fingerprint: content, view: Box::new(|| Ok(view)) }
        })
    }

    /// A draft of a page that is made of what `inputs` stands for.
    fn draft_of<V: serde::Serialize + 'a>(
        self: &Arc<Self>,
        inputs: u64,
        place: Place,
        template: &'static str,
        content: impl FnOnce(&Arc<Self>, &Writer<'_>) -> Content<'a, V> + Send + 'a,
    ) -> Draft<'a> {
        let folder = place.here().folder();
        let path = format!("{}/{folder}index.html", self.projection.locale().tag);
        let language = Arc::clone(self);
        let make = Box::new(move || {
            let Content { saying, fingerprint, view } =
                content(&language, &language.writer(&place));
            let frame = language.frame(&place, saying);
            language.made(place.here(), template, frame, fingerprint, view)
        });
        Draft { path, template, inputs, make }
    }

    fn made<V: serde::Serialize + 'a>(
        &self,
        page: &PageId,
        template: &'static str,
        frame: FrameView,
        rest: u64,
        view: Box<dyn FnOnce() -> TeraResult<V> + 'a>,
    ) -> Made<'a> {
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
        let parts = (template, site.fingerprint, navigation.fingerprint, rest, &frame);
        let shown = fingerprint(&parts);
        let context = Box::new(move || {
            let mut data = tera::Context::new();
            data.insert_value("site", site.value);
            data.insert_value("navigation", navigation.value);
            data.insert("frame", &frame);
            data.insert("page", &view()?);
            Ok(data)
        });
        Made { shown, context }
    }
}

/// What stands on a page beside its frame.
struct Content<'a, V> {
    saying: Saying,
    /// A number that differs when the rest does.
    fingerprint: u64,
    view: Box<dyn FnOnce() -> TeraResult<V> + 'a>,
}

fn home<'a>(language: &Arc<Language<'a>>) -> Draft<'a> {
    language.draft(Place::new(PageId::Home), "home.html", |writer| {
        let (projection, place) = (writer.projection, writer.place);
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
        let highlights = guide.common.highlights.iter();
        let view = HomeView {
            welcome: writer.blocks(projection.text(&guide.common.welcome)),
            actions,
            highlights: highlights.map(|line| writer.blocks(projection.text(line))).collect(),
        };
        let saying = Saying {
            lead: None,
            description: writer.plain(projection.text(&guide.common.description)),
            contents: Vec::new(),
        };
        (saying, view)
    })
}

fn markdown<'a>(language: &Arc<Language<'a>>, page: &'a Page<Open>) -> Draft<'a> {
    let projection = language.projection;
    let place = Place::new(PageId::Markdown(Arc::clone(&page.name)));
    let inputs = fingerprint(&(language.tools.data, draft::text(page, projection)));
    language.draft_of(inputs, place, "markdown.html", move |language, writer| {
        let lead = page.lead.as_ref().map(|lead| projection.text(lead));
        let body = projection.text(&page.body).as_slice();
        let saying = Saying {
            description: lead.map_or_else(
                || writer.plain(projection.text(&projection.guide.common.description)),
                |lead| writer.plain(lead),
            ),
            lead: lead.map(|lead| writer.line(lead)),
            contents: contents(body, writer),
        };
        // A page with data in it shows much of the data; one without shows its text and what that refers to.
        let places_data = body
            .iter()
            .flat_map(|part| part.value.references.iter())
            .any(|one| matches!(one, Reference::Directive(_)));
        if places_data {
            let failure = RefCell::new(None);
            let body = writer.page(body, &|what| {
                directive(what, writer, language.tools).unwrap_or_else(|error| {
                    failure.replace(Some(error));
                    String::new()
                })
            });
            let (view, failure) = (MarkdownView { body }, failure.into_inner());
            let content = fingerprint(&(&view, failure.is_some()));
            let view = move || failure.map_or(Ok(view), Err);
            return Content { saying, fingerprint: content, view: Box::new(view) };
        }
        let content = body_fingerprint(body, writer);
        let (language, place) = (Arc::clone(language), writer.place.clone());
        let view = move || {
            let body = language.writer(&place).page(body, &|_| String::new());
            Ok(MarkdownView { body })
        };
        Content { saying, fingerprint: content, view: Box::new(view) }
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
fn directive(what: &Directive, writer: &Writer<'_>, tools: Tools<'_>) -> TeraResult<String> {
    let guide = writer.projection.guide;
    let mut context = tera::Context::new();
    context.insert("words", writer.projection.words());
    let template = match what {
        Directive::Matrix => {
            let Some(matrix) = &guide.access else { return Ok(String::new()) };
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
                return Ok(String::new());
            };
            let (steps, figures) = steps::embedded_steps(platform, writer);
            context.insert("steps", &steps);
            context.insert("figures", &figures);
            "part_steps.html"
        }
    };
    tools.tera.render(template, &context)
}
