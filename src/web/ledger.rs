//! The decisions that reviewers take on the page, as lines of a `decisions.toml`.
//!
//! In: decisions. Out: the text of the file with one more, or one less. Never: a line changed that somebody else wrote, so that the
//! files of two people merge line by line.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::base::{Decision, PartialDate, Verdict};
use crate::view::desk::DecidedAlready;

/// Something that the program does when it is asked to.
type Does<T> = Box<dyn Fn() -> T + Send + Sync>;

/// Puts a text into the file.
type Writes = Box<dyn Fn(&str) -> Result<(), String> + Send + Sync>;

/// Reads, writes and builds: what the program does for the ledger, because nothing here touches a file.
pub struct LedgerFiles {
    /// The text of the file; empty where there is none yet.
    pub read: Does<Result<String, String>>,
    /// Puts another text in its place, whole or not at all.
    pub write: Writes,
    /// Builds the graph anew, and gives what it warns of; absent where nobody said from what.
    pub rebuild: Option<Does<Result<Vec<String>, String>>>,
    /// Today.
    pub today: Does<PartialDate>,
}

/// Where decisions are kept.
pub struct Ledger {
    /// Who decides.
    pub(super) who: String,
    /// The name of the file.
    pub(super) place: String,
    files: LedgerFiles,
    /// Held while the file is read and written.
    lock: Mutex<()>,
}

/// A decision of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[cfg_attr(test, schema(as = DecisionKept))]
pub(super) struct Entry {
    /// A name of its own, made of what it says.
    pub id: String,
    /// right, wrong, same or never.
    pub verdict: String,
    /// What it is on.
    pub about: String,
    /// Where it holds; everywhere when absent.
    pub document: Option<String>,
    /// Who decided.
    pub who: String,
    /// Why.
    pub why: String,
    /// When.
    pub date: String,
}

impl Ledger {
    /// A ledger that `who` keeps in the file that `place` names.
    #[must_use]
    pub fn new(who: String, place: String, files: LedgerFiles) -> Self {
        Self { who, place, files, lock: Mutex::new(()) }
    }

    /// All decisions of the file.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, String> {
        Ok(blocks(&(self.files.read)()?).into_iter().filter_map(|b| entry(&b.text)).collect())
    }

    /// What needs no decision any more.
    pub(super) fn decided(&self) -> Result<DecidedAlready, String> {
        let mut decided = DecidedAlready::default();
        for entry in self.entries()? {
            match (&*entry.verdict, entry.document) {
                ("right" | "wrong", Some(document)) => {
                    decided.claims.insert(format!("{} in {document}", entry.about));
                }
                ("right" | "wrong", None) => drop(decided.claims.insert(entry.about)),
                ("same", _) => {
                    let others = entry.about.split(" = ").skip(1).map(str::to_owned);
                    decided.entities.extend(others.collect::<BTreeSet<_>>());
                }
                _ => {
                    let entity = entry.about.rsplit_once(" as ").map(|(_, id)| id.to_owned());
                    decided.entities.extend(entity);
                }
            }
        }
        Ok(decided)
    }

    /// Adds a decision to the file.
    pub(super) fn add(
        &self,
        verdict: Verdict,
        document: Option<String>,
        why: &str,
    ) -> Result<Entry, String> {
        let (who, why) = (self.who.clone(), why.to_owned());
        let block = block(&Decision { verdict, document, who, why, date: (self.files.today)() });
        let entry = entry(&block).ok_or_else(|| "the decision cannot be read back".to_owned())?;
        let _held = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        (self.files.write)(&inserted(&(self.files.read)()?, &block, &entry.about))?;
        Ok(entry)
    }

    /// Takes a decision back; `Ok(None)` where the file has no such.
    pub(super) fn take_back(&self, id: &str) -> Result<Option<Entry>, String> {
        let _held = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let text = (self.files.read)()?;
        // The last, where the same was decided twice.
        let found = blocks(&text).into_iter().rev().find_map(|block| {
            let entry = entry(&block.text).filter(|entry| entry.id == id)?;
            Some((block, entry))
        });
        let Some((block, entry)) = found else { return Ok(None) };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let is_blank = |at: usize| lines.get(at).is_some_and(|line| line.trim().is_empty());
        // The blank line that stands before or, at the top, behind it was written with it.
        let (first, end) = match block.first.checked_sub(1) {
            Some(before) if is_blank(before) => (before, block.end),
            None if is_blank(block.end) => (block.first, block.end + 1),
            _ => (block.first, block.end),
        };
        let kept = lines[..first].iter().chain(&lines[end..]);
        (self.files.write)(&kept.copied().collect::<String>())?;
        Ok(Some(entry))
    }

    /// Whether the graph can be built anew.
    pub(super) fn rebuilds(&self) -> bool {
        self.files.rebuild.is_some()
    }

    /// Builds the graph anew; `None` where nobody said from what.
    pub(super) fn rebuild(&self) -> Option<Result<Vec<String>, String>> {
        self.files.rebuild.as_ref().map(|rebuild| rebuild())
    }
}

/// The text with one more block: in the order of what they are on, so that what two people add stands apart and git can merge it;
/// but behind all on the same, of which the last holds.
fn inserted(text: &str, block: &str, about: &str) -> String {
    let blocks = blocks(text);
    let abouts: Vec<String> =
        blocks.iter().map(|b| entry(&b.text).map(|e| e.about).unwrap_or_default()).collect();
    let behind = abouts.iter().rposition(|known| known == about).map_or(0, |last| last + 1);
    let place =
        (behind..abouts.len()).find(|&i| abouts[i].as_str() > about).unwrap_or(abouts.len());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = match (place.checked_sub(1).and_then(|before| blocks.get(before)), blocks.first()) {
        (Some(before), _) => before.end,
        // Comments right above the first block are of that block.
        (None, Some(first)) => {
            let is_comment = |at: &usize| lines[*at].trim_start().starts_with('#');
            (0..first.first).rev().take_while(is_comment).last().unwrap_or(first.first)
        }
        (None, None) => lines.len(),
    };
    let (before, after) = (lines[..at].concat(), lines[at..].concat());
    let ends = before.is_empty() || before.ends_with('\n');
    let break_off = if ends { "" } else { "\n" };
    match (place, before.is_empty() && after.is_empty()) {
        (_, true) => block.to_owned(),
        (0, _) if !after.is_empty() => format!("{before}{break_off}{block}\n{after}"),
        _ => format!("{before}{break_off}\n{block}{after}"),
    }
}

/// A decision's lines in the file.
struct Block {
    first: usize,
    /// One past its last line with a key.
    end: usize,
    text: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_head = |line: &&str| line.trim_start().starts_with("[[");
    let heads: Vec<usize> =
        lines.iter().zip(0..).filter(|(l, _)| is_head(l)).map(|(_, i)| i).collect();
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    heads
        .iter()
        .zip(ends)
        .map(|(&first, next)| {
            let says = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
            let end = (first..next).rev().find(|i| says(lines[*i])).map_or(next, |i| i + 1);
            Block { first, end, text: lines[first..end].concat() }
        })
        .collect()
}

/// What a block says; `None` where it is no decision.
fn entry(block: &str) -> Option<Entry> {
    let table: toml::Table = block.parse().ok()?;
    let (verdict, list) = table.iter().next()?;
    let fields = list.as_array()?.first()?.as_table()?;
    let text = |key: &str| {
        fields.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let entities = fields.get("entities").and_then(|list| list.as_array());
    let entities = entities
        .map(|list| list.iter().filter_map(|id| id.as_str()).collect::<Vec<_>>().join(" = "));
    let never = text("text").map(|words| match text("entity") {
        Some(entity) => format!("{words:?} as {entity}"),
        None => format!("{words:?}"),
    });
    Some(Entry {
        id: format!("{:016x}", twox_hash::XxHash3_64::oneshot(block.trim().as_bytes())),
        verdict: verdict.clone(),
        about: text("claim").or(entities).or(never)?,
        document: text("document"),
        who: text("who").unwrap_or_default(),
        why: text("why").unwrap_or_default(),
        date: text("date").unwrap_or_default(),
    })
}

/// A decision as the file has it.
fn block(decision: &Decision) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut lines = vec![format!("[[{}]]", decision.verdict.name())];
    match &decision.verdict {
        Verdict::Right { claim } | Verdict::Wrong { claim } => {
            lines.push(format!("claim = {}", quoted(&claim.to_string())));
        }
        Verdict::Same { entities } => {
            let ids: Vec<String> = entities.iter().map(|id| quoted(id)).collect();
            lines.push(format!("entities = [{}]", ids.join(", ")));
        }
        Verdict::Never { text, entity } => {
            lines.push(format!("text = {}", quoted(text)));
            lines.extend(entity.iter().map(|id| format!("entity = {}", quoted(id))));
        }
    }
    lines.extend(decision.document.iter().map(|d| format!("document = {}", quoted(d))));
    lines.push(format!("who = {}", quoted(&decision.who)));
    lines.push(format!("why = {}", quoted(&decision.why)));
    lines.push(format!("date = {}", quoted(&decision.date.to_string())));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn ledger(text: &str) -> (Ledger, Arc<Mutex<String>>) {
        let file = Arc::new(Mutex::new(text.to_owned()));
        let (one, other) = (file.clone(), file.clone());
        let files = LedgerFiles {
            read: Box::new(move || Ok(one.lock().unwrap().clone())),
            write: Box::new(move |text| {
                text.clone_into(&mut other.lock().unwrap());
                Ok(())
            }),
            rebuild: None,
            today: Box::new(|| "2024-05-02".parse().unwrap()),
        };
        (Ledger::new("A \"B\" C".to_owned(), "decisions.toml".to_owned(), files), file)
    }

    const OTHERS: &str = "# Mine.\n[[wrong]]\nclaim = \"a funds b\"\nwho = \"D\"\nwhy = \"E\"\n\
                          date = 2024-05-01\n\n# The next one.\n[[same]]\nentities = [\"a\", \"b\"]\n\
                          who = \"D\"\nwhy = \"E\"\ndate = \"2024\"";

    #[test]
    fn what_is_decided_and_taken_back_leaves_the_file_as_it_was() {
        for before in ["", OTHERS, "# Only a comment.\n"] {
            let (ledger, file) = ledger(before);
            let claim = "osce funds unodc".parse().unwrap();
            let one = ledger.add(Verdict::Wrong { claim }, None, "It \\ hosts\nit").unwrap();
            let entity = Some("un".into());
            let text = "U \"N\"".to_owned();
            let other =
                ledger.add(Verdict::Never { text, entity }, Some("2020-*".into()), "No").unwrap();
            assert_eq!((&*one.about, &*one.who), ("osce funds unodc", "A \"B\" C"));
            assert_eq!(one.why, "It \\ hosts\nit");
            let decided = ledger.decided().unwrap();
            assert!(decided.claims.contains("osce funds unodc") && decided.entities.contains("un"));
            assert_eq!(ledger.take_back(&one.id), Ok(Some(one.clone())));
            assert_eq!(ledger.take_back(&one.id), Ok(None));
            assert_eq!(ledger.take_back(&other.id), Ok(Some(other)));
            assert_eq!(file.lock().unwrap().trim_end(), before.trim_end());
        }
    }

    #[test]
    fn what_two_people_add_stands_apart() {
        let (ledger, file) = ledger("");
        for claim in ["osce funds unodc", "bih funds unodc", "who funds unodc", "eu funds unodc"] {
            ledger.add(Verdict::Wrong { claim: claim.parse().unwrap() }, None, "No").unwrap();
        }
        let heads = |text: &str| -> Vec<String> {
            text.lines().filter_map(|l| l.strip_prefix("claim = ")).map(str::to_owned).collect()
        };
        let expected = ["bih", "eu", "osce", "who"].map(|id| format!("\"{id} funds unodc\""));
        assert_eq!(heads(&file.lock().unwrap()), expected);
        let claim = "eu funds unodc".parse().unwrap();
        ledger.add(Verdict::Right { claim }, None, "Yes, it does").unwrap();
        let entries = ledger.entries().unwrap();
        assert_eq!(entries[2].verdict, "right", "of two on one claim the later one holds");
        assert!(!file.lock().unwrap().contains("\n\n\n"));
    }

    #[test]
    fn decisions_of_others_are_read() {
        let (ledger, file) = ledger(OTHERS);
        let entries = ledger.entries().unwrap();
        let about: Vec<&str> = entries.iter().map(|e| &*e.about).collect();
        assert_eq!(about, ["a funds b", "a = b"]);
        assert_eq!(entries[0].date, "2024-05-01");
        let first = entries[0].id.clone();
        ledger.take_back(&first).unwrap();
        assert!(file.lock().unwrap().starts_with("# Mine.\n\n# The next one.\n[[same]]"));
    }
}
