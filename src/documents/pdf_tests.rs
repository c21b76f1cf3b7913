//! PDFs: the order in which they are read, what is left out, and what is refused.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::read;
use crate::base::{Document, Warned};
use crate::documents::options::ReadOptions;

/// A file of these objects, the first of which is its catalogue.
fn file(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", i + 1);
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let _ = write!(
        out,
        "{table}trailer<</Size {size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{start}\n%%EOF"
    );
    out.into_bytes()
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

const INFO: &str =
    "<</Title(A report of ports)/Author(A. Writer)/CreationDate(D:20210304100000Z)>>";

/// A file with these pages, each as its operators.
fn pages(contents: &[String]) -> Vec<u8> {
    let n_pages = contents.len();
    let kids: String = (0..n_pages).map(|i| format!("{} 0 R ", 5 + 2 * i)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {n_pages}>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        INFO.to_owned(),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            6 + 2 * i
        ));
        objects.push(stream(content));
    }
    file(&objects)
}

/// Operators that write lines of a size below each other, from a place.
fn lines(x: u32, y: u32, size: u32, lines: &[&str]) -> String {
    let mut out = String::new();
    for (i, line) in (0..).zip(lines) {
        let _ = writeln!(out, "BT /F {size} Tf {x} {} Td ({line}) Tj ET", y - i * (size + 3));
    }
    out
}

const LEFT: [&str; 6] = [
    "The Harbour Fund gave a grant for new",
    "cranes to the ports of the north, and the",
    "Coast Guard took part in the train-",
    "ing of their crews. Its co-",
    "operation with the Harbour Fund began",
    "when the ports of the south asked for",
];
const RIGHT: [&str; 5] = [
    "help with their lights in a letter to all.",
    "Towns on the coast joined the plan in the",
    "spring of the year, and each of them paid",
    "for one light. The rest came from the",
    "Harbour Fund.",
];

fn documents(bytes: &[u8]) -> Warned<Vec<Document>> {
    read("report.pdf", bytes, &ReadOptions::default()).expect("a PDF")
}

fn body(bytes: &[u8]) -> String {
    let mut read = documents(bytes).output;
    assert_eq!(read.len(), 1, "{read:?}");
    read.remove(0).text
}

#[test]
fn columns_are_read_one_after_the_other() {
    // Drawn row by row, and not level.
    let mut content = lines(50, 750, 18, &["Ports get cranes"]);
    for (i, (left, right)) in (0..).zip(LEFT.iter().zip(RIGHT.iter().chain(&[""]))) {
        content += &lines(50, 700 - i * 13, 10, &[left]);
        content += &lines(310, 696 - i * 13, 10, &[right]);
    }
    let text = body(&pages(&[content]));
    let expected = "Ports get cranes\n\nThe Harbour Fund gave a grant for new cranes to the ports of the north, and the \
        Coast Guard took part in the training of their crews. Its cooperation with the Harbour Fund began when the ports of the \
        south asked for help with their lights in a letter to all. Towns on the coast joined the plan in the spring of the year, \
        and each of them paid for one light. The rest came from the Harbour Fund.";
    assert_eq!(text, expected);
}

#[test]
fn heads_feet_and_page_numbers_are_left_out() {
    let stories = [
        "Rostock has got two cranes from the fund of the ports.",
        "The lights of Gdansk came from the Bay Agency in spring.",
        "Nothing more was given to the ports of the south so far.",
    ];
    let page = |(number, words): (usize, &&str)| {
        let head = lines(50, 780, 8, &["Review of ports 2020"]);
        let foot = lines(290, 20, 8, &[&(number + 1).to_string()]);
        head + &lines(50, 700, 10, &[words]) + &foot
    };
    let contents: Vec<String> = stories.iter().enumerate().map(page).collect();
    let document = documents(&pages(&contents)).output.remove(0);
    assert_eq!(document.text, stories.join("\n\n"));
    let starts: Vec<u64> = document.extra["pages"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|page| [page[0].as_u64().unwrap(), page[1].as_u64().unwrap()])
        .collect();
    let second = stories[0].len() as u64 + 2;
    assert_eq!(starts, [1, 0, 2, second, 3, second + stories[1].len() as u64 + 2]);
}

#[test]
fn cells_of_a_table_are_no_sentence() {
    let mut content =
        lines(50, 700, 10, &["The towns paid as follows in the two years of the plan."]);
    for (i, (town, sum)) in (0..).zip([("Town", "Sum"), ("Rostock", "20,000"), ("Gdansk", "5,000")])
    {
        content += &lines(50, 660 - i * 13, 10, &[town]);
        content += &lines(300, 660 - i * 13, 10, &[sum]);
    }
    let text = body(&pages(&[content]));
    assert!(text.ends_with("Town\n\nSum\n\nRostock\n\n20,000\n\nGdansk\n\n5,000"), "{text}");
}

#[test]
fn titles_and_dates() {
    let story = "They met at the port and spoke about the cranes of the year.";
    let table = [
        // The title of the file counts where the page shows it.
        (
            lines(50, 700, 10, &["A report of ports"]) + &lines(50, 660, 10, &[story]),
            "A report of ports",
            "2021-03-04",
        ),
        (
            lines(50, 700, 20, &["Ports get cranes"]) + &lines(50, 660, 10, &[story]),
            "Ports get cranes",
            "2021-03-04",
        ),
        (
            lines(50, 700, 20, &["Ports get cranes"])
                + &lines(50, 660, 10, &["3 March 2020, Vienna, Austria: They met."]),
            "Ports get cranes",
            "2020-03-03",
        ),
    ];
    for (content, title, date) in table {
        let document = documents(&pages(&[content])).output.remove(0);
        assert_eq!(document.title, title);
        assert_eq!(
            document.date_start.map(|day| day.to_string()).as_deref(),
            Some(date),
            "{title}"
        );
        assert_eq!(document.extra["author"], "A. Writer");
    }
}

#[test]
fn pages_that_are_doubtful_are_named() {
    let words = lines(50, 700, 10, &["They met at the port and spoke about the cranes."]);
    let picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID a EI".to_owned();
    let turned = lines(50, 700, 10, &["The next day they spoke of other ships."])
        + "BT /F 10 Tf 0 1 -1 0 500 100 Tm (Turned words at the side of it) Tj ET";
    for (second, expected) in
        [(picture, "page 2: a picture without text"), (turned, "page 2: text that is turned")]
    {
        let read = documents(&pages(&[words.clone(), second]));
        assert!(
            read.warnings.iter().any(|w| w.message.starts_with(expected)),
            "{:?}",
            read.warnings
        );
        assert_eq!(read.output.len(), 1);
    }
}

#[test]
fn what_is_damaged_or_hostile_is_refused_or_read_in_bounds() {
    let start = Instant::now();
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let catalog = "<</Type/Catalog/Pages 2 0 R>>".to_owned();
    let chain = (0..5_000).map(|i| format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", i + 3));
    let files = [
        b"%PDF-1.4\n".to_vec(),
        file(&[format!("<</Type/Catalog/X {}>>", deep(100_000)), catalog.clone()]),
        file(&[catalog.clone(), "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>".to_owned()]),
        file(&[catalog].into_iter().chain(chain).collect::<Vec<_>>()),
    ];
    for bytes in files {
        let error = read("report.pdf", &bytes, &ReadOptions::default()).unwrap_err().to_string();
        assert!(error.starts_with("report.pdf: is a PDF that "), "{error}");
    }
    for content in [format!("{} TJ", deep(100_000)), "q ".repeat(100_000), "BT (a".to_owned()] {
        let read = read("report.pdf", &pages(&[content]), &ReadOptions::default());
        assert!(read.is_err() || read.is_ok_and(|r| r.output.is_empty() && !r.warnings.is_empty()));
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is cut off or broken, a file is read or refused.
    #[test]
    fn broken_files_do_no_harm(cut in 0..4000_usize, flips in prop::collection::vec((0..4000_usize, any::<u8>()), 0..20)) {
        let page = lines(50, 700, 10, &LEFT) + &lines(310, 700, 10, &RIGHT);
        let mut bytes = pages(&[page.clone(), page]);
        bytes.truncate(cut.max(10));
        for (at, byte) in flips {
            let n_bytes = bytes.len();
            bytes[at % n_bytes] = byte;
        }
        for story in read("a.pdf", &bytes, &ReadOptions::default()).map(|read| read.output).unwrap_or_default() {
            for paragraph in &story.paragraphs {
                prop_assert!(story.text.get(paragraph.span.range()).is_some());
            }
        }
    }
}
