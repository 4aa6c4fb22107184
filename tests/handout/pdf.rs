//! A PDF as other programs see it: poppler and qpdf, which had no part in making it.

use std::io::Write as _;
use std::process::Command;
use std::sync::Arc;

use tempfile::NamedTempFile;

/// A PDF on disk.
pub struct Pdf {
    pub bytes: Arc<[u8]>,
    file: NamedTempFile,
}

/// What `pdffonts` says of a font.
pub struct Font {
    pub name: String,
    pub embedded: bool,
    pub subset: bool,
    pub unicode: bool,
}

impl Pdf {
    /// Writes it where the programs can read it.
    pub fn of(bytes: &Arc<[u8]>) -> Self {
        let mut file = NamedTempFile::new().expect("a temporary file");
        file.write_all(bytes).expect("a temporary file");
        Self { bytes: Arc::clone(bytes), file }
    }

    /// What a program prints about it. Its standard error is not looked at: poppler takes a flag of tagged documents for
    /// another type and says so of each.
    fn asked(&self, program: &str, options: &[&str]) -> Vec<u8> {
        let output = Command::new(program).args(options).arg(self.file.path()).arg("-").output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    fn said(&self, program: &str, options: &[&str]) -> String {
        let output = Command::new(program).args(options).arg(self.file.path()).output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Every part of it can be read, in qpdf's judgement.
    pub fn is_sound(&self, name: &str) {
        let said = self.said("qpdf", &["--check"]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{name}: {said}");
    }

    /// A line of `pdfinfo`.
    pub fn info(&self, field: &str) -> String {
        let said = self.said("pdfinfo", &[]);
        let value = said.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
        value.unwrap_or_default().trim().to_owned()
    }

    /// The metadata, as it is in the file.
    pub fn metadata(&self) -> String {
        self.said("pdfinfo", &["-meta"])
    }

    /// The text of each page as it was written, running heads included.
    pub fn pages(&self) -> Vec<String> {
        let text = self.asked("pdftotext", &["-raw"]);
        let mut pages: Vec<String> =
            String::from_utf8_lossy(&text).split('\x0c').map(str::to_owned).collect();
        // One ends each page.
        pages.pop();
        pages
    }

    /// The text in the order in which it is read aloud, without what is on every page. For small documents: poppler
    /// takes minutes over a large one.
    pub fn read_aloud(&self) -> String {
        let said = self.said("pdfinfo", &["-struct-text"]);
        let quoted =
            |line: &'_ str| Some(line.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned());
        said.lines().filter_map(quoted).collect()
    }

    /// All objects and streams, unpacked.
    pub fn objects(&self) -> String {
        let unpacked =
            self.asked("qpdf", &["--qdf", "--object-streams=disable", "--decode-level=all"]);
        String::from_utf8_lossy(&unpacked).into_owned()
    }

    /// Its fonts.
    pub fn fonts(&self) -> Vec<Font> {
        let said = self.said("pdffonts", &[]);
        let lines = said.lines().skip(2).map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            // Names and types have spaces; what is asked for is counted from the end.
            let [embedded, subset, unicode, _, _] = words[words.len() - 5..] else {
                panic!("pdffonts says {line}")
            };
            let name = words[0].to_owned();
            Font {
                name,
                embedded: embedded == "yes",
                subset: subset == "yes",
                unicode: unicode == "yes",
            }
        });
        lines.collect()
    }
}
