//! `letters import`: makes YAML of an old letter.

use super::End;
use super::printer::Printer;
use super::{batch, schema};
use crate::cli::args::{Import, MessageFormat};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{count, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Source};
use collective_letters::model::letter_files;
use collective_letters::model::rules::{FILE_EXISTS, NO_SUCH_FILE, NOT_A_LETTER};
use collective_letters::project::session::Session;
use collective_letters::tools::import::rules::NOT_TEXT;
use collective_letters::tools::import::{self, Imported, Known, Old, Target};
use collective_letters::tools::schema::{FILE_NAME, File, known_to};
use collective_letters::tools::word::{self, Unreadable};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Longer files are no letters.
const MOST_BYTES: u64 = 64 << 20;
/// So many passages that do not come out are listed for people; JSON has all of them.
const MOST_LISTED: usize = 12;

/// Imports.
pub fn run(arguments: &Import) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("import")?;
        let session = batch::session(&arguments.house.letters, arguments.house.templates.as_deref())?;
        let old = read(&session, &arguments.file)?;
        let (path, imported) = make(arguments, &session, &old)?;
        letter_files::create(&path, imported.text.as_bytes()).map_err(|problem| match problem.rule {
            rule if *rule == FILE_EXISTS => {
                problem.hint("choose another file with --output FILE, or remove this one")
            }
            _ => problem,
        })?;
        schema::keep(&arguments.house.letters, File::Letter, || known_to(&session));
        let others = same_number(&session, arguments, &path)?;
        printer.print(&match format {
            MessageFormat::Json => line(&path, &imported, &others),
            _ => told(&path, &imported, &others),
        });
        Ok(End::Done)
    })
}

/// Reads the old letter.
pub(super) fn read(session: &Session, path: &Path) -> Result<Old, Diagnostic> {
    let name = shown(path);
    let size = std::fs::metadata(path).map(|file| file.len());
    let bytes = match size {
        Ok(size) if size > MOST_BYTES => {
            return Err(NOT_TEXT
                .finding(format!("{name} is too large for a letter"))
                .hint("give the file of one letter"));
        }
        _ => std::fs::read(path),
    };
    let Ok(bytes) = bytes else {
        let hint = "give a Word document (.docx) or a plain text (.txt)";
        return Err(NO_SUCH_FILE.finding(format!("{name} does not exist or cannot be read")).hint(hint));
    };
    old(session, &bytes, &name)
}

/// An old letter by what its first bytes say that it is; `name` is what messages call it.
pub(super) fn old(session: &Session, bytes: &[u8], name: &str) -> Result<Old, Diagnostic> {
    match (word::read(bytes), std::str::from_utf8(bytes)) {
        (Ok(file), _) => Ok(Old::of_word(&file)),
        (Err(Unreadable::Text), Ok(text)) => Ok(Old::of_text(session, text.trim_start_matches('\u{feff}'))),
        (Err(Unreadable::Unknown), _) if !bytes.contains(&0) => {
            let hint = "save it as plain text with the encoding UTF-8, or as a Word document (.docx)";
            Err(NOT_TEXT.finding(format!("{name} is not text in UTF-8")).hint(hint))
        }
        (Err(unreadable), _) => Err(NOT_TEXT.finding(format!("{name} {unreadable}")).hint(unreadable.help())),
    }
}

/// The letter that is made of an old file, for a new one that begins from it: nothing is written.
pub(super) fn source(session: &Session, file: &Path, letters: &Path) -> Result<Arc<Source>, Diagnostics> {
    let old = read(session, file)?;
    let path = letters.join("import.yaml");
    let target = Target { path: &path, schema: FILE_NAME, told: "Imported." };
    let imported = import::import(session, &old, &Known::default(), &target)?;
    Ok(Source::new(file, imported.text))
}

/// The letter, made for the file that it goes to: pictures and the schema are looked for from there.
pub(super) fn make(
    arguments: &Import,
    session: &Session,
    old: &Old,
) -> Result<(PathBuf, Imported), Diagnostics> {
    if let Some(path) = &arguments.output
        && !letter_files::is_yaml(path)
    {
        let message = format!("{} is not a file name for a letter", shown(path));
        return Err(NOT_A_LETTER.finding(message).hint("use a name that ends in .yaml or .yml").into());
    }
    let known = Known { group: arguments.group.clone(), number: arguments.number, date: arguments.date };
    let file = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let told = format!("Imported from {file}: read it before it is used.");
    let letters = &arguments.house.letters;
    let first = arguments.output.clone().unwrap_or_else(|| letters.join("import.yaml"));
    let schema = schema::seen_from(&first, letters, FILE_NAME);
    let target = Target { path: &first, schema: &schema, told: &told };
    let imported = import::import(session, old, &known, &target)?;
    let name = if imported.is_circular {
        format!("circular-{:03}", imported.number)
    } else {
        format!("{}-{:03}", imported.group.to_lowercase(), imported.number)
    };
    let path =
        arguments.output.clone().unwrap_or_else(|| letters.join(format!("{name}{}.yaml", imported.part)));
    Ok((path, imported))
}

/// Other files of the folder that are a letter with the same name.
fn same_number(session: &Session, arguments: &Import, path: &Path) -> Result<Vec<String>, Diagnostics> {
    use collective_letters::project::register;
    let entry =
        |path: &Path| letter_files::read(path).ok().map(|source| register::entry(session, &source, &[]));
    let own = entry(path).and_then(|entry| entry.name);
    let files = letter_files::find(&[], &arguments.house.letters)?;
    let is_same = |file: &&PathBuf| {
        file.as_path() != path
            && own.is_some()
            && entry(file).is_some_and(|entry| !entry.is_translation() && entry.name == own)
    };
    Ok(files.iter().filter(is_same).map(|file| shown(file)).collect())
}

fn line(path: &Path, imported: &Imported, others: &[String]) -> String {
    let proof = &imported.proof;
    json_line(&json!({
        "event": "import", "file": shown(path), "language": imported.language.code(),
        "words": proof.words, "same": proof.same, "more": proof.more,
        "missing": proof.missing, "tasks": imported.tasks, "same-number": others,
    }))
}

fn told(path: &Path, imported: &Imported, others: &[String]) -> String {
    let (file, proof) = (shown(path), &imported.proof);
    let share = proof.share();
    let mut out = format!(
        "{file}: imported, in {}\n{}.{} % of the old words come out in order ({} of {}); {} are new\n",
        imported.language.name(),
        share / 100,
        share % 100 / 10,
        proof.same,
        proof.words,
        count(proof.more, "word"),
    );
    if !proof.missing.is_empty() {
        out.push_str("not whole in the new letter:\n");
    }
    for missing in proof.missing.iter().take(MOST_LISTED) {
        out.push_str(&format!(
            "  {:<6}{} ({} missing)\n",
            missing.line,
            missing.text,
            count(missing.words, "word")
        ));
    }
    if proof.missing.len() > MOST_LISTED {
        out.push_str(&format!("  and {} more\n", proof.missing.len() - MOST_LISTED));
    }
    if !imported.tasks.is_empty() || !others.is_empty() {
        out.push_str("to look at:\n");
    }
    imported.tasks.iter().for_each(|task| out.push_str(&format!("  {task}\n")));
    others.iter().for_each(|other| out.push_str(&format!("  {other} is a letter with the same number\n")));
    out.push_str(&format!("next: letters check {file}\n"));
    out
}
