//! What a publisher says of a publication: title, makers, licence, address, day.
//!
//! In: what was typed. Out: values that every description can use. Never: a licence or a name that nobody gave.

use std::str::FromStr;

use crate::base::PartialDate;
use crate::rdf::NamedNode;

/// What a publisher says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The title.
    pub title: String,
    /// What it is, in words; made from the figures of the graph when left out.
    pub description: Option<String>,
    /// On what terms it may be used.
    pub license: Option<License>,
    /// Who made it.
    pub creators: Vec<Creator>,
    /// Where to write to who finds a mistake.
    pub contact: Option<Contact>,
    /// The address at which the folder will stand, with a slash at its end.
    pub url: Option<String>,
    /// The day of publication.
    pub date: PartialDate,
    /// Whether there is a page for each entity.
    pub site: bool,
}

/// Terms of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// Its address.
    pub address: String,
    /// Its name: an SPDX id, or the address.
    pub name: String,
}

/// Who made a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creator {
    /// The name.
    pub name: String,
    /// An address that names them, such as an ORCID or ROR.
    pub address: Option<String>,
}

/// Where to write to: the address of a mailbox (`mailto:…`) or of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact(pub String);

impl FromStr for Contact {
    type Err = String;

    /// Reads an address of mail or of the web.
    ///
    /// ```
    /// use consort::view::publish::Contact;
    /// assert_eq!("desk@example.org".parse::<Contact>()?.0, "mailto:desk@example.org");
    /// assert!("desk".parse::<Contact>().is_err());
    /// # Ok::<(), String>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if is_address(text) {
            return Ok(Self(text.to_owned()));
        }
        let mailbox = text.strip_prefix("mailto:").unwrap_or(text);
        let is_mailbox = mailbox.split_once('@').is_some_and(|(who, host)| {
            let named = !who.is_empty() && !who.contains([':', '(', ')', '<', '>', '/']);
            named && host.contains('.') && !host.contains(['@', '/', '?', '#'])
        });
        let address = format!("mailto:{mailbox}");
        match is_mailbox && NamedNode::new(&address).is_ok() {
            true => Ok(Self(address)),
            false => {
                Err(format!("{text:?} is no address of mail or of the web; write desk@example.org"))
            }
        }
    }
}

impl Contact {
    /// The address as people write it.
    pub(super) fn words(&self) -> &str {
        self.0.strip_prefix("mailto:").unwrap_or(&self.0)
    }

    /// Whether it is a mailbox.
    pub(super) fn is_mailbox(&self) -> bool {
        self.0.starts_with("mailto:")
    }
}

/// Licences for data by their SPDX ids, at the addresses that their makers give.
const LICENSES: [(&str, &str); 16] = [
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ("CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    ("CC-BY-3.0-IGO", "https://creativecommons.org/licenses/by/3.0/igo/"),
    ("CC-BY-SA-3.0-IGO", "https://creativecommons.org/licenses/by-sa/3.0/igo/"),
    ("CC-BY-NC-3.0-IGO", "https://creativecommons.org/licenses/by-nc/3.0/igo/"),
    ("CC-BY-NC-SA-3.0-IGO", "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/"),
    ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    ("OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
    ("etalab-2.0", "https://spdx.org/licenses/etalab-2.0.html"),
];

impl FromStr for License {
    type Err = String;

    /// Reads an address, or the SPDX id of a licence for data in any case.
    ///
    /// ```
    /// use consort::view::publish::License;
    /// let license: License = "cc-by-4.0".parse()?;
    /// assert_eq!(license.name, "CC-BY-4.0");
    /// assert_eq!(license.address, "https://creativecommons.org/licenses/by/4.0/");
    /// assert!("CC-BY".parse::<License>().unwrap_err().contains("CC-BY-4.0"));
    /// # Ok::<(), String>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if is_address(text) {
            let name = LICENSES.iter().find(|(_, address)| *address == text);
            let name = name.map_or(text, |(name, _)| name).to_owned();
            return Ok(Self { address: text.to_owned(), name });
        }
        let known = LICENSES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        let known = known.map(|(name, address)| Self {
            address: (*address).to_owned(),
            name: (*name).to_owned(),
        });
        known.ok_or_else(|| {
            let all = LICENSES.map(|(name, _)| name).join(", ");
            format!(
                "{text:?} is no licence known here; write its address (https://…) or one of {all}"
            )
        })
    }
}

impl FromStr for Creator {
    type Err = String;

    /// Reads a name, with an address in angle brackets where there is one.
    ///
    /// ```
    /// use consort::view::publish::Creator;
    /// let creator: Creator = "Policy Lab <https://ror.org/02mhbdp94>".parse()?;
    /// assert_eq!((creator.name.as_str(), creator.is_body()), ("Policy Lab", true));
    /// assert_eq!("Policy Lab".parse::<Creator>()?.address, None);
    /// assert!("<https://ror.org/02mhbdp94>".parse::<Creator>().is_err());
    /// # Ok::<(), String>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |what: &str| {
            format!(
                "{text:?} {what}; write 'Name' or 'Name <https://orcid.org/0000-0000-0000-0000>'"
            )
        };
        let (name, address) = match text.split_once('<') {
            Some((name, rest)) => {
                let address = rest.trim().strip_suffix('>').map(str::trim);
                let address = address.filter(|address| is_address(address));
                (name, Some(address.ok_or_else(|| wrong("has no address between < and >"))?))
            }
            None => (text, None),
        };
        match name.trim() {
            "" => Err(wrong("has no name")),
            name => Ok(Self { name: name.to_owned(), address: address.map(str::to_owned) }),
        }
    }
}

impl Creator {
    /// Whether it is a body, as its address tells; without one, or with another, it is a person.
    #[must_use]
    pub fn is_body(&self) -> bool {
        self.address.as_deref().is_some_and(|a| a.starts_with("https://ror.org/"))
    }
}

impl About {
    /// Where a file of the publication stands: below its address, or seen from the folder.
    pub(super) fn place(&self, file: &str) -> String {
        format!("{}{file}", self.url.as_deref().unwrap_or_default())
    }

    /// How to name it in a list of references.
    pub(super) fn citation(&self) -> String {
        let names: Vec<&str> = self.creators.iter().map(|c| c.name.as_str()).collect();
        let who = if names.is_empty() { String::new() } else { format!("{}: ", names.join(", ")) };
        let url = self.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
        format!("{who}{}. {}.{url}", self.title, self.date)
    }
}

/// Whether a text is an address that a browser opens.
pub(super) fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && NamedNode::new(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_understood_or_refused() {
        for (text, name) in [
            ("ODBL-1.0", "ODbL-1.0"),
            ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
            ("https://example.org/terms", "https://example.org/terms"),
        ] {
            assert_eq!(text.parse::<License>().unwrap().name, name);
        }
        for text in ["", "free", "javascript:alert(1)", "https://exam ple.org"] {
            assert!(text.parse::<License>().is_err(), "{text}");
        }
        for text in ["", "a", "a@b", "a b@c.org", "a@b.org/c", "javascript:alert(1)@b.org"] {
            assert!(text.parse::<Contact>().is_err(), "{text}");
        }
        for text in ["", " ", "A <b>", "A <javascript:x>", "A <https://a.org/"] {
            assert!(text.parse::<Creator>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_citation_names_what_is_known() {
        let about = |creators: &[&str], url: Option<&str>| About {
            title: "Who pays".to_owned(),
            description: None,
            license: None,
            creators: creators.iter().map(|c| c.parse().unwrap()).collect(),
            contact: None,
            url: url.map(str::to_owned),
            date: "2026-11-28".parse().unwrap(),
            site: false,
        };
        assert_eq!(about(&[], None).citation(), "Who pays. 2026-11-28.");
        let full = about(&["A. Ruiz", "Lab <https://ror.org/02mhbdp94>"], Some("https://a.org/b/"));
        assert_eq!(full.citation(), "A. Ruiz, Lab: Who pays. 2026-11-28. https://a.org/b/");
        assert_eq!(full.place("claims.csv"), "https://a.org/b/claims.csv");
    }
}
