//! Work that takes a while, away from the threads that listen.
//!
//! In: work. Out: what it gives. Never: a connection that waits for another's work.

use crate::web::problem::Problem;

/// Does some work on a thread of its own.
pub(super) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let lost = |_| Problem::internal("the answer got lost");
    tokio::task::spawn_blocking(work).await.map_err(lost)
}
