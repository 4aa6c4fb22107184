//! [`Guide`] to [`EditionGuide`]: what an edition may not show is left out.
//!
//! In: the guide and an edition. Out: the guide as that edition's readers may see it, and an error for every link from
//! it to something they may not. This is the only place where audience is looked at.
#![expect(clippy::disallowed_methods, reason = "this is the place where audiences are looked at")]

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{
    ACCESS_PLACES, Access, AccessTarget, Anchor, AssetPath, Audience, CHECK_PLACES, Common,
    Directive, Edition, EditionGuide, Guide, GuideAt, LabelId, Localized, Marked, Markup, Open,
    PLATFORM_PLACES, Page, PageId, Platform, ProbeId, Reference, Requirement, Rule, Scoped, Sealed,
    Section, ServerId, Step, Target,
};

/// Leaves out what readers of the edition may not see.
#[must_use]
pub fn redact(guide: &Guide, edition: &Edition) -> (EditionGuide, Diagnostics) {
    let reader = edition.audience;
    let mut redacted = open(guide, reader);
    let shown = Shown::of(&redacted);
    let navigation =
        visible(&guide.navigation, reader).filter_map(|from| section(from, &shown)).collect();
    let mut diagnostics = hidden_links(&redacted, &shown, edition);
    hidden_probes(&redacted, edition, &mut diagnostics);
    redacted.navigation = navigation;
    redacted.pictures = pictures(&redacted);
    (redacted, diagnostics)
}

/// What a reader may see, but for what has to be known of the whole first.
fn open(guide: &Guide, reader: Audience) -> EditionGuide {
    let requirements: Vec<_> = visible(&guide.requirements, reader)
        .map(|requirement| self::requirement(requirement, reader))
        .collect();
    let wanted = Wanted::by(&requirements);
    GuideAt {
        common: Arc::clone(&guide.common),
        navigation: Vec::new(),
        decode: guide.decode.open(reader).cloned().flatten(),
        access: guide.access.as_ref().map(|access| self::access(access, &requirements, reader)),
        requirements,
        platforms: visible(&guide.platforms, reader)
            .map(|platform| self::platform(platform, &wanted, reader))
            .collect(),
        pages: visible(&guide.pages, reader).map(|page| self::page(page, reader)).collect(),
        pictures: BTreeSet::new(),
        marked_labels: marked_labels(&guide.common, reader),
        stale: match reader {
            Audience::External => BTreeSet::new(),
            Audience::Internal => guide.stale.clone(),
        },
    }
}

/// The labels to mark as unconfirmed. Engineers have to know which ones; a customer looks at the screen anyway, and reads
/// once on each page that the wording may differ.
fn marked_labels(common: &Common, reader: Audience) -> BTreeSet<LabelId> {
    let marked = common.labels.iter().filter(|(_, label)| !label.is_confirmed);
    match reader {
        Audience::External => BTreeSet::new(),
        Audience::Internal => marked.map(|(id, _)| id.clone()).collect(),
    }
}

/// The pictures that the texts of an edition show.
fn pictures(guide: &EditionGuide) -> BTreeSet<AssetPath> {
    let mut pictures = BTreeSet::new();
    each_markup(guide, &mut |markup| {
        pictures.extend(markup.references.iter().filter_map(|reference| match reference {
            Reference::Image(path) => Some(path.clone()),
            _ => None,
        }));
    });
    pictures
}

fn visible<T>(items: &[Scoped<T>], reader: Audience) -> impl Iterator<Item = &T> {
    items.iter().filter_map(move |item| item.open(reader))
}

/// As [`visible`], for what says for whom it is.
fn marked<T: Clone>(items: &[Scoped<T>], reader: Audience) -> Vec<Marked<T>> {
    let open = items.iter().filter_map(|item| item.open_for(reader));
    open.map(|(audience, value)| Marked { audience, value: value.clone() }).collect()
}

fn requirement(from: &Requirement<Sealed>, reader: Audience) -> Requirement<Open> {
    Requirement {
        id: from.id.clone(),
        slot: from.slot,
        level: from.level,
        used: from.used,
        name: from.name.clone(),
        why: from.why.clone(),
        rule: from.rule.clone(),
        remedy: from.remedy.clone(),
        remedies: from.remedies.clone(),
        notes: marked(&from.notes, reader),
        provenance: from.provenance.clone(),
    }
}

fn access(
    from: &Access<Sealed>,
    requirements: &[Requirement<Open>],
    reader: Audience,
) -> Access<Open> {
    let cases: Vec<_> = visible(&from.cases, reader).cloned().collect();
    let target = |target: &AccessTarget<Sealed>| AccessTarget {
        id: target.id.clone(),
        name: target.name.clone(),
        cells: target
            .cells
            .iter()
            .filter(|(id, _)| cases.iter().any(|case| case.id == **id))
            .map(|(id, cell)| (id.clone(), cell.clone()))
            .collect(),
        comment: target.comment.clone(),
        needs: target
            .needs
            .iter()
            .filter(|id| requirements.iter().any(|requirement| requirement.id == **id))
            .cloned()
            .collect(),
        notes: marked(&target.notes, reader),
    };
    Access {
        targets: visible(&from.targets, reader).map(target).collect(),
        cases,
        marks: from.marks.clone(),
        legend_note: from.legend_note.clone(),
    }
}

/// What the rules of the requirements of an edition try to reach. The rest of the probes stays out of it, name and all.
struct Wanted {
    probes: BTreeSet<ProbeId>,
    servers: BTreeSet<ServerId>,
}

impl Wanted {
    fn by(requirements: &[Requirement<Open>]) -> Self {
        let mut wanted = Self { probes: BTreeSet::new(), servers: BTreeSet::new() };
        for requirement in requirements {
            requirement.rule.each(&mut |rule| match rule {
                Rule::Reach(probe) => drop(wanted.probes.insert(probe.id.clone())),
                Rule::Udp(server) => drop(wanted.servers.insert(server.id.clone())),
                _ => {}
            });
        }
        wanted
    }
}

fn platform(from: &Platform<Sealed>, wanted: &Wanted, reader: Audience) -> Platform<Open> {
    let step = |step: &Step<Sealed>| Step {
        id: step.id.clone(),
        title: step.title.clone(),
        text: step.text.clone(),
        figure: step.figure.clone(),
        variants: step.variants.clone(),
        choices: visible(&step.choices, reader).cloned().collect(),
        expect: step.expect.clone(),
        warning: step.warning.clone(),
        notes: marked(&step.notes, reader),
    };
    Platform {
        id: from.id.clone(),
        name: from.name.clone(),
        title: from.title.clone(),
        lead: from.lead.clone(),
        key_title: from.key_title.clone(),
        key_text: from.key_text.clone(),
        about: from.about.clone(),
        browsers: from.browsers.clone(),
        systems: from.systems.clone(),
        clients: from.clients.clone(),
        steps: from.steps.iter().map(step).collect(),
        topics: visible(&from.topics, reader).cloned().collect(),
        hosts: visible(&from.hosts, reader).cloned().collect(),
        probes: from.probes.iter().filter(|one| wanted.probes.contains(&one.id)).cloned().collect(),
        servers: from
            .servers
            .iter()
            .filter(|one| wanted.servers.contains(&one.id))
            .cloned()
            .collect(),
        network: from.network.clone(),
        links: visible(&from.links, reader).cloned().collect(),
        notes: marked(&from.notes, reader),
        provenance: from.provenance.clone(),
    }
}

fn page(from: &Page<Sealed>, reader: Audience) -> Page<Open> {
    Page {
        name: Arc::clone(&from.name),
        title: from.title.clone(),
        lead: from.lead.clone(),
        aliases: from.aliases.clone(),
        body: from.body.map(|parts| marked(parts, reader)),
    }
}

/// A section without the pages that are not shown; none if no page is left.
fn section(from: &Section, shown: &Shown<'_>) -> Option<Section> {
    let pages: Vec<PageId> = from.pages.iter().filter(|page| shown.has(page)).cloned().collect();
    (!pages.is_empty()).then(|| Section {
        id: Arc::clone(&from.id),
        title: from.title.clone(),
        pages,
    })
}

/// The pages of an edition, and whether it has a place.
struct Shown<'a> {
    guide: &'a EditionGuide,
    pages: BTreeSet<PageId>,
}

impl<'a> Shown<'a> {
    fn of(guide: &'a EditionGuide) -> Self {
        Self { guide, pages: guide.page_ids().into_iter().collect() }
    }

    fn has(&self, page: &PageId) -> bool {
        self.pages.contains(page)
    }

    fn has_target(&self, target: &Target) -> bool {
        let place =
            target.anchor.as_ref().is_none_or(|anchor| self.has_place(&target.page, anchor));
        place && self.has(&target.page)
    }

    /// Only items and internal parts take their places away with them; all others are the same in every edition.
    fn has_place(&self, page: &PageId, anchor: &Anchor) -> bool {
        let anchor = anchor.as_str();
        match page {
            PageId::Check => {
                CHECK_PLACES.contains(&anchor)
                    || self.guide.requirements.iter().any(|one| one.id.as_str() == anchor)
            }
            PageId::Access => self.guide.access.as_ref().is_some_and(|access| {
                let case = anchor.strip_prefix("case-");
                ACCESS_PLACES.contains(&anchor)
                    || access.targets.iter().any(|target| target.id.as_str() == anchor)
                    || access.cases.iter().any(|one| case == Some(one.id.as_str()))
            }),
            PageId::Markdown(name) => {
                let pages = &self.guide.pages;
                let found = pages.binary_search_by(|page| page.name.cmp(name));
                let parts = found.into_iter().flat_map(|index| pages[index].body.iter().flatten());
                parts
                    .flat_map(|part| {
                        part.value.ast.headings.iter().map(|(id, _)| part.value.ast.str(*id))
                    })
                    .any(|id| id == anchor)
            }
            PageId::Platform(id) => {
                let platforms = &self.guide.platforms;
                platforms.iter().find(|platform| platform.id == *id).is_some_and(|platform| {
                    PLATFORM_PLACES.contains(&anchor)
                        || platform.steps.iter().any(|step| step.id.as_str() == anchor)
                        || platform.topics.iter().any(|topic| topic.id.as_str() == anchor)
                })
            }
            PageId::Home | PageId::Decode | PageId::Join | PageId::PlatformBrowser(..) => true,
        }
    }
}

/// An error for every link that leads where the edition's readers may not go.
fn hidden_links(guide: &EditionGuide, shown: &Shown<'_>, edition: &Edition) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    each_markup(guide, &mut |markup| {
        for (reference, raw) in markup.references.iter().zip(&markup.ast.references) {
            let hidden = match reference {
                Reference::Link(target) => {
                    (!shown.has_target(target)).then(|| match &target.anchor {
                        Some(anchor) => format!("{}#{anchor}", target.page),
                        None => target.page.to_string(),
                    })
                }
                Reference::Directive(Directive::Steps(platform)) => {
                    let page = PageId::Platform(platform.clone());
                    (!shown.has(&page)).then(|| page.to_string())
                }
                _ => None,
            };
            if let Some(hidden) = hidden {
                diagnostics
                    .error(
                        Code::HiddenLink,
                        raw.span,
                        format!("this leads to `{hidden}`, which the edition `{}` does not show", edition.name),
                    )
                    .help("put the text with the link into an internal note or part too, or make its aim external");
            }
        }
    });
    diagnostics
}

/// An error for everything that a rule of the edition tries to reach and that belongs to a platform it does not show.
fn hidden_probes(guide: &EditionGuide, edition: &Edition, diagnostics: &mut Diagnostics) {
    let platforms = || guide.platforms.iter();
    let mut hidden = |what: &str, id: &dyn std::fmt::Display, span| {
        diagnostics
            .error(
                Code::HiddenLink,
                span,
                format!(
                    "this needs the {what} `{id}`, which the edition `{}` does not show",
                    edition.name
                ),
            )
            .help(
                "make the requirement internal too, or move what it needs to a platform that everybody \
                 sees",
            );
    };
    for requirement in &guide.requirements {
        requirement.rule.each(&mut |rule| match rule {
            Rule::Reach(probe)
                if platforms().all(|one| one.probes.iter().all(|known| known.id != probe.id)) =>
            {
                hidden("probe", &probe.id, probe.span);
            }
            Rule::Udp(server)
                if platforms().all(|one| one.servers.iter().all(|known| known.id != server.id)) =>
            {
                hidden("server", &server.id, server.span);
            }
            _ => {}
        });
    }
}

/// Calls `visit` with every text that the edition shows, in every language.
fn each_markup(guide: &EditionGuide, visit: &mut impl FnMut(&Markup)) {
    let mut all = |texts: &[&Localized<Markup>]| {
        texts.iter().flat_map(|text| text.iter()).for_each(&mut *visit);
    };
    let common = &guide.common;
    all(&[&common.welcome, &common.contact]);
    all(&common.notices.iter().chain(&common.highlights).collect::<Vec<_>>());
    for browser in &common.browsers {
        let texts = [&browser.supported, &browser.update, &browser.retired];
        all(&texts.into_iter().flatten().collect::<Vec<_>>());
    }
    for requirement in &guide.requirements {
        all(&[&requirement.why, &requirement.remedy]);
        all(&requirement.remedies.iter().map(|variant| &variant.text).collect::<Vec<_>>());
        all(&texts_of(&requirement.notes));
    }
    if let Some(access) = &guide.access {
        all(&access.legend_note.iter().collect::<Vec<_>>());
        all(&access.cases.iter().map(|case| &case.description).collect::<Vec<_>>());
        for target in &access.targets {
            all(&target.comment.iter().collect::<Vec<_>>());
            all(&texts_of(&target.notes));
            all(&target.cells.values().filter_map(|cell| cell.when.as_ref()).collect::<Vec<_>>());
        }
    }
    for platform in &guide.platforms {
        all(&[&platform.key_text, &platform.about]);
        all(&platform.network.iter().collect::<Vec<_>>());
        all(&texts_of(&platform.notes));
        all(&platform.topics.iter().map(|topic| &topic.text).collect::<Vec<_>>());
        all(&platform.hosts.iter().map(|host| &host.purpose).collect::<Vec<_>>());
        for step in &platform.steps {
            let texts = step.text.iter().chain(&step.expect).chain(&step.warning);
            all(&texts.collect::<Vec<_>>());
            all(&texts_of(&step.notes));
            all(&step.variants.iter().map(|one| &one.variant.text).collect::<Vec<_>>());
            all(&step.choices.iter().map(|choice| &choice.text).collect::<Vec<_>>());
        }
    }
    for page in &guide.pages {
        page.body.iter().flatten().for_each(|part| visit(&part.value));
    }
}

fn texts_of(notes: &[Marked<Localized<Markup>>]) -> Vec<&Localized<Markup>> {
    notes.iter().map(|note| &note.value).collect()
}
