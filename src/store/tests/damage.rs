//! A graph folder that is not as it was.
//!
//! In: graphs of the fixture, damaged. Out: nothing. Never: a wrong answer that passes.

use super::*;

#[test]
fn damage_is_found_and_a_new_build_mends_it() {
    let flip = |path: &Path, at: usize| {
        let mut bytes = fs::read(path).unwrap();
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    type Damage<'a> = &'a dyn Fn(&Path, &Path);
    let damages: &[(Damage<'_>, &str)] = &[
        (&|_, s| fs::remove_dir_all(s).unwrap(), "manifest.json cannot be read"),
        (&|dir, _| fs::write(dir.join("CURRENT"), "").unwrap(), "CURRENT says"),
        (&|dir, _| fs::write(dir.join("CURRENT"), "../../etc").unwrap(), "no snapshot's name"),
        // Another digit is another name, another sign is none.
        (&|dir, _| flip(&dir.join("CURRENT"), 20), "snapshot-"),
        (&|_, s| fs::write(s.join("ties.jsonl"), "").unwrap(), "ties.jsonl is not as it was"),
        (&|_, s| fs::remove_file(s.join("records.jsonl")).unwrap(), "records.jsonl cannot be read"),
        (&|_, s| fs::write(s.join("records.jsonl"), "").unwrap(), "records.jsonl is not as it was"),
        (&|_, s| flip(&s.join("records.jsonl"), 99), "records.jsonl:1: the record is not as it"),
        (&|_, s| flip(&s.join("records.index"), 9), "records.index is not as it was"),
        (&|_, s| flip(&s.join("entities.jsonl"), 99), "entities.jsonl is not as it was"),
        (&|_, s| flip(&s.join("network.json"), 9), "network.json is not as it was"),
        (&|_, s| flip(&s.join("manifest.json"), 150), "manifest.json is not as it was"),
        (&|_, s| fs::write(s.join("manifest.json"), "{").unwrap(), "manifest.json is not as"),
    ];
    for (damage, reason) in damages {
        let dir = tempfile::tempdir().unwrap();
        let snapshot = build(dir.path(), "v1");
        damage(dir.path(), snapshot.path());
        let message = error(dir.path());
        assert!(message.contains(reason) && message.contains("consort build"), "{message}");
        build(dir.path(), "v1");
        Folder::open(dir.path()).unwrap();
        assert_eq!(names(dir.path()).len(), 3, "{reason}");
    }
}

/// Every state in which a killed writer can leave a folder whose damaged graph it makes again under the same name.
#[test]
fn a_crash_while_a_damaged_graph_is_made_again_leaves_no_wrong_answer() {
    let whole = tempfile::tempdir().unwrap();
    let name = build(whole.path(), "v1").path().file_name().unwrap().to_owned();
    let crashes: [fn(&Path, &Path); 4] = [
        |_, _| {},
        |_, place| fs::remove_file(place.join("records.jsonl")).unwrap(),
        |_, place| fs::remove_dir_all(place).unwrap(),
        // `CURRENT` alone was damaged, and the snapshot is kept as it stands.
        |dir, place| {
            fs::write(place.join("ties.jsonl"), "").unwrap();
            fs::write(dir.join("CURRENT"), "snapshot-").unwrap();
        },
    ];
    for crash in crashes {
        let dir = tempfile::tempdir().unwrap();
        let place = build(dir.path(), "v1").path().to_owned();
        fs::write(place.join("network.json"), "null").unwrap();
        fs::create_dir(dir.path().join("snapshot-new.tmp")).unwrap();
        crash(dir.path(), &place);
        assert!(error(dir.path()).contains("is damaged"));
        assert_eq!(build(dir.path(), "v1").path().file_name().unwrap(), name);
        for file in names(&whole.path().join(&name)) {
            let read = |dir: &Path| fs::read(dir.join(&name).join(&file)).unwrap();
            assert_eq!(read(dir.path()), read(whole.path()), "{file}");
        }
    }
}

#[test]
fn a_line_that_goes_bad_while_a_graph_is_open_is_named_by_its_number() {
    let dir = tempfile::tempdir().unwrap();
    let snapshot = build(dir.path(), "v1");
    let kb = Kb::load(snapshot.clone()).unwrap();
    let records = snapshot.path().join("records.jsonl");
    let text = fs::read_to_string(&records).unwrap();
    let second = text.find('\n').unwrap() + 1;
    fs::write(&records, format!("{}x{}", &text[..second], &text[second + 1..])).unwrap();
    let read: Vec<_> = snapshot.records().unwrap().collect();
    let message = read[1].as_ref().unwrap_err().to_string();
    assert!(read[0].is_ok() && message.contains("records.jsonl:2: "), "{message}");
    // The mention layer, which is made of the stories, is all or nothing.
    let stories = snapshot.path().join("stories.bin");
    let mut bytes = fs::read(&stories).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&stories, bytes).unwrap();
    let before = kb.len();
    assert!(kb.load_mentions().is_err());
    assert_eq!(kb.len(), before);
}

/// Bytes of a file flipped one by one.
fn flipped(path: &Path, mut each: impl FnMut(usize)) {
    let whole = fs::read(path).unwrap();
    for at in (0..whole.len()).step_by(7).chain([whole.len() - 1]) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(path, bytes).unwrap();
        each(at);
    }
    fs::write(path, whole).unwrap();
}

#[track_caller]
fn says(said: Option<StoreError>, place: &str) {
    let said = said.unwrap().to_string();
    assert!(said.contains(place) && said.contains("consort build"), "{said}");
}

/// Most of a graph is checked only when it is read, so every way of reading must do so.
#[test]
fn a_story_that_is_not_as_it_was_is_in_no_answer() {
    let dir = tempfile::tempdir().unwrap();
    let snapshot = build(dir.path(), "v1");
    let mut starts = Vec::new();
    snapshot.each_story(&mut |_, start| starts.push(start)).unwrap();
    flipped(&snapshot.path().join("stories.bin"), |at| {
        let bad = starts.iter().rposition(|start| *start <= at as u64).unwrap();
        let place = format!("stories.bin:{}: the record is not as it was written", bad + 1);
        let opened = Folder::open(dir.path()).unwrap();
        let ids = opened.entities().unwrap().map(|e| e.unwrap().id).collect::<Vec<_>>();
        says(opened.check().err(), &place);
        says(opened.stories().unwrap().find_map(Result::err), &place);
        says(opened.each_story(&mut |_, _| {}).err(), &place);
        says(opened.contents().err(), &place);
        says(opened.written().unwrap().read(bad as u32).err(), &place);
        for (number, start) in starts.iter().enumerate() {
            let read = opened.story_at(*start);
            assert_eq!(read.is_err(), number == bad, "byte {at}");
        }
        let named = ids.iter().map(|id| opened.stories_of(&[id]).unwrap());
        assert!(named.flatten().filter_map(Result::err).count() > 2, "byte {at}");
    });
    assert!(snapshot.story_at(1).unwrap_err().to_string().contains("no story at byte 1"));
    assert!(snapshot.check().is_ok());
}

#[test]
fn a_record_that_is_not_as_it_was_is_in_no_answer() {
    let dir = tempfile::tempdir().unwrap();
    let snapshot = build(dir.path(), "v1");
    let path = snapshot.path().join("records.jsonl");
    let whole = fs::read(&path).unwrap();
    flipped(&path, |at| {
        let bad = whole[..at].iter().filter(|byte| **byte == b'\n').count();
        let place = format!("records.jsonl:{}: the record is not as it was written", bad + 1);
        let opened = Folder::open(dir.path()).unwrap();
        says(opened.check().err(), &place);
        says(opened.records().unwrap().find_map(Result::err), &place);
        says(opened.record_lines().unwrap().find_map(Result::err), &place);
        says(opened.written().unwrap().read(bad as u32).err(), &place);
        let ok = opened.records().unwrap().filter(Result::is_ok).count();
        assert_eq!(ok + 1, fixture::records().len());
    });
}

#[test]
fn what_is_kept_for_the_next_build_is_checked_when_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut folder = Folder::create(dir.path()).unwrap();
    let mut writer = folder.begin().unwrap();
    writer.keep(Kept::Sketches, b"some").unwrap();
    writer.keep(Kept::Comparisons, b"more").unwrap();
    let snapshot = writer.commit(None, manifest("v1")).unwrap();
    drop(folder);
    assert_eq!(snapshot.kept(Kept::Sketches).unwrap(), b"some");
    assert_eq!(snapshot.kept(Kept::Comparisons).unwrap(), b"more");
    fs::write(snapshot.path().join("sketches.index"), b"same").unwrap();
    let opened = Folder::open(dir.path()).unwrap();
    assert!(opened.kept(Kept::Sketches).is_err() && opened.check().is_err());
    fs::write(snapshot.path().join("sketches.index"), b"some more").unwrap();
    assert!(error(dir.path()).contains("sketches.index is not as it was"));
}
