//! Which entity of an answer is which entity of the gold.
//!
//! In: the gold entities and the mentions of one story. Out: a one-to-one pairing. Never: looks at another story.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::sort_by;
use crate::verify::answer::AnswerMention;
use crate::verify::gold::{GoldClass, GoldEntity};
use crate::verify::words::{close, fold, overlap};

/// An entity of an answer: all its mentions in one story.
#[derive(Debug)]
pub(super) struct FoundEntity<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// Class name in lower case.
    pub class: String,
    /// How the story names it, in order.
    pub surfaces: Vec<&'a str>,
    folded: BTreeSet<String>,
}

impl<'a> FoundEntity<'a> {
    /// The entities of an answer in the order of their first mentions.
    pub(super) fn all(mentions: &'a [AnswerMention]) -> Vec<Self> {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut all: Vec<Self> = Vec::new();
        for mention in mentions {
            let place = *places.entry(&mention.id).or_insert_with(|| {
                all.push(FoundEntity {
                    id: &mention.id,
                    label: &mention.label,
                    class: mention.class.to_lowercase(),
                    surfaces: Vec::new(),
                    folded: BTreeSet::new(),
                });
                all.len() - 1
            });
            all[place].surfaces.push(&mention.text);
            all[place].folded.insert(fold(&mention.text));
        }
        all
    }

    /// The gold class it counts under when nothing pairs with it; nothing for classes that gold does not annotate.
    pub(super) fn gold_class(&self) -> Option<GoldClass> {
        match self.class.as_str() {
            "organisation" => Some(GoldClass::Org),
            "country" => Some(GoldClass::Country),
            "programme" => Some(GoldClass::Programme),
            "donor" => Some(GoldClass::Donor),
            _ => None,
        }
    }

    /// Whether it may pair with a gold entity of this class: a funding vehicle may be taken for a body or a programme.
    fn fits(&self, class: GoldClass) -> bool {
        let own = self.gold_class();
        own == Some(class)
            || class == GoldClass::Donor
                && matches!(own, Some(GoldClass::Org | GoldClass::Programme))
    }
}

/// For each gold entity the place of the found one that is the same, if any. Greedy, best first: a surface in common
/// before a near one, then the label that shares most words with the gold name.
pub(super) fn pair(gold: &[GoldEntity], found: &[FoundEntity<'_>]) -> Vec<Option<usize>> {
    let mut candidates = Vec::new();
    for (g, entity) in gold.iter().enumerate() {
        let surfaces: BTreeSet<String> = entity.surfaces.iter().map(|s| fold(s)).collect();
        for (f, one) in found.iter().enumerate().filter(|(_, one)| one.fits(entity.class)) {
            let exact = !surfaces.is_disjoint(&one.folded);
            if exact || surfaces.iter().any(|s| one.folded.iter().any(|t| close(s, t))) {
                let score = if exact { 2.0 } else { 1.0 } + overlap(&entity.name, one.label);
                candidates.push((score, g, f));
            }
        }
    }
    sort_by(&mut candidates, |a, b| {
        b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| found[a.2].id.cmp(found[b.2].id))
    });
    let mut pairs = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (_, g, f) in candidates {
        if pairs[g].is_none() && !taken[f] {
            pairs[g] = Some(f);
            taken[f] = true;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str, class: GoldClass, surfaces: &[&str]) -> GoldEntity {
        let surfaces = surfaces.iter().map(|s| (*s).to_owned()).collect();
        let name = name.to_owned();
        GoldEntity { name, class, surfaces, optional: false, other: BTreeMap::new() }
    }

    fn mention(text: &str, id: &str, class: &str) -> AnswerMention {
        AnswerMention {
            text: text.to_owned(),
            id: id.to_owned(),
            label: id.to_owned(),
            class: class.to_owned(),
        }
    }

    #[test]
    fn one_to_one_and_best_first() {
        let gold = [
            entity("State Police (Albania)", GoldClass::Org, &["State Police"]),
            entity("State Police (Serbia)", GoldClass::Org, &["State Police"]),
            entity("Aid Fund", GoldClass::Donor, &["Aid Fund"]),
            entity("Aid Plan", GoldClass::Programme, &["Aid Plan"]),
        ];
        let mentions = [
            mention("State\u{a0}Police", "serbia-police", "Organisation"),
            mention("the State Police", "albania-police", "Organisation"),
            mention("Aid Fund", "fund", "Programme"),
            mention("Aid Plan", "plan", "Organisation"),
        ];
        let found = FoundEntity::all(&mentions);
        let ids: Vec<Option<&str>> =
            pair(&gold, &found).iter().map(|f| f.map(|f| found[f].id)).collect();
        // A fund may be called a programme, but a programme no organisation.
        assert_eq!(ids, [Some("albania-police"), Some("serbia-police"), Some("fund"), None]);
    }

    #[test]
    fn a_near_surface_is_second_best() {
        let gold = [entity("Border Police", GoldClass::Org, &["Border Police of Fictia"])];
        let near = [mention("Border Police", "near", "Organisation")];
        assert_eq!(pair(&gold, &FoundEntity::all(&near)), [None], "half of the words are too few");
        let both = [
            mention("Border Police of", "near", "Organisation"),
            mention("Border Police of Fictia", "same", "Organisation"),
        ];
        assert_eq!(pair(&gold, &FoundEntity::all(&both)), [Some(1)]);
    }
}
