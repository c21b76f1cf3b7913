//! A page and a Turtle file for each entity, and a list for each class.
//!
//! In: a publication. Out: files that lead to one another by relative links. Never: a script; a link to a page that is not there.

mod entity;
mod indexed;
mod lists;
pub(super) mod names;
pub(super) mod pages;
mod relations;
