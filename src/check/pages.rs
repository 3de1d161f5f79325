//! Pages of annexes: a line or two on a page of their own.
//!
//! Word sets its pages itself, and no program but Word knows them. The rule rests on the layout of the PDF as it would be
//! if nothing were done about the last lines, with a line of margin: fonts of the theme have the widths of those in Word.
//! It is asked where files are made; `letters check` makes none.

use crate::base::{Diagnostics, Source, Span};
use crate::model::letter::{Annex, Numbered};
use crate::model::resolve::Resolved;
use crate::rules;
use std::sync::Arc;

rules! {
    /// An annex that is a little longer than its pages.
    ANNEX_SPILLS = Note "annex-spills" {
        summary: "in Word, the last line or two of an annex could be on a page of their own",
        why: "A nearly empty page looks like a mistake. In the PDF, paragraphs are set a little closer, or a paragraph moves to the last page; Word sets its pages itself. (`letters build` reports this; `letters check` makes no pages.)",
        source: "real letters with a page for one line",
        bad: "annexes: [{kind: practical}]   # one line longer than a page",
        good: "annexes: [{kind: practical, items: {paperless: \"\"}}]",
        fix: "Look at the Word file. If the lines stand alone, shorten the annex a little, or leave out an item; otherwise allow this finding, with that reason.",
    }
}

/// Looks at the sections of a letter of which the last lines could be on a page of their own.
pub fn check(resolved: &Resolved<'_>, source: &Arc<Source>, spilling: &[usize], problems: &mut Diagnostics) {
    let annexes = spilling.iter().filter_map(|section| resolved.annexes.get(section.checked_sub(1)?));
    for annex in annexes {
        let noun = match annex.numbered {
            Numbered::Annex => "Annex",
            Numbered::Form => "Form",
        };
        let place = annex.said.map(Annex::span).filter(|span| span.source == *source);
        let place = place.map_or_else(|| Span::file(source), Span::whole_line);
        ANNEX_SPILLS
            .finding(format!(
                "in Word, the last lines of {noun} {} could be on a page of their own",
                annex.letter
            ))
            .at(&place, "shorten this annex by a few lines, or lengthen it")
            .hint("look at the Word file; if its last page is well filled, allow this finding, with that reason")
            .report(problems);
    }
}
