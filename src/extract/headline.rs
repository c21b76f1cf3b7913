//! Names in headlines, whose capitals say little.
//!
//! In: sentences and the names that stand. Out: the names without those that a line in capitals cannot tell from words:
//! `UNICEF TELLS US WHO CAN USE IT`. Never: a change to a line in sentence case.

use std::collections::BTreeSet;

use crate::cut::Stretch;
use crate::extract::names::{Link, Name, Reading};

/// Takes out the names in lines of capitals that are words there as well, unless the text names the same elsewhere.
pub(super) fn doubtful(reading: Reading<'_>, names: &mut [Name]) {
    let words = &reading.lexicon.heads.capital_words;
    let is_word = |name: &Name| {
        name.end - name.first == 1
            && words.contains(reading.word(name.first))
            && !reading.written(name.first).contains(char::is_lowercase)
    };
    if !names.iter().any(is_word) {
        return;
    }
    let lines: BTreeSet<usize> =
        names.iter().filter(|n| is_word(n)).map(|n| reading.sentence(n.first)).collect();
    let shouted: BTreeSet<usize> = lines
        .into_iter()
        .filter(|&i| is_in_capitals(reading, &reading.stretches[i], names))
        .collect();
    if shouted.is_empty() {
        return;
    }
    let in_capitals = |name: &Name| shouted.contains(&reading.sentence(name.first));
    let named: BTreeSet<String> =
        names.iter().filter(|name| !in_capitals(name)).filter_map(id).collect();
    for name in names.iter_mut() {
        if is_word(name) && in_capitals(name) && id(name).is_none_or(|id| !named.contains(&id)) {
            name.link = Link::Nothing;
        }
    }
}

/// Whether the words of a line that are no names stand in capitals throughout. A line of abbreviations has no such words.
fn is_in_capitals(reading: Reading<'_>, stretch: &Stretch, names: &[Name]) -> bool {
    let from = names.partition_point(|name| name.end <= stretch.tokens.start);
    let mut names = names[from..].iter().peekable();
    let (mut n_words, mut n_shouted) = (0, 0);
    for i in stretch.tokens.clone() {
        while names.next_if(|name| name.end <= i).is_some() {}
        let written = reading.written(i);
        // Letters of scripts without capitals say nothing either way.
        let is_word = written.chars().filter(|c| c.is_uppercase() || c.is_lowercase()).count() >= 2;
        if is_word && names.peek().is_none_or(|name| i < name.first) {
            n_words += 1;
            n_shouted += usize::from(!written.contains(char::is_lowercase));
        }
    }
    n_shouted >= 3 && n_shouted * 10 >= n_words * 8
}

fn id(name: &Name) -> Option<String> {
    match &name.link {
        Link::Entity(entity) => Some(entity.id.to_string()),
        _ => None,
    }
}
