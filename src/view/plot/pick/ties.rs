//! Pictures of who is named together: the network and the heat map.
//!
//! In: the ties of the stories. Out: drawings of the strongest. Never: a community of what is drawn alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Class, EntityId, Tie, community_name, sort_by, sort_by_key};
use crate::network::{LeidenOptions, tie_communities};
use crate::view::plot::pick::wording::Pick;
use crate::view::plot::{self, Caption, Grid, NetworkEdge, NetworkNode};

/// Entities of a set of ties, strongest first, and their strengths in distinct sentences.
fn by_strength(ties: &[Tie]) -> Vec<(EntityId, u64)> {
    let mut strength: BTreeMap<&EntityId, u64> = BTreeMap::new();
    for tie in ties {
        *strength.entry(&tie.a).or_default() += tie.distinct_sentences;
        *strength.entry(&tie.b).or_default() += tie.distinct_sentences;
    }
    let mut all: Vec<(EntityId, u64)> =
        strength.into_iter().map(|(id, s)| (id.clone(), s)).collect();
    sort_by(&mut all, |x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    all
}

pub(super) fn network(pick: &Pick<'_>) -> Option<String> {
    let ties = pick.facts.ties();
    let ranked = by_strength(&ties);
    if ranked.is_empty() {
        return None;
    }
    let groups = communities(pick, &ties);
    let top = pick.facts.options.top.unwrap_or(70);
    let nodes: Vec<(EntityId, u64)> = ranked.iter().take(top).cloned().collect();
    let index: BTreeMap<&EntityId, usize> =
        nodes.iter().enumerate().map(|(i, (id, _))| (id, i)).collect();
    let edges = edges(&ties, &index);
    let (order, legend) = legend(pick, &nodes, &groups);
    let drawn: Vec<NetworkNode> = nodes
        .iter()
        .map(|(id, strength)| NetworkNode {
            name: pick.short(id),
            label: pick.names.label(id),
            class: pick.class(id).unwrap_or(Class::Organisation),
            strength: *strength as f64,
            community: order.get(&groups[id]).copied(),
        })
        .collect();
    let caption = Caption {
        title: "Who is named together".to_owned(),
        subtitle: format!(
            "The {} strongest of {} names and {} of their {} ties. Size: sum of ties. Width: different {} that name \
             both. Colour: community (Leiden, modularity).{}",
            nodes.len(),
            ranked.len(),
            edges.len(),
            ties.iter().filter(|t| index.contains_key(&t.a) && index.contains_key(&t.b)).count(),
            pick.window(),
            pick.filters()
        ),
        key: pick.key(nodes.iter().map(|(id, _)| id)),
        source: pick.facts.source(&pick.explain_pair()),
    };
    Some(plot::network(&caption, &drawn, &edges, &legend))
}

/// The strongest tie of every node, and then the strongest of all, as many as the eye can follow.
fn edges(ties: &[Tie], index: &BTreeMap<&EntityId, usize>) -> Vec<NetworkEdge> {
    let most = index.len() * 3;
    let mut met = BTreeSet::new();
    let mut first = Vec::new();
    let mut rest = Vec::new();
    for tie in ties {
        let (Some(&a), Some(&b)) = (index.get(&tie.a), index.get(&tie.b)) else { continue };
        let edge = NetworkEdge { a, b, weight: tie.distinct_sentences as f64 };
        let new = met.insert(a) | met.insert(b);
        if new { first.push(edge) } else { rest.push(edge) }
    }
    rest.truncate(most.saturating_sub(first.len()));
    first.extend(rest);
    first
}

/// The community of every entity, over the whole network, not only what is drawn.
fn communities(pick: &Pick<'_>, ties: &[Tie]) -> BTreeMap<EntityId, usize> {
    let options = LeidenOptions { seed: pick.facts.options.seed, ..LeidenOptions::default() };
    let (network, found) = tie_communities(ties, &options);
    network.nodes().map(|i| (network.id(i).clone(), found.of[i as usize])).collect()
}

/// Communities in order of their strength, up to as many as there are colours, each named by its strongest members.
fn legend(
    pick: &Pick<'_>,
    nodes: &[(EntityId, u64)],
    groups: &BTreeMap<EntityId, usize>,
) -> (BTreeMap<usize, usize>, Vec<String>) {
    let mut members: BTreeMap<usize, (u64, Vec<&EntityId>)> = BTreeMap::new();
    for (id, strength) in nodes {
        let group = members.entry(groups[id]).or_default();
        group.0 += strength;
        group.1.push(id);
    }
    let mut ordered: Vec<_> = members.into_iter().collect();
    sort_by(&mut ordered, |x, y| y.1.0.cmp(&x.1.0).then(x.0.cmp(&y.0)));
    ordered.truncate(9);
    let order = ordered.iter().enumerate().map(|(i, (g, _))| (*g, i)).collect();
    let legend = ordered
        .iter()
        .map(|(_, (_, ids))| community_name(ids.iter().take(3).map(|id| pick.short(id)), ids.len()))
        .collect();
    (order, legend)
}

pub(super) fn heat_map(pick: &Pick<'_>) -> Option<String> {
    let ties = pick.facts.ties();
    let ranked = by_strength(&ties);
    let top = pick.facts.options.top.unwrap_or(26);
    let mut ids: Vec<EntityId> = ranked.iter().take(top).map(|(id, _)| id.clone()).collect();
    if ids.is_empty() {
        return None;
    }
    let groups = communities(pick, &ties);
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, id) in ids.iter().enumerate() {
        first.entry(groups[id]).or_insert(place);
    }
    // Members of one community stand side by side; the sort is stable, so the strongest come first.
    sort_by_key(&mut ids, |id| first[&groups[id]]);
    let index: BTreeMap<&EntityId, usize> = ids.iter().enumerate().map(|(i, id)| (id, i)).collect();
    let mut cells = vec![vec![0; ids.len()]; ids.len()];
    for tie in &ties {
        if let (Some(&a), Some(&b)) = (index.get(&tie.a), index.get(&tie.b)) {
            cells[a][b] = tie.distinct_sentences;
            cells[b][a] = tie.distinct_sentences;
        }
    }
    let grid = Grid {
        rows: ids.iter().map(|id| pick.names.label(id)).collect(),
        columns: ids.iter().map(|id| pick.short(id)).collect(),
        cells,
        ..Grid::default()
    };
    let caption = Caption {
        title: "The strongest pairs".to_owned(),
        subtitle: format!(
            "How many different {} name both, for the {} strongest of {} names; communities stand side by side.{}",
            pick.window(),
            ids.len(),
            ranked.len(),
            pick.filters()
        ),
        key: pick.key(&ids),
        source: pick.facts.source(&pick.explain_pair()),
    };
    Some(plot::heat_map(&caption, &grid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::network::{Weight, communities, from_ties, standings};
    use crate::view::names::Names;
    use crate::view::plot::{Facts, Picture, PlotOptions, draw};

    /// A body that one sentence, printed again and again, ties to one group, and different sentences to another.
    fn torn() -> Facts {
        let mut sentences = vec!["[x] took part in a meeting with [a] on money.".to_owned(); 12];
        for (one, other) in [("a", "b"), ("a", "c"), ("b", "c"), ("p", "q"), ("p", "r"), ("q", "r")]
        {
            let said =
                ["met {}", "wrote to {} again", "and a guest from {} spoke", "trained with {}"];
            let said = said.map(|said| said.replace("{}", &format!("[{other}]")));
            sentences.extend(said.map(|said| format!("[{one}] {said}.")));
        }
        let work =
            ["paid for goods of", "opened a port beside", "held a fair at the seat of", "thanked"];
        sentences.extend(work.map(|work| format!("[x] {work} [p].")));
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let mut facts = Facts::new(PlotOptions { top: Some(6), ..PlotOptions::default() });
        facts.add(&story(Sample::new("one").paragraph(&sentences)));
        facts
    }

    #[test]
    fn one_colour_is_one_community_of_the_whole_network() {
        let facts = torn();
        let svg = draw(Picture::Network, &facts, &Names::default()).unwrap();
        let circles =
            svg.lines().filter(|line| line.starts_with("<circle") && line.contains("<title>"));
        let drawn: Vec<(&str, &str)> = circles
            .filter_map(|line| {
                let (_, fill) = line.split_once("fill=\"")?;
                let (_, name) = line.split_once("<title>")?;
                Some((name.split_once(':')?.0, fill.split_once('"')?.0))
            })
            .collect();
        assert_eq!(drawn.len(), 6, "{svg}");
        let ties = facts.ties();
        let divide = |weight| {
            let network = from_ties(&ties, weight, 0.0);
            let found = communities(&network, &LeidenOptions::default()).of;
            let of = |node: u32| (network.id(node).to_string(), found[node as usize]);
            network.nodes().map(of).collect::<BTreeMap<String, usize>>()
        };
        let (found, other) = (divide(Weight::Count), divide(Weight::Distinct));
        assert_eq!((found["x"] == found["a"], other["x"] == other["a"]), (true, false));
        for (one, colour) in &drawn {
            for (other, other_colour) in &drawn {
                let same = found[*one] == found[*other];
                assert_eq!(colour == other_colour, same, "{one} and {other}");
            }
        }
        let graph = standings(&ties, &str::to_owned);
        for entity in graph.entities {
            assert_eq!(entity.community, found[&*entity.entity], "{}", entity.entity);
        }
    }
}
