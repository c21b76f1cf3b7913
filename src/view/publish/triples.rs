//! The descriptions of a publication in RDF: VoID for those who query, DCAT for portals of data.
//!
//! In: a publication. Out: two files in Turtle about one data set. Never: an address that leads nowhere once the folder is in place.

use std::io;

use crate::rdf::{
    Catalogue, CatalogueFile, Description, Syntax, Triple, Version, WriteOptions, catalogue,
    describe, write as write_rdf,
};
use crate::store::description;
use crate::view::publish::data::{DataFile, GRAPH};
use crate::view::publish::publication::Publication;
use crate::view::publish::shelf::{Open, PublishError, Sums, put};

/// The data set, in the file that describes it.
const DATASET: &str = "void.ttl#dataset";

/// Writes the description in VoID.
pub(super) fn void(
    publication: &Publication<'_>,
    open: &mut Open<'_>,
) -> Result<Sums, PublishError> {
    let iris = publication.desk.snapshot().iris();
    turtle("void.ttl", describe(&whole(publication), iris), publication, open)
}

/// Writes the description in DCAT.
pub(super) fn dcat(
    publication: &Publication<'_>,
    open: &mut Open<'_>,
) -> Result<Sums, PublishError> {
    let iris = publication.desk.snapshot().iris();
    turtle("dcat.ttl", catalogue(&with_files(publication), iris), publication, open)
}

/// Writes triples as a file in Turtle.
pub(super) fn turtle(
    name: &str,
    triples: Vec<Triple>,
    publication: &Publication<'_>,
    open: &mut Open<'_>,
) -> Result<Sums, PublishError> {
    let iris = publication.desk.snapshot().iris();
    let options = WriteOptions { iris, syntax: Syntax::Turtle, version: Version::Rdf11 };
    put(open, name, |out| {
        let failed = |source| PublishError::Write { name: name.to_owned(), source };
        write_rdf(triples, &options, out).map(drop).map_err(io::Error::other).map_err(failed)
    })
}

fn whole(publication: &Publication<'_>) -> Description {
    let about = publication.about;
    let snapshot = publication.desk.snapshot();
    Description {
        title: about.title.clone(),
        about: Some(publication.description.clone()),
        license: about.license.as_ref().map(|license| license.address.clone()),
        dataset: Some(about.place(DATASET)),
        dump: Some(about.place(GRAPH)),
        run: snapshot.manifest().run.clone(),
        ..description(Some(snapshot), publication.triples)
    }
}

fn with_files(publication: &Publication<'_>) -> Catalogue {
    let about = publication.about;
    let file = |file: &DataFile| CatalogueFile {
        address: about.place(file.name),
        name: file.name.to_owned(),
        about: file.about.to_owned(),
        media_type: file.media_type.to_owned(),
        compression: file.compression.map(str::to_owned),
        size: file.sums.size,
        sha256: file.sums.sha256.clone(),
    };
    Catalogue {
        dataset: about.place(DATASET),
        title: about.title.clone(),
        about: publication.description.clone(),
        license: about.license.as_ref().map(|license| license.address.clone()),
        creators: about.creators.iter().map(|c| (c.name.clone(), c.address.clone())).collect(),
        contact: about.contact.as_ref().map(|contact| contact.0.clone()),
        version: publication.version(),
        issued: Some(about.date),
        period: publication.figures.period,
        keywords: publication.keywords(),
        page: about.place("index.html"),
        files: publication.files.iter().map(file).collect(),
    }
}
