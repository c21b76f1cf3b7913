//! Statements as numbers, sorted so that any of their parts finds them.
//!
//! In: terms, then rows of their numbers. Out: the rows that match a pattern, in the order of these numbers. Never: a change once made.
//!
//! A row of N numbers is kept once for each of a few orders of its parts, and each order knows where the rows of a first part begin.
//! So a pattern costs a look and a short search, and a statement of the default graph 36 bytes.

use oxrdf::Term;
use oxrdf::vocab::xsd;
use rayon::slice::ParallelSliceMut;
use rustc_hash::{FxBuildHasher, FxHashMap};
use spareval::ExpressionTerm;

use crate::store::StoreError;
use crate::store::watch::tick;

type IndexSet<T> = indexmap::IndexSet<T, FxBuildHasher>;

/// Numbers for terms, from a first one on; 0 is no term.
#[derive(Default)]
pub(super) struct Terms {
    before: u32,
    all: IndexSet<Term>,
    /// What numbers, dates and truth values are worth: a condition on them would read each anew for every row.
    values: FxHashMap<u32, ExpressionTerm>,
}

impl Terms {
    /// None yet; the first will have the number after the last of `former`.
    pub(super) fn after(former: u32) -> Self {
        Self { before: former, ..Self::default() }
    }

    /// The number of the last term, those before the first included.
    pub(super) fn last(&self) -> u32 {
        self.before + self.all.len() as u32
    }

    pub(super) fn number(&self, term: &Term) -> Option<u32> {
        self.all.get_index_of(term).map(|at| self.before + 1 + at as u32)
    }

    pub(super) fn term(&self, number: u32) -> Option<&Term> {
        self.all.get_index(number.checked_sub(self.before + 1)? as usize)
    }

    /// The number of a term, which has one from now on.
    pub(super) fn add(&mut self, term: Term) -> Result<u32, StoreError> {
        if self.last() == u32::MAX {
            return Err(StoreError::Engine("there are more terms than 32 bits can count".into()));
        }
        let value = value(&term);
        let (at, is_new) = self.all.insert_full(term);
        let number = self.before + 1 + at as u32;
        if let Some(value) = value.filter(|_| is_new) {
            self.values.insert(number, value);
        }
        Ok(number)
    }

    /// What a number, a date or a truth value is worth.
    pub(super) fn value(&self, number: u32) -> Option<&ExpressionTerm> {
        self.values.get(&number)
    }
}

fn value(term: &Term) -> Option<ExpressionTerm> {
    let Term::Literal(literal) = term else { return None };
    if literal.datatype() == xsd::STRING || literal.language().is_some() {
        return None;
    }
    let value = ExpressionTerm::from(term.clone());
    (!matches!(value, ExpressionTerm::OtherTypedLiteral { .. })).then_some(value)
}

/// What the parts of a row must be; `None` is anything.
pub(super) type Parts<const N: usize> = [Option<u32>; N];

/// Rows in several orders.
pub(super) struct Index<const N: usize> {
    orders: Vec<Sorted<N>>,
}

/// Rows in the order of their parts `order[0]`, `order[1]`, and so on.
struct Sorted<const N: usize> {
    order: [usize; N],
    /// Their parts stand in that order too.
    rows: Vec<[u32; N]>,
    /// Where the rows of a first part begin, and behind the last part where they all end.
    begins: Vec<u32>,
}

impl<const N: usize> Index<N> {
    /// Rows of numbers up to `last`, each kept once.
    pub(super) fn new(
        mut rows: Vec<[u32; N]>,
        last: u32,
        orders: &[[usize; N]],
    ) -> Result<Self, StoreError> {
        rows.par_sort_unstable();
        rows.dedup();
        if u32::try_from(rows.len()).is_err() {
            return Err(StoreError::Engine(
                "there are more statements than 32 bits can count".into(),
            ));
        }
        rows.shrink_to_fit();
        let orders = orders.iter().map(|order| Sorted::new(&rows, last, *order)).collect();
        Ok(Self { orders })
    }

    pub(super) fn len(&self) -> usize {
        self.orders.first().map_or(0, |sorted| sorted.rows.len())
    }

    /// The rows that match: from the order that leads to them straight, or to the fewest others.
    pub(super) fn find(&self, parts: Parts<N>) -> Matches<'_, N> {
        let bound = parts.iter().flatten().count();
        let straight = self.orders.iter().find(|sorted| sorted.leading(&parts) == bound);
        let fewest = || {
            let some = self.orders.iter().filter(|sorted| sorted.leading(&parts) > 0);
            some.min_by_key(|sorted| sorted.range(&parts).len())
        };
        match straight.or_else(fewest) {
            Some(sorted) => {
                Matches { rows: sorted.range(&parts).iter(), order: sorted.order, parts }
            }
            None => Matches { rows: [].iter(), order: [0; N], parts },
        }
    }

    /// The numbers that the first part has in an order, each once.
    pub(super) fn firsts(&self, order: usize) -> Vec<u32> {
        let rows = self.orders.get(order).map_or(&[][..], |sorted| &sorted.rows);
        let mut firsts: Vec<u32> = rows.iter().map(|row| row[0]).collect();
        firsts.dedup();
        firsts
    }
}

impl<const N: usize> Sorted<N> {
    fn new(rows: &[[u32; N]], last: u32, order: [usize; N]) -> Self {
        let mut rows: Vec<[u32; N]> = rows.iter().map(|row| order.map(|part| row[part])).collect();
        rows.par_sort_unstable();
        let mut begins = vec![0; last as usize + 2];
        for row in &rows {
            begins[row[0] as usize + 1] += 1;
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        Self { order, rows, begins }
    }

    /// How many parts of a pattern are known before the first that is not.
    fn leading(&self, parts: &Parts<N>) -> usize {
        self.order.iter().take_while(|part| parts[**part].is_some()).count()
    }

    /// The rows that have the leading parts of a pattern.
    fn range(&self, parts: &Parts<N>) -> &[[u32; N]] {
        let mut known = self.order.iter().map_while(|part| parts[*part]);
        let Some(first) = known.next() else { return &self.rows };
        let place = |at: usize| self.begins.get(at).map(|begin| *begin as usize);
        let (Some(from), Some(to)) = (place(first as usize), place(first as usize + 1)) else {
            return &[];
        };
        let mut rows = &self.rows[from..to];
        for (at, known) in known.enumerate() {
            let from = rows.partition_point(|row| row[at + 1] < known);
            rows = &rows[from..];
            rows = &rows[..reach(rows, |row| row[at + 1] == known)];
        }
        rows
    }
}

/// How many rows from the first hold, where none does after one that does not: in steps that double, because they are mostly few.
fn reach<T>(rows: &[T], holds: impl Fn(&T) -> bool) -> usize {
    let mut step = 1;
    while step < rows.len() && holds(&rows[step - 1]) {
        step *= 2;
    }
    let step = step.min(rows.len());
    step / 2 + rows[step / 2..step].partition_point(holds)
}

/// The rows of a pattern, one after another.
pub(super) struct Matches<'a, const N: usize> {
    rows: std::slice::Iter<'a, [u32; N]>,
    order: [usize; N],
    parts: Parts<N>,
}

impl<const N: usize> Iterator for Matches<'_, N> {
    type Item = [u32; N];

    fn next(&mut self) -> Option<[u32; N]> {
        loop {
            let sorted = self.rows.next()?;
            tick(1);
            let mut row = [0; N];
            for (number, part) in sorted.iter().zip(self.order) {
                row[part] = *number;
            }
            if self.parts.iter().zip(row).all(|(part, number)| part.is_none_or(|p| p == number)) {
                return Some(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};
    use proptest::prelude::*;

    #[test]
    fn terms_keep_their_numbers_and_second_sets_go_on_counting() {
        let term = |name: &str| Term::from(NamedNode::new_unchecked(format!("http://e/{name}")));
        let mut first = Terms::default();
        assert_eq!(["a", "b", "a"].map(|n| first.add(term(n)).unwrap()), [1, 2, 1]);
        let mut second = Terms::after(first.last());
        assert_eq!(["c", "d", "c"].map(|n| second.add(term(n)).unwrap()), [3, 4, 3]);
        assert_eq!((first.number(&term("b")), first.number(&term("c"))), (Some(2), None));
        assert_eq!((second.term(4), second.term(2)), (Some(&term("d")), None));
        let number = first.add(Literal::from(7).into()).unwrap();
        let worth = first.value(number).cloned().map(Term::from);
        assert_eq!((worth, first.value(1).is_none()), (Some(Literal::from(7).into()), true));
        assert_eq!((first.term(0), first.term(2), first.term(4)), (None, Some(&term("b")), None));
    }

    #[test]
    fn a_reach_ends_at_the_first_that_does_not_hold() {
        for length in 0..40 {
            let rows: Vec<usize> = (0..length).collect();
            for end in 0..=length {
                assert_eq!(reach(&rows, |n| *n < end), end, "{end} of {length}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_pattern_finds_what_a_look_at_every_row_finds(
            rows in prop::collection::vec([1_u32..5, 1..5, 1..5, 5..8], 0..60),
            parts in [prop::option::of(0_u32..9), prop::option::of(0_u32..9), prop::option::of(0_u32..9), prop::option::of(0_u32..9)],
        ) {
            let orders = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];
            let index = Index::new(rows.clone(), 7, &orders).unwrap();
            let fits = |row: &[u32; 4]| parts.iter().zip(row).all(|(part, n)| part.is_none_or(|p| p == *n));
            let mut expected: Vec<_> = rows.iter().copied().filter(fits).collect();
            expected.sort_unstable();
            expected.dedup();
            let mut found: Vec<_> = index.find(parts).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
            let mut graphs: Vec<u32> = rows.iter().map(|row| row[3]).collect();
            graphs.sort_unstable();
            graphs.dedup();
            prop_assert_eq!(index.firsts(3), graphs);
        }
    }
}
