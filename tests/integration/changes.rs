//! What a change of the vocabulary or of a decision bears on: every other story is read as before.
//!
//! A seed gives the same edits everywhere; a failure prints it. `CONSORT_ROUNDS=2000` tries more of them, from `CONSORT_SEED` on.

use consort::Story;
use consort::base::{Class, EntityId};
use consort::dictionary::{
    Changes, Decisions, Imprint, Lexicon, Listed, Matching, Vocabulary, builtin_files, compile,
    read,
};
use consort::pipeline::read_story;

use crate::dice::{Dice, rounds};
use crate::made_up::{Maker, STORIES, file};

/// So many edits are tried unless `CONSORT_ROUNDS` says more.
const ROUNDS: u64 = 12;

/// The shipped vocabulary with entries whose names are stretches of the stories.
fn vocabulary(maker: &mut Maker) -> Vocabulary {
    let own = ["organisations", "programmes", "funds"]
        .map(|stem| file(&format!("{stem}-odd.toml"), maker.entries(stem)));
    read(&[&builtin_files()[..], &own].concat()).0
}

fn stories(lexicon: &Lexicon, decisions: &Decisions) -> Vec<Story> {
    STORIES.iter().map(|document| read_story(document.clone(), lexicon, decisions)).collect()
}

/// The stories that are kept, each found to be what reading it gives; `None` where all are read again.
fn kept(before: (&Lexicon, &Decisions), now: (&Lexicon, &Decisions), what: &str) -> Option<usize> {
    let changes = Changes::between(&Imprint::of(before.0, before.1), now.0, now.1)?;
    let mut n_kept = 0;
    for story in stories(before.0, before.1) {
        if !changes.bear_on(&story, now.0) {
            n_kept += 1;
            let again = read_story(story.document.clone(), now.0, now.1);
            assert!(again == story, "{what}: {:?} is read otherwise", story.document.title);
        }
    }
    Some(n_kept)
}

/// An entry of which to change something: mostly one that the stories name.
fn some_entry<'v>(
    vocabulary: &'v mut Vocabulary,
    named: &[EntityId],
    dice: &mut Dice,
) -> (EntityId, &'v mut Listed) {
    let any = vocabulary.entries.keys().nth(dice.below(vocabulary.entries.len())).unwrap();
    let id = &named[dice.below(named.len())];
    let is_listed = vocabulary.entries.contains_key(id);
    let id = if dice.one_in(4) || !is_listed { any } else { id }.clone();
    let listed = vocabulary.entries.get_mut(&id).unwrap();
    (id, listed)
}

/// Changes something, and says what.
fn edit(vocabulary: &mut Vocabulary, named: &[EntityId], maker: &mut Maker) -> String {
    let (phrase, kind) = (maker.phrase(), maker.dice.below(12));
    let dice = &mut maker.dice;
    let other = named[dice.below(named.len())].to_string();
    let (id, listed) = some_entry(vocabulary, named, dice);
    let (entry, n) = (&mut listed.entry, dice.below(3));
    match kind {
        0 => drop(vocabulary.entries.remove(&id)),
        1 => drop(entry.names.pop()),
        2 => drop(entry.abbr.pop()),
        3 | 4 => entry.names.push(phrase.clone()),
        5 => entry.abbr.push(phrase.clone()),
        6 => listed.class = [Class::Organisation, Class::Programme, Class::Donor][n],
        7 => entry.parent = Some(other.clone()),
        8 => entry.implementers.push(other.clone()),
        9 => entry.not.push(phrase.clone()),
        10 => entry.matching = Matching::Exact,
        _ => {
            let mut new = listed.clone();
            (new.entry.name, new.entry.names, new.entry.abbr) = (phrase.clone(), vec![], vec![]);
            vocabulary.entries.insert(format!("new-{n}").parse().unwrap(), new);
        }
    }
    format!("edit {kind} of {id} with {phrase:?} and {other}")
}

#[test]
fn a_story_on_which_no_edit_bears_is_read_as_before() {
    let (first, rounds) = rounds(ROUNDS);
    let none = Decisions::default();
    let shipped = read(&builtin_files()).0;
    let (mut n_kept, mut n_told) = (0, 0);
    for seed in first..first + rounds {
        let mut maker = Maker::new(seed, &shipped);
        let mut vocabulary = vocabulary(&mut maker);
        let before = compile(&vocabulary).unwrap().0;
        let found = stories(&before, &none);
        let mentions = found.iter().flat_map(|story| &story.extraction.mentions);
        let named: Vec<EntityId> = mentions.map(|m| m.entity.id.clone()).collect();
        let n_edits = 1 + maker.dice.below(3);
        let edits: Vec<String> =
            (0..n_edits).map(|_| edit(&mut vocabulary, &named, &mut maker)).collect();
        let now = compile(&vocabulary).unwrap().0;
        let what = format!("CONSORT_SEED={seed} ({})", edits.join("; "));
        if let Some(n) = kept((&before, &none), (&now, &none), &what) {
            (n_kept, n_told) = (n_kept + n, n_told + 1);
        }
    }
    assert!(n_told > rounds / 3, "most edits can be told from their names: {n_told}");
    // The edits are of what these few stories name most.
    assert!(n_kept as u64 > 2 * n_told, "some stories are kept: {n_kept} of {n_told} times 12");
}

#[test]
fn a_story_on_which_no_decision_bears_is_read_as_before() {
    let lexicon = compile(read(&builtin_files()).0).unwrap().0;
    let found = stories(&lexicon, &Decisions::default());
    let claims: Vec<String> = found
        .iter()
        .flat_map(|story| &story.extraction.assertions)
        .map(|assertion| assertion.claim().to_string())
        .collect();
    let decided = |verdicts: &[(&str, &str)]| {
        let by = "who = \"A\"\nwhy = \"B\"\ndate = 2024-05-02\n";
        let table = |(verdict, says): &(&str, &str)| format!("[[{verdict}]]\n{says}\n{by}");
        let text: String = verdicts.iter().map(table).collect();
        let (decisions, warnings) =
            Decisions::read(&[("decisions.toml".to_owned(), text)], &lexicon);
        assert_eq!(warnings, []);
        decisions
    };
    let claim = |i: usize| format!("claim = \"{}\"", claims[i]);
    let [a, b] = [claim(0), claim(claims.len() - 1)];
    let (none, one) = (decided(&[]), decided(&[("wrong", &a)]));
    let two = decided(&[("wrong", &a), ("right", &b)]);
    let turned = decided(&[("right", &a)]);
    for (before, now) in [(&none, &one), (&one, &none), (&one, &two), (&two, &one), (&one, &turned)]
    {
        let n_kept = kept((&lexicon, before), (&lexicon, now), &format!("{before:?} {now:?}"));
        assert!(n_kept.is_some_and(|n| (4..12).contains(&n)), "{n_kept:?}");
    }
    let swapped = decided(&[("right", &b), ("wrong", &a)]);
    assert_eq!(kept((&lexicon, &two), (&lexicon, &swapped), "order"), None);
    let never = decided(&[("never", "text = \"UNODC\"")]);
    assert_eq!(kept((&lexicon, &none), (&lexicon, &never), "a name"), None);
}
