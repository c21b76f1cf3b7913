//! The description of a publication as RO-Crate 1.2, which archives of research data and workflow hubs read.
//!
//! In: a publication. Out: `ro-crate-metadata.json`: the folder, its files, its makers, the program that made it. Never: a file
//! that is not in the folder.

use serde_json::{Map, Value, json};

use crate::view::publish::about::Creator;
use crate::view::publish::data::DataFile;
use crate::view::publish::publication::Publication;
use crate::view::publish::site::names;

/// Its name, which the format sets.
pub(super) const NAME: &str = "ro-crate-metadata.json";

/// What the files of the descriptions are: name, media type, words.
const DESCRIPTIONS: [(&str, &str, &str); 5] = [
    ("index.html", "text/html", "What this is, for people"),
    ("style.css", "text/css", "How the pages look"),
    ("void.ttl", "text/turtle", "The data set described in VoID"),
    ("dcat.ttl", "text/turtle", "The data set and its files described in DCAT"),
    ("croissant.json", "application/ld+json", "The tables described in Croissant"),
];

/// The description as JSON-LD.
pub(super) fn json(publication: &Publication<'_>) -> String {
    let creators = creators(publication);
    let files: Vec<Value> = publication.files.iter().map(file).collect();
    let descriptions = DESCRIPTIONS.iter().map(|(name, media_type, says)| {
        json!({ "@id": name, "@type": "File", "name": name, "description": says, "encodingFormat": media_type })
    });
    let mut parts: Vec<Value> = files.into_iter().chain(descriptions).collect();
    if publication.about.site {
        parts.extend(site_parts(publication));
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
    graph.push(license(publication));
    graph.extend(made(publication));
    let whole = json!({ "@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph });
    format!("{whole:#}\n")
}

fn links<'a>(entities: impl IntoIterator<Item = &'a Value>) -> Value {
    entities.into_iter().map(|entity| json!({ "@id": entity["@id"] })).collect()
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
    }
    if let Some(url) = &about.url {
        say("url", url.clone().into());
    }
    if let Some((first, last)) = publication.figures.period {
        say("temporalCoverage", format!("{first}/{last}").into());
    }
    say("keywords", publication.keywords().join(", ").into());
    say("hasPart", links(parts));
    say("mentions", json!([{ "@id": "#made" }]));
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

/// The lists of entities, and the folder of their pages.
fn site_parts(publication: &Publication<'_>) -> Vec<Value> {
    let lists = publication.figures.entities.keys().map(|class| {
        let name = names::list_name(*class);
        json!({
            "@id": name,
            "@type": "File",
            "name": name,
            "description": format!("All {} of the graph", class.plural()),
            "encodingFormat": "text/html"
        })
    });
    let folder = json!({
        "@id": format!("{}/", names::FOLDER),
        "@type": "Dataset",
        "name": names::FOLDER,
        "description": "A page and a Turtle file for each entity of the graph"
    });
    lists.chain([folder]).collect()
}

fn creators(publication: &Publication<'_>) -> Vec<Value> {
    let creator = |(n, creator): (usize, &Creator)| {
        let id = creator.address.clone().unwrap_or_else(|| format!("#creator-{n}"));
        let kind = if creator.is_body() { "Organization" } else { "Person" };
        json!({ "@id": id, "@type": kind, "name": creator.name })
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
            "result": links([&json!({ "@id": "./" })])
        }),
        json!({
            "@id": "#consort",
            "@type": "SoftwareApplication",
            "name": "consort",
            "description": "Builds a knowledge graph of who works with whom from news stories and reports, with the sentence behind every edge",
            "version": manifest.consort,
            "softwareVersion": manifest.consort
        }),
    ]
}
