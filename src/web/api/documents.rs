//! Addresses of the API for stories, sentences and texts: `story`, `stories`, `evidence`, `extract`.
//!
//! In: a request. Out: JSON. Never: a text where texts are not given.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};

use crate::base::{DocumentId, EntityId, Predicate, Record};
use crate::documents::{Format, ReadOptions, parse};
use crate::merge::Object;
use crate::view::desk::{Filters, StoryQuery};
use crate::web::api::parameters::Given;
use crate::web::api::reply::{ApiProblem, Reply, as_json, json, json_body, missing};
use crate::web::background::in_background;
use crate::web::problem::Problem;
use crate::web::shared::Shared;
#[cfg(test)] // what only the description of the API names
use crate::{
    view::desk::{EvidenceAnswer, Rows, StoryPage, StoryRef},
    web::api::parameters::{InScope, Paged},
    web::api::reply::ProblemDetails,
};

/// Stories, newest first.
#[cfg_attr(test, utoipa::path(get, path = "/api/stories", tag = "stories",
    params(
        ("entity" = Option<String>, Query, description = "Those that name it"),
        ("q" = Option<String>, Query, description = "Those whose titles have these words"),
        InScope,
        Paged,
    ),
    responses((status = 200, body = Rows<StoryRef>), (status = 400, body = ProblemDetails))))]
pub(super) async fn stories(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (filters, page) = (given.filters()?, given.page(50)?);
    let words = given.one::<String>("q")?.unwrap_or_default();
    let query = StoryQuery { entity: given.one("entity")?, words };
    json(shared, move |desk| Ok(desk.stories(&query, &filters, page))).await
}

/// A story with its text, mentions and relations; offsets count code points.
#[cfg_attr(test, utoipa::path(get, path = "/api/story/{id}", tag = "stories",
    params(("id" = String, Path, description = "Id of a story")),
    responses(
        (status = 200, body = StoryPage),
        (status = 404, description = "No such story", body = ProblemDetails))))]
pub(super) async fn story(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Reply {
    json(shared, move |desk| desk.story_page(&id)?.ok_or_else(|| missing("that story"))).await
}

/// The sentences behind an edge (`subject`, `predicate`, `object`), or those that name two entities (`a`, `b`), newest first.
#[cfg_attr(test, utoipa::path(get, path = "/api/evidence", tag = "edges",
    params(
        ("subject" = Option<String>, Query, description = "Id of who does it"),
        ("predicate" = Option<Predicate>, Query, description = "What is stated"),
        ("object" = Option<String>, Query, description = "Id of to whom it is done; of a story with `story=1`"),
        ("story" = Option<u8>, Query, maximum = 1, description = "1: the object is the activity that a story reports"),
        ("a" = Option<String>, Query, description = "Id of one who is named"),
        ("b" = Option<String>, Query, description = "Id of another"),
        ("status" = Option<Vec<String>>, Query, description = "asserted, planned, hedged, negated, rejected or any; any by default"),
        ("limit" = Option<usize>, Query, maximum = 1000, description = "How many sentences"),
        ("offset" = Option<usize>, Query, description = "After how many"),
        InScope,
    ),
    responses(
        (status = 200, body = EvidenceAnswer),
        (status = 400, body = ProblemDetails),
        (status = 404, description = "No sentence says so", body = ProblemDetails))))]
pub(super) async fn evidence(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let (filters, page) = (given.filters()?, given.page(50)?);
    let filters = Filters { statuses: filters.statuses.or_else(|| Some(Vec::new())), ..filters };
    if given.one::<String>("subject")?.is_none() {
        let (a, b) = (given.needed::<EntityId>("a")?, given.needed::<EntityId>("b")?);
        return json(shared, move |desk| {
            let found = desk.named_together(&a, &b, &filters, page)?;
            found.ok_or_else(|| missing("one of the two"))
        })
        .await;
    }
    let subject: EntityId = given.needed("subject")?;
    let predicate: Predicate = given.needed("predicate")?;
    let object = match given.number("story", 0, 1)? {
        1 => Object::Event(given.needed::<DocumentId>("object")?),
        _ => Object::Entity(given.needed::<EntityId>("object")?),
    };
    json(shared, move |desk| {
        let found = desk.evidence(&subject, predicate, &object, &filters, page)?;
        found.ok_or_else(|| missing("that edge"))
    })
    .await
}

/// A text to read.
#[cfg(test)]
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes what `documents` reads")]
pub(super) struct TextToRead {
    /// The text.
    text: String,
    /// Its title.
    title: Option<String>,
    /// ISO 8601 day, month or year.
    date: Option<String>,
}

/// Reads a text: the names in it and what it states, as an extraction record. Nothing is kept.
#[cfg_attr(test, utoipa::path(post, path = "/api/extract", tag = "texts",
    request_body(
        content((String = "text/plain"), (TextToRead = "application/json")),
        description = "A text, or an object with `text` and, if known, `title`, `date`, `places`, `countries`"),
    responses(
        (status = 200, description = "The extraction record; offsets count code points of its `text`", body = serde_json::Value),
        (status = 400, body = ProblemDetails),
        (status = 413, body = ProblemDetails),
        (status = 415, body = ProblemDetails))))]
pub(super) async fn extract(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Reply {
    let Some(reader) = shared.reader.clone() else {
        let says = "this server reads no texts";
        return Err(ApiProblem(Problem::new(StatusCode::NOT_FOUND, says)));
    };
    let text = String::from_utf8(body.to_vec());
    let text = text.map_err(|_| Problem::bad("the text is not UTF-8"))?;
    let kind =
        headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("text/plain");
    let line = match kind.split(';').next().unwrap_or_default().trim() {
        "text/plain" => serde_json::json!({ "text": text }).to_string(),
        "application/json" => one_object(&text)?,
        _ => {
            let says = "send text/plain or application/json";
            return Err(ApiProblem(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, says)));
        }
    };
    let read = parse("request", &line, Format::Jsonl, &ReadOptions::default());
    let Some(document) = read.output.into_iter().next() else {
        let reasons: Vec<String> = read.warnings.into_iter().map(|w| w.message).collect();
        return Err(
            Problem::bad(format!("there is no text to read: {}", reasons.join("; "))).into()
        );
    };
    let seat = shared.seat().await?;
    let read = in_background(move || {
        let _seat = seat;
        as_json(&Record::from(&reader(document)))
    });
    Ok(json_body(read.await??))
}

/// A JSON object on one line, as a record of JSON Lines is.
fn one_object(text: &str) -> Result<String, Problem> {
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|e| Problem::bad(format!("the JSON cannot be read: {e}")))?;
    if !value.is_object() {
        return Err(Problem::bad("send one JSON object with a field \"text\""));
    }
    Ok(value.to_string())
}
