//! A graph over HTTP: the SPARQL 1.1 Protocol for queries, the read half of the Graph Store Protocol, and every resource at its address.
//!
//! In: requests, a graph, limits. Out: responses. Never: a change to the graph, a request to another machine, a word of a text that a
//! browser would run.
//!
//! | file | does |
//! |---|---|
//! | `accept` | chooses a media type |
//! | `form` | reads parameters |
//! | `protocol` | a request → a question |
//! | `answer` | a question → a body, within its limits |
//! | `stream` | bodies that are written while they are sent |
//! | `background` | work beside the threads that listen |
//! | `description` | says what the service can do |
//! | `resources` | graphs and resources at their addresses |
//! | `api/` | the JSON API of the page and of scripts |
//! | `reconcile/` | names of tables matched with entities, as OpenRefine asks it |
//! | `page`, `page/` | the page for readers |
//! | `see` | which document an IRI leads to |
//! | `guard` | who may ask, and the headers of every response |
//! | `routes` | which address leads where |
//! | `ledger` | what reviewers decide |
//! | `listen` | connections |

mod accept;
mod answer;
mod api;
mod background;
mod description;
mod form;
mod guard;
mod ledger;
mod listen;
mod options;
mod page;
mod problem;
mod protocol;
mod reconcile;
mod resources;
mod routes;
mod see;
mod shared;
mod stream;

pub use ledger::{Ledger, LedgerFiles};
pub use listen::{ServeError, Stop, listen};
pub use options::ServeOptions;
pub use routes::router;
pub use shared::{LexiconSource, Shared, StoryReader};
