//! Colours.
//!
//! In: a number or a share. Out: a colour as SVG writes it. Never: two that stand for two things and that a colour-blind reader
//! confuses: a test simulates how they are seen.

/// Words.
pub(super) const INK: &str = "#1f2933";
/// Lesser words.
pub(super) const GREY: &str = "#616e7c";
/// Rules, and what is empty.
pub(super) const PALE: &str = "#e4e7eb";
/// The paper.
pub(super) const PAPER: &str = "#ffffff";

/// What has no category of its own.
pub(super) const OTHER: &str = "#939aa0";

/// How many categories have a colour of their own.
pub(super) const CATEGORIES: usize = COLOURS.len();

/// Found by a search for the largest difference between any two, and between each and the grey of the others, in the eyes of every
/// kind of reader that the test below simulates, no lighter than twice the contrast with paper.
const COLOURS: [&str; 9] = [
    "#4b247b", "#f39d8b", "#00825e", "#a18c17", "#8ebbea", "#622638", "#946fd0", "#4b5b00",
    "#8d567e",
];

/// The colour of a category; all beyond the ninth share a grey.
pub(super) fn category(index: usize) -> &'static str {
    COLOURS.get(index).copied().unwrap_or(OTHER)
}

/// Words on a colour: those of ink and paper that stand out more.
pub(super) fn on(colour: &str) -> &'static str {
    let contrast = |words: &str| {
        let (a, b) = (luminance(colour), luminance(words));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    };
    // Paper where both can be read: letters in a mark look alike then.
    if contrast(PAPER) >= 4.5 || contrast(PAPER) > contrast(INK) { PAPER } else { INK }
}

/// Relative luminance of a colour such as `#939aa0` (WCAG 2).
fn luminance(colour: &str) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Red, green and blue of sRGB as shares of light.
fn linear(colour: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let value = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let share = f64::from(value.unwrap_or_default()) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
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
        assert_eq!(category(40), OTHER);
    }

    #[test]
    fn words_stand_out_on_every_colour() {
        let contrast = |a: &str, b: &str| {
            let (a, b) = (luminance(a), luminance(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for colour in COLOURS.into_iter().chain([OTHER]) {
            assert!(contrast(colour, on(colour)) > 3.5, "words on {colour}");
            assert!(contrast(colour, PAPER) > 2.0, "{colour} on paper");
        }
        assert_eq!((on("#000000"), on("#ffffff")), (PAPER, INK));
    }

    /// How readers without one kind of cones see a colour: matrices for linear RGB at full severity from Machado, Oliveira and
    /// Fernandes (2009), *A physiologically-based model for simulation of color vision deficiency*, IEEE TVCG 15(6), table 1.
    const READERS: [(&str, [[f64; 3]; 3]); 4] = [
        ("everybody else", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// CIE L*a*b* under D65 of light of these shares.
    fn lab(light: [f64; 3]) -> [f64; 3] {
        let [r, g, b] = light.map(|share| share.clamp(0.0, 1.0));
        let curve = |t: f64| {
            if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 }
        };
        let x = curve((0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47);
        let y = curve(0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b);
        let z = curve((0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// The difference of two colours by CIEDE2000 (Sharma, Wu and Dalal 2005); about 2 is the least that is seen side by side.
    fn difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
        let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25.0_f64.powi(7))).sqrt();
        let stretch = 1.0 + 0.5 * (1.0 - seventh(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
        let (a1, a2) = (a1 * stretch, a2 * stretch);
        let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
        let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
        let (h1, h2) = (hue(a1, b1), hue(a2, b2));
        let grey = c1 * c2 == 0.0;
        let turn = if grey { 0.0 } else { (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0 };
        let (dl, dc) = (l2 - l1, c2 - c1);
        let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
        let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
        let h = if grey { h1 + h2 } else { (h1 + turn / 2.0).rem_euclid(360.0) };
        let wave = |factor: f64, shift: f64| (factor * h + shift).to_radians().cos();
        let t = 1.0 - 0.17 * wave(1.0, -30.0) + 0.24 * wave(2.0, 0.0) + 0.32 * wave(3.0, 6.0)
            - 0.20 * wave(4.0, -63.0);
        let off = (l - 50.0).powi(2);
        let sl = 1.0 + 0.015 * off / (20.0 + off).sqrt();
        let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
        let rotation =
            -2.0 * seventh(c) * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
        let (l, c, h) = (dl / sl, dc / sc, dh / sh);
        (l * l + c * c + h * h + rotation * c * h).sqrt()
    }

    #[test]
    fn the_difference_is_that_of_the_published_examples() {
        for (one, other, expected) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
            ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0009], 7.1792),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
            ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
        ] {
            let found = difference(one, other);
            assert!((found - expected).abs() < 5e-4, "{one:?} {other:?}: {found}");
        }
    }

    /// Colours that stand for different things in one picture differ for every reader.
    #[test]
    fn no_two_colours_look_alike_to_a_colour_blind_reader() {
        const LEAST: f64 = 16.0;
        let seen = |colour: &str, matrix: &[[f64; 3]; 3]| {
            let light = linear(colour);
            lab(matrix.map(|row| row.iter().zip(light).map(|(m, share)| m * share).sum()))
        };
        let together: Vec<&str> = COLOURS.into_iter().chain([OTHER, PAPER]).collect();
        for (reader, matrix) in &READERS {
            for (i, one) in together.iter().enumerate() {
                for other in &together[..i] {
                    let found = difference(seen(one, matrix), seen(other, matrix));
                    assert!(found >= LEAST, "{reader}: {one} and {other} differ by {found:.1}");
                }
            }
        }
        // What the measure is worth: red and green of one lightness are told apart by most readers alone.
        let (red, green) = ("#c05040", "#6f7a10");
        let by =
            |place: usize| difference(seen(red, &READERS[place].1), seen(green, &READERS[place].1));
        assert!(by(0) > 30.0 && by(2) < LEAST, "{} {}", by(0), by(2));
    }
}
