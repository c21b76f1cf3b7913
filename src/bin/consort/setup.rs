//! What several commands do before their own work: load the vocabulary, find the files, start the threads.
//!
//! In: [`InputArgs`]. Out: a lexicon, files and options. Never: reads a story.

use anyhow::Context;
use consort::corpus::{Format, InputFile, ReadOptions, Stories, walk};
use consort::dictionary::{Lexicon, VocabFile, builtin_files, compile, read, read_folder};

use crate::args::{InputArgs, InputFormat};
use crate::say::Say;

/// What is to be read, and with what.
pub(crate) struct Setup {
    pub lexicon: Lexicon,
    pub files: Vec<InputFile>,
    pub options: ReadOptions,
    /// Whether something was passed over already.
    pub flawed: bool,
}

/// Loads the vocabulary, finds the files and starts the threads.
pub(crate) fn setup(args: &InputArgs, say: &Say) -> anyhow::Result<Setup> {
    if let Some(threads) = args.threads {
        anyhow::ensure!(threads > 0, "--threads takes a number from 1 on");
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .context("cannot start the threads")?;
    }
    let (lexicon, bad_vocabulary) = lexicon(args, say)?;
    let found = walk(&args.paths)?;
    say.warnings(&found.warnings);
    let flawed = bad_vocabulary || !found.warnings.is_empty();
    Ok(Setup { lexicon, files: found.output, options: options(args)?, flawed })
}

/// Compiles the vocabulary; the flag says whether some of it was passed over.
fn lexicon(args: &InputArgs, say: &Say) -> anyhow::Result<(Lexicon, bool)> {
    let mut files: Vec<VocabFile> = builtin_files();
    if args.no_builtin {
        // Templates and rules are grammar rather than names: without them nothing could be read at all.
        files.retain(|file| {
            file.name.ends_with("templates.toml") || file.name.ends_with("relations.toml")
        });
    }
    for path in &args.vocab {
        files.extend(read_folder(path)?);
    }
    let (vocabulary, mut warnings) = read(&files);
    let flawed = !warnings.is_empty();
    let (lexicon, notes) = compile(vocabulary)?;
    warnings.extend(notes);
    say.warnings(&warnings);
    Ok((lexicon, flawed))
}

fn options(args: &InputArgs) -> anyhow::Result<ReadOptions> {
    let mut options = ReadOptions {
        format: args.input.map(|format| match format {
            InputFormat::Text => Format::Text,
            InputFormat::Markdown => Format::Markdown,
            InputFormat::Jsonl => Format::Jsonl,
        }),
        stories: if args.whole { Stories::Whole } else { Stories::Split },
        ..ReadOptions::default()
    };
    for field in &args.fields {
        options.add_field(field)?;
    }
    Ok(options)
}
