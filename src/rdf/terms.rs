//! Values as RDF literals.
//!
//! In: numbers, dates, texts. Out: literals in one fixed form. Never: a float in whatever digits it has.

use oxrdf::Literal;

use crate::base::{PartialDate, significant};
use crate::rdf::vocabulary::xsd;

/// A plain string.
#[must_use]
pub fn text(value: impl Into<String>) -> Literal {
    Literal::new_simple_literal(value)
}

/// An `xsd:integer`.
#[must_use]
pub fn integer(value: usize) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::INTEGER)
}

/// An `xsd:boolean`.
#[must_use]
pub fn boolean(value: bool) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::BOOLEAN)
}

/// An `xsd:decimal` with four places, or `None` for what is no number.
///
/// ```
/// use consort::rdf::terms::decimal;
/// assert_eq!(decimal(0.5).map(|literal| literal.value().to_owned()).as_deref(), Some("0.5000"));
/// assert_eq!(decimal(f64::NAN), None);
/// ```
#[must_use]
pub fn decimal(value: f64) -> Option<Literal> {
    let printed = value.is_finite().then(|| format!("{value:.4}"))?;
    let printed = if printed == "-0.0000" { "0.0000".to_owned() } else { printed };
    Some(Literal::new_typed_literal(printed, xsd::DECIMAL))
}

/// An `xsd:decimal` with four significant digits and at least four places: shares of a large network are small.
#[must_use]
pub fn share(value: f64) -> Option<Literal> {
    let printed = value.is_finite().then(|| significant(value, 4))?;
    Some(Literal::new_typed_literal(printed, xsd::DECIMAL))
}

/// An `xsd:double` with three significant digits: four places would print most p-values as zero.
#[must_use]
pub fn probability(value: f64) -> Option<Literal> {
    let printed = value.is_finite().then(|| format!("{value:.2E}"))?;
    Some(Literal::new_typed_literal(printed, xsd::DOUBLE))
}

/// An `xsd:decimal` with four places from a plain decimal number such as `5300000` or `0.25`.
///
/// The digits are never read as a float, so sums of any size stay exact; places beyond the fourth are
/// cut off. `None` for anything but digits with at most one dot.
///
/// ```
/// use consort::rdf::terms::decimal_from_text;
/// let literal = decimal_from_text("5300000").expect("it is a number");
/// assert_eq!(literal.value(), "5300000.0000");
/// assert_eq!(decimal_from_text("5.3 million"), None);
/// ```
#[must_use]
pub fn decimal_from_text(value: &str) -> Option<Literal> {
    let (whole, places) = value.split_once('.').unwrap_or((value, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(places) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    let places: String = places.chars().chain("0000".chars()).take(4).collect();
    Some(Literal::new_typed_literal(format!("{whole}.{places}"), xsd::DECIMAL))
}

/// An `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, as precise as the date is.
///
/// ```
/// use consort::rdf::terms::date;
/// let literal = date("2020-10".parse()?);
/// assert_eq!(literal.to_string(), "\"2020-10\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>");
/// # Ok::<_, String>(())
/// ```
#[must_use]
pub fn date(value: PartialDate) -> Literal {
    let datatype = match (value.month, value.day) {
        (Some(_), Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::G_YEAR_MONTH,
        (None, _) => xsd::G_YEAR,
    };
    Literal::new_typed_literal(value.to_string(), datatype)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_four_places() {
        let cases = [("5300000", "5300000.0000"), ("0.25", "0.2500"), ("007.123456", "7.1234")];
        for (given, printed) in cases {
            assert_eq!(decimal_from_text(given).unwrap().value(), printed);
        }
        for bad in ["", ".", ".5", "1,000", "-3", "1.2.3", "five", "١"] {
            assert_eq!(decimal_from_text(bad), None, "{bad}");
        }
        assert_eq!(decimal(-0.000_01).unwrap().value(), "0.0000");
        assert_eq!(decimal(10.828_16).unwrap().value(), "10.8282");
        assert_eq!(decimal(f64::NAN), None);
    }

    #[test]
    fn dates_are_typed_by_their_precision() {
        for (given, datatype) in
            [("2020-12-28", xsd::DATE), ("2020-10", xsd::G_YEAR_MONTH), ("2020", xsd::G_YEAR)]
        {
            let literal = date(given.parse().unwrap());
            assert_eq!((literal.value(), literal.datatype()), (given, datatype));
        }
    }
}
