//! Three real browsers, driven from outside through WebDriver.
//!
//! In: an address, served or from disk. Out: what a reader would see there. Chromium, Firefox and WebKit run without a
//! window, each with its own empty profile, and reach nothing but this machine: whatever a page asks of any other host
//! is refused and remembered ([`Browser::outside`]). A browser that is missing is a failure, never a skipped test.
//!
//! ```text
//! let server = Server::serve(&folder);
//! for engine in Engine::ALL {
//!     let browser = engine.start();
//!     browser.open(&server.url("ja/check/index.html"));
//!     browser.click("#start");
//!     browser.until("return document.querySelector('output').textContent !== ''");
//!     assert_eq!(browser.problems(), [""; 0]);
//!     assert_eq!(browser.outside(), [""; 0]);
//! }
//! ```
#![expect(
    clippy::disallowed_methods,
    reason = "a test of browsers starts programs, waits for them and reads their files"
)]
#![expect(clippy::doc_markdown, reason = "WebKit and WebDriver are names, not code")]

mod checker;
mod engine;
mod figures;
mod live;
mod problems;
mod program;
mod reader;
mod sanity;
mod site;
mod server;
mod session;

pub(crate) use engine::{Colours, Engine, Media, Scripts, Setup};
pub(crate) use server::{Manner, Server};
pub(crate) use session::{Browser, file_url};
