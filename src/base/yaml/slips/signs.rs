//! Signs that only look like those of a key, a date or a list of JSON: dashes of Word within words, commas at ends.

use super::Slip;
use super::lines::{Page, is_key};

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    if page.is_empty(at) || line.in_text {
        return;
    }
    dash_within(page, at, found);
    let value = page.value(at);
    if let Some(without) = value.strip_suffix(',').filter(|_| line.value > line.indent.end) {
        let end = line.value + value.len();
        found.push(Slip {
            what: "there is a comma at the end of this line".to_owned(),
            advice: "remove it: in YAML, the end of the line ends the value",
            at: end - 1..end,
            range: line.range.clone(),
            mended: format!("{}{without}", page.at(line.range.start..line.value)),
            is_certain: true,
        });
    }
}

/// `2021–01–21`, `file‑reference:`.
fn dash_within(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let words = page.at(line.range.clone());
    let is_dash = |c: char| matches!(c, '–' | '—' | '‑' | '‐' | '−');
    let Some(dash) = words.find(is_dash) else { return };
    let value = page.value(at);
    let is_date = value.chars().all(|c| c.is_ascii_digit() || is_dash(c));
    let plain = words.replace(is_dash, "-");
    let key =
        plain[line.entry.min(line.range.end) - line.range.start..].split(':').next().unwrap_or_default();
    let is_in_key = line.range.start + dash < line.value && is_key(key.trim());
    if !is_date && !is_in_key {
        return;
    }
    let sign = words[dash..].chars().next().unwrap_or('–');
    let name = match sign {
        '–' => "an en dash (–)",
        '—' => "an em dash (—)",
        '−' => "a minus sign (−)",
        _ => "a hyphen of another kind (‑)",
    };
    let place = line.range.start + dash;
    found.push(Slip {
        what: format!("there is {name} here, where a hyphen (-) is expected"),
        advice: "type the hyphen of the keyboard",
        at: place..place + sign.len_utf8(),
        range: line.range.clone(),
        mended: plain,
        is_certain: true,
    });
}
