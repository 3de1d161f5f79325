//! Letters spoilt at random, the same ones every time: lines lost, doubled, swapped and indented,
//! words replaced by what does not belong there. Whatever comes of it, the program does not fail:
//! either all files are made, or there are errors, each with a place.

use crate::common::session;
use collective_letters::base::{Diagnostic, Format, Severity, Source};
use collective_letters::project::register;

const MUTANTS: usize = 300;

/// What careless hands and hostile ones put into a letter.
const ODD: &[&str] = include!("common/odd.rs");

/// A generator of numbers: xorshift, as good as needed here.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or_default()
    }
}

fn spoil(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(lines.len());
        let other = dice.below(lines.len());
        let odd = ODD[dice.below(ODD.len())];
        match dice.below(7) {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => lines[at].insert_str(0, "  "),
            4 => lines[at].push_str(odd),
            5 => {
                let value = lines[at].find(": ").map_or(lines[at].len(), |colon| colon + 2);
                lines[at].replace_range(value.., odd);
            }
            _ => {
                let mut words: Vec<&str> = lines[at].split(' ').collect();
                let word = dice.below(words.len());
                words[word] = odd;
                lines[at] = words.join(" ");
            }
        }
    }
    lines.join("\n")
}

#[test]
fn a_spoilt_letter_is_built_or_its_problems_have_places() {
    let session = session::session("tests/letters");
    let letters: Vec<_> = session::letters("tests/letters").iter().map(|p| session::source(p)).collect();
    let mut dice = Dice(0x1117_2021);
    let (mut built, mut refused) = (0, 0);
    for number in 0..MUTANTS {
        let text = spoil(letters[number % letters.len()].text(), &mut dice);
        let source = Source::new("mutant.yaml", text.as_str());
        let made = session::make(&session, &source, &Format::ALL);
        let errors = made.findings.problems.iter().filter(|d| d.severity == Severity::Error);
        let errors: Vec<_> = errors.collect();
        assert!(errors.iter().all(|d| d.span.is_some()), "an error without a place: {errors:#?}\n{text}");
        assert_eq!(made.files.len(), if errors.is_empty() { 3 } else { 0 }, "{errors:#?}\n{text}");
        // The register sees less of it, and nothing else but notes, which wait until a letter has no errors.
        let (entry, found) = register::listed(&session, &source);
        let silenced = || made.findings.silenced.iter().map(|silenced| &silenced.finding);
        let is_known =
            |problem| made.findings.problems.iter().chain(silenced()).any(|known| known == problem);
        let waits_for_nothing =
            |problem: &&Diagnostic| problem.severity != Severity::Note || errors.is_empty();
        assert!(
            found.problems.iter().filter(waits_for_nothing).all(is_known),
            "{found:#?} is not in {:#?}\n{text}",
            made.findings.problems
        );
        assert!(entry.subject.is_some() || !errors.is_empty(), "{text}");
        if errors.is_empty() { built += 1 } else { refused += 1 }
    }
    assert!(built > MUTANTS / 20 && refused > MUTANTS / 4, "{built} built, {refused} refused");
}

#[test]
fn text_without_a_space_is_built() {
    let session = session::session("tests/letters");
    let letter = session::letters("tests/letters").remove(0);
    let word = "x".repeat(20_000);
    let text = format!(
        "{}\nfile-reference: {word}\n",
        session::source(&letter).text().replace("file-reference", "#")
    );
    let made = session::make(&session, &Source::new("long.yaml", text), &[Format::Pdf]);
    assert_eq!(made.files.len(), 1, "{:#?}", made.findings.problems);
}
