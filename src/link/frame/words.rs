//! A sentence as words: every name is one, and so is every joint of several words.
//!
//! In: the tokens and mentions of a sentence. Out: words with their parts of speech. Never: a phrase.

use crate::base::{Class, Document, Extraction, Mention, Sentence, Via};
use crate::cut::{Tag, TagWord, Tagger};
use crate::dictionary::{FrameSets, Frames, Joint, KnownTokens, Lexicon, WordKind};

/// A word, a name, a joint or a sign: tokens `first..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub first: usize,
    pub end: usize,
    /// Its first token, folded.
    pub text: &'a str,
    pub tag: Tag,
    /// What it can be.
    pub kind: WordKind,
    /// Whether it can name an act: no frame is looked up for any other.
    pub acts: bool,
    /// The name that it is.
    pub name: Option<&'a Mention>,
    pub joint: Option<Joint>,
    pub is_capital: bool,
    /// Whether a hyphen or slash joins it to the word before.
    pub is_hyphened: bool,
    /// Whether a dash stands before it.
    pub behind_dash: bool,
    /// Whether a sign or code of a currency is part of it: `US$50,000`.
    pub has_unit: bool,
}

impl Word<'_> {
    pub(super) fn is_name(&self) -> bool {
        self.name.is_some()
    }

    /// Whether it is the name of somebody or something that relations are about.
    pub(super) fn is_of(&self, class: Class) -> bool {
        self.name.is_some_and(|mention| mention.entity.class == class)
    }
}

/// A bracket of more words than this is no other name of what stands before it.
const BRACKET: usize = 7;

/// The words of a sentence.
pub(super) fn words<'a>(
    document: &'a Document,
    tokens: &'a KnownTokens,
    extraction: &'a Extraction,
    index: usize,
    lexicon: &'a Lexicon,
) -> Vec<Word<'a>> {
    let Sentence { span, .. } = extraction.sentences[index];
    let range = tokens.at(span.start)..tokens.at(span.end);
    let mut mentions = extraction.mentions_in(index).iter().filter(|m| !m.nested);
    let mut next = mentions.next();
    let mut out: Vec<Word<'a>> = Vec::with_capacity(range.len());
    let mut at = range.start;
    while at < range.end {
        while next.is_some_and(|m| m.span.start < tokens.spans[at].start) {
            next = mentions.next();
        }
        if let Some(mention) = next.filter(|m| m.span.start == tokens.spans[at].start) {
            let end = tokens.at(mention.span.end).clamp(at + 1, range.end);
            if !absorb(&mut out, tokens, mention, at) {
                let first = governed(&mut out, mention, lexicon).unwrap_or(at);
                out.push(word(document, tokens, first, end, Some(mention), None));
            }
            next = mentions.next();
            at = end;
            continue;
        }
        if let Some(end) = sum(tokens, at, range.end, &lexicon.frames.words) {
            let units = &lexicon.frames.words.units;
            let has_unit = (at..end).any(|i| units.contains(tokens.word(i)));
            let word = word(document, tokens, at, end, None, None);
            out.push(Word { tag: Tag::Num, has_unit, ..word });
            at = end;
            continue;
        }
        // `co-funded` is a form of "fund".
        if lexicon.frames.words.prefixes.contains(tokens.word(at))
            && at + 1 < range.end
            && is_hyphenated(document, tokens, at + 1)
        {
            let word = word(document, tokens, at + 1, at + 2, None, None);
            out.push(Word { first: at, is_hyphened: false, ..word });
            at += 2;
            continue;
        }
        let (end, joint) = joint(&lexicon.frames, tokens, at, range.end);
        // The bracket that closes what a name stands in says where the name behind it is: `Oxfam (Kenya) trained`.
        let is_open = || {
            out.iter().rev().find(|w| matches!(w.text, "(" | ")")).is_some_and(|w| w.text == "(")
        };
        if let Some(close) = empty_bracket(tokens, at, range.end, next)
            && out.last().is_some_and(Word::is_name)
            && !(tokens.word(at) == ")" && is_open())
        {
            // What a short bracket adds to a name belongs to it.
            if let Some(last) = out.last_mut() {
                last.end = close;
            }
            at = close;
            continue;
        }
        // The dot of `Mr.` ends nothing.
        let dotted = tokens.word(at) == "." && end < range.end && joint.is_none();
        if !dotted && !is_quote(tokens.word(at)) {
            // `5 million greenbacks`: a currency that only a user's vocabulary has.
            let has_unit = out.last().is_some_and(|last| {
                lexicon.frames.words.magnitudes.contains(last.text) && !last.is_name()
            }) && !lexicon.money.currencies(tokens.word(at)).is_empty();
            out.push(Word { has_unit, ..word(document, tokens, at, end, None, joint) });
        }
        at = end;
    }
    tag(document, tokens, &mut out, &lexicon.frames.words);
    mark_relative_verbs(&mut out, &lexicon.frames);
    find_verb(&mut out, &lexicon.frames);
    mark_particles(&mut out, &lexicon.frames);
    out
}

/// Takes the other name of the word before, in brackets, into it: `Container Control Programme (CCP)`.
fn absorb(out: &mut Vec<Word<'_>>, tokens: &KnownTokens, mention: &Mention, at: usize) -> bool {
    let [.., name, bracket] = out.as_mut_slice() else { return false };
    let same = name.name.is_some_and(|n| n.entity.id == mention.entity.id);
    if !(same && bracket.text == "(" && at == bracket.end) {
        return false;
    }
    let end = tokens.at(mention.span.end);
    if tokens.len() <= end || tokens.word(end) != ")" {
        return false;
    }
    name.end = end;
    out.pop();
    true
}

/// Takes the words that make a country act out of those before its name, and says where they begin: `the Government of the`.
fn governed(out: &mut Vec<Word<'_>>, mention: &Mention, lexicon: &Lexicon) -> Option<usize> {
    if mention.entity.class != Class::Country || mention.via == Via::Demonym {
        return None;
    }
    let sets = &lexicon.frames.words;
    let heads = &lexicon.heads;
    let mut first = None;
    // `the Government of the Republic of`: one behind the other.
    loop {
        let plain = |back: usize| out.iter().rev().nth(back).filter(|w| !w.is_name());
        let article = plain(0).is_some_and(|w| sets.articles.contains(w.text));
        let of = usize::from(article);
        let head =
            plain(of).filter(|w| sets.belongings.contains(w.text)).and_then(|_| plain(of + 1));
        let acts = |w: &&Word<'_>| {
            heads.governments.contains(w.text)
                || (w.is_capital && heads.state_forms.contains(w.text))
        };
        let Some(head) = head.filter(acts) else { return first };
        first = Some(head.first);
        out.truncate(out.len() - of - 2);
    }
}

/// The end of a short bracket at `at` that names nobody.
fn empty_bracket(
    tokens: &KnownTokens,
    at: usize,
    end: usize,
    next: Option<&Mention>,
) -> Option<usize> {
    match tokens.word(at) {
        // The bracket whose name was taken into the word before.
        ")" => return Some(at + 1),
        "(" => {}
        _ => return None,
    }
    let close = (at + 1..end.min(at + 2 + BRACKET)).find(|&i| tokens.word(i) == ")")?;
    let named = next.is_some_and(|m| m.span.start < tokens.spans[close].start);
    (!named).then_some(close + 1)
}

/// The end of a number with its separators and currency: `500,000`, `US$50,000`, `more than 4`.
fn sum(tokens: &KnownTokens, at: usize, end: usize, sets: &FrameSets) -> Option<usize> {
    let touches = |i: usize| tokens.spans[i - 1].end == tokens.spans[i].start;
    let is_number = |i: usize| tokens.word(i).starts_with(|c: char| c.is_ascii_digit());
    let is_sign = |i: usize| {
        let word = tokens.word(i);
        sets.units.contains(word) && !word.chars().all(char::is_alphabetic)
    };
    let mut next = at;
    // `more than`
    if let Some(rest) = sets.approximations.get(tokens.word(at)).and_then(|same| {
        same.iter().find(|rest| {
            at + rest.len() + 1 < end
                && rest.iter().zip(at + 1..).all(|(word, i)| **word == *tokens.word(i))
        })
    }) {
        next += rest.len() + 1;
        let numbered = is_number(next)
            || is_sign(next)
            || next + 1 < end && is_sign(next + 1) && touches(next + 1);
        if !numbered {
            return None;
        }
    }
    let at = next;
    // `US` of `US$`
    if at + 1 < end && is_sign(at + 1) && touches(at + 1) && tokens.word(at).len() <= 3 {
        next += 1;
    }
    let signed = is_sign(next);
    next += usize::from(signed);
    if next >= end || !is_number(next) {
        return signed.then_some(next);
    }
    next += 1;
    while next + 1 < end
        && matches!(tokens.word(next), "," | ".")
        && is_number(next + 1)
        && touches(next)
        && touches(next + 1)
    {
        next += 2;
    }
    Some(next)
}

/// The end of the joint that begins at a token, and what it does.
fn joint(frames: &Frames, tokens: &KnownTokens, at: usize, end: usize) -> (usize, Option<Joint>) {
    let found = frames.joints.get(tokens.word(at)).and_then(|same| {
        same.iter().find(|(rest, _)| {
            at + rest.len() < end
                && rest.iter().zip(at + 1..).all(|(word, i)| **word == *tokens.word(i))
        })
    });
    found.map_or((at + 1, None), |(rest, joint)| (at + 1 + rest.len(), Some(*joint)))
}

/// Whether only a hyphen stands between a token and the one before.
fn is_hyphenated(document: &Document, tokens: &KnownTokens, at: usize) -> bool {
    let gap = &document.text[tokens.spans[at - 1].end..tokens.spans[at].start];
    matches!(gap, "-" | "‐" | "‑")
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "«" | "»" | "'" | "‟")
}

fn word<'a>(
    document: &Document,
    tokens: &'a KnownTokens,
    first: usize,
    end: usize,
    name: Option<&'a Mention>,
    joint: Option<Joint>,
) -> Word<'a> {
    let start = tokens.spans[first].start;
    let gap = first.checked_sub(1).map_or("", |i| &document.text[tokens.spans[i].end..start]);
    // A space, nearly always.
    let plain = matches!(gap, " " | "");
    let dashed = !plain && (gap.contains(['–', '—']) || gap.contains(" - ") || gap.contains("--"));
    Word {
        first,
        end,
        text: tokens.word(first),
        tag: Tag::X,
        kind: if name.is_some() { WordKind::NAME } else { tokens.kind(first) },
        acts: name.is_none() && tokens.facts(first).acts,
        name,
        joint,
        is_capital: document.text[start..].starts_with(char::is_uppercase),
        is_hyphened: !plain && gap.contains(['-', '‐', '‑']) && !dashed,
        behind_dash: dashed,
        has_unit: false,
    }
}

fn tag(document: &Document, tokens: &KnownTokens, words: &mut [Word<'_>], sets: &FrameSets) {
    let asked: Vec<TagWord<'_>> = words
        .iter()
        .map(|word| {
            let span = tokens.cover(word.first, word.end);
            let before = word.first.checked_sub(1).map_or(span.start, |i| tokens.spans[i].end);
            let asked = if word.is_name() {
                TagWord::name(&document.text[span.range()])
            } else {
                // `co` of `co-funded` says nothing.
                let prefixed =
                    word.end > word.first + 1 && sets.prefixes.contains(tokens.word(word.first));
                let token = word.first + usize::from(prefixed);
                TagWord::new(&document.text[tokens.spans[token].range()])
            };
            asked.behind(&document.text[before..span.start])
        })
        .collect();
    let tags = Tagger::tag_english(&asked);
    let mut is_first = true;
    for (word, tag) in words.iter_mut().zip(tags) {
        word.tag = match word.joint {
            Some(Joint::Conjunction) => Tag::Cconj,
            // `set-up`
            Some(Joint::Preposition) if word.is_hyphened => Tag::Noun,
            Some(Joint::Preposition) if tag != Tag::Part && tag != Tag::Verb => Tag::Adp,
            _ if word.tag == Tag::Num => Tag::Num,
            _ if sets.units.contains(word.text) && !word.is_name() && tag != Tag::Noun => Tag::Sym,
            _ if sets.times.contains(word.text) && !word.is_name() => Tag::Adv,
            // `Following talks, …`
            _ if sets.gerund_prepositions.contains(word.text) && is_first => Tag::Adp,
            _ => tag,
        };
        if word.is_hyphened && word.joint == Some(Joint::Preposition) {
            word.joint = None;
        }
        is_first = word.text == ",";
    }
    mend(words, sets);
}

/// What stands before a noun and behind an article is no verb: `the affected areas`, `the implementing agency`.
fn mend(words: &mut [Word<'_>], sets: &FrameSets) {
    for i in 1..words.len() {
        // `A and B each provide`, `will both fund`
        let acts = words.get(i + 1).is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Aux));
        let behind =
            words[i - 1].is_name() || matches!(words[i - 1].tag, Tag::Noun | Tag::Propn | Tag::Aux);
        if acts && behind && sets.floating.contains(words[i].text) && !words[i].is_name() {
            words[i].tag = Tag::Adv;
            continue;
        }
        if words[i].tag != Tag::Verb || words[i].is_name() {
            continue;
        }
        let before = &words[i - 1];
        // `a World Bank funded project`
        let article = i > 1 && {
            let first = &words[i - 2];
            sets.articles.contains(first.text) && !sets.pointers.contains(first.text)
        };
        let thing = words.get(i + 1).is_some_and(|w| w.tag == Tag::Noun && !w.is_name());
        if article && before.is_name() && thing && words[i].kind.is(WordKind::PARTICIPLE) {
            words[i].tag = Tag::Adj;
            continue;
        }
        // `a memorandum of understanding with`
        let bare = words.get(i + 1).is_none_or(|w| {
            matches!(w.tag, Tag::Adp | Tag::Punct | Tag::Cconj | Tag::Aux) && !w.is_name()
        });
        if before.tag == Tag::Adp && bare && sets.is_gerund(words[i].text) {
            words[i].tag = Tag::Noun;
            continue;
        }
        // `with leading charities`, `the award winning club`
        let common = words.get(i + 1).is_some_and(|w| {
            matches!(w.tag, Tag::Noun | Tag::Adj) && w.joint.is_none() && !w.is_name()
        });
        if common && sets.participials.contains(words[i].text) {
            words[i].tag = Tag::Adj;
            continue;
        }
        let describes = matches!(before.tag, Tag::Det | Tag::Num)
            || before.tag == Tag::Adj && !sets.able.contains(before.text)
            || sets.possessives.contains(before.text)
            || before.tag == Tag::Part && sets.genitives.contains(before.text)
            || words[i].is_hyphened
                && (before.is_name() || before.tag == Tag::Propn || before.tag == Tag::Noun);
        let noun = words.get(i + 1).is_some_and(|w| {
            (matches!(w.tag, Tag::Noun | Tag::Propn | Tag::Adj) || w.is_name()) && w.joint.is_none()
        });
        // `a capacity building programme`
        let inside = i > 1
            && before.tag == Tag::Noun
            && matches!(words[i - 2].tag, Tag::Det | Tag::Adj)
            && sets.is_gerund(words[i].text)
            && words.get(i + 1).is_some_and(|w| {
                w.tag == Tag::Noun && w.kind.is(WordKind::PROGRAMME | WordKind::ACTIVITY)
            });
        if (describes || inside) && before.joint.is_none() && !sets.relatives.contains(before.text)
        {
            words[i].tag = if noun { Tag::Adj } else { Tag::Noun };
            if !noun && words[i].is_hyphened {
                words[i].tag = Tag::Adj;
            }
        }
    }
}

/// What stands behind a verb and belongs to it is no adjective: `brought together experts`.
fn mark_particles(words: &mut [Word<'_>], frames: &Frames) {
    for i in 1..words.len() {
        let (before, word) = (words[i - 1], words[i]);
        let particle = before.tag == Tag::Verb
            && word.tag == Tag::Adj
            && !word.is_name()
            && word.joint.is_none()
            && frames
                .verb(before.text)
                .iter()
                .any(|n| n.rest.first().is_some_and(|rest| **rest == *word.text));
        if particle {
            words[i].tag = Tag::Adv;
        }
    }
}

/// `which Austria funds`: behind a pronoun and a name a form of a verb is one; `welcomed funding from` names a thing.
fn mark_relative_verbs(words: &mut [Word<'_>], frames: &Frames) {
    // `Funding for the project was provided`: what opens a sentence and names an act.
    if let [first, next, ..] = words
        && first.tag == Tag::Verb
        && frames.words.is_gerund(first.text)
        && matches!(next.tag, Tag::Adp | Tag::Aux)
        && !next.is_name()
        && !frames.noun(first.text).is_empty()
    {
        first.tag = Tag::Noun;
    }
    for i in 1..words.len() {
        let (before, word) = (words[i - 1], words[i]);
        if !word.acts
            || !matches!(word.tag, Tag::Noun | Tag::Verb)
            || frames.verb(word.text).is_empty()
        {
            continue;
        }
        let pronoun = i > 1 && {
            let first = words[i - 2];
            frames.words.relatives.contains(first.text) && !first.is_name()
        };
        let form = word.kind.is(WordKind::THIRD | WordKind::PAST);
        if pronoun && before.is_name() && form {
            words[i].tag = Tag::Verb;
            words[i - 2].tag = Tag::Pron;
        }
        let led = words.get(i + 1).is_some_and(|next| next.tag == Tag::Adp && !next.is_name());
        // `with the support of UNDP and funding from GEF`
        let beside =
            matches!(before.tag, Tag::Cconj | Tag::Adp) && frames.words.is_gerund(word.text);
        if (before.tag == Tag::Verb || beside)
            && word.tag == Tag::Verb
            && led
            && !frames.noun(word.text).is_empty()
        {
            words[i].tag = Tag::Noun;
        }
    }
}

/// Where a clause has no verb, a form of a verb behind a name is it: `DAI Global implements Prosper Africa`.
fn find_verb(words: &mut [Word<'_>], frames: &Frames) {
    let mut first = 0;
    while first < words.len() {
        let ends = |w: &Word<'_>| {
            matches!(w.text, "," | ";" | ":" | ".") && !w.is_name()
                || frames.words.relatives.contains(w.text) && !w.is_name() && w.tag != Tag::Det
        };
        let end = (first..words.len()).find(|&i| ends(&words[i])).unwrap_or(words.len());
        let finite = |i: usize| {
            let w = &words[i];
            let to = i > first && frames.words.infinitives.contains(words[i - 1].text);
            w.tag == Tag::Aux
                || w.tag == Tag::Verb
                    && !to
                    && !w.kind.is(WordKind::ING)
                    && !frames.words.is_gerund(w.text)
        };
        if !(first..end).any(finite) {
            let found = (first + 1..end).find(|&i| is_hidden_verb(words, i, frames));
            if let Some(i) = found {
                words[i].tag = Tag::Verb;
            }
        }
        first = end + 1;
    }
    // `Jordan, not Lebanon, funds UNICEF`
    let verbless = !words.iter().any(|w| matches!(w.tag, Tag::Verb | Tag::Aux));
    let inserted = (2..words.len()).find(|&i| {
        words[i - 1].text == ","
            && words[i].kind.is(WordKind::THIRD)
            && is_hidden_verb(words, i, frames)
    });
    if let Some(i) = inserted.filter(|_| verbless) {
        words[i].tag = Tag::Verb;
    }
}

fn is_hidden_verb(words: &[Word<'_>], i: usize, frames: &Frames) -> bool {
    let (before, word) = (&words[i - 1], &words[i]);
    let named = before.is_name() || before.text == "," || before.tag == Tag::Noun && i > 1;
    let past = word.tag == Tag::Adj && word.kind.is(WordKind::PAST) && before.is_name();
    let form =
        past || word.kind.is(WordKind::THIRD) || word.kind.is(WordKind::BASE) && before.is_name();
    let Some(next) = words.get(i + 1) else { return false };
    let object = past && next.tag == Tag::Noun
        || next.is_name()
        || matches!(next.tag, Tag::Det | Tag::Num | Tag::Sym)
        || frames.words.possessives.contains(next.text)
        || frames
            .verb(word.text)
            .iter()
            .any(|n| n.rest.first().is_some_and(|rest| **rest == *next.text));
    !word.is_name()
        && !matches!(word.tag, Tag::Verb | Tag::Aux | Tag::Det | Tag::Pron | Tag::Punct)
        && !word.is_hyphened
        && named
        && form
        && object
        && (past || !frames.verb(word.text).is_empty())
}
