//! `annai serve`.

use std::fmt::Write as _;

use super::args::{Arguments, ServeOptions};
use super::{Outcome, World, has_color};
use crate::build::Request;
use crate::diagnostic::human;
use crate::render::Handouts;
use crate::serve::{Event, Server};

/// How many diagnostics are shown after a build: nobody reads more of them while writing.
const SHOWN: usize = 20;

/// Serves the guide until somebody ends it.
pub(super) fn run(options: &ServeOptions, arguments: &Arguments, world: &World<'_>) -> Outcome {
    let server = match Server::bind(options.port) {
        Ok(server) => server,
        Err(error) => return Outcome::usage(&format!("no port can be opened: {error}")),
    };
    if !crate::load::has_content(&options.root) {
        return Outcome::usage(&format!(
            "`{}` has no folder `content`: {}",
            options.root.display(),
            crate::load::without_content(&options.root)
        ));
    }
    let request = Request {
        editions: options.edition.clone(),
        handouts: Handouts::Make,
        ..Request::default()
    };
    let (say, color) = (world.say, has_color(arguments, world));
    let (quiet, opens) = (arguments.quiet, options.open);
    let tell = move |event: Event<'_>| match event {
        Event::Ready { editions, taken, is_told } => {
            if let Some(port) = taken {
                say(&format!("port {port} is taken by another program\n"));
            }
            say(&ready(editions, is_told));
            if let Some((_, address)) = editions.first().filter(|_| opens)
                && let Err(error) = open::that_detached(address)
            {
                say(&format!("no browser could be opened: {error}\n"));
            }
        }
        Event::Built { took, diagnostics, sources } => {
            if !quiet || diagnostics.has_errors() {
                say(&human::render_first(SHOWN, diagnostics, sources, color));
            }
            if diagnostics.has_errors() {
                say("pages stay as they were until this is mended\n");
            } else if !quiet {
                say(&format!("built in {:.0} ms\n", took.as_secs_f64() * 1000.0));
            }
        }
    };
    match server.run(&options.root, request, tell, ended()) {
        Ok(()) => Outcome::default(),
        Err(error) => Outcome::usage(&error.to_string()),
    }
}

fn ready(editions: &[(String, String)], is_told: bool) -> String {
    let mut text = String::new();
    for (name, address) in editions {
        let _ = writeln!(text, "{name}: {address}");
    }
    if !is_told {
        text += "the system does not tell of changes here: folders are looked at twice a second\n";
    }
    text + "Ctrl-C ends it\n"
}

/// When somebody presses Ctrl-C, or the system asks the program to end.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut asked) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = asked.recv() => {}
            }
            return;
        }
    }
    // Where signals cannot be heard, the system ends the program in its own way.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
