//! What is told of a letter that was begun.

use crate::cli::args::MessageFormat;
use collective_letters::base::Language;
use collective_letters::base::report::json_line;
use collective_letters::base::text::{count, folded, shortened};
use collective_letters::tools::new::{Begun, Due, Mark, Todo};
use serde_json::json;
use std::fmt::Write;

/// What was done.
pub struct Report {
    pub file: String,
    pub letter: Option<String>,
    pub number: u32,
    pub period: Option<&'static str>,
    /// What the old letter is called, and its file.
    pub from: Option<(String, String)>,
    pub begun: Begun,
    pub errors: usize,
    pub warnings: usize,
    /// The languages that the old letter is there in beside its own, when this one changes it.
    pub translations: Vec<Language>,
    /// Files of the folder of which no number could be read.
    pub unread: Vec<String>,
}

impl Report {
    /// The whole report.
    pub fn text(&self, format: MessageFormat) -> String {
        if format == MessageFormat::Json { self.json() } else { self.human() }
    }

    /// The file as the command line takes it.
    fn quoted(&self) -> String {
        if self.file.contains(' ') { format!("\"{}\"", self.file) } else { self.file.clone() }
    }

    fn next(&self) -> [String; 2] {
        ["check", "preview"].map(|command| format!("letters {command} {}", self.quoted()))
    }

    /// The command that begins its translations.
    fn translate(&self) -> String {
        let codes: Vec<&str> = self.translations.iter().map(|language| language.code()).collect();
        format!("letters translate {} --lang {}", self.quoted(), codes.join(","))
    }

    fn human(&self) -> String {
        let mut out = format!("{}: letter {}", self.file, self.letter.as_deref().unwrap_or("(no number)"));
        // Writing to a string cannot fail.
        let _ = match &self.from {
            Some((called, file)) => writeln!(out, ", started from {called} ({file})"),
            None => writeln!(out, ", started from the house style"),
        };
        let mut list = |head: &str, words: &[String]| {
            if !words.is_empty() {
                out.push_str(&wrapped(&format!("{head}{}", words.join(", "))));
            }
        };
        list("copied:        ", &self.begun.carried);
        list("not copied:    ", &self.begun.cleared);
        for (index, due) in self.begun.due.iter().enumerate() {
            let head = if index == 0 { "deadlines:     " } else { "               " };
            let _ = writeln!(out, "{head}{}", due.line());
        }
        let of = |task: Todo| self.begun.marks.iter().filter(move |(_, mark)| mark.task == task);
        if of(Todo::Write).chain(of(Todo::Review)).next().is_some() {
            let _ = writeln!(out, "still to write:");
        }
        for (line, mark) in of(Todo::Write) {
            let _ = writeln!(out, "  line {line:<8}{}", mark.what);
        }
        for (line, mark) in of(Todo::Review) {
            let was: Vec<String> = mark.was.iter().map(|was| format!("“{}”", shortened(was, 70))).collect();
            out.push_str(&wrapped(&format!("  line {line:<8}{}, was {}", mark.what, was.join(", "))));
        }
        // One line for all places of one thing: an agenda has many.
        let mut looks: Vec<(&str, Vec<String>)> = Vec::new();
        for (line, mark) in of(Todo::Look) {
            match looks.iter_mut().find(|(what, _)| *what == mark.what) {
                Some((_, lines)) => lines.push(line.to_string()),
                None => looks.push((&mark.what, vec![line.to_string()])),
            }
        }
        if !looks.is_empty() {
            let _ = writeln!(out, "check: still right?");
        }
        for (what, lines) in looks {
            let head = if lines.len() == 1 { "line" } else { "lines" };
            out.push_str(&wrapped(&format!("  {:<13}{what}", format!("{head} {}", lines.join(", ")))));
        }
        if !self.translations.is_empty() {
            out.push_str(&wrapped(&format!(
                "translations:  none yet. The letter that this one changes is also translated into {}; those translations do \
                 not change. To start the translations of this letter, with the sentences that are the same, run:",
                Language::names(&self.translations),
            )));
            let _ = writeln!(out, "               {}", self.translate());
        }
        for file in &self.unread {
            let _ = writeln!(
                out,
                "the number of {file} could not be read, so it was not counted: run `letters check` to see why"
            );
        }
        let found = match (self.errors, self.warnings) {
            (0, 0) => "no errors or warnings".to_owned(),
            (0, warnings) => count(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        };
        let [check, preview] = self.next();
        let _ = writeln!(out, "next:          {check}   (now: {found})\n               {preview}");
        out
    }

    fn json(&self) -> String {
        let review = |(line, mark): &(usize, Mark)| json!({ "line": line, "task": mark.task, "what": mark.what, "was": mark.was });
        let due = |due: &Due| {
            let date = due.date.to_string();
            json!({ "date": date, "items": due.items, "past": due.is_past, "day_off": due.day_off })
        };
        json_line(&json!({
            "event": "new",
            "file": self.file,
            "letter": self.letter,
            "number": self.number,
            "period": self.period,
            "from": self.from.as_ref().map(|(_, file)| file),
            "carried": self.begun.carried,
            "cleared": self.begun.cleared,
            "review": self.begun.marks.iter().map(review).collect::<Vec<_>>(),
            "deadlines": self.begun.due.iter().map(due).collect::<Vec<_>>(),
            "errors": self.errors,
            "warnings": self.warnings,
            "next": self.next(),
        }))
    }
}

/// Broken where the line is too long, with the second line under the words of the first.
fn wrapped(text: &str) -> String {
    folded(text, 110, 15).join(&format!("\n{}", " ".repeat(15))) + "\n"
}
