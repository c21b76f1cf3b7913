//! The forms of verbs, and what endings tell.
//!
//! In: a lemma, perhaps with a particle (`carry out`) or a prefix (`co-fund`). Out: its forms, each with what it can be. Never:
//! a word; the rules of spelling are those of English, and what they do not tell stands in `grammar-en.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::cut::fold_name;
use crate::dictionary::word_map::WordSet;

/// What a form of a verb can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// `fund`: infinitive, or the present of several.
    Base,
    /// `funds`.
    Third,
    /// `funding`.
    Ing,
    /// `funded`, `held`: past tense or past participle.
    Past,
    /// `began`: past tense only.
    PastOnly,
    /// `begun`: past participle only.
    Participle,
}

/// What nobody can tell of a verb by its letters.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Verbs {
    /// The past and the participle of verbs that make them without the ending.
    irregular: FxHashMap<String, (String, String)>,
    /// Verbs of several syllables that double their last consonant.
    doubling: FxHashSet<String>,
    /// Other forms of a clause's verb: `are` of `be`.
    more: FxHashMap<String, Vec<String>>,
}

impl Verbs {
    /// Adds verbs: lemma, past and participle of irregular ones, the lemmas of those that double their last consonant.
    pub(super) fn add(&mut self, irregular: &[[String; 3]], doubling: &[String]) {
        for [lemma, past, participle] in irregular {
            self.irregular.insert(lemma.clone(), (past.clone(), participle.clone()));
        }
        self.doubling.extend(doubling.iter().cloned());
    }

    /// Adds other forms of a clause's verb, behind each lemma.
    pub(super) fn add_more(&mut self, lists: &[Vec<String>]) {
        for list in lists {
            if let [lemma, forms @ ..] = list.as_slice() {
                self.more.entry(lemma.clone()).or_default().extend_from_slice(forms);
            }
        }
    }

    /// The pasts and participles that differ from their verbs.
    pub(super) fn pasts(&self) -> impl Iterator<Item = &str> {
        let both = self.irregular.iter().flat_map(|(verb, (past, participle))| {
            [past, participle].into_iter().filter(move |form| *form != verb)
        });
        both.map(String::as_str)
    }

    /// All forms of a verb. The first word is inflected, what follows stays: `carries out`.
    #[must_use]
    pub(super) fn forms(&self, lemma: &str) -> Vec<(String, Form)> {
        let (first, rest) = lemma.split_once(' ').map_or((lemma, ""), |(verb, rest)| (verb, rest));
        let (prefix, verb) =
            first.rsplit_once('-').map_or(("", first), |(prefix, verb)| (prefix, verb));
        let dressed = |form: String| {
            let hyphen = if prefix.is_empty() { "" } else { "-" };
            let space = if rest.is_empty() { "" } else { " " };
            format!("{prefix}{hyphen}{form}{space}{rest}")
        };
        let (past, participle) = self.past(verb);
        let mut out = vec![
            (dressed(verb.to_owned()), Form::Base),
            (dressed(third(verb)), Form::Third),
            (dressed(self.ing(verb)), Form::Ing),
        ];
        for form in self.more.get(verb).into_iter().flatten() {
            out.push((dressed(form.clone()), Form::Third));
        }
        // British English doubles the l that American English does not: `channelled`.
        if let Some(stem) = verb.strip_suffix("el") {
            out.push((dressed(format!("{stem}elled")), Form::Past));
            out.push((dressed(format!("{stem}elling")), Form::Ing));
        }
        if past == participle {
            out.push((dressed(past), Form::Past));
        } else {
            out.push((dressed(past), Form::PastOnly));
            out.push((dressed(participle), Form::Participle));
        }
        out
    }

    fn past(&self, verb: &str) -> (String, String) {
        if let Some(irregular) = self.irregular.get(verb) {
            return irregular.clone();
        }
        let form = if verb.ends_with('e') {
            format!("{verb}d")
        } else if let Some(stem) = consonant_y(verb) {
            format!("{stem}ied")
        } else {
            format!("{}ed", self.doubled(verb))
        };
        (form.clone(), form)
    }

    fn ing(&self, verb: &str) -> String {
        match verb.strip_suffix('e') {
            Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
            _ => format!("{}ing", self.doubled(verb)),
        }
    }

    /// `plan` is `plann-` before an ending: a short verb of consonant, vowel, consonant.
    fn doubled(&self, verb: &str) -> String {
        let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        let letters: Vec<char> = verb.chars().collect();
        let short = match letters.as_slice() {
            [.., before, middle, last] => {
                !vowel(*before)
                    && vowel(*middle)
                    && !vowel(*last)
                    && !matches!(last, 'w' | 'x' | 'y')
                    && letters.iter().filter(|c| vowel(**c)).count() == 1
            }
            _ => false,
        };
        match letters.last() {
            Some(last) if short || self.doubling.contains(verb) => format!("{verb}{last}"),
            _ => verb.to_owned(),
        }
    }
}

fn third(verb: &str) -> String {
    if let Some(stem) = consonant_y(verb) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    if hisses { format!("{verb}es") } else { format!("{verb}s") }
}

fn consonant_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// What the ending of a word tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Endings {
    adverbs: Vec<String>,
    pasts: Vec<String>,
    /// Words that end like a past and are none.
    no_pasts: WordSet,
}

impl Endings {
    /// Adds endings of adverbs and of pasts, and words that end so and are no past.
    pub(super) fn add(&mut self, adverbs: &[String], pasts: &[String], no_pasts: &[String]) {
        self.adverbs.extend_from_slice(adverbs);
        self.pasts.extend_from_slice(pasts);
        self.no_pasts.extend(no_pasts.iter().map(|word| fold_name(word).trim().to_owned()));
    }

    /// Whether a folded word ends as adverbs do.
    pub(super) fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a folded word ends as pasts do and can be one.
    pub(super) fn is_past(&self, word: &str) -> bool {
        self.pasts.iter().any(|ending| word.ends_with(ending.as_str()))
            && !self.no_pasts.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Verbs;

    fn verbs() -> Verbs {
        let mut verbs = Verbs::default();
        let irregular = |verb: &str| {
            let forms: Vec<String> = verb.split(' ').map(str::to_owned).collect();
            <[String; 3]>::try_from(forms).unwrap()
        };
        let listed =
            ["hold held held", "take took taken", "run ran run", "oversee oversaw overseen"];
        verbs.add(&listed.map(irregular), &["equip".to_owned()]);
        verbs
    }

    #[test]
    fn inflects() {
        let table = [
            ("fund", "fund funds funding funded"),
            ("organize", "organize organizes organizing organized"),
            ("co-finance", "co-finance co-finances co-financing co-financed"),
            ("carry out", "carry out carries out carrying out carried out"),
            ("hold", "hold holds holding held"),
            (
                "take part in",
                "take part in takes part in taking part in took part in taken part in",
            ),
            ("equip", "equip equips equipping equipped"),
            ("run", "run runs running ran run"),
            ("train", "train trains training trained"),
            ("plan", "plan plans planning planned"),
            ("deploy", "deploy deploys deploying deployed"),
            ("oversee", "oversee oversees overseeing oversaw overseen"),
            ("launch", "launch launches launching launched"),
        ];
        for (lemma, expected) in table {
            let found: Vec<String> =
                verbs().forms(lemma).into_iter().map(|(form, _)| form).collect();
            assert_eq!(found.join(" "), expected, "{lemma}");
        }
    }
}
