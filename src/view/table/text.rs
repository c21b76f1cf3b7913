//! A table as aligned columns for reading.
//!
//! In: a [`Table`], and how wide it may be. Out: lines. Never: a word cut so short that it tells nothing; a column left out
//! in silence.
//!
//! No table crate, for none leaves columns out: on 80 columns comfy-table 8 and tabled 0.22 keep all five of
//! `network links` and 17 letters of a name, where three columns and 35 letters are read.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::view::table::{Cell, Table};

/// How wide a text table may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextLayout {
    /// Columns of the screen; no bound when absent.
    pub max_width: Option<usize>,
    /// What happens to words that do not fit.
    pub overflow: Overflow,
}

/// What happens to words that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overflow {
    /// Cut, with an ellipsis.
    #[default]
    Ellipsis,
    /// Go on in the next line of the same cell.
    Wrap,
}

/// Between two columns.
const GAP: usize = 2;
/// A column of words is never made narrower than this.
const NARROWEST: usize = 6;
/// Words cut shorter than this tell a reader too little.
const READABLE: usize = 20;

impl Table {
    /// Aligned columns: words left, numbers right, a rule under the header, no blanks at line ends. Where they do not fit,
    /// a column of ids that stands beside its names (`donorId` beside `donor`) is left out, then words are cut; and where
    /// too little would be left of them, the last columns are left out, and a line says which.
    ///
    /// # Errors
    /// When the writer fails.
    ///
    /// ```
    /// use consort::view::table::{Cell, Overflow, Table, TextLayout};
    /// let mut table = Table::new(["name", "documents"]);
    /// table.push(vec![Cell::text("Gradiška border police"), Cell::integer(7)]);
    /// let layout = TextLayout { max_width: Some(21), overflow: Overflow::Wrap };
    /// let mut text = Vec::new();
    /// table.write_text(layout, &mut text)?;
    /// let lines: Vec<&str> = std::str::from_utf8(&text)?.lines().collect();
    /// assert_eq!(lines[2..], ["Gradiška            7", "border", "police"]);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_text(&self, layout: TextLayout, out: &mut dyn Write) -> io::Result<()> {
        match layout.max_width {
            Some(max_width) if self.width() > max_width => {
                let (table, left_out) = self.without_named_ids().narrowed(max_width);
                table.write_aligned(layout, out)?;
                if !left_out.is_empty() {
                    let names = left_out.join(", ");
                    writeln!(out, "no room for {names}: widen the window, or take --format csv")?;
                }
                Ok(())
            }
            _ => self.write_aligned(layout, out),
        }
    }

    fn write_aligned(&self, layout: TextLayout, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|c| printable(c.as_str())).collect())
            .collect();
        let numeric: Vec<bool> = (0..self.columns.len()).map(|i| self.is_numeric(i)).collect();
        let widths = fit(self.natural_widths(&rows), &numeric, layout.max_width);
        let line = |cells: &[String]| text_lines(cells, &widths, &numeric, layout.overflow);
        out.write_all(line(&self.columns).as_bytes())?;
        let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        out.write_all(line(&rule).as_bytes())?;
        for row in &rows {
            out.write_all(line(row).as_bytes())?;
        }
        Ok(())
    }

    /// Columns of the screen that all cells need.
    fn width(&self) -> usize {
        let widths = self.needs();
        GAP * widths.len().saturating_sub(1) + widths.iter().sum::<usize>()
    }

    /// What the cells of each column need.
    fn needs(&self) -> Vec<usize> {
        let shown = |cell: &Cell| printable(cell.as_str()).width();
        (0..self.columns.len())
            .map(|i| {
                let cells = self.rows.iter().filter_map(|row| row.get(i)).map(shown);
                cells.chain([self.columns[i].width()]).max().unwrap_or_default()
            })
            .collect()
    }

    /// The same without ids whose names stand beside them.
    fn without_named_ids(&self) -> Table {
        let named = |column: &String| {
            let name = column.strip_suffix("Id").or_else(|| column.strip_suffix("_id"));
            name.is_some_and(|name| self.columns.iter().any(|c| c == name))
        };
        let kept: Vec<usize> =
            (0..self.columns.len()).filter(|i| !named(&self.columns[*i])).collect();
        let mut table = Table::new(kept.iter().map(|i| self.columns[*i].as_str()));
        for row in &self.rows {
            table.push(kept.iter().map(|i| row.get(*i).cloned().unwrap_or(Cell::Empty)).collect());
        }
        table
    }

    /// The same with as many of its first columns as leave words readable, at least three; and the names of the others.
    fn narrowed(mut self, max_width: usize) -> (Table, Vec<String>) {
        let needs: Vec<usize> = self
            .needs()
            .into_iter()
            .enumerate()
            .map(|(i, width)| if self.is_numeric(i) { width } else { width.min(READABLE) })
            .collect();
        let total = |n: usize| GAP * n.saturating_sub(1) + needs[..n].iter().sum::<usize>();
        let kept = (3..=needs.len()).rev().find(|&n| total(n) <= max_width).unwrap_or(3);
        let left_out = self.columns.split_off(kept.min(needs.len()));
        self.rows.iter_mut().for_each(|row| row.truncate(kept));
        (self, left_out)
    }

    fn is_numeric(&self, column: usize) -> bool {
        let mut cells =
            self.rows.iter().filter_map(|row| row.get(column)).filter(|c| **c != Cell::Empty);
        cells.clone().next().is_some() && cells.all(|c| matches!(c, Cell::Number(_)))
    }

    fn natural_widths(&self, rows: &[Vec<String>]) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|c| c.width()).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        widths
    }
}

/// One line, and no control character that a terminal would obey.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect()
}

/// Narrows the widest columns of words, all to one width, until the table fits.
fn fit(mut widths: Vec<usize>, numeric: &[bool], max_width: Option<usize>) -> Vec<usize> {
    let Some(max_width) = max_width else { return widths };
    let gaps = GAP * widths.len().saturating_sub(1);
    let total = |cap: usize| {
        let columns = widths.iter().zip(numeric);
        gaps + columns.map(|(w, fixed)| if *fixed { *w } else { *w.min(&cap) }).sum::<usize>()
    };
    let widest = widths.iter().copied().max().unwrap_or_default();
    let cap = (NARROWEST..=widest).rev().find(|cap| total(*cap) <= max_width).unwrap_or(NARROWEST);
    // What the common width leaves over goes to the first columns that can use it.
    let mut spare = max_width.saturating_sub(total(cap));
    for (width, fixed) in widths.iter_mut().zip(numeric) {
        if !fixed && *width > cap {
            let extra = spare.min(*width - cap);
            *width = cap + extra;
            spare -= extra;
        }
    }
    widths
}

fn text_lines(cells: &[String], widths: &[usize], numeric: &[bool], overflow: Overflow) -> String {
    let parts: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| match overflow {
            Overflow::Ellipsis => vec![ellipsis(cell, *width)],
            Overflow::Wrap => wrap(cell, *width),
        })
        .collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or(1);
    let mut text = String::new();
    for i in 0..height {
        let mut line = String::new();
        for (column, part) in parts.iter().enumerate() {
            let cell = part.get(i).map_or("", String::as_str);
            let blanks = " ".repeat(widths[column].saturating_sub(cell.width()));
            let gap = if column == 0 { "" } else { "  " };
            // Writing into a String cannot fail.
            let _ = match numeric[column] {
                true => write!(line, "{gap}{blanks}{cell}"),
                false => write!(line, "{gap}{cell}{blanks}"),
            };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Cuts a text to a width on the screen, the last column taken by an ellipsis.
///
/// ```
/// use consort::view::table::ellipsis;
/// assert_eq!(ellipsis("Gradiška police", 10), "Gradiška…");
/// assert_eq!(ellipsis("OSCE", 10), "OSCE");
/// ```
#[must_use]
pub fn ellipsis(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (head, _) = split_at_width(text, width.saturating_sub(1));
    format!("{}…", head.trim_end())
}

/// Breaks a text into lines of at most `width` columns, at blanks where there are any.
///
/// ```
/// use consort::view::table::wrap;
/// assert_eq!(wrap("Gradiška border police", 15), ["Gradiška border", "police"]);
/// ```
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![];
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut word = word;
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        while line.is_empty() && word.width() > width {
            let (head, tail) = split_at_width(word, width);
            lines.push(head.to_owned());
            word = tail;
        }
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The longest head of at most `width` columns (at least one character), and the rest.
fn split_at_width(text: &str, width: usize) -> (&str, &str) {
    let mut used = 0;
    for (i, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width && i > 0 {
            return text.split_at(i);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::table::sample;

    fn text(table: &Table, max_width: Option<usize>, overflow: Overflow) -> String {
        let mut out = Vec::new();
        table.write_text(TextLayout { max_width, overflow }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_stand_right_and_wide_letters_take_two_columns() {
        assert_eq!(
            text(&sample(), None, Overflow::Ellipsis),
            "name             documents  note\n\
             ───────────────  ─────────  ──────\n\
             Gradiška police          7  a, \"b\"\n\
             日本                   120\n"
        );
    }

    #[test]
    fn the_caller_decides_between_cutting_and_wrapping() {
        assert_eq!(
            text(&sample(), Some(28), Overflow::Ellipsis),
            "name       documents  note\n\
             ─────────  ─────────  ──────\n\
             Gradiška…          7  a, \"b\"\n\
             日本             120\n"
        );
        assert_eq!(
            text(&sample(), Some(28), Overflow::Wrap),
            "name       documents  note\n\
             ─────────  ─────────  ──────\n\
             Gradiška           7  a, \"b\"\n\
             police\n\
             日本             120\n"
        );
    }

    #[test]
    fn where_room_is_short_names_go_before_their_ids() {
        let mut table = Table::new(["donor", "documents", "donorId", "fundId"]);
        table.push(vec![
            Cell::text("Germany"),
            Cell::integer(4),
            Cell::text("id:deu"),
            Cell::text("id:x"),
        ]);
        assert!(text(&table, Some(80), Overflow::Ellipsis).contains("id:deu"));
        let narrow = text(&table, Some(26), Overflow::Ellipsis);
        assert_eq!(
            narrow,
            "donor    documents  fundId\n───────  ─────────  ──────\nGermany          4  id:x\n"
        );
    }

    #[test]
    fn the_last_columns_go_before_names_become_unreadable() {
        let mut table = Table::new(["first", "second", "together", "npmi"]);
        let name = "Organization for Security and Co-operation in Europe";
        let number = || Cell::integer(25);
        table.push(vec![Cell::text(name), Cell::text(name), number(), number()]);
        assert_eq!(
            text(&table, Some(54), Overflow::Ellipsis),
            "first                  second                 together\n\
             ─────────────────────  ─────────────────────  ────────\n\
             Organization for Sec…  Organization for Sec…        25\n\
             no room for npmi: widen the window, or take --format csv\n"
        );
        assert!(!text(&table, Some(60), Overflow::Ellipsis).contains("no room"));
    }

    #[test]
    fn wrapping_never_loses_a_letter() {
        for width in 1..12 {
            for text in ["", "a", "unodc-wco container control programme", "日本 語"] {
                let joined: String = wrap(text, width).concat();
                let letters =
                    |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                assert_eq!(letters(&joined), letters(text), "{text:?} at {width}");
            }
        }
    }
}
