//! The tables of a `decisions.toml` as decisions.
//!
//! In: texts of files. Out: decisions with their places, and what is wrong with the others, to the column. Never: half of a
//! decision.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use glob::Pattern;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::base::{
    Argument, ClaimName, Decision, EntityId, Predicate, Verdict, Warning, sort_by_key, typos,
};
use crate::cut::fold_space;
use crate::dictionary::decisions::placed::Placed;
use crate::dictionary::decisions::unknown::nearest;
use crate::dictionary::entries::Known;
use crate::dictionary::entry::Entry;
use crate::dictionary::lexicon::Lexicon;
use crate::dictionary::lines::{is_id, line_column, with_suggestion};

/// The decisions in the files `(name, text)`, in their order.
pub(super) fn placed(files: &[(String, String)], lexicon: &Lexicon) -> (Vec<Placed>, Vec<Warning>) {
    let mut reader = DecisionsReader { lexicon, placed: Vec::new(), warnings: Vec::new() };
    for (name, text) in files {
        reader.file(name, text);
    }
    (reader.placed, reader.warnings)
}

/// A table of the file. Which keys a verdict takes is checked afterwards, so that the message can say so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictTable {
    claim: Option<Spanned<String>>,
    entities: Option<Spanned<Vec<Spanned<String>>>>,
    text: Option<Spanned<String>>,
    entity: Option<Spanned<String>>,
    document: Option<Spanned<String>>,
    who: Spanned<String>,
    why: Spanned<String>,
    date: Spanned<toml::Value>,
}

/// Something wrong at a place.
type Fault = (Range<usize>, String);

struct DecisionsReader<'a> {
    lexicon: &'a Lexicon,
    placed: Vec<Placed>,
    warnings: Vec<Warning>,
}

impl DecisionsReader<'_> {
    fn file(&mut self, name: &str, text: &str) {
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let span = error.span().unwrap_or_default();
            self.warn(name, text, (span, error.message().to_owned()));
        }
        if !errors.is_empty() {
            return; // a recovered table may be half of what was meant
        }
        let mut tables: Vec<(Spanned<DeValue<'_>>, String)> = Vec::new();
        for (key, value) in root.into_inner() {
            match verdict_tables(&key, value) {
                Ok(found) => {
                    tables.extend(found.into_iter().map(|t| (t, key.get_ref().to_string())))
                }
                Err(fault) => self.warn(name, text, fault),
            }
        }
        sort_by_key(&mut tables, |(table, _)| table.span().start);
        for (table, verdict) in tables {
            let span = table.span();
            match self.decision(&verdict, table) {
                Ok((decision, documents)) => {
                    let place = format!("{name}:{}", line_column(text, span.start).0);
                    self.placed.push(Placed { decision: Arc::new(decision), place, documents });
                }
                Err(fault) => self.warn(name, text, fault),
            }
        }
    }

    fn decision(
        &self,
        verdict: &str,
        table: Spanned<DeValue<'_>>,
    ) -> Result<(Decision, Option<Pattern>), Fault> {
        let whole = table.span();
        let table = VerdictTable::deserialize(ValueDeserializer::from(table)).map_err(|error| {
            (error.span().unwrap_or(whole.clone()), with_suggestion(error.message()))
        })?;
        let verdict = self.verdict(verdict, &table, &whole)?;
        let filled = |text: &Spanned<String>, key: &str| match text.get_ref().trim() {
            "" => {
                Err((text.span(), format!("{key} is empty; a decision says who made it and why")))
            }
            said => Ok(said.to_owned()),
        };
        let date = match table.date.get_ref() {
            toml::Value::String(date) => date.clone(),
            toml::Value::Datetime(date) => date.to_string(),
            other => other.to_string(),
        };
        let documents =
            match &table.document {
                None => None,
                Some(pattern) => Some(Pattern::new(pattern.get_ref()).map_err(|e| {
                    (pattern.span(), format!("the pattern cannot be read: {}", e.msg))
                })?),
            };
        let decision = Decision {
            verdict,
            document: table.document.as_ref().map(|d| d.get_ref().clone()),
            who: filled(&table.who, "who")?,
            why: filled(&table.why, "why")?,
            date: date.parse().map_err(|message| (table.date.span(), message))?,
        };
        Ok((decision, documents))
    }

    fn verdict(
        &self,
        name: &str,
        table: &VerdictTable,
        whole: &Range<usize>,
    ) -> Result<Verdict, Fault> {
        let (takes, others): (&str, [Option<Range<usize>>; 3]) = match name {
            "wrong" | "right" => {
                ("claim", [span(&table.entities), span(&table.text), span(&table.entity)])
            }
            "same" => ("entities", [span(&table.claim), span(&table.text), span(&table.entity)]),
            _ => ("text and entity", [span(&table.claim), span(&table.entities), None]),
        };
        if let Some(other) = others.into_iter().flatten().next() {
            return Err((other, format!("[[{name}]] takes {takes}, not this key")));
        }
        let missing = |key: &str| (whole.clone(), format!("[[{name}]] needs {key}"));
        match name {
            "wrong" | "right" => {
                let text = table.claim.as_ref().ok_or_else(|| missing("claim"))?;
                let claim = self.claim(text.get_ref()).map_err(|why| (text.span(), why))?;
                Ok(if name == "wrong" {
                    Verdict::Wrong { claim }
                } else {
                    Verdict::Right { claim }
                })
            }
            "same" => {
                let listed = table.entities.as_ref().ok_or_else(|| missing("entities"))?;
                self.same(listed)
            }
            _ => {
                let text = table.text.as_ref().ok_or_else(|| missing("text"))?;
                let words = fold_space(text.get_ref());
                if words.is_empty() {
                    return Err((
                        text.span(),
                        "text is empty; give the words as they stand".to_owned(),
                    ));
                }
                let entity = table.entity.as_ref().map(|e| self.spanned(e));
                let entity = entity.transpose()?;
                Ok(Verdict::Never { text: words, entity })
            }
        }
    }

    /// `deu funds unodc-wco-ccp`, or the same in names: `Germany funds Container Control Programme`.
    fn claim(&self, text: &str) -> Result<ClaimName, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let predicates = (1..words.len().saturating_sub(1)).filter_map(|i| {
            let predicate = words[i].parse::<Predicate>().ok()?;
            Some((words[..i].join(" "), predicate, words[i + 1..].join(" ")))
        });
        let mut wrong = None;
        for (subject, predicate, object) in predicates {
            let object = match object.parse::<Argument<EntityId>>() {
                Ok(Argument::Story) => Ok(Argument::Story),
                _ => self.entity(&object).map(Argument::Entity),
            };
            match (self.entity(&subject), object) {
                (Ok(subject), Ok(object)) => return Ok(ClaimName::new(subject, predicate, object)),
                (Err(why), _) | (_, Err(why)) => wrong = Some(why),
            }
        }
        // Without a predicate that stands between two names, the parser says what is missing.
        match wrong {
            Some(why) => Err(why),
            None => text.parse::<ClaimName>(),
        }
    }

    fn spanned(&self, typed: &Spanned<String>) -> Result<EntityId, Fault> {
        self.entity(typed.get_ref()).map_err(|why| (typed.span(), why))
    }

    /// The id that is written, or the id of the one entry that is called so. What has the form of an id may be one that a text makes.
    fn entity(&self, typed: &str) -> Result<EntityId, String> {
        if self.lexicon.get(typed).is_none() {
            match self.called(typed)[..] {
                [] => {}
                [one] => return Ok(one.clone()),
                ref several => {
                    let ids = several.iter().map(|id| &***id).collect::<Vec<_>>().join(", ");
                    return Err(format!("{typed:?} names several entries; give the id: {ids}"));
                }
            }
        }
        let checked = EntityId::new(typed).ok().filter(|id| is_id(id));
        checked.ok_or_else(|| {
            format!(
                "{typed:?} is no id, and no entry is called that; ids hold a-z, 0-9 and hyphens"
            )
        })
    }

    /// The entries that are called so, whatever the case and the white space.
    fn called(&self, typed: &str) -> Vec<&EntityId> {
        let fold = |name: &str| fold_space(&name.to_lowercase());
        let wanted = fold(typed);
        let is_called = |known: &&Known| {
            let Entry { name, names, abbr, formal, .. } = &*known.entry;
            let all =
                [name, &known.entity.label].into_iter().chain(names).chain(abbr).chain(formal);
            all.into_iter().any(|name| fold(name) == wanted)
        };
        self.lexicon.entries.iter().filter(is_called).map(|known| &known.entity.id).collect()
    }

    /// The id that stays must be an entry: its name and class are those of the merged entity in every document.
    fn same(&self, listed: &Spanned<Vec<Spanned<String>>>) -> Result<Verdict, Fault> {
        let ids = listed.get_ref().iter().map(|id| self.spanned(id));
        let entities: Vec<EntityId> = ids.collect::<Result<_, _>>()?;
        let ([stays, _, ..], [first, ..]) = (entities.as_slice(), listed.get_ref().as_slice())
        else {
            return Err((
                listed.span(),
                "entities needs two ids or more: the one that stays, then the others".to_owned(),
            ));
        };
        if entities.iter().collect::<BTreeSet<_>>().len() < entities.len() {
            return Err((listed.span(), "entities names one id twice".to_owned()));
        }
        if self.lexicon.get(stays).is_none() {
            let hint = nearest(stays, self.lexicon)
                .map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
            let message = format!(
                "the id that stays comes first and must be an entry of the vocabulary, which {stays:?} is not{hint}"
            );
            return Err((first.span(), message));
        }
        Ok(Verdict::Same { entities })
    }

    fn warn(&mut self, name: &str, text: &str, (span, message): Fault) {
        let (line, column) = line_column(text, span.start);
        let message = message.replace('\n', " ").trim().to_owned();
        self.warnings.push(Warning { place: format!("{name}:{line}:{column}"), message });
    }
}

fn span<T>(value: &Option<Spanned<T>>) -> Option<Range<usize>> {
    value.as_ref().map(Spanned::span)
}

/// The tables under `[[wrong]]` and the like.
fn verdict_tables<'i>(
    key: &Spanned<Cow<'i, str>>,
    value: Spanned<DeValue<'i>>,
) -> Result<Vec<Spanned<DeValue<'i>>>, Fault> {
    const VERDICTS: [&str; 4] = ["wrong", "right", "same", "never"];
    let name = key.get_ref().as_ref();
    if !VERDICTS.contains(&name) {
        let near = VERDICTS.into_iter().find(|v| typos(v, name, 2).is_some());
        let hint = near.map_or_else(
            || "decisions are [[wrong]], [[right]], [[same]] and [[never]]".to_owned(),
            |near| format!("did you mean [[{near}]]?"),
        );
        return Err((key.span(), format!("{name:?} is no verdict; {hint}")));
    }
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(tables) => Ok(tables.into_iter().collect()),
        _ => Err((span, format!("write [[{name}]] with two brackets: there may be several"))),
    }
}
