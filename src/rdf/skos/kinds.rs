//! Types of other people's things, and the classes that they are here.
//!
//! In: an IRI. Out: a class, or that it is the type of no thing with a name. Never: a guess at a type that is not listed.

use crate::base::Class;
use crate::rdf::vocabulary::{foaf, org, owl, prov, rdf, rdfs, schema, skos, skosxl};

/// Types by namespace.
const KINDS: [(&str, &[&str], Class); 10] = [
    (
        org::NAMESPACE,
        &[
            "Organization",
            "FormalOrganization",
            "OrganizationalUnit",
            "OrganizationalCollaboration",
        ],
        Class::Organisation,
    ),
    (foaf::NAMESPACE, &["Organization"], Class::Organisation),
    (foaf::NAMESPACE, &["Project"], Class::Programme),
    (prov::NAMESPACE, &["Organization"], Class::Organisation),
    (schema::NAMESPACE, SCHEMA_BODIES, Class::Organisation),
    (schema::NAMESPACE, &["Project", "ResearchProject"], Class::Programme),
    (schema::NAMESPACE, &["Country"], Class::Country),
    ("http://www.w3.org/ns/regorg#", &["RegisteredOrganization"], Class::Organisation),
    ("http://data.europa.eu/m8g/", &["PublicOrganisation"], Class::Organisation),
    ("http://www.w3.org/2006/vcard/ns#", &["Organization"], Class::Organisation),
];

const SCHEMA_BODIES: &[&str] = &[
    "Organization",
    "Airline",
    "Consortium",
    "Cooperative",
    "Corporation",
    "EducationalOrganization",
    "CollegeOrUniversity",
    "School",
    "FundingAgency",
    "GovernmentOrganization",
    "Hospital",
    "LibrarySystem",
    "LocalBusiness",
    "MedicalOrganization",
    "NGO",
    "NewsMediaOrganization",
    "OnlineBusiness",
    "PoliticalParty",
    "ResearchOrganization",
    "SearchRescueOrganization",
    "SportsOrganization",
    "WorkersUnion",
];

/// The class of things of a type.
pub(super) fn class_of(kind: &str) -> Option<Class> {
    let of = |(namespace, names, class): &(&str, &[&str], Class)| {
        let local = kind.strip_prefix(namespace)?;
        names.contains(&local).then_some(*class)
    };
    KINDS.iter().find_map(of)
}

/// Whether things of a type are terms, labels or groups, of which a label is no name.
pub(super) fn is_technical(kind: &str) -> bool {
    let terms =
        [rdf::NAMESPACE, rdfs::NAMESPACE, owl::NAMESPACE, skos::NAMESPACE, skosxl::NAMESPACE];
    terms.iter().any(|namespace| kind.starts_with(namespace))
}
