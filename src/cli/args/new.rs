//! The arguments of `letters new`.

use super::Folders;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use collective_letters::model::letter;
use std::path::PathBuf;

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The group whose letter it is: a key of the directory, such as SG1
    #[arg(value_name = "GROUP", required_unless_present_any = ["addendum_to", "corrigendum_to", "revision_of"])]
    pub group: Option<String>,

    /// A TSB Circular: these are numbered over all groups
    #[arg(long, conflicts_with_all = ["addendum_to", "corrigendum_to", "revision_of"])]
    pub circular: bool,

    /// An addendum to this letter: a file, or what people call the letter, such as 11/1
    #[arg(long, value_name = "LETTER", group = "change")]
    pub addendum_to: Option<String>,

    /// A corrigendum to this letter
    #[arg(long, value_name = "LETTER", group = "change")]
    pub corrigendum_to: Option<String>,

    /// A revision of this letter: the whole letter again, to be changed
    #[arg(long, value_name = "LETTER", group = "change")]
    pub revision_of: Option<String>,

    /// Begin from this letter: a file, or what people call it [default: the last one of the group]
    #[arg(long, value_name = "LETTER", conflicts_with = "change")]
    pub from: Option<String>,

    /// Begin from nothing but the house style for this kind of meeting
    #[arg(long, value_name = "KIND", value_parser = kinds(), conflicts_with_all = ["change", "from", "kind"])]
    pub preset: Option<String>,

    /// Who meets, when it is another kind of meeting than last time
    #[arg(long, value_name = "KIND", value_parser = kinds(), conflicts_with = "change")]
    pub kind: Option<String>,

    /// First day of the meeting (2027-04-20), perhaps with `morning` or `afternoon` behind it
    #[arg(long, value_name = "DATE", conflicts_with = "change")]
    pub starts: Option<String>,

    /// Last day of the meeting
    #[arg(long, value_name = "DATE", conflicts_with = "change")]
    pub ends: Option<String>,

    /// Date of the letter
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Where people are [default: as last time; otherwise physical]
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "change")]
    pub format: Option<MeetingFormat>,

    /// Town, and country where it is not Geneva
    #[arg(long, value_name = "PLACE", conflicts_with = "change")]
    pub place: Option<String>,

    /// Number of the letter [default: the next one]; of the addendum and the like, with such an option
    #[arg(long, value_name = "N")]
    pub number: Option<u32>,

    /// Carry the items and notes of the agenda over, instead of the usual agenda
    #[arg(long, conflicts_with = "change")]
    pub agenda: bool,

    /// Do not carry the letter's own texts between the blocks of the body over
    #[arg(long, conflicts_with = "change")]
    pub no_texts: bool,

    /// The file to write [default: in the letters folder, named like sg1-012.yaml]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Ask nothing: today as the date, and the place of last time, unless said otherwise
    #[arg(short, long, conflicts_with = "ask")]
    pub yes: bool,

    /// Ask for what is missing, also when the answers do not come from a terminal
    #[arg(long)]
    pub ask: bool,

    /// Where to work, and how to tell of it.
    #[command(flatten)]
    pub house: Folders,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(letter::Kind::ALL.map(letter::Kind::word))
}

/// Where people are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MeetingFormat {
    /// In one place
    Physical,
    /// Only remotely
    Virtual,
    /// In one place, with others taking part remotely
    Hybrid,
}

impl From<MeetingFormat> for letter::Format {
    fn from(format: MeetingFormat) -> Self {
        match format {
            MeetingFormat::Physical => Self::Physical,
            MeetingFormat::Virtual => Self::Virtual,
            MeetingFormat::Hybrid => Self::Hybrid,
        }
    }
}
