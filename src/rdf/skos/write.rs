//! Entries as concepts of one scheme.
//!
//! In: a vocabulary. Out: triples, and how many values SKOS has no room for. Never: two preferred labels of one language.

use oxrdf::{Literal, Triple, TripleRef};

use crate::dictionary::{Bond, EntryStatus, Listed, Matching, Vocabulary, identifier_links};
use crate::rdf::Iris;
use crate::rdf::triples::{Node, Triples};
use crate::rdf::vocabulary::{consort, dcterms, rdfs, schema, skos};

/// Describes the entries as concepts of one scheme; the number of values that SKOS has no room for.
///
/// ```
/// use consort::dictionary::{VocabFile, read};
/// use consort::rdf::{Iris, skos_triples};
/// let text = "[zeta]\nname = \"Zeta Body\"\nnot = [\"Zeta Body Club\"]\n".to_owned();
/// let (vocabulary, _) = read(&[VocabFile { name: "organisations.toml".to_owned(), text, builtin: false }]);
/// let (triples, n_left_out) = skos_triples(&vocabulary, &Iris::default());
/// assert!(triples.iter().any(|t| t.to_string().ends_with("core#prefLabel> \"Zeta Body\"@en")));
/// assert_eq!(n_left_out, 1);
/// ```
#[must_use]
pub fn skos_triples(vocabulary: &Vocabulary, iris: &Iris) -> (Vec<Triple>, usize) {
    let mut all = Vec::new();
    let mut n_left_out = 0;
    let mut sink = |triple: TripleRef<'_>| all.push(triple.into_owned());
    let triples = &mut Triples::new(iris, &mut sink);
    let scheme = iris.scheme();
    triples.node(scheme.clone()).is(&[skos::CONCEPT_SCHEME]);
    triples.node(scheme.clone()).text(dcterms::TITLE, "The vocabulary of consort");
    for (id, listed) in &vocabulary.entries {
        let mut node = triples.node(iris.entity(id));
        node.link(skos::IN_SCHEME, scheme.clone());
        concept(id, listed, &mut node);
        let entry = &listed.entry;
        n_left_out +=
            entry.cond.len() + entry.not.len() + entry.demonym.len() + entry.capital.len();
        n_left_out += entry.implementers.len() + entry.funds.len();
        n_left_out += usize::from(entry.matching == Matching::Exact);
        n_left_out += entry.labels.keys().filter(|language| !is_language(language)).count();
    }
    (all, n_left_out)
}

fn concept(id: &str, listed: &Listed, node: &mut Node<'_, '_>) {
    let entry = &listed.entry;
    node.is(&[skos::CONCEPT, consort::class(listed.class)]);
    node.text(dcterms::IDENTIFIER, id);
    let mut label = |predicate, text: &str, language: &str| {
        if let Ok(literal) = Literal::new_language_tagged_literal(text, language) {
            node.link(predicate, literal);
        }
    };
    label(skos::PREF_LABEL, &entry.name, "en");
    for name in &entry.names {
        label(skos::ALT_LABEL, name, "en");
    }
    for (language, name) in entry.labels.iter().filter(|(language, _)| is_language(language)) {
        label(skos::PREF_LABEL, name, language);
    }
    for abbr in &entry.abbr {
        node.text(skos::NOTATION, abbr);
    }
    for pattern in &entry.patterns {
        node.text(consort::PATTERN, pattern.as_str());
    }
    let texts = [
        (schema::LEGAL_NAME, &entry.formal),
        (consort::KIND, &entry.kind),
        (schema::START_DATE, &entry.since),
        (schema::END_DATE, &entry.until),
        (skos::EDITORIAL_NOTE, &entry.note),
    ];
    for (predicate, text) in texts {
        if let Some(text) = text {
            node.text(predicate, text);
        }
    }
    if entry.status == EntryStatus::Defunct {
        node.text(consort::STATUS, "defunct");
    }
    node.entities(skos::BROADER, entry.parent.as_deref());
    node.entities(dcterms::IS_PART_OF, entry.part_of.iter().map(String::as_str));
    node.entities(consort::COUNTRY, entry.country.as_deref());
    node.entities(dcterms::IS_REPLACED_BY, entry.replaced_by.as_deref());
    for (scheme, value) in &entry.ids {
        node.text(consort::IDENTIFIER, &format!("{scheme}:{value}"));
    }
    for link in identifier_links(&entry.ids) {
        let property = match link.bond {
            Bond::Same | Bond::Match => skos::EXACT_MATCH,
            Bond::About => rdfs::SEE_ALSO,
        };
        node.address(property, &link.address);
    }
    for address in &entry.same_as {
        node.address(skos::EXACT_MATCH, address);
    }
    for address in &entry.see_also {
        node.address(rdfs::SEE_ALSO, address);
    }
}

/// The name has the English label; a second one would be two preferred labels of one language.
pub(super) fn is_language(tag: &str) -> bool {
    tag != "en" && Literal::new_language_tagged_literal("", tag).is_ok()
}
