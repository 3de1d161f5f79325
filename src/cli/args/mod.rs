//! The command line. The comments here are the program's help, its man pages and ``letters docs cli``.

mod announce;
mod build;
mod diff;
mod docs;
mod due;
mod folders;
mod import;
mod init;
mod issue;
mod list;
mod manual;
mod move_meeting;
mod new;
mod preview;
mod review;
mod schema;
mod sheet;
mod start;
mod translate;
mod withdraw;

pub use announce::Announce;
pub use build::Build;
pub use diff::Diff;
pub use docs::Docs;
pub use due::Due;
pub use folders::Folders;
pub use import::Import;
pub use init::Init;
pub use issue::{Issue, PUBLISHED, name as approver};
pub use list::List;
pub use manual::{Completions, Man};
pub use move_meeting::Move;
pub use new::New;
pub use preview::Preview;
pub use review::Review;
pub use schema::Schema;
pub use sheet::{OneTable, Sheet};
pub use start::Start;
pub use translate::Translate;
pub use withdraw::Withdraw;

use crate::cli::rules::MESSAGE_FORMAT;
use clap::builder::styling::{AnsiColor, Styles};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use collective_letters::base::{Diagnostic, Format, Language};
use collective_letters::model::letter::Status;
use collective_letters::project::build_cache::Shard;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What stands below the options of a command in its long help: the file `help/NAME.txt`.
macro_rules! help {
    ($name:literal) => {
        include_str!(concat!("help/", $name, ".txt")).trim_end()
    };
}

/// Turns short YAML files about meetings into ITU-T collective letters (Word, PDF, web page)
#[derive(Debug, Parser)]
#[command(
    name = "letters",
    version = env!("LETTERS_VERSION"),
    bin_name = "letters",
    arg_required_else_help = true,
    max_term_width = 100,
    styles = STYLES,
    after_long_help = help!("letters")
)]
pub struct Cli {
    /// The command to run
    #[command(subcommand)]
    pub command: Command,
}

/// The output folder where none is named.
pub const OUTPUT: &str = "output";

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a folder for letters, with an example, the directory and the house style
    #[command(after_long_help = help!("init"))]
    Init(Init),
    /// Start a letter: the next of a group, an addendum, a corrigendum or a revision
    #[command(after_long_help = help!("new"))]
    New(Box<New>),
    /// Make YAML of an old letter: a Word document or a plain text
    #[command(after_long_help = help!("import"))]
    Import(Import),
    /// Check letters, then write their Word, PDF and web files
    #[command(after_long_help = help!("build"))]
    Build(Build),
    /// Check letters and show errors, warnings and notes
    #[command(after_long_help = help!("check"))]
    Check(Check),
    /// Show which words the next build would change
    #[command(after_long_help = help!("diff"))]
    Diff(Diff),
    /// Show drafts and findings in the browser, updated at each save
    #[command(after_long_help = help!("preview"))]
    Preview(Preview),
    /// Change letters in the browser, on the page as it will be printed
    #[command(after_long_help = help!("edit"))]
    Edit(Preview),
    /// Open the preview of your letters, or create a folder for them: what a double-click does
    #[command(after_long_help = help!("start"))]
    Start(Start),
    /// List all letters (the register)
    #[command(after_long_help = help!("list"))]
    List(List),
    /// Show key deadlines and meetings, also as a web page and calendars
    #[command(after_long_help = help!("due"))]
    Due(Due),
    /// Move the meeting of a letter to other days, with everything in the letter that moves with it
    #[command(after_long_help = help!("move"))]
    Move(Move),
    /// Create, update, export and import translations of letters
    #[command(after_long_help = help!("translate"))]
    Translate(Translate),
    /// Write the time plan and the list of Questions to a spreadsheet, and read them back
    #[command(after_long_help = help!("sheet"))]
    Sheet(Sheet),
    /// Take the changes of a Word file that came back into the letter
    #[command(after_long_help = help!("review"))]
    Review(Review),
    /// Issue letters: check and build them, keep the files, and put them into the folder for the web
    #[command(after_long_help = help!("issue"))]
    Issue(Issue),
    /// Write a message with an issued letter attached, and its announcement for the web
    #[command(after_long_help = help!("announce"))]
    Announce(Announce),
    /// Take back the published files of a letter that was issued too early
    #[command(after_long_help = help!("withdraw"))]
    Withdraw(Withdraw),
    /// Open the documentation in the browser
    #[command(after_long_help = help!("docs"))]
    Docs(Docs),
    /// Explain a rule or a fact: what it means, and what to write
    #[command(after_long_help = help!("explain"))]
    Explain(Explain),
    /// Print the JSON Schema with which editors complete and check letters
    #[command(after_long_help = help!("schema"))]
    Schema(Schema),
    /// Print a shell script that completes commands when you press Tab
    #[command(after_long_help = help!("completions"))]
    Completions(Completions),
    /// Print the manual as man pages
    #[command(after_long_help = help!("man"))]
    Man(Man),
    /// Print the licences of the program and of the packages and fonts in it
    #[command(alias = "licenses", after_long_help = help!("licences"))]
    Licences,
    /// Write the pages of the documentation that come from the program itself
    #[command(hide = true)]
    GenerateDocs(GenerateDocs),
}

impl Command {
    /// The files and folders that it was given as its arguments; `None` for commands that take none or one.
    pub fn paths(&mut self) -> Option<&mut Vec<PathBuf>> {
        let place = match self {
            Self::Build(build) => &mut build.input.place,
            Self::Check(check) => &mut check.input.place,
            Self::Diff(diff) => &mut diff.input.place,
            Self::List(list) => &mut list.input.place,
            Self::Due(due) => &mut due.place,
            Self::Preview(preview) | Self::Edit(preview) => &mut preview.place,
            Self::Issue(issue) => return Some(&mut issue.paths),
            Self::Announce(announce) => return Some(&mut announce.paths),
            Self::Translate(translate) => return Some(&mut translate.paths),
            Self::Review(review) => return Some(&mut review.files),
            _ => return None,
        };
        Some(&mut place.paths)
    }
}

/// Which letters, and where they and the house style are.
#[derive(Debug, Args)]
pub struct Where {
    /// Letters or folders of letters [default: all in the letters folder]
    ///
    /// In a folder, every file whose name ends in .yaml or .yml is a letter, except hidden files and files
    /// in folders named `directory` or `as-issued`. The program compares a letter of the letters folder with
    /// all other letters there: two letters cannot have the same number.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Folder of the letters; `directory` in it has groups and signatories
    #[arg(long, value_name = "DIR", default_value = "letters")]
    pub letters: PathBuf,

    /// Folder with the house style (templates, theme, images)
    ///
    /// Files that are missing there are taken from the built-in style. Without this option, the program uses
    /// the folder `templates` if it contains a theme.yaml, or else the built-in style.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Which letters, and how to tell about them: the same for all commands that read letters.
#[derive(Debug, Args)]
pub struct Input {
    /// Letters and folders.
    #[command(flatten)]
    pub place: Where,

    /// Only letters in these languages: fr,es,ru,zh,ar,en or `all`
    ///
    /// If you give a letter by its file name, this option also selects the translations next to it: `letters
    /// build letters/sg1-001.yaml --lang fr` builds the French one. Without this option, a file name selects
    /// only that file, and a folder selects all its letters in all languages.
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',', value_parser = language)]
    pub lang: Vec<Asked>,

    /// Number of letters to work on at the same time [default: the number of processor cores]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Format of the messages
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub message_format: MessageFormat,
}

/// A language, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All six.
    All,
    /// One.
    One(Language),
}

impl Asked {
    /// The languages of a list; none when nothing was asked for.
    pub fn languages(list: &[Self]) -> Vec<Language> {
        let all = list.contains(&Self::All);
        Language::ALL.into_iter().filter(|language| all || list.contains(&Self::One(*language))).collect()
    }
}

/// `fr`, `all`.
fn language(text: &str) -> Result<Asked, String> {
    let code = text.trim().to_lowercase();
    match Language::from_code(&code) {
        _ if code == "all" => Ok(Asked::All),
        Some(language) => Ok(Asked::One(language)),
        None => Err("expected en, fr, es, ru, zh, ar or all".to_owned()),
    }
}

/// `2/8`: part 2 of 8.
fn part(text: &str) -> Result<Shard, String> {
    let read = text.split_once('/').and_then(|(k, n)| Some(Shard { k: k.parse().ok()?, n: n.parse().ok()? }));
    match read {
        Some(part) if (1..=part.n).contains(&part.k) => Ok(part),
        Some(part) if part.n > 0 => {
            let n = part.n;
            Err(format!("expected a part from 1/{n} to {n}/{n}"))
        }
        _ => Err("expected a part and the number of parts, such as 2/8".to_owned()),
    }
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Fix what can be fixed safely in the letters; keep comments and layout
    #[arg(long)]
    pub fix: bool,

    /// Treat these findings as errors: the letter is not built and the exit code is 1
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,

    /// Letters and messages.
    #[command(flatten)]
    pub input: Input,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Code of a finding, shown in square brackets in its message, or a fact, such as `meeting.starts` (without either: list
    /// all rules)
    #[arg(value_name = "CODE", conflicts_with = "words")]
    pub code: Option<String>,

    /// Show where these words of a letter come from, and what to write to change them
    ///
    /// Give the words in quotation marks, then the letter: `letters explain --where "some words"
    /// letters/sg1-001.yaml`.
    #[arg(long = "where", value_names = ["WORDS", "LETTER"], num_args = 2, allow_hyphen_values = true)]
    pub words: Option<Vec<String>>,

    /// Folder of the letters; `directory` in it has groups and signatories
    #[arg(long, value_name = "DIR", default_value = "letters")]
    pub letters: PathBuf,

    /// Folder with the house style [default: the folder `templates`, or the built-in style]
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Findings that count as errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// Arguments of `generate-docs`.
#[derive(Debug, Args)]
pub struct GenerateDocs {
    /// Folder of the documentation; the pages go into its folder `reference`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// How to tell what happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Plain words: results to standard output, findings to standard error
    #[default]
    Human,
    /// One JSON object per line, to standard output
    Json,
    /// One SARIF 2.1.0 document, to standard output
    Sarif,
    /// Annotations for a GitHub workflow, to standard output
    Github,
}

impl MessageFormat {
    /// Fails for formats that know findings alone, where a command has other results.
    pub fn has_results(self, command: &str) -> Result<(), Diagnostic> {
        if matches!(self, Self::Human | Self::Json) {
            return Ok(());
        }
        let message = format!("`letters {command}` supports only --message-format human and json");
        Err(MESSAGE_FORMAT.finding(message).hint("for findings in other formats, run `letters check`"))
    }
}

/// Reads a word of a list; each has its value and its help.
fn one_of<T: Copy + Send + Sync>(words: &'static [(&str, T, &str)]) -> impl TypedValueParser<Value = T> {
    let shown = words.iter().map(|(word, _, help)| PossibleValue::new(*word).help(*help));
    let value = |said: String| words.iter().find(|(word, ..)| *word == said).map(|(_, value, _)| *value);
    PossibleValuesParser::new(shown).try_map(move |said| value(said).ok_or("unknown word"))
}

/// Whether a letter was sent.
const STATUSES: &[(&str, Status, &str)] =
    &[("draft", Status::Draft, "Still being written"), ("issued", Status::Issued, "Sent")];

/// Formats to write.
const FORMATS: &[(&str, Format, &str)] = &[
    ("docx", Format::Docx, "Word file"),
    ("pdf", Format::Pdf, "PDF for print, archive and screen readers"),
    ("html", Format::Html, "Web page in one file"),
];
