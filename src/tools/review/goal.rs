//! One thing that a reviewer wants: what the passages of the letter are to be.

use super::passage::{Kind, Pair, Passage, align};
use super::words::{Token, alike_look, hunks, joined, same};
use std::ops::Range;

/// What is to become of passages of the letter, by their numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// Other words, or another look of words.
    Words {
        /// The passage.
        at: usize,
        /// All of its words.
        want: Vec<Token>,
    },
    /// Passages less.
    Remove {
        /// The passages.
        at: Range<usize>,
    },
    /// Passages more.
    Add {
        /// The passage that they stand before.
        before: usize,
        /// They.
        new: Vec<Passage>,
    },
    /// A passage in another place.
    Move {
        /// The passage.
        from: usize,
        /// The passage that it is to stand before.
        before: usize,
    },
    /// Passages that become others: one split, several joined.
    Replace {
        /// The passages.
        at: Range<usize>,
        /// What they become.
        new: Vec<Passage>,
    },
    /// An item at another level of its list, or a paragraph that becomes an item or a heading.
    Level {
        /// The passage.
        at: usize,
        /// What it is to be.
        kind: Kind,
    },
}

/// A passage that changes along with what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Along {
    /// Its words before; empty for one more.
    pub old: String,
    /// Its words then; empty for one less.
    pub new: String,
}

impl Goal {
    /// What the passages are to be, and which of them the goal is about.
    pub fn expected(&self, now: &[Passage]) -> (Vec<Passage>, Range<usize>) {
        let mut list = now.to_vec();
        let own = match self {
            Self::Words { at, want } => {
                list[*at].tokens.clone_from(want);
                *at..*at + 1
            }
            Self::Remove { at } => {
                list.drain(at.clone());
                at.start..at.start
            }
            Self::Add { before, new } => {
                list.splice(*before..*before, new.iter().cloned());
                *before..*before + new.len()
            }
            Self::Move { from, before } => {
                let passage = list.remove(*from);
                let to = if before > from { before - 1 } else { *before };
                list.insert(to, passage);
                to..to + 1
            }
            Self::Replace { at, new } => {
                list.splice(at.clone(), new.iter().cloned());
                at.start..at.start + new.len()
            }
            Self::Level { at, kind } => {
                list[*at].kind = *kind;
                *at..*at + 1
            }
        };
        (list, own)
    }

    /// Whether passages are what the goal wants; then what changed along.
    /// With `is_fact` the goal's own passage may change in more places: it says a fact several times.
    pub fn reached(&self, before: &[Passage], after: &[Passage], is_fact: bool) -> Option<Vec<Along>> {
        let (expected, own) = self.expected(before);
        let pairs = align(&expected, after);
        let mut met = own.clone().map(|_| false).collect::<Vec<_>>();
        let mut along = Vec::new();
        let text = |list: &[Passage], range: Range<usize>| {
            list[range].iter().map(Passage::text).collect::<Vec<_>>().join(" ")
        };
        for pair in pairs {
            match pair {
                Pair::Same(a, b) if own.contains(&a) => {
                    met[a - own.start] = self.is_met(before, &expected[a], &after[b]);
                }
                Pair::Same(a, b) => {
                    if !same_shape(&expected[a], &after[b]) {
                        along.push(Along { old: expected[a].text(), new: after[b].text() });
                    }
                }
                Pair::Changed(a, b) | Pair::Moved(a, b) => {
                    if own.contains(&a) {
                        met[a - own.start] = self.is_nearly_met(before, &expected[a], &after[b], is_fact);
                    }
                    along.push(Along { old: expected[a].text(), new: after[b].text() });
                }
                Pair::Removed(a) => along.push(Along { old: expected[a].text(), new: String::new() }),
                Pair::Added(b) => along.push(Along { old: String::new(), new: after[b].text() }),
                Pair::Split(a, b) => along.push(Along { old: expected[a].text(), new: text(after, b) }),
                Pair::Joined(a, b) => along.push(Along { old: text(&expected, a), new: after[b].text() }),
            }
        }
        // What was to go must not come back as another passage.
        let is_back = match self {
            Self::Remove { .. } => along.iter().any(|along| along.old.is_empty()),
            _ => false,
        };
        (met.iter().all(|met| *met) && !is_back).then_some(along)
    }

    /// Whether one of the goal's own passages has the words that were asked for, and others besides.
    fn is_nearly_met(&self, before: &[Passage], want: &Passage, is: &Passage, is_fact: bool) -> bool {
        match self {
            Self::Words { at, .. } if is_fact => {
                let said = |new: &Passage| -> Vec<_> {
                    let found = hunks(&before[*at].tokens, &new.tokens).into_iter();
                    found.map(|hunk| (hunk.old, joined(&new.tokens[hunk.new], false))).collect()
                };
                let all = said(is);
                said(want).iter().all(|one| all.contains(one))
            }
            // The house style may set a sign behind the entries of a list.
            Self::Add { .. } | Self::Move { .. } => {
                same(without_end(&want.tokens), without_end(&is.tokens)) && same_kind(want.kind, is.kind)
            }
            _ => false,
        }
    }

    /// Whether one of the goal's own passages is as it is to be: its words are, and what else was asked for.
    fn is_met(&self, before: &[Passage], want: &Passage, is: &Passage) -> bool {
        match self {
            Self::Words { at, .. } => looks(&before[*at].tokens, &want.tokens, &is.tokens),
            Self::Level { .. } => want.kind == is.kind,
            Self::Add { .. } => same_kind(want.kind, is.kind),
            _ => true,
        }
    }
}

/// Whether words look as wanted, as far as the look is another than before or the words are.
fn looks(before: &[Token], want: &[Token], is: &[Token]) -> bool {
    let was_same = same(before, want);
    want.iter().zip(is).enumerate().all(|(at, (want, is))| {
        let asked = !was_same || before.get(at).is_none_or(|old| !alike_look(&old.look, &want.look));
        !want.is_word() || !asked || alike_look(&want.look, &is.look)
    })
}

/// Words without the signs behind the last one.
fn without_end(tokens: &[Token]) -> &[Token] {
    &tokens[..tokens.iter().rposition(Token::is_word).map_or(0, |last| last + 1)]
}

fn same_kind(a: Kind, b: Kind) -> bool {
    match (a, b) {
        (Kind::Item(a), Kind::Item(b)) => a == b,
        (Kind::Item(_), _) | (_, Kind::Item(_)) => false,
        _ => true,
    }
}

/// Whether a passage that nobody meant to change is the same in all but its words.
fn same_shape(a: &Passage, b: &Passage) -> bool {
    a.kind == b.kind && super::words::same_look(&a.tokens, &b.tokens)
}
