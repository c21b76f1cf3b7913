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
        let mut tokens = fold(text);
        let mut faults = self.broken(text, &tokens);
        faults.extend(self.glued(text, &tokens));
        if !faults.is_empty() {
            sort_by_key(&mut faults, |(i, _)| *i);
            tokens = mend(text, &tokens, &faults);
        }
        KnownTokens::new(tokens, |word| {
            let facts = self.facts.of(word);
            WordFacts { kind: self.words.kind(facts.kind, word), ..facts }
        })
    }

    /// Words that a hyphen and a line's end break in two.
    fn broken(&self, text: &str, tokens: &Tokens) -> Vec<(usize, Fault)> {
        let halves = text.match_indices('\n').filter_map(|(end, _)| {
            let line = text[..end].strip_suffix('\r').unwrap_or(&text[..end]);
            let hyphen = line.strip_suffix('-')?.len();
            let second = tokens.at(hyphen);
            let first = second.checked_sub(1)?;
            (tokens.spans[first].end == hyphen && second < tokens.len()).then_some((first, second))
        });
        let whole = |&(first, second): &(usize, usize)| {
            let (a, b) = (&text[tokens.spans[first].range()], &text[tokens.spans[second].range()]);
            let gap = &text[tokens.spans[first].end + 1..tokens.spans[second].start];
            a.ends_with(char::is_lowercase)
                && b.starts_with(char::is_lowercase)
                && gap.chars().all(char::is_whitespace)
                && gap.matches('\n').count() == 1
                && self.facts.of(joined(a, b).trim()).in_name
        };
        halves.filter(whole).map(|(first, _)| (first, Fault::Broken)).collect()
    }

    /// Two abbreviations without a space between them.
    fn glued(&self, text: &str, tokens: &Tokens) -> Vec<(usize, Fault)> {
        let capital = |byte: &u8| byte.is_ascii_uppercase();
        let candidates = tokens.spans.iter().enumerate().filter(|(i, span)| {
            let length = span.end - span.start;
            let bytes = &text.as_bytes()[span.start..span.end];
            (SHORTEST_PAIR..=LONGEST_PAIR).contains(&length)
                && capital(&bytes[1])
                && bytes.iter().all(capital)
                && !self.facts.of(tokens.word(*i)).in_name
        });
        candidates
            .filter_map(|(i, span)| {
                let written = &text[span.range()];
                let cuts = SHORTEST..=written.len() - SHORTEST;
                let mut fits = cuts.filter(|&cut| {
                    self.abbreviates(&written[..cut]) && self.abbreviates(&written[cut..])
                });
                let only = fits.next()?;
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
