//! The process that runs inputs, one after another, and tells of each. It may be killed by any of them.
//!
//! A line for each input before it is run, `17 run`, and after it: `17 written`, `17 refused` with a rule, or `17 found` with what
//! was found. The parent reads them.

use crate::dice::Dice;
use crate::measure::Start;
use crate::shrink;
use crate::targets::{self, Input, Reached, Target};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The stack of the main thread in Windows.
const STACK: usize = 1024 * 1024;

/// The last panic, also one that the program caught: its place and its words.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Which inputs are run.
pub struct Work<'a> {
    /// The target's name.
    pub target: &'a str,
    /// What the inputs are made from.
    pub seed: u64,
    /// The first input.
    pub from: u64,
    /// How many.
    pub count: u64,
    /// Where findings are written.
    pub folder: &'a Path,
    /// Whether each input is written before it is run.
    pub save: bool,
}

/// Runs inputs.
///
/// # Errors
/// The target cannot be opened, or a finding cannot be written.
pub fn run(root: &Path, work: &Work<'_>) -> Result<(), String> {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        // Dependencies are known by their names, wherever they lie.
        let place = place.rsplit_once("/registry/src/").map_or(place.as_str(), |(_, own)| own);
        let words = info.payload_as_str().unwrap_or_default().lines().next().unwrap_or_default();
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(format!("panic at {place}: {words}"));
    }));
    let mut known = BTreeSet::new();
    in_small_stack(|| {
        let target = targets::open(work.target, root)?;
        // The first letter opens fonts and writers, which no later one pays for.
        let _ = attempt(target.as_ref(), &target.input(&mut Dice::new(0, work.target, 0)));
        for number in work.from..work.from.saturating_add(work.count) {
            let input = target.input(&mut Dice::new(work.seed, work.target, number));
            if work.save {
                save(work, number, &input, "this input was run alone")?;
            }
            tell(number, "run");
            // What was too slow once may be the fault of another process.
            let found = attempt(target.as_ref(), &input).or_else(|found| match is_measured(&found) {
                true => attempt(target.as_ref(), &input),
                false => Err(found),
            });
            match found {
                Ok(Reached::Writers) => tell(number, "written"),
                Ok(Reached::Refused(code)) => tell(number, &format!("refused {code}")),
                Err(found) => {
                    if known.insert(kind(&found).to_owned()) {
                        save(work, number, &input, &found)?;
                        if target.is_text() {
                            let shorter =
                                shrink::text(&input, &found, |input| attempt(target.as_ref(), input));
                            save(work, number, &shorter, &found)?;
                        }
                    }
                    tell(number, &format!("found {found}"));
                }
            }
        }
        Ok(())
    })
}

fn in_small_stack<T: Send>(work: impl FnOnce() -> Result<T, String> + Send) -> Result<T, String> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|e| e.to_string())?;
        thread.join().unwrap_or_else(|_| Err("the fuzzer itself has a bug".to_owned()))
    })
}

/// Runs an input and looks after it.
fn attempt(target: &dyn Target, input: &Input) -> Result<Reached, String> {
    let start = Start::now();
    let result = catch_unwind(AssertUnwindSafe(|| target.run(input)));
    let panic = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(panic) = panic {
        return Err(panic);
    }
    let reached = result.unwrap_or_else(|_| Err("a panic without words".to_owned()))?;
    start.too_much().map_or(Ok(reached), Err)
}

/// Whether a finding is one of time or memory.
fn is_measured(found: &str) -> bool {
    ["slow", "memory"].contains(&kind(found))
}

/// What two findings with the same cause share: the place of a panic, the first words of another.
pub fn kind(found: &str) -> &str {
    found.split(": ").next().unwrap_or(found)
}

/// Writes an input, so that it can be looked at.
fn save(work: &Work<'_>, number: u64, input: &Input, found: &str) -> Result<(), String> {
    let name = input.from.replace('/', "_");
    let path = work.folder.join(format!("{}-{number}-{name}", work.target));
    let told = |e: std::io::Error| format!("{}: {e}", path.display());
    fs::create_dir_all(work.folder).map_err(told)?;
    fs::write(&path, &input.bytes).map_err(told)?;
    let note = format!(
        "{found}\nmade from {}, letter {}\ncargo xtask fuzz --target {} --seed {} --only {number}\n",
        input.from, input.letter, work.target, work.seed
    );
    fs::write(path.with_extension("txt"), note).map_err(told)
}

fn tell(number: u64, what: &str) {
    let mut out = std::io::stdout().lock();
    // A parent that is gone has no use for more.
    if writeln!(out, "{number} {what}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
