//! The preview server: the site over HTTP, from memory, built again whenever the guide changes.
//!
//! In: a guide folder and a port. Out: pages on loopback, each with a script that says when it has changed. Never: writes
//! a file, answers another machine, or builds in a way of its own: pages come from [`build`](crate::build::build) with a
//! kept [`Memo`].
#![expect(
    clippy::disallowed_methods,
    reason = "how long a build took is said, and nothing depends on it"
)]

mod change;
mod http;
mod preview;
mod problem;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::build::Request;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::Folder;
use crate::memo::Memo;
use crate::render::Purpose;
use crate::sources::Sources;
use crate::watch::Watch;
use preview::Preview;

/// How many ports after the wished one are tried before any free one is taken.
const NEIGHBOURS: u16 = 20;

/// What the server tells while it runs.
pub enum Event<'a> {
    /// It answers at these addresses: the edition's name and where it is. `taken` is the port that it could not have.
    Ready {
        /// Names and addresses.
        editions: &'a [(String, String)],
        /// The wished port, if another program has it.
        taken: Option<u16>,
        /// Whether the system tells of changes, or folders are looked at twice a second.
        is_told: bool,
    },
    /// The guide was built.
    Built {
        /// From reading what changed to pages that are served.
        took: Duration,
        /// What was found.
        diagnostics: &'a Diagnostics,
        /// What positions are in.
        sources: &'a Sources,
    },
}

/// A server that has its port and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    taken: Option<u16>,
}

impl Server {
    /// Takes a port on loopback: the wished one, or if another program has it one that is free.
    ///
    /// # Errors
    /// When there is no port to have.
    pub fn bind(port: u16) -> io::Result<Self> {
        let near = (0..=NEIGHBOURS).filter_map(|more| port.checked_add(more));
        let mut refused = None;
        for wished in near.chain([0]) {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, wished)) {
                Ok(listener) => {
                    let address = listener.local_addr()?;
                    let taken = (address.port() != port && port != 0).then_some(port);
                    return Ok(Self { listener, address, taken });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(refused.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
    }

    /// Where it will answer: `http://127.0.0.1:4040/`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Builds, answers and builds again, until `ended` is.
    ///
    /// # Errors
    /// When the folder cannot be watched or the port is lost, and when the guide has no edition that was asked for: no
    /// edit of the guide is meant to mend that.
    pub fn run(
        self,
        root: &Path,
        request: Request,
        say: impl Fn(Event<'_>) + Send + 'static,
        ended: impl Future<Output = ()>,
    ) -> io::Result<()> {
        let base_url = Some(self.address());
        let request = Request { base_url, purpose: Purpose::Preview, ..request };
        // First watch, then read: what changes in between is read again.
        let mut watch = Watch::new(root).map_err(io::Error::other)?;
        let began = Instant::now();
        let mut folder = Folder::read(root);
        let mut memo = Memo::default();
        let mut build = {
            let request = request.clone();
            move |folder: &Folder, before: Option<&Preview>| {
                let (sources, unread) = folder.sources();
                Preview::build(Arc::new(sources), unread, &request, &mut memo, before)
            }
        };
        let (first, diagnostics) = build(&folder, None);
        if let Some(unknown) = diagnostics.iter().find(|one| one.code == Code::UnknownEdition) {
            let help = unknown.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
            return Err(io::Error::other(format!("{}{help}", unknown.message)));
        }
        let mut editions = first.addresses(&self.address());
        if editions.is_empty() {
            editions.push(("preview".to_owned(), self.address()));
        }
        say(Event::Built {
            took: began.elapsed(),
            diagnostics: &diagnostics,
            sources: first.sources(),
        });
        say(Event::Ready { editions: &editions, taken: self.taken, is_told: watch.is_told });
        let (sender, receiver) = watch::channel(Arc::new(first));
        std::thread::spawn(move || {
            while let Some(touched) = watch.wait() {
                let began = Instant::now();
                if !folder.reread(&touched) {
                    continue;
                }
                let before = Arc::clone(&sender.borrow());
                let (next, diagnostics) = build(&folder, Some(&before));
                let next = Arc::new(next);
                // Nobody looks at the moment: the next reader gets it.
                sender.send_replace(Arc::clone(&next));
                let took = began.elapsed();
                say(Event::Built { took, diagnostics: &diagnostics, sources: next.sources() });
            }
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let ran = runtime.block_on(http::answer(self.listener, receiver, request, ended));
        // Open pages hold their connections, and a handout may be in the making: nobody waits for them.
        runtime.shutdown_background();
        ran
    }
}
