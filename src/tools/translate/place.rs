//! Where a sentence stands, in words for a translator who does not see the YAML.

use crate::base::yaml::Node;

/// `annexes.2.items.5.1` in words: `annex 2 (agenda), items 5, 1`.
pub fn place(at: &str, letter: &Node) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut node = Some(letter);
    for step in at.split('.') {
        let number: Option<usize> = step.parse().ok();
        let item = number.and_then(|number| node?.items().get(number.wrapping_sub(1)));
        node = item.or_else(|| node?.get(step));
        let kind = node.and_then(|node| node.get("kind")).and_then(Node::as_str);
        match (number, kind, parts.last_mut()) {
            (Some(number), Some(kind), Some(last)) if *last == "annexes" => {
                *last = format!("annex {number} ({kind})");
            }
            (Some(number), _, Some(last)) if last.ends_with(|c: char| c.is_ascii_digit()) => {
                last.push_str(&format!(", {number}"));
            }
            (Some(number), _, Some(last)) => last.push_str(&format!(" {number}")),
            // The text of a block or a deadline is that block.
            (_, _, Some(_)) if step == "text" => {}
            _ => parts.push(step.replace('-', " ")),
        }
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Source, yaml};

    #[test]
    fn a_place_is_told_in_words() {
        let text = "annexes:\n- kind: practical\n- kind: agenda\n  items: [Opening, Results: [Report]]\nbody: [{text: A}]\n";
        let letter = yaml::parse(&Source::new("l.yaml", text), &mut Diagnostics::new()).expect("YAML");
        let told = ["annexes.2.items.2.1", "body.1.text", "meeting.place", "wording.a-b", "subject.2"];
        assert_eq!(
            told.map(|at| place(at, &letter)),
            ["annex 2 (agenda), items 2, 1", "body 1", "meeting, place", "wording, a b", "subject 2"]
        );
    }
}
