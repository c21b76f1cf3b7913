//! The SPARQL 1.1 Protocol, for queries: what a request asks.
//!
//! In: method, address, media type, body. Out: a question, or what is wrong. Never: an update.

use axum::http::{HeaderMap, Method, StatusCode, header};

use crate::rdf::NamedNode;
use crate::web::form::pairs;
use crate::web::problem::Problem;

/// The methods of the endpoint.
pub(super) const METHODS: &str = "GET, HEAD, POST, OPTIONS";

/// A question.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub query: String,
    /// The graphs that patterns outside `GRAPH` see; what the query or the graph says where there is none.
    pub default_graphs: Vec<NamedNode>,
    /// The graphs that `GRAPH` sees.
    pub named_graphs: Vec<NamedNode>,
    /// Parameters of the query and what they are set to.
    pub set: Vec<(String, String)>,
}

/// Reads a request; `None` where it asks nothing, and the service describes itself.
pub(super) fn asked(
    method: &Method,
    address: Option<&str>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<Asked>, Problem> {
    let no_utf8 = || Problem::bad("the request is not UTF-8");
    let address = pairs(address.unwrap_or_default().as_bytes()).ok_or_else(no_utf8)?;
    if *method != Method::POST {
        return if address.is_empty() { Ok(None) } else { question(address).map(Some) };
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let media = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = kind.split(';').skip(1).find_map(|part| part.trim().strip_prefix("charset="));
    if charset.is_some_and(|charset| !charset.trim_matches('"').eq_ignore_ascii_case("utf-8")) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send the query as UTF-8"));
    }
    match &*media {
        "application/x-www-form-urlencoded" => {
            // The graphs may stand in the address, the query in the form.
            let mut all = address;
            all.extend(pairs(body).ok_or_else(no_utf8)?);
            question(all).map(Some)
        }
        "application/sparql-query" => {
            let query = std::str::from_utf8(body).map_err(|_| no_utf8())?.to_owned();
            if address.iter().any(|(name, _)| name == "query") {
                return Err(Problem::bad(
                    "a query stands in the body and in the address; send one",
                ));
            }
            let mut all = address;
            all.push(("query".to_owned(), query));
            question(all).map(Some)
        }
        "application/sparql-update" => Err(update()),
        _ => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send application/x-www-form-urlencoded or application/sparql-query",
        )),
    }
}

fn update() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "updates are refused: the graph is only read here")
}

fn question(pairs: Vec<(String, String)>) -> Result<Asked, Problem> {
    let mut asked = Asked::default();
    let mut queries = Vec::new();
    for (name, value) in pairs {
        let graphs = match &*name {
            "query" => {
                queries.push(value);
                continue;
            }
            "update" | "using-graph-uri" | "using-named-graph-uri" => return Err(update()),
            "default-graph-uri" => &mut asked.default_graphs,
            "named-graph-uri" => &mut asked.named_graphs,
            // What other clients add, such as `format`, is theirs.
            _ => continue,
        };
        let graph = NamedNode::new(&value)
            .map_err(|error| Problem::bad(format!("{name}: {value:?} is no IRI ({error})")))?;
        graphs.push(graph);
    }
    match queries.len() {
        1 => asked.query = queries.remove(0),
        0 => return Err(Problem::bad("there is no parameter \"query\"")),
        n => return Err(Problem::bad(format!("there are {n} parameters \"query\"; send one"))),
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(method: Method, address: &str, kind: &str, body: &[u8]) -> Result<String, u16> {
        let mut headers = HeaderMap::new();
        if !kind.is_empty() {
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        }
        let address = Some(address).filter(|a| !a.is_empty());
        match asked(&method, address, &headers, body) {
            Ok(Some(asked)) => {
                let graphs = asked.default_graphs.len() + 10 * asked.named_graphs.len();
                Ok(format!("{} {graphs}", asked.query))
            }
            Ok(None) => Ok("description".to_owned()),
            Err(problem) => Err(problem.status.as_u16()),
        }
    }

    #[test]
    fn requests_are_read_as_the_protocol_says() {
        let form = "application/x-www-form-urlencoded";
        let direct = "application/sparql-query";
        let graphs = "default-graph-uri=http%3A%2F%2Fe%2Fa&named-graph-uri=http%3A%2F%2Fe%2Fb";
        let table = [
            (Method::GET, String::new(), "", &b""[..], Ok("description")),
            (Method::GET, "query=ASK%20%7B%7D".into(), "", b"", Ok("ASK {} 0")),
            (Method::GET, format!("query=ASK+%7B%7D&{graphs}"), "", b"", Ok("ASK {} 11")),
            (Method::GET, "query=a&query=b".into(), "", b"", Err(400)),
            (Method::GET, "format=json".into(), "", b"", Err(400)),
            (Method::GET, "update=CLEAR+ALL".into(), "", b"", Err(403)),
            (Method::GET, "query=a&default-graph-uri=no".into(), "", b"", Err(400)),
            (Method::GET, "query=%FF".into(), "", b"", Err(400)),
            (Method::POST, String::new(), form, b"query=ASK%7B%7D", Ok("ASK{} 0")),
            (Method::POST, graphs.into(), form, b"query=ASK%7B%7D", Ok("ASK{} 11")),
            (Method::POST, "query=a".into(), form, b"query=b", Err(400)),
            (Method::POST, String::new(), form, b"nothing=1", Err(400)),
            (Method::POST, String::new(), form, b"query=a&query=b", Err(400)),
            (Method::POST, String::new(), form, b"update=CLEAR+ALL", Err(403)),
            (Method::POST, graphs.into(), direct, b"ASK {}", Ok("ASK {} 11")),
            (
                Method::POST,
                String::new(),
                "application/sparql-query; charset=UTF-8",
                b"ASK {}",
                Ok("ASK {} 0"),
            ),
            (
                Method::POST,
                String::new(),
                "application/sparql-query; charset=utf-16",
                b"ASK {}",
                Err(415),
            ),
            (Method::POST, String::new(), direct, b"\xff", Err(400)),
            (Method::POST, String::new(), "application/sparql-update", b"CLEAR ALL", Err(403)),
            (Method::POST, String::new(), "text/plain", b"ASK {}", Err(415)),
        ];
        for (method, address, kind, body, expected) in table {
            let told = format!("{method} {address} {kind}");
            let found = read(method, &address, kind, body);
            assert_eq!(found.as_deref().map_err(|status| *status), expected, "{told}");
        }
    }
}
