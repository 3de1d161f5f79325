//! Words made equal for aligning: what programs and people change without meaning it.

/// A text for aligning only: hyphens that do not break, kinds of space, marks that nobody sees, curly quotation
/// marks, boxes, the last `/` of an address and a typed dash before an item make no difference in it.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            '\u{2018}' | '\u{2019}' | '\u{201b}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201f}' => out.push('"'),
            '\u{2610}'..='\u{2612}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let text = out.trim();
    let item = ["- ", "\u{2013} ", "\u{2014} ", "\u{2022} ", "\u{b7} "]
        .iter()
        .find_map(|dash| text.strip_prefix(dash));
    let words: Vec<&str> = item.unwrap_or(text).split_whitespace().map(target).collect();
    words.join(" ")
}

/// An address for aligning: `https://host/` is `https://host`. Anything else stays.
pub fn target(text: &str) -> &str {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host.and_then(|host| host.strip_suffix('/')) {
        Some(host) if !host.contains('/') => &text[..text.len() - 1],
        _ => text,
    }
}
