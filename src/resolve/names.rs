//! Which ids exist.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::guide::{ACCESS_PLACES, CHECK_PLACES, EVERY_PAGES_PLACES};
use crate::parse::{Declared, RawPlatformFile};
use crate::sources::{Sources, Span};
use crate::yaml::Spanned;

/// The ids of one kind of thing.
#[derive(Debug)]
pub(super) struct Ids {
    /// What one is called in a sentence.
    kind: &'static str,
    /// The file that has them.
    home: &'static str,
    unknown: Code,
    known: BTreeMap<String, Span>,
    /// False when not all ids could be read, so that nothing can be said to be missing.
    complete: bool,
}

impl Ids {
    /// Takes the ids of a list, with an error for each that is malformed or there twice.
    pub(super) fn new<'a>(
        (kind, home, unknown): (&'static str, &'static str, Code),
        declared: impl Iterator<Item = &'a Spanned<String>>,
        complete: bool,
        d: &mut Diagnostics,
    ) -> Self {
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        for id in declared {
            check_id(id, d);
            if let Some(first) = known.get(&id.value) {
                d.error(
                    Code::DuplicateId,
                    id.span,
                    format!("there are two {kind}s with the id `{}`", id.value),
                )
                .related(*first, "the first one")
                .help("give one of them another id");
            } else {
                known.insert(id.value.clone(), id.span);
            }
        }
        Self { kind, home, unknown, known, complete }
    }

    /// Whether the id exists. Silent when that cannot be known.
    pub(super) fn has(&self, id: &str) -> bool {
        !self.complete || self.known.contains_key(id)
    }

    /// Whether an id that something refers to exists; reports it if not.
    pub(super) fn check(&self, id: &Spanned<String>, d: &mut Diagnostics) -> bool {
        self.check_at(id, id.span, d)
    }

    /// As [`Ids::check`], for an id that is a part of what is underlined.
    pub(super) fn check_at(&self, id: &str, span: Span, d: &mut Diagnostics) -> bool {
        if self.has(id) {
            return true;
        }
        let kind = self.kind;
        let diagnostic = d.error(self.unknown, span, format!("there is no {kind} `{id}`"));
        diagnostic.label(format!("no such id in {}", self.home));
        if self.known.is_empty() {
            diagnostic.help(format!("there is no {kind} yet; write it in {}", self.home));
        } else {
            diagnostic.suggest(id, self.known.keys().map(String::as_str));
        }
        false
    }

    /// Reports ids that the page on which they are places has already, beside those of every page.
    pub(super) fn refuse<'a>(&self, taken: impl IntoIterator<Item = &'a str>, d: &mut Diagnostics) {
        for id in taken.into_iter().chain(EVERY_PAGES_PLACES) {
            let Some(span) = self.known.get(id) else { continue };
            let message = format!("a {} cannot be called `{id}`", self.kind);
            d.error(Code::ReservedName, *span, message)
                .help("its page has a place of that name already; choose another id");
        }
    }

    /// The ids, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }
}

/// Reports an id that could not stand in an address.
pub(super) fn check_id(id: &Spanned<String>, d: &mut Diagnostics) {
    let good = id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && !id.ends_with('-')
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !good {
        let better: String = id
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let better = better.trim_matches('-');
        let diagnostic = d.error(
            Code::BadId,
            id.span,
            format!("`{}` cannot be an id: it becomes part of an address", id.value),
        );
        let rule = "an id has small letters a–z, digits and hyphens";
        diagnostic.help(if better.is_empty() || better.contains("--") {
            rule.to_owned()
        } else {
            format!("{rule}: `{better}`")
        });
    }
}

/// What a reason can be about beside probes and servers.
const REASON_VALUES: [&str; 2] = ["microphone", "camera"];

/// The ids that other files refer to.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) systems: Ids,
    pub(super) browsers: Ids,
    pub(super) requirements: Ids,
    pub(super) cases: Ids,
    pub(super) values: Ids,
    pub(super) platforms: Ids,
    pub(super) probes: Ids,
    pub(super) servers: Ids,
}

impl Names {
    pub(super) fn collect(
        declared: &Declared,
        platforms: &[RawPlatformFile],
        sources: &Sources,
        d: &mut Diagnostics,
    ) -> Self {
        let mut of =
            |list: &str, words| Ids::new(words, declared.ids(list), declared.is_complete(list), d);
        // Nothing refers to a target but links, which look at pages; its id has to be good all the same.
        let targets = of("targets", ("target", "content/access.yaml", Code::UnknownAnchor));
        let cases = of("cases", ("case", "content/access.yaml", Code::UnknownCase));
        let requirements = of(
            "requirements",
            ("requirement", "content/requirements.yaml", Code::UnknownRequirement),
        );
        let case_places: Vec<String> = cases.iter().map(|case| format!("case-{case}")).collect();
        let case_places = case_places.iter().map(String::as_str);
        targets.refuse(case_places.chain(ACCESS_PLACES), d);
        requirements.refuse(CHECK_PLACES, d);
        // Any requirement can name a probe of any platform.
        let mut below = |list: &str, words| {
            let ids = platforms.iter().flat_map(|file| file.declared.ids(list));
            let all = platforms.iter().all(|file| file.declared.is_complete(list));
            Ids::new(words, ids, all && !sources.has_unread_in("content/join"), d)
        };
        let probes = below("probes", ("probe", "content/join/", Code::UnknownProbe));
        let servers = below("stun", ("server", "content/join/", Code::UnknownServer));
        // What a reason is about is looked up by its id alone.
        probes.refuse(REASON_VALUES, d);
        servers.refuse(REASON_VALUES.into_iter().chain(probes.iter()), d);
        let mut of =
            |list: &str, words| Ids::new(words, declared.ids(list), declared.is_complete(list), d);
        Self {
            systems: of("systems", ("system", "content/browsers.yaml", Code::UnknownSystem)),
            browsers: of("browsers", ("browser", "content/browsers.yaml", Code::UnknownBrowser)),
            requirements,
            cases,
            values: of("values", ("value", "content/guide.yaml", Code::UnknownValueId)),
            platforms: Ids::new(
                ("platform", "content/join/", Code::UnknownPlatform),
                platforms.iter().map(|file| &file.id),
                !sources.has_unread_in("content/join"),
                d,
            ),
            probes,
            servers,
        }
    }
}
