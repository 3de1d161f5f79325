//! Two versions of a text: which passages came, went or changed, and which words in them.
//!
//! Knows passages and words, not files.

use super::passage::{Passage, place_before};
use crate::base::text::shortened;
use crate::tools::review::form;
use crate::tools::review::passage::{Pair, align};
use crate::tools::words_changed::{self, changes};
use serde::Serialize;
use std::ops::Range;

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Words in it changed.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its words are the same, and it has another level, style or look, was moved, split or joined.
    Form,
}

/// A piece of a passage that changed, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "mark", content = "words", rename_all = "lowercase")]
pub enum Run {
    /// Words that stay, beside those that do not.
    Same(String),
    /// Words that stay and are left out here.
    Cut,
    /// Words taken out.
    Out(String),
    /// Words put in.
    In(String),
    /// What is otherwise besides the words: `level 2 -> 1`.
    Form(String),
}

/// A passage that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// Where it stands, for people.
    pub place: String,
    /// What became of it.
    pub kind: Kind,
    /// The words around its changes, and the changes.
    pub pieces: Vec<Run>,
}

/// One change, with the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change<'a> {
    /// Words before it in the passage, as many as are kept.
    pub before: &'a str,
    /// Words taken out; empty for none.
    pub old: &'a str,
    /// Words put in, or what is otherwise besides the words; empty for none.
    pub new: &'a str,
    /// Words after it.
    pub after: &'a str,
    #[serde(skip)]
    /// Whether nothing stands in the passage before those before it.
    pub first: bool,
    #[serde(skip)]
    /// Whether nothing stands in the passage after those after it.
    pub last: bool,
}

impl Run {
    /// Its words, or the sign for those that are left out.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Same(words) | Self::Out(words) | Self::In(words) | Self::Form(words) => words,
            Self::Cut => "…",
        }
    }
}

impl Alteration {
    fn form(place: &str, said: String) -> Self {
        Self { place: place.to_owned(), kind: Kind::Form, pieces: vec![Run::Form(said)] }
    }

    /// Its changes one by one.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let same = |at: Option<usize>| match at.and_then(|at| self.pieces.get(at)) {
            Some(Run::Same(words)) => words.as_str(),
            _ => "",
        };
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(piece) = self.pieces.get(at) {
            let before = same(at.checked_sub(1));
            let (old, new, length) = match (piece, self.pieces.get(at + 1)) {
                (Run::Out(old), Some(Run::In(new))) => (old.as_str(), new.as_str(), 2),
                (Run::Out(old), _) => (old.as_str(), "", 1),
                (Run::In(new) | Run::Form(new), _) => ("", new.as_str(), 1),
                _ => {
                    at += 1;
                    continue;
                }
            };
            let first = at == usize::from(!before.is_empty());
            at += length;
            let after = same(Some(at));
            let last = at + usize::from(!after.is_empty()) == self.pieces.len();
            out.push(Change { before, old, new, after, first, last });
        }
        out
    }

    /// Where it stands, as it is shown before its words.
    pub(super) fn place_shown(&self) -> &str {
        place_before(&self.place, self.pieces.first().map_or("", Run::words))
    }

    /// How many words go out and come in.
    pub fn words(&self) -> (usize, usize) {
        let count = |words: &str| words.split_whitespace().count();
        self.pieces.iter().fold((0, 0), |(out, new), piece| match piece {
            Run::Out(words) => (out + count(words), new),
            Run::In(words) => (out, new + count(words)),
            Run::Same(_) | Run::Cut | Run::Form(_) => (out, new),
        })
    }
}

/// Words that are kept on each side of a change.
const CONTEXT: usize = 6;
/// Passages that stand alone in the same spot and are no longer may be all new words: a name, a date.
const SHORT: usize = 12;
/// What makes the old passages the new ones, in the order of the new.
pub fn compare(old: &[Passage], new: &[Passage]) -> Vec<Alteration> {
    let shapes = |list: &[Passage]| list.iter().map(|passage| passage.shape.clone()).collect::<Vec<_>>();
    let (before, after) = (shapes(old), shapes(new));
    let (mut out, mut gone, mut come) = (Vec::new(), Vec::new(), Vec::new());
    for pair in align(&before, &after) {
        match pair {
            Pair::Removed(a) => gone.push(&old[a]),
            Pair::Added(b) => come.push(&new[b]),
            _ => {
                gap(&mut gone, &mut come, &mut out);
                let (a, b) = spans(&pair);
                let words = altered(&as_one(&old[a.clone()]), &as_one(&new[b.clone()]));
                // Where a link leads is among the words, if they do not say it themselves.
                let is_said = |said: &String| words.is_some() && said.starts_with("link ");
                let told = match &pair {
                    Pair::Moved(_, b) => vec![format!("moved here: “{}”", shortened(&new[*b].text, 60))],
                    Pair::Split(..) => vec![form::split(&after[b.clone()])],
                    Pair::Joined(..) => vec![form::joining(&before[a])],
                    _ => form::differences(&before[a.start], &after[b.start]),
                };
                let place = &new[b.start].place;
                let told = told.into_iter().filter(|said| !is_said(said));
                let told: Vec<_> = told.map(|said| Alteration::form(place, said)).collect();
                out.extend(words.into_iter().chain(told));
            }
        }
    }
    gap(&mut gone, &mut come, &mut out);
    out
}

/// The passages of a pair.
fn spans(pair: &Pair) -> (Range<usize>, Range<usize>) {
    match pair {
        Pair::Same(a, b) | Pair::Changed(a, b) | Pair::Moved(a, b) => (*a..*a + 1, *b..*b + 1),
        Pair::Split(a, b) => (*a..*a + 1, b.clone()),
        Pair::Joined(a, b) => (a.clone(), *b..*b + 1),
        Pair::Removed(a) => (*a..*a + 1, 0..0),
        Pair::Added(b) => (0..0, *b..*b + 1),
    }
}

/// The words of passages as those of one: what was split or joined has the same words.
fn as_one(passages: &[Passage]) -> (String, &str) {
    let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
    (texts.join(" "), passages.first().map_or("", |passage| passage.place.as_str()))
}

/// Passages that became no others, or that stand alone in the same spot.
fn gap(gone: &mut Vec<&Passage>, come: &mut Vec<&Passage>, out: &mut Vec<Alteration>) {
    let (gone, come) = (std::mem::take(gone), std::mem::take(come));
    if let ([gone], [come]) = (&gone[..], &come[..])
        && is_short(gone)
        && is_short(come)
    {
        let as_one = |passage| as_one(std::slice::from_ref(passage));
        out.extend(altered(&as_one(gone), &as_one(come)));
    } else {
        out.extend(gone.into_iter().map(|passage| whole(passage, Kind::Removed)));
        out.extend(come.into_iter().map(|passage| whole(passage, Kind::Added)));
    }
}

fn is_short(passage: &Passage) -> bool {
    passage.text.split(' ').count() <= SHORT
}

fn whole(passage: &Passage, kind: Kind) -> Alteration {
    let text = passage.text.clone();
    let piece = if kind == Kind::Removed { Run::Out(text) } else { Run::In(text) };
    Alteration { place: passage.place.clone(), kind, pieces: vec![piece] }
}

/// The words that changed between two passages; none when they are equal.
fn altered((old, _): &(String, &str), (new, place): &(String, &str)) -> Option<Alteration> {
    let old_words: Vec<&str> = old.split(' ').collect();
    let new_words: Vec<&str> = new.split(' ').collect();
    let mut runs: Vec<words_changed::Change> = Vec::new();
    for run in changes(&old_words, &new_words) {
        match runs.last_mut() {
            // A word between two changes that stays by chance makes neither easier to read.
            Some(last) if run.new.start - last.new.end <= 1 => {
                (last.old.end, last.new.end) = (run.old.end, run.new.end);
            }
            _ => runs.push(run),
        }
    }
    let count = runs.len();
    runs.push(words_changed::Change {
        old: old_words.len()..old_words.len(),
        new: new_words.len()..new_words.len(),
    });
    let (mut pieces, mut done) = (Vec::new(), 0);
    for (at, run) in runs.into_iter().enumerate() {
        // Words that stay are kept behind the change before and before the change behind them.
        let (behind, before) = (if at == 0 { 0 } else { CONTEXT }, if at == count { 0 } else { CONTEXT });
        let same = &new_words[done..run.new.start];
        if same.len() > behind + before {
            let (first, last) = (&same[..behind], &same[same.len() - before..]);
            pieces.extend([Run::Same(first.join(" ")), Run::Cut, Run::Same(last.join(" "))]);
        } else {
            pieces.push(Run::Same(same.join(" ")));
        }
        done = run.new.end;
        pieces.extend([Run::Out(old_words[run.old].join(" ")), Run::In(new_words[run.new].join(" "))]);
    }
    pieces.retain(|piece| !piece.words().is_empty());
    (count > 0).then(|| Alteration { place: (*place).to_owned(), kind: Kind::Changed, pieces })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(texts: &[&str]) -> Vec<Passage> {
        texts.iter().map(|text| Passage::plain("letter", text)).collect()
    }

    fn told(old: &[&str], new: &[&str]) -> Vec<String> {
        compare(&passages(old), &passages(new)).iter().map(shown).collect()
    }

    fn shown(alteration: &Alteration) -> String {
        let piece = |piece: &Run| match piece {
            Run::Same(words) => words.clone(),
            Run::Cut => "…".into(),
            Run::Out(words) => format!("[-{words}-]"),
            Run::In(words) => format!("{{+{words}+}}"),
            Run::Form(said) => said.clone(),
        };
        let pieces: Vec<String> = alteration.pieces.iter().map(piece).collect();
        format!("{}: {}", format!("{:?}", alteration.kind).to_lowercase(), pieces.join(" "))
    }

    const LONG: &str = "Registration is mandatory and is to be done online via the home page at least one month before the start of the meeting";

    #[test]
    fn words_in_a_passage_with_some_around_them() {
        assert_eq!(
            told(&["A", LONG, "Z"], &["A", &LONG.replace("online via", "online or via"), "Z"]),
            ["changed: … and is to be done online {+or+} via the home page at least …"]
        );
        assert_eq!(
            told(
                &[LONG],
                &[&LONG.replace("Registration", "This").replace("start of the meeting", "first day")]
            ),
            [
                "changed: [-Registration-] {+This+} is mandatory and is to be … at least one month before the [-start of the meeting-] {+first day+}"
            ]
        );
    }

    #[test]
    fn a_word_that_stays_between_two_changes() {
        assert_eq!(
            told(&["from 20 to 30 April 2021"], &["from 21 to 31 April 2021"]),
            ["changed: from [-20 to 30-] {+21 to 31+} April 2021"]
        );
    }

    #[test]
    fn passages_come_and_go() {
        let other = "A quite different thing that nobody said before in any of these letters, of more words";
        assert_eq!(told(&["A", "Z"], &["A", other, "Z"]), [format!("added: {{+{other}+}}")]);
        assert_eq!(told(&["A", other, "Z"], &["A", "Z"]), [format!("removed: [-{other}-]")]);
        let both = [format!("removed: [-{LONG}-]"), format!("added: {{+{other}+}}")];
        assert_eq!(told(&[LONG], &[other]), both);
        assert_eq!(told(&["Chaesub Lee"], &["Seizo Onoe"]), ["changed: [-Chaesub Lee-] {+Seizo Onoe+}"]);
    }

    #[test]
    fn each_passage_finds_its_own() {
        let changed = LONG.replace("mandatory", "asked for");
        assert_eq!(
            told(&["To Sector Members;", LONG, "Bye"], &["New words of some sort", &changed, "Bye"]),
            [
                "changed: [-To Sector Members;-] {+New words of some sort+}",
                "changed: Registration is [-mandatory-] {+asked for+} and is to be done online …"
            ]
        );
        assert_eq!(
            told(&["one two three four", "five six seven eight"], &["zero", "five six seven nine"]),
            ["changed: [-one two three four-] {+zero+}", "changed: five six seven [-eight-] {+nine+}"]
        );
    }

    #[test]
    fn changes_with_their_neighbours() {
        let alterations = compare(&passages(&["a b c d e"]), &passages(&["a x c d e f"]));
        assert_eq!(
            alterations[0].changes(),
            [
                Change { before: "a", old: "b", new: "x", after: "c d e", first: true, last: false },
                Change { before: "c d e", old: "", new: "f", after: "", first: false, last: true }
            ]
        );
        assert_eq!(alterations[0].words(), (1, 2));
    }

    proptest::proptest! {
        #[test]
        fn the_new_words_are_the_old_ones_altered(
            old in proptest::collection::vec("[a-c]( [a-c]){0,6}", 0..8),
            new in proptest::collection::vec("[a-c]( [a-c]){0,6}", 0..8),
        ) {
            let lists = [&old, &new].map(|list| passages(&list.iter().map(String::as_str).collect::<Vec<_>>()));
            let alterations = compare(&lists[0], &lists[1]);
            proptest::prop_assert_eq!(alterations.is_empty(), old == new);
            let words = |list: &[String]| list.iter().map(|text| text.split(' ').count()).sum::<usize>() as isize;
            let (out, come) = alterations.iter().map(Alteration::words).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            proptest::prop_assert_eq!(words(&new) - words(&old), come as isize - out as isize);
        }
    }
}
