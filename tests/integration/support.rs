//! Runs the program, and makes the texts and graphs that the tests share.
//!
//! In: arguments. Out: exit code and what was printed. Never: the user's own settings or folders.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The command line, for messages.
    pub line: String,
    /// Exit code; 128 and the signal where one ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The program with arguments, to run in `dir`. Nothing of the caller's environment changes what it prints.
pub(crate) fn command<S: AsRef<OsStr>>(dir: &Path, args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_consort"));
    command.args(args).current_dir(dir).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "RAYON_NUM_THREADS", "COLUMNS"] {
        command.env_remove(name);
    }
    // A vocabulary is compiled once for all tests, and no user's cache is touched.
    command.env("CONSORT_CACHE", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    // One moment for all graphs, so that their exports can be compared byte for byte.
    command.env("SOURCE_DATE_EPOCH", "1600000000");
    command
}

/// Runs the program in `dir`.
pub(crate) fn run<S: AsRef<OsStr>>(dir: &Path, args: &[S]) -> Ran {
    finish(command(dir, args), "")
}

/// Runs the program in `dir` with `input` on standard input.
pub(crate) fn run_with_input<S: AsRef<OsStr>>(dir: &Path, args: &[S], input: &str) -> Ran {
    finish(command(dir, args), input)
}

/// Runs a prepared command to its end.
pub(crate) fn finish(mut command: Command, input: &str) -> Ran {
    let line = format!("{command:?}");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    if !input.is_empty() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn().unwrap();
    let writer = child.stdin.take().map(|mut stdin| {
        let input = input.to_owned();
        std::thread::spawn(move || {
            // A program that refuses its arguments reads nothing; that is no fault of the test.
            let _ = stdin.write_all(input.as_bytes());
        })
    });
    let output = child.wait_with_output().unwrap();
    if let Some(writer) = writer {
        writer.join().unwrap();
    }
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&output.status).unwrap_or_default();
    #[cfg(not(unix))]
    let signal = 0;
    Ran {
        line,
        code: output.status.code().unwrap_or(128 + signal),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Ran {
    /// Fails the test unless the program ended with `code`.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert!(self.code == code, "exit code {} instead of {code}: {}", self.code, self.shown());
        assert!(!self.err.contains("a bug in consort"), "a panic: {}", self.shown());
        self
    }

    /// Fails the test unless all `words` were printed on standard error, in any case.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Self {
        let err = self.err.to_lowercase();
        for word in words {
            let word = word.to_lowercase();
            assert!(err.contains(&word), "standard error lacks {word:?}: {}", self.shown());
        }
        self
    }

    /// Fails the test unless one of `words` was printed on standard error, in any case.
    #[track_caller]
    pub(crate) fn says_one_of(self, words: &[&str]) -> Self {
        let err = self.err.to_lowercase();
        let found = words.iter().any(|word| err.contains(&word.to_lowercase()));
        assert!(found, "standard error has none of {words:?}: {}", self.shown());
        self
    }

    /// Fails the test unless all `words` were printed on standard output, as they are.
    #[track_caller]
    pub(crate) fn prints(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word), "standard output lacks {word:?}: {}", self.shown());
        }
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.shown()))
    }

    /// Standard output as one JSON value a line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let parse = |line: &str| {
            serde_json::from_str(line).unwrap_or_else(|e| panic!("no JSON ({e}): {line}"))
        };
        self.out.lines().map(parse).collect()
    }

    /// Standard output as rows of CSV, the header first.
    #[track_caller]
    pub(crate) fn csv(&self) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(self.out.as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    /// The command, its exit code and its output, shortened.
    pub(crate) fn shown(&self) -> String {
        let short = |text: &str| text.chars().take(3000).collect::<String>();
        format!(
            "{}\n--- exit code {}\n--- stdout\n{}\n--- stderr\n{}",
            self.line,
            self.code,
            short(&self.out),
            short(&self.err)
        )
    }
}

/// The checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The graph of the archive in `data/`, built once for all tests that only read it.
pub(crate) fn archive() -> &'static str {
    static GRAPH: LazyLock<String> = LazyLock::new(|| {
        let graph = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive-graph");
        let _ = fs::remove_dir_all(&graph);
        let graph = graph.to_str().unwrap().to_owned();
        run(root(), &["build", "data", "-o", &graph]).code(0);
        graph
    });
    &GRAPH
}

/// What the graph of the archive says of itself.
pub(crate) fn manifest() -> Value {
    let graph = Path::new(archive());
    let current = fs::read_to_string(graph.join("CURRENT")).unwrap();
    let text = fs::read_to_string(graph.join(current.trim()).join("manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Runs a reading command on the graph of the archive.
pub(crate) fn on_archive(args: &[&str]) -> Ran {
    let graph = archive();
    let args: Vec<&str> = args.iter().copied().chain(["--graph", graph]).collect();
    run(root(), &args)
}

/// A folder of its own, with a few stories and a vocabulary of made-up bodies: what the shipped vocabulary
/// knows may change, these do not.
pub(crate) struct Small {
    folder: tempfile::TempDir,
}

/// Names that no real text has.
const ORGANISATIONS: &str = r#"
[alpha-institute]
name = "Alpharia Institute"
abbr = ["ALPX"]
[beta-agency]
name = "Betania Agency"
abbr = ["BETX"]
[gamma-council]
name = "Gammaria Council"
[delta-office]
name = "Deltana Office"
"#;

const PROGRAMMES: &str = r#"
[zeta-programme]
name = "Zetarian Harbour Programme"
"#;

/// Three stories; their relations are simple enough for any reader.
pub(crate) const STORIES: [(&str, &str); 3] = [
    (
        "one.txt",
        "News of the Alpharia Institute and the Betania Agency\n\n\
         3 March 2021, Vienna, Austria: The Alpharia Institute cooperated with the Betania Agency. \
         The Zetarian Harbour Programme is funded by the Betania Agency.\n",
    ),
    (
        "three.txt",
        "Gammaria Council meets\n\n\
         5 May 2021, Rome, Italy: The Gammaria Council met.\n\n\
         Nobody else was there.\n",
    ),
    (
        "two.txt",
        "A course at sea\n\n\
         4 April 2021, online: The Alpharia Institute, in cooperation with the Betania Agency, organized a course. \
         The Zetarian Harbour Programme is implemented by the Alpharia Institute.\n",
    ),
];

impl Small {
    /// The folder with `texts/` (the three stories) and `names/` (the vocabulary).
    pub(crate) fn new() -> Self {
        let small = Self { folder: tempfile::tempdir().unwrap() };
        small.write("names/organisations-made-up.toml", ORGANISATIONS);
        small.write("names/programmes-made-up.toml", PROGRAMMES);
        for (name, text) in STORIES {
            small.write(&format!("texts/{name}"), text);
        }
        small
    }

    /// The same with a graph of the stories in `graph/`.
    pub(crate) fn built() -> Self {
        let small = Self::new();
        small.build(&[]).code(0);
        small
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the folder.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file below the folder.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        run(self.path(), args)
    }

    /// Builds `graph/` from `texts/` with the made-up names.
    pub(crate) fn build(&self, more: &[&str]) -> Ran {
        let args = ["build", "texts", "--vocab", "names"];
        self.run(&args.iter().chain(more).copied().collect::<Vec<_>>())
    }

    /// Every export of a graph folder, for comparing two.
    pub(crate) fn exports(&self, graph: &str) -> Vec<(&'static str, String)> {
        let export = |format: &'static str| {
            let ran = self.run(&["export", "--format", format, "--graph", graph]).code(0);
            (format, ran.out)
        };
        FORMATS.map(export).into()
    }
}

/// All formats of `export`.
pub(crate) const FORMATS: [&str; 7] =
    ["turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld", "void"];

/// Fails the test where two lists of exports differ, and shows the first line that does.
#[track_caller]
pub(crate) fn assert_same_exports(a: &[(&str, String)], b: &[(&str, String)]) {
    for ((format, one), (_, other)) in a.iter().zip(b) {
        if one == other {
            continue;
        }
        let line = one.lines().zip(other.lines()).position(|(x, y)| x != y);
        let shown = |text: &str| {
            let at = line.unwrap_or_else(|| text.lines().count().saturating_sub(1));
            text.lines().nth(at).unwrap_or_default().chars().take(400).collect::<String>()
        };
        panic!("{format} differs at line {line:?}:\n{}\n{}", shown(one), shown(other));
    }
    assert_eq!(a.len(), b.len());
}

/// A figure of a summary: the first number called `name`, or a row `{"figure": name, "value": number}`.
pub(crate) fn figure(value: &Value, name: &str) -> Option<u64> {
    match value {
        Value::Object(map) if map.get("figure").is_some_and(|figure| figure == name) => {
            map.get("value").and_then(Value::as_u64)
        }
        Value::Object(map) => map
            .get(name)
            .and_then(Value::as_u64)
            .or_else(|| map.values().find_map(|inner| figure(inner, name))),
        Value::Array(items) => items.iter().find_map(|inner| figure(inner, name)),
        _ => None,
    }
}

/// Every file below a folder with its bytes, for saying that nothing changed.
pub(crate) fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                all.push((path, bytes));
            }
        }
    }
    all.sort();
    all
}
