//! Mends words that a text breaks or glues, as far as the vocabulary knows them.
//!
//! In: a text and the lexicon. Out: [`Tokens`] as [`fold`] makes them, with `Organi-⏎zation` as one word and `OSCEUNODC` as
//! two. Never: a repair that makes no word of the vocabulary, so `EU-⏎funded` stays two words.

use crate::base::{Span, sort_by_key};
use crate::cut::{Tokens, fold, fold_name};
use crate::dictionary::known_tokens::KnownTokens;
use crate::dictionary::lexicon::Lexicon;
use crate::dictionary::sense::{Case, Sense};
use crate::dictionary::word_facts::WordFacts;

/// An abbreviation glued to another one has at least so many letters, and one of the two more.
const SHORTEST: usize = 2;
/// Two glued abbreviations have at least so many letters.
const SHORTEST_PAIR: usize = 7;
/// Longer words in capitals are no two abbreviations.
const LONGEST_PAIR: usize = 20;

/// What is wrong with a token.
enum Fault {
    /// It is two abbreviations, the first of so many letters.
    Glued(usize),
    /// The next token is its second half.
    Broken,
}

impl Lexicon {
    /// Splits a text into folded tokens and mends what is glued or broken.
    #[must_use]
    pub fn tokens(&self, text: &str) -> KnownTokens {
        KnownTokens::new(self.mended(text, fold(text)), |word| {
            let facts = self.facts.of(word);
            WordFacts { kind: self.words.kind(facts.kind, word), ..facts }
        })
    }

    /// The folded tokens of a text with what is glued or broken mended.
    pub(super) fn mended(&self, text: &str, tokens: Tokens) -> Tokens {
        let broken = halves(text, &tokens).filter(|half| self.facts.of(&half.whole).in_name);
        let mut faults: Vec<_> = broken.map(|half| (half.first, Fault::Broken)).collect();
        faults.extend(self.glued(text, &tokens));
        if faults.is_empty() {
            return tokens;
        }
        sort_by_key(&mut faults, |(i, _)| *i);
        mend(text, &tokens, &faults)
    }

    /// Two abbreviations without a space between them.
    fn glued(&self, text: &str, tokens: &Tokens) -> Vec<(usize, Fault)> {
        let candidates =
            pairs(text, tokens).filter(|(i, _)| !self.facts.of(tokens.word(*i)).in_name);
        candidates
            .filter_map(|(i, written)| {
                let fits = |(first, second): &(&str, &str)| {
                    self.abbreviates(first) && self.abbreviates(second)
                };
                let mut fits = cuts(written).filter(fits);
                let only = fits.next()?.0.len();
                fits.next().is_none().then_some((i, Fault::Glued(only)))
            })
            .collect()
    }

    /// Whether a word in capitals is the abbreviation of an entry.
    fn abbreviates(&self, written: &str) -> bool {
        let Some(word) = self.facts.of(&written.to_ascii_lowercase()).word else { return false };
        let case = Case::Exact(written);
        self.names.senses_of_word(word).any(|sense| {
            matches!(sense, Sense::Name { abbreviation: true, case: other, .. } if other == case)
        })
    }
}

/// A word that a hyphen and a line's end break in two.
struct Halves {
    /// The token of its first half.
    first: usize,
    /// It as one word, folded.
    whole: String,
}

/// What may be a broken word.
fn halves<'t>(text: &'t str, tokens: &'t Tokens) -> impl Iterator<Item = Halves> + 't {
    text.match_indices('\n').filter_map(move |(end, _)| {
        let line = text[..end].strip_suffix('\r').unwrap_or(&text[..end]);
        let hyphen = line.strip_suffix('-')?.len();
        let second = tokens.at(hyphen);
        let first = second.checked_sub(1)?;
        if tokens.spans[first].end != hyphen || second >= tokens.len() {
            return None;
        }
        let (a, b) = (&text[tokens.spans[first].range()], &text[tokens.spans[second].range()]);
        let gap = &text[tokens.spans[first].end + 1..tokens.spans[second].start];
        let is_one = a.ends_with(char::is_lowercase)
            && b.starts_with(char::is_lowercase)
            && gap.chars().all(char::is_whitespace)
            && gap.matches('\n').count() == 1;
        is_one.then(|| Halves { first, whole: joined(a, b).trim().to_owned() })
    })
}

/// What may be two abbreviations, each token with its letters.
fn pairs<'t>(text: &'t str, tokens: &'t Tokens) -> impl Iterator<Item = (usize, &'t str)> {
    let capital = |byte: &u8| byte.is_ascii_uppercase();
    let written = tokens.spans.iter().map(|span| &text[span.range()]).enumerate();
    written.filter(move |(_, written)| {
        let bytes = written.as_bytes();
        (SHORTEST_PAIR..=LONGEST_PAIR).contains(&bytes.len())
            && capital(&bytes[1])
            && bytes.iter().all(capital)
    })
}

/// The ways to cut letters into two abbreviations.
fn cuts(written: &str) -> impl Iterator<Item = (&str, &str)> {
    (SHORTEST..=written.len() - SHORTEST).map(|cut| written.split_at(cut))
}

/// Whether some of the words on which the mending of a text hangs are those of which is asked, folded.
pub(super) fn hangs_on(text: &str, tokens: &Tokens, is_asked: impl Fn(&str) -> bool) -> bool {
    let is_part = |part: &str| is_asked(&part.to_ascii_lowercase());
    halves(text, tokens).any(|half| is_asked(&half.whole))
        || pairs(text, tokens).any(|(_, written)| {
            is_part(written)
                || cuts(written).any(|(first, second)| is_part(first) || is_part(second))
        })
}

/// The folded form of a word from its two halves, with a space at both ends.
fn joined(first: &str, second: &str) -> String {
    fold_name(&format!("{first}{second}"))
}

/// The tokens anew, with their faults mended; `faults` come sorted.
fn mend(text: &str, tokens: &Tokens, faults: &[(usize, Fault)]) -> Tokens {
    let mut mended = Tokens::default();
    mended.folded.push(' ');
    let mut faults = faults.iter().peekable();
    let mut i = 0;
    while i < tokens.len() {
        let span = tokens.spans[i];
        match faults.next_if(|(at, _)| *at == i) {
            None => mended.push(span, |out| out.push_str(tokens.word(i))),
            Some((_, Fault::Glued(cut))) => {
                let (first, second) = tokens.word(i).split_at(*cut);
                let at = span.start + cut;
                mended.push(Span::new(span.start, at), |out| out.push_str(first));
                mended.push(Span::new(at, span.end), |out| out.push_str(second));
            }
            Some((_, Fault::Broken)) => {
                i += 1;
                let whole = joined(&text[span.range()], &text[tokens.spans[i].range()]);
                let span = Span::new(span.start, tokens.spans[i].end);
                mended.push(span, |out| out.push_str(whole.trim()));
            }
        }
        i += 1;
    }
    mended
}

#[cfg(test)]
mod tests {
    use crate::dictionary::{builtin_files, compile, read};

    #[test]
    fn mends_what_the_vocabulary_knows() {
        let (lexicon, _) = compile(read(&builtin_files()).0).unwrap();
        let table = [
            ("World Health Organi-\nzation", "world health organization"),
            ("Interna-\r\n   tional", "international"),
            ("EU-\nfunded, Serbia-\nbased", "eu funded , serbia based"),
            ("UNODC-\nWCO", "unodc wco"),
            ("Organi-\n\nzation", "organi zation"),
            ("the UNDPUNODC team", "the undp unodc team"),
            ("OSCEs, UNICEF, WHOEVER", "osces , unicef , whoever"),
        ];
        for (text, expected) in table {
            let tokens = lexicon.tokens(text);
            assert_eq!(tokens.folded.trim(), expected, "{text:?}");
            for i in 0..tokens.len() {
                assert_eq!(tokens.at(tokens.spans[i].start), i, "{text:?}");
            }
        }
    }
}
