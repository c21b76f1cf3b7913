//! `consort publish`: a folder of data, descriptions and pages that holds together and gives away nothing it should not.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Ran, Small, archive, on_archive, root, run, snapshot};

/// A publication of the archive in a folder of its own.
fn published(folder: &Path, more: &[&str]) -> Ran {
    let out = folder.to_str().unwrap();
    let args: Vec<&str> = ["publish", "--out", out].iter().chain(more).copied().collect();
    on_archive(&args).code(0)
}

/// The text of a file, unpacked.
fn text(path: &Path) -> String {
    let mut text = String::new();
    let mut file = fs::File::open(path).unwrap();
    match path.extension().is_some_and(|ending| ending == "gz") {
        true => flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap(),
        false => file.read_to_string(&mut text).unwrap(),
    };
    text
}

/// What the pages of a folder lead to, with the page.
fn links(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for (path, _) in snapshot(folder) {
        if path.extension().is_some_and(|ending| ending == "html") {
            let html = text(&path);
            let hrefs = html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            found.extend(hrefs.map(|href| (path.clone(), href.replace("&amp;", "&"))));
        }
    }
    found
}

/// Every link that does not leave the folder leads to a file in it.
#[track_caller]
fn assert_links_lead_somewhere(folder: &Path) -> usize {
    let links = links(folder);
    for (page, link) in links.iter().filter(|(_, link)| !link.starts_with("http")) {
        let to = page.parent().unwrap().join(link);
        assert!(to.is_file(), "{} leads to {link}, which is not there", page.display());
    }
    links.len()
}

#[test]
fn the_archive_as_a_site() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("site");
    let words = ["--title", "Aid <2020> & more", "--license", "cc-by-4.0", "--creator", "A. Ruiz"];
    published(&folder, &[&words[..], &["--site"]].concat()).says(&["index.html", "--url"]);
    assert!(assert_links_lead_somewhere(&folder) > 3000);
    let index = text(&folder.join("index.html"));
    for part in ["<h1>Aid &lt;2020&gt; &amp; more</h1>", "CC-BY-4.0", "A. Ruiz: Aid", "2020-09-13"]
    {
        assert!(index.contains(part), "{part} is missing");
    }
    let page = text(&folder.join("id/unodc-wco-ccp.html"));
    for part in ["Is funded by", "href=\"deu.html\"", "<blockquote>", "href=\"unodc-wco-ccp.ttl\""]
    {
        assert!(page.contains(part), "{part} is missing:\n{page}");
    }
    let albania = text(&folder.join("id/alb.html"));
    assert!(albania.contains("http://publications.europa.eu/resource/authority/country/ALB"));
    let turtle = text(&folder.join("id/unodc-wco-ccp.ttl"));
    assert!(turtle.contains("claim:deu.funds.unodc-wco-ccp a consort:Assertion"), "{turtle}");
    // The graph is the one that is exported.
    let exported = on_archive(&["export", "--format", "ntriples"]).code(0).out;
    assert_eq!(text(&folder.join("graph.nt.gz")), exported);
    for (path, bytes) in snapshot(&folder) {
        if path.extension().is_some_and(|ending| ending == "html") {
            assert!(!String::from_utf8(bytes).unwrap().contains("<script"), "{}", path.display());
        }
    }
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let work = tempfile::tempdir().unwrap();
    let [one, other] = ["one", "other"].map(|name| work.path().join(name));
    for folder in [&one, &other] {
        published(folder, &["--site"]);
    }
    let files = |folder: &Path| -> Vec<(PathBuf, Vec<u8>)> {
        let all = snapshot(folder).into_iter();
        all.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
    };
    assert_eq!(files(&one), files(&other));
    // And again over itself, which leaves nothing else behind.
    published(&one, &["--site"]);
    assert_eq!(files(&one), files(&other));
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn without_texts_no_sentence_is_in_any_file() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("bare");
    published(&folder, &["--site", "--without-texts"]);
    let records = run(root(), &["extract", "data", "--format", "jsonl"]).code(0);
    let mut sentences = BTreeSet::new();
    let mut titles = String::new();
    for record in records.json_lines() {
        titles += record["title"].as_str().unwrap();
        titles += "\n";
        let letters: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        for sentence in record["layout"]["sentences"].as_array().unwrap() {
            let [start, end] = [0, 1].map(|i| sentence[i].as_u64().unwrap() as usize);
            let words: String = letters[start..end].iter().collect();
            sentences.insert(words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    // Short ones and those without a full stop are headings, and may be names; marks are written in another way in each kind
    // of file.
    let is_plain = |s: &str| s.ends_with('.') && !s.contains(['"', '&', '<', '>', '\\']);
    sentences.retain(|s| s.chars().count() > 60 && is_plain(s) && !titles.contains(s.as_str()));
    assert!(sentences.len() > 500, "{}", sentences.len());
    let pieces: Vec<&String> = sentences.iter().collect();
    let finder = aho_corasick::AhoCorasick::new(&pieces).unwrap();
    let seen = |text: &str| finder.find(text).map(|found| found.pattern().as_usize());
    for (path, _) in snapshot(&folder) {
        let text = text(&path).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(n) = seen(&text) {
            panic!("{} has {:?}", path.display(), pieces[n]);
        }
    }
    // With texts they are found: the search is not blind.
    let full = work.path().join("full");
    published(&full, &[]);
    for name in ["graph.nt.gz", "claims.csv", "sentences.csv"] {
        assert!(seen(&text(&full.join(name))).is_some(), "{name}");
    }
}

#[test]
fn the_descriptions_agree_with_the_files() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("data");
    published(&folder, &["--url", "https://example.org/aid/", "--date", "2026-03-01"]);
    let json = |name: &str| -> Value { serde_json::from_str(&text(&folder.join(name))).unwrap() };
    let croissant = json("croissant.json");
    assert_eq!(croissant["datePublished"], "2026-03-01");
    for file in croissant["distribution"].as_array().unwrap() {
        let name = file["@id"].as_str().unwrap();
        assert_eq!(file["contentUrl"], format!("https://example.org/aid/{name}"));
        let size = fs::metadata(folder.join(name)).unwrap().len();
        assert_eq!(file["contentSize"], format!("{size} B"));
    }
    for table in croissant["recordSet"].as_array().unwrap() {
        let name = table["@id"].as_str().unwrap();
        let mut csv = csv::Reader::from_path(folder.join(format!("{name}.csv"))).unwrap();
        let fields = table["field"].as_array().unwrap().iter();
        let names: Vec<&str> = fields.map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), names);
        assert!(
            table["field"].as_array().unwrap().iter().all(|f| f["description"] != ""),
            "{name}"
        );
    }
    let crate_ = json("ro-crate-metadata.json");
    let files: BTreeSet<&str> = crate_["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entity| entity["@type"] == "File")
        .map(|entity| entity["@id"].as_str().unwrap())
        .chain(["ro-crate-metadata.json"])
        .collect();
    let there: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, there.iter().map(String::as_str).collect());
    let dcat = text(&folder.join("dcat.ttl"));
    assert!(dcat.contains("dcat:downloadURL <https://example.org/aid/claims.csv>"), "{dcat}");
}

#[test]
fn hostile_names_break_nothing() {
    let small = Small::new();
    let name = "<script>alert(1)</script> \\\"& Sons/../x";
    small.write(
        "names/organisations-odd.toml",
        format!(
            "[odd]\nname = \"{name}\"\nnames = [\"Oddest Board\"]\nsee_also = [\"javascript:alert(1)\"]\n\
             labels = {{ fr = \"<b>Bizarre</b>\" }}\n"
        ),
    );
    small.write(
        "texts/odd.txt",
        "A <i>title</i> \"quoted\"\n\n3 March 2021, Vienna, Austria: The Oddest Board funds the Gammaria Council, \
         & says \"<img src=x onerror=alert(1)>\".\n",
    );
    small.build(&[]).code(0);
    let title = "\"><script>alert(2)</script>";
    small.run(&["publish", "--site", "--title", title, "-o", "out"]).code(0);
    assert_links_lead_somewhere(&small.at("out"));
    for (path, bytes) in snapshot(&small.at("out")) {
        let text = String::from_utf8_lossy(&bytes);
        if path.extension().is_some_and(|ending| ending == "html") {
            for bad in ["<script", "<img", "<b>Biz", "<i>title", "href=\"javascript"] {
                assert!(!text.contains(bad), "{bad} in {}", path.display());
            }
        }
        if path.extension().is_some_and(|ending| ending == "json") {
            serde_json::from_str::<Value>(&text)
                .unwrap_or_else(|e| panic!("{e}: {}", path.display()));
        }
    }
    assert!(text(&small.at("out/id/odd.html")).contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn only_a_former_publication_is_replaced() {
    let small = Small::built();
    let publish = |out: &str| small.run(&["publish", "--out", out]);
    small.write("mine/notes.txt", "mine");
    publish("mine").code(2).says(&["notes.txt", "another folder"]);
    publish("graph").code(2).says(&["another folder"]);
    publish("texts/one.txt").code(2).says(&["a file stands there"]);
    publish("no/such/folder").code(2).says(&["cannot write"]);
    fs::create_dir(small.at("empty")).unwrap();
    publish("empty").code(0);
    publish("empty/").code(0);
    // A file of the reader's among those of the publication stays.
    small.write("empty/notes.txt", "mine");
    publish("empty").code(2).says(&["notes.txt"]);
    assert_eq!(text(&small.at("empty/notes.txt")), "mine");
    let left: Vec<String> = fs::read_dir(small.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("unfinished") || name.contains("former"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_cannot_be_said_is_refused() {
    let small = Small::built();
    for (args, words) in [
        (["--license", "CC-BY"], ["no licence known", "CC-BY-4.0"]),
        (["--creator", "<https://ror.org/02mhbdp94>"], ["has no name", "orcid"]),
        (["--url", "https://example.org/aid"], ["--url", "slash"]),
        (["--url", "urn:aid/"], ["--url", "https://"]),
        (["--contact", "desk"], ["no address", "desk@example.org"]),
        (["--date", "2026-03"], ["a day", "2026-03-01"]),
    ] {
        let args: Vec<&str> = ["publish", "-o", "out"].iter().chain(&args).copied().collect();
        small.run(&args).code(2).says(&words);
        assert!(!small.at("out").exists());
    }
    let mut undated =
        crate::support::command(small.path(), &["build", "texts", "--vocab", "names"]);
    undated.env_remove("SOURCE_DATE_EPOCH").args(["-o", "undated"]);
    crate::support::finish(undated, "").code(0);
    let mut command = crate::support::command(small.path(), &["publish", "-g", "undated"]);
    command.env_remove("SOURCE_DATE_EPOCH").args(["-o", "out"]);
    crate::support::finish(command, "").code(2).says(&["--date", "SOURCE_DATE_EPOCH"]);
    assert!(!archive().is_empty());
}

#[test]
fn dates_known_to_the_month_are_found_by_days() {
    let small = Small::new();
    small.write(
        "texts/month.jsonl",
        "{\"title\": \"Month\", \"text\": \"The Deltana Office funds the Gammaria Council.\", \"date\": \"2020-02\"}\n\
         {\"title\": \"Year\", \"text\": \"The Alpharia Institute funds the Gammaria Council.\", \"date\": \"2020\"}\n",
    );
    small.build(&[]).code(0);
    let titles = |filter: &str| {
        let query = format!(
            "SELECT ?title {{ ?d a consort:Document ; dcterms:title ?title ; consort:earliest ?first ; consort:latest ?last \
             FILTER({filter}) }} ORDER BY ?title"
        );
        let rows = small.run(&["query", &query, "--format", "csv"]).csv();
        rows.into_iter().skip(1).map(|mut row| row.remove(0)).collect::<Vec<_>>()
    };
    let until = "?first <= \"2020-12-31\"^^xsd:date";
    assert_eq!(titles(&format!("?last >= \"2020-01-01\"^^xsd:date && {until}")), ["Month", "Year"]);
    assert_eq!(titles(&format!("?last >= \"2020-02-29\"^^xsd:date && {until}")), ["Month", "Year"]);
    assert_eq!(titles(&format!("?last >= \"2020-03-01\"^^xsd:date && {until}")), ["Year"]);
    let asked = |since: &str, until: &str| {
        let [since, until] = [format!("since={since}"), format!("until={until}")];
        let args =
            ["query", "funding-in-period", "--set", &since, "--set", &until, "--format", "csv"];
        let rows = small.run(&args).csv();
        rows.into_iter().skip(1).map(|mut row| row.remove(0)).collect::<Vec<_>>()
    };
    assert_eq!(asked("2020-03-01", "2020-12-31"), ["Alpharia Institute"]);
    assert_eq!(asked("2020-02-10", "2020-02-10"), ["Alpharia Institute", "Deltana Office"]);
}
