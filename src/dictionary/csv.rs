//! Entries as comma-separated values, for people with a spreadsheet.
//!
//! In: a vocabulary. Out: a table that [`read_table`](crate::dictionary::read_table) reads back. Never: a value without a word on
//! what the table has no room for.

use std::collections::BTreeMap;
use std::io::Write;

use crate::dictionary::entry::{EntryStatus, Matching};
use crate::dictionary::import::{COLUMNS, join};
use crate::dictionary::load::Vocabulary;

/// Writes the entries as a table, sorted by id; the number of conditional names, excluded phrases and addresses that a
/// table has no room for.
///
/// # Errors
/// When the writer fails.
///
/// ```
/// use consort::dictionary::{VocabFile, read, write_csv};
/// let text = "[zeta]\nname = \"Zeta Body\"\nabbr = [\"ZB\"]\ncond = [{ text = \"Zeta\", needs = [\"zeta\"] }]\n";
/// let file = VocabFile { name: "organisations.toml".into(), text: text.into(), builtin: false };
/// let mut table = Vec::new();
/// let n_left_out = write_csv(&read(&[file]).0, &mut table).expect("memory takes it");
/// let table = String::from_utf8(table).expect("text");
/// assert!(table.lines().nth(1).is_some_and(|row| row.starts_with("zeta,organisation,Zeta Body,")));
/// assert_eq!(n_left_out, 1, "a name that counts only in context");
/// ```
pub fn write_csv(vocabulary: &Vocabulary, out: &mut dyn Write) -> Result<usize, csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let has_patterns = vocabulary.entries.values().any(|l| !l.entry.patterns.is_empty());
    writer.write_record(COLUMNS.iter().filter(|column| has_patterns || **column != "pattern"))?;
    let mut n_left_out = 0;
    for (id, listed) in &vocabulary.entries {
        let entry = &listed.entry;
        n_left_out +=
            entry.cond.len() + entry.not.len() + entry.same_as.len() + entry.see_also.len();
        let pairs = |map: &BTreeMap<String, String>| {
            join(&map.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>())
        };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let class = listed.class.name().to_lowercase();
        let patterns: Vec<String> = entry.patterns.iter().map(|p| p.as_str().to_owned()).collect();
        let before = [
            id.to_string(),
            class,
            entry.name.clone(),
            join(&entry.names),
            join(&entry.abbr),
            text(&entry.formal),
        ];
        let behind = [
            join(&entry.demonym),
            join(&entry.capital),
            pairs(&entry.labels),
            if entry.matching == Matching::Exact { "exact".to_owned() } else { String::new() },
            text(&entry.kind),
            text(&entry.parent),
            join(&entry.part_of),
            text(&entry.country),
            join(&entry.implementers),
            join(&entry.funds),
            text(&entry.since),
            text(&entry.until),
            text(&entry.replaced_by),
            pairs(&entry.ids),
            if entry.status == EntryStatus::Defunct { "defunct".to_owned() } else { String::new() },
            text(&entry.note),
        ];
        writer.write_record(
            before.into_iter().chain(has_patterns.then(|| join(&patterns))).chain(behind),
        )?;
    }
    writer.flush()?;
    Ok(n_left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Class;
    use crate::dictionary::{
        Drafts, Entry, Ids, Listed, NamePattern, TableOptions, builtin_files, read, read_table,
    };

    fn read_back(table: &[u8]) -> Drafts {
        let table = std::str::from_utf8(table).unwrap();
        read_table(table, &TableOptions::default(), &mut Ids::default()).unwrap()
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let (vocabulary, _) = read(&builtin_files());
        let mut table = Vec::new();
        write_csv(&vocabulary, &mut table).unwrap();
        let drafts = read_back(&table);
        assert!(drafts.left_out.is_empty(), "{:?}", drafts.left_out);
        assert_eq!(drafts.drafts.len(), vocabulary.entries.len());
        for draft in &drafts.drafts {
            let listed = &vocabulary.entries[draft.id.as_str()];
            let mut entry = (*listed.entry).clone();
            (entry.cond, entry.not) = (Vec::new(), Vec::new());
            (entry.same_as, entry.see_also) = (Vec::new(), Vec::new());
            assert_eq!((&draft.entry, draft.class), (&entry, listed.class), "{}", draft.id);
        }
    }

    #[test]
    fn patterns_round_trip_and_bad_ones_are_left_out() {
        let patterns = [r"A\|B|C\d+ \(x\)", "E;F, \"G\""].map(|p| NamePattern::new(p).unwrap());
        let entry =
            Entry { name: "Zeta".to_owned(), patterns: patterns.into(), ..Entry::default() };
        let listed = Listed {
            class: Class::Region,
            entry: entry.into(),
            place: "a".to_owned(),
            builtin: false,
            languages: [].into(),
        };
        let id = crate::base::EntityId::new("zeta").unwrap();
        let vocabulary =
            Vocabulary { entries: [(id, listed.clone())].into(), ..Vocabulary::default() };
        let mut table = Vec::new();
        write_csv(&vocabulary, &mut table).unwrap();
        let read = read_back(&table);
        assert_eq!((&read.drafts[0].entry, read.left_out.len()), (&*listed.entry, 0));

        let table = "name,class,pattern\nZeta,region,a(|Z-[0-9]+\n";
        let read = read_back(table.as_bytes());
        assert_eq!(read.drafts[0].entry.patterns, [NamePattern::new("Z-[0-9]+").unwrap()]);
        assert_eq!(read.left_out[0].what, "the pattern \"a(\" of \"Zeta\" (line 2)");
        assert_eq!(read.left_out[0].why, "it cannot be used: unclosed group at character 2");
    }
}
