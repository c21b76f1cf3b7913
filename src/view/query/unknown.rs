//! Finds names in a query that the graph does not know.
//!
//! In: a parsed query and the names in use. Out: the unknown ones with near words. Never: an error: an unknown name
//! is allowed, it only finds nothing.

use std::collections::BTreeSet;
use std::fmt;

use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use crate::view::query::prefixes::Prefixes;
use crate::view::query::syntax::near_words;
use crate::view::query::walk;

/// The IRIs in use. Add what the ontology defines to those of the graph, or a small graph makes many warnings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownTerms {
    /// IRIs that stand between subject and object.
    pub predicates: BTreeSet<String>,
    /// IRIs of classes.
    pub classes: BTreeSet<String>,
    /// IRIs of entities: everything under `id:`.
    pub entities: BTreeSet<String>,
}

/// A name in a query that the graph does not know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownTerm {
    /// The name, shortened.
    pub term: String,
    /// What it would have been.
    pub role: Role,
    /// Known names that look like it, nearest first.
    pub near: Vec<String>,
}

/// What a name in a query stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A relation between subject and object.
    Predicate,
    /// A class, after `a`.
    Class,
    /// An entity.
    Entity,
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { term, role, near } = self;
        match role {
            Role::Predicate => write!(f, "no triple uses {term}")?,
            Role::Class => write!(f, "nothing is of class {term}")?,
            Role::Entity => write!(f, "the graph does not know {term}")?,
        }
        if near.is_empty() { Ok(()) } else { write!(f, "; did you mean {}?", near.join(" or ")) }
    }
}

/// The names that find nothing, sorted, each once.
///
/// ```
/// use consort::view::query::{KnownTerms, Prefixes, prepare, unknown_terms};
/// let prefixes = Prefixes::new([("id", "https://example.org/id/"), ("ns", "https://example.org/ns#")]);
/// let known = KnownTerms { predicates: ["https://example.org/ns#funds".to_owned()].into(), ..KnownTerms::default() };
/// let nobody = |name: &str| Err(name.to_owned());
/// let prepared = prepare("SELECT ?a { ?a ns:fund ?b }", &[], &nobody, &prefixes)?;
/// let unknown = unknown_terms(&prepared.query, &known, &prefixes);
/// assert_eq!(unknown[0].to_string(), "no triple uses ns:fund; did you mean ns:funds?");
/// # Ok::<_, consort::view::query::QueryError>(())
/// ```
#[must_use]
pub fn unknown_terms(query: &Query, known: &KnownTerms, prefixes: &Prefixes) -> Vec<UnknownTerm> {
    let mut used: BTreeSet<(Role, String)> = BTreeSet::new();
    walk::patterns(&mut query.clone(), &mut |pattern| collect(pattern, prefixes, &mut used));
    let mut unknown: Vec<UnknownTerm> = used
        .into_iter()
        .filter_map(|(role, iri)| {
            let names = match role {
                Role::Predicate => &known.predicates,
                Role::Class => &known.classes,
                Role::Entity => &known.entities,
            };
            let is_known = names.contains(&iri);
            // A predicate or a class can be asked about as a thing: `?claim rdf:predicate consort:funds`.
            (!is_known).then(|| UnknownTerm {
                near: near(&iri, names, prefixes),
                term: short(&iri, prefixes),
                role,
            })
        })
        .collect();
    unknown.sort();
    unknown
}

fn near(iri: &str, names: &BTreeSet<String>, prefixes: &Prefixes) -> Vec<String> {
    let Some((prefix, local)) = prefixes.split(iri) else { return vec![] };
    let siblings = names.iter().filter_map(|n| prefixes.split(n)).filter(|(p, _)| *p == prefix);
    let near = near_words(local, siblings.map(|(_, l)| l));
    near.into_iter().map(|l| format!("{prefix}:{l}")).collect()
}

fn short(iri: &str, prefixes: &Prefixes) -> String {
    prefixes.shorten(iri).unwrap_or_else(|| format!("<{iri}>"))
}

type Used = BTreeSet<(Role, String)>;

fn collect(pattern: &GraphPattern, prefixes: &Prefixes, used: &mut Used) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            patterns.iter().for_each(|t| collect_triple(t, prefixes, used));
        }
        GraphPattern::Path { subject, path, object } => {
            collect_path(path, used);
            [subject, object].into_iter().for_each(|t| collect_term(t, prefixes, used));
        }
        GraphPattern::Values { bindings, .. } => {
            for cell in bindings.iter().flatten().flatten() {
                if let GroundTerm::NamedNode(node) = cell {
                    collect_thing(node.as_str(), prefixes, used);
                }
            }
        }
        _ => {}
    }
}

fn collect_triple(triple: &TriplePattern, prefixes: &Prefixes, used: &mut Used) {
    let mut is_type = false;
    if let NamedNodePattern::NamedNode(predicate) = &triple.predicate {
        is_type = *predicate == oxrdf::vocab::rdf::TYPE;
        used.insert((Role::Predicate, predicate.as_str().to_owned()));
    }
    collect_term(&triple.subject, prefixes, used);
    match &triple.object {
        TermPattern::NamedNode(class) if is_type => {
            used.insert((Role::Class, class.as_str().to_owned()));
        }
        object => collect_term(object, prefixes, used),
    }
}

fn collect_term(term: &TermPattern, prefixes: &Prefixes, used: &mut Used) {
    if let TermPattern::NamedNode(node) = term {
        collect_thing(node.as_str(), prefixes, used);
    }
}

/// Of things that are neither predicate nor class by their place, those under `id:` and `consort:` can be checked.
fn collect_thing(iri: &str, prefixes: &Prefixes, used: &mut Used) {
    match prefixes.split(iri) {
        Some(("id", _)) => used.insert((Role::Entity, iri.to_owned())),
        Some(("consort", local)) if local.starts_with(char::is_lowercase) => {
            used.insert((Role::Predicate, iri.to_owned()))
        }
        _ => false,
    };
}

fn collect_path(path: &PropertyPathExpression, used: &mut Used) {
    match path {
        PropertyPathExpression::NamedNode(node) => {
            used.insert((Role::Predicate, node.as_str().to_owned()));
        }
        PropertyPathExpression::Reverse(p)
        | PropertyPathExpression::ZeroOrMore(p)
        | PropertyPathExpression::OneOrMore(p)
        | PropertyPathExpression::ZeroOrOne(p) => collect_path(p, used),
        PropertyPathExpression::Sequence(a, b) | PropertyPathExpression::Alternative(a, b) => {
            collect_path(a, used);
            collect_path(b, used);
        }
        PropertyPathExpression::NegatedPropertySet(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::query::tests::{prefixes, prepared};

    #[test]
    fn misspelt_names_are_told_with_a_cure() {
        let expand = |names: &[&str]| -> BTreeSet<String> {
            names.iter().filter_map(|n| prefixes().expand(n)).map(|n| n.into_string()).collect()
        };
        let known = KnownTerms {
            predicates: expand(&[
                "consort:funds",
                "consort:partnersWith",
                "rdf:type",
                "rdf:predicate",
            ]),
            classes: expand(&["consort:Organisation", "consort:Country"]),
            entities: expand(&["id:unodc", "id:osce"]),
        };
        let told = |text: &str| -> Vec<String> {
            let query = prepared(text, &[]).unwrap().query;
            unknown_terms(&query, &known, &prefixes()).iter().map(ToString::to_string).collect()
        };
        assert_eq!(told("SELECT ?d { ?d a consort:Country ; consort:funds id:unodc }"), [""; 0]);
        assert_eq!(
            told("SELECT ?d { ?d consort:fund+ id:undoc . ?d a consort:Organization }"),
            [
                "nothing is of class consort:Organization; did you mean consort:Organisation?",
                "no triple uses consort:fund; did you mean consort:funds?",
                "the graph does not know id:undoc; did you mean id:unodc?"
            ]
        );
        assert_eq!(
            told("SELECT ?c { ?c rdf:predicate consort:fundz FILTER EXISTS { ?c <urn:x> ?y } }"),
            ["no triple uses <urn:x>", "no triple uses consort:fundz; did you mean consort:funds?"]
        );
    }
}
