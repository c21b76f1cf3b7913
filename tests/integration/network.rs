//! `consort network`: small networks whose answers a reader can check by hand, and the archive.

use std::collections::BTreeMap;

use crate::support::{Ran, Small, on_archive};

/// Two triangles joined by one link, the second stronger.
const LINKS: &str = "source,target,weight\na,b,1\nb,c,1\nc,a,1\nc,d,1\nd,e,5\ne,f,5\nf,d,5\n";

fn listed(args: &[&str]) -> Ran {
    let small = Small::new();
    small.write("links.csv", LINKS);
    let (subcommand, rest) = args.split_first().unwrap();
    let args: Vec<&str> = ["network", subcommand, "--edge-list", "links.csv", "--format", "csv"]
        .iter()
        .chain(rest)
        .copied()
        .collect();
    small.run(&args)
}

#[test]
fn rank_takes_several_measures_and_sorts_by_the_first() {
    let rows = table(&listed(&["rank", "--by", "strength,degree,core"]).code(0));
    let row = |i: usize| {
        (rows[i]["id"].as_str(), rows[i]["strength"].as_str(), rows[i]["degree"].as_str())
    };
    assert_eq!((row(0), row(1)), (("d", "11", "3"), ("e", "10", "2")));
    assert!(rows.iter().all(|row| row["core"] == "2"), "{rows:?}");
    let rows = table(&listed(&["rank", "--by", "betweenness"]).code(0));
    // c lies between a, b and d, e, f: 6 of the 10 pairs of others.
    assert_eq!((rows[0]["id"].as_str(), rows[0]["betweenness"].as_str()), ("c", "0.6000"));
    let rows =
        table(&listed(&["rank", "--by", "pagerank", "--digits", "12", "--top", "0"]).code(0));
    let sum: f64 = rows.iter().map(|row| row["pagerank"].parse::<f64>().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn communities_components_and_bridges_part_the_triangles() {
    let rows = table(&listed(&["communities", "--members"]).code(0));
    let of = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap()["community"].clone();
    assert!(of("a") == of("b") && of("b") == of("c") && of("c") != of("d"), "{rows:?}");
    assert_eq!(table(&listed(&["components"]).code(0)).len(), 1);
    let strong = table(&listed(&["components", "--min", "2"]).code(0));
    assert_eq!((strong.len(), strong[0]["size"].as_str()), (1, "3"));
    let rows = table(&listed(&["bridges"]).code(0));
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row["kind"].as_str(), row["first_id"].as_str(), row["cuts_off"].as_str()))
        .collect();
    assert_eq!(found, [("node", "c", "2"), ("node", "d", "2"), ("link", "c", "3")]);
}

#[test]
fn the_same_seed_gives_the_same_communities_at_any_thread_count() {
    let run = |threads: &str, seed: &str| {
        let args = ["network", "communities", "--members", "--seed", seed, "--format", "csv"];
        let graph = crate::support::archive();
        let args: Vec<&str> = args.iter().copied().chain(["--graph", graph]).collect();
        let mut command = crate::support::command(crate::support::root(), &args);
        command.env("RAYON_NUM_THREADS", threads);
        crate::support::finish(command, "").code(0).out
    };
    assert_eq!(run("1", "7"), run("3", "7"));
}

#[test]
fn a_path_leads_over_strong_links_or_few() {
    let hops = |args: &[&str]| {
        let args: Vec<&str> = ["path"].iter().chain(args).copied().collect();
        let rows = table(&listed(&args).code(0));
        rows.iter()
            .map(|row| format!("{}{}{}", row["path"], row["from_id"], row["to_id"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(hops(&["a", "d"]), ["1ac", "1cd"]);
    assert_eq!(hops(&["a", "d", "-k", "2"]), ["1ac", "1cd", "2ab", "2bc", "2cd"]);
    listed(&["path", "a", "nobody"]).code(2).says(&["nobody", "no link in this network"]);
}

#[test]
fn a_hop_has_its_best_sentence() {
    let small = Small::built();
    let rows = table(
        &small.run(&["network", "path", "alpha-institute", "BETX", "--format", "csv"]).code(0),
    );
    assert_eq!(rows.len(), 1);
    // The newest sentence that states something of the two.
    assert!(rows[0]["sentence"].contains("in cooperation with"), "{rows:?}");
    let funds =
        ["network", "path", "beta-agency", "zeta-programme", "--edges", "funds", "--format", "csv"];
    let rows = table(&small.run(&funds).code(0));
    assert!(rows[0]["sentence"].contains("is funded by"), "{rows:?}");
    // Money does not flow back.
    let back = ["network", "path", "zeta-programme", "beta-agency", "--edges", "funds"];
    small.run(&back).code(1).says(&["no way leads"]);
    // For reading, the whole sentence stands under its hop whatever the width.
    let text = small.run(&["network", "path", "alpha-institute", "BETX"]).code(0);
    let text = text.says(&["1 path by strength", "consort explain alpha-institute beta-agency"]);
    let text = text.prints(&["1 hop, length", "Alpharia Institute — Betania Agency, weight "]);
    assert!(text.out.contains(rows_sentence(&small).as_str()), "{}", text.out);
}

/// The sentence behind the first hop, as programs get it.
fn rows_sentence(small: &Small) -> String {
    let ran = small.run(&["network", "path", "alpha-institute", "BETX", "--format", "csv"]);
    table(&ran.code(0))[0]["sentence"].clone()
}

#[test]
fn an_ego_has_its_partners_nearest_first() {
    let rows = table(&listed(&["ego", "d", "--depth", "2"]).code(0));
    let found: Vec<_> = rows.iter().map(|row| format!("{}{}", row["id"], row["steps"])).collect();
    assert_eq!(found, ["e1", "f1", "c1", "a2", "b2"]);
}

#[test]
fn guesses_are_pairs_without_a_link() {
    let ran = listed(&["predict", "--top", "0"]).code(0);
    let rows = table(&ran);
    let pair = |row: &BTreeMap<String, String>| format!("{}{}", row["first_id"], row["second_id"]);
    let found: Vec<_> = rows.iter().map(pair).collect();
    assert_eq!(found, ["ad", "bd", "ce", "cf"], "each shares one partner with three links");
    on_archive(&["network", "predict"]).code(0).says(&["20 guesses", "consort network path "]);
}

#[test]
fn periods_are_compared_and_months_listed() {
    let small = Small::built();
    let periods =
        ["network", "compare", "--before", "2021-03", "--after", "2021-04", "--format", "csv"];
    let rows = table(&small.run(&periods).code(0));
    let pair = rows
        .iter()
        .find(|row| row["first_id"] == "alpha-institute" && row["second_id"] == "beta-agency");
    let pair = pair.unwrap_or_else(|| panic!("{rows:?}"));
    // Title and one sentence in March, one sentence in April.
    assert_eq!((pair["before"].as_str(), pair["after"].as_str()), ("2", "1"));
    let months = ["network", "trend", "alpha-institute", "beta-agency", "--format", "csv"];
    let rows = table(&small.run(&months).code(0));
    let found: Vec<_> =
        rows.iter().map(|row| format!("{} {}", row["month"], row["sentences"])).collect();
    assert_eq!(found, ["2021-03 2", "2021-04 1", "2021-05 0"]);
    small
        .run(&["network", "trend", "gamma-council"])
        .code(0)
        .says(&["Gammaria Council: 2", "consort explain"]);
    small
        .run(&["network", "compare", "--before", "2019", "--after", "2030"])
        .code(1)
        .says(&["none of the 3 stories is from that time"]);
    small
        .run(&["network", "compare", "--before", "2021-04", "--after", "2021-03"])
        .code(2)
        .says(&["overlap", "2021-04"]);
}

#[test]
fn stability_marks_the_ranks_that_hold() {
    let args = [
        "network",
        "rank",
        "--by",
        "strength",
        "--stability",
        "--resamples",
        "50",
        "--format",
        "csv",
    ];
    let ran = on_archive(&args).code(0);
    let rows = table(&ran);
    assert_eq!((rows[0]["rank"].as_str(), rows[0]["safe"].as_str()), ("1", "yes"), "{:?}", rows[0]);
    for row in &rows {
        let number = |column: &str| row[column].parse::<usize>().unwrap();
        assert!(number("low") <= number("high"), "{row:?}");
        assert!(row["safe"] == "no" || number("low") == number("high"), "{row:?}");
    }
    assert_eq!(on_archive(&args).code(0).out, ran.out, "the same seed");
}

/// The command that a footer names works as it stands, and prints sentences.
#[test]
fn every_table_leads_to_the_sentences() {
    for args in [
        &["links"][..],
        &["links", "--edges", "funds"],
        &["rank", "--edges", "funds", "--by", "hub,authority"],
        &["rank", "--window", "paragraph"],
        &["communities"],
        &["components"],
        &["core"],
        &["bridges"],
        &["ego", "osce"],
        &["path", "osce", "interpol"],
        &["predict", "--edges", "partnersWith"],
        &["compare", "--before", "2020-06", "--after", "2020-07"],
        &["trend", "osce", "unodc"],
        &["trend", "interpol"],
        &["trend", "eu", "unodc", "--window", "document"],
    ] {
        let args: Vec<&str> = ["network"].iter().chain(args).copied().collect();
        let said = on_archive(&args).code(0).err;
        let command = said.lines().last().and_then(|line| line.split("consort ").nth(1));
        let command = command.unwrap_or_else(|| panic!("{args:?} names no command: {said}"));
        let words: Vec<&str> =
            command.split_whitespace().take_while(|word| *word != "-g").collect();
        let shown = on_archive(&words).code(0).out;
        assert!(shown.contains("\n  ") && shown.contains("20"), "{words:?}: {shown}");
    }
}

#[test]
fn scope_weight_and_exclusion_narrow_the_network() {
    let ids = |args: &[&str]| {
        let args: Vec<&str> =
            ["network", "rank", "--by", "degree", "--top", "0", "--format", "csv"]
                .iter()
                .chain(args)
                .copied()
                .collect();
        table(&on_archive(&args)).into_iter().map(|row| row["id"].clone()).collect::<Vec<_>>()
    };
    let all = ids(&[]);
    assert!(all.contains(&"unodc".to_owned()));
    assert!(!ids(&["--exclude", "UNODC"]).contains(&"unodc".to_owned()));
    for narrower in [
        &["--min", "3"][..],
        &["--since", "2020-10"],
        &["--country", "Albania"],
        &["--class", "programme"],
    ] {
        let some = ids(narrower);
        assert!(!some.is_empty() && some.len() < all.len(), "{narrower:?}: {}", some.len());
        assert!(some.iter().all(|id| all.contains(id)), "{narrower:?}");
    }
}

#[test]
fn what_cannot_be_asked_is_said() {
    let small = Small::built();
    let fails = |args: &[&str], words: &[&str]| {
        let args: Vec<&str> = ["network"].iter().chain(args).copied().collect();
        small.run(&args).code(2).says(words);
    };
    fails(&["rank", "--by", "fame"], &["fame", "pagerank"]);
    fails(&["rank", "--edges", "likes"], &["likes", "funds"]);
    fails(
        &["rank", "--edges", "funds", "--weight", "association"],
        &["association", "--weight count"],
    );
    fails(&["rank", "--damping", "1"], &["0.85"]);
    fails(&["rank", "--edge-list", "missing.csv"], &["missing.csv"]);
    fails(&["ego", "undoc"], &["undoc"]);
    small.write("bad.csv", "a,b,1\nc,d,heavy\n");
    fails(&["rank", "--edge-list", "bad.csv"], &["bad.csv", "line 2", "heavy", "above 0"]);
    small
        .run(&["network", "rank", "--min", "1000"])
        .code(1)
        .says(&["0 nodes, 0 links", "a lower --min"]);
    fails(&["rank", "--since", "2021-05", "--until", "2021-04"], &["later than --until"]);
    fails(&["path", "alpha-institute", "beta-agency", "-k", "0"], &["1..=1000"]);
    fails(&["path", "alpha-institute", "beta-agency", "-k", "100000"], &["1..=1000"]);
    fails(&["ego", "alpha-institute", "--depth", "0"], &["--depth"]);
    fails(&["rank", "--edges", "funds", "--window", "document"], &["--window"]);
    small
        .run(&["network", "rank", "--since", "2030"])
        .code(1)
        .says(&["none of the 3 stories is from that time"]);
    on_archive(&["network", "path", "osce", "deu"])
        .code(2)
        .says(&["its class is Country", "--class"]);
}

#[test]
fn the_publisher_is_no_node_of_its_own_stories() {
    let small = Small::new();
    let record = |id: u8, publisher: &str| {
        let text = "The Alpharia Institute met the Betania Agency and the Gammaria Council.";
        format!("{{\"id\":\"{id}\",\"text\":\"{text}\",\"publisher\":\"{publisher}\"}}\n")
    };
    small.write("in.jsonl", record(1, "Alpharia Institute") + &record(2, "Alpharia Institute"));
    small.run(&["build", "in.jsonl", "--vocab", "names"]).code(0);
    let rank = ["network", "rank", "--format", "csv"];
    assert_eq!(table(&small.run(&rank).code(0)).len(), 3);
    let rows = table(&small.run(&[&rank[..], &["--exclude-publisher"]].concat()).code(0));
    assert!(rows.len() == 2 && rows.iter().all(|row| row["id"] != "alpha-institute"), "{rows:?}");
}

/// The rows of a CSV table by column name.
fn table(ran: &Ran) -> Vec<BTreeMap<String, String>> {
    let mut rows = ran.csv().into_iter();
    let columns = rows.next().unwrap_or_default();
    rows.map(|row| columns.iter().cloned().zip(row).collect()).collect()
}
