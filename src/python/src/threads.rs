//! The threads that texts are read on.
//!
//! In: how many. Out: work done on them. Never: threads of a process that this one was forked from, which are not there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::Failure;

/// More threads only wait for one another.
const MOST: usize = 512;

/// By process and number.
static POOLS: Mutex<BTreeMap<(u32, usize), Arc<ThreadPool>>> = Mutex::new(BTreeMap::new());

/// Does work on so many threads; on all cores when left out.
pub(crate) fn on_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    if threads.is_some_and(|n| !(1..=MOST).contains(&n)) {
        let says = format!("threads takes a number from 1 to {MOST}, or None for all cores");
        return Err(Failure::refused(says));
    }
    pool(threads.unwrap_or(0))?.install(work)
}

/// A pool is kept for the next call; `0` is one of all cores.
fn pool(threads: usize) -> Result<Arc<ThreadPool>, Failure> {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (std::process::id(), threads);
    if let Some(pool) = pools.get(&key) {
        return Ok(pool.clone());
    }
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = Arc::new(pool.map_err(|e| Failure::argument("threads", e))?);
    // Those of a parent process stay in the map: dropping them would wait for threads that this process does not have.
    pools.insert(key, pool.clone());
    Ok(pool)
}
