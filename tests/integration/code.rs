//! Rust text as the tests of the layout read it: without comments, strings and tests, and with its imports one by one.
//!
//! In: the text of a file. Out: what stands where. Never: a real parser; what it cannot see is said where it is used.

use std::fs;
use std::ops::Range;
use std::path::Path;

/// Every `.rs` file below `folder`, sorted, with its path.
pub(crate) fn sources(folder: &Path, path: &str) -> Vec<(String, String)> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    let mut all = Vec::new();
    for entry in entries {
        let name = entry.file_name().and_then(|n| n.to_str()).unwrap().to_owned();
        if entry.is_dir() {
            all.extend(sources(&entry, &format!("{path}{name}/")));
        } else if name.ends_with(".rs") {
            all.push((format!("{path}{name}"), fs::read_to_string(&entry).unwrap()));
        }
    }
    all
}

/// The text with comments and the insides of strings and characters blanked, at the same places.
pub(crate) fn code_only(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    for (range, _) in no_code(text) {
        for byte in out[range].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    String::from_utf8(out).unwrap()
}

/// The strings and characters of a text with their places, as they are written.
pub(crate) fn literals(text: &str) -> Vec<(usize, &str)> {
    let all = no_code(text).into_iter().filter(|(_, is_literal)| *is_literal);
    all.map(|(range, _)| (range.start, &text[range])).collect()
}

/// What is no code: comments, and the strings and characters, of which it is said.
fn no_code(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.len() {
        let rest = &text[i..];
        let (len, is_literal) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), false)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |at| at + 2), false)
        } else if let Some(len) = string_len(rest, text[..i].ends_with(is_name_char)) {
            (len, true)
        } else {
            i += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        found.push((i..i + len, is_literal));
        i += len;
    }
    found
}

/// The length of the string or character literal that `rest` starts with, if it does.
fn string_len(rest: &str, inside_word: bool) -> Option<usize> {
    let hashes = rest.strip_prefix('r').filter(|_| !inside_word).and_then(|raw| {
        let n = raw.len() - raw.trim_start_matches('#').len();
        raw[n..].starts_with('"').then_some(n)
    });
    if let Some(n) = hashes {
        let close = format!("\"{}", "#".repeat(n));
        let open = n + 2;
        return Some(rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()));
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut chars = rest.char_indices().skip(1);
    let first = chars.clone().next()?.1;
    // A lifetime: 'a without a closing quote behind its first character.
    if quote == '\'' && first != '\\' && !rest[1 + first.len_utf8()..].starts_with('\'') {
        return None;
    }
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    Some(rest.len())
}

pub(crate) fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// One name that a file takes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use {
    /// Where its `use` stands.
    pub at: usize,
    /// The parts of its path.
    pub path: Vec<String>,
    /// What it is called here.
    pub name: String,
    /// Whether it is handed on with `pub use`.
    pub is_public: bool,
}

/// The names of all `use …;`, those in `{}` groups one by one.
pub(crate) fn uses(code: &str) -> Vec<Use> {
    let mut all = Vec::new();
    for (at, end) in use_statements(code) {
        let before = code[..at].trim_end();
        let is_public = before.ends_with("pub")
            || before.rsplit_once("pub(").is_some_and(|(_, scope)| {
                scope.strip_suffix(')').is_some_and(|scope| !scope.contains([')', ';', '{']))
            });
        let tree = &code[at + "use".len()..end];
        for (path, name) in leaves(tree, &[]) {
            all.push(Use { at, path, name, is_public });
        }
    }
    all
}

/// Start and end of all `use …;`.
fn use_statements(code: &str) -> Vec<(usize, usize)> {
    let words = code.match_indices("use").filter(|(at, word)| {
        !code[..*at].ends_with(|c| is_name_char(c) || c == '.')
            && code[at + word.len()..].starts_with(char::is_whitespace)
    });
    words.map(|(at, _)| (at, code[at..].find(';').map_or(code.len(), |end| at + end))).collect()
}

/// The paths that a tree of imports holds, each with the name that it has here.
fn leaves(tree: &str, above: &[String]) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let own = head.split("::").map(str::trim).filter(|part| !part.is_empty());
        let path: Vec<String> = above.iter().cloned().chain(own.map(str::to_owned)).collect();
        let group = group.rsplit_once('}').map_or(group, |(group, _)| group);
        return split_group(group).into_iter().flat_map(|part| leaves(part, &path)).collect();
    }
    let (path, alias) = match tree.split_once(" as ") {
        Some((path, alias)) => (path, Some(alias.trim())),
        None => (tree, None),
    };
    let own = path.split("::").map(str::trim).filter(|part| !part.is_empty());
    let mut path: Vec<String> = above.iter().cloned().chain(own.map(str::to_owned)).collect();
    // `a::{self}` is `a`.
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let Some(last) = path.last().cloned() else { return Vec::new() };
    vec![(path, alias.map_or(last, str::to_owned))]
}

/// The parts between the commas of a group, groups inside it whole.
fn split_group(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The parts of the path that starts at `at`, and its end.
pub(crate) fn path_at(code: &str, at: usize) -> (Vec<&str>, usize) {
    let mut parts = Vec::new();
    let mut end = at;
    loop {
        let len = code[end..].find(|c| !is_name_char(c)).unwrap_or(code.len() - end);
        if len == 0 {
            return (parts, end);
        }
        parts.push(&code[end..end + len]);
        end += len;
        match code[end..].strip_prefix("::") {
            Some(rest) if rest.starts_with(is_name_char) => end += "::".len(),
            _ => return (parts, end),
        }
    }
}

/// The words between two places, imports left out.
pub(crate) fn words(code: &str, start: usize, end: usize) -> impl Iterator<Item = (usize, &str)> {
    let imports = use_statements(code);
    let mut at = start;
    let word = move || {
        let open = at + code[at..end].find(is_name_char)?;
        let len = code[open..end].find(|c| !is_name_char(c)).unwrap_or(end - open);
        at = open + len;
        Some((open, &code[open..at]))
    };
    std::iter::from_fn(word)
        .filter(move |(at, _)| !imports.iter().any(|(from, to)| (*from..*to).contains(at)))
}

/// Where the bracket that opens at `at` closes.
pub(crate) fn closing(code: &str, at: usize) -> usize {
    let mut depth = 0;
    for (i, c) in code[at..].char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + i;
        }
    }
    code.len()
}

/// The code with its tests blanked, at the same places: each item under `#[cfg(test)]`, whether it has a body or names a file.
pub(crate) fn without_tests(code: &str) -> String {
    let mut left = code.to_owned();
    while let Some(at) = left.find("#[cfg(test)]") {
        let open = left[at..].find(['{', ';']).map_or(left.len(), |i| at + i);
        let close = if left[open..].starts_with('{') { closing(&left, open) } else { open };
        let end = left.len().min(close + 1);
        let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
        let blanks: String = left[at..end].bytes().map(blank).collect();
        left.replace_range(at..end, &blanks);
    }
    left
}

/// Files that hold nothing but tests.
pub(crate) fn is_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "tests.rs" || name.ends_with("_tests.rs") || name == "fixture.rs"
}

mod the_reader_itself {
    use super::{code_only, literals, uses, without_tests};

    #[test]
    fn blanks_comments_and_strings_in_place() {
        let text = "a // b\nc \"d\\\"e\" 'f' '\\'' g<'h> r\"i\" r#\"j\"# /* k\nl */ m";
        let code = code_only(text);
        assert_eq!(code.len(), text.len());
        let words: Vec<_> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "c", "g<'h>", "m"]);
        let found: Vec<_> = literals(text).into_iter().map(|(_, literal)| literal).collect();
        assert_eq!(found, ["\"d\\\"e\"", "'f'", "'\\''", "r\"i\"", "r#\"j\"#"]);
    }

    #[test]
    fn blanks_tests_wherever_they_stand() {
        let code = "mod a;\n#[cfg(test)]\nmod tests;\npub use a::B;\n#[cfg(test)]\nmod more { fn f() {} }\nfn g() {}";
        let left = without_tests(code);
        assert_eq!(left.len(), code.len());
        let words: Vec<_> = left.split_whitespace().collect();
        assert_eq!(words.join(" "), "mod a; pub use a::B; fn g() {}");
    }

    #[test]
    fn takes_imports_apart() {
        let code = "pub use a::B;\nuse crate::{\n    x::{self, y::Z as W},\n    v,\n};\npub(crate) use self::q;\nfn f() { because(); }";
        let found: Vec<_> =
            uses(code).into_iter().map(|u| (u.path.join("::"), u.name, u.is_public)).collect();
        let expected = [
            ("a::B", "B", true),
            ("crate::x", "x", false),
            ("crate::x::y::Z", "W", false),
            ("crate::v", "v", false),
            ("self::q", "q", true),
        ];
        assert_eq!(
            found,
            expected.map(|(path, name, public)| (path.to_owned(), name.to_owned(), public))
        );
    }
}
