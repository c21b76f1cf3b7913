//! What can go wrong with a query, and the cure.
//!
//! In: nothing. Out: errors that name the place. Never: a bare "syntax error".

use std::io;
use std::time::Duration;

use crate::store::sparql::QueryEvaluationError;

use crate::store::Interrupted;
use crate::view::query::syntax::SyntaxError;

/// A query that cannot be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is not SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// The text is larger than any question needs.
    #[error("line {line}, column {column}: {what}; ask in smaller parts")]
    TooLarge {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// Which bound it passes.
        what: String,
    },
    /// The query joins more patterns at once than can be put in order.
    #[error(
        "the query joins {0} patterns in one group, which is too many to find an order for; put some into subqueries"
    )]
    TooManyPatterns(usize),
    /// The text is a SPARQL update.
    #[error(
        "this is a SPARQL update; queries only read the graph (SELECT, ASK, CONSTRUCT, DESCRIBE)"
    )]
    Update,
    /// The query asks another server.
    #[error(
        "SERVICE asks another server, and nothing leaves this machine; remove the SERVICE block"
    )]
    Service,
    /// `--set` names a parameter that the query does not have.
    #[error("the query has no parameter {name}; {}", has(.parameters))]
    NoSuchParameter {
        /// What was set.
        name: String,
        /// What could have been.
        parameters: Vec<String>,
    },
    /// A parameter of a row with several columns was given several values.
    #[error("parameter {name} takes one value, because its VALUES row has several columns")]
    OneValueOnly {
        /// The parameter.
        name: String,
    },
    /// A parameter's value cannot be understood.
    #[error("parameter {name}: {reason}")]
    Value {
        /// The parameter.
        name: String,
        /// Why, and what would do.
        reason: String,
    },
    /// A namespace of the graph is no IRI.
    #[error("prefix {prefix}: <{iri}> is not an IRI: {reason}")]
    Prefix {
        /// The prefix.
        prefix: String,
        /// What it stands for.
        iri: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The format cannot hold this kind of result.
    #[error("a {form} query gives {gives}, which cannot be written as {format}; use {cure}")]
    Format {
        /// SELECT, ASK or CONSTRUCT.
        form: &'static str,
        /// What it gives.
        gives: &'static str,
        /// The format asked for.
        format: &'static str,
        /// Formats that fit.
        cure: &'static str,
    },
    /// The query ran out of time.
    #[error("the query took longer than {} s; narrow it (a LIMIT alone seldom helps) or give it more time", .0.as_secs_f64())]
    TimedOut(Duration),
    /// The query took more memory than it may.
    #[error("the query took more than {} MB of memory; narrow it, so that fewer rows are gathered, sorted or compared", .0 >> 20)]
    OutOfMemory(u64),
    /// The query was ended for another reason.
    #[error(transparent)]
    Interrupted(Interrupted),
    /// The engine gave up.
    #[error("the query failed: {0}")]
    Evaluation(#[source] QueryEvaluationError),
    /// The output could not be written.
    #[error("cannot write the rows")]
    Io(#[from] io::Error),
}

fn has(parameters: &[String]) -> String {
    if parameters.is_empty() {
        return "it has none (a parameter is a row such as VALUES ?org { id:unodc })".to_owned();
    }
    format!("it has {}", parameters.join(", "))
}
