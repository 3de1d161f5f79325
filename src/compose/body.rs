//! The body: its blocks in order, and the events that they tell of.

use super::Work;
use crate::base::text::{did_you_mean, nearest};
use crate::compose::facts::{BlockFacts, EventFacts, names};
use crate::compose::origin::marks::{END, START};
use crate::compose::rules::{BLOCK_AS_TEXT, UNKNOWN_BLOCK};
use crate::model::letter::{AgendaItem, BodyBlock, BulletList};
use crate::model::phrases::PhraseName;
use tera::Value;

/// What begins an item of a numbered list, and of one with bullets, in Markdown.
pub(super) const NUMBERED: &str = "1. ";
const BULLETS: &str = "- ";

impl Work<'_, '_> {
    /// The events held with the meeting, in the order of their dates.
    pub(super) fn events(&mut self) {
        let mut events: Vec<_> = self.resolved.letter.events.iter().flatten().collect();
        events.sort_by_key(|event| event.starts.value.date);
        let count = events.len();
        let phrase = if count == 1 { PhraseName::BodyEventAlone } else { PhraseName::BodyEventListed };
        let events = events.into_iter().enumerate().map(|(at, event)| {
            let title = self.line(&event.title);
            let text = event.text.as_ref().map(|text| self.line(text));
            let mut facts = EventFacts::of(event, title, text, self.composer.phrases);
            facts.last = at + 1 == count;
            self.facts.set(names::EVENT, facts.clone());
            facts.said = Some(self.phrase(phrase.key()));
            facts
        });
        let events = events.collect();
        // Other texts speak of all of them.
        self.facts.remove(names::EVENT);
        self.facts.set(names::EVENTS, events);
    }

    pub(super) fn body(&mut self) {
        let mut blocks: Vec<Value> = Vec::new();
        for block in self.resolved.body() {
            blocks.push(match block {
                BodyBlock::Text(text) => {
                    self.named_as_text(&text);
                    self.text(&text)
                }
                BodyBlock::Notice(text) => {
                    let text = self.text(&text);
                    self.kind_of_block("notice", BlockFacts { text: Some(text), ..BlockFacts::default() })
                }
                BodyBlock::Note(text) => {
                    let text = self.line(&text);
                    self.kind_of_block("note", BlockFacts { text: Some(text), ..BlockFacts::default() })
                }
                BodyBlock::List(list) => self.list(&list),
                BodyBlock::Named(name) => {
                    let names = self.composer.engine.names("body/");
                    if names.contains(&name.value) {
                        self.piece(&format!("body/{}.md", name.value))
                    } else {
                        self.unknown_block(&name, &names);
                        continue;
                    }
                }
            });
        }
        self.facts.set(names::BODY, blocks);
    }

    /// Renders a template of the folder `blocks`, which sees what the letter says as `block`.
    pub(super) fn kind_of_block(&mut self, name: &str, block: BlockFacts) -> Value {
        self.facts.set(names::BLOCK, block);
        self.piece(&format!("blocks/{name}.md"))
    }

    fn list(&mut self, list: &BulletList) -> Value {
        let head = list.head.as_ref().map(|head| self.line(head));
        let mut items = String::new();
        self.nested(&list.items, 0, BULLETS, &mut items);
        let items = Value::safe_string(&format!("{START}{items}{END}"));
        self.kind_of_block("list", BlockFacts { head, items: Some(items), ..BlockFacts::default() })
    }

    /// Items as a nested Markdown list.
    pub(super) fn nested(&mut self, items: &[AgendaItem], depth: usize, marker: &str, out: &mut String) {
        for item in items {
            let line = self.line(&item.text);
            out.push_str(&" ".repeat(depth * marker.len()));
            out.push_str(marker);
            out.push_str(line.as_str().unwrap_or_default());
            out.push('\n');
            self.nested(&item.items, depth + 1, marker, out);
        }
    }

    /// Tells of a text of a few words that is nearly the name of a block: `- key deadlines`.
    fn named_as_text(&mut self, text: &crate::base::Located<String>) {
        let before = &text.span.source.text()[..text.span.start];
        // After `text:` it is a text for certain; the sign of a block (`>-`) says nothing.
        let before = before.trim_end();
        let signs = [">-", "|-", ">", "|"];
        let before = signs.iter().find_map(|sign| before.strip_suffix(sign)).unwrap_or(before).trim_end();
        if !before.ends_with(['-', '[', ',', '"', '\'']) {
            return;
        }
        let names = self.composer.engine.names("body/");
        let Some(name) = meant(text, &names) else { return };
        BLOCK_AS_TEXT
            .finding(format!("`{}` is printed as a paragraph: it is not the name of a block", text.value))
            .at(&text.span, format!("did you mean `{name}`?"))
            .hint("if it is a paragraph, write it after `text:`")
            .report(self.problems);
    }

    fn unknown_block(&mut self, name: &crate::base::Located<String>, names: &[String]) {
        let label =
            did_you_mean(name, names.iter().map(String::as_str), "expected a block of the house style");
        UNKNOWN_BLOCK
            .finding(format!("the house style has no block `{}` for the body", name.value))
            .at(&name.span, label)
            .changed("block", name)
            .hint(format!(
                "possible blocks: {}; for a paragraph of your own, write `text: …`",
                names.join(", ")
            ))
            .report(self.problems);
    }
}

/// The block that some words are meant to name: they are its name in another form, nearly, or with one word more.
fn meant<'n>(text: &str, names: &'n [String]) -> Option<&'n str> {
    if text.contains(|c: char| !c.is_alphabetic() && !matches!(c, ' ' | '-' | '_' | '–' | '\u{2011}')) {
        return None;
    }
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '–' | '\u{2011}'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() || words.len() > 3 {
        return None;
    }
    let joined = words.join("-");
    let names = || names.iter().map(String::as_str);
    let is_word = |name: &&str| words.iter().rev().any(|word| word == name);
    nearest(&joined, names()).or_else(|| names().filter(is_word).max_by_key(|name| joined.rfind(name)))
}
