//! What somebody else's file gives, as entries that fit to those that are listed.
//!
//! In: entries as a file says them, with ids, names or keys of the file where others are meant. Out: [`Drafts`]. Never: a second
//! entry for what is listed, two for one body of the file, or a value lost without a word.
//!
//! # Rules
//! 1. A cell that says nothing (`-`, `N/A`) is no name.
//! 2. `Name (ABBR)`, `ABBR (Name)`, `ABBR - Name` are a name and its abbreviation; `Name (Country)` is a body of that country.
//! 3. A body of the same name, class and country is the same body: in the vocabulary, then it is left out; in the file, then the
//!    rows are put together. A body of another country is another one.
//! 4. Countries are told by id, name or code; what else an entry refers to, by key, id or name.

use std::collections::BTreeMap;

use crate::base::{Class, sort_by, sort_by_key};
use crate::cut::{fold_name, fold_space, is_short_form, stands_for};
use crate::dictionary::draft::{Bearer, Borne, Draft, Drafts, Ids};
use crate::dictionary::entry::Entry;
use crate::dictionary::import::given::{Given, of};
use crate::dictionary::import::joined::{join, tidy};
use crate::dictionary::import::words::is_nothing;
use crate::dictionary::lines::is_id;

/// Takes entries in; `out` holds what was left out already.
pub(crate) fn take_in(mut given: Vec<Given>, out: Drafts, ids: &mut Ids) -> Drafts {
    // Others are of them.
    sort_by_key(&mut given, |given| given.class != Class::Country);
    let mut intake = Intake { ids, out, keys: BTreeMap::new(), same: BTreeMap::new() };
    for given in given {
        intake.take(given);
    }
    intake.resolve();
    let mut out = intake.out;
    sort_by(&mut out.drafts, |a, b| a.id.cmp(&b.id));
    out
}

struct Intake<'a> {
    ids: &'a mut Ids,
    out: Drafts,
    /// Ids by what the file calls entries by: its keys, and their names where no two have one.
    keys: BTreeMap<String, Option<String>>,
    /// Places of drafts by class and folded name.
    same: BTreeMap<(Class, String), Vec<usize>>,
}

impl Intake<'_> {
    fn take(&mut self, mut given: Given) {
        if !given.ours && !self.clean(&mut given) {
            return;
        }
        self.country(&mut given);
        let Given { key, class, entry, what, .. } = &given;
        let country = entry.country.as_deref();
        if let Some(bearer) = self.ids.known(*class, &entry.name, country) {
            let (what, why) = self.listed(bearer, entry, what);
            self.keys.insert(key.clone(), Some(bearer.id.clone()));
            return self.out.leave_out(what, why);
        }
        let folded = fold_name(&entry.name);
        let differ = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
        let apart = |other: &Entry| {
            differ(&other.country, &entry.country) || differ(&other.parent, &entry.parent)
        };
        let places = self.same.entry((*class, folded.clone())).or_default();
        // Things with keys or ids of their own are told apart by those.
        let is_plain = given.key.is_empty() && !given.ours;
        let former = places.iter().copied();
        let former = former.filter(|_| is_plain).find(|&at| !apart(&self.out.drafts[at].entry));
        if let Some(at) = former {
            self.keys.insert(given.key.clone(), Some(self.out.drafts[at].id.clone()));
            return join(at, given, &mut self.out);
        }
        places.push(self.out.drafts.len());
        let id = self.id(&given);
        self.keys.insert(given.key.clone(), Some(id.clone()));
        let by_name = self.keys.entry(folded).or_insert_with(|| Some(id.clone()));
        if by_name.as_ref().is_some_and(|known| *known != id) {
            *by_name = None;
        }
        if given.class == Class::Country {
            self.ids.learn_country(&id, &given.entry);
        }
        let Given { class, entry, comments, .. } = given;
        self.out.drafts.push(Draft { id, class, entry, comments });
    }

    /// An id; that of a body of which another country has one of the same name says which country.
    fn id(&mut self, given: &Given) -> String {
        // Numbers of other people's rows are no ids.
        let is_named = |id: &&str| id.contains(|c: char| c.is_ascii_alphabetic());
        let wanted = given.wanted.as_deref().filter(|id| given.ours || is_named(id));
        let named = self.ids.give(wanted, &given.entry.name);
        let numbered = named.bytes().last().is_some_and(|b| b.is_ascii_digit());
        match (&given.entry.country, wanted) {
            (Some(country), None)
                if numbered && named != crate::cut::short_slug(&given.entry.name) =>
            {
                self.ids.take_back(&named);
                self.ids.give(None, &format!("{} {country}", given.entry.name))
            }
            _ => named,
        }
    }

    /// What to say of an entry that is listed already.
    fn listed(&self, bearer: &Bearer, entry: &Entry, what: &str) -> (String, String) {
        let others = entry.names.iter().chain(&entry.abbr).chain(&entry.formal);
        let lacks: Vec<String> = others
            .filter(|name| !self.ids.bearers(name).iter().any(|other| other.id == bearer.id))
            .map(|name| format!("{name:?}"))
            .collect();
        let id = &bearer.id;
        let lacking = match lacks.is_empty() {
            true => String::new(),
            false => format!(", which lacks {}", lacks.join(", ")),
        };
        let why = match &bearer.by {
            Borne::Label(language) => {
                format!("it is a label of what is listed already; --languages {language} finds it")
            }
            _ => "it is listed already; add its other names to that entry".to_owned(),
        };
        (format!("{what} as [{id}]{lacking}"), why)
    }

    /// Parts names from abbreviations and countries, and drops what says nothing; whether a name is left.
    fn clean(&mut self, given: &mut Given) -> bool {
        let Given { entry, what, class, .. } = given;
        entry.name = fold_space(&entry.name);
        if is_nothing(&entry.name) {
            self.out.leave_out(what.clone(), "it is no name");
            return false;
        }
        let names = std::mem::take(&mut entry.names);
        let abbr = std::mem::take(&mut entry.abbr);
        let name = std::mem::take(&mut entry.name);
        entry.name = self.part(&name, *class, entry);
        for name in names {
            let name = fold_space(&name);
            if is_nothing(&name) {
                self.out.leave_out(of(format!("{name:?}"), what), "it is no name");
                continue;
            }
            let name = self.part(&name, *class, entry);
            let is_abbreviation = is_short_form(&name) && !name.contains(' ');
            if is_abbreviation { entry.abbr.push(name) } else { entry.names.push(name) }
        }
        for abbr in abbr {
            match is_nothing(&abbr) {
                true => self.out.leave_out(of(format!("{abbr:?}"), what), "it is no name"),
                false => entry.abbr.push(fold_space(&abbr)),
            }
        }
        for list in [&mut entry.demonym, &mut entry.capital] {
            list.retain(|word| !is_nothing(word));
        }
        tidy(entry);
        true
    }

    /// A name without its abbreviation or country, which the entry is given.
    fn part(&self, name: &str, class: Class, entry: &mut Entry) -> String {
        let Some((outer, inner)) = bracketed(name).or_else(|| dashed(name)) else {
            return name.to_owned();
        };
        let is_short = |text: &str| is_short_form(text) && !text.contains(' ');
        if is_short(inner) && stands_for(inner, outer) {
            entry.abbr.push(inner.to_owned());
            return outer.to_owned();
        }
        if is_short(outer) && stands_for(outer, inner) {
            entry.abbr.push(outer.to_owned());
            return inner.to_owned();
        }
        let is_bracket = name.ends_with(')');
        if is_bracket && class != Class::Country && self.ids.country(inner).is_some() {
            entry.country.get_or_insert_with(|| inner.to_owned());
            return outer.to_owned();
        }
        if is_bracket && is_short(inner) {
            entry.abbr.push(inner.to_owned());
            return outer.to_owned();
        }
        name.to_owned()
    }

    /// Makes an id of what a file calls a country.
    fn country(&mut self, given: &mut Given) {
        let Some(said) = given.entry.country.take().filter(|said| !said.trim().is_empty()) else {
            return;
        };
        let of_file = self.keys.get(&said).cloned().flatten();
        let known = of_file.or_else(|| self.ids.country(&said).map(str::to_owned));
        let unknown = || (!self.ids.has_countries() && is_id(&said)).then(|| said.clone());
        given.entry.country = known.or_else(unknown);
        match &given.entry.country {
            // Namibia's code is what some programs write for nothing.
            Some(id) if is_nothing(&said) => self.out.note(
                format!("{}: [{id}]", of(format!("{said:?}"), &given.what)),
                "the country is read by its code; empty the cell where nothing was meant",
            ),
            None if !is_nothing(&said) => self.out.leave_out(
                of(format!("country {said:?}"), &given.what),
                "no country of the vocabulary has this name or code",
            ),
            _ => {}
        }
    }

    /// Makes ids of what entries refer to, and says which of their names others have.
    fn resolve(&mut self) {
        let mut drafts = std::mem::take(&mut self.out.drafts);
        for Draft { id, entry, .. } in &mut drafts {
            let mut refer = |key: &str, said: &mut String| -> bool {
                let known = self.refer(said).filter(|known| known != id);
                match &known {
                    Some(known) => known.clone_into(said),
                    None => self.out.leave_out(
                        of(format!("{key} {said}"), &format!("[{id}]")),
                        "what it names is neither listed nor taken over",
                    ),
                }
                known.is_some()
            };
            for (key, said) in
                [("parent", &mut entry.parent), ("replaced_by", &mut entry.replaced_by)]
            {
                if said.as_mut().is_some_and(|said| !refer(key, said)) {
                    *said = None;
                }
            }
            let lists = [
                ("part_of", &mut entry.part_of),
                ("implementers", &mut entry.implementers),
                ("funds", &mut entry.funds),
            ];
            for (key, list) in lists {
                list.retain_mut(|said| refer(key, said));
            }
        }
        for Draft { id, entry, .. } in &drafts {
            self.shared(id, entry);
        }
        self.out.drafts = drafts;
    }

    /// The id of what is called so.
    fn refer(&self, said: &str) -> Option<String> {
        let of_file = |key: &str| self.keys.get(key).cloned().flatten();
        if let Some(id) = of_file(said) {
            return Some(id);
        }
        if is_id(said) {
            // One that is listed nowhere yet may be in another file; a check says so.
            return Some(said.to_owned());
        }
        if let Some(id) = of_file(&fold_name(said)) {
            return Some(id);
        }
        let mut bearers = self.ids.bearers(said).iter().filter(|bearer| match &bearer.by {
            Borne::Name => true,
            Borne::Abbreviation(written) => written == said,
            Borne::Label(_) => false,
        });
        let first = bearers.next()?;
        bearers.all(|other| other.id == first.id).then(|| first.id.clone())
    }

    /// Says which names of a draft belong to something listed too.
    fn shared(&mut self, id: &str, entry: &Entry) {
        let names = std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal);
        let names =
            names.map(|name| (name, false)).chain(entry.abbr.iter().map(|abbr| (abbr, true)));
        for (name, is_abbreviation) in names {
            let bearer = self.ids.bearers(name).iter().find(|bearer| match &bearer.by {
                Borne::Name => true,
                Borne::Abbreviation(written) => !is_abbreviation || written == name,
                Borne::Label(_) => false,
            });
            let Some(bearer) = bearer else { continue };
            let why = if is_abbreviation {
                "it is an abbreviation of what is listed too; it counts where the text spells one of them out"
            } else {
                "it is a name of what is listed too; mentions stay unlinked where the context does not decide"
            };
            let what = of(format!("{name:?}"), &format!("[{id}], listed as [{}]", bearer.id));
            self.out.note(what, why);
        }
    }
}

/// A name and what stands in the bracket at its end.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let (outer, inner) = name.strip_suffix(')')?.rsplit_once('(')?;
    let (outer, inner) = (outer.trim(), inner.trim());
    (!outer.is_empty() && !inner.is_empty() && !inner.contains(')')).then_some((outer, inner))
}

/// The two sides of the only dash with spaces around it.
fn dashed(name: &str) -> Option<(&str, &str)> {
    let (left, right) = [" - ", " – ", " — "].iter().find_map(|dash| name.split_once(dash))?;
    (!left.is_empty() && !right.is_empty()).then_some((left.trim(), right.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{builtin_files, read, toml_table};

    fn taken(names: &[(&str, &str)]) -> (Vec<String>, Drafts) {
        let (vocabulary, _) = read(&builtin_files());
        let given = names.iter().map(|(name, country)| Given {
            entry: Entry {
                name: (*name).to_owned(),
                country: (!country.is_empty()).then(|| (*country).to_owned()),
                ..Entry::default()
            },
            what: format!("{name:?}"),
            ..Given::default()
        });
        let out = take_in(given.collect(), Drafts::default(), &mut Ids::of(&vocabulary));
        (out.drafts.iter().map(|draft| toml_table(draft).replace('\n', " ")).collect(), out)
    }

    #[test]
    fn names_are_parted_from_abbreviations_and_countries() {
        let table = [
            (
                "Zetan Lake Board (ZLB)",
                "[zetan-lake-board] name = \"Zetan Lake Board\" abbr = [\"ZLB\"] ",
            ),
            (
                "ZLB (Zetan Lake Board)",
                "[zetan-lake-board] name = \"Zetan Lake Board\" abbr = [\"ZLB\"] ",
            ),
            (
                "ZLB - Zetan Lake Board",
                "[zetan-lake-board] name = \"Zetan Lake Board\" abbr = [\"ZLB\"] ",
            ),
            (
                "Zetan Lake Board (Albania)",
                "[zetan-lake-board] name = \"Zetan Lake Board\" country = \"alb\" ",
            ),
            (
                "Zetan Lake Board (USA)",
                "[zetan-lake-board] name = \"Zetan Lake Board\" country = \"usa\" ",
            ),
            (
                "Antarctic Union (AU)",
                "[antarctic-union] name = \"Antarctic Union\" abbr = [\"AU\"] ",
            ),
            (
                "Zetan Lake Board (Vienna)",
                "[zetan-lake-board-vienna] name = \"Zetan Lake Board (Vienna)\" ",
            ),
            (
                "Zetan Lake Board - West",
                "[zetan-lake-board-west] name = \"Zetan Lake Board - West\" ",
            ),
        ];
        for (name, expected) in table {
            let (tables, out) = taken(&[(name, "")]);
            assert_eq!(tables, [expected], "{name}: {:?}", out.left_out);
        }
    }

    #[test]
    fn bodies_of_other_countries_are_others_and_of_the_same_one() {
        let (tables, out) = taken(&[
            ("Zetan Board", "Albania"),
            ("Zetan Board", "FR"),
            ("zetan board", "alb"),
            ("Zetan Board", "Nowhere"),
        ]);
        let heads: Vec<&str> = tables.iter().map(|t| t.split(' ').next().unwrap()).collect();
        assert_eq!(heads, ["[zetan-board]", "[zetan-board-fra]"], "{tables:?}");
        assert_eq!(out.left_out.len(), 1, "{:?}", out.left_out);
        assert_eq!(out.left_out[0].what, "country \"Nowhere\" of \"Zetan Board\"");
        assert_eq!(out.notes.len(), 2, "{:?}", out.notes);
    }

    #[test]
    fn what_is_listed_is_told_by_name_abbreviation_and_label() {
        let (vocabulary, _) = read(&builtin_files());
        for name in ["World Health Organization", "UNHCR", "Who"] {
            let (tables, out) = taken(&[(name, "")]);
            let listed =
                out.left_out.iter().any(|left| left.why.starts_with("it is listed already"));
            assert_eq!((tables.is_empty(), listed), (name != "Who", name != "Who"), "{name}");
        }
        assert!(vocabulary.entries.contains_key("unhcr"));
        let (tables, out) = taken(&[("N/A", ""), ("unknown", "")]);
        assert!(tables.is_empty() && out.left_out.iter().all(|left| left.why == "it is no name"));
    }
}
