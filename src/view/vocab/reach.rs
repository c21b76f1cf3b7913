//! Names that no text can make consort find.
//!
//! In: a vocabulary and the lexicon compiled from it. Out: a finding for each name that, standing alone in a plain sentence,
//! is not found as its entry. Never: a guess why; the finding says what is found instead.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::{EntityId, Span};
use crate::dictionary::{
    Finding, Lexicon, Listed, Unreachable, VocabFile, Vocabulary, unreachable,
};
use crate::documents::{Format, ReadOptions, parse};
use crate::extract::extract;

/// Reads each unconditional name in a sentence of its own, once for all entries that bear it.
///
/// ```
/// use consort::dictionary::{VocabFile, builtin_files, compile, read};
/// use consort::view::vocab::unreachable_names;
/// let text = "[zeta]\nname = \"zeta@board\"\n[yota]\nname = \"Yota Board\"\n";
/// let mut files = builtin_files();
/// files.retain(VocabFile::is_language);
/// files.push(VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false });
/// let (vocabulary, _) = read(&files);
/// let (lexicon, _) = compile(vocabulary.clone())?;
/// let found = unreachable_names(&vocabulary, &lexicon, &files);
/// let [only] = found.as_slice() else { panic!("{found:?}") };
/// assert!(only.message.starts_with("\"zeta@board\" is never found as [zeta]"));
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn unreachable_names(
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    files: &[VocabFile],
) -> Vec<Finding> {
    let all: BTreeSet<&str> = vocabulary.entries.values().flat_map(names).collect();
    let read: BTreeMap<&str, _> =
        all.into_par_iter().filter_map(|name| Some((name, read(lexicon, name)?))).collect();
    let mut missed = Vec::new();
    for (id, listed) in &vocabulary.entries {
        for name in names(listed) {
            let missing = read.get(name).filter(|(linked, _)| !linked.contains(id));
            if let Some((_, instead)) = missing {
                missed.push(Unreachable { id, listed, name, instead: instead.clone() });
            }
        }
    }
    unreachable(&missed, files)
}

fn names(listed: &Listed) -> impl Iterator<Item = &str> {
    let entry = &listed.entry;
    let all = std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal);
    all.chain(&entry.abbr).map(String::as_str)
}

/// As which entities a name is found, alone or as one of several that share it, and what stands in the way of others.
fn read(lexicon: &Lexicon, name: &str) -> Option<(BTreeSet<EntityId>, String)> {
    const BEFORE: &str = "Yesterday they wrote about the ";
    let text = format!("{BEFORE}{name} again.");
    let read = parse("check", &text, Format::Text, &ReadOptions::default());
    let document = read.output.first()?;
    let start = document.text.find(BEFORE)? + BEFORE.len();
    let place = Span::new(start, start + name.len());
    let found = extract(document, &lexicon.tokens(&document.text), lexicon);
    let mentions: Vec<_> = found.mentions.iter().filter(|m| m.span.overlaps(place)).collect();
    let shared: Vec<_> = found.unlinked.iter().filter(|u| u.span.overlaps(place)).collect();
    let linked = mentions.iter().map(|m| m.entity.id.clone());
    let linked = linked.chain(shared.iter().flat_map(|u| u.candidates.iter().cloned())).collect();
    let surface = |span: Span| &document.text[span.range()];
    let instead = match (mentions.first(), shared.first()) {
        (Some(other), _) => format!("{:?} is read as [{}]", surface(other.span), other.entity.id),
        (None, Some(other)) => match other.candidates.as_slice() {
            [] => {
                let surface = surface(other.span);
                format!("{surface:?} is read as a body of a country that the text must name")
            }
            ids => format!("{:?} is read as one of {}", surface(other.span), ids.join(", ")),
        },
        (None, None) => "nothing is found".to_owned(),
    };
    Some((linked, instead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{compile, read as read_vocabulary};

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
        let (vocabulary, warnings) = read_vocabulary(&files);
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
