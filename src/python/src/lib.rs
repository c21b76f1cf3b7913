//! consort from Python: the compiled part of the wheel.
//!
//! In: Python objects and Arrow data. Out: the same. Never: a step of its own; what reads and counts is the library, and what
//! only calls other Python libraries stands in `consort/`.

mod arrow_in;
mod arrow_out;
mod build;
mod convert;
mod counted;
mod counting;
mod error;
mod graph;
mod lexicon;
mod network;
mod query;
mod reader;
mod records;
mod setup;
mod shared;
mod statements;
mod stories;
mod table;
mod threads;
mod work;

/// Texts are read with millions of small strings: as in the program, this allocator takes a tenth of the time off.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What `consort` takes from its compiled part.
#[pyo3::pymodule]
mod _consort {
    #[pymodule_export]
    use crate::build::build;
    #[pymodule_export]
    use crate::counted::{mentions, relations};
    #[pymodule_export]
    use crate::error::{ConsortError, ConsortWarning};
    #[pymodule_export]
    use crate::graph::Graph;
    #[pymodule_export]
    use crate::lexicon::Lexicon;
    #[pymodule_export]
    use crate::network::Network;
    #[pymodule_export]
    use crate::reader::{Reader, documents};
    #[pymodule_export]
    use crate::statements::{claim_lines, document_lines, entities, entity_lines, evidence};
    #[pymodule_export]
    use crate::table::Table;

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
