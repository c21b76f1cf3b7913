//! Whole files of every kind, made here, read, cut and broken.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::base::{Document, Warned};
use crate::documents::options::{Format, ReadOptions};
use crate::documents::{kind, whole};

/// A ZIP file of these members.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let method = zip::CompressionMethod::Deflated;
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn docx(body: &str) -> Vec<u8> {
    let styles = "<w:styles><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let core = "<cp:coreProperties><dc:title>Template</dc:title><dc:creator>C</dc:creator></cp:coreProperties>";
    let text = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    let notes = "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", text.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

/// A paragraph of Word in a style.
fn p(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn odt(body: &str) -> Vec<u8> {
    let text = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", text.as_bytes()),
        ("meta.xml", b"<office:document-meta><office:meta><meta:initial-creator>C</meta:initial-creator></office:meta></office:document-meta>"),
    ])
}

fn xlsx() -> Vec<u8> {
    let workbook = "<workbook><sheets><sheet name=\"News\" sheetId=\"1\" r:id=\"rId1\"/>\
        <sheet name=\"Codes\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets></workbook>";
    let rels = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"rId2\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
    let strings = "<sst><si><t>Title</t></si><si><r><t>Full </t></r><r><t>text</t></r></si><si><t>They met.</t><rPh><t>x</t></rPh></si></sst>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
        <c r=\"C1\" t=\"inlineStr\"><is><t>Date</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"str\"><v>A</v></c><c r=\"B3\" t=\"s\"><v>2</v></c><c r=\"C3\" s=\"1\"><v>43894</v></c></row></sheetData></worksheet>";
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        (
            "xl/worksheets/sheet2.xml",
            b"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        ),
    ])
}

fn ods() -> Vec<u8> {
    let text = "<office:spreadsheet><table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>text</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>date</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"4\"><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell><text:p>They met.</text:p><text:p>They left.</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell office:date-value=\"2020-03-04\"><text:p>4 Mar</text:p></table:table-cell>\
        </table:table-row></table:table></office:spreadsheet>";
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", text.as_bytes()),
    ])
}

fn read(name: &str, bytes: &[u8]) -> Warned<Vec<Document>> {
    let by_name = Format::of_path(std::path::Path::new(name));
    let kind = kind::of(&bytes[..bytes.len().min(4096)], name, by_name, None);
    whole::read(kind, name, bytes, &ReadOptions::default())
        .unwrap_or_else(|error| Warned { output: Vec::new(), warnings: vec![error.warning(name)] })
}

fn shown(name: &str, bytes: &[u8]) -> Vec<String> {
    let read = read(name, bytes);
    let shown = read.output.iter().map(|document| {
        let date = document.date_start.map(|d| d.to_string()).unwrap_or_default();
        let source = &document.source;
        format!(
            "{}:{} {date} [{}] {}",
            source.file,
            source.line,
            document.title,
            document.text.escape_debug()
        )
    });
    shown.chain(read.warnings.iter().map(ToString::to_string)).collect()
}

#[test]
fn word_documents() {
    let body = [
        p("x", "PRESS RELEASE"),
        p("Titel", "A fête"),
        p("x", "4 March 2020, Vienna, Austria: They &amp; others</w:t><w:br/><w:t>met."),
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>".to_owned(),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r></w:p>".to_owned(),
    ];
    assert_eq!(
        shown("a.docx", &docx(&body.concat())),
        [
            "a.docx:1 2020-03-04 [A fête] A fête\\n\\nPRESS RELEASE\\n\\n4 March 2020, Vienna, Austria: They & others\\nmet.\\n\\n• One\\n\\nshown\\n\\nA note."
        ]
    );
    let two =
        [p("Titel", "A"), p("x", "They met."), p("Titel", "B"), p("x", "They left.")].concat();
    assert_eq!(
        shown("a.docx", &docx(&two)),
        ["a.docx:1  [A] A\\n\\nThey met.", "a.docx:1  [B] B\\n\\nThey left.\\n\\nA note."]
    );
    let document = read("a.docx", &docx(&two)).output.remove(0);
    assert_eq!(document.extra["author"], "C");
}

#[test]
fn open_documents() {
    let body = "<text:p text:style-name=\"P1\">A title</text:p><text:p>They<text:s text:c=\"2\"/>met.<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>A note.</text:p></text:note-body></text:note> So.</text:p><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>";
    assert_eq!(
        shown("a.odt", &odt(body)),
        ["a.odt:1  [A title] A title\\n\\nThey  met. So.\\n\\n• One\\n\\nA note."]
    );
}

#[test]
fn spreadsheets() {
    assert_eq!(shown("a.xlsx", &xlsx()), ["a.xlsx:3 2020-03-04 [A] A\\n\\nThey met."]);
    assert_eq!(shown("a.ods", &ods()), ["a.ods:6 2020-03-04 [] They met.\\nThey left."]);
}

#[test]
fn archives() {
    let inner = zip(&[("b.csv", b"text,title\nThey left.,B\n")]);
    let archive = zip(&[
        ("__MACOSX/a.txt", b"x"),
        ("in/a.txt", b"They met."),
        ("in/", b""),
        ("in/a.docx", &docx(&p("x", "They ate."))),
        ("inner.zip", &inner),
        ("c.txt.gz", &gzip(b"They sang.")),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.pdf", b"They are not."),
    ]);
    assert_eq!(
        shown("a.zip", &archive),
        [
            "a.zip/in/a.txt:1  [] They met.",
            "a.zip/in/a.docx:1  [] They ate.\\n\\nA note.",
            "a.zip/inner.zip/b.csv:2  [B] B\\n\\nThey left.",
            "a.zip/c.txt.gz:1  [] They sang.",
            "a.zip/a.pdf: is not what the ending of its name says, which consort does not read; look at what it holds, and name it after that",
            "a.zip: holds files that are no stories and were passed over: 1 .jpg; if one is, unpack it and name it",
        ]
    );
    let mut deep = b"They met.".to_vec();
    for _ in 0..10 {
        deep = gzip(&deep);
    }
    assert!(shown("a.gz", &deep)[0].contains("packed more than"));
}

#[test]
fn mails_with_files() {
    let mail = "From: A <a@e.org>\nSubject: S\nDate: Wed, 4 Mar 2020 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
        --b\nContent-Type: text/plain\n\nSee the file.\n--b\nContent-Type: text/plain; name=\"t.txt\"\nContent-Disposition: attachment; filename=\"t.txt\"\n\nThey met.\n\
        --b\nContent-Type: message/rfc822\n\nFrom: B <b@e.org>\nSubject: Inner\nMessage-ID: <1>\n\nThey left.\n--b--\n";
    assert_eq!(
        shown("a.eml", mail.as_bytes()),
        [
            "a.eml:1 2020-03-04 [S] S\\n\\nSee the file.",
            "a.eml/t.txt:1  [] They met.",
            "a.eml/attachment 2.eml:1  [Inner] Inner\\n\\nThey left.",
        ]
    );
    let output = read("a.eml", mail.as_bytes()).output;
    assert!(output[..2].iter().all(|document| document.source.name() == "A"));
    assert_eq!(shown("a.eml", b"They met.")[0].split(':').next(), Some("a.eml"));
}

#[test]
fn crawled_pages() {
    let block = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThey met.";
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.e.org/a\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    );
    let packed = [gzip(record.as_bytes()), gzip(record.as_bytes())].concat();
    let read = read("a.warc.gz", &packed);
    assert_eq!(read.warnings, []);
    let shown: Vec<_> = read
        .output
        .iter()
        .map(|d| format!("{}:{} {}", d.source.file, d.source.line, d.source.name()))
        .collect();
    assert_eq!(shown, ["a.warc.gz:1 e.org", "a.warc.gz:2 e.org"]);
}

/// Nothing that is cut or broken panics, or takes long.
mod broken {
    use super::{docx, gzip, ods, odt, p, read, xlsx, zip};

    fn files() -> Vec<(&'static str, Vec<u8>)> {
        let body = [p("Titel", "A"), p("x", "They met.")].concat();
        vec![
            ("a.docx", docx(&body)),
            ("a.odt", odt("<text:h>A</text:h><text:p>They met.</text:p>")),
            ("a.xlsx", xlsx()),
            ("a.ods", ods()),
            ("a.zip", zip(&[("a.txt", b"They met."), ("b.csv", b"text\nA\n")])),
            ("a.gz", gzip(b"They met.")),
            ("a.rss", b"<rss><channel><item><title>A</title><description>B</description></item></channel></rss>".to_vec()),
            ("a.mbox", b"From a\nFrom: A\nSubject: B\n\nC\n\nFrom b\nFrom: A\n\nD\n".to_vec()),
            ("a.json", b"{\"a\":[{\"text\":\"A\",\"date\":\"2020-03-04\"}]}".to_vec()),
            ("a.csv", b"text;date\n\"A\";3/4/2020\n".to_vec()),
        ]
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn files_that_are_broken(at in 0.0..1.0f64, byte in 0..=255u8, cut in 0.0..1.0f64) {
            for (name, bytes) in files() {
                let place = |part: f64| (part * bytes.len() as f64) as usize;
                let mut other = bytes.clone();
                other[place(at)] ^= byte;
                let _ = read(name, &other);
                let _ = read(name, &bytes[..place(cut)]);
            }
        }
    }
}
