//! Each format on one small network with labels that break careless writers.

use crate::base::sample::{Sample, story, tie};
use crate::base::{Class, Predicate};
use crate::merge::Claims;
use crate::merge::cooccur::{CooccurOptions, count};
use crate::view::export::{Format, NodeLink, Period, claims, nodes, spells, ties};

fn corpus() -> Vec<crate::base::Story> {
    let mut stories = vec![
        story(
            Sample::new("one")
                .date("2020-02")
                .paragraph(&["[unodc] and [wco] met.", "[osce] did not."])
                .says("unodc", Predicate::PartnersWith, "wco")
                .says("wco", Predicate::Supports, "unodc"),
        ),
        story(Sample::new("two").date("2020-03-05").paragraph(&["[wco] left [unodc]."])),
    ];
    let mention = &mut stories[0].extraction.mentions[2];
    let mut entity = (*mention.entity).clone();
    entity.label = "\"Quote\" & <tag>\\\tend".to_owned();
    mention.entity = entity.into();
    stories
}

fn together() -> NodeLink {
    let options = CooccurOptions::default();
    ties(&count(corpus(), &options), nodes(corpus(), &options))
}

fn stated(predicates: &[Predicate]) -> NodeLink {
    let mut found = Claims::new();
    corpus().iter().for_each(|story| found.add(story));
    claims(&found, predicates, 1, nodes(corpus(), &CooccurOptions::default()))
}

fn text(format: Format, file: usize, network: &NodeLink) -> String {
    let mut out = Vec::new();
    format.files()[file].write(network, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[test]
fn isolated_nodes_and_dates_are_kept() {
    let network = together();
    let ids: Vec<&str> = network.nodes.iter().map(|node| &*node.id).collect();
    assert_eq!(ids, ["osce", "unodc", "wco"]);
    assert_eq!((network.edges.len(), network.edges[0].weight), (1, 2));
    let wco = &network.nodes[2];
    assert_eq!((wco.mentions, wco.documents, wco.class), (2, 2, Class::Organisation));
    assert_eq!(wco.first.unwrap().to_string(), "2020-02");
    assert_eq!(wco.last.unwrap().to_string(), "2020-03-05");
}

#[test]
fn a_symmetric_relation_among_directed_ones_stands_both_ways() {
    let both = stated(&[Predicate::PartnersWith, Predicate::Supports]);
    assert!(both.directed);
    let kinds: Vec<_> = both.edges.iter().map(|e| (both.ends(e), e.kind)).collect();
    assert_eq!(
        kinds,
        [
            (["unodc", "wco"], "partnersWith"),
            (["wco", "unodc"], "partnersWith"),
            (["wco", "unodc"], "supports")
        ]
    );
    let one = stated(&[Predicate::PartnersWith]);
    assert!(!one.directed && one.edges.len() == 1);
}

#[test]
fn xml_formats_escape() {
    for format in [Format::Graphml, Format::Gexf] {
        has(&text(format, 0, &together()), &["&quot;Quote&quot; &amp; &lt;tag&gt;\\ end"]);
    }
}

#[test]
fn gexf_exists_in_whole_days() {
    has(
        &text(Format::Gexf, 0, &together()),
        &[
            "mode=\"dynamic\" timeformat=\"date\"",
            "<node id=\"osce\" label=\"&quot;Quote&quot; &amp; &lt;tag&gt;\\ end\" start=\"2020-02-01\" end=\"2020-02-29\">",
            "source=\"unodc\" target=\"wco\" kind=\"together\" weight=\"2\" start=\"2020-02-01\" end=\"2020-03-05\"",
        ],
    );
    let undated = NodeLink { nodes: vec![], edges: vec![], ..together() };
    has(&text(Format::Gexf, 0, &undated), &["mode=\"static\""]);
}

#[test]
fn gexf_has_a_weight_for_each_period() {
    let options = CooccurOptions::default();
    let moving = |period| {
        let network = together();
        let spells = Some(spells(corpus(), &options, &[], &network, period));
        text(Format::Gexf, 0, &NodeLink { spells, ..network })
    };
    let month = moving(Period::Month);
    has(
        &month,
        &[
            "<attributes class=\"edge\" mode=\"dynamic\">",
            "kind=\"together\" weight=\"2\">",
            "<attvalue for=\"weight\" value=\"1\" start=\"2020-02-01\" end=\"2020-02-29\"/>",
            "<attvalue for=\"weight\" value=\"1\" start=\"2020-03-01\" end=\"2020-03-31\"/>",
            "<spell start=\"2020-03-01\" end=\"2020-03-31\"/>",
        ],
    );
    let year = "<attvalue for=\"weight\" value=\"2\" start=\"2020-01-01\" end=\"2020-12-31\"/>";
    has(&moving(Period::Year), &[year]);
}

#[test]
fn the_weights_of_claims_change_too() {
    let mut network = stated(&[Predicate::PartnersWith, Predicate::Supports]);
    let predicates = [Predicate::PartnersWith, Predicate::Supports];
    let options = CooccurOptions::default();
    let found = spells(corpus(), &options, &predicates, &network, Period::Month);
    let february = "2020-02".parse().unwrap();
    assert_eq!(found.edges, vec![vec![(february, 1)]; 3]);
    assert_eq!(found.nodes.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 2]);
    network.spells = Some(found);
    let linked = network.without_isolates();
    assert_eq!((linked.nodes.len(), linked.spells.map(|s| s.nodes.len())), (2, Some(2)));
    assert_eq!(linked.edges[0].source, 0);
}

#[test]
fn tables_have_the_headers_their_readers_want() {
    has(&text(Format::Csv, 0, &together()), &["Id,Label,Class,Country,Mentions,", "unodc,UNODC,"]);
    has(
        &text(Format::Csv, 1, &together()),
        &["Source,Target,Type,Kind,Weight,", "unodc,wco,Undirected,together,2,2020-02,2020-03-05,"],
    );
    has(
        &text(Format::Neo4j, 0, &together()),
        &["id:ID,name,:LABEL,", "unodc,UNODC,Entity;Organisation,"],
    );
    let stated = text(Format::Neo4j, 1, &stated(&[Predicate::PartnersWith]));
    has(&stated, &[":START_ID,:END_ID,:TYPE,weight:long,", "unodc,wco,PARTNERS_WITH,1,"]);
}

#[test]
fn pajek_and_vosviewer_number_from_one() {
    let mut network = together();
    network.nodes[2].label = "UNODC".to_owned();
    assert_eq!(
        text(Format::Pajek, 0, &network),
        "*Vertices 3\n1 \" Quote  & <tag>  end\"\n2 \"UNODC [unodc]\"\n3 \"UNODC [wco]\"\n*Edges\n2 3 2\n"
    );
    assert_eq!(text(Format::Pajek, 1, &network), "*Vertices 3\n1\n1\n1\n");
    assert_eq!(text(Format::Vosviewer, 1, &network), "2\t3\t2\n");
    has(
        &text(Format::Vosviewer, 0, &network),
        &[
            "id\tlabel\tsublabel\tdescription\tcluster\tweight<Mentions>\tweight<Documents>\tweight<Links>\t",
            // Nothing links it: a cluster of its own.
            "\tosce\tOrganisation 2020-02 to 2020-02\t2\t1\t1\t0\t0\t2020\t\t\n",
            "3\tUNODC\twco\tOrganisation 2020-02 to 2020-03-05\t1\t2\t2\t1\t2\t2020\t0.5000\t0.0000\n",
        ],
    );
    let directed = stated(&[Predicate::PartnersWith, Predicate::Supports]);
    assert_eq!(text(Format::Vosviewer, 1, &directed), "2\t3\t3\n", "both directions are one link");
    has(&text(Format::Pajek, 0, &directed), &["*Arcs\n2 3 1\n3 2 1\n3 2 1\n"]);
}

#[test]
fn dot_and_json_quote() {
    has(
        &text(Format::Dot, 0, &together()),
        &[
            "graph consort {",
            "label=\"\\\"Quote\\\" & <tag>\\\\\tend\"",
            "\"unodc\" -- \"wco\" [kind=\"together\", weight=\"2\"",
        ],
    );
    has(
        &text(Format::Dot, 0, &stated(&[Predicate::Supports])),
        &["digraph", "\"wco\" -> \"unodc\""],
    );
    let json: serde_json::Value =
        serde_json::from_str(&text(Format::Json, 0, &together())).unwrap();
    assert_eq!(json["nodes"][0]["label"], "\"Quote\" & <tag>\\\tend");
    assert_eq!((&json["edges"][0]["weight"], &json["multigraph"]), (&2.into(), &false.into()));
    let json: serde_json::Value =
        serde_json::from_str(&text(Format::Json, 0, &stated(&[Predicate::Supports]))).unwrap();
    assert_eq!((&json["edges"][0]["key"], &json["directed"]), (&"supports".into(), &true.into()));
}

#[test]
fn an_edge_to_nobody_is_left_out() {
    let tie = tie("nobody", "unodc", 0);
    let network = ties(&[tie], nodes(corpus(), &CooccurOptions::default()));
    assert_eq!(network.edges, []);
}
