//! Frames: what a kind of act is, which verbs and nouns name it, and where those who take part in it stand.
//!
//! In: tables of `frames-en.toml`. Out: [`Frames`], looked up by the words of a text. Never: a sentence (see `link`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::base::{Predicate, RuleId, Status, Warning};
use crate::cut::fold_name;
use crate::dictionary::inflect::{Form, Verbs};
use crate::dictionary::rule::ArgumentClass;
use crate::dictionary::word_map::{WordMap, WordSet};

/// A frame as a table says it. The keys are explained in `frames-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameTable {
    /// The predicate.
    pub relation: String,
    /// Verbs that name the act, as lemmas.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns that name the act.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Nouns that name who does it.
    #[serde(default)]
    pub people: Vec<String>,
    /// Words, or `@list`, one of which must stand in the object of the verb.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Words, or `@list`, none of which may stand in the object of the verb.
    #[serde(default)]
    pub spares: Vec<String>,
    /// Words that must not follow the verb or noun.
    #[serde(default)]
    pub unless_next: Vec<String>,
    /// Words, or `@list`, one of which must stand behind "with".
    #[serde(default)]
    pub with: Vec<String>,
    /// Prepositions one of which must stand before the noun: `with the support of`.
    #[serde(default)]
    pub adjunct: Vec<String>,
    /// Whether a sum of money alone names the act: `2 million to UNDP`.
    #[serde(default)]
    pub sums: bool,
    /// Whether any verb names the act that several do jointly.
    #[serde(default)]
    pub jointly: bool,
    /// Prepositions that name the act: `together with`.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// Places one of which must be filled.
    #[serde(default)]
    pub needs: Vec<Slot>,
    /// The voice in which the verbs count; both when absent.
    pub voice: Option<crate::dictionary::rule::Voice>,
    /// Where the subject of the relation stands, first that is filled.
    #[serde(default)]
    pub subject: Vec<Slot>,
    /// Where its object stands.
    #[serde(default)]
    pub object: Vec<Slot>,
    /// What a subject may be; anything when empty.
    #[serde(default)]
    pub subject_class: Vec<ArgumentClass>,
    /// What an object may be.
    #[serde(default)]
    pub object_class: Vec<ArgumentClass>,
    /// Words one of which the subject's name must hold.
    #[serde(default)]
    pub subject_has: Vec<String>,
    /// Words one of which the object's name must hold.
    #[serde(default)]
    pub object_has: Vec<String>,
    /// Whether those behind "with" are partners of those who do it.
    #[serde(default)]
    pub with_partners: bool,
    /// Whether it takes two to do it: `A and B met`.
    #[serde(default)]
    pub several: bool,
    /// Whether the verb has no object then.
    #[serde(default)]
    pub bare: bool,
    /// Whether those who do it do it together: they are partners too.
    #[serde(default)]
    pub together: bool,
    /// A status that the wording itself carries.
    pub status: Option<String>,
    /// A word to the next editor.
    pub note: Option<String>,
}

/// A place in which somebody who takes part in an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// Who does it: the subject of an active, "by" of a passive; of a noun its owner, "by", "from", "of".
    Agent,
    /// What it is done to: the object of an active, the subject of a passive; "of" of a noun with another agent.
    Patient,
    /// The same, but not whose it is.
    Object,
    /// To whom: the first of two objects, or those behind "to" and "for".
    Recipient,
    /// Behind "to".
    To,
    /// Behind "for".
    For,
    /// Behind "with".
    With,
    /// Behind "from".
    From,
    /// Behind "by".
    By,
    /// Behind "of".
    Of,
    /// Behind "between" or "among".
    Between,
    /// Behind "in", "at", "to".
    Occasion,
    /// Behind "through", "via".
    Through,
    /// Behind "under", "within".
    Under,
    /// Who does what the clause of an adjunct says.
    Doer,
    /// Who does what the clause of an adjunct says in the active voice.
    Actor,
    /// What the clause of an adjunct is about.
    Matter,
    /// Before the noun: `UNICEF grant`.
    Owner,
    /// Who is said to be one of `people`.
    Named,
    /// Those who organize the reported activity.
    Hosts,
    /// The reported activity.
    Story,
    /// The reported activity, where a noun hangs on its clause by a preposition.
    Told,
    /// Those with whom, to whom and for whom.
    Counterpart,
    /// Whom an infinitive behind it is to help: `5 million to support Kenya`.
    Purpose,
    /// Who gives the money that the sentence or the story has told of.
    Giver,
    /// Whose money the subject of the verb is.
    Money,
    /// The name right before a preposition or comma.
    Left,
    /// The name alone behind it.
    Right,
    /// The reported activity, where a sum is given.
    Sum,
}

/// Lists of words that the reading of phrases and clauses rests on. Each is explained in `frames-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "frames-en.toml explains each list")]
pub struct FrameWords {
    pub relatives: Vec<String>,
    pub conjunctions: Vec<String>,
    pub prepositions: Vec<String>,
    pub openers: Vec<String>,
    pub passives: Vec<String>,
    pub agents_by: Vec<String>,
    pub negations: Vec<String>,
    pub futures: Vec<String>,
    pub modals: Vec<String>,
    pub denials: Vec<String>,
    pub conditions: Vec<String>,
    pub periods: Vec<String>,
    pub deictics: Vec<String>,
    pub gerund_endings: Vec<String>,
    pub past_endings: Vec<String>,
    pub able: Vec<String>,
    pub contrasts: Vec<String>,
    pub infinitives: Vec<String>,
    pub genitives: Vec<String>,
    pub prefixes: Vec<String>,
    pub requests: Vec<String>,
    pub limits: Vec<String>,
    pub wonders: Vec<String>,
    pub possible: Vec<String>,
    pub hindrances: Vec<String>,
    pub nobodies: Vec<String>,
    pub only: Vec<String>,
    pub unable: Vec<String>,
    pub hearsay: Vec<String>,
    pub doubtful: Vec<String>,
    pub includes: Vec<String>,
    pub manners: Vec<String>,
    pub particles: Vec<String>,
    pub thanks: Vec<String>,
    pub belongings: Vec<String>,
    pub times: Vec<String>,
    pub approximations: Vec<String>,
    pub comitatives: Vec<String>,
    pub plurals: Vec<String>,
    pub firsts: Vec<String>,
    pub lasts: Vec<String>,
    pub lands: Vec<String>,
    pub money: Vec<String>,
    pub units: Vec<String>,
    pub ends: Vec<String>,
    pub plans: Vec<String>,
    pub wishes: Vec<String>,
    pub doubts: Vec<String>,
    pub former: Vec<String>,
    pub against: Vec<String>,
    pub pronouns: Vec<String>,
    pub plural_pronouns: Vec<String>,
    pub possessives: Vec<String>,
    pub pointers: Vec<String>,
    pub articles: Vec<String>,
    pub parts: Vec<String>,
    pub adjuncts: Vec<String>,
    pub jointly: Vec<String>,
    pub partitives: Vec<String>,
    pub countries_as_bodies: Vec<String>,
    pub past_markers: Vec<String>,
    pub places: BTreeMap<Slot, Vec<String>>,
}

/// What a small word or phrase does between phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Joins the members of a list.
    Conjunction,
    /// Leads to a phrase.
    Preposition,
    /// Opens a list of examples.
    Opener,
}

/// A frame with its words folded.
#[derive(Debug, Clone)]
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
    /// Folded prepositions one of which must stand before the noun.
    pub adjunct: WordSet,
}

/// How a word names the act of a frame.
#[derive(Debug, Clone)]
pub struct Naming {
    /// Place of the frame.
    pub frame: usize,
    /// The folded words that must follow: `out` of `carry out`, `of understanding`.
    pub rest: Vec<Box<str>>,
    /// Whether the noun names who does it.
    pub who: bool,
}

/// All frames, looked up by words.
#[derive(Debug, Clone, Default)]
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
    /// The same of verbs with a particle, by their whole forms: `tore up`.
    pub phrasal_attitudes: FxHashMap<String, Attitude>,
    /// Phrases that join, by their first words: the rest, and what they do.
    pub joints: WordMap<Vec<(Vec<Box<str>>, Joint)>>,
    /// The lists, folded.
    pub words: FrameSets,
}

/// What a verb or noun says of the act that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

/// The lists of [`FrameWords`], folded.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "frames-en.toml explains each list")]
pub struct FrameSets {
    pub relatives: WordSet,
    pub passives: WordSet,
    pub agents_by: WordSet,
    pub negations: WordSet,
    pub futures: WordSet,
    pub modals: WordSet,
    pub denials: WordSet,
    pub conditions: WordSet,
    pub periods: WordSet,
    pub deictics: WordSet,
    pub able: WordSet,
    pub contrasts: WordSet,
    pub infinitives: WordSet,
    pub genitives: WordSet,
    pub prefixes: WordSet,
    /// Pasts and participles that differ from their verbs.
    pub pasts: WordSet,
    pub gerund_endings: Vec<String>,
    pub past_endings: Vec<String>,
    pub requests: WordSet,
    pub limits: WordSet,
    pub possible: WordSet,
    pub hindrances: WordSet,
    pub nobodies: WordSet,
    pub only: WordSet,
    pub unable: WordSet,
    pub hearsay: WordSet,
    pub doubtful: WordSet,
    pub includes: WordSet,
    pub manners: WordSet,
    pub particles: WordSet,
    pub thanks: WordSet,
    pub belongings: WordSet,
    pub times: WordSet,
    pub comitatives: WordSet,
    pub plurals: WordSet,
    pub firsts: WordSet,
    pub lasts: WordSet,
    pub lands: WordSet,
    pub money: WordSet,
    pub units: WordSet,
    pub former: WordSet,
    pub against: WordSet,
    pub pronouns: WordSet,
    pub plural_pronouns: WordSet,
    pub possessives: WordSet,
    pub pointers: WordSet,
    pub articles: WordSet,
    pub parts: WordSet,
    pub adjuncts: WordSet,
    pub jointly: WordSet,
    pub partitives: WordSet,
    pub countries_as_bodies: WordSet,
    pub past_markers: WordSet,
    /// By the first words of phrases, the others.
    pub approximations: WordMap<Vec<Vec<Box<str>>>>,
    /// The prepositions that lead to each place, of one word or several.
    pub places: Vec<(Slot, Vec<String>)>,
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
                    same.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
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
            unless_next: set(&table.unless_next)?,
            subject_has: set(&table.subject_has)?,
            object_has: set(&table.object_has)?,
            takes_money,
            spares_money,
            with: set(&table.with)?,
            with_money,
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
                    if form.contains(' ') {
                        say(self.phrasal_attitudes.entry(form).or_default());
                    } else {
                        say(self.attitudes.or_default(&form));
                    }
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
        let phrasal = self.phrasal_attitudes.get(&format!("{word} {next}"));
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

impl FrameSets {
    /// Whether a word ends as gerunds do.
    #[must_use]
    pub fn is_gerund(&self, word: &str) -> bool {
        word.len() > 4 && self.gerund_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word ends as pasts do.
    #[must_use]
    pub fn ends_like_past(&self, word: &str) -> bool {
        self.past_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    fn new(lists: &FrameWords, verbs: &Verbs) -> Self {
        Self {
            relatives: set(&lists.relatives),
            passives: set(&lists.passives),
            agents_by: set(&lists.agents_by),
            negations: set(&lists.negations),
            futures: set(&lists.futures),
            modals: set(&lists.modals),
            denials: set(&lists.denials),
            conditions: set(&lists.conditions),
            periods: set(&lists.periods),
            deictics: set(&lists.deictics),
            able: set(&lists.able),
            contrasts: set(&lists.contrasts),
            infinitives: set(&lists.infinitives),
            genitives: set(&lists.genitives),
            prefixes: set(&lists.prefixes),
            pasts: verbs.pasts().collect(),
            gerund_endings: lists.gerund_endings.clone(),
            past_endings: lists.past_endings.clone(),
            requests: verb_forms(&lists.requests, verbs),
            limits: set(&lists.limits),
            doubtful: set(&lists.doubtful),
            hearsay: verb_forms(&lists.hearsay, verbs),
            unable: set(&lists.unable),
            only: set(&lists.only),
            nobodies: set(&lists.nobodies),
            hindrances: verb_forms(&lists.hindrances, verbs),
            possible: set(&lists.possible),
            particles: set(&lists.particles),
            manners: set(&lists.manners),
            includes: verb_forms(&lists.includes, verbs),
            thanks: verb_forms(&lists.thanks, verbs),
            belongings: set(&lists.belongings),
            times: set(&lists.times),
            comitatives: set(&lists.comitatives),
            plurals: set(&lists.plurals),
            firsts: set(&lists.firsts),
            lasts: set(&lists.lasts),
            lands: set(&lists.lands),
            approximations: phrases(&lists.approximations),
            money: set(&lists.money),
            units: set(&lists.units),
            former: set(&lists.former),
            against: set(&lists.against),
            pronouns: set(&lists.pronouns),
            plural_pronouns: set(&lists.plural_pronouns),
            possessives: set(&lists.possessives),
            pointers: set(&lists.pointers),
            articles: set(&lists.articles),
            parts: set(&lists.parts),
            adjuncts: set(&lists.adjuncts),
            jointly: set(&lists.jointly),
            partitives: set(&lists.partitives),
            countries_as_bodies: set(&lists.countries_as_bodies),
            past_markers: set(&lists.past_markers),
            places: lists
                .places
                .iter()
                .map(|(slot, words)| {
                    (*slot, words.iter().map(|w| fold_name(w).trim().to_owned()).collect())
                })
                .collect(),
        }
    }
}

fn set(words: &[String]) -> WordSet {
    words.iter().map(|word| fold_name(word).trim().to_owned()).collect()
}

fn verb_forms(listed: &[String], verbs: &Verbs) -> WordSet {
    let all = listed.iter().flat_map(|verb| verbs.forms(verb));
    all.map(|(form, _)| fold_name(&form).trim().to_owned()).collect()
}

fn phrases(list: &[String]) -> WordMap<Vec<Vec<Box<str>>>> {
    let mut map: WordMap<Vec<Vec<Box<str>>>> = WordMap::default();
    for (first, rest) in list.iter().filter_map(|phrase| split(phrase)) {
        let same = map.or_default(&first);
        same.push(rest);
        same.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
    }
    map
}

fn push(map: &mut WordMap<Vec<Naming>>, word: &str, naming: Naming) {
    let same = map.or_default(word);
    same.push(naming);
    same.sort_by_key(|naming| std::cmp::Reverse(naming.rest.len()));
}

/// The first folded word of a phrase and the others.
fn split(phrase: &str) -> Option<(String, Vec<Box<str>>)> {
    let folded = fold_name(phrase);
    let mut words = folded.split_whitespace();
    let first = words.next()?.to_owned();
    Some((first, words.map(Into::into).collect()))
}

fn plural(noun: &str, verbs: &Verbs) -> String {
    verbs
        .forms(noun)
        .into_iter()
        .find(|(_, form)| *form == Form::Third)
        .map_or_else(|| noun.to_owned(), |(form, _)| form)
}
