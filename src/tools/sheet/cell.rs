//! What stands in a session as the text of a cell: `X`, `X [1, 2]` with notes, `X {grey}` with a shade.

/// What stands in the sessions of one slot.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Cell {
    /// The words.
    pub text: String,
    /// Keys of notes.
    pub notes: Vec<String>,
    /// A shade of the theme.
    pub shade: Option<String>,
}

/// First characters that mean something else in a cell: what goes on, a heading, a note, or a formula.
const SIGNS: [char; 8] = ['\\', '#', '[', '<', '=', '+', '-', '@'];

/// A text that is taken as it is.
pub(super) fn literal(text: &str) -> String {
    if text.starts_with(SIGNS) { format!("\\{text}") } else { text.to_owned() }
}

/// The text that was meant.
pub(super) fn meant(text: &str) -> &str {
    text.strip_prefix('\\').filter(|rest| rest.starts_with(SIGNS)).unwrap_or(text)
}

impl Cell {
    /// As the text of a cell.
    pub(super) fn write(&self) -> String {
        let mut out = literal(&self.text);
        if shade(&out).is_some() || notes(&out).is_some() {
            out += " []";
        }
        if !self.notes.is_empty() {
            out += &format!(" [{}]", self.notes.join(", "));
        }
        out.extend(self.shade.iter().map(|shade| format!(" {{{shade}}}")));
        out
    }

    /// From the text of a cell.
    pub(super) fn read(text: &str) -> Self {
        let (text, shade) = shade(text).map_or((text, None), |(text, shade)| (text, Some(shade.to_owned())));
        let (text, mut list) = notes(text).unwrap_or((text, Vec::new()));
        list.retain(|key| !key.is_empty());
        // `X [] [1]`: brackets that end the words, since keys follow; `X [] []` says `X []`.
        let text = text.strip_suffix(" []").filter(|_| !list.is_empty()).unwrap_or(text);
        Self { text: meant(text).to_owned(), notes: list, shade }
    }
}

/// The words before a shade, and its name.
fn shade(text: &str) -> Option<(&str, &str)> {
    let (words, name) = text.strip_suffix('}')?.rsplit_once(" {")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    is_name.then_some((words, name))
}

/// The words before keys of notes, and the keys; one empty key for `[]`.
fn notes(text: &str) -> Option<(&str, Vec<String>)> {
    let (words, keys) = text.strip_suffix(']')?.rsplit_once(" [")?;
    (!keys.contains(['[', ']'])).then(|| (words, keys.split(',').map(|key| key.trim().to_owned()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: &str, notes: &[&str], shade: Option<&str>) -> Cell {
        Cell {
            text: text.to_owned(),
            notes: notes.iter().map(|key| (*key).to_owned()).collect(),
            shade: shade.map(str::to_owned),
        }
    }

    #[test]
    fn notes_and_shades_follow_the_words() {
        for (own, written) in [
            (cell("X", &[], None), "X"),
            (cell("X", &["1", "*"], Some("grey")), "X [1, *] {grey}"),
            (cell("{{ group.code }}", &[], None), "{{ group.code }}"),
            (cell("see [1]", &[], None), "see [1] []"),
            (cell("see [1]", &["2"], None), "see [1] [] [2]"),
            (cell("a {b}", &[], None), "a {b} []"),
            (cell("< []", &[], None), "\\< [] []"),
            (cell("X []", &["2"], None), "X [] [] [2]"),
            (cell("<", &[], None), "\\<"),
            (cell("=1+1", &[], None), "\\=1+1"),
        ] {
            assert_eq!(own.write(), written);
            assert_eq!(Cell::read(written), own, "{written}");
        }
    }

    proptest! {
        #[test]
        fn every_cell_reads_back(
            text in r"[A-Za-z<\\#=\[\]{}1,]{1,4}( [A-Za-z\[\]{}1,]{1,4}){0,3}",
            notes in prop::collection::vec("[a-z0-9*]{1,2}", 0..3),
            shade in prop::option::of("[a-z]{1,5}"),
        ) {
            let cell = Cell { text, notes, shade };
            prop_assert_eq!(Cell::read(&cell.write()), cell);
        }
    }
}
