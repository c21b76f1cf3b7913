//! What went wrong with a request, in a sentence.
//!
//! In: a status and words. Out: a response of plain text. Never: a page, or the word of a request as markup.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::rdf::WriteError;
use crate::store::sparql::QueryEvaluationError;
use crate::view::query::QueryError;

/// A request that is not answered.
#[derive(Debug)]
pub(super) struct Problem {
    pub status: StatusCode,
    pub says: String,
    pub header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, says: impl Into<String>) -> Self {
        Self { status, says: says.into(), header: None }
    }

    /// A request that cannot be understood.
    pub(super) fn bad(says: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, says)
    }

    /// A fault that is not the client's.
    pub(super) fn internal(says: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, says)
    }

    /// The same with a header.
    pub(super) fn with(self, name: HeaderName, value: &'static str) -> Self {
        Self { header: Some((name, HeaderValue::from_static(value))), ..self }
    }

    /// A method that an address does not have.
    pub(super) fn method(allowed: &'static str) -> Self {
        let says = format!("this address takes {allowed}; nothing here changes the graph");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, says).with(header::ALLOW, allowed)
    }

    /// Nothing on offer is accepted.
    pub(super) fn unacceptable(offers: &[(&str, impl Copy)]) -> Self {
        let names: Vec<&str> = offers.iter().map(|(media, _)| *media).collect();
        Self::new(StatusCode::NOT_ACCEPTABLE, format!("this can be had as {}", names.join(", ")))
    }

    /// Too much is asked at once.
    pub(super) fn busy(says: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, says).with(header::RETRY_AFTER, "1")
    }

    /// What kept triples from being written; another syntax may do.
    pub(super) fn of_writing(error: &WriteError) -> Self {
        let status = match error {
            WriteError::Io(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::NOT_ACCEPTABLE,
        };
        Self::new(status, error.to_string())
    }

    /// What kept a query from being answered.
    pub(super) fn of_query(error: &QueryError) -> Self {
        if let QueryError::Io(error) = error
            && let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref())
        {
            return Self::of_writing(error);
        }
        let status = match error {
            QueryError::TimedOut(_) | QueryError::OutOfMemory(_) | QueryError::Interrupted(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            QueryError::Update | QueryError::Service => StatusCode::FORBIDDEN,
            QueryError::TooLarge { .. } | QueryError::TooManyPatterns(_) => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            // A function that nobody knows is the question's.
            QueryError::Evaluation(
                QueryEvaluationError::UnsupportedCustomFunction(_)
                | QueryEvaluationError::UnsupportedCustomFunctionArity { .. },
            ) => StatusCode::BAD_REQUEST,
            QueryError::Evaluation(_) | QueryError::Io(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        let mut response = (self.status, kind, format!("{}\n", self.says)).into_response();
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
