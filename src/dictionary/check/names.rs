//! Checks the names of entries.
//!
//! In: a [`Vocabulary`]. Out: findings on names that are shared, repeated, common or short, and on phrases that exclude
//! nothing. Never: a look at a text.

use std::collections::btree_map;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;
use twox_hash::XxHash3_64;

use crate::base::{EntityId, in_parallel, repeated};
use crate::cut::{Tokens, fold, fold_name, is_unspaced};
use crate::dictionary::check::finding::{Check, Finding, Severity};
use crate::dictionary::check::places::Places;
use crate::dictionary::entry::{Entry, Matching};
use crate::dictionary::grammar::{Grammar, SmallWord};
use crate::dictionary::listed::Listed;
use crate::dictionary::load::Vocabulary;

/// A way to name an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Name,
    Alias,
    Abbreviation,
}

/// The unconditional names of an entry.
pub(super) fn names(entry: &Entry) -> impl Iterator<Item = (&str, NameKind)> {
    let aliases =
        entry.names.iter().chain(&entry.formal).map(|name| (name.as_str(), NameKind::Alias));
    let abbreviations = entry.abbr.iter().map(|abbr| (abbr.as_str(), NameKind::Abbreviation));
    std::iter::once((entry.name.as_str(), NameKind::Name)).chain(aliases).chain(abbreviations)
}

/// A name of an entry with its words.
pub(super) type Folded<'e> = (&'e str, NameKind, Tokens);

/// The unconditional names of an entry, folded once for all that asks for their words.
pub(super) fn folded(entry: &Entry) -> Vec<Folded<'_>> {
    names(entry).map(|(name, kind)| (name, kind, fold(name))).collect()
}

/// Whether two dated names are never in use at once, so that the date of a text decides between them.
fn dated_apart(a: &Entry, b: &Entry) -> bool {
    let ends_before = |a: &Entry, b: &Entry| match (&a.until, &b.since) {
        (Some(until), Some(since)) => until <= since,
        _ => false,
    };
    ends_before(a, b) || ends_before(b, a)
}

/// An entry, and one of its names.
type Bearer<'a> = (&'a EntityId, &'a Listed, &'a str, NameKind);

/// Who bears each folded name that is borne more than once.
fn bearers(vocabulary: &Vocabulary) -> BTreeMap<String, Vec<Bearer<'_>>> {
    let entries: Vec<_> = vocabulary.entries.iter().collect();
    let several = |entries: &[(&EntityId, &Listed)]| -> Vec<u64> {
        let all = entries.iter().flat_map(|(_, listed)| names(&listed.entry));
        all.map(|(name, _)| hashed(&fold_name(name))).collect()
    };
    let hashes = in_parallel(entries.chunks(AT_ONCE).collect(), several).concat();
    // Nearly all names are borne by one entry: those are not folded again.
    let shared = repeated(hashes.clone());
    let mut bearers: BTreeMap<String, Vec<Bearer<'_>>> = BTreeMap::new();
    let mut hashes = hashes.into_iter();
    for (id, listed) in entries.into_iter().filter(|_| !shared.is_empty()) {
        let mut seen = BTreeSet::new();
        let several = names(&listed.entry).zip(&mut hashes);
        for ((name, kind), _) in several.filter(|(_, hash)| shared.contains(hash)) {
            let folded = fold_name(name);
            if seen.insert(folded.clone()) {
                bearers.entry(folded).or_default().push((id, listed, name, kind));
            }
        }
    }
    bearers
}

fn hashed(folded: &str) -> u64 {
    XxHash3_64::oneshot(folded.as_bytes())
}

/// So many entries are looked at between two looks for more work.
pub(super) const AT_ONCE: usize = 1024;

/// Names that several entries share: a mention stays unlinked where the context does not decide.
pub(in crate::dictionary) fn shared_names(
    vocabulary: &Vocabulary,
    places: &Places<'_>,
    counts: impl Fn(&Listed, &Listed) -> bool,
) -> Vec<Finding> {
    let bearers = bearers(vocabulary);
    let mut findings = Vec::new();
    for bearers in bearers.values() {
        for (i, &(id, listed, name, kind)) in bearers.iter().enumerate().skip(1) {
            let clash = bearers[..i].iter().find(|(_, other, written, other_kind)| {
                let exact = kind == NameKind::Abbreviation && *other_kind == NameKind::Abbreviation;
                counts(other, listed)
                    && !dated_apart(&other.entry, &listed.entry)
                    && (!exact || *written == name)
            });
            let Some((other_id, other, _, other_kind)) = clash else { continue };
            let same = kind == NameKind::Name
                && *other_kind == NameKind::Name
                && (listed.class, &listed.entry.country) == (other.class, &other.entry.country);
            let (severity, check, cure) = if same {
                let cure = "join the two, or give each a name of its own";
                (Severity::Error, Check::Duplicate, cure)
            } else if kind == NameKind::Abbreviation || *other_kind == NameKind::Abbreviation {
                let cure = "mentions of it count only where the text spells one of them out";
                (Severity::Note, Check::SharedName, cure)
            } else {
                let cure = "mentions of it stay unlinked unless the context decides; \
                            keep it with one of them, or move it to cond";
                (Severity::Warning, Check::SharedName, cure)
            };
            let mut finding = Finding::new(severity, check, listed, id);
            finding.place = places.of(listed, name);
            let message = format!("{name:?} is also a name of [{other_id}] ({})", other.place);
            findings.push(finding.says(message, cure));
        }
    }
    findings
}

/// Names that another name of the entry finds already.
pub(super) fn repeated_names(
    id: &str,
    listed: &Listed,
    folded: &[Folded<'_>],
    places: &Places<'_>,
) -> Vec<Finding> {
    let mut first: BTreeMap<&str, (&str, NameKind)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (name, kind, tokens) in folded {
        let (former, former_kind) = match first.entry(&tokens.folded) {
            btree_map::Entry::Vacant(place) => {
                place.insert((name, *kind));
                continue;
            }
            btree_map::Entry::Occupied(place) => *place.get(),
        };
        let exact =
            listed.entry.matching == Matching::Exact || former_kind == NameKind::Abbreviation;
        if exact && former != *name {
            continue; // case tells them apart
        }
        let severity =
            if *kind == NameKind::Abbreviation { Severity::Note } else { Severity::Warning };
        let mut finding = Finding::new(severity, Check::RepeatedName, listed, id);
        finding.place = places.of(listed, name);
        let message = format!("{name:?} is found as {former:?} already");
        findings.push(
            finding.says(message, "remove it: case, hyphens, accents and -ise/-ize do not matter"),
        );
    }
    findings
}

/// Phrases under `not` that hold no name of the entry, or are a name of it.
pub(super) fn idle_nots(id: &str, listed: &Listed, places: &Places<'_>) -> Vec<Finding> {
    let entry = &listed.entry;
    if entry.not.is_empty() {
        return Vec::new();
    }
    let conditional = entry.cond.iter().map(|cond| cond.text.as_str()).filter(|t| !t.is_empty());
    let patterns = || entry.patterns.iter().chain(entry.cond.iter().flat_map(|c| &c.pattern));
    let demonyms = entry.demonym.iter().map(String::as_str);
    let all: Vec<String> = names(entry)
        .map(|(name, _)| name)
        .chain(conditional)
        .chain(demonyms)
        .map(fold_name)
        .collect();
    let mut findings = Vec::new();
    for not in &entry.not {
        let folded = fold_name(not);
        let message = if all.contains(&folded) {
            format!("{not:?} is a name of [{id}], so it cannot be excluded")
        } else if !all.iter().any(|name| folded.contains(name.as_str()))
            && !patterns().any(|pattern| pattern.is_in(not))
        {
            format!("{not:?} holds no name of [{id}], so there is nothing to exclude")
        } else {
            continue;
        };
        let mut finding = Finding::new(Severity::Warning, Check::IdleNot, listed, id);
        finding.place = places.of(listed, not);
        findings
            .push(finding.says(message, "remove it, or put it with the entry it is mistaken for"));
    }
    findings
}

/// Words so common that a name made of them alone is hardly ever meant when they stand in a text.
const COMMON_WORDS: &str = include_str!("../../../vocab/common-words-en.txt");

/// Those words, folded.
pub(super) fn common_words() -> impl Iterator<Item = &'static str> {
    let lines = COMMON_WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

/// Names that are too short, or made of common words, to be safe in any case.
pub(super) fn weak_names(
    id: &str,
    listed: &Listed,
    folded: &[Folded<'_>],
    places: &Places<'_>,
    grammar: &Grammar,
) -> Vec<Finding> {
    thread_local! {
        static COMMON: FxHashSet<&'static str> = common_words().collect();
    }
    // Articles, and what joins the words of a name: they say nothing about it.
    let joint = SmallWord::DEFINITE
        | SmallWord::INDEFINITE
        | SmallWord::CONJUNCTION
        | SmallWord::IN_NAME
        | SmallWord::BEHIND_BODY
        | SmallWord::BEHIND_NOUN
        | SmallWord::BEFORE_NOUN;
    let exact = listed.entry.matching == Matching::Exact;
    let mut findings = Vec::new();
    for (name, kind, tokens) in folded {
        let mut push = |severity, check, message, cure: &str| {
            let mut finding = Finding::new(severity, check, listed, id);
            finding.place = places.of(listed, name);
            findings.push(finding.says(message, cure));
        };
        let abbreviation = *kind == NameKind::Abbreviation;
        let mut words = (0..tokens.len()).map(|i| tokens.word(i));
        // Long names of common words say what they are; so do letters with digits and signs.
        let n_words = words.clone().filter(|word| !grammar.word(word).is(joint)).count();
        let common = n_words <= 2 && COMMON.with(|common| words.all(|word| common.contains(word)));
        if common && !exact && !abbreviation {
            let (message, cure) = if tokens.len() == 1 {
                (
                    format!("{name:?} is a common word, which starts sentences with a capital"),
                    "use cond with needs",
                )
            } else {
                (
                    format!("{name:?} is made of common words and counts in any case"),
                    "set match = \"exact\", or use cond with case = \"exact\"",
                )
            };
            push(Severity::Warning, Check::CommonWords, message, cure);
        } else if common && abbreviation {
            let message = format!("{name:?} is a common word in capitals");
            push(
                Severity::Note,
                Check::CommonWords,
                message,
                "headlines in capitals hold it too; use cond with needs if it misleads",
            );
        }
        if let Some((severity, message, cure)) = shortness(name, abbreviation, exact) {
            push(severity, Check::ShortName, message, cure);
        }
    }
    findings
}

/// Why a name is too short, if it is, and the cure.
fn shortness(
    name: &str,
    abbreviation: bool,
    exact: bool,
) -> Option<(Severity, String, &'static str)> {
    let length = name.chars().count();
    if !name.chars().all(char::is_alphabetic) {
        return None;
    }
    if name.chars().any(is_unspaced) {
        let message = format!("{name:?} is one letter, which stands in many words");
        return (length == 1).then_some((
            Severity::Warning,
            message,
            "leave it out, or use cond with needs",
        ));
    }
    if !abbreviation && !exact && length <= 3 {
        let message = format!("{name:?} has {length} letters and counts in more than one case");
        return Some((Severity::Warning, message, "move it to abbr, where case counts"));
    }
    let message = format!("{name:?} has {length} letters");
    let cure = "initials and codes look the same; use cond with needs if it misleads";
    (abbreviation && length <= 2).then_some((Severity::Note, message, cure))
}
