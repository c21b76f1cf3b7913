//! What all requests share: the graph as it is now, and how many may ask.
//!
//! In: a graph folder or a graph. Out: a graph for each request, whole while the request lasts. Never: half of an old graph and half
//! of a new one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::{Document, Story};
use crate::dictionary::Lexicon;
use crate::store::{Folder, Kb, StoreError};
use crate::view::desk::Desk;
use crate::view::query::Prefixes;
use crate::view::reconcile::Reconciler;
use crate::web::ledger::Ledger;
use crate::web::options::ServeOptions;
use crate::web::problem::Problem;

/// How often the folder is looked at for a new graph.
const GLANCE: Duration = Duration::from_secs(1);

/// How long a request waits for others to be answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads a document: what the pipeline does with each.
pub type StoryReader = Arc<dyn Fn(Document) -> Story + Send + Sync>;

/// Gives the vocabulary, compiled when it is first asked for; none where it cannot be.
pub type LexiconSource = Arc<dyn Fn() -> Option<Arc<Lexicon>> + Send + Sync>;

/// What all requests share.
pub struct Shared {
    pub(super) options: ServeOptions,
    /// Reads texts that are sent; nobody does where it is absent.
    pub(super) reader: Option<StoryReader>,
    /// What may be named beside what the graph names; nothing where it is absent.
    lexicon: Option<LexiconSource>,
    /// Where decisions are kept; none are taken where it is absent.
    pub(super) ledger: Option<Arc<Ledger>>,
    /// A seat for each answer of the API that is being made.
    seats: Arc<Semaphore>,
    /// A place for each query that may run; it is given back when the engine has ended.
    queries: Arc<Semaphore>,
    /// A place for each file that is being sent: who takes it slowly keeps nobody from asking.
    downloads: Arc<Semaphore>,
    graph: RwLock<Arc<Graph>>,
    folder: Option<PathBuf>,
}

/// A graph, indexed for look-ups, and the prefixes of its queries.
pub(super) struct Graph {
    pub kb: Kb,
    pub prefixes: Prefixes,
    /// Absent where the graph is no folder.
    desk: Option<Desk>,
    /// Made when the first name is to be matched.
    reconciler: OnceLock<Reconciler>,
}

impl Shared {
    /// Opens a graph folder; a graph that is built into it later is taken up by [`Self::watch`].
    ///
    /// # Errors
    /// When there is no graph, or it cannot be read.
    pub fn open(folder: &Path, options: ServeOptions) -> Result<Self, StoreError> {
        let graph = Graph::open(folder, &options)?;
        Ok(Self { folder: Some(folder.to_owned()), ..Self::new(graph, options) })
    }

    /// The same, with somebody who reads texts that are sent.
    #[must_use]
    pub fn with_reader(self, reader: StoryReader) -> Self {
        Self { reader: Some(reader), ..self }
    }

    /// The same, knowing a vocabulary beside the graph.
    #[must_use]
    pub fn with_lexicon(self, lexicon: LexiconSource) -> Self {
        Self { lexicon: Some(lexicon), ..self }
    }

    /// The same, taking decisions.
    #[must_use]
    pub fn with_ledger(self, ledger: Ledger) -> Self {
        Self { ledger: Some(Arc::new(ledger)), ..self }
    }

    /// A graph that is there already.
    #[must_use]
    pub fn of(kb: Kb, options: ServeOptions) -> Self {
        Self::new(Graph::new(kb, None), options)
    }

    fn new(graph: Graph, options: ServeOptions) -> Self {
        let queries = Arc::new(Semaphore::new(options.at_once));
        let seats = Arc::new(Semaphore::new(options.at_once));
        let downloads = Arc::new(Semaphore::new(options.at_once));
        let graph = RwLock::new(Arc::new(graph));
        Self {
            options,
            reader: None,
            lexicon: None,
            ledger: None,
            seats,
            queries,
            downloads,
            graph,
            folder: None,
        }
    }

    /// A seat for an answer of the API; those are short, so a request waits for one.
    pub(super) async fn seat(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let seat = tokio::time::timeout(PATIENCE, self.seats.clone().acquire_owned()).await;
        let seat = seat.ok().and_then(Result::ok);
        seat.ok_or_else(|| Problem::busy("too much is asked at once; ask again in a moment"))
    }

    /// Takes up the graph that stands in the folder now, if it is another; says whether it did.
    pub(super) fn take_up_new(&self) -> bool {
        let taken = self.folder.as_deref().map(|folder| self.take_up(folder));
        matches!(taken, Some(Ok(true)))
    }

    /// A place among the queries that run; it is free again when it is dropped.
    pub(super) fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.free(&self.queries, "queries run")
    }

    /// A place among the files that are sent.
    pub(super) fn download(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.free(&self.downloads, "files are being sent")
    }

    /// A place that is free now; where none is, `busy` says what takes them.
    fn free(&self, places: &Arc<Semaphore>, busy: &str) -> Result<OwnedSemaphorePermit, Problem> {
        places.clone().try_acquire_owned().map_err(|_| {
            let n = self.options.at_once;
            Problem::busy(format!("{n} {busy} already; ask again in a moment"))
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
        let graph = Arc::new(Graph::open(folder, &self.options)?);
        *self.graph.write().unwrap_or_else(PoisonError::into_inner) = graph;
        Ok(true)
    }
}

impl Graph {
    fn open(folder: &Path, options: &ServeOptions) -> Result<Self, StoreError> {
        let desk = Desk::read(Folder::open(folder)?, options.texts)?;
        let kb = Kb::open(desk.snapshot().clone(), options.texts)?;
        Ok(Self::new(kb, Some(desk)))
    }

    fn new(kb: Kb, desk: Option<Desk>) -> Self {
        let prefixes = Prefixes::new(kb.iris().prefixes());
        Self { kb, prefixes, desk, reconciler: OnceLock::new() }
    }

    /// The graph as a reader leafs through it.
    pub(super) fn desk(&self) -> Result<&Desk, Problem> {
        let says = "this graph is no folder: only queries are answered";
        self.desk.as_ref().ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, says))
    }

    /// The names of the graph and of the vocabulary, for matching.
    pub(super) fn reconciler(&self, shared: &Shared) -> Result<&Reconciler, Problem> {
        let desk = self.desk()?;
        Ok(self.reconciler.get_or_init(|| {
            let lexicon = shared.lexicon.as_ref().and_then(|lexicon| lexicon());
            Reconciler::of(desk, lexicon.as_deref())
        }))
    }
}
