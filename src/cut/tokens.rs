//! Text to folded words, so that one spelling in the vocabulary finds every spelling in a text.
//!
//! In: text. Out: [`Tokens`]: where each word stands, and its folded form. Never: folded offsets to the outside.
//!
//! # Rules
//! 1. A word is a run of letters and digits; combining marks, soft hyphens and zero-width joiners belong to it.
//! 2. White space, hyphens, dashes and apostrophes only separate words: `UNODC-WCO`, `UNODC – WCO`, `UNODC’s`.
//!    So do raised figures, which mark footnotes; a number of one or two figures glued to an abbreviation is a word of its own.
//!    The tags of HTML within a line and the emphasis and links of Markdown separate words too; other tags are a token that no
//!    name matches.
//! 3. Any other character is a token of its own, so no name crosses a comma, a bracket or a full stop unasked.
//! 4. A web or mail address is one token that no name matches.
//! 5. In Chinese, Japanese, Thai, Lao, Khmer and Burmese a letter with the marks on it is a token, and so is a run of katakana.
//! 6. Folding: case, diacritics and ligatures; full width and half width; `&` is `and`; -isation, -ise are -ization, -ize where
//!    both are written, so never in franchise; programme is program, centre is center, labour is labor, defence is defense;
//!    co-operation is cooperation.
//!
//! The words of UAX #29 (as unicode-segmentation cuts them) are others: on the archive 30,642 of 30,840 have the same bounds.
//! It keeps `UNODC’s`, `U.S` and `10,000` whole, cuts addresses, and its bounds alone took more than twice the time of these
//! tokens with their folded forms.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::Span;
use crate::cut::letters::{is_accent, is_joint, is_mark, is_silent, is_superscript, plain};
use crate::cut::markup::{Unclosed, markup};
use crate::cut::scripts::Writing;
use crate::cut::spelling::respell;

/// The words and signs of a text in order, with their folded forms in one buffer.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// Where each token stands in the text.
    pub spans: Vec<Span>,
    /// Every folded token with a space before it, and one at the end: ` the unodc wco program ( ccp ) `.
    pub folded: String,
    /// Where each folded token starts in `folded`.
    starts: Vec<u32>,
    /// Whether some of it is written in a script without spaces.
    has_unspaced: bool,
}

/// The folded form of a web address: a character that no text holds as a word.
pub(crate) const ADDRESS: &str = "\u{1}";

impl Tokens {
    /// The number of tokens.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The folded form of token `i`.
    #[inline]
    #[must_use]
    pub fn word(&self, i: usize) -> &str {
        let start = self.starts[i] as usize;
        let end = self.starts.get(i + 1).map_or(self.folded.len(), |&next| next as usize) - 1;
        &self.folded[start..end]
    }

    /// The folded forms of tokens `first..end` with spaces between them; nothing where they are not all there.
    #[must_use]
    pub fn words(&self, first: usize, end: usize) -> &str {
        if first >= end || end > self.len() {
            return "";
        }
        let behind = self.starts.get(end).map_or(self.folded.len(), |&next| next as usize);
        &self.folded[self.starts[first] as usize..behind - 1]
    }

    /// Whether some tokens are letters of a script that puts no spaces between words.
    #[must_use]
    pub fn has_unspaced(&self) -> bool {
        self.has_unspaced
    }

    /// The first token whose folded form starts at or after byte `offset` of [`Tokens::folded`].
    pub(crate) fn at_folded(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| (start as usize) < offset)
    }

    /// The first token that starts at or after byte `offset` of the text.
    #[inline]
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        self.spans.partition_point(|span| span.start < offset)
    }

    /// The text from the first to the last token of a non-empty range.
    #[inline]
    #[must_use]
    pub fn cover(&self, first: usize, end: usize) -> Span {
        Span::new(self.spans[first].start, self.spans[end - 1].end)
    }

    /// Adds a token whose folded form `write` appends; a lone soft hyphen or combining mark folds to nothing and is none.
    pub(crate) fn push(&mut self, span: Span, write: impl FnOnce(&mut String)) {
        let start = self.folded.len();
        write(&mut self.folded);
        if self.folded.len() == start {
            return;
        }
        self.spans.push(span);
        self.starts.push(u32::try_from(start).unwrap_or(u32::MAX));
        self.folded.push(' ');
    }
}

/// Splits a text into folded tokens. Texts beyond four gigabytes are read up to there.
#[must_use]
pub fn fold(text: &str) -> Tokens {
    // Words are five or six letters long on average; growing a vector costs more than some spare room.
    let n_tokens = text.len() / 5;
    let mut tokens = Tokens {
        spans: Vec::with_capacity(n_tokens),
        folded: String::with_capacity(text.len() + text.len() / 8),
        starts: Vec::with_capacity(n_tokens),
        has_unspaced: false,
    };
    tokens.folded.push(' ');
    let bytes = text.as_bytes();
    let (mut at, mut unclosed) = (0, Unclosed::default());
    while at < bytes.len() && tokens.folded.len() < u32::MAX as usize - 64 {
        let end = token_end(text, at, &mut unclosed);
        let span = Span::new(at, end.after);
        match end.kind {
            EndKind::Separator => {}
            EndKind::Ascii => tokens.push(span, |out| fold_ascii(&text[at..end.after], out)),
            EndKind::Word(writing) => {
                tokens.has_unspaced |= writing != Writing::Spaced;
                tokens.push(span, |out| fold_unicode(&text[at..end.after], out));
            }
            EndKind::Address => tokens.push(span, |out| out.push_str(ADDRESS)),
            EndKind::Sign(sign) => tokens.push(span, |out| push_sign(sign, out)),
        }
        at = end.after;
    }
    tokens
}

/// The folded form of a name: a pattern that finds it in [`Tokens::folded`], with a space at both ends.
///
/// ```
/// assert_eq!(consort::cut::fold_name("Café-Programme"), " cafe program ");
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold(name).folded
}

enum EndKind {
    Separator,
    Ascii,
    Word(Writing),
    Address,
    Sign(char),
}

struct End {
    after: usize,
    kind: EndKind,
}

fn token_end(text: &str, at: usize, unclosed: &mut Unclosed) -> End {
    let bytes = text.as_bytes();
    let first = bytes[at];
    if first.is_ascii_alphanumeric() {
        if starts_address(&bytes[at..]) {
            let length = text[at..].find(|c: char| c.is_whitespace() || "<>\"”»".contains(c));
            return End { after: length.map_or(text.len(), |n| at + n), kind: EndKind::Address };
        }
        let mut end = at + 1;
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        if let Some(after) = mail_end(bytes, end) {
            return End { after, kind: EndKind::Address };
        }
        if let Some(after) = before_note(&bytes[at..end]) {
            return End { after: at + after, kind: EndKind::Ascii };
        }
        if end == bytes.len() || bytes[end].is_ascii() {
            return match rejoined(bytes, at, end) {
                Some(after) => End { after, kind: EndKind::Ascii },
                None => End { after: end, kind: EndKind::Ascii },
            };
        }
        return word_end(text, at);
    }
    if matches!(first, b'<' | b'*' | b'_' | b'[' | b']')
        && let Some((after, parts)) = markup(text, at, unclosed)
    {
        return End { after, kind: if parts { EndKind::Address } else { EndKind::Separator } };
    }
    if first.is_ascii() {
        let kind = match first {
            b' ' | b'\n' | b'\r' | b'\t' | b'-' | b'\'' | b'`' | 0x0b | 0x0c => EndKind::Separator,
            other => EndKind::Sign(other as char),
        };
        return End { after: at + 1, kind };
    }
    let Some(c) = text[at..].chars().next() else {
        return End { after: text.len(), kind: EndKind::Separator };
    };
    if is_word(c) {
        return word_end(text, at);
    }
    let separates = c.is_whitespace() || is_joint(c) || is_superscript(c);
    let kind = if separates { EndKind::Separator } else { EndKind::Sign(c) };
    End { after: at + c.len_utf8(), kind }
}

/// The end of a word that begins at `at`: of one script, or one letter where the script has no spaces.
fn word_end(text: &str, at: usize) -> End {
    let mut is_ascii = true;
    let mut writing = None;
    let mut after = text.len();
    for (i, c) in text[at..].char_indices() {
        let goes_on = is_word(c)
            && match writing {
                // What nobody sees before a letter belongs to a word, but not to a letter that is a token.
                None => i == 0 || Writing::of(c) == Writing::Spaced,
                Some(Writing::Unspaced) => is_combining_mark(c),
                Some(known) => Writing::of(c) == known || is_combining_mark(c) || is_silent(c),
            };
        if !goes_on {
            after = at + i;
            break;
        }
        is_ascii &= c.is_ascii();
        if writing.is_none() && !is_silent(c) && !is_combining_mark(c) {
            writing = Some(Writing::of(c));
        }
    }
    let kind =
        if is_ascii { EndKind::Ascii } else { EndKind::Word(writing.unwrap_or(Writing::Spaced)) };
    End { after, kind }
}

fn is_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_superscript(c)) || is_mark(c)
}

/// The length of an abbreviation to which the number of a footnote is glued: `UNESCO2`, `UNHCR14`.
fn before_note(word: &[u8]) -> Option<usize> {
    if !word.last().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let letters = word.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let number = &word[letters..];
    let is_number = number.iter().all(u8::is_ascii_digit) && number[0] != b'0';
    (letters > 2 && number.len() <= 2 && is_number).then_some(letters)
}

/// What stands before the `@` of an address is no longer than this, in bytes: twice what a server takes. Without a bound each word of
/// `U.U.U.U…` would look for the sign through all that follow.
const LONGEST_MAILBOX: usize = 128;

/// Where the mail address ends whose first word ends at `end`, if it is one.
fn mail_end(bytes: &[u8], end: usize) -> Option<usize> {
    if !matches!(bytes.get(end), Some(b'@' | b'.' | b'_' | b'+' | b'-')) {
        return None;
    }
    let dots = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'+' | b'-');
    let mail = end + bytes[end..].iter().take(LONGEST_MAILBOX).take_while(|b| dots(b)).count();
    if bytes.get(mail) != Some(&b'@') || !bytes.get(mail + 1).is_some_and(u8::is_ascii_alphanumeric)
    {
        return None;
    }
    let after = mail + 1 + bytes[mail + 1..].iter().take_while(|b| dots(b)).count();
    // A full stop behind the address ends the sentence, not the address.
    Some(after - usize::from(bytes[after - 1] == b'.'))
}

fn starts_address(bytes: &[u8]) -> bool {
    if !matches!(bytes[0], b'h' | b'w' | b'f') {
        return false;
    }
    [&b"http://"[..], b"https://", b"www.", b"ftp://"].iter().any(|start| bytes.starts_with(start))
}

/// `co-operation`, `Co-ordination`: one word for the dictionary, as without the hyphen.
fn rejoined(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    if end - at != 2 || !bytes[at..end].eq_ignore_ascii_case(b"co") || bytes.get(end) != Some(&b'-')
    {
        return None;
    }
    let rest = &bytes[end + 1..];
    let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let joins = rest.len() >= 5
        && (rest[..4].eq_ignore_ascii_case(b"oper") || rest[..5].eq_ignore_ascii_case(b"ordin"));
    let ends = rest.get(length).is_none_or(u8::is_ascii);
    (joins && ends).then_some(end + 1 + length)
}

fn push_sign(sign: char, out: &mut String) {
    match narrow(sign) {
        '&' => out.push_str("and"),
        '“' | '”' | '„' | '«' | '»' | '"' | '‟' => out.push('"'),
        other => out.push(other),
    }
}

/// The sign of usual width for one of full width: `（` is `(`.
fn narrow(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        other => other,
    }
}

fn fold_ascii(word: &str, out: &mut String) {
    let start = out.len();
    // Only a rejoined word has a hyphen: `co-operation`.
    match word.as_bytes() {
        [_, _, b'-', ..] => {
            out.push_str(&word[..2]);
            out.push_str(&word[3..]);
        }
        _ => out.push_str(word),
    }
    out[start..].make_ascii_lowercase();
    respell(start, out);
}

fn fold_unicode(word: &str, out: &mut String) {
    let start = out.len();
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None if is_accent(c) || is_silent(c) => {}
            None => out.push(c),
        }
    }
    respell(start, out);
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn words(text: &str) -> Vec<String> {
        let tokens = fold(text);
        (0..tokens.len()).map(|i| tokens.word(i).to_owned()).collect()
    }

    #[test]
    fn folds() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("UNODC-WCO", &["unodc", "wco"]),
            ("UNODC – WCO\u{a0}Container\nControl", &["unodc", "wco", "container", "control"]),
            ("UNODC’s and UNODC‘s", &["unodc", "s", "and", "unodc", "s"]),
            ("Gradiška, für", &["gradiska", ",", "fur"]),
            ("Gradis\u{30c}ka", &["gradiska"]),
            ("İstanbul", &["istanbul"]),
            ("Straße Łódź", &["strasse", "lodz"]),
            ("Organisation organising realised", &["organization", "organizing", "realized"]),
            (
                "Franchise exercises, an enterprise",
                &["franchise", "exercises", ",", "an", "enterprise"],
            ),
            ("the Programme (CCP)", &["the", "program", "(", "ccp", ")"]),
            ("Security and Co-operation", &["security", "and", "cooperation"]),
            ("Trade & Customs", &["trade", "and", "customs"]),
            ("U.N. Women", &["u", ".", "n", ".", "women"]),
            ("China.We", &["china", ".", "we"]),
            ("see https://www.unodc.org/UNODC now", &["see", "\u{1}", "now"]),
            ("“Strong Families”", &["\"", "strong", "families", "\""]),
            ("pro\u{ad}gramme", &["program"]),
            ("\u{ad} alone", &["alone"]),
            ("ﬁnance", &["finance"]),
            ("在中国", &["在", "中", "国"]),
            ("日本ユニセフ協会", &["日", "本", "ユニセフ", "協", "会"]),
            ("ﾕﾆｾﾌとガガ", &["ユニセフ", "と", "カ\u{3099}カ\u{3099}"]),
            ("ไทยๆ ก็", &["ไ", "ท", "ย", "ๆ", "ก\u{e47}"]),
            ("ខ្មែរ", &["ខ\u{17d2}", "មែ", "រ"]),
            ("ＷＨＯ（２０２０）ok", &["who", "(", "2020", ")", "ok"]),
            ("WHO驻华代表处2020年", &["who", "驻", "华", "代", "表", "处", "2020", "年"]),
            ("ก\u{200b}ข", &["ก", "ข"]),
            ("भारत का", &["भारत", "का"]),
            (
                "UNESCO² and UNHCR14,15 in COVID19",
                &["unesco", "and", "unhcr", "14", ",", "15", "in", "covid", "19"],
            ),
            ("AK47 G20 UNSCR1244 ABC05", &["ak47", "g20", "unscr1244", "abc05"]),
            (
                "a **Health** <b>plan</b><br>[UN](http://e.org) now",
                &["a", "health", "plan", "\u{1}", "un", "now"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(&words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn tokens_point_into_the_text() {
        let text = "Der İstanbul-Rat fu\u{308}r UNODC‘s “A B” 、中国のﾕﾆｾﾌ。ก\u{200b}กำ";
        let tokens = fold(text);
        for i in 0..tokens.len() {
            let two: Vec<&str> = (i..tokens.len().min(i + 2)).map(|k| tokens.word(k)).collect();
            assert_eq!(tokens.words(i, i + two.len()), two.join(" "));
            assert!(!text[tokens.spans[i].range()].is_empty());
            assert_eq!(tokens.at(tokens.spans[i].start), i);
            assert_eq!(tokens.at_folded(tokens.starts[i] as usize), i);
            assert!(!text[tokens.spans[i].range()].contains('\u{200b}'));
        }
        assert!(tokens.folded.starts_with(' ') && tokens.folded.ends_with(' '));
    }
}
