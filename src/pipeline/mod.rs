//! The only folder that calls several stages in a row, in the order of the list.
//!
//! In: files, a lexicon, options. Out: stories, or a graph folder and a report. Never: a stage's own work, or a word to a
//! terminal.
//!
//! | file | what it does |
//! |---|---|
//! | `read` | a document → a story, and files → stories for a caller |
//! | `build` | files → a graph folder |
//! | `reader` | files → documents with their ids, a batch at a time, on all threads |
//! | `former` | which stories of the graph that is there already need not be read again |
//! | `unchanged` | the build for which there is nothing to do |
//! | `assemble` | stories → what the graph folder keeps |

mod assemble;
mod build;
mod former;
mod options;
mod read;
mod reader;
mod unchanged;

pub use build::{build, build_from_parts, build_while};
pub use options::{BuildError, BuildOptions, BuildReport, FileCount, Progress};
pub use read::{read_documents, read_files, read_stories, read_story};
