//! How much the rendering of a letter may be: rounds of loops, the size of values with a name, and of what is printed. What
//! is written in braces could otherwise run for ever or fill the memory.
//!
//! Tera tells nobody of its rounds and values: [`crate::compose::origin::steps`] puts calls of the functions here into each
//! text. All limits are far above what letters need; nothing is timed, so that a letter is refused on every computer or none.

use super::rules::TEMPLATE_LIMIT;
use super::words::filter_error;
use crate::base::{Diagnostic, Span};
use crate::compose::origin::steps::{NAMED, PRINTED, STEP};
use std::cell::Cell;
use std::io;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// Work for one letter: bytes of templates that are read, each as much more as there are large values.
const MOST_WORK: usize = 40_000_000;
/// Work of a round beside what is in it, and of each filter in it.
const ROUND: usize = 200;
/// A filter of a letter's own text may get all words of the letter: of so many bytes of it each is as much work as one more
/// byte of template.
const WORDS: usize = 4;
/// Bytes of a value that has got a name, with those of all values in it.
pub(super) const LARGEST: usize = 64 * 1024;
/// Work is counted again for each of so many bytes of the largest value.
const LARGE: usize = 256;
/// Lists in lists: what is deeper would be too deep for the stack.
const DEEPEST: usize = 64;
/// Bytes that one text, block or letter prints.
pub(super) const MOST_PRINTED: usize = 4 * 1024 * 1024;
/// Bytes that all texts and templates of a letter print together: a text is printed alone, in its block and in the letter.
const MOST_IN_ALL: usize = 24 * 1024 * 1024;

/// What is said of each limit, and what to do.
const LIMITS: [(&str, &str); 5] = [
    ("the loops of this letter go round too often", "remove a loop, or let it go through a shorter list"),
    ("this value is too large", "use shorter texts and lists, or print the parts one after the other"),
    ("this prints too much", "remove a loop, or print shorter texts"),
    ("this filter makes a text or list that is too large", "use a shorter text, list or replacement"),
    ("this range is too long", "use a shorter range, or a loop over the list that is meant"),
];
pub(super) const ROUNDS: usize = 0;
const VALUE: usize = 1;
const PRINT: usize = 2;
pub(super) const FILTER: usize = 3;
pub(super) const RANGE: usize = 4;

/// The advice on a limit, if a message of Tera's is about one.
pub(super) fn advice(message: &str) -> Option<&'static str> {
    LIMITS.iter().find(|(what, _)| *what == message).map(|(_, help)| *help)
}

/// That a limit is reached.
pub(super) fn reached(limit: usize) -> tera::Error {
    if matches!(limit, ROUNDS | PRINT) {
        change(|left| left.refused = Some(limit));
    }
    filter_error(LIMITS[limit].0)
}

/// That the letter which is being rendered is refused, where nobody has reported it: a phrase that cannot be said is no
/// mistake as long as nothing says it.
pub fn refused() -> Option<Diagnostic> {
    let (what, help) = LIMITS[LEFT.get()?.refused?];
    Some(TEMPLATE_LIMIT.finding(what).hint(help))
}

/// That a text with its phrases is longer than any of a letter.
pub fn too_much(place: Option<&Span>) -> Diagnostic {
    change(|left| left.refused = Some(PRINT));
    let (what, help) = LIMITS[PRINT];
    let problem = TEMPLATE_LIMIT.finding(what).hint(help);
    place.iter().fold(problem, |problem, place| problem.at(place, "phrases in this text"))
}

/// What a letter may still do.
#[derive(Clone, Copy)]
struct Left {
    work: usize,
    printed: usize,
    /// The largest value with a name.
    largest: usize,
    /// Bytes that were printed in this rendering.
    here: usize,
    /// Bytes of the letter's file.
    letter: usize,
    /// Bytes that one rendering prints.
    most: usize,
    /// The limit that was reached: the letter is refused, and nothing more of it is rendered.
    refused: Option<usize>,
}

const WHOLE: Left = Left {
    work: MOST_WORK,
    printed: MOST_IN_ALL,
    largest: 0,
    here: 0,
    letter: 0,
    most: MOST_PRINTED,
    refused: None,
};

thread_local! {
    /// A letter is rendered by one thread from its first text to its last.
    static LEFT: Cell<Option<Left>> = const { Cell::new(None) };
}

/// Puts back what was left outside.
struct Outside(Option<Left>);

impl Drop for Outside {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Does something with a whole budget, for all that is rendered in it of a letter with so many bytes.
pub fn of_a_letter<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    let _outside = Outside(LEFT.replace(Some(Left { letter: bytes, ..WHOLE })));
    work()
}

/// Renders a page, whose parts have so many bytes, with a budget of its own.
///
/// # Errors
/// Tera's, and that a limit is reached.
pub fn page(tera: &Tera, name: &str, facts: &Context, parts: usize) -> TeraResult<String> {
    // A page prints its parts, images among them, once or twice.
    let most = MOST_PRINTED + 2 * parts;
    let _outside = Outside(LEFT.replace(Some(Left { printed: 2 * most, most, ..WHOLE })));
    rendered(|out| tera.render_to(name, facts, out))
}

/// Renders with what is left of the letter's budget; outside a letter with a whole one.
pub(super) fn rendered(render: impl FnOnce(&mut Printed) -> TeraResult<()>) -> TeraResult<String> {
    let Some(left) = LEFT.get() else { return of_a_letter(0, || rendered(render)) };
    if left.refused.is_some() {
        return Ok(String::new());
    }
    let mut printed = Printed { text: Vec::new() };
    change(|left| (left.largest, left.here) = (0, 0));
    match render(&mut printed) {
        Err(error) if !printed.is_full() => Err(error),
        _ if printed.text.len() > left.most || printed.is_full() => Err(reached(PRINT)),
        Err(error) => Err(error),
        Ok(()) => Ok(String::from_utf8(printed.text)?),
    }
}

fn change<T>(change: impl FnOnce(&mut Left) -> T) -> T {
    let Some(mut left) = LEFT.get() else { return change(&mut { WHOLE }) };
    let result = change(&mut left);
    LEFT.set(Some(left));
    result
}

/// Takes some work; whether there was so much left.
pub(super) fn take_work(work: usize) -> bool {
    change(|left| {
        let rest = left.work.checked_sub(work.saturating_mul(1 + left.largest / LARGE));
        left.work = rest.unwrap_or(0);
        rest.is_some()
    })
}

/// Takes bytes that are printed; whether so many were left.
pub(super) fn take_printed(bytes: usize) -> bool {
    change(|left| {
        let rest = left.printed.checked_sub(bytes);
        left.printed = rest.unwrap_or(0);
        // What is refused already is reported once.
        rest.is_some() || left.refused.is_some()
    })
}

/// What is printed, as long as it is not too much.
pub(super) struct Printed {
    text: Vec<u8>,
}

impl Printed {
    fn is_full(&self) -> bool {
        LEFT.get().is_some_and(|left| self.text.len() > 2 * left.most || left.printed == 0)
    }
}

impl io::Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        take_printed(bytes.len());
        change(|left| left.here = self.text.len());
        if self.is_full() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes of a value with those of all values in it; `None` above a limit.
pub(super) fn size(value: &Value, most: usize) -> Option<usize> {
    fn add(value: &Value, so_far: usize, most: usize, depth: usize) -> Option<usize> {
        let so_far =
            so_far + 16 + value.as_str().map_or(0, str::len) + value.as_bytes().map_or(0, <[u8]>::len);
        if so_far > most || depth > DEEPEST {
            return None;
        }
        let list = value.as_array().into_iter().flatten();
        let map = value.as_map().into_iter().flatten().map(|(_, value)| value);
        list.chain(map).try_fold(so_far, |so_far, value| add(value, so_far, most, depth + 1))
    }
    add(value, 0, most, 0)
}

fn argument<'k>(arguments: &'k Kwargs, name: &str) -> Option<&'k Value> {
    arguments.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
}

/// Gives Tera the functions that count, and a `range` that is not longer than any list of a letter.
pub fn register(tera: &mut Tera) {
    let nothing = || Value::safe_string("");
    tera.register_function(STEP, move |of: Kwargs, _: &State<'_>| {
        let (body, filters): (usize, usize) = (of.must_get("n")?, of.get("f")?.unwrap_or_default());
        // A loop that prints too much is named; what is no loop is found where it prints.
        if change(|left| left.here > left.most) {
            return Err(reached(PRINT));
        }
        let filter = ROUND + LEFT.get().map_or(0, |left| left.letter) / WORDS;
        if take_work(ROUND + body + filters * filter) { Ok(nothing()) } else { Err(reached(ROUNDS)) }
    });
    tera.register_function(NAMED, move |of: Kwargs, _: &State<'_>| {
        let size = argument(&of, "v").map_or(Some(0), |value| size(value, LARGEST));
        let size = size.ok_or_else(|| reached(VALUE))?;
        change(|left| left.largest = left.largest.max(size));
        Ok::<_, tera::Error>(nothing())
    });
    tera.register_function(PRINTED, move |of: Kwargs, _: &State<'_>| {
        let size = argument(&of, "v").map_or(Some(0), |value| size(value, MOST_PRINTED));
        let is_left = size.is_some_and(take_printed);
        if is_left { Ok(nothing()) } else { Err(reached(PRINT)) }
    });
    tera.register_function("range", |of: Kwargs, _: &State<'_>| {
        let (start, end): (Option<i64>, i64) = (of.get("start")?, of.must_get("end")?);
        let (start, step) = (start.unwrap_or(0), of.get::<i64>("step_by")?.unwrap_or(1));
        let span = end.checked_sub(start).ok_or_else(|| reached(RANGE))?;
        if step == 0 || span.signum() * step.signum() < 0 {
            return Err(filter_error("this range has no end"));
        }
        let length = span.unsigned_abs().div_ceil(step.unsigned_abs());
        match usize::try_from(length) {
            Ok(length) if length <= LARGEST / 16 => {
                if !take_work(8 * length) {
                    return Err(reached(ROUNDS));
                }
                Ok((0..length).map(|at| Value::from(start + at as i64 * step)).collect::<Vec<_>>())
            }
            _ => Err(reached(RANGE)),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::origin::pieces;
    use crate::compose::origin::steps::counted;

    /// What a text prints, or the message that it is refused with.
    fn printed(text: &str) -> Result<String, String> {
        let mut tera = Tera::new();
        register(&mut tera);
        super::super::growth::register(&mut tera);
        let text = counted(text, &pieces(text), false);
        let render = |out: &mut Printed| tera.render_str_to(&text, &Context::new(), true, out);
        rendered(render).map_err(|error| match error.kind() {
            tera::ErrorKind::RenderingError(report) => report.message().to_owned(),
            _ => error.to_string(),
        })
    }

    #[test]
    fn what_grows_without_end_is_refused() {
        let loops = "{% for a in range(end=3000) %}{% for b in range(end=3000) %}{% endfor %}{% endfor %}";
        let filled = "{% set x %}{% for a in range(end=4000) %}{% for b in range(end=4000) %}aaaaaaaaaaaaaaaaaaaaaaaaa{{ a }}{% endfor %}{% endfor %}{% endset %}";
        let many = "{% set x = \"aaaaaaaa\" %}".to_owned() + &"{% set x = x ~ x %}".repeat(40);
        let lists = "{% set x = [1] %}".to_owned() + &"{% set x = [x, x] %}".repeat(40);
        let globally =
            "{% set x = \"aa\" %}{% for a in range(end=40) %}{% set_global x = x ~ x %}{% endfor %}";
        let deep = "{% set x = [1] %}{% for a in range(end=4000) %}{% set_global x = [x] %}{% endfor %}";
        let block =
            "{% set x = \"aaaaaaaa\" %}".to_owned() + &"{% set x %}{{ x }}{{ x }}{% endset %}".repeat(40);
        let letters = "a".repeat(5000);
        let replaced = format!("{{{{ \"{letters}\" | replace(from=\"a\", to=\"{letters}\") }}}}");
        let joined = format!("{{{{ range(end=4000) | join(sep=\"{letters}\") }}}}");
        let indented =
            format!("{{% set x = \"{}\" %}}{{{{ x | indent(width=1000, blank=true) }}}}", "\\n".repeat(5000));
        let wide =
            format!("{{% set x = \"{letters}\" %}}{{% for a in range(end=4000) %}}{{{{ x }}}}{{% endfor %}}");
        for text in [
            loops,
            filled,
            &many,
            &lists,
            globally,
            deep,
            &block,
            &replaced,
            &joined,
            &indented,
            &wide,
            "{{ range(end=100000) | length }}",
        ] {
            let message = printed(text).expect_err(&text[..text.len().min(80)]);
            let own = message.strip_prefix("letters: ").unwrap_or_else(|| panic!("{message}: {text:.80}"));
            assert!(advice(own).is_some(), "{message}: {text:.80}");
        }
    }

    #[test]
    fn what_letters_do_is_not() {
        let same = |text: &str, expected: &str| assert_eq!(printed(text), Ok(expected.to_owned()), "{text}");
        same("{% for a in range(end=3) %}{{ a }}{% endfor %}", "012");
        same("{% for a in range(start=4, end=0, step_by=-2) %}{{ a }}{% endfor %}", "42");
        same("{% set x %}{% for a in [1, 2] %}{{ a }}, {% endfor %}{% endset %}{{ x }}", "1, 2, ");
        same("{% set x = \"a\" ~ 1 %}{% filter upper %}{{ x }}{% endfilter %}", "A1");
        same("{{ \"a b\" | split(pat=\" \") | join(sep=\"-\") | replace(from=\"a\", to=\"c\") }}", "c-b");
        same("{{ [1, 2, 1] | unique | length }}", "2");
        let long = "{% for a in range(end=300) %}{% for b in range(end=300) %}a{% endfor %}{% endfor %}";
        assert_eq!(printed(long).map(|text| text.len()), Ok(90_000));
    }

    #[test]
    fn a_letter_has_one_budget_for_all_its_texts() {
        let text = "{% for a in range(end=200) %}{% for b in range(end=200) %}a{% endfor %}{% endfor %}";
        let refused = of_a_letter(0, || (0..10).position(|_| printed(text).is_err()));
        assert!(refused.is_some_and(|at| at > 1), "{refused:?}");
        assert!(printed(text).is_ok(), "the next letter has its own");
    }
}
