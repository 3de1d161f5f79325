//! How a noun stands in its clause: as what is spoken of, behind a preposition, or as a part of a longer name.

use super::lexicon::{Key, Mark, Order, Turn};
use super::sentence::{Before, COMMAS, Sentence};

/// How a noun stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is what is spoken of.
    Direct,
    /// It belongs to something else, behind this preposition.
    Oblique(Option<Mark>),
    /// Part of a longer name that is not known.
    Compound,
}

/// What stands between a noun and what it is told apart by.
pub(super) const PARTS_OF_NAME: [Key; 17] = [
    Key::Determiner,
    Key::Other,
    Key::Next,
    Key::Number,
    Key::Ordinal,
    Key::Virtual,
    Key::Physical,
    Key::Hybrid,
    Key::Own,
    Key::Only,
    Key::Negation,
    Key::English,
    Key::Month,
    Key::Days,
    Key::WorkingDays,
    Key::Weeks,
    Key::MonthUnit,
];

/// Nouns that others belong to, in languages that put them side by side.
const CONTENTS: [Key; 6] =
    [Key::Agenda, Key::TimePlan, Key::Practical, Key::Form, Key::Deadline, Key::Contributions];

impl Sentence<'_, '_> {
    /// Whether a noun belongs to no other.
    pub fn is_subject(&self, mark: &Mark) -> bool {
        self.role(mark) == Role::Direct
    }

    /// How a noun stands in its clause.
    pub(super) fn role(&self, mark: &Mark) -> Role {
        if mark.is_joined {
            return Role::Oblique(None);
        }
        if self.order() == Order::Final && !self.is_last(mark) {
            return Role::Oblique(None);
        }
        let (mut at, mut is_told) = (mark.start, false);
        loop {
            match self.before(at) {
                Before::Start | Before::Boundary => return Role::Direct,
                // "for new delegates"
                Before::Unknown if mark.key == Key::People && self.is_behind_unknown(at) => {
                    return Role::Oblique(None);
                }
                Before::Unknown => {
                    let is_compound = match self.order() {
                        Order::Construct => !is_told,
                        _ => self.read.lexicon.compounds && !is_told && mark.key == Key::Meeting,
                    };
                    return if is_compound { Role::Compound } else { Role::Direct };
                }
                Before::Word(word) => match word.key {
                    Key::Of if self.order() == Order::Final => at = word.start,
                    // 前 stands behind its noun.
                    Key::Due if self.order() == Order::Final => return Role::Direct,
                    // "each day's sessions": what is owned is spoken of, and not its owner.
                    Key::Of if self.read.lower[word.start..].starts_with(['\'', '’']) => at = word.start,
                    // "six hours of sessions"
                    Key::Of if self.is_measured(word) => return Role::Direct,
                    Key::Preposition if self.is_conjunction(&word, mark) => return Role::Direct,
                    Key::And if self.begins_clause(&word) => return Role::Direct,
                    Key::Of
                    | Key::Preposition
                    | Key::In
                    | Key::At
                    | Key::Joins
                    | Key::And
                    | Key::Due
                    | Key::Dated => {
                        return Role::Oblique(Some(word));
                    }
                    // The programme of the workshop.
                    key if CONTENTS.contains(&key) && self.order() != Order::Final => {
                        return Role::Compound;
                    }
                    // "training sessions": of the training.
                    key if self.read.lexicon.compounds
                        && mark.key == Key::Meeting
                        && key.is_event()
                        && at == mark.start =>
                    {
                        return Role::Compound;
                    }
                    Key::Body if self.order() != Order::Construct => return Role::Compound,
                    Key::Own | Key::Body if self.order() == Order::Construct => return Role::Direct,
                    // The name of a group behind a noun that it belongs to, in languages that do not put it first.
                    key if key.is_noun()
                        && matches!(mark.key, Key::Own | Key::Body)
                        && self.order() == Order::Prepositional
                        && !self.read.lexicon.compounds =>
                    {
                        return Role::Oblique(None);
                    }
                    key if PARTS_OF_NAME.contains(&key) => {
                        is_told |= matches!(
                            key,
                            Key::Determiner | Key::Next | Key::Other | Key::Number | Key::Ordinal
                        );
                        if word.is_joined {
                            return Role::Oblique(Some(word));
                        }
                        at = word.start;
                    }
                    _ => return Role::Direct,
                },
            }
        }
    }

    /// "the workshop ends at noon, and the plenary follows": whether a comma stands before `and`.
    fn begins_clause(&self, and: &Mark) -> bool {
        self.read.lower[self.start..and.start].trim_end().ends_with(COMMAS)
    }

    /// Whether a preposition stands before the unknown word before a byte.
    fn is_behind_unknown(&self, at: usize) -> bool {
        let words = self.read.lower[self.start..at].trim_end();
        let start = words.rfind(' ').map_or(self.start, |space| self.start + space + 1);
        matches!(self.before(start), Before::Word(word) if word.key == Key::Preposition)
    }

    /// Whether a measure stands before `of`: six hours, three days or two weeks of something.
    fn is_measured(&self, of: Mark) -> bool {
        let Before::Word(unit) = self.before(of.start) else { return false };
        if unit.key == Key::Span {
            return true;
        }
        let is_unit =
            matches!(unit.key, Key::Hour | Key::Days | Key::WorkingDays | Key::Weeks | Key::MonthUnit);
        let is_counted = || match self.before(unit.start) {
            Before::Word(count) => count.key == Key::Number,
            Before::Unknown => {
                self.read.lower[..unit.start].trim_end().ends_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        is_unit && is_counted()
    }

    /// "Since the meeting does not begin until 3 December, …": a word that begins a clause with a verb of its own.
    fn is_conjunction(&self, word: &Mark, noun: &Mark) -> bool {
        let lower = &self.read.lower;
        let end = self.clause(&(noun.start..noun.end), &COMMAS).end;
        let verbs = [Key::Begin, Key::End, Key::Future, Key::Negation];
        matches!(self.turn(word), Some(Turn::Before | Turn::After))
            && lower[self.start..word.start].trim().is_empty()
            && end < self.end
            && self.order() == Order::Prepositional
            && self.has_between(noun.end, end, &verbs)
            && !self.has_between(noun.end, end, &[Key::Past])
    }

    /// In Chinese, the last of several nouns is what is spoken of: a word that is not known behind it makes it a part of that.
    fn is_last(&self, mark: &Mark) -> bool {
        match self.behind(mark.end) {
            Before::Unknown => self.read.lower[mark.end..].starts_with(|c: char| c.is_ascii_digit()),
            Before::Word(next) if next.key == Key::Of => false,
            Before::Word(next) => !next.key.is_noun(),
            _ => true,
        }
    }
}
