//! Relation rules: which words say a relation and where its arguments stand.
//!
//! In: tables of `relations-en.toml`. Out: checked, plain values. Never: the reading itself (see `link`).

use serde::{Deserialize, Serialize};

/// One way in which a text states a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The predicate.
    pub relation: String,
    /// The words that say it: any case, whole words.
    #[serde(default)]
    pub trigger: Vec<String>,
    /// Verbs that say it, as lemmas: all their forms count, active and passive.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// The voice in which the verbs say it; both when absent.
    pub voice: Option<Voice>,
    /// Prepositions that lead to the agent of a passive; `by` when empty.
    #[serde(default)]
    pub agent: Vec<String>,
    /// Or the way in which two names stand together.
    pub structure: Option<Structure>,
    /// Strategies for the subject, first that finds something.
    #[serde(default)]
    pub subject: Vec<Strategy>,
    /// Strategies for the object; the same list as the subject's for what members of one list do with each other.
    #[serde(default)]
    pub object: Vec<Strategy>,
    /// What a subject may be; anything when empty.
    #[serde(default)]
    pub subject_class: Vec<ArgumentClass>,
    /// What an object may be.
    #[serde(default)]
    pub object_class: Vec<ArgumentClass>,
    /// Words, or `@list`, one of which must stand in the phrase that a verb acts upon: its object, or the subject of a passive.
    #[serde(default)]
    pub object_has: Vec<String>,
    /// Words, or `@list` of `[words]`, one of which must follow in the clause.
    #[serde(default)]
    pub right_has: Vec<String>,
    /// Words, or `@list`, one of which must come before in the sentence.
    #[serde(default)]
    pub left_has: Vec<String>,
    /// Words, or `@list`, one of which must stand at most five words before.
    #[serde(default)]
    pub near_left: Vec<String>,
    /// Words that must not stand within five words before.
    #[serde(default)]
    pub unless_left: Vec<String>,
    /// Words that must not stand right after the trigger.
    #[serde(default)]
    pub unless_next: Vec<String>,
    /// Words that must not stand right before it.
    #[serde(default)]
    pub unless_prev: Vec<String>,
    /// Where the rule may read; everywhere when empty.
    #[serde(default)]
    pub only: Vec<Where>,
    /// A status that the wording itself carries (`suspended funding for`).
    pub status: Option<String>,
    /// A word to the next editor.
    pub note: Option<String>,
}

/// Where an argument is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// Who does what the verb says: the subject of an active, the list behind the "by" of a passive.
    Agent,
    /// All names behind the "by" of a passive, to the end of the clause.
    AgentClause,
    /// What is acted upon: the object of an active, the subject or the noun of a passive; "the action" counts.
    Patient,
    /// To whom: the list behind `to` or `for`, or the object itself.
    Recipient,
    /// What the phrase at the trigger is joined to: the agents of its clause, or else what the clause is about.
    Head,
    /// The coordinated list that begins right after the trigger.
    Right,
    /// The name right after the trigger and its article.
    RightNext,
    /// All names that act, from the trigger to the end of the clause.
    RightClause,
    /// The nearest programme or activity before the trigger.
    Antecedent,
    /// What the clause of the trigger is about: the subject of a passive, or the programme that an active acts upon.
    Matter,
    /// What the adjective at the trigger describes: the name or noun after it.
    Described,
    /// What is said to be it, or stands right before it: `X is part of`, `X, a component of`.
    Apposed,
    /// The list behind the `from` or `by` that follows the trigger: `received a grant from`.
    Source,
    /// The list that ends where the trigger begins: `with A and B as partners`.
    Left,
    /// The name before the noun of what is given: `received a UNICEF grant`.
    Giver,
    /// The name that ends where the trigger begins: `EU-funded`.
    Adjacent,
    /// The two names written as one right before the trigger: `the UNODC-EU partnership`.
    Pair,
    /// The programme that the paragraph, or else the story, is about.
    Programme,
    /// Those who organize the story's activity, as far as it has been read.
    Organizers,
    /// The activity that the story reports.
    Story,
}

/// The voice of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// `funds`, `has funded`.
    Active,
    /// `was funded`, `funded by`.
    Passive,
}

/// How two names stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Structure {
    /// The owner's name right before: `UNODC Global Firearms Programme`, `UNODC’s Programme`.
    OwnerBefore,
    /// The owner's name and a noun before: `the UNODC project on “…”`, `OSCE’s regional programme …`.
    OwnerOfProject,
    /// The parent's name inside: `OSCE Mission to Serbia`.
    ParentInside,
    /// `of`, `within` between two bodies: `the Steering Group of the Berlin Process`.
    OfBody,
    /// A programme behind "its": `RAI presented its Whistleblower Protection programme`.
    ItsOwn,
    /// A list of programmes that one body has: `UNODC programmes, including …`.
    ProjectsOfOwner,
    /// A list of bodies that one owner has: `the EU institutions (…)`.
    BodiesOfOwner,
    /// A list of those who work with a body: `UNESCO partners, including …`.
    PartnersOfBody,
    /// Two bodies inside a name that says "joint": `joint EU-UNODC action`.
    JointInside,
}

/// What an argument may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArgumentClass {
    /// An organisation.
    Organisation,
    /// A country.
    Country,
    /// A programme.
    Programme,
    /// A funding vehicle.
    Donor,
    /// The activity that the story reports; admitted only where it is named, or no class is.
    Story,
    /// An organisation or programme that is no funder.
    Helper,
    /// A country, a funding vehicle, or a body whose vocabulary entry says that it funds (`type` with "donor" or "aid").
    Funder,
    /// A body that funds by trade: `through KOICA`.
    Agency,
}

/// A part of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// The title.
    Title,
    /// The first paragraph after it.
    Lead,
    /// Later paragraphs.
    Body,
}

/// Words that change how firmly a clause says something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusCues {
    /// "will", "is planned": it is to come.
    #[serde(default)]
    pub planned: Vec<String>,
    /// "could", "to explore": it may be.
    #[serde(default)]
    pub hedged: Vec<String>,
    /// "did not", "refused to": it is not.
    #[serde(default)]
    pub negated: Vec<String>,
    /// "made possible": a word of the other lists inside it changes nothing.
    #[serde(default)]
    pub asserted: Vec<String>,
}

/// Kinds of single words that the reading of clauses rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WordLists {
    /// Prepositions.
    pub prepositions: Vec<String>,
    /// Articles, possessives and adjectives that may stand before a name.
    pub modifiers: Vec<String>,
    /// People and bodies that act for the name they stand with: `representatives of`, `the Head of`.
    pub agents: Vec<String>,
    /// What makes a country an actor: `Government of`, `authorities in`.
    pub authorities: Vec<String>,
    /// Nouns that pass on what is said of them to the name behind `of`: `the implementation of`.
    pub transparent: Vec<String>,
    /// What a story can report: training, meeting …
    pub activities: Vec<String>,
    /// Things that are given: "equipment", "vehicles".
    pub goods: Vec<String>,
    /// Other words for what a story reports: work, efforts …
    pub efforts: Vec<String>,
    /// Words that stand for a programme named before: action, project …
    pub programmes: Vec<String>,
    /// Words that stand for a body named before: office, mission …
    pub bodies: Vec<String>,
    /// Forms of "be".
    pub be: Vec<String>,
    /// Other auxiliaries.
    pub auxiliaries: Vec<String>,
    /// Adverbs that do not end in -ly.
    pub adverbs: Vec<String>,
    /// Verbs, as lemmas, besides those of the rules, so that the reading knows where a clause has its verb.
    pub verbs: Vec<String>,
    /// Those verbs that need no object, so that `met in Vienna` is no participle.
    pub intransitive: Vec<String>,
    /// Verbs that pass on their subject to the infinitive after them and say that it happens: `continues to`.
    pub control: Vec<String>,
    /// What the name or the type of a body that funds by trade holds: "foundation", "development agency".
    pub funders: Vec<String>,
    /// Words that begin a clause of their own: which, while …
    pub subordinators: Vec<String>,
    /// Other words at which a clause ends.
    pub clause_ends: Vec<String>,
}
