//! What a server allows.
//!
//! In: nothing. Out: plain values. Never: a default that is open to other machines.

use std::time::Duration;

/// What a server allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeOptions {
    /// Longest time of a query.
    pub time: Duration,
    /// Most bytes by which memory may grow while a query runs.
    pub memory: u64,
    /// Most rows of an answer; the rest is cut, and said to be.
    pub rows: usize,
    /// Most bytes of a request.
    pub body: usize,
    /// Most queries at once; the next is asked to come back.
    pub at_once: usize,
    /// Names by which it may be addressed; any when empty.
    pub hosts: Vec<String>,
    /// Whether pages of other sites may ask.
    pub cors: bool,
    /// The bearer token that every request must carry, if any.
    pub token: Option<String>,
    /// Whether sentences and texts are given; names, counts and addresses always are.
    pub texts: bool,
}

impl Default for ServeOptions {
    /// For one person on one machine.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            memory: 2 << 30,
            rows: 100_000,
            body: 2 << 20,
            at_once: 8,
            hosts: ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec(),
            cors: false,
            token: None,
            texts: true,
        }
    }
}
