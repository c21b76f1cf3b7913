//! Finds dates in a query that no comparison can hold: texts that look like dates, and days that no month has.
//!
//! In: a parsed query. Out: a sentence on each, with the cure. Never: an error: such a query is allowed, it only finds nothing.

use jiff::civil;
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNodeRef, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::rdf::vocabulary::consort;
use crate::store::algebra::{Part, parts};
use crate::view::query::walk;

/// What is wrong with the dates that a query compares, each once.
///
/// ```
/// use consort::view::query::{Prefixes, doubtful_dates, prepare};
/// let prefixes = Prefixes::new([("ns", "https://example.org/ns#"), ("xsd", "http://www.w3.org/2001/XMLSchema#")]);
/// let text = "SELECT ?a { ?a ns:date ?x FILTER(?x >= '2020-15-01'^^xsd:date) }";
/// let prepared = prepare(text, &[], &|name: &str| Err(name.to_owned()), &prefixes)?;
/// assert_eq!(doubtful_dates(&prepared.query), ["\"2020-15-01\" is no day of the calendar: nothing equals it, follows it or comes before it"]);
/// # Ok::<_, consort::view::query::QueryError>(())
/// ```
#[must_use]
pub fn doubtful_dates(query: &Query) -> Vec<String> {
    let (mut out, mut said) = (Vec::new(), Vec::new());
    walk::patterns(&mut query.clone(), &mut |pattern| {
        if let GraphPattern::Bgp { patterns } = pattern {
            said.extend(patterns.iter().filter_map(as_said));
        }
    });
    walk::patterns(&mut query.clone(), &mut |pattern| match pattern {
        GraphPattern::Filter { expr, .. } => look(expr, &said, &mut out),
        GraphPattern::Extend { expression, .. } => look(expression, &said, &mut out),
        GraphPattern::LeftJoin { expression: Some(expression), .. } => {
            look(expression, &said, &mut out);
        }
        _ => {}
    });
    out
}

/// The variable that a date is bound to as it is said: a day, a month or a year; and the same as a day.
fn as_said(triple: &TriplePattern) -> Option<(Variable, NamedNodeRef<'static>)> {
    let (NamedNodePattern::NamedNode(predicate), TermPattern::Variable(variable)) =
        (&triple.predicate, &triple.object)
    else {
        return None;
    };
    let first = [consort::DATE, consort::DATE_START, consort::FIRST_DATE];
    let last = [consort::DATE_END, consort::LAST_DATE];
    let day = if first.contains(&predicate.as_ref()) {
        consort::EARLIEST
    } else {
        last.contains(&predicate.as_ref()).then_some(consort::LATEST)?
    };
    Some((variable.clone(), day))
}

fn look(
    expression: &mut Expression,
    said: &[(Variable, NamedNodeRef<'static>)],
    out: &mut Vec<String>,
) {
    let mut say = |what: String| {
        if !out.contains(&what) {
            out.push(what);
        }
    };
    match expression {
        Expression::Literal(literal) => say_if(impossible(literal), &mut say),
        Expression::Equal(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b) => {
            for (a, b) in [(&**a, &**b), (&**b, &**a)] {
                say_if(plain(a, b), &mut say);
                say_if(imprecise(a, b, said), &mut say);
            }
        }
        _ => {}
    }
    // What a pattern inside holds is visited as a pattern.
    parts(expression, &mut |part| {
        if let Part::Expression(part) = part {
            look(part, said, out);
        }
    });
}

/// A date as it is said that is compared with a day: months and years are passed over.
fn imprecise(
    date: &Expression,
    day: &Expression,
    said: &[(Variable, NamedNodeRef<'static>)],
) -> Option<String> {
    let (Expression::Variable(variable), Expression::Literal(literal)) = (date, day) else {
        return None;
    };
    let (_, better) = said.iter().find(|(known, _)| known == variable)?;
    let name = better.as_str().rsplit('#').next().unwrap_or_default();
    (literal.datatype() == xsd::DATE).then(|| {
        format!(
            "{variable} is a month or a year where no more is known, which no day equals, follows or comes before; \
             consort:{name} is always a day"
        )
    })
}

fn say_if(what: Option<String>, say: &mut dyn FnMut(String)) {
    if let Some(what) = what {
        say(what);
    }
}

/// A day that no calendar has.
fn impossible(literal: &Literal) -> Option<String> {
    let dated = [xsd::DATE, xsd::DATE_TIME].contains(&literal.datatype());
    let day = literal.value().get(..10)?;
    (dated && day.parse::<civil::Date>().is_err()).then(|| {
        format!(
            "{:?} is no day of the calendar: nothing equals it, follows it or comes before it",
            literal.value()
        )
    })
}

/// A text that looks like a date and is compared with what is no text.
fn plain(text: &Expression, other: &Expression) -> Option<String> {
    let Expression::Literal(literal) = text else { return None };
    let text = literal.value();
    let is_text = literal.datatype() == xsd::STRING && literal.language().is_none();
    let looks = |pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(c, p)| match p {
                b'0' => c.is_ascii_digit(),
                sign => c == sign,
            })
    };
    let datatype = [("0000-00-00", "date"), ("0000-00", "gYearMonth")];
    let (_, datatype) = datatype.into_iter().find(|(pattern, _)| looks(pattern))?;
    let as_text =
        matches!(other, Expression::FunctionCall(Function::Str, _) | Expression::Literal(_));
    (is_text && !as_text).then(|| {
        format!("{text:?} is a text and equals no date; write {text:?}^^xsd:{datatype}, or compare STR(…)")
    })
}

#[cfg(test)]
mod tests {
    use super::doubtful_dates;
    use crate::view::query::prepare;
    use crate::view::query::tests::prefixes;

    #[test]
    fn months_are_not_compared_with_days() {
        let query = "PREFIX c: <https://w3id.org/consort/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            SELECT ?x { ?e c:lastDate ?x FILTER(?x >= '2020-01-01'^^xsd:date) }";
        let nobody = |name: &str| Err(name.to_owned());
        let prepared = prepare(query, &[], &nobody, &prefixes()).unwrap();
        let found = doubtful_dates(&prepared.query);
        assert!(
            found.len() == 1 && found[0].ends_with("consort:latest is always a day"),
            "{found:?}"
        );
        let better =
            prepare(&query.replace("lastDate", "latest"), &[], &nobody, &prefixes()).unwrap();
        assert!(doubtful_dates(&better.query).is_empty());
    }

    #[test]
    fn tells_dates_that_nothing_can_match() {
        let day = "is no day of the calendar";
        let text = "is a text and equals no date";
        let table = [
            ("?x >= '2020-12-01'^^xsd:date", ""),
            ("?x >= '2020-15-01'^^xsd:date", day),
            ("?x = '2021-02-29'^^xsd:date || ?y = 1", day),
            ("?x < '2020-02-30T00:00:00'^^xsd:dateTime", day),
            ("?x >= '2020-12-01'", text),
            ("'2020-12' < ?x", text),
            ("STR(?x) >= '2020-12-01'", ""),
            ("?x = 'twenty-twenty'", ""),
            ("?x = '2020-12-01'@en", ""),
            ("EXISTS { ?x a ?y FILTER(?y > '2020-13-01'^^xsd:date) }", day),
        ];
        for (filter, expected) in table {
            let query = format!(
                "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT * {{ ?x ?p ?y FILTER({filter}) }}"
            );
            let nobody = |name: &str| Err(name.to_owned());
            let prepared = prepare(&query, &[], &nobody, &prefixes()).unwrap();
            let found = doubtful_dates(&prepared.query).join(" ");
            assert!(
                found.contains(expected) && found.is_empty() == expected.is_empty(),
                "{filter}: {found}"
            );
        }
    }
}
