//! Several values in one cell.
//!
//! In: the text of a cell. Out: its values, and a cell of values. Never: a value cut at a comma, which names have too.

/// Several values in one cell: parted by `|`, and a `|`, `;` or `\` inside one has a `\` before it.
pub(in crate::dictionary) fn join(values: &[String]) -> String {
    let escape =
        |value: &String| value.replace('\\', "\\\\").replace('|', "\\|").replace(';', "\\;");
    values.iter().map(escape).collect::<Vec<_>>().join("|")
}

/// The values of a cell that are parted by one of these characters, without blanks around them and empty ones.
pub(super) fn split(cell: &str, on: &[char]) -> Vec<String> {
    let mut values = Vec::new();
    let mut value = String::new();
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = chars.next_if(|next| c == '\\' && matches!(*next, '|' | ';' | '\\'));
        match escaped {
            Some(escaped) => value.push(escaped),
            None if on.contains(&c) => values.push(std::mem::take(&mut value)),
            None => value.push(c),
        }
    }
    values.push(value);
    values.iter().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_in_and_out() {
        let values = ["A; B", "a|b", r"C\d", r"\|", r"x\\"].map(str::to_owned);
        assert_eq!(split(&join(&values), &['|', ';', '\n']), values);
        assert_eq!(split(" A ;B|\n C\n;; D, E", &['|', ';', '\n']), ["A", "B", "C", "D, E"]);
        assert_eq!(split(r"[0-9]\d;|x", &['|']), [r"[0-9]\d;", "x"]);
    }
}
