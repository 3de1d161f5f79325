//! Questions to the user: one line each, the answer checked at once, asked again until it is right.
//!
//! Questions go to standard error, so that results alone are in standard output. Nothing is written before
//! the last answer: when input ends, or with Ctrl-C, the program ends and has done nothing.

use collective_letters::base::Diagnostic;
use std::io::{self, BufRead, Write};
use std::process;
use std::sync::Once;

/// Asks, where somebody can answer.
pub struct Prompt {
    is_on: bool,
    lines: io::Lines<Box<dyn BufRead>>,
}

/// Nobody answers any more.
#[derive(Debug)]
pub struct Ended;

impl Prompt {
    /// One that asks, or one that never does.
    pub fn new(is_on: bool) -> Self {
        let input: Box<dyn BufRead> = Box::new(io::BufReader::new(io::stdin()));
        Self { is_on, lines: input.lines() }
    }

    /// Whether it asks.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Asks until the answer can be read. An empty answer takes the proposal, if there is one. `read` also
    /// says how the answer was understood, where that is worth a look.
    ///
    /// # Errors
    /// Input has ended.
    pub fn ask<T>(
        &mut self,
        question: &str,
        proposal: Option<&str>,
        read: impl Fn(&str) -> Result<(T, Option<String>), Diagnostic>,
    ) -> Result<T, Ended> {
        listen();
        loop {
            let bracketed = proposal.map(|text| format!(" [{text}]")).unwrap_or_default();
            say(&format!("{question}{bracketed}: "));
            let Some(Ok(line)) = self.lines.next() else {
                say("\n");
                return Err(Ended);
            };
            let line = line.trim_start_matches('\u{feff}').trim();
            let answer = if line.is_empty() { proposal.unwrap_or_default() } else { line };
            if answer.is_empty() {
                continue;
            }
            match read(answer) {
                Ok((value, understood)) => {
                    understood.iter().for_each(|text| say(&format!("  {text}\n")));
                    return Ok(value);
                }
                Err(problem) => {
                    let label =
                        if problem.label.is_empty() { String::new() } else { format!(": {}", problem.label) };
                    say(&format!("  {}{label}\n", problem.message));
                }
            }
        }
    }
}

fn say(text: &str) {
    let mut out = anstream::stderr();
    // Who cannot be asked gives no answer, and that is noticed.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// From the first question on, Ctrl-C ends the program as the end of input does.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime
                && runtime.block_on(tokio::signal::ctrl_c()).is_ok()
            {
                say(&format!("\n{ENDED}\n"));
                process::exit(super::End::CouldNotRun as i32);
            }
        });
    });
}

/// What is said when nobody answers any more.
pub const ENDED: &str = "nothing was written";
