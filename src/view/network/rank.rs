//! Who is central, as a table.
//!
//! In: a ranking. Out: rows. Never: a rank without its measures.

use crate::network::{Network, Ranking};
use crate::view::table::{Cell, Table};

/// One row a node: its place, its label, the measures, its id; at most `top` rows.
///
/// ```
/// use consort::network::{Centrality, CentralityOptions, Direction, rank_nodes, read_edge_list};
/// use consort::view::network::rank_table;
/// let network = read_edge_list("a,b,3\na,c\n".as_bytes(), Direction::Undirected)?.output;
/// let ranking = rank_nodes(&network, &[Centrality::Strength], &CentralityOptions::default());
/// let mut csv = Vec::new();
/// rank_table(&network, &ranking, &str::to_uppercase, Some(1), 4).write_csv(&mut csv)?;
/// assert_eq!(String::from_utf8(csv)?, "rank,name,strength,id\n1,A,4,a\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn rank_table(
    network: &Network,
    ranking: &Ranking,
    label: &dyn Fn(&str) -> String,
    top: Option<usize>,
    digits: usize,
) -> Table {
    let names = ranking.columns.iter().map(|(measure, _)| measure.name());
    let mut table = Table::new(["rank", "name"].into_iter().chain(names).chain(["id"]));
    for (i, node) in ranking.order.iter().take(top.unwrap_or(usize::MAX)).enumerate() {
        let id = network.id(*node);
        let mut row = vec![Cell::integer(i as u64 + 1), Cell::text(label(id))];
        for (_, column) in &ranking.columns {
            row.push(number(&column.values, *node, digits));
        }
        row.push(Cell::text(&**id));
        table.push(row);
    }
    table
}

/// One value of a column, as a whole number where all of the column are.
fn number(column: &[f64], node: u32, digits: usize) -> Cell {
    let value = column[node as usize];
    if column.iter().all(|value| value.fract() == 0.0) {
        Cell::integer(value as u64)
    } else {
        Cell::significant(value, digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Centrality, CentralityOptions, Direction, rank_nodes};

    #[test]
    fn rows_carry_place_label_measures_and_id() {
        let links = [("b", "c", 2.0), ("a", "c", 2.0), ("c", "d", 5.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Undirected);
        let measures = [Centrality::Strength, Centrality::PageRank];
        let ranking = rank_nodes(&network, &measures, &CentralityOptions::default());
        let mut csv = Vec::new();
        let table = rank_table(&network, &ranking, &str::to_uppercase, Some(3), 4);
        table.write_csv(&mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "rank,name,strength,pagerank,id\n1,C,9,0.4797,c\n2,D,5,0.2640,d\n3,A,2,0.1281,a\n"
        );
    }
}
