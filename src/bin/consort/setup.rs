//! What several commands do before their own work: load the vocabulary, find the files, start the threads.
//!
//! In: [`InputArgs`]. Out: a lexicon, files and options. Never: reads a story.

use std::collections::BTreeMap;

use anyhow::Context;
use consort::Warning;
use consort::base::Pattern;
use consort::dictionary::{
    Cache, Decisions, Lexicon, Loaded, VocabFile, Vocabulary, builtin_files, decision_files,
    load_folders, read, read_folder,
};
use consort::documents::{DateFormat, Format, Found, InputFile, ReadOptions, Stories, walk};

use crate::args::{InputArgs, InputFormat, VocabularyArgs};
use crate::say::Say;

/// What is to be read, and with what.
pub(crate) struct Setup {
    pub lexicon: Lexicon,
    /// What reviewers have decided.
    pub decisions: Decisions,
    pub files: Vec<InputFile>,
    /// How many files were passed over as no stories, by their ending.
    pub passed_over: BTreeMap<String, usize>,
    pub options: ReadOptions,
    /// Whether something was passed over already.
    pub flawed: bool,
}

/// More threads only wait for one another: a hundred thousand of them kept a machine busy for minutes.
const MOST_THREADS: usize = 512;

/// Loads the vocabulary, finds the files and starts the threads, for a command that ends with the program: nobody waits for the
/// vocabulary's thousands of strings to be freed one by one.
pub(crate) fn setup(args: &InputArgs, say: &Say) -> anyhow::Result<&'static Setup> {
    Ok(Box::leak(Box::new(setup_owned(args, say)?)))
}

/// The same, for what is done again and again.
pub(crate) fn setup_owned(args: &InputArgs, say: &Say) -> anyhow::Result<Setup> {
    if let Some(threads) = args.threads {
        anyhow::ensure!(
            (1..=MOST_THREADS).contains(&threads),
            "--threads takes a number from 1 to {MOST_THREADS}; more than there are cores seldom help"
        );
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .context("cannot start the threads")?;
    }
    let options = options(args)?;
    let (lexicon, bad_vocabulary) = lexicon(args, say)?;
    let (decisions, bad_decisions) = decisions(args, &lexicon, say)?;
    let found = walk(&args.paths)?;
    say.warnings(&found.warnings);
    let flawed = bad_vocabulary || bad_decisions || !found.warnings.is_empty();
    let Found { files, passed_over } = found.output;
    Ok(Setup { lexicon, decisions, files, passed_over, options, flawed })
}

/// Compiles the vocabulary; the flag says whether some of it was passed over.
fn lexicon(args: &InputArgs, say: &Say) -> anyhow::Result<(Lexicon, bool)> {
    let VocabularyArgs { vocab, languages, .. } = &args.vocabulary;
    let shipped = shipped_files(&args.vocabulary);
    let Loaded { lexicon, faults, notes } =
        load_folders(shipped, vocab, languages, &Cache::of_user())?;
    let flawed = !faults.is_empty();
    say.warnings(&[faults, notes].concat());
    Ok((if args.listed_only { lexicon.listed_only() } else { lexicon }, flawed))
}

/// The vocabulary, with what is wrong with its files.
pub(crate) fn vocabulary(args: &VocabularyArgs) -> anyhow::Result<(Vocabulary, Vec<Warning>)> {
    Ok(read_files(args, &vocabulary_files(args)?))
}

/// The same where the files are at hand.
pub(crate) fn read_files(args: &VocabularyArgs, files: &[VocabFile]) -> (Vocabulary, Vec<Warning>) {
    let (mut vocabulary, warnings) = read(files);
    vocabulary.languages.clone_from(&args.languages);
    (vocabulary, warnings)
}

/// The shipped vocabulary, or what it says of the language alone, and the user's.
pub(crate) fn vocabulary_files(args: &VocabularyArgs) -> anyhow::Result<Vec<VocabFile>> {
    let mut files = shipped_files(args);
    for path in &args.vocab {
        files.extend(read_folder(path)?);
    }
    Ok(files)
}

/// The shipped vocabulary, or what it says of the language alone.
fn shipped_files(args: &VocabularyArgs) -> Vec<VocabFile> {
    let mut files: Vec<VocabFile> = builtin_files();
    if args.no_builtin {
        files.retain(VocabFile::is_language);
    }
    files
}

/// The reviewers' decisions for these texts; the flag says whether some were passed over.
fn decisions(args: &InputArgs, lexicon: &Lexicon, say: &Say) -> anyhow::Result<(Decisions, bool)> {
    let files = decision_files(&args.decisions, &args.paths)?;
    let (decisions, warnings) = Decisions::read(&files, lexicon);
    say.warnings(&warnings);
    for (name, _) in files.iter().filter(|_| args.decisions.is_empty()) {
        say.line(&format!("with the decisions in {name}"));
    }
    Ok((decisions, !warnings.is_empty()))
}

fn options(args: &InputArgs) -> anyhow::Result<ReadOptions> {
    let mut options = ReadOptions {
        format: args.input.map(|format| match format {
            InputFormat::Text => Format::Text,
            InputFormat::Markdown => Format::Markdown,
            InputFormat::Jsonl => Format::Jsonl,
            InputFormat::Json => Format::Json,
            InputFormat::Csv => Format::Csv,
            InputFormat::Html => Format::Html,
            InputFormat::Mail => Format::Mail,
            InputFormat::Mbox => Format::Mbox,
            InputFormat::Feed => Format::Feed,
        }),
        stories: match &args.split {
            Some(text) => Stories::At(pattern("--split", text)?),
            None if args.whole => Stories::Whole,
            None => Stories::Split,
        },
        title: args.title.as_ref().map(|text| pattern("--title", text)).transpose()?,
        date_format: args.date_format.as_ref().map(|text| date_format(text)).transpose()?,
        ..ReadOptions::default()
    };
    for field in &args.fields {
        options.add_field(field)?;
    }
    Ok(options)
}

/// The expression that an option gives.
fn pattern(option: &str, text: &str) -> anyhow::Result<Pattern> {
    Pattern::new(text).map_err(|error| {
        let cure = r"a mark that stands for itself takes a backslash before it, as in \( or \|";
        anyhow::anyhow!("{option} '{text}': {error}; {cure}")
    })
}

fn date_format(text: &str) -> anyhow::Result<DateFormat> {
    DateFormat::new(text).map_err(|error| anyhow::anyhow!("--date-format '{text}': {error}"))
}
