//! Links to groups, and the origin of each.
//!
//! In: candidates, and a way to read a story again. Out: [`Copies`]. Never: two stories in one group whose fullest versions
//! contradict each other, whatever stands between them.
//!
//! # Rules
//! 1. **Whole**: eight words of ten of the shorter story and half of the longer are the same, and nothing contradicts.
//! 2. **Excerpt**: eight words of ten of the shorter stand in the longer, and nothing contradicts. What stands in many groups of
//!    rule 1 is the letterhead of an office and counts for nothing, so an excerpt of it alone is nobody's copy.
//! 3. **Corrected**: nine words of ten are the same within a week, and one place contradicts, or in a scan as many more as its
//!    other misprints let us expect. No more than two other groups have half of what the two share: where more have, these are
//!    letters from one mould with another name in them.
//! 4. The fullest stories of two groups are compared before these become one: an excerpt that fits two letters of one mould
//!    belongs to one of them.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::base::DocumentId;
use crate::merge::copies::body::Body;
use crate::merge::copies::candidates::{Candidates, are_near};
use crate::merge::copies::compare::{Comparison, compare};
use crate::merge::copies::compared::Compared;
use crate::merge::copies::found::Copies;
use crate::merge::copies::groups::Groups;
use crate::merge::copies::index::Index;
use crate::merge::copies::links::{Link, Read, links};
use crate::merge::copies::sketch::Sketch;

/// Of two versions of one story so much of the longer is the same.
const WHOLE: f64 = 0.5;

/// What stands in more groups than this is no story's own.
const LETTERHEAD: u8 = 8;

/// So much of an excerpt is its story's own.
const OWN: f64 = 0.3;

/// A corrected version has so many words in common.
const CORRECTED: f64 = 0.9;

/// It comes within so many days.
const CORRECTED_DAYS: i32 = 7;

/// So many facts it leaves as they were.
const CORRECTED_FACTS: usize = 4;

/// In so few groups half of what it has in common stands: its own, that of its story, and other corrections.
const CORRECTED_GROUPS: usize = 4;

/// How much half is: of what does not stand in hundreds of groups anyway, which must be half of all.
const HALF: f64 = 0.5;

/// Which of some stories are copies. `read` gives the words of a story again, by its place among the sketches; it is asked only
/// for candidates, on any thread, and for none of which the comparisons are known that it takes; these then hold all that were asked for.
///
/// # Errors
/// Only those of `read`.
///
/// # Complexity
/// A comparison for each pair of candidates, linear in their words where these are mostly the same.
///
/// ```
/// use consort::merge::copies::{Body, Candidates, Compared, Sketch, copies};
/// let text = "3 March 2020, Vienna, Austria: Norway gave two patrol boats to the Coast Guard on Monday. They left the harbour \
///     of Bergen in May and will watch the coast between the two capes.";
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |name: &str, text: &str| parse(name, text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = [parse("a.txt", text), parse("b.txt", text)].concat().into_iter().enumerate().map(|(i, mut d)| { d.id = d.id.numbered(i + 1); read_story(d, &lexicon, &Default::default()) }).collect();
/// let sketches: Vec<_> = stories.iter().map(|story| Sketch::new(&story.document)).collect();
/// let read = |i: usize| Ok::<_, ()>(Body::new(&stories[i], &lexicon.money));
/// let found = copies(&Candidates::new(&sketches), &read, &mut Compared::default()).expect("all can be read");
/// assert_eq!(found.origin(&stories[1].document.id), Some(&stories[0].document.id));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn copies<E: Send>(
    candidates: &Candidates<'_>,
    read: &(dyn Fn(usize) -> Result<Body, E> + Sync),
    compared: &mut Compared,
) -> Result<Copies, E> {
    let Candidates { input, order, index, pairs } = candidates;
    let read = |place: u32| read(order[place as usize]);
    let mut links = links(pairs, order, &read, compared)?;
    // The closest first: what fits two groups belongs to the one that it fits better.
    let places = |link: &Link| (link.a, link.b);
    links.sort_by(|x, y| {
        y.found.share().total_cmp(&x.found.share()).then_with(|| places(x).cmp(&places(y)))
    });
    let groups = Groups::new(order.iter().map(|story| input[*story].n_words).collect());
    let mut clustering = Clustering { candidates, index, groups, read: &read, compared };
    for rule in [Clustering::is_whole, Clustering::is_excerpt, Clustering::is_corrected] {
        clustering.join(&links, rule)?;
    }
    let groups = clustering.groups.all();
    Ok(groups.iter().flat_map(|group| origin(group, order, input)).collect())
}

/// Each copy of a group with its origin.
fn origin<'a>(
    group: &'a [u32],
    order: &'a [usize],
    sketches: &'a [Sketch],
) -> impl Iterator<Item = (DocumentId, DocumentId)> + use<'a> {
    let stories = group.iter().map(|place| order[*place as usize]);
    let key = |story: &usize| {
        let sketch = &sketches[*story];
        (sketch.date.is_none(), sketch.date, Reverse(sketch.n_words), *story)
    };
    let first = stories.clone().min_by_key(key);
    let id = |story: usize| sketches[story].document.clone();
    stories
        .filter(move |story| Some(*story) != first)
        .filter_map(move |story| Some((id(story), id(first?))))
}

struct Clustering<'a, E> {
    candidates: &'a Candidates<'a>,
    index: &'a Index,
    groups: Groups,
    read: &'a Read<'a, E>,
    compared: &'a mut Compared,
}

/// Whether a link holds, where the numbers say in how many groups each shingle stands; and what its fullest stories may say
/// against it.
type Rule<'a, E> = fn(&mut Clustering<'a, E>, &Link, &[u8]) -> Option<fn(&Comparison) -> bool>;

impl<'a, E: Send> Clustering<'a, E> {
    /// Joins the groups of all links that a rule lets hold.
    fn join(&mut self, links: &[Link], rule: Rule<'a, E>) -> Result<(), E> {
        let spread = self.spread();
        for link in links {
            let groups = [link.a, link.b].map(|story| self.groups.of(story));
            if groups[0] == groups[1] {
                continue;
            }
            let Some(allows) = rule(self, link, &spread) else { continue };
            let fullest = groups.map(|group| self.groups.fullest(group));
            let is_link = fullest == [link.a, link.b] || fullest == [link.b, link.a];
            if is_link || allows(&self.compare(fullest)?) {
                self.groups.join(groups[0], groups[1]);
            }
        }
        Ok(())
    }

    /// Compares two stories, unless what that finds is known.
    fn compare(&mut self, [a, b]: [u32; 2]) -> Result<Comparison, E> {
        let in_input = |place: u32| self.candidates.order[place as usize] as u32;
        let pair = (in_input(a), in_input(b));
        let found = match self.compared.get(pair) {
            Some(found) => found,
            None => compare(&(self.read)(a)?, &(self.read)(b)?),
        };
        self.compared.add(pair, found);
        Ok(found)
    }

    /// In how many groups each shingle stands, as far as 255.
    fn spread(&mut self) -> Vec<u8> {
        let mut last = vec![usize::MAX; self.candidates.order.len()];
        let mut spread = vec![0_u8; self.index.len()];
        for (shingle, n) in spread.iter_mut().enumerate() {
            for story in self.index.with(shingle) {
                let group = self.groups.of(*story) as usize;
                if last[group] != shingle {
                    last[group] = shingle;
                    *n = n.saturating_add(1);
                }
            }
        }
        spread
    }

    /// Whether so many groups have half of what two stories share that it is a mould of an office.
    fn is_mould(&mut self, a: u32, b: u32, spread: &[u8]) -> bool {
        let shared: Vec<u32> = self.index.shared(a, b).collect();
        let is_rare = |shingle: &u32| spread[*shingle as usize] < u8::MAX;
        let rare: Vec<u32> = shared.iter().copied().filter(is_rare).collect();
        if (rare.len() as f64) < HALF * shared.len() as f64 {
            return true;
        }
        let mut n_shared: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
        for shingle in &rare {
            for story in self.index.with(*shingle as usize) {
                let (last, n) = n_shared.entry(self.groups.of(*story)).or_insert((u32::MAX, 0));
                *n += usize::from(*last != *shingle);
                *last = *shingle;
            }
        }
        let most = HALF * rare.len() as f64;
        n_shared.values().filter(|(_, n)| *n as f64 >= most).count() > CORRECTED_GROUPS
    }

    fn is_whole(&mut self, link: &Link, _: &[u8]) -> Option<fn(&Comparison) -> bool> {
        let holds = link.found.conflicts == 0 && link.found.share_of_longer() >= WHOLE;
        holds.then_some(|found| found.conflicts == 0)
    }

    fn is_excerpt(&mut self, link: &Link, spread: &[u8]) -> Option<fn(&Comparison) -> bool> {
        if link.found.conflicts > 0 {
            return None;
        }
        let shared = self.index.shared(link.a, link.b);
        let own = shared.filter(|shingle| spread[*shingle as usize] <= LETTERHEAD).count();
        let shorter = self.index.n_samples(link.a).min(self.index.n_samples(link.b));
        (own as f64 >= OWN * shorter as f64).then_some(|found| found.conflicts == 0)
    }

    fn is_corrected(&mut self, link: &Link, spread: &[u8]) -> Option<fn(&Comparison) -> bool> {
        let Link { a, b, found } = *link;
        let dates = [a, b].map(|story| self.candidates.sketch(story).date);
        let allows: fn(&Comparison) -> bool =
            |found| found.conflicts <= 1 + found.misprinted_facts();
        let share = if found.misprinted_facts() > 0 { 0.0 } else { CORRECTED };
        let is_near = are_near(dates[0], dates[1], CORRECTED_DAYS);
        if !allows(&found) || !is_near || found.share() < share || found.facts < CORRECTED_FACTS {
            return None;
        }
        (!self.is_mould(a, b, spread)).then_some(allows)
    }
}
