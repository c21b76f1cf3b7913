//! Relation rules: which words say a relation and where its arguments stand.
//!
//! In: tables of `relations.toml`. Out: checked, plain values. Never: the reading itself (see `link`).

use serde::Deserialize;

/// One way in which a text states a relation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The predicate.
    pub relation: String,
    /// The words that say it: any case, whole words.
    #[serde(default)]
    pub trigger: Vec<String>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// The coordinated list that begins right after the trigger.
    Right,
    /// All names that act, from the trigger to the end of the clause.
    RightClause,
    /// The coordinated list that ends right before the trigger.
    Left,
    /// What a participle belongs to: the nearest name before it that no earlier trigger has taken.
    LeftHead,
    /// The subject of the clause: the nearest list before the verb that no preposition governs.
    Subject,
    /// The name that ends where the trigger begins: `EU-funded`.
    Adjacent,
    /// The two names written as one right before the trigger: `the UNODC-EU partnership`.
    Pair,
    /// What "the action" or "this training" before the trigger stands for.
    Anaphor,
    /// The programme that the paragraph, or else the story, is about.
    Programme,
    /// Those who organize the story's activity, as far as it has been read.
    Organizers,
    /// The activity that the story reports.
    Story,
}

/// How two names stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Structure {
    /// The owner's name right before: `UNODC Global Firearms Programme`, `UNODC’s Programme`.
    OwnerBefore,
    /// The parent's name inside: `OSCE Mission to Serbia`.
    ParentInside,
    /// `of`, `within` between two bodies: `the Steering Group of the Berlin Process`.
    OfBody,
    /// Two bodies inside a name that says "joint": `joint EU-UNODC action`.
    JointInside,
}

/// What an argument may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
    /// A country, a funding vehicle, or a body whose vocabulary entry says that it funds (`type` with "donor" or "aid").
    Funder,
}

/// A part of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
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
}

/// Kinds of single words that the reading of clauses rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordLists {
    /// Prepositions.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// Articles, possessives and adjectives that may stand before a name.
    #[serde(default)]
    pub modifiers: Vec<String>,
    /// People and bodies that act for the name they stand with: `representatives of`, `the Head of`.
    #[serde(default)]
    pub agents: Vec<String>,
    /// What makes a country an actor: `Government of`, `authorities in`.
    #[serde(default)]
    pub authorities: Vec<String>,
    /// What a story can report: training, meeting …
    #[serde(default)]
    pub activities: Vec<String>,
    /// Words that stand for a programme named before: action, project …
    #[serde(default)]
    pub programmes: Vec<String>,
    /// Auxiliaries: a finite verb stands here.
    #[serde(default)]
    pub auxiliaries: Vec<String>,
    /// Words at which a clause ends.
    #[serde(default)]
    pub clause_ends: Vec<String>,
}
