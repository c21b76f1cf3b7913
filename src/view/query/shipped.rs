//! The queries that come with consort.
//!
//! In: the files of `queries/`, compiled in. Out: their text, and what their opening comments say. Never: a file read
//! while running.

/// Every query of `queries/`, sorted by name.
pub const SHIPPED: [(&str, &str); 18] = [
    ("activity-by-month", include_str!("../../../queries/activity-by-month.rq")),
    ("beyond-chance", include_str!("../../../queries/beyond-chance.rq")),
    ("brokers", include_str!("../../../queries/brokers.rq")),
    ("co-donors", include_str!("../../../queries/co-donors.rq")),
    ("co-occurrence-top", include_str!("../../../queries/co-occurrence-top.rq")),
    ("country-profile", include_str!("../../../queries/country-profile.rq")),
    ("documents-of", include_str!("../../../queries/documents-of.rq")),
    ("funding-in-period", include_str!("../../../queries/funding-in-period.rq")),
    ("implementers", include_str!("../../../queries/implementers.rq")),
    ("organisers", include_str!("../../../queries/organisers.rq")),
    ("participants", include_str!("../../../queries/participants.rq")),
    ("partners", include_str!("../../../queries/partners.rq")),
    ("review-queue", include_str!("../../../queries/review-queue.rq")),
    ("together-but-unstated", include_str!("../../../queries/together-but-unstated.rq")),
    ("ultimate-donors", include_str!("../../../queries/ultimate-donors.rq")),
    ("who-funds-what", include_str!("../../../queries/who-funds-what.rq")),
    ("who-supports-whom", include_str!("../../../queries/who-supports-whom.rq")),
    ("why", include_str!("../../../queries/why.rq")),
];

/// The query with this name, taken apart.
///
/// ```
/// use consort::view::query::shipped;
/// let query = shipped("who-funds-what").expect("it comes with consort");
/// assert!(query.text.contains("SELECT") && query.example.starts_with("consort query who-funds-what"));
/// assert!(shipped("who-sings-what").is_none());
/// ```
#[must_use]
pub fn shipped(name: &str) -> Option<ShippedQuery> {
    let name = name.trim_end_matches(".rq");
    let (name, text) = SHIPPED.iter().find(|(n, _)| *n == name)?;
    Some(ShippedQuery::read(name, text))
}

/// A query and what its opening comments say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippedQuery {
    /// The file's name without its ending.
    pub name: &'static str,
    /// The question it answers, in plain words: the first line.
    pub question: &'static str,
    /// Names and meanings of the parameters: `# Parameter ?org: an organisation`.
    pub parameters: Vec<(&'static str, &'static str)>,
    /// A command line: `# Example: …`.
    pub example: &'static str,
    /// The command that prints the sentences behind a row, where the rows do not hold them: `# Sentences: …`.
    pub sentences: Option<&'static str>,
    /// The question about one entity, its parameter in braces: `# Asks: Who carries out {programme}?`
    pub asks: Option<&'static str>,
    /// The whole text.
    pub text: &'static str,
}

impl ShippedQuery {
    fn read(name: &'static str, text: &'static str) -> Self {
        let comments = || text.lines().map_while(|l| l.strip_prefix('#')).map(str::trim);
        Self {
            name,
            question: comments().next().unwrap_or_default(),
            parameters: comments()
                .filter_map(|l| l.strip_prefix("Parameter ?")?.split_once(": "))
                .collect(),
            example: comments().find_map(|l| l.strip_prefix("Example: ")).unwrap_or_default(),
            sentences: comments().find_map(|l| l.strip_prefix("Sentences: ")),
            asks: comments().find_map(|l| l.strip_prefix("Asks: ")),
            text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::query::Prefixes;
    use crate::view::query::tests::prepared;

    fn all() -> impl Iterator<Item = ShippedQuery> {
        SHIPPED.iter().filter_map(|(name, _)| shipped(name))
    }

    #[test]
    fn the_opening_comments_are_complete_and_true() {
        for query in all() {
            let name = query.name;
            assert!(query.question.ends_with('?'), "{name}: the first line asks a question");
            assert!(query.example.starts_with(&format!("consort query {name}")), "{name}: example");
            let shows = ["why", "review-queue", "activity-by-month"].contains(&name);
            let leads = query.sentences.is_some_and(|s| s.starts_with("consort explain "));
            assert!(leads != shows, "{name}: its rows lead to sentences, or show them");
            let described: Vec<&str> = query.parameters.iter().map(|(n, _)| *n).collect();
            let parsed = prepared(query.text, &[]).unwrap_or_else(|e| panic!("{name}: {e}"));
            let real: Vec<&str> = parsed.parameters.iter().map(|p| p.name.as_str()).collect();
            assert_eq!(described, real, "{name}: parameters");
            if let Some(asks) = query.asks {
                assert_eq!(real.len(), 1, "{name}: asks of one entity");
                assert!(asks.contains(&format!("{{{}}}", real[0])), "{name}: names its parameter");
            }
            let says_none = query.text.contains("# Parameters: none");
            assert_eq!(says_none, real.is_empty(), "{name}: says that it has no parameters");
            assert!(parsed.ordered, "{name}: rows need a complete order");
        }
    }

    #[test]
    fn other_engines_find_all_prefixes_declared() {
        for query in all() {
            let alone = crate::view::query::prepare(
                query.text,
                &[],
                &|_| Err(String::new()),
                &Prefixes::default(),
            );
            assert!(alone.is_ok(), "{}: {:?}", query.name, alone.err());
        }
    }

    #[test]
    fn entities_stand_in_values_rows_alone() {
        // Otherwise they could not move to another base IRI.
        for query in all() {
            for line in query.text.lines().filter(|l| l.contains(" id:")) {
                let line = line.trim_start();
                let fine = ["PREFIX", "VALUES", "#"].iter().any(|start| line.starts_with(start));
                assert!(fine, "{}: {line}", query.name);
            }
        }
    }

    #[test]
    fn the_list_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries");
        let mut files: Vec<String> = std::path::Path::new(folder)
            .read_dir()
            .unwrap()
            .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
            .filter_map(|f| f.strip_suffix(".rq").map(str::to_owned))
            .collect();
        files.sort();
        assert_eq!(files, SHIPPED.map(|(name, _)| name.to_owned()));
    }
}
