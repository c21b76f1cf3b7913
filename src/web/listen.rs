//! Connections: how many, how slow, and until when.
//!
//! In: an address and a router. Out: nothing; it ends when it is told to. Never: a connection that stays open without a word.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio_io_timeout::TimeoutStream;

/// Most connections at once.
const CONNECTIONS: usize = 512;

/// The head of a request arrives within this time, and an idle connection ends after it.
const HEAD: Duration = Duration::from_secs(10);

/// A client that takes nothing of its answer for this time is left.
const TAKES: Duration = Duration::from_secs(30);

/// Most bytes of the head of a request.
const HEAD_BYTES: usize = 64 << 10;

/// So long a server that is told to stop waits for what it answers.
const FAREWELL: Duration = Duration::from_secs(5);

/// What keeps a server from starting.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {0}; another program may: choose another --port")]
    Address(SocketAddr, #[source] io::Error),
}

/// Tells a server to stop.
pub type Stop = watch::Receiver<bool>;

/// Listens until `stop` says so; `ready` is told the address.
///
/// # Errors
/// When it cannot listen there.
pub async fn listen(
    address: SocketAddr,
    router: Router,
    mut stop: Stop,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let failed = |error| ServeError::Address(address, error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    ready(listener.local_addr().map_err(failed)?);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        // Too many open files, or a client that has gone: the next may do.
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let Ok(place) = places.clone().try_acquire_owned() else { continue };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(TAKES));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(
                TokioIo::new(Box::pin(stream)),
                TowerToHyperService::new(router.clone()),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off harms nobody but itself.
            drop(connection.await);
            drop(place);
        });
    }
    drop(listener);
    drop(tokio::time::timeout(FAREWELL, graceful.shutdown()).await);
    Ok(())
}
