//! British spellings as American ones, so that the two are one name.
//!
//! In: a folded English word. Out: the same, or its other spelling. Never: a word that nobody writes: a franchise has no z.
//!
//! The words here are English, and fixed: a folded form must mean the same in every vocabulary.

/// Ends of stems that are written with s alone, whatever the ending behind them: `raise`, `precise`, `franchising`.
const ONLY_S: &[&str] = &[
    "ais",
    "eis",
    "ois",
    "uis",
    "wis",
    "pris",
    "despis", // raise, poise, cruise, wise, comprise
    "dvis",
    "evis",
    "ovis",
    "rvis", // advise, revise, improvise, supervise, but collectiv-ize
    "cris",
    "ecis",
    "mcis",
    "ncis",
    "rcis",
    "xcis", // crises, precise, exercise, but critic-ize
    "premis",
    "promis",
    "surmis",
    "franchis", // premise, compromise, but econom-ize
    "actis",
    "eatis",
    "hastis",
    "pertis",
    "vertis", // practise, treatise, expertise, advertise
    "merchandis",
    "paradis",
];

/// Whole stems that are written with s alone, where others that end so have a z: `arise`, but `summar-ize`.
const ONLY_S_STEMS: &[&str] =
    &["anis", "aris", "demis", "denis", "elis", "iris", "mis", "ris", "sunris", "valis"];

/// Respells the folded word that starts at `start`.
pub(super) fn respell(start: usize, out: &mut String) {
    let word = &out[start..];
    if word.len() < 5 || !word.is_ascii() {
        return;
    }
    let american = match word {
        "programme" => "program",
        "programmes" => "programs",
        "centre" => "center",
        "centres" => "centers",
        "labour" => "labor",
        "defence" => "defense",
        _ => {
            if let Some(at) = british_s(word) {
                out.replace_range(start + at..=start + at, "z");
            }
            return;
        }
    };
    out.truncate(start);
    out.push_str(american);
}

/// Where the `s` of -isation, -ise and the like stands.
fn british_s(word: &str) -> Option<usize> {
    if !word.as_bytes().windows(2).any(|two| two == b"is") {
        return None;
    }
    let s = match word.find("isation") {
        Some(at) => at + 1,
        None => {
            let endings = ["ise", "ised", "ises", "iser", "isers", "ising"];
            let ending = endings.iter().find(|ending| word.ends_with(**ending))?;
            word.len() - ending.len() + 1
        }
    };
    let stem = &word[..=s];
    let only_s = ONLY_S.iter().any(|end| stem.ends_with(end)) || ONLY_S_STEMS.contains(&stem);
    (!only_s).then_some(s)
}

#[cfg(test)]
mod tests {
    use super::respell;

    fn respelled(word: &str) -> String {
        let mut out = format!("enterprise {word}");
        respell("enterprise ".len(), &mut out);
        out.split_off("enterprise ".len())
    }

    #[test]
    fn words_with_two_spellings_become_one() {
        let table = [
            "organise organize",
            "organised organized",
            "organises organizes",
            "organiser organizer",
            "organising organizing",
            "organisations organizations",
            "organisational organizational",
            "summarise summarize",
            "criticise criticize",
            "economise economize",
            "minimise minimize",
            "incentivise incentivize",
            "privatisation privatization",
            "emphasise emphasize",
            "subsidise subsidize",
            "jeopardising jeopardizing",
            "prioritise prioritize",
            "programme program",
            "centres centers",
            "labour labor",
            "defence defense",
        ];
        for pair in table {
            let (british, american) = pair.split_once(' ').unwrap();
            assert_eq!(respelled(british), american);
            assert_eq!(respelled(american), american);
        }
    }

    #[test]
    fn words_with_an_s_keep_it() {
        let table = "rise rises raise raising praise cruise cruiser otherwise likewise enterprise comprises uprising \
            surprise despise advise adviser advisers revised devise televised improvise improvisation supervise exercise \
            exercises precise concise excise circumcise franchise franchises premise premises promise compromised surmise \
            demise practise treatise chastise expertise advertising merchandise paradise arise arising crises poised \
            malaise turquoise liaise fundraiser miser disguise this basis visit";
        for word in table.split_whitespace() {
            assert_eq!(respelled(word), word);
        }
    }
}
