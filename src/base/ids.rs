//! Ids as types of their own, so that what names an entity is never taken for what names a document or a rule.
//!
//! In: text. Out: checked ids that compare, hash and print as their text. Never: an id that is blank.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// How the activity that a story reports is written where otherwise the id of an entity stands.
pub(super) const STORY: &str = "@story";

/// Text that cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no id of {of}: {rule}")]
pub struct IdError {
    /// The text as given.
    pub text: String,
    /// What it should have named.
    pub of: &'static str,
    /// What such ids must be.
    pub rule: &'static str,
}

/// An id that is a shared string inside; `$good` says which texts are allowed, and `$rule` says it in words.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $of:literal, $rule:literal, $good:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Arc<str>", into = "Arc<str>")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id with this text.
            ///
            /// # Errors
            #[doc = concat!("When the text breaks the rule: ", $rule, ".")]
            pub fn new(text: &str) -> Result<Self, IdError> {
                Self::try_from(Arc::<str>::from(text))
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<Arc<str>> for $name {
            type Error = IdError;

            fn try_from(text: Arc<str>) -> Result<Self, IdError> {
                let good: fn(&str) -> bool = $good;
                if good(&text) {
                    Ok(Self(text))
                } else {
                    Err(IdError { text: text.to_string(), of: $of, rule: $rule })
                }
            }
        }

        impl From<$name> for Arc<str> {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        // In tests an id is written as its text.
        #[cfg(test)]
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text).unwrap()
            }
        }

        #[cfg(test)]
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(&text).unwrap()
            }
        }
    };
}

id!(
    /// A readable entity id, unique in a graph: `unodc`, `alb`, `srb-ministry-of-interior`.
    ///
    /// Those of the vocabulary hold `a-z`, `0-9` and hyphens. A list of links that another program wrote may name its nodes
    /// by any text.
    ///
    /// ```
    /// use consort::EntityId;
    /// let id: EntityId = "unodc-wco-ccp".parse()?;
    /// assert!(id.starts_with("unodc") && id.to_string() == "unodc-wco-ccp");
    /// assert!(EntityId::new("@story").is_err()); // the activity of a story is no entity
    /// # Ok::<(), consort::IdError>(())
    /// ```
    EntityId,
    "an entity",
    "it must not be empty, begin or end with white space, or be `@story`",
    |text| !text.is_empty() && text.trim() == text && text != STORY
);

id!(
    /// A document id, unique in its corpus: `2020-12-28-unodc-wco-…`, or what the input calls the document.
    DocumentId,
    "a document",
    "it must not be blank",
    |text| !text.trim().is_empty()
);

impl DocumentId {
    /// The id of the `n`th document of this name: `x-2`.
    #[must_use]
    pub fn numbered(&self, n: usize) -> Self {
        Self(format!("{self}-{n}").into())
    }
}

id!(
    /// The id of a rule: a table header of `relations-en.toml`.
    RuleId,
    "a rule",
    "it must not be blank",
    |text| !text.trim().is_empty()
);

#[cfg(test)]
mod tests {
    use super::{DocumentId, EntityId, RuleId};

    #[test]
    fn entity_ids_are_texts_with_edges() {
        let good = ["unodc", "srb-ministry-of-interior", "Zürich", "a b", "@handle", "_.x"];
        for text in good {
            let id: EntityId = text.parse().unwrap();
            assert_eq!((id.as_str(), id.to_string().parse()), (text, Ok(id.clone())));
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!(serde_json::from_str::<EntityId>(&json).unwrap(), id, "{json}");
        }
        for text in ["", " ", "a ", "\ta", "@story"] {
            let error = EntityId::new(text).unwrap_err().to_string();
            assert!(error.contains("is no id of an entity: it must"), "{error}");
            let json = serde_json::to_string(text).unwrap();
            assert!(serde_json::from_str::<EntityId>(&json).is_err(), "{json}");
        }
    }

    #[test]
    fn ids_of_documents_and_rules_are_not_blank() {
        assert_eq!(DocumentId::new(" a b").unwrap().numbered(2).as_str(), " a b-2");
        for text in ["", " ", "\n\u{a0}"] {
            let error = DocumentId::new(text).unwrap_err().to_string();
            assert_eq!(error, format!("{text:?} is no id of a document: it must not be blank"));
            assert!(RuleId::new(text).is_err(), "{text:?}");
        }
    }
}
