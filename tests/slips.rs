//! Slips of typing: each is told once, at its own line and column, and the advice makes the file good.

use crate::common::program::{Office, letter};
use crate::common::session::{self, root};
use collective_letters::base::{Diagnostic, Severity, Source};
use collective_letters::project::session::Session;
use std::sync::Arc;

/// What a letter needs, if the lines of a slip do not have it.
const NEEDED: [(&str, &str); 5] = [
    ("group", "group: SG17"),
    ("number", "number: 10"),
    ("date", "date: 2021-01-21"),
    ("meeting", "meeting: {starts: 2021-04-19, ends: 2021-04-23}"),
    ("body", "body: [opening, wish]"),
];

struct Slip {
    title: String,
    broken: String,
    place: (usize, usize),
    says: String,
    mended: String,
}

/// The slips of a table. `whole` makes of a line or lines the beginning of a letter, and says where they begin in it.
fn slips(name: &str, whole: fn(&str) -> String, first: (usize, usize)) -> Vec<Slip> {
    let table = std::fs::read_to_string(root().join("tests/slips").join(name)).expect("a table");
    table.split("\n=== ").skip(1).map(|entry| slip(entry, whole, first)).collect()
}

fn slip(entry: &str, whole: fn(&str) -> String, first: (usize, usize)) -> Slip {
    let (title, rest) = entry.split_once('\n').expect("a title");
    let (broken, rest) = rest.split_once("\n>>> ").expect("a place");
    let (place, mended) = rest.split_once('\n').expect("lines");
    let (place, says) = place.split_once(' ').expect("words");
    let (line, column) = place.split_once(':').unwrap_or(("1", place));
    let number = |digits: &str| digits.parse::<usize>().expect("a number");
    let mended = whole(&signs(mended.trim_end()));
    let is_there = |key: &str| mended.lines().any(|line| line.starts_with(&format!("{key}:")));
    let needed: String =
        NEEDED.iter().filter(|(key, _)| !is_there(key)).map(|(_, line)| format!("{line}\n")).collect();
    Slip {
        title: title.to_owned(),
        broken: format!("{}\n{needed}", whole(&signs(broken))),
        place: (number(line) + first.0, number(column) + first.1),
        says: says.to_owned(),
        mended: format!("{mended}\n{needed}"),
    }
}

/// A text with the signs that the table spells out.
fn signs(text: &str) -> String {
    let mut text = text.replace("<TAB>", "\t").replace("<NBSP>", "\u{a0}");
    while let Some((before, rest)) = text.split_once("<U+") {
        let (code, behind) = rest.split_once('>').expect("a code");
        let sign = u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character");
        text = format!("{before}{sign}{behind}");
    }
    text
}

/// What is wrong with a letter.
fn errors(session: &Session, text: &str) -> (Arc<Source>, Vec<Diagnostic>) {
    let source = Source::new("letters/slip.yaml", text);
    let problems = session::check(session, &source).problems;
    (source, problems.into_sorted().into_iter().filter(|p| p.severity != Severity::Note).collect())
}

/// The letter as the advice makes it: by the edit, or with the line that the help shows.
fn advised(text: &str, problem: &Diagnostic) -> Option<String> {
    if let Some(edit) = &problem.edit {
        return Some([&text[..edit.span.start], &edit.replacement, &text[edit.span.end..]].concat());
    }
    // `there is no fact `a`` and `write `b`: …`: a guess that is left to people.
    let wrong = problem.message.strip_prefix("there is no ").and_then(|rest| rest.split('`').nth(1));
    let right = problem.hints.first().and_then(|hint| hint.strip_prefix("write `")?.split('`').next());
    if let (Some(wrong), Some(right)) = (wrong, right) {
        let span = problem.span.as_ref()?;
        let start = text.find(wrong).filter(|start| *start <= span.start)?;
        return Some([&text[..start], right, &text[start + wrong.len()..]].concat());
    }
    let line = problem.hints.iter().find_map(|hint| hint.strip_prefix("write this line as `"));
    let (row, _) = problem.span.as_ref()?.line_column();
    let mut lines: Vec<&str> = text.lines().collect();
    match line {
        Some(line) => lines[row - 1] = line.strip_suffix('`')?,
        None if problem.hints.iter().any(|hint| hint == "remove this line") => drop(lines.remove(row - 1)),
        None => return None,
    }
    Some(lines.join("\n") + "\n")
}

/// What is not as the table says; nothing if all is.
fn wrong(session: &Session, slip: &Slip) -> Vec<String> {
    let mut wrong = Vec::new();
    let (_, left) = errors(session, &slip.mended);
    if !left.is_empty() {
        wrong.push(format!("the mended letter has errors: {left:#?}"));
    }
    let (_, found) = errors(session, &slip.broken);
    let shown = |p: &Diagnostic| {
        let place = p.span.as_ref().map(|span| span.line_column());
        format!("{place:?} {}: {} | {}", p.rule.code, p.message, p.hints.join(" | "))
    };
    let [problem] = &found[..] else {
        wrong.push(format!("{} messages: {:#?}", found.len(), found.iter().map(shown).collect::<Vec<_>>()));
        return wrong;
    };
    if problem.span.as_ref().map(|span| span.line_column()) != Some(slip.place) {
        wrong.push(format!("expected at {:?}: {}", slip.place, shown(problem)));
    }
    if !problem.message.contains(&slip.says) && !problem.hints.iter().any(|hint| hint.contains(&slip.says)) {
        wrong.push(format!("does not say {:?}: {}", slip.says, shown(problem)));
    }
    match advised(&slip.broken, problem) {
        Some(text) if text == slip.mended => {}
        other => wrong.push(format!("the advice makes {other:?}: {}", shown(problem))),
    }
    wrong
}

#[test]
fn every_slip_of_yaml_is_told_at_its_place_with_advice_that_mends_it() {
    let session = session::session("tests/letters");
    let slips = slips("yaml.txt", str::to_owned, (0, 0));
    assert!(slips.len() >= 60, "{} slips", slips.len());
    let mut told = Vec::new();
    for slip in &slips {
        let wrong = wrong(&session, slip);
        told.extend(wrong.into_iter().map(|words| format!("{}: {words}", slip.title)));
    }
    assert!(told.is_empty(), "{} of {}\n{}", told.len(), slips.len(), told.join("\n\n"));
}

#[test]
fn every_slip_in_braces_is_told_at_its_place_with_advice_that_mends_it() {
    let session = session::session("tests/letters");
    let whole = |line: &str| format!("body:\n  - opening\n  - text: >-\n      {line}\n  - wish");
    let slips = slips("braces.txt", whole, (3, 6));
    assert!(slips.len() >= 30, "{} slips", slips.len());
    let mut told = Vec::new();
    for slip in &slips {
        let wrong = wrong(&session, slip);
        told.extend(wrong.into_iter().map(|words| format!("{}: {words}", slip.title)));
    }
    assert!(told.is_empty(), "{} of {}\n{}", told.len(), slips.len(), told.join("\n\n"));
}

/// How a line of a letter is mistyped: the line and the column of the mistake, or nothing where this cannot be.
type Mistype = fn(&Line<'_>) -> Option<(String, usize)>;

/// A line of a letter, as far as a person sees it.
struct Line<'a> {
    whole: &'a str,
    indent: &'a str,
    dash: &'a str,
    key: &'a str,
    value: &'a str,
}

impl<'a> Line<'a> {
    fn of(whole: &'a str) -> Option<Self> {
        let words = whole.trim_start();
        let indent = &whole[..whole.len() - words.len()];
        let (dash, entry) = words.split_at(if words.starts_with("- ") { 2 } else { 0 });
        let (key, value) = match entry.split_once(": ") {
            Some((key, value)) if !key.contains(|c: char| !c.is_ascii_lowercase() && c != '-') => {
                (key, value)
            }
            _ => ("", entry),
        };
        (!words.is_empty() && !words.starts_with('#')).then_some(Self { whole, indent, dash, key, value })
    }

    fn head(&self) -> usize {
        self.indent.len() + self.dash.len()
    }

    fn is_plain(&self) -> bool {
        self.value.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !self.value.contains(['#', '"', '\'', ':'])
    }
}

/// What people do to any line.
const MISTYPES: [(&str, Mistype); 12] = [
    ("a tab for the indentation", |line| {
        (!line.indent.is_empty()).then(|| (format!("\t{}", line.whole.trim_start()), 1))
    }),
    ("no space behind the colon", |line| {
        let is_it = !line.key.is_empty() && line.is_plain();
        is_it.then(|| {
            let colon = line.head() + line.key.len() + 1;
            (format!("{}{}{}:{}", line.indent, line.dash, line.key, line.value), colon)
        })
    }),
    ("a full-width colon", |line| {
        (!line.key.is_empty() && line.is_plain()).then(|| {
            let colon = line.head() + line.key.len() + 1;
            (format!("{}{}{}：{}", line.indent, line.dash, line.key, line.value), colon)
        })
    }),
    ("no colon", |line| {
        (!line.key.is_empty() && line.is_plain() && !line.value.contains(' ')).then(|| {
            let colon = line.head() + line.key.len() + 1;
            (format!("{}{}{} {}", line.indent, line.dash, line.key, line.value), colon)
        })
    }),
    ("a no-break space behind the colon", |line| {
        (!line.key.is_empty() && line.is_plain()).then(|| {
            let place = line.head() + line.key.len() + 2;
            (format!("{}{}{}:\u{a0}{}", line.indent, line.dash, line.key, line.value), place)
        })
    }),
    ("no-break spaces for the indentation", |line| {
        (!line.indent.is_empty()).then(|| (line.whole.replacen(' ', "\u{a0}", line.indent.len()), 1))
    }),
    ("an en dash for the dash", |line| {
        (!line.dash.is_empty()).then(|| (line.whole.replacen("- ", "– ", 1), line.indent.len() + 1))
    }),
    ("no space behind the dash", |line| {
        (!line.dash.is_empty() && !line.value.starts_with('-'))
            .then(|| (line.whole.replacen("- ", "-", 1), line.indent.len() + 1))
    }),
    ("a character of no width before the line", |line| {
        let is_it = line.indent.is_empty() && !line.key.is_empty();
        is_it.then(|| (format!("\u{200b}{}", line.whole), 1))
    }),
    ("a quotation mark that is not closed", |line| {
        (!line.key.is_empty() && line.is_plain()).then(|| {
            let place = line.head() + line.key.len() + 3;
            (format!("{}{}{}: \"{}", line.indent, line.dash, line.key, line.value), place)
        })
    }),
    ("a space too many", |line| {
        (!line.key.is_empty() && line.dash.is_empty() && !line.indent.is_empty())
            .then(|| (format!(" {}", line.whole), line.indent.len() + 2))
    }),
    ("a space too few", |line| {
        (!line.key.is_empty() && line.dash.is_empty() && !line.indent.is_empty())
            .then(|| (line.whole[1..].to_owned(), line.indent.len()))
    }),
];

/// The lines of a letter that are no comment and belong to no text of several lines.
fn lines(text: &str) -> Vec<(usize, Line<'_>)> {
    let mut found = Vec::new();
    let mut text_below = None;
    for (row, whole) in text.lines().enumerate() {
        let depth = whole.len() - whole.trim_start().len();
        if whole.trim().is_empty() || text_below.is_some_and(|below| depth > below) {
            continue;
        }
        text_below =
            [">", "|", ">-", "|-"].iter().any(|sign| whole.trim_end().ends_with(sign)).then_some(depth);
        found.extend(Line::of(whole).map(|line| (row, line)));
    }
    found
}

/// What became of mistyped lines.
#[derive(Default)]
struct Tally {
    tried: usize,
    told: usize,
    at_column: usize,
    mended: usize,
    others: Vec<String>,
}

/// Every so many lines of the letters are mistyped: others say the same.
const STEP: usize = 67;

#[test]
fn lines_of_real_letters_are_explained_when_they_are_mistyped() {
    let mut tallies: Vec<Tally> = MISTYPES.iter().map(|_| Tally::default()).collect();
    let mut count = 0;
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::in_all_languages(folder) {
            let source = session::source(&path);
            let text = source.text().replace("\r\n", "\n");
            for (row, line) in lines(&text) {
                for (tally, (_, mistype)) in tallies.iter_mut().zip(MISTYPES) {
                    count += 1;
                    if let Some((wrong, column)) = mistype(&line).filter(|_| count % STEP == 0) {
                        let broken: Vec<&str> = text
                            .lines()
                            .enumerate()
                            .map(|(at, line)| if at == row { &*wrong } else { line })
                            .collect();
                        let broken = Source::new(source.path(), broken.join("\n") + "\n");
                        tally.add(&session, &broken, (row + 1, column), &text);
                    }
                }
            }
        }
    }
    let mut few = Vec::new();
    for (tally, (name, _)) in tallies.iter().zip(MISTYPES) {
        let Tally { tried, told, at_column, mended, .. } = tally;
        println!(
            "{name}: {tried} tried, {told} told at the line, {at_column} at the column, {mended} mended"
        );
        tally.others.iter().for_each(|other| println!("    {other}"));
        if told * 100 < tried * 95 || mended * 100 < tried * 95 {
            few.push(name);
        }
    }
    assert!(few.is_empty(), "{few:?}");
}

impl Tally {
    fn add(&mut self, session: &Session, broken: &Arc<Source>, place: (usize, usize), good: &str) {
        let letter = session.read(broken);
        let problems = session.compose(&letter).findings.problems.into_sorted();
        let errors: Vec<Diagnostic> =
            problems.into_iter().filter(|p| p.severity == Severity::Error).collect();
        // Some mistakes are none: a quotation mark within words, a space that does not matter.
        if errors.is_empty() {
            return;
        }
        self.tried += 1;
        let found = errors.first().and_then(|error| error.span.as_ref()).map(|span| span.line_column());
        let is_told = errors.len() == 1 && found.is_some_and(|(line, _)| line == place.0);
        self.told += usize::from(is_told);
        self.at_column += usize::from(is_told && found == Some(place));
        let mended = advised(broken.text(), &errors[0]);
        let is_mended = mended.as_deref().is_some_and(|text| {
            text == good
                || !session
                    .compose(&session.read(&Source::new(broken.path(), text)))
                    .findings
                    .problems
                    .has_errors()
        });
        self.mended += usize::from(is_told && is_mended);
        if !is_told || !is_mended {
            let line = broken.text().lines().nth(place.0 - 1).unwrap_or_default();
            let said: Vec<String> =
                errors.iter().take(2).map(|e| format!("{:?} {}", e.span, e.message)).collect();
            self.others.push(format!(
                "{}:{place:?} {line:?}: {} {said:?}",
                broken.path().display(),
                errors.len()
            ));
        }
    }
}

// --- the program ------------------------------------------------------------------------------

#[test]
fn what_is_certain_is_mended_by_the_program_also_in_a_file_that_cannot_be_read() {
    let good = letter(1) + "body:\n  - opening\n  - text: It begins on {{ meeting.starts }}.\n  - wish\n";
    let wrong = good
        .replace("  format: virtual", "\tformat：virtual")
        .replace("ends: ", "ends:\u{a0}")
        .replace("  - opening", "  – opening")
        .replace("starts }}", "starts }");
    let office = Office::new().file("letters/1.yaml", &wrong);
    office.run(&["check"]).code(1).warns("letters check --fix");
    let run = office.run(&["check", "--fix"]).code(0);
    run.says("fixed[yaml]").says("fixed[template]");
    assert_eq!(std::fs::read_to_string(office.path("letters/1.yaml")).expect("a file"), good);
}

#[test]
fn what_is_wrong_with_a_file_of_all_letters_is_told_once() {
    let signatories =
        include_str!("../letters/directory/signatories.yaml").replace("signature.png", "lost.png");
    let office = Office::with_letters([1, 2, 3]).file("letters/directory/signatories.yaml", signatories);
    let run = office.run(&["check"]).code(1);
    assert_eq!(run.stderr.matches("there is no image `lost.png`").count(), 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("as told above, at letters").count(), 2, "{}", run.stderr);
}

#[test]
fn the_name_of_a_phrase_is_known_by_its_last_words() {
    let session = session::session("tests/letters");
    let (_, found) = errors(&session, &(letter(1) + "wording: {wish: We wish you well.}\n"));
    assert_eq!(found.iter().map(|p| p.label.as_str()).collect::<Vec<_>>(), ["did you mean `body-wish`?"]);
}

#[test]
fn what_only_looks_like_a_slip_is_none() {
    let session = session::session("tests/letters");
    for entry in INNOCENT {
        let text = letter(1) + "body:\n  - opening\n" + entry + "  - wish\n";
        let (_, found) = errors(&session, &text);
        assert!(found.is_empty(), "{entry}: {found:#?}");
    }
}

/// Entries of a body that are as they should be.
const INNOCENT: [&str; 14] = [
    "  - text: \"**Visa:** see below; text:this is a sentence.\"\n",
    "  - Delegates are welcome\n",
    "  - text: Hours\n",
    "  - text: |-\n      Please bring\n\n      - a badge\n      - a passport\n",
    "  - text: >-\n      The group – and its parties –\n      meets, as before,\n      – if at all – online.\n",
    "  - text: \"Use {braces} and [square brackets], or { spaces }.\"\n",
    "  - text: 'It is #1 of 5: a colon, \"quotes\" and C:\\Users.'\n",
    "  - text : A space before the colon.\n",
    "  -   text:   Many spaces.\n",
    "  - text: \u{201c}Quoted words\u{201d} begin this text.\n",
    "  - note: a sentence with a no-break\u{a0}space\n",
    "  - text: |-\n      A sentence.[^1]\n\n      [^1]: A note.\n",
    "  # a comment: with a colon\n",
    "  - text: >-\n      See items a) and b) of the plan, and\n      c) of the other.\n",
];
