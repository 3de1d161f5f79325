//! From rendered Markdown to the Document: CommonMark for text, a small closed vocabulary of
//! elements for the page.
//!
//! Knows the Document and the names in the theme, nothing of letters or Tera.

mod attributes;
mod blocks;
mod context;
mod elements;
mod figures;
mod forms;
mod inlines;
mod line;
mod lists;
mod paragraphs;
mod prose;
pub(crate) mod rules;
mod tables;

pub(super) use blocks::OPTIONS;
pub use elements::parse;
pub use inlines::{plain, plain_lines, reads_as};
pub use line::one_line;
pub use prose::{Prose, ProseBlock, ProseKind};

/// Escapes a value so that Markdown shows it as it is: every ASCII punctuation mark gets a
/// backslash, line ends and tabs become spaces.
pub fn escape(value: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut plain = 0;
    for (at, byte) in value.bytes().enumerate() {
        let replacement: &[u8] = match byte {
            b'\n' | b'\r' | b'\t' => b" ",
            _ if byte.is_ascii_punctuation() => b"\\",
            _ => continue,
        };
        out.write_all(&value.as_bytes()[plain..at])?;
        out.write_all(replacement)?;
        plain = if byte.is_ascii_punctuation() { at } else { at + 1 };
    }
    out.write_all(&value.as_bytes()[plain..])
}

/// [`escape`] into a string.
pub fn escaped(value: &str) -> String {
    let mut out = Vec::with_capacity(value.len() + 8);
    // Writing to a Vec cannot fail, and escaping adds only ASCII.
    let _ = escape(value, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn data_never_turns_into_markup() {
        let nasty = "1. *a* _b_ `c` <d> [e](f) #g & \\ | ~h~\n- i";
        assert_eq!(super::plain(&super::escaped(nasty)), nasty.replace('\n', " "));
    }
}
