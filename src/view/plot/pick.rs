//! Picks what each picture draws, and says so in its caption.
//!
//! In: [`Facts`] and names. Out: drawings. Never: more than a reader can take in; what is left out is counted in the caption.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{
    Argument, Class, DocumentId, EntityId, PartialDate, Tie, Window, community_name,
};
use crate::network::{LeidenOptions, tie_communities};
use crate::view::names::Names;
use crate::view::plot::facts::Gift;
use crate::view::plot::{
    Caption, Facts, FlowLink, FlowNode, Grid, Layer, NetworkEdge, NetworkNode, Timeline,
    TimelineRow, flow, heat_map, matrix, network, timeline,
};

/// A timeline of more months is drawn by years: three years and a month.
const MOST_MONTHS: usize = 37;

/// The pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Who is named together, as a network.
    Network,
    /// The strongest pairs, as a heat map.
    HeatMap,
    /// Who funds what, through whom.
    Flow,
    /// Who is in the news when.
    Timeline,
    /// Which donor pays where.
    Matrix,
}

impl Picture {
    /// All of them, in the order of a report.
    pub const ALL: [Picture; 5] =
        [Picture::Network, Picture::HeatMap, Picture::Flow, Picture::Timeline, Picture::Matrix];

    /// The name on the command line and of the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Picture::Network => "network",
            Picture::HeatMap => "heatmap",
            Picture::Flow => "flow",
            Picture::Timeline => "timeline",
            Picture::Matrix => "matrix",
        }
    }
}

/// Draws a picture as SVG; `None` when the stories hold nothing that it shows.
///
/// ```
/// use consort::view::names::Names;
/// use consort::view::plot::{Facts, Picture, PlotOptions, draw};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut facts = Facts::new(PlotOptions::default());
/// stories.iter().for_each(|story| facts.add(story));
/// let svg = draw(Picture::Network, &facts, &Names::default()).expect("three names are tied");
/// assert!(svg.starts_with("<svg") && svg.contains("unodc — who: 2"));
/// assert!(draw(Picture::Flow, &facts, &Names::default()).is_none()); // nobody pays
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn draw(picture: Picture, facts: &Facts, names: &Names) -> Option<String> {
    let pick = Pick { facts, names };
    match picture {
        Picture::Network => pick.network(),
        Picture::HeatMap => pick.heat_map(),
        Picture::Flow => pick.flow(),
        Picture::Timeline => pick.timeline(),
        Picture::Matrix => pick.matrix(),
    }
}

struct Pick<'a> {
    facts: &'a Facts,
    names: &'a Names,
}

/// Entities of a set of ties, strongest first, and their strengths in distinct sentences.
fn by_strength(ties: &[Tie]) -> Vec<(EntityId, u64)> {
    let mut strength: BTreeMap<&EntityId, u64> = BTreeMap::new();
    for tie in ties {
        *strength.entry(&tie.a).or_default() += tie.distinct_sentences;
        *strength.entry(&tie.b).or_default() += tie.distinct_sentences;
    }
    let mut all: Vec<(EntityId, u64)> =
        strength.into_iter().map(|(id, s)| (id.clone(), s)).collect();
    all.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    all
}

impl Pick<'_> {
    /// The name to print where there is little room: the abbreviation of a body that has one.
    fn short(&self, id: &str) -> String {
        let Some(entity) = self.names.get(id) else { return id.to_owned() };
        match self.names.abbreviation(id) {
            Some(abbreviation) if entity.class != Class::Country => abbreviation.to_owned(),
            _ => entity.label.clone(),
        }
    }

    fn class(&self, id: &str) -> Option<Class> {
        self.names.get(id).map(|e| e.class)
    }

    fn window(&self) -> String {
        match self.facts.options.cooccur.window {
            Window::Sentences(k) => format!("runs of {k} sentences"),
            window => format!("{window}s"),
        }
    }

    /// The command that prints the sentences behind a tie.
    fn explain_pair(&self) -> String {
        match self.facts.options.cooccur.window {
            Window::Sentence => "consort explain A B".to_owned(),
            window => format!("consort explain A B --window {window}"),
        }
    }

    fn network(&self) -> Option<String> {
        let ties = self.facts.ties();
        let ranked = by_strength(&ties);
        if ranked.is_empty() {
            return None;
        }
        let groups = self.communities(&ties);
        let top = self.facts.options.top.unwrap_or(70);
        let nodes: Vec<(EntityId, u64)> = ranked.iter().take(top).cloned().collect();
        let index: BTreeMap<&EntityId, usize> =
            nodes.iter().enumerate().map(|(i, (id, _))| (id, i)).collect();
        let edges = self.edges(&ties, &index);
        let (order, legend) = self.legend(&nodes, &groups);
        let drawn: Vec<NetworkNode> = nodes
            .iter()
            .map(|(id, strength)| NetworkNode {
                name: self.short(id),
                label: self.names.label(id),
                strength: *strength as f64,
                community: order.get(&groups[id]).copied(),
            })
            .collect();
        let caption = Caption {
            title: "Who is named together".to_owned(),
            subtitle: format!(
                "The {} strongest of {} names and {} of their {} ties. Size: sum of ties. Width: different {} that name \
                 both. Colour: community (Leiden, modularity).",
                nodes.len(),
                ranked.len(),
                edges.len(),
                ties.iter()
                    .filter(|t| index.contains_key(&t.a) && index.contains_key(&t.b))
                    .count(),
                self.window()
            ),
            source: self.facts.source(&self.explain_pair()),
        };
        Some(network(&caption, &drawn, &edges, &legend))
    }

    /// The strongest tie of every node, and then the strongest of all, as many as the eye can follow.
    fn edges(&self, ties: &[Tie], index: &BTreeMap<&EntityId, usize>) -> Vec<NetworkEdge> {
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
    fn communities(&self, ties: &[Tie]) -> BTreeMap<EntityId, usize> {
        let options = LeidenOptions { seed: self.facts.options.seed, ..LeidenOptions::default() };
        let (network, found) = tie_communities(ties, &options);
        network.nodes().map(|i| (network.id(i).clone(), found.of[i as usize])).collect()
    }

    /// Communities in order of their strength, up to as many as there are colours, each named by its strongest members.
    fn legend(
        &self,
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
        ordered.sort_by(|x, y| y.1.0.cmp(&x.1.0).then(x.0.cmp(&y.0)));
        ordered.truncate(9);
        let order = ordered.iter().enumerate().map(|(i, (g, _))| (*g, i)).collect();
        let legend = ordered
            .iter()
            .map(|(_, (_, ids))| {
                community_name(ids.iter().take(3).map(|id| self.short(id)), ids.len())
            })
            .collect();
        (order, legend)
    }

    fn heat_map(&self) -> Option<String> {
        let ties = self.facts.ties();
        let ranked = by_strength(&ties);
        let top = self.facts.options.top.unwrap_or(26);
        let mut ids: Vec<EntityId> = ranked.iter().take(top).map(|(id, _)| id.clone()).collect();
        if ids.is_empty() {
            return None;
        }
        let groups = self.communities(&ties);
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, id) in ids.iter().enumerate() {
            first.entry(groups[id]).or_insert(place);
        }
        // Members of one community stand side by side; the sort is stable, so the strongest come first.
        ids.sort_by_key(|id| first[&groups[id]]);
        let index: BTreeMap<&EntityId, usize> =
            ids.iter().enumerate().map(|(i, id)| (id, i)).collect();
        let mut cells = vec![vec![0; ids.len()]; ids.len()];
        for tie in &ties {
            if let (Some(&a), Some(&b)) = (index.get(&tie.a), index.get(&tie.b)) {
                cells[a][b] = tie.distinct_sentences;
                cells[b][a] = tie.distinct_sentences;
            }
        }
        let grid = Grid {
            rows: ids.iter().map(|id| self.names.label(id)).collect(),
            columns: ids.iter().map(|id| self.short(id)).collect(),
            cells,
            ..Grid::default()
        };
        let caption = Caption {
            title: "The strongest pairs".to_owned(),
            subtitle: format!(
                "How many different {} name both, for the {} strongest of {} names; communities stand side by side.",
                self.window(),
                ids.len(),
                ranked.len()
            ),
            source: self.facts.source(&self.explain_pair()),
        };
        Some(heat_map(&caption, &grid))
    }

    fn flow(&self) -> Option<String> {
        let gifts = self.facts.gifts();
        let top = self.facts.options.top.unwrap_or(18);
        let mut nodes: Vec<FlowNode> = Vec::new();
        let mut indices: BTreeMap<(Layer, String), usize> = BTreeMap::new();
        let mut links: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let donors = self.largest(&gifts, top, |g| Some(&g.donor));
        let receivers = self.largest(&gifts, top, |g| g.receiver.entity());
        for gift in &gifts {
            let from = match self.class(&gift.donor) {
                Some(Class::Donor) => (Layer::Fund, self.names.label(&gift.donor)),
                _ if donors.contains(&gift.donor) => (Layer::Donor, self.names.label(&gift.donor)),
                _ => (Layer::Donor, "other donors".to_owned()),
            };
            let to = match &gift.receiver {
                Argument::Story => {
                    (Layer::Receiver, "activities that the stories report".to_owned())
                }
                Argument::Entity(id)
                    if self.class(id) == Some(Class::Donor) && from.0 == Layer::Donor =>
                {
                    (Layer::Fund, self.names.label(id))
                }
                Argument::Entity(id) if receivers.contains(id) => {
                    (Layer::Receiver, self.names.label(id))
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
            source: self.facts.source("consort explain DONOR funds"),
        };
        Some(flow(&caption, &nodes, &links))
    }

    /// The ids with the most documents behind their gifts.
    fn largest<'a>(
        &self,
        gifts: &'a [Gift],
        top: usize,
        key: impl Fn(&'a Gift) -> Option<&'a EntityId>,
    ) -> BTreeSet<&'a EntityId> {
        let mut sums: BTreeMap<&EntityId, usize> = BTreeMap::new();
        for gift in gifts {
            if let Some(key) = key(gift) {
                *sums.entry(key).or_default() += gift.documents.len();
            }
        }
        let mut ranked: Vec<(&EntityId, usize)> = sums.into_iter().collect();
        ranked.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(y.0)));
        ranked.into_iter().take(top).map(|(id, _)| id).collect()
    }

    fn timeline(&self) -> Option<String> {
        let (&first, &last) = (self.facts.months.keys().next()?, self.facts.months.keys().last()?);
        let (periods, by_year) = periods(first, last);
        let period =
            |month: PartialDate| if by_year { PartialDate::year(month.year) } else { month };
        let counts = |months: &BTreeMap<PartialDate, u64>| -> Vec<u64> {
            let mut sums = vec![0; periods.len()];
            for (month, count) in months {
                if let Ok(i) = periods.binary_search(&period(*month)) {
                    sums[i] += count;
                }
            }
            sums
        };
        let classes = &self.facts.options.cooccur.classes;
        let mut rows: Vec<(u64, &EntityId, Class, Vec<u64>)> = self
            .facts
            .named
            .iter()
            .filter(|(_, (class, _))| classes.contains(class))
            .map(|(id, (class, months))| (months.values().sum(), id, *class, counts(months)))
            .collect();
        rows.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(y.1)));
        rows.truncate(self.facts.options.top.unwrap_or(20));
        let data = Timeline {
            periods: periods.iter().copied().map(period_name).collect(),
            stories: counts(&self.facts.months),
            rows: rows
                .into_iter()
                .map(|(_, id, class, counts)| TimelineRow {
                    name: self.names.label(id),
                    kind: Class::ALL.iter().position(|c| *c == class).unwrap_or_default(),
                    counts,
                })
                .collect(),
            kinds: Class::ALL.iter().map(ToString::to_string).collect(),
        };
        let undated = self.facts.stories - self.facts.months.values().sum::<u64>();
        let undated = match undated {
            0 => String::new(),
            n => format!(" {n} stories without a month are not shown."),
        };
        let caption = Caption {
            title: "Who is in the news when".to_owned(),
            subtitle: format!(
                "Stories by {} of their dateline; each circle counts the stories that name somebody.{undated}",
                if by_year { "year" } else { "month" }
            ),
            source: self.facts.source("consort explain A --named"),
        };
        Some(timeline(&caption, &data))
    }

    fn matrix(&self) -> Option<String> {
        let mut cells: BTreeMap<(String, String), BTreeSet<DocumentId>> = BTreeMap::new();
        let nowhere = "no country given";
        let mut inferred = BTreeSet::new();
        for gift in self.facts.gifts() {
            for document in &gift.documents {
                let countries = self.facts.countries.get(document);
                let mut places: Vec<String> =
                    countries.into_iter().flatten().map(|id| self.names.label(id)).collect();
                if places.is_empty() {
                    let country = self.facts.inferred.get(document);
                    inferred.extend(country.map(|_| document.clone()));
                    places.push(country.map_or(nowhere.to_owned(), |id| self.names.label(id)));
                }
                for place in places {
                    let key = (self.names.label(&gift.donor), place);
                    cells.entry(key).or_default().insert(document.clone());
                }
            }
        }
        let top = self.facts.options.top.unwrap_or(24);
        let rows = heaviest(cells.iter().map(|((d, _), docs)| (d.clone(), docs.len())), top);
        let mut columns = heaviest(cells.iter().map(|((_, c), docs)| (c.clone(), docs.len())), 22);
        if rows.is_empty() {
            return None;
        }
        // What has no country is no country: it stands last.
        columns.sort_by_key(|c| c == nowhere);
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
            source: self.facts.source("consort explain DONOR funds"),
        };
        Some(matrix(&caption, &grid))
    }
}

/// The names with the largest sums, largest first.
fn heaviest(counts: impl Iterator<Item = (String, usize)>, top: usize) -> Vec<String> {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for (name, count) in counts {
        *sums.entry(name).or_default() += count;
    }
    let mut ranked: Vec<(String, usize)> = sums.into_iter().collect();
    ranked.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    ranked.into_iter().take(top).map(|(name, _)| name).collect()
}

/// All months from one to another, or all years where the months would not fit; and whether it is years.
fn periods(first: PartialDate, last: PartialDate) -> (Vec<PartialDate>, bool) {
    let months: Vec<PartialDate> = first.months_to(last).collect();
    match months.len() {
        0..=MOST_MONTHS => (months, false),
        _ => ((first.year..=last.year).map(PartialDate::year).collect(), true),
    }
}

/// `Dec 2020`, or the year alone.
fn period_name(period: PartialDate) -> String {
    let day = period.civil().filter(|_| period.month.is_some());
    day.map_or_else(|| period.to_string(), |day| day.strftime("%b %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::network::{Weight, communities, from_ties, standings};
    use crate::view::plot::PlotOptions;

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
        let circles = svg.lines().filter(|line| line.starts_with("<circle"));
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

    #[test]
    fn no_month_is_left_out() {
        let named = |first: &str, last: &str| {
            let (periods, by_year) = periods(first.parse().unwrap(), last.parse().unwrap());
            (periods.into_iter().map(period_name).collect::<Vec<_>>(), by_year)
        };
        let (months, by_year) = named("2019-11", "2020-02");
        assert_eq!(
            (months.join(" "), by_year),
            ("Nov 2019 Dec 2019 Jan 2020 Feb 2020".into(), false)
        );
        let (months, by_year) = named("2017-01", "2020-01");
        assert_eq!((months.len(), by_year), (37, false));
        let (years, by_year) = named("2017-01", "2020-02");
        assert_eq!((years.join(" "), by_year), ("2017 2018 2019 2020".into(), true));
    }
}
