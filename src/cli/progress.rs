//! A line on the terminal that says what is being done, once it takes long enough to wonder.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long a build may take in silence.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the sign of life moves.
const BEAT: Duration = Duration::from_millis(100);

/// The line, which shows the stage of a build from the first second on and leaves nothing behind.
pub(super) struct Progress {
    stages: Option<Sender<&'static str>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// A line on standard error.
    pub(super) fn on_terminal() -> Self {
        let (stages, entered) = channel();
        let thread = std::thread::spawn(move || {
            let mut stage = "load";
            let began = now();
            loop {
                match entered.recv_timeout(PATIENCE.saturating_sub(began.elapsed())) {
                    Ok(next) => stage = next,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
            let line = ProgressBar::new_spinner();
            line.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            line.enable_steady_tick(BEAT);
            line.set_message(stage);
            while let Ok(next) = entered.recv() {
                line.set_message(next);
            }
            line.finish_and_clear();
        });
        Self { stages: Some(stages), thread: Some(thread) }
    }

    /// No line: standard error is no terminal, or nothing is to be said.
    pub(super) fn hidden() -> Self {
        Self { stages: None, thread: None }
    }

    /// Says what is being done now.
    pub(super) fn enter(&self, stage: &'static str) {
        if let Some(stages) = &self.stages {
            // The other end goes away only with this one.
            let _ = stages.send(stage);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "when to break the silence; no result depends on it")]
fn now() -> Instant {
    Instant::now()
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stages = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
