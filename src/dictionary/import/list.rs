//! Plain lists: one name a line.
//!
//! In: the text of a list. Out: what each line gives. Never: a line read as anything but a name; empty lines and those that
//! begin with `#` are none.

use crate::base::Class;
use crate::dictionary::draft::Drafts;
use crate::dictionary::entry::Entry;
use crate::dictionary::import::given::Given;

/// What the lines of a text give.
pub(super) fn lines(text: &str, class: Option<Class>, out: &mut Drafts) -> Vec<Given> {
    names((1..).zip(text.lines()), class, out)
}

/// What numbered lines give.
pub(super) fn names<'t>(
    lines: impl Iterator<Item = (u64, &'t str)>,
    class: Option<Class>,
    out: &mut Drafts,
) -> Vec<Given> {
    let mut given = Vec::new();
    for (line, text) in lines {
        let name = without_bullet(text.trim());
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        let what = format!("{name:?} (line {line})");
        let Some(class) = class else {
            out.leave_out(what, "it has no class; give --class");
            continue;
        };
        let entry = Entry { name: unquoted(name).to_owned(), ..Entry::default() };
        given.push(Given { class, entry, what, ..Given::default() });
    }
    given
}

/// A line without what marks it as one of a list: `- `, `• `, `12. `.
fn without_bullet(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = match digits {
        0 => line.strip_prefix(['-', '*', '•', '–', '·']),
        _ => line[digits..].strip_prefix(['.', ')']),
    };
    behind.and_then(|rest| rest.strip_prefix([' ', '\t'])).map_or(line, str::trim_start)
}

fn unquoted(name: &str) -> &str {
    name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_names() {
        let text =
            "# bodies\n- Alpha Body\n\n 12. Beta, Inc.\n\"Gamma Body\"\n10:10 Foundation\n4C\n-\n";
        let given = lines(text, Some(Class::Organisation), &mut Drafts::default());
        let names: Vec<&str> = given.iter().map(|given| given.entry.name.as_str()).collect();
        assert_eq!(
            names,
            ["Alpha Body", "Beta, Inc.", "Gamma Body", "10:10 Foundation", "4C", "-"]
        );
        assert_eq!(given[1].what, "\"Beta, Inc.\" (line 4)");
        let mut out = Drafts::default();
        assert!(lines("Alpha Body\n", None, &mut out).is_empty() && out.left_out.len() == 1);
    }
}
