//! Two hand-made stories for the tests of `rdf` and `store`.
//!
//! In: nothing. Out: a small corpus with every kind of value. Never: compiled into the library.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{
    Amount, Argument, Assertion, Class, Dateline, Document, Entity, EntityId, Extraction, Mention,
    MoneyShare, MoneyStage, Origin, Paragraph, ParagraphKind, Predicate, Record, Sentence, Source,
    Span, Standing, Standings, Status, Story, Tie, Unlinked, Via, Window,
};
use crate::dictionary::Entry;
use crate::merge::{Corpus, EntityFacts};
use crate::rdf::RunFacts;

/// An entity; one with a country is made by a template.
fn entity(id: &str, label: &str, class: Class, country: Option<&str>) -> Arc<Entity> {
    Arc::new(Entity {
        id: id.into(),
        label: label.to_owned(),
        class,
        country: country.map(Into::into),
        parent: (id == "ccp").then(|| "unodc".into()),
        origin: if country.is_some() { Origin::Template } else { Origin::Listed },
    })
}

/// The entities of the stories, by the surface form that names them.
fn names() -> Vec<(&'static str, Arc<Entity>)> {
    let ministry = "Ministry of Interior (Albania)";
    vec![
        ("Germany", entity("deu", "Germany", Class::Country, None)),
        ("Albania", entity("alb", "Albania", Class::Country, None)),
        ("UNODC", entity("unodc", "UNODC", Class::Organisation, None)),
        ("OSCE", entity("osce", "OSCE", Class::Organisation, None)),
        ("Container Control Programme", entity("ccp", "CCP", Class::Programme, None)),
        ("Ministry of Interior", entity("alb-moi", ministry, Class::Organisation, Some("alb"))),
    ]
}

fn named(id: &str) -> Arc<Entity> {
    let all = names();
    all.iter().find(|(_, e)| e.id.as_ref() == id).map(|(_, e)| Arc::clone(e)).expect("a known id")
}

/// (sentence, subject, predicate, object or `@story`, status, rule)
type Said = (usize, &'static str, Predicate, &'static str, Status, &'static str);

fn story(id: &str, title: &str, sentences: &[&str], said: &[Said]) -> Story {
    let mut text = title.to_owned();
    let mut spans = vec![Span::new(0, title.len())];
    for (i, sentence) in sentences.iter().enumerate() {
        text.push_str(if i == 0 { "\r\n\r\n" } else { " " });
        spans.push(Span::new(text.len(), text.len() + sentence.len()));
        text.push_str(sentence);
    }
    Story {
        extraction: extraction(&text, &spans, said),
        document: document(id, title, text, &spans),
    }
}

fn document(id: &str, title: &str, text: String, spans: &[Span]) -> Document {
    let paragraph = |span, kind| Paragraph { span, kind };
    let body = Span::new(spans[1].start, text.len());
    Document {
        id: id.into(),
        title: title.to_owned(),
        title_span: spans[0],
        paragraphs: vec![
            paragraph(spans[0], ParagraphKind::Title),
            paragraph(body, ParagraphKind::Text),
        ],
        text,
        dateline: Some(Dateline { span: spans[1], locations: vec![], online: true }),
        date_start: id[..10].parse().ok(),
        date_end: id[..10].parse().ok(),
        given: Default::default(),
        copy_of: None,
        source: Source {
            file: "stories.txt".to_owned(),
            line: 1,
            url: (id < "2020-12").then(|| "https://www.example.org/a?b=c#d".to_owned()),
            publisher: None,
        },
        extra: BTreeMap::new(),
    }
}

fn extraction(text: &str, spans: &[Span], said: &[Said]) -> Extraction {
    let sentence = |(i, &span): (usize, &Span)| Sentence { span, paragraph: i.min(1) };
    let mut mentions = Vec::new();
    for (sentence, span) in spans.iter().enumerate() {
        for (surface, entity) in names() {
            for (at, _) in text[span.range()].match_indices(surface) {
                let span = Span::new(span.start + at, span.start + at + surface.len());
                let entity = Arc::clone(&entity);
                mentions.push(Mention { span, sentence, entity, via: Via::Name, nested: false });
            }
        }
    }
    let first_letter = Span::new(spans[1].start, spans[1].start + 1);
    let candidates = vec!["osce".into(), "unodc".into()];
    Extraction {
        sentences: spans.iter().enumerate().map(sentence).collect(),
        mentions,
        unlinked: vec![Unlinked { span: first_letter, sentence: 1, candidates }],
        assertions: said.iter().map(|s| assertion(spans[s.0], s)).collect(),
        places: vec!["Tirana".to_owned()],
        countries: vec![named("alb")],
        country_inferred: None,
        decisions: Vec::new(),
    }
}

fn assertion(
    evidence: Span,
    &(sentence, subject, predicate, object, status, rule): &Said,
) -> Assertion {
    let amount = || Amount {
        currency: "USD".to_owned(),
        value: "5300000".to_owned(),
        max: Some("6000000".to_owned()),
        share: MoneyShare::Joint,
        stage: Some(MoneyStage::Pledged),
        span: evidence,
    };
    Assertion {
        predicate,
        subject: named(subject),
        object: object.parse::<Argument<EntityId>>().unwrap().map(|id| named(&id)),
        status,
        rule: rule.into(),
        evidence,
        sentence,
        trigger: Span::new(evidence.start, evidence.start + 1),
        amount: (rule == "funded-by").then(amount),
        ended: false,
        decided: None,
    }
}

/// Two stories: one sentence stands in both, a claim is symmetric, one is only planned.
pub(crate) fn stories() -> Vec<Story> {
    use Predicate::{Funds, Organizes, ParticipatesIn, PartnersWith, Supports};
    use Status::{Asserted, Planned};
    let first = [
        "Gradiška 🚢: the Container  Control Programme is \"funded by\" Germany\\USD 5.3 million.",
        "UNODC and OSCE jointly organized the training.",
        "OSCE will support the Ministry of Interior.",
    ];
    let second = [
        "The container control programme is  \"Funded by\" Germany.",
        "UNODC AND OSCE JOINTLY ORGANIZED THE TRAINING.",
        "UNODC  and OSCE jointly organized the training.",
    ];
    vec![
        story(
            "2020-10-05-container-control",
            "Container Control Programme in Albania",
            &first,
            &[
                (1, "deu", Funds, "ccp", Asserted, "funded-by"),
                (2, "osce", PartnersWith, "unodc", Asserted, "jointly"),
                (2, "osce", PartnersWith, "unodc", Asserted, "x-and-y"),
                (2, "unodc", Organizes, "@story", Asserted, "organized"),
                (3, "osce", Supports, "alb-moi", Planned, "supports"),
            ],
        ),
        story(
            "2020-12-28-training",
            "UNODC",
            &second,
            &[
                (1, "deu", Funds, "ccp", Planned, "funded-by"),
                (2, "unodc", PartnersWith, "osce", Asserted, "jointly"),
                (3, "unodc", PartnersWith, "osce", Asserted, "jointly"),
                (3, "osce", ParticipatesIn, "@story", Asserted, "took-part"),
            ],
        ),
    ]
}

/// The records of [`stories`].
pub(crate) fn records() -> Vec<Record<'static>> {
    let read = |story| {
        let json = serde_json::to_string(&Record::from(story)).unwrap();
        serde_json::from_str(&json).unwrap()
    };
    stories().iter().map(read).collect()
}

/// [`stories`] as a corpus, with a vocabulary table for one entity.
pub(crate) fn corpus() -> Corpus {
    let mut corpus = Corpus::new();
    for story in stories() {
        corpus.add(&story);
    }
    let entry = Entry {
        name: "United Nations Office on Drugs and Crime".to_owned(),
        names: vec!["UN \"Drugs\" Office".to_owned()],
        abbr: vec!["UNODC".to_owned()],
        labels: BTreeMap::from([("fr".to_owned(), "ONUDC".to_owned())]),
        ids: [("wikidata", "Q486756"), ("iati", "XM-DAC-41123"), ("ror", "04rkbns44")]
            .map(|(scheme, value)| (scheme.to_owned(), value.to_owned()))
            .into(),
        see_also: vec!["https://www.unodc.org/".to_owned(), "not an address".to_owned()],
        kind: Some("agency".to_owned()),
        ..Entry::default()
    };
    if let Some(facts) = corpus.census.entities.get_mut("unodc") {
        facts.entry = Some(Arc::new(entry));
    }
    corpus
}

/// One tie.
pub(crate) fn ties() -> Vec<Tie> {
    let (a, b): (EntityId, EntityId) = ("osce".into(), "unodc".into());
    vec![Tie {
        a,
        b,
        window: Window::Sentence,
        count: 3,
        documents: 2,
        distinct_sentences: 1,
        sources: 1,
        first: "2020-10".parse().ok(),
        last: "2020-12-28".parse().ok(),
        association_strength: 1.5,
        npmi: -0.000_01,
        log_likelihood: 12.345_678,
        p_value: 0.000_442_1,
        q_value: 0.000_884_2,
        jaccard: 0.5,
        cosine: 0.666_67,
        disparity: 0.04,
        chance: None,
    }]
}

/// The network of [`ties`].
pub(crate) fn standings() -> Standings {
    let standing = |id: &str| Standing {
        entity: id.into(),
        degree: 1,
        strength: 3,
        pagerank: 0.000_012_345,
        betweenness: 0.0,
        community: 0,
    };
    Standings {
        window: Window::Sentence,
        links: 1,
        damping: 0.85,
        sample: Some(1),
        seed: 0,
        resolution: 1.0,
        modularity: 0.0,
        communities: vec![("OSCE, UNODC".to_owned(), 2)],
        entities: vec![standing("osce"), standing("unodc")],
    }
}

/// A run.
pub(crate) fn run() -> RunFacts {
    RunFacts {
        hash: "0123abcd".to_owned(),
        version: "0.1.0".to_owned(),
        vocabulary: "feed".to_owned(),
        created: Some(1_600_000_000),
    }
}

/// An entity that [`corpus`] lacks, for closing it.
pub(crate) fn looked_up(id: &str) -> Option<EntityFacts> {
    (id == "un").then(|| EntityFacts::new(entity("un", "UN", Class::Organisation, None), None))
}
