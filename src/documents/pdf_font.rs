//! A font of a PDF: which letters its codes stand for, and how wide they are.
//!
//! In: the description of a font. Out: letters and widths for the codes of a text. Never: shapes; a letter where the font
//! does not say which.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use unicode_normalization::UnicodeNormalization as _;

use crate::documents::pdf_names::{self, Encoding};
use crate::documents::{pdf_stream, pdf_widths};

/// A font has no more codes than this.
const MOST_CODES: u32 = 1 << 16;

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Whether a code has two bytes.
    is_wide: bool,
    to_unicode: Option<CMap>,
    encoding: Option<Encoding>,
    /// What the font says of single codes.
    differences: HashMap<u32, String>,
    /// In thousandths of the size.
    widths: HashMap<u32, f32>,
    usual_width: Option<f32>,
    name: String,
}

/// A code of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    /// Its letters, if the font says which.
    pub(super) letters: Option<String>,
    /// As a share of the size.
    pub(super) width: f32,
    /// Whether it is the one code that spaces between words are added to.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let mut font = Self::default();
        let table = dict.get::<Stream<'_>>("ToUnicode").and_then(|s| pdf_stream::decoded(&s));
        font.to_unicode = table.and_then(|data| CMap::parse(&data, |_| None));
        let name = dict.get::<Name<'_>>("BaseFont");
        font.name =
            name.map(|name| String::from_utf8_lossy(&name).into_owned()).unwrap_or_default();
        let kind = dict.get::<Name<'_>>("Subtype");
        if kind.is_some_and(|kind| kind.as_ref() == b"Type0") {
            font.is_wide = true;
            if let Some(inner) = dict.get::<Array<'_>>("DescendantFonts") {
                let inner = inner.iter::<Dict<'_>>().next().unwrap_or_default();
                font.read_wide_widths(&inner);
            }
        } else {
            font.read_encoding(dict);
            font.read_widths(dict);
        }
        font
    }

    fn read_encoding(&mut self, dict: &Dict<'_>) {
        let named = |name: &Name<'_>| match name.as_ref() {
            b"WinAnsiEncoding" => Some(Encoding::WinAnsi),
            b"MacRomanEncoding" => Some(Encoding::MacRoman),
            b"StandardEncoding" => Some(Encoding::Standard),
            _ => None,
        };
        // The letters of a font of symbols are its own, as its program says.
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let flags = descriptor.get::<i32>("Flags").unwrap_or_default();
        let is_symbolic = flags & 4 != 0 && flags & 32 == 0;
        let usual = (!is_symbolic).then_some(Encoding::Standard);
        let program = descriptor.get::<Stream<'_>>("FontFile").filter(|_| is_symbolic);
        if let Some(program) = program.and_then(|program| pdf_stream::decoded(&program)) {
            self.read_program(&program);
        }
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => self.encoding = named(&name).or(usual),
            Some(Object::Dict(encoding)) => {
                let base = encoding.get::<Name<'_>>("BaseEncoding");
                self.encoding = base.as_ref().and_then(named).or(usual);
                if let Some(differences) = encoding.get::<Array<'_>>("Differences") {
                    self.read_differences(&differences);
                }
            }
            _ => self.encoding = usual,
        }
    }

    /// The encoding in the readable part of a font of Type 1: `dup 97 /a put`.
    fn read_program(&mut self, program: &[u8]) {
        let end = program.windows(5).position(|words| words == b"eexec").unwrap_or(program.len());
        let text = String::from_utf8_lossy(&program[..end]);
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        for entry in words.windows(4) {
            let ["dup", code, name, "put"] = entry else { continue };
            let letters = name.strip_prefix('/').and_then(pdf_names::letters);
            if let (Ok(code), Some(letters)) = (code.parse::<u8>(), letters) {
                self.differences.insert(u32::from(code), letters);
            }
        }
    }

    fn read_differences(&mut self, differences: &Array<'_>) {
        let mut code = 0_u32;
        for object in differences.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => code = number.as_i64().clamp(0, 255) as u32,
                Object::Name(name) => {
                    let letters = pdf_names::letters(&String::from_utf8_lossy(&name));
                    self.differences.insert(code, letters.unwrap_or_default());
                    code = (code + 1).min(255);
                }
                _ => {}
            }
        }
    }

    fn read_widths(&mut self, dict: &Dict<'_>) {
        let first = dict.get::<i32>("FirstChar").unwrap_or_default().clamp(0, 255) as u32;
        if let Some(widths) = dict.get::<Array<'_>>("Widths") {
            let widths = widths.iter::<Number>().take(256).map(|width| width.as_f32());
            self.widths = (first..).zip(widths).collect();
        }
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        self.usual_width =
            descriptor.and_then(|d| d.get::<f32>("MissingWidth")).filter(|w| *w > 0.0);
    }

    /// `[code [width width …] first last width …]`.
    fn read_wide_widths(&mut self, dict: &Dict<'_>) {
        self.usual_width = Some(dict.get::<f32>("DW").unwrap_or(1000.0));
        let Some(widths) = dict.get::<Array<'_>>("W") else { return };
        let mut numbers: Vec<f32> = Vec::new();
        for object in widths.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => numbers.push(number.as_f32()),
                Object::Array(list) => {
                    let first = numbers.pop().unwrap_or_default().max(0.0) as u32;
                    let list = list.iter::<Number>().map(|width| width.as_f32());
                    self.widths.extend((first..MOST_CODES).zip(list));
                    numbers.clear();
                }
                _ => {}
            }
            if let [first, last, width] = numbers[..] {
                let codes = (first.max(0.0) as u32)..=(last.max(0.0) as u32).min(MOST_CODES);
                self.widths.extend(codes.map(|code| (code, width)));
                numbers.clear();
            }
        }
    }

    /// The signs of a text.
    pub(super) fn signs(&self, text: &[u8]) -> Vec<Sign> {
        let size = if self.is_wide { 2 } else { 1 };
        let code = |bytes: &[u8]| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        text.chunks(size).map(|bytes| self.sign(code(bytes))).collect()
    }

    fn sign(&self, code: u32) -> Sign {
        let letters = self.letters(code).filter(|letters| !letters.is_empty());
        let usual = || pdf_widths::width(&self.name, letters.as_deref().unwrap_or("n"));
        let width = self.widths.get(&code).copied().or(self.usual_width).unwrap_or_else(usual);
        // What is printed as one sign is read as the letters that it joins.
        let letters = letters.map(|letters| match letters.contains(is_joined) {
            true => letters.nfkc().collect(),
            false => letters,
        });
        // Private signs are what a font calls its own.
        let is_told = |letters: &String| {
            letters
                .chars()
                .all(|c| !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}'))
        };
        let is_space = !self.is_wide && code == 32;
        Sign { letters: letters.filter(is_told), width: width / 1000.0, is_space }
    }

    /// What a code stands for, as the font says it.
    fn letters(&self, code: u32) -> Option<String> {
        let found = self.to_unicode.as_ref().and_then(|table| table.lookup_bf_string(code));
        match found {
            Some(BfString::Char(letter)) => return Some(letter.to_string()),
            Some(BfString::String(letters)) => return Some(letters),
            None => {}
        }
        if let Some(letters) = self.differences.get(&code) {
            return Some(letters.clone());
        }
        let letter = pdf_names::letter(self.encoding?, u8::try_from(code).ok()?);
        letter.map(String::from)
    }
}

fn is_joined(letter: char) -> bool {
    matches!(letter, '\u{fb00}'..='\u{fb06}')
}
