//! The vocabulary as a SKOS concept scheme, and concept schemes of others as entries.
//!
//! In: entries, or RDF in any syntax. Out: triples, or [`Drafts`] for review. Never: a concept dropped without a reason.
//!
//! SKOS holds the names, identifiers and places in hierarchies of an entry. It has no room for names that count only in
//! context, excluded phrases, matching by case, demonyms, capitals, implementers and what a fund pays for.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser, RdfSyntaxError};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple, TripleRef};

use crate::base::Class;
use crate::dictionary::{Draft, Drafts, Entry, EntryStatus, Ids, Listed, Matching, Vocabulary};
use crate::rdf::Iris;
use crate::rdf::triples::{Node, Triples};
use crate::rdf::vocabulary::{consort, dcterms, foaf, org, owl, rdf, rdfs, schema, skos, skosxl};

/// How a concept scheme is to be read.
#[derive(Debug, Clone)]
pub struct SkosOptions {
    /// The class of concepts that nothing else gives a class.
    pub class: Option<Class>,
    /// Classes by the IRI of a type, a broader concept or a scheme.
    pub classes: BTreeMap<String, Class>,
    /// Language of the names to print and to find.
    pub language: String,
}

impl Default for SkosOptions {
    fn default() -> Self {
        Self { class: None, classes: BTreeMap::new(), language: "en".to_owned() }
    }
}

/// Why a concept scheme cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SkosError {
    /// The file's name does not say its syntax.
    #[error(
        "{0:?} is no ending of an RDF file; consort reads .ttl, .nt, .rdf, .owl, .xml, .jsonld, .json, .trig, .nq and .n3"
    )]
    Ending(String),
    /// It is no RDF.
    #[error(transparent)]
    Parse(#[from] RdfSyntaxError),
    /// It has no concepts.
    #[error("no skos:Concept and nothing with a skos:prefLabel or skosxl:prefLabel is in it")]
    Empty,
}

/// Describes the entries as concepts of one scheme; the number of values that SKOS has no room for.
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
    for address in &entry.same_as {
        node.address(skos::EXACT_MATCH, address);
    }
    for address in &entry.see_also {
        node.address(rdfs::SEE_ALSO, address);
    }
}

/// The name has the English label; a second one would be two preferred labels of one language.
fn is_language(tag: &str) -> bool {
    tag != "en" && Literal::new_language_tagged_literal("", tag).is_ok()
}

/// Reads a concept scheme, SKOS or SKOS-XL; `ending` is that of the file's name.
///
/// # Errors
/// When it is no RDF of that syntax, or holds no concept.
pub fn read_skos(
    text: &[u8],
    ending: &str,
    options: &SkosOptions,
    ids: &mut Ids,
) -> Result<Drafts, SkosError> {
    let ending = if ending == "owl" { "rdf" } else { ending };
    let format =
        RdfFormat::from_extension(ending).ok_or_else(|| SkosError::Ending(ending.to_owned()))?;
    let mut graph = Graph::default();
    for quad in RdfParser::from_format(format).for_slice(text) {
        let quad = quad?;
        graph.0.entry(quad.subject.to_string()).or_default().push((quad.predicate, quad.object));
    }
    let concepts = graph.concepts();
    if concepts.is_empty() {
        return Err(SkosError::Empty);
    }
    let mut reader =
        Reader { graph: &graph, options, ids, named: BTreeMap::new(), out: Drafts::default() };
    for concept in concepts {
        reader.name(concept);
    }
    let named = std::mem::take(&mut reader.named);
    for (concept, (id, class)) in &named {
        let draft = reader.draft(concept, id, *class, &named);
        reader.out.drafts.extend(draft);
    }
    let mut out = reader.out;
    out.drafts.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(out)
}

/// Statements by subject, as it stands in N-Triples.
#[derive(Default)]
struct Graph(BTreeMap<String, Vec<(NamedNode, Term)>>);

impl Graph {
    /// Subjects that are concepts by their type or their labels, sorted.
    fn concepts(&self) -> Vec<&str> {
        let is_concept = |subject: &&str| {
            let has = |predicate| self.objects(subject, predicate).next().is_some();
            subject.starts_with('<')
                && !self.is(subject, skos::CONCEPT_SCHEME)
                && !self.is(subject, skos::COLLECTION)
                && (self.is(subject, skos::CONCEPT)
                    || has(skos::PREF_LABEL)
                    || has(skosxl::PREF_LABEL))
        };
        self.0.keys().map(String::as_str).filter(is_concept).collect()
    }

    fn objects<'g>(
        &'g self,
        subject: &str,
        predicate: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = &'g Term> + use<'g> {
        let all = self.0.get(subject).into_iter().flatten();
        all.filter(move |(p, _)| p.as_ref() == predicate).map(|(_, o)| o)
    }

    fn is(&self, subject: &str, class: NamedNodeRef<'static>) -> bool {
        self.objects(subject, rdf::TYPE)
            .any(|t| matches!(t, Term::NamedNode(t) if t.as_ref() == class))
    }

    /// Labels of one kind, plain or through SKOS-XL, as (language, text), sorted, each once.
    fn labels(
        &self,
        subject: &str,
        plain: NamedNodeRef<'static>,
        extended: NamedNodeRef<'static>,
    ) -> BTreeSet<(String, String)> {
        let forms = self
            .objects(subject, extended)
            .flat_map(|l| self.objects(&l.to_string(), skosxl::LITERAL_FORM));
        self.objects(subject, plain)
            .chain(forms)
            .filter_map(|term| match term {
                Term::Literal(literal) => {
                    let text = crate::rdf::terms::fold_space(literal.value());
                    (!text.is_empty())
                        .then(|| (literal.language().unwrap_or_default().to_owned(), text))
                }
                _ => None,
            })
            .collect()
    }

    fn texts(&self, subject: &str, predicate: NamedNodeRef<'static>) -> Vec<String> {
        let mut texts: Vec<String> = self
            .objects(subject, predicate)
            .filter_map(|term| match term {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            })
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }
}

type Named<'g> = BTreeMap<&'g str, (String, Class)>;

struct Reader<'a, 'g> {
    graph: &'g Graph,
    options: &'a SkosOptions,
    ids: &'a mut Ids,
    /// The concepts that become entries, with their ids.
    named: Named<'g>,
    out: Drafts,
}

impl<'g> Reader<'_, 'g> {
    /// Decides whether a concept becomes an entry, and gives it an id.
    fn name(&mut self, concept: &'g str) {
        let iri = concept.to_owned();
        let Some((_, name)) = self.preferred(concept) else {
            return self.out.leave_out(iri, "it has no preferred label");
        };
        if self.graph.texts(concept, owl::DEPRECATED).iter().any(|t| t == "true") {
            return self.out.leave_out(format!("{name:?} {iri}"), "it is deprecated");
        }
        let Some(class) = self.class(concept) else {
            return self.out.leave_out(
                format!("{name:?} {iri}"),
                "its class is unknown; give --class, or --as IRI=CLASS for its type, scheme or broader concept",
            );
        };
        if let Some(id) = self.ids.known(class, &name) {
            let why = "it is listed already; add its other names to that entry";
            return self.out.leave_out(format!("{name:?} as [{id}]"), why);
        }
        let own = self.graph.texts(concept, dcterms::IDENTIFIER);
        let wanted = own.first().filter(|_| self.is_ours(concept)).map(String::as_str);
        let id = self.ids.give(wanted, &name);
        self.named.insert(concept, (id, class));
    }

    /// The label in the language asked for, else without a language, else the first; with its language.
    fn preferred(&self, concept: &str) -> Option<(String, String)> {
        let labels = self.graph.labels(concept, skos::PREF_LABEL, skosxl::PREF_LABEL);
        let in_language = |language: &str| labels.iter().find(|(l, _)| is_in(l, language));
        let label = in_language(&self.options.language).or_else(|| in_language(""));
        label.or_else(|| labels.first()).cloned()
    }

    /// Whether consort wrote the concept: then its identifier is an id, and a notation an abbreviation.
    fn is_ours(&self, concept: &str) -> bool {
        Class::ALL.into_iter().any(|class| self.graph.is(concept, consort::class(class)))
    }

    fn class(&self, concept: &str) -> Option<Class> {
        if let Some(class) =
            Class::ALL.into_iter().find(|c| self.graph.is(concept, consort::class(*c)))
        {
            return Some(class);
        }
        let mut above: Vec<String> = vec![concept.to_owned()];
        let mut at = 0;
        // The nearest broader concept that has a class decides; a circle of them ends by itself.
        while at < above.len() {
            let node = above[at].clone();
            let own =
                [rdf::TYPE, skos::IN_SCHEME].into_iter().flat_map(|p| self.graph.objects(&node, p));
            let own = own.map(address).chain([plain(&node)]);
            let said = own.filter_map(|iri| self.options.classes.get(&iri).copied()).next();
            if said.is_some() {
                return said;
            }
            let broader = self.graph.objects(&node, skos::BROADER).map(ToString::to_string);
            let new: Vec<String> = broader.filter(|b| !above.contains(b)).collect();
            above.extend(new);
            at += 1;
        }
        let known = [
            (org::ORGANIZATION, Class::Organisation),
            (org::FORMAL_ORGANIZATION, Class::Organisation),
            (foaf::ORGANIZATION, Class::Organisation),
            (schema::ORGANIZATION, Class::Organisation),
            (schema::COUNTRY, Class::Country),
            (schema::PROJECT, Class::Programme),
        ];
        let by_type = known.into_iter().find(|(t, _)| self.graph.is(concept, *t)).map(|(_, c)| c);
        by_type.or(self.options.class)
    }

    fn draft(&mut self, concept: &str, id: &str, class: Class, named: &Named<'g>) -> Option<Draft> {
        let graph = self.graph;
        let ours = self.is_ours(concept);
        let preferred = self.preferred(concept)?;
        let name = preferred.1.clone();
        let mut entry = Entry { name: name.clone(), ..Entry::default() };
        self.other_names(concept, ours, &preferred, &mut entry);
        let mut link = |predicate: NamedNodeRef<'static>| -> Vec<String> {
            let mut found = Vec::new();
            for target in graph.objects(concept, predicate) {
                match named.get(target.to_string().as_str()) {
                    Some((id, _)) => found.push(id.clone()),
                    None => self.out.leave_out(
                        format!("{} of {name:?}: {target}", predicate.as_str()),
                        "the other end is not taken over",
                    ),
                }
            }
            found.sort_unstable();
            found
        };
        let mut above = link(skos::BROADER).into_iter();
        entry.parent = above.next();
        entry.part_of = link(dcterms::IS_PART_OF);
        // An entry has one parent; what else is broader is a framework it belongs to.
        entry.part_of.extend(above);
        entry.country = link(consort::COUNTRY).into_iter().next();
        entry.replaced_by = link(dcterms::IS_REPLACED_BY).into_iter().next();
        let text = |predicate| graph.texts(concept, predicate).into_iter().next();
        entry.formal = text(schema::LEGAL_NAME);
        entry.kind = text(consort::KIND);
        entry.since = text(schema::START_DATE);
        entry.until = text(schema::END_DATE);
        entry.note = text(skos::EDITORIAL_NOTE);
        if text(consort::STATUS).as_deref() == Some("defunct") {
            entry.status = EntryStatus::Defunct;
        }
        for identifier in graph.texts(concept, consort::IDENTIFIER) {
            if let Some((scheme, value)) = identifier.split_once(':') {
                entry.ids.insert(scheme.to_owned(), value.to_owned());
            }
        }
        let same =
            [skos::EXACT_MATCH, owl::SAME_AS].into_iter().flat_map(|p| graph.objects(concept, p));
        let itself = (!ours).then(|| plain(concept));
        for address in same.map(address).chain(itself) {
            match address.rsplit_once("wikidata.org/entity/") {
                Some((_, item)) => {
                    entry.ids.insert("wikidata".to_owned(), item.to_owned());
                }
                None => entry.same_as.push(address),
            }
        }
        let related =
            [skos::CLOSE_MATCH, rdfs::SEE_ALSO].into_iter().flat_map(|p| graph.objects(concept, p));
        entry.see_also = related.map(address).collect();
        for list in [&mut entry.same_as, &mut entry.see_also] {
            list.sort_unstable();
            list.dedup();
        }
        Some(Draft { id: id.to_owned(), class, entry, comments: Vec::new() })
    }

    fn other_names(
        &mut self,
        concept: &str,
        ours: bool,
        preferred: &(String, String),
        entry: &mut Entry,
    ) {
        let graph = self.graph;
        let name = entry.name.clone();
        for label in graph.labels(concept, skos::PREF_LABEL, skosxl::PREF_LABEL) {
            let (language, text) = label.clone();
            if label == *preferred {
                continue;
            } else if !language.is_empty() {
                // Aruba is Aruba in Spanish too.
                entry.labels.insert(language, text);
            } else if text != name {
                entry.names.push(text);
            }
        }
        let alternative = graph.labels(concept, skos::ALT_LABEL, skosxl::ALT_LABEL);
        let hidden = graph.labels(concept, skos::HIDDEN_LABEL, skosxl::HIDDEN_LABEL);
        for (language, text) in alternative.into_iter().chain(hidden) {
            if !language.is_empty() && !is_in(&language, &self.options.language) {
                let why = "it is another name in another language, and those are not looked for";
                self.out.leave_out(format!("{text:?}@{language} of {name:?}"), why);
            } else if text == name || entry.names.contains(&text) || entry.abbr.contains(&text) {
                continue;
            } else if !ours && is_abbreviation(&text) {
                entry.abbr.push(text);
            } else {
                entry.names.push(text);
            }
        }
        for notation in graph.texts(concept, skos::NOTATION) {
            if ours {
                entry.abbr.push(notation);
            } else {
                let why =
                    "a notation is a code, not a name; add it under ids or abbr where it is one";
                self.out.leave_out(format!("{notation:?} of {name:?}"), why);
            }
        }
    }
}

fn is_in(tag: &str, language: &str) -> bool {
    tag == language || (!language.is_empty() && tag.split('-').next() == Some(language))
}

/// One word, most of it capitals: `UNODC`, `SELEC`, `BiH`.
fn is_abbreviation(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&letters) && capitals * 2 > letters && !text.contains(char::is_whitespace)
}

/// An IRI without its brackets.
fn plain(node: &str) -> String {
    node.trim_start_matches('<').trim_end_matches('>').to_owned()
}

fn address(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{builtin_files, read};
    use crate::rdf::{Syntax, Version, WriteOptions, write};

    /// Of an entry, what SKOS can hold, with lists in the order in which RDF gives them back.
    fn held(entry: &Entry) -> Entry {
        let sorted = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list.dedup();
            list
        };
        let mut names = sorted(&entry.names);
        names.retain(|name| *name != entry.name);
        Entry {
            names,
            abbr: sorted(&entry.abbr),
            part_of: sorted(&entry.part_of),
            same_as: sorted(&entry.same_as),
            see_also: sorted(&entry.see_also),
            labels: entry
                .labels
                .clone()
                .into_iter()
                .filter(|(l, n)| is_language(l) && *n != entry.name)
                .collect(),
            cond: Vec::new(),
            not: Vec::new(),
            demonym: Vec::new(),
            capital: Vec::new(),
            implementers: Vec::new(),
            funds: Vec::new(),
            matching: Matching::Fold,
            ..entry.clone()
        }
    }

    #[test]
    fn the_shipped_vocabulary_round_trips() {
        let (vocabulary, _) = read(&builtin_files());
        let iris = Iris::default();
        let (triples, _) = skos_triples(&vocabulary, &iris);
        for syntax in [Syntax::Turtle, Syntax::RdfXml, Syntax::JsonLd, Syntax::NTriples] {
            let options = WriteOptions { iris: &iris, syntax, version: Version::Rdf11 };
            let mut text = Vec::new();
            write(triples.clone(), &options, &mut text).unwrap();
            let drafts =
                read_skos(&text, syntax.extension(), &SkosOptions::default(), &mut Ids::default())
                    .unwrap();
            assert!(
                drafts.left_out.is_empty(),
                "{:?}",
                &drafts.left_out[..3.min(drafts.left_out.len())]
            );
            assert_eq!(drafts.drafts.len(), vocabulary.entries.len());
            for draft in &drafts.drafts {
                let listed = &vocabulary.entries[draft.id.as_str()];
                assert_eq!(draft.class, listed.class);
                let mut expected = held(&listed.entry);
                // Addresses of Wikidata become identifiers, which say the same.
                if let Some(at) =
                    expected.same_as.iter().position(|a| a.contains("wikidata.org/entity/"))
                {
                    let address = expected.same_as.remove(at);
                    let item = address.rsplit('/').next().unwrap().to_owned();
                    expected.ids.insert("wikidata".to_owned(), item);
                }
                assert_eq!(held(&draft.entry), expected, "{} in {}", draft.id, syntax.name());
            }
        }
    }

    const FOREIGN: &str = r#"
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
        @prefix x: <https://example.org/> .
        x:bodies a skos:Concept ; skos:prefLabel "bodies"@en .
        x:zeta a skos:Concept ; skos:broader x:bodies ; skos:notation "X-1" ;
            skos:prefLabel "Zeta Body"@en, "Corps Zêta"@fr ; skos:altLabel "ZBY"@en, "Body Z"@en-GB, "CZ"@fr ;
            skos:exactMatch <http://www.wikidata.org/entity/Q1> .
        x:yota a skos:Concept ; skos:broader x:zeta ; xl:prefLabel [ xl:literalForm "Yota Unit" ] ;
            xl:altLabel [ xl:literalForm "YU"@en ] .
        x:stray a skos:Concept ; skos:prefLabel "Stray"@en .
    "#;

    #[test]
    fn schemes_of_others_become_drafts() {
        let classes = [("https://example.org/bodies".to_owned(), Class::Organisation)];
        let options = SkosOptions { classes: classes.into(), ..SkosOptions::default() };
        let read = read_skos(FOREIGN.as_bytes(), "ttl", &options, &mut Ids::default()).unwrap();
        let ids: Vec<&str> = read.drafts.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["bodies", "yota-unit", "zeta-body"]);
        let zeta = &read.drafts[2].entry;
        assert_eq!(
            (zeta.abbr.as_slice(), zeta.names.as_slice()),
            (&["ZBY".to_owned()][..], &["Body Z".to_owned()][..])
        );
        assert_eq!(zeta.labels["fr"], "Corps Zêta");
        assert_eq!(
            (zeta.ids["wikidata"].as_str(), zeta.same_as[0].as_str()),
            ("Q1", "https://example.org/zeta")
        );
        let yota = &read.drafts[1].entry;
        assert_eq!((yota.parent.as_deref(), yota.abbr[0].as_str()), (Some("zeta-body"), "YU"));
        let left: Vec<&str> = read.left_out.iter().map(|l| l.what.as_str()).collect();
        assert_eq!(
            left,
            [
                "\"Stray\" <https://example.org/stray>",
                "\"CZ\"@fr of \"Zeta Body\"",
                "\"X-1\" of \"Zeta Body\""
            ]
        );
    }

    #[test]
    fn what_is_no_scheme_is_an_error() {
        let read = |text: &str, ending| {
            read_skos(text.as_bytes(), ending, &SkosOptions::default(), &mut Ids::default())
        };
        assert!(matches!(read("", "docx"), Err(SkosError::Ending(_))));
        assert!(matches!(read("<a> <b> .", "ttl"), Err(SkosError::Parse(_))));
        assert!(matches!(read("", "ttl"), Err(SkosError::Empty)));
    }
}
