//! Bytes as text.
//!
//! In: bytes, such as a hash. Out: two digits each. Never: a prefix.

/// Bytes as lower-case hexadecimal digits.
///
/// ```
/// assert_eq!(consort::base::hex(&[0, 255, 16]), "00ff10");
/// ```
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
