//! The archive in full, the case files, and the laws that hold for every document.
//!
//! In: `data/` and `tests/cases/corpus/`: each input has an `.expected` beside it that says what is read from it, and perhaps
//! `.options` that say how. Out: assertions. Never: a network. To add a case, put an input there and run with
//! `CONSORT_WRITE_CASES=1`; read what it wrote.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{
    DateFormat, Format, IdAssigner, InputFile, InputPlace, Portions, ReadError, ReadOptions,
    Stories,
};
use super::{decode, parse, read_file, walk};
use crate::base::{Document, ParagraphKind, Pattern, Warned};
use crate::cut::fold_space;

const ARCHIVE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/unodc-see-stories-2020.txt");
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/corpus");

fn text(text: &str) -> Vec<Document> {
    parse("f.txt", text, Format::Text, &ReadOptions::default()).output
}

fn jsonl(lines: &str) -> Warned<Vec<Document>> {
    parse("f.jsonl", lines, Format::Jsonl, &ReadOptions::default())
}

fn archive() -> String {
    let bytes = std::fs::read(ARCHIVE).unwrap();
    decode(ARCHIVE, &bytes).unwrap().output.into_owned()
}

/// What holds for every document, whatever it was read from.
fn check_laws(document: &Document) {
    let (text, id) = (&document.text, &document.id);
    assert_eq!(text.trim(), text, "{id}: no blank edges");
    let (first, last) = (document.paragraphs[0].span, document.paragraphs.last().unwrap().span);
    assert_eq!((first.start, last.end), (0, text.len()), "{id}: paragraphs reach from end to end");
    assert!(document.paragraphs.windows(2).all(|p| p[0].span.end <= p[1].span.start), "{id}");
    let n_titles = document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Title).count();
    assert_eq!(n_titles, usize::from(!document.title.is_empty()), "{id}: one title or none");
    assert_eq!(fold_space(&text[document.title_span.range()]), document.title, "{id}");
    if let Some(dateline) = &document.dateline {
        let is_inside = |p: &&crate::base::Paragraph| p.span.contains(dateline.span);
        assert_eq!(document.paragraphs.iter().filter(is_inside).count(), 1, "{id}");
        assert!(dateline.locations.iter().all(|l| dateline.span.contains(*l)), "{id}");
    }
    assert!(document.date_start <= document.date_end, "{id}");
}

/// A document as the `.expected` files show it.
fn shown(read: &Warned<Vec<Document>>) -> String {
    let mut shown = String::new();
    for document in &read.output {
        let date =
            |d: Option<crate::base::PartialDate>| d.map_or("-".to_owned(), |d| d.to_string());
        let (start, end) = (date(document.date_start), date(document.date_end));
        let source = &document.source;
        writeln!(shown, "{} ({}:{})", document.id, source.file, source.line).unwrap();
        writeln!(shown, "  dates: {start} {end}").unwrap();
        for (name, value) in [("url", &source.url), ("publisher", &source.publisher)] {
            if let Some(value) = value {
                writeln!(shown, "  {name}: {value}").unwrap();
            }
        }
        for (name, given) in
            [("countries", &document.given.countries), ("places", &document.given.places)]
        {
            if !given.is_empty() {
                writeln!(shown, "  given {name}: {}", given.join(" | ")).unwrap();
            }
        }
        for (key, value) in &document.extra {
            writeln!(shown, "  extra {key}: {value}").unwrap();
        }
        if let Some(dateline) = &document.dateline {
            let places: Vec<_> =
                dateline.locations.iter().map(|l| &document.text[l.range()]).collect();
            let online = if dateline.online { " online" } else { "" };
            writeln!(shown, "  dateline: {}{online}", places.join(" | ")).unwrap();
        }
        for paragraph in &document.paragraphs {
            let words = document.text[paragraph.span.range()].escape_debug();
            writeln!(shown, "  {}: {words}", paragraph.kind.name()).unwrap();
        }
    }
    for warning in &read.warnings {
        writeln!(shown, "! {warning}").unwrap();
    }
    shown
}

fn marks(split: &str) -> ReadOptions {
    ReadOptions { stories: Stories::At(Pattern::new(split).unwrap()), ..ReadOptions::default() }
}

/// How a case is to be read: lines of `split`, `title` and `date_format`, each with `: ` and what the option is given.
fn options_of(path: &Path) -> ReadOptions {
    let mut options = ReadOptions::default();
    let Ok(lines) = std::fs::read_to_string(path) else { return options };
    for line in lines.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        let pattern = || Pattern::new(value).unwrap();
        match name {
            "split" => options.stories = Stories::At(pattern()),
            "title" => options.title = Some(pattern()),
            "date_format" => options.date_format = Some(DateFormat::new(value).unwrap()),
            _ => panic!("{}: no option is called {name:?}", path.display()),
        }
    }
    options
}

#[test]
fn case_files() {
    let files = walk(&[PathBuf::from(CASES)]).unwrap().output.files;
    assert!(files.len() >= 4, "the cases are in {CASES}");
    for mut file in files {
        file.name = file.name.replace(&format!("{CASES}/"), "");
        let options = options_of(&Path::new(CASES).join(format!("{}.options", file.name)));
        let read = read_file(&file, &options).unwrap();
        read.output.iter().for_each(check_laws);
        let path = Path::new(CASES).join(format!("{}.expected", file.name));
        let shown = shown(&read);
        if std::env::var_os("CONSORT_WRITE_CASES").is_some() {
            std::fs::write(&path, &shown).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(shown, expected, "{} is not as {} says", file.name, path.display());
    }
}

#[test]
fn the_archive_has_110_stories() {
    let archive = archive();
    let stories = text(&archive);
    assert_eq!(stories.len(), 110);
    let mut assigner = IdAssigner::default();
    let mut end = 0;
    let mut n_online = 0;
    for mut story in stories {
        check_laws(&story);
        assert!(!story.title.is_empty() && story.date_start.is_some(), "{}", story.id);
        assert!(story.id.starts_with("2020-"), "{}", story.id);
        let dateline = story.dateline.as_ref().unwrap_or_else(|| panic!("{}", story.id));
        n_online += usize::from(dateline.online);
        assert!(story.text[dateline.span.range()].ends_with(':'), "{}", story.id);
        assert!(dateline.online || !dateline.locations.is_empty(), "{}", story.id);
        // Nothing lies between two stories but white space: no word of the archive is lost, none read twice.
        let start = end + archive[end..].find(&story.text).unwrap();
        let gap = if end == 0 { "Archive of UNODC Stories 2020" } else { "" };
        assert_eq!(archive[end..start].trim(), gap, "before {}", story.id);
        assert_eq!(archive[..start].matches('\n').count() + 1, story.source.line);
        end = start + story.text.len();
        let mut at = 0;
        for paragraph in &story.paragraphs {
            assert_eq!(story.text[at..paragraph.span.start].trim(), "", "{}", story.id);
            at = paragraph.span.end;
        }
        assert!(!assigner.assign(&mut story), "{} is there twice", story.id);
    }
    assert_eq!(archive[end..].trim(), "");
    assert_eq!(n_online, 33);
}

#[test]
fn the_archive_survives_what_editors_do_to_files() {
    let archive = archive();
    let ids = |archive: &str| text(archive).into_iter().map(|d| d.id).collect::<Vec<_>>();
    let expected = ids(&archive);
    let blank_free: String =
        archive.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("{l}\n")).collect();
    assert_eq!(ids(&archive.replace('\n', "\r\n")), expected, "CR LF");
    assert_eq!(ids(&archive.replace('\n', "\r")), expected, "CR");
    assert_eq!(
        ids(&archive.replace("\n\n", "\n\u{a0}\n")),
        expected,
        "blank lines that are not empty"
    );
    assert_eq!(ids(&blank_free), expected, "no blank lines");
    assert_eq!(ids(&wrapped(&archive, 72)), expected, "hard-wrapped");
}

fn wrapped(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut n = 0;
        for word in line.split(' ') {
            if n > 0 {
                let breaks = n + word.len() > width;
                wrapped.push(if breaks { '\n' } else { ' ' });
                n = if breaks { 0 } else { n };
            }
            wrapped.push_str(word);
            n += word.len() + 1;
        }
        wrapped.push('\n');
    }
    wrapped
}

#[test]
fn bad_lines_are_named_and_the_rest_goes_on() {
    let table = [
        ("{\"text\": ", "f.jsonl:2: is no JSON: EOF while parsing a value at column 8; put one"),
        ("[1]", "f.jsonl:2: is JSON but no object"),
        (
            "{\"titel\":\"a\",\"txt\":\"b\"}",
            "f.jsonl:2: has no \"text\" (it has: titel, txt); name its key: --field text=KEY",
        ),
        ("{\"text\":7}", "f.jsonl:2: \"text\" is no string"),
        ("{\"text\":\" \\n\"}", "f.jsonl:2: has an empty text"),
        (
            "{\"text\":\"Words.\",\"date\":\"soon\"}",
            "f.jsonl:2: \"date\" is no date: \"soon\"; write 2020-12-28",
        ),
        (
            "{\"text\":\"Words.\",\"title\":[1]}",
            "f.jsonl:2: \"title\" is neither text nor a number",
        ),
        (
            "{\"text\":\"Words.\",\"date_start\":\"2020-03-02\",\"date_end\":\"2020-03-01\"}",
            "f.jsonl:2: ends on 2020-03-01 before",
        ),
    ];
    let good = "{\"title\":\"T\",\"text\":\"Good words.\"}";
    for (line, expected) in table {
        let read = jsonl(&format!("{good}\n{line}\n\n{good}\n"));
        let said: Vec<_> = read.warnings.iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].starts_with(expected), "{said:?}");
        assert!(read.output.iter().filter(|d| d.title == "T").count() == 2, "{line}");
    }
    // JSON in another shape is read as what it is.
    for (file, n) in [
        ("[{\"text\":\"a\"},\n{\"text\":\"b\"}]", 2),
        ("{\n\"text\":\n\"a\"}", 1),
        ("{\n\"text\":\n\"a\"}\n{\n\"text\":\n\"b\"}", 2),
    ] {
        let read = jsonl(file);
        assert_eq!((read.output.len(), read.warnings.len()), (n, 0), "{file}");
    }
    assert!(jsonl("").warnings[0].message.contains("holds no text"));
}

#[test]
fn fields_have_other_names() {
    let mut options = ReadOptions::default();
    options.add_field("text=story").unwrap();
    options.add_field("date=when").unwrap();
    let line =
        "{\"story\":\"3 May 2020, Bar: Words.\",\"when\":\"4 May 2020\",\"text\":\"not it\"}";
    let read = parse("f", line, Format::Jsonl, &options);
    assert_eq!(read.output[0].text, "3 May 2020, Bar: Words.");
    assert_eq!(&*read.output[0].id, "2020-05-04-3-may-2020-bar-words");
    assert_eq!(read.output[0].extra["text"], "not it");
    for wrong in ["text", "words=body", "text="] {
        assert_eq!(options.add_field(wrong).unwrap_err().argument, wrong);
    }
}

#[test]
fn extraction_records_can_be_read_again() {
    for story in text(&archive()) {
        let date = |d: Option<crate::base::PartialDate>| d.map(|d| d.to_string());
        let record = serde_json::json!({
            "id": story.id, "title": story.title, "source": story.source.file, "text": story.text,
            "file": story.source.file, "line": story.source.line, "url": null, "publisher": null,
            "date_start": date(story.date_start), "date_end": date(story.date_end), "online": false,
            "places": ["Bar"], "countries": [], "mentions": [], "relations": [], "layout": {},
            "unlinked": [], "entities": {},
        });
        let again = jsonl(&record.to_string());
        assert_eq!(again.output, [story]);
        assert_eq!(again.warnings, []);
    }
}

#[test]
fn a_text_can_be_kept_whole() {
    let options = ReadOptions { stories: Stories::Whole, ..ReadOptions::default() };
    let read = parse("f", &archive(), Format::Text, &options);
    assert_eq!(read.output.len(), 1);
    check_laws(&read.output[0]);
    assert_eq!(read.output[0].title, "Archive of UNODC Stories 2020");
}

#[test]
fn a_file_without_a_telling_name_is_known_by_its_text() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("stories");
    std::fs::write(&path, " {\"title\":\"T\",\"text\":\"Words.\"}").unwrap();
    let name = "stories".to_owned();
    let file =
        InputFile { name, place: InputPlace::File(path.clone()), format: None, n_bytes: None };
    assert_eq!(read_file(&file, &ReadOptions::default()).unwrap().output[0].title, "T");
    std::fs::write(&path, b"\x89PNG\0").unwrap();
    let error = read_file(&file, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, ReadError::Binary { .. }));
    std::fs::remove_file(&path).unwrap();
    assert!(read_file(&file, &ReadOptions::default()).is_err());
}

#[test]
fn dates_of_a_long_file_are_read_in_one_order() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("f.jsonl");
    let line =
        |date: &str| format!("{{\"text\":\"{}\",\"date\":\"{date}\"}}\n", "Word. ".repeat(100));
    let read = |last: &str| {
        std::fs::write(&path, line("03/04/2020").repeat(300) + &line(last)).unwrap();
        let name = "f".to_owned();
        let place = InputPlace::File(path.clone());
        let file = InputFile { name, place, format: Some(Format::Jsonl), n_bytes: None };
        let read = read_file(&file, &ReadOptions::default()).unwrap();
        let first = read.output[0].date_start.unwrap().to_string();
        assert!(read.output[..300].iter().all(|d| d.date_start == read.output[0].date_start));
        (first, read.warnings.len())
    };
    assert_eq!(read("12/25/2020"), ("2020-03-04".to_owned(), 0));
    assert_eq!(read("25/12/2020"), ("2020-04-03".to_owned(), 0));
    assert_eq!(read("2020-12-25"), ("2020-04-03".to_owned(), 1));
}

/// What is read of a file in portions of at least `size` bytes.
fn in_portions(path: &Path, size: usize, options: &ReadOptions) -> Warned<Vec<Document>> {
    let (name, place) = ("f".to_owned(), InputPlace::File(path.to_owned()));
    let file = InputFile { name, place, format: Some(Format::Text), n_bytes: None };
    let mut all = Warned { output: Vec::new(), warnings: Vec::new() };
    for portion in Portions::of_size(&file, options, size).unwrap() {
        let read = portion.unwrap().documents(options).unwrap();
        all.output.extend(read.output);
        all.warnings.extend(read.warnings);
    }
    // That all of a file holds no text is known only where it is one portion.
    all.warnings.retain(|warning| !warning.message.starts_with("holds no text"));
    // What is said of the character set comes before all else that is said of a portion.
    all.warnings.sort();
    all
}

#[test]
fn a_file_of_marked_stories_is_read_piece_by_piece() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("f");
    let story = |i: usize| format!("№ {i}\nTitle {i}\n\n{}\n", "Words of the story. ".repeat(50));
    std::fs::write(&path, (0..400).map(story).collect::<String>()).unwrap();
    let options = marks("^№ ");
    let place = InputPlace::File(path);
    let file = InputFile { name: "f".to_owned(), place, format: None, n_bytes: None };
    let portions: Vec<_> = Portions::open(&file, &options).unwrap().map(Result::unwrap).collect();
    assert!(portions.len() > 4 && portions.iter().all(|p| p.n_bytes() < 1 << 17));
    let read = read_file(&file, &options).unwrap();
    let titles: Vec<_> = read.output.iter().map(|d| d.title.clone()).collect();
    assert_eq!(titles, (0..400).map(|i| format!("Title {i}")).collect::<Vec<_>>());
    let lines: Vec<_> = read.output.iter().map(|d| d.source.line).collect();
    assert_eq!(lines, (0..400).map(|i| 1 + 4 * i).collect::<Vec<_>>());
}

#[test]
fn marked_stories_of_a_file_are_dated_in_one_order() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("f");
    let read = |last: &str, options: &ReadOptions| {
        let text = format!(
            "№ 1 | 03/04/2020\nWords.\n№ 2\n\n05/06/2020, Bar: Words.\n№ 3 | {last}\nWords.\n"
        );
        std::fs::write(&path, text).unwrap();
        let read = in_portions(&path, 1, options);
        let date = |d: &Document| d.date_start.map_or("-".to_owned(), |date| date.to_string());
        let dates: Vec<_> = read.output.iter().take(2).map(date).collect();
        (dates.join(" "), read.warnings.len())
    };
    let options = marks("^№");
    assert_eq!(read("12/25/2020", &options), ("2020-03-04 2020-05-06".to_owned(), 0));
    assert_eq!(read("25/12/2020", &options), ("2020-04-03 2020-06-05".to_owned(), 0));
    assert_eq!(read("2020-12-25", &options), ("2020-04-03 2020-06-05".to_owned(), 2));
    assert_eq!(read("30/02/2020", &options), ("2020-04-03 2020-06-05".to_owned(), 1));
    // A way of writing that the user gives tells more than the file, also of datelines.
    let date_format = Some(DateFormat::new("%m/%d/%Y").unwrap());
    let options = ReadOptions { date_format, ..options };
    assert_eq!(read("25/12/2020", &options), ("2020-03-04 2020-05-06".to_owned(), 1));
}

#[test]
fn marked_stories_are_cleaned_one_by_one() {
    let text = "## **One** (5 March 2020)\nThe **Harbour** <b>Fund</b>.<!-- \n\n## Two\n[Harbour](https://e.org) Fund.\n";
    let read = parse("f", text, Format::Markdown, &marks(r"^## (?<title>[^(]*)"));
    let texts: Vec<_> = read.output.iter().map(|d| d.text.as_str()).collect();
    assert_eq!(texts, ["One\n\nThe Harbour Fund.", "Two\n\nHarbour Fund."]);
    assert_eq!(read.output[0].date_start, "2020-03-05".parse().ok());
    // A page of HTML is split as a browser shows it.
    let text = "<html><p>No 1</p><p>The &amp;lt; Fund.</p><p>No 2</p><p>A fund.</p></html>";
    let read = parse("f", text, Format::Text, &marks("^No"));
    let texts: Vec<_> = read.output.iter().map(|d| d.text.as_str()).collect();
    assert_eq!(texts, ["The &lt; Fund.", "A fund."]);
}

#[test]
fn a_head_is_read_unless_the_user_marks_titles() {
    let text = "Title: A crane\nDate: 03/05/2020\n\nIt was paid.\n";
    let date_format = Some(DateFormat::new("%m/%d/%Y").unwrap());
    let mut options = ReadOptions { date_format, ..ReadOptions::default() };
    let read = parse("f", text, Format::Text, &options);
    assert_eq!((&*read.output[0].id, read.warnings.len()), ("2020-03-05-a-crane", 0));
    options.title = Some(Pattern::new("^It (.*)").unwrap());
    let read = parse("f", text, Format::Text, &options);
    assert_eq!((&*read.output[0].id, read.warnings.len()), ("2020-03-05-was-paid", 0));
}

#[test]
fn what_a_user_marks_wrongly_is_said() {
    let table = [
        ("^Nr", "f: no line matches --split '^Nr', so it was read as one story"),
        ("^No", "f:3: begins a story without a text; let --split match fewer lines, or take"),
        (r"^N|^\|", "f:3: begins a story without a text; let --split match fewer lines (a | in it"),
        ("^No (?<date>.*)", "f:1: \"1\" is no date; say how it is written with --date-format"),
    ];
    let text = "No 1\nWords.\nNo 2\nNo 3 March 2020\nOther words.\n";
    for (split, expected) in table {
        let read = parse("f", text, Format::Text, &marks(split));
        assert!(read.warnings[0].to_string().starts_with(expected), "{:?}", read.warnings);
        assert_eq!(read.output.len(), if split == "^Nr" { 1 } else { 2 });
    }
    let mut options = marks("^No");
    options.title = Some(Pattern::new("^Other").unwrap());
    options.date_format = Some(DateFormat::new("%d %B %Y").unwrap());
    let read = parse("f", text, Format::Text, &options);
    let said: Vec<_> = read.warnings.iter().map(ToString::to_string).collect();
    assert!(said[0].starts_with("f:1: no line of this story matches --title '^Other'"), "{said:?}");
    assert!(said[1].starts_with("f:1: has no date as --date-format '%d %B %Y'"), "{said:?}");
    assert!(said.len() == 3 && read.output[1].date_start == "2020-03-03".parse().ok(), "{said:?}");
}

#[test]
fn titles_and_dates_are_marked_in_other_texts_too() {
    let mut options = ReadOptions {
        title: Some(Pattern::new(r"^Subject: (.*)").unwrap()),
        date_format: Some(DateFormat::new("%m/%d/%Y").unwrap()),
        ..ReadOptions::default()
    };
    let text = "Sent: 03/05/2020\nSubject: A crane\n\nIt was paid.\n";
    for stories in [Stories::Split, Stories::Whole] {
        options.stories = stories;
        let read = parse("f", text, Format::Text, &options);
        assert_eq!(read.warnings, []);
        assert_eq!(&*read.output[0].id, "2020-03-05-a-crane");
        assert_eq!(read.output[0].text, "A crane\n\nSent: 03/05/2020\n\n\nIt was paid.");
    }
    let line = |date: &str| format!("{{\"title\":\"T\",\"text\":\"Words.\",\"date\":\"{date}\"}}");
    for (date, expected) in
        [("03/05/2020", "2020-03-05"), ("2020-03-05", "2020-03-05"), ("5.3.20", "")]
    {
        let read = parse("f", &line(date), Format::Jsonl, &options);
        let read_date = read.output[0].date_start.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(read_date, expected, "{date}");
        assert_eq!(read.warnings.len(), usize::from(expected.is_empty()), "{date}");
    }
    let front = "---\ntitle: T\ndate: 03/05/2020\n---\nWords.\n";
    let read = parse("f", front, Format::Markdown, &options);
    assert_eq!(read.output[0].date_start, "2020-03-05".parse().ok());
}

proptest::proptest! {
    #[test]
    fn every_document_keeps_the_laws(
        text in "(3 May 2020, Bar: |Title|# |---\n|date: 2020|\n\n|\n|\u{a0}|[a-zé.:•]|https://a|\r|  ){0,40}"
    ) {
        for format in [Format::Text, Format::Markdown] {
            parse("f", &text, format, &ReadOptions::default()).output.iter().for_each(check_laws);
        }
        let line = serde_json::json!({"title": text.get(..3), "text": text}).to_string();
        parse("f", &line, Format::Jsonl, &ReadOptions::default()).output.iter().for_each(check_laws);
        let _ = parse("f", &text, Format::Jsonl, &ReadOptions::default());
    }
    #[test]
    fn stories_do_not_depend_on_where_a_file_is_cut(
        text in "(No [1-9]|Nö|\n|\r\n|\r|\x0c|Title|3 May 2020|03/04/2020|25-12-2020|12/25/2020|, Bar: | \\||Words of it\\.|é|Ã©|---|\\*\\*|<b>|<p>|<!--|  ){0,60}",
        size in 1_usize..60,
        is_latin in proptest::bool::ANY,
        has_title in proptest::bool::ANY,
        format in proptest::sample::select(vec![Format::Text, Format::Markdown]),
        split in proptest::sample::select(vec!["^No", "^N.", "^$", "No (?<title>.*)", "(?<date>.*)", "^nowhere"]),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        // Windows-1252 for some, so that the character set hangs on letters far behind.
        let in_latin = || text.replace("Ã©", "é").chars().map(|c| c as u8).collect();
        let bytes = if is_latin { in_latin() } else { text.into_bytes() };
        std::fs::write(&path, bytes).unwrap();
        let mut options = marks(split);
        options.title = has_title.then(|| Pattern::new("^Tit").unwrap());
        options.format = Some(format);
        let whole = in_portions(&path, usize::MAX / 4, &options);
        whole.output.iter().for_each(check_laws);
        proptest::prop_assert_eq!(in_portions(&path, size, &options), whole);
    }
}
