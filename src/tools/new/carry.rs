//! The next letter of a group from the one before: the facts of the new meeting, and of the old letter what
//! belongs to no single meeting.

use super::change::file;
use super::stale::{Cleared, Reader, is_open};
use super::written::{Commented, Form, Mark, Todo, write};
use super::{Asked, AskedMeeting, Begun, Old, annexes, called, draft, due, head, meeting};
use crate::base::Span;
use crate::base::text::{count, one_line, shortened};
use crate::base::yaml::{Node, Value};
use crate::model::letter::{
    Also, BY_STYLE, BodyBlock, DeadlineItem, Format, Letter, LetterKey, LetterValue, Meeting, NO_DEADLINES,
    Next, When,
};
use crate::project::session::Session;
use std::collections::BTreeMap;

/// Keys that stand among the facts asked for, before all others.
const FIRST: [&str; 2] = ["file_reference", "language"];

/// Writes it.
pub(super) fn letter(session: &Session, asked: &Asked, old: &Old) -> Begun {
    let mut carrier = Carrier::new(session, asked, old);
    let told = format!(
        "{}, started from {} ({}). A comment with `review` marks a sentence in which a placeholder replaces a date, \
         a number or a similar detail of the old meeting: write the new one. `still right?` marks what was copied \
         unchanged. Delete these comments as you go; `letters check` lists the remaining placeholders.",
        called(asked, Some(old)),
        old.called,
        file(old)
    );
    let mut entries = head(asked, told);
    let [before_date, behind_status] = FIRST;
    entries.extend(carrier.named(before_date));
    entries.extend(draft(asked));
    entries.extend(carrier.named(behind_status));
    entries.extend(carrier.named("meeting"));
    let deadlines = carrier.named("deadlines");
    let facts: Vec<_> = entries.iter().chain(&deadlines).cloned().collect();
    let (due, items) = due::of(session, &facts);
    carrier.lists(items);
    entries.extend(due::comment(&due));
    let (unsaid, said): (Vec<_>, Vec<_>) =
        Letter::KEYS.iter().partition(|key| matches!(key.next, Next::Dropped | Next::Named));
    for key in said {
        match key.next {
            Next::Rules => entries.extend(deadlines.iter().cloned()),
            Next::Facts => {}
            _ if FIRST.contains(&key.name) => {}
            _ => entries.extend(carrier.key(key)),
        }
    }
    unsaid.into_iter().for_each(|key| entries.extend(carrier.key(key)));
    let (text, marks) = write(&entries);
    Begun { text, carried: carrier.carried, cleared: carrier.cleared, marks, due }
}

/// Reads the old letter and keeps account of what becomes of it.
pub(super) struct Carrier<'a> {
    pub(super) session: &'a Session,
    pub(super) asked: &'a Asked,
    pub(super) old: &'a Old,
    pub(super) reader: Reader<'a>,
    pub(super) carried: Vec<String>,
    pub(super) cleared: Vec<String>,
    /// The deadlines that the new letter lists.
    pub(super) due: Vec<DeadlineItem>,
}

impl<'a> Carrier<'a> {
    fn new(session: &'a Session, asked: &'a Asked, old: &'a Old) -> Self {
        let annexes = annexes::names(session, asked, old);
        let reader = Reader {
            phrases: session.phrases(),
            places: meeting::places(asked, old),
            strangers: asked.strangers.clone(),
            gone: meeting::gone(asked, old),
            annexes,
        };
        Self { session, asked, old, reader, carried: Vec::new(), cleared: Vec::new(), due: Vec::new() }
    }

    /// A key of the old letter.
    pub(super) fn node(&self, key: &str) -> Option<&'a Node> {
        self.old.node.get(key).filter(|node| node.value != Value::Null)
    }

    /// The comment on what is as it was.
    pub(super) fn question(&self) -> String {
        format!("from {}: still right?", self.old.called)
    }

    /// What the new letter has of a key, by its name.
    fn named(&mut self, name: &str) -> Vec<(String, Commented)> {
        Letter::KEYS.iter().find(|key| key.name == name).map(|key| self.key(key)).unwrap_or_default()
    }

    /// What the new letter has of a key.
    fn key(&mut self, key: &'static LetterKey) -> Vec<(String, Commented)> {
        let name = key.key();
        let node = match self.node(&name) {
            Some(node) => node,
            None if key.next == Next::Facts => &self.old.node,
            None => return Vec::new(),
        };
        let piece = match key.next {
            Next::Asked => return Vec::new(),
            Next::Dropped => {
                self.cleared.push(name);
                return Vec::new();
            }
            Next::Named => {
                let names: Vec<&str> = node.entries().iter().map(|(name, _)| name.text.as_str()).collect();
                self.cleared.push(format!("{name} ({})", names.join(", ")));
                return Vec::new();
            }
            Next::Left => return vec![self.left_out(&name, &node.span, "")],
            Next::Facts => return self.meeting(),
            Next::Listed => return vec![self.events(node)],
            Next::Timeless => return self.timeless(key, node),
            Next::Blocks => return self.body(key, node),
            Next::Rules => return self.deadlines(node),
            Next::Annexes => return annexes::carry(self, node),
            _ if !is_kept(key, self.asked, self.old) => {
                self.cleared.push(format!("{name} (of another group)"));
                return Vec::new();
            }
            Next::Copied | Next::Carried => self.copied(key, node, &|_| name.clone()),
            Next::Checked => {
                let piece = self.copied(key, node, &|_| name.clone());
                let is_text = key.is(Also::Translated);
                self.asked_about(&name, if is_text { piece.unfolded() } else { piece })
            }
            Next::Each => Commented { gap: true, ..self.copied(key, node, &|_| name.clone()).unfolded() },
        };
        self.carried.push(name.clone());
        vec![(name, piece)]
    }

    /// A value of the old letter with placeholders in its texts; `what` calls the texts by their way through it.
    pub(super) fn copied(
        &mut self,
        key: &'static LetterKey,
        node: &Node,
        what: &dyn Fn(&str) -> String,
    ) -> Commented {
        let mut texts = BTreeMap::new();
        key.texts(&mut node.clone(), &mut |key, at, text, span| {
            let piece = match key.next {
                Next::Copied | Next::Dropped => return,
                _ if text.is_empty() || text == BY_STYLE => return,
                Next::Left => self.left_out(&words_of(at), span, "ask for the new rate").1,
                next => self.text(&what(at), text, matches!(next, Next::Each | Next::Blocks)),
            };
            texts.insert(span.start, piece);
        });
        Commented::of(node, &mut texts)
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
    pub(super) fn left_out(&mut self, key: &str, span: &Span, why: &str) -> (String, Commented) {
        self.cleared.push(key.to_owned());
        let said = short(span.text());
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

    /// Events belong to the one meeting: what they were is told, so that nobody forgets the next.
    fn events(&mut self, node: &Node) -> (String, Commented) {
        let title = |event: &Node| {
            let said = |key: &str| event.get(key).and_then(Node::as_str).unwrap_or_default();
            format!("  - title: {} (on {})", short(said("title")), said("starts"))
        };
        let lines: Vec<String> = node.items().iter().map(title).collect();
        let text = format!(
            "{} had these events. If there are such events again, add them under `events:`, with new dates:\n{}",
            self.old.called,
            lines.join("\n")
        );
        self.cleared.push("events".into());
        let (key, piece) = Commented::comment(text);
        (key, Commented { gap: true, ..piece })
    }

    /// Wordings that say dates or numbers are left to the house style, a web page that does to the group.
    fn timeless(&mut self, key: &'static LetterKey, node: &Node) -> Vec<(String, Commented)> {
        let name = key.key();
        let is_stale = |carrier: &Self, node: &Node| {
            !carrier.reader.clear(node.as_str().unwrap_or_default()).was.is_empty()
        };
        let Value::Mapping(words) = &node.value else {
            if !is_kept(key, self.asked, self.old) || is_stale(self, node) {
                return vec![self.left_out(&name, &node.span, "the web page of the group applies")];
            }
            self.carried.push(name.clone());
            return vec![(name.clone(), self.asked_about(&name, Commented::of(node, &mut BTreeMap::new())))];
        };
        let mut kept = Vec::new();
        for (word, node) in words {
            let text = node.as_str().unwrap_or_default();
            let is_range = matches!(word.text.as_str(), "dates" | "dates-in-prose");
            kept.push(if is_range || is_stale(self, node) {
                let why = "the wording of the house style applies";
                self.left_out(&format!("{name}.{}", word.text), &node.span, why)
            } else if text.is_empty() {
                (word.text.clone(), Commented::text("").beside(self.question()))
            } else {
                (word.text.clone(), self.text(&word.text, text, true))
            });
        }
        self.group(name.clone(), name, kept)
    }

    /// A group of keys, unless all of them are comments.
    fn group(
        &mut self,
        key: String,
        told: String,
        kept: Vec<(String, Commented)>,
    ) -> Vec<(String, Commented)> {
        if kept.iter().all(|(key, _)| key.is_empty()) {
            return kept;
        }
        self.carried.push(told);
        vec![(key, Commented { gap: true, ..Commented::group(kept) })]
    }

    fn body(&mut self, key: &'static LetterKey, node: &Node) -> Vec<(String, Commented)> {
        let what = |at: &str| if at.contains(".list.") { "the list".to_owned() } else { "body".to_owned() };
        let Form::List(blocks) = self.copied(key, node, &what).unfolded().form else { return Vec::new() };
        let mut pieces = Vec::new();
        let (mut sentences, mut left) = (0, 0);
        for (block, piece) in self.old.letter.body.iter().flatten().zip(blocks) {
            match block {
                // What an addendum or a revision begins with.
                BodyBlock::Named(name) if matches!(name.value.as_str(), "changes" | "further-to") => {}
                BodyBlock::Named(_) => pieces.push(piece),
                _ if !self.asked.texts => left += 1,
                _ => {
                    sentences += 1;
                    pieces.push(match piece.form {
                        Form::Group(list) if matches!(block, BodyBlock::List(_)) => {
                            let asked = list.into_iter().map(|(key, list)| {
                                (key, Commented { gap: false, ..self.asked_about("the list", list) })
                            });
                            Commented::group(asked.collect())
                        }
                        Form::Text(_) => Commented::group(vec![("text".to_owned(), piece)]),
                        form => Commented { form, ..piece },
                    });
                }
            }
        }
        if left > 0 {
            self.cleared.push(format!("{} of the body", count(left, "text")));
        }
        // The order of blocks alone is not worth a list when all texts between them are gone.
        if pieces.is_empty() {
            return Vec::new();
        }
        let what = if sentences > 0 { count(sentences, "text") } else { "the order".to_owned() };
        self.carried.push(format!("{what} of the body"));
        vec![("body".into(), Commented { gap: true, ..Commented::list(pieces) })]
    }

    /// Deadlines set by hand belong to the one meeting; which items there are does not.
    fn deadlines(&mut self, node: &Node) -> Vec<(String, Commented)> {
        if node.as_str() == Some(NO_DEADLINES) {
            self.carried.push("deadlines".to_owned());
            return vec![("deadlines".into(), self.asked_about("deadlines", Commented::text(NO_DEADLINES)))];
        }
        let mut kept = Vec::new();
        for (key, node) in node.entries() {
            kept.push(match node.as_str() {
                Some(word @ ("by-rule" | "omit")) => {
                    (key.text.clone(), self.asked_about(&key.text, Commented::text(word)))
                }
                _ => {
                    let why = if key.text == "other" { "" } else { "the rule gives the date" };
                    self.left_out(&format!("deadlines.{}", key.text), &node.span, why)
                }
            });
        }
        self.group("deadlines".into(), "deadlines (by-rule and omit)".into(), kept)
    }
}

/// Whether the new letter has a key too, as far as that depends on group and meeting.
pub(super) fn is_kept(key: &LetterKey, asked: &Asked, old: &Old) -> bool {
    let meetings = asked.meeting.as_ref().zip(old.letter.meeting.as_ref());
    let both = |is: &dyn Fn(&AskedMeeting, &Meeting) -> bool| meetings.is_some_and(|(new, was)| is(new, was));
    key.when.iter().all(|when| match when {
        When::SameGroup => asked.strangers.is_empty(),
        When::SameKind => asked.strangers.is_empty() && both(&|new, was| new.kind == was.kind()),
        When::SameFormat => both(&|new, was| new.format == was.format()),
        When::SameHours => {
            both(&|new, was| new.format == was.format() && new.starts.half == was.starts.value.half)
        }
        When::Remote => both(&|new, _| new.format != Format::Physical),
        When::AtPlace => asked.meeting.as_ref().is_some_and(|new| new.format != Format::Virtual),
    })
}

/// The names on a way through a letter, without the numbers of items.
pub(super) fn words_of(at: &str) -> String {
    let names = at.split('.').filter(|step| step.parse::<usize>().is_err());
    names.collect::<Vec<_>>().join(".")
}

/// The beginning of a long text, on one line.
pub(super) fn short(text: &str) -> String {
    shortened(&one_line(text), 90)
}
