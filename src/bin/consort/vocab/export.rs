//! `consort vocab export`: the vocabulary in another format.
//!
//! In: a vocabulary. Out: SKOS, a table, or patterns for spaCy. Never: a value left out in silence.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use consort::dictionary::{Vocabulary, write_csv, write_spacy};
use consort::rdf::{Iris, Syntax, Version, WriteOptions, skos_triples, write};

use crate::args::VocabularyArgs;
use crate::out_file::write_file;
use crate::outcome::Outcome;
use crate::say::{Say, counted};
use crate::setup::vocabulary;

/// `consort vocab export`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab export > vocabulary.ttl\n  consort vocab export --format csv --vocab my-names/ --no-builtin\n  consort vocab export --format spacy -o patterns.jsonl"
)]
pub(super) struct ExportArgs {
    /// The format.
    #[arg(long, short, value_enum, default_value = "skos")]
    pub format: ExportFormat,
    /// The file to write; standard output when left out.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The IRI under which your own data is named.
    #[arg(long, value_name = "IRI", default_value = consort::rdf::Iris::DEFAULT_BASE)]
    pub base: String,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
}

/// Formats of vocabularies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// A SKOS concept scheme in Turtle, which `import` reads back.
    Skos,
    /// A table, which `import` reads back.
    Csv,
    /// Patterns for the EntityRuler of spaCy, one JSON object a line.
    Spacy,
}

/// Writes the vocabulary in another format.
pub(super) fn run(args: &ExportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let (vocabulary, warnings) = vocabulary(&args.vocabulary)?;
    say.warnings(&warnings);
    let (n_left_out, what) = match &args.out {
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let left_out = fill(&vocabulary, args, &mut out)?;
            out.flush()?;
            left_out
        }
        Some(path) => write_file(path, |out| fill(&vocabulary, args, out))?,
    };
    let left = if n_left_out > 0 {
        format!("; without {n_left_out} values that {what}")
    } else {
        String::new()
    };
    say.line(&format!("{}{left}", counted(vocabulary.entries.len(), "entry", "entries")));
    Ok(Outcome::whole(warnings.is_empty()))
}

/// Writes it; how many values the format has no room for, and which they are.
fn fill(
    vocabulary: &Vocabulary,
    args: &ExportArgs,
    out: &mut dyn Write,
) -> anyhow::Result<(usize, &'static str)> {
    Ok(match args.format {
        ExportFormat::Skos => {
            let iris = Iris::new(&args.base)?;
            let (triples, n) = skos_triples(vocabulary, &iris);
            let options =
                WriteOptions { iris: &iris, syntax: Syntax::Turtle, version: Version::Rdf11 };
            write(triples, &options, out)?;
            (n, "SKOS has no room for (cond, not, match, demonym, implementers, funds)")
        }
        ExportFormat::Csv => {
            (write_csv(vocabulary, out)?, "a table has no room for (cond, not, same_as, see_also)")
        }
        ExportFormat::Spacy => (
            write_spacy(vocabulary, out)?,
            "count only in context (cond) or are told by their shape (pattern), which spaCy's patterns cannot say",
        ),
    })
}
