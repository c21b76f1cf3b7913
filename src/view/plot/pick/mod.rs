//! Picks what each picture draws, and says so in its caption.
//!
//! In: [`Facts`] and names. Out: drawings. Never: more than a reader can take in; what is left out is counted in the caption.

mod gifts;
mod months;
mod ties;
mod wording;

use crate::view::names::Names;
use crate::view::plot::Facts;
use crate::view::plot::pick::wording::Pick;

/// The pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Who is named together, as a network.
    Network,
    /// The strongest pairs, as a heat map.
    HeatMap,
    /// Who funds what, through whom.
    Flow,
    /// Who is in the news when.
    Timeline,
    /// Which donor pays where.
    Matrix,
}

impl Picture {
    /// All of them, in the order of a report.
    pub const ALL: [Picture; 5] =
        [Picture::Network, Picture::HeatMap, Picture::Flow, Picture::Timeline, Picture::Matrix];

    /// The name on the command line and of the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Picture::Network => "network",
            Picture::HeatMap => "heatmap",
            Picture::Flow => "flow",
            Picture::Timeline => "timeline",
            Picture::Matrix => "matrix",
        }
    }
}

/// What the options leave out, as sentences; nothing where they take all.
///
/// ```
/// use consort::view::names::Names;
/// use consort::view::plot::{Facts, PlotOptions, filters};
/// let mut options = PlotOptions::default();
/// options.cooccur.scope.since = Some("2020-07".parse()?);
/// assert_eq!(filters(&Facts::new(options), &Names::default()), "Only stories from 2020-07 on.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn filters(facts: &Facts, names: &Names) -> String {
    Pick { facts, names }.filters().trim_start().to_owned()
}

/// Draws a picture as SVG; `None` when the stories hold nothing that it shows.
///
/// ```
/// use consort::view::names::Names;
/// use consort::view::plot::{Facts, Picture, PlotOptions, draw};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut facts = Facts::new(PlotOptions::default());
/// stories.iter().for_each(|story| facts.add(story));
/// let svg = draw(Picture::Network, &facts, &Names::default()).expect("three names are tied");
/// assert!(svg.starts_with("<svg") && svg.contains("unodc — who: 2"));
/// assert!(draw(Picture::Flow, &facts, &Names::default()).is_none()); // nobody pays
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn draw(picture: Picture, facts: &Facts, names: &Names) -> Option<String> {
    let pick = Pick { facts, names };
    match picture {
        Picture::Network => ties::network(&pick),
        Picture::HeatMap => ties::heat_map(&pick),
        Picture::Flow => gifts::flow(&pick),
        Picture::Timeline => months::timeline(&pick),
        Picture::Matrix => gifts::matrix(&pick),
    }
}
