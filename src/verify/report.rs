//! All figures of an evaluation.
//!
//! In: the sheets of stories, intervals. Out: a [`Report`] to print, to compare and to gate on. Never: a writer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::base::sort_by;
use crate::verify::counts::Counts;
use crate::verify::figures::{Figures, Links};
use crate::verify::interval::{Interval, Intervals};
use crate::verify::sheet::{EntryFigure, Finding, Sheet};

/// How well the answers agree with the gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The figures.
    pub figures: Figures,
    /// Their 95 % intervals, by name and measure: `relations.funds.f1`, `linking`.
    pub intervals: BTreeMap<String, Interval>,
    /// Entities by vocabulary id, those with most errors first.
    pub entries: Vec<EntryFigure>,
    /// Entities by how the answers came to know them (`listed`, `template` …), where they say so; none is missed here.
    pub origins: BTreeMap<String, Counts>,
    /// Rules, those with most false readings first.
    pub rules: Vec<RuleFigure>,
    /// Missed relations that no rule could read, because a name in them was not found.
    pub unreachable: u64,
    /// Missed relations that the answers have, but as planned, hedged or negated.
    pub unasserted: u64,
    /// Every error, in the order of the gold.
    pub findings: Vec<Finding>,
}

/// How one rule fared, over all stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFigure {
    /// Rule id.
    pub rule: String,
    /// Distinct relations it read, by story; a rule misses nothing by itself.
    pub counts: Counts,
}

/// Adds up the sheets.
pub(super) fn report(sheets: &[Sheet], intervals: Intervals) -> Report {
    let rules = sums(sheets.iter().flat_map(|sheet| &sheet.rules));
    let mut rules: Vec<RuleFigure> =
        rules.into_iter().map(|(rule, counts)| RuleFigure { rule, counts }).collect();
    sort_by(&mut rules, |a, b| {
        (b.counts.wrong, a.counts.right, &a.rule).cmp(&(a.counts.wrong, b.counts.right, &b.rule))
    });
    Report {
        figures: Figures::of(sheets.iter()),
        intervals,
        entries: entries(sheets),
        origins: sums(sheets.iter().flat_map(|sheet| &sheet.origins)),
        rules,
        unreachable: sheets.iter().map(|s| s.unreachable).sum(),
        unasserted: sheets.iter().map(|s| s.unasserted).sum(),
        findings: sheets.iter().flat_map(|s| s.findings.clone()).collect(),
    }
}

fn sums<'a>(counts: impl Iterator<Item = (&'a String, &'a Counts)>) -> BTreeMap<String, Counts> {
    let mut sums: BTreeMap<String, Counts> = BTreeMap::new();
    for (name, counts) in counts {
        let sum = sums.entry(name.clone()).or_default();
        *sum = *sum + *counts;
    }
    sums
}

fn entries(sheets: &[Sheet]) -> Vec<EntryFigure> {
    let mut links = Links::default();
    for (name, id) in sheets.iter().flat_map(|sheet| &sheet.links) {
        links.add(name, id);
    }
    let marks = || sheets.iter().flat_map(|sheet| &sheet.entries);
    // Those that were found come first, so that an entry is called by its label and not by a gold name.
    let found = marks().filter(|mark| mark.id.is_some());
    let missed = marks().filter(|mark| mark.id.is_none());
    let mut sums: BTreeMap<(Option<&str>, &str), EntryFigure> = BTreeMap::new();
    for mark in found.chain(missed) {
        // What has an id is known by it, whatever it is called; what has none, by its gold name.
        let id = mark.id.as_deref().or_else(|| links.id_of(&mark.label));
        let key = (id, if id.is_some() { "" } else { mark.label.as_str() });
        let sum = sums.entry(key).or_insert_with(|| EntryFigure {
            id: id.map(str::to_owned),
            counts: Counts::default(),
            ..mark.clone()
        });
        sum.counts = sum.counts + mark.counts;
    }
    let mut entries: Vec<EntryFigure> = sums.into_values().collect();
    sort_by(&mut entries, |a, b| {
        let errors = |e: &EntryFigure| e.counts.wrong + e.counts.missed;
        errors(b).cmp(&errors(a)).then_with(|| (&a.label, &a.id).cmp(&(&b.label, &b.id)))
    });
    entries
}

impl Report {
    /// The value of a figure by its name, whatever the case: `relations` and `relations.funds` are F1, `entities.p`
    /// precision, `mentions.r` recall; `linking` and `dateline.dates` are shares.
    #[must_use]
    pub fn figure(&self, name: &str) -> Option<f64> {
        let counted = self.figures.counted().into_iter().find_map(|(known, counts)| {
            let rest = name.get(known.len()..)?;
            if !name[..known.len()].eq_ignore_ascii_case(&known) {
                return None;
            }
            match rest.to_ascii_lowercase().as_str() {
                "" | ".f1" => Some(counts.f1()),
                ".p" => Some(counts.precision()),
                ".r" => Some(counts.recall()),
                _ => None,
            }
        });
        let share = || {
            let shares = self.figures.shares();
            shares.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1
        };
        counted.or_else(share)
    }

    /// The names that [`Report::figure`] knows, without measures.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let counted = self.figures.counted().into_iter().map(|(name, _)| name);
        counted.chain(self.figures.shares().into_iter().map(|(name, _)| name.to_owned())).collect()
    }

    /// The report as JSON, with at most `findings` errors of each kind. Shares have four decimal places.
    #[must_use]
    pub fn to_json(&self, findings: usize) -> Value {
        let figures = &self.figures;
        let group = |whole: &str, parts: &BTreeMap<String, Counts>| -> Map<String, Value> {
            parts
                .iter()
                .map(|(name, c)| (name.clone(), self.counted(&format!("{whole}.{name}"), *c)))
                .collect()
        };
        json!({
            "stories": figures.n_stories,
            "stories_missing": figures.n_missing,
            "entities": group("entities", &figures.entities),
            "entities_all": self.counted("entities", figures.all_entities()),
            "mentions": self.counted("mentions", figures.mentions),
            "linking": places(figures.linking.unwrap_or_default()),
            "relations": group("relations", &figures.relations),
            "relations_all": self.counted("relations", figures.all_relations()),
            "relations_unreachable": self.unreachable,
            "relations_missed_unasserted": self.unasserted,
            "donors": self.counted("donors", figures.donors),
            "dateline": {
                "dates": places(figures.dates),
                "countries": places(figures.countries),
                "online": places(figures.online),
            },
            "intervals": self.shares_with_intervals(),
            "entries": self.entries.iter().map(EntryFigure::to_json).collect::<Vec<_>>(),
            "origins": self.origins.iter().map(origin_json).collect::<Map<_, _>>(),
            "rules": self.rules.iter().map(RuleFigure::to_json).collect::<Vec<_>>(),
            "errors": self.first_findings(findings),
        })
    }

    /// The first `n` errors of each kind, in the order of the gold.
    #[must_use]
    pub fn first_findings(&self, n: usize) -> Vec<&Finding> {
        let mut seen = BTreeMap::new();
        let within = |finding: &&Finding| {
            let count = seen.entry(finding.kind).or_insert(0);
            *count += 1;
            *count <= n
        };
        self.findings.iter().filter(within).collect()
    }

    fn counted(&self, name: &str, counts: Counts) -> Value {
        let mut value = json!({
            "p": places(counts.precision()),
            "r": places(counts.recall()),
            "f1": places(counts.f1()),
            "tp": counts.right,
            "fp": counts.wrong,
            "fn": counts.missed,
        });
        for measure in ["p", "r", "f1"] {
            if let Some(interval) = self.intervals.get(&format!("{name}.{measure}")) {
                value[format!("{measure}_95")] = interval.to_json();
            }
        }
        value
    }

    /// The intervals of the figures that are one share.
    fn shares_with_intervals(&self) -> Map<String, Value> {
        let shares = self.figures.shares();
        let known = shares.iter().filter_map(|(name, _)| {
            Some(((*name).to_owned(), self.intervals.get(*name)?.to_json()))
        });
        known.collect()
    }
}

impl Interval {
    fn to_json(self) -> Value {
        json!([places(self.low), places(self.high)])
    }
}

impl EntryFigure {
    fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "label": self.label,
            "class": self.class,
            "right": self.counts.right,
            "false": self.counts.wrong,
            "missed": self.counts.missed,
        })
    }
}

impl RuleFigure {
    fn to_json(&self) -> Value {
        json!({
            "rule": self.rule,
            "right": self.counts.right,
            "false": self.counts.wrong,
            "precision": places(self.counts.precision()),
        })
    }
}

fn origin_json((name, counts): (&String, &Counts)) -> (String, Value) {
    let value = json!({
        "right": counts.right,
        "false": counts.wrong,
        "precision": places(counts.precision()),
    });
    (name.clone(), value)
}

/// A share with four decimal places.
fn places(share: f64) -> f64 {
    format!("{share:.4}").parse().unwrap_or(share)
}
