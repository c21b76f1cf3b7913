//! `consort export`: the same graph in every syntax, with the same bytes every time.

use std::collections::BTreeSet;
use std::fs;

use oxrdf::{GraphName, Quad};
use oxrdfio::{RdfFormat, RdfParser};

use crate::support::{FORMATS, Small, figure, manifest, on_archive};

#[test]
fn every_syntax_holds_the_same_triples() {
    let quads = parsed("nquads", RdfFormat::NQuads);
    let default: BTreeSet<String> = quads
        .iter()
        .filter(|q| q.graph_name == GraphName::DefaultGraph)
        .map(ToString::to_string)
        .collect();
    let all: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
    let void = on_archive(&["export", "--format", "void"]).code(0).out;
    assert!(
        void.contains(&format!("void:triples {} ;", default.len())),
        "{}: {void}",
        default.len()
    );
    let stats = on_archive(&["stats", "--json"]).code(0).json();
    let mentions = figure(&stats, "mentions").unwrap() as usize;
    assert!(all.len() >= default.len() + mentions, "{} quads, {mentions} mentions", all.len());
    for (name, format, whole) in [
        ("turtle", RdfFormat::Turtle, false),
        ("ntriples", RdfFormat::NTriples, false),
        ("rdfxml", RdfFormat::RdfXml, false),
        ("trig", RdfFormat::TriG, true),
        ("jsonld", RdfFormat::JsonLd { profile: Default::default() }, true),
    ] {
        let other: BTreeSet<String> =
            parsed(name, format).iter().map(ToString::to_string).collect();
        let expected = if whole { &all } else { &default };
        let lost: Vec<_> = expected.difference(&other).take(3).collect();
        let new: Vec<_> = other.difference(expected).take(3).collect();
        assert!(lost.is_empty() && new.is_empty(), "{name} lacks {lost:#?} and adds {new:#?}");
    }
}

#[test]
fn one_graph_a_story_and_no_triple_in_two_graphs() {
    let quads = parsed("nquads", RdfFormat::NQuads);
    let graphs: BTreeSet<String> = quads
        .iter()
        .filter(|q| q.graph_name != GraphName::DefaultGraph)
        .map(|q| q.graph_name.to_string())
        .collect();
    assert_eq!(graphs.len(), 110);
    let mut triples = BTreeSet::new();
    for quad in &quads {
        let triple = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
        assert!(triples.insert(triple), "in two graphs: {quad}");
        assert!(
            !quad.subject.is_blank_node() && !quad.object.is_blank_node(),
            "a blank node: {quad}"
        );
    }
}

#[test]
fn lines_are_sorted_so_that_the_file_is_canonical() {
    for format in ["nquads", "ntriples"] {
        let out = on_archive(&["export", "--format", format]).code(0).out;
        assert!(out.ends_with('\n'));
        let lines: Vec<&str> = out.lines().collect();
        let at = lines.windows(2).position(|pair| pair[0] >= pair[1]);
        assert_eq!(at, None, "{format} is not in order there");
    }
}

#[test]
fn turtle_reads_well_in_a_diff() {
    let out = on_archive(&["export"]).code(0).out;
    assert!(out.starts_with("@prefix") || out.starts_with("PREFIX"), "{}", &out[..80]);
    let longest = out.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(longest < 4000, "a line of {longest} characters: one object a line");
    assert!(out.lines().any(|line| line.starts_with("id:unodc")), "prefixed names are not used");
}

#[test]
fn every_claim_has_its_sentence() {
    let quads = parsed("nquads", RdfFormat::NQuads);
    let class = "<https://w3id.org/consort/ns#Assertion>";
    let claims: BTreeSet<String> = quads
        .iter()
        .filter(|q| q.object.to_string() == class)
        .map(|q| q.subject.to_string())
        .collect();
    let mut evidenced = BTreeSet::new();
    for quad in &quads {
        let predicate = quad.predicate.as_str().to_lowercase();
        if predicate.contains("evidence") || predicate.ends_with("wasderivedfrom") {
            evidenced.insert(quad.subject.to_string());
            evidenced.insert(quad.object.to_string());
        }
    }
    assert_eq!(Some(claims.len() as u64), figure(&manifest()["counts"], "claims"));
    let bare: Vec<_> = claims.difference(&evidenced).take(5).collect();
    assert!(bare.is_empty(), "claims without evidence: {bare:#?}");
}

#[test]
fn a_file_has_its_description_beside_it() {
    let small = Small::built();
    small.write("out/keep.txt", "");
    for (format, file) in [("turtle", "g.ttl"), ("nquads", "g.nq"), ("jsonld", "g.jsonld")] {
        let path = format!("out/{file}");
        let ran = small.run(&["export", "--format", format, "-o", &path]).code(0);
        assert_eq!(ran.out, "", "data went to standard output too");
        let stdout = small.run(&["export", "--format", format]).code(0).out;
        assert_eq!(fs::read_to_string(small.at(&path)).unwrap(), stdout, "{format}");
        let void = fs::read_to_string(small.at("out/void.ttl")).unwrap();
        assert!(void.contains("void:triples"), "{void}");
    }
    let mut names: Vec<_> = fs::read_dir(small.at("out"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["g.jsonld", "g.nq", "g.ttl", "keep.txt", "void.ttl"],
        "something is left over"
    );
}

#[test]
fn reifiers_on_request() {
    let small = Small::built();
    let ran = small.run(&["export", "--rdf", "1.2"]).code(0);
    assert!(ran.out.contains("rdf:reifies") && ran.out.contains("<<("), "{}", ran.shown());
    let plain = small.run(&["export"]).code(0);
    assert!(!plain.out.contains("reifies"), "rdflib cannot read RDF 1.2 yet, so it is no default");
    small.run(&["export", "--rdf", "1.2", "--format", "rdfxml"]).code(2).says(&["1.2", "turtle"]);
    small.run(&["export", "--rdf", "2.0"]).code(2).says(&["1.1", "1.2"]);
}

#[test]
fn no_graph_no_format_no_place() {
    let small = Small::new();
    for format in FORMATS {
        small.run(&["export", "--format", format]).code(2).says(&["graph", "consort build"]);
    }
    small.build(&[]).code(0);
    small.run(&["export", "--format", "turtel"]).code(2).says(&["turtle"]);
    small.run(&["export", "-o", "no/such/folder/g.ttl"]).code(2).says(&["no/such/folder"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let small = Small::built();
    for format in FORMATS {
        let ran = small.run(&["export", "--format", format, "-o", "/dev/full"]).code(2);
        ran.says(&["/dev/full"]).says_one_of(&["no space", "full"]);
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = crate::support::command(small.path(), &["export", "--format", format]);
        let status = command.stdout(full).stderr(std::process::Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{format} to a full standard output");
    }
    let made = std::path::Path::new("/dev/void.ttl").exists();
    if made {
        let _ = fs::remove_file("/dev/void.ttl");
    }
    assert!(!made, "a description was written beside an export that failed");
}

#[test]
fn the_moment_comes_from_outside_or_not_at_all() {
    let small = Small::built();
    small.run(&["export"]).code(0).prints(&["2020-09-13T12:26:40"]);
    let mut undated = crate::support::command(small.path(), &["build", "texts", "-o", "undated"]);
    undated.env_remove("SOURCE_DATE_EPOCH");
    crate::support::finish(undated, "").code(0);
    let turtle = small.run(&["export", "--graph", "undated"]).code(0).out;
    assert!(!turtle.contains("dcterms:created"), "a clock was read");
}

const NETWORK_FORMATS: [(&str, &[&str]); 8] = [
    ("graphml", &[]),
    ("gexf", &[]),
    ("dot", &[]),
    ("json", &[]),
    ("csv", &["edges.csv", "nodes.csv"]),
    ("neo4j", &["edges.csv", "nodes.csv"]),
    ("pajek", &["classes.clu", "network.net", "nodes.csv"]),
    ("vosviewer", &["map.txt", "network.txt"]),
];

#[test]
fn network_formats_write_one_file_or_a_folder() {
    let small = Small::built();
    for (format, files) in NETWORK_FORMATS {
        let ran = small.run(&["export", "--format", format]);
        if files.is_empty() {
            ran.code(0).prints(&["alpha-institute", "Betania Agency"]);
            small.run(&["export", "--format", format, "-o", "net"]).code(0).says(&["nodes"]);
            let again = small.run(&["export", "--format", format]).code(0).out;
            assert_eq!(fs::read_to_string(small.at("net")).unwrap(), again, "{format}");
        } else {
            ran.code(2).says(&[format, "-o"]);
            small.run(&["export", "--format", format, "-o", format]).code(0);
            let mut names: Vec<_> = fs::read_dir(small.at(format))
                .unwrap()
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            assert_eq!(names, files, "{format}");
        }
    }
}

#[test]
fn a_network_holds_what_cooccur_counts() {
    let network = on_archive(&["export", "--format", "json", "--min", "3"]).code(0).json();
    let args = ["cooccur", "--top", "0", "--min", "3", "--format", "json"];
    let pairs = on_archive(&args).code(0).json();
    let mut counted: Vec<_> = pairs
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["first_id"].to_string(), p["second_id"].to_string(), p["together"].to_string()))
        .collect();
    counted.sort();
    let edges: Vec<_> = network["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["source"].to_string(), e["target"].to_string(), e["weight"].to_string()))
        .collect();
    assert_eq!(edges, counted);
    let ends = network["edges"].as_array().unwrap().iter();
    let ends: BTreeSet<String> =
        ends.flat_map(|e| ["source", "target"].map(|end| e[end].to_string())).collect();
    let nodes = network["nodes"].as_array().unwrap().iter();
    let nodes: BTreeSet<String> = nodes.map(|node| node["id"].to_string()).collect();
    assert!(ends.is_subset(&nodes) && ends.contains("\"unodc\""));
    assert!(ends.len() < nodes.len(), "entities without an edge are nodes too");
}

#[test]
fn nodes_carry_their_measures_and_isolates_can_stay_behind() {
    let network = on_archive(&["export", "--format", "json"]).code(0).json();
    let linked = on_archive(&["export", "--format", "json", "--no-isolates"]).code(0).json();
    let nodes = |network: &serde_json::Value| network["nodes"].as_array().unwrap().clone();
    let first = nodes(&linked).into_iter().min_by_key(|n| n["rank"].as_u64().unwrap()).unwrap();
    assert_eq!((&first["id"], &first["rank"]), (&"unodc".into(), &1.into()));
    assert!(
        first["pagerank"].as_f64().unwrap() > 0.1 && first["betweenness"].as_f64().unwrap() > 0.1
    );
    assert!(nodes(&linked).len() < nodes(&network).len());
    let alone = |n: &&serde_json::Value| n["community"].is_null();
    assert_eq!(
        nodes(&network).iter().filter(alone).count(),
        nodes(&network).len() - nodes(&linked).len()
    );
    assert_eq!((&linked["edges"], &linked["links"]), (&network["edges"], &network["edges"]));
}

#[test]
fn weights_change_with_the_months() {
    let gexf = on_archive(&["export", "--format", "gexf", "--by", "month"]).code(0).out;
    let march = "start=\"2020-03-01\" end=\"2020-03-31\"";
    assert!(gexf.contains(&format!("<spell {march}/>")), "no spell of a month");
    assert!(gexf.contains("<attvalue for=\"weight\" value="), "no weight of a month");
    on_archive(&["export", "--format", "csv", "--by", "month"]).code(2).says(&["gexf", "--by"]);
    on_archive(&["export", "--by", "month"]).code(2).says(&["--by", "graphml"]);
}

#[test]
fn predicates_can_be_the_edges() {
    let args = ["export", "--format", "json", "--edges", "funds,partnersWith"];
    let network = on_archive(&args).code(0).json();
    assert_eq!(network["directed"], true);
    let edges = network["edges"].as_array().unwrap();
    let has = |source: &str, kind: &str, target: &str| {
        edges.iter().any(|e| e["source"] == source && e["kind"] == kind && e["target"] == target)
    };
    assert!(has("osce", "partnersWith", "unodc") && has("unodc", "partnersWith", "osce"));
    assert!(edges.iter().any(|e| e["kind"] == "funds"));
    on_archive(&["export", "--format", "json", "--edges", "pays"]).code(2).says(&["pays", "funds"]);
    on_archive(&["export", "--edges", "funds"]).code(2).says(&["--edges", "graphml"]);
}

/// The quads of the archive's export in one syntax.
#[test]
fn nodes_have_the_places_of_a_picture() {
    let json = on_archive(&["export", "--format", "json"]).code(0);
    assert_eq!(json.out, on_archive(&["export", "--format", "json"]).out, "not the same each time");
    let nodes = json.json()["nodes"].as_array().unwrap().clone();
    let mut places: Vec<(String, String)> =
        nodes.iter().map(|node| (node["x"].to_string(), node["y"].to_string())).collect();
    assert!(places.len() > 200 && places.iter().all(|(x, _)| x.parse::<f64>().is_ok()));
    places.sort();
    places.dedup();
    assert_eq!(places.len(), nodes.len(), "two nodes in one place");
    let gexf = on_archive(&["export", "--format", "gexf"]).code(0).out;
    assert_eq!(gexf.matches("<viz:position ").count(), nodes.len());
    let small = Small::built();
    small.run(&["export", "--positions"]).code(2).says(&["--positions", "networks"]);
    small.run(&["export", "--format", "vosviewer", "-o", "map"]).code(0);
    let map = fs::read_to_string(small.at("map/map.txt")).unwrap();
    assert!(map.starts_with("id\tlabel\tsublabel\tdescription\tx\ty\tcluster\t"), "{map}");
}

fn parsed(name: &str, format: RdfFormat) -> Vec<Quad> {
    let out = on_archive(&["export", "--format", name]).code(0).out;
    RdfParser::from_format(format)
        .for_slice(&out)
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{name} does not parse: {e}"))
}
