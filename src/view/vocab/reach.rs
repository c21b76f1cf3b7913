//! Names that no text can make consort find.
//!
//! In: a vocabulary and the lexicon compiled from it. Out: a finding for each name that, standing alone in a plain sentence,
//! is not found as its entry, and why. Never: a guess; the finding says what stands in its way.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use twox_hash::XxHash3_64;

use crate::base::{Document, EntityId, Extraction, Span, in_parallel, repeated};
use crate::cut::{ADDRESS, sentences};
use crate::dictionary::{
    Finding, KnownTokens, Lexicon, Listed, Sense, Unreachable, VocabFile, Vocabulary, unreachable,
};
use crate::documents::{Format, ReadOptions, parse};
use crate::extract::{Step, extract, stopped_by};

/// Reads each unconditional name of the entries that `counts` admits in a sentence of its own, once for all that bear it.
///
/// ```
/// use consort::dictionary::{VocabFile, builtin_files, compile, read};
/// use consort::view::vocab::unreachable_names;
/// let text = "[zeta]\nname = \"zeta@board\"\n[yota]\nname = \"Yota Board\"\n";
/// let mut files = builtin_files();
/// files.retain(VocabFile::is_language);
/// files.push(VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false });
/// let (vocabulary, _) = read(&files);
/// let (lexicon, _) = compile(vocabulary.clone())?;
/// let found = unreachable_names(&vocabulary, &lexicon, &files, |_| true);
/// let [only] = found.as_slice() else { panic!("{found:?}") };
/// assert!(only.message.starts_with("\"zeta@board\" is never found as [zeta]"));
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn unreachable_names(
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    files: &[VocabFile],
    counts: impl Fn(&Listed) -> bool,
) -> Vec<Finding> {
    let entries = || vocabulary.entries.iter().filter(|(_, listed)| counts(listed));
    let named = entries().flat_map(|(id, listed)| names(listed).map(move |name| (name, id)));
    let (mut shared, own) = by_bearers(named.collect());
    shared.sort_unstable();
    let groups: Vec<_> = shared.chunk_by(|a, b| a.0 == b.0).chain(own.chunks(1)).collect();
    let mut lexicon = lexicon.clone();
    let mut read = BTreeMap::new();
    for groups in groups.chunks(AT_MOST) {
        read.extend(unfound(groups, &lexicon));
        lexicon.forget();
    }
    let mut missed = Vec::new();
    for (id, listed) in entries().filter(|_| !read.is_empty()) {
        for name in names(listed) {
            let missing = read.get(name).filter(|trial| !trial.linked.contains(id));
            if let Some(trial) = missing {
                let instead = trial.why_not(id, vocabulary, &lexicon);
                missed.push(Unreachable { id, listed, name, instead });
            }
        }
    }
    unreachable(&missed, files)
}

/// So many names are read between two looks for more work.
const AT_ONCE: usize = 256;

/// So many names are read before their entries are let go: those of a million names would fill the memory.
const AT_MOST: usize = 1 << 15;

/// A name, and an entry that bears it.
type Borne<'v> = (&'v str, &'v EntityId);

/// The names that several entries bear, and those that one does, which stay in their order: it is read at once for all its names.
fn by_bearers(named: Vec<Borne<'_>>) -> (Vec<Borne<'_>>, Vec<Borne<'_>>) {
    let hash = |name: &str| XxHash3_64::oneshot(name.as_bytes());
    let shared = repeated(named.iter().map(|(name, _)| hash(name)).collect());
    named.into_iter().partition(|(name, _)| shared.contains(&hash(name)))
}

/// The names that are not found as all of their entries. Nearly all are: what was read of those is not kept.
fn unfound<'v>(groups: &[&[Borne<'v>]], lexicon: &Lexicon) -> Vec<(&'v str, Trial)> {
    let plain = document("Name");
    let of = |group: &&[Borne<'v>]| {
        let name = group[0].0;
        let trial = Trial::of(lexicon, name, plain.as_ref())?;
        let all = group.iter().all(|(_, id)| trial.linked.contains(*id));
        (!all).then_some((name, trial))
    };
    let several = |groups: &[_]| groups.iter().filter_map(of).collect::<Vec<_>>();
    let found = in_parallel(groups.chunks(AT_ONCE).collect(), several);
    found.into_iter().flatten().collect()
}

fn names(listed: &Listed) -> impl Iterator<Item = &str> {
    let entry = &listed.entry;
    let all = std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal);
    all.chain(&entry.abbr).map(String::as_str)
}

/// What stands before a name and behind it.
const AROUND: [&str; 2] = ["Yesterday they wrote about the ", " again."];

/// The document of a name in a sentence of its own.
fn document(name: &str) -> Option<Document> {
    let text = AROUND.join(name);
    parse("check", &text, Format::Text, &ReadOptions::default()).output.into_iter().next()
}

/// The same made of that of another name, where nothing in this one can make of its sentence more than one paragraph of text, so
/// that nobody looks for titles, dates and tags.
fn renamed(plain: &Document, name: &str) -> Option<Document> {
    if !name.bytes().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b':' | b'<')) {
        return None;
    }
    let text = AROUND.join(name);
    let mut document = Document { text, ..plain.clone() };
    document.paragraphs.first_mut()?.span.end = document.text.len();
    Some(document)
}

/// A name in a sentence of its own, and what is read there.
struct Trial {
    document: Document,
    /// Where the name stands.
    place: Span,
    found: Extraction,
    /// As which entities it is found, alone or as one of several that share it.
    linked: BTreeSet<EntityId>,
}

impl Trial {
    fn of(lexicon: &Lexicon, name: &str, plain: Option<&Document>) -> Option<Self> {
        let document = plain.and_then(|plain| renamed(plain, name)).or_else(|| document(name))?;
        let start = document.text.find(AROUND[0])? + AROUND[0].len();
        let place = Span::new(start, start + name.len());
        let found = extract(&document, &lexicon.tokens(&document.text), lexicon);
        let mentions = found.mentions.iter().filter(|m| m.span.overlaps(place));
        let shared = found.unlinked.iter().filter(|u| u.span.overlaps(place));
        let linked = mentions.map(|m| m.entity.id.clone());
        let linked = linked.chain(shared.flat_map(|u| u.candidates.iter().cloned())).collect();
        Some(Self { document, place, found, linked })
    }

    /// Why the name is not found as an entity.
    fn why_not(&self, id: &EntityId, vocabulary: &Vocabulary, lexicon: &Lexicon) -> String {
        let tokens = lexicon.tokens(&self.document.text);
        let (first, end) = (tokens.at(self.place.start), tokens.at(self.place.end));
        let inside = first..end.max(first);
        let unread = self.unread(&tokens, inside.clone(), lexicon);
        let other = self.other(vocabulary);
        match (unread, other) {
            (Some(unread), Some(other)) => format!("{unread}; {other}"),
            (Some(why), None) | (None, Some(why)) => why,
            (None, None) => {
                let excluded = self.excluded(&tokens, inside, vocabulary, lexicon);
                let rule = || stopped_by(&self.document, &tokens, lexicon, self.place, id);
                excluded
                    .or_else(|| rule().map(|step| reason(step).to_owned()))
                    .unwrap_or_else(|| "nothing is found".to_owned())
            }
        }
    }

    /// Why no name at all can be read of the words.
    fn unread(
        &self,
        tokens: &KnownTokens,
        inside: Range<usize>,
        lexicon: &Lexicon,
    ) -> Option<String> {
        if inside.clone().any(|i| tokens.word(i) == ADDRESS) {
            return Some("it holds a web or mail address, in which no name is found".to_owned());
        }
        let ends = sentences(&self.document, tokens, &lexicon.sentences);
        let cut = ends
            .iter()
            .find(|stretch| inside.start < stretch.tokens.end && stretch.tokens.end < inside.end)?;
        let is_hit = lexicon.names.find(tokens).iter().any(|hit| {
            (hit.first, hit.end) == (inside.start, inside.end) && hit.end - hit.first > 2
        });
        // A name with a capital holds its own full stops together.
        let starts = self.document.text[self.place.range()].starts_with(char::is_uppercase);
        if is_hit && starts {
            return None;
        }
        let before = &self.document.text[self.place.start..cut.sentence.span.end];
        Some(format!("a sentence ends in it, behind {before:?}"))
    }

    /// What is read in its place.
    fn other(&self, vocabulary: &Vocabulary) -> Option<String> {
        let surface = |span: Span| &self.document.text[span.range()];
        let of = |id: &EntityId| match vocabulary.entries.get(id) {
            Some(listed) => format!("[{id}] ({})", listed.place),
            None => format!("[{id}], which no entry lists"),
        };
        let overlapping = self.found.mentions.iter().filter(|m| m.span.overlaps(self.place));
        if let Some(other) = overlapping.max_by_key(|m| m.span.len()) {
            let (text, whose) = (surface(other.span), of(&other.entity.id));
            let longer = if other.span == self.place {
                format!("{text:?}")
            } else if other.span.contains(self.place) {
                format!("the longer name {text:?}")
            } else {
                format!("the part {text:?}")
            };
            return Some(format!("{longer} is read as {whose}"));
        }
        let other = self.found.unlinked.iter().find(|u| u.span.overlaps(self.place))?;
        Some(match other.candidates.as_slice() {
            [] => {
                let text = surface(other.span);
                format!("{text:?} is read as a body of a country that the text must name")
            }
            ids => {
                let all: Vec<String> = ids.iter().map(of).collect();
                format!("{:?} is read as one of {}", surface(other.span), all.join(", "))
            }
        })
    }

    /// Which entry excludes it.
    fn excluded(
        &self,
        tokens: &KnownTokens,
        inside: Range<usize>,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
    ) -> Option<String> {
        let hits = lexicon.names.find(tokens);
        let covering = hits.iter().filter(|hit| hit.first <= inside.start && inside.end <= hit.end);
        let mut senses = covering.flat_map(|hit| lexicon.names.senses(hit.phrase));
        let entry = senses.find_map(|sense| match sense {
            Sense::Not { entry } => Some(entry),
            _ => None,
        })?;
        let id = &lexicon.entries[entry].entity.id;
        let place = vocabulary.entries.get(id).map_or("", |listed| listed.place.as_str());
        Some(format!("[{id}] ({place}) excludes it by `not`"))
    }
}

/// What a step takes a name out for.
fn reason(step: Step) -> &'static str {
    match step {
        Step::Standing => "the context does not meet its condition",
        Step::Persons => "it is taken for a part of a person's name",
        Step::Headlines => "a line of capitals does not tell it from words",
        Step::Asides => "the words beside it say that no country is meant",
        Step::Countries => "the text does not say whose country or place it is",
        Step::Proposals => "a longer name that no entry lists stands in its place",
        Step::Definitions => "the text itself defines these letters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{builtin_files, compile, read as read_vocabulary};

    #[test]
    fn a_plain_name_makes_the_document_that_it_is_read_as() {
        let (vocabulary, _) = read_vocabulary(&builtin_files());
        let odd = [
            "2 May 2020",
            "Tema, 2 May 2020 -",
            "a  b. C! (D)",
            "# a",
            "- a",
            "www.a.org",
            "a@b",
            "--",
        ];
        let all = vocabulary.entries.values().flat_map(names).chain(odd);
        let plain = document("Name").unwrap();
        let mut n_plain = 0;
        for name in all {
            let Some(made) = renamed(&plain, name) else { continue };
            let read = document(name).unwrap();
            assert_eq!(Document { id: read.id.clone(), ..made }, read, "{name}");
            n_plain += 1;
        }
        assert!(n_plain > 1000, "{n_plain}");
    }

    #[test]
    fn an_address_or_a_longer_name_can_stand_in_the_way() {
        let file = VocabFile {
            name: "organisations.toml".to_owned(),
            text:
                "[zeta]\nname = \"Zeta Body\"\nnames = [\n  \"zeta@body\",\n  \"Zeta Court\",\n]\n\
                   [yota]\nname = \"about the Zeta Court\"\n"
                    .to_owned(),
            builtin: false,
        };
        let files = [file];
        let (vocabulary, warnings) = read_vocabulary(&files);
        assert!(warnings.is_empty(), "{warnings:?}");
        let (lexicon, _) = compile(vocabulary.clone()).unwrap();
        let found = unreachable_names(&vocabulary, &lexicon, &files, |_| true);
        let lines: Vec<_> = found.iter().map(|f| format!("{}: {}", f.place, f.message)).collect();
        assert_eq!(
            lines,
            [
                "organisations.toml:4: \"zeta@body\" is never found as [zeta]: it holds a web or mail address, in which no name is found",
                "organisations.toml:5: \"Zeta Court\" is never found as [zeta]: the longer name \"about the Zeta Court\" is read as [yota] (organisations.toml:7)",
            ]
        );
    }
}
