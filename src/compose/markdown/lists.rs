//! Lists: which items belong together, and the numbers that they were typed with.

use super::blocks::Reader;
use crate::document::theme::NumberingName;
use crate::document::{Block, List, ListItem, Paragraph};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// From here on a number is that of a year, and no item has it: `2026. That was the year.`
const YEAR: u32 = 1000;

/// What a list is while its items are read.
struct Items {
    list: List,
    /// The number that the last item was typed with.
    typed: Option<u32>,
    /// The text that has its sign, if one has.
    text: Option<usize>,
}

impl Reader<'_, '_, '_> {
    /// Reads a list. CommonMark takes items for one list whatever their numbers are and whoever wrote them: here those
    /// of another text begin another list, and those whose numbers do not follow too.
    pub(super) fn list(&mut self, first: Option<u64>, around: &str, out: &mut Vec<Block>, depth: usize) {
        let usual = if first.is_some() { NumberingName::Number } else { NumberingName::Bullet };
        let numbering = self.setting.numbering.clone().unwrap_or_else(|| usual.word().to_owned());
        let style = self.context.theme.level(&numbering, depth).style.clone();
        let list = |start| List { numbering: numbering.clone(), level: depth, start, items: Vec::new() };
        let outer = self.list.replace(numbering.clone());
        let mut items = Items { list: list(1), typed: None, text: None };
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let (number, digits) = self.typed(&range, first.is_some());
                    let text = self.text_with_sign(&range, items.text);
                    let is_year = number.is_some_and(|number| number >= YEAR);
                    if is_year || !items.go_on_with(number, text) {
                        let start = number.filter(|_| !is_year).unwrap_or(1);
                        items.close(list(start), out);
                    }
                    if is_year {
                        self.before = Some((format!("{digits} "), self.sign(&range).start));
                        let inside = std::mem::replace(&mut self.list, outer.clone());
                        self.blocks(Some(TagEnd::Item), around, out, depth + 1);
                        if self.before.is_some() {
                            // Nothing stands behind it.
                            self.words_alone(around, out);
                        }
                        self.list = inside;
                        continue;
                    }
                    (items.typed, items.text) = (number, text.or(items.text));
                    let mut blocks = Vec::new();
                    self.blocks(Some(TagEnd::Item), &style, &mut blocks, depth + 1);
                    if !matches!(blocks.first(), Some(Block::Paragraph(_))) {
                        let empty = Paragraph { style: style.clone(), ..Paragraph::default() };
                        blocks.insert(0, Block::Paragraph(empty));
                    }
                    items.list.items.push(ListItem { blocks });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items.close(list(1), out);
        self.list = outer;
    }

    /// The bytes of the rendered text that an item begins with: those of its sign.
    fn sign(&self, item: &Range<usize>) -> Range<usize> {
        let Range { start, end } = self.place(item);
        let text = &self.context.rendered.text[start..end];
        let start = start + text.len() - text.trim_start().len();
        start..end
    }

    /// The number that an item was typed with, and how: `3.`
    fn typed(&self, item: &Range<usize>, is_numbered: bool) -> (Option<u32>, String) {
        let text = &self.context.rendered.text[self.sign(item)];
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text[..digits].parse().ok().filter(|_| is_numbered);
        (number, text.get(..digits + 1).unwrap_or_default().to_owned())
    }

    /// The text that has the sign of an item; none when the program put it there. `before` is that of the item before.
    fn text_with_sign(&self, item: &Range<usize>, before: Option<usize>) -> Option<usize> {
        let start = self.sign(item).start;
        let rendered = self.context.rendered;
        let text = rendered.text_at(start);
        // Whether it has the sign is asked only where that matters.
        let is_its_own = || rendered.origin(&(start..start + 1)).is_some_and(|origin| origin.is_exact);
        text.filter(|_| text == before || is_its_own())
    }
}

impl Items {
    /// Whether an item belongs to this list: its number is the next, or all have the same.
    fn go_on_with(&self, number: Option<u32>, text: Option<usize>) -> bool {
        let follows = match (self.typed, number) {
            (Some(last), Some(next)) => next == last + 1 || (next == last && last == self.list.start),
            // The first item; one with a bullet.
            (None, Some(_)) => false,
            (_, None) => true,
        };
        let is_same_text = self.text.is_none() || text.is_none() || self.text == text;
        follows && is_same_text
    }

    /// Ends the list, if it has begun, and begins another.
    fn close(&mut self, next: List, out: &mut Vec<Block>) {
        let list = std::mem::replace(&mut self.list, next);
        if !list.items.is_empty() {
            out.push(Block::List(list));
        }
        (self.typed, self.text) = (None, None);
    }
}
