//! The files of a snapshot.
//!
//! In: nothing. Out: their names. Never: what they hold.

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const RECORDS: &str = "records.jsonl";
pub(super) const ENTITIES: &str = "entities.jsonl";
pub(super) const TIES: &str = "ties.jsonl";
pub(super) const COPIES: &str = "copies.jsonl";
pub(super) const NETWORK: &str = "network.json";
