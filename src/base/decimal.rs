//! Numbers as decimal text.
//!
//! In: a float. Out: plain digits. Never: an exponent, or a minus before zero.

/// At least four decimal places, and at least so many significant digits: shares of a large whole are too small for four
/// places.
#[must_use]
pub fn significant(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0.0000".to_owned(); // also for -0, the sum of nothing
    }
    if !value.is_finite() {
        return value.to_string();
    }
    let magnitude = value.abs().log10().floor() as i64;
    let places = (digits as i64 - 1 - magnitude).clamp(4, 300) as usize;
    format!("{value:.places$}")
}

#[cfg(test)]
mod tests {
    use super::significant;

    #[test]
    fn small_numbers_keep_their_digits() {
        for (value, digits, expected) in [
            (0.0, 4, "0.0000"),
            (-0.0, 4, "0.0000"),
            (1.0 / 3.0, 4, "0.3333"),
            (0.000_012_345_6, 4, "0.00001235"),
            (123.456_789, 4, "123.4568"),
            (1.0 / 3.0, 12, "0.333333333333"),
            (-12.5, 12, "-12.5000000000"),
        ] {
            assert_eq!(significant(value, digits), expected);
        }
    }
}
