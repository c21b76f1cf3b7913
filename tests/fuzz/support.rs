//! What the shared files take from the tests' own `support`.
//!
//! In: nothing. Out: where the checkout is. Never: the program.

use std::path::Path;

/// The checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
