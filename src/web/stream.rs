//! A body that is written while it is sent.
//!
//! In: work that writes. Out: a body, as soon as its first bytes are there. Never: a file whole in memory; one that breaks off and looks
//! whole.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::web::problem::Problem;

/// Bytes that are sent together.
const CHUNK: usize = 64 << 10;

/// So many chunks wait for a client that is slower than the work.
const AHEAD: usize = 4;

/// A piece of a body, nothing once it is whole, or why it will not be.
type Piece = Result<Option<Bytes>, Problem>;

/// Does some work on a thread of its own, and sends what it writes. What goes wrong before anything is sent is an answer of its own; what
/// goes wrong later breaks the connection off, which tells the client that the body is not whole.
pub(super) async fn streamed(
    work: impl FnOnce(&mut Chunks) -> Result<(), Problem> + Send + 'static,
) -> Result<Body, Problem> {
    let (send, mut pieces) = channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut out = Chunks { next: Vec::new(), send, began: false };
        let done = work(&mut out)
            .and_then(|()| out.flush().map_err(|error| Problem::internal(error.to_string())));
        // A client that has gone hears nothing of it.
        drop(out.send.blocking_send(done.map(|()| None)));
    });
    match pieces.recv().await {
        Some(Ok(Some(first))) => Ok(Body::new(Pieces { first: Some(first), pieces, whole: false })),
        Some(Ok(None)) => Ok(Body::empty()),
        Some(Err(problem)) => Err(problem),
        None => Err(lost()),
    }
}

fn lost() -> Problem {
    Problem::internal("the answer got lost")
}

/// Where the work writes to.
pub(super) struct Chunks {
    next: Vec<u8>,
    send: Sender<Piece>,
    began: bool,
}

impl Chunks {
    /// Whether something is on its way, so that the answer cannot begin anew.
    pub(super) fn began(&self) -> bool {
        self.began
    }

    /// Forgets what is not on its way yet.
    pub(super) fn restart(&mut self) {
        self.next.clear();
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.next.extend_from_slice(bytes);
        if self.next.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.next.is_empty() {
            return Ok(());
        }
        self.began = true;
        let piece = Bytes::from(std::mem::take(&mut self.next));
        self.send.blocking_send(Ok(Some(piece))).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// A body of pieces that arrive one after the other.
struct Pieces {
    first: Option<Bytes>,
    pieces: Receiver<Piece>,
    whole: bool,
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.whole {
            return Poll::Ready(None);
        }
        let piece = match self.first.take() {
            Some(first) => Some(Ok(Some(first))),
            None => ready!(self.pieces.poll_recv(context)),
        };
        Poll::Ready(match piece {
            Some(Ok(Some(bytes))) => Some(Ok(Frame::data(bytes))),
            Some(Ok(None)) => {
                self.whole = true;
                None
            }
            Some(Err(problem)) => Some(Err(io::Error::other(problem.says))),
            None => Some(Err(io::Error::other(lost().says))),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use axum::body::to_bytes;

    use super::{CHUNK, streamed};
    use crate::web::problem::Problem;

    fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_multi_thread().build().unwrap().block_on(work)
    }

    #[test]
    fn what_is_written_is_sent_whole_and_in_order() {
        for size in [0, 1, CHUNK - 1, CHUNK, 3 * CHUNK + 5, 40 * CHUNK] {
            let text: Vec<u8> = (0..size).map(|i| (i % 251) as u8).collect();
            let written = text.clone();
            let sent = run(async {
                let work = move |out: &mut super::Chunks| {
                    written.chunks(1000).try_for_each(|part| out.write_all(part)).unwrap();
                    Ok(())
                };
                to_bytes(streamed(work).await.unwrap(), usize::MAX).await.unwrap()
            });
            assert!(sent == text, "{size} bytes");
        }
    }

    #[test]
    fn what_breaks_off_is_not_whole() {
        let broken = |size: usize, panics: bool| {
            run(async move {
                let body = streamed(move |out| {
                    out.write_all(&vec![b'a'; size]).unwrap();
                    assert!(!panics, "a fault of the work");
                    Err(Problem::bad("no more"))
                });
                match body.await {
                    Ok(body) => {
                        to_bytes(body, usize::MAX).await.map(drop).map_err(|e| e.to_string())
                    }
                    Err(problem) => Err(problem.says),
                }
            })
        };
        assert_eq!(broken(10, false), Err("no more".to_owned()));
        assert_eq!(broken(2 * CHUNK, false), Err("no more".to_owned()));
        assert_eq!(broken(10, true), Err("the answer got lost".to_owned()));
        assert_eq!(broken(2 * CHUNK, true), Err("the answer got lost".to_owned()));
    }

    #[test]
    fn work_ends_when_nobody_listens() {
        let (tell, told) = std::sync::mpsc::channel();
        run(async move {
            let work = move |out: &mut super::Chunks| {
                let ended = (0..1000).find_map(|_| out.write_all(&[0; CHUNK]).err());
                tell.send(ended.map(|error| error.kind())).unwrap();
                Ok(())
            };
            drop(streamed(work).await.unwrap());
        });
        assert_eq!(told.recv().unwrap(), Some(std::io::ErrorKind::BrokenPipe));
    }
}
