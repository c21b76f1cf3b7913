//! Turns an SVG into pixels.
//!
//! In: a drawing of this module. Out: the bytes of a PNG. Never: a font of the machine, which would make the picture
//! differ from one machine to the next.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::view::plot::letters::FONT;

/// Why a drawing could not be turned into pixels.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// It is not SVG that can be drawn.
    #[error("the drawing cannot be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// It has no size, or one that memory cannot hold.
    #[error("a picture of {width} by {height} pixels cannot be made; use a smaller --scale")]
    Size {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// The pixels cannot be packed.
    #[error("the picture cannot be packed: {0}")]
    Encode(String),
}

/// Draws an SVG at `scale` pixels of the image for one of the drawing.
///
/// # Errors
/// When it is not SVG, or is too large.
///
/// ```
/// use consort::view::plot::{Caption, Grid, heat_map, png};
/// let bytes = png(&heat_map(&Caption::default(), &Grid::default()), 0.1)?;
/// assert!(bytes.starts_with(b"\x89PNG"));
/// assert_eq!(bytes[16..20], 120_u32.to_be_bytes()); // pixels across: a tenth of the drawing's 1200
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn png(svg: &str, scale: f64) -> Result<Vec<u8>, PngError> {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    let family = fonts.faces().next().and_then(|f| f.families.first()).map(|f| f.0.clone());
    if let Some(family) = &family {
        fonts.set_sans_serif_family(family);
    }
    let options = Options {
        font_family: family.unwrap_or_default(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size();
    let pixels = |length: f32| (f64::from(length) * scale).ceil() as u32;
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    let mut map = Pixmap::new(width, height).ok_or(PngError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut map.as_mut());
    map.encode_png().map_err(|e| PngError::Encode(e.to_string()))
}
