//! The JSON API: what the page asks, and scripts may.
//!
//! In: requests below `/api/`. Out: JSON, described in OpenAPI; errors as RFC 9457 has them. Never: a change to the graph, but by
//! decisions where those are taken.

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
use utoipa::openapi::RefOr;
use utoipa::openapi::path::ParameterIn;
use utoipa::{Modify, OpenApi};

use crate::web::api::parameters::Given;
use crate::web::api::reply::{ApiProblem, Reply, as_json, json_body};
use crate::web::problem::Problem;
use crate::web::shared::Shared;

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "consort",
        description = "Who works with whom, from the text that says so: a graph with the sentence behind every edge. SPARQL is at /sparql."
    ),
    paths(
        entities::corpus,
        entities::search,
        entities::entity,
        entities::edges,
        entities::timeline,
        entities::cooccur,
        documents::stories,
        documents::story,
        documents::evidence,
        documents::extract,
        networks::network,
        networks::path,
        networks::flows,
        networks::matrix,
        queries::queries,
        queries::query,
        queries::vocabulary,
        exports::formats,
        exports::export,
        review::queue,
        review::decide,
        review::take_back,
        review::decisions,
        review::rebuild
    ),
    components(schemas(documents::TextToRead)),
    modifiers(&Problems)
)]
struct Description;

/// Says of every error that it is sent as a problem, and not as JSON of its own kind.
struct Problems;

impl Modify for Problems {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        for item in api.paths.paths.values_mut() {
            let operations = [&mut item.get, &mut item.post, &mut item.delete];
            for operation in operations.into_iter().flatten() {
                for (status, response) in &mut operation.responses.responses {
                    let RefOr::T(response) = response else { continue };
                    let is_error = !status.starts_with('2');
                    let told = is_error
                        .then(|| response.content.swap_remove("application/json"))
                        .flatten();
                    if let Some(content) = told {
                        response.content.insert("application/problem+json".to_owned(), content);
                    }
                }
            }
        }
    }
}

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

async fn description() -> Reply {
    Ok(json_body(as_json(&Description::openapi())?))
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
    let mut known = BTreeMap::new();
    for (path, item) in Description::openapi().paths.paths {
        let operations = [item.get, item.post, item.delete].into_iter().flatten();
        let parameters = operations.filter_map(|operation| operation.parameters).flatten();
        let named = parameters.filter(|p| p.parameter_in == ParameterIn::Query).map(|p| p.name);
        known.insert(path, named.collect());
    }
    known
}
