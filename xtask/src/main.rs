//! Chores of this repository: `cargo xtask conformance` runs independent validators over every letter built and a
//! language server over their YAML, `cargo xtask preview` and `cargo xtask edit` use `letters preview` and `letters edit` in a browser, `cargo xtask lines`
//! counts the code. `cargo xtask review` takes back edits that were made in other programs, and `cargo xtask import` makes YAML of
//! Word files that other programs wrote. `cargo xtask windows` compiles and runs the program for Windows.
//! See `docs/developers/validation.md`. `cargo xtask fuzz` gives spoilt files to the program: see
//! `docs/developers/fuzzing.md`. `cargo xtask licences` collects the licences of what is in the program. `cargo xtask
//! dist` makes a release: see `docs/developers/releases.md`.

mod dist;
mod import;
mod letters;
mod licences;
mod lines;
mod preview;
mod review;
mod tools;
mod windows;
mod words;

use letters::Format;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use tools::{Outcome, Verdict};

const USAGE: &str = "\
Usage: cargo xtask conformance [--only docx,pdf,html,editor] [PATH]...
       cargo xtask preview
       cargo xtask edit
       cargo xtask review [--all | --states]
       cargo xtask import [--all] [--by STRANGER] [NAME]...
       cargo xtask lines [CHECKOUT]
       cargo xtask licences
       cargo xtask fuzz [--minutes N] [--target NAME]... [--seed N] [--only N]
       cargo xtask windows [--all]
       cargo xtask dist [--try] [--sign PROGRAM]

conformance  runs independent validators over letters: files, or folders with files; without any, `output`;
             with `editor`, opens the letters' YAML in a language server, as an editor does
preview      builds the program and uses `letters preview` in Chromium, with a script
edit         checks the types of the scripts of pages, builds the program and uses `letters edit` in Chromium
review       edits letters in LibreOffice, with python-docx and in XML as Word writes it, and takes the edits back with
             `letters review`: a sample, or with --all two hundred edits in letters of all languages; with --states,
             downloads files with tracked changes and compares both states of each with what Word's SDK makes of it
import       writes the Word files of the letters anew with python-docx, pandoc and LibreOffice and as plain text, makes
             YAML of them with `letters import`, and compares words and facts: a sample, or with --all every letter
lines        counts the production code of each room of `src`, here or in another checkout, and lists files and
             functions that are too long
licences     writes THIRD-PARTY-LICENCES.txt: the licences of the packages and fonts in the program
fuzz         gives spoilt letters, templates, translations, Word files and images to the program, for ten minutes;
             `cargo xtask fuzz --help` explains the options
windows      compiles the program for Windows, builds all letters with it under Wine and compares them with those of
             this machine, double-clicks it and runs tests there; with --all, every test; needs Debian, installs into
             target/windows
dist         makes a release in target/dist: for Windows a zip and an installer, for Linux an archive and a package of
             Debian, with a list of what is inside and checksums; with --try, installs and runs them; with --sign, gives
             the program and the installer for Windows to PROGRAM, which signs them; needs Debian
The first three install what they need into target/conformance, and Debian packages where they are missing.

Exit: 0 all pass, 1 something was found, 2 a tool or a file is missing";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<ExitCode, String> {
    let mut arguments = arguments.into_iter();
    match arguments.next().as_deref() {
        Some("conformance") => {}
        Some("preview") => return preview::run(&tools()?),
        Some("edit") => return preview::edit(&tools()?),
        Some("review") => {
            return match arguments.next().as_deref() {
                None => review::run(&root()?, false),
                Some("--all") => review::run(&root()?, true),
                Some("--states") => review::states(&root()?),
                Some(other) => {
                    Err(format!("`review` knows only --all and --states, but was given `{other}`"))
                }
            };
        }
        Some("import") => return import::run(&root()?, arguments),
        Some("lines") => return lines::run(&arguments.next().map_or_else(root, |path| Ok(path.into()))?),
        Some("licences") => return licences::run(&root()?),
        Some("fuzz") => return fuzz(arguments.collect()),
        Some("windows") => {
            return match arguments.next().as_deref() {
                None => windows::run(false),
                Some("--all") => windows::run(true),
                Some(other) => Err(format!("`windows` knows only --all, but was given `{other}`")),
            };
        }
        Some("dist") => return dist::run(&dist_options(arguments)?),
        Some("--help" | "-h") => {
            println!("{USAGE}");
            return Ok(ExitCode::SUCCESS);
        }
        _ => return Err(format!("expected a chore\n\n{USAGE}")),
    }
    let (mut only, mut editor, mut paths) = (Format::ALL.to_vec(), true, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(ExitCode::SUCCESS);
            }
            "--only" => {
                let list = arguments.next().ok_or("--only needs formats, such as docx,pdf")?;
                let (editors, formats): (Vec<&str>, Vec<&str>) =
                    list.split(',').partition(|w| *w == "editor");
                editor = !editors.is_empty();
                only =
                    formats.into_iter().map(Format::from_ending).collect::<Option<_>>().ok_or_else(|| {
                        format!("--only knows docx, pdf, html and editor, but was given `{list}`")
                    })?;
            }
            option if option.starts_with('-') => return Err(format!("unknown option `{option}`\n\n{USAGE}")),
            path => paths.push(PathBuf::from(path)),
        }
    }
    let root = root()?;
    if paths.is_empty() {
        paths.push(root.join("output"));
    }
    let letters = if only.is_empty() { Vec::new() } else { letters::find(&paths, &only)? };
    let tools = tools()?;

    let mut outcomes = Vec::new();
    let files = |format| letters.iter().filter_map(move |letter| letter.file(format)).collect::<Vec<_>>();
    for check in tools::CHECKS {
        let files = files(check.format);
        if !files.is_empty() {
            show(&mut outcomes, check.run(&tools, &files));
        }
    }
    for letter in &letters {
        show(&mut outcomes, words::compare(letter));
        show(&mut outcomes, words::read_from_pages(letter).into_iter().collect());
    }
    if editor {
        show(&mut outcomes, vec![tools::editor(&tools, &root)]);
    }
    Ok(summary(&outcomes, letters.len()))
}

fn dist_options(mut arguments: impl Iterator<Item = String>) -> Result<dist::Options, String> {
    let mut options = dist::Options::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--try" => options.is_tried = true,
            "--sign" => options.sign = Some(arguments.next().ok_or("--sign needs a program")?.into()),
            other => return Err(format!("`dist` knows only --try and --sign, but was given `{other}`")),
        }
    }
    Ok(options)
}

/// Runs `xtask/fuzz`, which is a package of its own: the other chores need no build of the program.
fn fuzz(arguments: Vec<String>) -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--release", "--package", "fuzz", "--"]).args(arguments);
    let status = command.current_dir(root()?).status().map_err(|e| format!("cargo: {e}"))?;
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}

/// The repository.
fn root() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().map_err(|e| format!("{}: {e}", root.display()))
}

/// Where the tools are, after what is missing was installed.
fn tools() -> Result<tools::Tools, String> {
    let root = root()?;
    let tools =
        tools::Tools { scripts: root.join("xtask/conformance"), home: root.join("target/conformance") };
    let installed = Command::new(tools.scripts.join("install.sh")).arg(&tools.home).status();
    if !installed.map_err(|e| format!("install.sh: {e}"))?.success() {
        return Err("the validators could not be installed".to_owned());
    }
    Ok(tools)
}

fn show(all: &mut Vec<Outcome>, new: Vec<Outcome>) {
    for outcome in &new {
        let (sign, lines) = match &outcome.verdict {
            Verdict::Pass => ("pass", &[][..]),
            Verdict::Fail(lines) => ("FAIL", lines.as_slice()),
            Verdict::Broken(lines) => ("????", lines.as_slice()),
        };
        println!("{sign}  {:26}{}", outcome.tool, outcome.file);
        for line in lines.iter().take(10) {
            println!("        {}", line.chars().take(300).collect::<String>());
        }
        if lines.len() > 10 {
            println!("        … and {} more", lines.len() - 10);
        }
    }
    all.extend(new);
}

fn summary(outcomes: &[Outcome], letters: usize) -> ExitCode {
    let count = |wanted: fn(&Verdict) -> bool| outcomes.iter().filter(|o| wanted(&o.verdict)).count();
    let failed = count(|v| matches!(v, Verdict::Fail(_)));
    let broken = count(|v| matches!(v, Verdict::Broken(_)));
    let checks = outcomes.len();
    println!("letters: {letters}, checks: {checks}, failed: {failed}, could not run: {broken}");
    ExitCode::from(if broken > 0 { 2 } else { u8::from(failed > 0) })
}
