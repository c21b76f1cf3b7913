//! Places in lists as types of their own, so that a rule is never looked up among the entries.
//!
//! In: the type of what the list holds. Out: a type that is an index of such lists and of no others. Never: a number from outside.

/// Makes the type `$name`, a place in a list of `$item`s.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident of $item:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The place of the `n`th, from 0. Four thousand million are beyond any vocabulary.
            pub(super) fn at(n: usize) -> Self {
                Self(u32::try_from(n).unwrap_or(u32::MAX))
            }
        }

        impl std::ops::Index<$name> for Vec<$item> {
            type Output = $item;

            fn index(&self, place: $name) -> &$item {
                &self[place.0 as usize]
            }
        }
    };
}

pub(super) use index;
