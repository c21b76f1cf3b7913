//! What `-o` names: written whole or not at all, whatever stands there, by every command that writes a file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Ran, Small, archive, finish, snapshot};

/// Commands that write into `made/`, and a file that each writes.
const WRITERS: [(&str, &str); 11] = [
    ("export -o made/g.ttl", "made/g.ttl"),
    ("export --format nquads -o made/g.nq", "made/g.nq"),
    ("export --format graphml -o made/g.graphml", "made/g.graphml"),
    ("export --format neo4j -o made -g ARCHIVE", "made/edges.csv"),
    ("plot timeline -o made/time.svg", "made/time.svg"),
    ("plot timeline -o made/time.png", "made/time.png"),
    ("plot all -o made", "made/timeline.svg"),
    ("report -o made/page.html", "made/page.html"),
    ("vocab export -o made/v.ttl", "made/v.ttl"),
    ("vocab gaps bodies.txt --all --vocab made", "made/organisations-accepted.toml"),
    ("man --out made", "made/consort-export.1"),
];

/// Bodies that no vocabulary lists, enough for a file of some size.
fn bodies() -> String {
    let body = |name| format!("{name} Council met the {name} Agency and the {name} Institute. ");
    let names = ["Omicronia", "Sigmaria", "Taunia", "Upsilonia", "Phiria", "Chiara", "Psiana"];
    format!("News\n\n3 March 2021, Vienna, Austria: The {}\n", names.map(body).join("The "))
}

fn small() -> Small {
    let small = Small::built();
    small.write("bodies.txt", bodies());
    fs::create_dir(small.at("made")).unwrap();
    small
}

/// Runs a command line in a shell, after what else the shell is to do.
fn shell(small: &Small, before: &str, line: &str) -> Ran {
    let line = line.replace("ARCHIVE", archive());
    let mut shell = std::process::Command::new("bash");
    let script = format!("{before}; exec {} {line}", env!("CARGO_BIN_EXE_consort"));
    shell.args(["-c", &script]).current_dir(small.path());
    finish(shell, "")
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<PathBuf> {
    snapshot(folder).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn every_writer_writes_its_file_and_nothing_beside_it() {
    for (line, file) in WRITERS {
        let small = small();
        shell(&small, "true", line).code(0);
        assert!(fs::metadata(small.at(file)).unwrap().len() > 1024, "{line}: too short to tell");
        let all = names(&small.at("made"));
        let left = |path: &PathBuf| path.to_string_lossy().contains("unfinished");
        assert!(!all.iter().any(left), "{line} leaves {all:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_writer_that_fails_half_way_leaves_everything_as_it_was() {
    for (line, file) in WRITERS {
        let small = small();
        // Entries are added below what a file holds, and a file of vocabulary must be one.
        small.write(file, "# former\n");
        let before = snapshot(&small.at("made"));
        // No file may grow beyond a kibibyte, and the program is told so by an error.
        shell(&small, "trap '' XFSZ; ulimit -f 1", line).code(2).says(&["cannot write made/"]);
        assert_eq!(snapshot(&small.at("made")), before, "{line}");
    }
}

#[test]
fn an_import_overwrites_nothing_and_writes_all_or_none() {
    let small = small();
    small.write("made/programmes-list.toml", "# former\n");
    small.write("list.csv", "name,class\nKappanian Body,organisation\nMuan Aid,programme\n");
    let before = snapshot(&small.at("made"));
    let import = "vocab import list.csv --map name=name --map class=class -o made";
    shell(&small, "true", import).code(2).says(&["programmes-list.toml", "move it away"]);
    assert_eq!(snapshot(&small.at("made")), before);
    fs::remove_file(small.at("made/programmes-list.toml")).unwrap();
    shell(&small, "true", import).code(0);
    assert_eq!(names(&small.at("made")).len(), 2);
}

#[cfg(unix)]
mod what_stands_there {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::process::Stdio;

    use super::*;
    use crate::support::command;

    #[test]
    fn a_link_stays_a_link() {
        let small = small();
        small.write("elsewhere/g.ttl", "former\n");
        for (link, target) in [
            ("made/link.ttl", "../elsewhere/g.ttl"),
            ("made/link-of-link.ttl", "link.ttl"),
            ("made/to-nothing.ttl", "../elsewhere/new.ttl"),
        ] {
            symlink(target, small.at(link)).unwrap();
            small.run(&["export", "-o", link]).code(0);
            assert_eq!(fs::read_link(small.at(link)).unwrap(), Path::new(target), "{link}");
            let wanted = small.run(&["export"]).out;
            assert_eq!(fs::read_to_string(small.at(link)).unwrap(), wanted, "{link}");
            small.write("elsewhere/g.ttl", "former\n");
        }
        assert!(small.at("elsewhere/new.ttl").is_file());
    }

    #[test]
    fn a_pipe_stays_a_pipe_and_is_written_through() {
        for line in [
            "export -o pipe",
            "export --format graphml -o pipe",
            "plot timeline -o pipe --format svg",
            "report -o pipe",
            "vocab export -o pipe",
        ] {
            let small = small();
            let made = std::process::Command::new("mkfifo").arg(small.at("pipe")).status().unwrap();
            assert!(made.success());
            let before =
                format!("cat pipe > copy & trap 'wait' EXIT; {}", env!("CARGO_BIN_EXE_consort"));
            let mut run = std::process::Command::new("bash");
            run.args(["-c", &format!("{before} {line}")]).current_dir(small.path());
            finish(run, "").code(0);
            assert!(fs::metadata(small.at("pipe")).unwrap().file_type().is_fifo(), "{line}");
            let direct = line.replace("-o pipe", "");
            let direct: Vec<&str> = direct.split_whitespace().collect();
            let wanted = small.run(&direct).code(0).out;
            assert_eq!(fs::read_to_string(small.at("copy")).unwrap(), wanted, "{line}");
            assert!(!small.at("void.ttl").exists(), "a description beside a pipe");
        }
    }

    #[test]
    fn standard_output_by_name_stands_between_what_others_write() {
        let small = small();
        let wanted = small.run(&["report"]).code(0).out;
        for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
            let script = format!(
                "{{ echo before; {} report -o {name}; echo after; }} > all",
                env!("CARGO_BIN_EXE_consort")
            );
            let mut shell = std::process::Command::new("bash");
            shell.args(["-c", &script]).current_dir(small.path());
            finish(shell, "").code(0);
            let all = fs::read_to_string(small.at("all")).unwrap();
            assert_eq!(all, format!("before\n{wanted}after\n"), "{name}");
        }
        let mut piped = command(small.path(), &["report", "-o", "/dev/stdout"]);
        let out = piped.stderr(Stdio::null()).output().unwrap().stdout;
        assert_eq!(String::from_utf8_lossy(&out), wanted);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_device_stays_a_device() {
        let small = small();
        for args in [
            &["plot", "timeline", "--format", "svg"][..],
            &["report"],
            &["vocab", "export"],
            &["export", "--format", "graphml"],
        ] {
            let full = [args, &["-o", "/dev/full"]].concat();
            small.run(&full).code(2).says(&["cannot write /dev/full", "no space"]);
            small.run(&[args, &["-o", "/dev/null"]].concat()).code(0);
        }
        for device in ["/dev/full", "/dev/null"] {
            assert!(fs::metadata(device).unwrap().file_type().is_char_device(), "{device}");
        }
    }

    #[test]
    fn a_file_keeps_its_permissions_and_a_new_one_has_the_users() {
        let small = small();
        let mode = |file: &str| fs::metadata(small.at(file)).unwrap().permissions().mode() & 0o777;
        for (umask, wanted) in [("022", 0o644), ("077", 0o600)] {
            shell(&small, &format!("umask {umask}"), "report -o made/new.html").code(0);
            assert_eq!(mode("made/new.html"), wanted);
            fs::remove_file(small.at("made/new.html")).unwrap();
        }
        small.write("made/old.html", "former\n");
        fs::set_permissions(small.at("made/old.html"), fs::Permissions::from_mode(0o640)).unwrap();
        small.run(&["report", "-o", "made/old.html"]).code(0);
        assert_eq!(mode("made/old.html"), 0o640);
        fs::set_permissions(small.at("made/old.html"), fs::Permissions::from_mode(0o440)).unwrap();
        // Whoever may do everything may write it all the same.
        let all_may = fs::File::options().write(true).open(small.at("made/old.html")).is_ok();
        small.run(&["report", "-o", "made/old.html"]).code(if all_may { 0 } else { 2 });
        assert_eq!(mode("made/old.html"), 0o440);
    }
}
