//! Where in a file's tree some bytes are.

use crate::base::yaml::written::Written;
use crate::base::yaml::{Node, Value};
use crate::base::{Located, Span};
use std::ops::Range;

/// The steps that lead to a value: keys, and numbers from 0.
pub type Path = Vec<String>;

/// The single value that holds some bytes, with the way to it.
pub fn scalar_at<'a>(tree: &'a Node, at: &Range<usize>) -> Option<(Path, &'a Node)> {
    let (mut node, mut path) = (tree, Vec::new());
    loop {
        let holds = |node: &Node| node.span.start <= at.start && at.end <= node.span.end;
        let (step, next) = match &node.value {
            Value::Scalar { .. } => return Some((path, node)),
            Value::List(items) => {
                let (index, item) = items.iter().enumerate().find(|(_, item)| holds(item))?;
                (index.to_string(), item)
            }
            Value::Mapping(entries) => {
                let key = |key: &Span| key.start <= at.start && at.end <= key.end;
                let (found, value) = entries.iter().find(|(k, value)| holds(value) || key(&k.span))?;
                if key(&found.span) {
                    path.push(found.text.clone());
                    return Some((path, value)).filter(|_| false);
                }
                (found.text.clone(), value)
            }
            Value::Null => return None,
        };
        path.push(step);
        node = next;
    }
}

/// The key that holds some bytes, with the way to its value.
pub fn key_at(tree: &Node, at: &Range<usize>) -> Option<Path> {
    let (mut node, mut path) = (tree, Vec::new());
    loop {
        let holds = |node: &Node| node.span.start <= at.start && at.end <= node.span.end;
        match &node.value {
            Value::List(items) => {
                let (index, item) = items.iter().enumerate().find(|(_, item)| holds(item))?;
                path.push(index.to_string());
                node = item;
            }
            Value::Mapping(entries) => {
                let own =
                    entries.iter().find(|(key, _)| key.span.start <= at.start && at.end <= key.span.end);
                if let Some((key, _)) = own {
                    path.push(key.text.clone());
                    return Some(path);
                }
                let (key, value) = entries.iter().find(|(_, value)| holds(value))?;
                path.push(key.text.clone());
                node = value;
            }
            Value::Scalar { .. } | Value::Null => return None,
        }
    }
}

/// The key at the end of a way: its text, and the byte where it begins. Nothing where it is written with signs of YAML in it.
pub fn key_of(tree: &Node, path: &[String]) -> Option<(String, usize)> {
    let (last, group) = path.split_last()?;
    let (key, _) = tree.at(group)?.entries().iter().find(|(key, _)| key.text == *last)?;
    let written = key.span.text();
    let start = written.find(key.text.as_str()).filter(|_| written.len() <= key.text.len() + 2)?;
    Some((key.text.clone(), key.span.start + start))
}

/// All single values of a tree with the ways to them.
pub fn scalars(tree: &Node) -> Vec<(Path, &Node)> {
    fn walk<'a>(node: &'a Node, path: &mut Path, out: &mut Vec<(Path, &'a Node)>) {
        match &node.value {
            Value::Scalar { .. } => out.push((path.clone(), node)),
            Value::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    path.push(at.to_string());
                    walk(item, path, out);
                    path.pop();
                }
            }
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    path.push(key.text.clone());
                    walk(value, path, out);
                    path.pop();
                }
            }
            Value::Null => {}
        }
    }
    let mut out = Vec::new();
    walk(tree, &mut Vec::new(), &mut out);
    out
}

/// The byte of a text for a byte of its file.
pub fn byte_of(node: &Node, at: usize) -> Option<usize> {
    let text = node.as_str()?;
    let written = Written::of(&Located::new(text.to_owned(), node.span.clone()));
    let bytes: Vec<usize> = (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)).collect();
    let found = bytes.partition_point(|&byte| written.span(&(byte..byte)).start < at);
    bytes.get(found).copied()
}

/// A way as people read it: `body: 3: text`, numbers from 1.
pub fn shown(path: &[String]) -> String {
    let step = |step: &String| step.parse::<usize>().map_or_else(|_| step.clone(), |at| (at + 1).to_string());
    path.iter().map(step).collect::<Vec<_>>().join(": ")
}
