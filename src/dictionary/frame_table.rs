//! A file of frames as it is written: tables of acts, the places of those who take part, and lists of words.
//!
//! In: TOML of `frames-en.toml`. Out: plain values. Never: what they mean (see `frames`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dictionary::rule::{ArgumentClass, Voice};

/// A frame as a table says it. The keys are explained in `frames-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Words one of which must stand in the phrase of who does it: `the partnership brings together`.
    #[serde(default)]
    pub doer: Vec<String>,
    /// Words none of which may stand there.
    #[serde(default)]
    pub doer_spares: Vec<String>,
    /// Adverbs one of which must stand beside the verb: `financially supports`.
    #[serde(default)]
    pub adverbs: Vec<String>,
    /// Words that must not follow the verb or noun.
    #[serde(default)]
    pub unless_next: Vec<String>,
    /// Words, or `@list`, one of which must stand behind "with".
    #[serde(default)]
    pub with: Vec<String>,
    /// Words, or `@list`, one of which must stand behind "for": `thanked Japan for its contribution`.
    #[serde(default)]
    pub behind_for: Vec<String>,
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
    /// Places all of which must be empty.
    #[serde(default)]
    pub unless: Vec<Slot>,
    /// The voice in which the verbs count; both when absent.
    pub voice: Option<Voice>,
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
    /// Whether people do it for their bodies: `signed by the Director of UNICEF and the Minister of Health`.
    #[serde(default)]
    pub by_people: bool,
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
    /// The same, but nobody who only takes part.
    Helped,
    /// What the clause of an adjunct is about.
    Matter,
    /// What the verb of that clause says is paid for: `funded by A, with support from B`.
    Paid,
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
    /// Who gets the money that the sentence tells of: `received 5 million from A, 3 million from B`.
    Receiver,
    /// Whose money the subject of the verb is.
    Money,
    /// The name right before a preposition or comma.
    Left,
    /// The name alone behind it.
    Right,
    /// The reported activity, where a sum is given.
    Sum,
    /// The reported activity, where the verb is said of work or of nothing that is named.
    Work,
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
    pub speakers: Vec<String>,
    pub speech: Vec<String>,
    pub some_body: Vec<String>,
    pub some_bodies: Vec<String>,
    pub parties: Vec<String>,
    pub pairs: Vec<String>,
    pub worths: Vec<String>,
    pub subordinating: Vec<String>,
    pub some_lands: Vec<String>,
    pub gerund_prepositions: Vec<String>,
    pub magnitudes: Vec<String>,
    pub had: Vec<String>,
    pub deeds: Vec<String>,
    pub floating: Vec<String>,
    pub participials: Vec<String>,
    pub rulers: Vec<String>,
    pub aims: Vec<String>,
    pub vague: Vec<String>,
    pub commitments: Vec<String>,
    pub copulas: Vec<String>,
    pub glad: Vec<String>,
    pub purposes: Vec<String>,
    pub money: Vec<String>,
    pub units: Vec<String>,
    pub monetary: Vec<String>,
    pub monetary_heads: Vec<String>,
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
    pub jointly: Vec<String>,
    pub past_markers: Vec<String>,
    pub places: BTreeMap<Slot, Vec<String>>,
}
