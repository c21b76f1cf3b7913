//! Pictures of who pays: the flow of money and the donors by country.
//!
//! In: the gifts that the stories state. Out: drawings of the largest. Never: an amount; a gift counts by its stories.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Argument, Class, DocumentId, EntityId, sort_by_key};
use crate::view::heaviest::heaviest;
use crate::view::plot::facts::Gift;
use crate::view::plot::pick::wording::Pick;
use crate::view::plot::{self, Caption, FlowLink, FlowNode, Grid, Layer};

pub(super) fn flow(pick: &Pick<'_>) -> Option<String> {
    let gifts = pick.facts.gifts();
    let top = pick.facts.options.top.unwrap_or(18);
    let mut nodes: Vec<FlowNode> = Vec::new();
    let mut indices: BTreeMap<(Layer, String), usize> = BTreeMap::new();
    let mut links: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let donors = largest(&gifts, top, |g| Some(&g.donor));
    let receivers = largest(&gifts, top, |g| g.receiver.entity());
    for gift in &gifts {
        let from = match pick.class(&gift.donor) {
            Some(Class::Donor) => (Layer::Fund, pick.names.label(&gift.donor)),
            _ if donors.contains(&gift.donor) => (Layer::Donor, pick.names.label(&gift.donor)),
            _ => (Layer::Donor, "other donors".to_owned()),
        };
        let to = match &gift.receiver {
            Argument::Story => (Layer::Receiver, "activities that the stories report".to_owned()),
            Argument::Entity(id)
                if pick.class(id) == Some(Class::Donor) && from.0 == Layer::Donor =>
            {
                (Layer::Fund, pick.names.label(id))
            }
            Argument::Entity(id) if receivers.contains(id) => {
                (Layer::Receiver, pick.names.label(id))
            }
            Argument::Entity(_) => (Layer::Receiver, "others".to_owned()),
        };
        let mut index = |(layer, name): (Layer, String)| {
            *indices.entry((layer, name.clone())).or_insert_with(|| {
                nodes.push(FlowNode { name, layer });
                nodes.len() - 1
            })
        };
        let ends = (index(from), index(to));
        *links.entry(ends).or_default() += gift.documents.len() as f64;
    }
    if links.is_empty() {
        return None;
    }
    let links: Vec<FlowLink> =
        links.into_iter().map(|((from, to), weight)| FlowLink { from, to, weight }).collect();
    let caption = Caption {
        title: "Who funds what".to_owned(),
        subtitle: "From donors through pooled funds to what they pay for. Width: stories that state it, not money."
            .to_owned(),
        source: pick.facts.source("consort explain DONOR funds"),
    };
    Some(plot::flow(&caption, &nodes, &links))
}

/// The ids with the most documents behind their gifts.
fn largest<'a>(
    gifts: &'a [Gift],
    top: usize,
    key: impl Fn(&'a Gift) -> Option<&'a EntityId>,
) -> BTreeSet<&'a EntityId> {
    let counts = gifts.iter().filter_map(|gift| Some((key(gift)?, gift.documents.len())));
    heaviest(counts, top).into_iter().collect()
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
             countries or donors counts in each, and once under all.{inferred}"
        ),
        source: pick.facts.source("consort explain DONOR funds"),
    };
    Some(plot::matrix(&caption, &grid))
}
