//! The moment that a build is given from outside, so that it can be repeated.
//!
//! In: `SOURCE_DATE_EPOCH`. Out: seconds since 1970. Never: a clock.

use anyhow::Context;

/// The moment, if one is set.
pub(crate) fn source_date() -> anyhow::Result<Option<i64>> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds =
        value.to_string_lossy().parse().context("SOURCE_DATE_EPOCH takes seconds since 1970")?;
    Ok(Some(seconds))
}
