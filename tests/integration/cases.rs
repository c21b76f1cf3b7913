//! Runs the case files in `tests/cases/`: a text, and what a careful reader finds in it.
//!
//! `tests/cases/README.md` says how to write one; no Rust is needed. `CONSORT_CASE=word cargo test cases` runs only the
//! cases whose file or comment holds the word.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use consort::base::{Entity, Predicate, Status, Story};
use consort::dictionary::{Decisions, Lexicon, builtin_files, compile, read, read_folder};
use consort::documents::{Format, IdAssigner, ReadOptions, parse};
use consort::pipeline::read_story;
use unicode_normalization::UnicodeNormalization;

use crate::support::root;

#[test]
fn extract_cases() {
    run_folder("extract");
}

#[test]
fn link_cases() {
    run_folder("link");
}

/// One text with what is expected of it.
#[derive(Debug)]
struct Case {
    /// File and line of its first line.
    place: String,
    /// Its `#` lines.
    comment: String,
    text: String,
    expectations: Vec<Expected>,
}

/// A line after `---`.
#[derive(Debug)]
struct Expected {
    line: usize,
    expectation: Expectation,
    /// Marked `not yet`: a known gap, which must be unmarked once it is closed.
    not_yet: bool,
}

/// What a line after `---` says.
#[derive(Debug, PartialEq)]
enum Expectation {
    Mention {
        surface: String,
        id: String,
    },
    Nested {
        surface: String,
        id: String,
    },
    NoMention {
        surface: String,
    },
    Unlinked {
        surface: String,
    },
    Relation {
        parts: [String; 3],
        status: Status,
    },
    /// No relation of this status, or of any.
    NoRelation {
        parts: [String; 3],
        status: Option<Status>,
    },
    Places(Vec<String>),
    Countries(Vec<String>),
    Inferred(Vec<String>),
    Dates(Option<(String, String)>),
}

fn run_folder(stage: &str) {
    let folder = root().join("tests/cases").join(stage);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let filter = std::env::var("CONSORT_CASE").unwrap_or_default();
    let shipped = lexicon(None);
    let (mut n_cases, mut n_lines, mut failures) = (0, 0, Vec::new());
    for file in files {
        let name = format!("tests/cases/{stage}/{}", file.file_name().unwrap().to_str().unwrap());
        let cases =
            cases(&name, &fs::read_to_string(&file).unwrap()).unwrap_or_else(|e| panic!("{e}"));
        // What a file's cases name beside the shipped entries stands in a folder of the file's name.
        let folder = file.with_extension("");
        let own = folder.is_dir().then(|| lexicon(Some(&folder)));
        for case in cases {
            if !filter.is_empty()
                && !case.place.contains(&filter)
                && !case.comment.contains(&filter)
            {
                continue;
            }
            n_cases += 1;
            n_lines += case.expectations.len();
            failures.extend(failed(&case, own.as_ref().unwrap_or(&shipped)));
        }
    }
    assert!(n_cases > 0, "no case in {} holds {filter:?}", folder.display());
    assert!(
        failures.is_empty(),
        "{} of {n_lines} lines in {n_cases} cases of {stage} do not hold:\n\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The shipped vocabulary, with the files of a folder beside it.
fn lexicon(folder: Option<&Path>) -> Lexicon {
    let mut files = builtin_files();
    files.extend(folder.into_iter().flat_map(|folder| read_folder(folder).unwrap()));
    let (vocabulary, warnings) = read(&files);
    assert!(warnings.is_empty(), "{warnings:?}");
    let (lexicon, warnings) = compile(vocabulary).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    lexicon
}

/// The cases of a file.
fn cases(name: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut all = Vec::new();
    let mut lines = Vec::new();
    let end = [(0, "=====")];
    let numbered = text.lines().enumerate().map(|(i, line)| (i + 1, line));
    for (number, line) in numbered.chain(end) {
        if line.trim_end() != "=====" {
            lines.push((number, line));
        } else if lines.iter().any(|(_, line): &(usize, &str)| !line.trim().is_empty()) {
            all.push(case(name, &lines)?);
            lines.clear();
        } else {
            lines.clear();
        }
    }
    Ok(all)
}

fn case(name: &str, lines: &[(usize, &str)]) -> Result<Case, String> {
    let wrong = |number: usize, message: &str| format!("{name}:{number}: {message}");
    let start = lines.iter().position(|(_, line)| !line.trim().is_empty()).unwrap_or(0);
    let lines = &lines[start..];
    let number = lines.first().map_or(0, |(number, _)| *number);
    let n_comments = lines.iter().take_while(|(_, line)| line.starts_with('#')).count();
    let (comments, rest) = lines.split_at(n_comments);
    let middle = rest.iter().position(|(_, line)| line.trim_end() == "---").ok_or_else(|| {
        wrong(number, "this case has no line --- between its text and what is expected")
    })?;
    let text = rest[..middle].iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let mut expectations = Vec::new();
    for (number, line) in &rest[middle + 1..] {
        if !line.trim().is_empty() && !line.starts_with('#') {
            let wanted = line.strip_prefix("not yet:");
            let expectation = wanted.unwrap_or(line).parse();
            expectations.push(Expected {
                line: *number,
                expectation: expectation.map_err(|message: String| wrong(*number, &message))?,
                not_yet: wanted.is_some(),
            });
        }
    }
    if expectations.is_empty() {
        return Err(wrong(
            number,
            "this case expects nothing; write a line such as  mention: UNODC = unodc",
        ));
    }
    let comment = comments
        .iter()
        .map(|(_, line)| line.trim_start_matches('#').trim())
        .collect::<Vec<_>>()
        .join(" ");
    Ok(Case { place: format!("{name}:{number}"), comment, text, expectations })
}

impl FromStr for Expectation {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let (kind, rest) = line.split_once(':').ok_or("no colon; write  mention: UNODC = unodc")?;
        let rest = rest.trim().to_owned();
        let linked = || {
            let (surface, id) = rest.rsplit_once(" = ").ok_or("write SURFACE = entity-id")?;
            Ok::<_, String>((folded(surface), id.trim().to_owned()))
        };
        let parts = || {
            let words: Vec<_> = rest.split_whitespace().map(str::to_owned).collect();
            let words: [String; 3] =
                words.try_into().map_err(|_| "write subject, predicate, object")?;
            if words[1] != "*" {
                words[1].parse::<Predicate>()?;
            }
            Ok::<_, String>(words)
        };
        let list = || {
            let items = rest.split([',', ';']).map(folded).filter(|item| !item.is_empty());
            items.filter(|item| item != "none").collect()
        };
        let (kind, status) = match kind.trim().split_once('(') {
            Some((kind, status)) => (kind.trim(), Some(status.trim_end_matches(')').trim())),
            None => (kind.trim(), None),
        };
        Ok(match (kind, status) {
            ("mention", None) => {
                let (surface, id) = linked()?;
                Expectation::Mention { surface, id }
            }
            ("nested", None) => {
                let (surface, id) = linked()?;
                Expectation::Nested { surface, id }
            }
            ("no mention", None) => Expectation::NoMention { surface: folded(&rest) },
            ("unlinked", None) => Expectation::Unlinked { surface: folded(&rest) },
            ("relation", status) => {
                let status = status.map_or(Ok(Status::Asserted), str::parse)?;
                Expectation::Relation { parts: parts()?, status }
            }
            ("no relation", Some("any")) => {
                Expectation::NoRelation { parts: parts()?, status: None }
            }
            ("no relation", status) => {
                let status = status.map_or(Ok(Status::Asserted), str::parse)?;
                Expectation::NoRelation { parts: parts()?, status: Some(status) }
            }
            ("places", None) => Expectation::Places(list()),
            ("countries", None) => Expectation::Countries(list()),
            ("inferred", None) => Expectation::Inferred(list()),
            ("dates", None) if rest == "none" => Expectation::Dates(None),
            ("dates", None) => {
                let (start, end) = rest.split_once(" to ").unwrap_or((&rest, &rest));
                Expectation::Dates(Some((start.trim().to_owned(), end.trim().to_owned())))
            }
            _ => {
                return Err(format!(
                    "{kind:?} is no expectation; there are: mention, nested, no mention, unlinked, relation, \
                     no relation, places, countries, inferred, dates"
                ));
            }
        })
    }
}

/// The lines of a case that do not hold, each with what was found instead.
fn failed(case: &Case, lexicon: &Lexicon) -> Vec<String> {
    let file = case.place.split(':').next().unwrap_or_default();
    let mut ids = IdAssigner::default();
    let stories: Vec<Story> = parse(&case.place, &case.text, Format::Text, &ReadOptions::default())
        .output
        .into_iter()
        .map(|mut document| {
            ids.assign(&mut document);
            read_story(document, lexicon, &Decisions::default())
        })
        .collect();
    let found = Found::of(&stories);
    case.expectations
        .iter()
        .filter(|expected| found.holds(&expected.expectation) == expected.not_yet)
        .map(|Expected { line, expectation, not_yet }| {
            let mut message = format!("{file}:{line}: {}\n", said(expectation));
            if *not_yet {
                message.push_str("    holds now: take \"not yet:\" off the line\n");
            }
            if !case.comment.is_empty() {
                let _ = writeln!(message, "    case:  {}", case.comment);
            }
            for line in found.instead(expectation) {
                let _ = writeln!(message, "    found: {line}");
            }
            message
        })
        .collect()
}

/// What the program found in the stories of a case, in the words of case files.
#[derive(Debug, Default)]
struct Found {
    /// Surface, id, whether nested.
    mentions: Vec<(String, String, bool)>,
    unlinked: Vec<(String, String)>,
    relations: Vec<([String; 3], Status, String)>,
    places: Vec<String>,
    /// Id and label.
    countries: Vec<(String, String)>,
    /// Likewise.
    inferred: Vec<(String, String)>,
    dates: Vec<Option<(String, String)>>,
}

impl Found {
    fn of(stories: &[Story]) -> Self {
        let mut found = Found::default();
        for Story { document, extraction } in stories {
            let surface = |span: consort::base::Span| folded(&document.text[span.range()]);
            for mention in &extraction.mentions {
                let id = mention.entity.id.to_string();
                found.mentions.push((surface(mention.span), id, mention.nested));
            }
            for unlinked in &extraction.unlinked {
                let candidates: Vec<&str> = unlinked.candidates.iter().map(AsRef::as_ref).collect();
                found.unlinked.push((surface(unlinked.span), candidates.join(" or ")));
            }
            for assertion in &extraction.assertions {
                let object = assertion.object.name().to_string();
                let predicate = assertion.predicate.name().to_owned();
                let parts = [assertion.subject.id.to_string(), predicate, object];
                found.relations.push((parts, assertion.status, assertion.rule.to_string()));
            }
            found.places.extend(extraction.places.iter().map(|place| folded(place)));
            let named =
                |country: &std::sync::Arc<Entity>| (country.id.to_string(), folded(&country.label));
            found.countries.extend(extraction.countries.iter().map(named));
            found.inferred.extend(extraction.country_inferred.iter().map(named));
            let date = |date: Option<consort::base::PartialDate>| date.map(|d| d.to_string());
            found.dates.push(date(document.date_start).zip(date(document.date_end)));
        }
        found
    }

    fn holds(&self, expectation: &Expectation) -> bool {
        let mention = |surface: &String, id: &String, nested: bool| {
            self.mentions.iter().any(|(s, i, n)| s == surface && i == id && *n == nested)
        };
        match expectation {
            Expectation::Mention { surface, id } => mention(surface, id, false),
            Expectation::Nested { surface, id } => mention(surface, id, true),
            Expectation::NoMention { surface } => {
                !self.mentions.iter().any(|(s, _, nested)| s == surface && !nested)
            }
            Expectation::Unlinked { surface } => self.unlinked.iter().any(|(s, _)| s == surface),
            Expectation::Relation { parts, status } => self.related(parts, Some(*status)),
            Expectation::NoRelation { parts, status } => !self.related(parts, *status),
            Expectation::Places(places) => *places == self.places,
            Expectation::Countries(countries) => are(countries, &self.countries),
            Expectation::Inferred(countries) => are(countries, &self.inferred),
            Expectation::Dates(dates) => self.dates.first().is_some_and(|found| found == dates),
        }
    }

    /// Whether there is such a relation; `*` stands for anything.
    fn related(&self, wanted: &[String; 3], wanted_status: Option<Status>) -> bool {
        let fits = |wanted: &str, found: &str| wanted == "*" || wanted == found;
        self.relations.iter().any(|([subject, predicate, object], status, _)| {
            let [s, p, o] = wanted.each_ref().map(String::as_str);
            let symmetric = predicate.parse().is_ok_and(Predicate::is_symmetric);
            fits(p, predicate)
                && wanted_status.is_none_or(|wanted| wanted == *status)
                && (fits(s, subject) && fits(o, object)
                    || symmetric && fits(s, object) && fits(o, subject))
        })
    }

    /// What to show a reader beside an expectation that does not hold.
    fn instead(&self, expectation: &Expectation) -> Vec<String> {
        let names = |wanted: &str| {
            let near = |surface: &str| {
                surface.split_whitespace().any(|word| {
                    wanted.split_whitespace().any(|other| word.eq_ignore_ascii_case(other))
                })
            };
            let mentions = self.mentions.iter().map(|(surface, id, nested)| {
                let kind = if *nested { "nested" } else { "mention" };
                (near(surface), format!("{kind}: {surface} = {id}"))
            });
            let unlinked = self.unlinked.iter().map(|(surface, candidates)| {
                let candidates = if candidates.is_empty() { "no candidate" } else { candidates };
                (near(surface), format!("unlinked: {surface} ({candidates})"))
            });
            let all: Vec<_> = mentions.chain(unlinked).collect();
            let any_near = all.iter().any(|(near, _)| *near);
            all.into_iter().filter(|(near, _)| *near || !any_near).map(|(_, line)| line).collect()
        };
        let mut lines: Vec<String> = match expectation {
            Expectation::Mention { surface, .. }
            | Expectation::Nested { surface, .. }
            | Expectation::NoMention { surface }
            | Expectation::Unlinked { surface } => names(surface),
            Expectation::Relation { .. } | Expectation::NoRelation { .. } => {
                let shown = |([s, p, o], status, rule): &([String; 3], Status, String)| {
                    format!("relation ({}): {s} {p} {o}   by rule {rule}", status.name())
                };
                let relations: Vec<_> = self.relations.iter().map(shown).collect();
                if relations.is_empty() { names("") } else { relations }
            }
            Expectation::Places(_) => vec![format!("places: {}", self.places.join(", "))],
            Expectation::Countries(_) => {
                let ids: Vec<_> = self.countries.iter().map(|(id, _)| id.as_str()).collect();
                vec![format!("countries: {}", ids.join(", "))]
            }
            Expectation::Inferred(_) => vec![format!("inferred: {:?}", self.inferred)],
            Expectation::Dates(_) => vec![format!("dates: {:?}", self.dates)],
        };
        if lines.is_empty() {
            lines.push("nothing".to_owned());
        }
        lines.dedup();
        lines
    }
}

/// Whether these countries, by id or label, are the ones found.
fn are(countries: &[String], found: &[(String, String)]) -> bool {
    countries.len() == found.len()
        && countries.iter().zip(found).all(|(e, (id, label))| e == id || e == label)
}

/// An expectation as a line of a case file.
fn said(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Mention { surface, id } => format!("mention: {surface} = {id}"),
        Expectation::Nested { surface, id } => format!("nested: {surface} = {id}"),
        Expectation::NoMention { surface } => format!("no mention: {surface}"),
        Expectation::Unlinked { surface } => format!("unlinked: {surface}"),
        Expectation::Relation { parts, status: Status::Asserted } => {
            format!("relation: {}", parts.join(" "))
        }
        Expectation::Relation { parts, status } => {
            format!("relation ({}): {}", status.name(), parts.join(" "))
        }
        Expectation::NoRelation { parts, status: Some(Status::Asserted) } => {
            format!("no relation: {}", parts.join(" "))
        }
        Expectation::NoRelation { parts, status } => {
            format!("no relation ({}): {}", status.map_or("any", Status::name), parts.join(" "))
        }
        Expectation::Places(places) => format!("places: {}", places.join(", ")),
        Expectation::Countries(countries) => format!("countries: {}", countries.join(", ")),
        Expectation::Inferred(countries) => format!("inferred: {}", countries.join(", ")),
        Expectation::Dates(None) => "dates: none".to_owned(),
        Expectation::Dates(Some((start, end))) => format!("dates: {start} to {end}"),
    }
}

/// The text as case files write it: single spaces, composed letters, no invisible characters.
fn folded(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
        .nfc()
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

mod the_runner_itself {
    use super::{cases, failed, lexicon};

    const FILE: &str = "# Two names\n# on two lines\nUNODC met in\nVienna.\n---\nmention: UNODC = unodc\n\
                        # a word between\nno mention: Vienna\n=====\n\n=====\nThe AIRCOP met.\n---\nmention: AIRCOP = aircop\n";

    #[test]
    fn reads_case_files() {
        let cases = cases("f.txt", FILE).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].place, "f.txt:1");
        assert_eq!(cases[0].comment, "Two names on two lines");
        assert_eq!(cases[0].text, "UNODC met in\nVienna.");
        assert_eq!(cases[0].expectations.len(), 2);
        assert_eq!(cases[1].place, "f.txt:12");
    }

    #[test]
    fn says_what_is_wrong_with_a_case_file() {
        for (file, expected) in [
            ("Text.\n", "f.txt:1: this case has no line ---"),
            ("Text.\n---\n", "f.txt:1: this case expects nothing"),
            ("Text.\n---\nmention: UNODC\n", "f.txt:3: write SURFACE = entity-id"),
            ("Text.\n---\nnames: UNODC\n", "f.txt:3: \"names\" is no expectation"),
            ("Text.\n---\nrelation: a funds\n", "f.txt:3: write subject, predicate, object"),
            ("Text.\n---\nrelation: a finds b\n", "f.txt:3: \"finds\" is not a predicate"),
            ("Text.\n---\nrelation (denied): a funds b\n", "f.txt:3: \"denied\" is not a status"),
        ] {
            let error = cases("f.txt", file).unwrap_err();
            assert!(error.starts_with(expected), "{file:?} gives {error}");
        }
    }

    #[test]
    fn fails_where_an_expectation_does_not_hold() {
        let text = "About AIRCOP.\n---\nmention: AIRCOP = aircop\nno mention: AIRCOP\nmention: AIRCOP = ccp\n\
                    mention: Interpol Forum = x\nunlinked: AIRCOP\nrelation: a funds b\nno relation (any): * * *\n\
                    places: Rome\ncountries: ita\ndates: 2020\nplaces: none\ncountries: none\ndates: none\n";
        let case = cases("f.txt", text).unwrap().remove(0);
        let failures = failed(&case, &lexicon(None));
        let lines: Vec<_> = failures.iter().map(|f| f.split(": ").next().unwrap()).collect();
        let expected = [4, 5, 6, 7, 8, 10, 11, 12].map(|line| format!("f.txt:{line}"));
        assert_eq!(lines, expected, "{failures:#?}");
        assert!(failures[0].contains("found: mention: AIRCOP = aircop"), "{failures:#?}");
    }
}
