//! The IRIs of the data: the only place that mints them.
//!
//! In: ids and offsets. Out: readable IRIs under one base, unique by construction. Never: a random part.
//!
//! Parts of a composed IRI are joined by dots, and a dot inside a part is percent-encoded, so no two
//! different things share an IRI. `_` stands where a claim's object is the story's own activity.

use std::fmt::Write as _;

use oxrdf::NamedNode;

use crate::base::{Decision, Tie, Verdict, Window};
use crate::merge::{Claim, Object};
use crate::rdf::vocabulary::{
    consort, dcat, dcterms, itsrdf, nif, org, owl, prov, rdf, rdfs, schema, skos, void, xsd,
};

/// Mints the IRIs of one graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Iris {
    base: String,
}

/// A base IRI that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{base:?} is no base for IRIs: {reason}; write it like {default}", default = Iris::DEFAULT_BASE)]
pub struct BaseError {
    /// The base as given.
    pub base: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Default for Iris {
    fn default() -> Self {
        Self { base: Self::DEFAULT_BASE.to_owned() }
    }
}

impl Iris {
    /// The base of graphs whose maker names none.
    pub const DEFAULT_BASE: &str = "https://w3id.org/consort/data/";

    /// IRIs under `base`.
    ///
    /// # Errors
    /// When `base` is not an absolute IRI, does not end with a slash, or has a query or a fragment.
    ///
    /// ```
    /// use consort::rdf::Iris;
    /// let iris = Iris::new("https://example.org/aid/")?;
    /// assert_eq!(iris.entity("unodc").as_str(), "https://example.org/aid/id/unodc");
    /// # Ok::<_, consort::rdf::BaseError>(())
    /// ```
    pub fn new(base: &str) -> Result<Self, BaseError> {
        let wrong = |reason: &str| BaseError { base: base.to_owned(), reason: reason.to_owned() };
        NamedNode::new(base).map_err(|e| wrong(&e.to_string()))?;
        if base.contains(['?', '#']) {
            return Err(wrong("it has a query or a fragment"));
        }
        if !base.ends_with('/') {
            return Err(wrong("it does not end with a slash"));
        }
        Ok(Self { base: base.to_owned() })
    }

    /// The base.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// An entity.
    #[must_use]
    pub fn entity(&self, id: &str) -> NamedNode {
        self.mint("id", &[id])
    }

    /// A document, and the named graph of its text and mentions.
    #[must_use]
    pub fn document(&self, id: &str) -> NamedNode {
        self.mint("doc", &[id])
    }

    /// A stretch of a document's text, in code points (RFC 5147).
    ///
    /// ```
    /// use consort::rdf::Iris;
    /// let iri = Iris::default().span("2020-03-03-workshop", 5, 9);
    /// assert_eq!(iri.as_str(), "https://w3id.org/consort/data/doc/2020-03-03-workshop#char=5,9");
    /// ```
    #[must_use]
    pub fn span(&self, document: &str, start: usize, end: usize) -> NamedNode {
        let mut iri = self.document(document).into_string();
        let _ = write!(iri, "#char={start},{end}");
        NamedNode::new_unchecked(iri)
    }

    /// The activity that a document reports.
    #[must_use]
    pub fn event(&self, document: &str) -> NamedNode {
        self.mint("event", &[document])
    }

    /// The second argument of a claim: an entity or an event.
    #[must_use]
    pub fn object(&self, object: &Object) -> NamedNode {
        match object {
            Object::Entity(id) => self.entity(id),
            Object::Event(document) => self.event(document),
        }
    }

    /// A claim.
    ///
    /// ```
    /// use consort::merge::{Claim, Object};
    /// use consort::{Predicate, rdf::Iris};
    /// let claim = Claim::new("nor".parse()?, Predicate::Funds, Object::Entity("who".parse()?));
    /// assert_eq!(Iris::default().claim(&claim).as_str(), "https://w3id.org/consort/data/claim/nor.funds.who");
    /// # Ok::<_, consort::IdError>(())
    /// ```
    #[must_use]
    pub fn claim(&self, claim: &Claim) -> NamedNode {
        let (subject, predicate) = (Some(claim.subject.as_ref()), Some(claim.predicate.name()));
        match &claim.object {
            Object::Entity(id) => self.compose("claim", &[subject, predicate, Some(id)]),
            Object::Event(story) => self.compose("claim", &[subject, predicate, None, Some(story)]),
        }
    }

    /// The sentence `start..end` of a document as evidence for a claim.
    #[must_use]
    pub fn evidence(&self, claim: &Claim, document: &str, start: usize, end: usize) -> NamedNode {
        let object = match &claim.object {
            Object::Entity(id) => Some(id.as_ref()),
            Object::Event(_) => None,
        };
        let (subject, place) = (claim.subject.as_ref(), format!("{start}-{end}"));
        let predicate = claim.predicate.name();
        let parts = [Some(subject), Some(predicate), object, Some(document), Some(&place)];
        self.compose("ev", &parts)
    }

    /// A pair of entities named together.
    #[must_use]
    pub fn tie(&self, tie: &Tie) -> NamedNode {
        self.mint("co", &[&tie.a, &tie.b, &tie.window.name()])
    }

    /// The network of those named together in a kind of window.
    #[must_use]
    pub fn network(&self, window: Window) -> NamedNode {
        self.mint("net", &[&window.name()])
    }

    /// A community of that network, by its place in the list of them.
    #[must_use]
    pub fn community(&self, window: Window, place: usize) -> NamedNode {
        self.mint("community", &[&window.name(), &(place + 1).to_string()])
    }

    /// Where an entity stands in that network.
    #[must_use]
    pub fn standing(&self, entity: &str, window: Window) -> NamedNode {
        self.mint("standing", &[entity, &window.name()])
    }

    /// A rule.
    #[must_use]
    pub fn rule(&self, id: &str) -> NamedNode {
        self.mint("rule", &[id])
    }

    /// A reviewer's decision.
    #[must_use]
    pub fn decision(&self, decision: &Decision) -> NamedNode {
        let mut parts = vec![decision.verdict.name()];
        match &decision.verdict {
            Verdict::Wrong { claim } | Verdict::Right { claim } => {
                parts.extend([&*claim.subject, claim.predicate.name(), claim.object.as_str()]);
            }
            Verdict::Same { entities } => parts.extend(entities.iter().map(AsRef::as_ref)),
            Verdict::Never { text, entity } => {
                parts.push(text);
                parts.extend(entity.as_deref());
            }
        }
        let mut iri = self.mint("decision", &parts).into_string();
        if let Some(document) = &decision.document {
            iri.push_str("..");
            encode(document, &mut iri);
        }
        NamedNode::new_unchecked(iri)
    }

    /// The scheme of all entries of a vocabulary.
    #[must_use]
    pub fn scheme(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}vocabulary", self.base))
    }

    /// A run of the program.
    #[must_use]
    pub fn run(&self, hash: &str) -> NamedNode {
        self.mint("run", &[hash])
    }

    /// The description of the graph itself, or of one of its parts when `part` is given.
    #[must_use]
    pub fn description(&self, part: Option<&str>) -> NamedNode {
        let mut iri = format!("{}void#dataset", self.base);
        if let Some(part) = part {
            iri.push('-');
            encode(part, &mut iri);
        }
        NamedNode::new_unchecked(iri)
    }

    /// The prefixes that every export and query knows, in the order in which they are declared.
    ///
    /// ```
    /// use consort::rdf::Iris;
    /// let prefixes = Iris::new("https://example.org/")?.prefixes();
    /// assert!(prefixes.contains(&("id", "https://example.org/id/".to_owned())));
    /// assert!(prefixes.contains(&("skos", "http://www.w3.org/2004/02/skos/core#".to_owned())));
    /// # Ok::<_, consort::rdf::BaseError>(())
    /// ```
    #[must_use]
    pub fn prefixes(&self) -> Vec<(&'static str, String)> {
        let folders = [
            "claim",
            "co",
            "community",
            "decision",
            "doc",
            "ev",
            "event",
            "id",
            "net",
            "rule",
            "run",
            "standing",
        ];
        let data = folders.map(|folder| (folder, format!("{}{folder}/", self.base)));
        let known = [
            ("consort", consort::NAMESPACE),
            ("dcat", dcat::NAMESPACE),
            ("dcterms", dcterms::NAMESPACE),
            ("itsrdf", itsrdf::NAMESPACE),
            ("nif", nif::NAMESPACE),
            ("org", org::NAMESPACE),
            ("owl", owl::NAMESPACE),
            ("prov", prov::NAMESPACE),
            ("rdf", rdf::NAMESPACE),
            ("rdfs", rdfs::NAMESPACE),
            ("schema", schema::NAMESPACE),
            ("skos", skos::NAMESPACE),
            ("void", void::NAMESPACE),
            ("xsd", xsd::NAMESPACE),
        ];
        let mut all: Vec<_> = data.into_iter().collect();
        all.extend(known.map(|(prefix, iri)| (prefix, iri.to_owned())));
        all.sort_unstable_by_key(|(prefix, _)| *prefix);
        all
    }

    fn mint(&self, folder: &str, parts: &[&str]) -> NamedNode {
        let parts: Vec<_> = parts.iter().copied().map(Some).collect();
        self.compose(folder, &parts)
    }

    /// Joins parts by dots; `None` is the story's own activity, for which no part can be mistaken.
    fn compose(&self, folder: &str, parts: &[Option<&str>]) -> NamedNode {
        let mut iri = String::with_capacity(self.base.len() + 64);
        iri.push_str(&self.base);
        iri.push_str(folder);
        for (i, part) in parts.iter().enumerate() {
            iri.push(if i == 0 { '/' } else { '.' });
            match part {
                Some(part) => encode(part, &mut iri),
                None => iri.push('_'),
            }
        }
        NamedNode::new_unchecked(iri)
    }
}

/// Appends `part` so that only letters, digits and hyphens stand as they are.
fn encode(part: &str, iri: &mut String) {
    if part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        iri.push_str(part);
        return;
    }
    for c in part.chars() {
        if c.is_ascii_alphanumeric() || c == '-' || (c > '\u{a0}' && c.is_alphanumeric()) {
            iri.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Predicate;

    #[test]
    fn a_base_is_checked() {
        for good in ["https://example.org/", "http://localhost:8080/a/b/", "urn:consort/"] {
            assert_eq!(Iris::new(good).unwrap().base(), good);
        }
        for bad in ["", "data/", "https://example.org", "https://e.org/#", "https://e.org/?a/"] {
            let error = Iris::new(bad).unwrap_err().to_string();
            assert!(error.contains(Iris::DEFAULT_BASE), "{error}");
        }
        assert!(Iris::new("https://exam ple.org/").is_err());
    }

    #[test]
    fn a_claim_about_a_story_is_never_one_about_an_entity_of_that_name() {
        let claim = |object| Claim::new("deu".into(), Predicate::Funds, object);
        let iris = Iris::default();
        let story = iris.claim(&claim(Object::Event("unodc".into())));
        assert!(story.as_str().ends_with("claim/deu.funds._.unodc"), "{story}");
        assert_ne!(story, iris.claim(&claim(Object::Entity("unodc".into()))));
        assert_ne!(story, iris.claim(&claim(Object::Entity("_.unodc".into()))));
    }

    proptest! {
        #[test]
        fn ids_of_any_text_make_valid_distinct_iris(a in ".*", b in ".*") {
            let iris = Iris::default();
            for iri in [iris.entity(&a), iris.span(&a, 3, 9), iris.event(&b), iris.rule(&b)] {
                prop_assert!(NamedNode::new(iri.as_str()).is_ok(), "{iri}");
            }
            prop_assert_eq!(iris.entity(&a) == iris.entity(&b), a == b);
            let pair = |x: &str, y: &str| iris.mint("co", &[x, y]);
            prop_assert_eq!(pair(&a, &b) == pair(&b, &a), a == b);
        }
    }
}
