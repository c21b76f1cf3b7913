//! What is kept of all stories together.
//!
//! In: stories, one by one. Out: entities, documents and claims with their evidence. Never: a story's text.

use crate::base::Story;
use crate::merge::{Census, Claims, DocumentFacts};

/// What the graph keeps of the stories, gathered one by one.
///
/// ```
/// use consort::merge::Corpus;
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut corpus = Corpus::new();
/// stories.iter().for_each(|story| corpus.add(story));
/// assert_eq!((corpus.documents.len(), corpus.claims.len()), (1, 2));
/// assert!(corpus.census.entities.contains_key("nor"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The entities named, and the arguments of claims; the decisions that bore on them.
    pub census: Census,
    /// The documents, in the order in which they came.
    pub documents: Vec<DocumentFacts>,
    /// The claims.
    pub claims: Claims,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one story; its text is not kept.
    pub fn add(&mut self, story: &Story) {
        self.census.add(story);
        self.say(story);
    }

    /// Adds one story whose entities are counted already: they are left to the caller.
    pub(crate) fn add_counted(&mut self, story: &Story) {
        self.census.add_counted(story);
        self.say(story);
    }

    fn say(&mut self, story: &Story) {
        self.claims.add(story);
        self.documents.push(DocumentFacts::from(story));
    }
}
