//! What a corpus names and the vocabulary lacks.
//!
//! In: stories as they were read. Out: ranked gaps, each with examples and a draft of an entry. Never: a name that the
//! vocabulary has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Class, DocumentId, Entity, EntityId, Origin, Story};
use crate::cut::{fold_name, fold_space};
use crate::dictionary::{Draft, Entry, Grammar, Ids};
use crate::view::table::{Cell, Table};
use crate::view::vocab::phrases::phrases;
use crate::view::vocab::sentence::sentence;

/// Something that the corpus names and the vocabulary lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The id that its entry would have.
    pub id: String,
    /// A ready entry.
    pub draft: Draft,
    /// Whether its words say what it is; else its class is a guess.
    pub told: bool,
    /// Documents that name it.
    pub documents: u64,
    /// How often it is named.
    pub count: u64,
    /// Sentences that name it, of different documents as far as there are.
    pub examples: Vec<Example>,
}

/// A sentence that names a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Document id.
    pub document: DocumentId,
    /// The sentence, white space folded.
    pub sentence: String,
}

/// Which gaps to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapOptions {
    /// Whether to list capitalised phrases too whose words do not say what they are, persons and places among them.
    pub wide: bool,
    /// Fewest documents.
    pub min_documents: u64,
    /// Most examples of each.
    pub n_examples: usize,
}

impl Default for GapOptions {
    fn default() -> Self {
        Self { wide: false, min_documents: 1, n_examples: 2 }
    }
}

/// Gathers gaps story by story.
#[derive(Debug)]
pub struct Gaps {
    grammar: Grammar,
    /// Provisional entities by id.
    told: BTreeMap<EntityId, (Arc<Entity>, GapTally)>,
    /// Phrases by their folded words.
    untold: BTreeMap<String, GapTally>,
}

#[derive(Debug, Default)]
struct GapTally {
    documents: BTreeSet<DocumentId>,
    count: u64,
    /// How often it is called what.
    surfaces: BTreeMap<String, u64>,
    abbreviations: BTreeSet<String>,
    examples: Vec<Example>,
}

/// So many examples are kept; the options may ask for fewer.
const MOST_EXAMPLES: usize = 5;

impl Gaps {
    /// No gaps yet; `grammar` tells which small words join capitalised ones.
    #[must_use]
    pub fn new(grammar: Grammar) -> Self {
        Self { grammar, told: BTreeMap::new(), untold: BTreeMap::new() }
    }

    /// Takes in what one story names.
    pub fn add(&mut self, story: &Story) {
        let text = |span: crate::base::Span| {
            fold_space(story.document.text.get(span.range()).unwrap_or_default())
        };
        let proposed =
            story.extraction.mentions.iter().filter(|m| m.entity.origin == Origin::Provisional);
        for mention in proposed {
            let (_, tally) = self
                .told
                .entry(mention.entity.id.clone())
                .or_insert_with(|| (mention.entity.clone(), GapTally::default()));
            tally.note(text(mention.span), story, mention.sentence);
        }
        for phrase in phrases(story, &self.grammar) {
            let surface = text(phrase.span);
            let tally = self.untold.entry(fold_name(&surface)).or_default();
            tally.abbreviations.extend(phrase.defines.map(text));
            tally.note(surface, story, phrase.sentence);
        }
    }

    /// The gaps: those whose words say what they are, then those with an abbreviation, then the others; each by documents,
    /// mentions and name.
    #[must_use]
    pub fn finish(self, options: &GapOptions, ids: &mut Ids) -> Vec<Gap> {
        let told = self.told.into_values().map(|(entity, tally)| (Some(entity), tally));
        // A phrase that one document uses once is noise, unless the text itself gives it an abbreviation.
        let is_wanted = |tally: &GapTally| {
            !tally.abbreviations.is_empty() || (options.wide && tally.documents.len() > 1)
        };
        let untold = self.untold.into_values().filter(is_wanted).map(|tally| (None, tally));
        let mut all: Vec<(Option<Arc<Entity>>, GapTally)> = told
            .chain(untold)
            .filter(|(_, tally)| tally.documents.len() as u64 >= options.min_documents)
            .collect();
        all.sort_by_cached_key(|(entity, tally)| {
            let rank = (std::cmp::Reverse(tally.documents.len()), std::cmp::Reverse(tally.count));
            let certainty = match entity {
                Some(_) => 0,
                None if !tally.abbreviations.is_empty() => 1,
                None => 2,
            };
            (certainty, rank, tally.name())
        });
        all.into_iter().map(|(entity, tally)| gap(entity.as_deref(), tally, options, ids)).collect()
    }
}

impl GapTally {
    fn note(&mut self, surface: String, story: &Story, at: usize) {
        let document = &story.document.id;
        let is_new = self.documents.insert(document.clone());
        self.count += 1;
        *self.surfaces.entry(surface).or_default() += 1;
        if self.examples.len() < MOST_EXAMPLES && is_new {
            let sentence = sentence(story, at);
            self.examples.push(Example { document: document.clone(), sentence });
        }
    }

    /// The commonest surface of several words; of equal ones the longest, then the first.
    fn name(&self) -> String {
        let best = self.surfaces.iter().max_by_key(|(surface, n)| {
            (surface.contains(' '), **n, surface.chars().count(), std::cmp::Reverse(*surface))
        });
        best.map(|(surface, _)| surface.clone()).unwrap_or_default()
    }
}

fn gap(entity: Option<&Entity>, tally: GapTally, options: &GapOptions, ids: &mut Ids) -> Gap {
    let name = match entity {
        // The label carries the country, which the entry says with a key of its own.
        Some(entity) => match entity.label.rsplit_once(" (") {
            Some((name, _)) if entity.country.is_some() => name.to_owned(),
            _ => entity.label.clone(),
        },
        None => tally.name(),
    };
    let mut abbr: Vec<String> = tally.abbreviations.iter().cloned().collect();
    let mut names = Vec::new();
    let mut seen = BTreeSet::from([fold_name(&name)]);
    for surface in tally.surfaces.keys().filter(|s| seen.insert(fold_name(s))) {
        if is_abbreviation(surface) {
            abbr.push(surface.clone());
        } else if surface.contains(' ') {
            names.push(surface.clone());
        }
    }
    abbr.sort_unstable();
    abbr.dedup();
    let class = entity.map_or(Class::Organisation, |e| e.class);
    let id = ids.give(None, &name);
    let mut examples = tally.examples;
    examples.truncate(options.n_examples);
    let entry = Entry {
        name,
        names,
        abbr,
        parent: entity.and_then(|e| e.parent.as_deref()).map(str::to_owned),
        country: entity.and_then(|e| e.country.as_deref()).map(str::to_owned),
        ..Entry::default()
    };
    let documents = tally.documents.len() as u64;
    let mut comments = vec![format!("{documents} documents, {} mentions", tally.count)];
    if entity.is_none() {
        comments.push("the class is a guess".to_owned());
    }
    comments.extend(examples.iter().map(|e| format!("{}: {}", e.document, e.sentence)));
    let draft = Draft { id: id.clone(), class, entry, comments };
    Gap { id, draft, told: entity.is_some(), documents, count: tally.count, examples }
}

fn is_abbreviation(surface: &str) -> bool {
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    !surface.contains(' ') && capitals >= 2 && capitals * 2 > surface.chars().count()
}

/// One row a gap.
#[must_use]
pub fn gap_table(gaps: &[Gap]) -> Table {
    let mut table =
        Table::new(["name", "class", "documents", "mentions", "abbr", "country", "id", "example"]);
    for gap in gaps {
        let entry = &gap.draft.entry;
        let class = if gap.told {
            gap.draft.class.name().to_owned()
        } else {
            format!("{}?", gap.draft.class)
        };
        table.push(vec![
            Cell::text(&entry.name),
            Cell::text(class),
            Cell::integer(gap.documents),
            Cell::integer(gap.count),
            Cell::text(entry.abbr.join(", ")),
            Cell::optional(entry.country.as_deref()),
            Cell::text(&gap.id),
            Cell::optional(gap.examples.first().map(|e| e.sentence.as_str())),
        ]);
    }
    table
}

/// The drafts of the gaps with these ids, or of all whose words say what they are; and the ids that no gap has.
///
/// ```
/// use consort::dictionary::{Decisions, Ids, builtin_files, compile, read};
/// use consort::documents::{Format, ReadOptions, parse};
/// use consort::pipeline::read_story;
/// use consort::view::vocab::{GapOptions, Gaps, drafts, gap_table};
/// let text = "The Zeta Coastal Agency opened a port. It lies near Lambda House (LH).";
/// let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// let mut gaps = Gaps::new(lexicon.grammar.clone());
/// for document in parse("note.txt", text, Format::Text, &ReadOptions::default()).output {
///     gaps.add(&read_story(document, &lexicon, &Decisions::default()));
/// }
/// let gaps = gaps.finish(&GapOptions::default(), &mut Ids::default());
/// let ids: Vec<&str> = gaps.iter().map(|gap| gap.id.as_str()).collect();
/// assert_eq!(ids, ["zeta-coastal-agency", "lambda-house"]);
/// assert_eq!(gap_table(&gaps).rows.len(), 2);
/// let (told, _) = drafts(&gaps, &[], true);
/// assert_eq!(told.len(), 1, "that Lambda House is a body only its reader knows");
/// let (asked, unknown) = drafts(&gaps, &["lambda-house".into(), "nobody".into()], false);
/// assert_eq!((&*asked[0].entry.abbr[0], unknown), ("LH", vec!["nobody".to_owned()]));
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn drafts(gaps: &[Gap], wanted: &[String], all: bool) -> (Vec<Draft>, Vec<String>) {
    let is_wanted = |gap: &Gap| wanted.contains(&gap.id) || (all && gap.told);
    let unknown =
        wanted.iter().filter(|id| !gaps.iter().any(|gap| gap.id == **id)).cloned().collect();
    (gaps.iter().filter(|gap| is_wanted(gap)).map(|gap| gap.draft.clone()).collect(), unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::dictionary::shipped_grammar;

    fn gaps(options: &GapOptions) -> Vec<Gap> {
        let mut gaps = Gaps::new(shipped_grammar());
        for id in ["one", "two"] {
            gaps.add(&story(
                Sample::new(id).paragraph(&["They met the Yota Club and the Zeta Body (ZBY)."]),
            ));
        }
        gaps.add(&story(
            Sample::new("three").paragraph(&["They met the zeta body and Lambda House."]),
        ));
        gaps.finish(options, &mut Ids::default())
    }

    #[test]
    fn defined_phrases_are_gaps_and_others_only_when_asked_for() {
        let found = gaps(&GapOptions::default());
        assert_eq!(found.len(), 1, "{found:?}");
        let gap = &found[0];
        assert_eq!(
            (gap.id.as_str(), gap.documents, gap.count, gap.told),
            ("zeta-body", 2, 2, false)
        );
        assert_eq!(gap.draft.entry.abbr, ["ZBY"]);
        assert_eq!(gap.examples[0].sentence, "They met the Yota Club and the Zeta Body (ZBY).");
        let wide = gaps(&GapOptions { wide: true, ..GapOptions::default() });
        let ids: Vec<&str> = wide.iter().map(|g| g.id.as_str()).collect();
        assert_eq!(ids, ["zeta-body", "yota-club"]);
    }

    #[test]
    fn all_takes_only_what_its_words_tell() {
        let found = gaps(&GapOptions::default());
        assert!(drafts(&found, &[], true).0.is_empty());
        let (taken, unknown) =
            drafts(&found, &["zeta-body".to_owned(), "nobody".to_owned()], false);
        assert_eq!((taken.len(), unknown), (1, vec!["nobody".to_owned()]));
    }
}
