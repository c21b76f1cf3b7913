//! How an address of the API is answered: in the background, as JSON, errors as RFC 9457 has them.
//!
//! In: work to do on a desk. Out: a response. Never: an answer from two graphs; an error that is no sentence.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::store::StoreError;
use crate::view::desk::Desk;
use crate::web::background::in_background;
use crate::web::problem::Problem;
use crate::web::shared::Shared;

/// What an address of the API answers.
pub(super) type Reply = Result<Response, ApiProblem>;

/// An error as the description of the API has it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct ProblemDetails {
    /// The name of the status.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong, in a sentence.
    detail: String,
}

/// A problem that is told as `application/problem+json`.
pub(super) struct ApiProblem(pub Problem);

impl From<Problem> for ApiProblem {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let Problem { status, says, header } = self.0;
        let title = status.canonical_reason().unwrap_or_default().to_owned();
        let details = ProblemDetails { title, status: status.as_u16(), detail: says };
        let body = serde_json::to_vec(&details).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, body).into_response();
        if let Some((name, value)) = header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// Why there is no answer.
pub(super) enum Failure {
    /// The request is at fault, or asks for what is not there.
    Problem(Problem),
    /// The graph cannot be read; perhaps because a new one stands in its place.
    Store(StoreError),
}

impl Failure {
    /// What the client is told; another graph is not asked.
    pub(super) fn into_problem(self) -> Problem {
        match self {
            Failure::Problem(problem) => problem,
            Failure::Store(error) => Problem::internal(error.to_string()),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What somebody asks for is not in the graph.
pub(super) fn missing(what: &str) -> Failure {
    Failure::Problem(Problem::new(StatusCode::NOT_FOUND, format!("{what} is not in this graph")))
}

/// Does some work on the desk of the graph, on another thread, and writes what it gives as JSON.
pub(super) async fn json<T: Serialize + Send + 'static>(
    shared: Arc<Shared>,
    work: impl Fn(&Desk) -> Result<T, Failure> + Send + 'static,
) -> Reply {
    let seat = shared.seat().await?;
    let worked = in_background(move || {
        let _seat = seat;
        on_desk(&shared, work).and_then(|value| as_json(&value))
    });
    Ok(json_body(worked.await??))
}

/// A value as JSON.
pub(super) fn as_json(value: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(value).map_err(|e| Problem::internal(e.to_string()))
}

/// A body that is JSON.
pub(super) fn json_body(body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

/// Does some work on the desk of the graph; once more where another graph took its place meanwhile.
pub(super) fn on_desk<T>(
    shared: &Shared,
    mut work: impl FnMut(&Desk) -> Result<T, Failure>,
) -> Result<T, Problem> {
    let mut attempt = || {
        let graph = shared.graph();
        work(graph.desk()?)
    };
    let failed = match attempt() {
        // A graph that is built anew takes the files of the old one away: then the new one is asked.
        Err(Failure::Store(_)) if shared.take_up_new() => attempt(),
        done => done,
    };
    failed.map_err(Failure::into_problem)
}
