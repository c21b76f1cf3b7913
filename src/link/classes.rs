//! What an argument of a relation may be.
//!
//! In: an argument and the classes that a rule or frame admits. Out: yes or no. Never: a look into a text.

use crate::base::{Argument, Class, Entity};
use crate::cut::fold_name;
use crate::dictionary::{ArgumentClass, Lexicon};
use crate::link::topic::holds;

/// Whether an argument is one of the classes; any is, when none is named.
pub(super) fn is_of(argument: &Argument, classes: &[ArgumentClass], lexicon: &Lexicon) -> bool {
    let Argument::Entity(entity) = argument else {
        return classes.is_empty() || classes.contains(&ArgumentClass::Story);
    };
    classes.is_empty()
        || classes.iter().any(|class| match class {
            ArgumentClass::Organisation => entity.class == Class::Organisation,
            ArgumentClass::Country => entity.class == Class::Country,
            ArgumentClass::Programme => entity.class == Class::Programme,
            ArgumentClass::Donor => entity.class == Class::Donor,
            ArgumentClass::Story => false,
            ArgumentClass::Agency => {
                entity.class == Class::Organisation && funds_by_trade(entity, lexicon)
            }
            ArgumentClass::Helper => {
                matches!(entity.class, Class::Organisation | Class::Programme)
                    && !funds_by_trade(entity, lexicon)
            }
            ArgumentClass::Funder => {
                matches!(entity.class, Class::Country | Class::Donor)
                    || funds_by_trade(entity, lexicon)
            }
        })
}

fn funds_by_trade(entity: &Entity, lexicon: &Lexicon) -> bool {
    let kind = lexicon.get(&entity.id).and_then(|known| known.entry.kind.as_deref());
    let says = |text: &str| {
        let name = fold_name(text);
        lexicon.words.funders.iter().any(|phrase| holds(&name, phrase))
    };
    kind.is_some_and(says) || says(&entity.label)
}
