//! Which parts of speech a word can be, for words that the treebank does not have often enough.
//!
//! In: a folder with WordNet's database files. Out: words with their inflected forms, the most frequent first, and the tags of
//! each, the most frequent first. Never: a meaning.

use std::collections::BTreeMap;
use std::path::Path;

use consort::cut::Tag;

/// How often a word is each part of speech.
type Counts = BTreeMap<String, BTreeMap<Tag, f64>>;
/// The irregular forms of a word that is this part of speech.
type Irregular = BTreeMap<(String, Tag), Vec<String>>;

/// The words of the database in small letters, with all their forms.
pub(crate) fn read(folder: &Path) -> Vec<(String, Vec<Tag>)> {
    let file = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let lemmas = lemmas(&file("index.sense"), &file("data.noun"));
    let mut irregular = Irregular::new();
    for (name, tag) in [("noun.exc", Tag::Noun), ("verb.exc", Tag::Verb), ("adj.exc", Tag::Adj)] {
        for line in file(name).lines() {
            let mut words = line.split(' ');
            let Some(form) = words.next() else { continue };
            for lemma in words {
                irregular.entry((lemma.to_owned(), tag)).or_default().push(form.to_owned());
            }
        }
    }
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase()) && word.len() > 1;
    let total = |tags: &BTreeMap<Tag, f64>| tags.values().sum::<f64>();
    let forms = with_forms(lemmas, &irregular);
    let mut forms: Vec<_> = forms.into_iter().filter(|(word, _)| plain(word)).collect();
    forms.sort_by(|a, b| total(&b.1).total_cmp(&total(&a.1)).then_with(|| a.0.cmp(&b.0)));
    forms.into_iter().map(|(word, tags)| (word, frequent(tags))).collect()
}

/// Adds the forms of each word, as frequent as the word.
fn with_forms(lemmas: Counts, irregular: &Irregular) -> Counts {
    let mut forms = lemmas.clone();
    for (lemma, tags) in lemmas {
        for (tag, n) in tags {
            let own = irregular.get(&(lemma.clone(), tag)).map_or(&[][..], Vec::as_slice);
            for form in own.iter().cloned().chain(regular(&lemma, tag, own.is_empty())) {
                *forms.entry(form).or_default().entry(tag).or_default() += n;
            }
        }
    }
    forms
}

/// How often each word is each part of speech. Each sense adds a little, for words that nobody has counted.
fn lemmas(senses: &str, nouns: &str) -> Counts {
    let mut names: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for line in nouns.lines().filter(|line| !line.starts_with(' ')) {
        let fields: Vec<&str> = line.split(' ').collect();
        let n = usize::from_str_radix(fields[3], 16).unwrap();
        for word in fields[4..4 + 2 * n].iter().step_by(2) {
            let counts = names.entry(word.to_lowercase()).or_default();
            counts.0 += u32::from(word.starts_with(|c: char| c.is_uppercase()));
            counts.1 += 1;
        }
    }
    let mut lemmas = Counts::new();
    for line in senses.lines() {
        let (lemma, rest) = line.split_once('%').unwrap();
        let count: f64 = rest.rsplit(' ').next().unwrap().parse().unwrap();
        let tag = match rest.as_bytes()[0] {
            b'1' => match names.get(lemma) {
                Some((capitalised, all)) if 2 * capitalised > *all => Tag::Propn,
                _ => Tag::Noun,
            },
            b'2' => Tag::Verb,
            b'4' => Tag::Adv,
            _ => Tag::Adj,
        };
        *lemmas.entry(lemma.to_owned()).or_default().entry(tag).or_default() += count + 0.1;
    }
    lemmas
}

/// The regular forms of a word; all of them, if it has no irregular ones.
fn regular(lemma: &str, tag: Tag, all: bool) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let mut last = lemma.chars().rev();
    let (z, y, x) =
        (last.next().unwrap_or(' '), last.next().unwrap_or(' '), last.next().unwrap_or(' '));
    let stem = &lemma[..lemma.len() - z.len_utf8()];
    let to_i = z == 'y' && !vowel(y);
    let s = match () {
        () if to_i => format!("{stem}ies"),
        () if "sxz".contains(z) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            format!("{lemma}es")
        }
        () => format!("{lemma}s"),
    };
    let doubled = !vowel(z) && !"wxy".contains(z) && vowel(y) && !vowel(x) && lemma.len() < 5;
    let with = |ending: &str| match () {
        () if z == 'e' => format!("{stem}{ending}"),
        () if to_i && ending != "ing" => format!("{stem}i{ending}"),
        () if doubled => format!("{lemma}{z}{ending}"),
        () => format!("{lemma}{ending}"),
    };
    match tag {
        Tag::Noun if all => vec![s],
        Tag::Verb if all => vec![s, with("ed"), with("ing")],
        Tag::Verb => vec![s, with("ing")],
        Tag::Adj if all && lemma.len() < 7 => vec![with("er"), with("est")],
        _ => Vec::new(),
    }
}

/// The tags that make up a good part of all, the most frequent first.
fn frequent(tags: BTreeMap<Tag, f64>) -> Vec<Tag> {
    let all: f64 = tags.values().sum();
    let mut tags: Vec<(Tag, f64)> = tags.into_iter().filter(|(_, n)| n * 60.0 >= all).collect();
    tags.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    tags.into_iter().map(|(tag, _)| tag).collect()
}
