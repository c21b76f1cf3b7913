//! consort builds a knowledge graph of who works with whom, who pays, where and when from news stories and reports, and keeps
//! for every edge the sentence that says so. A dictionary finds the names, rules read the relations, and the same texts with the
//! same vocabulary give the same graph, byte for byte.
//!
//! # Steps
//!
//! The listing of `src/` is the way of the data, and each stage knows only those before it:
//!
//! | step | what comes in → what goes out | start reading at |
//! |---|---|---|
//! | [`cut`] | text → words and sentences | [`cut::fold`], [`cut::Tokens`] |
//! | [`dictionary`] | `vocab/*.toml` → a lexicon | [`dictionary::compile`] |
//! | [`documents`] | files → [`Document`]s | [`documents::walk()`], [`documents::read_file`] |
//! | [`extract`] | a document → [`Mention`]s | [`extract::extract`] |
//! | [`link`] | mentions → [`Assertion`]s | [`link::link`] |
//! | [`merge`] | stories → claims, counts, ties | [`merge::Claims`], [`merge::cooccur::count`] |
//! | [`network`] | ties or claims → measures | [`network::from_ties`], [`network::rank_nodes`] |
//! | [`rdf`] | assertions → statements | [`rdf::knowledge`] |
//! | [`store`] | what statements are made of → a graph folder, and back | [`store::Folder`], [`store::Kb`] |
//! | [`verify`] | what was found, and gold → precision, recall, F1 | [`verify`] |
//! | [`view`] | a graph → answers | [`view::query`], [`view::explain`], [`view::export`], [`view::plot`] |
//! | `web`, of the feature of that name | a graph → HTTP | `web::router`, `web::listen` |
//!
//! [`base`] holds the plain values that all of them speak, and [`pipeline`] is the only place that calls several of them in a row.
//! [`extract`] and [`link`] are pure: no files, no clock, no randomness, and no way to fail. So they run on one core, on all of
//! them, or on a cluster, and find the same.
//!
//! # An example
//!
//! ```
//! use consort::documents::{Format, ReadOptions, parse};
//! use consort::dictionary::{Decisions, builtin_files, compile, read};
//! use consort::pipeline::read_story;
//! use consort::{Argument, Predicate};
//!
//! let (vocabulary, _) = read(&builtin_files());
//! let (lexicon, _) = compile(vocabulary)?;
//!
//! let text = "3 March 2020, Vienna, Austria: The workshop was funded by Norway. It was held in cooperation with WHO.";
//! let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
//! let story = read_story(documents[0].clone(), &lexicon, &Decisions::default());
//!
//! let funds = story.extraction.assertions.iter().find(|a| a.predicate == Predicate::Funds).expect("somebody pays");
//! assert_eq!(funds.subject.label, "Norway");
//! assert!(matches!(funds.object, Argument::Story)); // the activity that the story reports
//! assert!(story.document.text[funds.evidence.range()].starts_with("The workshop was funded by"));
//! # Ok::<(), consort::dictionary::VocabError>(())
//! ```
//!
//! # Glossary
//!
//! One word for one thing, in the code and in what the program prints:
//!
//! - **document**: one story or report as it was read; its text is never changed. A [`Story`] is a document with what was found in it.
//! - **span**: a range of bytes in a document's text; in records and RDF, offsets count Unicode code points.
//! - **entity**: something with an id of its own: an organisation, a country, a programme, a donor, an instrument, a region.
//! - **mention**: a span that names an entity; **unlinked**, when it could be several and the text does not say which.
//! - **lexicon**: the compiled vocabulary.
//! - **assertion**: subject, predicate and object as one sentence states them; its **status** says whether it is asserted, planned,
//!   hedged or negated. All sentences that state the same are one **claim**, an edge of the graph.
//! - **evidence**: the sentence and the rule behind an assertion. No evidence, no edge.
//! - **tie**: two entities named in one window (sentence, paragraph or document), whatever is said of them.
//! - **quad**: a statement of the graph, in the default graph or in the named graph of its story.
//! - **snapshot**: one whole, unchanging state of a graph folder; a **kb** is its statements in memory, ready for questions.
//! - **network**: entities and weighted links, for the measures of network analysis.

pub mod base;
pub mod cut;
pub mod dictionary;
pub mod documents;
pub mod extract;
pub mod link;
pub mod merge;
pub mod network;
pub mod pipeline;
pub mod rdf;
pub mod store;
pub mod verify;
pub mod view;
#[cfg(feature = "web")]
pub mod web;

pub use base::{
    Amount, AmountRecord, Argument, Assertion, ClaimName, Class, CodePoints, Dateline, Decided,
    DecidedRecord, Decision, Document, DocumentId, Entity, EntityId, EntityRecord, Extraction,
    IdError, LayoutRecord, Mention, MentionRecord, MoneyShare, MoneyStage, Origin, Paragraph,
    ParagraphKind, PartialDate, Predicate, Record, RecordError, RelationRecord, RuleId, Sentence,
    Source, Span, Status, Story, Tie, Unlinked, UnlinkedRecord, Verdict, Via, Warned, Warning,
    Window,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
