//! Every rule and frame that reads relations has sentences that it must read, and sentences that nothing must read so.

use std::collections::BTreeMap;
use std::fs;

use consort::base::{Predicate, Status};
use consort::dictionary::{Decisions, Lexicon, builtin_files, compile, read};
use consort::documents::{Format, ReadOptions, parse};
use consort::pipeline::read_story;

use crate::support::root;

/// So many sentences of each kind a rule or frame needs.
const ENOUGH: usize = 2;

/// What the sections of the files may be called: rules and frames, each with its predicate and the status it carries.
fn kinds(lexicon: &Lexicon) -> BTreeMap<String, (Predicate, Status)> {
    let rules = lexicon.rules.iter().map(|rule| (rule.id.to_string(), rule.predicate, rule.status));
    let frames = lexicon.frames.frames.iter().map(|f| (f.id.to_string(), f.predicate, f.status));
    rules.chain(frames).map(|(id, p, s)| (id, (p, s.unwrap_or(Status::Asserted)))).collect()
}

#[test]
fn every_kind_reads_what_it_should_and_nothing_else() {
    let lexicon = compile(read(&builtin_files()).0).unwrap().0;
    let kinds = kinds(&lexicon);
    let mut counts: BTreeMap<&str, [usize; 2]> =
        kinds.keys().map(|id| (id.as_str(), [0, 0])).collect();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root().join("tests/cases/rules"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    for file in files {
        let mut section = String::new();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let place = format!("{}:{}", file.display(), number + 1);
            if let Some(id) = line.strip_prefix('[') {
                section = id.trim_end_matches(']').to_owned();
                assert!(kinds.contains_key(&section), "{place}: no rule or frame is {section:?}");
            } else if let Some((kind, sentence)) = line.split_once(": ") {
                let (predicate, status) = kinds[&section];
                let read = assertions(kind, sentence, &lexicon);
                let found = read.iter().any(|(p, s, _)| (*p, *s) == (predicate, status));
                if found != (kind != "no") {
                    let by: Vec<_> = read.iter().map(|(_, _, by)| by.as_str()).collect();
                    wrong.push(format!("{place}: {line}\n    read by: {}", by.join(", ")));
                }
                counts.get_mut(section.as_str()).unwrap()[usize::from(kind == "no")] += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{} lines do not hold:\n\n{}", wrong.len(), wrong.join("\n"));
    let few: Vec<_> =
        counts.iter().filter(|(_, n)| n.iter().any(|n| *n < ENOUGH)).map(|(id, _)| id).collect();
    assert!(few.is_empty(), "these need {ENOUGH} lines yes: and {ENOUGH} lines no: {few:?}");
}

/// What is read in a sentence, which stands below a headline or is one, and by what.
fn assertions(kind: &str, sentence: &str, lexicon: &Lexicon) -> Vec<(Predicate, Status, String)> {
    let text = match kind {
        "title" => format!("{sentence}\n\nThe sun shone all day."),
        "yes" | "no" => format!("News of the day\n\n{sentence}"),
        _ => panic!("{kind:?} is none of yes, no, title"),
    };
    let documents = parse("case", &text, Format::Text, &ReadOptions::default()).output;
    let none = Decisions::default();
    let stories = documents.into_iter().map(|document| read_story(document, lexicon, &none));
    let read = stories.flat_map(|story| story.extraction.assertions);
    read.map(|a| (a.predicate, a.status, a.rule.to_string())).collect()
}
