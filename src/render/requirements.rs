//! The check page: the requirements as a list that is complete without a script.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draft::Draft;
use super::frame::{self, Saying};
use super::link::Place;
use super::markdown::{Writer, html_of};
use super::pages::Language;
use super::{policy, steps};
use crate::guide::{
    Browser, Frequency, Level, Localized, Markup, Open, PageId, Probe, PublicUrl, Requirement,
    Rule, Server,
};
use crate::view::{
    BrowserView, CheckView, CheckerView, Html, LinkView, NameView, ProbeView, QuestionView,
    ReasonView, RequirementLinkView, RequirementView, ServerView,
};

/// Drafts the page.
pub(super) fn page<'a>(language: &Arc<Language<'a>>) -> Draft<'a> {
    language.draft(Place::new(PageId::Check), "check.html", |writer| {
        let projection = writer.projection;
        let words = projection.words();
        let requirements = &projection.guide.requirements;
        let browsers = browsers(writer);
        let mut contents: Vec<_> = requirements
            .iter()
            .map(|one| frame::place(one.id.as_str(), writer.heading(projection.text(&one.name))))
            .collect();
        if !browsers.is_empty() {
            contents.push(frame::place("browsers", writer.words_heading(&words.browsers_title)));
        }
        let saying = Saying {
            lead: Some(html_of(&words.check_lead)),
            description: words.check_lead.to_string(),
            contents,
        };
        let requirements: Vec<RequirementView> =
            requirements.iter().map(|requirement| view(requirement, writer)).collect();
        let remedies = requirements.iter().flat_map(|requirement| &requirement.remedies);
        let systems = steps::systems(remedies, None, writer);
        (saying, CheckView { requirements, systems, browsers, checker: checker(writer) })
    })
}

/// What the checker works with.
fn checker(writer: &Writer<'_>) -> CheckerView {
    let (projection, place, assets) = (writer.projection, writer.place, writer.assets);
    let guide = projection.guide;
    let name = |markup: &Localized<Markup>| writer.heading(projection.text(markup));
    let join = |urls: &[PublicUrl]| urls.iter().map(|one| &*one.url).collect::<Vec<_>>().join(" ");
    let probe = |one: &Probe| ProbeView {
        id: one.id.to_string(),
        name: name(&one.name),
        fetch: join(&one.fetch),
        image: join(&one.image),
    };
    let server = |one: &Server| ServerView {
        id: one.id.to_string(),
        name: name(&one.name),
        server: format!("{}:{}", one.host, one.port),
    };
    let asked = policy::probes(guide).flat_map(|probe| probe.fetch.iter().chain(&probe.image));
    let asked = asked.map(|url| url.host.to_string());
    let hosts: BTreeSet<String> =
        asked.chain(policy::servers(guide).map(|server| server.host.to_string())).collect();
    let browsers = guide.common.browsers.iter();
    let browsers = browsers.map(|one| (format!("browser-{}", one.id), &one.name));
    let systems = guide.common.systems.iter();
    let systems = systems.map(|one| (format!("system-{}", one.id), &one.name));
    let reasons = projection.words().reasons();
    CheckerView {
        policy: policy::packed(guide),
        wasm: place.file(assets.path("checker.js")),
        loader: place.file(assets.path("wasm.js")),
        script: place.file(assets.path("probe.js")),
        probes: policy::probes(guide).map(probe).collect(),
        servers: policy::servers(guide).map(server).collect(),
        hosts: hosts.into_iter().collect(),
        names: browsers.chain(systems).map(|(id, of)| NameView { id, name: name(of) }).collect(),
        reasons: reasons
            .filter(|(reason, _)| policy::can_say(guide, *reason))
            .map(|(reason, text)| ReasonView { id: reason.id().to_owned(), text: text.to_owned() })
            .collect(),
        has_clock: guide.requirements.iter().any(|one| policy::has_clock(&one.rule)),
    }
}

/// The browsers that can be used and those that no longer can, where the guide says anything of them.
fn browsers(writer: &Writer<'_>) -> Vec<BrowserView> {
    let projection = writer.projection;
    let common = &projection.guide.common;
    let blocks = |text: &Localized<Markup>| writer.blocks(projection.text(text));
    let says_something = |one: &&Browser| {
        [&one.supported, &one.update, &one.retired].into_iter().any(Option::is_some)
    };
    let view = |one: &Browser| {
        let systems = common.systems.iter().filter(|system| one.runs_on.contains(&system.id));
        let systems: Vec<String> =
            systems.map(|system| writer.heading(projection.text(&system.name)).0).collect();
        BrowserView {
            name: writer.heading(projection.text(&one.name)),
            systems: Html(systems.join(&projection.words().name_separator)),
            supported: one.supported.as_ref().map(blocks),
            update: one.update.as_ref().map(blocks),
            retired: one.retired.as_ref().map(blocks),
            source: writer.source(one.provenance.as_ref()),
        }
    };
    common.browsers.iter().filter(says_something).map(view).collect()
}

/// A link to a requirement.
pub(super) fn link(requirement: &Requirement<Open>, writer: &Writer<'_>) -> LinkView {
    let target = crate::guide::Target {
        page: PageId::Check,
        anchor: Some(crate::guide::Anchor::new(requirement.id.as_str())),
    };
    LinkView {
        href: writer.place.target(&target),
        title: writer.heading(writer.projection.text(&requirement.name)),
    }
}

/// A requirement in the text of another page: enough to know that it is needed, and where the rest stands.
pub(super) fn short(requirement: &Requirement<Open>, writer: &Writer<'_>) -> RequirementLinkView {
    let (level, level_name) = level(requirement.level, writer);
    RequirementLinkView {
        link: link(requirement, writer),
        level: level.to_owned(),
        level_name,
        why: writer.blocks(writer.projection.text(&requirement.why)),
    }
}

pub(super) fn level(level: Level, writer: &Writer<'_>) -> (&'static str, String) {
    let words = writer.projection.words();
    let (level, name) = match level {
        Level::Required => ("required", &words.level_required),
        Level::Recommended => ("recommended", &words.level_recommended),
        Level::Optional => ("optional", &words.level_optional),
    };
    (level, name.to_string())
}

fn view(requirement: &Requirement<Open>, writer: &Writer<'_>) -> RequirementView {
    let projection = writer.projection;
    let words = projection.words();
    let (level, level_name) = level(requirement.level, writer);
    let used = requirement.used.map(|used| match used {
        Frequency::Always => &words.used_always,
        Frequency::Often => &words.used_often,
        Frequency::Rarely => &words.used_rarely,
    });
    RequirementView {
        id: requirement.id.to_string(),
        name: writer.heading(projection.text(&requirement.name)),
        level: level.to_owned(),
        level_name,
        used: used.map(ToString::to_string),
        questions: questions(&requirement.rule, writer),
        controls: policy::controls(&requirement.rule).into_iter().map(str::to_owned).collect(),
        why: writer.blocks(projection.text(&requirement.why)),
        remedy: writer.blocks(projection.text(&requirement.remedy)),
        remedies: steps::remedies(&requirement.remedies, writer),
        notes: writer.notes(&requirement.notes),
        source: writer.source(requirement.provenance.as_ref()),
    }
}

fn questions(rule: &Rule, writer: &Writer<'_>) -> Vec<QuestionView> {
    let questions = rule.questions().into_iter().enumerate();
    let view = |(n, question): (usize, Option<&Localized<Markup>>)| QuestionView {
        n,
        text: question.map_or_else(
            || html_of(&writer.projection.words().ask_question),
            |question| writer.line(writer.projection.text(question)),
        ),
    };
    questions.map(view).collect()
}
