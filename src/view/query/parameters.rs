//! Fills in the `VALUES` rows of a parsed query.
//!
//! In: a query, names and values. Out: the query with other rows. Never: a change outside `VALUES` rows.

use std::collections::BTreeMap;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;

use crate::view::query::error::QueryError;
use crate::view::query::prefixes::Prefixes;
use crate::view::query::walk;

/// Turns what a user calls an entity into its IRI, or says why it cannot.
pub type Resolver<'a> = &'a dyn Fn(&str) -> Result<NamedNode, String>;

/// A parameter of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The variable's name, without its question mark.
    pub name: String,
    /// What it is set to, IRIs shortened; empty for `UNDEF`, which fits anything.
    pub values: Vec<String>,
}

type ValuesRow = Vec<Option<GroundTerm>>;

/// The parameters of a query in the order of its text, each once.
pub(super) fn list(query: &Query, prefixes: &Prefixes) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = vec![];
    // The walk can change patterns; reading needs a copy of its own.
    walk::patterns(&mut query.clone(), &mut |pattern| {
        let Some((variables, rows)) = settable(pattern) else { return };
        for (column, variable) in variables.iter().enumerate() {
            if found.iter().all(|p| p.name != variable.as_str()) {
                let cells = rows.iter().filter_map(|row| row[column].as_ref());
                let values = cells.map(|term| show(term, prefixes)).collect();
                found.push(Parameter { name: variable.as_str().to_owned(), values });
            }
        }
    });
    found
}

/// Replaces the rows that `set` names.
pub(super) fn set(
    query: &mut Query,
    set: &[(String, String)],
    resolve: Resolver<'_>,
    prefixes: &Prefixes,
) -> Result<(), QueryError> {
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in set {
        wanted.entry(name.trim_start_matches(['?', '$'])).or_default().push(value);
    }
    let known = list(query, prefixes);
    for name in wanted.keys() {
        if known.iter().all(|p| p.name != *name) {
            let parameters = known.iter().map(|p| p.name.clone()).collect();
            return Err(QueryError::NoSuchParameter { name: (*name).to_owned(), parameters });
        }
    }
    let mut outcome = Ok(());
    walk::patterns(query, &mut |pattern| {
        let Some((variables, rows)) = settable(pattern) else { return };
        for (column, variable) in variables.iter().enumerate() {
            if let (Some(values), Ok(())) = (wanted.get(variable.as_str()), &outcome) {
                outcome = fill(variable.as_str(), (rows, column), values, resolve, prefixes);
            }
        }
    });
    outcome
}

/// Moves the entities of `VALUES` rows from the standard base IRI to the graph's own, so that query files work there.
pub(super) fn rebase(query: &mut Query, standard: &str, prefixes: &Prefixes) {
    let from = format!("{standard}id/");
    let Some(to) = prefixes.get("id").filter(|to| *to != from) else { return };
    walk::patterns(query, &mut |pattern| {
        let GraphPattern::Values { bindings, .. } = pattern else { return };
        for cell in bindings.iter_mut().flatten().flatten() {
            if let GroundTerm::NamedNode(node) = cell {
                let moved = node.as_str().strip_prefix(&from).map(|id| format!("{to}{id}"));
                if let Some(Ok(moved)) = moved.map(NamedNode::new) {
                    *node = moved;
                }
            }
        }
    });
}

/// A table with one column or one row is a parameter; a table with more of both is data of the query.
fn settable(pattern: &mut GraphPattern) -> Option<(&[Variable], &mut Vec<ValuesRow>)> {
    match pattern {
        GraphPattern::Values { variables, bindings }
            if variables.len() == 1 || bindings.len() == 1 =>
        {
            Some((variables, bindings))
        }
        _ => None,
    }
}

fn fill(
    name: &str,
    (rows, column): (&mut Vec<ValuesRow>, usize),
    values: &[&str],
    resolve: Resolver<'_>,
    prefixes: &Prefixes,
) -> Result<(), QueryError> {
    let width = rows.first().map_or(1, Vec::len);
    let old = rows.iter().find_map(|row| row[column].clone());
    let terms = values
        .iter()
        .map(|value| term(value, old.as_ref(), resolve, prefixes))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|reason| QueryError::Value { name: name.to_owned(), reason })?;
    match (width, terms.as_slice(), rows.first_mut()) {
        (1, ..) => *rows = terms.into_iter().map(|t| vec![Some(t)]).collect(),
        (_, [one], Some(row)) => row[column] = Some(one.clone()),
        _ => return Err(QueryError::OneValueOnly { name: name.to_owned() }),
    }
    Ok(())
}

/// What a value means where `old` stands: the same kind of term, or what its spelling says.
fn term(
    value: &str,
    old: Option<&GroundTerm>,
    resolve: Resolver<'_>,
    prefixes: &Prefixes,
) -> Result<GroundTerm, String> {
    if let Some(iri) = value.strip_prefix('<').and_then(|v| v.strip_suffix('>')) {
        return node(NamedNode::new(iri).map_err(|e| format!("{value} is not an IRI: {e}")));
    }
    if let Some(GroundTerm::Literal(old)) = old {
        return literal(value, old).map(GroundTerm::Literal);
    }
    if let Some(known) = prefixes.expand(value) {
        return node(Ok(known));
    }
    match old {
        Some(GroundTerm::NamedNode(old)) => match prefixes.split(old.as_str()) {
            // `--set predicate=funds` where the row says consort:supports.
            Some((prefix, _)) if prefix != "id" => {
                node(prefixes.expand(&format!("{prefix}:{value}")).ok_or_else(|| {
                    format!("{prefix}:{value} is not an IRI; write it in full as <https://…>")
                }))
            }
            _ => node(resolve(value)),
        },
        _ => node(resolve(value)),
    }
}

fn node(found: Result<NamedNode, String>) -> Result<GroundTerm, String> {
    found.map(GroundTerm::NamedNode)
}

/// A literal of the same type or language as the one it replaces.
fn literal(value: &str, old: &Literal) -> Result<Literal, String> {
    if let Some(language) = old.language() {
        return Literal::new_language_tagged_literal(value, language).map_err(|e| e.to_string());
    }
    let datatype = old.datatype();
    let fits = match datatype {
        xsd::INTEGER => value.parse::<i64>().is_ok(),
        xsd::DECIMAL | xsd::DOUBLE => value.parse::<f64>().is_ok_and(f64::is_finite),
        xsd::BOOLEAN => matches!(value, "true" | "false"),
        xsd::DATE => value.len() == 10 && value.parse::<crate::base::PartialDate>().is_ok(),
        _ => true,
    };
    if fits {
        Ok(Literal::new_typed_literal(value, datatype))
    } else {
        Err(format!("{value:?} does not fit where the query says {old}"))
    }
}

fn show(term: &GroundTerm, prefixes: &Prefixes) -> String {
    match term {
        GroundTerm::NamedNode(node) => {
            prefixes.shorten(node.as_str()).unwrap_or_else(|| node.to_string())
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::query::tests::prepared;

    const QUERY: &str = "SELECT * { VALUES ?org { id:unodc } VALUES (?min ?does) { (2 consort:funds) } \
        ?org ?does ?x FILTER(?n > ?min) VALUES (?c ?d) { (1 2) (3 4) } }";

    fn set(pairs: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let prepared = prepared(QUERY, pairs).map_err(|e| e.to_string())?;
        let show = |p: &Parameter| format!("{}={}", p.name, p.values.join(","));
        Ok(prepared.parameters.iter().map(show).collect())
    }

    #[test]
    fn values_take_the_place_of_rows() {
        let integer = "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>";
        let all = |org: &str, does: &str| {
            Ok(vec![format!("org={org}"), format!("min={integer}"), format!("does={does}")])
        };
        assert_eq!(set(&[]), all("id:unodc", "consort:funds"));
        assert_eq!(set(&[("org", "OSCE")]), all("id:osce", "consort:funds"));
        assert_eq!(
            set(&[("?org", "osce"), ("org", "undp")]),
            all("id:osce,id:undp", "consort:funds")
        );
        assert_eq!(
            set(&[("org", "id:any"), ("does", "supports")]),
            all("id:any", "consort:supports")
        );
        assert_eq!(
            set(&[("org", "<https://x.example/>")]),
            all("<https://x.example/>", "consort:funds")
        );
    }

    #[test]
    fn a_value_is_data_whatever_it_looks_like() {
        let attack = "osce } . ?s ?p ?o . { id:x";
        assert!(set(&[("org", attack)]).unwrap_err().contains("nothing in the graph is called"));
        let text = "SELECT * { VALUES ?w { \"a\" } ?s ?p ?w }";
        let prepared = prepared(text, &[("w", "\" } DROP {")]).unwrap();
        assert_eq!(prepared.parameters[0].values, [r#""\" } DROP {""#]);
    }

    #[test]
    fn mistakes_name_the_cure() {
        for (pairs, says) in [
            (&[("orgg", "osce")][..], "the query has no parameter orgg; it has org, min, does"),
            (&[("c", "5")], "the query has no parameter c; it has org, min, does"),
            (
                &[("min", "many")],
                "parameter min: \"many\" does not fit where the query says \"2\"^^<http://www.w3.org/2001/XMLSchema#integer>",
            ),
            (
                &[("min", "3"), ("min", "4")],
                "parameter min takes one value, because its VALUES row has several columns",
            ),
            (&[("org", "nobody")], "parameter org: nothing in the graph is called \"nobody\""),
        ] {
            assert_eq!(set(pairs).unwrap_err(), says);
        }
    }

    #[test]
    fn rows_move_to_the_graphs_own_base() {
        let own = Prefixes::new([("id", "https://example.org/id/")]);
        let text = "PREFIX id: <https://w3id.org/consort/data/id/> SELECT * { VALUES ?o { id:unodc } ?o ?p ?x }";
        let prepared =
            crate::view::query::prepare(text, &[], &|_| Err(String::new()), &own).unwrap();
        assert_eq!(prepared.parameters[0].values, ["id:unodc"]);
        assert!(prepared.query.to_string().contains("<https://example.org/id/unodc>"));
    }
}
