//! Makes the entity of a national body or a unit.
//!
//! In: a template's words and what the context says of them. Out: the entity, one of the vocabulary where it lists the body.
//! Never: an entity without the country or place that its template asks for.

use std::sync::Arc;

use crate::base::{Class, Entity, EntityId, Origin};
use crate::cut::{fold_name, hash_slug, slug};
use crate::dictionary::{CompiledTemplate, Lexicon, SlotValue, ValueIndex};
use crate::extract::scan::TemplateUse;

/// What the context says of a template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Setting {
    pub country: Option<EntityId>,
    pub owner: Option<EntityId>,
    pub place: Option<String>,
}

/// A template's id, name and parent with its slot filled in.
struct Filled {
    id: String,
    name: String,
    parent: Option<String>,
}

impl Filled {
    fn new(lexicon: &Lexicon, compiled: &CompiledTemplate, values: &[ValueIndex]) -> Self {
        let mut values: Vec<&SlotValue> = values.iter().map(|&v| &lexicon.values[v]).collect();
        values.dedup_by_key(|value| &value.id);
        let ids = values.iter().map(|v| v.id.as_str()).collect::<Vec<_>>().join("-");
        let names: Vec<&str> = values.iter().map(|v| v.name.as_str()).collect();
        let (slot, template) = (in_braces(compiled), &compiled.template);
        Self {
            id: template.id.replace(&slot, &ids),
            name: template.name.replace(&slot, &join_names(&names, &lexicon.grammar.conjunction)),
            parent: template.parent.as_ref().map(|parent| parent.replace(&slot, &ids)),
        }
    }
}

/// The slot of a template as its id, name and parent hold it.
fn in_braces(compiled: &CompiledTemplate) -> String {
    format!("{{{}}}", compiled.slot.as_deref().unwrap_or_default())
}

/// The entity that a template's words mean in their setting; `surface` are the words, folded.
#[must_use]
pub(super) fn mint(
    lexicon: &Lexicon,
    used: &TemplateUse,
    setting: &Setting,
    surface: &str,
) -> Option<Arc<Entity>> {
    let compiled = &lexicon.templates[used.template];
    let template = &compiled.template;
    let listed = setting.country.as_ref().and_then(|country| lexicon.national(country, surface));
    if let Some(listed) = listed.filter(|_| !template.owner) {
        return Some(listed.clone());
    }
    let Filled { mut id, mut name, parent } = Filled::new(lexicon, compiled, &used.values);
    let country_name =
        |id: &EntityId| lexicon.get(id).map(|known| known.entry.name.clone()).unwrap_or_default();
    if template.owner {
        let owner = setting.owner.as_ref()?;
        id = id.replace("{owner}", owner);
        name = name.replace("{owner}", &country_name(owner));
    }
    let is_unit = !template.place.is_empty();
    let bracket = match (&setting.place, &setting.country) {
        (Some(place), _) => {
            id = id.replace("{place}", &part_of_id(place));
            Some(place.clone())
        }
        (None, _) if is_unit => return None,
        (None, Some(country)) => {
            id = id.replace("{country}", country);
            Some(country_name(country))
        }
        (None, None) if template.generic || template.owner => None,
        // An office that nobody places speaks for its agency: `the WHO Office`.
        (None, None) if template.parent.as_ref() == Some(&in_braces(compiled)) => {
            return lexicon.get(parent.as_deref()?).map(|known| known.entity.clone());
        }
        (None, None) => return None,
    };
    id = id.replace("-{country}", "").replace("{country}-", "");
    let label = match bracket {
        Some(bracket) => format!("{name} ({bracket})"),
        None => name,
    };
    Some(Arc::new(Entity {
        id: EntityId::new(&id).ok()?,
        label,
        class: Class::Organisation,
        country: setting.owner.clone().or_else(|| setting.country.clone()),
        parent: parent.and_then(|parent| EntityId::new(&parent).ok()),
        origin: Origin::Template,
    }))
}

/// The body that a template's words name where nothing says whose it is: `the Ministry of Health said`. Of several at once, of a
/// single word and of a unit whose place is unknown none can be told.
#[must_use]
pub(super) fn unplaced(
    lexicon: &Lexicon,
    used: &TemplateUse,
    surface: &str,
) -> Option<Arc<Entity>> {
    let compiled = &lexicon.templates[used.template];
    let template = &compiled.template;
    let first = surface.split(' ').next().filter(|first| first.len() < surface.len())?;
    let filled = Filled::new(lexicon, compiled, &used.values);
    let of_several = lexicon.grammar.is_plural(first) && !fold_name(&filled.name).contains(first);
    if !template.place.is_empty() || template.owner || of_several {
        return None;
    }
    let id = ["prov", &part_of_id(&filled.name)].join("-");
    Some(Arc::new(Entity {
        id: EntityId::new(&id).ok()?,
        label: filled.name,
        class: Class::Organisation,
        country: None,
        parent: None,
        origin: Origin::Provisional,
    }))
}

/// `Labour`, `Labour and Youth`, `Labour, Youth and Sports`.
fn join_names(names: &[&str], conjunction: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        all if conjunction.is_empty() => all.join(", "),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

/// A place or name as part of an id: `Durrës` is `durres`.
pub(super) fn part_of_id(name: &str) -> String {
    match slug(name) {
        slug if slug.is_empty() => hash_slug(name),
        slug => slug,
    }
}
