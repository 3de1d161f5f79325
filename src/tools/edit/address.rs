//! Addresses of places in a letter: steps with points between them, items counted from 1 (`annexes.2.items.5.1`).

use crate::base::yaml::{Node, Value};

/// The way through the tree for an address; `None` where the letter has no such place.
pub fn path(tree: &Node, at: &str) -> Option<Vec<String>> {
    let (mut node, mut path) = (tree, Vec::new());
    for step in at.split('.') {
        let number = step.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let (next, below) = match (number, &node.value) {
            (Some(index), Value::List(items)) => (index.to_string(), items.get(index)?),
            (Some(index), Value::Mapping(_)) => {
                let (key, value) = head(node)?;
                path.push(key);
                match &value.value {
                    Value::List(items) => (index.to_string(), items.get(index)?),
                    _ => {
                        let (key, value) = value.entries().get(index)?;
                        (key.text.clone(), value)
                    }
                }
            }
            _ => (step.to_owned(), node.get(step)?),
        };
        path.push(next);
        node = below;
    }
    Some(path)
}

/// The one key of an item that has something below it, and that.
fn head(node: &Node) -> Option<(String, &Node)> {
    match node.entries() {
        [(key, value)] if !matches!(value.value, Value::Scalar { .. }) => Some((key.text.clone(), value)),
        _ => None,
    }
}

/// The way to a list, also to the one below an item.
pub fn list(tree: &Node, at: &str) -> Option<Vec<String>> {
    let mut path = path(tree, at)?;
    let node = tree.at(&path)?;
    if let Some((key, below)) = head(node)
        && matches!(below.value, Value::List(_))
        && at.rsplit('.').next().is_some_and(|step| step.parse::<usize>().is_ok())
    {
        path.push(key);
    }
    matches!(tree.at(&path)?.value, Value::List(_)).then_some(path)
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The address of the list.
    pub list: String,
    /// Its number, counted from 1.
    pub number: usize,
}

impl Item {
    /// The innermost item that an address is in.
    pub fn of(at: &str) -> Option<Self> {
        let steps: Vec<&str> = at.split('.').collect();
        let last = steps.iter().rposition(|step| step.parse::<usize>().is_ok())?;
        let number = steps[last].parse().ok()?;
        (last > 0).then(|| Self { list: steps[..last].join("."), number })
    }

    /// Its own address.
    pub fn at(&self) -> String {
        format!("{}.{}", self.list, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::yaml::parse;
    use crate::base::{Diagnostics, Source};

    #[test]
    fn addresses_lead_through_the_tree() {
        let text = "body: [opening, {text: A}]\nannexes:\n  - items:\n      - One\n      - Two: [Three, Four: [Five]]\n  - rows: [P: {1 - 2: X, 3: {text: J}}]\n";
        let tree = parse(&Source::new("a.yaml", text), &mut Diagnostics::new()).expect("YAML");
        let shown = |at: &str| path(&tree, at).map(|path| path.join("/"));
        assert_eq!(shown("body.2.text").as_deref(), Some("body/1/text"));
        assert_eq!(shown("annexes.1.items.2").as_deref(), Some("annexes/0/items/1"));
        assert_eq!(shown("annexes.1.items.2.1").as_deref(), Some("annexes/0/items/1/Two/0"));
        assert_eq!(shown("annexes.1.items.2.2.1").as_deref(), Some("annexes/0/items/1/Two/1/Four/0"));
        assert_eq!(shown("annexes.2.rows.1.2.text").as_deref(), Some("annexes/1/rows/0/P/3/text"));
        for none in ["body.0", "body.3", "body.1.x", "meeting", "", "annexes.1.items.1.1"] {
            assert_eq!(shown(none), None, "{none}");
        }
        let list = |at: &str| super::list(&tree, at).map(|path| path.join("/"));
        assert_eq!(list("annexes.1.items.2").as_deref(), Some("annexes/0/items/1/Two"));
        assert_eq!(list("body").as_deref(), Some("body"));
        assert_eq!(list("body.2"), None);
        assert_eq!(Item::of("body.2.text"), Some(Item { list: "body".into(), number: 2 }));
        assert_eq!(Item::of("meeting.starts"), None);
    }
}
