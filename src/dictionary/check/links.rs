//! Checks what entries say of each other and of time.
//!
//! In: a [`Vocabulary`]. Out: findings on ids, dates and circles. Never: a look at names.

use std::collections::BTreeSet;

use crate::base::{Class, PartialDate};
use crate::dictionary::check::finding::{Check, Finding, Severity};
use crate::dictionary::entry::Entry;
use crate::dictionary::load::Vocabulary;

/// Every id that a table refers to must be an entry, and a country a country.
pub(in crate::dictionary) fn references(vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, listed) in &vocabulary.entries {
        for (key, reference) in listed.entry.references() {
            let finding = || Finding::new(Severity::Error, Check::UnknownId, listed, id);
            match vocabulary.entries.get(reference) {
                None => findings.push(finding().says(
                    format!("{key} of [{id}] names {reference:?}, which is no entry"),
                    "add the entry, or mend the id",
                )),
                Some(other) if key == "country" && other.class != Class::Country => {
                    findings.push(finding().says(
                        format!("country of [{id}] names {reference:?}, a {}", other.class),
                        "give the id of a country, three letters of ISO 3166",
                    ));
                }
                Some(_) => {}
            }
        }
    }
    findings
}

/// Dates must be dates, in their order; a successor needs the date on which it took over.
pub(in crate::dictionary) fn dates(vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, listed) in &vocabulary.entries {
        let entry = &listed.entry;
        let finding = |severity| Finding::new(severity, Check::Date, listed, id);
        let mut read = |date: &Option<String>| -> Option<PartialDate> {
            match date.as_deref()?.parse() {
                Ok(date) => Some(date),
                Err(message) => {
                    findings.push(finding(Severity::Error).says(message, ""));
                    None
                }
            }
        };
        let (since, until) = (read(&entry.since), read(&entry.until));
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            findings.push(finding(Severity::Error).says(
                format!("[{id}] ends ({until}) before it begins ({since})"),
                "swap since and until, or mend them",
            ));
        }
        if let (Some(successor), None) = (&entry.replaced_by, &entry.until) {
            findings.push(finding(Severity::Warning).says(
                format!("[{id}] is replaced by [{successor}], but not said when"),
                "add until, so that older texts keep the older body",
            ));
        }
    }
    findings
}

/// No entry stands above itself, nor comes after itself.
pub(super) fn cycles(vocabulary: &Vocabulary) -> Vec<Finding> {
    type Above = fn(&Entry) -> Vec<&str>;
    let ways: [(&str, Above); 3] = [
        ("parent", |e| e.parent.as_deref().into_iter().collect()),
        ("part_of", |e| e.part_of.iter().map(String::as_str).collect()),
        ("replaced_by", |e| e.replaced_by.as_deref().into_iter().collect()),
    ];
    let mut findings = Vec::new();
    for (key, above) in ways {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for id in vocabulary.entries.keys() {
            if let Some(path) = cycle_from(id, vocabulary, above, &mut done) {
                let listed = &vocabulary.entries[path[0]];
                let message =
                    format!("{key} leads in a circle: {} -> {}", path.join(" -> "), path[0]);
                let finding = Finding::new(Severity::Error, Check::Cycle, listed, path[0]);
                findings.push(finding.says(message, format!("take {key} away where it is wrong")));
            }
        }
    }
    findings
}

/// The first circle that is reached from `id`; what is `done` leads to none that is not known already.
fn cycle_from<'a>(
    id: &'a str,
    vocabulary: &'a Vocabulary,
    above: fn(&Entry) -> Vec<&str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a str>> {
    let next = |id: &str| vocabulary.entries.get(id).map_or_else(Vec::new, |l| above(&l.entry));
    let mut path: Vec<&str> = vec![id];
    let mut open: Vec<Vec<&'a str>> = vec![next(id)];
    if !done.insert(id) {
        return None;
    }
    while let Some(candidates) = open.last_mut() {
        let Some(candidate) = candidates.pop() else {
            open.pop();
            path.pop();
            continue;
        };
        if let Some(at) = path.iter().position(|seen| *seen == candidate) {
            return Some(path.split_off(at));
        }
        if done.insert(candidate) {
            path.push(candidate);
            open.push(next(candidate));
        }
    }
    None
}
