//! Who may ask, and the headers of every response.
//!
//! In: a request. Out: the same, or a refusal. Never: an answer to a page of another site that this machine did not invite.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::web::page::is_page;
use crate::web::problem::Problem;
use crate::web::shared::Shared;

/// Nothing is loaded from elsewhere, only the page's own files run, and no other site shows it in a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a request through that names this server and carries its token.
pub(super) async fn guard(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let cors = shared.options.cors;
    let is_preflight = *request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    // A browser asks without the token whether it may ask with it, and the page has nothing of the graph.
    let is_open = (is_preflight && cors) || is_page(request.uri().path());
    let refused = refusal(&shared, request.uri(), request.headers(), is_open);
    let mut response = match refused {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    // What is made to be shown by other programs says by which.
    let has_policy = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    let mut say = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    if !has_policy {
        say(header::CONTENT_SECURITY_POLICY, POLICY);
    }
    say(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(header::REFERRER_POLICY, "no-referrer");
    say(header::VARY, "Accept");
    if cors {
        say(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        say(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, OPTIONS");
        say(header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Authorization, Content-Type");
        say(header::ACCESS_CONTROL_EXPOSE_HEADERS, "Consort-Truncated, Retry-After");
    }
    response
}

fn refusal(shared: &Shared, target: &Uri, headers: &HeaderMap, is_open: bool) -> Option<Problem> {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if headers.get_all(header::HOST).iter().count() != 1 {
        return Some(Problem::bad("a request has one Host"));
    }
    let hosts = &shared.options.hosts;
    // A page of another site can give its own name this machine's address; then the name tells. That of the request's target,
    // where it has one, is what counts (RFC 9112, section 3.2.2).
    let named = || text(header::HOST).map(without_port);
    let host = target.host().or_else(named).unwrap_or_default();
    if !hosts.is_empty() && !hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        let says = format!("this server is addressed as {}", hosts.join(", "));
        return Some(Problem::new(StatusCode::MISDIRECTED_REQUEST, says));
    }
    let token = shared.options.token.as_deref().filter(|_| !is_open)?;
    let given = text(header::AUTHORIZATION)
        .and_then(|v| v.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, given)| given.trim());
    if given.is_some_and(|given| same(given.as_bytes(), token.as_bytes())) {
        return None;
    }
    let says = "this server asks for its token: Authorization: Bearer …";
    Some(Problem::new(StatusCode::UNAUTHORIZED, says).with(header::WWW_AUTHENTICATE, "Bearer"))
}

fn without_port(host: &str) -> &str {
    let end = match host.rfind(']') {
        Some(close) => close + 1,
        None => host.find(':').unwrap_or(host.len()),
    };
    &host[..end]
}

/// Compares in a time that does not tell how much of the token was right.
fn same(given: &[u8], token: &[u8]) -> bool {
    let differ = given.iter().zip(token).fold(0, |all, (a, b)| all | (a ^ b));
    differ == 0 && given.len() == token.len()
}

#[cfg(test)]
mod tests {
    use super::{same, without_port};

    #[test]
    fn a_host_is_told_from_its_port() {
        for (host, expected) in [
            ("localhost:7777", "localhost"),
            ("localhost", "localhost"),
            ("[::1]:80", "[::1]"),
            ("[::1]", "[::1]"),
            ("", ""),
        ] {
            assert_eq!(without_port(host), expected);
        }
    }

    #[test]
    fn tokens_are_compared_whole() {
        assert!(same(b"abc", b"abc") && !same(b"ab", b"abc") && !same(b"abcd", b"abc"));
    }
}
