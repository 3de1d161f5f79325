//! The arguments of `letters new`.

use super::{Folders, one_of};
use clap::Args;
use clap::builder::PossibleValuesParser;
use collective_letters::model::letter::{Format, Kind};
use std::path::PathBuf;

/// Arguments of `new`.
#[derive(Debug, Default, Args)]
pub struct New {
    /// Group of the letter: a key of the directory, such as SG1 [with --from: the group of that letter]
    #[arg(value_name = "GROUP", required_unless_present_any = ["addendum_to", "corrigendum_to", "revision_of", "from"])]
    pub group: Option<String>,

    /// Start a TSB Circular (circulars are numbered over all groups)
    #[arg(long, conflicts_with_all = ["addendum_to", "corrigendum_to", "revision_of"])]
    pub circular: bool,

    /// Start an addendum to this letter: a file, or the usual name of a letter, such as 11/1
    #[arg(long, value_name = "LETTER", group = "change")]
    pub addendum_to: Option<String>,

    /// Start a corrigendum to this letter
    #[arg(long, value_name = "LETTER", group = "change")]
    pub corrigendum_to: Option<String>,

    /// Start a revision of this letter: a copy of the whole letter that you can change
    #[arg(long, value_name = "LETTER", group = "change")]
    pub revision_of: Option<String>,

    /// Start from this letter: a file, also an old Word document, or the usual name [default: the last letter of the group]
    #[arg(long, value_name = "LETTER", conflicts_with = "change")]
    pub from: Option<String>,

    /// Start from the house style alone, for this kind of meeting
    #[arg(long, value_name = "KIND", value_parser = kinds(), conflicts_with_all = ["change", "from", "kind"])]
    pub preset: Option<String>,

    /// Kind of meeting, if it differs from last time
    #[arg(long, value_name = "KIND", value_parser = kinds(), conflicts_with = "change")]
    pub kind: Option<String>,

    /// First day of the meeting, such as 2027-04-20; add `morning` or `afternoon` for a half-day
    #[arg(long, value_name = "DATE", conflicts_with = "change")]
    pub starts: Option<String>,

    /// Last day of the meeting
    #[arg(long, value_name = "DATE", conflicts_with = "change")]
    pub ends: Option<String>,

    /// Date of the letter
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// How people attend [default: as last time, or physical]
    #[arg(long, value_parser = one_of(FORMATS), value_name = "FORMAT", conflicts_with = "change")]
    pub format: Option<Format>,

    /// Town, and country if it is not Geneva
    #[arg(long, value_name = "PLACE", conflicts_with = "change")]
    pub place: Option<String>,

    /// Number of the letter, addendum, corrigendum or revision [default: the next one]
    #[arg(long, value_name = "N")]
    pub number: Option<u32>,

    /// Copy the items and notes of the last agenda; do not use the usual one
    #[arg(long, conflicts_with = "change")]
    pub agenda: bool,

    /// Do not copy the last letter's own paragraphs
    #[arg(long, conflicts_with = "change")]
    pub no_texts: bool,

    /// File to write [default: a new file in the letters folder]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Ask no questions; use today's date and the last place unless options give others
    #[arg(short, long, conflicts_with = "ask")]
    pub yes: bool,

    /// Ask for missing facts, even if the answers do not come from a terminal
    #[arg(long)]
    pub ask: bool,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.map(Kind::word))
}

/// Where people are.
const FORMATS: &[(&str, Format, &str)] = &[
    ("physical", Format::Physical, "In one place"),
    ("virtual", Format::Virtual, "Only remotely"),
    ("hybrid", Format::Hybrid, "In one place, with remote participation"),
    ("remote-observation", Format::Observed, "In one place; others can follow remotely, without the floor"),
];
