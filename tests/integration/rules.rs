//! Every rule that reads relations has sentences that it must read, and sentences that it must not.

use std::collections::BTreeMap;
use std::fs;

use consort::base::Status;
use consort::dictionary::{Decisions, Lexicon, builtin_files, compile, read};
use consort::documents::{Format, ReadOptions, parse};
use consort::pipeline::read_story;

use crate::support::root;

/// So many sentences of each kind a rule needs.
const ENOUGH: usize = 2;

#[test]
fn every_rule_reads_what_it_should_and_nothing_else() {
    let lexicon = compile(read(&builtin_files()).0).unwrap().0;
    let mut counts: BTreeMap<String, [usize; 2]> =
        lexicon.rules.iter().map(|rule| (rule.id.to_string(), [0, 0])).collect();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root().join("tests/cases/rules"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    for file in files {
        let mut rule = String::new();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let place = format!("{}:{}", file.display(), number + 1);
            if let Some(id) = line.strip_prefix('[') {
                rule = id.trim_end_matches(']').to_owned();
                assert!(counts.contains_key(&rule), "{place}: the rules have none named {rule:?}");
            } else if let Some((kind, sentence)) = line.split_once(": ") {
                let expected = kind != "no";
                let found = rules_that_read(kind, sentence, &lexicon);
                if found.contains(&rule) != expected {
                    wrong.push(format!("{place}: {line}\n    read by: {}", found.join(", ")));
                }
                counts.get_mut(&rule).unwrap()[usize::from(!expected)] += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{} lines do not hold:\n\n{}", wrong.len(), wrong.join("\n"));
    let few: Vec<_> =
        counts.iter().filter(|(_, n)| n.iter().any(|n| *n < ENOUGH)).map(|(id, _)| id).collect();
    assert!(few.is_empty(), "these rules need {ENOUGH} lines yes: and {ENOUGH} lines no: {few:?}");
}

/// The rules that state something in a sentence, which stands below a headline or is one.
fn rules_that_read(kind: &str, sentence: &str, lexicon: &Lexicon) -> Vec<String> {
    let text = match kind {
        "title" => format!("{sentence}\n\nThe sun shone all day."),
        "yes" | "no" => format!("News of the day\n\n{sentence}"),
        _ => panic!("{kind:?} is none of yes, no, title"),
    };
    let documents = parse("case", &text, Format::Text, &ReadOptions::default()).output;
    let none = Decisions::default();
    let stories = documents.into_iter().map(|document| read_story(document, lexicon, &none));
    stories
        .flat_map(|story| story.extraction.assertions)
        .filter(|assertion| {
            let rule = lexicon.rules.iter().find(|rule| rule.id == assertion.rule);
            let own = rule.and_then(|rule| rule.status).unwrap_or(Status::Asserted);
            assertion.status == own
        })
        .map(|assertion| assertion.rule.to_string())
        .collect()
}
