//! Reads reviewers' decisions and keeps them ready for use.
//!
//! In: the text of a `decisions.toml`. Out: [`Decisions`], and what is wrong with the others. Never: IO; a decision whose
//! author, reason or date is missing.

mod placed;
mod read;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::base::{ClaimName, Decision, Document, EntityId, Verdict, Warning, hex};
use crate::dictionary::lexicon::Lexicon;
use placed::Placed;
use unknown::unknown;

/// Reviewers' decisions, in the order of their files; of several on one claim the last holds.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    placed: Vec<Placed>,
    /// Ids that are another one wherever they stand, with that.
    stays: BTreeMap<EntityId, EntityId>,
    /// The decisions on each claim, under the ids that stay.
    claims: FxHashMap<ClaimName, Vec<usize>>,
}

impl Decisions {
    /// Reads the files `(name, text)`. What cannot be used is named with its line; the rest goes on.
    #[must_use]
    pub fn read(files: &[(String, String)], lexicon: &Lexicon) -> (Self, Vec<Warning>) {
        let (placed, mut warnings) = read::placed(files, lexicon);
        warnings.extend(repeated(&placed));
        (Self::new(placed), warnings)
    }

    fn new(placed: Vec<Placed>) -> Self {
        let mut stays: BTreeMap<EntityId, EntityId> = BTreeMap::new();
        for Placed { decision, .. } in &placed {
            if let (Verdict::Same { entities }, None) = (&decision.verdict, &decision.document) {
                let others = entities.iter().skip(1);
                stays.extend(others.map(|other| (other.clone(), entities[0].clone())));
            }
        }
        let mut decisions = Self { placed, stays, claims: FxHashMap::default() };
        for (i, Placed { decision, .. }) in decisions.placed.iter().enumerate() {
            if let Some(claim) = decision.verdict.claim() {
                let name = decisions.under_ids_that_stay(claim);
                decisions.claims.entry(name).or_default().push(i);
            }
        }
        decisions
    }

    /// Whether some hold in certain documents only, which may be told by their files.
    #[must_use]
    pub fn are_of_files(&self) -> bool {
        self.placed.iter().any(|placed| placed.documents.is_some())
    }

    /// A claim as it is called where several ids are decided to be one entity.
    pub(super) fn under_ids_that_stay(&self, claim: &ClaimName) -> ClaimName {
        let stays = |id: &EntityId| self.stays.get(id).unwrap_or(id).clone();
        let object = claim.object.clone().map(|id| stays(&id));
        ClaimName::new(stays(&claim.subject), claim.predicate, object)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.placed.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.placed.len()
    }

    /// All of them, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.placed.iter().map(|p| p.decision.as_ref())
    }

    /// The decisions on names that hold in a document, in the order of their files.
    pub fn on_names<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = &'a Arc<Decision>> {
        self.placed
            .iter()
            .filter(|p| p.decision.verdict.claim().is_none() && p.holds_in(document))
            .map(|p| &p.decision)
    }

    /// The decision on a claim that holds in a document.
    #[must_use]
    pub fn on_claim(&self, document: &Document, claim: &ClaimName) -> Option<&Arc<Decision>> {
        let of_claim = self.claims.get(claim)?.iter().rev().map(|&i| &self.placed[i]);
        of_claim.into_iter().find(|p| p.holds_in(document)).map(|p| &p.decision)
    }

    /// A word on each decision that bore on nothing: its ids are wrong, or the texts no longer say so.
    #[must_use]
    pub fn idle(&self, applied: &BTreeSet<&Decision>, lexicon: &Lexicon) -> Vec<Warning> {
        self.placed
            .iter()
            .filter(|p| !applied.contains(p.decision.as_ref()))
            .map(|p| {
                let verdict = &p.decision.verdict;
                let cure = ids(verdict)
                    .into_iter()
                    .find_map(|id| unknown(id, lexicon))
                    .unwrap_or_else(|| "remove it, or mend its ids or its document".to_owned());
                let message = format!("`{}: {verdict}` applies to nothing; {cure}", verdict.name());
                Warning { place: p.place.clone(), message }
            })
            .collect()
    }

    /// Names what is found with a lexicon and these decisions: its hash, and where there are decisions one of all of them
    /// and their order. A changed decision is as good a reason to read a story again as a changed entry.
    #[must_use]
    pub fn hash(&self, lexicon: &Lexicon) -> String {
        if self.is_empty() {
            return lexicon.hash.clone();
        }
        let mut hash = Sha256::new();
        hash.update(lexicon.hash.as_bytes());
        for placed in &self.placed {
            hash.update(placed.decision.to_json());
        }
        hex(hash.finalize().as_slice())
    }
}

/// The ids that a verdict names.
fn ids(verdict: &Verdict) -> Vec<&EntityId> {
    match verdict {
        Verdict::Wrong { claim } | Verdict::Right { claim } => claim.entities().collect(),
        Verdict::Same { entities } => entities.iter().collect(),
        Verdict::Never { entity, .. } => entity.iter().collect(),
    }
}

/// A word on decisions that say the same thing, or the opposite, of the same claim in the same documents.
fn repeated(placed: &[Placed]) -> Vec<Warning> {
    let mut first: BTreeMap<(String, Option<&str>), &Placed> = BTreeMap::new();
    let mut warnings = Vec::new();
    for p in placed {
        let about = p.decision.verdict.claim().map_or_else(
            || format!("{} {}", p.decision.verdict.name(), p.decision.verdict),
            ToString::to_string,
        );
        if let Some(former) = first.insert((about, p.decision.document.as_deref()), p) {
            let message = format!("decides what {} decides too; the later one holds", former.place);
            warnings.push(Warning { place: p.place.clone(), message });
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{VocabFile, compile, read};

    fn lexicon() -> Lexicon {
        let file = |name: &str, text: &str| VocabFile {
            name: name.to_owned(),
            text: text.to_owned(),
            builtin: false,
        };
        let (vocabulary, _) = read(&[
            file("organisations.toml", "[unodc]\nname = \"UNODC\"\n[osce]\nname = \"OSCE\"\n"),
            file(
                "programmes.toml",
                "[unodc-wco-ccp]\nname = \"CCP\"\nnames = [\"Container Control Programme\"]\n\
                 [twin-a]\nname = \"The Twin\"\n[twin-b]\nname = \"The Twin\"\n",
            ),
        ]);
        compile(vocabulary).unwrap().0
    }

    fn read_one(text: &str) -> (Decisions, Vec<String>) {
        let (decisions, warnings) =
            Decisions::read(&[("decisions.toml".to_owned(), text.to_owned())], &lexicon());
        (decisions, warnings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn says_where_and_what_is_wrong() {
        let by = "who = \"A\"\nwhy = \"B\"\ndate = 2024-05-02\n";
        let table = [
            (
                "[[wrong]]\nclaim = \"osce funds unodc\"\n",
                "decisions.toml:1:1: missing field `who`",
            ),
            ("[[wrnog]]\n", "decisions.toml:1:3: \"wrnog\" is no verdict; did you mean [[wrong]]?"),
            ("[wrong]\n", "decisions.toml:1:1: write [[wrong]] with two brackets"),
            (
                &format!("[[wrong]]\nclaim = \"osce pays unodc\"\n{by}"),
                "decisions.toml:2:9: \"pays\" is not a predicate",
            ),
            (
                &format!("[[wrong]]\nclam = \"osce funds unodc\"\n{by}"),
                "decisions.toml:2:1: unknown key `clam`, did you mean `claim`?",
            ),
            (
                &format!("[[right]]\nclaim = \"OSCD funds unodc\"\n{by}"),
                "decisions.toml:2:9: \"OSCD\" is no id, and no entry is called that",
            ),
            (
                &format!("[[never]]\nclaim = \"osce funds unodc\"\n{by}"),
                "decisions.toml:2:9: [[never]] takes text and entity",
            ),
            (&format!("[[never]]\n{by}"), "decisions.toml:1:1: [[never]] needs text"),
            (
                &format!("[[same]]\nentities = [\"unodcc\", \"osce\"]\n{by}"),
                "decisions.toml:2:13: the id that stays comes first and must be an entry of the vocabulary, which \"unodcc\" is not; did you mean \"unodc\"?",
            ),
            (
                "[[never]]\ntext = \"x\"\nwho = \"A\"\nwhy = \"B\"\ndate = \"May\"\n",
                "decisions.toml:5:8: \"May\" is not a date",
            ),
            (
                "[[never]]\ntext = \"x\"\nwho = \"\"\nwhy = \"B\"\ndate = \"2024\"\n",
                "decisions.toml:3:7: who is empty",
            ),
            ("[[never]\n", "decisions.toml:1:"),
        ];
        for (text, expected) in table {
            let (decisions, warnings) = read_one(text);
            assert!(decisions.is_empty(), "{text}");
            assert!(
                warnings.iter().any(|w| w.starts_with(expected)),
                "{text}\ngives {warnings:#?}\nnot {expected}"
            );
        }
    }

    #[test]
    fn names_stand_for_ids() {
        let by = "who = \"A\"\nwhy = \"B\"\ndate = 2024-05-02\n";
        for (typed, claim) in [
            ("OSCE funds unodc", "osce funds unodc"),
            ("osce  partnersWith  Container Control Programme", "osce partnersWith unodc-wco-ccp"),
            ("container control programme partnersWith OSCE", "osce partnersWith unodc-wco-ccp"),
            ("Unodc organizes @story", "unodc organizes @story"),
        ] {
            let (decisions, warnings) = read_one(&format!("[[wrong]]\nclaim = \"{typed}\"\n{by}"));
            assert_eq!(warnings, [""; 0], "{typed}");
            let name: ClaimName = claim.parse().unwrap();
            assert_eq!(decisions.placed[0].decision.verdict.claim(), Some(&name), "{typed}");
        }
        let (decisions, warnings) =
            read_one(&format!("[[same]]\nentities = [\"OSCE\", \"prov-osce-mission\"]\n{by}"));
        assert_eq!((decisions.len(), warnings.len()), (1, 0), "{warnings:?}");
        let (_, warnings) = read_one(&format!("[[wrong]]\nclaim = \"The Twin funds OSCE\"\n{by}"));
        let says =
            "decisions.toml:2:9: \"The Twin\" names several entries; give the id: twin-a, twin-b";
        assert_eq!(warnings, [says]);
    }

    #[test]
    fn a_bad_decision_does_not_take_the_good_ones_with_it() {
        let by = "who = \"A\"\nwhy = \"B\"\ndate = \"2024-05\"\n";
        let text = format!(
            "[[wrong]]\nclaim = \"osce funds\"\n{by}[[right]]\nclaim = \"osce funds unodc\"\n{by}"
        );
        let (decisions, warnings) = read_one(&text);
        assert_eq!((decisions.len(), warnings.len()), (1, 1), "{warnings:?}");
        let text = format!(
            "[[wrong]]\nclaim = \"osce funds unodc\"\n{by}[[right]]\nclaim = \"osce funds unodc\"\n{by}"
        );
        let (_, warnings) = read_one(&text);
        assert_eq!(
            warnings,
            ["decisions.toml:6: decides what decisions.toml:1 decides too; the later one holds"]
        );
    }

    #[test]
    fn what_applies_to_nothing_is_named_with_a_cure() {
        let by = "who = \"A\"\nwhy = \"B\"\ndate = \"2024-05\"\n";
        let (decisions, _) =
            read_one(&format!("[[wrong]]\nclaim = \"osce funds unodc-wco-cpp\"\n{by}"));
        let idle = decisions.idle(&BTreeSet::new(), &lexicon());
        assert_eq!(
            idle[0].to_string(),
            "decisions.toml:1: `wrong: osce funds unodc-wco-cpp` applies to nothing; \
             \"unodc-wco-cpp\" is no entry; did you mean \"unodc-wco-ccp\"?"
        );
    }
}
