//! Chooses a media type (RFC 9110, section 12.5.1).
//!
//! In: an `Accept` header and what is on offer. Out: the offer that the client likes best. Never: one that it refuses.

use axum::http::{HeaderMap, header};

/// What a client accepts, as one list.
pub(super) fn accept(headers: &HeaderMap) -> Option<String> {
    let all: Vec<&str> =
        headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok()).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// The offer with the highest quality, the first of equals; `None` when the client takes none of them. Without a header it takes any.
pub(super) fn choose<T: Copy>(accept: Option<&str>, offers: &[(&str, T)]) -> Option<T> {
    let Some(accept) = accept.map(str::trim).filter(|accept| !accept.is_empty()) else {
        return offers.first().map(|(_, value)| *value);
    };
    let ranges: Vec<Range> = accept.split(',').filter_map(range).collect();
    let mut best: Option<(u16, T)> = None;
    for (media, value) in offers {
        let quality = ranges
            .iter()
            .filter_map(|range| Some((range.fits(media)?, range.quality)))
            .max_by_key(|(specific, _)| *specific)
            .map_or(0, |(_, quality)| quality);
        if quality > 0 && best.is_none_or(|(known, _)| quality > known) {
            best = Some((quality, *value));
        }
    }
    best.map(|(_, value)| value)
}

/// A media range with its quality in thousandths.
struct Range {
    kind: String,
    subtype: String,
    quality: u16,
}

impl Range {
    /// How exactly it names a media type: 2 by itself, 1 by its kind, 0 as any; `None` if it does not.
    fn fits(&self, media: &str) -> Option<u8> {
        let (kind, subtype) = media.split_once('/')?;
        match (&*self.kind, &*self.subtype) {
            ("*", "*") => Some(0),
            (k, "*") if k == kind => Some(1),
            (k, s) if k == kind && s == subtype => Some(2),
            _ => None,
        }
    }
}

fn range(text: &str) -> Option<Range> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, subtype) = parts.next()?.split_once('/')?;
    let quality = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| thousandths(value.trim()))
    });
    Some(Range {
        kind: kind.trim().to_ascii_lowercase(),
        subtype: subtype.trim().to_ascii_lowercase(),
        quality: quality.unwrap_or(1000),
    })
}

fn thousandths(text: &str) -> u16 {
    let value: f32 = text.parse().unwrap_or(0.0);
    (value.clamp(0.0, 1.0) * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn the_client_has_the_choice() {
        let offers = [("text/turtle", "ttl"), ("application/n-triples", "nt"), ("text/csv", "csv")];
        let table = [
            (None, Some("ttl")),
            (Some(""), Some("ttl")),
            (Some("*/*"), Some("ttl")),
            (Some("text/csv"), Some("csv")),
            (Some("TEXT/CSV; charset=utf-8"), Some("csv")),
            (Some("text/turtle;q=0.2, application/n-triples;q=0.9"), Some("nt")),
            (Some("text/*;q=0.5, text/csv"), Some("csv")),
            (Some("text/*, text/turtle;q=0"), Some("csv")),
            (Some("application/*"), Some("nt")),
            (Some("text/html"), None),
            (Some("text/turtle;q=0"), None),
            (Some("text/turtle;q=nonsense"), None),
            (Some(",,;"), None),
        ];
        for (accept, expected) in table {
            assert_eq!(choose(accept, &offers), expected, "{accept:?}");
        }
    }
}
