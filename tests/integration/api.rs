//! The JSON API of `consort serve`, as the page and scripts use it: the real program, asked over HTTP; and its laws, asked of the
//! library.

use std::collections::BTreeSet;

use consort::store::Folder;
use consort::view::desk::Desk;
use serde_json::Value;

use crate::dice::Dice;
use crate::serve::Server;
use crate::support::{Small, archive};

/// The answer at an address, which must be 200 and JSON.
#[track_caller]
fn json(server: &Server, path: &str) -> Value {
    let answer = server.get(path, "application/json");
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    assert!(answer.head.contains("content-type: application/json"), "{path}: {answer:?}");
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{path}: {e}: {answer:?}"))
}

fn ids(rows: &Value, key: &str) -> Vec<String> {
    rows.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_edge_leads_to_its_sentences_and_stories() {
    let server = Server::on_archive(&[]);
    let corpus = json(&server, "/api/corpus");
    assert_eq!(
        (&corpus["stories"], &corpus["texts"], &corpus["review"]),
        (&110.into(), &true.into(), &false.into())
    );
    let found = json(&server, "/api/search?q=contianer%20controll%20program");
    assert_eq!(found["hits"][0]["id"], "unodc-wco-ccp", "{found}");
    let page = json(&server, "/api/entity/unodc-wco-ccp");
    let funded = page["relations"].as_array().unwrap().iter();
    let funded =
        funded.clone().find(|g| g["predicate"] == "funds" && g["role"] == "object").unwrap();
    assert!(
        funded["edges"].as_array().unwrap().iter().any(|e| e["subject"]["id"] == "deu"),
        "{funded}"
    );
    let asked = ids(&page["questions"], "text");
    assert!(
        asked.iter().any(
            |q| q == "Who funds Container Control Programme, directly or through pooled funds?"
        ),
        "{asked:?}"
    );
    let behind = json(&server, "/api/evidence?subject=deu&predicate=funds&object=unodc-wco-ccp");
    let row = &behind["rows"][0];
    assert_eq!(behind["edge"]["sentences"], behind["total"]);
    let marks = row["sentence"]["marks"].as_array().unwrap();
    let text: Vec<char> = row["sentence"]["text"].as_str().unwrap().chars().collect();
    let marked = |mark: &Value| -> String {
        let [start, end] = ["start", "end"].map(|at| mark[at].as_u64().unwrap() as usize);
        text[start..end].iter().collect()
    };
    let focus: Vec<String> = marks.iter().filter(|m| m["focus"] == true).map(marked).collect();
    assert!(focus.contains(&"Germany".to_owned()), "{row}");
    assert!(marks.iter().any(|m| m["kind"] == "words"), "{row}");
    assert!(row["quotation"].as_str().unwrap().starts_with('“'), "{row}");
    let story = json(&server, &format!("/api/story/{}", row["story"]["id"].as_str().unwrap()));
    let whole: Vec<char> = story["text"].as_str().unwrap().chars().collect();
    let [start, end] = ["start", "end"].map(|at| row[at].as_u64().unwrap() as usize);
    assert_eq!(whole[start..end], text[..], "offsets lead to the sentence in its story");
    let address = format!("/{}", row["address"].as_str().unwrap());
    let see = server.ask("GET", &address, &[("Accept", "text/html")], "");
    assert!(see.head.contains("location: /edge/deu/funds/unodc-wco-ccp"), "{see:?}");
    let together = json(&server, "/api/evidence?a=osce&b=unodc&limit=1000");
    assert_eq!(together["total"], together["rows"].as_array().unwrap().len());
}

#[test]
fn pictures_have_the_figures_of_the_commands() {
    let server = Server::on_archive(&[]);
    let network = json(&server, "/api/network?predicate=funds&limit=20000");
    let nodes = network["nodes"].as_array().unwrap();
    assert_eq!(network["total_links"], network["links"].as_array().unwrap().len());
    assert!(nodes.iter().all(|n| n["degree"].as_u64().unwrap() > 0));
    let edges = json(&server, "/api/edges?predicate=funds&limit=1000");
    let between = edges["rows"].as_array().unwrap().iter();
    let n_between = between.filter(|e| e["object"]["kind"] == "entity").count();
    assert_eq!(network["total_links"], n_between, "a link an edge");
    let march = json(&server, "/api/network?from=2020-03&to=2020-03");
    let links = march["links"].as_array().unwrap();
    assert!(
        !links.is_empty()
            && links.iter().all(|l| l["last"].as_str().unwrap().starts_with("2020-03")),
        "{march}"
    );
    let around = json(&server, "/api/network?around=osce&depth=1");
    assert!(ids(&around["nodes"], "id").contains(&"osce".to_owned()));
    let path = json(&server, "/api/path?a=osce&b=deu");
    assert_eq!(path["steps"][0]["from"]["id"], "osce");
    let top = json(&server, "/api/cooccur?limit=1");
    let matrix = json(&server, "/api/matrix?top=3");
    assert_eq!(matrix["cells"][0].as_array().unwrap().len(), 3);
    assert!(top["rows"][0]["documents"].as_u64() >= matrix["cells"][0][1].as_u64());
    let flows = json(&server, "/api/flows");
    let n_nodes = flows["nodes"].as_array().unwrap().len() as u64;
    for link in flows["links"].as_array().unwrap() {
        assert!(
            link["source"].as_u64().unwrap() < n_nodes
                && link["target"].as_u64().unwrap() < n_nodes
        );
    }
    let months = json(&server, "/api/timeline?entity=osce");
    assert!(months["months"].as_array().unwrap().len() > 3);
    let gexf = server.get("/api/export/gexf?from=2020-03&to=2020-03", "*/*");
    gexf.holds(200, &["content-disposition: attachment; filename=\"network.gexf\"", "<gexf"]);
    for format in json(&server, "/api/formats").as_array().unwrap() {
        let answer =
            server.get(&format!("/api/export/{}", format["name"].as_str().unwrap()), "*/*");
        assert_eq!(answer.status, 200, "{format}");
    }
}

#[test]
fn what_is_asked_wrongly_is_told_as_a_problem() {
    let server = Server::on_archive(&[]);
    for (path, status, says) in [
        ("/api/edges?form=2020", 400, "\\\"form\\\" is no parameter here"),
        ("/api/edges?from=soon", 400, "is not a date"),
        ("/api/edges?limit=1001", 400, "at most 1000"),
        ("/api/corpus?x=1", 400, "there are none"),
        ("/api/entity/nobody", 404, "not in this graph"),
        ("/api/story/none", 404, "not in this graph"),
        ("/api/evidence?subject=deu", 400, "there is no parameter"),
        ("/api/evidence?subject=deu&predicate=funds&object=nobody", 404, "not in this graph"),
        ("/api/query/none", 404, "/api/queries"),
        ("/api/query/partners?set-org=nobody%20knows", 400, "nothing in the graph is called"),
        ("/api/query/partners?org=osce", 400, "is no parameter here"),
        ("/api/export/word", 404, "/api/formats"),
        ("/api/export/gexf?status=any", 400, "tables of claims"),
        ("/api/none", 404, "/api/openapi.json"),
        ("/api/review", 404, "--review"),
    ] {
        let answer = server.get(path, "*/*");
        answer.holds(status, &["content-type: application/problem+json", says]);
    }
    server.ask("POST", "/api/corpus", &[], "").holds(405, &["allow: get"]);
    let text = [("Content-Type", "text/plain")];
    let read =
        server.ask("POST", "/api/extract", &text, "Norway funds the Container Control Programme.");
    read.holds(200, &["\"predicate\":\"funds\"", "\"subject\":\"nor\""]);
    let object = [("Content-Type", "application/json")];
    let body = r#"{"text": "It was funded by Norway.", "title": "Ports", "date": "2020-03-03"}"#;
    server
        .ask("POST", "/api/extract", &object, body)
        .holds(200, &["\"date_start\":\"2020-03-03\""]);
    for (headers, body, status) in [
        (&object, "{", 400),
        (&object, "[]", 400),
        (&object, "{\"title\":\"no text\"}", 400),
        (&[("Content-Type", "image/png")], "x", 415),
    ] {
        server.ask("POST", "/api/extract", headers, body).holds(status, &["problem+json"]);
    }
    let known = json(&server, "/api/openapi.json");
    assert!(known["paths"]["/api/evidence"]["get"]["responses"]["200"].is_object());
}

#[test]
fn without_texts_no_sentence_leaves() {
    let server = Server::on_archive(&["--without-texts"]);
    let open = Server::on_archive(&[]);
    let story = "2020-12-28-unodc-wco-container-control-programme-in-albania-holds-its";
    let sentence = json(&open, "/api/evidence?subject=deu&predicate=funds&object=unodc-wco-ccp");
    let words: String =
        sentence["rows"][0]["sentence"]["text"].as_str().unwrap().chars().take(40).collect();
    for path in [
        "/api/evidence?subject=deu&predicate=funds&object=unodc-wco-ccp",
        "/api/evidence?a=deu&b=unodc-wco-ccp",
        "/api/entity/unodc-wco-ccp",
        &format!("/api/story/{story}"),
    ] {
        let answer = json(&server, path).to_string();
        assert!(!answer.contains(&words) && !answer.contains("\"text\":\"U"), "{path}: {answer}");
    }
    assert_eq!(json(&server, "/api/corpus")["texts"], false);
    let counted = json(&server, "/api/edges?subject=deu&object=unodc-wco-ccp");
    assert_eq!(counted["rows"][0]["sentences"], sentence["total"], "counts are there");
    let quotes = "SELECT ?t { { ?e consort:quote ?t } UNION { GRAPH ?g { ?s nif:isString ?t } } }";
    assert_eq!(server.query(quotes, "text/csv").body.trim(), "t");
    assert!(open.query(quotes, "text/csv").body.lines().count() > 100);
    server.get("/api/export/trig", "*/*").holds(403, &["does not give"]);
    server.get("/api/export/csv-edges", "*/*").holds(200, &["deu"]);
    let claims = server.get("/api/export/claims?predicate=funds&status=any", "*/*");
    claims.holds(200, &["filename=\"claims.csv\"", "Germany,funds,"]);
}

#[test]
fn markup_in_texts_stays_text() {
    let small = Small::new();
    let title = "&lt;script&gt;alert(1)&lt;/script&gt; Course &amp; \"talk\"";
    let text = "The Gammaria Council </script><img src=x onerror=alert(1)> cooperated with the Deltana Office.";
    let line = serde_json::json!({"title": title, "date": "2021-06-06", "text": text}).to_string();
    small.write("texts/four.jsonl", line);
    small.build(&[]).code(0);
    let server = Server::start(small.path(), "graph", &[]);
    let stories = json(&server, "/api/stories?q=course");
    let titles = ids(&stories["rows"], "title");
    assert!(titles.iter().any(|t| t.contains("alert(1)")), "{titles:?}");
    let head = server.get("/api/stories", "text/html").head;
    assert!(
        head.contains("x-content-type-options: nosniff") && head.contains("application/json"),
        "{head}"
    );
    let page = server.get("/story/x?at=1-2", "text/html");
    page.holds(200, &["script-src 'self'", "/assets/page.js"]);
    assert!(!page.body.contains("alert"), "the page has nothing of the graph");
}

#[test]
fn decisions_are_kept_and_shown_after_a_rebuild() {
    let small = Small::new();
    let server = Server::building(
        small.path(),
        &["texts", "--vocab", "names", "--review", "--who", "R. Eader"],
    );
    let queue = json(&server, "/api/review?limit=1000");
    let claims = ids(&queue["claims"], "claim");
    let claim = claims.iter().find(|c| c.contains(" funds ") && !c.contains('@')).unwrap().clone();
    let parts: Vec<&str> = claim.split(' ').collect();
    let body = format!(
        r#"{{"verdict":"wrong","subject":"{}","predicate":"{}","object":"{}"}}"#,
        parts[0], parts[1], parts[2]
    );
    let headers = [("Content-Type", "application/json")];
    let foreign = [("Content-Type", "application/json"), ("Origin", "http://evil.example")];
    server.ask("POST", "/api/review", &foreign, &body).holds(403, &["another site"]);
    server.ask("POST", "/api/review", &[("Content-Type", "text/plain")], &body).holds(415, &[]);
    server.ask("POST", "/api/review", &headers, "{\"verdict\":\"maybe\"}").holds(400, &["maybe"]);
    let kept = server.ask("POST", "/api/review", &headers, &body);
    kept.holds(201, &[&claim, "R. Eader"]);
    let kept: Value = serde_json::from_str(&kept.body).unwrap();
    let again = json(&server, "/api/review?limit=1000");
    assert!(!ids(&again["claims"], "claim").contains(&claim), "it waits no longer");
    let status = |server: &Server| {
        let edges = json(
            server,
            &format!(
                "/api/edges?subject={}&object={}&predicate={}&status=any",
                parts[0], parts[2], parts[1]
            ),
        );
        edges["rows"][0]["status"].as_str().unwrap().to_owned()
    };
    assert_ne!(status(&server), "rejected");
    server.ask("POST", "/api/rebuild", &[], "").holds(200, &["warnings"]);
    assert_eq!(status(&server), "rejected");
    let gone = format!("/api/review/{}", kept["id"].as_str().unwrap());
    server.ask("DELETE", &gone, &[], "").holds(200, &[&claim]);
    server.ask("DELETE", &gone, &[], "").holds(404, &[]);
    server.ask("POST", "/api/rebuild", &[], "").holds(200, &[]);
    assert_ne!(status(&server), "rejected");
}

#[test]
fn any_name_is_found_though_two_letters_are_wrong() {
    let snapshot = Folder::open(std::path::Path::new(archive())).unwrap();
    let named: Vec<_> =
        snapshot.entities().unwrap().map(Result::unwrap).filter(|e| e.mentions > 0).collect();
    let desk = Desk::read(snapshot, true).unwrap();
    let mut dice = Dice::new(7);
    let mut missed = BTreeSet::new();
    let mut n_asked = 0;
    for entity in &named {
        for name in entity.names.iter().chain([&entity.label]).filter(|n| n.chars().count() >= 8) {
            let misspelt = misspelt(name, &mut dice);
            n_asked += 1;
            let hits = desk.search(&misspelt, &[], 5).hits;
            if !hits.iter().any(|hit| hit.entity.id == entity.id) {
                missed.insert(format!("{misspelt} ({name})"));
            }
        }
    }
    assert!(n_asked > 1000, "{n_asked} names");
    assert!(missed.is_empty(), "{} of {n_asked}: {missed:#?}", missed.len());
}

/// A name with two letters left out, put in, exchanged, or swapped with their neighbours.
fn misspelt(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    for _ in 0..2 {
        let at = dice.below(letters.len() - 1);
        let other = char::from(b'a' + dice.below(26) as u8);
        match dice.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, other),
            2 => letters[at] = other,
            _ => letters.swap(at, at + 1),
        }
    }
    letters.into_iter().collect()
}
