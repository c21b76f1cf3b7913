//! The terms of the vocabularies that consort writes, as constants.
//!
//! In: nothing. Out: IRIs known when the program is compiled. Never: an IRI of data; those are minted in `iri`.

/// Makes one constant a term, documented by its IRI.
macro_rules! terms {
    ($namespace:literal { $($name:ident = $local:literal,)* }) => {
        use oxrdf::NamedNodeRef;

        /// The namespace of these terms.
        pub const NAMESPACE: &str = $namespace;
        $(
            #[doc = concat!("`", $namespace, $local, "`")]
            pub const $name: NamedNodeRef<'static> =
                NamedNodeRef::new_unchecked(concat!($namespace, $local));
        )*
    };
}

/// consort's own ontology, `vocab/ontology.ttl`.
pub mod consort {
    use crate::base::{Class, Predicate};

    terms!("https://w3id.org/consort/ns#" {
        ENTITY = "Entity", AGENT = "Agent",
        ORGANISATION = "Organisation", COUNTRY_CLASS = "Country", PROGRAMME = "Programme",
        DONOR = "Donor", INSTRUMENT = "Instrument", REGION = "Region",
        DOCUMENT_CLASS = "Document", ACTIVITY = "Activity", ASSERTION = "Assertion",
        EVIDENCE_CLASS = "Evidence", CO_OCCURRENCE = "CoOccurrence", RULE_CLASS = "Rule",
        RUN = "Run", MENTION = "Mention", UNLINKED_MENTION = "UnlinkedMention",
        FUNDS = "funds", IMPLEMENTS = "implements", PARTNERS_WITH = "partnersWith",
        ORGANIZES = "organizes", PARTICIPATES_IN = "participatesIn", SUPPORTS = "supports",
        PART_OF = "partOf",
        ORIGIN = "origin", COUNTRY = "country", COUNTRY_INFERRED = "countryInferred", IDENTIFIER = "identifier", KIND = "kind", PATTERN = "pattern",
        MENTION_COUNT = "mentionCount", DOCUMENT_COUNT = "documentCount",
        DATE_START = "dateStart", DATE_END = "dateEnd", REPORTS = "reports",
        REPORTED_IN = "reportedIn", MENTIONS = "mentions", ONLINE = "online",
        STATUS = "status", EVIDENCE = "evidence", EVIDENCE_COUNT = "evidenceCount",
        DISTINCT_SENTENCES = "distinctSentences", SOURCE_COUNT = "sourceCount",
        ORIGIN_COUNT = "originCount", COPY_OF = "copyOf",
        FIRST_DATE = "firstDate", LAST_DATE = "lastDate",
        EARLIEST = "earliest", LATEST = "latest",
        CLAIM = "claim", DOCUMENT = "document", SENTENCE = "sentence", QUOTE = "quote",
        RULE = "rule", DATE = "date", AMOUNT = "amount", CURRENCY = "currency",
        AMOUNT_MAX = "amountMax", AMOUNT_SHARE = "amountShare", AMOUNT_STAGE = "amountStage",
        ENDED = "ended",
        MEMBER = "member", WINDOW = "window", COUNT = "count",
        ASSOCIATION_STRENGTH = "associationStrength", NPMI = "npmi",
        LOG_LIKELIHOOD = "logLikelihood", P_VALUE = "pValue", Q_VALUE = "qValue",
        JACCARD = "jaccard", COSINE = "cosine", DISPARITY = "disparity",
        NETWORK_CLASS = "Network", COMMUNITY_CLASS = "Community", STANDING = "Standing",
        NETWORK = "network", COMMUNITY = "community", STANDING_OF = "standingOf", WEIGHT = "weight",
        NODE_COUNT = "nodeCount", LINK_COUNT = "linkCount", DAMPING = "damping",
        SAMPLE = "sample", SEED = "seed", RESOLUTION = "resolution", MODULARITY = "modularity",
        DEGREE = "degree", STRENGTH = "strength", PAGE_RANK = "pageRank",
        BETWEENNESS = "betweenness",
        RELATION = "relation", SOFTWARE_VERSION = "softwareVersion",
        VOCABULARY_HASH = "vocabularyHash",
        DECISION_CLASS = "Decision", DECISION = "decision", VERDICT = "verdict",
        SCOPE = "scope", SURFACE = "surface", STATUS_READ = "statusRead",
        VIA = "via", NESTED = "nested", CANDIDATE = "candidate",
    });

    /// The class of the ontology for a class of entities.
    #[must_use]
    pub fn class(class: Class) -> NamedNodeRef<'static> {
        match class {
            Class::Organisation => ORGANISATION,
            Class::Country => COUNTRY_CLASS,
            Class::Programme => PROGRAMME,
            Class::Donor => DONOR,
            Class::Instrument => INSTRUMENT,
            Class::Region => REGION,
        }
    }

    /// The property of the ontology for a relation.
    #[must_use]
    pub fn predicate(predicate: Predicate) -> NamedNodeRef<'static> {
        match predicate {
            Predicate::Funds => FUNDS,
            Predicate::Implements => IMPLEMENTS,
            Predicate::PartnersWith => PARTNERS_WITH,
            Predicate::Organizes => ORGANIZES,
            Predicate::ParticipatesIn => PARTICIPATES_IN,
            Predicate::Supports => SUPPORTS,
            Predicate::PartOf => PART_OF,
        }
    }
}

/// RDF itself.
pub mod rdf {
    terms!("http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE = "type", SUBJECT = "subject", PREDICATE = "predicate", OBJECT = "object",
        REIFIES = "reifies",
    });
}

/// RDF Schema.
pub mod rdfs {
    terms!("http://www.w3.org/2000/01/rdf-schema#" { LABEL = "label", SEE_ALSO = "seeAlso", });
}

/// XML Schema datatypes.
pub mod xsd {
    terms!("http://www.w3.org/2001/XMLSchema#" {
        STRING = "string", BOOLEAN = "boolean", INTEGER = "integer", DECIMAL = "decimal",
        DOUBLE = "double",
        DATE = "date", G_YEAR_MONTH = "gYearMonth", G_YEAR = "gYear", DATE_TIME = "dateTime",
        NON_NEGATIVE_INTEGER = "nonNegativeInteger", HEX_BINARY = "hexBinary",
    });
}

/// SKOS, for names.
pub mod skos {
    terms!("http://www.w3.org/2004/02/skos/core#" {
        PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", NOTATION = "notation",
        CONCEPT = "Concept", CONCEPT_SCHEME = "ConceptScheme", COLLECTION = "Collection",
        HIDDEN_LABEL = "hiddenLabel", IN_SCHEME = "inScheme", BROADER = "broader",
        EXACT_MATCH = "exactMatch", CLOSE_MATCH = "closeMatch", EDITORIAL_NOTE = "editorialNote",
    });
}

/// SKOS-XL, whose labels are nodes.
pub mod skosxl {
    terms!("http://www.w3.org/2008/05/skos-xl#" {
        PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", HIDDEN_LABEL = "hiddenLabel",
        LITERAL_FORM = "literalForm",
    });
}

/// FOAF, for types of other people's bodies.
pub mod foaf {
    terms!("http://xmlns.com/foaf/0.1/" { NAME = "name", NICK = "nick", AGENT = "Agent", });
}

/// Dublin Core terms.
pub mod dcterms {
    terms!("http://purl.org/dc/terms/" {
        TITLE = "title", IDENTIFIER = "identifier", SOURCE = "source", PUBLISHER = "publisher",
        CREATED = "created", IS_PART_OF = "isPartOf", IS_REPLACED_BY = "isReplacedBy",
        RIGHTS = "rights", DESCRIPTION = "description", CREATOR = "creator",
        DATE = "date", SUBJECT = "subject", LICENSE = "license", ISSUED = "issued",
        TEMPORAL = "temporal", PERIOD = "PeriodOfTime", CONFORMS_TO = "conformsTo",
    });
}

/// schema.org.
pub mod schema {
    terms!("https://schema.org/" {
        NEWS_ARTICLE = "NewsArticle", EVENT = "Event", COUNTRY = "Country", PLACE = "Place",
        PROJECT = "Project", START_DATE = "startDate", END_DATE = "endDate",
        LOCATION = "location", LEGAL_NAME = "legalName", NAME = "name",
        ALTERNATE_NAME = "alternateName", SAME_AS = "sameAs", ADDRESS = "address",
        ADDRESS_COUNTRY = "addressCountry", PARENT_ORGANIZATION = "parentOrganization",
    });
}

/// vCard, for whom to write to.
pub mod vcard {
    terms!("http://www.w3.org/2006/vcard/ns#" {
        KIND = "Kind", FN = "fn", HAS_EMAIL = "hasEmail", HAS_URL = "hasURL",
    });
}

/// SPDX, for checksums.
pub mod spdx {
    terms!("http://spdx.org/rdf/terms#" {
        CHECKSUM = "checksum", CHECKSUM_CLASS = "Checksum", ALGORITHM = "algorithm",
        CHECKSUM_VALUE = "checksumValue", SHA256 = "checksumAlgorithm_sha256",
    });
}

/// The W3C organisation ontology.
pub mod org {
    terms!("http://www.w3.org/ns/org#" {
        ORGANIZATION = "Organization", COLLABORATION = "OrganizationalCollaboration",
        SUB_ORGANIZATION_OF = "subOrganizationOf", UNIT_OF = "unitOf",
    });
}

/// PROV-O.
pub mod prov {
    terms!("http://www.w3.org/ns/prov#" {
        ACTIVITY = "Activity", WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_GENERATED_BY = "wasGeneratedBy",
    });
}

/// The NLP Interchange Format, for mentions.
pub mod nif {
    terms!("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
        CONTEXT = "Context", SENTENCE_CLASS = "Sentence", PHRASE = "Phrase",
        IS_STRING = "isString", ANCHOR_OF = "anchorOf", BEGIN_INDEX = "beginIndex",
        END_INDEX = "endIndex", REFERENCE_CONTEXT = "referenceContext", SENTENCE = "sentence",
    });
}

/// The Internationalization Tag Set, for the link from a mention to what it names.
pub mod itsrdf {
    terms!("http://www.w3.org/2005/11/its/rdf#" { TA_IDENT_REF = "taIdentRef", });
}

/// OWL.
pub mod owl {
    terms!("http://www.w3.org/2002/07/owl#" { SAME_AS = "sameAs", DEPRECATED = "deprecated", });
}

/// VoID, for the description of an export.
pub mod void {
    terms!("http://rdfs.org/ns/void#" {
        DATASET = "Dataset", TRIPLES = "triples", ENTITIES = "entities",
        DOCUMENTS = "documents", DISTINCT_SUBJECTS = "distinctSubjects",
        URI_SPACE = "uriSpace", VOCABULARY = "vocabulary", CLASS_PARTITION = "classPartition",
        CLASS = "class", PROPERTY_PARTITION = "propertyPartition", PROPERTY = "property",
        SPARQL_ENDPOINT = "sparqlEndpoint", DATA_DUMP = "dataDump",
    });
}

/// DCAT, for catalogues that list an export.
pub mod dcat {
    terms!("http://www.w3.org/ns/dcat#" {
        DATASET = "Dataset", VERSION = "version", DISTRIBUTION_CLASS = "Distribution", DISTRIBUTION = "distribution",
        ACCESS_URL = "accessURL", DOWNLOAD_URL = "downloadURL", MEDIA_TYPE = "mediaType",
        COMPRESS_FORMAT = "compressFormat", BYTE_SIZE = "byteSize", LANDING_PAGE = "landingPage",
        KEYWORD = "keyword", CONTACT_POINT = "contactPoint", START_DATE = "startDate", END_DATE = "endDate",
    });
}
