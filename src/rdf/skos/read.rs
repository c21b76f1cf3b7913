//! Concept schemes and organisations of other people as entries for review: SKOS, SKOS-XL, ORG, FOAF, schema.org, plain labels.
//!
//! In: RDF in any syntax. Out: [`Drafts`]. Never: a concept or a name dropped without a reason.

use std::collections::BTreeSet;

use oxrdf::{NamedNodeRef, Term};

use crate::base::{Class, sort_by_key};
use crate::cut::is_short_form;
use crate::dictionary::{
    Drafts, Entry, EntryStatus, Given, Ids, NamePattern, identifier_at, identifier_links, take_in,
};
use crate::rdf::skos::graph::SchemeGraph;
use crate::rdf::skos::kinds::{class_of, is_technical};
use crate::rdf::skos::options::{SkosError, SkosOptions};
use crate::rdf::vocabulary::{consort, dcterms, foaf, org, owl, rdf, rdfs, schema, skos, skosxl};

/// Names to print, the kinds that say it best first.
const NAMES: [&[NamedNodeRef<'static>]; 4] =
    [&[skos::PREF_LABEL, skosxl::PREF_LABEL], &[schema::NAME], &[foaf::NAME], &[rdfs::LABEL]];

/// Other names.
const OTHER_NAMES: &[NamedNodeRef<'static>] = &[
    skos::ALT_LABEL,
    skosxl::ALT_LABEL,
    skos::HIDDEN_LABEL,
    skosxl::HIDDEN_LABEL,
    schema::ALTERNATE_NAME,
    foaf::NICK,
];

/// What leads to the body above, the first that is there.
const ABOVE: [NamedNodeRef<'static>; 4] =
    [skos::BROADER, org::SUB_ORGANIZATION_OF, org::UNIT_OF, schema::PARENT_ORGANIZATION];

/// Reads a concept scheme, or a description of organisations; `ending` is that of the file's name.
///
/// # Errors
/// When it is no RDF of that syntax, or holds nothing with a name.
///
/// ```
/// use consort::dictionary::Ids;
/// use consort::rdf::{SkosOptions, read_skos};
/// use consort::Class;
/// let text = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
///     <https://example.org/1> a skos:Concept ; skos:prefLabel "Zeta Body"@en ; skos:altLabel "ZB"@en ."#;
/// let options = SkosOptions { class: Some(Class::Organisation), ..SkosOptions::default() };
/// let drafts = read_skos(text, "ttl", &options, &mut Ids::default())?.drafts;
/// assert_eq!((drafts[0].id.as_str(), drafts[0].entry.name.as_str()), ("zeta-body", "Zeta Body"));
/// # Ok::<_, consort::rdf::SkosError>(())
/// ```
pub fn read_skos(
    text: &str,
    ending: &str,
    options: &SkosOptions,
    ids: &mut Ids,
) -> Result<Drafts, SkosError> {
    let graph = SchemeGraph::read(text, ending, &options.base)?;
    let mut reader = SchemeReader { graph: &graph, options, out: Drafts::default() };
    let concepts: Vec<&str> =
        graph.subjects().into_iter().filter(|subject| reader.is_concept(subject)).collect();
    if concepts.is_empty() && reader.out.left_out.is_empty() {
        return Err(SkosError::Empty);
    }
    let given = concepts.iter().filter_map(|concept| reader.given(concept)).collect();
    Ok(take_in(given, reader.out, ids))
}

struct SchemeReader<'a> {
    graph: &'a SchemeGraph,
    options: &'a SkosOptions,
    out: Drafts,
}

impl SchemeReader<'_> {
    /// Whether a subject is a concept, or a thing of a known type with a name; says so of other things with names.
    fn is_concept(&mut self, subject: &str) -> bool {
        let graph = self.graph;
        if graph.is(subject, skos::CONCEPT_SCHEME) || graph.is(subject, skos::COLLECTION) {
            return false;
        }
        if graph.is(subject, skos::CONCEPT) || !graph.labels(subject, NAMES[0]).is_empty() {
            return true;
        }
        let Some((_, name)) = self.preferred(subject) else { return false };
        let kinds: Vec<String> = graph.objects(subject, rdf::TYPE).map(address).collect();
        if self.is_ours(subject)
            || kinds.iter().any(|k| class_of(k).is_some() || self.options.classes.contains_key(k))
            || (kinds.is_empty() && self.options.class.is_some())
        {
            return true;
        }
        match kinds.iter().find(|kind| !is_technical(kind)) {
            Some(kind) => self.out.leave_out(
                format!("{name:?} {subject}"),
                format!("its type <{kind}> is no class; give --as {kind}=CLASS"),
            ),
            None if kinds.is_empty() => self.out.leave_out(
                format!("{name:?} {subject}"),
                "it has a label and no type; give --class",
            ),
            None => {}
        }
        false
    }

    /// The label in the language asked for, else without a language, else the first; with its language.
    fn preferred(&self, concept: &str) -> Option<(String, String)> {
        let mut groups = NAMES.iter().map(|kinds| self.graph.labels(concept, kinds));
        let labels = groups.find(|labels| !labels.is_empty())?;
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
        let mut kinds = self.graph.objects(concept, rdf::TYPE).map(address);
        kinds.find_map(|kind| class_of(&kind)).or(self.options.class)
    }

    /// What the file gives of a concept, if it becomes an entry.
    fn given(&mut self, concept: &str) -> Option<Given> {
        let graph = self.graph;
        let Some(preferred) = self.preferred(concept) else {
            self.out.leave_out(concept, "it has no preferred label");
            return None;
        };
        let what = format!("{:?} {concept}", preferred.1);
        if graph.texts(concept, owl::DEPRECATED).iter().any(|t| t == "true") {
            self.out.leave_out(what, "it is deprecated");
            return None;
        }
        let Some(class) = self.class(concept) else {
            let why = "its class is unknown; give --class, or --as IRI=CLASS for its type, scheme or broader concept";
            self.out.leave_out(what, why);
            return None;
        };
        let ours = self.is_ours(concept);
        let own = graph.texts(concept, dcterms::IDENTIFIER);
        let wanted = own.first().filter(|_| ours).cloned();
        let mut entry = Entry { name: preferred.1.clone(), ..Entry::default() };
        self.other_names(concept, ours, &preferred, &mut entry);
        self.places(concept, &mut entry);
        self.facts(concept, &mut entry);
        self.addresses(concept, ours, &mut entry);
        let key = concept.to_owned();
        Some(Given { key, wanted, class, entry, what, ours, ..Given::default() })
    }

    /// Where it stands among others, which are named by their nodes.
    fn places(&self, concept: &str, entry: &mut Entry) {
        let graph = self.graph;
        let link = |predicate: NamedNodeRef<'static>| -> Vec<String> {
            let targets = graph.objects(concept, predicate).map(ToString::to_string);
            let mut targets: Vec<String> = targets.filter(|target| target != concept).collect();
            // What the file describes comes first.
            sort_by_key(&mut targets, |target| (self.preferred(target).is_none(), target.clone()));
            targets
        };
        let above = ABOVE.into_iter().map(link).find(|found| !found.is_empty());
        let mut above = above.unwrap_or_default().into_iter();
        entry.parent = above.next();
        entry.part_of = link(dcterms::IS_PART_OF);
        // An entry has one parent; what else is broader is a framework it belongs to.
        entry.part_of.extend(above);
        entry.replaced_by = link(dcterms::IS_REPLACED_BY).into_iter().next();
        let addresses = graph.objects(concept, schema::ADDRESS).map(ToString::to_string);
        let of_addresses = addresses.flat_map(|node| graph.objects(&node, schema::ADDRESS_COUNTRY));
        let countries = [consort::COUNTRY, schema::ADDRESS_COUNTRY].into_iter();
        let countries = countries.flat_map(|p| graph.objects(concept, p)).chain(of_addresses);
        entry.country = countries.map(|term| self.country(term)).next();
    }

    /// What a country is called: a node of the file, a name, or the code at the end of an address.
    fn country(&self, term: &Term) -> String {
        let node = term.to_string();
        match term {
            Term::Literal(literal) => literal.value().to_owned(),
            _ => match self.preferred(&node) {
                Some((_, name)) if !self.is_ours(&node) => name,
                Some(_) => node,
                None => plain(&node).rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
            },
        }
    }

    fn facts(&mut self, concept: &str, entry: &mut Entry) {
        let graph = self.graph;
        let text = |predicate| graph.texts(concept, predicate).into_iter().next();
        entry.formal = text(schema::LEGAL_NAME);
        entry.kind = text(consort::KIND);
        for pattern in graph.texts(concept, consort::PATTERN) {
            match NamePattern::new(&pattern) {
                Ok(pattern) => entry.patterns.push(pattern),
                Err(error) => self.out.leave_out(
                    format!("the pattern {pattern:?} of {:?}", entry.name),
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
    }

    fn addresses(&self, concept: &str, ours: bool, entry: &mut Entry) {
        let graph = self.graph;
        let same = [skos::EXACT_MATCH, owl::SAME_AS, schema::SAME_AS];
        let same = same.into_iter().flat_map(|p| graph.objects(concept, p));
        // A blank node and what is seen from the file have no address.
        let has_address = !ours && concept.starts_with('<');
        let itself = has_address.then(|| plain(concept));
        let elsewhere = |address: &String| !address.starts_with(parent_of(&self.options.base));
        for address in same.map(address).chain(itself).filter(elsewhere) {
            // A second identifier of one registry has no other place than among the addresses.
            let is_taken = identifier_at(&address).is_some_and(|(scheme, value)| {
                *entry.ids.entry(scheme).or_insert_with(|| value.clone()) == value
            });
            if !is_taken {
                entry.same_as.push(address);
            }
        }
        let related =
            [skos::CLOSE_MATCH, rdfs::SEE_ALSO].into_iter().flat_map(|p| graph.objects(concept, p));
        entry.see_also = related.map(address).filter(elsewhere).collect();
        // What an identifier leads to is said by it.
        let led_to: BTreeSet<String> =
            identifier_links(&entry.ids).map(|link| link.address).collect();
        for list in [&mut entry.same_as, &mut entry.see_also] {
            list.retain(|address| !led_to.contains(address));
            list.sort_unstable();
            list.dedup();
        }
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
        for label in NAMES.iter().flat_map(|kinds| graph.labels(concept, kinds)) {
            let (language, text) = label.clone();
            let is_known = text == name || entry.names.contains(&text);
            if label == *preferred {
                continue;
            } else if language.is_empty() || (!ours && is_in(&language, &self.options.language)) {
                entry.names.extend((!is_known).then_some(text));
            } else {
                // Aruba is Aruba in Spanish too.
                let kept = entry.labels.entry(language.clone()).or_insert_with(|| text.clone());
                if *kept != text {
                    let why =
                        "it is a second label in another language; an entry holds one of each";
                    self.out.leave_out(format!("{text:?}@{language} of {name:?}"), why);
                }
            }
        }
        for (language, text) in graph.labels(concept, OTHER_NAMES) {
            if !language.is_empty() && !is_in(&language, &self.options.language) {
                let why =
                    "it is another name in another language; an entry holds one label of each";
                self.out.leave_out(format!("{text:?}@{language} of {name:?}"), why);
            } else if text == name || entry.names.contains(&text) || entry.abbr.contains(&text) {
                continue;
            } else if !ours && is_short_form(&text) && !text.contains(' ') {
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

/// What a base stands in.
fn parent_of(base: &str) -> &str {
    base.rfind('/').map_or(base, |end| &base[..=end])
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
