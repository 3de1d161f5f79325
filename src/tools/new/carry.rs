//! The next letter of a group from the one before: the facts of the new meeting, and of the old letter what
//! belongs to no single meeting.

use super::change::file;
use super::stale::{Cleared, Reader, is_open};
use super::written::{Commented, Form, Mark, Todo, write};
use super::{Asked, Begun, HouseDefaults, Old, annexes, called, due, facts, head, meeting};
use crate::base::text::one_line;
use crate::base::yaml::{Node, Value};
use crate::model::letter::{Annex, DeadlineItem};

/// Writes it.
pub(super) fn letter(house: HouseDefaults<'_>, asked: &Asked, old: &Old) -> Begun {
    let mut carrier = Carrier::new(house, asked, old);
    let told = format!(
        "{}, started from {} ({}). A comment with `review` marks a sentence in which a placeholder replaces a date, \
         a number or a similar detail of the old meeting: write the new one. `still right?` marks what was copied \
         unchanged. Delete these comments as you go; `letters check` lists the remaining placeholders.",
        called(asked, Some(old)),
        old.called,
        file(old)
    );
    let mut entries = vec![head(asked, told)];
    entries.extend(facts(asked));
    carrier.of_group("file-reference", false, &mut entries);
    entries.push(("date".into(), Commented::text(asked.date.to_string())));
    entries.push(("status".into(), Commented::text("draft")));
    carrier.same("language", false, &mut entries);
    entries.extend(carrier.meeting());
    let deadlines = carrier.deadlines();
    let facts: Vec<_> = entries.iter().cloned().chain(deadlines.clone()).collect();
    let (due, items) = due::of(house, &facts);
    carrier.lists(items);
    entries.extend(due::comment(&due));
    carrier.subject(&mut entries);
    carrier.events(&mut entries);
    carrier.lines("addressees", &mut entries);
    carrier.lines("copy", &mut entries);
    carrier.same("addressee-marks", true, &mut entries);
    carrier.of_group("contacts", true, &mut entries);
    carrier.wording(&mut entries);
    carrier.body(&mut entries);
    entries.extend(deadlines);
    entries.extend(annexes::carry(&mut carrier));
    carrier.same("annex-reference", true, &mut entries);
    carrier.of_group("chair", true, &mut entries);
    carrier.same("signature", true, &mut entries);
    carrier.web_page(&mut entries);
    carrier.left();
    let (text, marks) = write(&entries);
    Begun { text, carried: carrier.carried, cleared: carrier.cleared, marks, due }
}

/// Reads the old letter and keeps account of what becomes of it.
pub(super) struct Carrier<'a> {
    pub(super) house: HouseDefaults<'a>,
    pub(super) asked: &'a Asked,
    pub(super) old: &'a Old,
    pub(super) reader: Reader<'a>,
    pub(super) carried: Vec<String>,
    pub(super) cleared: Vec<String>,
    /// The deadlines that the new letter lists.
    pub(super) due: Vec<DeadlineItem>,
}

impl<'a> Carrier<'a> {
    fn new(house: HouseDefaults<'a>, asked: &'a Asked, old: &'a Old) -> Self {
        let annexes = annexes::names(house, asked, old);
        let reader = Reader {
            phrases: house.phrases,
            places: meeting::places(asked, old),
            strangers: asked.strangers.clone(),
            gone: meeting::gone(asked, old),
            annexes,
        };
        Self { house, asked, old, reader, carried: Vec::new(), cleared: Vec::new(), due: Vec::new() }
    }

    /// A key of the old letter.
    pub(super) fn node(&self, key: &str) -> Option<&'a Node> {
        self.old.node.get(key).filter(|node| node.value != Value::Null)
    }

    /// The comment on what is as it was.
    pub(super) fn question(&self) -> String {
        format!("from {}: still right?", self.old.called)
    }

    /// What stays whatever meets, word for word. `asks` marks it.
    fn same(&mut self, key: &str, asks: bool, entries: &mut Vec<(String, Commented)>) {
        let Some(node) = self.node(key) else { return };
        let mut piece = verbatim(node);
        if asks {
            piece = self.asked_about(key, piece);
        }
        self.carried.push(key.to_owned());
        entries.push((key.to_owned(), piece));
    }

    /// What is the same for all letters of a group.
    fn of_group(&mut self, key: &str, asks: bool, entries: &mut Vec<(String, Commented)>) {
        if self.asked.strangers.is_empty() {
            self.same(key, asks, entries);
        } else if self.node(key).is_some() {
            self.cleared.push(format!("{key} (of another group)"));
        }
    }

    /// Marks a piece as one to be looked at.
    pub(super) fn asked_about(&self, what: &str, piece: Commented) -> Commented {
        let is_short = matches!(&piece.form, Form::Text(text) if text.len() < 50) || piece.flow;
        let mut piece = if is_short { piece.beside(self.question()) } else { piece.above(self.question()) };
        piece.gap = !is_short;
        piece.mark = Some(Mark { task: Todo::Look, what: what.to_owned(), was: Vec::new() });
        piece
    }

    /// A sentence of the old letter with its comment. `alone`: nothing above it says that it is as it was.
    pub(super) fn text(&self, what: &str, text: &str, alone: bool) -> Commented {
        let Cleared { text, was, doubts } = self.reader.clear(text.trim_end());
        let mut piece = Commented::text(text);
        let listed =
            |words: &[String]| words.iter().map(|words| format!("“{words}”")).collect::<Vec<_>>().join(", ");
        let doubts =
            if doubts.is_empty() { String::new() } else { format!(" Check {} too.", listed(&doubts)) };
        if !was.is_empty() {
            piece = piece.above(format!("review: was {} in {}.{doubts}", listed(&was), self.old.called));
            piece.mark = Some(Mark { task: Todo::Review, what: what.to_owned(), was });
        } else if matches!(&piece.form, Form::Text(text) if is_open(text)) {
            piece = piece.above(format!("{} has this placeholder too.{doubts}", self.old.called));
            piece.mark = Some(Mark { task: Todo::Write, what: what.to_owned(), was });
        } else if alone || !doubts.is_empty() {
            piece = piece.above(format!("{}{doubts}", self.question()));
            piece.mark = Some(Mark { task: Todo::Look, what: what.to_owned(), was: Vec::new() });
        }
        piece
    }

    /// A comment on a key that is not carried over.
    pub(super) fn left_out(&mut self, key: &str, node: &Node, why: &str) -> (String, Commented) {
        self.cleared.push(key.to_owned());
        let said = short(node.span.text());
        let why = if why.is_empty() { String::new() } else { format!("; {why}") };
        let name = key.rsplit('.').next().unwrap_or(key);
        Commented::comment(format!("not copied from {}: {name}: {said}{why}", self.old.called))
    }

    fn meeting(&mut self) -> Vec<(String, Commented)> {
        let entries = meeting::carry(self);
        if entries.is_empty() {
            return Vec::new();
        }
        vec![("meeting".to_owned(), Commented { gap: true, ..Commented::group(entries) })]
    }

    /// Deadlines that the new letter does not list cannot be pointed at.
    fn lists(&mut self, items: Vec<DeadlineItem>) {
        let lacking = DeadlineItem::ALL.into_iter().filter(|item| !items.contains(item));
        let names = lacking.map(|item| (format!("due.{}", item.word()), "[date]"));
        self.reader.gone.extend(names);
        self.due = items;
    }

    fn subject(&mut self, entries: &mut Vec<(String, Commented)>) {
        let Some(node) = self.node("subject") else { return };
        let piece = match &node.value {
            Value::List(lines) => {
                let lines =
                    lines.iter().filter_map(Node::as_str).map(|line| self.text("subject", line, true));
                Commented::list(lines.collect())
            }
            _ => self.text("subject", node.as_str().unwrap_or_default(), true),
        };
        self.carried.push("subject".into());
        entries.push(("subject".into(), Commented { gap: true, ..piece }));
    }

    /// Events belong to the one meeting: what they were is told, so that nobody forgets the next.
    fn events(&mut self, entries: &mut Vec<(String, Commented)>) {
        let Some(node) = self.node("events") else { return };
        let Value::List(events) = &node.value else { return };
        let title = |event: &Node| {
            let title = event.get("title").and_then(Node::as_str).unwrap_or_default();
            let starts = event.get("starts").and_then(Node::as_str).unwrap_or_default();
            format!("  - title: {} (on {starts})", short(title))
        };
        let lines: Vec<String> = events.iter().map(title).collect();
        let text = format!(
            "{} had these events. If there are such events again, add them under `events:`, with new dates:\n{}",
            self.old.called,
            lines.join("\n")
        );
        self.cleared.push("events".into());
        let (key, piece) = Commented::comment(text);
        entries.push((key, Commented { gap: true, ..piece }));
    }

    /// A list of lines: addressees, those who get a copy.
    fn lines(&mut self, key: &str, entries: &mut Vec<(String, Commented)>) {
        let Some(Node { value: Value::List(lines), .. }) = self.node(key) else { return };
        let lines = lines.iter().filter_map(Node::as_str).map(|line| self.text(key, line, false));
        let piece = Commented::list(lines.collect());
        self.carried.push(key.into());
        entries.push((key.into(), Commented { gap: true, ..self.asked_about(key, piece) }));
    }

    /// Wordings that say dates or numbers are left to the house style.
    fn wording(&mut self, entries: &mut Vec<(String, Commented)>) {
        let Some(Node { value: Value::Mapping(words), .. }) = self.node("wording") else { return };
        let mut kept = Vec::new();
        for (name, node) in words {
            let text = node.as_str().unwrap_or_default();
            let is_range = matches!(name.text.as_str(), "dates" | "dates-in-prose");
            if is_range || !self.reader.clear(text).was.is_empty() {
                kept.push(self.left_out(
                    &format!("wording.{}", name.text),
                    node,
                    "the wording of the house style applies",
                ));
            } else if text.is_empty() {
                kept.push((name.text.clone(), Commented::text("").beside(self.question())));
            } else {
                kept.push((name.text.clone(), self.text(&name.text, text, true)));
            }
        }
        if kept.iter().all(|(key, _)| key.is_empty()) {
            entries.extend(kept);
            return;
        }
        self.carried.push("wording".into());
        entries.push(("wording".into(), Commented { gap: true, ..Commented::group(kept) }));
    }

    fn body(&mut self, entries: &mut Vec<(String, Commented)>) {
        let Some(Node { value: Value::List(blocks), .. }) = self.node("body") else { return };
        let mut pieces = Vec::new();
        let (mut sentences, mut left) = (0, 0);
        for (block, node) in self.old.letter.body.iter().flatten().zip(blocks) {
            use crate::model::letter::BodyBlock;
            match block {
                // What an addendum or a revision begins with.
                BodyBlock::Named(name) if matches!(name.value.as_str(), "changes" | "further-to") => {}
                BodyBlock::Named(name) => pieces.push(Commented::text(&name.value)),
                _ if !self.asked.texts => left += 1,
                _ => {
                    sentences += 1;
                    pieces.push(self.block(node));
                }
            }
        }
        if left > 0 {
            self.cleared.push(format!("{} of the body", crate::base::text::count(left, "text")));
        }
        // The order of blocks alone is not worth a list when all texts between them are gone.
        if pieces.is_empty() {
            return;
        }
        if sentences > 0 {
            self.carried.push(format!("{} of the body", crate::base::text::count(sentences, "text")));
        } else {
            self.carried.push("the order of the body".into());
        }
        entries.push(("body".into(), Commented { gap: true, ..Commented::list(pieces) }));
    }

    /// A text, a notice, a note or a list of the body.
    fn block(&self, node: &Node) -> Commented {
        match &node.value {
            Value::Mapping(entries) => {
                let entry = |(key, value): &(crate::base::yaml::Key, Node)| {
                    let piece = match &value.value {
                        Value::Mapping(list) => {
                            let list = list.iter().map(|(key, value)| {
                                let piece = match &value.value {
                                    Value::List(_) => self.tree("the list", value),
                                    _ => self.text("the list", value.as_str().unwrap_or_default(), false),
                                };
                                (key.text.clone(), piece)
                            });
                            self.asked_about("the list", Commented::group(list.collect()))
                        }
                        _ => self.text("body", value.as_str().unwrap_or_default(), true),
                    };
                    (key.text.clone(), Commented { gap: false, ..piece })
                };
                Commented::group(entries.iter().map(entry).collect())
            }
            _ => {
                let text = self.text("body", node.as_str().unwrap_or_default(), true);
                Commented::group(vec![("text".to_owned(), text)])
            }
        }
    }

    /// Items with items below them, each cleared.
    pub(super) fn tree(&self, what: &str, node: &Node) -> Commented {
        match &node.value {
            Value::List(items) => Commented::list(items.iter().map(|item| self.tree(what, item)).collect()),
            Value::Mapping(entries) => {
                let entry = |(key, below): &(crate::base::yaml::Key, Node)| {
                    let Commented { above, mark, form, .. } = self.text(what, &key.text, false);
                    let key = match form {
                        Form::Text(text) => text,
                        _ => key.text.clone(),
                    };
                    (key, Commented { above, mark, ..self.tree(what, below) })
                };
                Commented::group(entries.iter().map(entry).collect())
            }
            _ => self.text(what, node.as_str().unwrap_or_default(), false),
        }
    }

    /// Deadlines set by hand belong to the one meeting; which items there are does not.
    fn deadlines(&mut self) -> Vec<(String, Commented)> {
        let Some(Node { value: Value::Mapping(items), .. }) = self.node("deadlines") else {
            return Vec::new();
        };
        let mut kept = Vec::new();
        for (key, node) in items {
            match node.as_str() {
                Some(word @ ("by-rule" | "omit")) => {
                    kept.push((key.text.clone(), self.asked_about(&key.text, Commented::text(word))));
                }
                _ => {
                    let why = if key.text == "other" { "" } else { "the rule gives the date" };
                    kept.push(self.left_out(&format!("deadlines.{}", key.text), node, why));
                }
            }
        }
        if kept.iter().all(|(key, _)| key.is_empty()) {
            return kept;
        }
        self.carried.push("deadlines (by-rule and omit)".into());
        vec![("deadlines".into(), Commented { gap: true, ..Commented::group(kept) })]
    }

    fn web_page(&mut self, entries: &mut Vec<(String, Commented)>) {
        let Some(node) = self.node("web-page") else { return };
        if self.asked.strangers.is_empty()
            && self.reader.clear(node.as_str().unwrap_or_default()).was.is_empty()
        {
            self.same("web-page", true, entries);
        } else {
            entries.push(self.left_out("web-page", node, "the web page of the group applies"));
        }
    }

    /// What was not carried over and left no trace.
    fn left(&mut self) {
        for key in ["period", "on-behalf", "signatory", "file-name", "changes"] {
            if self.node(key).is_some() {
                self.cleared.push(key.to_owned());
            }
        }
        if let Some(Node { value: Value::Mapping(allowed), .. }) = self.node("allow") {
            let codes: Vec<&str> = allowed.iter().map(|(code, _)| code.text.as_str()).collect();
            self.cleared.push(format!("allow ({})", codes.join(", ")));
        }
    }
}

/// A part of the old letter as it was, without its comments.
pub(super) fn verbatim(node: &Node) -> Commented {
    let form = match &node.value {
        Value::Null => Form::Text(String::new()),
        Value::Scalar { text, .. } => Form::Text(text.trim_end().to_owned()),
        Value::List(items) => Form::List(items.iter().map(verbatim).collect()),
        Value::Mapping(entries) => {
            Form::Group(entries.iter().map(|(key, value)| (key.text.clone(), verbatim(value))).collect())
        }
    };
    Commented { flow: node.span.text().starts_with(['{', '[']), form, ..Commented::default() }
}

/// The beginning of a long text, on one line.
pub(super) fn short(text: &str) -> String {
    let text = one_line(text);
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(90).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

/// Whether a picture of the old letter can be seen from the new one.
pub(super) fn is_seen(asked: &Asked, annex: &Annex) -> bool {
    let Annex::Image(image, _) = annex else { return true };
    asked.beside || !image.image.contains(['/', '\\'])
}
