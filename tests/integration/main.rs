//! Tests of the program from the outside: one file a subcommand, and the laws that hold for all of them.
//!
//! | file | what it holds the program to |
//! |---|---|
//! | `layers` | the layout of `src/`: which stage may import which, and where outside libraries appear |
//! | `circles` | no file of `src/` leads back to itself by what it imports |
//! | `calls` | the pipeline calls the stages in the order of the data |
//! | `words` | words of a language stand in `vocab/`: none in `src/extract`, no small ones in `src/dictionary` |
//! | `cases` | `tests/cases/`: texts with the names and relations that a careful reader finds in them |
//! | `laws` | what is true of any text: spans, order, no panic |
//! | `damage` | a damaged graph gives the right answer or none, and a build mends it |
//! | `seeds` | inputs of every kind, and those that once broke a law (`tests/fuzz/`) |
//! | `killed` | builds that are killed, run out of disk, or run beside others and readers, lose nothing |
//! | `changes` | a story on which no edit of the vocabulary bears is read as before |
//! | `vocabularies` | what is true of any vocabulary: odd names and odd rules over real stories |
//! | `imports` | files of other people as entries: tables, workbooks, lists, gazetteers, patterns, RDF |
//! | `reconcile` | names of a table matched over HTTP, as OpenRefine asks |
//! | `input` | bad texts and bad vocabularies: a message, an exit code, and nothing lost |
//! | `marks` | archives that the user says how to split |
//! | `build` `extract` `query` `export` `claims` `diff` `cooccur` `explain` `plot` `publish` `report` `serve` `stats` `vocab` | one subcommand each |
//! | `endless` | queries that would never end are ended, and leave their place
//! | `protocol` | the W3C's suites for SPARQL over HTTP |
//! | `api` | the JSON API of the page |
//! | `eval` | measures equal to the reference, gates, faults of gold |
//! | `quality` | `tests/gold/`: the figures of extraction do not fall |
//! | `decisions` | what reviewers decide |
//! | `parts` | what a cluster has read makes the same graph, or a word on what is wrong with it |
//! | `shell` | help, completions, manual pages, closed pipes |
//! | `out_file` | what `-o` names is written whole or not at all, whatever stands there |
//!
//! Exit codes: 0 done, 1 done in part or nothing found, 2 could not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod support;
#[path = "../fuzz/targets/mod.rs"]
mod targets;

mod api;
mod build;
mod cache;
mod calls;
mod cases;
mod changes;
mod circles;
mod claims;
mod code;
mod cooccur;
mod copies;
mod damage;
mod decisions;
mod dice;
mod diff;
mod endless;
mod eval;
mod explain;
mod export;
mod extract;
mod fault;
mod files;
mod imports;
mod input;
mod killed;
mod laws;
mod layers;
mod made_up;
mod marks;
mod network;
mod odd_words;
mod out_file;
mod parts;
mod plot;
mod protocol;
mod publish;
mod quality;
mod query;
mod reconcile;
mod report;
mod rules;
mod seeds;
mod serve;
mod shell;
mod stats;
mod vocab;
mod vocabularies;
mod words;
