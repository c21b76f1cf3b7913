//! What the expressions of a parsed query are made of.
//!
//! In: an expression and a visitor. Out: whatever the visitor changes. Never: forgets the pattern inside `EXISTS`.

use spargebra::algebra::{Expression, GraphPattern};

/// A part of an expression.
pub enum Part<'a> {
    /// An expression inside it.
    Expression(&'a mut Expression),
    /// The pattern of an `EXISTS`.
    Pattern(&'a mut GraphPattern),
}

/// Calls `visit` on each part of an expression, in order; not on parts of parts.
pub fn parts(expression: &mut Expression, visit: &mut dyn FnMut(Part<'_>)) {
    match expression {
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_) => {}
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => {
            visit(Part::Expression(a));
            visit(Part::Expression(b));
        }
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => {
            visit(Part::Expression(a));
        }
        Expression::In(a, list) => {
            visit(Part::Expression(a));
            list.iter_mut().for_each(|e| visit(Part::Expression(e)));
        }
        Expression::Exists(pattern) => visit(Part::Pattern(pattern)),
        Expression::If(a, b, c) => {
            [a, b, c].into_iter().for_each(|e| visit(Part::Expression(e)));
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            list.iter_mut().for_each(|e| visit(Part::Expression(e)));
        }
    }
}
