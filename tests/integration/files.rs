//! Files of all kinds: each is read as what it holds, and none is passed over in silence.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::Small;

const MET: &str = "The Alpharia Institute met the Betania Agency.";

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder with a file of each kind.
fn all_kinds() -> Small {
    let small = Small::new();
    let body = format!("<w:document><w:p><w:r><w:t>{MET}</w:t></w:r></w:p></w:document>");
    let docx = zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &body)]);
    small.write("in/a.csv", format!("Headline;Full text;Date\nA;{MET};2021-03-03\n"));
    small.write("in/b.json", format!("{{\"hits\":[{{\"title\":\"B\",\"text\":\"{MET}\"}}]}}"));
    small.write("in/c.docx", docx);
    small.write(
        "in/d.eml",
        format!(
            "From: Press <p@e.org>\nSubject: D\nDate: Wed, 3 Mar 2021 10:00:00 +0000\nMIME-Version: 1.0\n\n{MET}\n"
        ),
    );
    small.write(
        "in/e.xml",
        format!("<rss><channel><title>F</title><item><title>E</title><description>{MET}</description></item></channel></rss>"),
    );
    small.write(
        "in/f.html",
        format!("<html><head><title>F</title></head><body><p>{MET}</p></body></html>"),
    );
    small.write("in/g.zip", zip(&[("in/story.txt", MET)]));
    small
}

#[test]
fn each_is_read_as_what_it_holds() {
    let small = all_kinds();
    let ran = small.run(&["extract", "in", "--vocab", "names", "--format", "jsonl"]).code(0);
    let records = ran.json_lines();
    let shown: Vec<String> = records
        .iter()
        .map(|record| {
            assert_eq!(record["mentions"].as_array().unwrap().len(), 2, "{record}");
            let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
            format!("{} {} {}", text("file"), text("title"), text("date_start"))
        })
        .collect();
    let expected = [
        "in/a.csv A 2021-03-03",
        "in/b.json B ",
        "in/c.docx  ",
        "in/d.eml D 2021-03-03",
        "in/e.xml E ",
        "in/f.html F ",
        "in/g.zip/in/story.txt  ",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn the_summary_counts_files_by_kind() {
    let small = all_kinds();
    small.write("in/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    small.write("in/photo.jpg", b"\xff\xd8\xff");
    small.write("in/README.md", "About.");
    let args = ["build", "in", "--vocab", "names"];
    let ran = small.run(&args).code(1).says(&["old.doc", "Word document of before 2007", "docx"]);
    ran.prints(&[
        "files         1 csv, 1 docx, 1 feed, 1 html, 1 json, 1 mail, 1 zip",
        "refused       1 other",
        "passed over   1 .jpg, 1 README.md",
    ]);
    small.run(&args).prints(&["7 unchanged"]);
}

#[test]
fn a_graph_of_them_does_not_hang_on_threads() {
    let small = all_kinds();
    for threads in ["1", "2"] {
        let out = format!("out{threads}");
        small.run(&["build", "in", "--vocab", "names", "-j", threads, "-o", &out]).code(0);
    }
    let export = |out: &str| small.run(&["export", "-g", out, "--format", "nquads"]).code(0).out;
    assert_eq!(export("out1"), export("out2"));
}

#[test]
fn what_is_no_story_is_refused_and_never_prose() {
    let small = Small::new();
    small.write("a.csv", "a,b\n1,2\n");
    small.write("b.json", "{\"a\": 1}");
    small.write("c.txt", b"%PDF-1.7\n");
    for (file, words) in [("a.csv", "--field text="), ("b.json", "--field text="), ("c.txt", "PDF")]
    {
        let args = ["extract", file, "--vocab", "names", "--format", "jsonl"];
        let ran = small.run(&args).code(1).says(&[file, words]);
        assert_eq!(ran.out, "", "{file}");
        small.run(&["build", file, "--vocab", "names"]).code(2).says(&[file, words]);
    }
}
