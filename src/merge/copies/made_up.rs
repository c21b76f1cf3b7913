//! Stories, copies of them, and letters from one mould, made by chance from a seed.
//!
//! In: a seed. Out: stories with the number of the story that each is a version of. Never: outside tests.

use crate::base::sample::{Sample, story};
use crate::base::{PartialDate, Random, Story};

/// A story and what it is a version of.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub story: Story,
    /// Equal for versions of one story.
    pub truth: usize,
}

/// The ways in which a copy differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Another title, some days later.
    Retitled,
    /// A third to half of the sentences, in their order.
    Abridged,
    /// One number or name is another, and at times a note says so.
    Corrected,
    /// Two letters of a hundred are misread.
    Scanned,
    /// A run of sentences with an opening of its own.
    Excerpt,
}

impl Change {
    pub(super) const ALL: [Change; 5] =
        [Change::Retitled, Change::Abridged, Change::Corrected, Change::Scanned, Change::Excerpt];
}

const PEOPLE: &[&str] = &[
    "Arta Hoxa",
    "Milan Petrovski",
    "Ingrid Solvang",
    "Jean Morel",
    "Keiko Tanabe",
    "Lars Winter",
    "Nadia Karim",
    "Oskar Blom",
    "Paula Reyes",
    "Rashid Omari",
    "Selma Aksoy",
    "Tomas Havel",
    "Vera Lindt",
    "Wanda Nowak",
];
const PLACES: &[&str] = &[
    "Tirana", "Skopje", "Oslo", "Lyon", "Osaka", "Bremen", "Rabat", "Malmo", "Quito", "Amman",
    "Izmir", "Brno", "Graz", "Gdansk", "Zambia", "Gambia", "Iran", "Iraq",
];
const BODIES: &[&str] = &[
    "Coast Guard",
    "Customs Administration",
    "Ministry of Health",
    "Red Crescent",
    "Port Authority",
    "Border Police",
    "Supreme Court",
    "Forest Service",
    "Statistics Office",
    "Water Board",
    "Rural Development Agency",
    "Film Institute",
];
const THINGS: &[&str] = &[
    "patrol boats",
    "field hospitals",
    "scanners",
    "school desks",
    "water pumps",
    "laboratory kits",
    "radio sets",
    "sniffer dogs",
    "seed packets",
    "solar lamps",
    "ambulances",
    "tents",
    "bridges",
    "vaccine fridges",
];
const NOUNS: &[&str] = &[
    "harvest",
    "border",
    "river",
    "training",
    "register",
    "audit",
    "market",
    "shelter",
    "trial",
    "forest",
    "archive",
    "network",
    "survey",
    "quarantine",
    "prison",
    "harbour",
    "clinic",
    "pension",
    "tariff",
    "satellite",
    "library",
    "orchard",
    "museum",
    "railway",
    "fishery",
    "tunnel",
    "embankment",
    "vineyard",
    "depot",
    "wetland",
];
const VERBS: &[&str] = &[
    "reviewed",
    "opened",
    "postponed",
    "widened",
    "mapped",
    "measured",
    "repaired",
    "praised",
    "questioned",
    "visited",
    "inspected",
    "renamed",
    "planned",
    "financed",
    "discussed",
    "described",
    "restored",
    "closed",
    "compared",
];
const ADJECTIVES: &[&str] = &[
    "northern",
    "joint",
    "annual",
    "small",
    "damaged",
    "rural",
    "digital",
    "independent",
    "temporary",
    "mobile",
    "regional",
    "wooden",
    "local",
    "new",
    "reliable",
    "flooded",
    "crowded",
    "careful",
    "shared",
    "costly",
];
const LINKS: &[&str] = &[
    "after a long debate about the",
    "because of delays at the",
    "together with experts from the",
    "in spite of the",
    "which had asked for a better",
    "while farmers waited for the",
    "so that nobody would lose the",
    "before the end of the",
    "as part of a wider plan for the",
    "with a view to the",
];

/// Makes stories.
pub(super) struct Maker {
    pub chance: Random,
    n: usize,
}

impl Maker {
    pub(super) fn new(seed: u64) -> Self {
        Self { chance: Random::new(seed), n: 0 }
    }

    /// So many stories of their own, each with a copy of every kind.
    pub(super) fn stories_with_copies(&mut self, n: usize, changes: &[Change]) -> Vec<Made> {
        let mut all = Vec::new();
        for truth in 0..n {
            let sentences = self.sentences();
            let day = self.day();
            all.push(self.made(truth, day, &sentences));
            for change in changes {
                let later = day + self.chance.below(5) as u32;
                let changed = self.changed(&sentences, *change);
                all.push(self.made(truth, later, &changed));
            }
        }
        all
    }

    /// So many stories of one office, from a few moulds; no two are versions of one.
    pub(super) fn letters(&mut self, n: usize, first_truth: usize) -> Vec<Made> {
        (first_truth..first_truth + n)
            .map(|truth| {
                let sentences = self.letter(truth);
                let day = self.day();
                self.made(truth, day, &sentences)
            })
            .collect()
    }

    /// A story of some sentences.
    pub(super) fn made(&mut self, truth: usize, day: u32, sentences: &[String]) -> Made {
        self.n += 1;
        let id = format!("s{}", self.n);
        let date = date(day);
        let text = sentences.join(" ");
        Made { story: story(Sample::new(&id).date(&date).paragraph(&[&text])), truth }
    }

    pub(super) fn day(&mut self) -> u32 {
        self.chance.below(300) as u32
    }

    fn pick(&mut self, list: &[&str]) -> String {
        list[self.chance.below(list.len())].to_owned()
    }

    /// Six to fourteen sentences that share little with those of another story.
    pub(super) fn sentences(&mut self) -> Vec<String> {
        let n = 6 + self.chance.below(9);
        (0..n).map(|_| self.sentence()).collect()
    }

    fn sentence(&mut self) -> String {
        let [person, place, body] = [PEOPLE, PLACES, BODIES].map(|list| self.pick(list));
        let thing = self.pick(THINGS);
        let [noun, other, third] = [NOUNS; 3].map(|list| self.pick(list));
        let [verb, verb_2] = [VERBS; 2].map(|list| self.pick(list));
        let [adjective, adjective_2] = [ADJECTIVES; 2].map(|list| self.pick(list));
        let link = self.pick(LINKS);
        let n = 2 + self.chance.below(900);
        match self.chance.below(6) {
            0 => format!(
                "{person} of the {body} {verb} the {adjective} {noun} in {place} {link} {other}."
            ),
            1 => format!(
                "The {body} {verb} {n} {thing} and {verb_2} a {adjective} {noun} {link} {adjective_2} {other}."
            ),
            2 => format!(
                "In {place} the {adjective} {noun} was {verb} {link} {other} and the {adjective_2} {third}."
            ),
            3 => format!(
                "Some {n} people {verb} the {noun}, said {person}, {link} {adjective} {other}."
            ),
            4 => format!(
                "Nobody {verb} the {adjective} {noun} {link} {other}, and the {third} stayed {adjective_2}."
            ),
            _ => format!(
                "A {adjective} {noun} of the {body} was {verb} near {place}; {n} {thing} were {verb_2} {link} {other}."
            ),
        }
    }

    /// A version of a story.
    pub(super) fn changed(&mut self, sentences: &[String], change: Change) -> Vec<String> {
        match change {
            Change::Retitled => sentences.to_vec(),
            Change::Abridged => {
                let keep = sentences.len() / 2 + 1;
                let mut places: Vec<usize> = (0..sentences.len()).collect();
                self.chance.shuffle(&mut places);
                places.truncate(keep);
                places.sort_unstable();
                places.into_iter().map(|at| sentences[at].clone()).collect()
            }
            Change::Corrected => self.corrected(sentences),
            Change::Scanned => sentences.iter().map(|sentence| self.scanned(sentence)).collect(),
            Change::Excerpt => {
                let first = self.chance.below(sentences.len() - 4);
                let mut excerpt = vec!["The agency writes as follows.".to_owned()];
                excerpt.extend_from_slice(&sentences[first..first + 4]);
                excerpt
            }
        }
    }

    /// One number or place is another.
    fn corrected(&mut self, sentences: &[String]) -> Vec<String> {
        let mut sentences = sentences.to_vec();
        let has_fact = |sentence: &String| {
            sentence.bytes().any(|b| b.is_ascii_digit())
                || PLACES.iter().any(|p| sentence.contains(p))
        };
        let Some(at) = sentences.iter().position(has_fact) else { return sentences };
        let mut words: Vec<String> = sentences[at].split(' ').map(str::to_owned).collect();
        for word in &mut words {
            if word.parse::<u32>().is_ok() {
                *word = (1000 + self.chance.below(900)).to_string();
                break;
            }
            if PLACES.contains(&word.as_str()) {
                *word = "Lusaka".to_owned();
                break;
            }
        }
        sentences[at] = words.join(" ");
        if self.chance.below(2) == 0 {
            sentences.push("This version corrects an error in an earlier one.".to_owned());
        }
        sentences
    }

    /// Two letters of a hundred are others.
    fn scanned(&mut self, sentence: &str) -> String {
        let mut out = String::new();
        for c in sentence.chars() {
            if !c.is_alphanumeric() || self.chance.below(100) >= 2 {
                out.push(c);
                continue;
            }
            match (c, self.chance.below(3)) {
                ('o' | 'O', _) => out.push('0'),
                ('l' | 'i' | 'I', _) => out.push('1'),
                ('0', _) => out.push('O'),
                ('1', _) => out.push('l'),
                ('5', _) => out.push('S'),
                ('8', _) => out.push('B'),
                ('m', _) => out.push_str("rn"),
                ('S', _) => out.push('5'),
                ('B', _) => out.push('8'),
                (c, _) if c.is_ascii_digit() => out.push(c),
                (_, 0) => {}
                (_, 1) => out.extend([c, ' ']),
                (c, _) => out.push((b'a' + (c as u32 as u8).wrapping_mul(7) % 26) as char),
            }
        }
        out
    }

    /// A letter from one of eight moulds: visits, gifts, markets, staff, grants, warnings, courses, football.
    fn letter(&mut self, n: usize) -> Vec<String> {
        let [person, other] = [PEOPLE; 2].map(|list| self.pick(list));
        let [place, city] = [PLACES; 2].map(|list| self.pick(list));
        let body = self.pick(BODIES);
        let thing = self.pick(THINGS);
        let [a, b, c] = [10, 900, 28].map(|most| 1 + self.chance.below(most));
        // No two letters have the same number.
        let own = 1000 + n;
        let mould = match n % 8 {
            0 => format!(
                "The Ambassador, {person}, visited the training centre of the {body} in {place} on {c} March. The guests saw the \
                 workshops and spoke with the trainees about their plans for the coming year. The centre opened in {own} with \
                 help from the embassy and has trained many young people since. Visits of this kind take place every year and \
                 strengthen the good relations between the two peoples."
            ),
            1 => format!(
                "The embassy handed over {own} {thing} to the {body} today. The gift is worth {b} thousand euros and will help \
                 the staff to do their work under difficult conditions. {person} thanked the donors on behalf of all who will \
                 use the equipment every day. The embassy has supported the institution for many years."
            ),
            2 => format!(
                "Prices on the wholesale market closed the week higher. Wheat rose by {a} per cent to {own} a tonne, and maize \
                 fell by {c} per cent. Traders in {place} pointed to the weather and to thin stocks. The index of all grain \
                 stood at {b} points at the end of the session. The next bulletin follows in a week."
            ),
            3 => format!(
                "{person} has been appointed head of the {body} in {place} with effect from {c} June. The appointment follows the \
                 retirement of {other} after {a} years of service. The file number is {own}. The board wishes both of them every \
                 success. Staff are invited to a small reception in the main hall."
            ),
            4 => format!(
                "The Board approved grant No. {own} for the {body}. The sum of {b} million euros is paid in three parts over two \
                 years. It pays for {thing} and for the training of those who use them. The Board meets four times a year and \
                 publishes its decisions on its site."
            ),
            5 => format!(
                "The weather service warns of heavy rain in {place} and {city} on {c} November. Up to {b} millimetres are \
                 expected within a day, and rivers may leave their beds. Bulletin {own} replaces all earlier ones. Drivers are \
                 asked to stay at home if they can and to follow the advice of the authorities."
            ),
            6 => format!(
                "A course for {a} officers of the {body} ended in {city} this week. They learned how to use {thing} and how to \
                 keep records that stand up in court. {person} gave out {own} certificates. Further courses are planned for the \
                 autumn, and applications can be sent to the secretariat at any time."
            ),
            _ => format!(
                "The team of {place} beat the team of {city} by {a} goals to {c} in front of {own} spectators. {person} scored \
                 in the last minute. The coach was content with the result and said that the players had fought until the end. \
                 The next match will be played on Saturday evening."
            ),
        };
        let about = "About us: the press office informs the public about the work of the institution. It answers questions from \
            journalists on working days and keeps an archive of all its releases on its site.";
        vec![mould, about.to_owned()]
    }
}

fn date(day: u32) -> String {
    let first = PartialDate::day(2021, 1 + (day / 28 % 12) as u8, 1 + (day % 28) as u8);
    first.map(|date| date.to_string()).unwrap_or_default()
}
