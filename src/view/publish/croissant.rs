//! The tables of a publication as Croissant 1.0, which those who train and test models load.
//!
//! In: a publication. Out: `croissant.json`: files with checksums, and for each table its columns with types. Never: a type that a
//! cell of the column does not have.

use serde_json::{Map, Value, json};

use crate::view::export::ValueType;
use crate::view::publish::about::Creator;
use crate::view::publish::data::{Column, DataFile};
use crate::view::publish::publication::Publication;

/// Its name.
pub(super) const NAME: &str = "croissant.json";

/// The description as JSON-LD.
pub(super) fn json(publication: &Publication<'_>) -> String {
    let about = publication.about;
    let mut all = Map::new();
    let mut say = |key: &str, value: Value| all.insert(key.to_owned(), value);
    say("@context", context());
    say("@type", "sc:Dataset".into());
    say("conformsTo", "http://mlcommons.org/croissant/1.0".into());
    say("name", about.title.clone().into());
    say("description", publication.description.clone().into());
    if let Some(license) = &about.license {
        say("license", license.address.clone().into());
    }
    if let Some(url) = &about.url {
        say("url", url.clone().into());
    }
    say("version", publication.version().into());
    say("datePublished", about.date.to_string().into());
    if !about.creators.is_empty() {
        say("creator", about.creators.iter().map(creator).collect());
    }
    say("citeAs", about.citation().into());
    say("keywords", publication.keywords().into());
    say("distribution", publication.files.iter().map(|f| file(f, publication)).collect());
    let tables = publication.files.iter().filter(|file| !file.columns.is_empty());
    say("recordSet", tables.map(record_set).collect());
    format!("{:#}\n", Value::Object(all))
}

fn creator(creator: &Creator) -> Value {
    let kind = if creator.is_body() { "sc:Organization" } else { "sc:Person" };
    match &creator.address {
        Some(address) => json!({ "@type": kind, "name": creator.name, "url": address }),
        None => json!({ "@type": kind, "name": creator.name }),
    }
}

fn file(file: &DataFile, publication: &Publication<'_>) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": file.about,
        "contentUrl": publication.about.place(file.name),
        "encodingFormat": file.compression.unwrap_or(file.media_type),
        "contentSize": format!("{} B", file.sums.size),
        "sha256": file.sums.sha256
    })
}

fn record_set(file: &DataFile) -> Value {
    let name = file.name.trim_end_matches(".csv");
    json!({
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": format!("{} ({} rows)", file.about, file.rows),
        "field": file.columns.iter().map(|column| field(name, column, file)).collect::<Value>()
    })
}

fn field(table: &str, column: &Column, file: &DataFile) -> Value {
    let data_type = match column.values {
        ValueType::Text => "sc:Text",
        ValueType::Integer => "sc:Integer",
        ValueType::Decimal => "sc:Float",
    };
    json!({
        "@type": "cr:Field",
        "@id": format!("{table}/{}", column.name),
        "name": column.name,
        "description": column.says,
        "dataType": data_type,
        "source": { "fileObject": { "@id": file.name }, "extract": { "column": column.name } }
    })
}

/// The context that the format asks for, word for word.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileProperty": "cr:fileProperty",
        "fileObject": "cr:fileObject",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform"
    })
}
