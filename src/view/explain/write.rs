//! Passages for reading and for programs.
//!
//! In: passages. Out: text, JSON or a table. Never: colours of its own; the caller marks the names.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::view::explain::passages::{Passage, PassageKind, Statement};
use crate::view::explain::quote::Side;
use crate::view::table::{Cell, Table};

/// One block a passage: date, title and source; the sentence with both names marked; what it states.
///
/// `mark` gets each name with its side and returns what to print for it: colours, brackets, or the name as it is.
/// `label` turns an id into a name. Lines are not wrapped, because only the caller knows how wide a mark prints.
///
/// # Errors
/// When the writer fails.
///
/// ```
/// use consort::view::explain::{Question, passages, write_text};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = passages(&stories, &Question::about("unodc".parse()?).with_partner("who".parse()?));
/// let mut out = Vec::new();
/// write_text(&found, &str::to_uppercase, &|name, _| format!("*{name}*"), &mut out)?;
/// let out = String::from_utf8(out)?;
/// assert!(out.contains("*UNODC* signed an agreement with *WHO*."));
/// assert!(out.contains("→ UNODC partnersWith WHO [asserted, rule sign]"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_text(
    passages: &[Passage],
    label: &dyn Fn(&str) -> String,
    mark: &dyn Fn(&str, Side) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (i, passage) in passages.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let date = passage.date.map_or_else(|| "undated".to_owned(), |d| d.to_string());
        writeln!(out, "{date}  {}", passage.title)?;
        writeln!(out, "  {}", marked(passage, mark))?;
        for statement in &passage.statements {
            writeln!(out, "  → {}", sentence(statement, label))?;
            if let Some(decision) = &statement.decision {
                let (verdict, who) = (decision.verdict.name(), &decision.who);
                writeln!(
                    out,
                    "    {verdict}, decided by {who} on {}: {}",
                    decision.date, decision.why
                )?;
            }
        }
        match passage.kind() {
            PassageKind::Stated => {}
            PassageKind::Together => writeln!(out, "  → named together, no relation stated")?,
            PassageKind::Near => writeln!(out, "  → names one; the other stands near")?,
            PassageKind::Named => writeln!(out, "  → named, no relation stated")?,
        }
        writeln!(out, "  {} ({})", passage.source, passage.document)?;
        if let Some(origin) = &passage.copy_of {
            writeln!(out, "  copy of {origin}")?;
        }
    }
    Ok(())
}

/// An array with one passage a line; offsets of highlights count code points of `quote`.
///
/// # Errors
/// When the writer fails.
///
/// ```
/// use consort::view::explain::{Question, passages, write_json};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = passages(&stories, &Question::about("nor".parse()?));
/// let mut out = Vec::new();
/// write_json(&found, &mut out)?;
/// let json: serde_json::Value = serde_json::from_slice(&out)?;
/// assert_eq!(json[0]["statements"][0]["object"], "unodc-wco-ccp");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_json(passages: &[Passage], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (i, passage) in passages.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &object(passage))?;
    }
    out.write_all(b"\n]\n")
}

/// A row for each statement of each passage, and one for a passage that states nothing; `label` turns an id into a name.
///
/// ```
/// use consort::view::explain::{Question, passage_table, passages};
/// let texts = ["3 March 2020, Vienna, Austria: Norway gave EUR 5 million to UNODC."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = passages(&stories, &Question::about("nor".parse()?));
/// let table = passage_table(&found, &str::to_uppercase);
/// let amount = table.columns.iter().position(|name| name == "amount").expect("a column");
/// assert_eq!((table.rows[0][1].to_string(), table.rows[0][amount].to_string()), ("NOR".into(), "5000000".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn passage_table(passages: &[Passage], label: &dyn Fn(&str) -> String) -> Table {
    let mut table = Table::new([
        "date",
        "subject",
        "predicate",
        "object",
        "status",
        "ended",
        "amount",
        "amount_max",
        "currency",
        "share",
        "stage",
        "sentence",
        "title",
        "source",
        "rule",
        "decision",
        "kind",
        "names",
        "subject_id",
        "object_id",
        "document_id",
    ]);
    for passage in passages {
        if passage.statements.is_empty() {
            table.push(cells(passage, None, label));
        }
        for statement in &passage.statements {
            table.push(cells(passage, Some(statement), label));
        }
    }
    table
}

fn cells(
    passage: &Passage,
    statement: Option<&Statement>,
    label: &dyn Fn(&str) -> String,
) -> Vec<Cell> {
    let said = |text: &dyn Fn(&Statement) -> String| Cell::optional(statement.map(text));
    let amount = statement.and_then(|s| s.amount.as_ref());
    let number = |value: Option<&String>| value.map_or(Cell::Empty, |v| Cell::Number(v.clone()));
    let decision = statement.and_then(|s| s.decision.as_ref());
    vec![
        Cell::optional(passage.date.map(|date| date.to_string())),
        said(&|s| label(&s.subject)),
        said(&|s| s.predicate.to_string()),
        said(&|s| s.object_label(label)),
        said(&|s| s.status.name().to_owned()),
        Cell::optional(statement.filter(|s| s.ended).map(|_| "yes")),
        number(amount.map(|a| &a.value)),
        number(amount.and_then(|a| a.max.as_ref())),
        Cell::optional(amount.map(|a| &a.currency)),
        Cell::optional(amount.map(|a| a.share.name())),
        Cell::optional(amount.and_then(|a| a.stage).map(|stage| stage.name())),
        Cell::text(&passage.quote),
        Cell::text(&passage.title),
        Cell::text(&passage.source),
        said(&|s| s.rule.to_string()),
        Cell::optional(decision.map(|d| d.verdict.name())),
        Cell::text(passage.kind().name()),
        Cell::optional(passage.names.map(PassageKind::name)),
        said(&|s| s.subject.to_string()),
        said(&|s| s.object.to_string()),
        Cell::text(&*passage.document),
    ]
}

fn object(passage: &Passage) -> Value {
    let point = |byte: usize| passage.quote.get(..byte).map_or(0, |head| head.chars().count());
    let highlights: Vec<Value> = passage
        .highlights
        .iter()
        .map(|h| {
            let side = match h.side {
                Side::A => "a",
                Side::B => "b",
            };
            json!({"start": point(h.span.start), "end": point(h.span.end), "side": side})
        })
        .collect();
    let statements: Vec<Value> = passage
        .statements
        .iter()
        .map(|s| {
            json!({
                "subject": s.subject, "predicate": s.predicate.name(), "object": s.object,
                "status": s.status.name(), "ended": s.ended, "rule": s.rule,
                "currency": s.amount.as_ref().map(|a| &a.currency),
                "amount": s.amount.as_ref().map(|a| &a.value),
                "amount_max": s.amount.as_ref().and_then(|a| a.max.as_ref()),
                "amount_share": s.amount.as_ref().map(|a| a.share),
                "amount_stage": s.amount.as_ref().and_then(|a| a.stage),
                "decision": s.decision,
            })
        })
        .collect();
    json!({
        "kind": passage.kind().name(),
        "names": passage.names.map(PassageKind::name),
        "date": passage.date.map(|d| d.to_string()),
        "document": passage.document, "copy_of": passage.copy_of, "title": passage.title,
        "source": passage.source,
        "sentence": passage.quote, "highlights": highlights, "statements": statements,
    })
}

fn marked(passage: &Passage, mark: &dyn Fn(&str, Side) -> String) -> String {
    let piece = |start: usize, end: usize| passage.quote.get(start..end).unwrap_or_default();
    let mut text = String::new();
    let mut at = 0;
    for highlight in &passage.highlights {
        let span = highlight.span;
        text.push_str(piece(at, span.start));
        text.push_str(&mark(piece(span.start, span.end), highlight.side));
        at = span.end;
    }
    text + piece(at, passage.quote.len())
}

fn sentence(statement: &Statement, label: &dyn Fn(&str) -> String) -> String {
    let object = statement.object_label(label);
    let mut text = format!("{} {} {object}", label(&statement.subject), statement.predicate);
    if let Some(amount) = &statement.amount {
        text += &format!(", {}", amount.in_words());
    }
    text + &format!(" [{}, rule {}]", statement.status.name(), statement.rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::explain::fixture::{corpus, question};
    use crate::view::explain::passages;

    #[test]
    fn names_are_marked_by_the_caller() {
        let found = passages(corpus(), &question("deu", None, Some("ccp")));
        let mut out = Vec::new();
        let mark = |name: &str, side: Side| format!("{side:?}<{name}>");
        write_text(&found[..1], &str::to_uppercase, &mark, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "2020-10-05  Story grant\n  A<Germany> gave the UNODC unodc-B<CCP> money.\n  \
             → DEU funds CCP, EUR 5300000 [asserted, rule rule]\n  stories.txt:1 (grant)\n"
        );
    }

    #[test]
    fn json_offsets_are_code_points() {
        let mut found = passages(corpus(), &question("deu", None, Some("ccp")));
        found.truncate(1);
        let mut out = Vec::new();
        write_json(&found, &mut out).unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value[0]["highlights"][1], json!({"start": 29, "end": 32, "side": "b"}));
        let statement = &value[0]["statements"][0];
        assert_eq!(statement["amount"], "5300000");
        assert_eq!(statement["amount_share"], "own");
        assert_eq!(statement["amount_stage"], Value::Null);
    }
}
