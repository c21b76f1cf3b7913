//! A graph folder under crashes, rivals and damage; the loaded graph under questions.
//!
//! In: the fixture of `rdf`. Out: nothing. Never: compiled into the library.

mod damage;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::sparql::{QueryEvaluationError, QueryResults, SparqlParser};
use super::*;
use crate::base::{EntityId, Predicate, Record, Story};
use crate::merge::Object;
use crate::rdf::{GraphName, Iris, Knowledge, Syntax, canonical, fixture, knowledge};

fn triples() -> Vec<crate::rdf::Triple> {
    let (corpus, ties) = (fixture::corpus(), fixture::ties());
    knowledge(
        &Knowledge {
            corpus: &corpus,
            ties: &ties,
            network: Some(&fixture::standings()),
            run: None,
            texts: true,
        },
        &Iris::default(),
    )
}

fn manifest(vocabulary: &str) -> Manifest {
    let mut manifest = Manifest::new(Iris::DEFAULT_BASE, vocabulary);
    manifest.counts = Counts::of(&fixture::corpus().census);
    manifest.inputs.push(Input {
        path: "stories.txt".to_owned(),
        size: 7,
        sha256: "00".to_owned(),
        documents: 2,
        partial: false,
        renamed: false,
    });
    manifest
}

fn build(path: &Path, vocabulary: &str) -> Snapshot {
    let mut folder = Folder::create(path).unwrap();
    let mut writer = folder.begin().unwrap();
    for record in fixture::records() {
        add(&mut writer, &record);
    }
    fixture::corpus().census.entities.values().for_each(|e| writer.entity(&e.into()).unwrap());
    fixture::ties().iter().for_each(|tie| writer.tie(tie).unwrap());
    writer.commit(Some(&fixture::standings()), manifest(vocabulary)).unwrap()
}

fn add(writer: &mut SnapshotWriter<'_>, record: &Record<'_>) {
    let story = Story::try_from(record).unwrap();
    writer.story(&story, Written::of(&story)).unwrap();
}

fn names(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).unwrap().map(|e| e.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|n| n.into_string().unwrap()).collect();
    names.sort();
    names
}

fn error(path: &Path) -> String {
    Folder::open(path).and_then(|snapshot| snapshot.check()).unwrap_err().to_string()
}

#[test]
fn what_is_committed_is_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a/graph");
    let written = build(&path, "v1");
    let snapshot = Folder::open(&path).unwrap();
    assert_eq!(snapshot.manifest(), written.manifest());
    assert_eq!(snapshot.manifest().counts.predicates["partnersWith"], 1);
    let records: Vec<_> = snapshot.records().unwrap().map(Result::unwrap).collect();
    assert_eq!(records, fixture::records());
    let entities: Vec<_> = snapshot.entities().unwrap().map(Result::unwrap).collect();
    assert_eq!(entities.len(), fixture::corpus().census.entities.len());
    let unodc = entities.iter().find(|e| &*e.id == "unodc").unwrap();
    assert_eq!((unodc.mentions, unodc.abbr.as_slice()), (4, ["UNODC".to_owned()].as_slice()));
    let contents = snapshot.contents().unwrap();
    let read = knowledge(&contents.knowledge(), snapshot.iris());
    assert_eq!(canonical(read), canonical(triples()));
    let copied: Vec<_> = snapshot.record_lines().unwrap().map(Result::unwrap).collect();
    assert_eq!(copied[1], serde_json::to_string(&records[1]).unwrap());
}

#[test]
fn the_stories_of_an_entity_are_found_without_reading_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let snapshot = build(dir.path(), "v1");
    let all: Vec<Story> = snapshot.stories().unwrap().map(Result::unwrap).collect();
    assert_eq!(all.len(), fixture::records().len());
    let is_named =
        |story: &Story, id: &EntityId| story.extraction.mentions.iter().any(|m| m.entity.id == *id);
    let is_stated = |story: &Story, id: &EntityId| {
        let ends = |a: &crate::base::Assertion| {
            a.subject.id == *id || a.object.entity().is_some_and(|e| e.id == *id)
        };
        story.extraction.assertions.iter().any(ends)
    };
    let ids: Vec<EntityId> =
        ["deu", "unodc", "osce", "ccp", "alb-moi", "nobody"].map(Into::into).into();
    let mut n_fewer = 0;
    for asked in ids.iter().flat_map(|a| ids.iter().map(move |b| [a, b])) {
        let expected = |stating: bool| -> Vec<&Story> {
            let is_in = |story: &&Story| {
                asked.iter().all(|id| is_stated(story, id) || (!stating && is_named(story, id)))
            };
            all.iter().filter(is_in).collect()
        };
        let read = |stories: Stories| stories.map(Result::unwrap).collect::<Vec<_>>();
        let (found, stating) = (snapshot.stories_of(&asked), snapshot.stories_stating(&asked));
        let (found, stating) = (read(found.unwrap()), read(stating.unwrap()));
        assert_eq!(found.iter().collect::<Vec<_>>(), expected(false), "{asked:?}");
        assert_eq!(stating.iter().collect::<Vec<_>>(), expected(true), "{asked:?}");
        n_fewer += usize::from(found.len() < all.len());
    }
    assert!(n_fewer > 5, "{n_fewer}");
    assert_eq!(snapshot.stories_of(&[]).unwrap().count(), all.len());
}

#[test]
fn figures_are_read_back_where_they_were_written() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(build(dir.path(), "v1").figures::<Vec<u8>>().unwrap(), None);
    let mut folder = Folder::create(dir.path()).unwrap();
    let mut writer = folder.begin().unwrap();
    writer.figures(&[1, 2]).unwrap();
    let snapshot = writer.commit(None, manifest("v1")).unwrap();
    assert_eq!(snapshot.figures().unwrap(), Some(vec![1, 2]));
    let other = snapshot.figures::<String>().unwrap_err().to_string();
    assert!(other.contains("figures.json"), "{other}");
}

#[test]
fn copies_name_their_origin_wherever_stories_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut folder = Folder::create(dir.path()).unwrap();
    let mut writer = folder.begin().unwrap();
    let records = fixture::records();
    (0..2).for_each(|i| add(&mut writer, &records[i]));
    let stories = writer.stories().unwrap();
    assert_eq!(
        [0, 1].map(|i| stories(i).unwrap().document.id),
        [0, 1].map(|i| records[i].id.clone())
    );
    let origin = records[0].id.clone();
    writer.copies(&[(records[1].id.clone(), origin.clone())].into_iter().collect()).unwrap();
    let snapshot = writer.commit(None, manifest("v1")).unwrap();
    let expected = [None, Some(origin.clone())];
    let read: Vec<_> = snapshot.records().unwrap().map(|r| r.unwrap().copy_of).collect();
    assert_eq!(read, expected);
    let mut places = Vec::new();
    snapshot.each_story(&mut |_, at| places.push(at)).unwrap();
    let at_places = places.iter().map(|at| snapshot.story_at(*at).unwrap().document.copy_of);
    assert_eq!(at_places.collect::<Vec<_>>(), expected);
    let contents = snapshot.contents().unwrap();
    let corpus = contents.knowledge().corpus;
    let facts: Vec<_> = corpus.documents.iter().map(|d| d.copy_of.clone()).collect();
    assert_eq!(facts, expected);
    let object = Object::Entity("unodc".into());
    let claim = corpus.claims.get(&"osce".into(), Predicate::PartnersWith, &object).unwrap();
    assert_eq!((claim.documents(), claim.origins()), (2, 1));
    let lines = canonical(knowledge(&contents.knowledge(), snapshot.iris())).join("\n");
    assert_eq!(lines.matches("ns#copyOf>").count(), 1);
    assert_eq!(streamed(&snapshot), lines);
}

/// The statements of the default graph as they are made a story and a claim at a time.
fn streamed(snapshot: &Snapshot) -> String {
    let mut lines = BTreeSet::new();
    let extent = Extent { texts: true, mentions: false };
    each_statement(snapshot, extent, Syntax::NTriples, &mut |entries| {
        for (subject, said) in entries {
            lines.extend(said.lines().map(|line| format!("{subject} {line}")));
        }
        Ok(())
    })
    .unwrap();
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

#[test]
fn statements_made_a_story_at_a_time_are_those_of_all_at_once() {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "v1");
    let snapshot = Folder::open(dir.path()).unwrap();
    let contents = snapshot.contents().unwrap();
    let at_once = canonical(knowledge(&contents.knowledge(), snapshot.iris())).join("\n");
    assert_eq!(streamed(&snapshot), at_once);
}

#[test]
fn a_manifest_reads_back_and_knows_unchanged_inputs() {
    let manifest = manifest("v1");
    let json = manifest.to_json();
    assert_eq!(serde_json::from_str::<Manifest>(&json).unwrap(), manifest);
    assert_eq!(json, manifest.clone().to_json());
    let input = &manifest.inputs[0];
    assert!(input.is_unchanged(7, "00"));
    assert!(!input.is_unchanged(8, "00") && !input.is_unchanged(7, "01"));
    assert!(!Input { partial: true, ..input.clone() }.is_unchanged(7, "00"));
}

#[test]
fn equal_graphs_have_equal_bytes_and_names() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (build(a.path(), "v1"), build(b.path(), "v1"));
    assert_eq!(first.path().file_name(), second.path().file_name());
    for file in names(first.path()) {
        let read = |s: &Snapshot| fs::read(s.path().join(&file)).unwrap();
        assert_eq!(read(&first), read(&second), "{file}");
    }
    // The same again in the same place: nothing changes, and nothing is left over.
    build(a.path(), "v1");
    assert_eq!(names(a.path()).len(), 3);
}

#[test]
fn a_new_snapshot_replaces_the_old_one() {
    let dir = tempfile::tempdir().unwrap();
    let old = build(dir.path(), "v1").path().to_owned();
    let new = build(dir.path(), "v2");
    assert!(!old.exists());
    let current = new.path().file_name().unwrap().to_str().unwrap();
    assert_eq!(names(dir.path()), ["CURRENT", "LOCK", current]);
    assert_eq!(fs::read_to_string(dir.path().join("CURRENT")).unwrap(), format!("{current}\n"));
}

#[test]
fn a_writer_that_is_dropped_leaves_the_former_graph_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "v1");
    let before = names(dir.path());
    let mut folder = Folder::create(dir.path()).unwrap();
    let mut writer = folder.begin().unwrap();
    add(&mut writer, &fixture::records()[0]);
    assert_eq!(names(dir.path()).len(), before.len() + 1);
    drop(writer);
    assert_eq!(names(dir.path()), before);
    assert_eq!(Folder::open(dir.path()).unwrap().manifest().vocabulary, "v1");
}

/// Every state in which a killed writer can leave the folder.
#[test]
fn a_crash_at_any_step_leaves_the_former_graph_whole() {
    let other = tempfile::tempdir().unwrap();
    let finished = build(other.path(), "v2");
    let finished_name = finished.path().file_name().unwrap().to_str().unwrap();
    let copy = |to: &Path, files: usize| {
        fs::create_dir_all(to).unwrap();
        for name in names(finished.path()).into_iter().take(files) {
            fs::copy(finished.path().join(&name), to.join(&name)).unwrap();
        }
    };
    type Crash<'a> = Box<dyn Fn(&Path) + 'a>;
    let crashes: [Crash<'_>; 5] = [
        Box::new(|dir| fs::create_dir(dir.join("snapshot-new.tmp")).unwrap()),
        Box::new(|dir| copy(&dir.join("snapshot-new.tmp"), 2)),
        Box::new(|dir| copy(&dir.join("snapshot-new.tmp"), 8)),
        Box::new(|dir| copy(&dir.join(finished_name), 8)),
        Box::new(|dir| {
            copy(&dir.join(finished_name), 8);
            fs::write(dir.join("CURRENT.tmp"), "snap").unwrap();
        }),
    ];
    for (step, crash) in crashes.iter().enumerate() {
        let dir = tempfile::tempdir().unwrap();
        build(dir.path(), "v1");
        crash(dir.path());
        let vocabulary = Folder::open(dir.path()).unwrap().manifest().vocabulary.clone();
        assert_eq!(vocabulary, "v1", "step {step}");
        let new = build(dir.path(), "v2");
        assert_eq!(new.path().file_name().unwrap(), finished_name, "step {step}");
        assert_eq!(names(dir.path()).len(), 3, "step {step}: {:?}", names(dir.path()));
    }
}

#[test]
fn what_is_no_graph_is_named_with_its_cure() {
    let dir = tempfile::tempdir().unwrap();
    for path in [dir.path().to_owned(), dir.path().join("missing")] {
        let message = error(&path);
        assert!(
            message.contains("no graph folder") && message.contains("consort build"),
            "{message}"
        );
    }
    let file = dir.path().join("notes.txt");
    fs::write(&file, "mine").unwrap();
    assert!(error(&file).contains("no graph folder"));
    let message = Folder::create(dir.path()).unwrap_err().to_string();
    assert!(message.contains("notes.txt") && message.contains("-o"), "{message}");
    let message = Folder::create(&file).unwrap_err().to_string();
    assert!(message.contains("notes.txt") && message.contains("-o"), "{message}");
    assert_eq!(names(dir.path()), ["notes.txt"]);
}

#[test]
fn another_format_is_refused_with_what_to_do() {
    for (format, cure) in [(0, "make the graph again: consort build"), (99, "update consort")] {
        let dir = tempfile::tempdir().unwrap();
        let manifest = format!("{{\"format\": {format}, \"layout\": \"unknown\"}}");
        let name = super::checksum::snapshot_name(manifest.as_bytes());
        fs::create_dir(dir.path().join(&name)).unwrap();
        fs::write(dir.path().join(&name).join("manifest.json"), manifest).unwrap();
        fs::write(dir.path().join("CURRENT"), name).unwrap();
        let message = error(dir.path());
        assert!(message.contains(cure), "{message}");
    }
}

#[test]
fn what_is_being_read_is_removed_by_a_later_writer() {
    let dir = tempfile::tempdir().unwrap();
    let read = build(dir.path(), "v1");
    drop(build(dir.path(), "v2"));
    // Nothing of it has been opened before.
    assert_eq!(read.records().unwrap().count(), fixture::records().len());
    assert!(read.network().is_ok() && read.contents().is_ok());
    let copy = read.clone();
    drop(read);
    drop(build(dir.path(), "v3"));
    assert!(copy.path().is_dir());
    drop(copy);
    drop(build(dir.path(), "v4"));
    assert_eq!(names(dir.path()).len(), 3, "CURRENT, LOCK and one snapshot");
}

#[test]
fn one_writer_at_a_time_and_readers_at_any_time() {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "v1");
    let first = Folder::create(dir.path()).unwrap();
    let message = Folder::create(dir.path()).unwrap_err().to_string();
    assert!(message.contains("another consort"), "{message}");
    assert!(Folder::open(dir.path()).is_ok());
    drop(first);
    assert!(Folder::create(dir.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_former_graph_and_no_rest() {
    // `/dev/full` refuses every byte; the manifest is the last file that a commit writes.
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "v1");
    let before = names(dir.path());
    let mut folder = Folder::create(dir.path()).unwrap();
    let writer = folder.begin().unwrap();
    let target = dir.path().join("snapshot-new.tmp/manifest.json");
    std::os::unix::fs::symlink("/dev/full", target).unwrap();
    let message = writer.commit(None, manifest("v2")).unwrap_err().to_string();
    assert!(message.contains("manifest.json") && message.contains("free some space"), "{message}");
    assert_eq!(names(dir.path()), before);
    assert_eq!(Folder::open(dir.path()).unwrap().manifest().vocabulary, "v1");
}

fn rows(kb: &Kb, query: &str, options: &EvaluateOptions) -> Vec<String> {
    let query = format!("PREFIX consort: <https://w3id.org/consort/ns#> {query}");
    let query = SparqlParser::new().parse_query(&query).unwrap();
    let QueryResults::Solutions(solutions) = kb.evaluate(query, options).unwrap() else {
        panic!("a SELECT query");
    };
    let mut rows: Vec<String> = solutions
        .map(|s| s.unwrap().iter().map(|(_, term)| term.to_string()).collect::<Vec<_>>().join(" "))
        .collect();
    rows.sort();
    rows
}

#[test]
fn a_graph_answers_and_loads_its_mentions_when_a_query_can_see_them() {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "v1");
    let kb = Kb::load(Folder::open(dir.path()).unwrap()).unwrap();
    let options = EvaluateOptions::default();
    let unique: std::collections::BTreeSet<_> = canonical(triples()).into_iter().collect();
    assert_eq!(kb.len(), unique.len());
    let donors = rows(&kb, "SELECT ?d { ?d consort:funds ?p }", &options);
    assert_eq!(donors, ["<https://w3id.org/consort/data/id/deu>"]);
    assert_eq!(rows(&kb, "SELECT ?m { ?m a consort:Mention }", &options).len(), 0);

    let mentions = "SELECT ?m { GRAPH ?g { ?m a consort:Mention } }";
    let n: usize = fixture::records().iter().map(|r| r.mentions.len()).sum();
    assert_eq!(rows(&kb, mentions, &options).len(), n);
    // Loaded now, and still unseen from outside its graphs unless that is asked for.
    assert_eq!(rows(&kb, "SELECT ?m { ?m a consort:Mention }", &options).len(), 0);
    let union = EvaluateOptions { union_default_graph: true, ..EvaluateOptions::default() };
    assert_eq!(rows(&kb, "SELECT ?m { ?m a consort:Mention }", &union).len(), n);
    let loaded = kb.len();
    kb.load_mentions().unwrap();
    assert_eq!(kb.len(), loaded);

    let subject = kb.iris().entity("deu");
    let pattern = Pattern { subject: Some(subject.as_ref().into()), ..Pattern::default() };
    assert!(kb.quads(pattern).count() > 5);
    kb.forget();
}

#[test]
fn a_graph_is_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Kb>();
    is_shared::<Snapshot>();
}

#[test]
fn a_cancelled_query_ends_and_no_query_leaves_the_machine() {
    let quads = triples().into_iter().map(|t| t.in_graph(GraphName::DefaultGraph));
    let kb = Kb::in_memory(quads, Iris::default()).unwrap();
    let parse = |text: &str| SparqlParser::new().parse_query(text).unwrap();
    let options = EvaluateOptions::default();
    options.cancel.cancel();
    let product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let ended = match kb.evaluate(parse(product), &options) {
        Err(error) => error,
        Ok(QueryResults::Solutions(mut solutions)) => solutions.next().unwrap().unwrap_err(),
        Ok(_) => panic!("a SELECT query"),
    };
    assert!(matches!(ended, QueryEvaluationError::Cancelled), "{ended}");

    let service = "SELECT * { SERVICE <http://localhost:1/sparql> { ?s ?p ?o } }";
    let refused = match kb.evaluate(parse(service), &EvaluateOptions::default()) {
        Err(error) => error,
        Ok(QueryResults::Solutions(mut solutions)) => solutions.next().unwrap().unwrap_err(),
        Ok(_) => panic!("a SELECT query"),
    };
    assert!(refused.to_string().to_lowercase().contains("service"), "{refused}");
}
