//! Gazetteers of GATE: lists (`.lst`) and their index (`.def`).
//!
//! In: the decoded text of an index, of its lists. Out: which lists there are, and [`Drafts`]. Never: a list opened.
//!
//! A line of a list is a name, perhaps with features behind it (`Alpha Body&abbr=AB&country=Albania`); a line of an index is
//! `file.lst:majorType:minorType:language:annotationType`, where all but the first may be missing.

use crate::base::Class;
use crate::dictionary::draft::{Drafts, Ids};
use crate::dictionary::entry::Entry;
use crate::dictionary::import::cell::split;
use crate::dictionary::import::given::{Given, of};
use crate::dictionary::import::intake::take_in;
use crate::dictionary::import::options::ImportOptions;
use crate::dictionary::import::words::{class, column, heading};

/// A list that an index names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GateList {
    /// Its file, seen from that of the index.
    pub file: String,
    /// Its major type, minor type, language and annotation type, as far as they are said.
    pub kinds: Vec<String>,
    /// Its decoded text.
    pub text: String,
}

/// What parts a name from its features, and those from each other.
const SEPARATORS: [char; 6] = ['\t', '&', ':', '@', '|', ';'];

/// The lists of an index, without their texts.
///
/// ```
/// let lists = consort::dictionary::gate_index("bodies.lst:organization:ngo\nplaces.lst:location\n");
/// assert_eq!((lists[0].file.as_str(), lists[0].kinds.join(" ")), ("bodies.lst", "organization ngo".to_owned()));
/// ```
#[must_use]
pub fn gate_index(text: &str) -> Vec<GateList> {
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let list = |line: &str| {
        let mut parts = line.split(':').map(|part| part.trim().to_owned());
        let file = parts.next().unwrap_or_default();
        GateList { file, kinds: parts.collect(), text: String::new() }
    };
    lines.map(list).collect()
}

/// Reads lists. The class of a list is what `options` say of its `major:minor` or one of its types, else what its types mean.
///
/// ```
/// use consort::dictionary::{GateList, Ids, ImportOptions, gate_index, read_gate};
/// let mut lists = gate_index("bodies.lst:organization:ngo");
/// lists[0].text = "Alpha Body&abbr=ALB\nBeta Body\n".to_owned();
/// let read = read_gate(&lists, &ImportOptions::default(), &mut Ids::default());
/// assert_eq!((read.drafts.len(), &*read.drafts[0].entry.abbr[0]), (2, "ALB"));
/// ```
#[must_use]
pub fn read_gate(lists: &[GateList], options: &ImportOptions, ids: &mut Ids) -> Drafts {
    let mut out = Drafts::default();
    let mut given = Vec::new();
    for list in lists {
        let Some(class) = class_of(list, options) else {
            let kinds = list.kinds.join(":");
            let what = format!("{} ({kinds})", list.file);
            out.leave_out(what, "its class is unknown; give --as TYPE=CLASS, or --class");
            continue;
        };
        for (line, text) in (1..).zip(list.text.lines()) {
            let text = text.trim();
            if !text.is_empty() && !text.starts_with('#') {
                given.push(entry(text, class, &format!("{}:{line}", list.file), &mut out));
            }
        }
    }
    take_in(given, out, ids)
}

fn class_of(list: &GateList, options: &ImportOptions) -> Option<Class> {
    let kinds: Vec<&str> =
        list.kinds.iter().map(String::as_str).filter(|k| !k.is_empty()).collect();
    let both = kinds.iter().take(2).copied().collect::<Vec<_>>().join(":");
    let mut said = std::iter::once(both.as_str()).chain(kinds.iter().rev().copied());
    let said = said.find_map(|kind| options.classes.get(kind).copied());
    // The minor type is the closer one: a `location` may be a `country`.
    let meant = || kinds.iter().take(2).rev().find_map(|kind| class(kind));
    said.or_else(meant).or(options.class)
}

fn entry(text: &str, class: Class, place: &str, out: &mut Drafts) -> Given {
    let (name, features) = features(text);
    let what = format!("{name:?} ({place})");
    let mut entry = Entry { name: name.to_owned(), ..Entry::default() };
    let mut wanted = None;
    for (feature, value) in features {
        let key = column(&heading(feature)).unwrap_or(feature);
        let values = || split(value, &['|', ';']);
        match key {
            "id" => wanted = Some(value.to_owned()),
            "names" => entry.names.extend(values()),
            "abbr" => entry.abbr.extend(values()),
            "country" => entry.country = Some(value.to_owned()),
            "parent" => entry.parent = Some(value.to_owned()),
            "formal" => entry.formal = Some(value.to_owned()),
            "type" => entry.kind = Some(value.to_owned()),
            "wikidata" | "ror" | "iati" | "isni" | "lei" => {
                entry.ids.insert(key.to_owned(), value.to_owned());
            }
            _ => out.leave_out(
                of(format!("{feature}={value}"), &what),
                "the feature is no key of an entry",
            ),
        }
    }
    Given { wanted, class, entry, what, ..Given::default() }
}

/// A name and its features, if everything behind a separator is `key=value`.
fn features(line: &str) -> (&str, Vec<(&str, &str)>) {
    let parted = SEPARATORS.iter().find_map(|separator| {
        let (name, rest) = line.split_once(*separator)?;
        let pairs: Option<Vec<_>> = rest
            .split(*separator)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.split_once('=').filter(|(key, _)| is_key(key)))
            .collect();
        pairs.filter(|pairs| !pairs.is_empty()).map(|pairs| (name.trim(), pairs))
    });
    parted.unwrap_or((line, Vec::new()))
}

/// Whether this can be the name of a feature: one word.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_have_features() {
        let table: [(&str, &str, usize); 6] = [
            ("Alpha Body", "Alpha Body", 0),
            ("Alpha Body&abbr=AB&country=FR", "Alpha Body", 2),
            ("Alpha Body\tabbr=AB", "Alpha Body", 1),
            ("Alpha & Sons", "Alpha & Sons", 0),
            ("Alpha & Sons@abbr=AS", "Alpha & Sons", 1),
            ("10:10 Foundation", "10:10 Foundation", 0),
        ];
        for (line, name, n_features) in table {
            let (found, features) = features(line);
            assert_eq!((found, features.len()), (name, n_features), "{line}");
        }
    }

    #[test]
    fn classes_come_from_types() {
        let options = ImportOptions {
            classes: [("location:lake".to_owned(), Class::Region)].into(),
            ..ImportOptions::default()
        };
        let of = |line: &str| class_of(&gate_index(line)[0], &options);
        assert_eq!(of("a.lst:organization:ngo:en"), Some(Class::Organisation));
        assert_eq!(of("a.lst:location:country"), Some(Class::Country));
        assert_eq!(of("a.lst:location:lake"), Some(Class::Region));
        assert_eq!((of("a.lst:person_first:female"), of("a.lst")), (None, None));
    }
}
