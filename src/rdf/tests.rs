//! Laws of the whole stage: what is written is read back as the same set, and the counts are right.
//!
//! In: the fixture and odd strings. Out: nothing. Never: compiled into the library.

use std::collections::{BTreeMap, BTreeSet};

use oxrdfio::{RdfFormat, RdfParser};
use proptest::prelude::*;

use super::vocabulary::{consort, rdf, xsd};
use super::*;
use crate::base::{Predicate, Status};
use crate::merge::{Claims, Corpus, Object, complete};

fn graph() -> Vec<Triple> {
    let (corpus, ties, run) = (fixture::corpus(), fixture::ties(), fixture::run());
    knowledge(
        &Knowledge {
            corpus: &corpus,
            ties: &ties,
            network: Some(&fixture::standings()),
            run: Some(&run),
            texts: true,
        },
        &Iris::default(),
    )
}

fn quad(triple: Triple) -> Quad {
    triple.in_graph(GraphName::DefaultGraph)
}

fn dataset() -> Vec<Quad> {
    let iris = Iris::default();
    let layers = fixture::records().into_iter().flat_map(|r| mentions(&r, &iris));
    graph().into_iter().map(quad).chain(layers).collect()
}

fn text(quads: &[Quad], syntax: Syntax, version: Version) -> String {
    let iris = Iris::default();
    let mut out = Vec::new();
    write(quads.to_vec(), &WriteOptions { iris: &iris, syntax, version }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parsed(text: &str, syntax: Syntax) -> BTreeSet<String> {
    let format = RdfFormat::from_media_type(syntax.media_type()).unwrap();
    let quads = RdfParser::from_format(format).for_slice(text);
    quads.map(|q| q.unwrap_or_else(|e| panic!("{e}\n{text}")).to_string()).collect()
}

fn set(quads: &[Quad]) -> BTreeSet<String> {
    quads.iter().map(ToString::to_string).collect()
}

#[test]
fn every_syntax_reads_back_as_the_same_set_whatever_the_order() {
    for syntax in Syntax::ALL {
        let quads: Vec<Quad> = match syntax.has_graphs() {
            true => dataset(),
            false => graph().into_iter().map(quad).collect(),
        };
        let written = text(&quads, syntax, Version::Rdf11);
        assert_eq!(parsed(&written, syntax), set(&quads), "{}", syntax.name());
        let mut backwards = quads.clone();
        backwards.reverse();
        backwards.extend(quads);
        assert_eq!(text(&backwards, syntax, Version::Rdf11), written, "{}", syntax.name());
    }
}

#[test]
fn what_a_syntax_cannot_hold_is_refused() {
    let iris = Iris::default();
    let refused = |syntax, version| {
        let options = WriteOptions { iris: &iris, syntax, version };
        write(dataset(), &options, Vec::new()).unwrap_err().to_string()
    };
    assert!(refused(Syntax::Turtle, Version::Rdf11).contains("trig"));
    assert!(refused(Syntax::JsonLd, Version::Rdf12).contains("turtle"));
}

#[test]
fn no_blank_nodes_and_no_triple_in_two_graphs() {
    let quads = dataset();
    let mut graphs: BTreeMap<String, String> = BTreeMap::new();
    for quad in &quads {
        assert!(quad.subject.is_named_node() && !quad.object.is_blank_node(), "{quad}");
        let triple = Triple::from(quad.clone()).to_string();
        let graph = quad.graph_name.to_string();
        let before = graphs.insert(triple, graph.clone());
        assert!(before.is_none_or(|g| g == graph), "{quad}");
    }
}

#[test]
fn sorted_lines_are_the_canonical_form() {
    use oxrdf::Dataset;
    use oxrdf::dataset::CanonicalizationAlgorithm;
    let quads = dataset();
    let mut data: Dataset = quads.iter().map(Quad::as_ref).collect();
    data.canonicalize(CanonicalizationAlgorithm::Unstable);
    let mut lines: Vec<String> = data.iter().map(|q| format!("{q} .\n")).collect();
    lines.sort_unstable();
    assert_eq!(lines.concat(), text(&quads, Syntax::NQuads, Version::Rdf11));
    assert_eq!(canonical(&quads).join("\n") + "\n", lines.concat());
}

#[test]
fn turtle_looks_like_this() {
    let turtle =
        text(&graph().into_iter().map(quad).collect::<Vec<_>>(), Syntax::Turtle, Version::Rdf11);
    let claim = "\nclaim:deu.funds.ccp a consort:Assertion ;
    rdf:object id:ccp ;
    rdf:predicate consort:funds ;
    rdf:subject id:deu ;
    consort:distinctSentences 2 ;
    consort:documentCount 2 ;
    consort:earliest \"2020-10-05\"^^xsd:date ;
    consort:evidence ev:deu.funds.ccp.2020-10-05-container-control.42-126 ,
        ev:deu.funds.ccp.2020-12-28-training.9-65 ;
    consort:evidenceCount 2 ;
    consort:firstDate \"2020-10-05\"^^xsd:date ;
    consort:lastDate \"2020-12-28\"^^xsd:date ;
    consort:latest \"2020-12-28\"^^xsd:date ;
    consort:originCount 2 ;
    consort:sourceCount 2 ;
    consort:status \"asserted\" .
";
    assert!(turtle.contains(claim), "{turtle}");
    for line in [
        "    consort:amount 5300000.0000 ;",
        "    consort:amountMax 6000000.0000 ;",
        "    consort:amountShare \"joint\" ;",
        "    consort:amountStage \"pledged\" ;",
        "    consort:npmi 0.0000 ;",
        // Known to the month, and still found by a filter on days.
        "    consort:earliest \"2020-10-01\"^^xsd:date ;",
        "    consort:identifier \"iati:XM-DAC-41123\" ,",
        "    owl:sameAs <http://www.wikidata.org/entity/Q486756> ,",
        "    consort:partnersWith id:unodc .",
        "    consort:funds id:ccp ;",
        "    consort:organizes event:2020-10-05-container-control ;",
        "    dcterms:created \"2020-09-13T12:26:40Z\"^^xsd:dateTime ;",
        "    skos:prefLabel \"ONUDC\"@fr ,",
        "    rdfs:seeAlso \"not an address\" ,",
    ] {
        assert!(turtle.contains(line), "{line}\n{turtle}");
    }
    // What is only planned has no direct triple.
    assert!(!turtle.contains("consort:supports id:"), "{turtle}");
}

#[test]
fn a_claim_as_reifier_loses_nothing() {
    let quads: Vec<Quad> = graph().into_iter().map(quad).collect();
    let turtle = text(&quads, Syntax::Turtle, Version::Rdf12);
    assert!(turtle.contains("rdf:reifies <<( id:deu consort:funds id:ccp )>>"), "{turtle}");
    assert!(!turtle.contains("rdf:subject "));
    let lines = text(&quads, Syntax::NTriples, Version::Rdf12);
    let reifiers = lines.lines().filter(|l| l.contains("<<( ")).count();
    assert_eq!(reifiers, fixture::corpus().claims.len());
    // Three lines became one for each claim; all other lines are as they were.
    let before = text(&quads, Syntax::NTriples, Version::Rdf11);
    assert_eq!(before.lines().count(), lines.lines().count() + 2 * reifiers);
    let before: BTreeSet<&str> = before.lines().collect();
    assert!(lines.lines().filter(|l| !l.contains("<<( ")).all(|l| before.contains(l)));
}

#[test]
fn claims_count_assertions_documents_distinct_sentences_and_sources() {
    let mut stories = fixture::stories();
    let corpus = fixture::corpus();
    let object = Object::Entity("unodc".into());
    let claim = corpus.claims.get(&"osce".into(), Predicate::PartnersWith, &object).unwrap();
    assert_eq!(claim.status(), Status::Asserted);
    assert_eq!((claim.assertions(), claim.documents()), (4, 2));
    assert_eq!((claim.distinct_sentences(), claim.sources(), claim.origins()), (1, 2, 2));
    assert_eq!(claim.evidence[0].rules.len(), 2);
    let dates = (claim.first().unwrap().to_string(), claim.last().unwrap().to_string());
    assert_eq!(dates, ("2020-10-05".to_owned(), "2020-12-28".to_owned()));

    stories.reverse();
    let mut backwards = Claims::new();
    stories.iter().for_each(|s| backwards.add(s));
    let said = |claims: &Claims| {
        let corpus = Corpus { claims: claims.clone(), ..fixture::corpus() };
        canonical(knowledge(
            &Knowledge { corpus: &corpus, ties: &[], network: None, run: None, texts: true },
            &Iris::default(),
        ))
    };
    assert_eq!(said(&backwards), said(&corpus.claims));
}

/// However the entries come, the text is that of all statements at once, in every syntax and version.
#[test]
fn subjects_in_pieces_give_the_text_of_all_at_once() {
    let iris = Iris::default();
    let quads = dataset();
    for syntax in Syntax::ALL {
        for version in [Version::Rdf11, Version::Rdf12] {
            let options = WriteOptions { iris: &iris, syntax, version };
            let some = quads
                .iter()
                .filter(|quad| syntax.has_graphs() || quad.graph_name == GraphName::DefaultGraph);
            let mut entries: Vec<(String, String)> = Vec::new();
            for (number, quad) in some.clone().enumerate() {
                let mut lines = SubjectLines::new(syntax);
                if let GraphName::NamedNode(name) = &quad.graph_name {
                    lines.set_graph(Some(name));
                }
                lines.add(quad.as_ref().into());
                let at = number * 7919 % (entries.len() + 1);
                entries.splice(at..at, lines.into_entries());
            }
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let mut pieces = Vec::new();
            let sorted = entries.into_iter().map(Ok::<_, WriteError>);
            let in_pieces = write_sorted(sorted, &options, &mut pieces);
            let mut whole = Vec::new();
            let at_once = write(some.cloned(), &options, &mut whole);
            assert_eq!(in_pieces.is_ok(), at_once.is_ok(), "{syntax:?} {version:?}");
            if let (Ok(in_pieces), Ok(at_once)) = (in_pieces, at_once) {
                assert_eq!(in_pieces, at_once, "{syntax:?} {version:?}");
                let [pieces, whole] = [pieces, whole].map(|text| String::from_utf8(text).unwrap());
                assert_eq!(pieces, whole, "{syntax:?} {version:?}");
            }
        }
    }
}

#[test]
fn links_lead_to_described_entities() {
    let mut corpus = fixture::corpus();
    assert_eq!(complete(&mut corpus.census.entities, fixture::looked_up), Vec::<String>::new());
    let facts = corpus.census.entities.get_mut("alb-moi").unwrap();
    let mut entity = facts.entity.as_ref().clone();
    entity.parent = Some("un".into());
    entity.country = Some("nowhere".into());
    facts.entity = entity.into();
    assert_eq!(complete(&mut corpus.census.entities, fixture::looked_up), ["nowhere"]);
    assert!(corpus.census.entities.contains_key("un"));
}

#[test]
fn the_description_counts() {
    let description = Description {
        title: "Test".to_owned(),
        triples: 7,
        entities: [(crate::base::Class::Country, 2)].into(),
        claims: [(Predicate::Funds, 1)].into(),
        run: Some("abc".to_owned()),
        created: Some(0),
        ..Description::default()
    };
    let quads: Vec<Quad> = describe(&description, &Iris::default()).into_iter().map(quad).collect();
    let turtle = text(&quads, Syntax::Turtle, Version::Rdf11);
    assert_eq!(parsed(&turtle, Syntax::Turtle), set(&quads));
    assert!(turtle.contains("void:triples 7 ;") && turtle.contains("1970-01-01T00:00:00Z"));
}

/// The hand-written ontology, as the IRIs it defines.
fn defined() -> BTreeSet<String> {
    let ontology = include_str!("../../vocab/ontology.ttl");
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(ontology).map(Result::unwrap);
    let typed = quads.filter(|q| q.predicate.as_ref() == rdf::TYPE);
    typed.map(|q| q.subject.to_string()).collect()
}

#[test]
fn the_ontology_defines_every_term_that_is_written() {
    let defined = defined();
    let shapes = include_str!("../../vocab/shapes.ttl");
    let shapes = RdfParser::from_format(RdfFormat::Turtle).for_slice(shapes).map(Result::unwrap);
    let named = crate::base::Class::ALL.map(|c| consort::class(c).to_string()).into_iter();
    let named = named.chain(Predicate::ALL.map(|p| consort::predicate(p).to_string()));
    let written = dataset()
        .into_iter()
        .chain(shapes)
        .flat_map(|q| [q.subject.to_string(), q.predicate.to_string(), q.object.to_string()]);
    for term in named.chain(written) {
        let is_ours = term.starts_with(&format!("<{}", consort::NAMESPACE));
        assert!(!is_ours || defined.contains(&term), "{term} is missing in vocab/ontology.ttl");
    }
}

/// Any text, with what breaks writers made likely.
fn odd_text() -> impl Strategy<Value = String> {
    let odd = "[\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffd}\u{fffe}\u{ffff}\
               \n\r\t\"'\\\\<>&{}@^.;,#%|🚢\u{10fffd}é\u{301}\u{202e}a ]*";
    prop_oneof![any::<String>(), odd, Just("long \"\\ ".repeat(2_000))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_literal_survives_every_syntax(value in odd_text(), id in odd_text()) {
        let subject = Iris::default().entity(&id);
        let predicate = consort::QUOTE;
        let literals = [
            Literal::new_simple_literal(&value),
            Literal::new_typed_literal(&value, xsd::INTEGER),
            Literal::new_typed_literal(&value, xsd::DECIMAL),
            Literal::new_language_tagged_literal(&value, "sr-Latn").unwrap(),
        ];
        let quads: Vec<Quad> = literals
            .iter()
            .map(|l| quad(Triple::new(subject.clone(), predicate, l.clone())))
            .collect();
        for syntax in [Syntax::Turtle, Syntax::TriG, Syntax::NTriples, Syntax::NQuads, Syntax::JsonLd] {
            let written = text(&quads, syntax, Version::Rdf11);
            prop_assert_eq!(parsed(&written, syntax), set(&quads), "{}", syntax.name());
        }
    }

    #[test]
    fn xml_holds_any_literal_but_for_controls_which_are_counted(value in odd_text()) {
        let iris = Iris::default();
        let triple = Triple::new(iris.entity("a"), consort::QUOTE, Literal::new_simple_literal(&value));
        let options = WriteOptions { iris: &iris, syntax: Syntax::RdfXml, version: Version::Rdf11 };
        let mut out = Vec::new();
        let written = write([triple.clone()], &options, &mut out).unwrap();
        let back = parsed(std::str::from_utf8(&out).unwrap(), Syntax::RdfXml);
        if written.replaced == 0 {
            prop_assert_eq!(back, set(&[quad(triple)]));
        } else {
            prop_assert_eq!(back.len(), 1);
        }
    }

    #[test]
    fn numbers_stand_bare_only_when_they_read_back(value in "[+-]?[0-9]*\\.?[0-9]*") {
        let subject = Iris::default().entity("a");
        let quads: Vec<Quad> = [xsd::INTEGER, xsd::DECIMAL, xsd::BOOLEAN]
            .map(|t| quad(Triple::new(subject.clone(), rdf::OBJECT, Literal::new_typed_literal(&value, t))))
            .into();
        prop_assert_eq!(parsed(&text(&quads, Syntax::Turtle, Version::Rdf11), Syntax::Turtle), set(&quads));
    }
}
