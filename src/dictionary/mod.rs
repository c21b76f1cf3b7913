//! Names: the vocabulary files and the lexicon compiled from them.
//!
//! In: `vocab/*.toml`. Out: a [`Lexicon`] that finds names and triggers in folded text. Never: documents.

mod add_up;
mod check;
mod compile;
mod countries;
mod csv;
mod decisions;
mod draft;
mod empty_words;
mod entry;
mod files;
mod firms;
mod forms;
mod frame_sets;
mod frame_table;
mod frames;
mod grammar;
mod heads;
mod import;
mod index;
mod inflect;
mod kind;
mod known_tokens;
mod lexicon;
mod lines;
mod load;
mod matcher;
mod mend;
mod money;
mod pattern;
mod reading;
mod registries;
mod rule;
mod sense;
mod sentence_lists;
mod spacy;
mod template;
mod word_facts;
mod word_map;
mod write_toml;
mod written;

pub use check::{Check, Finding, Severity, Unreachable, check, unreachable, unused};
pub use compile::{compile, shipped_grammar};
pub use csv::write_csv;
pub use decisions::Decisions;
pub use draft::{Draft, Drafts, Ids, Remark, file_stem};
pub use entry::{Conditional, Entry, EntryStatus, Matching, Scope};
pub use files::{VocabError, VocabFile, builtin_files, decision_files, read_folder};
pub use firms::FirmEndings;
pub use frame_sets::FrameSets;
pub use frame_table::{FrameTable, FrameWords, Slot};
pub use frames::{Attitude, Frame, Frames, Joint, Naming};
pub use grammar::{Grammar, GrammarWords, SmallWord};
pub use heads::{Group, HeadGroup, HeadWords, Heads};
pub use import::{
    GateList, ImportOptions, TableError, TableOptions, gate_index, is_spacy, read_gate, read_spacy,
    read_table, read_workbook,
};
pub(crate) use import::{Given, take_in};
pub use index::{ConditionIndex, EntryIndex, RuleIndex, TemplateIndex, ValueIndex};
pub use inflect::Form;
pub use kind::{WordKind, Words};
pub use known_tokens::KnownTokens;
pub use lexicon::{CompiledRule, CompiledTemplate, Known, Lexicon, SlotValue};
pub use load::{Listed, Vocabulary, read};
pub use matcher::{Hit, Matcher};
pub use money::{Currency, Money, MoneyLists, MoneyTables, MoneyWord, VerbsAndWords, Writing};
pub use pattern::{NamePattern, Patterns};
pub use registries::{Bond, Link, identifier_at, identifier_link, identifier_links};
pub use rule::{ArgumentClass, Rule, StatusCues, Strategy, Structure, Voice, Where, WordLists};
pub use sense::{Case, Patterned, Sense, SlotPlace, Trigger};
pub use sentence_lists::SentenceLists;
pub use spacy::write_spacy;
pub use template::{Context, Template};
pub use word_facts::WordFacts;
pub use word_map::{WordMap, WordSet};
pub use write_toml::{toml_files, toml_table};
