//! Works on all cores.
//!
//! In: items and what to do with each. Out: what came of them, in their order. Never: an order that depends on the threads.
//!
//! A parallel iterator is compiled anew for every closure, with all that splits and joins it; here one is, over numbers.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// What `work` makes of each item, in the order of the items.
pub(crate) fn in_parallel<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync) -> Vec<T> {
    /// An item, and what came of it.
    type Place<I, T> = Mutex<(Option<I>, Option<T>)>;
    let places: Vec<Place<I, T>> =
        items.into_iter().map(|item| Mutex::new((Some(item), None))).collect();
    each(places.len(), &|at| {
        let mut place = places[at].lock().unwrap_or_else(PoisonError::into_inner);
        place.1 = place.0.take().map(&work);
    });
    let made = places
        .into_iter()
        .map(|place| place.into_inner().unwrap_or_else(PoisonError::into_inner).1);
    made.flatten().collect()
}

fn each(n: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..n).into_par_iter().for_each(work);
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let made = in_parallel((0..1000).collect(), |n: u32| n.to_string());
        assert_eq!(made, (0..1000).map(|n: u32| n.to_string()).collect::<Vec<_>>());
    }
}
