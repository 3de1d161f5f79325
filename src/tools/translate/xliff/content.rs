//! What stands in a source or a target, as it was read: words, and references to what is not translated.

use std::collections::BTreeMap;

/// A piece of a source or a target.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bit {
    /// Words.
    Text(String),
    /// What stands in the unit's original data under this name.
    Data(String),
    /// A code without data.
    Unknown,
}

/// The Markdown of a source or a target: words, and the data that its codes refer to.
///
/// # Errors
/// A code refers to nothing; the sentence says which.
pub(super) fn markdown(bits: &[Bit], data: &BTreeMap<String, String>) -> Result<String, String> {
    let mut out = String::new();
    for bit in bits {
        match bit {
            Bit::Text(text) => out.push_str(text),
            Bit::Data(name) => match data.get(name) {
                Some(said) => out.push_str(said),
                None => {
                    return Err(format!("a code refers to the data `{name}`, which is not in this unit"));
                }
            },
            Bit::Unknown => {
                return Err("a code has no `dataRef`, so its meaning in the letter is not known".to_owned());
            }
        }
    }
    Ok(out)
}

/// The bits of the end of a pair, from its attributes: what the tool added itself is bold, italic, or nothing.
pub(super) fn pair(attributes: &BTreeMap<String, String>) -> (Vec<Bit>, Vec<Bit>) {
    let end = |name: &str| attributes.get(name).map(|data| vec![Bit::Data(data.clone())]);
    if let (Some(start), Some(end)) = (end("dataRefStart"), end("dataRefEnd")) {
        return (start, end);
    }
    let sign = match attributes.get("subType").map(String::as_str) {
        Some("xlf:b") => "**",
        Some("xlf:i") => "*",
        _ => return (Vec::new(), Vec::new()),
    };
    (vec![Bit::Text(sign.to_owned())], vec![Bit::Text(sign.to_owned())])
}
