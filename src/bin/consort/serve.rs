//! `consort serve`: a graph over HTTP.
//!
//! In: a graph folder. Out: responses. Never: open to other machines unless told so.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use consort::dictionary::{Decisions, compile, read};
use consort::pipeline::read_story;
use consort::web::{ServeOptions, Shared, StoryReader, listen, router};
use consort::{Extraction, Story};

use crate::args::{GraphArgs, VocabularyArgs};
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::vocabulary_files;

/// `consort serve`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort serve\n  consort serve --graph graph --port 8080\n  curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?d ?p { ?d consort:funds ?p }' http://127.0.0.1:7878/sparql"
)]
pub(crate) struct ServeArgs {
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
    /// Answer with at most so many rows.
    #[arg(long, value_name = "ROWS", default_value = "100000")]
    pub limit: usize,
    /// What texts that are sent are read with.
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// Give names, counts and addresses, but no sentence: for confidential texts.
    #[arg(long)]
    pub without_texts: bool,
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
    // The words of a missing or damaged graph are those of the other commands.
    crate::graph::open(&args.graph.graph)?;
    let reader = reader(&args.vocabulary)?;
    let shared = Arc::new(Shared::open(&args.graph.graph, options)?.with_reader(reader));
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

/// Reads texts that are sent. The vocabulary is compiled when the first comes: most servers never get one.
fn reader(args: &VocabularyArgs) -> anyhow::Result<StoryReader> {
    let files = vocabulary_files(args)?;
    // Whether it can be compiled is told at once where it is the user's own.
    let early = (!args.vocab.is_empty()).then(|| compile(read(&files).0)).transpose()?;
    let lexicon = OnceLock::new();
    if let Some((compiled, _)) = early {
        let _ = lexicon.set(Some(compiled));
    }
    Ok(Arc::new(move |document| {
        let compiled = lexicon.get_or_init(|| compile(read(&files).0).ok().map(|(l, _)| l));
        match compiled {
            Some(lexicon) => read_story(document, lexicon, &Decisions::default()),
            // The shipped vocabulary compiles; a test of the library says so.
            None => Story { document, extraction: Extraction::default() },
        }
    }))
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
        rows: args.limit,
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
