//! Capitalised phrases that no name covers.
//!
//! In: a story as it was read. Out: phrases of two capitalised words or more, with the abbreviation that a bracket behind them
//! defines. Never: a phrase inside a name that was found, or one from a title, where capitals say little.

use crate::base::{ParagraphKind, Span, Story};
use crate::cut::{Tokens, fold, stands_for};
use crate::dictionary::{Grammar, SmallWord};

/// A phrase in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub span: Span,
    pub sentence: usize,
    /// What the bracket behind it holds, where its letters stand in the phrase.
    pub defines: Option<Span>,
}

/// The phrases of a story, in reading order.
pub(super) fn phrases(story: &Story, grammar: &Grammar) -> Vec<Phrase> {
    let tokens = fold(&story.document.text);
    let mut found = Vec::new();
    for (index, sentence) in story.extraction.sentences.iter().enumerate() {
        let kind = story.document.paragraphs.get(sentence.paragraph).map(|p| p.kind);
        let dateline = story.document.dateline.as_ref().map(|d| d.span);
        if !matches!(kind, Some(ParagraphKind::Text | ParagraphKind::Item)) {
            continue;
        }
        let start =
            dateline.filter(|d| sentence.span.overlaps(*d)).map_or(sentence.span.start, |d| d.end);
        let scan = Scan { story, tokens: &tokens, grammar, end: tokens.at(sentence.span.end) };
        scan.sentence(tokens.at(start), index, &mut found);
    }
    found
}

struct Scan<'a> {
    story: &'a Story,
    tokens: &'a Tokens,
    grammar: &'a Grammar,
    end: usize,
}

impl Scan<'_> {
    fn sentence(&self, first: usize, index: usize, found: &mut Vec<Phrase>) {
        let mut at = first;
        while at < self.end {
            let opens = at == first && self.is(at, SmallWord::OPENER);
            if opens || !self.is_capital(at) {
                at += 1;
                continue;
            }
            let end = self.phrase_end(at);
            let n_capitals = (at..end).filter(|&i| self.is_capital(i)).count();
            let span = self.tokens.cover(at, end);
            if n_capitals >= 2 && !self.is_named(span) {
                found.push(Phrase { span, sentence: index, defines: self.definition(end, span) });
            }
            at = end;
        }
    }

    /// One past the last capitalised word that small words join to the one at `at`.
    fn phrase_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        let mut has_of = false;
        loop {
            let mut next = end;
            while next < self.end && next < end + 2 && self.is(next, SmallWord::IN_PHRASE) {
                // `A and B` are two names, `Ministry of A and B` is one; `A the B` is none.
                if self.is(next, SmallWord::CONJUNCTION) && !has_of
                    || self.is(next, SmallWord::DEFINITE) && next == end
                {
                    return end;
                }
                next += 1;
            }
            if next >= self.end || !self.is_capital(next) {
                return end;
            }
            has_of |= (end..next).any(|i| self.is(i, SmallWord::BEFORE_PAIR));
            end = next + 1;
        }
    }

    fn is(&self, i: usize, small: SmallWord) -> bool {
        self.grammar.word(self.tokens.word(i)).is(small)
    }

    fn is_capital(&self, i: usize) -> bool {
        self.written(i).starts_with(char::is_uppercase)
    }

    fn written(&self, i: usize) -> &str {
        self.story.document.text.get(self.tokens.spans[i].range()).unwrap_or_default()
    }

    fn is_named(&self, span: Span) -> bool {
        let extraction = &self.story.extraction;
        extraction.mentions.iter().any(|m| m.span.overlaps(span))
            || extraction.unlinked.iter().any(|u| u.span.overlaps(span))
    }

    fn definition(&self, at: usize, phrase: Span) -> Option<Span> {
        if at + 2 >= self.tokens.len()
            || self.tokens.word(at) != "("
            || self.tokens.word(at + 2) != ")"
        {
            return None;
        }
        let short = self.written(at + 1);
        let long = self.story.document.text.get(phrase.range())?;
        let capitals = short.chars().filter(|c| c.is_uppercase()).count();
        let is_short =
            (2..=10).contains(&short.chars().count()) && capitals * 2 > short.chars().count();
        (is_short && stands_for(short, long)).then(|| self.tokens.spans[at + 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::dictionary::shipped_grammar;

    #[test]
    fn takes_runs_of_capitals_that_nothing_names() {
        let table: [(&str, &[&str]); 6] = [
            ("The Zeta Body met.", &["Zeta Body"]),
            (
                "They met the Union for Yota Affairs and Peace (UYAP) here.",
                &["Union for Yota Affairs and Peace (UYAP)"],
            ),
            ("Zeta Body and Yota Club met.", &["Zeta Body", "Yota Club"]),
            ("Under Law the Zeta met.", &[]),
            ("The [Zeta Body=zeta] met.", &[]),
            ("In the Zeta Body, Yota sat.", &["Zeta Body"]),
        ];
        for (text, expected) in table {
            let story = story(Sample::new("one").paragraph(&[text]));
            let text = &story.document.text;
            let grammar = shipped_grammar();
            let found: Vec<String> = phrases(&story, &grammar)
                .iter()
                .map(|p| match p.defines {
                    None => text[p.span.range()].to_owned(),
                    Some(short) => format!("{} ({})", &text[p.span.range()], &text[short.range()]),
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
