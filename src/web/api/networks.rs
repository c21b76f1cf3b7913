//! Addresses of the API for pictures: `network`, `path`, `flows`, `matrix`.
//!
//! In: a request. Out: JSON. Never: coordinates.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;

use crate::base::{EntityId, Predicate};
use crate::view::desk::{Around, Filters, FlowColumns, LinkedBy};
use crate::web::api::parameters::Given;
use crate::web::api::reply::{Reply, json};
use crate::web::shared::Shared;
#[cfg(test)] // what only the description of the API names
use crate::{
    view::desk::{Flows, Matrix, NetworkAnswer, PathAnswer},
    web::api::parameters::{Firm, InScope, Linked, Stated},
    web::api::reply::ProblemDetails,
};

/// Most links of one picture.
const MOST_LINKS: usize = 20_000;

/// Most rows and columns of a table.
const MOST_CELLS: usize = 200;

/// Who is linked with whom, the strongest links first, with the measures of each node in what is shown.
#[cfg_attr(test, utoipa::path(get, path = "/api/network", tag = "networks",
    params(
        ("of" = Option<LinkedBy>, Query, description = "claims (by default) or cooccur"),
        ("around" = Option<String>, Query, description = "Id of an entity in the middle"),
        ("depth" = Option<usize>, Query, maximum = 9, description = "So many steps around it; 1 by default"),
        ("limit" = Option<usize>, Query, maximum = 20000, description = "How many links; 2000 by default"),
        InScope,
        Firm,
        Linked,
        Stated,
    ),
    responses((status = 200, body = NetworkAnswer), (status = 400, body = ProblemDetails))))]
pub(super) async fn network(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (of, filters) = (given.one::<LinkedBy>("of")?.unwrap_or_default(), given.filters()?);
    let around = Around {
        node: given.one("around")?,
        depth: given.number("depth", 1, 9)?,
        limit: given.number("limit", 2000, MOST_LINKS)?,
    };
    json(shared, move |desk| Ok(desk.network(of, &filters, &around)?)).await
}

/// The strongest way from one entity to another, along links of either direction.
#[cfg_attr(test, utoipa::path(get, path = "/api/path", tag = "networks",
    params(
        ("a" = String, Query, description = "Id of the first"),
        ("b" = String, Query, description = "Id of the last"),
        ("of" = Option<LinkedBy>, Query, description = "claims (by default) or cooccur"),
        InScope,
        Firm,
        Linked,
        Stated,
    ),
    responses((status = 200, body = PathAnswer), (status = 400, body = ProblemDetails))))]
pub(super) async fn path(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (of, filters) = (given.one::<LinkedBy>("of")?.unwrap_or_default(), given.filters()?);
    let (a, b) = (given.needed::<EntityId>("a")?, given.needed::<EntityId>("b")?);
    json(shared, move |desk| Ok(desk.path(&a, &b, of, &filters)?)).await
}

/// Who pays for what: donors, pooled funds between, receivers; and the same as a table.
#[cfg_attr(test, utoipa::path(get, path = "/api/flows", tag = "networks",
    params(
        ("by" = Option<String>, Query, description = "Columns of the table: receiver (by default), or country of the stories that say so"),
        ("limit" = Option<usize>, Query, maximum = 200, description = "How many donors and receivers have places of their own; 24 by default"),
        InScope,
        Firm,
        Linked,
    ),
    responses((status = 200, body = Flows), (status = 400, body = ProblemDetails))))]
pub(super) async fn flows(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (filters, top) = (given.filters()?, given.number("limit", 24, MOST_CELLS)?);
    let columns = given.one::<FlowColumns>("by")?.unwrap_or_default();
    json(shared, move |desk| Ok(desk.flows(columns, &filters, top))).await
}

/// What a table is of: being named together, or a predicate.
enum TableOf {
    Cooccur,
    Claims(Predicate),
}

impl FromStr for TableOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "cooccur" => Ok(Self::Cooccur),
            predicate => predicate.parse().map(Self::Claims),
        }
    }
}

/// How many stories say who does it to whom, or name whom with whom.
#[cfg_attr(test, utoipa::path(get, path = "/api/matrix", tag = "networks",
    params(
        ("of" = Option<String>, Query, description = "cooccur (by default) or a predicate"),
        ("top" = Option<usize>, Query, maximum = 200, description = "How many rows and columns; 24 by default"),
        InScope,
        Firm,
        Linked,
    ),
    responses((status = 200, body = Matrix), (status = 400, body = ProblemDetails))))]
pub(super) async fn matrix(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (filters, top) = (given.filters()?, given.number("top", 24, MOST_CELLS)?);
    let (of, predicates) = match given.one::<TableOf>("of")? {
        None | Some(TableOf::Cooccur) => (LinkedBy::Cooccur, Vec::new()),
        Some(TableOf::Claims(predicate)) => (LinkedBy::Claims, vec![predicate]),
    };
    let filters = Filters { predicates, ..filters };
    json(shared, move |desk| Ok(desk.matrix(of, &filters, top)?)).await
}
