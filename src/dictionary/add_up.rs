//! Lists of words of several files as one.
//!
//! In: two tables of one kind. Out: one whose lists hold the words of both. Never: what a word means.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::DeValue;

use crate::dictionary::written::typed;

/// Adds the words of a later table to those of a former one, list by list.
pub(super) fn add_words<T>(former: &mut T, later: T)
where
    T: Default + PartialEq + Serialize + DeserializeOwned,
{
    // Most often there is one file of a kind, the shipped one.
    if *former == T::default() {
        *former = later;
        return;
    }
    let both = (serde_json::to_value(&*former), serde_json::to_value(&later));
    if let (Ok(first), Ok(second)) = both {
        // Lists of words are lists of words still, so they are read back as they were.
        *former = typed(written(joined(first, second))).unwrap_or(later);
    }
}

fn joined(former: Value, later: Value) -> Value {
    match (former, later) {
        (Value::Object(mut table), Value::Object(later)) => {
            for (key, words) in later {
                let own = table.remove(&key).unwrap_or_default();
                table.insert(key, joined(own, words));
            }
            Value::Object(table)
        }
        (Value::Array(mut words), Value::Array(later)) => {
            words.extend(later);
            Value::Array(words)
        }
        (_, later) => later,
    }
}

/// The same as a table of a file, so that such tables are read in one way.
fn written(words: Value) -> Spanned<DeValue<'static>> {
    let words = match words {
        Value::Object(table) => {
            let keys = table.into_iter().map(|(key, words)| (nowhere(key.into()), written(words)));
            DeValue::Table(keys.collect())
        }
        Value::Array(words) => DeValue::Array(words.into_iter().map(written).collect()),
        Value::String(word) => DeValue::String(word.into()),
        other => DeValue::String(other.to_string().into()),
    };
    nowhere(words)
}

fn nowhere<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

#[cfg(test)]
mod tests {
    use crate::dictionary::files::{VocabFile, builtin_files};
    use crate::dictionary::frame_table::Slot;
    use crate::dictionary::load::read;

    #[test]
    fn words_of_a_users_file_are_added_to_the_shipped_ones() {
        let own = [
            ("frames-my.toml", "[words]\nfutures = [\"shal\"]\n[words.places]\nto = [\"unto\"]\n"),
            (
                "relations-my.toml",
                "[words]\nfunders = [\"purse\"]\n[status]\nhedged = [\"mayhap\"]\n",
            ),
        ];
        let mut files = builtin_files();
        let shipped = read(&files).0;
        files.extend(own.map(|(name, text)| VocabFile {
            name: name.to_owned(),
            text: text.to_owned(),
            builtin: false,
        }));
        let (both, warnings) = read(&files);
        assert_eq!(warnings, []);
        let (frames, words) = (shipped.frame_words, shipped.words);
        assert_eq!(both.frame_words.futures, [&frames.futures[..], &["shal".to_owned()]].concat());
        assert_eq!(both.frame_words.places[&Slot::To].last().unwrap(), "unto");
        assert_eq!(both.frame_words.places[&Slot::For], frames.places[&Slot::For]);
        assert_eq!(both.frame_words.parts, frames.parts);
        assert_eq!(both.words.funders, [&words.funders[..], &["purse".to_owned()]].concat());
        assert_eq!(both.words.bodies, words.bodies);
        assert_eq!(both.cues.hedged.last().unwrap(), "mayhap");
        assert_eq!(both.cues.planned, shipped.cues.planned);
    }
}
