//! A panic is a bug of ours, whatever the input: one clear line, and an exit code that says it.
//!
//! In: a panic on any thread. Out: what to report. Never: a stack trace that nobody asked for.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::Once;

use consort::cut::fold_space;

use crate::say::Say;

/// Runs the program; nothing where it panicked, which is said by then.
pub(crate) fn caught<T>(program: impl FnOnce() -> T) -> Option<T> {
    // One bug may end several threads, and one line is enough.
    static SAID: Once = Once::new();
    set_hook(Box::new(|panic| {
        SAID.call_once(|| {
            let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
            let backtrace = Backtrace::capture();
            let trace = (backtrace.status() == BacktraceStatus::Captured).then_some(backtrace);
            Say::new(false).bug(&words(panic.payload(), place.as_deref()), trace.as_ref());
        });
    }));
    // Nothing that the panic left half-done is looked at again: the program ends.
    catch_unwind(AssertUnwindSafe(program)).ok()
}

/// What a panic says and where, on one line.
fn words(payload: &dyn Any, place: Option<&str>) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let text = fold_space(text.unwrap_or("no reason given"));
    let place = place.unwrap_or("an unknown place");
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "this is a bug in consort: {text} (at {place}, version {version}); please report it with the input"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_on_one_line() {
        let version = env!("CARGO_PKG_VERSION");
        let of_two_lines = format!("left: {}\n right: 2", 1);
        let table: [(&dyn Any, Option<&str>, &str); 3] = [
            (&"begin > end", Some("src/link/clause.rs:7"), "begin > end (at src/link/clause.rs:7,"),
            (&of_two_lines, Some("src/a.rs:1"), "left: 1 right: 2 (at src/a.rs:1,"),
            (&7, None, "no reason given (at an unknown place,"),
        ];
        for (payload, place, text) in table {
            let expected = format!(
                "this is a bug in consort: {text} version {version}); please report it with the input"
            );
            assert_eq!(words(payload, place), expected);
        }
    }
}
