//! Names that no text can make consort find.
//!
//! In: a vocabulary and the lexicon compiled from it. Out: a finding for each name that, standing alone in a plain sentence,
//! is not found as its entry. Never: a guess why; the finding says what is found instead.

use rayon::prelude::*;

use crate::base::Document;
use crate::dictionary::{Finding, Lexicon, Listed, VocabFile, Vocabulary, unreachable};
use crate::documents::{Format, ReadOptions, parse};
use crate::extract::extract;

/// Reads each unconditional name in a sentence of its own.
#[must_use]
pub fn unreachable_names(
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    files: &[VocabFile],
) -> Vec<Finding> {
    let entries: Vec<_> = vocabulary.entries.iter().collect();
    entries
        .par_iter()
        .flat_map_iter(|(id, listed)| {
            names(listed).filter_map(|name| {
                let instead = instead(lexicon, id, name)?;
                Some(unreachable(id, listed, name, files, &instead))
            })
        })
        .collect()
}

fn names(listed: &Listed) -> impl Iterator<Item = &String> {
    let entry = &listed.entry;
    std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal).chain(&entry.abbr)
}

/// What stands in the way of a name; `None` when it is found, alone or as one of several that share it.
fn instead(lexicon: &Lexicon, id: &str, name: &str) -> Option<String> {
    const BEFORE: &str = "Yesterday they wrote about the ";
    let text = format!("{BEFORE}{name} again.");
    let read = parse("check", &text, Format::Text, &ReadOptions::default());
    let document: &Document = read.output.first()?;
    let start = document.text.find(BEFORE)? + BEFORE.len();
    let place = crate::base::Span::new(start, start + name.len());
    let found = extract(document, &lexicon.tokens(&document.text), lexicon);
    let mut linked = found.mentions.iter().filter(|m| m.span.overlaps(place));
    let mut shared = found.unlinked.iter().filter(|u| u.span.overlaps(place));
    if linked.clone().any(|m| &*m.entity.id == id)
        || shared.clone().any(|u| u.candidates.iter().any(|c| &**c == id))
    {
        return None;
    }
    Some(match (linked.next(), shared.next()) {
        (Some(other), _) => {
            let surface = &document.text[other.span.range()];
            format!("{surface:?} is read as [{}]", other.entity.id)
        }
        (None, Some(other)) => {
            let surface = &document.text[other.span.range()];
            match other.candidates.as_slice() {
                [] => format!("{surface:?} is read as a body of a country that the text must name"),
                ids => format!("{surface:?} is read as one of {}", ids.join(", ")),
            }
        }
        (None, None) => "nothing is found".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{compile, read};

    #[test]
    fn an_address_or_a_longer_name_can_stand_in_the_way() {
        let file = VocabFile {
            name: "organisations.toml".to_owned(),
            text:
                "[zeta]\nname = \"Zeta Body\"\nnames = [\n  \"zeta@body\",\n  \"Zeta Court\",\n]\n\
                   [yota]\nname = \"about the Zeta Court\"\n"
                    .to_owned(),
            builtin: false,
        };
        let files = [file];
        let (vocabulary, warnings) = read(&files);
        assert!(warnings.is_empty(), "{warnings:?}");
        let (lexicon, _) = compile(vocabulary.clone()).unwrap();
        let found = unreachable_names(&vocabulary, &lexicon, &files);
        let lines: Vec<_> = found.iter().map(|f| format!("{}: {}", f.place, f.message)).collect();
        assert_eq!(
            lines,
            [
                "organisations.toml:4: \"zeta@body\" is never found as [zeta]: nothing is found",
                "organisations.toml:5: \"Zeta Court\" is never found as [zeta]: \"about the Zeta Court\" is read as [yota]",
            ]
        );
    }
}
