//! What only the handout of the whole guide has: requirements, browsers, the access matrix.

use std::collections::BTreeSet;

use super::super::paper::{Paper, place};
use super::{at, platform};
use crate::guide::{
    Access, AccessTarget, Browser, EditionGuide, Frequency, Level, Mark, Open, PageId, Requirement,
    Tone,
};
use crate::view::handout::{
    AccessView, BrowserView, BrowsersView, CaseView, ConditionView, GuideView, LegendView,
    LevelView, MarkView, NeedView, RequirementView, RequirementsView, RowView,
};
use crate::view::paper::Inline;

/// The places that the document has.
pub(super) fn places(guide: &EditionGuide) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    if !guide.requirements.is_empty() {
        places.insert(place(&PageId::Check, None));
        places.extend(guide.requirements.iter().map(|one| at(&PageId::Check, one.id.as_str())));
        if guide.common.browsers.iter().any(says_something) {
            places.insert(at(&PageId::Check, "browsers"));
        }
    }
    if let Some(access) = &guide.access {
        places.insert(place(&PageId::Access, None));
        places.extend(["matrix", "legend"].map(|anchor| at(&PageId::Access, anchor)));
        places.extend(access.cases.iter().map(|case| at(&PageId::Access, &case_anchor(&case.id))));
        places.extend(access.targets.iter().map(|one| at(&PageId::Access, one.id.as_str())));
    }
    places.extend(guide.platforms.iter().flat_map(platform::places));
    places
}

/// The whole guide.
pub(super) fn view(paper: &Paper<'_>) -> GuideView {
    let (guide, words) = (paper.projection.guide, paper.projection.words());
    let common = &guide.common;
    GuideView {
        welcome: paper.blocks(&common.welcome),
        highlights: common.highlights.iter().map(|line| paper.blocks(line)).collect(),
        ready: if guide.requirements.is_empty() { Vec::new() } else { ready(paper) },
        requirements: (!guide.requirements.is_empty()).then(|| requirements(paper)),
        browsers: (!guide.requirements.is_empty()).then(|| browsers(paper)).flatten(),
        access: guide.access.as_ref().map(|matrix| access(paper, matrix)),
        platforms: guide.platforms.iter().map(|one| platform::whole(paper, one)).collect(),
        network_title: paper.words(&words.network),
    }
}

/// When a reader is ready: what is required is there, and the check page says so.
fn ready(paper: &Paper<'_>) -> Vec<Vec<Inline>> {
    let words = paper.projection.words();
    let text = |text: &str| vec![Inline::Text { text: text.to_owned() }];
    let page = vec![paper.page_link(&PageId::Check)];
    let names = [
        ("level", &text(&words.level_required)),
        ("page", &page),
        ("verdict", &text(&words.overall_ready)),
        ("limits", &text(&words.overall_limits)),
    ];
    [&words.paper_ready_required, &words.paper_ready_check]
        .map(|sentence| Paper::filled(sentence, &names))
        .into()
}

fn requirements(paper: &Paper<'_>) -> RequirementsView {
    let (guide, words) = (paper.projection.guide, paper.projection.words());
    let levels = [
        (Level::Required, &words.level_required),
        (Level::Recommended, &words.level_recommended),
        (Level::Optional, &words.level_optional),
    ];
    let levels = levels.into_iter().map(|(level, title)| LevelView {
        title: paper.words(title),
        requirements: guide
            .requirements
            .iter()
            .filter(|one| one.level == level)
            .map(|one| requirement(paper, one))
            .collect(),
    });
    RequirementsView {
        id: place(&PageId::Check, None),
        title: paper.words(&words.check_title),
        levels: levels.filter(|level| !level.requirements.is_empty()).collect(),
    }
}

fn requirement<'a>(paper: &Paper<'a>, one: &'a Requirement<Open>) -> RequirementView {
    let words = paper.projection.words();
    let used = one.used.map(|used| match used {
        Frequency::Always => &words.used_always,
        Frequency::Often => &words.used_often,
        Frequency::Rarely => &words.used_rarely,
    });
    RequirementView {
        id: at(&PageId::Check, one.id.as_str()),
        name: paper.heading(&one.name),
        used: used.map(ToString::to_string),
        why: paper.blocks(&one.why),
        remedy: paper.blocks(&one.remedy),
        groups: platform::groups(paper, one.remedies.iter().map(|one| (one, None)), &[], None),
        notes: paper.notes(&one.notes),
    }
}

fn says_something(browser: &Browser) -> bool {
    [&browser.supported, &browser.update, &browser.retired].into_iter().any(Option::is_some)
}

fn browsers(paper: &Paper<'_>) -> Option<BrowsersView> {
    let (common, words) = (&paper.projection.guide.common, paper.projection.words());
    let all = common.browsers.iter().filter(|browser| says_something(browser));
    let browsers: Vec<_> = all
        .map(|one| BrowserView {
            name: paper.heading(&one.name),
            supported: paper.option(one.supported.as_ref()),
            update: paper.option(one.update.as_ref()),
            retired: paper.option(one.retired.as_ref()),
        })
        .collect();
    let columns = [&words.decode_browser, &words.paper_versions, &words.paper_update];
    (!browsers.is_empty()).then(|| BrowsersView {
        id: at(&PageId::Check, "browsers"),
        title: paper.words(&words.browsers_title),
        columns: columns.map(|name| paper.words(name)),
        browsers,
    })
}

fn case_anchor(case: &crate::guide::CaseId) -> String {
    format!("case-{case}")
}

fn access<'a>(paper: &Paper<'a>, access: &'a Access<Open>) -> AccessView {
    let words = paper.projection.words();
    let cases = access.cases.iter().map(|case| CaseView {
        id: at(&PageId::Access, &case_anchor(&case.id)),
        name: paper.heading(&case.name),
        description: paper.blocks(&case.description),
    });
    let legend = access
        .marks
        .iter()
        .map(|one| LegendView { mark: mark(paper, one), meaning: paper.line(&one.meaning) });
    AccessView {
        id: place(&PageId::Access, None),
        title: paper.words(&words.access_title),
        cases: cases.collect(),
        legend_id: at(&PageId::Access, "legend"),
        legend: legend.collect(),
        legend_note: paper.option(access.legend_note.as_ref()),
        matrix_id: at(&PageId::Access, "matrix"),
        columns: [&words.target, &words.comment].map(|name| paper.words(name)),
        rows: access.targets.iter().map(|target| row(paper, target, access)).collect(),
    }
}

fn row<'a>(paper: &Paper<'a>, target: &'a AccessTarget<Open>, access: &'a Access<Open>) -> RowView {
    let cells = access.cases.iter().filter_map(|case| {
        let cell = target.cells.get(&case.id)?;
        let mark = access.marks.iter().find(|mark| mark.id == cell.mark)?;
        Some((case, cell, mark))
    });
    let mut conditions: Vec<ConditionView> = Vec::new();
    for (case, cell, mark) in cells.clone() {
        let Some(when) = &cell.when else { continue };
        let (text, name) = (paper.blocks(when), paper.heading(&case.name));
        match conditions.iter_mut().find(|one| one.text == text) {
            Some(same) => same.cases.push(name),
            None => conditions.push(ConditionView {
                symbol: mark.symbol.to_string(),
                cases: vec![name],
                text,
            }),
        }
    }
    if let [only] = conditions.as_mut_slice() {
        only.cases.clear();
    }
    let all = &paper.projection.guide.requirements;
    let needs = target.needs.iter().filter_map(|id| all.iter().find(|one| one.id == *id));
    RowView {
        id: at(&PageId::Access, target.id.as_str()),
        name: paper.heading(&target.name),
        marks: cells.map(|(_, _, one)| mark(paper, one)).collect(),
        conditions,
        comment: paper.option(target.comment.as_ref()),
        needs: needs
            .map(|one| NeedView {
                to: at(&PageId::Check, one.id.as_str()),
                name: paper.heading(&one.name),
            })
            .collect(),
        notes: paper.notes(&target.notes),
    }
}

fn mark<'a>(paper: &Paper<'a>, mark: &'a Mark) -> MarkView {
    MarkView {
        tone: match mark.tone {
            Tone::Good => "good",
            Tone::Info => "info",
            Tone::Warn => "warn",
            Tone::Quiet => "quiet",
        },
        symbol: mark.symbol.to_string(),
        name: paper.line(&mark.name),
    }
}
