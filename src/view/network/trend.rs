//! Counts by month, as a table and as a line of blocks.
//!
//! In: a trend. Out: rows, or one line. Never: a month left out.

use crate::network::{Month, Trend};
use crate::view::table::{Cell, Table};

/// One block a month, as high as its count: `▁▃█`. Months with nothing are blank.
#[must_use]
pub fn sparkline(trend: &Trend) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = most(trend);
    let block = |month: &Month| match month.count {
        0 => ' ',
        n => BLOCKS[((n * 8).div_ceil(most) - 1) as usize],
    };
    trend.months.iter().map(block).collect()
}

/// One row a month: the count under the name of what was counted, the documents it is from, all stories of the month,
/// a bar.
#[must_use]
pub fn trend_table(trend: &Trend, counted: &str) -> Table {
    let most = most(trend);
    let mut table = Table::new(["month", counted, "documents", "stories", "bar"]);
    for month in &trend.months {
        table.push(vec![
            Cell::text(month.date.to_string()),
            Cell::integer(month.count),
            Cell::integer(month.documents),
            Cell::integer(month.stories),
            Cell::text("█".repeat((month.count * 24).div_ceil(most) as usize)),
        ]);
    }
    table
}

/// The greatest count of a month, at least 1.
fn most(trend: &Trend) -> u64 {
    trend.months.iter().map(|month| month.count).max().unwrap_or_default().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::PartialDate;

    #[test]
    fn the_greatest_month_is_the_longest_bar_and_an_empty_one_has_none() {
        let month = |number, count| {
            let date = PartialDate::month(2020, number).unwrap();
            Month { date, stories: 9, documents: 1, count }
        };
        let trend = Trend { months: vec![month(11, 2), month(12, 0), month(1, 8)], undated: 0 };
        assert_eq!(sparkline(&trend), "▂ █");
        let mut csv = Vec::new();
        trend_table(&trend, "sentences").write_csv(&mut csv).unwrap();
        let bars = ["██████", "", &"█".repeat(24)];
        let expected = format!(
            "month,sentences,documents,stories,bar\n2020-11,2,1,9,{}\n2020-12,0,1,9,{}\n2020-01,8,1,9,{}\n",
            bars[0], bars[1], bars[2]
        );
        assert_eq!(String::from_utf8(csv).unwrap(), expected);
        assert_eq!(sparkline(&Trend::default()), "");
    }
}
