//! Tera with the house's filters: renders templates, phrases and the letter's own texts, all with
//! marks that tell where each line came from, and turns Tera's errors into diagnostics.

use super::House;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letter::Time;
use crate::markdown::{self, MARK_END, MARK_START, line_mark};
use crate::phrases::{DateWords, Phrases};
use crate::source::{Located, Source, Span};
use crate::yaml;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, Value};

/// All templates of the house style, parsed once, for one language.
pub struct Engine {
    tera: Tera,
    /// Sources of templates by their number in marks; the letter's own file comes after them.
    files: Vec<Arc<Source>>,
    by_name: BTreeMap<String, usize>,
    /// Phrases in order: key in templates (`date_line`), template name, place in the phrases file.
    phrases: Vec<(String, String, Span)>,
}

const PHRASE: &str = "phrase:";

impl Engine {
    /// Parses every template and phrase. All their problems are reported; `None` if there was one.
    pub fn new(house: &House, phrases: &Phrases, problems: &mut Diagnostics) -> Option<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".md", PHRASE]);
        tera.set_escape_fn(markdown::escape);
        register_filters(&mut tera, &phrases.dates);
        let mut engine = Self { tera, files: Vec::new(), by_name: BTreeMap::new(), phrases: Vec::new() };
        let mut marked = Vec::new();
        for name in house.names("", ".md") {
            match house.text(&name) {
                Ok(source) => {
                    let number = engine.files.len();
                    marked.push((name.clone(), mark_lines(source.text(), number)));
                    engine.by_name.insert(name, number);
                    engine.files.push(source);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let number = engine.files.len();
        for (key, text) in &phrases.phrases.entries {
            if engine.files.len() == number {
                engine.files.push(Arc::clone(&key.span.source));
            }
            let template = format!("{}{PHRASE}", key.value);
            engine.by_name.insert(template.clone(), number);
            marked.push((template.clone(), piece(text, number)));
            engine.phrases.push((key.value.replace('-', "_"), template, text.span.clone()));
        }
        engine.load(marked, problems).then_some(engine)
    }

    /// Adds all templates at once, so that they may include each other in any order. Tera stops at
    /// the first syntax error: the bad template is put aside and the rest tried again.
    fn load(&mut self, mut templates: Vec<(String, String)>, problems: &mut Diagnostics) -> bool {
        let mut sound = true;
        // Parse each alone first: every template with a syntax error is reported, not only the first.
        templates.retain(|(name, text)| {
            let mut alone = Tera::new();
            match alone.add_raw_template(name, text) {
                Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
                    problems.push(self.diagnose(&error, None));
                    sound = false;
                    false
                }
                _ => true,
            }
        });
        if sound && let Err(error) = self.tera.add_raw_templates(templates) {
            problems.push(self.diagnose(&error, None));
            sound = false;
        }
        sound
    }

    /// The phrases' keys as templates write them, in order.
    pub fn phrase_keys(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|(key, ..)| key.as_str())
    }

    /// The templates of a folder (`items/`), without folder and ending, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let names = self.by_name.keys().filter_map(|name| name.strip_prefix(folder)?.strip_suffix(".md"));
        names.map(str::to_owned).collect()
    }

    /// Renders a template; the result has marks.
    ///
    /// # Errors
    /// What Tera found, with its place in the template.
    pub fn template(&self, name: &str, facts: &Context) -> Result<String, Diagnostic> {
        self.tera.render(name, facts).map_err(|error| self.diagnose(&error, None))
    }

    /// Renders a template as a piece to be inserted in another; empty when it says nothing.
    ///
    /// # Errors
    /// As [`Engine::template`].
    pub fn piece(&self, name: &str, facts: &Context) -> Result<Value, Diagnostic> {
        Ok(finish_piece(&self.template(name, facts)?))
    }

    /// Renders the phrase with this key.
    ///
    /// # Errors
    /// As [`Engine::template`], with the place in the phrases file.
    pub fn phrase(&self, key: &str, facts: &Context) -> Result<Value, Diagnostic> {
        match self.phrases.iter().find(|(k, ..)| k == key) {
            Some((_, template, span)) => self
                .tera
                .render(template, facts)
                .map(|text| finish_piece(&text))
                .map_err(|error| self.diagnose(&error, Some(span))),
            None => Ok(Value::safe_string("")),
        }
    }

    /// Renders a text of the letter itself: Markdown with facts.
    ///
    /// # Errors
    /// What Tera found, with its place in the letter.
    pub fn text(&self, text: &Located<String>, facts: &Context) -> Result<Value, Diagnostic> {
        let marked = piece(text, self.files.len());
        if !marked.contains("{{") && !marked.contains("{%") && !marked.contains("{#") {
            return Ok(finish_piece(&marked));
        }
        self.tera
            .render_str(&marked, facts, true)
            .map(|text| finish_piece(&text))
            .map_err(|error| self.diagnose(&error, Some(&text.span)))
    }

    /// The sources by number; the letter's own comes last.
    pub fn files(&self, letter: &Arc<Source>) -> Vec<Arc<Source>> {
        self.files.iter().chain([letter]).cloned().collect()
    }

    /// Tera's error as ours. `snippet` is the place of a text or phrase inside a YAML file.
    fn diagnose(&self, error: &tera::Error, snippet: Option<&Span>) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let is_template =
                    self.by_name.get(report.filename()).filter(|_| !report.filename().ends_with(PHRASE));
                let place = match is_template {
                    Some(&number) => Some(template_span(&self.files[number], report)),
                    None => snippet
                        .cloned()
                        .or_else(|| self.phrase_span(report.filename()))
                        .map(|s| within(&s, report)),
                };
                let (message, hint) = plain_words(report.message());
                let mut diagnostic = Diagnostic::error("template", message);
                if let Some(place) = place {
                    diagnostic = diagnostic.at(&place, "here");
                }
                if let Some(hint) = hint {
                    diagnostic = diagnostic.hint(hint);
                }
                diagnostic
            }
            other => Diagnostic::error("template", other.to_string()),
        }
    }

    fn phrase_span(&self, template: &str) -> Option<Span> {
        self.phrases.iter().find(|(_, name, _)| name == template).map(|(.., span)| span.clone())
    }
}

/// Tera's message without its own excerpt, and advice for the usual cause.
fn plain_words(message: &str) -> (String, Option<String>) {
    let message = message.trim().trim_end_matches('.').replace([MARK_START, MARK_END], "");
    let lower = message.to_lowercase();
    let hint = if lower.contains("not found")
        || lower.contains("not defined")
        || lower.contains("undefined")
        || lower.contains("not in context")
    {
        Some("look for a misspelt name; docs/templates.md lists every fact, and an annex that the letter does not have cannot be pointed at".to_owned())
    } else if lower.contains("expected") {
        Some("check that every {{ has its }}, every {% its %}, and every if and for its end".to_owned())
    } else {
        None
    };
    (format!("the template cannot be used: {message}"), hint)
}

/// The place that Tera reports, in the file without marks: a mark is two characters at a line's start.
fn template_span(source: &Arc<Source>, report: &ReportError) -> Span {
    let range = source.line_range(report.span().start_line);
    let line = &source.text()[range.clone()];
    let marked =
        marked_lines(source.text()).get(report.span().start_line.saturating_sub(1)).copied().unwrap_or(false);
    let clean = |column: usize| {
        let column = if marked { column.saturating_sub(2) } else { column };
        range.start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
    };
    let start = clean(report.span().start_col);
    let end = if report.span().end_line == report.span().start_line {
        clean(report.span().end_col)
    } else {
        range.end
    };
    Span::new(source, start, end.max(start))
}

/// The place inside a YAML value: exact where the value is written as it is, otherwise the value.
fn within(value: &Span, report: &ReportError) -> Span {
    let whole =
        Span::new(&value.source, value.start, value.start + value.text().lines().next().map_or(0, str::len));
    let Some(at) = value.text().find("{{").or_else(|| value.text().find("{%")) else { return whole };
    let line = value.text()[at..].lines().next().unwrap_or("");
    if value.text().lines().count() == 1 {
        // The mark at the start takes three characters; quotes one.
        let quote = usize::from(value.text().starts_with(['"', '\'']));
        let offset = |column: usize| {
            let column = column.saturating_sub(3) + quote;
            value.start + value.text().char_indices().nth(column).map_or(value.text().len(), |(i, _)| i)
        };
        let (start, end) = (offset(report.span().start_col), offset(report.span().end_col));
        return Span::new(&value.source, start.min(value.end), end.min(value.end));
    }
    Span::new(&value.source, value.start + at, value.start + at + line.len())
}

/// Begins every line that may bear it with a mark.
fn mark_lines(text: &str, file: usize) -> String {
    let marked = marked_lines(text);
    let mut out = String::with_capacity(text.len() + marked.len() * 8);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if marked[at] {
            out.extend(line_mark(file, at + 1));
        }
        out.push_str(line);
    }
    out
}

/// Which lines begin outside all tags and next to no tag that trims white space: there a mark
/// changes nothing.
fn marked_lines(text: &str) -> Vec<bool> {
    const TAGS: [(&str, &str); 3] = [("{%", "%}"), ("{{", "}}"), ("{#", "#}")];
    let mut open: Option<&str> = None;
    let mut trims = false;
    let mut marked = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let trimmed_away = ["{%-", "{{-", "{#-"].iter().any(|tag| start.starts_with(tag));
        marked.push(open.is_none() && !trims && !trimmed_away);
        let mut rest = line;
        loop {
            match open {
                Some(close) => match rest.find(close) {
                    Some(at) => {
                        rest = &rest[at + close.len()..];
                        open = None;
                    }
                    None => break,
                },
                None => {
                    let next = TAGS.iter().filter_map(|(o, c)| rest.find(o).map(|at| (at, *c))).min();
                    let Some((at, close)) = next else { break };
                    rest = &rest[at + 2..];
                    open = Some(close);
                }
            }
        }
        if !start.is_empty() {
            let end = line.trim_end();
            trims = ["-%}", "-}}", "-#}"].iter().any(|tag| end.ends_with(tag));
        }
    }
    marked
}

/// A text of a YAML file, marked as a piece.
fn piece(text: &Located<String>, file: usize) -> String {
    let (line, _) = text.span.line_column();
    let mut out = String::from(MARK_START);
    out.extend(line_mark(file, line));
    out.push_str(text.value.trim());
    out.push(MARK_END);
    out
}

/// A rendered piece as a value that is not escaped again; empty when only marks are left.
fn finish_piece(text: &str) -> Value {
    let says_something = text
        .chars()
        .any(|c| !c.is_whitespace() && u32::from(c) < 0xF_0000 && c != MARK_START && c != MARK_END);
    if !says_something {
        return Value::safe_string("");
    }
    let text = text.trim();
    if text.starts_with(MARK_START) && text.ends_with(MARK_END) {
        return Value::safe_string(text);
    }
    Value::safe_string(&format!("{MARK_START}{text}{MARK_END}"))
}

/// `date`, `long_date`, `hours`: what templates and letters do with facts written as text.
fn register_filters(tera: &mut Tera, dates: &DateWords) {
    let read = |text: &str| {
        yaml::date(text)
            .map_err(|why| tera::Error::message(format!("{why}; expected a date such as 2021-04-20")))
    };
    let words = dates.clone();
    tera.register_filter("date", move |text: &str, _: Kwargs, _: &State<'_>| {
        read(text).map(|date| words.day(date))
    });
    let words = dates.clone();
    tera.register_filter("long_date", move |text: &str, _: Kwargs, _: &State<'_>| {
        read(text).map(|date| words.weekday_day(date))
    });
    let words = dates.clone();
    tera.register_filter("date_range", move |text: &str, to: Kwargs, _: &State<'_>| {
        let to: &str = to.must_get("to")?;
        Ok::<_, tera::Error>(words.range(read(text)?, read(to)?))
    });
    let words = dates.clone();
    tera.register_filter("time", move |text: &str, _: Kwargs, _: &State<'_>| {
        let time = text
            .split_once(':')
            .and_then(|(h, m)| Some(Time { hour: h.parse().ok()?, minute: m.parse().ok()? }));
        time.map(|time| words.time(time))
            .ok_or_else(|| tera::Error::message(format!("`{text}` is not a time such as 09:30")))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_out_of_tags_and_of_trimmed_space() {
        let text = "a\n{% if x\n  and y %}\n b -%}\n\nc\n{%- endif %}\n{# d\ne #}f\ng\n";
        assert_eq!(marked_lines(text), [true, true, false, true, false, false, false, true, false, true]);
    }
}
