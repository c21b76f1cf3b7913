//! The forms of English verbs.
//!
//! In: a lemma, perhaps with a particle (`carry out`) or a prefix (`co-fund`). Out: its forms, each with what it can be. Never:
//! a word that is not listed.

/// What a form of a verb can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `fund`: infinitive, or the present of several.
    Base,
    /// `funds`.
    Third,
    /// `funding`.
    Ing,
    /// `funded`, `held`: past tense or past participle.
    Past,
    /// `began`: past tense only.
    PastOnly,
    /// `begun`: past participle only.
    Participle,
}

/// Verbs whose past is not made with -ed: lemma, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("leave", "left", "left"),
    ("let", "let", "let"),
    ("tell", "told", "told"),
    ("forget", "forgot", "forgotten"),
    ("drive", "drove", "driven"),
    ("shut", "shut", "shut"),
    ("seek", "sought", "sought"),
    ("buy", "bought", "bought"),
    ("break", "broke", "broken"),
    ("understand", "understood", "understood"),
    ("say", "said", "said"),
    ("think", "thought", "thought"),
    ("tear", "tore", "torn"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("draw", "drew", "drawn"),
    ("find", "found", "found"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("lend", "lent", "lent"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("oversee", "oversaw", "overseen"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("run", "ran", "run"),
    ("see", "saw", "seen"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("undertake", "undertook", "undertaken"),
    ("underwrite", "underwrote", "underwritten"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// Verbs of several syllables that double their last consonant.
const DOUBLING: &[&str] =
    &["admit", "commit", "equip", "permit", "refer", "submit", "transfer", "transmit"];

/// All forms of a verb. The first word is inflected, what follows stays: `carries out`.
#[must_use]
pub(super) fn forms(lemma: &str) -> Vec<(String, Form)> {
    let (first, rest) = lemma.split_once(' ').map_or((lemma, ""), |(verb, rest)| (verb, rest));
    let (prefix, verb) =
        first.rsplit_once('-').map_or(("", first), |(prefix, verb)| (prefix, verb));
    let dressed = |form: String| {
        let hyphen = if prefix.is_empty() { "" } else { "-" };
        let space = if rest.is_empty() { "" } else { " " };
        format!("{prefix}{hyphen}{form}{space}{rest}")
    };
    let (past, participle) = past(verb);
    let mut out = vec![
        (dressed(verb.to_owned()), Form::Base),
        (dressed(third(verb)), Form::Third),
        (dressed(ing(verb)), Form::Ing),
    ];
    if verb == "be" {
        for form in ["is", "are", "were"] {
            out.push((dressed(form.to_owned()), Form::Third));
        }
    }
    // British English doubles the l that American English does not: `channelled`.
    if let Some(stem) = verb.strip_suffix("el") {
        out.push((dressed(format!("{stem}elled")), Form::Past));
        out.push((dressed(format!("{stem}elling")), Form::Ing));
    }
    if past == participle {
        out.push((dressed(past), Form::Past));
    } else {
        out.push((dressed(past), Form::PastOnly));
        out.push((dressed(participle), Form::Participle));
    }
    out
}

fn past(verb: &str) -> (String, String) {
    if let Some((_, past, participle)) = IRREGULAR.iter().find(|(lemma, ..)| *lemma == verb) {
        return ((*past).to_owned(), (*participle).to_owned());
    }
    let form = if verb.ends_with('e') {
        format!("{verb}d")
    } else if let Some(stem) = consonant_y(verb) {
        format!("{stem}ied")
    } else {
        format!("{}ed", doubled(verb))
    };
    (form.clone(), form)
}

fn third(verb: &str) -> String {
    if let Some(stem) = consonant_y(verb) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    if hisses { format!("{verb}es") } else { format!("{verb}s") }
}

fn ing(verb: &str) -> String {
    match verb.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{}ing", doubled(verb)),
    }
}

fn consonant_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// `plan` is `plann-` before an ending: a short verb of consonant, vowel, consonant.
fn doubled(verb: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let letters: Vec<char> = verb.chars().collect();
    let short = match letters.as_slice() {
        [.., before, middle, last] => {
            !vowel(*before)
                && vowel(*middle)
                && !vowel(*last)
                && !matches!(last, 'w' | 'x' | 'y')
                && letters.iter().filter(|c| vowel(**c)).count() == 1
        }
        _ => false,
    };
    match letters.last() {
        Some(last) if short || DOUBLING.contains(&verb) => format!("{verb}{last}"),
        _ => verb.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn inflects() {
        let table = [
            ("fund", "fund funds funding funded"),
            ("organize", "organize organizes organizing organized"),
            ("co-finance", "co-finance co-finances co-financing co-financed"),
            ("carry out", "carry out carries out carrying out carried out"),
            ("hold", "hold holds holding held"),
            (
                "take part in",
                "take part in takes part in taking part in took part in taken part in",
            ),
            ("equip", "equip equips equipping equipped"),
            ("run", "run runs running ran run"),
            ("train", "train trains training trained"),
            ("plan", "plan plans planning planned"),
            ("deploy", "deploy deploys deploying deployed"),
            ("oversee", "oversee oversees overseeing oversaw overseen"),
            ("launch", "launch launches launching launched"),
        ];
        for (lemma, expected) in table {
            let found: Vec<String> = forms(lemma).into_iter().map(|(form, _)| form).collect();
            assert_eq!(found.join(" "), expected, "{lemma}");
        }
    }
}
