//! The Reconciliation Service API 0.2, as OpenRefine asks it: names of a table matched with entities.
//!
//! In: requests below `/reconcile`. Out: JSON, and a small page. Never: a script for another site to run (JSONP), a sentence where
//! texts are not given.

mod asked;
mod written;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::base::Class;
use crate::view::desk::Desk;
use crate::view::reconcile::{Reconciler, preview as page};
use crate::web::background::in_background;
use crate::web::form::pairs;
use crate::web::problem::Problem;
use crate::web::reconcile::asked::{extension, questions};
use crate::web::reconcile::written::{extended, manifest, results, type_of};
use crate::web::shared::Shared;

/// So many suggestions at once.
const SUGGESTIONS: usize = 10;

/// What a preview may do: be shown by a program of this machine, and nothing else.
const PREVIEW_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*";

type Answer = Result<Response, Refused>;

/// A problem, told as OpenRefine shows it.
struct Refused(Problem);

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Problem { status, says, .. } = self.0;
        (status, written(&json!({ "status": "error", "message": says }))).into_response()
    }
}

/// The addresses of the service.
pub(super) fn routes(most_bytes: usize) -> Router<Arc<Shared>> {
    Router::new()
        .route("/reconcile", get(asked_by_address).post(asked_by_form))
        .route("/reconcile/suggest/entity", get(suggest_entity))
        .route("/reconcile/suggest/type", get(suggest_type))
        .route("/reconcile/suggest/property", get(suggest_property))
        .route("/reconcile/properties", get(propose))
        .route("/reconcile/preview", get(preview))
        .layer(DefaultBodyLimit::max(most_bytes))
}

async fn asked_by_address(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    uri: Uri,
) -> Answer {
    let given = given(uri.query().unwrap_or_default().as_bytes())?;
    if given.iter().any(|(name, _)| name == "callback") {
        let says = "JSONP is not spoken here; start consort serve with --cors and ask as JSON";
        return Err(Problem::bad(says).into());
    }
    answer(shared, &headers, given).await
}

async fn asked_by_form(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    answer(shared, &headers, given(&body)?).await
}

/// The answer to `queries`, to `extend`, or to nothing: then what the service can do.
async fn answer(shared: Arc<Shared>, headers: &HeaderMap, given: Vec<(String, String)>) -> Answer {
    let value = |name: &str| given.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
    if let Some(queries) = value("queries") {
        let asked = questions(&queries)?;
        return told(shared, move |reconciler, _| Ok(results(reconciler, &asked))).await;
    }
    if let Some(extend) = value("extend") {
        let asked = extension(&extend)?;
        return told(shared, move |reconciler, _| Ok(extended(reconciler, &asked))).await;
    }
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("localhost");
    let manifest = manifest(&format!("http://{host}"), shared.graph().kb.iris());
    Ok(written(&manifest))
}

async fn suggest_entity(State(shared): State<Arc<Shared>>, uri: Uri) -> Answer {
    let (prefix, cursor) = typed(&uri)?;
    told(shared, move |reconciler, _| {
        let found = reconciler.suggest(&prefix, cursor, SUGGESTIONS);
        let entity = |found: &crate::view::reconcile::Suggestion<'_>| {
            let facts = found.facts;
            json!({
                "id": facts.entity.id, "name": facts.entity.label,
                "description": reconciler.description(facts), "notable": [type_of(facts.entity.class)],
            })
        };
        Ok(json!({ "result": found.iter().map(entity).collect::<Vec<_>>() }))
    })
    .await
}

async fn suggest_type(uri: Uri) -> Answer {
    let (prefix, cursor) = typed(&uri)?;
    let fits = |class: &Class| class.name().to_lowercase().starts_with(&prefix.to_lowercase());
    let classes = Class::ALL.into_iter().filter(fits).skip(cursor).take(SUGGESTIONS);
    Ok(written(&json!({ "result": classes.map(type_of).collect::<Vec<_>>() })))
}

async fn suggest_property(State(shared): State<Arc<Shared>>, uri: Uri) -> Answer {
    let (prefix, cursor) = typed(&uri)?;
    let prefix = prefix.to_lowercase();
    told(shared, move |reconciler, _| {
        let all = reconciler.properties().into_iter();
        let fits = all.filter(|property| {
            property.id.starts_with(&prefix) || property.name.to_lowercase().contains(&prefix)
        });
        let found = fits.skip(cursor).take(SUGGESTIONS);
        let result: Vec<Value> = found.map(|p| json!({ "id": p.id, "name": p.name })).collect();
        Ok(json!({ "result": result }))
    })
    .await
}

/// The properties that entities of a type may have.
async fn propose(State(shared): State<Arc<Shared>>, uri: Uri) -> Answer {
    let given = given(uri.query().unwrap_or_default().as_bytes())?;
    let value = |name: &str| given.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
    let limit = value("limit").map(|limit| limit.parse::<usize>());
    let limit = limit.transpose().map_err(|_| Problem::bad("limit takes a number"))?;
    let kind = value("type");
    told(shared, move |reconciler, _| {
        let all = reconciler.properties().into_iter().take(limit.unwrap_or(usize::MAX));
        let all: Vec<Value> = all.map(|p| json!({ "id": p.id, "name": p.name })).collect();
        let mut answer = json!({ "properties": all });
        if let Some(kind) = &kind {
            answer["type"] = json!(kind);
        }
        if let Some(limit) = limit {
            answer["limit"] = json!(limit);
        }
        Ok(answer)
    })
    .await
}

async fn preview(State(shared): State<Arc<Shared>>, uri: Uri) -> Answer {
    let given = given(uri.query().unwrap_or_default().as_bytes())?;
    let id = given.into_iter().find(|(name, _)| name == "id").map(|(_, id)| id).unwrap_or_default();
    let html = on_reconciler(shared, move |reconciler, desk| {
        let html = page(desk, reconciler, &id).map_err(|e| Problem::internal(e.to_string()))?;
        let missing = || Problem::new(StatusCode::NOT_FOUND, "there is no entity of that id");
        html.ok_or_else(missing)
    })
    .await?;
    let about = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PREVIEW_POLICY)),
    ];
    Ok((about, html).into_response())
}

/// `prefix` and `cursor` of what somebody types.
fn typed(uri: &Uri) -> Result<(String, usize), Problem> {
    let given = given(uri.query().unwrap_or_default().as_bytes())?;
    let value = |name: &str| given.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let prefix = value("prefix").unwrap_or_default().to_owned();
    if prefix.chars().count() > 300 {
        return Err(Problem::bad("prefix has at most 300 letters"));
    }
    let cursor = value("cursor").filter(|cursor| !cursor.is_empty()).map(str::parse);
    let cursor = cursor.transpose().map_err(|_| Problem::bad("cursor takes a number"))?;
    Ok((prefix, cursor.unwrap_or_default()))
}

fn given(form: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    pairs(form).ok_or_else(|| Problem::bad("the request is not UTF-8"))
}

fn written(value: &Value) -> Response {
    let media = [(header::CONTENT_TYPE, "application/json")];
    (media, value.to_string()).into_response()
}

/// Does some work with the names of the graph and the vocabulary, and writes what it gives.
async fn told(
    shared: Arc<Shared>,
    work: impl FnOnce(&Reconciler, &Desk) -> Result<Value, Problem> + Send + 'static,
) -> Answer {
    Ok(written(&on_reconciler(shared, work).await?))
}

async fn on_reconciler<T: Send + 'static>(
    shared: Arc<Shared>,
    work: impl FnOnce(&Reconciler, &Desk) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let seat = shared.seat().await?;
    in_background(move || {
        let _seat = seat;
        let graph = shared.graph();
        work(graph.reconciler(&shared)?, graph.desk()?)
    })
    .await?
}
