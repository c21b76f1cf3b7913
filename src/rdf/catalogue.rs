//! A published data set as portals of data list it: what it is, whose, on what terms, and in which files.
//!
//! In: what its publisher says, and what was written. Out: triples in DCAT. Never: a licence that nobody gave.

use oxrdf::{Literal, NamedNode, Triple, TripleRef};

use crate::base::PartialDate;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{dcat, dcterms, foaf, spdx, vcard, xsd};
use crate::rdf::{Iris, NO_LICENSE, terms};

/// What is said of a published data set. Addresses may be relative: they are seen from the file that is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// Its IRI; what belongs to it is named by this with an ending.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// What it is, in words.
    pub about: String,
    /// The address of its licence.
    pub license: Option<String>,
    /// Who made it: names, with an address where there is one.
    pub creators: Vec<(String, Option<String>)>,
    /// Where to write to: `mailto:…`, or the address of a page.
    pub contact: Option<String>,
    /// Its version.
    pub version: String,
    /// When it was published.
    pub issued: Option<PartialDate>,
    /// From when to when the stories are.
    pub period: Option<(PartialDate, PartialDate)>,
    /// Words under which it is found.
    pub keywords: Vec<String>,
    /// The page to read first.
    pub page: String,
    /// Its files.
    pub files: Vec<CatalogueFile>,
}

/// One file of a data set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueFile {
    /// Its address.
    pub address: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub about: String,
    /// The media type of what it holds.
    pub media_type: String,
    /// The media type of its compression.
    pub compression: Option<String>,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The description as triples.
///
/// ```
/// use consort::rdf::{Catalogue, CatalogueFile, Iris, catalogue};
/// let file = CatalogueFile { address: "claims.csv".to_owned(), media_type: "text/csv".to_owned(), ..CatalogueFile::default() };
/// let input = Catalogue { dataset: "void.ttl#dataset".to_owned(), files: vec![file], ..Catalogue::default() };
/// let triples = catalogue(&input, &Iris::default());
/// assert!(triples.iter().any(|t| t.to_string().ends_with("dcat#mediaType> <https://www.iana.org/assignments/media-types/text/csv>")));
/// ```
#[must_use]
pub fn catalogue(input: &Catalogue, iris: &Iris) -> Vec<Triple> {
    let mut all = Vec::new();
    let mut sink = |triple: TripleRef<'_>| all.push(triple.into_owned());
    let triples = &mut Triples::new(iris, &mut sink);
    let part = |ending: String| NamedNode::new_unchecked(format!("{}-{ending}", input.dataset));
    let creators: Vec<(NamedNode, &str)> = (1..)
        .zip(&input.creators)
        .map(|(n, (name, address))| {
            let given = address.as_deref().and_then(|address| NamedNode::new(address).ok());
            (given.unwrap_or_else(|| part(format!("creator-{n}"))), name.as_str())
        })
        .collect();
    let period = input.period.map(|days| (part("period".to_owned()), days));

    let mut node = triples.node(NamedNode::new_unchecked(&input.dataset));
    node.is(&[dcat::DATASET]);
    node.text(dcterms::TITLE, &input.title);
    node.text(dcterms::DESCRIPTION, &input.about);
    rights(input, &mut node);
    node.text(dcat::VERSION, &input.version);
    node.value(dcterms::ISSUED, input.issued.map(terms::date));
    for (creator, _) in &creators {
        node.link(dcterms::CREATOR, creator.clone());
    }
    let contact = input.contact.as_ref().map(|address| (part("contact".to_owned()), address));
    if let Some((contact, _)) = &contact {
        node.link(dcat::CONTACT_POINT, contact.clone());
    }
    if let Some((period, _)) = &period {
        node.link(dcterms::TEMPORAL, period.clone());
    }
    for keyword in &input.keywords {
        node.text(dcat::KEYWORD, keyword);
    }
    node.link(dcat::LANDING_PAGE, NamedNode::new_unchecked(&input.page));
    for file in &input.files {
        node.link(dcat::DISTRIBUTION, part(file.name.clone()));
    }
    if let Some((contact, address)) = contact {
        let mut node = triples.node(contact);
        node.is(&[vcard::KIND]);
        let how = if address.starts_with("mailto:") { vcard::HAS_EMAIL } else { vcard::HAS_URL };
        node.text(vcard::FN, address.trim_start_matches("mailto:"));
        node.address(how, address);
    }
    for (creator, name) in creators {
        let mut node = triples.node(creator);
        node.is(&[foaf::AGENT]);
        node.text(foaf::NAME, name);
    }
    if let Some((period, (first, last))) = period {
        let mut node = triples.node(period);
        node.is(&[dcterms::PERIOD]);
        node.link(dcat::START_DATE, terms::date(first.first_day()));
        node.link(dcat::END_DATE, terms::date(last.last_day()));
    }
    for file in &input.files {
        distribution(file, input, part(file.name.clone()), triples);
    }
    all
}

fn rights(input: &Catalogue, node: &mut crate::rdf::triples::Node<'_, '_>) {
    match &input.license {
        Some(license) => node.address(dcterms::LICENSE, license),
        None => node.text(dcterms::RIGHTS, NO_LICENSE),
    }
}

fn distribution(
    file: &CatalogueFile,
    input: &Catalogue,
    iri: NamedNode,
    triples: &mut Triples<'_>,
) {
    let media_type = |name: &str| {
        NamedNode::new_unchecked(format!("https://www.iana.org/assignments/media-types/{name}"))
    };
    let address = NamedNode::new_unchecked(&file.address);
    let checksum = NamedNode::new_unchecked(format!("{}-sha256", iri.as_str()));
    let mut node = triples.node(iri);
    node.is(&[dcat::DISTRIBUTION_CLASS]);
    node.text(dcterms::TITLE, &file.name);
    node.text(dcterms::DESCRIPTION, &file.about);
    rights(input, &mut node);
    node.link(dcat::ACCESS_URL, address.clone());
    node.link(dcat::DOWNLOAD_URL, address);
    node.link(dcat::MEDIA_TYPE, media_type(&file.media_type));
    if let Some(compression) = &file.compression {
        node.link(dcat::COMPRESS_FORMAT, media_type(compression));
    }
    let size = Literal::new_typed_literal(file.size.to_string(), xsd::NON_NEGATIVE_INTEGER);
    node.link(dcat::BYTE_SIZE, size);
    node.link(spdx::CHECKSUM, checksum.clone());
    let mut node = triples.node(checksum);
    node.is(&[spdx::CHECKSUM_CLASS]);
    node.link(spdx::ALGORITHM, spdx::SHA256);
    let value = Literal::new_typed_literal(&file.sha256, xsd::HEX_BINARY);
    node.link(spdx::CHECKSUM_VALUE, value);
}
