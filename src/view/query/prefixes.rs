//! Short names for IRIs.
//!
//! In: prefixes and their IRIs, minted elsewhere. Out: IRIs shortened and names expanded. Never: an IRI of its own making.

use oxrdf::NamedNode;

/// The prefixes of a graph. They are declared in every query, so that a newcomer's query is one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefixes(Vec<(String, String)>);

impl Prefixes {
    /// From pairs of prefix (without its colon) and IRI.
    pub fn new<P: Into<String>, I: Into<String>>(pairs: impl IntoIterator<Item = (P, I)>) -> Self {
        let mut pairs: Vec<(String, String)> =
            pairs.into_iter().map(|(p, i)| (p.into(), i.into())).collect();
        pairs.sort();
        Self(pairs)
    }

    /// The pairs, sorted by prefix.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(p, i)| (p.as_str(), i.as_str()))
    }

    /// The IRI of a prefix.
    #[must_use]
    pub fn get(&self, prefix: &str) -> Option<&str> {
        self.iter().find(|(p, _)| *p == prefix).map(|(_, i)| i)
    }

    /// `id:unodc` for the IRI it stands for: the longest namespace wins, the IRI stays whole where the rest would
    /// not be a plain local name.
    ///
    /// ```
    /// use consort::view::query::Prefixes;
    /// let prefixes = Prefixes::new([("ex", "https://example.org/")]);
    /// assert_eq!(prefixes.shorten("https://example.org/osce").as_deref(), Some("ex:osce"));
    /// assert_eq!(prefixes.shorten("https://example.org/a/b"), None);
    /// ```
    #[must_use]
    pub fn shorten(&self, iri: &str) -> Option<String> {
        let (prefix, local) = self.split(iri)?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let fits = local.chars().all(plain) && !local.starts_with('-') && !local.ends_with('.');
        fits.then(|| format!("{prefix}:{local}"))
    }

    /// The prefix whose namespace the IRI lies in, and the rest.
    #[must_use]
    pub fn split<'a>(&'a self, iri: &'a str) -> Option<(&'a str, &'a str)> {
        self.iter()
            .filter_map(|(p, namespace)| Some((namespace.len(), p, iri.strip_prefix(namespace)?)))
            .max_by_key(|(length, ..)| *length)
            .map(|(_, prefix, local)| (prefix, local))
    }

    /// The IRI that a prefixed name stands for.
    ///
    /// ```
    /// use consort::view::query::Prefixes;
    /// let prefixes = Prefixes::new([("ex", "https://example.org/")]);
    /// let iri = prefixes.expand("ex:osce").map(|iri| iri.into_string());
    /// assert_eq!(iri.as_deref(), Some("https://example.org/osce"));
    /// assert_eq!(prefixes.expand("other:osce"), None);
    /// ```
    #[must_use]
    pub fn expand(&self, name: &str) -> Option<NamedNode> {
        let (prefix, local) = name.split_once(':')?;
        NamedNode::new(format!("{}{local}", self.get(prefix)?)).ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::view::query::tests::prefixes;

    #[test]
    fn the_longest_namespace_wins_and_odd_names_stay_whole() {
        let p = prefixes();
        for (iri, short) in [
            ("https://w3id.org/consort/data/id/unodc", Some("id:unodc")),
            ("https://w3id.org/consort/data/claim/deu.funds.unodc", Some("claim:deu.funds.unodc")),
            ("https://w3id.org/consort/data/doc/x#char=1,2", None),
            ("https://example.org/x", None),
        ] {
            assert_eq!(p.shorten(iri).as_deref(), short, "{iri}");
            if let Some(short) = short {
                assert_eq!(p.expand(short).map(|n| n.as_str().to_owned()), Some(iri.to_owned()));
            }
        }
    }
}
