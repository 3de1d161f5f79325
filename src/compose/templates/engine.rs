//! Tera with the house's filters: renders templates, phrases and the letter's own texts, all with
//! marks that tell where each line came from, and turns Tera's errors into diagnostics.

use super::HouseStyle;
use super::marks::{mark_lines, piece, template_span, within};
use super::named::{self, Named};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Reported};
use crate::base::house_changes;
use crate::base::source::{Located, Source, Span};
use crate::base::text::nearest;
use crate::base::yaml;
use crate::compose::markdown::{self, MARK_END, MARK_START, PLACE_OF_LIST};
use crate::compose::templates::rules::TEMPLATE;
use crate::model::letter::Time;
use crate::model::phrases::{DateWords, ListWords, Phrases};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

/// All templates of the house style, parsed once, for one language.
pub struct Engine {
    tera: Tera,
    /// Sources of templates by their number in marks; the letter's own file comes after them.
    files: Vec<Arc<Source>>,
    by_name: BTreeMap<String, usize>,
    /// Phrases in order: key in templates (`date_line`), template name, text in the phrases file.
    phrases: Vec<(String, String, Located<String>)>,
    /// Where each of them stands in that order.
    order: BTreeMap<String, usize>,
    /// The phrases that each template names, found when it is first rendered.
    named: Vec<OnceLock<Named>>,
    /// The same of phrases, in their order.
    named_in_phrases: Vec<OnceLock<Named>>,
    included: OnceLock<BTreeMap<String, Vec<String>>>,
}

const PHRASE: &str = "phrase:";

impl Engine {
    /// Parses every template and phrase.
    ///
    /// # Errors
    /// There was a mistake; all are reported.
    pub fn new(house: &HouseStyle, phrases: &Phrases, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let mut tera = Tera::new();
        tera.autoescape_on([".md", PHRASE]);
        tera.set_escape_fn(markdown::escape);
        register_filters(&mut tera, &phrases.dates, &phrases.lists);
        let mut engine = Self {
            tera,
            files: Vec::new(),
            by_name: BTreeMap::new(),
            phrases: Vec::new(),
            order: BTreeMap::new(),
            named: Vec::new(),
            named_in_phrases: Vec::new(),
            included: OnceLock::new(),
        };
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
        engine.named = (0..number).map(|_| OnceLock::new()).collect();
        for (key, text) in &phrases.phrases.entries {
            if engine.files.len() == number {
                engine.files.push(Arc::clone(&key.span.source));
            }
            let template = format!("{}{PHRASE}", key.value);
            engine.by_name.insert(template.clone(), number);
            if !is_plain(text) {
                marked.push((template.clone(), piece(text, number)));
            }
            let key = key.value.replace('-', "_");
            engine.order.insert(key.clone(), engine.phrases.len());
            engine.phrases.push((key, template, text.clone()));
            engine.named_in_phrases.push(OnceLock::new());
        }
        engine.load(&marked, problems).map(|()| engine)
    }

    /// Adds all templates at once, so that they may include each other in any order. Tera stops at
    /// the first syntax error: then each is parsed alone, so that all of them are reported.
    fn load(&mut self, templates: &[(String, String)], problems: &mut Diagnostics) -> Result<(), Reported> {
        let all = templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let Err(error) = self.tera.add_raw_templates(all) else { return Ok(()) };
        let is_syntax = |error: &tera::Error| matches!(error.kind(), ErrorKind::SyntaxError(_));
        let alone = |(name, text): &(String, String)| Tera::new().add_raw_template(name, text).err();
        let wrong = templates.iter().filter(|_| is_syntax(&error)).filter_map(alone).filter(is_syntax);
        let reported = wrong.fold(None, |_, error| Some(problems.refuse(self.diagnose(&error, None))));
        Err(reported.unwrap_or_else(|| problems.refuse(self.diagnose(&error, None))))
    }

    /// The phrases' keys as templates write them, in order.
    pub fn phrase_keys(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|(key, ..)| key.as_str())
    }

    /// Where the phrase with this key stands in that order.
    pub fn phrase_order(&self, key: &str) -> Option<usize> {
        self.order.get(key).copied()
    }

    /// The phrases that a template names, and those that it includes.
    pub fn named_in(&self, template: &str) -> &Named {
        static ANY: Named =
            Named { printed: BTreeSet::new(), used: BTreeSet::new(), any: true, included: BTreeSet::new() };
        let place = self.by_name.get(template).and_then(|&number| self.named.get(number));
        place.map_or(&ANY, |place| {
            place.get_or_init(|| {
                self.with_named(Named { included: [template.to_owned()].into(), ..Named::default() })
            })
        })
    }

    /// The phrases that the phrase with this key names, found once.
    pub fn named_in_phrase(&self, key: &str) -> Option<&Named> {
        let order = self.phrase_order(key)?;
        let (.., said) = self.phrases.get(order)?;
        Some(self.named_in_phrases.get(order)?.get_or_init(|| self.named_by(said)))
    }

    /// The phrases that a text names, and the templates that it includes.
    pub fn named_by(&self, text: &str) -> Named {
        self.with_named(Named::of(text))
    }

    /// Adds what the included templates name, however far down.
    fn with_named(&self, mut named: Named) -> Named {
        let (mut seen, mut waiting) = (BTreeSet::new(), Vec::from_iter(std::mem::take(&mut named.included)));
        while let Some(name) = waiting.pop() {
            match self.file(&name) {
                Some(file) if !seen.contains(&name) => {
                    let mut inner = Named::of(file.text());
                    waiting.extend(std::mem::take(&mut inner.included));
                    named.extend(inner);
                    seen.insert(name);
                }
                Some(_) => {}
                // Tera says what is wrong with it.
                None => named.any = true,
            }
        }
        named
    }

    /// What phrases see of the phrase with this key before it is put in.
    pub fn place_of(&self, key: &str) -> Option<Value> {
        Some(Value::safe_string(&named::place(self.phrase_order(key)?)?))
    }

    /// Puts phrases in their places in a rendered text; `said` gets their keys.
    pub fn put_in(&self, text: String, mut said: impl FnMut(&str) -> String) -> String {
        named::put_in(text, |order| self.phrases.get(order).map(|(key, ..)| said(key)).unwrap_or_default())
    }

    /// The templates of a folder (`items/`), without folder and ending, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let names = self.by_name.keys().filter_map(|name| name.strip_prefix(folder)?.strip_suffix(".md"));
        names.map(str::to_owned).collect()
    }

    /// Renders a template; the result has marks, and places for phrases.
    ///
    /// # Errors
    /// What Tera found, with its place in the template.
    pub fn template(&self, name: &str, facts: &Context) -> Result<String, Diagnostic> {
        self.tera.render(name, facts).map_err(|error| self.diagnose(&error, None))
    }

    /// Renders the phrase with this key, likewise; empty when there is none.
    ///
    /// # Errors
    /// As [`Engine::template`], with the place in the phrases file.
    pub fn phrase(&self, key: &str, facts: &Context) -> Result<String, Diagnostic> {
        match self.phrase_order(key).and_then(|at| self.phrases.get(at)) {
            // Most phrases are words alone: Tera need not know them.
            Some((_, template, said)) if is_plain(said) => {
                Ok(piece(said, self.by_name.get(template).copied().unwrap_or_default()))
            }
            Some((_, template, said)) => {
                self.tera.render(template, facts).map_err(|error| self.diagnose(&error, Some(said)))
            }
            None => Ok(String::new()),
        }
    }

    /// Renders a text of the letter itself: Markdown with facts. `file` is its file's number in marks.
    ///
    /// # Errors
    /// What Tera found, with its place in the letter.
    pub fn text(&self, text: &Located<String>, file: usize, facts: &Context) -> Result<String, Diagnostic> {
        let marked = piece(text, file);
        if is_plain(text) {
            return Ok(marked);
        }
        self.tera.render_str(&marked, facts, true).map_err(|error| self.diagnose(&error, Some(text)))
    }

    /// The templates that any of these is made of: they themselves, and what they include however far down.
    /// A template that names another in quotes is taken to include it.
    pub fn with_included(&self, names: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        let (mut all, mut waiting) = (BTreeSet::new(), names.into_iter().collect::<Vec<_>>());
        while let Some(name) = waiting.pop() {
            if let Some(included) = self.included().get(&name).filter(|_| !all.contains(&name)) {
                waiting.extend(included.iter().cloned());
                all.insert(name);
            }
        }
        all
    }

    /// What each template includes itself, found when it is first asked for.
    fn included(&self) -> &BTreeMap<String, Vec<String>> {
        self.included.get_or_init(|| {
            // Phrases include nothing: what they may use are other phrases.
            let templates = || self.by_name.iter().filter(|(name, _)| !name.ends_with(PHRASE));
            let of = |number: usize| {
                let text = self.files[number].text();
                let includes = ["include", "import", "extends"].iter().any(|word| text.contains(word));
                let quoted = |other: &&String| {
                    includes && ['"', '\'', '`'].iter().any(|q| text.contains(&format!("{q}{other}{q}")))
                };
                templates().map(|(other, _)| other).filter(quoted).cloned().collect()
            };
            templates().map(|(name, &number)| (name.clone(), of(number))).collect()
        })
    }

    /// The file of a template.
    pub fn file(&self, name: &str) -> Option<&Arc<Source>> {
        self.by_name.get(name).map(|&number| &self.files[number])
    }

    /// All templates, and the phrases file.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.files
    }

    /// The key of the phrase that holds a line of the phrases file.
    pub fn phrase_at(&self, line: usize) -> Option<String> {
        let holds = |(_, _, said): &&(String, String, Located<String>)| {
            let last = said.span.source.line_column(said.span.end).0;
            (said.span.line_column().0..=last).contains(&line)
        };
        self.phrases.iter().find(holds).map(|(key, ..)| key.replace('_', "-"))
    }

    /// The sources by number; those of the letter come last.
    pub fn files(&self, own: &[Arc<Source>]) -> Vec<Arc<Source>> {
        self.files.iter().chain(own).cloned().collect()
    }

    /// Tera's error as ours. `snippet` is the text or phrase of a YAML file.
    fn diagnose(&self, error: &tera::Error, snippet: Option<&Located<String>>) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let is_template =
                    self.by_name.get(report.filename()).filter(|_| !report.filename().ends_with(PHRASE));
                let place = match is_template {
                    Some(&number) => Some(template_span(&self.files[number], report)),
                    None => snippet
                        .cloned()
                        .or_else(|| self.text_of(report.filename()))
                        .map(|s| within(&s, report)),
                };
                let (message, hints) = plain_words(report.message());
                let mut diagnostic = TEMPLATE.finding(message);
                if let Some(place) = place {
                    diagnostic = diagnostic.at(&place, "here");
                }
                hints.into_iter().fold(diagnostic, Diagnostic::hint)
            }
            other => {
                // Tera's reports of unknown names are a drawing of its own: the first line says what.
                let text = other.to_string();
                let first = text.lines().next().unwrap_or_default();
                let (message, hints) = plain_words(first.strip_prefix("error: ").unwrap_or(first));
                let mut diagnostic = TEMPLATE.finding(message);
                let place = match (snippet, other) {
                    (Some(said), _) => Some(said.span.whole_line()),
                    (None, ErrorKind::CircularInclude { tpl: name, .. })
                    | (None, ErrorKind::CircularExtend { tpl: name, .. })
                    | (None, ErrorKind::MissingParent { current: name, .. }) => self.line_of(name, 1),
                    (None, _) => self.drawn_place(&text),
                };
                if let Some(place) = place {
                    diagnostic = diagnostic.at(&place, "here");
                }
                hints.into_iter().fold(diagnostic, Diagnostic::hint)
            }
        }
    }

    /// The line in a drawing of Tera's: ` --> body/opening.md:3:7`.
    fn drawn_place(&self, text: &str) -> Option<Span> {
        let (_, place) = text.lines().find_map(|line| line.split_once("--> "))?;
        let mut parts = place.rsplitn(3, ':').skip(1);
        let (line, name) = (parts.next()?.parse().ok()?, parts.next()?);
        self.line_of(name, line)
    }

    /// A line of a template, or the phrase of that name.
    fn line_of(&self, name: &str, line: usize) -> Option<Span> {
        match self.text_of(name) {
            Some(said) => Some(said.span.whole_line()),
            None => self.by_name.get(name).map(|&number| Span::line(&self.files[number], line)),
        }
    }

    /// The text of the phrase with this key.
    pub fn phrase_text(&self, key: &str) -> Option<&Located<String>> {
        self.phrase_order(key).and_then(|at| self.phrases.get(at)).map(|(.., said)| said)
    }

    fn text_of(&self, template: &str) -> Option<Located<String>> {
        self.phrases.iter().find(|(_, name, _)| name == template).map(|(.., said)| said.clone())
    }
}

/// Whether a text is the same whatever the facts are.
fn is_plain(text: &str) -> bool {
    !["{{", "{%", "{#"].iter().any(|tag| text.contains(tag))
}

/// Tera's message in the words of the house, and advice for the usual cause.
fn plain_words(message: &str) -> (String, Vec<String>) {
    let message = message.trim().trim_end_matches('.').replace([MARK_START, MARK_END], "");
    // "Field `start` is not defined. Available fields: agreed, …"
    let unknown = message.split_once("` is not defined").and_then(|(what, rest)| {
        let name = what.rsplit_once('`')?.1.to_owned();
        let known: Vec<String> = rest
            .split_once(": ")
            .map(|(_, list)| list.split(", ").map(str::to_owned).collect())
            .unwrap_or_default();
        Some((name, known))
    });
    if let Some((name, known)) = unknown {
        let near = nearest(&name.replace('_', "-"), known.iter().map(String::as_str))
            .or_else(|| nearest(&name, known.iter().map(String::as_str)));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "docs/house-style/facts.md lists every fact; an annex that the letter does not have cannot be pointed at".to_owned(),
        };
        let list =
            if known.is_empty() { String::new() } else { format!(" (there are: {})", known.join(", ")) };
        let changes = [("fact", name.clone()), ("phrase", name.replace('_', "-"))];
        let write = changes.iter().find_map(|(what, name)| house_changes::advice(what, name));
        let hints = write.into_iter().chain([hint + &list]).collect();
        return (format!("there is no fact `{name}` here"), hints);
    }
    let hint = message
        .contains("expected")
        .then(|| "check that every {{ has its }}, every {% its %}, and every if and for its end".to_owned());
    let mut quoted = message.split(['`', '"', '\'']);
    let write = quoted.find_map(|name| house_changes::advice("template", name));
    (format!("this text cannot be used: {message}"), write.into_iter().chain(hint).collect())
}

/// A rendered piece, to be inserted in another, as a value that is not escaped again; empty when only
/// marks are left.
pub fn finished(text: &str) -> Value {
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

/// Several pointers in one phrase: `Annexes B and C`, each letter a link. A pointer is
/// `[words](#annex-b "description")`; only what stands in its id counts here.
fn pointers(pointers: &[String], batch: &str, words: &ListWords) -> tera::TeraResult<String> {
    const ANNEX: &str = "](#annex-";
    if let [one] = pointers {
        return Ok(one.clone());
    }
    let letters: Option<Vec<String>> = pointers
        .iter()
        .map(|pointer| {
            let (at, length) = (pointer.find(ANNEX)?, ANNEX.len());
            let letter: String =
                pointer[at + length..].chars().take_while(char::is_ascii_alphabetic).collect();
            Some(format!("[{}{}", letter.to_uppercase(), &pointer[at..]))
        })
        .collect();
    match letters {
        Some(letters) if !letters.is_empty() => Ok(batch.replace(PLACE_OF_LIST, &words.list(&letters))),
        // Forms beside the annexes are named in full.
        None => Ok(words.list(pointers)),
        Some(_) => Err(tera::Error::message("there is no annex to point at".to_owned())),
    }
}

/// `date`, `long_date`, `hours`, `listed`, `pointers`: what templates and letters do with facts.
fn register_filters(tera: &mut Tera, dates: &DateWords, lists: &ListWords) {
    let words = lists.clone();
    tera.register_filter("listed", move |list: Vec<String>, _: Kwargs, _: &State<'_>| words.list(&list));
    let words = lists.clone();
    tera.register_filter("pointers", move |list: Vec<Value>, _: Kwargs, state: &State<'_>| {
        let list: Option<Vec<String>> = list.iter().map(|p| p.as_str().map(str::to_owned)).collect();
        let Some(list) = list else {
            let known: Option<Value> = state.get("annex")?;
            let known = known.as_ref().and_then(Value::as_map).into_iter().flatten();
            let mut known: Vec<String> = known.map(|(name, _)| name.to_string()).collect();
            known.sort();
            let known = known.join(", ");
            return Err(tera::Error::message(format!(
                "one of the annexes named here is not in the letter; there are: {known}"
            )));
        };
        let batch = if list.len() > 2 { "more_annex_pointers" } else { "annex_pointers" };
        let batch: Option<String> = state.get(batch)?;
        pointers(&list, batch.as_deref().unwrap_or(PLACE_OF_LIST), &words)
            .map(|text| Value::safe_string(&text))
    });
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
