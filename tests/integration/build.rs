//! `consort build`: a graph folder that is whole at every moment, and the same whatever the machine did in between.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::{
    STORIES, Small, archive, assert_same_exports, command, figure, on_archive, root, run, snapshot,
};

#[test]
fn the_archive_makes_a_graph_that_answers() {
    let stats = on_archive(&["stats", "--json"]).code(0).json();
    assert_eq!(figure(&stats, "stories"), Some(110));
    assert!(Path::new(archive()).is_dir());
}

#[test]
fn the_summary_says_what_was_read_and_what_to_type_next() {
    let small = Small::new();
    let ran = small.build(&[]).code(0);
    let said = format!("{}{}", ran.out, ran.err).to_lowercase();
    for word in ["stories", "3", "alpharia institute", "betania agency", "consort "] {
        assert!(said.contains(word), "the summary lacks {word:?}: {}", ran.shown());
    }
    assert!(!said.contains('\u{1b}'), "colours without a terminal: {}", ran.shown());
}

#[test]
fn the_summary_is_json_on_request() {
    let small = Small::new();
    let json = small.build(&["--json"]).code(0).json();
    assert_eq!(figure(&json, "stories"), Some(3), "{json}");
}

#[test]
fn quiet_is_quiet() {
    let ran = Small::new().build(&["--quiet"]).code(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""), "{}", ran.shown());
}

#[test]
fn one_and_two_threads_write_the_same_bytes() {
    let small = Small::new();
    let data = root().join("data");
    let data = data.to_str().unwrap();
    for threads in ["1", "2"] {
        small.run(&["build", data, "--threads", threads, "-o", threads]).code(0);
    }
    assert_same_exports(&small.exports("1"), &small.exports("2"));
}

#[test]
fn the_order_of_arguments_and_the_time_of_day_do_not_matter() {
    let small = Small::new();
    let args = |graph| ["build", "texts", "--vocab", "names", "-o", graph];
    small.run(&args("a")).code(0);
    let mut later = command(small.path(), &args("b"));
    later.env("TZ", "Pacific/Auckland").env("LANG", "tr_TR.UTF-8").env("HOME", "/nowhere");
    crate::support::finish(later, "").code(0);
    assert_same_exports(&small.exports("a"), &small.exports("b"));
}

#[test]
fn what_changed_is_read_again_and_the_rest_is_not() {
    let small = Small::built();
    small.write(
        "texts/three.txt",
        "Deltana Office meets\n\n5 May 2021, Rome, Italy: The Deltana Office met the Betania Agency.\n",
    );
    fs::remove_file(small.at("texts/one.txt")).unwrap();
    small.write(
        "texts/zz-new.txt",
        "New\n\n6 June 2021, Oslo, Norway: The Gammaria Council spoke.\n",
    );
    let ran = small.build(&[]).code(0);
    let said = format!("{}{}", ran.out, ran.err).to_lowercase();
    let words = ["unchanged", "not read again", "kept", "reused", "up to date"];
    assert!(words.iter().any(|w| said.contains(w)), "nothing about what was kept: {}", ran.shown());

    // The same graph as from nothing: this is what "incremental" may never break.
    small.build(&["--fresh", "-o", "fresh"]).code(0);
    assert_same_exports(&small.exports("graph"), &small.exports("fresh"));
    let turtle = small.run(&["export"]).code(0).out;
    assert!(turtle.contains("Deltana Office") && turtle.contains("Gammaria Council"));
    assert!(!turtle.contains("2021-03-03"), "the story of the removed file is still there");
}

#[test]
fn a_build_without_changes_leaves_the_same_graph() {
    let small = Small::built();
    let before = small.exports("graph");
    small.build(&[]).code(0);
    assert_same_exports(&before, &small.exports("graph"));
    small.build(&["--fresh"]).code(0);
    assert_same_exports(&before, &small.exports("graph"));
}

#[test]
fn a_build_without_changes_leaves_every_file_of_the_graph_as_it_is() {
    let small = Small::new();
    // One of its stories is called after another.
    let story = "Alphas meet\n\n7 July 2021, Oslo, Norway: The Alpharia Institute met.\n";
    ["texts/x.txt", "texts/y.txt"].iter().for_each(|path| small.write(path, story));
    small.build(&[]).code(0);
    let current = fs::read_to_string(small.at("graph/CURRENT")).unwrap();
    let folder = small.at(&format!("graph/{}", current.trim()));
    // A file that is written anew is another file, whatever it is called.
    fs::hard_link(folder.join("records.jsonl"), small.at("same")).unwrap();
    fs::create_dir(small.at("graph/snapshot-0123456789abcdef")).unwrap();
    let ran = small.build(&[]).code(0).prints(&["5 stories (5 unchanged)", "5 unchanged\n"]);
    assert!(!small.at("graph/snapshot-0123456789abcdef").exists(), "{}", ran.shown());
    let mut same = fs::OpenOptions::new().append(true).open(small.at("same")).unwrap();
    let size = same.metadata().unwrap().len();
    same.write_all(b"x").unwrap();
    let records = fs::read(folder.join("records.jsonl")).unwrap();
    assert_eq!(records.last(), Some(&b'x'), "it was written anew");
    same.set_len(size).unwrap();
    // Another base and another time are other graphs, of the same stories.
    small.build(&["--base", "https://example.org/aid/"]).code(0).prints(&["5 stories (5 unch"]);
    assert!(small.run(&["export"]).code(0).out.contains("https://example.org/aid/id/"));
    let mut later = command(small.path(), &["build", "texts", "--vocab", "names"]);
    later.env("SOURCE_DATE_EPOCH", "1700000000");
    crate::support::finish(later, "").code(0).prints(&["5 stories (5 unchanged)"]);
    let turtle = small.run(&["export"]).code(0).out;
    assert!(turtle.contains("2023-11-14T") && !turtle.contains("https://example.org/aid/id/"));
}

/// The stories of a file that has changed are looked up one by one.
#[test]
fn of_a_file_that_changed_only_the_changed_stories_are_read_again() {
    let small = Small::new();
    let bodies = ["Alpharia Institute", "Betania Agency", "Gammaria Council", "Deltana Office"];
    let line = |i: usize, day: usize| {
        let (a, b) = (bodies[i % 4], bodies[(i + 1) % 4]);
        let words = format!(
            "The {a} met the {b} on its way to port {i}. They signed an agreement on the {i} boats that \
             the {b} bought from the harbour last year, and will meet again when these have sailed."
        );
        format!(
            "{{\"title\":\"Meeting {}\",\"date\":\"2021-03-{day:02}\",\"text\":\"{words}\"}}\n",
            i / 2
        )
    };
    let all: Vec<String> = (0..24).map(|i| line(i, 1 + i / 2)).collect();
    let write = |lines: &[String]| small.write("texts/all.jsonl", lines.concat());
    write(&all);
    small.build(&[]).code(0);
    type Change<'a> = &'a dyn Fn(&mut Vec<String>);
    let changes: [(Change<'_>, &str); 5] = [
        (&|lines| lines.push(line(30, 28)), "28 stories (27 unchanged)"),
        (&|lines| drop(lines.remove(0)), "26 stories (25 unchanged)"),
        (&|lines| lines[7] = line(7, 19), "27 stories (26 unchanged)"),
        (&|lines| lines.insert(3, line(31, 2)), "28 stories (27 unchanged)"),
        (&|lines| lines.reverse(), "27 stories"),
    ];
    for (change, said) in changes {
        let mut lines = all.clone();
        change(&mut lines);
        write(&lines);
        small.build(&[]).code(0).prints(&[said]);
        small.build(&["--fresh", "-o", "fresh"]).code(0);
        let current = |graph: &str| fs::read_to_string(small.at(graph).join("CURRENT")).unwrap();
        // The name is a hash of all that the graph holds.
        assert_eq!(current("graph"), current("fresh"), "{said}");
        write(&all);
        small.build(&[]).code(0);
    }
}

#[test]
fn another_vocabulary_reads_those_stories_again_on_which_it_bears() {
    let small = Small::built();
    let current = |graph: &str| fs::read_to_string(small.at(graph).join("CURRENT")).unwrap();
    let names = "names/organisations-more.toml";
    let as_if_fresh = |said: &str| {
        small.build(&[]).code(0).prints(&[said]);
        small.build(&["--fresh", "-o", "fresh"]).code(0);
        assert_same_exports(&small.exports("graph"), &small.exports("fresh"));
        // The name is a hash of all that the graph holds.
        assert_eq!(current("graph"), current("fresh"), "{said}");
    };
    small.write(names, "[new-body]\nname = \"Nobody else\"\n");
    as_if_fresh("3 stories (2 unchanged)");
    small.run(&["explain", "new-body"]).code(1);
    let turtle = small.run(&["export"]).code(0).out;
    assert!(turtle.contains("new-body"), "the new name was not looked for in the old stories");
    small.write(names, "[new-body]\nname = \"Nobody else\"\nnames = [\"That Body\"]\n");
    as_if_fresh("3 stories (2 unchanged)");
    small.write(names, "[other-body]\nname = \"Unnamed Body\"\n");
    as_if_fresh("3 stories (2 unchanged)");
    // A country stands in fields and datelines too.
    small.write("names/countries-more.toml", "[zzz]\nname = \"Zedland\"\n");
    let ran = small.build(&[]).code(0);
    assert!(!ran.out.contains("unchanged"), "{}", ran.shown());
}

#[test]
fn stories_of_a_file_that_moved_are_not_read_again() {
    let small = Small::built();
    fs::rename(small.at("texts"), small.at("moved")).unwrap();
    let build = |graph: &str| small.run(&["build", "moved", "--vocab", "names", "-o", graph]);
    build("graph").code(0).prints(&["3 stories (3 unchanged)"]);
    build("fresh").code(0);
    let current = |graph: &str| fs::read_to_string(small.at(graph).join("CURRENT")).unwrap();
    assert_eq!(current("graph"), current("fresh"));
}

/// Versions of before told the way of reading by the names in their code.
#[test]
fn a_graph_that_tells_the_way_of_reading_in_other_words_is_read_again() {
    let small = Small::built();
    let before = small.exports("graph");
    let current = fs::read_to_string(small.at("graph/CURRENT")).unwrap();
    let manifest = format!("graph/{}/manifest.json", current.trim());
    let text = fs::read_to_string(small.at(&manifest)).unwrap();
    let ours = "reading 3; format by name; stories split; fields {}";
    let theirs = "ReadOptions { format: None, fields: {}, stories: Split }";
    assert!(text.contains(ours), "{text}");
    small.write(&manifest, text.replace(ours, theirs));
    fs::rename(
        small.at(&format!("graph/{}", current.trim())),
        small.at("graph/snapshot-0123456789abcdef"),
    )
    .unwrap();
    small.write("graph/CURRENT", "snapshot-0123456789abcdef\n");
    let again = small.build(&[]).code(0);
    assert!(!again.out.contains("unchanged"), "{}", again.shown());
    assert_same_exports(&before, &small.exports("graph"));
    small.build(&[]).code(0).prints(&["(3 unchanged)"]);
}

#[test]
fn a_base_of_ones_own_is_in_every_iri() {
    let small = Small::new();
    small.build(&["--base", "https://example.org/aid/"]).code(0);
    small
        .run(&["export", "--format", "ntriples"])
        .code(0)
        .prints(&["<https://example.org/aid/id/alpha-institute>", "<https://w3id.org/consort/ns#"]);
    small.build(&["--base", "no base", "-o", "other"]).code(2).says(&["no base"]);
    assert!(!small.at("other").join("CURRENT").exists());
}

#[test]
fn a_folder_with_other_files_is_refused() {
    let small = Small::new();
    small.write("mine/thesis.docx", "years of work");
    let before = snapshot(&small.at("mine"));
    small.build(&["-o", "mine"]).code(2).says(&["mine", "thesis.docx"]);
    assert_eq!(snapshot(&small.at("mine")), before);
    small.build(&["-o", "texts/one.txt"]).code(2).says(&["texts/one.txt"]);
    assert_eq!(fs::read_to_string(small.at("texts/one.txt")).unwrap(), STORIES[0].1);
}

#[test]
fn leftovers_of_a_killed_build_do_no_harm() {
    let small = Small::built();
    let before = small.exports("graph");
    small.write("graph/snapshot-new.tmp/records.jsonl", "half a rec");
    small.write("graph/CURRENT.tmp", "snapshot-");
    small.write("graph/snapshot-0123456789abcdef/manifest.json", "{");
    assert_same_exports(&before, &small.exports("graph"));
    small.build(&["--fresh"]).code(0);
    assert_same_exports(&before, &small.exports("graph"));
    for left in ["snapshot-new.tmp", "CURRENT.tmp", "snapshot-0123456789abcdef"] {
        assert!(!small.at("graph").join(left).exists(), "{left} was not swept away");
    }
}

#[test]
#[cfg(unix)]
fn a_killed_build_leaves_the_former_graph_whole() {
    let small = Small::built();
    large_corpus(&small);
    let before = small.exports("graph");
    let clock = Instant::now();
    small.run(&["build", "large", "--vocab", "names", "-o", "undisturbed"]).code(0);
    let whole = clock.elapsed();
    let after = small.exports("undisturbed");
    let mut n_stopped = 0;
    for (signal, part) in
        [("KILL", 0.01), ("INT", 0.1), ("KILL", 0.3), ("TERM", 0.5), ("KILL", 0.7), ("INT", 0.85)]
    {
        let mut child = start(&small, &["build", "large", "--vocab", "names", "-o", "graph"]);
        std::thread::sleep(whole.mul_f64(part));
        let is_over = child.try_wait().unwrap().is_some() || !stop(&mut child, signal);
        n_stopped += usize::from(!is_over);
        let found = small.exports("graph");
        assert!(!is_over || found == after, "a build that was over left another graph");
        if found == after {
            // The machine has become faster in the meantime, and the new graph was there before the signal.
            small.build(&["--fresh"]).code(0);
        } else {
            assert_same_exports(&before, &found);
        }
    }
    assert!(
        n_stopped > 1,
        "only {n_stopped} builds were stopped in time; make large_corpus larger"
    );
    // And the next build is not kept out by what the killed ones left.
    small.run(&["build", "large", "--vocab", "names", "-o", "graph"]).code(0);
    let stats = small.run(&["stats", "--json"]).code(0).json();
    assert_eq!(figure(&stats, "stories"), Some(LARGE as u64));
}

#[test]
fn two_builds_into_one_folder_do_not_mix() {
    let small = Small::built();
    let before = small.exports("graph");
    // What a build holds from its start to its end.
    let other = consort::store::Folder::create(small.at("graph")).unwrap();
    small.build(&["--fresh"]).code(2).says(&["graph", "another"]);
    assert_same_exports(&before, &small.exports("graph"));
    drop(other);
    small.build(&["--fresh"]).code(0);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_and_the_former_graph_stays() {
    let small = Small::built();
    large_corpus(&small);
    let before = small.exports("graph");
    // Files end at 64 kB here, as on a disk that is full.
    let program = env!("CARGO_BIN_EXE_consort");
    let line =
        format!("trap '' XFSZ; ulimit -f 64; exec {program} build large --vocab names -o graph");
    let mut shell = std::process::Command::new("bash");
    shell.args(["-c", &line]).current_dir(small.path()).stdin(Stdio::null());
    crate::support::finish(shell, "").code(2).says(&["graph", "cannot write"]);
    assert_same_exports(&before, &small.exports("graph"));
}

#[test]
fn texts_from_standard_input_make_a_graph() {
    let small = Small::new();
    let args = ["build", "-", "--vocab", "names"];
    crate::support::run_with_input(small.path(), &args, STORIES[0].1).code(0);
    small.run(&["explain", "alpha-institute", "partnersWith", "beta-agency"]).code(0);
}

#[test]
fn nothing_found_keeps_the_former_graph() {
    let small = Small::built();
    let before = small.exports("graph");
    fs::create_dir(small.at("empty")).unwrap();
    let ran = small.run(&["build", "empty"]);
    assert!(ran.code == 1 || ran.code == 2, "{}", ran.shown());
    assert_same_exports(&before, &small.exports("graph"));
    small.run(&["build", "nowhere"]).code(2).says(&["nowhere"]);
    assert_same_exports(&before, &small.exports("graph"));
}

#[test]
fn the_default_folder_is_graph() {
    let small = Small::new();
    small.build(&[]).code(0);
    assert!(small.at("graph").is_dir());
    run(small.path(), &["query", "ASK { ?s ?p ?o }"]).code(0);
}

/// Stories in the large corpus: a second or more of work.
const LARGE: usize = if cfg!(debug_assertions) { 600 } else { 8000 };

/// A corpus in `large/` that takes long enough to be interrupted.
fn large_corpus(small: &Small) {
    let archive = fs::read_to_string(root().join("data/unodc-see-stories-2020.txt")).unwrap();
    let paragraphs: Vec<&str> =
        archive.split("\n\n").map(str::trim).filter(|p| p.len() > 200).collect();
    let mut lines = String::new();
    for i in 0..LARGE {
        let body: Vec<_> =
            (0..4).map(|k| paragraphs[(i * 7 + k * 31) % paragraphs.len()]).collect();
        let text = body.join("\n\n");
        let title = format!("Story number {i}");
        let day = i % 28 + 1;
        let record =
            serde_json::json!({"title": title, "date": format!("2019-05-{day:02}"), "text": text});
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    small.write("large/stories.jsonl", lines);
}

fn start(small: &Small, args: &[&str]) -> Child {
    command(small.path(), args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Sends a signal; `false` where the build was over before it came.
#[cfg(unix)]
fn stop(child: &mut Child, signal: &str) -> bool {
    let id = child.id().to_string();
    let sent = std::process::Command::new("kill").args([&format!("-{signal}"), &id]).status();
    assert!(sent.unwrap().success(), "the build was over before it could be stopped");
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(5), "the build does not end on {signal}");
        std::thread::sleep(Duration::from_millis(5));
    }
    !child.wait().unwrap().success()
}
