//! The description of a publication as RO-Crate 1.2, which archives of research data and workflow hubs read.
//!
//! In: a publication. Out: `ro-crate-metadata.json`: the folder, its files, its makers, the program that made it. Never: a file
//! that is not in the folder.

use serde_json::{Map, Value, json};

use crate::rdf::vocabulary::consort;
use crate::view::publish::about::{Contact, Creator};
use crate::view::publish::data::DataFile;
use crate::view::publish::publication::{OtherFile, Publication};
use crate::view::publish::site::names;

/// Its name, which the format sets.
pub(super) const NAME: &str = "ro-crate-metadata.json";

/// The description as JSON-LD.
pub(super) fn json(publication: &Publication<'_>) -> String {
    let creators = creators(publication);
    let mut parts: Vec<Value> = publication.files.iter().map(file).collect();
    parts.extend(publication.others.iter().map(other_file));
    if publication.about.site {
        parts.push(pages());
    }
    let mut graph = vec![
        json!({
            "@id": NAME,
            "@type": "CreativeWork",
            "conformsTo": { "@id": "https://w3id.org/ro/crate/1.2" },
            "about": { "@id": "./" }
        }),
        root(publication, &creators, &parts),
    ];
    graph.extend(parts);
    graph.extend(creators);
    graph.extend(publication.about.contact.as_ref().map(contact));
    graph.push(license(publication));
    graph.extend(made(publication));
    let whole = json!({ "@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph });
    format!("{whole:#}\n")
}

/// Links to entities; to a single one without a list around it.
fn links(entities: &[Value]) -> Value {
    let link = |entity: &Value| json!({ "@id": entity["@id"] });
    match entities {
        [one] => link(one),
        all => all.iter().map(link).collect(),
    }
}

fn root(publication: &Publication<'_>, creators: &[Value], parts: &[Value]) -> Value {
    let about = publication.about;
    let mut root = Map::new();
    let mut say = |key: &str, value: Value| root.insert(key.to_owned(), value);
    say("@id", "./".into());
    say("@type", "Dataset".into());
    say("name", about.title.clone().into());
    say("description", publication.description.clone().into());
    say("datePublished", about.date.to_string().into());
    say("license", json!({ "@id": license_id(publication) }));
    if !creators.is_empty() {
        say("author", links(creators));
        let body = creators.iter().find(|creator| creator["@type"] == "Organization");
        say(
            "publisher",
            links(body.or(creators.first()).map(std::slice::from_ref).unwrap_or_default()),
        );
    }
    say("version", publication.version().into());
    if let Some(url) = &about.url {
        say("url", url.clone().into());
    }
    if let Some((first, last)) = publication.figures.period {
        say("temporalCoverage", format!("{first}/{last}").into());
    }
    say("keywords", publication.keywords().join(", ").into());
    say("hasPart", links(parts));
    say("mentions", json!({ "@id": "#made" }));
    Value::Object(root)
}

fn file(file: &DataFile) -> Value {
    json!({
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.compression.unwrap_or(file.media_type),
        "contentSize": file.sums.size.to_string(),
        "sha256": file.sums.sha256
    })
}

fn other_file(file: &OtherFile) -> Value {
    json!({
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.media_type,
        "contentSize": file.size.to_string()
    })
}

/// The folder of pages, as a whole: a list of them would be longer than all else.
fn pages() -> Value {
    json!({
        "@id": format!("{}/", names::FOLDER),
        "@type": "Dataset",
        "name": names::FOLDER,
        "description": "A page and a Turtle file for each entity of the graph"
    })
}

fn creators(publication: &Publication<'_>) -> Vec<Value> {
    let creator = |(n, creator): (usize, &Creator)| {
        let id = creator.address.clone().unwrap_or_else(|| format!("#creator-{n}"));
        let kind = if creator.is_body() { "Organization" } else { "Person" };
        let mut entity = json!({ "@id": id, "@type": kind, "name": creator.name });
        if let Some(address) = &creator.address {
            entity["url"] = address.clone().into();
        }
        if let Some(contact) = &publication.about.contact {
            entity["contactPoint"] = json!({ "@id": contact.0 });
        }
        entity
    };
    (1..).zip(&publication.about.creators).map(creator).collect()
}

fn license_id(publication: &Publication<'_>) -> String {
    match &publication.about.license {
        Some(license) => license.address.clone(),
        None => "#license".to_owned(),
    }
}

fn license(publication: &Publication<'_>) -> Value {
    let terms = publication.terms();
    json!({
        "@id": license_id(publication),
        "@type": "CreativeWork",
        "name": terms,
        "description": format!("Terms of use: {terms}")
    })
}

/// Where to write to.
fn contact(contact: &Contact) -> Value {
    let how = if contact.is_mailbox() { "email" } else { "url" };
    json!({
        "@id": contact.0,
        "@type": "ContactPoint",
        "name": contact.words(),
        "contactType": "questions and corrections",
        how: if contact.is_mailbox() { contact.words() } else { &contact.0 }
    })
}

/// The program, and what it did.
fn made(publication: &Publication<'_>) -> Vec<Value> {
    let manifest = publication.desk.snapshot().manifest();
    let what = format!(
        "Names were found in the texts with a vocabulary (SHA-256 {}), statements read by rules; each carries its sentences",
        manifest.vocabulary
    );
    vec![
        json!({
            "@id": "#made",
            "@type": "CreateAction",
            "name": "The graph was built from texts",
            "description": what,
            "instrument": { "@id": "#consort" },
            "result": { "@id": "./" }
        }),
        json!({
            "@id": "#consort",
            "@type": "SoftwareApplication",
            "name": "consort",
            "description": "Builds a knowledge graph of who works with whom from news stories and reports, with the sentence behind every edge",
            "url": consort::NAMESPACE.trim_end_matches('#'),
            "version": manifest.consort,
            "softwareVersion": manifest.consort
        }),
    ]
}
