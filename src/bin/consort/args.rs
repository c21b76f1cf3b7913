//! The options that several commands share, as they are typed.
//!
//! In: arguments. Out: plain structs, checked for form only. Never: an option of one command alone, or a file opened.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use consort::view::table::{CsvLayout, Separator};

/// Where texts come from and how they are read.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct InputArgs {
    /// Files or folders of texts, tables, mails, pages and documents; `-` reads standard input.
    #[arg(value_name = "PATH", default_value = "data")]
    pub paths: Vec<PathBuf>,
    /// What every file holds, whatever its name says; where its bytes leave no doubt (a PDF, a ZIP file), they decide.
    #[arg(long, value_enum)]
    pub input: Option<InputFormat>,
    /// Another name for a field of records or a column of tables, such as text=body; fields in fields with dots:
    /// date=published.day.
    #[arg(long = "field", value_name = "FIELD=NAME")]
    pub fields: Vec<String>,
    /// Take each file as one story, even where datelines follow titles in it.
    #[arg(long)]
    pub whole: bool,
    /// Begin a story at every line that REGEX matches, and at no other. The line is no part of the story's text; its groups
    /// (?<title>…) and (?<date>…) are the story's title and date.
    #[arg(long, value_name = "REGEX", conflicts_with = "whole")]
    pub split: Option<String>,
    /// The first line of a story, below that of --split, that REGEX matches is its title: what (?<title>…) or the first group
    /// holds of it, else all of it. '.' takes the first line.
    #[arg(long, value_name = "REGEX")]
    pub title: Option<String>,
    /// How dates are written, as for strftime: '%d.%m.%Y', '%B %d, %Y'. A story's date is (?<date>…), or sought in the line of
    /// --split, in the title and in lines of their own near the top; the dates of records are read so too.
    #[arg(long, value_name = "FORMAT")]
    pub date_format: Option<String>,
    /// With which vocabulary.
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// A file of reviewers' decisions, in place of the decisions.toml beside the texts.
    #[arg(long, value_name = "FILE")]
    pub decisions: Vec<PathBuf>,
    /// Take only names that the vocabulary lists or a template makes; propose no provisional entities.
    #[arg(long)]
    pub listed_only: bool,
    /// Number of threads; all cores when left out.
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<usize>,
}

/// Formats of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One story, or an archive of stories with datelines.
    Text,
    /// The same with headings.
    Markdown,
    /// One JSON object a line.
    Jsonl,
    /// JSON objects in an array.
    Json,
    /// A table with one story a row.
    Csv,
    /// A page of HTML.
    Html,
    /// One mail.
    Mail,
    /// Many mails in one file.
    Mbox,
    /// A feed: RSS or Atom.
    Feed,
}

/// Which vocabulary.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct VocabularyArgs {
    /// A folder or file of vocabulary that adds to the shipped one, or corrects it. What it compiles to is kept in your cache folder;
    /// the variable CONSORT_CACHE names another, or says off.
    #[arg(long, value_name = "DIR")]
    pub vocab: Vec<PathBuf>,
    /// Languages whose labels are names to be found too, such as fr,es; a file says it for itself with match_labels.
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub languages: Vec<String>,
    /// Leave the shipped vocabulary out; its templates and relation rules stay unless --vocab brings its own.
    #[arg(long)]
    pub no_builtin: bool,
}

/// The graph to read.
#[derive(Debug, Args)]
pub(crate) struct GraphArgs {
    /// The graph folder that `consort build` wrote.
    #[arg(long, short, value_name = "FOLDER", default_value = "graph")]
    pub graph: PathBuf,
}

/// How a table is printed.
#[derive(Debug, Args)]
pub(crate) struct FormatArgs {
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: TableFormat,
    /// How CSV is written.
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// How CSV is written.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct CsvArgs {
    /// What separates the cells of CSV: ',', ';' or tab. With ';' decimals have a comma, as Excel wants it in German, French and
    /// most languages of Europe.
    #[arg(long, value_name = "CHARACTER", default_value = ",")]
    pub separator: Separator,
    /// Write CSV for Excel: a byte order mark, without which it garbles letters such as š, and a ' before words that it would run
    /// as a formula.
    #[arg(long)]
    pub bom: bool,
}

impl FormatArgs {
    /// The same for the library.
    pub(crate) fn format(&self) -> consort::view::table::TableFormat {
        match self.format {
            TableFormat::Table => consort::view::table::TableFormat::Text,
            TableFormat::Csv => consort::view::table::TableFormat::Csv(self.csv.layout()),
            TableFormat::Json => consort::view::table::TableFormat::Json,
        }
    }

    /// Whether a person reads it.
    pub(crate) fn is_table(&self) -> bool {
        self.format == TableFormat::Table
    }
}

impl CsvArgs {
    /// The same for the library.
    pub(crate) fn layout(self) -> CsvLayout {
        CsvLayout { separator: self.separator, bom: self.bom }
    }
}

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For reading.
    Table,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
}
