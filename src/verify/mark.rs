//! One story: what was right, false and missed in it.
//!
//! In: a gold story and its answer. Out: a [`Sheet`] that adds up with others. Never: a share; those need all stories.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Argument;
use crate::verify::answer::{Answer, AnswerRelation};
use crate::verify::counts::Counts;
use crate::verify::gold::{GoldClass, GoldStory, PREDICATES, in_order};
use crate::verify::pair::{FoundEntity, pair};
use crate::verify::sheet::{EntryFigure, Finding, FindingKind, Sheet};
use crate::verify::words::{fold, occurrences, one_blank, sentence_around};

/// Predicate, subject and object, by gold names.
type Triple = (String, String, Argument<String>);

/// Marks one story.
pub(super) fn mark(gold: &GoldStory, answer: Option<&Answer>) -> Sheet {
    let nothing = Answer::default();
    let missing = answer.is_none();
    let answer = answer.unwrap_or(&nothing);
    let found = FoundEntity::all(&answer.mentions);
    let pairs = pair(&gold.entities, &found);
    let marker = Marker { gold, answer, text: answer.text.as_deref().map(one_blank) };
    let mut sheet = Sheet { missing, ..Sheet::default() };
    marker.dateline(&mut sheet);
    marker.entities(&found, &pairs, &mut sheet);
    marker.relations(&found, &pairs, &mut sheet);
    sheet
}

struct Marker<'a> {
    gold: &'a GoldStory,
    answer: &'a Answer,
    /// The text with white space folded.
    text: Option<String>,
}

impl Marker<'_> {
    fn dateline(&self, sheet: &mut Sheet) {
        let Marker { gold, answer, .. } = self;
        let dates = |start: &Option<String>, end: &Option<String>| {
            format!("{} to {}", shown(start.as_ref()), shown(end.as_ref()))
        };
        sheet.dates = gold.date_start == answer.date_start && gold.date_end == answer.date_end;
        sheet.countries = short(&gold.countries) == short(&answer.countries);
        sheet.online = gold.online == answer.online;
        let rows = [
            (
                sheet.dates,
                dates(&gold.date_start, &gold.date_end),
                dates(&answer.date_start, &answer.date_end),
            ),
            (sheet.countries, gold.countries.join(", "), answer.countries.join(", ")),
            (
                sheet.online,
                format!("online: {}", gold.online),
                format!("online: {}", answer.online),
            ),
        ];
        for (right, gold, answer) in rows {
            if !right {
                let note = format!("read as {answer:?}");
                self.find(sheet, FindingKind::Dateline, format!("{gold:?}"), note, String::new());
            }
        }
    }

    fn entities(&self, found: &[FoundEntity<'_>], pairs: &[Option<usize>], sheet: &mut Sheet) {
        for (entity, pair) in self.gold.entities.iter().zip(pairs) {
            let class = entity.class;
            if let Some(one) = pair.map(|f| &found[f]) {
                sheet.links.push((entity.name.clone(), one.id.to_owned()));
                if !entity.optional {
                    sheet.entities.entry(class).or_default().right += 1;
                    self.count_mentions(&entity.surfaces, one.surfaces.len() as u64, sheet);
                    self.keep(one, class, Counts { right: 1, ..Counts::default() }, sheet);
                }
            } else if !entity.optional {
                sheet.entities.entry(class).or_default().missed += 1;
                let counts = Counts { missed: 1, ..Counts::default() };
                let label = entity.name.clone();
                sheet.entries.push(EntryFigure { id: None, label, class, counts });
                let what = format!("{} {}", class.name(), entity.name);
                let note = format!("named {}", entity.surfaces.join(" | "));
                let sentence = self.sentence(&entity.surfaces);
                self.find(sheet, FindingKind::EntityMissed, what, note, sentence);
            }
        }
        for (f, one) in found.iter().enumerate() {
            let Some(class) = one.gold_class().filter(|_| !pairs.contains(&Some(f))) else {
                continue;
            };
            sheet.entities.entry(class).or_default().wrong += 1;
            self.keep(one, class, Counts { wrong: 1, ..Counts::default() }, sheet);
            let what = format!("{} {} ({})", class.name(), one.label, one.id);
            let surfaces: BTreeSet<&str> = one.surfaces.iter().copied().collect();
            let note = format!("found in {}", Vec::from_iter(surfaces).join(" | "));
            let sentence = self.sentence(&one.surfaces);
            self.find(sheet, FindingKind::EntityFalse, what, note, sentence);
        }
    }

    /// Counts a find for its entry and its origin.
    fn keep(&self, found: &FoundEntity<'_>, class: GoldClass, counts: Counts, sheet: &mut Sheet) {
        let (id, label) = (Some(found.id.to_owned()), found.label.to_owned());
        sheet.entries.push(EntryFigure { id, label, class, counts });
        let known = self.answer.entities.get(found.id);
        if let Some(origin) = known.and_then(|entity| entity.origin.as_ref()) {
            let sum = sheet.origins.entry(origin.clone()).or_default();
            *sum = *sum + counts;
        }
    }

    fn count_mentions(&self, surfaces: &[String], n_found: u64, sheet: &mut Sheet) {
        let Some(text) = &self.text else { return };
        let n_gold = occurrences(surfaces, text).max(1);
        sheet.mentions.right += n_gold.min(n_found);
        sheet.mentions.wrong += n_found.saturating_sub(n_gold);
        sheet.mentions.missed += n_gold.saturating_sub(n_found);
    }

    fn relations(&self, found: &[FoundEntity<'_>], pairs: &[Option<usize>], sheet: &mut Sheet) {
        let entities = &self.gold.entities;
        let optional: BTreeSet<&str> =
            entities.iter().filter(|e| e.optional).map(|e| e.name.as_str()).collect();
        let needs_optional = |t: &Triple| [&t.1, t.2.as_str()].iter().any(|n| optional.contains(n));
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for (entity, pair) in entities.iter().zip(pairs) {
            if let Some(f) = *pair {
                names.insert(found[f].id, &entity.name);
            }
        }
        let (mut may, mut want) = (BTreeSet::new(), BTreeSet::new());
        for relation in &self.gold.relations {
            let triple = (relation.p.clone(), relation.s.clone(), relation.o.clone());
            let open = relation.open || needs_optional(&triple);
            if open { &mut may } else { &mut want }.insert(triple);
        }
        let mut read: BTreeMap<Triple, Vec<&AnswerRelation>> = BTreeMap::new();
        let mut unasserted: BTreeMap<Triple, &AnswerRelation> = BTreeMap::new();
        for relation in &self.answer.relations {
            let triple = by_gold_names(relation, &names);
            if relation.is_asserted() {
                read.entry(triple).or_default().push(relation);
            } else {
                unasserted.entry(triple).or_insert(relation);
            }
        }
        for triple in &want {
            let counts = sheet.relations.entry(triple.0.clone()).or_default();
            if read.contains_key(triple) {
                counts.right += 1;
            } else {
                counts.missed += 1;
                self.missed_relation(triple, &names, unasserted.get(triple).copied(), sheet);
            }
        }
        for (triple, relations) in &read {
            if want.contains(triple) {
                sheet.count_rules(relations, |counts| &mut counts.right);
            } else if !may.contains(triple) && !needs_optional(triple) {
                sheet.relations.entry(triple.0.clone()).or_default().wrong += 1;
                sheet.count_rules(relations, |counts| &mut counts.wrong);
                self.false_relation(triple, relations, sheet);
            }
        }
        let false_donor = |donor: &str| !optional.contains(donor);
        sheet.donors = donors(&want, &may, &mut read.keys(), &false_donor);
    }

    fn missed_relation(
        &self,
        triple: &Triple,
        names: &BTreeMap<&str, &str>,
        unasserted: Option<&AnswerRelation>,
        sheet: &mut Sheet,
    ) {
        let lost: Vec<&str> = std::iter::once(&triple.1)
            .chain(triple.2.entity())
            .map(String::as_str)
            .filter(|name| !names.values().any(|known| known == name))
            .collect();
        let mut note = String::new();
        if !lost.is_empty() {
            sheet.unreachable += 1;
            note = format!("not found as an entity: {}", lost.join(", "));
        } else if let Some(status) = unasserted.and_then(|read| read.status.as_deref()) {
            sheet.unasserted += 1;
            note = format!("read as {status}");
        }
        let evidence = self.gold.relations.iter().find(|r| (&r.p, &r.s, &r.o) == refs(triple));
        let sentence = evidence.map(|r| r.evidence.clone()).unwrap_or_default();
        self.find(sheet, FindingKind::RelationMissed, said(triple), note, sentence);
    }

    fn false_relation(&self, triple: &Triple, relations: &[&AnswerRelation], sheet: &mut Sheet) {
        let Some(first) = relations.first() else { return };
        let rule = first.rule.as_deref().map(|rule| format!("rule {rule}"));
        let sentence = one_blank(&first.evidence);
        self.find(
            sheet,
            FindingKind::RelationFalse,
            said(triple),
            rule.unwrap_or_default(),
            sentence,
        );
    }

    fn sentence<S: AsRef<str>>(&self, surfaces: &[S]) -> String {
        let text = self.answer.text.as_deref().unwrap_or_default();
        let lines = text.lines().map(one_blank).collect::<Vec<_>>().join("\n");
        let whole = self.text.as_deref().unwrap_or_default();
        // A name may be broken at the end of a line: then the whole text is one line.
        let find = |text| {
            let mut surfaces = surfaces.iter().map(|s| one_blank(s.as_ref()));
            surfaces.find_map(|s| sentence_around(text, s.trim()))
        };
        find(&lines).or_else(|| find(whole)).unwrap_or_default()
    }

    fn find(
        &self,
        sheet: &mut Sheet,
        kind: FindingKind,
        what: String,
        note: String,
        sentence: String,
    ) {
        let (story, line) = (self.gold.title.clone(), self.gold.line);
        sheet.findings.push(Finding { kind, story, line, what, note, sentence });
    }
}

/// Who funds anything. A donor that may be named, or that `counts` does not know, counts neither for nor against.
fn donors(
    want: &BTreeSet<Triple>,
    may: &BTreeSet<Triple>,
    read: &mut dyn Iterator<Item = &Triple>,
    counts: &dyn Fn(&str) -> bool,
) -> Counts {
    let donors = |triples: &mut dyn Iterator<Item = &Triple>| -> BTreeSet<String> {
        triples.filter(|t| t.0 == "funds").map(|t| t.1.clone()).collect()
    };
    let (want, may, read) = (donors(&mut want.iter()), donors(&mut may.iter()), donors(read));
    let wrong = read.iter().filter(|d| !want.contains(*d) && !may.contains(*d) && counts(d));
    Counts {
        right: want.intersection(&read).count() as u64,
        wrong: wrong.count() as u64,
        missed: want.difference(&read).count() as u64,
    }
}

/// A relation in the words of the gold; an entity that is not in it keeps its id, marked so that it equals no name.
fn by_gold_names(relation: &AnswerRelation, names: &BTreeMap<&str, &str>) -> Triple {
    let name = |id: &str| names.get(id).map_or_else(|| format!("?{id}"), |n| (*n).to_owned());
    let (s, o) = (name(&relation.subject), relation.object.clone().map(|id| name(&id)));
    let known = PREDICATES.iter().find(|(_, record)| *record == relation.predicate);
    let p = known.map_or(relation.predicate.as_str(), |(gold, _)| gold).to_owned();
    let (s, o) = if p == "partners" { in_order(s, o) } else { (s, o) };
    (p, s, o)
}

fn said((p, s, o): &Triple) -> String {
    format!("{s} {p} {o}")
}

fn refs((p, s, o): &Triple) -> (&String, &String, &Argument<String>) {
    (p, s, o)
}

fn shown(date: Option<&String>) -> &str {
    date.map_or("nothing", String::as_str)
}

/// Country names as they are compared: Kosovo has a long form that means no other place.
fn short(countries: &[String]) -> BTreeSet<String> {
    let plain = |name: &String| match fold(name).as_str() {
        "kosovo under unscr 1244" | "kosovo (under unscr 1244)" => "kosovo".to_owned(),
        other => other.to_owned(),
    };
    countries.iter().map(plain).collect()
}
