//! The tree: scalars, lists and mappings with their places.

use crate::base::unusable::unusable;
use crate::base::yaml::mistake::mistake;
use crate::base::yaml::prepared::{Prepared, Step};
use crate::base::yaml::rules::{DUPLICATE_KEY, YAML};
use crate::base::{Diagnostics, Reported, Source, Span};
use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};
use std::collections::HashMap;
use std::sync::Arc;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What is written.
    pub value: Value,
    /// Where.
    pub span: Span,
}

/// A key of a mapping and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// Text, a number, a date: not yet typed. `plain` tells that it was written without quotes.
    Scalar {
        /// The text after YAML's own unescaping.
        text: String,
        /// Written without quotes and not as a block (`|`, `>`).
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written; keys are unique.
    Mapping(Vec<(Key, Node)>),
}

impl Node {
    /// A mapping of values that stand together at a place.
    pub fn mapping<const N: usize>(span: &Span, entries: [(&str, Node); N]) -> Self {
        let key = |text: &str| Key { text: text.to_owned(), span: span.clone() };
        let entries = entries.into_iter().map(|(text, value)| (key(text), value)).collect();
        Self { value: Value::Mapping(entries), span: span.clone() }
    }

    /// The value under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The place of the value under a path of keys, or of the nearest above it that there is, with the number of keys
    /// that lead to it. Steps into lists are numbers from 0.
    pub fn along<S: AsRef<str>>(&self, path: &[S]) -> Option<(usize, Span)> {
        let (mut node, mut keys) = (self, 0);
        for step in path.iter().map(AsRef::as_ref) {
            let next = match &node.value {
                Value::List(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
                // A single group of keys may stand for a list of one.
                Value::Mapping(_) if step == "0" => Some(node),
                _ => node.get(step),
            };
            let Some(next) = next else { break };
            (node, keys) = (next, keys + 1);
        }
        let is_single = matches!(node.value, Value::Scalar { .. } | Value::Null);
        let place = if is_single { node.span.clone() } else { node.span.whole_line() };
        (keys > 0).then_some((keys, place))
    }

    /// The scalar's text.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// What this is, in words for a message.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a single value",
            Value::List(_) => "a list",
            Value::Mapping(_) => "a set of keys",
        }
    }
}

/// Reads one YAML document. Duplicate keys, anchors and aliases, tags and a second document are errors.
///
/// # Errors
/// Nothing usable came out; what is wrong with the YAML itself was reported.
pub fn parse(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Node, Reported> {
    let prepared = source.prepared().filter(|bytes| !bytes.is_empty());
    let steps = match prepared.and_then(|bytes| postcard::from_bytes::<Vec<Prepared<'_>>>(bytes).ok()) {
        Some(steps) => Steps::Prepared(steps.into_iter()),
        None => Steps::Parser(Box::new(Parser::new_from_str(source.text()))),
    };
    Builder { source, problems, steps, depth: 0 }.document()
}

/// How many lists and sets of keys can stand in each other: those of a letter need a third of them.
const DEEPEST: usize = 64;

/// Where the steps of the parser come from.
enum Steps<'a> {
    Parser(Box<Parser<'a, StrInput<'a>>>),
    /// Those of a text of the built-in house style.
    Prepared(std::vec::IntoIter<Prepared<'static>>),
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    problems: &'a mut Diagnostics,
    steps: Steps<'a>,
    /// How many lists and sets of keys it is in.
    depth: usize,
}

impl<'a> Builder<'a> {
    /// The next event.
    fn next(&mut self) -> Result<(Event<'a>, Span), Reported> {
        let parser = match &mut self.steps {
            Steps::Parser(parser) => parser,
            Steps::Prepared(steps) => {
                return Ok(steps.next().map_or_else(
                    || (Event::StreamEnd, Span::file(self.source)),
                    |Prepared { step, start, end }| (event(step), Span::new(self.source, start, end)),
                ));
            }
        };
        match parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.span(span.start, span.end))),
            Some(Err(error)) => {
                let at = self.span(*error.marker(), *error.marker());
                Err(self.problems.refuse(mistake(&format!("{:?}", error.kind()), &at)))
            }
            None => Err(self.problems.refuse(mistake("", &Span::file(self.source)))),
        }
    }

    fn span(&self, start: granit_parser::Marker, end: granit_parser::Marker) -> Span {
        let offset = |m: granit_parser::Marker| {
            m.byte_offset().unwrap_or_else(|| {
                let text = self.source.text();
                text.char_indices().nth(m.index()).map_or(text.len(), |(at, _)| at)
            })
        };
        Span::new(self.source, offset(start), offset(end))
    }

    fn document(&mut self) -> Result<Node, Reported> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                // What was prepared is one document and nothing else.
                event if matches!(self.steps, Steps::Prepared(_)) && event != Event::StreamEnd => {
                    root = Some(self.node((event, span))?);
                }
                Event::DocumentStart(..) if root.is_none() => {
                    let first = self.next()?;
                    root = Some(self.node(first)?);
                }
                Event::DocumentStart(..) => {
                    return Err(YAML
                        .finding("the file contains a second part, after a line `---` or `...`")
                        .at(&span, "the second part starts here")
                        .hint("remove that line, and write each letter in its own file")
                        .refuse(self.problems));
                }
                Event::StreamEnd => return Ok(root.unwrap_or_else(|| self.empty())),
                _ => {}
            }
        }
    }

    fn empty(&self) -> Node {
        Node { value: Value::Null, span: Span::file(self.source) }
    }

    fn node(&mut self, (event, span): (Event<'a>, Span)) -> Result<Node, Reported> {
        if self.depth == DEEPEST && matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) {
            let problem = YAML.finding(format!("lists and keys are nested in more than {DEEPEST} levels"));
            let problem = problem.at(&Span::new(self.source, span.start, span.start), "one level too many");
            let help = "check the dashes, brackets and braces at the start of this line and above it";
            return Err(problem.hint(help).refuse(self.problems));
        }
        self.depth += 1;
        let node = self.whole_node((event, span));
        self.depth -= 1;
        node
    }

    fn whole_node(&mut self, (event, span): (Event<'a>, Span)) -> Result<Node, Reported> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), &span);
                self.problems.extend(unusable(&text, &span));
                let plain = style == ScalarStyle::Plain;
                let value = if plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL") {
                    Value::Null
                } else {
                    Value::Scalar { text: text.into_owned(), plain }
                };
                Ok(Node { value, span: self.trimmed(span) })
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), &span);
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => {
                            return Ok(Node {
                                value: Value::List(items),
                                span: self.trimmed(Span::new(self.source, span.start, end.end)),
                            });
                        }
                        event => items.push(self.node(event)?),
                    }
                }
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), &span);
                self.mapping(&span)
            }
            Event::Alias(_) => {
                self.refuse(1, false, &span);
                Ok(Node { value: Value::Null, span })
            }
            _ => Ok(Node { value: Value::Null, span }),
        }
    }

    fn mapping(&mut self, start: &Span) -> Result<Node, Reported> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, end) => {
                    return Ok(Node {
                        value: Value::Mapping(entries),
                        span: self.trimmed(Span::new(self.source, start.start, end.end)),
                    });
                }
                event => self.node(event)?,
            };
            let next = self.next()?;
            let value = self.node(next)?;
            let Value::Scalar { text, .. } = key.value else {
                YAML.finding(format!("expected a word as the key, but found {}", key.kind()))
                    .at(&key.span, "expected a key such as `date`")
                    .report(self.problems);
                continue;
            };
            let key = Key { text, span: key.span };
            if let Some((first, _)) = places.get(&key.text).and_then(|first| entries.get(*first)) {
                DUPLICATE_KEY
                    .finding(format!("the key `{}` appears twice", key.text))
                    .at(&key.span, "it appears again here")
                    .note(&first.span, "it appears first here")
                    .hint("remove one of the two")
                    .report(self.problems);
                continue;
            }
            places.insert(key.text.clone(), entries.len());
            entries.push((key, value));
        }
    }

    /// Ends of blocks lie after the following line ends: cut them off.
    fn trimmed(&self, span: Span) -> Span {
        let length = span.text().trim_end().len();
        Span::new(self.source, span.start, span.start + length)
    }

    fn refuse(&mut self, anchor: usize, tag: bool, span: &Span) {
        for (kind, _) in [("Anchor", anchor != 0), ("Tag", tag)].iter().filter(|(_, is_there)| *is_there) {
            mistake(kind, span).at(span, "expected a plain value").report(self.problems);
        }
    }
}

/// A step as the parser tells it.
fn event(step: Step<'static>) -> Event<'static> {
    match step {
        Step::Scalar(text, true) => Event::Scalar(text.into(), ScalarStyle::Plain, 0, None),
        Step::Scalar(text, false) => Event::Scalar(text.into(), ScalarStyle::DoubleQuoted, 0, None),
        Step::List => Event::SequenceStart(StructureStyle::Block, 0, None),
        Step::Mapping => Event::MappingStart(StructureStyle::Block, 0, None),
        Step::EndOfList => Event::SequenceEnd,
        Step::EndOfMapping => Event::MappingEnd,
    }
}
