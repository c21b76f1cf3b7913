//! Rewrites a query so that its evaluation can be ended anywhere; its answer stays the same.
//!
//! In: a parsed query. Out: the same, with a term in every row and a look at every text. Never: another plan for an ordinary query.
//!
//! The engine is interrupted where it copies terms ([`watch`](crate::store::watch)). Three things it does without copying any:
//! it multiplies rows that hold no term (`{} UNION {}` times itself), it sorts by a value that it computes anew at each comparison,
//! and it builds texts. So such rows get a term, such values are computed once a row, and such texts are measured.

use std::collections::BTreeSet;

use oxrdf::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, AggregateFunction, Expression, Function, GraphPattern, OrderExpression,
};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern};

use crate::store::algebra::{Part, parts};
use crate::store::functions::{REPLACE, TEXT};

/// So many texts are joined before the result is measured.
const AT_ONCE: usize = 8;

/// Rewrites a query.
pub(super) fn guarded(mut query: Query) -> Query {
    let mut rewriter = Rewriter { names: 0 };
    match &mut query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => drop(rewriter.pattern(pattern)),
    }
    query
}

/// The variables that have a term in every row of a pattern.
type Bound = BTreeSet<Variable>;

struct Rewriter {
    names: usize,
}

impl Rewriter {
    /// Rewrites a pattern, and tells which variables it binds for sure.
    fn pattern(&mut self, pattern: &mut GraphPattern) -> Bound {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                let terms = patterns.iter().flat_map(|t| [&t.subject, &t.object]);
                let predicates = patterns.iter().filter_map(|t| named(&t.predicate));
                terms.filter_map(variable).chain(predicates).collect()
            }
            GraphPattern::Path { subject, object, .. } => {
                [&*subject, &*object].into_iter().filter_map(variable).collect()
            }
            GraphPattern::Values { variables, bindings } => {
                let bound =
                    |(at, _): &(usize, &Variable)| bindings.iter().all(|r| r[*at].is_some());
                variables.iter().enumerate().filter(bound).map(|(_, v)| v.clone()).collect()
            }
            GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
                let mut bound = self.pattern(left);
                bound.extend(self.pattern(right));
                self.mark(bound, left, right)
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                let bound = self.pattern(left);
                self.pattern(right);
                expression.iter_mut().for_each(|e| self.expression(e));
                self.mark(bound, left, right)
            }
            GraphPattern::Minus { left, right } => {
                let bound = self.pattern(left);
                self.pattern(right);
                bound
            }
            GraphPattern::Union { left, right } => {
                let (left, mut right) = (self.pattern(left), self.pattern(right));
                right.retain(|variable| left.contains(variable));
                right
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner)
            }
            GraphPattern::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner)
            }
            GraphPattern::Graph { name, inner } => {
                let mut bound = self.pattern(inner);
                bound.extend(named(name));
                bound
            }
            GraphPattern::OrderBy { inner, expression } => self.order(inner, expression),
            GraphPattern::Project { inner, variables } => {
                let mut bound = self.pattern(inner);
                bound.retain(|variable| variables.contains(variable));
                bound
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                let mut bound = self.pattern(inner);
                bound.retain(|variable| variables.contains(variable));
                aggregates.iter_mut().for_each(|(_, aggregate)| self.aggregate(aggregate));
                bound
            }
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Service { inner, .. } => self.pattern(inner),
        }
    }

    /// Gives the rows of a product a term where they may have none.
    fn mark(&mut self, mut bound: Bound, left: &mut GraphPattern, right: &GraphPattern) -> Bound {
        // No pattern at all is one row, and multiplies nothing.
        let is_one =
            |p: &GraphPattern| matches!(p, GraphPattern::Bgp { patterns } if patterns.is_empty());
        if bound.is_empty() && !is_one(left) && !is_one(right) {
            let mark = self.name();
            let term = GroundTerm::NamedNode(NamedNode::new_unchecked(TEXT));
            let values = GraphPattern::Values {
                variables: vec![mark.clone()],
                bindings: vec![vec![Some(term)]],
            };
            let rows = Box::new(std::mem::take(left));
            *left = GraphPattern::Join { left: rows, right: Box::new(values) };
            bound.insert(mark);
        }
        bound
    }

    /// Computes what rows are sorted by once a row, in variables of its own.
    fn order(&mut self, inner: &mut GraphPattern, by: &mut [OrderExpression]) -> Bound {
        let bound = self.pattern(inner);
        for order in by {
            let (OrderExpression::Asc(value) | OrderExpression::Desc(value)) = order;
            if matches!(value, Expression::Variable(_)) {
                continue;
            }
            self.expression(value);
            let variable = self.name();
            let expression = std::mem::replace(value, Expression::Variable(variable.clone()));
            let rows = Box::new(std::mem::take(inner));
            *inner = GraphPattern::Extend { inner: rows, variable, expression };
        }
        bound
    }

    fn aggregate(&mut self, aggregate: &mut AggregateExpression) {
        let AggregateExpression::FunctionCall { name, expr, .. } = aggregate else { return };
        self.expression(expr);
        if matches!(name, AggregateFunction::GroupConcat { .. }) {
            *expr = measured(std::mem::replace(expr, Expression::Coalesce(Vec::new())));
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        parts(expression, &mut |part| match part {
            Part::Expression(part) => self.expression(part),
            Part::Pattern(pattern) => drop(self.pattern(pattern)),
        });
        if let Expression::FunctionCall(function, given) = expression {
            match function {
                Function::Replace => *function = custom(REPLACE),
                Function::Concat => *expression = joined(std::mem::take(given)),
                _ => {}
            }
        }
    }

    /// A variable that no query can name: it begins with a sign that SPARQL does not allow.
    fn name(&mut self) -> Variable {
        self.names += 1;
        Variable::new_unchecked(format!(" {}", self.names))
    }
}

/// `CONCAT` in steps, each of which is measured.
fn joined(mut texts: Vec<Expression>) -> Expression {
    let join =
        |texts: &[Expression]| measured(Expression::FunctionCall(Function::Concat, texts.to_vec()));
    while texts.len() > AT_ONCE {
        texts = texts.chunks(AT_ONCE).map(join).collect();
    }
    join(&texts)
}

fn measured(text: Expression) -> Expression {
    Expression::FunctionCall(custom(TEXT), vec![text])
}

fn custom(name: &str) -> Function {
    Function::Custom(NamedNode::new_unchecked(name))
}

/// The variable that a term of a pattern binds; a blank node is one without a name, and any will do.
fn variable(term: &TermPattern) -> Option<Variable> {
    match term {
        TermPattern::Variable(variable) => Some(variable.clone()),
        TermPattern::BlankNode(node) => Some(Variable::new_unchecked(node.as_str())),
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => None,
    }
}

fn named(term: &NamedNodePattern) -> Option<Variable> {
    match term {
        NamedNodePattern::Variable(variable) => Some(variable.clone()),
        NamedNodePattern::NamedNode(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spargebra::SparqlParser;

    fn rewritten(text: &str) -> String {
        let query = SparqlParser::new().parse_query(text).unwrap();
        guarded(query).to_string()
    }

    #[test]
    fn ordinary_queries_stay_as_they_are() {
        for text in [
            "SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?s",
            "SELECT * { ?s <http://e/p>* ?o OPTIONAL { ?o ?p ?s } MINUS { ?s ?x 1 } }",
            "SELECT * { OPTIONAL { ?s ?p ?o } }",
            "SELECT (COUNT(*) AS ?n) { { ?s ?p 1 } UNION { ?s ?p 2 } { SELECT ?x { ?x ?y ?z } } }",
            "ASK { VALUES ?x { 1 2 } VALUES ?y { 1 2 } FILTER(STRLEN(STR(?x)) > 1) }",
            "ASK { GRAPH ?g { } GRAPH ?h { } }",
            "ASK { _:a <http://e/p> 1 . _:b <http://e/p> 2 }",
        ] {
            let query = SparqlParser::new().parse_query(text).unwrap();
            assert_eq!(guarded(query.clone()), query, "{text}");
        }
    }

    #[test]
    fn products_of_rows_without_terms_get_one() {
        for text in [
            "ASK { { {} UNION {} } { {} UNION {} } }",
            "ASK { VALUES ?x { UNDEF UNDEF } VALUES ?y { UNDEF UNDEF } }",
            "ASK { { SELECT ?no { ?s ?p ?o } } { SELECT ?none { ?s ?p ?o } } }",
            "ASK { { {} UNION { ?s ?p ?o } } OPTIONAL { { {} UNION {} } { ?s ?p ?o } } }",
            "ASK { ?s ?p ?o FILTER EXISTS { { {} UNION {} } { {} UNION {} } } }",
        ] {
            assert!(rewritten(text).contains("engine#text"), "{}", rewritten(text));
        }
    }

    #[test]
    fn texts_are_measured_and_sorting_values_computed_once() {
        let many = format!("SELECT (CONCAT({}1) AS ?x) {{}}", "?y, ".repeat(70));
        let table = [
            ("SELECT (CONCAT(?a, ?b) AS ?x) { ?a ?p ?b }", 1, 0),
            (&*many, 9 + 2 + 1, 0),
            ("SELECT (GROUP_CONCAT(?a) AS ?x) { ?a ?p ?b }", 1, 0),
            ("SELECT (REPLACE(REPLACE(?a, 'a', 'b'), 'b', 'c') AS ?x) { ?a ?p ?b }", 0, 2),
            ("SELECT * { ?a ?p ?b } ORDER BY CONCAT(?a, 'b') DESC(?b)", 1, 0),
        ];
        for (text, texts, replacements) in table {
            let found = rewritten(text);
            let count = |name: &str| found.matches(name).count();
            assert_eq!((count(TEXT), count(REPLACE)), (texts, replacements), "{found}");
        }
        let sorted = rewritten("SELECT ?a { ?a ?p ?b } ORDER BY RAND()");
        assert!(
            sorted.contains("BIND(RAND() AS ? 1)") && sorted.contains("ORDER BY ASC(? 1)"),
            "{sorted}"
        );
    }
}
