//! Checks a vocabulary for what its owner would want to know.
//!
//! In: a [`Vocabulary`] and the files it was read from. Out: findings with their place, weight and cure. Never: IO, or a
//! second opinion on what the TOML parser has refused already.

mod finding;
mod links;
mod names;
mod patterns;
mod places;
mod words;

use std::collections::BTreeSet;

use crate::base::{EntityId, in_parallel};
use crate::dictionary::files::VocabFile;
use crate::dictionary::grammar::Grammar;
use crate::dictionary::listed::Listed;
use crate::dictionary::load::Vocabulary;
pub use finding::{Check, Finding, Severity};
use links::cycles;
pub(super) use links::{dates, references};
pub(super) use names::shared_names;
use names::{AT_ONCE, folded, idle_nots, repeated_names, weak_names};
use patterns::wide_patterns;
pub(super) use places::Places;
use words::two_meanings;

/// Everything that can be found without reading a text, by place.
///
/// ```
/// use consort::dictionary::{Check, VocabFile, check, read};
/// let text = "[zeta]\nname = \"Zeta Body\"\n[yota]\nname = \"Zeta-Body\"\n";
/// let files = [VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false }];
/// let found = check(&read(&files).0, &files);
/// let [only] = found.as_slice() else { panic!("{found:?}") };
/// assert_eq!((only.check, &*only.id, &*only.place), (Check::Duplicate, "zeta", "organisations-x.toml:2"));
/// assert_eq!(only.cure, "join the two, or give each a name of its own");
/// ```
#[must_use]
pub fn check(vocabulary: &Vocabulary, files: &[VocabFile]) -> Vec<Finding> {
    let places = Places::new(files);
    let (grammar, _) = Grammar::new(&vocabulary.grammar);
    let mut findings = references(vocabulary);
    findings.extend(dates(vocabulary));
    findings.extend(cycles(vocabulary));
    findings.extend(shared_names(vocabulary, &places, |_, _| true));
    findings.extend(two_meanings(vocabulary, files));
    findings.extend(wide_patterns(vocabulary, &places));
    let entries: Vec<_> = vocabulary.entries.iter().collect();
    let one_by_one = |entries: &[(&EntityId, &Listed)]| -> Vec<Finding> {
        let of = |(id, listed): &(&EntityId, &Listed)| {
            let folded = folded(&listed.entry);
            let repeated = repeated_names(id, listed, &folded, &places);
            let idle = idle_nots(id, listed, &places);
            let weak = weak_names(id, listed, &folded, &places, &grammar);
            repeated.into_iter().chain(idle).chain(weak)
        };
        entries.iter().flat_map(of).collect()
    };
    findings
        .extend(in_parallel(entries.chunks(AT_ONCE).collect(), one_by_one).into_iter().flatten());
    findings
}

/// A note on each entry that a corpus does not name.
///
/// ```
/// use std::collections::BTreeSet;
/// use consort::dictionary::{VocabFile, read, unused};
/// let text = "[zeta]\nname = \"Zeta Body\"\n[yota]\nname = \"Yota Club\"\n";
/// let file = VocabFile { name: "organisations.toml".into(), text: text.into(), builtin: false };
/// let named = BTreeSet::from(["zeta".parse()?]);
/// let found = unused(&read(&[file]).0, &named);
/// assert!(found.len() == 1 && found[0].message == "the corpus does not name \"Yota Club\"");
/// # Ok::<(), consort::IdError>(())
/// ```
#[must_use]
pub fn unused(vocabulary: &Vocabulary, used: &BTreeSet<EntityId>) -> Vec<Finding> {
    let idle = vocabulary.entries.iter().filter(|(id, _)| !used.contains(*id));
    idle.map(|(id, listed)| {
        Finding::new(Severity::Note, Check::Unused, listed, id).says(
            format!("the corpus does not name {:?}", listed.entry.name),
            "see with `consort vocab gaps` what it is called there, if it is there",
        )
    })
    .collect()
}

/// A name that is never found as its entry.
#[derive(Debug, Clone)]
pub struct Unreachable<'a> {
    /// The id of the entry.
    pub id: &'a str,
    /// The entry.
    pub listed: &'a Listed,
    /// The name.
    pub name: &'a str,
    /// What stands in its place.
    pub instead: String,
}

/// A warning on each name that is never found.
#[must_use]
pub fn unreachable(names: &[Unreachable<'_>], files: &[VocabFile]) -> Vec<Finding> {
    let places = Places::new(files);
    let warn = |unreachable: &Unreachable<'_>| {
        let Unreachable { id, listed, name, instead } = unreachable;
        let mut finding = Finding::new(Severity::Warning, Check::Unreachable, listed, id);
        finding.place = places.of(listed, name);
        finding.says(
            format!("{name:?} is never found as [{id}]: {instead}"),
            "remove it, or mend what stands in its way",
        )
    };
    names.iter().map(warn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Warning;
    use crate::dictionary::{builtin_files, read};

    fn found(text: &str) -> Vec<String> {
        let file = |name: &str, text: &str| VocabFile {
            name: name.to_owned(),
            text: text.to_owned(),
            builtin: false,
        };
        let files = [
            file("countries.toml", "[alb]\nname = \"Albania\"\n"),
            file("organisations.toml", text),
        ];
        let (vocabulary, warnings) = read(&files);
        assert!(warnings.is_empty(), "{warnings:?}");
        check(&vocabulary, &files)
            .into_iter()
            .map(|f| {
                format!("{}: {} {}: {}", f.place, f.severity.name(), f.check.name(), f.message)
            })
            .collect()
    }

    #[test]
    fn finds_what_is_wrong_and_where() {
        let table = [
            ("[a]\nname = \"Ayy\"\n", ":2: warning short-name: \"Ayy\" has 3 letters"),
            (
                "[a]\nname = \"Zeta\"\nnames = [\"署\"]\n",
                ":3: warning short-name: \"署\" is one letter, which stands in many words",
            ),
            (
                "[a]\nname = \"A Body\"\nparent = \"b\"\n",
                ":1: error unknown-id: parent of [a] names \"b\"",
            ),
            (
                "[a]\nname = \"Body A\"\ncountry = \"b\"\n[b]\nname = \"Body B\"\n",
                ":1: error unknown-id: country of [a] names \"b\", a Organisation",
            ),
            ("[a]\nname = \"Body A\"\nsince = \"May\"\n", ":1: error date: \"May\" is not a date"),
            (
                "[a]\nname = \"Body A\"\nsince = \"2020\"\nuntil = \"2019-05\"\n",
                ":1: error date: [a] ends (2019-05) before it begins (2020)",
            ),
            (
                "[a]\nname = \"Body A\"\nreplaced_by = \"b\"\n[b]\nname = \"Body B\"\n",
                ":1: warning date: [a] is replaced by [b], but not said when",
            ),
            (
                "[a]\nname = \"Body A\"\nparent = \"b\"\n[b]\nname = \"Body B\"\nparent = \"a\"\n",
                ":1: error cycle: parent leads in a circle: a -> b -> a",
            ),
            (
                "[a]\nname = \"Zeta Body\"\n[b]\nname = \"Zeta-Body\"\n",
                ":4: error duplicate: \"Zeta-Body\" is also a name of [a] (organisations.toml:1)",
            ),
            (
                "[a]\nname = \"Zeta\"\nabbr = [\"ZB\"]\n[b]\nname = \"Zebu\"\nabbr = [\"ZB\"]\n",
                ":6: note shared-name: \"ZB\"",
            ),
            (
                "[a]\nname = \"Zeta Body\"\nnames = [\n\"Yota\",\n\"Zéta body\"]\n",
                ":5: warning repeated-name: \"Zéta body\" is found as \"Zeta Body\" already",
            ),
            (
                "[a]\nname = \"Zeta Body\"\nnot = [\"Zebra Tech\"]\n",
                ":3: warning idle-not: \"Zebra Tech\" holds no name of [a]",
            ),
            (
                "[a]\nname = \"Zeta Body\"\npattern = 'ZB-\\d+'\nnot = [\"ZX-1\", \"ZB-12\"]\n",
                ":4: warning idle-not: \"ZX-1\" holds no name of [a]",
            ),
            (
                "[a]\nname = \"Zeta Body\"\npattern = ['ZB-\\d+']\n[b]\nname = \"Yota Body\"\npattern = 'ZB-\\d+'\n",
                ":6: warning shared-name: the pattern \"ZB-\\\\d+\" is also one of [a] (organisations.toml:1)",
            ),
            (
                "[a]\nname = \"Zeta Body\"\npattern = 'Y\\w+ Body'\n[b]\nname = \"Yota Body\"\n",
                ":3: warning shared-name: the pattern \"Y\\\\w+ Body\" fits \"Yota Body\", a name of [b] (organisations.toml:4)",
            ),
            (
                "[a]\nname = \"Zeta Body\"\npattern = '[A-Z][a-z]+ion'\n",
                ":3: warning common-words: the pattern \"[A-Z][a-z]+ion\" fits common words such as ",
            ),
            (
                "[a]\nname = \"Zeta Body\"\nnames = [\"Joint Action\"]\n",
                ":3: warning common-words: \"Joint Action\" is made of common words",
            ),
        ];
        for (text, expected) in table {
            let all = found(text);
            let expected = format!("organisations.toml{expected}");
            assert!(
                all.iter().any(|f| f.starts_with(&expected)),
                "{text}\ngives {all:#?}\nnot {expected}"
            );
        }
    }

    #[test]
    fn is_quiet_where_nothing_is_wrong() {
        for text in [
            "[a]\nname = \"Zeta Body\"\npattern = 'ZB-\\d+'\nnot = [\"ZB-12\", \"ZB-1 Club\"]\n[b]\nname = \"Body ZB-5\"\n",
            "[a]\nname = \"卫生部\"\nabbr = [\"卫部\"]\n",
            "[a]\nname = \"Zeta Body\"\nabbr = [\"ZBDY\"]\nnot = [\"Zeta Body Club\"]\n",
            "[a]\nname = \"Zeta Body\"\nuntil = \"2014\"\nreplaced_by = \"b\"\n[b]\nname = \"Zeta Body\"\nsince = \"2014\"\n",
            "[a]\nname = \"Zeta Action\"\nabbr = [\"WHX\"]\n[b]\nname = \"Yota Action\"\nabbr = [\"WhX\"]\n",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn nouns_of_two_lists_are_found_where_they_stand() {
        let text = "[words]\nactivities = [\n  \"talks\", \"mission\",\n]\nbodies = [\"mission\", \"talk\"]\n\
                    efforts = [\"talks\"]\n[a]\nrelation = \"funds\"\n";
        let name = "relations-own.toml".to_owned();
        let files = [VocabFile { name, text: text.to_owned(), builtin: false }];
        let found = check(&read(&files).0, &files);
        let [only] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((only.severity, only.check), (Severity::Note, Check::TwoLists));
        assert_eq!(only.place, "relations-own.toml:3");
        assert!(
            only.message
                .starts_with("\"mission\" stands in bodies and in activities: it is a body")
        );
    }

    #[test]
    fn the_shipped_vocabulary_has_no_errors() {
        let files = builtin_files();
        let (vocabulary, _) = read(&files);
        let errors: Vec<_> = check(&vocabulary, &files)
            .into_iter()
            .filter(|f| f.severity == Severity::Error)
            .map(Warning::from)
            .map(|w| w.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}
