//! `consort serve`, as clients and strangers meet it: the real program on a port of its own, spoken to over plain sockets.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Small, archive, command, root};

/// A server that ends with its test.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts the program on a free port.
    pub(crate) fn start(dir: &Path, graph: &str, more: &[&str]) -> Self {
        Self::building(dir, &[&["--graph", graph], more].concat())
    }

    /// The same, which may build its graph first.
    pub(crate) fn building(dir: &Path, more: &[&str]) -> Self {
        let args = [&["serve", "--port", "0"], more].concat();
        let mut child = command(dir, &args).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            line.split_once("http://").map(|(_, rest)| rest.trim_end_matches('/').to_owned())
        });
        // The rest must be read, or the program would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.unwrap() }
    }

    pub(crate) fn on_archive(more: &[&str]) -> Self {
        Self::start(root(), archive(), more)
    }

    /// A request as a client writes it; the answer whole.
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        self.send(method, path, headers, body.as_bytes())
    }

    /// The same, with a body of any bytes.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut text = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            let _ = write!(text, "Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if !body.is_empty() {
            let _ = write!(text, "Content-Length: {}\r\n", body.len());
        }
        let _ = write!(text, "Connection: close\r\n\r\n");
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(&[text.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        Answer::of(&answer)
    }

    pub(crate) fn get(&self, path: &str, accept: &str) -> Answer {
        self.ask("GET", path, &[("Accept", accept)], "")
    }

    /// A query as the body of a request.
    pub(crate) fn query(&self, query: &str, accept: &str) -> Answer {
        let headers = [("Content-Type", "application/sparql-query"), ("Accept", accept)];
        self.ask("POST", "/sparql", &headers, query)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        let rest = bytes.get(end + 4..).unwrap_or_default();
        let is_chunked = head.contains("transfer-encoding: chunked");
        let body = if is_chunked { joined(rest) } else { rest.to_vec() };
        Self { status, head, body: String::from_utf8_lossy(&body).into_owned() }
    }

    #[track_caller]
    pub(crate) fn holds(&self, status: u16, words: &[&str]) {
        assert_eq!(self.status, status, "{self:?}");
        for word in words {
            let found = self.head.contains(&word.to_lowercase()) || self.body.contains(word);
            assert!(found, "no {word:?} in {self:?}");
        }
    }
}

/// The chunks of a body, put together; one that breaks off ends with what came.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.iter().position(|byte| *byte == b'\r') {
        let size = std::str::from_utf8(&chunks[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        let chunk = &chunks[end + 2..];
        body.extend_from_slice(&chunk[..size.min(chunk.len())]);
        chunks = chunk.get(size + 2..).unwrap_or_default();
    }
    body
}

const FUNDERS: &str = "SELECT ?d { ?d consort:funds id:unodc-wco-ccp } ORDER BY ?d";

#[test]
fn a_question_is_answered_in_every_way_of_asking() {
    let server = Server::on_archive(&[]);
    let germany = "data/id/deu";
    let address =
        "/sparql?query=SELECT%20%3Fd%20%7B%20%3Fd%20consort%3Afunds%20id%3Aunodc-wco-ccp%20%7D";
    server.get(address, "*/*").holds(200, &["application/sparql-results+json", germany]);
    server.get(address, "text/csv").holds(200, &["text/csv", germany]);
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    server.ask("POST", "/sparql", &form, &address["/sparql?".len()..]).holds(200, &[germany]);
    for (accept, media) in [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/xml", "application/xml"),
        ("text/html, text/plain;q=0.5", "text/plain"),
    ] {
        server.query(FUNDERS, accept).holds(200, &[&format!("content-type: {media}")]);
    }
    let triples = "CONSTRUCT { ?a consort:funds ?b } WHERE { ?a consort:funds ?b }";
    for media in [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ] {
        server.query(triples, media).holds(200, &[&format!("content-type: {media}"), "deu"]);
    }
    server.query("ASK { ?a consort:funds ?b }", "*/*").holds(200, &["true"]);
    server.query("DESCRIBE id:deu", "*/*").holds(200, &["text/turtle", "Germany"]);
}

#[test]
fn what_cannot_be_answered_is_told_why() {
    let server = Server::on_archive(&["--timeout", "0.5", "--limit", "2"]);
    let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let deep = format!("ASK {{ FILTER({}1) }}", "(".repeat(9000));
    server.query("SELECT * {\n ?s ?p }", "*/*").holds(400, &["line 2, column"]);
    server.query("", "*/*").holds(400, &["query"]);
    server.query("SELECT (<urn:none>(1) AS ?a) {}", "*/*").holds(400, &["urn:none"]);
    server
        .query("SELECT (\"a\\u0001\" AS ?a) {}", "application/sparql-results+xml")
        .holds(406, &["XML"]);
    for predicate in ["http://e/2020", "http://e/p/", "http://e/p#1-2"] {
        let query = format!("CONSTRUCT {{ <http://e/s> <{predicate}> 1 }} {{}}");
        let refused = server.query(&query, "application/rdf+xml");
        refused.holds(406, &[&format!("the predicate <{predicate}>"), "turtle"]);
        server.query(&query, "application/n-triples").holds(200, &[predicate]);
    }
    let named = "CONSTRUCT { <http://e/s> <http://e/p2020> 1 ; <http://e/été> 2 } {}";
    server.query(named, "application/rdf+xml").holds(200, &["p2020", "été"]);
    server.query("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "*/*").holds(403, &["SERVICE"]);
    server.query("CLEAR ALL", "*/*").holds(403, &["update"]);
    server.query(&deep, "*/*").holds(413, &["brackets"]);
    server.query(FUNDERS, "text/html").holds(406, &["text/csv"]);
    server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").holds(406, &["text/turtle"]);
    server.query(&" ".repeat(3 << 20), "*/*").holds(413, &["bytes"]);
    server.query(FUNDERS, "*/*").holds(200, &["consort-truncated: the first 2 rows"]);
    let start = Instant::now();
    server.query(cross, "*/*").holds(503, &["longer than 0.5 s"]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    server.ask("POST", "/sparql", &[("Content-Type", "text/plain")], "ASK {}").holds(415, &[]);
    server.ask("DELETE", "/sparql", &[], "").holds(405, &["allow: get, head, post, options"]);
    server.ask("PUT", "/graphs?default", &[], "<a> <b> <c> .").holds(405, &["allow"]);
    server.get("/nothing", "*/*").holds(404, &[]);
    // It answers still.
    server.query("ASK {}", "*/*").holds(200, &["true"]);
}

#[test]
fn files_are_sent_as_the_command_writes_them() {
    let server = Server::on_archive(&[]);
    let written = |format: &str| {
        let args = ["export", "--graph", archive(), "--format", format];
        let output = command(root(), &args).stderr(Stdio::null()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for format in ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld", "claims"] {
        let sent = server.get(&format!("/api/export/{format}"), "*/*");
        assert!(sent.status == 200 && sent.body == written(format), "{format}");
    }
    for (media, format) in [
        ("text/turtle", "turtle"),
        ("application/trig", "turtle"),
        ("application/n-triples", "ntriples"),
        ("application/n-quads", "ntriples"),
    ] {
        let sent = server.get("/graphs?default", media);
        assert!(sent.status == 200 && sent.body == written(format), "{media}");
    }
    server.get("/graphs?default", "application/ld+json").holds(200, &["\"@id\"", "ns#funds"]);
}

#[test]
fn who_leaves_while_a_file_is_sent_keeps_nobody_waiting() {
    let server = Server::on_archive(&[]);
    for _ in 0..40 {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        let asks = format!("GET /api/export/nquads HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
        stream.write_all(asks.as_bytes()).unwrap();
        stream.read_exact(&mut [0; 12]).unwrap();
    }
    server.query("ASK {}", "*/*").holds(200, &["true"]);
    let end = Instant::now() + Duration::from_secs(60);
    while server.get("/api/export/turtle", "*/*").status != 200 {
        assert!(Instant::now() < end, "no file is sent any more");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn graphs_and_resources_have_addresses() {
    let server = Server::on_archive(&[]);
    server.get("/graphs?default", "text/turtle").holds(200, &["consort:funds"]);
    server.get("/graphs", "*/*").holds(400, &["?default"]);
    server.get("/graphs?graph=http%3A%2F%2Fe%2Fno", "*/*").holds(404, &[]);
    server.get("/id/unodc", "*/*").holds(303, &["location: /data/id/unodc"]);
    server.get("/data/id/unodc", "text/turtle").holds(200, &["UNODC"]);
    server.get("/data/id/nobody", "*/*").holds(404, &[]);
    let story = server.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1", "text/csv");
    let graph = story.body.lines().nth(1).unwrap_or_default().to_owned();
    assert!(graph.starts_with("https://"), "{story:?}");
    server.get(&format!("/graphs?graph={graph}"), "application/n-triples").holds(200, &[&graph]);
    let only =
        format!("/sparql?default-graph-uri={graph}&query=ASK%7B%3Fs%20consort%3Afunds%20%3Fo%7D");
    server.get(&only, "*/*").holds(200, &["false"]);
    let count = format!("SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}");
    let once = server.query(&count, "text/csv").body;
    let twice = count.replace("FROM", &format!("FROM <{graph}> FROM"));
    assert_eq!(once, server.query(&twice, "text/csv").body);
    let void = server.get("/.well-known/void", "text/turtle");
    void.holds(200, &["void:Dataset", "void:triples", "void:sparqlEndpoint <http://", "/sparql>"]);
    server
        .get("/.well-known/void", "application/ld+json")
        .holds(200, &["content-type: application/ld+json"]);
    server.get("/.well-known/void", "text/html").holds(406, &["text/turtle"]);
    let described = server.get("/sparql", "text/turtle");
    described.holds(200, &["SPARQL11Query", "sparql"]);
    let options = server.ask("OPTIONS", "/sparql", &[], "");
    options.holds(204, &["allow: get, head, post, options"]);
    let head = server.ask("HEAD", "/sparql", &[], "");
    head.holds(200, &["content-length"]);
    assert!(head.body.is_empty(), "{head:?}");
}

#[test]
fn strangers_are_kept_out() {
    let small = Small::built();
    small.write("token", "lantern\n");
    let server = Server::start(small.path(), "graph", &["--token", "token", "--cors"]);
    server.get("/sparql", "*/*").holds(401, &["www-authenticate: bearer"]);
    let wrong = [("Authorization", "Bearer lanter")];
    server.ask("GET", "/api/corpus", &wrong, "").holds(401, &[]);
    let right = [("Authorization", "Bearer lantern")];
    let api = server.ask("GET", "/api/corpus", &right, "");
    api.holds(200, &["access-control-allow-origin: *", "nosniff"]);
    let asks = [("Access-Control-Request-Method", "POST"), ("Origin", "http://e")];
    server.ask("OPTIONS", "/sparql", &asks, "").holds(204, &["authorization"]);
    let lower = [("Authorization", "bearer lantern")];
    server.ask("GET", "/sparql", &lower, "").holds(200, &[]);
    // The page has nothing of the graph: it asks for the token itself.
    server.get("/entity/osce", "text/html").holds(200, &["/assets/page.js"]);
    let rebound = [("Authorization", "Bearer lantern"), ("Host", "evil.example")];
    server.ask("GET", "/", &rebound, "").holds(421, &["localhost"]);
    let plain = Server::start(small.path(), "graph", &[]);
    // Proxies and some clients name the server in the target itself; then its name counts, and not the header's.
    let target = format!("http://{}/sparql?query=ASK%7B%7D", plain.address);
    plain.get(&target, "*/*").holds(200, &["true"]);
    plain.ask("GET", &target, &[("Host", "evil.example")], "").holds(200, &["true"]);
    plain.get("http://evil.example/sparql?query=ASK%7B%7D", "*/*").holds(421, &["localhost"]);
    let page = plain.get("/", "*/*");
    page.holds(200, &["content-security-policy: default-src 'none'", "etag"]);
    assert!(!page.head.contains("access-control"), "{page:?}");
}

#[test]
fn many_ask_at_once_and_nobody_is_harmed() {
    let server = Server::on_archive(&["--timeout", "2"]);
    std::thread::scope(|scope| {
        for i in 0..40 {
            let server = &server;
            scope.spawn(move || {
                for _ in 0..5 {
                    let answer = if i % 8 == 0 {
                        server.query("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", "text/csv")
                    } else {
                        server.query(FUNDERS, "text/csv")
                    };
                    assert!(matches!(answer.status, 200 | 503), "{answer:?}");
                }
            });
        }
        // One that says half a word and waits.
        let mut slow = TcpStream::connect(&server.address).unwrap();
        slow.write_all(b"GET / HT").unwrap();
    });
    for _ in 0..100 {
        if server.query(FUNDERS, "text/csv").status == 200 {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no question is answered any more");
}

#[test]
fn a_new_graph_is_taken_up() {
    let small = Small::built();
    let server = Server::start(small.path(), "graph", &[]);
    let asked = "SELECT ?t { ?s a schema:NewsArticle ; dcterms:title ?t }";
    server.query(asked, "text/csv").holds(200, &["A course at sea"]);
    small.write(
        "texts/four.txt",
        "Lanterns\n\n6 June 2021, Rome, Italy: The Gammaria Council cooperated with the Deltana Office.\n",
    );
    small.build(&[]).code(0);
    for _ in 0..200 {
        let answer = server.query(asked, "text/csv");
        assert_eq!(answer.status, 200, "{answer:?}");
        if answer.body.contains("Lanterns") {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the new graph is not served");
}

#[test]
#[cfg(unix)]
fn it_ends_when_told_to() {
    let small = Small::built();
    let mut server = Server::start(small.path(), "graph", &[]);
    let id = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    for _ in 0..200 {
        if let Some(status) = server.child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it goes on");
}

#[test]
fn a_server_that_cannot_start_says_why() {
    let small = Small::built();
    small.run(&["serve", "--graph", "nothing"]).code(2).says(&["nothing", "consort build"]);
    let server = Server::start(small.path(), "graph", &[]);
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    small.run(&["serve", "--port", &port]).code(2).says(&["cannot listen", "--port"]);
    small.run(&["serve", "--token", "missing"]).code(2).says(&["missing"]);
}
