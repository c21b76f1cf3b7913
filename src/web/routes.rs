//! Which address leads where.
//!
//! In: requests. Out: responses. Never: a file of the machine.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Router, middleware};
use tower_http::compression::CompressionLayer;

use crate::web::accept::accept;
use crate::web::answer::{Answered, GRAPHS, answer, chosen};
use crate::web::api;
use crate::web::background::in_background;
use crate::web::description::{dataset, description};
use crate::web::guard::guard;
use crate::web::page::{self, VIEWS, document};
use crate::web::problem::Problem;
use crate::web::protocol::{METHODS, asked};
use crate::web::reconcile;
use crate::web::resources::{named, resource, stored, written};
use crate::web::see::leads_to;
use crate::web::shared::Shared;
use crate::web::stream::streamed;

/// A request that takes longer to arrive is dropped.
const ARRIVAL: Duration = Duration::from_secs(15);

const READS: &str = "GET, HEAD, OPTIONS";

/// All addresses of a server.
pub fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new()
        .route("/", any(page))
        .route("/assets/{name}", any(asset))
        .route("/sparql", any(sparql))
        .route("/graphs", any(graphs))
        .route("/.well-known/void", any(void));
    for view in VIEWS {
        router = router.route(&format!("/{view}"), any(page));
        router = router.route(&format!("/{view}/{{*rest}}"), any(page));
    }
    for kind in ["id", "doc", "event", "claim", "ev", "co", "rule", "run"] {
        router = router
            .route(&format!("/{kind}/{{*path}}"), any(see))
            .route(&format!("/data/{kind}/{{*path}}"), any(data));
    }
    router
        .merge(api::routes(shared.options.body))
        .merge(reconcile::routes(shared.options.body))
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, "nothing is at this address"))
        .layer(middleware::from_fn_with_state(shared.clone(), guard))
        .layer(CompressionLayer::new())
        .with_state(shared)
}

/// The page; which view it is of, it reads from the address itself.
async fn page(request: Request) -> Result<Response, Problem> {
    early(request.method(), READS).unwrap_or_else(|| document(request.headers()))
}

async fn asset(Path(name): Path<String>, request: Request) -> Result<Response, Problem> {
    early(request.method(), READS).unwrap_or_else(|| page::asset(&name, request.headers()))
}

async fn sparql(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    if parts.method != Method::POST
        && let Some(early) = early(&parts.method, METHODS)
    {
        return early;
    }
    let body = arrived(body, &parts.headers, shared.options.body).await?;
    let accept = accept(&parts.headers);
    let question = asked(&parts.method, parts.uri.query(), &parts.headers, &body)?;
    let answered = match question {
        Some(question) => answer(&shared, question, accept).await?,
        None => {
            let endpoint = endpoint(&parts.headers);
            written(&shared.graph(), description(&endpoint), accept.as_deref())?
        }
    };
    Ok(answered.into_response())
}

/// What the graph holds, and where it is asked (VoID, section 7.2).
async fn void(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    if let Some(early) = early(request.method(), READS) {
        return early;
    }
    let (accept, endpoint) = (accept(request.headers()), endpoint(request.headers()));
    let graph = shared.graph();
    Ok(written(&graph, dataset(&graph.kb, &endpoint), accept.as_deref())?.into_response())
}

async fn graphs(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    if let Some(early) = early(request.method(), READS) {
        return early;
    }
    let (address, accept) = (request.uri().query().map(str::to_owned), accept(request.headers()));
    let (name, (media, syntax)) = (named(address.as_deref())?, chosen(accept.as_deref(), &GRAPHS)?);
    let place = shared.download()?;
    let body = streamed(move |out| {
        let _place = place;
        stored(&shared.graph(), &name, shared.options.texts, syntax, out)
    });
    Ok(([(header::CONTENT_TYPE, of_media(media))], body.await?).into_response())
}

/// What an IRI stands for is no document: see what is said of it, as data or on the page.
async fn see(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    if let Some(early) = early(request.method(), READS) {
        return early;
    }
    let accept = accept(request.headers());
    let place = leads_to(&shared.graph(), request.uri().path(), accept.as_deref());
    let place = HeaderValue::from_str(&place).map_err(|_| Problem::bad("this is no address"))?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response())
}

async fn data(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    if let Some(early) = early(request.method(), READS) {
        return early;
    }
    let path = request.uri().path().trim_start_matches("/data/").to_owned();
    let accept = accept(request.headers());
    let answered = in_background(move || resource(&shared.graph(), &path, accept.as_deref()));
    Ok(answered.await??.into_response())
}

/// The answer to a method that asks for no content: which there are, or that there is no such.
fn early(method: &Method, allowed: &'static str) -> Option<Result<Response, Problem>> {
    match *method {
        Method::GET | Method::HEAD => None,
        Method::OPTIONS => {
            let allow = [(header::ALLOW, allowed)];
            Some(Ok((StatusCode::NO_CONTENT, allow).into_response()))
        }
        _ => Some(Err(Problem::method(allowed))),
    }
}

async fn arrived(body: Body, headers: &HeaderMap, most: usize) -> Result<Bytes, Problem> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok());
    let fits = length.and_then(|l| l.parse::<usize>().ok()).is_some_and(|told| told <= most);
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "the request did not arrive in time");
    let failed = |_| {
        if fits {
            return Problem::bad("the request broke off");
        }
        let says = format!("a request has at most {most} bytes");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, says)
    };
    tokio::time::timeout(ARRIVAL, to_bytes(body, most)).await.map_err(late)?.map_err(failed)
}

fn endpoint(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}/sparql")
}

/// A media type with the encoding of its characters, where it is one of text.
fn of_media(media: &str) -> String {
    if media.starts_with("text/") { format!("{media}; charset=utf-8") } else { media.to_owned() }
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        let mut headers = HeaderMap::new();
        if let Ok(media) = HeaderValue::from_str(&of_media(self.media)) {
            headers.insert(header::CONTENT_TYPE, media);
        }
        if let Some(rows) = self.cut
            && let Ok(says) =
                HeaderValue::from_str(&format!("the first {rows} rows; there are more"))
        {
            headers.insert(HeaderName::from_static("consort-truncated"), says);
        }
        (headers, self.body).into_response()
    }
}
