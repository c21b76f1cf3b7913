//! What another vocabulary reads otherwise, told from a text without reading it.
//!
//! In: the [`Imprint`] of the vocabulary and decisions of a former build, and those of today. Out: whether they bear on a story. Never: a
//! story passed over that would be read otherwise; one too many costs its reading, and nothing else.
//!
//! What is found in a text hangs on the words of a language, on the phrases in it that name entries, and on what these entries say and
//! those that they refer to. So a story is as it was if no phrase of a changed entry stands in it, old or new, and it holds none
//! of their ids.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Assertion, ClaimName, Decision, Entity, Extraction, Story};
use crate::cut::fold;
use crate::dictionary::decisions::Decisions;
use crate::dictionary::entries::Known;
use crate::dictionary::imprint::{Imprint, id_hash};
use crate::dictionary::lexicon::Lexicon;
use crate::dictionary::mend::hangs_on;
use crate::dictionary::phrase_hashes::{MORE, PhraseHash, phrase_hash};
use crate::dictionary::text_map::text_hash;

/// What has changed in a vocabulary and in decisions, as far as it can be told from a story whether that is read otherwise.
#[derive(Debug, Default)]
pub struct Changes {
    /// The entries that changed or refer to such, by the hashes of their ids.
    ids: FxHashSet<u64>,
    /// Their phrases, old and new.
    phrases: FxHashSet<PhraseHash>,
    /// How many words these have, each number once.
    lengths: Vec<usize>,
    /// The words that stand in names now and did not, or the other way round.
    words: FxHashSet<u64>,
    /// The claims on which another decision was taken.
    claims: FxHashSet<ClaimName>,
}

impl Changes {
    /// What has changed since a former build; `None` where everything must be read again: another word of a language, a country, a
    /// pattern, a decision on names.
    ///
    /// ```
    /// use consort::dictionary::{Changes, Decisions, Imprint, VocabFile, builtin_files, compile, read};
    /// let with = |text: &str| {
    ///     let mut files = builtin_files();
    ///     files.push(VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false });
    ///     compile(read(&files).0).expect("there are entries").0
    /// };
    /// let none = Decisions::default();
    /// let before = Imprint::of(&with("[zeta]\nname = \"Zeta Body\"\n"), &none);
    /// let now = with("[zeta]\nname = \"Zeta Body\"\nnames = [\"Zetabody\"]\n");
    /// let changes = Changes::between(&before, &now, &none).expect("one entry changed");
    /// # use consort::documents::{Format, ReadOptions, parse};
    /// let story = |text: &str| {
    ///     let document = parse("a.txt", text, Format::Text, &ReadOptions::default()).output.remove(0);
    ///     consort::pipeline::read_story(document, &now, &none)
    /// };
    /// assert!(changes.bear_on(&story("Zetabody met in Rome."), &now));
    /// assert!(!changes.bear_on(&story("UNICEF met in Rome."), &now));
    /// # Ok::<(), consort::dictionary::VocabError>(())
    /// ```
    #[must_use]
    pub fn between(before: &Imprint, lexicon: &Lexicon, decisions: &Decisions) -> Option<Self> {
        let now = Imprint::of(lexicon, decisions);
        if before.language != now.language {
            return None;
        }
        let mut changes = Self::default();
        changes.decided(before, &now, decisions)?;
        changes.entries(before, &now);
        changes.referring(&now, lexicon);
        changes.values(lexicon);
        let is_told = changes.phrases.iter().all(|phrase| *phrase != MORE);
        let lengths: FxHashSet<_> =
            changes.phrases.iter().map(|hash| (hash & 0xff) as usize).collect();
        changes.lengths = lengths.into_iter().collect();
        is_told.then_some(changes)
    }

    /// Notes the entries that are new, gone or other, and the words that are in names or are no more.
    fn entries(&mut self, before: &Imprint, now: &Imprint) {
        let mut former: FxHashMap<u64, (u64, &[PhraseHash])> =
            entries(before).map(|(id, said, phrases)| (id, (said, phrases))).collect();
        for (id, said, phrases) in entries(now) {
            match former.remove(&id) {
                Some((same, _)) if same == said => {}
                other => {
                    self.changed(id, phrases);
                    self.changed(id, other.map_or(&[], |(_, phrases)| phrases));
                }
            }
        }
        former.into_iter().for_each(|(id, (_, phrases))| self.changed(id, phrases));
        let is_in = |words: &[u64], word: &u64| words.binary_search(word).is_ok();
        let new = now.words.iter().filter(|word| !is_in(&before.words, word));
        let gone = before.words.iter().filter(|word| !is_in(&now.words, word));
        self.words.extend(new.chain(gone));
    }

    fn changed(&mut self, id: u64, phrases: &[PhraseHash]) {
        self.ids.insert(id);
        self.phrases.extend(phrases);
    }

    /// Notes the entries that refer to changed ones: what is read of a programme hangs on what its bodies are.
    fn referring(&mut self, now: &Imprint, lexicon: &Lexicon) {
        if self.ids.is_empty() {
            return;
        }
        let referred = |known: Known| -> Vec<u64> {
            known.entry.references().map(|(_, id)| id_hash(id)).collect()
        };
        let referring: Vec<(u64, &[PhraseHash], Vec<u64>)> = entries(now)
            .zip(lexicon.entries.each().map(referred))
            .filter(|(_, referred)| !referred.is_empty())
            .map(|((id, _, phrases), referred)| (id, phrases, referred))
            .collect();
        loop {
            let n_before = self.ids.len();
            for (id, phrases, referred) in &referring {
                if !self.ids.contains(id) && referred.iter().any(|id| self.ids.contains(id)) {
                    self.changed(*id, phrases);
                }
            }
            if self.ids.len() == n_before {
                return;
            }
        }
    }

    /// Notes the spellings of changed entries that stand for a slot of a template: `WHO` of the `WHO Office`.
    fn values(&mut self, lexicon: &Lexicon) {
        for (place, value) in lexicon.values.iter().enumerate() {
            if self.ids.contains(&id_hash(&value.id)) {
                self.phrases.extend(lexicon.phrases.of_value(lexicon.entries.len(), place));
            }
        }
    }

    /// Notes the claims on which another decision was taken; `None` where one on names was, or their order is another.
    fn decided(&mut self, before: &Imprint, now: &Imprint, decisions: &Decisions) -> Option<()> {
        let of = |imprint: &Imprint| -> FxHashSet<String> {
            imprint.decisions.iter().cloned().collect()
        };
        let (former, new) = (of(before), of(now));
        let common = |decision: &&String| former.contains(*decision) && new.contains(*decision);
        if !before.decisions.iter().filter(common).eq(now.decisions.iter().filter(common)) {
            return None;
        }
        let others = former.symmetric_difference(&new);
        let others = others.map(|decision| serde_json::from_str(decision).ok());
        let others: Vec<Decision> = others.collect::<Option<_>>()?;
        let claims = others.iter().map(|decision| decision.verdict.claim());
        let claims: Vec<&ClaimName> = claims.collect::<Option<_>>()?;
        self.claims.extend(claims.into_iter().map(|claim| decisions.under_ids_that_stay(claim)));
        Some(())
    }

    /// Whether a story may be read otherwise now. `lexicon` is that of today.
    #[must_use]
    pub fn bear_on(&self, story: &Story, lexicon: &Lexicon) -> bool {
        let decided = || {
            let mut claims = story.extraction.assertions.iter().map(Assertion::claim);
            claims.any(|claim| self.claims.contains(&claim))
        };
        (!self.claims.is_empty() && decided())
            || (!self.ids.is_empty()
                && (self.is_named_in(&story.extraction)
                    || self.stand_in(&story.document.text, lexicon)))
    }

    /// Whether one of the entries is among what was found.
    fn is_named_in(&self, found: &Extraction) -> bool {
        let mentions = found.mentions.iter().map(|mention| &mention.entity);
        let countries = found.countries.iter().chain(&found.country_inferred);
        let is_one = |id: &str| self.ids.contains(&id_hash(id));
        let is_of = |entity: &Entity| {
            let Entity { id, country, parent, .. } = entity;
            [Some(id), country.as_ref(), parent.as_ref()].into_iter().flatten().any(|id| is_one(id))
        };
        // One entity is named many times.
        let mut seen = FxHashSet::default();
        mentions
            .chain(countries)
            .filter(|entity| seen.insert(Arc::as_ptr(entity)))
            .any(|entity| is_of(entity))
            || found.unlinked.iter().flat_map(|name| &name.candidates).any(|id| is_one(id))
    }

    /// Whether one of the phrases stands in a text.
    fn stand_in(&self, text: &str, lexicon: &Lexicon) -> bool {
        let tokens = fold(text);
        let is_other = |word: &str| {
            self.words.contains(&text_hash(word)) || self.phrases.contains(&phrase_hash(word))
        };
        if hangs_on(text, &tokens, is_other) {
            return true;
        }
        let tokens = lexicon.mended(text, tokens);
        let phrase = |first: usize, n: usize| {
            let words = tokens.words(first, first + n);
            !words.is_empty() && self.phrases.contains(&phrase_hash(words))
        };
        (0..tokens.len()).any(|first| self.lengths.iter().any(|&n| phrase(first, n)))
    }
}

/// The entries of an imprint, each with its phrases.
fn entries(imprint: &Imprint) -> impl Iterator<Item = (u64, u64, &[PhraseHash])> {
    let mut rest = imprint.phrases.as_slice();
    imprint.entries.iter().map(move |(id, said, n)| {
        let phrases = rest.split_off(..(*n as usize).min(rest.len())).unwrap_or_default();
        (*id, *said, phrases)
    })
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::base::sample::{Sample, story};
    use crate::dictionary::{Decisions, Imprint, Lexicon, VocabFile, builtin_files, compile, read};

    /// The shipped vocabulary with a programme that refers to a body, and these bodies.
    fn with(bodies: &str) -> Lexicon {
        let programmes = "[harbour]\nname = \"Harbour Works\"\nimplementers = [\"zeta\"]\n\
                          [quay]\nname = \"Quay Works\"\npart_of = [\"harbour\"]\n";
        let file = |name: &str, text: &str| VocabFile {
            name: name.to_owned(),
            text: text.to_owned(),
            builtin: false,
        };
        let own = [file("organisations-x.toml", bodies), file("programmes-x.toml", programmes)];
        compile(read(&[&builtin_files()[..], &own].concat()).0).unwrap().0
    }

    #[test]
    fn a_change_bears_on_what_holds_a_name_of_it_or_of_what_refers_to_it() {
        let zeta = "[zeta]\nname = \"Zeta Body\"\n";
        let other = |more: &str| format!("{zeta}{more}\n");
        let table = [
            (zeta, &*other("names = [\"Zetabody\"]"), "The Zetabody met.", true),
            (&other("names = [\"Zetabody\"]"), zeta, "The Zetabody met.", true),
            ("", zeta, "The zeta body met.", true),
            (zeta, "", "The Zeta-Body met.", true),
            (zeta, &other("type = \"bank\""), "The Harbour Works began.", true),
            (zeta, &other("type = \"bank\""), "The Quay Works began.", true),
            ("", "[organbody]\nname = \"Organbody\"\n", "The Organ-\nbody met.", true),
            ("", &other("abbr = [\"QXZW\"]"), "The UNODCQXZW met.", true),
            (
                "",
                "[kws]\nname = \"Kenya Reef Service\"\ncountry = \"ken\"\n",
                "Mombasa, Kenya: the Reef Service met.",
                true,
            ),
            (zeta, &other("abbr = [\"ZB\"]"), "UNICEF met in Rome.", false),
            (zeta, &other("type = \"bank\""), "The Zeta and the Body met.", false),
            (zeta, &format!("# a word to the next editor\n{zeta}"), "The Zeta Body met.", false),
        ];
        let none = Decisions::default();
        for (before, now, text, bears) in table {
            let (before, now) = (with(before), with(now));
            let story = story(Sample::new("a").paragraph(&[text]));
            let changes = Changes::between(&Imprint::of(&before, &none), &now, &none);
            assert_eq!(changes.map(|c| c.bear_on(&story, &now)), Some(bears), "{text}");
        }
    }

    #[test]
    fn what_no_text_tells_has_all_read_again() {
        let none = Decisions::default();
        let before = Imprint::of(&with(""), &none);
        let told = |now: &Lexicon| Changes::between(&before, now, &none).is_some();
        assert!(told(&with("[zeta]\nname = \"Zeta Body\"\n")));
        assert!(!told(&with("[zeta]\nname = \"Zeta Body\"\npattern = \"ZB-[0-9]+\"\n")));
        assert!(!told(&with("[zeta]\nname = \"Zeta Body\"\ncapital = [\"Zetaville\"]\n")));
        assert!(!told(&with(&format!("[zeta]\nname = \"{}\"\n", "zeta ".repeat(300)))));
        assert!(!told(&with("").listed_only()));
    }
}
