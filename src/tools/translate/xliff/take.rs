//! Taking what came back into a translation: what belongs to which sentence of the letter as it is today, whether every
//! fact is still there, and what somebody has changed in the translation's file meanwhile.

use super::inline::{Kind, kept};
use super::read::File;
use super::unit::Unit;
use super::{State, mark};
use crate::base::text::{count, one_line};
use crate::base::{Diagnostic, Diagnostics, Located, Reported};
use crate::model::phrases::Terms;
use crate::model::translation::{Sentence, Standing, State as Stands, standings};
use crate::tools::translate::rules::{PARTLY_TRANSLATED, TRANSLATION_CHANGED, TRANSLATION_PLACEHOLDER};
use crate::tools::translate::{Given, Taken, Version};

/// What is taken.
#[derive(Debug, Default)]
pub struct Taking {
    /// For the translation's file.
    pub taken: Taken,
    /// Sentences that are new or another than before.
    pub new: usize,
    /// Sentences that the file has so already.
    pub unchanged: usize,
    /// Sentences of which the file keeps another translation.
    pub kept: usize,
    /// Sentences of the letter that have no translation still.
    pub missing: usize,
}

/// Holds a letter that came back against what it is today.
///
/// # Errors
/// One of its problems, all of which are reported, is an error.
pub fn take(
    version: &Version,
    file: &File,
    terms: Option<&Terms>,
    problems: &mut Diagnostics,
) -> Result<Taking, Reported> {
    let mut wrong = Diagnostics::new();
    file.units.iter().for_each(|unit| check(unit, &mut wrong));
    let sound = wrong.sound();
    problems.extend(wrong.into_sorted());
    sound?;
    let list: Vec<Sentence> = file.units.iter().map(sentence).collect();
    let mut taking = Taking::default();
    let mut is_used = vec![false; list.len()];
    let now = version.standings(terms);
    for (own, returned) in now.iter().zip(standings(version.units(), &list, None)) {
        let unit = returned.own.and_then(|(index, _)| {
            if let Some(used) = is_used.get_mut(index) {
                *used = true;
            }
            file.units.get(index)
        });
        let given = match own.state() {
            Stands::Term => None,
            _ => unit.and_then(|unit| taking.given(own, unit, returned.is_same, problems)),
        };
        if own.state() == Stands::Missing && given.is_none() {
            taking.missing += 1;
        }
        taking.taken.given.push(given);
    }
    for (unit, _) in file.units.iter().zip(is_used).filter(|(_, used)| !used) {
        let Some(target) = &unit.target else { continue };
        if unit.mark() != Some(&*mark(target)) {
            let at = unit.at.clone().unwrap_or_default();
            taking.taken.left.push((at, unit.source.clone(), target.clone()));
        }
    }
    Ok(taking)
}

impl Taking {
    /// What is put into the file for a sentence, if anything.
    fn given(
        &mut self,
        own: &Standing<'_>,
        unit: &Unit,
        is_same: bool,
        problems: &mut Diagnostics,
    ) -> Option<Given> {
        let target = unit.target.as_ref()?.trim_end();
        // A tool that fills every target with the source has translated nothing.
        if unit.state == State::Initial && unit.mark().is_none() && one_line(target) == one_line(&unit.source)
        {
            return None;
        }
        let own = own.own.map(|(_, own)| own);
        let there = own.and_then(|own| own.text.as_ref());
        let was_worked_on = unit.mark() != Some(&*mark(target));
        let given =
            Given { text: target.to_owned(), was: (!is_same).then(|| unit.source.trim_end().to_owned()) };
        let Some(there) = there else {
            self.new += 1;
            return Some(given);
        };
        if one_line(there) == one_line(target) {
            // Looked at again and found right.
            let is_read = is_same && own.is_some_and(|own| own.was.is_some()) && unit.state > State::Initial;
            if is_read {
                self.new += 1;
                return Some(Given { text: there.value.clone(), was: None });
            }
            self.unchanged += 1;
            return None;
        }
        if unit.mark() == Some(&*mark(there)) {
            self.new += 1;
            return Some(given);
        }
        // The file says something else than when it was sent out.
        self.kept += 1;
        if was_worked_on {
            TRANSLATION_CHANGED.finding(format!("unit {}: the translation was also changed in the letter's file, and this file's translation was not imported", unit.id))
                .at(&unit.span, format!("in this file: {}", one_line(target)))
                .note(&there.span.whole_line(), "in the letter's file")
                .hint("to import this one, remove the translation from the letter's file and import again")
                .report(problems);
        }
        None
    }
}

/// A unit as a sentence of a translation.
fn sentence(unit: &Unit) -> Sentence {
    let located = |text: &String| Located::new(text.clone(), unit.span.clone());
    Sentence {
        at: unit.at.as_ref().map(located),
        original: located(&unit.source),
        was: None,
        text: unit.target.as_ref().map(located),
    }
}

/// Whether a unit is whole, and its translation has what must be in it.
fn check(unit: &Unit, problems: &mut Diagnostics) {
    let (done, all) = unit.segments;
    if done > 0 && done < all {
        let message =
            format!("unit {}: only {done} of its {} are translated", unit.id, count(all, "segment"));
        PARTLY_TRANSLATED
            .finding(message)
            .at(&unit.span, "not imported: translate all segments first")
            .report(problems);
    }
    let Some(target) = &unit.target else { return };
    if let Some(problem) = crate::base::unusable::unusable(target, &unit.span) {
        problems.push(problem);
    }
    let (source, target) = (kept(&unit.source), kept(target));
    let both = source.keys().map(|code| (code, false)).chain(target.keys().map(|code| (code, true)));
    for (code, is_more) in both {
        let [wanted, there] = [&source, &target].map(|codes| codes.get(code).copied().unwrap_or(0));
        let name = called(code);
        let what = match is_more {
            false if there < wanted => format!("{name} is missing in the translation"),
            true if wanted == 0 => format!("the translation has {name}, which is not in the original"),
            true if wanted < there => {
                format!("the translation has {name}, more often than the original")
            }
            _ => continue,
        };
        problems.push(wrong(unit, &what, wanted, there));
    }
}

fn called((kind, said): &(Kind, String)) -> String {
    match kind {
        Kind::Link => "a link".to_owned(),
        Kind::Fact => format!("the fact `{said}`"),
        Kind::Footnote => format!("the footnote `{said}`"),
        Kind::Address => format!("the address `{said}`"),
        _ => format!("`{said}`"),
    }
}

fn wrong(unit: &Unit, what: &str, wanted: usize, there: usize) -> Diagnostic {
    let label = if wanted > 1 || there > 1 {
        format!("expected {wanted} times, but found {there} times")
    } else {
        format!("in the translation of: {}", one_line(&unit.source))
    };
    TRANSLATION_PLACEHOLDER
        .finding(format!("unit {}: {what}", unit.id))
        .at(&unit.span, label)
        .hint("correct it in the translation tool, and import again; nothing was imported for this letter")
}
