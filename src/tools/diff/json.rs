//! A review for scripts: one JSON object for each letter, each common change and each file left over, and
//! one for the sums. The keys stay as they are; new ones may come. `letters help diff` lists them.

use super::common::Common;
use super::compare::{Alteration, Change, Kind};
use super::letter::LetterTitle;
use super::review::{Review, Totals};
use crate::base::report::json_line;
use serde::Serialize;

/// The lines.
pub fn lines(review: &Review) -> impl Iterator<Item = String> + '_ {
    let letters = review.letters.iter().map(move |letter| Event::of(review, letter));
    let commons = review.commons.list.iter().enumerate();
    let commons = commons.map(move |(at, common)| Event::common(review, at, common));
    let left = review.left_over.iter().flatten().map(|name| Event::LeftOver { name });
    let line = |event: Event<'_>| json_line(&event);
    letters.chain(commons).chain(left).chain(std::iter::once_with(|| Event::sums(review))).map(line)
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Event<'a> {
    Letter {
        #[serde(flatten)]
        letter: &'a LetterTitle,
        #[serde(rename = "out")]
        words_out: usize,
        #[serde(rename = "in")]
        words_in: usize,
        changes: Vec<One<'a>>,
    },
    Common {
        number: usize,
        letters: Vec<&'a str>,
        #[serde(flatten)]
        common: &'a Common,
    },
    LeftOver {
        name: &'a str,
    },
    Summary {
        #[serde(flatten)]
        totals: Totals,
        left_over: Option<usize>,
    },
}

/// One change of a letter.
#[derive(Serialize)]
struct One<'a> {
    place: &'a str,
    passage: Kind,
    #[serde(flatten)]
    change: Change<'a>,
    common: Option<usize>,
}

impl<'a> Event<'a> {
    fn of(review: &'a Review, letter: &'a LetterTitle) -> Self {
        let (words_out, words_in) = letter.found.words();
        let changes = letter.found.alterations.iter().flat_map(|alteration| One::of(review, alteration));
        Self::Letter { letter, words_out, words_in, changes: changes.collect() }
    }

    fn common(review: &'a Review, at: usize, common: &'a Common) -> Self {
        let letters = common.letters.iter().filter_map(|at| review.letters.get(*at));
        Self::Common { number: at + 1, letters: letters.map(LetterTitle::short).collect(), common }
    }

    fn sums(review: &Review) -> Self {
        Self::Summary { totals: review.totals(), left_over: review.left_over.as_ref().map(Vec::len) }
    }
}

impl<'a> One<'a> {
    fn of(review: &'a Review, alteration: &'a Alteration) -> Vec<Self> {
        let commons = review.commons.each(alteration);
        let one = |(change, common): (Change<'a>, Option<usize>)| Self {
            place: &alteration.place,
            passage: alteration.kind,
            change,
            common: common.map(|at| at + 1),
        };
        alteration.changes().into_iter().zip(commons).map(one).collect()
    }
}
