//! Stories to ties in one call.
//!
//! In: stories, or a full [`Counter`]. Out: ties, sorted by the ids of their members. Never: a result that depends on the
//! order of the stories.

use std::borrow::Borrow;

use crate::base::{Story, Tie};
use crate::merge::cooccur::counter::Counter;
use crate::merge::cooccur::options::CooccurOptions;
use crate::merge::cooccur::tally::tally;

/// Counts the pairs of entities in an iterator of stories.
///
/// The same as feeding a [`Counter`]; the result does not depend on the order of the stories.
///
/// # Complexity
/// Time: the sum over windows of the square of the entities named in it. Memory: the pairs, some twenty bytes for each
/// window and entity in it, and four bytes for each word of a window with a pair and a text of its own.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, count};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// // `stories` are the texts as consort reads them.
/// let ties = count(&stories, &CooccurOptions::default());
/// let counts: Vec<_> = ties.iter().map(|tie| (tie.a.as_str(), tie.b.as_str(), tie.count)).collect();
/// assert_eq!(counts, [("osce", "unodc", 1), ("unodc", "who", 2)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    options: &CooccurOptions,
) -> Vec<Tie> {
    let mut counter = Counter::new(options.clone());
    for story in stories {
        counter.add(story.borrow());
    }
    counter.finish()
}

impl Counter {
    /// The ties, sorted by the ids of their members.
    #[must_use]
    pub fn finish(self) -> Vec<Tie> {
        tally(&self)
    }
}
