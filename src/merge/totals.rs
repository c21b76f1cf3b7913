//! What the sums that texts give come to, without adding what may not be added.
//!
//! In: who is said to give what to whom, sentence by sentence. Out: a [`Total`] a row, each a range. Never: a sum of two currencies; a
//! sum of several donors added to each of them; a budget added to anybody; one sum counted twice because two sentences tell of it.
//!
//! # The formula
//! 1. A sum is what stands at one place of one text; however many claims are read from there, it is one. A budget is passed over.
//! 2. Two sums are one **commitment** when the same donors give the same amount of the same currency, and they name the same receiver in
//!    the same year, or the sentences have the same words and receivers, or one text gives both and names a receiver for one alone. How
//!    far the money has come (pledged, committed, paid) does not part them.
//! 3. `at_least` is the largest commitment of the row, of a range its lower end; a sum said to be "up to" something assures nothing.
//! 4. `at_most` is the sum of the row's commitments, of a range the upper end.
//! 5. Donors who give a sum together are one row, with the share `joint`; so are receivers who get one together.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Amount, DocumentId, EntityId, MoneyShare, PartialDate};
use crate::merge::{Evidence, Object};

/// A sentence that says who gives to whom.
#[derive(Debug, Clone, Copy)]
pub struct Gift<'a> {
    /// Who gives.
    pub donor: &'a EntityId,
    /// Who or what it is for.
    pub receiver: &'a Object,
    /// The sentence; one without an amount adds nothing.
    pub evidence: &'a Evidence,
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalBy {
    /// Donors.
    Donor,
    /// Donors and whom they give to.
    Receiver,
}

/// What some donors give in one currency, as a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Who; several where a text says that they gave a sum together.
    pub donors: Vec<EntityId>,
    /// To whom, where rows are by receiver; several where one sum is for all of them.
    pub receivers: Vec<Object>,
    /// ISO 4217 code.
    pub currency: String,
    /// [`MoneyShare::Own`] or [`MoneyShare::Joint`], never a budget.
    pub share: MoneyShare,
    /// The largest commitment; nothing where its digits are too many to add.
    pub at_least: Option<String>,
    /// The sum of all commitments; nothing where its digits are too many to add.
    pub at_most: Option<String>,
    /// How many commitments there are.
    pub commitments: usize,
    /// How many sentences tell of them.
    pub sentences: usize,
    /// In how many documents.
    pub documents: usize,
    /// The first date of these.
    pub first: Option<PartialDate>,
    /// The last.
    pub last: Option<PartialDate>,
}

/// The totals of some gifts, by donors, receivers, currency and share, by the formula at the top of this file.
///
/// # Complexity
/// Linear in the gifts, but for sorting them.
///
/// ```
/// use consort::merge::{Claims, Gift, TotalBy, totals};
/// let texts = ["3 March 2020, Vienna, Austria: Norway gave EUR 5 million to UNODC. Norway gave EUR 2 million to WHO.",
///              "4 March 2020, Vienna, Austria: UNODC has received EUR 5 million from Norway."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut claims = Claims::new();
/// stories.iter().for_each(|story| claims.add(story));
/// let gifts = claims.iter().flat_map(|claim| {
///     claim.evidence.iter().map(|evidence| Gift { donor: &claim.subject, receiver: &claim.object, evidence })
/// });
/// let found = totals(gifts, TotalBy::Donor);
/// assert_eq!((found.len(), found[0].sentences, found[0].commitments), (1, 3, 2));
/// assert_eq!((found[0].at_least.as_deref(), found[0].at_most.as_deref()), (Some("5000000"), Some("7000000")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn totals<'a>(gifts: impl IntoIterator<Item = Gift<'a>>, by: TotalBy) -> Vec<Total> {
    let sums = sums(gifts);
    let mut rows: BTreeMap<RowKey, Vec<Commitment<'a>>> = BTreeMap::new();
    for commitment in commitments(sums) {
        let receivers = match by {
            TotalBy::Donor => Vec::new(),
            TotalBy::Receiver => commitment.receivers.iter().map(|r| (*r).clone()).collect(),
        };
        let donors = commitment.donors.iter().map(|d| (*d).clone()).collect();
        let Amount { currency, share, .. } = commitment.amount;
        let key = (donors, receivers, currency.clone(), *share);
        rows.entry(key).or_default().push(commitment);
    }
    rows.into_iter().map(|(key, commitments)| total(key, &commitments)).collect()
}

type RowKey = (Vec<EntityId>, Vec<Object>, String, MoneyShare);

/// A sum at one place of one text.
struct Sum<'a> {
    donors: BTreeSet<&'a EntityId>,
    receivers: BTreeSet<&'a Object>,
    amount: &'a Amount,
    evidence: &'a Evidence,
}

/// A commitment: one sum, and all that tells of it.
struct Commitment<'a> {
    donors: BTreeSet<&'a EntityId>,
    receivers: BTreeSet<&'a Object>,
    amount: &'a Amount,
    sentences: Vec<&'a Evidence>,
}

/// Step 1: every sum once, with all who give and get it.
fn sums<'a>(gifts: impl IntoIterator<Item = Gift<'a>>) -> Vec<Sum<'a>> {
    // "Each gave 2 million" stands there once and is two sums, so an own one is kept by donor.
    type Place<'p> = (&'p DocumentId, (usize, usize), MoneyShare, Option<&'p EntityId>);
    let mut sums: BTreeMap<Place<'a>, Sum<'a>> = BTreeMap::new();
    for Gift { donor, receiver, evidence } in gifts {
        let Some(amount) = &evidence.amount else { continue };
        let owner = match amount.share {
            MoneyShare::Own => Some(donor),
            MoneyShare::Joint => None,
            MoneyShare::Budget => continue,
        };
        let span = (amount.span.start, amount.span.end);
        let sum =
            sums.entry((&evidence.document, span, amount.share, owner)).or_insert_with(|| Sum {
                donors: BTreeSet::new(),
                receivers: BTreeSet::new(),
                amount,
                evidence,
            });
        sum.donors.insert(donor);
        sum.receivers.insert(receiver);
    }
    sums.into_values().collect()
}

/// Step 2: sums that tell of the same money.
fn commitments(sums: Vec<Sum<'_>>) -> Vec<Commitment<'_>> {
    let mut groups = Groups { of: (0..sums.len()).collect() };
    let mut seen: BTreeMap<(Money<'_>, Same<'_>), usize> = BTreeMap::new();
    let (named, unnamed): (Vec<usize>, Vec<usize>) =
        (0..sums.len()).partition(|i| sums[*i].receivers.iter().any(|r| r.entity().is_some()));
    // Those without a receiver come last, so that they find what their text says more fully.
    for i in named.iter().chain(&unnamed).copied() {
        let Sum { donors, receivers, amount, evidence } = &sums[i];
        let money = (donors.clone(), &*amount.currency, &*amount.value, amount.max.as_deref());
        let year = evidence.date_start.map(|date| date.year);
        let named: Vec<&EntityId> = receivers.iter().filter_map(|r| r.entity()).collect();
        let of_receivers = named.iter().map(|id| Same::Receiver(id, year));
        let words = Same::Words(evidence.quote.to_lowercase(), named.clone());
        for sign in of_receivers.chain([words]) {
            let first = *seen.entry((money.clone(), sign)).or_insert(i);
            groups.join(first, i);
        }
        let first = *seen.entry((money, Same::Text(&evidence.document))).or_insert(i);
        if named.is_empty() {
            groups.join(first, i);
        }
    }
    let mut found: BTreeMap<usize, Commitment<'_>> = BTreeMap::new();
    for (i, Sum { donors, receivers, amount, evidence }) in sums.into_iter().enumerate() {
        let commitment = found.entry(groups.root(i)).or_insert_with(|| Commitment {
            donors,
            receivers: BTreeSet::new(),
            amount,
            sentences: Vec::new(),
        });
        commitment.receivers.extend(receivers);
        commitment.sentences.push(evidence);
    }
    found.into_values().collect()
}

/// Who gives how much of what.
type Money<'a> = (BTreeSet<&'a EntityId>, &'a str, &'a str, Option<&'a str>);

/// What two sums have in common that makes them one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Same<'a> {
    Text(&'a DocumentId),
    Words(String, Vec<&'a EntityId>),
    Receiver(&'a EntityId, Option<u16>),
}

/// Which of some things belong together.
struct Groups {
    of: Vec<usize>,
}

impl Groups {
    fn root(&mut self, mut i: usize) -> usize {
        while self.of[i] != i {
            self.of[i] = self.of[self.of[i]];
            i = self.of[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.of[a.max(b)] = a.min(b);
    }
}

/// Steps 3 and 4.
fn total(key: RowKey, commitments: &[Commitment<'_>]) -> Total {
    let (donors, receivers, currency, share) = key;
    let amounts = || commitments.iter().map(|c| c.amount);
    let least = amounts().map(|a| if a.is_up_to() { Some(0) } else { parse(&a.value) });
    let most = amounts().map(|a| parse(a.max.as_ref().unwrap_or(&a.value)));
    let at_least = least.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
    let at_most = most.reduce(|sum, next| sum?.checked_add(next?)).flatten();
    let sentences = || commitments.iter().flat_map(|c| &c.sentences);
    let documents: BTreeSet<_> = sentences().map(|e| &e.document).collect();
    let places: BTreeSet<_> = sentences().map(|e| (&e.document, e.start, e.end)).collect();
    Total {
        donors,
        receivers,
        currency,
        share,
        at_least: at_least.map(write),
        at_most: at_most.map(write),
        commitments: commitments.len(),
        sentences: places.len(),
        documents: documents.len(),
        first: sentences().filter_map(|e| e.date_start).min(),
        last: PartialDate::latest(sentences().filter_map(|e| e.date_end.or(e.date_start))),
    }
}

/// Decimals that are kept exactly; no currency has more than four.
const PLACES: usize = 6;

/// A plain decimal number in millionths; nothing where it is too long.
fn parse(value: &str) -> Option<i128> {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let decimals = decimals.trim_end_matches('0');
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if decimals.len() > PLACES || !is_digits(whole) || !is_digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<PLACES$}").parse().ok()
}

fn write(millionths: i128) -> String {
    let digits = format!("{millionths:0>width$}", width = PLACES + 1);
    let (whole, decimals) = digits.split_at(digits.len() - PLACES);
    format!("{whole}.{decimals}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{MoneyStage, Span, Status};

    /// A sentence of a document: `(document, year, words, place of the sum)`.
    fn evidence(
        at: (&str, u16, &str, usize),
        value: &str,
        max: Option<&str>,
        share: MoneyShare,
    ) -> Evidence {
        let (document, year, words, start) = at;
        let amount = Amount {
            currency: "EUR".to_owned(),
            value: value.to_owned(),
            max: max.map(str::to_owned),
            share,
            stage: (start > 0).then_some(MoneyStage::Paid),
            span: Span::new(start, start + 3),
        };
        Evidence {
            document: document.into(),
            origin: document.into(),
            start,
            end: start + 9,
            quote: words.into(),
            rules: vec!["rule".into()],
            status: Status::Asserted,
            assertions: 1,
            date_start: Some(PartialDate::year(year)),
            date_end: None,
            source: "stories.txt".into(),
            ended: false,
            amount: Some(amount),
            decided: None,
        }
    }

    /// Who gives, who gets it (`@` and a document: its activity), and the sentence.
    type Said = (&'static str, &'static str, Evidence);

    /// Rows as `donors [> receivers] least..most (commitments)`.
    fn rows(said: &[Said], by: TotalBy) -> Vec<String> {
        let owned: Vec<(EntityId, Object, &Evidence)> = said
            .iter()
            .map(|(donor, receiver, evidence)| {
                let receiver = match receiver.strip_prefix('@') {
                    Some(document) => Object::Event(document.into()),
                    None => Object::Entity((*receiver).into()),
                };
                ((*donor).into(), receiver, evidence)
            })
            .collect();
        let gifts =
            owned.iter().map(|(donor, receiver, evidence)| Gift { donor, receiver, evidence });
        let row = |total: Total| {
            let ids = |ids: &[EntityId]| ids.iter().map(|i| &**i).collect::<Vec<_>>().join("+");
            let receivers: Vec<&str> = total
                .receivers
                .iter()
                .map(|object| match object {
                    Object::Entity(id) => &**id,
                    Object::Event(_) => "@",
                })
                .collect();
            let receivers = match receivers[..] {
                [] => String::new(),
                _ => format!(" > {}", receivers.join("+")),
            };
            let [least, most] =
                [total.at_least, total.at_most].map(|sum| sum.unwrap_or("?".into()));
            format!("{}{receivers} {least}..{most} ({})", ids(&total.donors), total.commitments)
        };
        totals(gifts, by).into_iter().map(row).collect()
    }

    use MoneyShare::{Budget, Joint, Own};

    #[test]
    fn one_sum_told_twice_is_one_commitment() {
        let said = |at, value| evidence(at, value, None, Own);
        let table: [(&str, Vec<Said>, &[&str]); 9] = [
            (
                "two claims of one place",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7")),
                    ("nor", "ccp", said(("a", 2020, "x", 5), "7")),
                ],
                &["nor 7..7 (1)"],
            ),
            (
                "the same receiver in the same year, pledged and paid",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 0), "7")),
                    ("nor", "who", said(("b", 2020, "y", 5), "7")),
                ],
                &["nor 7..7 (1)"],
            ),
            (
                "the same receiver in another year",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7")),
                    ("nor", "who", said(("b", 2021, "y", 5), "7")),
                ],
                &["nor 7..14 (2)"],
            ),
            (
                "the same words in another year",
                vec![
                    ("nor", "who", said(("a", 2020, "X", 5), "7")),
                    ("nor", "who", said(("b", 2021, "x", 5), "7")),
                ],
                &["nor 7..7 (1)"],
            ),
            (
                "another receiver in another text",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7")),
                    ("nor", "ccp", said(("b", 2020, "y", 5), "7")),
                ],
                &["nor 7..14 (2)"],
            ),
            (
                "another receiver in the same sentence",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7")),
                    ("nor", "ccp", said(("a", 2020, "x", 9), "7")),
                ],
                &["nor 7..14 (2)"],
            ),
            (
                "the same sentences once more",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7")),
                    ("nor", "ccp", said(("a", 2020, "x", 9), "7")),
                    ("nor", "who", said(("b", 2022, "x", 5), "7")),
                    ("nor", "ccp", said(("b", 2022, "x", 9), "7")),
                ],
                &["nor 7..14 (2)"],
            ),
            (
                "a title that names nobody",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7")),
                    ("nor", "@a", said(("a", 2020, "y", 9), "7")),
                ],
                &["nor 7..7 (1)"],
            ),
            (
                "another sum, with cents",
                vec![
                    ("nor", "who", said(("a", 2020, "x", 5), "7.25")),
                    ("nor", "who", said(("a", 2020, "y", 9), "0.8")),
                ],
                &["nor 7.25..8.05 (2)"],
            ),
        ];
        for (what, said, expected) in table {
            assert_eq!(rows(&said, TotalBy::Donor), expected, "{what}");
        }
    }

    #[test]
    fn joint_sums_and_budgets_are_nobodys_own() {
        let said = |share| evidence(("a", 2020, "x", 5), "7", None, share);
        let both = [("nor", "who", said(Joint)), ("swe", "who", said(Joint))];
        assert_eq!(rows(&both, TotalBy::Donor), ["nor+swe 7..7 (1)"]);
        assert_eq!(rows(&both, TotalBy::Receiver), ["nor+swe > who 7..7 (1)"]);
        let each = [("nor", "who", said(Own)), ("swe", "who", said(Own))];
        assert_eq!(rows(&each, TotalBy::Donor), ["nor 7..7 (1)", "swe 7..7 (1)"]);
        assert_eq!(rows(&[("nor", "who", said(Budget))], TotalBy::Donor), [""; 0]);
    }

    #[test]
    fn receivers_of_one_sum_share_a_row() {
        let said = |at| evidence(at, "7", None, Own);
        let chain = [
            ("nor", "unodc", said(("a", 2020, "x", 5))),
            ("nor", "ccp", said(("a", 2020, "x", 5))),
            ("nor", "ccp", said(("b", 2020, "y", 5))),
            ("nor", "@c", said(("c", 2020, "z", 5))),
        ];
        assert_eq!(
            rows(&chain, TotalBy::Receiver),
            ["nor > ccp+unodc 7..7 (1)", "nor > @ 7..7 (1)"]
        );
        assert_eq!(rows(&chain, TotalBy::Donor), ["nor 7..14 (2)"]);
    }

    #[test]
    fn ranges_and_numbers_beyond_measure() {
        let at = ("a", 2020, "x", 5);
        let one = |value: &str, max| {
            rows(&[("nor", "who", evidence(at, value, max, Own))], TotalBy::Donor)
        };
        assert_eq!(one("2", Some("3")), ["nor 2..3 (1)"]);
        assert_eq!(one("3", Some("3")), ["nor 0..3 (1)"], "up to");
        assert_eq!(one(&"9".repeat(60), None), ["nor ?..? (1)"]);
        assert_eq!(one("0.1234567", None), ["nor ?..? (1)"]);
    }
}
