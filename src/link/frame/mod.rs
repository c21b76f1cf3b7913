//! Reads a sentence by its structure: words, verb groups, phrases, lists, clauses, and the frames of the acts that it tells of.
//!
//! In: one sentence of a document with its names, and what the story is about. Out: statements. Pure, and cannot fail.
//!
//! | file | makes | of |
//! |---|---|---|
//! | `words` | words, names as one each, with parts of speech | tokens and mentions |
//! | `verbs` | verb groups | words |
//! | `phrases` | noun phrases | words and verb groups |
//! | `lists` | lists and the nodes of the sentence | phrases |
//! | `clauses` | subjects, objects, phrases behind prepositions | nodes |
//! | `meaning` | whom or what a phrase means | phrases and the topic |
//! | `acts` | who stands in which place of which frame | all of these |
//! | `reach` | where the clause of a denial or a doubt is over | cues |
//! | `status` | how firmly it is said | an act |
//! | `contrast` | what is denied of one and said of another | an act and its status |

mod acts;
mod clauses;
mod contrast;
mod lists;
mod meaning;
mod memory;
mod noun_places;
mod people;
mod phrases;
mod places;
mod pointing;
mod reach;
mod status;
mod takes;
mod verbs;
mod words;

use crate::base::{Argument, Class, Document, Extraction, Predicate, Status};
use crate::dictionary::{KnownTokens, Lexicon};
use crate::link::status::Cue;
use crate::link::topic::Topic;
use acts::{Act, Reader};
use clauses::Structure;
use meaning::{Meaning, Meant};
pub(super) use memory::Memory;
use memory::named;
use status::{Firmness, Statuses};

/// What one sentence states by one frame.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Place of the frame.
    pub frame: usize,
    pub predicate: Predicate,
    pub subjects: Vec<Argument>,
    pub objects: Vec<Argument>,
    pub status: Status,
    /// Whether it is told of as over.
    pub ended: bool,
    /// The tokens of the words that say it.
    pub first: usize,
    pub end: usize,
}

/// What a sentence says.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub statements: Vec<Statement>,
    /// The status of whatever is said at each word, by its first token.
    firm: Vec<(usize, Status)>,
}

impl Reading {
    /// The status of what is said at a token.
    pub(super) fn firm_at(&self, token: usize) -> Status {
        let behind = self.firm.partition_point(|(first, _)| *first <= token);
        behind.checked_sub(1).map_or(Status::Asserted, |i| self.firm[i].1)
    }
}

/// What sentences are read with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub document: &'a Document,
    pub tokens: &'a KnownTokens,
    pub extraction: &'a Extraction,
    pub lexicon: &'a Lexicon,
    /// Whether the text reports on what it announces.
    pub is_long: bool,
}

/// Reads a sentence.
pub(super) fn read(
    context: Context<'_>,
    index: usize,
    topic: &Topic<'_>,
    cues: &mut [Cue],
    memory: &mut Memory,
) -> Reading {
    let Context { document, tokens, extraction, lexicon, is_long } = context;
    if !can_tell(context, index) {
        *memory = named_only(context, index, memory);
        return Reading::default();
    }
    let frames = &lexicon.frames;
    let sets = &frames.words;
    let words = words::words(document, tokens, extraction, index, lexicon);
    if words.is_empty() {
        return Reading::default();
    }
    let structure = Structure::new(tokens, words, sets);
    let meaning = Meaning { document, lexicon, topic, memory, structure: &structure };
    let reader = Reader { frames, structure: &structure, meaning: &meaning };
    let mut out = Vec::new();
    reach::bound(&structure, cues);
    let statuses = Statuses { structure: &structure, frames, cues, is_long };
    for act in reader.acts() {
        let firm = statuses.of(&act);
        for (act, firm) in contrast::parts(&structure, act, firm) {
            state(&structure, lexicon, &act, firm, &mut out);
        }
    }
    paid_not_helped(&mut out);
    let firm = structure.words.iter().map(|w| w.first).zip(statuses.at_words()).collect();
    *memory = remember(&meaning);
    Reading { statements: out, firm }
}

/// Takes out the help that is money: `financially supports` is one act, whichever frames name it.
fn paid_not_helped(statements: &mut Vec<Statement>) {
    let paid: Vec<(usize, usize, Vec<Argument>)> = statements
        .iter()
        .filter(|s| s.predicate == Predicate::Funds)
        .map(|s| (s.first, s.end, s.subjects.clone()))
        .collect();
    let is_paid = |s: &Statement| {
        paid.iter()
            .any(|(first, end, who)| (*first, *end) == (s.first, s.end) && *who == s.subjects)
    };
    statements.retain(|s| s.predicate != Predicate::Supports || !is_paid(s));
}

/// Whether a sentence has a word that can name an act, and a name or a word for somebody named before; the others need no
/// structure.
fn can_tell(context: Context<'_>, index: usize) -> bool {
    let span = context.extraction.sentences[index].span;
    let range = context.tokens.at(span.start)..context.tokens.at(span.end);
    let sets = &context.lexicon.frames.words;
    let points = |i: usize| {
        let word = context.tokens.word(i);
        let lists =
            [&sets.pronouns, &sets.plural_pronouns, &sets.plurals, &sets.firsts, &sets.lasts];
        let bodies = [&sets.some_body, &sets.parties, &sets.speakers];
        lists.iter().chain(&bodies).any(|list| list.contains(word))
    };
    range.clone().any(|i| context.tokens.facts(i).acts)
        && (!context.extraction.mentions_in(index).is_empty() || range.into_iter().any(points))
}

/// What a sentence that tells of no act leaves to the next: whom it names.
fn named_only(context: Context<'_>, index: usize, memory: &Memory) -> Memory {
    let Context { document, extraction, .. } = context;
    let names = named(extraction.mentions_in(index).iter().filter(|m| !m.nested));
    let mut next = Memory {
        is_of_story: false,
        subjects: names.iter().take(1).cloned().collect(),
        names,
        ..memory.clone()
    };
    next.notes(ends_with_colon(&document.text[extraction.sentences[index].span.range()]));
    next
}

/// Whether a list of bullets follows a sentence.
fn ends_with_colon(sentence: &str) -> bool {
    sentence.trim_end().ends_with(':')
}

/// The statements of an act.
fn state(
    structure: &Structure<'_>,
    lexicon: &Lexicon,
    act: &Act,
    Firmness { status, ended }: Firmness,
    out: &mut Vec<Statement>,
) {
    let frame = &lexicon.frames.frames[act.frame];
    let (first, end) = (structure.words[act.first].first, structure.words[act.end - 1].end);
    let mut say = |predicate, subjects: Vec<Argument>, objects: Vec<Argument>, denied: bool| {
        // Nobody pays or helps himself: a pronoun has been read wrongly.
        let own = matches!(predicate, Predicate::Funds | Predicate::Supports)
            && objects.iter().any(|o| subjects.contains(o));
        if subjects.is_empty() || objects.is_empty() || own {
            return;
        }
        let status = if denied { status.max(Status::Negated) } else { status };
        let status = frame.status.unwrap_or(status);
        out.push(Statement {
            frame: act.frame,
            predicate,
            subjects,
            objects,
            status,
            ended,
            first,
            end,
        });
    };
    // `the stakeholders of the action` are not the action.
    let stands = |m: &Meant| {
        let programme = m.argument.entity().is_some_and(|e| e.class == Class::Programme);
        !(m.by_people && programme && frame.predicate == Predicate::ParticipatesIn)
    };
    let of = |all: &[Meant], denied: bool| -> Vec<Argument> {
        let those = all.iter().filter(|m| m.is_denied == denied && stands(m));
        those.map(|m| m.argument.clone()).collect()
    };
    for (subject, object) in [(false, false), (true, false), (false, true), (true, true)] {
        let (subjects, objects) = (of(&act.subjects, subject), of(&act.objects, object));
        say(frame.predicate, subjects, objects, subject || object);
    }
    for subject in act.subjects.iter().filter(|m| !m.by_people) {
        for with in &act.companions {
            let (a_is, b_is) = (vec![subject.argument.clone()], vec![with.argument.clone()]);
            say(Predicate::PartnersWith, a_is, b_is, subject.is_denied || with.is_denied);
        }
    }
    if frame.table.together {
        let acts = |m: &&Meant| frame.table.by_people || !m.by_people;
        let actors: Vec<&Meant> = act.subjects.iter().filter(acts).collect();
        for (i, a) in actors.iter().enumerate() {
            for b in &actors[i + 1..] {
                let (a_is, b_is) = (vec![a.argument.clone()], vec![b.argument.clone()]);
                say(Predicate::PartnersWith, a_is, b_is, a.is_denied || b.is_denied);
            }
        }
    }
}

/// What the sentence of these phrases leaves to the next.
fn remember(meaning: &Meaning<'_>) -> Memory {
    let structure = meaning.structure;
    let names = named(structure.words.iter().filter_map(|word| word.name));
    let subject = (0..structure.groups.len()).find_map(|g| {
        let found = meaning.of_node(structure.subject(g)?);
        (!found.is_empty()).then_some(found)
    });
    let subject = subject.unwrap_or_default();
    let mut next = Memory {
        is_of_story: subject.first().is_some_and(|m| m.argument == Argument::Story),
        subjects: subject.iter().filter_map(|m| m.argument.entity().cloned()).collect(),
        names,
        ..meaning.memory.clone()
    };
    next.notes(structure.words.last().is_some_and(|word| word.text == ":"));
    next
}
