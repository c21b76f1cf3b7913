//! Visits every pattern of a parsed query.
//!
//! In: a query and a visitor. Out: whatever the visitor changes. Never: forgets the patterns inside `EXISTS`.

use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};

use crate::store::algebra::{Part, parts};

/// Calls `visit` on each graph pattern, outer ones first, in the order of the query's text as far as it is kept.
pub(super) fn patterns(query: &mut Query, visit: &mut dyn FnMut(&mut GraphPattern)) {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => walk(pattern, visit),
    }
}

fn walk(pattern: &mut GraphPattern, visit: &mut dyn FnMut(&mut GraphPattern)) {
    visit(pattern);
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            walk(left, visit);
            walk(right, visit);
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            walk(left, visit);
            walk(right, visit);
            expression.iter_mut().for_each(|e| walk_expression(e, visit));
        }
        GraphPattern::Filter { expr, inner } => {
            walk(inner, visit);
            walk_expression(expr, visit);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            walk(inner, visit);
            walk_expression(expression, visit);
        }
        GraphPattern::OrderBy { inner, expression } => {
            walk(inner, visit);
            for order in expression {
                let (OrderExpression::Asc(e) | OrderExpression::Desc(e)) = order;
                walk_expression(e, visit);
            }
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => walk(inner, visit),
    }
}

fn walk_expression(expression: &mut Expression, visit: &mut dyn FnMut(&mut GraphPattern)) {
    parts(expression, &mut |part| match part {
        Part::Expression(part) => walk_expression(part, visit),
        Part::Pattern(pattern) => walk(pattern, visit),
    });
}
