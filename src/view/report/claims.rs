//! The tables of who pays, and of what is said but not as a fact.
//!
//! In: rows of claims. Out: HTML. Never: a sum without the sentence that gives it; an unescaped word.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::view::report::contents::Report;
use crate::view::report::source::source;
use crate::view::table::Table;
use crate::view::xml::escape;

/// So many rows a table has.
pub(super) const ROWS: usize = 100;

/// A row of a table of claims.
struct Row<'a>(&'a Table, usize);

impl<'a> Row<'a> {
    /// What stands in a column; nothing where there is no such column.
    fn get(&self, column: &str) -> &'a str {
        let place = self.0.columns.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.0.rows.get(self.1)?.get(place));
        cell.map(|cell| cell.as_str()).unwrap_or_default()
    }

    fn number(&self, column: &str) -> u64 {
        self.get(column).parse().unwrap_or_default()
    }

    fn is_activity(&self) -> bool {
        self.get("object_id") == "@story"
    }
}

/// What stands in a line of the page: a row, or several that one sentence states of several.
struct Line<'a> {
    who: Vec<&'a str>,
    row: Row<'a>,
}

/// A line a row.
fn lines(rows: Vec<Row<'_>>) -> Vec<Line<'_>> {
    rows.into_iter().map(|row| Line { who: vec![row.get("subject")], row }).collect()
}

/// One line for all whom one sentence says to pay the same for the same, in the order of the first of each.
fn together(rows: Vec<Row<'_>>) -> Vec<Line<'_>> {
    let mut places: BTreeMap<[&str; 5], usize> = BTreeMap::new();
    let mut lines: Vec<Line<'_>> = Vec::new();
    for row in rows {
        let same = ["document_id", "start", "object", "amounts", "status"];
        let place = *places.entry(same.map(|column| row.get(column))).or_insert(lines.len());
        match lines.get_mut(place) {
            Some(line) => line.who.push(row.get("subject")),
            None => lines.push(Line { who: vec![row.get("subject")], row }),
        }
    }
    lines
}

fn rows(table: &Table) -> Vec<Row<'_>> {
    (0..table.rows.len()).map(|i| Row(table, i)).collect()
}

/// Who pays for what, most often stated first; below it the activities, newest first.
pub(super) fn gifts(report: &Report<'_>) -> String {
    let (mut activities, mut gifts): (Vec<_>, Vec<_>) =
        rows(report.gifts).into_iter().partition(Row::is_activity);
    if gifts.is_empty() && activities.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<p class=\"note\">Every row is a statement with the best of its sentences: one with a sum before one without, then the newest. A sum \
         is the donor's own unless it says <i>joint</i> (several donors together) or <i>budget</i> (what the thing costs); pledged, \
         committed or paid where the text says so. Sums must not be added up, for texts tell of one sum many times: \
         <code>consort claims --totals</code> gives ranges.</p>\n",
    );
    // Both sorts are stable: equals stay in the order of names.
    gifts.sort_by_key(|row| Reverse((row.number("documents"), row.number("distinct"))));
    html += &table("Who pays for what", ["donor", "pays for"], &lines(gifts));
    activities.sort_by_key(|row| Reverse(row.get("last")));
    if !activities.is_empty() {
        let n = match activities.len() {
            1 => "1 statement".to_owned(),
            n => format!("{n} statements"),
        };
        let heads = ["donors", "for the activity reported in"];
        let table = table("Who pays for activities", heads, &together(activities));
        let _ = write!(
            html,
            "<h3>Activities that the stories report</h3>\n<p class=\"note\">Who pays for what a story tells of, newest first: {n}, \
             donors of one sentence together.</p>\n{table}"
        );
    }
    html
}

/// What is planned, possible or denied, newest first.
pub(super) fn unsure(report: &Report<'_>) -> String {
    let mut claims: Vec<Row<'_>> = rows(report.unsure)
        .into_iter()
        .filter(|row| !row.is_activity() && row.get("status") != "asserted")
        .collect();
    claims.sort_by_key(|row| Reverse(row.get("last")));
    if claims.is_empty() {
        return String::new();
    }
    let table = table("Said, but not as a fact", ["who", "whom"], &lines(claims));
    format!(
        "<p class=\"note\">Plans, possibilities and denials: no edges of the graph until a reviewer says so.</p>\n{table}"
    )
}

/// Claims with a sentence each. Sums have a column where any is given.
fn table(caption: &str, heads: [&str; 2], lines: &[Line<'_>]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let has_sums = lines.iter().any(|line| !line.row.get("amounts").is_empty());
    let [subject, object] = heads;
    let sums = if has_sums { "<th class=\"n\">sums</th>" } else { "" };
    let mut html = format!(
        "<div class=\"table\"><table class=\"sorts quoted\"><caption>{caption}</caption><thead><tr><th>{subject}</th><th>{object}</th>{sums}\
         <th>dates</th><th class=\"n\">stories</th><th>a sentence that says so</th></tr></thead><tbody>\n",
    );
    for line in lines.iter().take(ROWS) {
        html += &line_html(line, object, has_sums);
    }
    html.push_str("</tbody></table></div>\n");
    if lines.len() > ROWS {
        let _ = writeln!(
            html,
            "<p class=\"note\">{ROWS} of {}; all: <code>consort claims -o claims.xlsx</code></p>",
            lines.len()
        );
    }
    html
}

fn line_html(Line { who, row }: &Line<'_>, object: &str, has_sums: bool) -> String {
    let mut html = format!(
        "<tr><td>{}</td><td data-name=\"{object}\">{}</td>",
        escape(&who.join(", ")),
        escape(row.get("object"))
    );
    if has_sums {
        let _ = write!(
            html,
            "<td class=\"n\" data-name=\"sums\" data-sort=\"{}\">{}</td>",
            escape(&sum_key(row)),
            escape(&grouped(row.get("amounts"))).replace("; ", "<br>")
        );
    }
    let _ = writeln!(
        html,
        "<td class=\"d\" data-name=\"dates\" data-sort=\"{}\">{}</td><td class=\"n\" data-name=\"stories\">{}</td>\
         <td>{}{}{}</td></tr>",
        escape(row.get("first")),
        period(row.get("first"), row.get("last")),
        row.number("documents"),
        escape(row.get("sentence")),
        mark(row),
        source(row.get("date"), row.get("title"), row.get("source"), row.get("url"))
    );
    html
}

/// How firmly it is said, unless as a fact.
fn mark(row: &Row<'_>) -> String {
    match row.get("status") {
        "asserted" => String::new(),
        status => format!(
            " <span class=\"status\">{}: {}</span>",
            escape(status),
            escape(row.get("predicate"))
        ),
    }
}

/// From the first date to the last.
fn period(first: &str, last: &str) -> String {
    match (first, last) {
        ("", "") => "undated".to_owned(),
        (first, last) if first == last || last.is_empty() => escape(first),
        (first, last) => {
            format!("<span>{}</span> – <span>{}</span>", escape(first), escape(last))
        }
    }
}

/// By what sums are sorted: the currency, for sums of two cannot be compared, then the value.
fn sum_key(row: &Row<'_>) -> String {
    match row.get("amount") {
        "" => String::new(),
        amount => {
            let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
            format!("{} {whole:0>24}.{part}", row.get("currency"))
        }
    }
}

/// Long numbers in groups of three digits.
fn grouped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        out += &rest[..start];
        let digits =
            rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        let number = &rest[start..start + digits];
        // Decimals stay as they are.
        let is_whole = !out.ends_with('.');
        for (i, digit) in number.char_indices() {
            if is_whole && digits > 4 && i > 0 && (digits - i) % 3 == 0 {
                out.push('\u{202f}');
            }
            out.push(digit);
        }
        rest = &rest[start + digits..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::table::Cell;

    #[test]
    fn long_numbers_are_grouped() {
        for (text, expected) in [
            ("EUR 5300000", "EUR 5\u{202f}300\u{202f}000"),
            (
                "EUR 2000000 to 3000000, joint",
                "EUR 2\u{202f}000\u{202f}000 to 3\u{202f}000\u{202f}000, joint",
            ),
            ("EUR 9999; USD 12345.678901", "EUR 9999; USD 12\u{202f}345.678901"),
            ("", ""),
        ] {
            assert_eq!(grouped(text), expected);
        }
    }

    #[test]
    fn sums_sort_by_currency_then_value() {
        let mut table = Table::new(["amount", "currency"]);
        for (amount, currency) in [("1000000", "EUR"), ("999", "EUR"), ("0.5", "EUR"), ("7", "USD")]
        {
            table.push(vec![Cell::Number(amount.into()), Cell::text(currency)]);
        }
        let keys: Vec<String> = rows(&table).iter().map(sum_key).collect();
        let mut sorted = keys.clone();
        sorted.sort();
        assert_eq!(sorted, [&keys[2], &keys[1], &keys[0], &keys[3]].map(String::clone));
    }

    #[test]
    fn donors_of_one_sentence_stand_together_unless_their_sums_differ() {
        let mut table =
            Table::new(["subject", "object", "document_id", "start", "amounts", "status"]);
        for (subject, start, amounts) in [
            ("Norway", "7", ""),
            ("Sweden", "7", ""),
            ("France", "7", "EUR 1"),
            ("Norway", "90", ""),
        ] {
            let cells = [subject, "A fair", "fair", start, amounts, "asserted"];
            table.push(cells.map(Cell::text).to_vec());
        }
        let who: Vec<String> =
            together(rows(&table)).into_iter().map(|line| line.who.join(", ")).collect();
        assert_eq!(who, ["Norway, Sweden", "France", "Norway"]);
    }

    #[test]
    fn a_period_is_a_day_where_both_ends_are_one() {
        for (first, last, expected) in [
            ("2020", "2020", "2020"),
            ("2020-01", "2020-03-04", "<span>2020-01</span> – <span>2020-03-04</span>"),
            ("", "", "undated"),
        ] {
            assert_eq!(period(first, last), expected);
        }
    }
}
