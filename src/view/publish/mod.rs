//! A graph as a folder that any web server or archive of research data can hold, described for catalogues.
//!
//! In: a graph, what its publisher says of it. Out: files by name, each into a writer of the caller's; the same bytes for the same
//! graph. Never: a clock; a whole text; a sentence where texts are not given.
//!
//! # Steps
//! 1. [`About`] says whose it is and on what terms; [`publish`] writes all files in the order below.
//! 2. The data: the graph as triples, what the texts state and who is named together as tables.
//! 3. Their descriptions, each for those who read it: VoID and DCAT (portals), RO-Crate (archives of research), Croissant (those who
//!    train models), a page for people.
//! 4. If asked for, a page and a Turtle file for each entity.

mod about;
mod croissant;
mod data;
mod index;
mod paper;
mod publication;
mod ro_crate;
mod shelf;
mod site;
mod triples;
mod write;

pub use about::{About, Contact, Creator, License};
pub use shelf::{Open, PublishError};
pub use write::{FILES, Published, publish};
