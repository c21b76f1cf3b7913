//! Places in lists as types of their own, so that a rule is never looked up among the entries.
//!
//! In: a number. Out: a type that is an index of lists of one kind and of no others. Never: a number from outside.

use serde::{Deserialize, Serialize};

/// Makes the type `$name`, a place in a list.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        impl $name {
            /// The place of the `n`th, from 0. Four thousand million are beyond any vocabulary.
            pub(super) fn at(n: usize) -> Self {
                Self(u32::try_from(n).unwrap_or(u32::MAX))
            }

            /// Its number, from 0.
            pub(super) fn number(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// A place in [`Lexicon::entries`](crate::dictionary::Lexicon::entries).
    EntryIndex
);
index!(
    /// A place among the conditional names of an entry.
    ConditionIndex
);
index!(
    /// A place in [`Lexicon::templates`](crate::dictionary::Lexicon::templates).
    TemplateIndex
);
index!(
    /// A place in [`Lexicon::values`](crate::dictionary::Lexicon::values).
    ValueIndex
);
index!(
    /// A place in [`Lexicon::rules`](crate::dictionary::Lexicon::rules).
    RuleIndex
);

/// Makes `$name` the index of lists of `$item`s.
macro_rules! places {
    ($($name:ident of $item:ty),+ $(,)?) => {$(
        impl std::ops::Index<$name> for Vec<$item> {
            type Output = $item;

            fn index(&self, place: $name) -> &$item {
                &self[place.number()]
            }
        }
    )+};
}

pub(super) use places;
