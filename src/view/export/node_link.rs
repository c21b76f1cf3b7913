//! A network as a list of nodes and a list of edges, with a value for every column.
//!
//! In: entities, and ties or claims between them. Out: a [`NodeLink`]. Never: an edge without its ends; a node left out
//! because it has no edge.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{
    Class, Entity, EntityId, PartialDate, Predicate, Status, Story, Tie, sort_by, sort_by_key,
};
use crate::merge::cooccur::CooccurOptions;
use crate::merge::{Claim, Claims, Object};
use crate::network::{Direction, Measures, Network, measures, ranks};
use crate::view::table::Cell;

/// A network for export.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeLink {
    /// What it is, in a sentence.
    pub title: String,
    /// Whether edges have a direction; a symmetric relation among directed ones stands there in both.
    pub directed: bool,
    /// Further columns of nodes, beside the fields of [`Node`].
    pub node_columns: Vec<Column>,
    /// Columns of edges beside the fields of [`Edge`].
    pub edge_columns: Vec<Column>,
    /// Sorted by id.
    pub nodes: Vec<Node>,
    /// Sorted by ends, then kind.
    pub edges: Vec<Edge>,
    /// How strong they are period by period, where that is known.
    pub spells: Option<Spells>,
}

/// A weight for each period that has one, in order.
pub type Weights = Vec<(PartialDate, u64)>;

/// The weights of a network, period by period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spells {
    /// By node: how often it is named.
    pub nodes: Vec<Weights>,
    /// By edge: its weight.
    pub edges: Vec<Weights>,
}

/// A column of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub values: ValueType,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// Words, or dates.
    Text,
    /// Whole numbers.
    Integer,
    /// Other numbers.
    Decimal,
}

impl ValueType {
    /// Its name in GraphML, GEXF and Neo4j, which all took it from Java.
    pub(super) fn name(self) -> &'static str {
        match self {
            ValueType::Text => "string",
            ValueType::Integer => "long",
            ValueType::Decimal => "double",
        }
    }
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Entity id.
    pub id: EntityId,
    /// The name to print.
    pub label: String,
    /// Its class.
    pub class: Class,
    /// Id of its country.
    pub country: Option<EntityId>,
    /// How often it is named, by a name that does not lie inside a longer one.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// The first date of a document that names it.
    pub first: Option<PartialDate>,
    /// The last date of a document that names it.
    pub last: Option<PartialDate>,
    /// Values of the further columns.
    pub values: Vec<Cell>,
}

/// An edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Index of the node it starts from.
    pub source: usize,
    /// Index of the node it leads to.
    pub target: usize,
    /// `together`, or the predicate.
    pub kind: &'static str,
    /// How strong it is: windows of a co-occurrence, documents of a claim.
    pub weight: u64,
    /// The first date of a document that supports it.
    pub first: Option<PartialDate>,
    /// The last date of a document that supports it.
    pub last: Option<PartialDate>,
    /// Values of the further columns.
    pub values: Vec<Cell>,
}

/// The fields of every node, as columns.
pub(super) const NODE_FIELDS: [Column; 7] = [
    text("label"),
    text("class"),
    text("country"),
    integer("mentions"),
    integer("documents"),
    text("first"),
    text("last"),
];

/// The fields of every edge, as columns; its ends stand elsewhere.
pub(super) const EDGE_FIELDS: [Column; 4] =
    [text("kind"), integer("weight"), text("first"), text("last")];

/// Where a node stands in the network that is exported, with the weights that are exported: with how many others it is linked, the
/// sum of the weights, its community (1 is the greatest), its rank by PageRank from 1, PageRank, and betweenness.
pub const MEASURES: [Column; 6] = [
    integer("degree"),
    integer("strength"),
    integer("community"),
    integer("rank"),
    decimal("pagerank"),
    decimal("betweenness"),
];

const fn text(name: &'static str) -> Column {
    Column { name, values: ValueType::Text }
}

const fn integer(name: &'static str) -> Column {
    Column { name, values: ValueType::Integer }
}

pub(super) const fn decimal(name: &'static str) -> Column {
    Column { name, values: ValueType::Decimal }
}

/// Every entity that the stories name and the options count, with its figures. Those named only inside longer names or
/// only as arguments of relations are there too, with zero mentions.
///
/// ```
/// # use consort::merge::cooccur::CooccurOptions;
/// # use consort::view::export::nodes;
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let text = "3 March 2020, Vienna, Austria: The OSCE and WHO met. The OSCE thanked all.";
/// # let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = documents.into_iter().map(|document| read_story(document, &lexicon, &Default::default())).collect();
/// let nodes = nodes(&stories, &CooccurOptions::default()); // of a story about the OSCE and WHO
/// assert_eq!(nodes.iter().map(|node| &*node.id).collect::<Vec<_>>(), ["osce", "who"]);
/// assert_eq!((nodes[0].mentions, nodes[0].documents), (2, 1));
/// # Ok::<_, consort::dictionary::VocabError>(())
/// ```
pub fn nodes<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    options: &CooccurOptions,
) -> Vec<Node> {
    let mut nodes: BTreeMap<EntityId, Node> = BTreeMap::new();
    for story in stories {
        let story = story.borrow();
        if options.scope.takes(story) {
            add_story(story, options, &mut nodes);
        }
    }
    nodes.into_values().collect()
}

fn add_story(story: &Story, options: &CooccurOptions, nodes: &mut BTreeMap<EntityId, Node>) {
    let mut here: Vec<(&Arc<Entity>, bool)> =
        story.extraction.mentions.iter().map(|m| (&m.entity, !m.nested)).collect();
    for assertion in &story.extraction.assertions {
        here.push((&assertion.subject, false));
        if let crate::base::Argument::Entity(object) = &assertion.object {
            here.push((object, false));
        }
    }
    here.retain(|(entity, _)| options.counts(entity));
    sort_by(&mut here, |x, y| x.0.id.cmp(&y.0.id));
    let document = &story.document;
    for same in here.chunk_by(|x, y| x.0.id == y.0.id) {
        let node = nodes.entry(same[0].0.id.clone()).or_insert_with(|| Node::new(same[0].0));
        let mentions = same.iter().filter(|(_, counts)| *counts).count() as u64;
        node.mentions += mentions;
        node.documents += u64::from(mentions > 0);
        node.first = [node.first, document.date_start].into_iter().flatten().min();
        let end = document.date_end.or(document.date_start);
        node.last = PartialDate::latest(node.last.into_iter().chain(end));
    }
}

/// The co-occurrence network: undirected, weighted by windows, with every measure of a pair, and of each node its [`MEASURES`].
///
/// ```
/// # use consort::merge::cooccur::{CooccurOptions, count};
/// # use consort::view::export::{nodes, ties};
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let text = "3 March 2020, Vienna, Austria: The OSCE and WHO met. The OSCE thanked all.";
/// # let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = documents.into_iter().map(|document| read_story(document, &lexicon, &Default::default())).collect();
/// let options = CooccurOptions::default();
/// let network = ties(&count(&stories, &options), nodes(&stories, &options));
/// assert_eq!((network.edges.len(), network.edges[0].weight), (1, 1));
/// assert_eq!(network.title, "Who is named together in one sentence");
/// # Ok::<_, consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn ties(ties: &[Tie], nodes: Vec<Node>) -> NodeLink {
    let columns = vec![
        integer("documents"),
        integer("distinct"),
        integer("sources"),
        decimal("association"),
        decimal("npmi"),
        decimal("loglik"),
        decimal("p"),
        decimal("q"),
        decimal("jaccard"),
        decimal("cosine"),
        decimal("disparity"),
    ];
    let window = ties.first().map(|tie| tie.window).unwrap_or_default();
    let title = format!("Who is named together in one {window}");
    let edges = ties.iter().filter_map(|tie| {
        let values = vec![
            Cell::integer(tie.documents),
            Cell::integer(tie.distinct_sentences),
            Cell::integer(tie.sources),
            Cell::decimal(tie.association_strength),
            Cell::decimal(tie.npmi),
            Cell::decimal(tie.log_likelihood),
            Cell::probability(tie.p_value),
            Cell::probability(tie.q_value),
            Cell::decimal(tie.jaccard),
            Cell::decimal(tie.cosine),
            Cell::probability(tie.disparity),
        ];
        let (source, target) = (find(&nodes, &tie.a)?, find(&nodes, &tie.b)?);
        let (weight, first, last) = (tie.count, tie.first, tie.last);
        Some(Edge { source, target, kind: "together", weight, first, last, values })
    });
    NodeLink { title, edge_columns: columns, edges: edges.collect(), nodes, ..NodeLink::default() }
        .finished()
}

/// The network of claims with these predicates that at least one sentence asserts and at least `min` documents state:
/// directed unless all predicates are symmetric, weighted by documents. Claims about the activity that a story reports
/// have no second entity, and are left out.
///
/// ```
/// # use consort::merge::{Claims, cooccur::CooccurOptions};
/// # use consort::view::export::{claims, nodes};
/// # use consort::Predicate;
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let text = "3 March 2020, Vienna, Austria: The OSCE supported WHO.";
/// # let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = documents.into_iter().map(|document| read_story(document, &lexicon, &Default::default())).collect();
/// let mut found = Claims::new();
/// stories.iter().for_each(|story| found.add(story));
/// let nodes = nodes(&stories, &CooccurOptions::default());
/// let network = claims(&found, &[Predicate::Supports], 1, nodes);
/// assert!(network.directed);
/// assert_eq!((network.edges[0].kind, network.edges.len()), ("supports", 1));
/// # Ok::<_, consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn claims(claims: &Claims, predicates: &[Predicate], min: u64, nodes: Vec<Node>) -> NodeLink {
    let columns =
        ["statements", "distinct", "sources", "documents", "origins"].map(integer).to_vec();
    let directed = predicates.iter().any(|predicate| !predicate.is_symmetric());
    let names: Vec<&str> = predicates.iter().map(|predicate| predicate.name()).collect();
    let mut edges = Vec::new();
    let stated = claims.iter().filter(|claim| {
        predicates.contains(&claim.predicate)
            && claim.status() == Status::Asserted
            && claim.documents() as u64 >= min
    });
    for claim in stated {
        let Object::Entity(object) = &claim.object else { continue };
        let ends = (find(&nodes, &claim.subject), find(&nodes, object));
        let (Some(source), Some(target)) = ends else { continue };
        edges.push(edge(claim, source, target));
        if directed && claim.predicate.is_symmetric() {
            edges.push(edge(claim, target, source));
        }
    }
    let title = format!("What the texts state: {}", names.join(", "));
    NodeLink { title, directed, edge_columns: columns, nodes, edges, ..NodeLink::default() }
        .finished()
}

fn edge(claim: &Claim, source: usize, target: usize) -> Edge {
    Edge {
        source,
        target,
        kind: claim.predicate.name(),
        weight: claim.documents() as u64,
        first: claim.first(),
        last: claim.last(),
        values: vec![
            Cell::integer(claim.assertions() as u64),
            Cell::integer(claim.distinct_sentences() as u64),
            Cell::integer(claim.sources() as u64),
            Cell::integer(claim.documents() as u64),
            Cell::integer(claim.origins() as u64),
        ],
    }
}

fn find(nodes: &[Node], id: &str) -> Option<usize> {
    nodes.binary_search_by(|node| (*node.id).cmp(id)).ok()
}

impl NodeLink {
    fn finished(mut self) -> Self {
        sort_by_key(&mut self.edges, |edge| (edge.source, edge.target, edge.kind));
        self.measure();
        self
    }

    /// Fills in where each node stands in the network that the edges make; nothing where it has no edge.
    fn measure(&mut self) {
        let direction = if self.directed { Direction::Directed } else { Direction::Undirected };
        let id = |end: usize| self.nodes[end].id.clone();
        let link = |edge: &Edge| (id(edge.source), id(edge.target), edge.weight as f64);
        let network = Network::new(self.edges.iter().map(link), direction);
        let Measures { degree, strength, pagerank, betweenness, communities, .. } =
            measures(&network);
        let ranks = ranks(&pagerank);
        for node in &mut self.nodes {
            node.values = match network.node(&node.id).map(|place| place as usize) {
                None => vec![Cell::Empty; MEASURES.len()],
                Some(i) => vec![
                    Cell::integer(degree[i] as u64),
                    Cell::integer(strength[i] as u64),
                    Cell::integer(communities.of[i] as u64 + 1),
                    Cell::integer(ranks[i] as u64),
                    Cell::significant(pagerank[i], 4),
                    Cell::significant(betweenness[i], 4),
                ],
            };
        }
        self.node_columns = MEASURES.to_vec();
    }

    /// The same without nodes that have no edge.
    ///
    /// ```
    /// # use consort::merge::cooccur::{CooccurOptions, count};
    /// # use consort::view::export::{nodes, ties};
    /// # use consort::dictionary::{builtin_files, compile, read};
    /// # use consort::documents::{Format, ReadOptions, parse};
    /// # use consort::pipeline::read_story;
    /// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
    /// # let text = "3 March 2020, Vienna, Austria: The OSCE and WHO met. UNODC left.";
    /// # let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
    /// # let stories: Vec<_> = documents.into_iter().map(|document| read_story(document, &lexicon, &Default::default())).collect();
    /// let options = CooccurOptions::default();
    /// let network = ties(&count(&stories, &options), nodes(&stories, &options));
    /// assert_eq!((network.nodes.len(), network.without_isolates().nodes.len()), (3, 2));
    /// # Ok::<_, consort::dictionary::VocabError>(())
    /// ```
    #[must_use]
    pub fn without_isolates(mut self) -> Self {
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for end in self.edges.iter().flat_map(|edge| [edge.source, edge.target]) {
            places.insert(end, 0);
        }
        places.values_mut().zip(0..).for_each(|(place, new)| *place = new);
        let place = |old: usize| places.get(&old).copied();
        let kept = |i: usize| place(i).is_some();
        for edge in &mut self.edges {
            edge.source = place(edge.source).unwrap_or_default();
            edge.target = place(edge.target).unwrap_or_default();
        }
        let nodes = std::mem::take(&mut self.nodes).into_iter().enumerate();
        self.nodes = nodes.filter(|(i, _)| kept(*i)).map(|(_, node)| node).collect();
        if let Some(spells) = &mut self.spells {
            let nodes = std::mem::take(&mut spells.nodes).into_iter().enumerate();
            spells.nodes = nodes.filter(|(i, _)| kept(*i)).map(|(_, weights)| weights).collect();
        }
        self
    }

    /// All columns of nodes but the id.
    pub fn all_node_columns(&self) -> impl Iterator<Item = Column> + '_ {
        NODE_FIELDS.into_iter().chain(self.node_columns.iter().copied())
    }

    /// All columns of edges but the ends.
    pub fn all_edge_columns(&self) -> impl Iterator<Item = Column> + '_ {
        EDGE_FIELDS.into_iter().chain(self.edge_columns.iter().copied())
    }

    /// The value of one of the further columns of a node; empty where there is no such column.
    pub(super) fn value(&self, node: &Node, column: &str) -> Cell {
        let place = self.node_columns.iter().position(|c| c.name == column);
        place.and_then(|i| node.values.get(i)).cloned().unwrap_or(Cell::Empty)
    }

    /// The ids of an edge's ends.
    pub fn ends(&self, edge: &Edge) -> [&str; 2] {
        [edge.source, edge.target].map(|end| &*self.nodes[end].id)
    }
}

impl Node {
    fn new(entity: &Entity) -> Self {
        Self {
            id: entity.id.clone(),
            label: entity.label.clone(),
            class: entity.class,
            country: entity.country.clone(),
            mentions: 0,
            documents: 0,
            first: None,
            last: None,
            values: Vec::new(),
        }
    }

    /// A value for each of the network's node columns.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        [
            Cell::text(&self.label),
            Cell::text(self.class.name()),
            Cell::optional(self.country.as_deref()),
            Cell::integer(self.mentions),
            Cell::integer(self.documents),
            date(self.first),
            date(self.last),
        ]
        .into_iter()
        .chain(self.values.iter().cloned())
    }
}

impl Edge {
    /// A value for each of the network's edge columns.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        [Cell::text(self.kind), Cell::integer(self.weight), date(self.first), date(self.last)]
            .into_iter()
            .chain(self.values.iter().cloned())
    }
}

fn date(date: Option<PartialDate>) -> Cell {
    Cell::optional(date.map(|date| date.to_string()))
}
