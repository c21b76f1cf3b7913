//! Frames: what a kind of act is, which verbs and nouns name it, and where those who take part in it stand.
//!
//! In: the tables of `frame_table`. Out: [`Frames`], looked up by the words of a text. Never: a sentence (see `link`).

use serde::{Deserialize, Serialize};

use crate::base::{Predicate, RuleId, Status, Warning, sort_by_key};
use crate::cut::fold_name;
use crate::dictionary::frame_sets::{FrameSets, split};
use crate::dictionary::frame_table::{FrameTable, FrameWords};
use crate::dictionary::inflect::{Form, Verbs};
use crate::dictionary::word_map::{WordMap, WordSet};

/// What a small word or phrase does between phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joint {
    /// Joins the members of a list.
    Conjunction,
    /// Leads to a phrase.
    Preposition,
    /// Opens a list of examples.
    Opener,
}

/// A frame with its words folded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Frame {
    /// Its table header.
    pub id: RuleId,
    /// What it says.
    pub predicate: Predicate,
    /// What its table says.
    pub table: FrameTable,
    /// A status that the wording carries.
    pub status: Option<Status>,
    /// Folded words one of which must stand in the object of a verb, beside sums of money where `takes_money` says so.
    pub takes: WordSet,
    /// Folded words that must not stand there.
    pub spares: WordSet,
    /// Words that must stand in the phrase of who does it.
    pub doer: WordSet,
    /// Words that must not.
    pub doer_spares: WordSet,
    /// Folded adverbs one of which must stand beside the verb.
    pub adverbs: WordSet,
    /// Folded words that must not follow.
    pub unless_next: WordSet,
    /// Folded words one of which the subject's name must hold.
    pub subject_has: WordSet,
    /// Folded words one of which the object's name must hold.
    pub object_has: WordSet,
    /// Whether a sum of money or a word for it makes the object.
    pub takes_money: bool,
    /// Whether no money may stand there.
    pub spares_money: bool,
    /// Folded words one of which must stand behind "with".
    pub with: WordSet,
    /// Whether a sum of money there is enough.
    pub with_money: bool,
    /// Folded words one of which must stand behind "for".
    pub behind_for: WordSet,
    /// Folded prepositions one of which must stand before the noun.
    pub adjunct: WordSet,
}

/// How a word names the act of a frame.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Naming {
    /// Place of the frame.
    pub frame: usize,
    /// The folded words that must follow: `out` of `carry out`, `of understanding`.
    pub rest: Vec<Box<str>>,
    /// Whether the noun names who does it.
    pub who: bool,
}

/// All frames, looked up by words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Frames {
    /// The frames in file order.
    pub frames: Vec<Frame>,
    /// By every form of their verbs' first words.
    pub verbs: WordMap<Vec<Naming>>,
    /// By the nouns, singular and plural.
    pub nouns: WordMap<Vec<Naming>>,
    /// The frames that a sum of money alone names.
    pub sums: Vec<usize>,
    /// By the first words of their prepositions.
    pub prepositions: WordMap<Vec<Naming>>,
    /// Verb forms of the lists of verbs: ends, plans, wishes, doubts.
    pub attitudes: WordMap<Attitude>,
    /// The same of verbs with a particle, by their first words: the rest, and what they say: `tore up`.
    pub phrasal_attitudes: WordMap<Vec<(String, Attitude)>>,
    /// Phrases that join, by their first words: the rest, and what they do.
    pub joints: WordMap<Vec<(Vec<Box<str>>, Joint)>>,
    /// The lists, folded.
    pub words: FrameSets,
}

/// What a verb or noun says of the act that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attitude {
    /// It is to come.
    pub plan: bool,
    /// Somebody wants it.
    pub wish: bool,
    /// It is doubted.
    pub doubt: bool,
    /// It is looked into.
    pub wonder: bool,
    /// It ends or is refused.
    pub end: bool,
}

/// What each `@list` holds.
pub(super) type ListOf<'a> = &'a dyn Fn(&str) -> Option<Vec<String>>;

impl Frames {
    /// Compiles frames; what is wrong with one is a warning, and the others stay.
    pub(super) fn new(
        tables: Vec<(RuleId, FrameTable)>,
        lists: &FrameWords,
        verbs: &Verbs,
        list: ListOf<'_>,
    ) -> (Self, Vec<Warning>) {
        let mut frames = Self { words: FrameSets::new(lists, verbs), ..Self::default() };
        let mut warnings = Vec::new();
        for (id, table) in tables {
            if let Err(message) = frames.add(&id, table, verbs, list) {
                warnings.push(Warning { place: format!("frames [{id}]"), message });
            }
        }
        frames.attitudes(lists, verbs);
        for (phrases, joint) in [
            (&lists.conjunctions, Joint::Conjunction),
            (&lists.prepositions, Joint::Preposition),
            (&lists.openers, Joint::Opener),
        ] {
            for phrase in phrases {
                if let Some((first, rest)) = split(phrase) {
                    let same = frames.joints.or_default(&first);
                    same.push((rest, joint));
                    sort_by_key(same, |(rest, _)| std::cmp::Reverse(rest.len()));
                }
            }
        }
        (frames, warnings)
    }

    fn add(
        &mut self,
        id: &RuleId,
        table: FrameTable,
        verbs: &Verbs,
        list: ListOf<'_>,
    ) -> Result<(), String> {
        let predicate = table.relation.parse::<Predicate>()?;
        let status = table.status.as_deref().map(str::parse::<Status>).transpose()?;
        let frame = self.frames.len();
        for lemma in &table.verbs {
            for (form, _) in verbs.forms(lemma) {
                let Some((first, rest)) = split(&form) else { continue };
                push(&mut self.verbs, &first, Naming { frame, rest, who: false });
            }
        }
        for (nouns, who) in [(&table.nouns, false), (&table.people, true)] {
            for noun in nouns {
                let Some((first, rest)) = split(noun) else { continue };
                for form in [first.clone(), plural(&first, verbs)] {
                    push(&mut self.nouns, &form, Naming { frame, rest: rest.clone(), who });
                }
            }
        }
        let money = |words: &[String]| words.iter().any(|word| word == MONEY);
        let (takes_money, spares_money, with_money) =
            (money(&table.takes), money(&table.spares), money(&table.with));
        if table.sums {
            self.sums.push(frame);
        }
        for phrase in &table.prepositions {
            if let Some((first, rest)) = split(phrase) {
                push(&mut self.prepositions, &first, Naming { frame, rest, who: false });
            }
        }
        let set = |words: &[String]| -> Result<WordSet, String> {
            let mut set = WordSet::default();
            for word in words.iter().filter(|word| *word != MONEY) {
                match word.strip_prefix('@') {
                    Some(name) => {
                        set.extend(list(name).ok_or_else(|| format!("{word} is no list of words"))?)
                    }
                    None => set.insert(fold_name(word).trim(), ()),
                }
            }
            Ok(set)
        };
        self.frames.push(Frame {
            id: id.clone(),
            predicate,
            status,
            takes: set(&table.takes)?,
            spares: set(&table.spares)?,
            doer: set(&table.doer)?,
            doer_spares: set(&table.doer_spares)?,
            adverbs: set(&table.adverbs)?,
            unless_next: set(&table.unless_next)?,
            subject_has: set(&table.subject_has)?,
            object_has: set(&table.object_has)?,
            takes_money,
            spares_money,
            with: set(&table.with)?,
            with_money,
            behind_for: set(&table.behind_for)?,
            adjunct: set(&table.adjunct)?,
            table,
        });
        Ok(())
    }

    fn attitudes(&mut self, lists: &FrameWords, known: &Verbs) {
        type Say = fn(&mut Attitude);
        let table: [(&[String], Say); 5] = [
            (&lists.wonders, |a| a.wonder = true),
            (&lists.plans, |a| a.plan = true),
            (&lists.wishes, |a| a.wish = true),
            (&lists.doubts, |a| a.doubt = true),
            (&lists.ends, |a| a.end = true),
        ];
        for (verbs, say) in table {
            for verb in verbs {
                let all = known.forms(verb).into_iter().map(|(form, _)| form);
                for form in all.chain([format!("{verb}s")]) {
                    let form = fold_name(&form).trim().to_owned();
                    let Some((first, rest)) = form.split_once(' ') else {
                        say(self.attitudes.or_default(&form));
                        continue;
                    };
                    let same = self.phrasal_attitudes.or_default(first);
                    let at = same.iter().position(|(known, _)| known == rest);
                    let at = at.unwrap_or_else(|| {
                        same.push((rest.to_owned(), Attitude::default()));
                        same.len() - 1
                    });
                    say(&mut same[at].1);
                }
            }
        }
    }

    /// What a form of a verb can be in a frame, and which frames it names.
    #[must_use]
    pub fn verb(&self, word: &str) -> &[Naming] {
        self.verbs.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a verb, perhaps with the particle behind it, says of the act that it governs.
    #[must_use]
    pub fn attitude(&self, word: &str, next: &str) -> Attitude {
        let mut phrasal = self.phrasal_attitudes.get(word).into_iter().flatten();
        let phrasal = phrasal.find(|(rest, _)| rest == next).map(|(_, attitude)| attitude);
        phrasal.or_else(|| self.attitudes.get(word)).copied().unwrap_or_default()
    }

    /// The frames that a noun names.
    #[must_use]
    pub fn noun(&self, word: &str) -> &[Naming] {
        self.nouns.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The list that stands for sums of money and the words for it.
const MONEY: &str = "@money";

fn push(map: &mut WordMap<Vec<Naming>>, word: &str, naming: Naming) {
    let same = map.or_default(word);
    same.push(naming);
    sort_by_key(same, |naming| std::cmp::Reverse(naming.rest.len()));
}

fn plural(noun: &str, verbs: &Verbs) -> String {
    verbs
        .forms(noun)
        .into_iter()
        .find(|(_, form)| *form == Form::Third)
        .map_or_else(|| noun.to_owned(), |(form, _)| form)
}
