//! What a relation says something of: an entity, or the activity that a story reports.
//!
//! In: nothing. Out: the one place that knows how records, decisions and tables spell that activity. Never: an entity of that
//! name.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::ids::STORY;
use crate::base::{Entity, EntityId};

/// The second argument of a relation. `E` says how far an entity is known: whole in an assertion, by its id in the name of a
/// claim, by what another program calls it in what is scored.
///
/// ```
/// use consort::{Argument, EntityId};
/// let object: Argument<EntityId> = "unodc".parse()?;
/// assert_eq!(object, Argument::Entity(EntityId::new("unodc")?));
/// assert_eq!("@story".parse(), Ok(Argument::<EntityId>::Story));
/// # Ok::<(), consort::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[serde(bound(serialize = "E: AsRef<str> + Clone", deserialize = "E: FromStr<Err: fmt::Display>"))]
pub enum Argument<E = Arc<Entity>> {
    /// A named entity.
    Entity(E),
    /// The activity that the story reports (`@story` in records, an event in RDF).
    Story,
}

impl<E> Argument<E> {
    /// The entity, where it is one.
    #[must_use]
    pub fn entity(&self) -> Option<&E> {
        match self {
            Argument::Entity(entity) => Some(entity),
            Argument::Story => None,
        }
    }

    /// The same with the entity known in another way.
    pub fn map<T>(self, known: impl FnOnce(E) -> T) -> Argument<T> {
        match self {
            Argument::Entity(entity) => Argument::Entity(known(entity)),
            Argument::Story => Argument::Story,
        }
    }
}

impl Argument {
    /// The same by id.
    #[must_use]
    pub fn name(&self) -> Argument<EntityId> {
        self.clone().map(|entity| entity.id.clone())
    }
}

impl<E: AsRef<str>> Argument<E> {
    /// The entity's name, or `@story`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Argument::Entity(entity) => entity.as_ref(),
            Argument::Story => STORY,
        }
    }
}

impl<E: AsRef<str> + Eq> Ord for Argument<E> {
    /// The order of what is written, which tables and lists keep.
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl<E: AsRef<str> + Eq> PartialOrd for Argument<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E: AsRef<str>> fmt::Display for Argument<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<E: FromStr> FromStr for Argument<E> {
    type Err = E::Err;

    fn from_str(text: &str) -> Result<Self, E::Err> {
        match text {
            STORY => Ok(Argument::Story),
            entity => entity.parse().map(Argument::Entity),
        }
    }
}

impl<E: FromStr> TryFrom<String> for Argument<E> {
    type Error = E::Err;

    fn try_from(text: String) -> Result<Self, E::Err> {
        text.parse()
    }
}

impl<E: AsRef<str>> From<Argument<E>> for String {
    fn from(argument: Argument<E>) -> Self {
        argument.to_string()
    }
}
