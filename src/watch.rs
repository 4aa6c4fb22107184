//! Says when files of a guide folder may have changed.
//!
//! In: a guide folder. Out: what was touched, once nothing more is for a moment. Never: looks at what a file says. Folders
//! are watched and not files, because editors put a new file in the place of the old one; what was touched is read
//! again and compared ([`Folder::reread`](crate::load::Folder::reread)), so a wrong alarm costs next to nothing.
#![expect(clippy::disallowed_methods, reason = "this module looks at folders and waits")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, RemoveKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::{FOLDERS, Touched, is_of_guide};

/// How long nothing must happen before what happened counts as over.
///
/// An editor saves with two or three calls within a millisecond; a reader waits for this each time.
pub const QUIET: Duration = Duration::from_millis(10);

/// How long a burst without such a pause may last before it is looked at all the same.
pub const PATIENCE: Duration = Duration::from_millis(250);

/// How often folders are looked at where the system cannot tell.
const POLL: Duration = Duration::from_millis(500);

/// A guide folder that is watched.
pub struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// Whether the system tells of changes by itself.
    pub is_told: bool,
}

impl Watch {
    /// Begins to watch a guide folder.
    ///
    /// # Errors
    /// In words, when the folder cannot be watched in any way.
    pub fn new(root: &Path) -> Result<Self, String> {
        let root = root.canonicalize().map_err(|error| error.to_string())?;
        // A system can refuse to tell of so many folders, or of these.
        Self::told(&root).or_else(|_| Self::polling(&root))
    }

    /// Watches with the system telling of changes.
    fn told(root: &Path) -> Result<Self, String> {
        let (forward, events) = forward();
        let watcher = RecommendedWatcher::new(forward, Config::default());
        let watcher = Box::new(watcher.map_err(|error| error.to_string())?);
        let watch = Self { root: root.to_owned(), watcher, events, is_told: true };
        watch.armed()
    }

    /// Watches by looking at the folders from time to time.
    fn polling(root: &Path) -> Result<Self, String> {
        let (forward, events) = forward();
        // Times of files have whole seconds, in which a file can be saved twice.
        let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
        let watcher = PollWatcher::new(forward, config).map_err(|error| error.to_string())?;
        let watcher = Box::new(watcher);
        let watch = Self { root: root.to_owned(), watcher, events, is_told: false };
        watch.armed()
    }

    fn armed(mut self) -> Result<Self, String> {
        self.arm()?;
        Ok(self)
    }

    /// Watches the folders that are there now. The guide folder itself is watched for those that come; what else lies in
    /// it (an output folder, a version control's) is not looked into.
    fn arm(&mut self) -> Result<(), String> {
        let root = self.watcher.watch(&self.root, RecursiveMode::NonRecursive);
        root.map_err(|error| error.to_string())?;
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            if folder.is_dir() {
                let watched = self.watcher.watch(&folder, RecursiveMode::Recursive);
                watched.map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }

    /// Waits until something was touched and the burst is over; `None` when the watch has ended.
    pub fn wait(&mut self) -> Option<Touched> {
        loop {
            let mut burst = Burst::default();
            burst.add(self.events.recv().ok()?, &self.root);
            let end = Instant::now() + PATIENCE;
            while Instant::now() < end {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => burst.add(event, &self.root),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if burst.folders {
                // Before they are read: what comes into a new folder after that is told again. A folder that went away
                // meanwhile is told of too.
                let _ = self.arm();
            }
            match burst.touched {
                Touched::Files(paths) if paths.is_empty() => {}
                touched => return Some(touched),
            }
        }
    }
}

/// What takes events over, and where those come out that count.
fn forward() -> (impl Fn(notify::Result<Event>), Receiver<notify::Result<Event>>) {
    let (sender, events) = channel();
    let forward = move |event: notify::Result<Event>| {
        if event.as_ref().map_or(true, matters) {
            // The other end goes away only with the watch.
            let _ = sender.send(event);
        }
    };
    (forward, events)
}

/// Whether an event can mean that a file differs. That files are read, by this program too, means nothing.
fn matters(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// What was touched since the last pause.
struct Burst {
    touched: Touched,
    /// Whether folders came or went.
    folders: bool,
}

impl Default for Burst {
    fn default() -> Self {
        Self { touched: Touched::Files(std::collections::BTreeSet::new()), folders: false }
    }
}

impl Burst {
    fn add(&mut self, event: notify::Result<Event>, root: &Path) {
        let Ok(event) = event else { return self.everything() };
        if event.need_rescan() {
            return self.everything();
        }
        let is_removed_folder = matches!(event.kind, EventKind::Remove(RemoveKind::Folder));
        for path in &event.paths {
            let Ok(relative) = path.strip_prefix(root) else {
                self.everything();
                continue;
            };
            let relative = relative.to_string_lossy().replace('\\', "/");
            if !is_of_guide(&relative) {
                continue;
            }
            if is_removed_folder || path.is_dir() || FOLDERS.contains(&&*relative) {
                self.everything();
            } else if let Touched::Files(paths) = &mut self.touched {
                paths.insert(relative);
            }
        }
    }

    fn everything(&mut self) {
        self.touched = Touched::Everything;
        self.folders = true;
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test ends where something is not there")]
mod tests {
    use std::fs;

    use super::{Touched, Watch};

    #[test]
    fn a_folder_that_is_looked_at_shows_two_saves_within_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/guide.yaml");
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(&file, "one").unwrap();
        let mut watch = Watch::polling(&folder.path().canonicalize().unwrap()).unwrap();
        assert!(!watch.is_told);
        for text in ["two", "six"] {
            fs::write(&file, text).unwrap();
            let touched = watch.wait();
            assert!(matches!(touched, Some(Touched::Files(_) | Touched::Everything)), "{text}");
        }
    }
}
