//! Concept schemes, SKOS or SKOS-XL, as entries for review.
//!
//! In: RDF in any syntax. Out: [`Drafts`]. Never: a concept or a name dropped without a reason.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser, RdfSyntaxError};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};

use crate::base::Class;
use crate::dictionary::{Draft, Drafts, Entry, EntryStatus, Ids, NamePattern};
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

/// Reads a concept scheme, SKOS or SKOS-XL; `ending` is that of the file's name.
///
/// # Errors
/// When it is no RDF of that syntax, or holds no concept.
///
/// ```
/// use consort::dictionary::Ids;
/// use consort::rdf::{SkosOptions, read_skos};
/// use consort::Class;
/// let text = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
///     <https://example.org/1> a skos:Concept ; skos:prefLabel "Zeta Body"@en ; skos:altLabel "ZB"@en ."#;
/// let options = SkosOptions { class: Some(Class::Organisation), ..SkosOptions::default() };
/// let drafts = read_skos(text.as_bytes(), "ttl", &options, &mut Ids::default())?.drafts;
/// assert_eq!((drafts[0].id.as_str(), drafts[0].entry.name.as_str()), ("zeta-body", "Zeta Body"));
/// # Ok::<_, consort::rdf::SkosError>(())
/// ```
pub fn read_skos(
    text: &[u8],
    ending: &str,
    options: &SkosOptions,
    ids: &mut Ids,
) -> Result<Drafts, SkosError> {
    let ending = if ending == "owl" { "rdf" } else { ending };
    let format =
        RdfFormat::from_extension(ending).ok_or_else(|| SkosError::Ending(ending.to_owned()))?;
    let mut graph = SchemeGraph::default();
    for quad in RdfParser::from_format(format).for_slice(text) {
        let quad = quad?;
        graph.0.entry(quad.subject.to_string()).or_default().push((quad.predicate, quad.object));
    }
    let concepts = graph.concepts();
    if concepts.is_empty() {
        return Err(SkosError::Empty);
    }
    let mut reader = SchemeReader {
        graph: &graph,
        options,
        ids,
        named: BTreeMap::new(),
        out: Drafts::default(),
    };
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
struct SchemeGraph(BTreeMap<String, Vec<(NamedNode, Term)>>);

impl SchemeGraph {
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
                    let text = crate::cut::fold_space(literal.value());
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

struct SchemeReader<'a, 'g> {
    graph: &'g SchemeGraph,
    options: &'a SkosOptions,
    ids: &'a mut Ids,
    /// The concepts that become entries, with their ids.
    named: Named<'g>,
    out: Drafts,
}

impl<'g> SchemeReader<'_, 'g> {
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
        for pattern in graph.texts(concept, consort::PATTERN) {
            match NamePattern::new(&pattern) {
                Ok(pattern) => entry.patterns.push(pattern),
                Err(error) => self.out.leave_out(
                    format!("the pattern {pattern:?} of {name:?}"),
                    format!("it cannot be used: {error}"),
                ),
            }
        }
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
