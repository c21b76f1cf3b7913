//! Small words: the closed classes of a language, and where each may stand around a name.
//!
//! In: `grammar-en.toml`. Out: a [`Grammar`] that tells what each word is. Never: a text.

use std::ops::{BitOr, BitOrAssign};

use serde::{Deserialize, Serialize};

use crate::cut::fold_name;
use crate::dictionary::inflect::{Endings, Verbs};
use crate::dictionary::word_map::WordMap;

/// Lists of small words. The keys are explained in `grammar-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "grammar-en.toml explains each list")]
pub struct GrammarWords {
    pub definite_articles: Vec<String>,
    pub indefinite_articles: Vec<String>,
    pub demonstratives: Vec<String>,
    pub conjunctions: Vec<String>,
    pub disjunctions: Vec<String>,
    pub possessives: Vec<String>,
    pub plural_endings: Vec<String>,
    pub genitives: Vec<String>,
    pub purposes: Vec<String>,
    pub locatives: Vec<String>,
    pub joints_before_countries: Vec<String>,
    pub joints_before_hosts: Vec<String>,
    pub joints_before_owners: Vec<String>,
    pub joints_before_topics: Vec<String>,
    pub joints_in_names: Vec<String>,
    pub joints_behind_bodies: Vec<String>,
    pub joints_behind_nouns: Vec<String>,
    pub joints_before_nouns: Vec<String>,
    pub native_words: Vec<String>,
    pub joints_in_phrases: Vec<String>,
    pub joints_before_pairs: Vec<String>,
    pub joints_before_agents: Vec<String>,
    pub openers: Vec<String>,
    pub dotted_initials: Vec<String>,
    pub adverb_endings: Vec<String>,
    pub past_endings: Vec<String>,
    pub no_pasts: Vec<String>,
    pub irregular_verbs: Vec<[String; 3]>,
    pub more_verb_forms: Vec<Vec<String>>,
    pub doubling_verbs: Vec<String>,
}

impl GrammarWords {
    /// The lists of whole words, each with what its words are.
    fn lists(&self) -> [(&[String], SmallWord); 22] {
        [
            (&self.definite_articles, SmallWord::DEFINITE),
            (&self.indefinite_articles, SmallWord::INDEFINITE),
            (&self.demonstratives, SmallWord::DEMONSTRATIVE),
            (&self.conjunctions, SmallWord::CONJUNCTION),
            (&self.disjunctions, SmallWord::DISJUNCTION),
            (&self.possessives, SmallWord::POSSESSIVE),
            (&self.genitives, SmallWord::GENITIVE),
            (&self.purposes, SmallWord::PURPOSE),
            (&self.locatives, SmallWord::LOCATIVE),
            (&self.joints_before_countries, SmallWord::BEFORE_COUNTRY),
            (&self.joints_before_hosts, SmallWord::BEFORE_HOST),
            (&self.joints_before_owners, SmallWord::BEFORE_OWNER),
            (&self.joints_before_topics, SmallWord::BEFORE_TOPIC),
            (&self.joints_in_names, SmallWord::IN_NAME),
            (&self.joints_behind_bodies, SmallWord::BEHIND_BODY),
            (&self.joints_behind_nouns, SmallWord::BEHIND_NOUN),
            (&self.joints_before_nouns, SmallWord::BEFORE_NOUN),
            (&self.native_words, SmallWord::NATIVE),
            (&self.joints_in_phrases, SmallWord::IN_PHRASE),
            (&self.joints_before_pairs, SmallWord::BEFORE_PAIR),
            (&self.joints_before_agents, SmallWord::BEFORE_AGENT),
            (&self.openers, SmallWord::OPENER),
        ]
    }
}

/// What a word is among the small words: all lists that hold it. The lists are explained in `grammar-en.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SmallWord(u32);

#[expect(missing_docs, reason = "grammar-en.toml explains each list")]
impl SmallWord {
    pub const DEFINITE: SmallWord = SmallWord(1);
    pub const INDEFINITE: SmallWord = SmallWord(1 << 1);
    pub const DEMONSTRATIVE: SmallWord = SmallWord(1 << 2);
    pub const CONJUNCTION: SmallWord = SmallWord(1 << 3);
    pub const DISJUNCTION: SmallWord = SmallWord(1 << 4);
    pub const POSSESSIVE: SmallWord = SmallWord(1 << 5);
    pub const GENITIVE: SmallWord = SmallWord(1 << 6);
    pub const PURPOSE: SmallWord = SmallWord(1 << 7);
    pub const LOCATIVE: SmallWord = SmallWord(1 << 8);
    pub const BEFORE_COUNTRY: SmallWord = SmallWord(1 << 9);
    pub const BEFORE_HOST: SmallWord = SmallWord(1 << 10);
    pub const BEFORE_OWNER: SmallWord = SmallWord(1 << 11);
    pub const BEFORE_TOPIC: SmallWord = SmallWord(1 << 12);
    pub const IN_NAME: SmallWord = SmallWord(1 << 13);
    pub const BEHIND_BODY: SmallWord = SmallWord(1 << 14);
    pub const BEHIND_NOUN: SmallWord = SmallWord(1 << 15);
    pub const BEFORE_NOUN: SmallWord = SmallWord(1 << 16);
    pub const NATIVE: SmallWord = SmallWord(1 << 17);
    pub const IN_PHRASE: SmallWord = SmallWord(1 << 18);
    pub const BEFORE_PAIR: SmallWord = SmallWord(1 << 19);
    pub const BEFORE_AGENT: SmallWord = SmallWord(1 << 20);
    pub const OPENER: SmallWord = SmallWord(1 << 21);
}

impl SmallWord {
    /// Whether the word is one of these.
    #[must_use]
    pub fn is(self, other: SmallWord) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for SmallWord {
    type Output = SmallWord;

    fn bitor(self, other: SmallWord) -> SmallWord {
        SmallWord(self.0 | other.0)
    }
}

impl BitOrAssign for SmallWord {
    fn bitor_assign(&mut self, other: SmallWord) {
        self.0 |= other.0;
    }
}

/// The small words, folded for looking up.
///
/// ```
/// use consort::dictionary::{SmallWord, builtin_files, compile, read};
///
/// let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// let tokens = lexicon.tokens("Ministry of Justice");
/// assert!(tokens.small(1).is(SmallWord::GENITIVE));
/// assert_eq!(lexicon.grammar.singular("projects"), "project");
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Grammar {
    /// How the last part of a printed name is joined to the others; empty where the language has no such word.
    pub conjunction: String,
    /// Initials that texts also write with full stops.
    pub(super) dotted_initials: Vec<String>,
    pub(super) plural_endings: Vec<String>,
    pub(super) endings: Endings,
    pub(super) verbs: Verbs,
    small: WordMap<SmallWord>,
}

impl Grammar {
    /// Puts the lists of all files together. Entries that are not one word are passed over and named.
    #[must_use]
    pub fn new(files: &[GrammarWords]) -> (Self, Vec<String>) {
        let mut grammar = Self::default();
        let mut faults = Vec::new();
        for words in files {
            for (list, kind) in words.lists() {
                for word in list {
                    faults.extend(grammar.add(word, kind));
                }
            }
            grammar.plural_endings.extend_from_slice(&words.plural_endings);
            grammar.dotted_initials.extend_from_slice(&words.dotted_initials);
            grammar.endings.add(&words.adverb_endings, &words.past_endings, &words.no_pasts);
            grammar.verbs.add(&words.irregular_verbs, &words.doubling_verbs);
            grammar.verbs.add_more(&words.more_verb_forms);
        }
        let first = files.iter().find_map(|words| words.conjunctions.first());
        grammar.conjunction = first.cloned().unwrap_or_default();
        (grammar, faults)
    }

    /// Adds a word to a list; what is wrong with it, if it is not one.
    fn add(&mut self, word: &str, kind: SmallWord) -> Option<String> {
        let folded = fold_name(word);
        let mut parts = folded.split_whitespace();
        let (Some(only), None) = (parts.next(), parts.next()) else {
            return Some(format!("{word:?} is not one word; give each word of it by itself"));
        };
        *self.small.or_default(only) |= kind;
        None
    }

    /// What every listed word is.
    pub(super) fn small(&self) -> &WordMap<SmallWord> {
        &self.small
    }

    /// What a folded word is among the small words; nothing where no list has it.
    #[must_use]
    pub fn word(&self, word: &str) -> SmallWord {
        self.small.get(word).copied().unwrap_or_default()
    }

    /// The folded words that are one of these, in no order.
    pub(super) fn words(&self, of: SmallWord) -> impl Iterator<Item = String> {
        self.small.iter().filter(move |(_, small)| small.is(of)).map(|(word, _)| word)
    }

    /// A folded name without its last word, where that is one of these: `committee` of `committee of`.
    pub(super) fn without_last<'w>(&self, name: &'w str, of: SmallWord) -> Option<&'w str> {
        let (rest, last) = name.rsplit_once(' ')?;
        self.word(last).is(of).then_some(rest)
    }

    /// A name without the article before it: `Interior` of `the Interior`.
    #[must_use]
    pub fn without_article<'w>(&self, name: &'w str) -> &'w str {
        let is_article = |word: &str| self.word(word).is(SmallWord::DEFINITE);
        let (_, rest) =
            name.split_once(' ').filter(|(first, _)| is_article(first)).unwrap_or(("", name));
        rest
    }

    /// A folded noun without the ending of its plural; the noun itself where it has none.
    #[must_use]
    pub fn singular<'w>(&self, noun: &'w str) -> &'w str {
        let shorter = |ending: &String| noun.strip_suffix(ending.as_str());
        self.plural_endings.iter().find_map(shorter).unwrap_or(noun)
    }

    /// Whether a folded noun ends as plurals do.
    #[must_use]
    pub fn is_plural(&self, noun: &str) -> bool {
        self.singular(noun).len() < noun.len()
    }
}

#[cfg(test)]
mod tests {
    use super::{Grammar, GrammarWords, SmallWord};
    use crate::dictionary::{VocabFile, builtin_files, compile, read};

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_word_is_all_that_lists_say_of_it() {
        let first = GrammarWords {
            conjunctions: list(&["and"]),
            definite_articles: list(&["the"]),
            genitives: list(&["Of"]),
            plural_endings: list(&["s"]),
            ..GrammarWords::default()
        };
        let second = GrammarWords {
            conjunctions: list(&["et", ""]),
            joints_before_countries: list(&["of", "as well as"]),
            ..GrammarWords::default()
        };
        let (grammar, faults) = Grammar::new(&[first, second]);
        assert_eq!(faults.len(), 2, "{faults:?}");
        let small = |word: &str| grammar.small.get(word).copied().unwrap_or_default();
        assert_eq!(small("of"), SmallWord::GENITIVE | SmallWord::BEFORE_COUNTRY);
        assert!(small("and").is(SmallWord::CONJUNCTION) && small("et").is(SmallWord::CONJUNCTION));
        assert_eq!((small(""), small("as")), (SmallWord::default(), SmallWord::default()));
        assert_eq!(grammar.conjunction, "and");
        assert_eq!(grammar.without_article("the Interior"), "Interior");
        assert_eq!(grammar.without_article("Theatre of War"), "Theatre of War");
        assert_eq!(grammar.singular("projects"), "project");
        assert!(grammar.is_plural("projects") && !grammar.is_plural("campaign"));
    }

    fn own(name: &str, text: &str) -> VocabFile {
        VocabFile { name: name.to_owned(), text: text.to_owned(), builtin: false }
    }

    #[test]
    fn words_of_a_user_stand_beside_the_shipped_ones() {
        let mut files = builtin_files();
        files.push(own("heads.toml", "[words]\ngovernments = [\"Junta\"]\n"));
        files.push(own("grammar-fr.toml", "[words]\ngenitives = [\"de\"]\n"));
        let (vocabulary, warnings) = read(&files);
        assert_eq!(warnings, []);
        let (lexicon, _) = compile(vocabulary).unwrap();
        for word in ["government", "junta"] {
            assert!(lexicon.heads.governments.contains(word), "{word}");
        }
        let tokens = lexicon.tokens("of the Junta de");
        let genitives = (0..tokens.len()).map(|i| tokens.small(i).is(SmallWord::GENITIVE));
        assert_eq!(genitives.collect::<Vec<_>>(), [true, false, false, true]);
        assert!(!tokens.small(tokens.len()).is(SmallWord::GENITIVE));
    }

    #[test]
    fn a_fault_is_named_with_its_place_and_its_cure() {
        let table = [
            (
                "[words]\ngenitive = [\"de\"]\n",
                "2:1: unknown key `genitive`, did you mean `genitives`?",
            ),
            ("[word]\ngenitives = [\"de\"]\n", "1:2: a file of words holds one table, [words]"),
        ];
        for (text, expected) in table {
            let (vocabulary, warnings) = read(&[own("grammar-fr.toml", text)]);
            let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            assert_eq!(warnings, [format!("grammar-fr.toml:{expected}")]);
            assert!(vocabulary.grammar.is_empty());
        }
    }
}
