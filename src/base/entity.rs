//! What a mention refers to.
//!
//! In: an id and what is known of it. Out: plain values shared between mentions. Never: a lookup.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::EntityId;

/// A named actor or thing that consort recognises.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// The name to print; national bodies carry their country in parentheses.
    pub label: String,
    /// What kind of thing it is.
    pub class: Class,
    /// The country it belongs to, where it belongs to one.
    pub country: Option<EntityId>,
    /// The body or programme it is a standing part of.
    pub parent: Option<EntityId>,
    /// How consort came to know it.
    pub origin: Origin,
}

/// The class of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub enum Class {
    /// Any named body: intergovernmental, national, private.
    Organisation,
    /// A country or territory.
    Country,
    /// A programme, project, action, process or campaign.
    Programme,
    /// A funding vehicle: trust fund, pooled fund, funding office.
    Donor,
    /// A convention, treaty, law or resolution: recognised so that nothing inside its name is counted.
    Instrument,
    /// A region of several countries.
    Region,
}

/// How an entity became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// An entry of the vocabulary.
    Listed,
    /// Made by a template from a pattern and a country or place taken from the context.
    Template,
    /// Proposed from the text alone: no entry lists it.
    Provisional,
}

impl Origin {
    /// All origins.
    pub const ALL: [Origin; 3] = [Origin::Listed, Origin::Template, Origin::Provisional];

    /// The name in records and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Origin::Listed => "listed",
            Origin::Template => "template",
            Origin::Provisional => "provisional",
        }
    }
}

impl Class {
    /// All classes, in the order in which summaries list them.
    pub const ALL: [Class; 6] = [
        Class::Organisation,
        Class::Country,
        Class::Programme,
        Class::Donor,
        Class::Instrument,
        Class::Region,
    ];

    /// The name in records and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Class::Organisation => "Organisation",
            Class::Country => "Country",
            Class::Programme => "Programme",
            Class::Donor => "Donor",
            Class::Instrument => "Instrument",
            Class::Region => "Region",
        }
    }
}

impl Class {
    /// The name of several, in lower case, for running text.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Class::Organisation => "organisations",
            Class::Country => "countries",
            Class::Programme => "programmes",
            Class::Donor => "donors",
            Class::Instrument => "instruments",
            Class::Region => "regions",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Class {
    type Err = String;

    /// Reads a class name in any case, singular or plural (`organisation`, `Countries`, `organization`).
    fn from_str(text: &str) -> Result<Self, String> {
        let folded =
            text.to_ascii_lowercase().replace("organiz", "organis").replace("countries", "country");
        let singular = folded.strip_suffix('s').unwrap_or(&folded);
        let singular = if singular == "program" { "programme" } else { singular };
        Class::ALL.into_iter().find(|c| c.name().eq_ignore_ascii_case(singular)).ok_or_else(|| {
            format!("{text:?} is not a class (organisation, country, programme, donor, instrument, region)")
        })
    }
}
