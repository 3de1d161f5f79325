//! Agenda items.

use super::Text;
use crate::base::Diagnostics;
use crate::compose::markdown::ProseKind;
use crate::rules;

rules! {
    /// `…, A.5 or A.6 qualifications,`
    TRAILING_PUNCTUATION = Warning "trailing-punctuation" {
        summary: "an agenda item ends with a comma or a semicolon",
        why: "Each item is on its own line. A comma at the end is left over from a sentence or from an item that was shortened.",
        source: "an agenda item in a real letter of 2021",
        bad: "items:\n  - Liaison statements,\n  - Closing",
        good: "items:\n  - Liaison statements\n  - Closing",
        fix: "Remove the punctuation mark; `letters check --fix` does this.",
    }
}

/// The numberings of agendas.
const AGENDAS: [&str; 2] = ["agenda", "decimal"];

/// Looks at the ends of items.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        if !matches!(&passage.kind, ProseKind::Item(numbering) if AGENDAS.contains(&numbering.as_str())) {
            continue;
        }
        let words = passage.text.trim_end_matches([',', ';', ' ']);
        if words.len() == passage.text.len() || words.is_empty() {
            continue;
        }
        // The last word comes along, so that the place is certain.
        let start = words.rfind(' ').map_or(0, |space| space + 1);
        let range = start..passage.text.len();
        let message = format!("an agenda item ends with `{}`", &passage.text[words.len()..]);
        problems.push(passage.correct(&TRAILING_PUNCTUATION, message, range, &words[start..]));
    }
}
