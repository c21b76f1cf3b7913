//! What taggers are for: verbs and nouns of press releases.

use crate::cut::tag::{LearnOptions, Tag, TagWord, TaggedWord, Tagger, learn};
use crate::cut::tokens::fold;

const FILE: &[u8] = include_bytes!("../../../vocab/tagger-en.bin");

/// A word, what stands before it, and its tag if known.
type Word = (String, String, Option<Tag>);

/// The words of a sentence: `funds/VERB` asks for a tag, `[Oslo City Council]` is a name that is known.
fn read(sentence: &str) -> (Vec<Word>, Vec<Option<Tag>>) {
    let (mut words, mut expected) = (Vec::new(), Vec::new());
    let mut rest = sentence;
    while !rest.is_empty() {
        if let Some((name, after)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            words.push((name.to_owned(), " ".to_owned(), Some(Tag::Propn)));
            expected.push(Some(Tag::Propn));
            rest = after.trim_start_matches(' ');
            continue;
        }
        let (chunk, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let (written, tag) = chunk.split_once('/').map_or((chunk, None), |(w, t)| (w, Some(t)));
        let tokens = fold(written);
        let mut end = 0;
        for (i, span) in tokens.spans.iter().enumerate() {
            let gap = if i == 0 { " " } else { &written[end..span.start] };
            words.push((written[span.range()].to_owned(), gap.to_owned(), None));
            let last = i + 1 == tokens.len();
            expected.push(tag.filter(|_| last).map(|tag| Tag::from_name(tag).unwrap()));
            end = span.end;
        }
        rest = after;
    }
    (words, expected)
}

fn tags_of(words: &[Word]) -> Vec<Tag> {
    let asked = words.iter().map(|(word, gap, fixed)| TagWord { word, gap, fixed: *fixed });
    let asked: Vec<TagWord<'_>> = asked.collect();
    Tagger::english().tag(&asked)
}

#[test]
fn verbs_and_nouns_of_press_releases() {
    let table = [
        "[Japan] backs/VERB the new port/NOUN project/NOUN with a grant/NOUN of 2 million dollars .",
        "The project/NOUN is/AUX supported/VERB by/ADP [Norway] and implemented/VERB by [UNDP] .",
        "[Norway] funds/VERB the training/NOUN centre/NOUN .",
        "The centre/NOUN relies on funds/NOUN from/ADP [Norway] .",
        "The programme/NOUN , funded/VERB by/ADP the [European Union] , will/AUX end/VERB in June .",
        "The EU-funded/VERB project/NOUN has/AUX trained/VERB judges/NOUN .",
        "[WHO] partnered/VERB with/ADP [UNICEF] to train/VERB nurses/NOUN .",
        "Partner/NOUN countries/NOUN met/VERB in [Vienna] .",
        "The agency thanked/VERB its partners/NOUN for their support/NOUN .",
        "With support/NOUN from/ADP [Sweden] , the ministry/NOUN opened/VERB a new laboratory .",
        "[Sweden] agreed/VERB to support/VERB the reform/NOUN of the police .",
        "[Chile] and [Peru] signed/VERB an agreement/NOUN on border control .",
        "The agreement/NOUN was/AUX signed/VERB in Rome .",
        "[Kenya] will/AUX host/VERB the next meeting/NOUN .",
        "The host/NOUN country/NOUN will pay for the venue .",
        "The bank/NOUN grants/VERB loans/NOUN to small farms .",
        "Grants/NOUN were/AUX given/VERB to twelve schools .",
        "[UNODC] plans/VERB to open/VERB an office/NOUN in [Accra] .",
        "The plans/NOUN were/AUX presented/VERB on Monday .",
        "The donor/NOUN pledged/VERB 3 million euros to help/VERB refugees/NOUN .",
        "Officers/NOUN from [Serbia] took/VERB part/NOUN in the workshop .",
        "The workshop/NOUN was/AUX organized/VERB jointly/ADV with/ADP the [Ministry of Health] .",
        "[UNESCO]'s work/NOUN in the region continues/VERB .",
        "They work/VERB closely/ADV with/ADP local/ADJ authorities/NOUN .",
        "[Canada] contributes/VERB to the fund/NOUN .",
        "[Canada]'s contribution/NOUN helps/VERB the fund/NOUN .",
        "[Ghana] joins/VERB the network/NOUN as its tenth member/NOUN .",
        "The two sides/NOUN will/AUX exchange/VERB data/NOUN every month .",
        "An exchange/NOUN of data/NOUN was/AUX agreed/VERB .",
        "The mission/NOUN assists/VERB the government in drafting/VERB laws .",
        "The court/NOUN trains/VERB staff/NOUN with/ADP the help/NOUN of [Austria] .",
        "Two trains/NOUN were delayed/VERB .",
    ];
    let mut wrong = Vec::new();
    for sentence in table {
        let (words, expected) = read(sentence);
        for ((word, expected), said) in words.iter().zip(expected).zip(tags_of(&words)) {
            if expected.is_some_and(|tag| tag != said) {
                wrong.push(format!("{sentence}\n  {} is said to be {}", word.0, said.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn headlines_are_not_all_names() {
    let table = [
        "[Japan] Supports/VERB New/ADJ Training/NOUN Centre/NOUN for Police/NOUN Officers/NOUN",
        "[UNDP] and [Norway] Support/VERB the Climate/NOUN Plan/NOUN",
        "MINISTERS/NOUN AGREE/VERB ON NEW/ADJ RULES/NOUN FOR THE BORDER/NOUN",
    ];
    for sentence in table {
        let (words, expected) = read(sentence);
        for ((word, expected), said) in words.iter().zip(expected).zip(tags_of(&words)) {
            assert!(expected.is_none_or(|tag| tag == said), "{sentence}: {} {said:?}", word.0);
        }
    }
}

#[test]
fn a_fixed_tag_stays_and_its_neighbours_read_it() {
    let words = ["The", "report", "plans"].map(TagWord::new);
    let fixed = |tag| TagWord { fixed: Some(tag), ..words[1] };
    let tagger = Tagger::english();
    for tag in Tag::ALL {
        assert_eq!(tagger.tag(&[words[0], fixed(tag), words[2]])[1], tag);
    }
    let after_name = tagger.tag(&[TagWord::name("The Report"), TagWord::new("funds"), words[0]]);
    assert_eq!(after_name[1], Tag::Verb);
    assert_eq!(tagger.tag(&[words[0], TagWord::new("funds")])[1], Tag::Noun);
}

#[test]
fn nothing_and_odd_words() {
    let tagger = Tagger::english();
    assert!(tagger.tag(&[]).is_empty());
    let odd =
        ["", " ", "…", "https://example.org/a", "é", "数", "1990s", "\u{ad}"].map(TagWord::new);
    assert_eq!(tagger.tag(&odd).len(), odd.len());
    assert_eq!(tagger.tag(&odd), tagger.tag(&odd));
    assert_eq!(tagger.tag(&[TagWord::new(","), TagWord::new("—")]), [Tag::Punct; 2]);
}

#[test]
fn the_file_is_whole_and_small() {
    assert!(FILE.len() <= 400_000);
    assert!(Tagger::read(FILE).is_ok());
    let head = FILE.iter().position(|&b| b == b'\n').unwrap();
    assert!(Tagger::read(&FILE[..head]).is_err());
    assert!(Tagger::read(&FILE[..FILE.len() - 1]).is_err());
    assert!(Tagger::read(b"").is_err());
}

#[test]
fn a_damaged_file_is_no_panic() {
    let mut bytes = FILE.to_vec();
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let before = std::mem::replace(&mut bytes[at], 0xff);
        if let Ok(tagger) = Tagger::read(&bytes) {
            assert_eq!(tagger.tag(&["It", "works"].map(TagWord::new)).len(), 2);
        }
        bytes[at] = before;
    }
}

#[test]
fn learning_is_the_same_every_time() {
    let word = |word: &str, tag| TaggedWord {
        word: word.to_owned(),
        gap: " ".to_owned(),
        tag,
        fixed: false,
    };
    let sentence = |verb: &str, noun: &str| {
        vec![
            word("we", Tag::Pron),
            word(verb, Tag::Verb),
            word("the", Tag::Det),
            word(noun, Tag::Noun),
            word(".", Tag::Punct),
        ]
    };
    let sentences: Vec<_> = ["plan", "fund", "host", "train"]
        .iter()
        .flat_map(|verb| ["plan", "fund", "host", "train"].map(|noun| sentence(verb, noun)))
        .collect();
    let dictionary = [("lead".to_owned(), vec![Tag::Verb, Tag::Noun])];
    let options =
        LearnOptions { head: "A test.".to_owned(), bytes: 10_000, rounds: 3, learners: 2 };
    let bytes = learn(&sentences, &dictionary, &options);
    assert_eq!(bytes, learn(&sentences, &dictionary, &options));
    assert!(bytes.starts_with(b"# A test.\nconsort-tagger 1\n"));
    let tagger = Tagger::read(&bytes).unwrap();
    let tags = tagger.tag(&["we", "fund", "the", "fund", "."].map(TagWord::new));
    assert_eq!(tags, [Tag::Pron, Tag::Verb, Tag::Det, Tag::Noun, Tag::Punct]);
}

#[test]
fn what_is_kept_of_words_changes_no_tag() {
    let tagger = Tagger::english();
    // More forms than are kept, among them long ones.
    for i in 0..20_000 {
        let (new, long) = (format!("fund{i}ing"), format!("un{}ed", "do".repeat(i % 60)));
        let words = ["The", &new, "Banks", &long, "funds", "for", "it", "."];
        let words = words.map(|word| match word {
            "Banks" => TagWord::name(word),
            _ => TagWord::new(word),
        });
        assert_eq!(Tagger::tag_english(&words), tagger.tag(&words), "{new:?}, {long:?}");
    }
}
