//! The program.
use consort::base::Record;
use consort::corpus::*;
use consort::dictionary::*;
fn main() {
    let (v, w) = read(&builtin_files());
    for w in w { eprintln!("{w}"); }
    let (lexicon, w) = compile(v).unwrap();
    for w in w { eprintln!("{w}"); }
    let t = std::time::Instant::now();
    let mut ids = IdAssigner::default();
    for f in walk(&["data".into()]).unwrap().output {
        let r = read_file(&f, &ReadOptions::default()).unwrap();
        for w in r.warnings { eprintln!("{w}"); }
        for mut d in r.output {
            ids.assign(&mut d);
            let s = consort::pipeline::read_story(d, &lexicon);
            println!("{}", serde_json::to_string(&Record::from(&s)).unwrap());
        }
    }
    eprintln!("{:?}", t.elapsed());
}
