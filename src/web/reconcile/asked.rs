//! Questions of reconciliation as JSON.
//!
//! In: the text of `queries` or `extend`. Out: what is asked. Never: a part passed over that would change the answer.

use serde::Deserialize;
use serde_json::Value;

use crate::base::Class;
use crate::view::reconcile::{Asked, PropertyAsked, Strictness, Wanted};
use crate::web::problem::Problem;

/// So many questions in one request.
const MOST_QUESTIONS: usize = 20_000;

/// So many candidates for each, unless it says otherwise, and at most.
const CANDIDATES: (usize, usize) = (5, 100);

/// A question as the specification has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    query: Option<String>,
    #[serde(rename = "type", default)]
    types: OneOrMany<String>,
    limit: Option<f64>,
    #[serde(default)]
    properties: Vec<Property>,
    type_strict: Option<TypeStrict>,
}

#[derive(Deserialize)]
struct Property {
    pid: String,
    v: OneOrMany<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::Many(all) => all,
            Self::One(one) => vec![one],
        }
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum TypeStrict {
    Any,
    Should,
    All,
}

/// The questions of a batch by their keys, in order.
pub(super) fn questions(text: &str) -> Result<Vec<(String, Asked)>, Problem> {
    let wrong = |e: serde_json::Error| Problem::bad(format!("queries: {e}"));
    let batch: serde_json::Map<String, Value> = serde_json::from_str(text).map_err(wrong)?;
    if batch.len() > MOST_QUESTIONS {
        return Err(Problem::bad(format!("a batch has at most {MOST_QUESTIONS} queries")));
    }
    batch
        .into_iter()
        .map(|(key, value)| {
            let wrong = |says: String| Problem::bad(format!("queries, {key:?}: {says}"));
            let query: Query = serde_json::from_value(value).map_err(|e| wrong(e.to_string()))?;
            let asked = query.asked().map_err(wrong)?;
            Ok((key, asked))
        })
        .collect()
}

impl Query {
    fn asked(self) -> Result<Asked, String> {
        let name = self.query.filter(|name| !name.trim().is_empty());
        if name.is_none() && self.properties.is_empty() {
            return Err("a query has a name or properties".to_owned());
        }
        let classes: Result<Vec<Class>, String> =
            self.types.into_vec().iter().filter(|t| !t.is_empty()).map(|t| t.parse()).collect();
        let strictness = match self.type_strict {
            Some(TypeStrict::Should) => Strictness::Rather,
            Some(TypeStrict::Any | TypeStrict::All) | None => Strictness::Only,
        };
        let (usual, most) = CANDIDATES;
        let limit = self.limit.map_or(usual, |limit| limit.max(1.0) as usize);
        let property = |Property { pid, v }| PropertyAsked {
            id: pid,
            values: v.into_vec().iter().filter_map(wanted).collect(),
        };
        Ok(Asked {
            name,
            classes: classes?,
            strictness,
            properties: self.properties.into_iter().map(property).collect(),
            most: limit.min(most),
        })
    }
}

fn wanted(value: &Value) -> Option<Wanted> {
    match value {
        Value::String(text) => Some(Wanted::Text(text.clone())),
        Value::Number(_) | Value::Bool(_) => Some(Wanted::Text(value.to_string())),
        Value::Object(map) => Some(Wanted::Id(map.get("id")?.as_str()?.to_owned())),
        Value::Null | Value::Array(_) => None,
    }
}

/// Which properties of which entities are asked for.
#[derive(Deserialize)]
pub(super) struct Extension {
    pub ids: Vec<String>,
    pub properties: Vec<PropertyId>,
}

/// A property that is asked for.
#[derive(Deserialize)]
pub(super) struct PropertyId {
    pub id: String,
}

pub(super) fn extension(text: &str) -> Result<Extension, Problem> {
    let extension: Extension =
        serde_json::from_str(text).map_err(|e| Problem::bad(format!("extend: {e}")))?;
    if extension.ids.len() > MOST_QUESTIONS {
        return Err(Problem::bad(format!("extend takes at most {MOST_QUESTIONS} ids")));
    }
    Ok(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_as_the_specification_writes_them() {
        let text = r#"{"q0": {"query": "Zeta", "type": "organisation", "limit": 3, "type_strict": "should",
            "properties": [{"pid": "country", "v": ["AL", {"id": "alb"}]}, {"pid": "ids-ror", "v": 5}]},
            "q1": {"query": "Yota", "type": ["Country", "region"]}}"#;
        let asked = questions(text).unwrap();
        assert_eq!(
            asked[0].1.properties[0].values,
            [Wanted::Text("AL".into()), Wanted::Id("alb".into())]
        );
        assert_eq!((asked[0].1.most, asked[0].1.strictness), (3, Strictness::Rather));
        assert_eq!((asked[1].1.classes.len(), asked[1].1.most), (2, 5));
        for (text, says) in [
            ("[]", "queries: "),
            ("{\"q\": {}}", "a query has a name or properties"),
            ("{\"q\": {\"query\": \"\"}}", "a query has a name or properties"),
            ("{\"q\": {\"query\": \"A\", \"type\": \"bank\"}}", "is not a class"),
            ("{\"q\": {\"query\": \"A\", \"limits\": 1}}", "limits"),
        ] {
            let problem = questions(text).unwrap_err();
            assert!(problem.says.contains(says), "{text}: {}", problem.says);
        }
    }
}
