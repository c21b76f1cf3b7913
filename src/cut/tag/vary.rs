//! The same sentences as other writers would print them.
//!
//! In: a sentence with its tags. Out: the sentence with each name as one word, as a headline, in capitals. Never: another wording.

use crate::cut::tag::tag::Tag;
use crate::cut::tag::tagged::TaggedWord;

/// The sentence with each run of name words as one word that is known to be a name, as a dictionary finds them:
/// `Oslo City Council`, `Bank of Norway`.
pub(super) fn with_names(sentence: &[TaggedWord]) -> Vec<TaggedWord> {
    let is_name = |i: usize| sentence.get(i).is_some_and(|word| word.tag == Tag::Propn);
    let mut out: Vec<TaggedWord> = Vec::with_capacity(sentence.len());
    let mut i = 0;
    while i < sentence.len() {
        let mut word = sentence[i].clone();
        i += 1;
        if word.tag == Tag::Propn {
            word.fixed = true;
            loop {
                let of = sentence.get(i).is_some_and(|next| next.word == "of") && is_name(i + 1);
                if !is_name(i) && !of {
                    break;
                }
                word.word.push(' ');
                word.word.push_str(&sentence[i].word);
                i += 1;
            }
        }
        out.push(word);
    }
    out
}

/// The sentence as a headline: all but small words capitalised.
pub(super) fn as_headline(sentence: &[TaggedWord]) -> Vec<TaggedWord> {
    let small = |tag| matches!(tag, Tag::Adp | Tag::Cconj | Tag::Det | Tag::Part | Tag::Sconj);
    let mut out = sentence.to_vec();
    for (i, word) in out.iter_mut().enumerate() {
        if i == 0 || !small(word.tag) && word.gap != "'" && word.gap != "’" {
            let mut letters = word.word.chars();
            if let Some(first) = letters.next() {
                word.word = first.to_uppercase().chain(letters).collect();
            }
        }
    }
    out
}

/// The sentence in capitals.
pub(super) fn in_capitals(sentence: &[TaggedWord]) -> Vec<TaggedWord> {
    let mut out = sentence.to_vec();
    for word in &mut out {
        word.word = word.word.to_uppercase();
    }
    out
}
