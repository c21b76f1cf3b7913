//! The words around a picture, and its width.
//!
//! In: nothing. Out: plain values that every picture has. Never: what is in the picture.

/// The words around a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows, as a reader would say it.
    pub title: String,
    /// What is counted and what size, colour and width mean.
    pub subtitle: String,
    /// Abbreviations that the picture uses, and what they stand for, in order.
    pub key: Vec<(String, String)>,
    /// Where the figures come from.
    pub source: String,
}

/// Every picture is so many pixels wide.
pub const WIDTH: f64 = 1200.0;
