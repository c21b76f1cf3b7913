//! SPARQL.
