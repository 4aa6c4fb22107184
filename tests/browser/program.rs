//! Programs that a test starts and that never outlive it.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take until it answers; it takes half a second on an idle machine.
const START_LIMIT: Duration = Duration::from_secs(30);

/// Runs a program and, as soon as its own input ends, ends the whole process group: first kindly, then for certain.
///
/// The input ends when the [`Program`] is dropped, and also when the test process is killed and nothing is dropped.
const SUPERVISOR: &str =
    r#""$@" & trap '' TERM; cat > /dev/null; kill -TERM 0; sleep 0.2; kill -KILL 0"#;

/// A running program, its children, and the file that all of them print to.
pub(super) struct Program {
    shell: Child,
    input: Option<ChildStdin>,
    log: PathBuf,
}

impl Program {
    /// Starts a program whose home, temporary files and output are in `folder`.
    pub(super) fn start(command: &[&str], environment: &[(&str, &str)], folder: &Path) -> Self {
        let name = Path::new(command[0]).file_name().unwrap_or_default();
        let log = folder.join(name).with_extension("log");
        let output = File::create(&log).expect("the log file of a program can be created");
        let errors = output.try_clone().expect("a file handle can be cloned");
        let mut shell = Command::new("sh")
            .args(["-c", SUPERVISOR, "sh"])
            .args(command)
            .envs(environment.iter().copied())
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("XDG_RUNTIME_DIR", folder)
            // Not UTC, which a browser also says that hides where its reader is.
            .env("TZ", "Asia/Tokyo")
            .env_remove("XDG_CONFIG_HOME")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .expect("a shell can be started");
        let input = shell.stdin.take();
        Self { shell, input, log }
    }

    /// What the program has printed so far.
    pub(super) fn output(&self) -> String {
        let bytes = fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Waits until the program has printed what `find` looks for.
    pub(super) fn wait_for<T>(&self, find: impl Fn(&str) -> Option<T>) -> T {
        self.poll(|| find(&self.output()))
    }

    /// Waits until the program takes connections on a port.
    pub(super) fn wait_for_port(&self, port: u16) {
        self.poll(|| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
    }

    fn poll<T>(&self, look: impl Fn() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            let waited = start.elapsed();
            assert!(
                waited < START_LIMIT,
                "{} did not answer within {START_LIMIT:?}; it printed:\n{}",
                self.log.display(),
                self.output()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.input.take());
        // The shell ends by its own signal; that it does not end well is the purpose.
        let _ = self.shell.wait();
    }
}

/// A port that was free a moment ago.
pub(super) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
        .port()
}

/// The first of the programs that is installed, by path or by name.
pub(super) fn find(programs: &[PathBuf]) -> Option<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut candidates =
        programs.iter().flat_map(|program| folders.iter().map(move |folder| folder.join(program)));
    candidates.find(|file| file.is_file()).map(|file| file.to_string_lossy().into_owned())
}

/// Writes a file and the folders above it.
pub(super) fn write(file: &Path, text: &str) {
    let folder = file.parent().expect("a file is in a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .unwrap_or_else(|error| panic!("{} could not be written: {error}", file.display()));
}
