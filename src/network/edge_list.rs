//! Networks from a table of links that any program can write.
//!
//! In: CSV with a column for each end and perhaps a weight. Out: a network. Never: a line passed over in silence.

use std::io::Read;

use crate::base::{Warned, Warning};
use crate::network::graph::Ids;
use crate::network::{Direction, Network};

/// Why a list of links cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EdgeListError {
    /// The reader failed, or a line is no CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A line lacks an end, or its weight is no positive number.
    #[error("line {line}: {reason}")]
    Line {
        /// The line, from 1.
        line: u64,
        /// What is wrong, and the cure.
        reason: String,
    },
    /// There is no link.
    #[error("no link is in it; each line names two nodes and perhaps a weight: a,b,3")]
    Empty,
}

/// Column heads of the two ends and the weight, as Gephi, igraph, pandas and consort's own tables write them.
const HEADS: [&[&str]; 3] = [
    &["source", "from", "first_id", "first", "subject"],
    &["target", "to", "second_id", "second", "object"],
    &["weight", "count", "together", "value"],
];

/// Reads comma-separated links. Where the first line holds known column heads (`source,target,weight`), columns may stand
/// in any order; otherwise they are source, target and weight. A link without a weight weighs 1.
///
/// # Arguments
/// * `input`: UTF-8 text.
/// * `direction`: whether links have one.
///
/// # Returns
/// The network, and a warning when links from a node to itself were left out.
///
/// # Errors
/// With the line, where an end is missing or a weight is no positive number.
///
/// ```
/// use consort::network::{Direction, read_edge_list};
/// let read = read_edge_list("source,target,weight\nnor,who,2\nnor,nor,1\n".as_bytes(), Direction::Directed)?;
/// assert_eq!(read.output.n_links(), 1);
/// assert_eq!(read.warnings[0].to_string(), "line 3: 1 links from a node to itself are left out, the first here");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_edge_list(
    input: impl Read,
    direction: Direction,
) -> Result<Warned<Network>, EdgeListError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(input);
    let mut columns = None;
    let mut ids = Ids::default();
    let mut links = Vec::new();
    let (mut loops, mut first_loop) = (0_u64, 0);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        let columns = match columns {
            Some(columns) => columns,
            None => {
                let heads = heads(&record);
                columns = Some(heads.unwrap_or([0, 1, 2]));
                if heads.is_some() {
                    continue;
                }
                [0, 1, 2]
            }
        };
        let wrong = |reason| EdgeListError::Line { line, reason };
        let (a, b, weight) = link(&record, columns).map_err(wrong)?;
        if a == b {
            loops += 1;
            first_loop = if loops == 1 { line } else { first_loop };
        }
        let mut place = |name| ids.place_of(name).map_err(|error| wrong(error.to_string()));
        links.push((place(a)?, place(b)?, weight));
    }
    if links.is_empty() {
        return Err(EdgeListError::Empty);
    }
    let mut warnings = Vec::new();
    if loops > 0 {
        let message = format!("{loops} links from a node to itself are left out, the first here");
        warnings.push(Warning { place: format!("line {first_loop}"), message });
    }
    Ok(Warned { output: Network::from_places(ids.list, links, direction), warnings })
}

/// The columns of the ends and the weight, if the line is one of heads.
fn heads(record: &csv::StringRecord) -> Option<[usize; 3]> {
    let find = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| record.iter().position(|head| head.trim().eq_ignore_ascii_case(name)))
    };
    let [a, b, weight] = HEADS;
    Some([find(a)?, find(b)?, find(weight).unwrap_or(usize::MAX)])
}

fn link(
    record: &csv::StringRecord,
    [a, b, weight]: [usize; 3],
) -> Result<(&str, &str, f64), String> {
    let end = |column: usize, which: &str| {
        let name = record.get(column).map(str::trim).filter(|name| !name.is_empty());
        name.ok_or_else(|| format!("the {which} node is missing; write a,b or a,b,3"))
    };
    let weight = match record.get(weight).map(str::trim) {
        None | Some("") => 1.0,
        Some(text) => text
            .parse::<f64>()
            .ok()
            .filter(|weight| weight.is_finite() && *weight > 0.0)
            .ok_or_else(|| format!("{text:?} is no weight; give a number above 0"))?,
    };
    Ok((end(a, "first")?, end(b, "second")?, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, String> {
        let network = read_edge_list(text.as_bytes(), Direction::Directed);
        let Warned { output, warnings } = network.map_err(|e| e.to_string())?;
        let links =
            output.links().map(|(a, b, w)| format!("{} {} {w}", output.id(a), output.id(b)));
        Ok(links.chain(warnings.iter().map(ToString::to_string)).collect())
    }

    #[test]
    fn with_or_without_heads_and_weights() {
        for (text, expected) in [
            ("a,b,2\nb,c\n", vec!["a b 2", "b c 1"]),
            ("Weight,Target,Source\n0.5,b,a\n", vec!["a b 0.5"]),
            ("# made by hand\na, b ,2\n\na,b,3\n", vec!["a b 5"]),
            (
                "source,target\na,a\na,b\n",
                vec!["a b 1", "line 2: 1 links from a node to itself are left out, the first here"],
            ),
        ] {
            assert_eq!(read(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn errors_name_the_line_and_the_cure() {
        for (text, expected) in [
            ("a,b\nc\n", "line 2: the second node is missing; write a,b or a,b,3"),
            ("a,b,x\n", "line 1: \"x\" is no weight; give a number above 0"),
            ("a,b,1\na,c,-1\n", "line 2: \"-1\" is no weight; give a number above 0"),
            ("", "no link is in it; each line names two nodes and perhaps a weight: a,b,3"),
        ] {
            assert_eq!(read(text).unwrap_err(), expected, "{text}");
        }
    }
}
