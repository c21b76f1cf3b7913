//! The SPARQL names that later stages use, so that a change of the engine is met in one place.
//!
//! In: nothing. Out: the engine's own types under our path. Never: the store itself.

pub use oxrdf::Variable;
pub use sparesults::QueryResultsFormat;
pub use spareval::{
    CancellationToken, QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter,
    QueryTripleIter,
};
pub use spargebra::{Query, SparqlParser, SparqlSyntaxError, algebra, term};
