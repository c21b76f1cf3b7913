//! throwaway
use super::*;
#[test]
fn dump() {
    let bytes = std::fs::read("data/unodc-see-stories-2020.txt").unwrap();
    let text = decode("data/u.txt", &bytes).unwrap().output;
    let read = parse("data/u.txt", &text, Format::Text, &ReadOptions::default());
    for d in &read.output {
        let dl = d.dateline.as_ref();
        let v = serde_json::json!({"id": d.id, "title": d.title, "s": d.date_start.map(|d| d.to_string()), "e": d.date_end.map(|d| d.to_string()),
          "line": d.source.line, "online": dl.is_some_and(|x| x.online), "dl": dl.map(|x| &d.text[x.span.range()]),
          "loc": dl.map(|x| x.locations.iter().map(|l| &d.text[l.range()]).collect::<Vec<_>>()),
          "paras": d.paragraphs.iter().map(|p| (p.kind.name(), &d.text[p.span.range()])).collect::<Vec<_>>()});
        println!("@@{v}");
    }
}
