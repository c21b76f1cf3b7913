//! Statements as numbers, sorted so that any of their parts finds them, in files that are read where a question touches them.
//!
//! In: the files that `index_writer` writes. Out: the rows that match a pattern, in the order of these numbers, and terms by
//! their numbers and numbers by their terms. Never: a change once made.
//!
//! A row of N numbers is kept once for each of a few orders of its parts, and each order knows where the rows of a first part begin.
//! So a pattern costs a look and a short search.

use std::borrow::Cow;
use std::path::Path;

use oxrdf::Term;
use oxrdf::vocab::xsd;
use rustc_hash::{FxBuildHasher, FxHashMap};
use spareval::ExpressionTerm;
use twox_hash::XxHash3_64;

use crate::rdf::{push_term, read_term};
use crate::store::StoreError;
use crate::store::blocks::Blocks;
use crate::store::files::index::{TERMS, TEXTS, order as files_of};
use crate::store::watch::tick;

type IndexSet<T> = indexmap::IndexSet<T, FxBuildHasher>;

/// Bytes that are kept of a term beside its text: its hash, and where the text ends.
const TERM: u64 = 16;

/// The hash of a term's text. No term has 0, which stands for the default graph.
pub(super) fn hash(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes()).max(1)
}

/// The terms of an index, numbered from a first one on; 0 is no term.
pub(super) struct Terms {
    texts: Blocks,
    places: Blocks,
    before: u32,
}

impl Terms {
    /// The terms in these files; the first has the number after `before`.
    pub(super) fn of(texts: Blocks, places: Blocks, before: u32) -> Self {
        Self { texts, places, before }
    }

    /// The same, by their folder.
    pub(super) fn open(folder: &Path, before: u32) -> Result<Self, StoreError> {
        let open = |name: &str| Blocks::open(&folder.join(name));
        Ok(Self::of(open(TEXTS)?, open(TERMS)?, before))
    }

    fn len(&self) -> u64 {
        self.places.n_bytes() / TERM
    }

    /// The number of the last term, those before the first included.
    pub(super) fn last(&self) -> u32 {
        self.before + self.len() as u32
    }

    /// The number of the term with this text, if it is one.
    pub(super) fn number(&self, text: &str) -> Result<Option<u32>, StoreError> {
        let Some(number) = self.of_hash(hash(text))? else { return Ok(None) };
        let found = self.text(number)?;
        Ok(Some(number).filter(|_| found.as_deref() == Some(text)))
    }

    /// The number of the term whose text has this hash.
    pub(super) fn of_hash(&self, hash: u64) -> Result<Option<u32>, StoreError> {
        let of = |at: u64| Ok(u64::from_le_bytes(self.places.at(at * TERM)?));
        Ok(place_of(hash, self.len(), of)?.map(|at| self.before + 1 + at as u32))
    }

    /// The text of a term; `None` where the number is of none of them.
    pub(super) fn text(&self, number: u32) -> Result<Option<Cow<'_, str>>, StoreError> {
        let Some(at) = number.checked_sub(self.before + 1).map(u64::from) else { return Ok(None) };
        if at >= self.len() {
            return Ok(None);
        }
        let end = |at: u64| Ok::<_, StoreError>(u64::from_le_bytes(self.places.at(at * TERM + 8)?));
        let start = if at == 0 { 0 } else { end(at - 1)? };
        let text = match self.texts.bytes(start, end(at)?)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).ok(),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).ok(),
        };
        text.map(Some).ok_or_else(|| self.texts.damaged())
    }

    /// A term by its number; `None` where it is of none of them.
    pub(super) fn term(&self, number: u32) -> Result<Option<Term>, StoreError> {
        let Some(text) = self.text(number)? else { return Ok(None) };
        read_term(&text).map(Some).ok_or_else(|| self.texts.damaged())
    }
}

/// Where a hash stands among `n` sorted ones: near the place that evenly spread ones would give it.
pub(super) fn place_of(
    hash: u64,
    n: u64,
    of: impl Fn(u64) -> Result<u64, StoreError>,
) -> Result<Option<u64>, StoreError> {
    let guess = ((u128::from(hash) * u128::from(n)) >> 64) as u64;
    let (mut from, mut to) = (0, n);
    // A window around the guess that doubles until the hash must stand in it.
    let mut reach = 8;
    while from < to {
        let (low, high) = (guess.saturating_sub(reach).max(from), (guess + reach).min(to));
        if low > from && of(low)? > hash {
            to = low;
        } else if high < to && of(high - 1)? < hash {
            from = high;
        } else {
            (from, to) = (low, high);
            break;
        }
        reach *= 4;
    }
    while from < to {
        let middle = from + (to - from) / 2;
        match of(middle)? {
            found if found == hash => return Ok(Some(middle)),
            found if found < hash => from = middle + 1,
            _ => to = middle,
        }
    }
    Ok(None)
}

/// Terms that a query brings or makes, numbered after those of the graph.
pub(super) struct OwnTerms {
    before: u32,
    all: IndexSet<Term>,
}

impl OwnTerms {
    /// None yet; the first will have the number after `before`.
    pub(super) fn after(before: u32) -> Self {
        Self { before, all: IndexSet::default() }
    }

    pub(super) fn term(&self, number: u32) -> Option<&Term> {
        self.all.get_index(number.checked_sub(self.before + 1)? as usize)
    }

    /// The number of a term, which has one from now on.
    pub(super) fn add(&mut self, term: Term) -> Result<u32, StoreError> {
        if u64::from(self.before) + self.all.len() as u64 >= u64::from(u32::MAX) {
            return Err(StoreError::Engine("there are more terms than 32 bits can count".into()));
        }
        Ok(self.before + 1 + self.all.insert_full(term).0 as u32)
    }
}

/// What numbers, dates and truth values are worth, as they have been asked for: a condition on them would read each anew for every row.
#[derive(Default)]
pub(super) struct Values(FxHashMap<u32, ExpressionTerm>);

impl Values {
    /// So many are remembered.
    const MOST: usize = 1 << 18;

    pub(super) fn get(&self, number: u32) -> Option<&ExpressionTerm> {
        self.0.get(&number)
    }

    /// What a term is worth, remembered where it is more than its text.
    pub(super) fn add(&mut self, number: u32, term: Term) -> ExpressionTerm {
        let is_plain = match &term {
            Term::Literal(literal) => {
                literal.datatype() == xsd::STRING || literal.language().is_some()
            }
            _ => true,
        };
        let value = ExpressionTerm::from(term);
        if !is_plain && self.0.len() < Self::MOST {
            self.0.insert(number, value.clone());
        }
        value
    }
}

/// The text of a term.
pub(super) fn text_of(term: &Term) -> String {
    let mut text = String::new();
    push_term(term.as_ref(), &mut text);
    text
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
    rows: Blocks,
    /// Where the rows of a first part begin, and behind the last part where they all end.
    begins: Blocks,
}

impl<const N: usize> Index<N> {
    /// The rows in these files: of each order the rows, and where those of a first part begin.
    pub(super) fn of(orders: Vec<([usize; N], Blocks, Blocks)>) -> Self {
        let sorted = |(order, rows, begins)| Sorted { order, rows, begins };
        Self { orders: orders.into_iter().map(sorted).collect() }
    }

    /// The same, by their folder.
    pub(super) fn open(folder: &Path, orders: &[[usize; N]]) -> Result<Self, StoreError> {
        let open = |name: &str| Blocks::open(&folder.join(name));
        let orders = orders.iter().enumerate().map(|(at, order)| {
            let [rows, begins] = files_of(at);
            Ok::<_, StoreError>((*order, open(&rows)?, open(&begins)?))
        });
        Ok(Self::of(orders.collect::<Result<_, _>>()?))
    }

    pub(super) fn len(&self) -> u64 {
        self.orders.first().map_or(0, Sorted::len)
    }

    /// The rows that match: from the order that leads to them straight, or to the fewest others.
    pub(super) fn find(&self, parts: Parts<N>) -> Matches<'_, N> {
        match self.range(&parts) {
            Ok(Some((sorted, from, to))) => {
                Matches { sorted: Some(sorted), at: from, to, parts, failed: None }
            }
            Ok(None) => Matches { sorted: None, at: 0, to: 0, parts, failed: None },
            Err(error) => Matches { sorted: None, at: 0, to: 0, parts, failed: Some(error) },
        }
    }

    fn range(&self, parts: &Parts<N>) -> Result<Option<(&Sorted<N>, u64, u64)>, StoreError> {
        let bound = parts.iter().flatten().count();
        if let Some(straight) = self.orders.iter().find(|sorted| sorted.leading(parts) == bound) {
            let (from, to) = straight.range(parts)?;
            return Ok(Some((straight, from, to)));
        }
        let mut fewest = None;
        for sorted in self.orders.iter().filter(|sorted| sorted.leading(parts) > 0) {
            let (from, to) = sorted.range(parts)?;
            if fewest.is_none_or(|(_, a, b)| to - from < b - a) {
                fewest = Some((sorted, from, to));
            }
        }
        Ok(fewest)
    }

    /// The numbers that the first part has in an order, each once.
    pub(super) fn firsts(&self, order: usize) -> Result<Vec<u32>, StoreError> {
        let Some(sorted) = self.orders.get(order) else { return Ok(Vec::new()) };
        let mut firsts = Vec::new();
        let mut at = 0;
        while at < sorted.len() {
            let first = sorted.row(at)?[0];
            firsts.push(first);
            at = sorted.begin(first + 1)?;
        }
        Ok(firsts)
    }
}

impl<const N: usize> Sorted<N> {
    /// Bytes of a row.
    const ROW: u64 = 4 * N as u64;

    fn len(&self) -> u64 {
        self.rows.n_bytes() / Self::ROW
    }

    fn row(&self, at: u64) -> Result<[u32; N], StoreError> {
        // Rows are not cut by the ends of blocks, so nothing is copied.
        let bytes = self.rows.bytes(at * Self::ROW, (at + 1) * Self::ROW)?;
        let mut row = [0; N];
        for (number, bytes) in row.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *number = u32::from_le_bytes(*bytes);
        }
        Ok(row)
    }

    fn begin(&self, first: u32) -> Result<u64, StoreError> {
        Ok(u64::from(u32::from_le_bytes(self.begins.at(4 * u64::from(first))?)))
    }

    /// How many parts of a pattern are known before the first that is not.
    fn leading(&self, parts: &Parts<N>) -> usize {
        self.order.iter().take_while(|part| parts[**part].is_some()).count()
    }

    /// Where the rows stand that have the leading parts of a pattern.
    fn range(&self, parts: &Parts<N>) -> Result<(u64, u64), StoreError> {
        let mut known = self.order.iter().map_while(|part| parts[*part]);
        let Some(first) = known.next() else { return Ok((0, self.len())) };
        if u64::from(first) + 2 > self.begins.n_bytes() / 4 {
            return Ok((0, 0)); // a term that only the query has
        }
        let (mut from, mut to) = (self.begin(first)?, self.begin(first + 1)?);
        for (at, known) in known.enumerate() {
            from = self.first(from, to, |row| row[at + 1] >= known)?;
            to = self.reach(from, to, |row| row[at + 1] == known)?;
        }
        Ok((from, to))
    }

    /// The first of some rows that holds, where all after it do.
    fn first(
        &self,
        mut from: u64,
        mut to: u64,
        holds: impl Fn([u32; N]) -> bool,
    ) -> Result<u64, StoreError> {
        while from < to {
            let middle = from + (to - from) / 2;
            match holds(self.row(middle)?) {
                true => to = middle,
                false => from = middle + 1,
            }
        }
        Ok(from)
    }

    /// How far the rows from the first hold, where none does after one that does not: in steps that double, because they are mostly few.
    fn reach(
        &self,
        from: u64,
        to: u64,
        holds: impl Fn([u32; N]) -> bool,
    ) -> Result<u64, StoreError> {
        let mut step = 1;
        while from + step < to && holds(self.row(from + step - 1)?) {
            step *= 2;
        }
        self.first(from + step / 2, to.min(from + step), |row| !holds(row))
    }
}

/// The rows of a pattern, one after another.
pub(super) struct Matches<'a, const N: usize> {
    sorted: Option<&'a Sorted<N>>,
    at: u64,
    to: u64,
    parts: Parts<N>,
    failed: Option<StoreError>,
}

impl<const N: usize> Iterator for Matches<'_, N> {
    type Item = Result<[u32; N], StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(Err(error));
        }
        let sorted = self.sorted?;
        while self.at < self.to {
            let kept = match sorted.row(self.at) {
                Ok(kept) => kept,
                Err(error) => {
                    self.sorted = None;
                    return Some(Err(error));
                }
            };
            self.at += 1;
            tick(1);
            let mut row = [0; N];
            for (number, part) in kept.iter().zip(sorted.order) {
                row[part] = *number;
            }
            if self.parts.iter().zip(row).all(|(part, number)| part.is_none_or(|p| p == number)) {
                return Some(Ok(row));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};

    #[test]
    fn a_hash_is_found_where_it_stands_and_nowhere_else() {
        let mut random = crate::base::Random::new(5);
        for n in [0, 1, 2, 17, 400] {
            let mut hashes: Vec<u64> = (0..n)
                .map(|i| if i % 3 == 0 { i } else { (random.below(1 << 30) as u64) << 34 })
                .collect();
            hashes.sort_unstable();
            hashes.dedup();
            let place = |hash| place_of(hash, hashes.len() as u64, |at| Ok(hashes[at as usize]));
            for (at, hash) in hashes.iter().enumerate() {
                assert_eq!(place(*hash).unwrap(), Some(at as u64));
                let next = hash + 1;
                assert_eq!(place(next).unwrap().is_some(), hashes.contains(&next));
            }
            assert_eq!(place(u64::MAX).unwrap(), None);
        }
    }

    #[test]
    fn own_terms_keep_their_numbers_and_values_are_remembered() {
        let term = |name: &str| Term::from(NamedNode::new_unchecked(format!("http://e/{name}")));
        let mut own = OwnTerms::after(3);
        assert_eq!(["c", "d", "c"].map(|n| own.add(term(n)).unwrap()), [4, 5, 4]);
        assert_eq!((own.term(5), own.term(2), own.term(6)), (Some(&term("d")), None, None));
        let mut values = Values::default();
        assert_eq!(Term::from(values.add(7, Literal::from(7).into())), Literal::from(7).into());
        values.add(8, term("c"));
        assert!(values.get(7).is_some() && values.get(8).is_none());
    }
}
