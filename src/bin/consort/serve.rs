//! `consort serve`: a graph over HTTP.
//!
//! In: a graph folder. Out: responses. Never: open to other machines unless told so.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use consort::dictionary::{Cache, Decisions, load};
use consort::pipeline::read_story;
use consort::rdf::Iris;
use consort::web::{
    Ledger, LedgerFiles, LexiconSource, ServeOptions, Shared, StoryReader, listen, router,
};
use consort::{Extraction, PartialDate, Story};

use crate::args::{GraphArgs, InputArgs, VocabularyArgs};
use crate::build::built;
use crate::out_file::write_file;
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::{setup_owned, vocabulary_files};

/// `consort serve`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort serve\n  consort serve data --review\n  consort serve --graph graph --port 8080\n  curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?d ?p { ?d consort:funds ?p }' http://127.0.0.1:7878/sparql\n  curl --data-binary @story.txt -H 'Content-Type: text/plain' http://127.0.0.1:7878/api/extract"
)]
pub(crate) struct ServeArgs {
    /// Texts to build the graph from first, as consort build does; a graph that is there is served when left out.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
    /// The port; 0 takes a free one.
    #[arg(long, default_value = "7878")]
    pub port: u16,
    /// The address to listen on; any but this machine's own opens the graph to others.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: IpAddr,
    /// A file whose first line every request must carry as its bearer token.
    #[arg(long, value_name = "FILE")]
    pub token: Option<PathBuf>,
    /// Let pages of other sites ask.
    #[arg(long)]
    pub cors: bool,
    /// A name under which the server is addressed; may be given again.
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// Give a query up after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    pub timeout: f64,
    /// Give a query up when it takes more megabytes of memory than this.
    #[arg(long, value_name = "MB", default_value = "2048")]
    pub memory: u64,
    /// Answer with at most so many rows; 0 for all.
    #[arg(long, value_name = "ROWS", default_value = "100000")]
    pub limit: usize,
    /// What texts that are sent are read with.
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// Give names, counts and addresses, but no sentence: for confidential texts.
    #[arg(long, conflicts_with = "review")]
    pub without_texts: bool,
    /// Take decisions on what was read, and write them into the decisions.toml beside the texts.
    #[arg(long)]
    pub review: bool,
    /// Who decides.
    #[arg(
        long,
        value_name = "NAME",
        env = "USER",
        default_value = "reviewer",
        requires = "review"
    )]
    pub who: String,
    /// The file for decisions, in place of the decisions.toml beside the texts.
    #[arg(long, value_name = "FILE", requires = "review")]
    pub decisions: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &ServeArgs, say: &Say) -> anyhow::Result<Outcome> {
    let options = options(args)?;
    let is_open = !args.bind.is_loopback();
    if is_open && options.token.is_none() {
        say.warning(&format!(
            "{} can be reached from other machines, and nobody is asked for a token; --token FILE asks for one",
            args.bind
        ));
    }
    let input = input(args);
    let folder = &args.graph.graph;
    // The words of a missing or damaged graph are those of the other commands.
    let base = match (&input, crate::graph::open(folder)) {
        (_, Ok(graph)) => graph.iris().base().to_owned(),
        (Some(_), Err(_)) => Iris::DEFAULT_BASE.to_owned(),
        (None, Err(error)) => return Err(error),
    };
    if let Some(input) = &input {
        built(&setup_owned(input, say)?, folder, &base, false, say)?;
    }
    let lexicon = lexicon(&args.vocabulary)?;
    let mut shared =
        Shared::open(folder, options)?.with_reader(reader(lexicon.clone())).with_lexicon(lexicon);
    if args.review {
        shared = shared.with_ledger(ledger(args, input, base, say)?);
    }
    let shared = Arc::new(shared);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the threads of the server")?;
    let address = SocketAddr::new(args.bind, args.port);
    let say = *say;
    runtime.block_on(async {
        let (tell, stop) = tokio::sync::watch::channel(false);
        // Heard from here on: who reads the address may stop the server at once.
        let told = told_to_stop().context("cannot hear when to stop")?;
        tokio::spawn(async move {
            told.await;
            // Nobody listens any more: it has stopped.
            let _ = tell.send(true);
        });
        tokio::spawn(shared.clone().watch(move |line| say.line(&line)));
        let ready = |address: SocketAddr| {
            say.line(&format!("serving {} on http://{address}/", args.graph.graph.display()));
        };
        listen(address, router(shared), stop, ready).await.map_err(anyhow::Error::from)
    })?;
    // A query that has not noticed that it is over must not keep the program.
    runtime.shutdown_background();
    Ok(Outcome::Done)
}

/// What to build from; nothing where no texts are named.
fn input(args: &ServeArgs) -> Option<InputArgs> {
    let (paths, vocabulary) = (args.paths.clone(), args.vocabulary.clone());
    let decisions = args.decisions.iter().filter(|file| file.is_file()).cloned().collect();
    let input = InputArgs { paths, vocabulary, decisions, ..InputArgs::default() };
    (!args.paths.is_empty()).then_some(input)
}

/// Keeps what reviewers decide in a file, and builds the graph anew when they want to see it.
fn ledger(
    args: &ServeArgs,
    input: Option<InputArgs>,
    base: String,
    say: &Say,
) -> anyhow::Result<Ledger> {
    let beside = || match args.paths.as_slice() {
        [path] if path.is_dir() => Some(path.join("decisions.toml")),
        _ => None,
    };
    let file = args.decisions.clone().or_else(beside).context(
        "--review writes the decisions.toml of one folder of texts: name that folder, or a file with --decisions",
    )?;
    let (place, read, write) = (file.display().to_string(), file.clone(), file.clone());
    let (folder, say) = (args.graph.graph.clone(), *say);
    let rebuild =
        input.map(|mut input| -> Box<dyn Fn() -> Result<Vec<String>, String> + Send + Sync> {
            input.decisions = vec![file];
            Box::new(move || {
                let mut input = input.clone();
                input.decisions.retain(|file| file.is_file());
                let report = setup_owned(&input, &say)
                    .and_then(|setup| built(&setup, &folder, &base, false, &say))
                    .map_err(|e| format!("{e:#}"))?;
                Ok(report.warnings.iter().map(ToString::to_string).collect())
            })
        });
    let files = LedgerFiles {
        read: Box::new(move || match std::fs::read_to_string(&read) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(format!("cannot read {}: {error}", read.display())),
        }),
        write: Box::new(move |text| {
            write_file(&write, |out| Ok(out.write_all(text.as_bytes())?))
                .map_err(|e| format!("{e:#}"))
        }),
        rebuild,
        today: Box::new(today),
    };
    Ok(Ledger::new(args.who.clone(), place, files))
}

/// Today in Universal Time.
fn today() -> PartialDate {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    // A clock that stands outside the calendar is worth a year that nobody takes for real.
    now.parse().unwrap_or_else(|_| PartialDate::year(0))
}

/// The vocabulary. It is compiled when it is first asked for: most servers never are.
fn lexicon(args: &VocabularyArgs) -> anyhow::Result<LexiconSource> {
    let files = vocabulary_files(args)?;
    let (is_own, languages) = (!args.vocab.is_empty(), args.languages.clone());
    let compiled =
        move || load(&files, &languages, &Cache::of_user()).map(|loaded| Arc::new(loaded.lexicon));
    let known = OnceLock::new();
    // Whether it can be compiled is told at once where it is the user's own.
    if is_own {
        let _ = known.set(Some(compiled()?));
    }
    Ok(Arc::new(move || known.get_or_init(|| compiled().ok()).clone()))
}

/// Reads texts that are sent.
fn reader(lexicon: LexiconSource) -> StoryReader {
    Arc::new(move |document| match lexicon() {
        Some(lexicon) => read_story(document, &lexicon, &Decisions::default()),
        // The shipped vocabulary compiles; a test of the library says so.
        None => Story { document, extraction: Extraction::default() },
    })
}

fn options(args: &ServeArgs) -> anyhow::Result<ServeOptions> {
    let time =
        Duration::try_from_secs_f64(args.timeout).context("--timeout takes a number of seconds")?;
    let memory =
        args.memory.checked_mul(1 << 20).context("--memory takes a number of megabytes")?;
    let defaults = ServeOptions::default();
    let token = args.token.as_ref().map(|file| {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        let token = text.lines().next().unwrap_or_default().trim().to_owned();
        anyhow::ensure!(!token.is_empty(), "{}: the first line is empty", file.display());
        Ok(token)
    });
    // On another address than this machine's own any name may be right, unless the user says which.
    let local = if args.bind.is_loopback() { defaults.hosts.clone() } else { Vec::new() };
    let hosts = if args.hosts.is_empty() { local } else { [args.hosts.clone(), local].concat() };
    Ok(ServeOptions {
        time,
        memory,
        rows: if args.limit == 0 { usize::MAX } else { args.limit },
        hosts,
        cors: args.cors,
        token: token.transpose()?,
        texts: !args.without_texts,
        ..defaults
    })
}

/// Listens for the system and the user at once; what it gives ends when one of them says so.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ends when the user says so.
#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
