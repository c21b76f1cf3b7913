//! Bad input: a message that names the place and the cure, the right exit code, and nothing lost.

use std::fs;

use crate::support::{Ran, STORIES, Small, figure, run_with_input};

#[test]
fn text_that_is_not_utf8_is_decoded_and_said() {
    let small = Small::new();
    small
        .write("texts/old.txt", b"The Alpharia Institute in Gradi\x9aka met the caf\xe9 owners.\n");
    let ran = extract(&small, "texts").code(1).says(&["old.txt", "windows-1252", "UTF-8"]);
    assert!(ran.out.contains("Gradiška") && ran.out.contains("café"), "{}", ran.shown());
    assert_eq!(ran.json_lines().len(), 4);

    small.write(
        "declared.txt",
        b"charset=iso-8859-2\n\nThe Alpharia Institute in Gradi\xb9ka met.\n",
    );
    extract(&small, "declared.txt").code(1).says(&["iso-8859-2"]).prints(&["Gradiška"]);
}

#[test]
fn utf16_and_a_byte_order_mark_are_read() {
    let small = Small::new();
    let text = format!("\u{feff}{}", STORIES[0].1);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    small.write("a.txt", utf16);
    small.write("b.txt", text);
    for file in ["a.txt", "b.txt"] {
        let record = extract(&small, file).code(0).json();
        assert_eq!(record["title"], "News of the Alpharia Institute and the Betania Agency");
        assert_eq!(record["mentions"][0]["start"], 12);
    }
}

#[test]
fn a_file_that_is_no_text_is_passed_over() {
    let small = Small::new();
    small.write("texts/photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let ran = extract(&small, "texts").code(1).says(&["photo.txt"]);
    assert_eq!(ran.json_lines().len(), 3, "the others are read");
    small.build(&[]).code(1).says(&["photo.txt"]);
    let stats = small.run(&["stats", "--json"]).code(0).json();
    assert_eq!(figure(&stats, "stories"), Some(3));
    // It is tried again next time, though it has not changed.
    small.build(&[]).code(1).says(&["photo.txt"]);
}

#[test]
fn an_empty_file_is_said() {
    let small = Small::new();
    small.write("texts/empty.txt", "");
    small.write("texts/blank.txt", " \n\n \u{a0}\n");
    let ran = extract(&small, "texts").code(1).says(&["empty.txt", "blank.txt"]);
    assert_eq!(ran.json_lines().len(), 3);
    extract(&small, "texts/empty.txt").code(1).says(&["empty.txt"]);
}

#[test]
fn a_folder_without_texts_is_said() {
    let small = Small::new();
    fs::create_dir(small.at("none")).unwrap();
    extract(&small, "none").code(1).says(&["none", ".txt"]);
    small.write("none/report.pdf", "%PDF");
    extract(&small, "none").code(1).says(&["none", "pdf"]);
    extract(&small, "nowhere").code(2).says(&["nowhere"]);
}

#[test]
fn a_story_without_a_dateline_is_read_all_the_same() {
    let small = Small::new();
    small.write("plain.txt", "A title\n\nThe Alpharia Institute met the Betania Agency.\n");
    let record = extract(&small, "plain.txt").code(0).json();
    assert_eq!(record["title"], "A title");
    assert!(record["date_start"].is_null() && record["date_end"].is_null());
    assert_eq!(record["places"], serde_json::json!([]));
    assert_eq!(record["mentions"].as_array().unwrap().len(), 2);
    small.run(&["build", "plain.txt", "--vocab", "names"]).code(0);
    small.run(&["export"]).code(0).prints(&["Alpharia Institute"]);
}

#[test]
fn a_very_long_line_is_read() {
    let small = Small::new();
    small.write("long.txt", long_line(8 << 20));
    let record = extract(&small, "long.txt").code(0).json();
    let mentions = record["mentions"].as_array().unwrap();
    assert_eq!(mentions.len(), 2, "one name at each end");
    small.run(&["build", "long.txt", "--vocab", "names"]).code(0);
    small.run(&["explain", "beta-agency"]).code(1);
}

#[test]
#[ignore = "100 MB: half a minute and a gigabyte; cargo test -- --ignored"]
fn a_line_of_100_megabytes_is_read() {
    let small = Small::new();
    small.write("long.txt", long_line(100 << 20));
    assert_eq!(extract(&small, "long.txt").code(0).json()["mentions"].as_array().unwrap().len(), 2);
}

/// Two names, and words without a full stop between them.
fn long_line(n_bytes: usize) -> String {
    let words = "and so on it went without an end while nobody looked, ";
    format!("The Alpharia Institute {}the Betania Agency.\n", words.repeat(n_bytes / words.len()))
}

#[test]
fn a_bad_line_of_jsonl_does_not_take_the_good_ones_with_it() {
    let small = Small::new();
    small.write(
        "in.jsonl",
        "{\"text\": \"The Alpharia Institute met.\"}\n{\"text\": \n[1]\n{\"title\": \"no text\"}\n\n{\"text\": \"\"}\n\
         {\"text\": \"The Betania Agency met.\", \"date\": \"yesterday\"}\n",
    );
    let ran = extract(&small, "in.jsonl").code(1);
    let ran = ran.says(&[
        "in.jsonl:2",
        "in.jsonl:3",
        "in.jsonl:4",
        "--field text=",
        "in.jsonl:6",
        "yesterday",
    ]);
    assert_eq!(ran.json_lines().len(), 2);
    small.write("array.jsonl", "[{\"text\": \"The Alpharia Institute met.\"}]\n");
    extract(&small, "array.jsonl").code(0).json();
}

#[test]
fn control_characters_and_odd_line_ends_are_no_harm() {
    let small = Small::new();
    small.write(
        "dos.txt",
        "A title\r\n\r\n3 March 2021, Vienna, Austria: The Alpharia\r\nInstitute met.\r\n",
    );
    let record = extract(&small, "dos.txt").code(0).json();
    let mentions = record["mentions"].as_array().unwrap();
    assert!(mentions.iter().any(|m| m["text"] == "Alpharia\r\nInstitute"), "{record}");
    assert_eq!(record["date_start"], "2021-03-03");
    small.write(
        "bell.txt",
        "The \u{7}Alpharia Institute\u{c} met \u{200b}the\u{202e} Betania Agency.\u{2028}\n",
    );
    let record = extract(&small, "bell.txt").code(0).json();
    assert_eq!(record["mentions"].as_array().unwrap().len(), 2, "{record}");
    small.run(&["build", "bell.txt", "--vocab", "names"]).code(0);
    // XML has no form for some of these characters; the export must stay readable all the same.
    for format in crate::support::FORMATS {
        small.run(&["export", "--format", format]).code(0);
    }
}

#[test]
fn broken_toml_is_shown_with_line_and_column() {
    let small = Small::new();
    small.write("names/organisations-broken.toml", "[x-body]\nname = \"X body\n");
    let ran = extract(&small, "texts").code(1).says(&["organisations-broken.toml:2:"]);
    assert!(ran.out.contains("alpha-institute"), "the other files count: {}", ran.shown());
}

#[test]
fn an_unknown_key_is_answered_with_the_right_one() {
    let small = Small::new();
    small.write("names/organisations-more.toml", "[x-body]\nname = \"X body\"\nnmaes = [\"Y\"]\n");
    extract(&small, "texts").code(1).says(&[
        "organisations-more.toml:3:1",
        "nmaes",
        "did you mean",
        "names",
    ]);
    small.write("names/organisations-more.toml", "[\"X body\"]\nname = \"X body\"\n");
    extract(&small, "texts").code(1).says(&["organisations-more.toml:1", "a-z"]);
    small.write("names/things.toml", "[x]\nname = \"X\"\n");
    extract(&small, "texts").code(1).says(&["things.toml", "organisations"]);
}

#[test]
fn a_bad_vocabulary_is_said_by_build_too() {
    let small = Small::new();
    small.write("names/organisations-more.toml", "[x-body]\nnom = \"X body\"\n");
    small.build(&[]).code(1).says(&["organisations-more.toml:2:1", "nom"]);
    small.run(&["stats"]).code(0);
    small.run(&["build", "texts", "--vocab", "nowhere", "-o", "other"]).code(2).says(&["nowhere"]);
    fs::create_dir(small.at("empty")).unwrap();
    small
        .run(&["build", "texts", "--vocab", "empty", "-o", "other"])
        .code(2)
        .says(&["empty", ".toml"]);
    small.run(&["build", "texts", "--no-builtin", "-o", "other"]).code(2).says(&["entries"]);
}

#[test]
fn one_alias_of_two_entries_is_never_chosen_silently() {
    let small = Small::new();
    small.write(
        "names/organisations-twins.toml",
        "[twin-one]\nname = \"First Twin Body\"\nnames = [\"Twinned Body\"]\n\
         [twin-two]\nname = \"Second Twin Body\"\nnames = [\"Twinned Body\"]\n",
    );
    small.write("twin.txt", "The Twinned Body met.\n");
    let ran = extract(&small, "twin.txt").says(&["organisations-twins.toml", "Twinned Body"]);
    assert!(ran.code < 2, "{}", ran.shown());
    let record = ran.json();
    assert_eq!(record["mentions"], serde_json::json!([]));
    assert_eq!(record["unlinked"][0]["text"], "Twinned Body");
    assert_eq!(record["unlinked"][0]["candidates"], serde_json::json!(["twin-one", "twin-two"]));
}

#[test]
fn an_entry_of_ones_own_corrects_the_shipped_one() {
    let small = Small::new();
    small.write(
        "names/programmes-fix.toml",
        "[aircop]\nname = \"Renamed Airport Project\"\nabbr = [\"AIRCOP\"]\n",
    );
    small.write("a.txt", "AIRCOP met.\n");
    let record = extract(&small, "a.txt").code(0).json();
    assert_eq!(record["mentions"][0]["label"], "Renamed Airport Project");
    let args = ["extract", "a.txt", "--vocab", "names", "--no-builtin", "--format", "jsonl"];
    let alone = small.run(&args).code(0).json();
    assert_eq!(alone["mentions"].as_array().unwrap().len(), 1);
}

#[test]
fn words_of_ones_own_stand_beside_the_shipped_ones() {
    let small = Small::new();
    small.write("names/heads.toml", "[words]\ngovernments = [\"Junta\"]\n");
    small.write(
        "names/grammar-fr.toml",
        "[words]\njoints_before_countries = [\"vers\"]\nconjunctions = [\"et\"]\n",
    );
    small.write(
        "a.txt",
        "The Norwegian Junta met. The Swedish Government met. The Ministry of Labour et Youth vers Albania met.\n",
    );
    let record = extract(&small, "a.txt").code(0).json();
    let mentions = record["mentions"].as_array().unwrap();
    let found = |text: &str| {
        mentions.iter().find(|m| m["text"] == text).map(|m| m["label"].as_str().unwrap())
    };
    assert_eq!(found("Norwegian Junta"), Some("Norway"));
    assert_eq!(found("Swedish Government"), Some("Sweden"));
    let ministry = found("Ministry of Labour et Youth vers Albania");
    assert_eq!(ministry, Some("Ministry of Labour and Youth (Albania)"));
}

#[test]
fn empty_standard_input_is_nothing_found() {
    let small = Small::new();
    run_with_input(small.path(), &["extract", "-"], "\n").code(1).says(&["-"]);
}

#[test]
fn a_path_that_cannot_be_shown_is_read() {
    let small = Small::new();
    small.write("texts/ein Blatt — „neu“.txt", STORIES[0].1);
    assert_eq!(extract(&small, "texts").code(0).json_lines().len(), 4);
    small.build(&[]).code(0);
    for format in crate::support::FORMATS {
        small.run(&["export", "--format", format]).code(0);
    }
}

fn extract(small: &Small, path: &str) -> Ran {
    small.run(&["extract", path, "--vocab", "names", "--format", "jsonl"])
}
