//! Addresses of the API for SPARQL: the stored queries, an answer to one, and what an editor can complete.
//!
//! In: a request. Out: JSON, or what a query is answered with. Never: a query that somebody wrote; `/sparql` takes those.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;

use crate::view::desk::stored_queries;
use crate::view::query::shipped;
use crate::web::accept::accept;
use crate::web::answer::answer;
use crate::web::api::parameters::Given;
use crate::web::api::reply::{Failure, Reply, json};
use crate::web::api::terms::terms;
use crate::web::problem::Problem;
use crate::web::protocol::Asked;
use crate::web::shared::Shared;
#[cfg(test)] // what only the description of the API names
use crate::{view::desk::StoredQuery, web::api::reply::ProblemDetails, web::api::terms::Terms};

/// The stored queries with their parameters.
#[cfg_attr(test, utoipa::path(get, path = "/api/queries", tag = "queries",
    responses((status = 200, body = Vec<StoredQuery>))))]
pub(super) async fn queries(State(shared): State<Arc<Shared>>) -> Reply {
    let graph = shared.graph();
    json(shared, move |_| Ok(stored_queries(&graph.prefixes))).await
}

/// The answer to a stored query, as `/sparql` gives it; `set-org=osce` sets its parameter `org` to an id, label or alias.
#[cfg_attr(test, utoipa::path(get, path = "/api/query/{name}", tag = "queries",
    params(("name" = String, Path, description = "Name of a stored query")),
    responses(
        (status = 200, description = "Rows or triples in the format that the client likes best", body = serde_json::Value, content_type = "application/sparql-results+json"),
        (status = 400, description = "A parameter that it does not have, or nobody has that name", body = ProblemDetails),
        (status = 404, description = "No such query", body = ProblemDetails),
        (status = 503, description = "It takes too long", body = ProblemDetails))))]
pub(super) async fn query(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Reply {
    let Some(query) = shipped(&name) else {
        let says = format!("no query is called {name:?}; /api/queries lists them");
        return Err(Problem::new(StatusCode::NOT_FOUND, says).into());
    };
    let set = Given::read(uri.query())?.beginning_with("set-");
    let set = set.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let asked = Asked { query: query.text.to_owned(), set, ..Asked::default() };
    Ok(answer(&shared, asked, accept(&headers)).await?.into_response())
}

/// Classes, the predicates of each, and prefixes: what an editor can complete.
#[cfg_attr(test, utoipa::path(get, path = "/api/vocabulary", tag = "queries", responses((status = 200, body = Terms))))]
pub(super) async fn vocabulary(State(shared): State<Arc<Shared>>) -> Reply {
    let graph = shared.graph();
    json(shared, move |_| terms(&graph).map_err(Failure::Store)).await
}
