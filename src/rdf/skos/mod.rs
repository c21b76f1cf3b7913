//! The vocabulary as a SKOS concept scheme, and concept schemes of others as entries.
//!
//! In: entries, or RDF in any syntax. Out: triples, or [`Drafts`](crate::dictionary::Drafts) for review. Never: a concept
//! dropped without a reason.
//!
//! SKOS holds the names, identifiers and places in hierarchies of an entry; its patterns go beside them as `consort:pattern`. It has no room for names that count only in
//! context, excluded phrases, matching by case, demonyms, capitals, implementers and what a fund pays for.

mod graph;
mod kinds;
mod options;
mod read;
mod write;

pub use options::{SkosError, SkosOptions};
pub use read::read_skos;
pub use write::skos_triples;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Class;
    use crate::dictionary::{Entry, Ids, Matching, VocabFile, builtin_files, read};
    use crate::rdf::skos::write::is_language;
    use crate::rdf::{Iris, Syntax, Version, WriteOptions, write};

    /// Of an entry, what SKOS can hold, with lists in the order in which RDF gives them back.
    fn held(entry: &Entry) -> Entry {
        let sorted = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list.dedup();
            list
        };
        let mut names = sorted(&entry.names);
        names.retain(|name| *name != entry.name);
        let mut patterns = entry.patterns.clone();
        patterns.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        Entry {
            names,
            abbr: sorted(&entry.abbr),
            patterns,
            part_of: sorted(&entry.part_of),
            same_as: sorted(&entry.same_as),
            see_also: sorted(&entry.see_also),
            labels: entry.labels.clone().into_iter().filter(|(l, _)| is_language(l)).collect(),
            cond: Vec::new(),
            not: Vec::new(),
            demonym: Vec::new(),
            capital: Vec::new(),
            implementers: Vec::new(),
            funds: Vec::new(),
            matching: Matching::Fold,
            ..entry.clone()
        }
    }

    #[test]
    fn the_shipped_vocabulary_round_trips() {
        let mut files = builtin_files();
        let text = "[zeta]\nname = \"Zeta\"\npattern = ['Z-\\d+ \"(a|b)\"', 'A é']\n".to_owned();
        files.push(VocabFile { name: "programmes-own.toml".to_owned(), text, builtin: false });
        let (vocabulary, warnings) = read(&files);
        assert!(warnings.is_empty(), "{warnings:?}");
        let iris = Iris::default();
        let (triples, _) = skos_triples(&vocabulary, &iris);
        for syntax in [Syntax::Turtle, Syntax::RdfXml, Syntax::JsonLd, Syntax::NTriples] {
            let options = WriteOptions { iris: &iris, syntax, version: Version::Rdf11 };
            let mut text = Vec::new();
            write(triples.clone(), &options, &mut text).unwrap();
            let text = String::from_utf8(text).unwrap();
            let drafts =
                read_skos(&text, syntax.extension(), &SkosOptions::default(), &mut Ids::default())
                    .unwrap();
            assert!(
                drafts.left_out.is_empty(),
                "{:?}",
                &drafts.left_out[..3.min(drafts.left_out.len())]
            );
            assert_eq!(drafts.drafts.len(), vocabulary.entries.len());
            for draft in &drafts.drafts {
                let listed = &vocabulary.entries[draft.id.as_str()];
                assert_eq!(draft.class, listed.class);
                let mut expected = held(&listed.entry);
                // Addresses of Wikidata become identifiers, which say the same.
                if let Some(at) =
                    expected.same_as.iter().position(|a| a.contains("wikidata.org/entity/"))
                {
                    let address = expected.same_as.remove(at);
                    let item = address.rsplit('/').next().unwrap().to_owned();
                    expected.ids.insert("wikidata".to_owned(), item);
                }
                assert_eq!(held(&draft.entry), expected, "{} in {}", draft.id, syntax.name());
            }
        }
    }

    const FOREIGN: &str = r#"
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
        @prefix x: <https://example.org/> .
        x:bodies a skos:Concept ; skos:prefLabel "bodies"@en .
        x:zeta a skos:Concept ; skos:broader x:bodies ; skos:notation "X-1" ;
            skos:prefLabel "Zeta Body"@en, "Corps Zêta"@fr ; skos:altLabel "ZBY"@en, "Body Z"@en-GB, "CZ"@fr ;
            skos:exactMatch <http://www.wikidata.org/entity/Q1> .
        x:yota a skos:Concept ; skos:broader x:zeta ; xl:prefLabel [ xl:literalForm "Yota Unit" ] ;
            xl:altLabel [ xl:literalForm "YU"@en ] .
        x:stray a skos:Concept ; skos:prefLabel "Stray"@en .
    "#;

    #[test]
    fn schemes_of_others_become_drafts() {
        let classes = [("https://example.org/bodies".to_owned(), Class::Organisation)];
        let options = SkosOptions { classes: classes.into(), ..SkosOptions::default() };
        let read = read_skos(FOREIGN, "ttl", &options, &mut Ids::default()).unwrap();
        let ids: Vec<&str> = read.drafts.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["bodies", "yota-unit", "zeta-body"]);
        let zeta = &read.drafts[2].entry;
        assert_eq!(
            (zeta.abbr.as_slice(), zeta.names.as_slice()),
            (&["ZBY".to_owned()][..], &["Body Z".to_owned()][..])
        );
        assert_eq!(zeta.labels["fr"], "Corps Zêta");
        assert_eq!(
            (zeta.ids["wikidata"].as_str(), zeta.same_as[0].as_str()),
            ("Q1", "https://example.org/zeta")
        );
        let yota = &read.drafts[1].entry;
        assert_eq!((yota.parent.as_deref(), yota.abbr[0].as_str()), (Some("zeta-body"), "YU"));
        let left: Vec<&str> = read.left_out.iter().map(|l| l.what.as_str()).collect();
        assert_eq!(
            left,
            [
                "\"Stray\" <https://example.org/stray>",
                "\"CZ\"@fr of \"Zeta Body\"",
                "\"X-1\" of \"Zeta Body\"",
            ]
        );
    }

    const BODIES: &str = r#"
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix s: <http://schema.org/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <#lake> a skos:Concept ; skos:prefLabel "Zetan Lake Board (ZLB)"@en, "Zetan Lake Bureau"@en ; skos:broader <sea> , <#lake> .
        <sea> a org:FormalOrganization ; rdfs:label "Zetan Sea Board" .
        [] a s:NGO ; s:name "Yota Club" ; s:alternateName "YC" ; s:address [ s:addressCountry "AL" ] ;
            s:parentOrganization <sea> ; s:sameAs <https://example.org/yota> .
        <p> a s:Person ; s:name "A Person" .
        <q> rdfs:label "No type" .
        <r> a rdfs:Class ; rdfs:label "A class" .
    "#;

    #[test]
    fn organisations_are_read_whatever_describes_them() {
        let (vocabulary, _) = read(&builtin_files());
        let options = SkosOptions { class: None, ..SkosOptions::default() };
        let options = SkosOptions {
            classes: [("file:///sea".to_owned(), Class::Organisation)].into(),
            ..options
        };
        let read = read_skos(BODIES, "ttl", &options, &mut Ids::of(&vocabulary)).unwrap();
        let tables: Vec<String> = read.drafts.iter().map(crate::dictionary::toml_table).collect();
        assert_eq!(
            tables,
            [
                "[yota-club]\nname = \"Yota Club\"\nabbr = [\"YC\"]\nparent = \"zetan-sea-board\"\ncountry = \"alb\"\n\
                 same_as = [\"https://example.org/yota\"]\n",
                "[zetan-lake-board]\nname = \"Zetan Lake Board\"\nnames = [\"Zetan Lake Bureau\"]\nabbr = [\"ZLB\"]\n\
                 parent = \"zetan-sea-board\"\n",
                "[zetan-sea-board]\nname = \"Zetan Sea Board\"\n",
            ]
        );
        let left: Vec<&str> = read.left_out.iter().map(|l| l.what.as_str()).collect();
        assert_eq!(left, ["\"A Person\" <file:///p>", "\"No type\" <file:///q>"]);
        let json =
            r#"{"@context": "https://schema.org", "@type": "Organization", "name": "Yota Club"}"#;
        let read = read_skos(json, "jsonld", &SkosOptions::default(), &mut Ids::default()).unwrap();
        assert_eq!(read.drafts[0].entry.name, "Yota Club");
        let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"
            xmlns:f=\"http://xmlns.com/foaf/0.1/\"><f:Organization><f:name>Zêta</f:name></f:Organization></rdf:RDF>";
        let read = read_skos(xml, "rdf", &SkosOptions::default(), &mut Ids::default()).unwrap();
        assert_eq!(read.drafts[0].entry.name, "Zêta");
    }

    #[test]
    fn what_is_no_scheme_is_an_error() {
        let read = |text: &str, ending| {
            read_skos(text, ending, &SkosOptions::default(), &mut Ids::default())
        };
        assert!(matches!(read("", "docx"), Err(SkosError::Ending(_))));
        assert!(matches!(read("<a> <b> .", "ttl"), Err(SkosError::Parse(_))));
        let remote = r#"{"@context": "https://example.org/context", "@id": "x:a", "name": "A"}"#;
        let error = read(remote, "jsonld").unwrap_err().to_string();
        assert!(error.contains("example.org/context") && error.contains("no network"), "{error}");
        assert!(matches!(read("", "ttl"), Err(SkosError::Empty)));
    }
}
