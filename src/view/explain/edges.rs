//! All edges of one entity, with the counts behind them.
//!
//! In: stories and a question without a partner. Out: edges by predicate and partner. Never: two rows for one edge.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::{
    Argument, Assertion, DocumentId, EntityId, PartialDate, Predicate, Status, Story, sort_by,
};
use crate::cut::fold_space;
use crate::view::explain::Question;
use crate::view::table::{Cell, Table};

/// The edges of the entity asked about, by predicate, then most documents first.
///
/// The activities that stories report are one partner together: each is in one document only.
///
/// # Arguments
/// * `stories`: where to look; each once, in any order.
/// * `question`: about whom; a predicate narrows it, a partner too.
///
/// ```
/// use consort::view::explain::{Partner, Question, edges};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = edges(&stories, &Question::about("nor".parse()?));
/// assert_eq!((found.len(), found[0].predicate.name(), found[0].outgoing), (1, "funds", true));
/// assert!(matches!(&found[0].partner, Partner::Entity { label, .. } if label == "Container Control Programme"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn edges<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    question: &Question,
) -> Vec<Edge> {
    let mut found: BTreeMap<EdgeKey, EdgeTally> = BTreeMap::new();
    for story in stories {
        let story = story.borrow();
        for assertion in story.extraction.assertions.iter().filter(|a| question.asks_for(a)) {
            let (outgoing, partner) = other_end(assertion, &question.a);
            let key = EdgeKey { predicate: assertion.predicate, outgoing, partner };
            found.entry(key).or_default().add(story, assertion);
        }
    }
    let mut edges: Vec<Edge> = found.into_iter().map(|(key, tally)| tally.edge(key)).collect();
    sort_by(&mut edges, |x, y| {
        let head = |e: &Edge| (e.predicate, !e.outgoing);
        head(x).cmp(&head(y)).then(y.documents.cmp(&x.documents)).then(x.partner.cmp(&y.partner))
    });
    edges
}

/// One row an edge.
#[must_use]
pub fn edge_table(edges: &[Edge]) -> Table {
    let columns = [
        "predicate",
        "direction",
        "partner",
        "sentences",
        "documents",
        "origins",
        "distinct",
        "first",
        "last",
        "planned",
        "hedged",
        "negated",
        "rejected",
        "partner_id",
    ];
    let mut table = Table::new(columns);
    for edge in edges {
        let (label, id) = match &edge.partner {
            Partner::Entity { label, id } => (label.as_str(), Argument::Entity(id.clone())),
            Partner::Activities => ("(reported activities)", Argument::Story),
        };
        let direction = match (edge.predicate.is_symmetric(), edge.outgoing) {
            (true, _) => "both",
            (false, true) => "out",
            (false, false) => "in",
        };
        let [asserted, rest @ ..] = edge.statuses;
        let mut row = vec![Cell::text(edge.predicate.name()), Cell::text(direction)];
        row.push(Cell::text(label));
        let counts = [asserted, edge.documents, edge.origins, edge.distinct_sentences];
        row.extend(counts.map(Cell::integer));
        row.extend([edge.first, edge.last].map(|d| Cell::optional(d.map(|d| d.to_string()))));
        row.extend(rest.map(Cell::integer));
        row.push(Cell::text(id.as_str()));
        table.push(row);
    }
    table
}

/// An edge of the entity asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The relation.
    pub predicate: Predicate,
    /// Whether the entity asked about is its subject; always so for symmetric ones.
    pub outgoing: bool,
    /// The other end.
    pub partner: Partner,
    /// Sentences by status, in the order of [`Status::ALL`].
    pub statuses: [u64; 5],
    /// Documents with such a sentence, whatever the status.
    pub documents: u64,
    /// The same, a story and its copies once.
    pub origins: u64,
    /// Sentences with different text, whatever the status.
    pub distinct_sentences: u64,
    /// The earliest date of these documents.
    pub first: Option<PartialDate>,
    /// The latest.
    pub last: Option<PartialDate>,
}

/// The other end of an edge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Partner {
    /// An entity.
    Entity {
        /// Its label.
        label: String,
        /// Its id.
        id: EntityId,
    },
    /// The activities that stories report.
    Activities,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct EdgeKey {
    predicate: Predicate,
    outgoing: bool,
    partner: Partner,
}

#[derive(Default)]
struct EdgeTally {
    statuses: [BTreeSet<(DocumentId, usize)>; 5],
    documents: BTreeSet<DocumentId>,
    origins: BTreeSet<DocumentId>,
    texts: BTreeSet<String>,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
}

impl EdgeTally {
    fn add(&mut self, story: &Story, assertion: &Assertion) {
        let document = &story.document;
        let status = Status::ALL.iter().position(|s| *s == assertion.status).unwrap_or_default();
        self.statuses[status].insert((document.id.clone(), assertion.sentence));
        self.documents.insert(document.id.clone());
        self.origins.insert(document.copy_of.as_ref().unwrap_or(&document.id).clone());
        let text = document.text.get(assertion.evidence.range()).unwrap_or_default();
        self.texts.insert(fold_space(&text.to_lowercase()));
        self.first = [self.first, document.date_start].into_iter().flatten().min();
        let end = document.date_end.or(document.date_start);
        self.last = PartialDate::latest(self.last.into_iter().chain(end));
    }

    fn edge(self, key: EdgeKey) -> Edge {
        Edge {
            predicate: key.predicate,
            outgoing: key.outgoing,
            partner: key.partner,
            statuses: self.statuses.map(|sentences| sentences.len() as u64),
            documents: self.documents.len() as u64,
            origins: self.origins.len() as u64,
            distinct_sentences: self.texts.len() as u64,
            first: self.first,
            last: self.last,
        }
    }
}

fn other_end(assertion: &Assertion, a: &str) -> (bool, Partner) {
    let outgoing = &*assertion.subject.id == a;
    let entity = match &assertion.object {
        _ if !outgoing => &assertion.subject,
        Argument::Entity(object) => object,
        Argument::Story => return (true, Partner::Activities),
    };
    let partner = Partner::Entity { label: entity.label.clone(), id: entity.id.clone() };
    (outgoing || assertion.predicate.is_symmetric(), partner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::explain::fixture::{corpus, question};

    #[test]
    fn grouped_by_predicate_and_partner() {
        let found = edges(corpus(), &question("deu", None, None));
        let mut csv = Vec::new();
        edge_table(&found).write_csv(&mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "predicate,direction,partner,sentences,documents,origins,distinct,first,last,planned,hedged,negated,rejected,partner_id\n\
             funds,out,CCP,1,2,2,2,2020-10,2020-10,0,0,1,0,ccp\n\
             supports,in,CCP,1,1,1,1,2020-10,2020-10,0,0,0,0,ccp\n"
        );
    }

    #[test]
    fn reported_activities_are_one_partner() {
        let found = edges(corpus(), &question("unodc", None, None));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].partner, Partner::Activities);
    }
}
