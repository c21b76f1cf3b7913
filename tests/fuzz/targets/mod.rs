//! What holds of any bytes whatever: one function a kind of input, which panics where a law does not hold.
//!
//! In: bytes that anybody could have sent. Out: nothing. Never: a panic where the program has done what it should, which is to read what can
//! be read and to say what cannot.
//!
//! libFuzzer makes up bytes for them (`../README.md`), `cargo test` replays the seeds of each (`../seeds/`).

mod decisions;
mod files;
pub(crate) mod graph;
mod made_up;
mod query;
mod reading;
mod small;
mod vocabulary;

/// A target.
pub(crate) type Target = fn(&[u8]);

/// Every target by the name of its folder of seeds.
pub(crate) const TARGETS: [(&str, Target); 13] = [
    ("text", files::text),
    ("marks", files::marks),
    ("records", files::records),
    ("page", files::page),
    ("pdf", files::pdf),
    ("mail", files::mail),
    ("packed", files::packed),
    ("office", files::office),
    ("vocabulary", vocabulary::vocabulary),
    ("made-up", made_up::made_up),
    ("decisions", decisions::decisions),
    ("query", query::query),
    ("graph", graph::graph),
];
