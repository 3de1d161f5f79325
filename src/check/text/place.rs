//! Whether words of the finished text may be changed where they are written.

use crate::base::yaml::edit::{changes_only, edited};
use crate::base::yaml::written::is_block;
use crate::base::yaml::{Node, Value};
use crate::base::{Diagnostics, Source, Span, yaml};
use std::cell::{Cell, OnceCell};
use std::sync::Arc;

/// How often a file is read again for an edit whose signs could mean something in YAML. Those of more findings are left to
/// people: a letter has one or two.
const PROOFS: usize = 100;

/// Whether edits leave a file the same texts.
pub(super) struct Proof<'a> {
    source: &'a Arc<Source>,
    /// The file as it is, read when an edit first asks for it.
    tree: OnceCell<Option<Node>>,
    left: Cell<usize>,
}

impl<'a> Proof<'a> {
    pub(super) fn of(source: &'a Arc<Source>) -> Self {
        Self { source, tree: OnceCell::new(), left: Cell::new(PROOFS) }
    }

    /// Whether an edit leaves the file the same texts: a comma in a list in square brackets would make two of one.
    pub(super) fn is_harmless(&self, span: &Span, replacement: &str) -> bool {
        let signs = |text: &str| text.bytes().filter(|byte| b",:#[]{}&*!|>'\"%@`\\".contains(byte)).count();
        if signs(replacement) <= signs(span.text()) {
            return true;
        }
        let read = || yaml::parse(self.source, &mut Diagnostics::new()).ok();
        let Some(tree) = self.tree.get_or_init(read) else { return false };
        if signs_are_words(tree, span, replacement) {
            return true;
        }
        let Some(left) = self.left.get().checked_sub(1) else { return false };
        self.left.set(left);
        let place = span.start..span.end;
        let (edited, _) = edited(span.source.text(), &[(place.clone(), replacement.to_owned())]);
        changes_only(tree, &Source::new(span.source.path(), edited), std::slice::from_ref(&place))
    }
}

/// Whether the signs of a replacement are certainly words where it is put: the way in which that text is written says so.
fn signs_are_words(tree: &Node, span: &Span, replacement: &str) -> bool {
    let (mut node, mut in_brackets) = (tree, false);
    loop {
        let next = match &node.value {
            Value::List(items) => items.get(items.partition_point(|item| item.span.end < span.end)),
            Value::Mapping(entries) => {
                let entry = entries.get(entries.partition_point(|(_, value)| value.span.end < span.end));
                entry.map(|(_, value)| value)
            }
            Value::Scalar { .. } => break,
            Value::Null => return false,
        };
        in_brackets |= node.span.text().starts_with(['[', '{']);
        let Some(next) = next.filter(|next| next.span.start <= span.start) else { return false };
        node = next;
    }
    let mean_something: &[char] = match node.span.text().chars().next() {
        _ if is_block(&node.span) => &[],
        Some('"') => &['"', '\\'],
        Some('\'') => &['\''],
        _ if in_brackets => &[',', ':', '#', '[', ']', '{', '}'],
        // Only at the beginning of a text do other signs mean something.
        _ if span.start > node.span.start => &[':', '#'],
        _ => return false,
    };
    !replacement.contains(mean_something) && !replacement.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_words_where_the_way_of_writing_says_so() {
        let text = "a: |-\n  x y\nb: x y\nc: [x y]\nd: \"x y\"\ne: 'x y'\nf:\n  - one\n  - x y\n";
        let source = Source::new("a.yaml", text);
        let tree = yaml::parse(&source, &mut Diagnostics::new()).expect("yaml");
        for (at, (place, _)) in text.match_indices("x y").enumerate() {
            let end = Span::new(&source, place + 2, place + 3);
            for words in ["y, z", "y: z", "y\" z", "y' z", "y # z", "y] z"] {
                let (edited, _) = edited(text, &[(end.start..end.end, words.to_owned())]);
                let edited = Source::new("a.yaml", edited);
                let is_so = changes_only(&tree, &edited, std::slice::from_ref(&(end.start..end.end)));
                let is_sure = signs_are_words(&tree, &end, words);
                assert!(is_so || !is_sure, "{at}: {words}");
                if words == "y, z" {
                    assert_eq!(is_sure, is_so, "{at}");
                }
            }
        }
        // Where the way of writing does not say so, the file is read again, but not without end.
        let proof = Proof::of(&source);
        let in_list = text.find("[x y").expect("there") + 3;
        let spans = (0..PROOFS * 2).map(|_| Span::new(&source, in_list, in_list + 1));
        assert!(spans.into_iter().all(|span| !proof.is_harmless(&span, "y, z")));
        assert_eq!(proof.left.get(), 0);
    }
}
