//! `consort plot`: pictures of the graph.
//!
//! In: a graph. Out: SVG or PNG. Never: a half-written file.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use consort::view::plot::{Facts, Picture, PlotOptions, draw, png};

use crate::args::GraphArgs;
use crate::count::CountArgs;
use crate::graph::{Labels, Stories, labels, open};
use crate::out_file::write_file;
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort plot`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort plot network -o ties.svg\n  consort plot flow -o who-funds-what.png\n  consort plot network --exclude unodc --since 2020-07 -o ties.svg\n  consort plot flow --country Albania --until 2020-06 -o albania.svg\n  consort plot all -o pictures/ --format png\n\nWhat --class, --country, --since, --until, --exclude and --top leave out is said below the title."
)]
pub(crate) struct PlotArgs {
    /// What to draw.
    #[arg(value_enum, default_value = "network")]
    pub picture: PictureName,
    /// The file to write, .svg or .png; a folder for `all`; SVG on standard output when left out.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The format; that of the file's name, else SVG, when left out.
    #[arg(long, short, value_enum)]
    pub format: Option<PictureFormat>,
    /// Pixels of a PNG for each of the drawing's 1200 across.
    #[arg(long, value_name = "FACTOR", default_value = "2")]
    pub scale: f64,
    /// How many names to draw, 0 for all; each picture has a number of its own when left out.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// What to count.
    #[command(flatten)]
    pub count: CountArgs,
    /// Start of the chance in finding communities.
    #[arg(long, value_name = "NUMBER", default_value = "0")]
    pub seed: u64,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureName {
    /// Who is named together, as a network.
    Network,
    /// The strongest pairs, as a heat map.
    Heatmap,
    /// Who funds what, through which funds.
    Flow,
    /// Who is in the news when.
    Timeline,
    /// Which donor pays where.
    Matrix,
    /// All of these, into a folder.
    All,
}

/// How pictures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureFormat {
    /// Lines and words: sharp at any size, names under the pointer.
    Svg,
    /// Pixels.
    Png,
}

/// Runs the command.
pub(crate) fn run(args: &PlotArgs, say: &Say) -> anyhow::Result<Outcome> {
    anyhow::ensure!(args.scale > 0.0 && args.scale <= 10.0, "--scale takes a number up to 10");
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let options = options(args, &names)?;
    let mut facts = Facts::new(options.clone());
    let mut stories = Stories::of(&snapshot)?;
    args.count.read(&mut stories, &options.cooccur, &names, Some(say), |stories| {
        stories.for_each(|story| facts.add(&story));
    });
    stories.failure()?;
    let pictures = match args.picture {
        PictureName::Network => vec![Picture::Network],
        PictureName::Heatmap => vec![Picture::HeatMap],
        PictureName::Flow => vec![Picture::Flow],
        PictureName::Timeline => vec![Picture::Timeline],
        PictureName::Matrix => vec![Picture::Matrix],
        PictureName::All => Picture::ALL.to_vec(),
    };
    if args.picture == PictureName::All {
        anyhow::ensure!(
            args.out.is_some(),
            "`all` writes several pictures; name a folder with --out"
        );
    }
    let mut whole = true;
    for picture in pictures {
        let Some(svg) = draw(picture, &facts, names.names()) else {
            say.line(&format!("{}: the graph holds nothing that this shows", picture.name()));
            whole = false;
            continue;
        };
        write(args, picture, &svg, say)?;
    }
    Ok(Outcome::whole(whole))
}

/// What to draw; who acts counts when no class is named.
fn options(args: &PlotArgs, names: &Labels) -> anyhow::Result<PlotOptions> {
    let cooccur = args.count.options(names, false)?;
    let top = args.top.map(|top| if top == 0 { usize::MAX } else { top });
    let without_publishers = args.count.exclude_publisher;
    Ok(PlotOptions { cooccur, top, without_publishers, seed: args.seed })
}

fn write(args: &PlotArgs, picture: Picture, svg: &str, say: &Say) -> anyhow::Result<()> {
    let format = format(args)?;
    let bytes = match format {
        PictureFormat::Svg => svg.as_bytes().to_vec(),
        PictureFormat::Png => png(svg, args.scale)?,
    };
    let path = match (&args.out, args.picture) {
        (None, _) => return Ok(std::io::stdout().lock().write_all(&bytes)?),
        (Some(folder), PictureName::All) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            let ending = if format == PictureFormat::Png { "png" } else { "svg" };
            folder.join(format!("{}.{ending}", picture.name()))
        }
        (Some(file), _) => file.clone(),
    };
    write_file(&path, |out| Ok(out.write_all(&bytes)?))?;
    say.line(&format!("{}", path.display()));
    Ok(())
}

fn format(args: &PlotArgs) -> anyhow::Result<PictureFormat> {
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let named = args.out.as_deref().filter(|_| args.picture != PictureName::All).and_then(ending);
    match (args.format, named.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, Some("png")) => Ok(PictureFormat::Png),
        (None, Some("svg") | None) => Ok(PictureFormat::Svg),
        (None, Some(other)) => {
            anyhow::bail!(
                "{other:?} is no format of a picture; name the file .svg or .png, or add --format"
            )
        }
    }
}
