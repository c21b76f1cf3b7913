//! The streams of a PDF, unpacked within bounds.
//!
//! In: a stream. Out: its bytes, if they are text or operators. Never: pictures; more memory than a page of words can need.

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::documents::pdf_guard::{self, DEEPEST, LARGEST};

/// A stream that is packed in another way than zlib's may at worst unpack to so much, in bytes.
const MOST_AT_WORST: usize = 1 << 30;

/// The bytes of a stream; nothing for pictures, and for what nobody can have written.
pub(super) fn decoded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let filters = stream.filters();
    let packed = stream.raw_data();
    let at_worst = filters
        .iter()
        .try_fold(packed.len(), |size, filter| Some(size.saturating_mul(at_worst(filter)?)))?;
    let is_bounded = match filters[..] {
        [Filter::FlateDecode] => at_worst <= LARGEST || pdf_guard::unpacked(&packed).is_some(),
        _ => at_worst <= MOST_AT_WORST,
    };
    let content = is_bounded.then(|| stream.decoded().ok()).flatten()?;
    (pdf_guard::depth(&content) <= DEEPEST).then(|| content.into_owned())
}

/// How many bytes one may stand for; nothing for pictures.
fn at_worst(filter: &Filter) -> Option<usize> {
    match filter {
        Filter::AsciiHexDecode | Filter::Ascii85Decode | Filter::Crypt => Some(1),
        Filter::FlateDecode => Some(1_032),
        Filter::LzwDecode => Some(2_730),
        Filter::RunLengthDecode => Some(64),
        Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => {
            None
        }
    }
}
