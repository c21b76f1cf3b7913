//! The description of the API, made of what stands beside each address: `openapi.json`.
//!
//! In: the attributes of the addresses and of what they answer. Out: the file beside this one, held against them. Never: a part of
//! the program, which would be compiled for minutes longer with the crate that reads them.

use std::path::Path;
use std::{env, fs};

use utoipa::openapi::RefOr;
use utoipa::{Modify, OpenApi};

use crate::web::api::{OPENAPI, documents, entities, exports, networks, queries, review};

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "consort",
        description = "Who works with whom, from the text that says so: a graph with the sentence behind every edge. SPARQL is at /sparql."
    ),
    paths(
        entities::corpus,
        entities::search,
        entities::entity,
        entities::edges,
        entities::timeline,
        entities::cooccur,
        documents::stories,
        documents::story,
        documents::evidence,
        documents::extract,
        networks::network,
        networks::path,
        networks::flows,
        networks::matrix,
        queries::queries,
        queries::query,
        queries::vocabulary,
        exports::formats,
        exports::export,
        review::queue,
        review::decide,
        review::take_back,
        review::decisions,
        review::rebuild
    ),
    components(schemas(documents::TextToRead)),
    modifiers(&Problems)
)]
struct Description;

/// Says of every error that it is sent as a problem, and not as JSON of its own kind.
struct Problems;

impl Modify for Problems {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        for item in api.paths.paths.values_mut() {
            let operations = [&mut item.get, &mut item.post, &mut item.delete];
            for operation in operations.into_iter().flatten() {
                for (status, response) in &mut operation.responses.responses {
                    let RefOr::T(response) = response else { continue };
                    let is_error = !status.starts_with('2');
                    let told = is_error
                        .then(|| response.content.swap_remove("application/json"))
                        .flatten();
                    if let Some(content) = told {
                        response.content.insert("application/problem+json".to_owned(), content);
                    }
                }
            }
        }
    }
}

/// `CONSORT_WRITE=1 cargo test --lib openapi` writes the file anew.
#[test]
fn openapi_is_what_the_addresses_say() {
    let described = format!("{}\n", Description::openapi().to_pretty_json().unwrap());
    if env::var_os("CONSORT_WRITE").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/api/openapi.json");
        fs::write(file, described).unwrap();
    } else {
        assert!(described == OPENAPI, "run again with CONSORT_WRITE=1 set, and look at the file");
    }
}
