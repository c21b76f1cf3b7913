//! Answers of reconciliation as JSON.
//!
//! In: candidates, values. Out: what the schemas of the Reconciliation Service API 0.2 describe. Never: a key they do not know.

use serde_json::{Map, Value, json};

use crate::base::{Class, in_parallel};
use crate::rdf::{Iris, vocabulary};
use crate::view::reconcile::{Asked, Candidate, PropertyValue, Reconciler, type_id};
use crate::web::reconcile::asked::Extension;

/// The size of the small page.
const PREVIEW: (u32, u32) = (430, 300);

/// What the service can do, at an address.
pub(super) fn manifest(address: &str, iris: &Iris) -> Value {
    let service = format!("{address}/reconcile");
    let suggest =
        |kind: &str| json!({ "service_url": service, "service_path": format!("/suggest/{kind}") });
    let (width, height) = PREVIEW;
    json!({
        "versions": ["0.2"],
        "name": "consort",
        "identifierSpace": format!("{}id/", iris.base()),
        "schemaSpace": vocabulary::consort::NAMESPACE,
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "view": { "url": format!("{address}/entity/{{{{id}}}}") },
        "defaultTypes": Class::ALL.map(type_of),
        "suggest": { "entity": suggest("entity"), "property": suggest("property"), "type": suggest("type") },
        "preview": { "url": format!("{service}/preview?id={{{{id}}}}"), "width": width, "height": height },
        "extend": { "propose_properties": { "service_url": service, "service_path": "/properties" } },
    })
}

/// A class as a type.
pub(super) fn type_of(class: Class) -> Value {
    json!({ "id": type_id(class), "name": class.name() })
}

/// The candidates of all questions, by their keys.
pub(super) fn results(reconciler: &Reconciler, asked: &[(String, Asked)]) -> Value {
    // Each question is answered by itself, on whatever thread; their order is that of the batch.
    let answers = in_parallel(asked.iter().collect(), |(_, asked)| {
        let found = reconciler.candidates(asked);
        let all: Vec<Value> = found.iter().map(|found| candidate(reconciler, found)).collect();
        json!({ "result": all })
    });
    let keys = asked.iter().map(|(key, _)| key.clone());
    Value::Object(keys.zip(answers).collect::<Map<_, _>>())
}

fn candidate(reconciler: &Reconciler, found: &Candidate<'_>) -> Value {
    let facts = found.facts;
    let features: Vec<Value> = found
        .features
        .iter()
        .map(|feature| json!({ "id": feature.id, "value": feature.value }))
        .collect();
    json!({
        "id": facts.entity.id,
        "name": facts.entity.label,
        "description": reconciler.description(facts),
        "type": [type_of(facts.entity.class)],
        "score": found.score,
        "features": features,
        "match": found.is_match,
    })
}

/// The values of properties, by entity and property.
pub(super) fn extended(reconciler: &Reconciler, asked: &Extension) -> Value {
    let known = reconciler.properties();
    let meta: Vec<Value> = asked
        .properties
        .iter()
        .map(|property| {
            let known = known.iter().find(|known| known.id == property.id);
            let name = known.map_or(&property.id, |known| &known.name);
            json!({ "id": property.id, "name": name })
        })
        .collect();
    let row = |id: &String| {
        let facts = reconciler.get(id);
        let cells = asked.properties.iter().map(|property| {
            let values = facts.map(|facts| reconciler.values(facts, &property.id));
            let values: Vec<Value> = values.unwrap_or_default().iter().map(value).collect();
            (property.id.clone(), Value::Array(values))
        });
        (id.clone(), Value::Object(cells.collect()))
    };
    let rows: Map<String, Value> = asked.ids.iter().map(row).collect();
    json!({ "meta": meta, "rows": rows })
}

fn value(value: &PropertyValue) -> Value {
    match value {
        PropertyValue::Entity { id, name } => json!({ "id": id, "name": name }),
        PropertyValue::Text(text) => json!({ "str": text }),
        PropertyValue::Count(count) => json!({ "int": count }),
    }
}
