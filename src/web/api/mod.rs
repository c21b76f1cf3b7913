//! The JSON API: what the page asks, and scripts may.
//!
//! In: requests below `/api/`. Out: JSON, described in OpenAPI; errors as RFC 9457 has them. Never: a change to the graph, but by
//! decisions where those are taken.

#[cfg(test)]
mod description_tests;
mod documents;
mod entities;
mod exports;
mod networks;
mod parameters;
mod queries;
mod reply;
mod review;
mod terms;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde_json::Value;

use crate::web::api::parameters::Given;
use crate::web::api::reply::{ApiProblem, Reply, as_json, json_body};
use crate::web::problem::Problem;
use crate::web::shared::Shared;

/// The description of the API; a test writes it from what stands beside each address.
const OPENAPI: &str = include_str!("openapi.json");

/// The addresses of the API.
pub(super) fn routes(most_bytes: usize) -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/corpus", get(entities::corpus))
        .route("/api/search", get(entities::search))
        .route("/api/entity/{id}", get(entities::entity))
        .route("/api/edges", get(entities::edges))
        .route("/api/timeline", get(entities::timeline))
        .route("/api/cooccur", get(entities::cooccur))
        .route("/api/stories", get(documents::stories))
        .route("/api/story/{id}", get(documents::story))
        .route("/api/evidence", get(documents::evidence))
        .route("/api/extract", post(documents::extract).layer(DefaultBodyLimit::max(most_bytes)))
        .route("/api/network", get(networks::network))
        .route("/api/path", get(networks::path))
        .route("/api/flows", get(networks::flows))
        .route("/api/matrix", get(networks::matrix))
        .route("/api/queries", get(queries::queries))
        .route("/api/query/{name}", get(queries::query))
        .route("/api/vocabulary", get(queries::vocabulary))
        .route("/api/formats", get(exports::formats))
        .route("/api/export/{format}", get(exports::export))
        .route("/api/review", get(review::queue).post(review::decide))
        .route("/api/review/{id}", delete(review::take_back))
        .route("/api/decisions", get(review::decisions))
        .route("/api/rebuild", post(review::rebuild))
        .route("/api/openapi.json", get(description))
        .route("/api/{*other}", get(nothing))
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(known_parameters))
}

fn openapi() -> Value {
    serde_json::from_str(OPENAPI).unwrap_or_default()
}

async fn description() -> Reply {
    Ok(json_body(as_json(&openapi())?))
}

async fn nothing() -> ApiProblem {
    let says = "nothing is at this address; /api/openapi.json lists what there is";
    ApiProblem(Problem::new(StatusCode::NOT_FOUND, says))
}

async fn wrong_method() -> ApiProblem {
    let says = "this address has other methods; /api/openapi.json lists them";
    ApiProblem(Problem::new(StatusCode::METHOD_NOT_ALLOWED, says))
}

/// Refuses parameters that an address does not have: one that is misspelt would else change nothing, in silence.
async fn known_parameters(request: Request, next: Next) -> Response {
    static KNOWN: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let known = path.and_then(|path| KNOWN.get_or_init(described).get(path));
    let checked = match known {
        Some(names) => {
            let open = path.filter(|p| p.starts_with("/api/query/")).map(|_| "set-");
            Given::read(request.uri().query()).and_then(|given| given.only(names, open))
        }
        None => Ok(()),
    };
    match checked {
        Ok(()) => next.run(request).await,
        Err(problem) => ApiProblem(problem).into_response(),
    }
}

/// The names of the parameters after the question mark, by address.
fn described() -> BTreeMap<String, Vec<String>> {
    let api = openapi();
    let paths = api["paths"].as_object().into_iter().flatten();
    let named = |operations: &Value| {
        let operations = operations.as_object().into_iter().flatten();
        let parameters = operations.filter_map(|(_, o)| o["parameters"].as_array()).flatten();
        let asked = parameters.filter(|parameter| parameter["in"] == "query");
        asked.filter_map(|parameter| Some(parameter["name"].as_str()?.to_owned())).collect()
    };
    paths.map(|(path, operations)| (path.clone(), named(operations))).collect()
}
