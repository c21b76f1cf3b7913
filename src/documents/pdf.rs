//! A PDF: a report, or a story that was printed.
//!
//! In: the bytes of a file. Out: its text in reading order, without running heads, as documents; the pages on which it stands
//! in the field `pages`. Never: IO; a page whose order is doubtful, or which is a picture, without a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::object::DateTime;
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde_json::{Map, Value, json};

use crate::base::{Document, Warned, Warning, sort_by};
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;
use crate::documents::pdf_content::{self, Drawn, Fonts};
use crate::documents::pdf_heads::{PageRows, drop_heads};
use crate::documents::pdf_paragraphs::{Paragraph, paragraphs};
use crate::documents::rendered::{self, About};
use crate::documents::story::folded;
use crate::documents::{pdf_guard, pdf_layout, pdf_lines};

/// Of a page's signs, the share without letters or turned on their side from which its text is doubtful.
const MOST_DOUBTFUL: f32 = 0.1;
/// A title is so much larger than the text, stands among so many paragraphs of the first page, and is no longer, in bytes.
const LARGER: f32 = 1.15;
const TITLE_WITHIN: usize = 8;
const LONGEST_TITLE: usize = 300;
/// What it may cost to draw all pages, in operators and signs: some thousand pages of a book.
const MOST_STEPS: usize = 40_000_000;

/// The documents of a PDF.
///
/// # Errors
/// When it is damaged or locked with a password.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    pdf_guard::check(bytes).map_err(|message| ReadError::refused(name, message))?;
    let text =
        on_large_stack(|| text(bytes)).map_err(|message| ReadError::refused(name, message))?;
    let mut warnings = Vec::new();
    for (pages, message) in &text.doubts {
        warnings.push(Warning {
            place: name.to_owned(),
            message: format!("{}: {message}", list(pages)),
        });
    }
    if text.paragraphs.is_empty() {
        if warnings.is_empty() {
            let message = "holds no text; leave it out".to_owned();
            warnings.push(Warning { place: name.to_owned(), message });
        }
        return Ok(Warned { output: Vec::new(), warnings });
    }
    let (about, title) = about(&text);
    let shown = text.paragraphs.iter().enumerate().filter(|(i, _)| Some(*i) != title);
    let (mut joined, mut starts) = (String::new(), Vec::new());
    for (_, paragraph) in shown {
        if !joined.is_empty() {
            joined.push_str("\n\n");
        }
        if starts.last().is_none_or(|(page, _)| *page != paragraph.page) {
            starts.push((paragraph.page, joined.len()));
        }
        joined.push_str(&paragraph.text);
    }
    let mut read = rendered::stories(name, &joined, about, options);
    add_pages(&mut read.output, &joined, &starts);
    read.warnings.splice(0..0, warnings);
    Ok(read)
}

/// Room for what [`pdf_guard::DEEPEST`] allows; only what is used is taken.
const STACK: usize = 256 << 20;
const DAMAGED: &str =
    "is a PDF that is damaged; open it and print it to a PDF anew, or fetch it again";

/// What `parse` makes of a file. The parser is another's, and goes down as deep as a file is nested: what it does not foresee
/// must not end the program.
fn on_large_stack(
    parse: impl FnOnce() -> Result<Text, &'static str> + Send,
) -> Result<Text, &'static str> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, parse);
        thread.map_or(Err(DAMAGED), |thread| thread.join().unwrap_or(Err(DAMAGED)))
    })
}

/// The text of a file.
struct Text {
    paragraphs: Vec<Paragraph>,
    title: String,
    author: String,
    made: Option<String>,
    /// Pages, and what is doubtful about them.
    doubts: Vec<(Vec<usize>, &'static str)>,
}

fn text(bytes: &[u8]) -> Result<Text, &'static str> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "is a PDF that is locked with a password; unlock it: qpdf --decrypt --password=PASSWORD FILE NEW.pdf"
        }
        LoadPdfError::Decryption(_) => "is a PDF that is encrypted in a way that consort does not know; unlock it: qpdf --decrypt FILE NEW.pdf",
        LoadPdfError::Invalid => DAMAGED,
    })?;
    if pdf.pages().is_empty() {
        return Err(DAMAGED);
    }
    let mut fonts = Fonts::new();
    let mut doubts: Vec<(Vec<usize>, &'static str)> =
        DOUBTS.iter().map(|doubt| (Vec::new(), doubt.0)).collect();
    let (mut pages, mut n_steps) = (Vec::new(), 0);
    for (i, page) in pdf.pages().iter().enumerate() {
        let is_open = n_steps < MOST_STEPS;
        let cut = || Drawn { is_cut: true, ..Drawn::default() };
        let drawn = if is_open { draw(page, &mut fonts) } else { cut() };
        n_steps += drawn.n_steps;
        for (doubt, (numbers, _)) in DOUBTS.iter().zip(&mut doubts) {
            numbers.extend((doubt.1)(&drawn).then_some(i + 1));
        }
        pages
            .push(PageRows { rows: pdf_lines::rows(&drawn.glyphs), height: drawn.height.max(1.0) });
    }
    drop_heads(&mut pages);
    let columns: Vec<_> = pages.into_iter().map(|page| pdf_layout::columns(page.rows)).collect();
    doubts.retain(|(pages, _)| !pages.is_empty());
    let metadata = pdf.metadata();
    let string = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(string).unwrap_or_default();
    Ok(Text {
        paragraphs: paragraphs(&columns),
        title: string(&metadata.title),
        author: string(&metadata.author),
        made: metadata.creation_date.map(day),
        doubts,
    })
}

/// One page that the parser fails on is not all of them.
fn draw(page: &Page<'_>, fonts: &mut Fonts) -> Drawn {
    let drawn = catch_unwind(AssertUnwindSafe(|| pdf_content::draw(page, fonts)));
    drawn.unwrap_or_else(|_| Drawn { is_cut: true, ..Drawn::default() })
}

/// The words of a warning behind the numbers of pages, and which pages it is about.
type Doubt = (&'static str, fn(&Drawn) -> bool);

/// What may be wrong with a page.
const DOUBTS: [Doubt; 5] = [
    (
        "a picture without text, such as a scan; recognise it first: ocrmypdf FILE NEW.pdf",
        |drawn| drawn.glyphs.is_empty() && drawn.n_unknown == 0 && drawn.has_pictures,
    ),
    (
        "signs of which the fonts do not say which letters they are, and which were left out; recognise them: ocrmypdf --force-ocr FILE NEW.pdf",
        |drawn| share(drawn.n_unknown, drawn) > MOST_DOUBTFUL,
    ),
    (
        "text that is turned on its side, and was left out; turn the page: qpdf --rotate=+90 FILE NEW.pdf",
        |drawn| share(drawn.n_turned, drawn) > MOST_DOUBTFUL,
    ),
    (
        "text that runs from right to left, whose order is not that of reading; take it from another file",
        |drawn| share(drawn.n_backward, drawn) > MOST_DOUBTFUL,
    ),
    ("more than can be read, or damaged, and left out in part; print it to a PDF anew", |drawn| {
        drawn.is_cut
    }),
];

fn share(part: usize, drawn: &Drawn) -> f32 {
    part as f32 / (drawn.glyphs.len() + drawn.n_unknown + drawn.n_turned).max(1) as f32
}

/// `page 3`, `pages 3, 5-7`.
fn list(pages: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == *page => run.1 = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let shown = runs.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", shown.collect::<Vec<_>>().join(", "))
}

/// What the file says of itself, and which paragraph is its title. Programs put the name of a template or of a file there
/// that is no title: it counts where the first page shows it.
fn about(text: &Text) -> (About, Option<usize>) {
    let first: Vec<&Paragraph> =
        text.paragraphs.iter().take_while(|p| p.page == text.paragraphs[0].page).collect();
    let plain = |text: &str| folded(text).to_lowercase();
    let title = plain(&text.title);
    let shown = first.iter().position(|p| !title.is_empty() && plain(&p.text) == title);
    let mut sizes: Vec<f32> = text
        .paragraphs
        .iter()
        .flat_map(|p| std::iter::repeat_n(p.size, p.text.len().div_ceil(50).min(100)))
        .collect();
    sort_by(&mut sizes, f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let is_title = |p: &&&Paragraph| {
        p.text.len() <= LONGEST_TITLE && p.size > usual * LARGER && p.text.contains(' ')
    };
    let largest = || {
        let candidates = first.iter().take(TITLE_WITHIN).filter(is_title);
        let best = candidates.map(|p| p.size).max_by(f32::total_cmp)?;
        first.iter().position(|p| p.size == best && p.text.len() <= LONGEST_TITLE)
    };
    let at = shown.or_else(largest);
    let is_shown = first.iter().any(|p| !title.is_empty() && plain(&p.text).contains(&title));
    let found = at.map(|at| first[at].text.clone());
    let found = found.or_else(|| is_shown.then(|| folded(&text.title)));
    let mut fields = Map::new();
    for (key, value) in [("title", found.as_deref()), ("author", Some(text.author.trim()))] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            fields.insert(key.to_owned(), Value::String(value.to_owned()));
        }
    }
    (About { fields, published: None, made: text.made.clone() }, at)
}

/// Tells each document on which pages it stands: `[[1, 0], [2, 3120]]`, with the characters of its text before each.
fn add_pages(documents: &mut [Document], joined: &str, starts: &[(usize, usize)]) {
    let mut from = 0;
    for document in documents {
        let body = document.text[document.title_span.end..].trim_start();
        let Some(at) = joined[from..].find(body).map(|at| from + at) else { continue };
        let before = document.text.len() - body.len();
        let page_at =
            |at: usize| starts.iter().rfind(|start| start.1 <= at).map_or(1, |start| start.0);
        let inside = starts.iter().filter(|start| start.1 > at && start.1 < at + body.len());
        let places = inside.map(|(page, start)| {
            let end = before + start - at;
            json!([page, document.text[..end].chars().count()])
        });
        let pages: Vec<Value> = [json!([page_at(at), 0])].into_iter().chain(places).collect();
        from = at + body.len();
        document.extra.insert("pages".to_owned(), Value::Array(pages));
    }
}

/// A string of the metadata: UTF-16 or UTF-8 with a mark, else Latin letters.
fn string(bytes: &[u8]) -> String {
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_owned()
}

fn day(date: DateTime) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;
