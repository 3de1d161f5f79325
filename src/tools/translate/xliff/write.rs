//! Writing: a letter's sentences as a file for translators' tools.

use super::inline::{Inline, Kind, pieces};
use super::{NAMESPACE, State, mark};
use crate::base::text::one_line;
use crate::model::letter::Status;
use crate::model::phrases::Terms;
use crate::model::translation::{Standing, State as Stands};
use crate::tools::translate::{Version, place};
use quick_xml::escape::{escape, partial_escape};
use std::collections::BTreeMap;

/// What a file is made of besides the letter.
pub struct Export<'a> {
    /// The letter's file as the file calls it: a path with `/`.
    pub original: &'a str,
    /// What the letter is called: `11/17`.
    pub called: Option<&'a str>,
    /// Names that need no sentence.
    pub terms: Option<&'a Terms>,
    /// What facts say in this letter, by how they are written.
    pub values: &'a BTreeMap<String, String>,
}

/// The text of the file: every sentence that needs a translation, with the translation that there is.
pub fn write(version: &Version, export: &Export<'_>) -> String {
    let (from, to) = (version.from.tag(), version.language.tag());
    let original = attribute(export.original);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"{NAMESPACE}\" version=\"2.1\" srcLang=\"{from}\" trgLang=\"{to}\">\n  \
         <file id=\"f1\" original=\"{original}\">\n"
    );
    if let Some(called) = export.called {
        let told = text(&format!("Letter {called}: translation into {}", version.language.name()));
        out += &format!("    <notes>\n      <note category=\"letter\">{told}</note>\n    </notes>\n");
    }
    for (index, standing) in version.standings(export.terms).iter().enumerate() {
        if standing.state() != Stands::Term {
            unit(&mut out, index + 1, standing, version, export.values);
        }
    }
    out + "  </file>\n</xliff>\n"
}

fn unit(
    out: &mut String,
    number: usize,
    standing: &Standing<'_>,
    version: &Version,
    values: &BTreeMap<String, String>,
) {
    let own = standing.own.map(|(_, own)| own);
    let target = own.and_then(|own| own.text.as_ref()).map(|text| text.trim_end());
    // By the mark it is known, when the file comes back, whether the translation was changed on either side.
    let id = target.map_or(format!("u{number}"), |target| format!("u{number}-{}", mark(target)));
    let at = &standing.unit.at;
    *out += &format!("    <unit id=\"{id}\" name=\"{}\" xml:space=\"preserve\">\n", attribute(at));
    let mut notes = vec![("place", "", place(at, &version.letter))];
    let source = standing.unit.text.trim_end();
    let said = values.iter().filter(|(fact, _)| source.contains(fact.as_str()));
    notes.extend(said.map(|(fact, value)| ("fact", "", format!("{fact} = {value}"))));
    if let Some(own) = own.filter(|_| standing.state() == Stands::Older) {
        let was = one_line(own.was.as_ref().unwrap_or(&own.original));
        let told = format!("The original has changed since it was translated. Earlier text: {was}");
        notes.push(("was", " priority=\"1\"", told));
    }
    *out += "      <notes>\n";
    for (category, priority, note) in notes {
        *out += &format!("        <note category=\"{category}\"{priority}>{}</note>\n", text(&note));
    }
    *out += "      </notes>\n";
    let mut codes = Codes::default();
    let source = codes.content(source, values, true);
    let target = target.map(|target| codes.content(target, values, false));
    if !codes.data.is_empty() {
        *out += "      <originalData>\n";
        for (index, data) in codes.data.iter().enumerate() {
            *out += &format!("        <data id=\"d{}\">{}</data>\n", index + 1, text(data));
        }
        *out += "      </originalData>\n";
    }
    let status = version.file.as_ref().and_then(|file| file.translation.status.as_ref());
    let state = match standing.state() {
        Stands::Translated if status.is_some_and(|status| status.value == Status::Issued) => State::Final,
        Stands::Translated => State::Translated,
        _ => State::Initial,
    };
    *out += &format!("      <segment id=\"s1\" state=\"{}\">\n", state.word());
    *out += &format!("        <source>{source}</source>\n");
    if let Some(target) = target {
        *out += &format!("        <target>{target}</target>\n");
    }
    *out += "      </segment>\n    </unit>\n";
}

/// What stands between the words of one unit: the same in source and target has the same number.
#[derive(Default)]
struct Codes {
    /// What the codes stand for, each once.
    data: Vec<String>,
    /// Those of the source, and whether the target has them already.
    source: Vec<(Kind, String, String, bool)>,
    /// The number of codes so far.
    count: usize,
}

impl Codes {
    fn content(&mut self, sentence: &str, values: &BTreeMap<String, String>, is_source: bool) -> String {
        let mut out = String::new();
        for piece in pieces(sentence) {
            match piece {
                Inline::Text(words) => out.push_str(&text(&words)),
                Inline::Close => out.push_str("</pc>"),
                Inline::Single(kind, said) => {
                    let id = self.number(kind, &said, "", is_source);
                    let data = self.data(&said);
                    let shown = attribute(&one_line(values.get(&said).unwrap_or(&said)));
                    let is_break = kind == Kind::Break;
                    let (shown, equal) = if is_break { ("↵", "") } else { (&*shown, &*shown) };
                    out += &format!(
                        "<ph id=\"{id}\"{} disp=\"{shown}\" equiv=\"{equal}\" dataRef=\"d{data}\"{}/>",
                        liberties(kind),
                        type_of(kind)
                    );
                }
                Inline::Open(kind, before, behind) => {
                    let id = self.number(kind, &before, &behind, is_source);
                    let (start, end) = (self.data(&before), self.data(&behind));
                    let [before, behind] = [before, behind].map(|said| attribute(&one_line(&said)));
                    out += &format!(
                        "<pc id=\"{id}\"{} dispStart=\"{before}\" dispEnd=\"{behind}\" \
                         dataRefStart=\"d{start}\" dataRefEnd=\"d{end}\"{}>",
                        liberties(kind),
                        type_of(kind)
                    );
                }
            }
        }
        out
    }

    fn data(&mut self, said: &str) -> usize {
        let at = self.data.iter().position(|known| known == said).unwrap_or_else(|| {
            self.data.push(said.to_owned());
            self.data.len() - 1
        });
        at + 1
    }

    /// The number of a code: in a target that of the source's, where it has one that is the same.
    fn number(&mut self, kind: Kind, before: &str, behind: &str, is_source: bool) -> usize {
        if is_source {
            self.source.push((kind, before.to_owned(), behind.to_owned(), false));
            self.count += 1;
            return self.count;
        }
        let free = |code: &(Kind, String, String, bool)| !code.3 && code.0 == kind;
        let same = self.source.iter().position(|code| free(code) && code.1 == before && code.2 == behind);
        // A link may lead to the page in the other language.
        let like = || self.source.iter().position(|code| free(code) && kind == Kind::Link);
        if let Some(at) = same.or_else(like) {
            self.source[at].3 = true;
            return at + 1;
        }
        self.count += 1;
        self.count
    }
}

/// What a tool may do with a code.
fn liberties(kind: Kind) -> &'static str {
    match kind {
        Kind::Bold | Kind::Italic | Kind::Break => "",
        _ => " canCopy=\"no\" canDelete=\"no\"",
    }
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Fact | Kind::Tag => " subType=\"xlf:var\" type=\"ui\"",
        Kind::Bold => " subType=\"xlf:b\" type=\"fmt\"",
        Kind::Italic => " subType=\"xlf:i\" type=\"fmt\"",
        Kind::Break => " subType=\"xlf:lb\" type=\"fmt\"",
        Kind::Link | Kind::Address => " type=\"link\"",
        Kind::Footnote => " type=\"other\"",
    }
}

/// Text between tags. The letter's reader lets no character through that XML does not have, but for two.
fn text(text: &str) -> String {
    partial_escape(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn attribute(value: &str) -> String {
    escape(value).replace(['\n', '\t', '\u{fffe}', '\u{ffff}'], " ")
}
