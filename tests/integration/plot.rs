//! `consort plot`: every picture of the archive, in both formats, the same every time.

use std::fs;

use crate::support::{Small, on_archive};

const PICTURES: [&str; 5] = ["network", "heatmap", "flow", "timeline", "matrix"];

#[test]
fn the_same_drawing_every_time_with_names_in_it() {
    for picture in PICTURES {
        let first = on_archive(&["plot", picture]).code(0).out;
        assert!(first.starts_with("<svg ") && first.ends_with("</svg>\n"), "{picture}");
        assert!(first.contains("110 stories"), "{picture} does not say what it was drawn from");
        assert_eq!(first, on_archive(&["plot", picture]).code(0).out, "{picture}");
    }
}

#[test]
fn a_folder_of_pictures() {
    let small = Small::built();
    small.run(&["plot", "all", "-o", "pictures", "--format", "png", "--scale", "0.5"]).code(0);
    for picture in PICTURES {
        let bytes = fs::read(small.at(&format!("pictures/{picture}.png"))).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"), "{picture} is no PNG");
    }
}

#[test]
fn the_files_name_says_the_format() {
    let small = Small::built();
    small.run(&["plot", "timeline", "-o", "time.svg"]).code(0);
    assert!(fs::read_to_string(small.at("time.svg")).unwrap().starts_with("<svg"));
    small.run(&["plot", "timeline", "-o", "time.gif"]).code(2).says(&["gif", ".svg or .png"]);
    small.run(&["plot", "all"]).code(2).says(&["--out"]);
    small.run(&["plot", "--scale", "0"]).code(2).says(&["--scale"]);
}

/// A story with several donors, or countries, is one story in the totals of the matrix.
#[test]
fn no_total_counts_a_story_twice() {
    let svg = on_archive(&["plot", "matrix"]).code(0).out;
    let numbers: Vec<u64> =
        svg.split("</text>").filter_map(|piece| piece.rsplit('>').next()?.parse().ok()).collect();
    assert!(numbers.len() > 50, "{}", numbers.len());
    assert!(numbers.iter().all(|n| *n <= 110), "more stories than there are: {numbers:?}");
}

/// What a reader of the picture alone must know of the command.
#[test]
fn filters_are_said_below_the_title() {
    let part = ["--since", "2020-07", "--until", "2020-12", "--exclude", "unodc"];
    for picture in PICTURES {
        let svg = on_archive(&[&["plot", picture][..], &part].concat()).code(0).out;
        let told =
            svg.split("<desc>").nth(1).and_then(|rest| rest.split("</desc>").next()).unwrap();
        let said = "Only stories from 2020-07 to 2020-12. Without United Nations Office on Drugs and Crime.";
        assert!(told.ends_with(said), "{picture}: {told}");
    }
    let svg = on_archive(&["plot", "--class", "organisation", "--exclude-publisher"]).code(0).out;
    assert!(svg.contains("Only organisations. Publishers do not count in their own stories."));
}

#[test]
fn the_network_names_its_largest_and_spells_abbreviations_out() {
    let svg = on_archive(&["plot", "network"]).code(0).out;
    for part in [
        ">UNODC</text>",
        ">INTERPOL</text>",
        ">United Nations Office on Drugs and Crime</text>",
        "<polygon",
    ] {
        assert!(svg.contains(part), "{part} is missing");
    }
}

#[test]
fn the_flow_has_numbers_and_no_block_of_all_activities() {
    let svg = on_archive(&["plot", "flow"]).code(0).out;
    assert!(
        !svg.contains("activities that the stories report<"),
        "one block takes half of the ink"
    );
    assert!(svg.contains("<title>activities of Global Firearms Programme: "), "{svg}");
    let donors = ["European Union", "Germany", "United States", "Norway"];
    let mut fills: Vec<&str> = donors
        .iter()
        .map(|donor| {
            let bar = svg.lines().find(|line| {
                line.starts_with("<rect") && line.contains(&format!("<title>{donor}: "))
            });
            let (_, fill) =
                bar.unwrap_or_else(|| panic!("{donor} has no bar")).split_once("fill=\"").unwrap();
            fill.split('"').next().unwrap()
        })
        .collect();
    fills.sort_unstable();
    fills.dedup();
    assert_eq!(fills.len(), donors.len(), "two donors look the same");
}
