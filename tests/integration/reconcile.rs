//! The Reconciliation Service API 0.2 of `consort serve`: the real program, asked as OpenRefine asks, and held to the shapes of the
//! published schemas.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::serve::Server;
use crate::support::Small;

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// A value as forms write it.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }
        })
        .collect()
}

#[track_caller]
fn parsed(answer: &crate::serve::Answer) -> Value {
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.head.contains("content-type: application/json"), "{answer:?}");
    serde_json::from_str(&answer.body).unwrap()
}

#[track_caller]
fn matched(server: &Server, queries: &Value) -> Value {
    let body = format!("queries={}", escaped(&queries.to_string()));
    parsed(&server.ask("POST", "/reconcile", &[FORM], &body))
}

/// What the schemas ask of every candidate.
#[track_caller]
fn is_candidate(candidate: &Value) {
    for key in ["id", "name", "description"] {
        assert!(candidate[key].is_string(), "{key}: {candidate}");
    }
    let score = candidate["score"].as_f64().unwrap();
    assert!((0.0..=100.0).contains(&score) && candidate["match"].is_boolean(), "{candidate}");
    let types = candidate["type"].as_array().unwrap();
    assert!(types.iter().all(|t| t["id"].is_string() && t["name"].is_string()), "{candidate}");
    let features = candidate["features"].as_array().unwrap();
    assert!(features.iter().all(|f| f["id"].is_string() && f["value"].is_number()), "{candidate}");
    assert!(features.iter().any(|f| f["id"] == "name"), "{candidate}");
}

#[test]
fn the_manifest_says_what_can_be_asked() {
    let server = Server::on_archive(&[]);
    let manifest = parsed(&server.get("/reconcile", "application/json"));
    assert_eq!(manifest["versions"], json!(["0.2"]));
    for key in ["name", "identifierSpace", "schemaSpace", "serviceVersion"] {
        assert!(manifest[key].is_string(), "{key}: {manifest}");
    }
    for url in [&manifest["view"]["url"], &manifest["preview"]["url"]] {
        assert!(url.as_str().unwrap().starts_with("http://127.0.0.1:"), "{manifest}");
        assert!(url.as_str().unwrap().contains("{{id}}"), "{manifest}");
    }
    assert!(manifest["preview"]["width"].is_u64() && manifest["preview"]["height"].is_u64());
    let types = manifest["defaultTypes"].as_array().unwrap();
    assert!(types.iter().any(|t| t["id"] == "organisation" && t["name"] == "Organisation"));
    for kind in ["entity", "type", "property"] {
        let service = &manifest["suggest"][kind];
        let path = format!("/reconcile{}?prefix=un", service["service_path"].as_str().unwrap());
        let answer = parsed(&server.get(&path, "application/json"));
        let result = answer["result"].as_array().unwrap();
        assert!(result.iter().all(|r| r["id"].is_string() && r["name"].is_string()), "{answer}");
    }
    let entities =
        parsed(&server.get("/reconcile/suggest/entity?prefix=united%20nations%20of", "*/*"));
    assert_eq!(entities["result"][0]["id"], "unodc", "{entities}");
    assert!(entities["result"][0]["notable"][0]["id"].is_string(), "{entities}");
    let types = parsed(&server.get("/reconcile/suggest/type?prefix=org", "*/*"));
    assert_eq!(types["result"], json!([{ "id": "organisation", "name": "Organisation" }]));
}

#[test]
fn names_are_matched_with_the_graph_and_the_vocabulary() {
    let server = Server::on_archive(&[]);
    let queries = json!({
        "whole": { "query": "United Nations Office on Drugs and Crime" },
        "short": { "query": "UNODC", "type": "organisation" },
        "bracket": { "query": "Organization for Security and Co-operation in Europe (OSCE)" },
        "typo": { "query": "World Helth Organisation", "limit": 3 },
        "order": { "query": "Drugs and Crime, United Nations Office on" },
        "country": { "query": "Albanie", "type": ["country"] },
        "nothing": { "query": "Qqqzx Wvvk" },
        "other": { "query": "UNODC", "type": "country" },
        "wished": { "query": "UNODC", "type": "country", "type_strict": "should" },
    });
    let answers = matched(&server, &queries);
    let all = |key: &str| answers[key]["result"].as_array().unwrap().clone();
    for (key, id, certain) in [
        ("whole", "unodc", true),
        ("short", "unodc", true),
        ("bracket", "osce", true),
        ("typo", "who", false),
        ("order", "unodc", true),
        ("country", "alb", true),
        ("wished", "unodc", false),
    ] {
        let candidates = all(key);
        candidates.iter().for_each(is_candidate);
        let first = &candidates[0];
        assert_eq!(
            (&first["id"], &first["match"]),
            (&id.into(), &certain.into()),
            "{key}: {first}"
        );
    }
    assert!(
        all("nothing").is_empty() && all("other").is_empty() && all("typo").len() <= 3,
        "{answers}"
    );
    let by_address = format!(
        "/reconcile?queries={}",
        escaped(&json!({ "q": { "query": "UNODC" } }).to_string())
    );
    assert_eq!(parsed(&server.get(&by_address, "*/*"))["q"]["result"][0]["id"], "unodc");
}

#[test]
fn what_else_is_known_tells_two_of_one_name_apart() {
    let small = Small::new();
    small.write(
        "names/organisations-two.toml",
        "[board-alb]\nname = \"Zetan Lake Board\"\ncountry = \"alb\"\nids = { ror = \"01zz\" }\n\
         [board-fra]\nname = \"Zetan Lake Board\"\ncountry = \"fra\"\n",
    );
    small.build(&[]).code(0);
    let server = Server::start(small.path(), "graph", &["--vocab", "names"]);
    let answers = matched(
        &server,
        &json!({
            "open": { "query": "Zetan Lake Board" },
            "name": { "query": "Zetan Lake Board", "properties": [{ "pid": "country", "v": "Albania" }] },
            "code": { "query": "Zetan Lake Board", "properties": [{ "pid": "country", "v": { "id": "fra" } }] },
            "identifier": { "properties": [{ "pid": "ids-ror", "v": "01zz" }] },
        }),
    );
    assert_eq!(answers["open"]["result"][0]["match"], false, "{answers}");
    for (key, id) in [("name", "board-alb"), ("code", "board-fra"), ("identifier", "board-alb")] {
        let first = &answers[key]["result"][0];
        assert_eq!((&first["id"], &first["match"]), (&id.into(), &true.into()), "{key}: {answers}");
    }
    let features = answers["name"]["result"][1]["features"].as_array().unwrap();
    assert!(features.contains(&json!({ "id": "property:country", "value": 0.0 })), "{answers}");
}

#[test]
fn values_of_properties_are_given() {
    let server = Server::on_archive(&[]);
    let extend = json!({
        "ids": ["osce", "alb", "nobody"],
        "properties": [{ "id": "class" }, { "id": "abbr" }, { "id": "documents" }, { "id": "ids" }, { "id": "zzz" }],
    });
    let body = format!("extend={}", escaped(&extend.to_string()));
    let answer = parsed(&server.ask("POST", "/reconcile", &[FORM], &body));
    assert_eq!(answer["meta"][0], json!({ "id": "class", "name": "Class" }));
    let rows = &answer["rows"];
    assert_eq!(rows["osce"]["class"], json!([{ "str": "organisation" }]));
    assert!(
        rows["osce"]["abbr"].as_array().unwrap().contains(&json!({ "str": "OSCE" })),
        "{answer}"
    );
    assert!(rows["osce"]["documents"][0]["int"].as_u64().unwrap() > 0, "{answer}");
    assert!(
        rows["alb"]["ids"].as_array().unwrap().iter().any(|v| v["str"].is_string()),
        "{answer}"
    );
    assert_eq!((&rows["nobody"]["class"], &rows["osce"]["zzz"]), (&json!([]), &json!([])));
    let proposed = parsed(&server.get("/reconcile/properties?type=organisation&limit=3", "*/*"));
    assert_eq!((&proposed["type"], &proposed["limit"]), (&"organisation".into(), &3.into()));
    assert_eq!(proposed["properties"].as_array().unwrap().len(), 3);
}

#[test]
fn previews_are_plain_pages_and_keep_texts_that_are_not_given() {
    let preview = |server: &Server| server.get("/reconcile/preview?id=osce", "text/html");
    let open = preview(&Server::on_archive(&[]));
    assert_eq!(open.status, 200, "{open:?}");
    let policy = open.head.lines().find(|l| l.starts_with("content-security-policy")).unwrap();
    assert!(
        policy.contains("default-src 'none'")
            && policy.contains("frame-ancestors http://127.0.0.1:*")
    );
    assert!(open.body.contains("<blockquote>") && !open.body.contains("<script"), "{open:?}");
    let closed = preview(&Server::on_archive(&["--without-texts"]));
    assert!(closed.body.contains("<h1>") && !closed.body.contains("<blockquote>"), "{closed:?}");
}

#[test]
fn what_cannot_be_answered_is_said() {
    let server = Server::on_archive(&[]);
    for (path, says) in [
        ("/reconcile?queries=%5B%5D", "queries: "),
        ("/reconcile?queries=%7B%22q%22%3A%7B%7D%7D", "a query has a name or properties"),
        ("/reconcile?callback=f", "JSONP"),
        ("/reconcile/suggest/entity?prefix=a&cursor=x", "cursor takes a number"),
    ] {
        let answer = server.get(path, "*/*");
        assert_eq!(answer.status, 400, "{path}: {answer:?}");
        let error: Value = serde_json::from_str(&answer.body).unwrap();
        assert!(error["message"].as_str().unwrap().contains(says), "{path}: {error}");
    }
    assert_eq!(server.get("/reconcile/preview?id=nobody", "*/*").status, 404);
}

/// Ten thousand names, half of them misspelt, in well under the time that a reader waits, even without optimisation.
#[test]
fn ten_thousand_names_are_matched_at_once() {
    let server = Server::on_archive(&[]);
    let warm = json!({ "q": { "query": "OSCE" } });
    matched(&server, &warm);
    let names = [
        "World Health Organization",
        "Wrld Helth Organisation",
        "Ministry of Zetan Affairs",
        "OSCE Misson to Serbia",
    ];
    let queries: serde_json::Map<String, Value> = (0..10_000)
        .map(|n| (format!("q{n}"), json!({ "query": format!("{} {}", names[n % 4], n / 40) })))
        .collect();
    let start = Instant::now();
    let answers = matched(&server, &Value::Object(queries));
    let took = start.elapsed();
    assert_eq!(answers.as_object().unwrap().len(), 10_000);
    assert!(took < Duration::from_secs(60), "{took:?}");
}
