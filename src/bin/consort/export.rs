//! `consort export`: the graph in another format.
//!
//! In: a graph. Out: the same bytes for the same graph, and a void.ttl beside a file. Never: half a file in place of a whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use consort::rdf::{
    Description, GraphName, Quad, Row, Syntax, Version, WriteOptions, Written, describe, mentions,
    write,
};
use consort::store::Snapshot;
use consort::{Class, Predicate};

use crate::args::{ExportArgs, ExportFormat};
use crate::graph::open;
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &ExportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let version = if args.rdf == "1.2" { Version::Rdf12 } else { Version::Rdf11 };
    let rows = rows(&snapshot, args.format)?;
    let options = WriteOptions { iris: snapshot.iris(), syntax: syntax(args.format), version };
    let written = match &args.out {
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let written = write(rows, &options, &mut out)?;
            out.flush()?;
            written
        }
        Some(path) => {
            let written = write_file(path, |out| Ok(write(rows, &options, out)?))?;
            if args.format != ExportFormat::Void && path.is_file() {
                let beside = path.with_file_name("void.ttl");
                let options = WriteOptions {
                    iris: snapshot.iris(),
                    syntax: Syntax::Turtle,
                    version: Version::Rdf11,
                };
                write_file(&beside, |out| {
                    Ok(write(describe(&description(&snapshot), snapshot.iris()), &options, out)?)
                })?;
            }
            say.line(&format!("{} statements in {}", written.statements, path.display()));
            written
        }
    };
    if written.replaced > 0 {
        let n = written.replaced;
        say.warning(&format!(
            "{n} control characters that XML cannot hold were replaced; other formats keep them"
        ));
    }
    Ok(Outcome::Done)
}

fn syntax(format: ExportFormat) -> Syntax {
    match format {
        ExportFormat::Turtle | ExportFormat::Void => Syntax::Turtle,
        ExportFormat::Trig => Syntax::TriG,
        ExportFormat::Nquads => Syntax::NQuads,
        ExportFormat::Ntriples => Syntax::NTriples,
        ExportFormat::Rdfxml => Syntax::RdfXml,
        ExportFormat::Jsonld => Syntax::JsonLd,
    }
}

/// The default graph, and for formats that can hold them the stories' own graphs.
fn rows(snapshot: &Snapshot, format: ExportFormat) -> anyhow::Result<Vec<Row>> {
    if format == ExportFormat::Void {
        return Ok(describe(&description(snapshot), snapshot.iris())
            .into_iter()
            .map(Row::from)
            .collect());
    }
    let triples =
        snapshot.triples()?.map(|t| t.map(|t| Row::from(t.in_graph(GraphName::DefaultGraph))));
    let mut rows: Vec<Row> = triples.collect::<Result<_, _>>()?;
    if syntax(format).has_graphs() {
        for record in snapshot.records()? {
            let quads: Vec<Quad> = mentions(&record?, snapshot.iris());
            rows.extend(quads.into_iter().map(Row::from));
        }
    }
    Ok(rows)
}

/// Writes a file so that whoever reads it sees all of it or nothing; devices are written to as they are.
fn write_file(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<fs::File>) -> anyhow::Result<Written>,
) -> anyhow::Result<Written> {
    let place = || format!("cannot write {}", path.display());
    let device = path.exists() && !path.is_file();
    let mut target = path.as_os_str().to_owned();
    if !device {
        target.push(".tmp");
    }
    let target = PathBuf::from(target);
    let mut out = BufWriter::new(fs::File::create(&target).with_context(place)?);
    let written = fill(&mut out).and_then(|written| {
        out.flush()?;
        Ok(written)
    });
    match written {
        Ok(written) => {
            if !device {
                fs::rename(&target, path).with_context(place)?;
            }
            Ok(written)
        }
        Err(error) => {
            if !device {
                // Nothing can be done about a leftover, and the first error is the one to report.
                let _ = fs::remove_file(&target);
            }
            Err(error).with_context(place)
        }
    }
}

fn description(snapshot: &Snapshot) -> Description {
    let manifest = snapshot.manifest();
    let counts = &manifest.counts;
    Description {
        title: "Who works with whom".to_owned(),
        version: manifest.consort.clone(),
        triples: counts.triples,
        documents: counts.stories,
        entities: Class::ALL
            .iter()
            .map(|c| {
                let of = |by_class: &BTreeMap<String, usize>| by_class.get(c.name()).copied();
                (*c, of(&counts.entities).unwrap_or(0) + of(&counts.provisional).unwrap_or(0))
            })
            .filter(|(_, n)| *n > 0)
            .collect(),
        claims: Predicate::ALL
            .iter()
            .filter_map(|p| Some((*p, *counts.predicates.get(p.name())?)))
            .collect(),
        run: None,
        created: None,
    }
}
