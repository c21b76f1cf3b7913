//! Pictures of who pays: the flow of money and the donors by country.
//!
//! In: the gifts that the stories state. Out: drawings of the largest. Never: an amount; a gift counts by its stories.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Argument, Class, DocumentId, EntityId, Predicate, Status, sort_by_key};
use crate::merge::Object;
use crate::view::heaviest::heaviest;
use crate::view::plot::facts::Gift;
use crate::view::plot::pick::wording::Pick;
use crate::view::plot::{self, Caption, FlowLink, FlowNode, Grid, Layer};

/// What is paid for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Receiver {
    Entity(EntityId),
    /// Activities that stories report, by who organises them.
    Activities(EntityId),
    /// Those of which no story says who organises them.
    Unnamed,
}

/// Nodes and links while they are gathered, each with the stories behind it.
#[derive(Default)]
struct Drawing {
    nodes: Vec<(Layer, String, BTreeSet<DocumentId>)>,
    places: BTreeMap<(Layer, String), usize>,
    links: BTreeMap<(usize, usize), BTreeSet<DocumentId>>,
    /// The donors that a story names for one thing.
    donors: BTreeMap<(usize, DocumentId), BTreeSet<usize>>,
}

impl Drawing {
    fn add(&mut self, ends: [(Layer, String); 2], document: &DocumentId) {
        let [from, to] = ends.map(|(layer, name)| {
            let place = *self.places.entry((layer, name.clone())).or_insert_with(|| {
                self.nodes.push((layer, name, BTreeSet::new()));
                self.nodes.len() - 1
            });
            self.nodes[place].2.insert(document.clone());
            place
        });
        self.links.entry((from, to)).or_default().insert(document.clone());
        self.donors.entry((to, document.clone())).or_default().insert(from);
    }

    /// A story is as wide at what is paid for, whether it names one donor or ten: they share its width.
    fn links(&self) -> Vec<FlowLink> {
        let share = |to: usize, story: &DocumentId| {
            1.0 / self.donors.get(&(to, story.clone())).map_or(1, BTreeSet::len) as f64
        };
        let link = |(&(from, to), stories): (&(usize, usize), &BTreeSet<DocumentId>)| {
            let weight = stories.iter().map(|story| share(to, story)).sum();
            FlowLink { from, to, weight, count: stories.len() as u64 }
        };
        self.links.iter().map(link).collect()
    }
}

pub(super) fn flow(pick: &Pick<'_>) -> Option<String> {
    let gifts = pick.facts.gifts();
    let top = pick.facts.options.top.unwrap_or(18);
    let organisers = organisers(pick);
    let receiver = |gift: &Gift, document: &DocumentId| match &gift.receiver {
        Argument::Entity(id) => Receiver::Entity(id.clone()),
        Argument::Story => organisers
            .get(document)
            .map_or(Receiver::Unnamed, |id| Receiver::Activities(id.clone())),
    };
    let each = || gifts.iter().flat_map(|gift| gift.documents.iter().map(move |d| (gift, d)));
    let is_fund = |id: &EntityId| pick.class(id) == Some(Class::Donor);
    let donors: BTreeSet<&EntityId> =
        heaviest(each().map(|(g, _)| (&g.donor, 1)).filter(|(d, _)| !is_fund(d)), top)
            .into_iter()
            .collect();
    let receivers: BTreeSet<Receiver> =
        heaviest(each().map(|(g, d)| (receiver(g, d), 1)), top).into_iter().collect();
    let chosen = Chosen { pick, donors, receivers };
    let mut drawing = Drawing::default();
    for (gift, document) in each() {
        drawing.add(chosen.ends(&gift.donor, receiver(gift, document)), document);
    }
    if drawing.links.is_empty() {
        return None;
    }
    let caption = Caption {
        title: "Who funds what".to_owned(),
        subtitle: format!(
            "From donors through pooled funds to what they pay for; activities that stories report stand by who organises \
             them. Width: stories that state it, not money; donors whom one story names for one thing share its width. Numbers: \
             different stories. Colour and stripes: the donor.{}",
            pick.filters()
        ),
        key: Vec::new(),
        source: pick.facts.source("consort explain DONOR funds"),
    };
    let links = drawing.links();
    let node = |(layer, name, stories): (Layer, String, BTreeSet<DocumentId>)| FlowNode {
        name,
        layer,
        count: stories.len() as u64,
    };
    let nodes: Vec<FlowNode> = drawing.nodes.into_iter().map(node).collect();
    Some(plot::flow(&caption, &nodes, &links))
}

/// Who has a node of their own; the others share one.
struct Chosen<'a> {
    pick: &'a Pick<'a>,
    donors: BTreeSet<&'a EntityId>,
    receivers: BTreeSet<Receiver>,
}

impl Chosen<'_> {
    fn is_fund(&self, id: &EntityId) -> bool {
        self.pick.class(id) == Some(Class::Donor)
    }

    /// The nodes between which a gift is drawn.
    fn ends(&self, donor: &EntityId, receiver: Receiver) -> [(Layer, String); 2] {
        let label = |id: &EntityId| self.pick.names.label(id);
        let from_fund = self.is_fund(donor);
        let from = match from_fund {
            true => (Layer::Fund, label(donor)),
            false if self.donors.contains(donor) => (Layer::Donor, label(donor)),
            false => (Layer::Donor, "other donors".to_owned()),
        };
        let known = self.receivers.contains(&receiver);
        let name = match receiver {
            Receiver::Entity(id) if self.is_fund(&id) && !from_fund => {
                return [from, (Layer::Fund, label(&id))];
            }
            Receiver::Entity(id) if known => label(&id),
            Receiver::Entity(_) => "others".to_owned(),
            Receiver::Activities(id) if known => format!("activities of {}", label(&id)),
            Receiver::Activities(_) => "other activities".to_owned(),
            Receiver::Unnamed => "activities whose organiser is not named".to_owned(),
        };
        [from, (Layer::Receiver, name)]
    }
}

/// Who organises the activity that a story reports: a programme before a body, then who organises most, one a story, so that no
/// story is counted twice.
fn organisers(pick: &Pick<'_>) -> BTreeMap<DocumentId, EntityId> {
    let exclude = &pick.facts.options.cooccur.exclude;
    let mut stories: BTreeMap<&EntityId, usize> = BTreeMap::new();
    let mut stated: BTreeMap<&DocumentId, Vec<&EntityId>> = BTreeMap::new();
    let organize = pick.facts.claims().iter().filter(|claim| {
        claim.predicate == Predicate::Organizes
            && claim.status() == Status::Asserted
            && !exclude.contains(&claim.subject)
    });
    for claim in organize {
        let Object::Event(story) = &claim.object else { continue };
        *stories.entry(&claim.subject).or_default() += 1;
        stated.entry(story).or_default().push(&claim.subject);
    }
    let first = |ids: Vec<&EntityId>| {
        let is_programme = |id: &EntityId| pick.class(id) == Some(Class::Programme);
        ids.into_iter().min_by_key(|id| (!is_programme(id), Reverse(stories[*id]), *id)).cloned()
    };
    stated.into_iter().filter_map(|(story, ids)| Some((story.clone(), first(ids)?))).collect()
}

pub(super) fn matrix(pick: &Pick<'_>) -> Option<String> {
    let mut cells: BTreeMap<(String, String), BTreeSet<DocumentId>> = BTreeMap::new();
    let nowhere = "no country given";
    let mut inferred = BTreeSet::new();
    for gift in pick.facts.gifts() {
        for document in &gift.documents {
            let countries = pick.facts.countries.get(document);
            let mut places: Vec<String> =
                countries.into_iter().flatten().map(|id| pick.names.label(id)).collect();
            if places.is_empty() {
                let country = pick.facts.inferred.get(document);
                inferred.extend(country.map(|_| document.clone()));
                places.push(country.map_or(nowhere.to_owned(), |id| pick.names.label(id)));
            }
            for place in places {
                let key = (pick.names.label(&gift.donor), place);
                cells.entry(key).or_default().insert(document.clone());
            }
        }
    }
    let top = pick.facts.options.top.unwrap_or(24);
    let rows = heaviest(cells.iter().map(|((d, _), docs)| (d.clone(), docs.len())), top);
    let mut columns = heaviest(cells.iter().map(|((_, c), docs)| (c.clone(), docs.len())), 22);
    if rows.is_empty() {
        return None;
    }
    // What has no country is no country: it stands last.
    sort_by_key(&mut columns, |c| c == nowhere);
    let documents = |row: &String, column: &String| {
        cells.get(&(row.clone(), column.clone())).into_iter().flatten()
    };
    let count = |row, column| documents(row, column).count() as u64;
    // A story with several countries or donors is one story.
    let different = |found: BTreeSet<&DocumentId>| found.len() as u64;
    let of_row = |row| columns.iter().flat_map(|column| documents(row, column)).collect();
    let of_column = |column| rows.iter().flat_map(|row| documents(row, column)).collect();
    let grid = Grid {
        cells: rows.iter().map(|r| columns.iter().map(|c| count(r, c)).collect()).collect(),
        row_totals: rows.iter().map(|row| different(of_row(row))).collect(),
        column_totals: columns.iter().map(|column| different(of_column(column))).collect(),
        rows: rows.clone(),
        columns: columns.clone(),
    };
    let inferred = match inferred.len() {
        0 => String::new(),
        n => format!(" Of {n} stories without one, the country they name most was taken."),
    };
    let caption = Caption {
        title: "Which donor pays where".to_owned(),
        subtitle: format!(
            "Stories that say a donor funds something, by the countries of their datelines. A story with several \
             countries or donors counts in each, and once under all.{inferred}{}",
            pick.filters()
        ),
        key: Vec::new(),
        source: pick.facts.source("consort explain DONOR funds"),
    };
    Some(plot::matrix(&caption, &grid))
}
