//! Vocabularies that nobody would write.
//!
//! In: a seed, and the shipped vocabulary. Out: TOML of odd words and of stretches of the stories. Never: a judgement on what
//! reading with it should give.

use std::fmt::Write as _;
use std::sync::LazyLock;

use consort::base::Document;
use consort::dictionary::{VocabFile, Vocabulary};
use consort::documents::{Format, ReadOptions, parse};

use crate::dice::Dice;
use crate::odd_words::{EMPTY, HEAD_WORDS, LISTS, ODD};
use crate::support::root;

/// Stories of the archive from its beginning to its end.
pub(crate) static STORIES: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let path = root().join("data/unodc-see-stories-2020.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let all = parse("stories", &text, Format::Text, &ReadOptions::default()).output;
    let step = all.len() / 12;
    all.into_iter().step_by(step).take(12).collect()
});

/// Makes TOML of odd words and of stretches of the stories.
pub(crate) struct Maker {
    pub dice: Dice,
    /// The words of the shipped rules and lists, and countries with their adjectives.
    known: Vec<String>,
    /// Story and place of the last stretch, so that the next one may overlap it.
    last: (usize, usize),
}

impl Maker {
    pub(crate) fn new(seed: u64, shipped: &Vocabulary) -> Self {
        let rules =
            shipped.rules.iter().flat_map(|(_, rule)| rule.trigger.iter().chain(&rule.verbs));
        let words = &shipped.words;
        let lists = words.agents.iter().chain(&words.bodies).chain(&words.modifiers);
        let countries = shipped
            .entries
            .values()
            .flat_map(|listed| std::iter::once(&listed.entry.name).chain(&listed.entry.demonym));
        let known = rules.chain(lists).chain(countries).cloned().collect();
        Self { dice: Dice::new(seed), known, last: (0, 0) }
    }

    /// A few words in a row out of a story, as they stand there.
    fn stretch(&mut self) -> String {
        let (story, near) = self.last;
        let (story, first) = if self.dice.one_in(3) {
            (story, near + self.dice.below(5))
        } else {
            let story = self.dice.below(STORIES.len());
            (story, 2 + self.dice.below(STORIES[story].text.split_whitespace().count()))
        };
        let first = first.saturating_sub(2);
        self.last = (story, first);
        let n_words = 1 + self.dice.below(5);
        let text = &STORIES[story].text;
        let words: Vec<&str> = text.split_whitespace().skip(first).take(n_words).collect();
        words.join(" ")
    }

    pub(crate) fn phrase(&mut self) -> String {
        let phrase = match self.dice.below(10) {
            0..5 => self.stretch(),
            5 => {
                let stretch = self.stretch();
                stretch.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
            }
            6 => self.known[self.dice.below(self.known.len())].clone(),
            7 => format!("{} {}", self.dice.of(ODD), self.stretch()),
            8 => format!("{} {}", self.stretch(), self.dice.of(ODD)),
            _ => self.dice.of(ODD).to_owned(),
        };
        match self.dice.below(12) {
            0 => phrase.to_uppercase(),
            1 => phrase.to_lowercase(),
            _ => phrase,
        }
    }

    /// A word for a list of rules: sometimes none, sometimes one longer than any text's.
    pub(crate) fn word(&mut self) -> String {
        match self.dice.below(60) {
            0 => self.dice.of(EMPTY).to_owned(),
            1 => self.phrase().repeat(1 + self.dice.below(500)),
            2..20 => self.dice.of(ODD).to_owned(),
            20..40 => self.known[self.dice.below(self.known.len())].clone(),
            _ => self.phrase(),
        }
    }

    fn list(&mut self, n_most: usize, word: fn(&mut Self) -> String) -> String {
        let n_words = self.dice.below(n_most + 1);
        let words: Vec<String> = (0..n_words).map(|_| quoted(&word(self))).collect();
        format!("[{}]", words.join(", "))
    }

    /// These keys, each with a list.
    pub(crate) fn lists(&mut self, keys: &[&str], word: fn(&mut Self) -> String) -> String {
        keys.iter().map(|key| format!("{key} = {}\n", self.list(8, word))).collect()
    }

    /// Some of these choices as a TOML list.
    fn some_of(&mut self, choices: &[&str], n_most: usize) -> String {
        let n_words = self.dice.below(n_most + 1);
        let words: Vec<String> = (0..n_words).map(|_| quoted(self.dice.of(choices))).collect();
        format!("[{}]", words.join(", "))
    }

    /// Entries of one class.
    pub(crate) fn entries(&mut self, stem: &str) -> String {
        let mut toml = String::new();
        for n in 0..1 + self.dice.below(12) {
            let _ = writeln!(toml, "[{stem}-{n}]\nname = {}", quoted(&self.phrase()));
            let lists = ["names", "abbr", "not"];
            for list in lists {
                if self.dice.one_in(3) {
                    let _ = writeln!(toml, "{list} = {}", self.list(3, Self::phrase));
                }
            }
            if self.dice.one_in(4) {
                let (text, next) = (quoted(&self.phrase()), self.list(2, Self::phrase));
                let needs = format!("{stem}-{}", self.dice.below(12));
                let needs = if self.dice.one_in(2) { format!("{needs:?}") } else { String::new() };
                let nearest = self.dice.one_in(2);
                let _ = writeln!(
                    toml,
                    "cond = [{{ text = {text}, needs = [{needs}], unless_next = {next}, nearest = {nearest} }}]"
                );
            }
            if stem == "countries" || self.dice.one_in(20) {
                let _ = writeln!(toml, "demonym = {}", self.list(3, Self::phrase));
                let _ = writeln!(toml, "capital = {}", self.list(2, Self::phrase));
            }
            if self.dice.one_in(3) {
                let _ = writeln!(toml, "parent = \"{stem}-{}\"", self.dice.below(12));
            }
            if self.dice.one_in(4) {
                let country = self.dice.of(&["srb", "bih", "alb", "countries-1"]);
                let _ = writeln!(toml, "country = {country:?}");
            }
            if self.dice.one_in(4) {
                let _ =
                    writeln!(toml, "type = {}", quoted(self.dice.of(&["donor", "agency", "ngo"])));
            }
            if self.dice.one_in(6) {
                toml.push_str("match = \"exact\"\n");
            }
        }
        toml
    }

    pub(crate) fn templates(&mut self) -> String {
        let mut toml = format!(
            "[slots.portfolio]\nodd = {}\nodder = {}\n",
            self.list(3, Self::phrase),
            self.list(2, Self::phrase)
        );
        for n in 0..1 + self.dice.below(4) {
            let words = self.phrase().replace(['{', '}'], "");
            let pattern = match self.dice.below(4) {
                0 => words,
                1 => format!("{words} {{portfolio}}"),
                2 => format!("{words} {{portfolio+}}"),
                _ => format!("{{portfolio}} {words}"),
            };
            let id = self.dice.of(&[
                "{country}-odd",
                "{place}-odd",
                "{owner}-in-{country}",
                "odd-{portfolio}",
            ]);
            let contexts = [
                "attached",
                "list",
                "sentence",
                "paragraph",
                "dateline",
                "title",
                "same",
                "document",
            ];
            let _ = writeln!(
                toml,
                "[odd-{n}]\nid = \"{id}\"\nname = \"Odd {{portfolio}}\"\npattern = [{}]\nabbr = {}\nplace = {}\nowner = {}\ngeneric = {}",
                quoted(&pattern),
                self.list(1, Self::phrase),
                self.some_of(&contexts, 2),
                self.dice.one_in(4),
                self.dice.one_in(3),
            );
            if self.dice.one_in(2) {
                let _ = writeln!(toml, "country = {}", self.some_of(&contexts, 4));
            }
            if self.dice.one_in(3) {
                let _ =
                    writeln!(toml, "parent = {:?}", self.dice.of(&["{portfolio}", "unodc", "odd"]));
            }
        }
        toml
    }

    pub(crate) fn heads(&mut self) -> String {
        let mut toml = String::new();
        for n in 0..1 + self.dice.below(3) {
            let class = self.dice.of(&["organisation", "programme", "donor", "country", "planet"]);
            let _ = writeln!(
                toml,
                "[odd-{n}]\nclass = {class:?}\nheads = {}\nafter = {}\nowned = {}\nleads = {}\nlast = {}",
                self.list(4, Self::phrase),
                self.list(3, Self::phrase),
                self.dice.one_in(2),
                self.dice.one_in(2),
                self.dice.one_in(2)
            );
        }
        if self.dice.one_in(2) {
            toml += &format!("[words]\n{}", self.lists(HEAD_WORDS, Self::phrase));
        }
        toml
    }

    pub(crate) fn rules(&mut self) -> String {
        const STRATEGIES: &[&str] = &[
            "agent",
            "agent-clause",
            "patient",
            "recipient",
            "head",
            "right",
            "right-next",
            "right-clause",
            "antecedent",
            "matter",
            "described",
            "apposed",
            "source",
            "left",
            "giver",
            "adjacent",
            "pair",
            "programme",
            "organizers",
            "story",
        ];
        const CLASSES: &[&str] = &[
            "organisation",
            "country",
            "programme",
            "donor",
            "story",
            "helper",
            "funder",
            "agency",
        ];
        const STRUCTURES: &[&str] = &[
            "owner-before",
            "owner-of-project",
            "parent-inside",
            "of-body",
            "its-own",
            "projects-of-owner",
            "bodies-of-owner",
            "partners-of-body",
            "joint-inside",
        ];
        const PREDICATES: &[&str] = &[
            "funds",
            "implements",
            "partners-with",
            "organizes",
            "participates-in",
            "supports",
            "part-of",
            "eats",
        ];
        let mut toml = String::new();
        for n in 0..1 + self.dice.below(6) {
            let _ = writeln!(toml, "[odd-{n}]\nrelation = {:?}", self.dice.of(PREDICATES));
            let _ = writeln!(toml, "trigger = {}", self.list(4, Self::word));
            let _ = writeln!(toml, "verbs = {}", self.list(4, Self::word));
            let _ = writeln!(toml, "subject = {}", self.some_of(STRATEGIES, 4));
            let _ = writeln!(toml, "object = {}", self.some_of(STRATEGIES, 4));
            let lists = [
                "agent",
                "object_has",
                "right_has",
                "left_has",
                "near_left",
                "unless_left",
                "unless_next",
                "unless_prev",
            ];
            for list in lists {
                if self.dice.one_in(4) {
                    let _ = writeln!(toml, "{list} = {}", self.list(4, Self::word));
                }
            }
            for list in ["subject_class", "object_class"] {
                if self.dice.one_in(2) {
                    let _ = writeln!(toml, "{list} = {}", self.some_of(CLASSES, 3));
                }
            }
            if self.dice.one_in(4) {
                let _ = writeln!(toml, "structure = {:?}", self.dice.of(STRUCTURES));
            }
            if self.dice.one_in(3) {
                let _ = writeln!(toml, "voice = {:?}", self.dice.of(&["active", "passive"]));
            }
            if self.dice.one_in(4) {
                let _ = writeln!(toml, "only = {}", self.some_of(&["title", "lead", "body"], 2));
            }
        }
        if self.dice.one_in(2) {
            toml += &format!("[words]\n{}", self.lists(LISTS, Self::word));
        }
        if self.dice.one_in(3) {
            let lists = self.lists(&["planned", "hedged", "negated"], Self::word);
            toml += &format!("[status]\n{lists}");
        }
        toml
    }

    /// Decisions that take back names, so that those inside them stand alone.
    pub(crate) fn decisions(&mut self) -> String {
        let mut toml = String::new();
        for _ in 0..self.dice.below(4) {
            let who = "who = \"A. Reviewer\"\nwhy = \"no name\"\ndate = 2024-05-02";
            let _ = writeln!(toml, "[[never]]\ntext = {}\n{who}", quoted(&self.phrase()));
        }
        toml
    }
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

pub(crate) fn file(name: &str, text: String) -> VocabFile {
    VocabFile { name: name.to_owned(), text, builtin: false }
}
