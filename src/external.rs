//! Outside links, asked whether their pages are there: for a scheduled job, never in a build.
//!
//! In: finished editions and the sources that the links were written in. Out: an error for a page that is gone, a
//! warning for one that did not answer as expected. One request for each address, a few at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rayon::prelude::*;
use ureq::Agent;
use ureq::http::Response;

use crate::build::Built;
use crate::check::outside;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::sources::{Sources, Span};

/// How long one page may take: long enough for a slow vendor, short enough for a job with a hundred links.
const TIMEOUT: Duration = Duration::from_secs(15);

/// How many pages are asked at once. Politeness, not speed: many links lead to the same host.
const AT_ONCE: usize = 4;

/// Asks every outside link of the editions.
#[must_use]
pub fn ask(built: &[Built], sources: &Sources) -> Diagnostics {
    let mut addresses = BTreeSet::new();
    for edition in built {
        for (_, bytes) in edition.site.iter().filter(|(path, _)| path.ends_with(".html")) {
            addresses.extend(std::str::from_utf8(bytes).into_iter().flat_map(outside));
        }
    }
    let config = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        .user_agent(concat!("annai/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent: Agent = config.into();
    let ask_all =
        || addresses.par_iter().map(|address| (*address, answer(&agent, address))).collect();
    let answers: BTreeMap<&str, Answer> =
        match rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build() {
            Ok(pool) => pool.install(ask_all),
            Err(_) => ask_all(),
        };
    let mut diagnostics = Diagnostics::new();
    for (address, answer) in answers {
        answer.report(address, sources, &mut diagnostics);
    }
    diagnostics
}

enum Answer {
    There,
    Gone(u16),
    Refused(u16),
    Silent(String),
}

fn answer(agent: &Agent, address: &str) -> Answer {
    let address = address.replace("&amp;", "&");
    let status = |result: Result<Response<ureq::Body>, ureq::Error>| {
        result.map(|response| response.status().as_u16()).map_err(|error| error.to_string())
    };
    let head = status(agent.head(&address).call());
    // Some servers answer only to the question a browser asks.
    let said = match head {
        Ok(200..=399) => head,
        _ => status(agent.get(&address).call()),
    };
    match said {
        Ok(200..=399) => Answer::There,
        Ok(code @ (404 | 410)) => Answer::Gone(code),
        Ok(code) => Answer::Refused(code),
        Err(error) => Answer::Silent(error),
    }
}

impl Answer {
    fn report(self, address: &str, sources: &Sources, diagnostics: &mut Diagnostics) {
        let place = place(address, sources);
        match self {
            Self::There => {}
            Self::Gone(code) => {
                diagnostics
                    .error(
                        Code::DeadLink,
                        place,
                        format!("the page `{address}` is gone (it answers {code})"),
                    )
                    .help("find where it is now, or remove the link");
            }
            Self::Refused(code) => {
                diagnostics
                    .warning(Code::UnreachableLink, place, format!("`{address}` answers {code}"))
                    .help("open it in a browser: some sites refuse programs");
            }
            Self::Silent(error) => {
                diagnostics
                    .warning(
                        Code::UnreachableLink,
                        place,
                        format!("`{address}` cannot be reached: {error}"),
                    )
                    .help("open it in a browser; the site or the way to it may be down for now");
            }
        }
    }
}

/// Where an address was written.
fn place(address: &str, sources: &Sources) -> Place {
    let address = address.replace("&amp;", "&");
    sources
        .files()
        .find_map(|(id, file)| {
            let at = file.text.find(&address)?;
            Some(Place::Span(Span::new(id, at..at + address.len())))
        })
        .unwrap_or(Place::Guide)
}
