//! How scripts put words and sentences apart, as far as it is not by spaces and capitals.
//!
//! In: a character. Out: whether its script puts spaces between words, whether it ends a sentence. Never: a text.
//!
//! Chinese, Japanese, Thai, Lao, Khmer and Burmese put no spaces between words. Where no dictionary of their words is at hand,
//! UAX #29 cuts before each of their letters and keeps runs of katakana together; so do we, and a name is found wherever its
//! letters stand in a row.

/// How the letters of a script make tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// Words stand between spaces.
    Spaced,
    /// No spaces: each letter, with the marks on it, is a token.
    Unspaced,
    /// Katakana, which writes loan words in scripts without spaces: a run is a token.
    Katakana,
}

impl Writing {
    /// How a letter is written; digits are written in runs everywhere.
    pub(super) fn of(letter: char) -> Self {
        if letter < '\u{e00}' {
            return Writing::Spaced; // nearly every letter of nearly every text
        }
        match letter {
            '\u{e01}'..='\u{eff}' // Thai, Lao
            | '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' // Burmese
            | '\u{1780}'..='\u{17ff}' // Khmer
                if !letter.is_numeric() =>
            {
                Writing::Unspaced
            }
            '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303b}' // Chinese signs and numerals
            | '\u{3041}'..='\u{309f}' // hiragana
            | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' // bopomofo
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Writing::Unspaced,
            '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
            | '\u{ff66}'..='\u{ff9f}' => Writing::Katakana,
            _ => Writing::Spaced,
        }
    }
}

/// Whether a letter belongs to a script that puts no spaces between words.
pub(crate) fn is_unspaced(letter: char) -> bool {
    Writing::of(letter) != Writing::Spaced
}

/// Whether a mark ends a sentence whatever follows it: the full stops of scripts that have no capitals and, some of them, no
/// spaces. Thai and Lao have none; there the paragraph is the sentence.
#[must_use]
pub fn is_full_stop(mark: char) -> bool {
    matches!(
        mark,
        '。' | '｡' | '！' | '？' // Chinese, Japanese
            | '។' | '៕' // Khmer
            | '။' // Burmese
            | '।' | '॥' // Indian scripts
            | '۔' | '؟' // Urdu, Arabic
            | '።' | '፧' // Ethiopic
            | '։' // Armenian
    )
}

/// Whether a character closes what stands before it, as a quotation mark or bracket of Chinese and Japanese does.
#[must_use]
pub fn is_closing(mark: char) -> bool {
    matches!(mark, '」' | '』' | '》' | '〉' | '】' | '〕' | '）' | '｣' | '”' | '’' | '»')
}

#[cfg(test)]
mod tests {
    use super::Writing;

    #[test]
    fn scripts_are_told_by_their_letters() {
        for (letters, expected) in [
            ("aßéжאب한अგʼ0٣๓０Ａ", Writing::Spaced),
            ("中㐀𠀀々あゞไกລខမ", Writing::Unspaced),
            ("カヶーｶ", Writing::Katakana),
        ] {
            for letter in letters.chars() {
                assert_eq!(Writing::of(letter), expected, "{letter}");
            }
        }
    }
}
