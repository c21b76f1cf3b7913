//! Colours.
//!
//! In: a number or a share. Out: a colour as SVG writes it. Never: two neighbours that a colour-blind reader confuses:
//! the categories are Tol's muted scheme (Paul Tol, *Colour schemes*, SRON/EPS/TN/09-002, 2021).

/// Words.
pub(super) const INK: &str = "#1f2933";
/// Lesser words.
pub(super) const GREY: &str = "#616e7c";
/// Rules, and what is empty.
pub(super) const PALE: &str = "#e4e7eb";
/// The paper.
pub(super) const PAPER: &str = "#ffffff";

/// What has no category of its own.
pub(super) const OTHER: &str = "#9aa5b1";

const CATEGORIES: [&str; 9] = [
    "#332288", "#cc6677", "#117733", "#ddaa33", "#44aa99", "#882255", "#66a3d2", "#999933",
    "#aa4499",
];

/// The colour of a category; all beyond the ninth share a grey.
pub(super) fn category(index: usize) -> &'static str {
    CATEGORIES.get(index).copied().unwrap_or(OTHER)
}

/// From almost white (0) to deep blue (1).
pub(super) fn shade(share: f64) -> String {
    let share = share.clamp(0.0, 1.0);
    let stops: [[f64; 3]; 4] =
        [[237.0, 244.0, 250.0], [158.0, 202.0, 225.0], [49.0, 130.0, 189.0], [8.0, 48.0, 107.0]];
    let place = share * 3.0;
    let low = (place.floor() as usize).min(2);
    let part = place - low as f64;
    let mix = |i: usize| (stops[low][i] + (stops[low + 1][i] - stops[low][i]) * part).round() as u8;
    format!("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2))
}

/// Words on a [`shade`].
pub(super) fn on_shade(share: f64) -> &'static str {
    if share > 0.5 { PAPER } else { INK }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_run_from_light_to_dark() {
        assert_eq!(shade(0.0), "#edf4fa");
        assert_eq!(shade(1.0), "#08306b");
        assert_eq!(shade(7.0), shade(1.0));
        assert_eq!(category(0), "#332288");
        assert_eq!(category(40), "#9aa5b1");
    }
}
