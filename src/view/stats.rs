//! The figures of a graph.
//!
//! In: its stories. Out: a plain struct, as tables or JSON. Never: figures that depend on the order of the stories.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use crate::base::{
    Argument, Class, Decision, Entity, EntityId, Origin, PartialDate, Predicate, RuleId, Status,
    Story, sort_by,
};
use crate::cut::fold_space;
use crate::merge::{Object, decisions_on};
use crate::view::table::{Cell, Table, write_json_object};

/// Reads the stories once and counts.
///
/// # Arguments
/// * `stories`: all that the figures are of, each once, in any order.
/// * `options`: how long the lists may be.
///
/// ```
/// use consort::view::stats::{StatsOptions, stats};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = stats(&stories, &StatsOptions::default());
/// assert_eq!((found.stories, found.mentions), (1, 7)); // Austria too
/// assert_eq!(found.top_entities[0].entity.id.as_str(), "unodc");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stats<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    options: &StatsOptions,
) -> Stats {
    let mut tally = StatsTally::default();
    for story in stories {
        tally.add(story.borrow());
    }
    tally.finish(options)
}

/// How long the lists may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatsOptions {
    /// Most rows of the lists of entities, unlinked names and rules.
    pub top: usize,
}

impl Default for StatsOptions {
    fn default() -> Self {
        Self { top: 20 }
    }
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Stories read.
    pub stories: u64,
    /// Stories that are copies, excerpts or corrected versions of another.
    pub copies: u64,
    /// Stories without a date.
    pub undated: u64,
    /// The earliest date.
    pub first: Option<PartialDate>,
    /// The latest date.
    pub last: Option<PartialDate>,
    /// Sentences.
    pub sentences: u64,
    /// Linked mentions, those inside longer names included.
    pub mentions: u64,
    /// Mentions of provisional entities, counted among the mentions too.
    pub provisional_mentions: u64,
    /// Names that stayed unlinked.
    pub unlinked: u64,
    /// The commonest unlinked names and how often each stands.
    pub unlinked_names: Vec<(String, u64)>,
    /// Distinct entities by class, in the order of [`Class::ALL`].
    pub entities: Vec<ClassCount>,
    /// Claims and the sentences behind them, by predicate and status.
    pub claims: Vec<ClaimCount>,
    /// The entities that most documents name, without provisional ones.
    pub top_entities: Vec<EntityCount>,
    /// The provisional entities that most documents name.
    pub provisional: Vec<EntityCount>,
    /// Relations read, by rule, most first.
    pub rules: Vec<(RuleId, u64)>,
    /// Reviewers' decisions that bore on something, with the documents in which they did.
    pub decisions: Vec<(Arc<Decision>, u64)>,
}

/// Entities of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassCount {
    /// The class.
    pub class: Class,
    /// Those that the vocabulary lists or a template makes.
    pub known: u64,
    /// Those that the text alone names.
    pub provisional: u64,
}

/// Claims with one predicate and status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimCount {
    /// The relation.
    pub predicate: Predicate,
    /// How firmly: a claim counts once, at the firmest status of its sentences.
    pub status: Status,
    /// Distinct subject and object pairs; each story's activity is an object of its own.
    pub claims: u64,
    /// Those of them that are about a provisional entity.
    pub provisional: u64,
    /// Statements behind them, of whatever status.
    pub statements: u64,
}

/// An entity and how often it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityCount {
    /// The entity.
    pub entity: Arc<Entity>,
    /// Documents that name it by a name of its own.
    pub documents: u64,
    /// Mentions that do not lie inside a longer name.
    pub mentions: u64,
}

impl Stats {
    /// The tables a reader sees, each with its heading.
    #[must_use]
    pub fn tables(&self) -> Vec<(&'static str, Table)> {
        vec![
            ("graph", self.overview()),
            ("entities", self.class_table()),
            ("claims", self.claim_table()),
            ("top_entities", entity_table(&self.top_entities)),
            ("provisional", entity_table(&self.provisional)),
            ("rules", pairs(["rule", "relations"], self.rules.iter().map(|(r, n)| (&**r, *n)))),
            ("decisions", self.decision_table()),
            (
                "unlinked",
                pairs(["name", "mentions"], self.unlinked_names.iter().map(|(u, n)| (&**u, *n))),
            ),
        ]
    }

    /// One object with a key a table.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json_object(&self.tables(), out)
    }

    fn overview(&self) -> Table {
        let mut table = Table::new(["figure", "value"]);
        let date = |d: Option<PartialDate>| d.map_or(Cell::Empty, |d| Cell::Number(d.to_string()));
        for (name, value) in [
            ("stories", Cell::integer(self.stories)),
            ("copies among them", Cell::integer(self.copies)),
            ("first date", date(self.first)),
            ("last date", date(self.last)),
            ("undated stories", Cell::integer(self.undated)),
            ("sentences", Cell::integer(self.sentences)),
            ("mentions", Cell::integer(self.mentions)),
            ("unlinked names", Cell::integer(self.unlinked)),
            ("provisional mentions", Cell::integer(self.provisional_mentions)),
        ] {
            table.push(vec![Cell::text(name), value]);
        }
        table
    }

    fn claim_table(&self) -> Table {
        let mut table = Table::new(["predicate", "status", "claims", "provisional", "statements"]);
        for row in &self.claims {
            table.push(vec![
                Cell::text(row.predicate.name()),
                Cell::text(row.status.name()),
                Cell::integer(row.claims),
                Cell::integer(row.provisional),
                Cell::integer(row.statements),
            ]);
        }
        table
    }

    fn decision_table(&self) -> Table {
        let mut table =
            Table::new(["verdict", "about", "scope", "documents", "who", "date", "why"]);
        for (decision, documents) in &self.decisions {
            table.push(vec![
                Cell::text(decision.verdict.name()),
                Cell::text(decision.verdict.to_string()),
                Cell::optional(decision.document.as_deref()),
                Cell::integer(*documents),
                Cell::text(&decision.who),
                Cell::Number(decision.date.to_string()),
                Cell::text(&decision.why),
            ]);
        }
        table
    }

    fn class_table(&self) -> Table {
        let mut table = Table::new(["class", "entities", "provisional"]);
        for row in &self.entities {
            let counts = [Cell::integer(row.known), Cell::integer(row.provisional)];
            table.push(std::iter::once(Cell::text(row.class.name())).chain(counts).collect());
        }
        table
    }
}

fn entity_table(rows: &[EntityCount]) -> Table {
    let mut table = Table::new(["entity", "class", "documents", "mentions", "id"]);
    for row in rows {
        table.push(vec![
            Cell::text(&row.entity.label),
            Cell::text(row.entity.class.name()),
            Cell::integer(row.documents),
            Cell::integer(row.mentions),
            Cell::text(&*row.entity.id),
        ]);
    }
    table
}

fn pairs<'a>(columns: [&str; 2], rows: impl Iterator<Item = (&'a str, u64)>) -> Table {
    let mut table = Table::new(columns);
    for (name, count) in rows {
        table.push(vec![Cell::text(name), Cell::integer(count)]);
    }
    table
}

type ClaimKey = (Predicate, EntityId, Object);

#[derive(Default)]
struct StatsTally {
    stories: u64,
    copies: u64,
    undated: u64,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    sentences: u64,
    mentions: u64,
    provisional_mentions: u64,
    unlinked: BTreeMap<String, u64>,
    entities: BTreeMap<EntityId, EntityCount>,
    /// Ids of the provisional entities that are named.
    provisional: BTreeSet<EntityId>,
    claims: BTreeMap<ClaimKey, (Status, u64)>,
    rules: BTreeMap<RuleId, u64>,
    decisions: BTreeMap<Arc<Decision>, u64>,
}

impl StatsTally {
    fn add(&mut self, story: &Story) {
        let Story { document, extraction } = story;
        self.stories += 1;
        self.copies += u64::from(document.copy_of.is_some());
        self.undated += u64::from(document.date_start.is_none());
        self.first = [self.first, document.date_start].into_iter().flatten().min();
        self.last =
            [self.last, document.date_end.or(document.date_start)].into_iter().flatten().max();
        self.sentences += extraction.sentences.len() as u64;
        self.mentions += extraction.mentions.len() as u64;
        for unlinked in &extraction.unlinked {
            let surface = document.text.get(unlinked.span.range()).unwrap_or_default();
            let name = fold_space(surface);
            *self.unlinked.entry(name).or_default() += 1;
        }
        let mut here = BTreeSet::new();
        for mention in &extraction.mentions {
            let entity = &mention.entity;
            if entity.origin == Origin::Provisional {
                self.provisional.insert(entity.id.clone());
                self.provisional_mentions += 1;
            }
            let count = self.entities.entry(entity.id.clone()).or_insert_with(|| EntityCount {
                entity: Arc::clone(entity),
                documents: 0,
                mentions: 0,
            });
            if !mention.nested {
                count.mentions += 1;
                count.documents += u64::from(here.insert(&entity.id));
            }
        }
        for decision in decisions_on(story) {
            *self.decisions.entry(decision.clone()).or_default() += 1;
        }
        for assertion in &extraction.assertions {
            let object = match &assertion.object {
                Argument::Entity(entity) => Object::Entity(entity.id.clone()),
                Argument::Story => Object::Event(document.id.clone()),
            };
            let key = (assertion.predicate, assertion.subject.id.clone(), object);
            let (status, statements) = self.claims.entry(key).or_insert((assertion.status, 0));
            *status = (*status).min(assertion.status);
            *statements += 1;
            *self.rules.entry(assertion.rule.clone()).or_default() += 1;
        }
    }

    fn finish(self, options: &StatsOptions) -> Stats {
        let mut claims: BTreeMap<(Predicate, Status), (u64, u64, u64)> = BTreeMap::new();
        let is_provisional = |id: &EntityId| self.provisional.contains(id);
        let of_provisional =
            |object: &Object| matches!(object, Object::Entity(id) if is_provisional(id));
        for ((predicate, subject, object), (status, statements)) in &self.claims {
            let (n_claims, n_provisional, n_statements) =
                claims.entry((*predicate, *status)).or_default();
            *n_claims += 1;
            *n_provisional += u64::from(is_provisional(subject) || of_provisional(object));
            *n_statements += statements;
        }
        let of_class = |class| {
            let here =
                self.entities.values().filter(move |e: &&EntityCount| e.entity.class == class);
            let (provisional, known): (Vec<_>, Vec<_>) =
                here.partition(|e| e.entity.origin == Origin::Provisional);
            ClassCount { class, known: known.len() as u64, provisional: provisional.len() as u64 }
        };
        let classes = Class::ALL.into_iter().map(of_class);
        let entities = classes.filter(|c| c.known + c.provisional > 0).collect();
        let mut ranked: Vec<EntityCount> = self.entities.into_values().collect();
        sort_by(&mut ranked, |x, y| {
            (y.documents, y.mentions)
                .cmp(&(x.documents, x.mentions))
                .then_with(|| x.entity.id.cmp(&y.entity.id))
        });
        let (mut provisional, mut top_entities): (Vec<_>, Vec<_>) =
            ranked.into_iter().partition(|e| e.entity.origin == Origin::Provisional);
        provisional.truncate(options.top);
        top_entities.truncate(options.top);
        Stats {
            stories: self.stories,
            copies: self.copies,
            undated: self.undated,
            first: self.first,
            last: self.last,
            sentences: self.sentences,
            mentions: self.mentions,
            provisional_mentions: self.provisional_mentions,
            unlinked: self.unlinked.values().sum(),
            unlinked_names: commonest(self.unlinked, options.top),
            entities,
            claims: claims
                .into_iter()
                .map(|((predicate, status), (claims, provisional, statements))| ClaimCount {
                    predicate,
                    status,
                    claims,
                    provisional,
                    statements,
                })
                .collect(),
            top_entities,
            provisional,
            rules: commonest(self.rules, options.top),
            decisions: self.decisions.into_iter().collect(),
        }
    }
}

fn commonest<K: Ord>(counts: BTreeMap<K, u64>, top: usize) -> Vec<(K, u64)> {
    let mut ranked: Vec<(K, u64)> = counts.into_iter().collect();
    sort_by(&mut ranked, |x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    ranked.truncate(top);
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    use crate::base::sample::{Sample, story};

    fn figures() -> Stats {
        let stories = [
            story(
                Sample::new("one")
                    .date("2020-10-05")
                    .paragraph(&["[Germany=deu] funds [CCP=ccp] of [~unodc]."])
                    .says("deu", Predicate::Funds, "ccp")
                    .says("unodc", Predicate::Organizes, "@story"),
            ),
            story(
                Sample::new("two")
                    .paragraph(&["[Germany=deu] and [Germany=deu] may fund [CCP=ccp]."])
                    .says("deu", Predicate::Funds, "ccp")
                    .status(Status::Hedged)
                    .says("unodc", Predicate::Organizes, "@story"),
            ),
        ];
        stats(&stories, &StatsOptions::default())
    }

    #[test]
    fn a_claim_counts_once_at_its_firmest_status() {
        let claims = figures().claims;
        let rows: Vec<_> =
            claims.iter().map(|c| (c.predicate, c.status, c.claims, c.statements)).collect();
        assert_eq!(
            rows,
            [
                (Predicate::Funds, Status::Asserted, 1, 2),
                (Predicate::Organizes, Status::Asserted, 2, 2)
            ]
        );
    }

    #[test]
    fn entities_are_ranked_by_documents() {
        let figures = figures();
        assert_eq!((figures.stories, figures.undated, figures.mentions), (2, 1, 6));
        let top: Vec<_> =
            figures.top_entities.iter().map(|e| (&*e.entity.id, e.documents, e.mentions)).collect();
        assert_eq!(top, [("deu", 2, 3), ("ccp", 2, 2), ("unodc", 0, 0)]);
        let mut json = Vec::new();
        figures.write_json(&mut json).unwrap();
        let value: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(value["graph"][0]["value"], 2);
        assert_eq!(value["entities"][0]["class"], "Organisation");
    }
}
