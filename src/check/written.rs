//! Where the words of a fact are written: in the letter's own file, or in a file of the directory.

use crate::base::yaml::written::Written;
use crate::base::yaml::{Node, Value};
use crate::base::{Located, Span};
use crate::compose::origin::{Origin, TextKind, list_of};
use crate::model::resolve::Resolved;

/// The words of a fact as a file has them.
pub struct WrittenFact {
    /// The keys that lead to them: `meeting`, `venue`; in a file of the directory the first is the entry.
    pub path: Vec<String>,
    /// The words; the whole value where it is written in another way.
    pub span: Span,
    /// Whether it is the value of the fact, and not one that the fact is computed from.
    pub is_whole: bool,
}

impl WrittenFact {
    /// The keys as people read them: `meeting: venue`.
    pub fn keys(&self) -> String {
        self.path.join(": ")
    }
}

/// Where the words are written that the expression of an origin printed; `None` where no file has them as they are, such as
/// a date. `tree` is that of the letter.
pub fn words(tree: &Node, resolved: &Resolved<'_>, origin: &Origin, words: &str) -> Option<WrittenFact> {
    let path = path(origin)?;
    let wanted = plain(words);
    let found = files(tree, resolved, &path).into_iter().find_map(|(before, node, path)| {
        let mut found = Vec::new();
        scalars(node, &path, &before, &mut found);
        found.into_iter().find(|(_, node)| node.as_str().is_some_and(|text| plain(text).contains(&wanted)))
    });
    let (keys, node) = found?;
    Some(WrittenFact { path: keys, span: place(node, words), is_whole: true })
}

/// The key of the letter that a fact comes from, or the group of keys that it is computed from.
pub fn key(tree: &Node, origin: &Origin) -> Option<WrittenFact> {
    let path = path(origin)?;
    let Some((keys, span)) = tree.along(&path) else {
        // Deadlines that a letter does not write are counted from the meeting.
        let is_counted = matches!(path[0].as_str(), "deadlines" | "due");
        let (_, span) = tree.along(&["meeting", "starts"]).filter(|_| is_counted)?;
        let path = ["meeting", "starts"].map(str::to_owned).to_vec();
        return Some(WrittenFact { path, span, is_whole: false });
    };
    Some(WrittenFact { path: path[..keys].to_vec(), span, is_whole: keys == path.len() })
}

/// The keys of a fact as YAML has them; of a name that a loop gives, those of its list.
pub fn path(origin: &Origin) -> Option<Vec<String>> {
    let fact = origin.fact.as_deref()?;
    let name = fact.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '?')).next()?;
    let (root, rest) = name.split_once('.').unwrap_or((name, ""));
    let list = match &origin.text {
        TextKind::Template(_) => list_of(origin.span.source.text(), origin.span.start, root),
        TextKind::Own | TextKind::Phrase(_) => None,
    };
    let whole = [list.unwrap_or(root), rest].join(".").replace('?', "").replace('_', "-");
    let whole = whole.trim_matches('.').strip_prefix("letter.").unwrap_or(whole.trim_matches('.'));
    let whole = match whole.split_once('.') {
        Some(("contact-list", rest)) => format!("contacts.{rest}"),
        Some(("event", rest)) => format!("events.{rest}"),
        _ => whole.to_owned(),
    };
    (!whole.is_empty()).then(|| whole.split('.').map(str::to_owned).collect())
}

/// The files that may have a fact: the keys before those of the fact, their values, and what is left of the path.
fn files<'a>(
    tree: &'a Node,
    resolved: &Resolved<'a>,
    path: &[String],
) -> Vec<(Vec<String>, &'a Node, Vec<String>)> {
    let mut files = vec![(Vec::new(), tree, path.to_vec())];
    let code = resolved.letter.group.value.as_str();
    let group = resolved.directory.group_as_written(code);
    match path[0].as_str() {
        "contacts" | "chair" => files.extend(group.map(|node| (vec![code.to_owned()], node, path.to_vec()))),
        "group" => files.extend(group.map(|node| (vec![code.to_owned()], node, path[1..].to_vec()))),
        "signatory" => {
            let name = &resolved.signatory.name;
            let node = resolved.directory.signatory_as_written(name);
            files.extend(node.map(|node| (vec![name.clone()], node, path[1..].to_vec())));
        }
        _ => {}
    }
    files
}

/// The single values under a path of keys; of a list those of all its entries.
fn scalars<'a>(node: &'a Node, path: &[String], keys: &[String], found: &mut Vec<(Vec<String>, &'a Node)>) {
    match (&node.value, path) {
        (Value::List(items), _) => items.iter().for_each(|item| scalars(item, path, keys, found)),
        (Value::Scalar { .. }, []) => found.push((keys.to_vec(), node)),
        (Value::Mapping(_), [step, rest @ ..]) => {
            if let Some(inner) = node.get(step) {
                scalars(inner, rest, &[keys, std::slice::from_ref(step)].concat(), found);
            }
        }
        _ => {}
    }
}

/// Words without what typography makes of them.
fn plain(words: &str) -> String {
    let words = words.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-");
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words within a value, or all of it.
fn place(node: &Node, words: &str) -> Span {
    let text = node.as_str().unwrap_or_default();
    match text.find(words).filter(|_| !words.is_empty()) {
        Some(at) => {
            let located = Located::new(text.to_owned(), node.span.clone());
            Written::of(&located).span(&(at..at + words.len()))
        }
        None => node.span.clone(),
    }
}
