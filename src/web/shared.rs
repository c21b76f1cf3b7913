//! What all requests share: the graph as it is now, and how many may ask.
//!
//! In: a graph folder or a graph. Out: a graph for each request, whole while the request lasts. Never: half of an old graph and half
//! of a new one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::store::{Folder, Kb, StoreError};
use crate::view::query::Prefixes;
use crate::web::options::ServeOptions;
use crate::web::problem::Problem;

/// How often the folder is looked at for a new graph.
const GLANCE: Duration = Duration::from_secs(1);

/// What all requests share.
pub struct Shared {
    pub(super) options: ServeOptions,
    /// A place for each query that may run; it is given back when the engine has ended.
    queries: Arc<Semaphore>,
    graph: RwLock<Arc<Graph>>,
    folder: Option<PathBuf>,
}

/// A graph and the prefixes of its queries.
pub(super) struct Graph {
    pub kb: Kb,
    pub prefixes: Prefixes,
}

impl Shared {
    /// Opens a graph folder; a graph that is built into it later is taken up by [`Self::watch`].
    ///
    /// # Errors
    /// When there is no graph, or it cannot be read.
    pub fn open(folder: &Path, options: ServeOptions) -> Result<Self, StoreError> {
        let kb = Kb::load(Folder::open(folder)?)?;
        Ok(Self { folder: Some(folder.to_owned()), ..Self::of(kb, options) })
    }

    /// A graph that is there already.
    #[must_use]
    pub fn of(kb: Kb, options: ServeOptions) -> Self {
        let queries = Arc::new(Semaphore::new(options.at_once));
        Self { options, queries, graph: RwLock::new(Arc::new(Graph::new(kb))), folder: None }
    }

    /// A place among the queries that run; it is free again when it is dropped.
    pub(super) fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.queries.clone().try_acquire_owned().map_err(|_| {
            let n = self.options.at_once;
            Problem::busy(format!("{n} queries run already; ask again in a moment"))
        })
    }

    pub(super) fn graph(&self) -> Arc<Graph> {
        self.graph.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks for a new graph in the folder, again and again, and calls `say` with what happens.
    pub async fn watch(self: Arc<Self>, say: impl Fn(String) + Send + 'static) {
        let Some(folder) = self.folder.clone() else { return };
        loop {
            tokio::time::sleep(GLANCE).await;
            let (shared, folder) = (self.clone(), folder.clone());
            let taken = tokio::task::spawn_blocking(move || shared.take_up(&folder)).await;
            match taken {
                Ok(Ok(true)) => say("a new graph is served".to_owned()),
                Ok(Err(error)) => say(format!("the new graph cannot be read: {error}")),
                Ok(Ok(false)) | Err(_) => {}
            }
        }
    }

    /// Takes up the graph of a folder if it is another than the one being served.
    fn take_up(&self, folder: &Path) -> Result<bool, StoreError> {
        let now = Folder::current(folder)?;
        let graph = self.graph();
        let served = graph.kb.snapshot().and_then(|s| s.path().file_name()?.to_str());
        if served == Some(&*now) {
            return Ok(false);
        }
        let kb = Kb::load(Folder::open(folder)?)?;
        *self.graph.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Graph::new(kb));
        Ok(true)
    }
}

impl Graph {
    fn new(kb: Kb) -> Self {
        let prefixes = Prefixes::new(kb.iris().prefixes());
        Self { kb, prefixes }
    }
}
