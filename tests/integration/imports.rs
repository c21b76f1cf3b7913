//! `consort vocab import`: a file of somebody else, of every kind, with the real program.
//!
//! In: made-up tables, lists, gazetteers, patterns, RDF. Out: entries, and words on what is left out. Never: a name lost in silence.

use crate::support::{Ran, Small};

/// Imports `text` as a file of this name.
fn import(name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Ran {
    let small = Small::new();
    small.write(name, text);
    small.run(&[&["vocab", "import", name][..], more].concat())
}

const BODIES: [&str; 2] = ["--class", "organisation"];

#[test]
fn tables_are_read_whatever_parts_their_columns() {
    let semicolons =
        "\u{feff}Name;Acronym;Country\r\nZetan Lake Board;ZLB;Albania\r\nYota, Inc.;YTB;FR\r\n";
    for (name, text) in [
        ("bodies.csv", semicolons.to_owned()),
        ("bodies.csv", semicolons.replace(';', "\t")),
        ("bodies.tsv", semicolons.replace(';', "\t")),
        ("bodies.txt", semicolons.replace(';', "|")),
        ("bodies.csv", format!("sep=;\r\n{}", semicolons.trim_start_matches('\u{feff}'))),
        (
            "bodies.csv",
            format!("List of partners\n\n{}", semicolons.trim_start_matches('\u{feff}')),
        ),
    ] {
        import(name, &text, &BODIES).code(0).says(&["2 entries", "\"Acronym\" as abbr"]).prints(&[
            "[zetan-lake-board]\nname = \"Zetan Lake Board\"\nabbr = [\"ZLB\"]\ncountry = \"alb\"\n",
            "[yota-inc]\nname = \"Yota, Inc.\"\nabbr = [\"YTB\"]\ncountry = \"fra\"\n",
        ]);
    }
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend("name;abbr\nZêta;ZT\n".encode_utf16().flat_map(u16::to_le_bytes));
    import("bodies.csv", utf16, &BODIES).code(0).prints(&["name = \"Zêta\""]);
    let latin = b"name;abbr\nZ\xeata;ZT\n".to_vec();
    import("bodies.csv", latin, &BODIES).says(&["windows-1252"]).prints(&["name = \"Zêta\""]);
}

#[test]
fn cells_are_read_as_their_owners_mean_them() {
    let table = "name,other names,abbr,country,website\n\
                 Zetan Lake Board (ZLB),Lake Board of Zeta; Zetan Board,ZLA|ZLC,alb,x\n\
                 -,N/A,NB,,\nN/A,,,,\nunknown,,,,\nYota Board,-,n/a,Nowhere,\n\
                 Yota Council,,,Albania,\nYota Council,,,France,\nYota Council,YCX,,AL,\n\
                 UNHCR,Zetan Refugee Desk,,,\nKappa Board,,WHO,,\n";
    import("t.csv", table, &BODIES)
        .code(1)
        .says(&[
            "5 entries",
            "it is no name: \"-\" (line 3), \"N/A\" (line 4), \"unknown\" (line 5)",
            "no country of the vocabulary has this name or code: country \"Nowhere\" of \"Yota Board\" (line 6)",
            "column \"website\"",
            "it is listed already; add its other names to that entry: \"UNHCR\" (line 10) as [unhcr], which lacks \"Zetan Refugee Desk\"",
            "\"WHO\" of [kappa-board], listed as [who]",
            "its rows are one entry: \"Yota Council\" (line 9)",
        ])
        .prints(&[
            "[zetan-lake-board]\nname = \"Zetan Lake Board\"\nnames = [\"Lake Board of Zeta\", \"Zetan Board\"]\n\
             abbr = [\"ZLB\", \"ZLA\", \"ZLC\"]\ncountry = \"alb\"\n",
            "[yota-board]\nname = \"Yota Board\"\n\n",
            "[yota-council]\nname = \"Yota Council\"\nabbr = [\"YCX\"]\ncountry = \"alb\"\n",
            "[yota-council-fra]\nname = \"Yota Council\"\ncountry = \"fra\"\n",
        ]);
}

#[test]
fn what_is_imported_passes_the_check() {
    let small = Small::new();
    small.write(
        "t.csv",
        "Organisation;Country;Acronym\nZetan Lake Board;Albania;ZLB\nYota Lake Board;NZ;YLB\n",
    );
    small.run(&["vocab", "import", "t.csv", "--class", "organisation", "-o", "mine"]).code(0);
    small.run(&["vocab", "check", "--vocab", "mine"]).code(0).says(&["0 errors, 0 warnings"]);
}

#[test]
fn lists_have_a_name_a_line() {
    let list = "# partners\nZetan Lake Board (ZLB)\n- Yota, Inc.\n\n2. Kappa Trust\nnull\n";
    for name in ["names.txt", "names.csv"] {
        import(name, list, &BODIES)
            .code(1)
            .says(&["3 entries", "it is no name: \"null\""])
            .prints(&["[zetan-lake-board]\nname = \"Zetan Lake Board\"\nabbr = [\"ZLB\"]\n"]);
    }
    import("names.txt", "Zetan Lake Board\n", &[]).code(1).says(&["it has no class; give --class"]);
    import("t.csv", "a;b\n1;2\n", &BODIES).code(2).says(&["--map name=COLUMN", "a, b"]);
}

#[test]
fn gazetteers_are_read_with_their_index() {
    let small = Small::new();
    small.write(
        "gate/lists.def",
        "bodies.lst:organization:ngo\nlakes.lst:location:lake\ngone.lst:organization\n",
    );
    small.write("gate/bodies.lst", "Zetan Lake Board&abbr=ZLB&country=Albania\nYota & Sons\n");
    small.write("gate/lakes.lst", "Lake Zeta\n");
    small
        .run(&["vocab", "import", "gate/lists.def"])
        .code(1)
        .says(&["2 entries", "lakes.lst (location:lake)", "--as TYPE=CLASS", "gone.lst"])
        .prints(&["abbr = [\"ZLB\"]\ncountry = \"alb\"\n", "name = \"Yota & Sons\""]);
    let regions = ["vocab", "import", "gate/lists.def", "--as", "location:lake=region"];
    small.run(&regions).prints(&["# regions.toml\n\n[lake-zeta]\nname = \"Lake Zeta\"\n"]);
}

#[test]
fn patterns_of_spacy_become_names() {
    let small = Small::new();
    let own = ["--vocab", "names", "--no-builtin"];
    let export = small.run(&[&["vocab", "export", "--format", "spacy"][..], &own].concat()).code(0);
    small.write("patterns.jsonl", &export.out);
    small
        .run(&["vocab", "import", "patterns.jsonl", "--no-builtin"])
        .code(0)
        .says(&["5 entries"])
        .prints(&["[alpha-institute]\nname = \"Alpharia Institute\"\nabbr = [\"ALPX\"]\n"]);
    let verbs = r#"{"label": "ORG", "pattern": [{"POS": "PROPN", "OP": "+"}]}"#;
    import("p.jsonl", verbs, &[]).code(1).says(&["the pattern is no row of words"]);
}

#[test]
fn rdf_is_read_whoever_wrote_it() {
    let turtle = "\u{feff}@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
                  <#lake> a skos:Concept ; skos:prefLabel \"Zetan Lake Board\"@en, \"Zetan Lake Bureau\"@en ; skos:broader <sea> .\n\
                  <sea> a skos:Concept ; skos:prefLabel \"Zetan Sea Board\" .\n";
    let ran = import("bodies.ttl", turtle, &BODIES).code(0).prints(&[
        "name = \"Zetan Lake Board\"\nnames = [\"Zetan Lake Bureau\"]\nparent = \"zetan-sea-board\"\n",
    ]);
    assert!(!ran.out.contains("file:"), "{}", ran.shown());
    let schema = r#"{"@context": "http://schema.org", "@type": "NGO", "name": "Yota Board", "alternateName": "YBX",
        "address": {"@type": "PostalAddress", "addressCountry": "AL"}}"#;
    import("a.jsonld", schema, &[]).code(0).prints(&["abbr = [\"YBX\"]\ncountry = \"alb\"\n"]);
    let remote = r#"{"@context": "https://example.org/c.jsonld", "@id": "https://example.org/a", "name": "A"}"#;
    import("a.jsonld", remote, &[]).code(2).says(&["https://example.org/c.jsonld", "no network"]);
    let people = "<https://example.org/p> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> \"A P\" .";
    import("p.ttl", people, &BODIES)
        .code(1)
        .says(&["its type <http://xmlns.com/foaf/0.1/Person> is no class"]);
}

#[test]
fn workbooks_are_read_sheet_by_sheet() {
    let sheets: [(&str, &[&[&str]]); 2] = [
        (
            "Partners",
            &[
                &["Partners of 2024"],
                &[],
                &["Organisation", "Acronym", "Country", "Founded"],
                &["Zetan Lake Board", "ZLB", "Albania", "2001"],
                &["", "", "", ""],
                &["Yota Board", "", "FR", "1990"],
            ],
        ),
        ("Notes", &[&["nothing here"]]),
    ];
    let ran = import("partners.xlsx", workbook(&sheets), &BODIES).code(1);
    ran.says(&["2 entries", "it has no column of names: sheet \"Notes\"", "Partners of 2024"])
        .prints(&[
            "name = \"Zetan Lake Board\"\nabbr = [\"ZLB\"]\ncountry = \"alb\"\nsince = \"2001\"\n",
        ]);
    let list: [(&str, &[&[&str]]); 1] = [("Sheet1", &[&["Zetan Lake Board"], &["Yota Board"]])];
    import("names.xlsx", workbook(&list), &BODIES).code(0).says(&["2 entries"]);
    import("names.xlsx", "no workbook", &BODIES).code(2).says(&["no workbook that can be read"]);
    import("names.xls", "x", &BODIES).code(2).says(&["save it as .xlsx or .csv"]);
}

/// A workbook with texts in its cells.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let numbered = || sheets.iter().zip(1..);
    let list: String = numbered()
        .map(|((name, _), n)| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
        .collect();
    let links: String = numbered()
        .map(|(_, n)| {
            format!("<Relationship Id=\"r{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
        })
        .collect();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{links}</Relationships>"),
        ),
    ];
    for ((_, rows), n) in numbered() {
        let row = |(cells, row): (&&[&str], usize)| -> String {
            let cell = |(text, column): (&&str, u8)| {
                let column = char::from(column);
                format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            };
            let cells: String = cells.iter().zip(b'A'..).map(cell).collect();
            format!("<row r=\"{row}\">{cells}</row>")
        };
        let rows: String = rows.iter().zip(1..).map(row).collect();
        let sheet =
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    stored(&files)
}

/// A ZIP archive whose files are not compressed.
fn stored(files: &[(String, String)]) -> Vec<u8> {
    let (mut archive, mut index) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let offset = archive.len() as u32;
        let size = (text.len() as u32).to_le_bytes();
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x58][..],
            &crc32(text.as_bytes()).to_le_bytes(),
            &size,
            &size,
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        archive.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), text.as_bytes()].concat());
        index.extend(
            [&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset.to_le_bytes(), name.as_bytes()]
                .concat(),
        );
    }
    let (n, start, size) = (files.len() as u16, archive.len() as u32, index.len() as u32);
    archive.extend(index);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([n.to_le_bytes(), n.to_le_bytes()].concat());
    archive.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

/// The checksum that archives carry.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}
