//! What a careful reader found: the gold file.
//!
//! In: the text of a JSONL file. Out: stories, and a warning with the line of whatever cannot be used. Never: a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::{Argument, Warned, Warning, typos};
use crate::verify::words::{fold, one_blank};

/// One annotated story.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GoldStory {
    /// Title, by which the story is found.
    pub title: String,
    /// ISO 8601 day or month.
    #[serde(default)]
    pub date_start: Option<String>,
    /// ISO 8601 day or month.
    #[serde(default)]
    pub date_end: Option<String>,
    /// Countries of the dateline.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Whether the dateline says online.
    #[serde(default)]
    pub online: bool,
    /// The entities, each once.
    pub entities: Vec<GoldEntity>,
    /// The relations, each once.
    pub relations: Vec<GoldRelation>,
    /// Its line in the file, from 1.
    #[serde(skip)]
    pub line: usize,
    /// Keys that are not scored.
    #[serde(flatten)]
    pub other: UnscoredKeys,
}

/// The keys of an annotation that are not scored.
pub type UnscoredKeys = BTreeMap<String, serde_json::Value>;

/// An entity and how the story names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GoldEntity {
    /// Its full name, the same in every story.
    pub name: String,
    /// What it is.
    pub class: GoldClass,
    /// Every string that names it in the story.
    pub surfaces: Vec<String>,
    /// Whether a reasonable reader could leave it out.
    #[serde(default)]
    pub optional: bool,
    /// Keys that are not scored.
    #[serde(flatten)]
    pub other: UnscoredKeys,
}

/// The classes of gold entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum GoldClass {
    /// A country or territory.
    Country,
    /// A funding vehicle.
    Donor,
    /// Any other named body.
    Org,
    /// A programme, project, action or process.
    Programme,
}

impl GoldClass {
    /// The name in gold files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GoldClass::Country => "COUNTRY",
            GoldClass::Donor => "DONOR",
            GoldClass::Org => "ORG",
            GoldClass::Programme => "PROGRAMME",
        }
    }
}

/// A relation between two of the story's entities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GoldRelation {
    /// Predicate: funds, implements, partners, organizes, participates, supports, `part_of`.
    pub p: String,
    /// Name of the subject.
    pub s: String,
    /// Name of the object, or `@story`.
    pub o: Argument<String>,
    /// The sentence that says so, perhaps shortened with `...`.
    #[serde(default)]
    pub evidence: String,
    /// Whether two careful readers differ on it.
    #[serde(default)]
    pub open: bool,
    /// Keys that are not scored.
    #[serde(flatten)]
    pub other: UnscoredKeys,
}

/// The predicates of gold relations, and what consort calls them.
pub(super) const PREDICATES: [(&str, &str); 7] = [
    ("funds", "funds"),
    ("implements", "implements"),
    ("organizes", "organizes"),
    ("part_of", "partOf"),
    ("participates", "participatesIn"),
    ("partners", "partnersWith"),
    ("supports", "supports"),
];

/// Reads a gold file. Lines that are no story, stories given twice and relations that join nothing are left out with a
/// warning; `name` is the file's, for those.
///
/// ```
/// use consort::verify::read_gold;
/// let line = r#"{"title": "A grant", "entities": [
///     {"name": "Zeta Body", "class": "ORG", "surfaces": ["Zeta Body", "ZB"]},
///     {"name": "Norway", "class": "COUNTRY", "surfaces": ["Norway"]}],
///     "relations": [{"p": "funds", "s": "Norway", "o": "Zeta Body"}]}"#.replace('\n', " ");
/// let read = read_gold("gold.jsonl", &format!("{line}\nno story\n"));
/// assert_eq!(read.output[0].relations[0].s, "Norway");
/// assert_eq!(read.warnings[0].place, "gold.jsonl:2");
/// ```
#[must_use]
pub fn read_gold(name: &str, text: &str) -> Warned<Vec<GoldStory>> {
    let mut stories: Vec<GoldStory> = Vec::new();
    let mut warnings = Vec::new();
    let mut lines_by_title: BTreeMap<String, usize> = BTreeMap::new();
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = i + 1;
        let mut warn = |message: String| {
            warnings.push(Warning { place: format!("{name}:{number}"), message });
        };
        let mut story: GoldStory = match serde_json::from_str(line) {
            Ok(story) => story,
            Err(error) => {
                warn(format!("no gold story: {}; the line is left out", plain(&error)));
                continue;
            }
        };
        story.line = number;
        if let Some(first) = lines_by_title.insert(fold(&story.title), number) {
            warn(format!("the story of line {first} again; this line is left out"));
            lines_by_title.insert(fold(&story.title), first);
            continue;
        }
        check(&mut story, &mut warn);
        stories.push(story);
    }
    Warned { output: stories, warnings }
}

/// Keys that stand in gold files and are not scored.
const UNSCORED: [&str; 3] = ["id", "places", "note"];

/// A key that nobody knows is more likely misspelt than meant.
fn check_keys(others: &UnscoredKeys, known: &[&str], warn: &mut dyn FnMut(String)) {
    for key in others.keys().filter(|key| !UNSCORED.contains(&key.as_str())) {
        let near = known.iter().find(|k| typos(k, key, 2).is_some());
        let cure = near.map_or_else(
            || format!("the keys are {}, {}", known.join(", "), UNSCORED.join(", ")),
            |near| format!("did you mean {near:?}?"),
        );
        warn(format!("the key {key:?} is unknown and not scored; {cure}"));
    }
}

/// Leaves out what cannot be scored, and says so.
fn check(story: &mut GoldStory, warn: &mut dyn FnMut(String)) {
    let keys = ["title", "date_start", "date_end", "countries", "online", "entities", "relations"];
    check_keys(&story.other, &keys, warn);
    for entity in &story.entities {
        check_keys(&entity.other, &["name", "class", "surfaces", "optional"], warn);
    }
    for relation in &story.relations {
        check_keys(&relation.other, &["p", "s", "o", "evidence", "open"], warn);
    }
    let mut names = BTreeSet::new();
    story.entities.retain(|entity| {
        let named = entity.surfaces.iter().any(|s| !s.trim().is_empty());
        if !named {
            warn(format!("{:?} has no surface; it is left out", entity.name));
        } else if !names.insert(entity.name.clone()) {
            warn(format!("{:?} is listed twice; give all its surfaces at once", entity.name));
            return false;
        }
        named
    });
    story.relations.retain(|relation| {
        let GoldRelation { p, s, o, .. } = relation;
        let problem = if !PREDICATES.iter().any(|(gold, _)| gold == p) {
            let known = PREDICATES.map(|(gold, _)| gold).join(", ");
            Some(format!("{p:?} is no predicate ({known})"))
        } else if !names.contains(s) {
            Some(format!("the subject {s:?} is no entity of this story"))
        } else if let Some(o) = o.entity().filter(|o| !names.contains(*o)) {
            let story = Argument::<String>::Story;
            Some(format!("the object {o:?} is no entity of this story, nor {story}"))
        } else {
            None
        };
        if let Some(problem) = &problem {
            warn(format!("{s} {p} {o}: {problem}; the relation is left out"));
        }
        problem.is_none()
    });
    for relation in &mut story.relations {
        if relation.p == "partners" {
            (relation.s, relation.o) = in_order(relation.s.clone(), relation.o.clone());
        }
    }
}

/// Subject and object of a symmetric relation: one row a pair, whichever way round it was written.
pub(super) fn in_order(s: String, o: Argument<String>) -> (String, Argument<String>) {
    match o {
        Argument::Entity(o) if o < s => (o, Argument::Entity(s)),
        o => (s, o),
    }
}

/// A message for each surface that the text of the story does not contain.
pub(super) fn absent_surfaces<'a>(
    story: &'a GoldStory,
    text: Option<&str>,
) -> impl Iterator<Item = String> + 'a {
    let text = text.map(one_blank);
    let surfaces =
        story.entities.iter().flat_map(|e| e.surfaces.iter().map(move |surface| (e, surface)));
    surfaces.filter_map(move |(entity, surface)| {
        let absent = text.as_ref().is_some_and(|text| !text.contains(one_blank(surface).trim()));
        absent.then(|| {
            format!(
                "the story does not contain {surface:?}, given as a surface of {:?}",
                entity.name
            )
        })
    })
}

/// What serde says, without its own idea of the line.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = r#"{"title":"A","entities":[{"name":"X","class":"ORG","surfaces":["X"]},{"name":"Y","class":"DONOR","surfaces":["Y"],"optional":true}],"relations":[{"p":"partners","s":"Y","o":"X"}]}"#;

    #[test]
    fn a_story_is_read_with_its_line() {
        let read = read_gold("g.jsonl", &format!("\u{feff}\n{STORY}\n"));
        assert_eq!(read.warnings, []);
        let story = &read.output[0];
        assert_eq!((story.line, story.entities[1].class), (2, GoldClass::Donor));
        assert!(story.entities[1].optional && !story.entities[0].optional);
        assert_eq!((&*story.relations[0].s, story.relations[0].o.as_str()), ("X", "Y"));
        assert!(!story.relations[0].open);
        let open = read_gold("g.jsonl", &STORY.replace("\"p\":", "\"open\":true,\"p\":"));
        assert_eq!(open.warnings, []);
        assert!(open.output[0].relations[0].open);
    }

    #[test]
    fn what_cannot_be_used_is_said_with_its_line() {
        for (line, says) in [
            ("{\"title\":\"A\"", "no gold story"),
            (r#"{"title":"A","entities":[]}"#, "missing field `relations`"),
            (
                r#"{"title":"A","entities":[{"name":"X","class":"BODY","surfaces":["X"]}],"relations":[]}"#,
                "unknown variant `BODY`",
            ),
            (
                r#"{"title":"A","entities":[{"name":"X","class":"ORG","surfaces":[]}],"relations":[]}"#,
                "no surface",
            ),
            (
                r#"{"title":"A","entities":[],"relations":[{"p":"funds","s":"X","o":"@story"}]}"#,
                "subject \"X\"",
            ),
            (&STORY.replace("partners", "knows"), "no predicate"),
            (&STORY.replace("\"optional\"", "\"optinal\""), "did you mean \"optional\"?"),
            (&STORY.replace("\"p\":", "\"opne\":true,\"p\":"), "did you mean \"open\"?"),
            (&STORY.replace("\"title\"", "\"colour\":1,\"title\""), "the keys are title,"),
            (&STORY.replace("\"o\":\"X\"", "\"o\":\"Z\""), "object \"Z\""),
            (
                &STORY
                    .replace("\"name\":\"Y\"", "\"name\":\"X\"")
                    .replace("\"s\":\"Y\"", "\"s\":\"X\""),
                "listed twice",
            ),
        ] {
            let warnings = read_gold("g.jsonl", &format!("\n{line}\n")).warnings;
            assert_eq!(warnings.len(), 1, "{line}: {warnings:?}");
            assert_eq!(warnings[0].place, "g.jsonl:2");
            assert!(warnings[0].message.contains(says), "{line}: {}", warnings[0]);
        }
        let twice = read_gold("g.jsonl", &format!("{STORY}\n{STORY}\n{STORY}\n"));
        assert_eq!(twice.output.len(), 1);
        assert!(twice.warnings.iter().all(|w| w.message.contains("line 1 again")));
    }

    #[test]
    fn surfaces_are_looked_for_in_the_story() {
        let story = &read_gold("g", STORY).output[0];
        assert_eq!(absent_surfaces(story, Some("X and\u{a0}Y")).count(), 0);
        assert_eq!(absent_surfaces(story, Some("X")).count(), 1);
        assert_eq!(absent_surfaces(story, None).count(), 0);
    }
}
