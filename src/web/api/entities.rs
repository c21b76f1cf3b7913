//! Addresses of the API for what is in the graph: `corpus`, `search`, `entity`, `edges`, `timeline`, `cooccur`.
//!
//! In: a request. Out: JSON. Never: a sentence.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::Uri;
use serde::Serialize;

use crate::base::{Argument, Class, EntityId, Window};
use crate::merge::cooccur::Measure;
use crate::view::desk::{EdgeOrder, Ends, MonthCounts};
use crate::web::api::parameters::Given;
use crate::web::api::reply::{Reply, json, missing};
use crate::web::problem::Problem;
use crate::web::shared::Shared;
#[cfg(test)] // what only the description of the API names
use crate::{
    view::desk::{CorpusFacts, Edge, EntityPage, Pair, Rows, SearchAnswer},
    web::api::parameters::{Firm, InScope, Linked, Paged, Stated},
    web::api::reply::ProblemDetails,
};

/// What the graph holds, in figures.
#[cfg_attr(test, utoipa::path(get, path = "/api/corpus", tag = "graph", responses((status = 200, body = CorpusFacts))))]
pub(super) async fn corpus(State(shared): State<Arc<Shared>>) -> Reply {
    let review = shared.ledger.is_some();
    json(shared, move |desk| Ok(desk.corpus_facts(review))).await
}

/// Entities by label, alias, abbreviation, beginning or single words, misspelt or not; the likeliest first.
#[cfg_attr(test, utoipa::path(get, path = "/api/search", tag = "graph",
    params(
        ("q" = String, Query, description = "What somebody typed"),
        ("class" = Option<Vec<Class>>, Query, description = "Only these classes"),
        ("limit" = Option<usize>, Query, maximum = 100, description = "How many hits; 10 by default"),
    ),
    responses((status = 200, body = SearchAnswer), (status = 400, body = ProblemDetails))))]
pub(super) async fn search(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let query = given.one::<String>("q")?.unwrap_or_default();
    if query.chars().count() > 300 {
        return Err(Problem::bad("q has at most 300 letters").into());
    }
    let (classes, limit) = (given.all::<Class>("class")?, given.number("limit", 10, 100)?);
    json(shared, move |desk| Ok(desk.search(&query, &classes, limit))).await
}

/// Everything about an entity.
#[cfg_attr(test, utoipa::path(get, path = "/api/entity/{id}", tag = "graph",
    params(("id" = String, Path, description = "Id of an entity")),
    responses(
        (status = 200, body = EntityPage),
        (status = 404, description = "No such entity", body = ProblemDetails))))]
pub(super) async fn entity(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Reply {
    json(shared, move |desk| desk.entity(&id).ok_or_else(|| missing("that entity"))).await
}

/// Edges with what stands behind them.
#[cfg_attr(test, utoipa::path(get, path = "/api/edges", tag = "edges",
    params(
        ("entity" = Option<String>, Query, description = "Id of one of the ends"),
        ("subject" = Option<String>, Query, description = "Id of who does it"),
        ("object" = Option<String>, Query, description = "Id of to whom it is done; `@story` for activities that stories report"),
        ("sort" = Option<String>, Query, description = "documents (by default), last or first"),
        InScope,
        Firm,
        Linked,
        Stated,
        Paged,
    ),
    responses((status = 200, body = Rows<Edge>), (status = 400, body = ProblemDetails))))]
pub(super) async fn edges(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (filters, page) = (given.filters()?, given.page(50)?);
    let order = given.one::<EdgeOrder>("sort")?.unwrap_or_default();
    let object = given.one::<Argument<EntityId>>("object")?;
    let ends = Ends { entity: given.one("entity")?, subject: given.one("subject")?, object };
    json(shared, move |desk| Ok(desk.edges(&ends, &filters, order, page))).await
}

/// What happened month by month.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct Timeline {
    /// A row a month in which something did.
    months: Vec<MonthCounts>,
}

/// Stories and statements month by month: of the whole graph, of an entity, or of two together.
#[cfg_attr(test, utoipa::path(get, path = "/api/timeline", tag = "graph",
    params(
        ("entity" = Option<String>, Query, description = "Id of an entity"),
        ("a" = Option<String>, Query, description = "Id of one of two"),
        ("b" = Option<String>, Query, description = "Id of the other"),
        InScope,
        Firm,
        Stated,
    ),
    responses((status = 200, body = Timeline), (status = 400, body = ProblemDetails))))]
pub(super) async fn timeline(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let filters = given.filters()?;
    let mut entities: Vec<EntityId> = Vec::new();
    for name in ["entity", "a", "b"] {
        entities.extend(given.one::<EntityId>(name)?);
    }
    json(shared, move |desk| Ok(Timeline { months: desk.timeline(&entities, &filters) })).await
}

/// Who is named together in one sentence, with measures of how far beyond chance.
#[cfg_attr(test, utoipa::path(get, path = "/api/cooccur", tag = "networks",
    params(
        ("entity" = Option<String>, Query, description = "Id of one of each pair"),
        ("window" = Option<String>, Query, description = "sentence (by default), paragraph, document or 3-sentences"),
        ("by" = Option<String>, Query, description = "Order: count (by default), documents, association, npmi, likelihood, …"),
        ("class" = Option<Vec<Class>>, Query, description = "Who counts; organisations, programmes and donors by default"),
        ("min" = Option<usize>, Query, description = "The least number of stories behind a pair"),
        InScope,
        Paged,
    ),
    responses((status = 200, body = Rows<Pair>), (status = 400, body = ProblemDetails))))]
pub(super) async fn cooccur(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (filters, page) = (given.filters()?, given.page(50)?);
    let entity = given.one::<EntityId>("entity")?;
    let window = given.one::<Window>("window")?.unwrap_or_default();
    let by = given.one::<Measure>("by")?.unwrap_or(Measure::Count);
    json(shared, move |desk| Ok(desk.cooccur(entity.as_ref(), window, by, &filters, page)?)).await
}
