//! Numbers as SVG writes them.
//!
//! In: a number. Out: its shortest form. Never: more than two decimals.

/// A coordinate with at most two decimals.
pub(super) fn n(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::n;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(1.0, "1"), (1.005, "1"), (-0.001, "0"), (12.346, "12.35")] {
            assert_eq!(n(value), text);
        }
    }
}
