//! What stands on a page of a PDF, and where.
//!
//! In: the operators of a page. Out: its signs with their places, as they are drawn. Never: their order for a reader; a walk
//! that does not end, whatever a page calls of itself.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::documents::pdf_font::Font;
use crate::documents::{pdf_guard, pdf_stream};

/// Forms in forms are drawn no deeper.
const DEEPEST: usize = 12;
/// No page of words has more operators or signs.
const MOST_STEPS: usize = 2_000_000;
const MOST_SIGNS: usize = 200_000;
/// What a form costs beside its own operators.
const FORM_STEPS: usize = 200;
/// States are saved no deeper.
const MOST_SAVED: usize = 512;
/// What moves between texts is counted in so many parts of the size.
const PARTS: f32 = 1000.0;

/// A sign on a page, in points from its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) letters: String,
    pub(super) x: f32,
    /// Its base line, downwards.
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
}

/// A page as it is drawn.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) height: f32,
    /// How many signs have no letters, how many are turned, and whether there are pictures.
    pub(super) n_unknown: usize,
    pub(super) n_turned: usize,
    pub(super) has_pictures: bool,
    /// How many signs are of scripts that run from right to left.
    pub(super) n_backward: usize,
    /// What it has cost to draw, in operators and signs.
    pub(super) n_steps: usize,
    /// Whether it has more than anybody reads.
    pub(super) is_cut: bool,
}

/// Fonts that were read before, by where they stand in the file.
pub(super) type Fonts = HashMap<(i32, i32), Rc<Font>>;

type Matrix = [f32; 6];

/// Draws a page.
pub(super) fn draw(page: &Page<'_>, fonts: &mut Fonts) -> Drawn {
    let coeffs = page.initial_transform(true).as_coeffs();
    let (_, height) = page.render_dimensions();
    let mut pen = Pen {
        drawn: Drawn { height, ..Drawn::default() },
        fonts,
        state: State { ctm: coeffs.map(|c| c as f32), ..State::default() },
        saved: Vec::new(),
    };
    let content = pen.contents(page);
    pen.run(&content, page.resources(), 0);
    pen.drawn
}

#[derive(Debug, Clone)]
struct State {
    ctm: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    /// Added to every sign, and to every space.
    spacing: f32,
    word_spacing: f32,
    /// As a share.
    scale: f32,
    leading: f32,
    rise: f32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            ctm: ONE,
            text: ONE,
            line: ONE,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

const ONE: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What a point is moved by when it goes through `first` and then through `second`.
fn both(first: &Matrix, second: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [g, h, i, j, k, l] = *second;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

fn matrix(numbers: [&Number; 6]) -> Matrix {
    numbers.map(Number::as_f32)
}

struct Pen<'f> {
    drawn: Drawn,
    fonts: &'f mut Fonts,
    state: State,
    saved: Vec<State>,
}

impl Pen<'_> {
    /// The streams of a page as one.
    fn contents(&mut self, page: &Page<'_>) -> Vec<u8> {
        let dict = page.raw();
        let one = dict.get::<Stream<'_>>("Contents");
        let several = dict.get::<Array<'_>>("Contents");
        let several = several.iter().flat_map(|streams| streams.iter::<Stream<'_>>());
        let mut all = Vec::new();
        for stream in one.into_iter().chain(several) {
            match pdf_stream::decoded(&stream) {
                Some(content) if all.len() + content.len() <= pdf_guard::LARGEST => {
                    all.extend(content);
                    all.push(b'\n');
                }
                _ => self.drawn.is_cut = true,
            }
        }
        all
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) {
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            self.drawn.n_steps += 1;
            if self.drawn.n_steps > MOST_STEPS || self.drawn.glyphs.len() > MOST_SIGNS {
                self.drawn.is_cut = true;
                return;
            }
            self.step(&operator, resources, depth);
        }
    }

    fn step(
        &mut self,
        operator: &TypedInstruction<'_, '_>,
        resources: &Resources<'_>,
        depth: usize,
    ) {
        use TypedInstruction as T;
        let state = &mut self.state;
        match operator {
            T::SaveState(_) if self.saved.len() < MOST_SAVED => self.saved.push(state.clone()),
            T::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| state.clone()),
            T::Transform(t) => {
                state.ctm = both(&matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]), &state.ctm)
            }
            T::BeginText(_) => (state.text, state.line) = (ONE, ONE),
            T::CharacterSpacing(n) => state.spacing = n.0.as_f32(),
            T::WordSpacing(n) => state.word_spacing = n.0.as_f32(),
            T::HorizontalScaling(n) => state.scale = n.0.as_f32() / 100.0,
            T::TextLeading(n) => state.leading = n.0.as_f32(),
            T::TextRise(n) => state.rise = n.0.as_f32(),
            T::TextFont(font) => {
                state.size = font.1.as_f32();
                self.state.font = resources.get_font(font.0).map(|dict| self.font(&dict));
            }
            T::SetTextMatrix(t) => {
                let set = matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]);
                (state.text, state.line) = (set, set);
            }
            T::NextLine(by) => state.next_line(by.0.as_f32(), by.1.as_f32()),
            T::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f32();
                state.next_line(by.0.as_f32(), by.1.as_f32());
            }
            T::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            T::ShowText(text) => self.show(text.0.as_bytes()),
            T::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes());
            }
            T::ShowTextWithParameters(text) => {
                (state.word_spacing, state.spacing) = (text.0.as_f32(), text.1.as_f32());
                state.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes());
            }
            T::ShowTexts(texts) => self.show_all(texts.0),
            T::XObject(name) => self.object(name.0, resources, depth),
            T::InlineImage(_) => self.drawn.has_pictures = true,
            _ => {}
        }
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let Some(id) = dict.obj_id() else { return Rc::new(Font::read(dict)) };
        let font = self.fonts.entry((id.obj_number, id.gen_number));
        font.or_insert_with(|| Rc::new(Font::read(dict))).clone()
    }

    /// A form is a page in a page; anything else that is called by name is a picture.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            self.drawn.has_pictures = true;
            return;
        }
        if depth >= DEEPEST {
            self.drawn.is_cut = true;
            return;
        }
        let Some(content) = pdf_stream::decoded(&stream) else {
            self.drawn.is_cut = true;
            return;
        };
        // Reading a form costs more than most steps, also where it is drawn a thousand times.
        self.drawn.n_steps += FORM_STEPS + content.len() / 64;
        let before = (self.state.clone(), std::mem::take(&mut self.saved));
        if let Some(numbers) = dict.get::<Array<'_>>("Matrix") {
            let numbers: Vec<f32> = numbers.iter::<Number>().take(6).map(|n| n.as_f32()).collect();
            if let Ok(own) = <Matrix>::try_from(numbers) {
                self.state.ctm = both(&own, &self.state.ctm);
            }
        }
        let own = dict.get::<Dict<'_>>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, resources.clone());
        self.run(&content, &resources, depth + 1);
        (self.state, self.saved) = before;
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for object in texts.iter::<Object<'_>>() {
            match object {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(by) => {
                    let state = &mut self.state;
                    state.move_on(-by.as_f32() / PARTS * state.size * state.scale);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, text: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        for sign in font.signs(text) {
            if self.drawn.glyphs.len() > MOST_SIGNS {
                return;
            }
            let state = &mut self.state;
            let place = both(&state.text, &state.ctm);
            let extra = state.spacing + if sign.is_space { state.word_spacing } else { 0.0 };
            let advance = (sign.width * state.size + extra) * state.scale;
            let (across, down) = (place[0].hypot(place[1]), place[2].hypot(place[3]));
            let x = place[2] * state.rise + place[4];
            let y = place[3] * state.rise + place[5];
            let width = sign.width * state.size * state.scale * across;
            let is_turned = place[1].abs() > 0.2 * across || place[0] < 0.0;
            state.move_on(advance);
            let size = (state.size * down).abs();
            let is_sane = [x, y, width, size].iter().all(|n| n.is_finite() && n.abs() < 1e6);
            match sign.letters {
                None => self.drawn.n_unknown += 1,
                Some(_) if is_turned => self.drawn.n_turned += 1,
                Some(letters) if is_sane => {
                    self.drawn.n_steps += 1;
                    self.drawn.n_backward += usize::from(letters.contains(is_backward));
                    self.drawn.glyphs.push(Glyph { letters, x, y, width: width.abs(), size });
                }
                Some(_) => {}
            }
        }
    }
}

impl State {
    fn next_line(&mut self, x: f32, y: f32) {
        self.line = both(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn move_on(&mut self, by: f32) {
        self.text = both(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &self.text);
    }
}

fn is_backward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}
