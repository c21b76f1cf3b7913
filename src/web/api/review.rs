//! Addresses of the API for reviewers: what to look at, and what they decide.
//!
//! In: a request. Out: JSON. Never: a decision that a page of another site sends.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};

use crate::base::{Argument, ClaimName, DocumentId, EntityId, Predicate, Verdict};
use crate::view::desk::{ClaimToReview, NameToReview};
use crate::web::api::parameters::Given;
#[cfg(test)] // what only the description of the API names
use crate::web::api::reply::ProblemDetails;
use crate::web::api::reply::{Failure, Reply, as_json, json, json_body};
use crate::web::background::in_background;
use crate::web::ledger::{Entry, Ledger};
use crate::web::problem::Problem;
use crate::web::shared::Shared;

/// What to look at first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct ReviewQueue {
    /// Who decides.
    who: String,
    /// The file that the decisions go into.
    file: String,
    /// Whether the graph can be built anew from here.
    rebuilds: bool,
    /// How many decisions there are.
    decided: usize,
    /// How many wait.
    total: usize,
    /// Claims, where those were asked for.
    claims: Vec<ClaimToReview>,
    /// Provisional names, where those were asked for.
    names: Vec<NameToReview>,
}

/// A decision.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(tag = "verdict", rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum DecisionSent {
    /// The claim holds.
    Right(ClaimSent),
    /// The claim does not hold.
    Wrong(ClaimSent),
    /// Several ids are one entity.
    Same {
        /// The id that stays, then those that become it.
        #[cfg_attr(test, schema(value_type = Vec<String>))]
        entities: Vec<EntityId>,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// Some words name nobody, or not the entity.
    Never {
        /// The words as they stand in the text.
        text: String,
        /// Whom they do not name.
        #[cfg_attr(test, schema(value_type = Option<String>))]
        #[serde(default)]
        entity: Option<EntityId>,
        /// Why.
        #[serde(default)]
        why: String,
    },
}

/// The claim that a decision is on.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct ClaimSent {
    /// Who.
    #[cfg_attr(test, schema(value_type = String))]
    subject: EntityId,
    /// Does what.
    predicate: Predicate,
    /// To whom; absent for the activity that a story reports.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    #[serde(default)]
    object: Option<EntityId>,
    /// The story, of an activity; of another claim the decision holds everywhere when it is absent.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    #[serde(default)]
    story: Option<DocumentId>,
    /// Why.
    #[serde(default)]
    why: String,
}

/// All decisions of the file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct DecisionList {
    /// The file.
    file: String,
    /// In its order.
    rows: Vec<Entry>,
}

/// What came of building the graph anew.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct Rebuilt {
    /// What it warns of, decisions that bear on nothing among it.
    warnings: Vec<String>,
}

/// What to look at first: claims or provisional names on which most hangs, without those that are decided.
#[cfg_attr(test, utoipa::path(get, path = "/api/review", tag = "review",
    params(
        ("kind" = Option<String>, Query, description = "claims (by default) or names"),
        ("limit" = Option<usize>, Query, maximum = 1000, description = "How many; 20 by default"),
        ("offset" = Option<usize>, Query, description = "After how many"),
    ),
    responses(
        (status = 200, body = ReviewQueue),
        (status = 400, body = ProblemDetails),
        (status = 404, description = "No decisions are taken", body = ProblemDetails))))]
pub(super) async fn queue(State(shared): State<Arc<Shared>>, uri: Uri) -> Reply {
    let given = Given::read(uri.query())?;
    let page = given.page(20)?;
    let of_names = match given.one::<String>("kind")?.as_deref() {
        None | Some("claims") => false,
        Some("names") => true,
        Some(other) => {
            return Err(Problem::bad(format!("kind: {other:?} is neither claims nor names")).into());
        }
    };
    let ledger = ledger(&shared)?;
    json(shared, move |desk| {
        let told = |e: String| Failure::Problem(Problem::internal(e));
        let decided = ledger.decided().map_err(told)?;
        let n_decided = ledger.entries().map_err(told)?.len();
        let (mut claims, mut names) = (Vec::new(), Vec::new());
        let total = if of_names {
            let found = desk.names_to_review(&decided, page)?;
            names = found.rows;
            found.total
        } else {
            let found = desk.claims_to_review(&decided, page)?;
            claims = found.rows;
            found.total
        };
        let (who, file) = (ledger.who.clone(), ledger.place.clone());
        let rebuilds = ledger.rebuilds();
        Ok(ReviewQueue { who, file, rebuilds, decided: n_decided, total, claims, names })
    })
    .await
}

/// Writes a decision into the file.
#[cfg_attr(test, utoipa::path(post, path = "/api/review", tag = "review", request_body = DecisionSent,
    responses(
        (status = 201, body = Entry),
        (status = 400, body = ProblemDetails),
        (status = 403, description = "Sent by a page of another site", body = ProblemDetails),
        (status = 404, description = "No decisions are taken", body = ProblemDetails),
        (status = 415, body = ProblemDetails))))]
pub(super) async fn decide(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Reply {
    let ledger = ledger(&shared)?;
    own_page(&headers)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().unwrap_or_default().trim() != "application/json" {
        let says = "send application/json";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, says).into());
    }
    let sent: DecisionSent = serde_json::from_slice(&body)
        .map_err(|e| Problem::bad(format!("the decision cannot be read: {e}")))?;
    let (verdict, document, why) = read(sent)?;
    let why = if why.trim().is_empty() { "seen in review".to_owned() } else { why };
    let kept = in_background(move || ledger.add(verdict, document, &why)).await?;
    let kept = as_json(&kept.map_err(Problem::internal)?)?;
    Ok((StatusCode::CREATED, json_body(kept)).into_response())
}

/// Takes a decision back.
#[cfg_attr(test, utoipa::path(delete, path = "/api/review/{id}", tag = "review",
    params(("id" = String, Path, description = "Name of a decision")),
    responses(
        (status = 200, description = "The decision that is gone", body = Entry),
        (status = 403, description = "Sent by a page of another site", body = ProblemDetails),
        (status = 404, description = "No such decision", body = ProblemDetails))))]
pub(super) async fn take_back(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Reply {
    let ledger = ledger(&shared)?;
    own_page(&headers)?;
    let gone = in_background(move || ledger.take_back(&id)).await?.map_err(Problem::internal)?;
    let missing = || Problem::new(StatusCode::NOT_FOUND, "there is no such decision");
    Ok(json_body(as_json(&gone.ok_or_else(missing)?)?))
}

/// All decisions of the file.
#[cfg_attr(test, utoipa::path(get, path = "/api/decisions", tag = "review",
    responses(
        (status = 200, body = DecisionList),
        (status = 404, description = "No decisions are taken", body = ProblemDetails))))]
pub(super) async fn decisions(State(shared): State<Arc<Shared>>) -> Reply {
    let ledger = ledger(&shared)?;
    let file = ledger.place.clone();
    let rows = in_background(move || ledger.entries()).await?.map_err(Problem::internal)?;
    Ok(json_body(as_json(&DecisionList { file, rows })?))
}

/// Builds the graph anew, so that it shows what was decided.
#[cfg_attr(test, utoipa::path(post, path = "/api/rebuild", tag = "review",
    responses(
        (status = 200, body = Rebuilt),
        (status = 403, description = "Sent by a page of another site", body = ProblemDetails),
        (status = 404, description = "Nobody said from what", body = ProblemDetails))))]
pub(super) async fn rebuild(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Reply {
    let ledger = ledger(&shared)?;
    own_page(&headers)?;
    let built = in_background(move || {
        let built = ledger.rebuild();
        shared.take_up_new();
        built
    })
    .await?;
    let says = "this server was not told what to build from: consort serve PATH --review";
    let built = built.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, says))?;
    let warnings = built.map_err(Problem::internal)?;
    Ok(json_body(as_json(&Rebuilt { warnings })?))
}

fn read(sent: DecisionSent) -> Result<(Verdict, Option<String>, String), Problem> {
    let claim = |sent: ClaimSent| {
        let ClaimSent { subject, predicate, object, story, why } = sent;
        if object.is_none() && story.is_none() {
            return Err(Problem::bad("a claim has an object, or the story that reports it"));
        }
        let object = object.map_or(Argument::Story, Argument::Entity);
        Ok((ClaimName::new(subject, predicate, object), story.map(|id| id.to_string()), why))
    };
    Ok(match sent {
        DecisionSent::Right(sent) => {
            let (claim, document, why) = claim(sent)?;
            (Verdict::Right { claim }, document, why)
        }
        DecisionSent::Wrong(sent) => {
            let (claim, document, why) = claim(sent)?;
            (Verdict::Wrong { claim }, document, why)
        }
        DecisionSent::Same { entities, .. } if entities.len() < 2 => {
            return Err(Problem::bad("\"entities\" has the id that stays and one or more others"));
        }
        DecisionSent::Same { entities, why } => (Verdict::Same { entities }, None, why),
        DecisionSent::Never { text, .. } if text.trim().is_empty() => {
            return Err(Problem::bad("\"text\" is empty"));
        }
        DecisionSent::Never { text, entity, why } => (Verdict::Never { text, entity }, None, why),
    })
}

fn ledger(shared: &Shared) -> Result<Arc<Ledger>, Problem> {
    let says = "this server takes no decisions: consort serve --review does";
    shared.ledger.clone().ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, says))
}

/// Whether a request that changes something comes from the page, or from a program of the user's.
fn own_page(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let foreign = text(header::ORIGIN).is_some_and(|origin| {
        origin.split_once("://").is_none_or(|(_, from)| !from.eq_ignore_ascii_case(host))
    });
    if foreign {
        let says = "a page of another site may not decide here";
        return Err(Problem::new(StatusCode::FORBIDDEN, says));
    }
    Ok(())
}
