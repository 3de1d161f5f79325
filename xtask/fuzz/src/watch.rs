//! The parent: starts processes that run inputs, watches them, and counts what they tell.

use crate::measure::memory_of;
use crate::worker::kind;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// What no input needs, however busy the computer is.
const HANGS: Duration = Duration::from_secs(60);

/// At so many kB a process is ended before the computer suffers.
const FULL: u64 = 2 * 1024 * 1024;

/// How often a process is looked at that says nothing.
const LOOK: Duration = Duration::from_millis(100);

/// What was seen of a target.
#[derive(Default)]
pub struct Seen {
    /// Inputs.
    pub runs: u64,
    /// Those that reached the writers.
    pub written: u64,
    /// Those that were refused, by the rule.
    pub refused: BTreeMap<String, u64>,
    /// What was found by its kind: how often, with the first input and its words.
    pub found: BTreeMap<String, (u64, u64, String)>,
}

/// What is run for how long.
pub struct Plan<'a> {
    /// The target.
    pub target: &'a str,
    /// What inputs are made from.
    pub seed: u64,
    /// The first input.
    pub from: u64,
    /// At most so many.
    pub count: u64,
    /// At most for so long.
    pub time: Duration,
    /// Where findings are written.
    pub folder: &'a Path,
}

impl Seen {
    /// Counts a finding; whether it is the first of its kind.
    fn find(&mut self, number: u64, found: &str) -> bool {
        let kind = kind(found).to_owned();
        let (times, ..) = self.found.entry(kind).or_insert_with(|| (0, number, found.to_owned()));
        *times += 1;
        *times == 1
    }

    /// Whether at least half of the inputs reached the writers.
    pub fn is_deep(&self) -> bool {
        self.written * 2 >= self.runs
    }
}

/// Runs a target.
///
/// # Errors
/// No process can be started, or it ended before its first input.
pub fn watch(plan: &Plan<'_>) -> Result<Seen, String> {
    let (start, mut seen) = (Instant::now(), Seen::default());
    let end = plan.from.saturating_add(plan.count);
    let mut next = plan.from;
    while next < end && start.elapsed() < plan.time {
        let mut worker = Worker::start(plan, next, end - next, plan.count == 1)?;
        let mut running = None;
        let why = loop {
            match worker.lines.recv_timeout(LOOK) {
                Ok(line) => {
                    let (number, said) = line.split_once(' ').ok_or("a process talks nonsense")?;
                    let number: u64 = number.parse().map_err(|_| "a process talks nonsense")?;
                    match said {
                        "run" => {
                            (running, worker.since) = (Some(number), Instant::now());
                            continue;
                        }
                        "written" => seen.written += 1,
                        _ => match said.strip_prefix("refused ") {
                            Some(code) => *seen.refused.entry(code.to_owned()).or_default() += 1,
                            None => drop(seen.find(number, said.strip_prefix("found ").unwrap_or(said))),
                        },
                    }
                    (running, next) = (None, number + 1);
                    seen.runs += 1;
                    if start.elapsed() >= plan.time {
                        break None;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(why) = worker.too_much(running.is_some()) {
                        break Some(why);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break Some(String::new()),
            }
        };
        let status = worker.end(why.as_deref() != Some(""))?;
        let Some(number) = running else {
            if why.is_some() && !status.success() {
                return Err(format!("the process of {} ended: {status}", plan.target));
            }
            continue;
        };
        let Some(why) = why else { continue };
        let found = if why.is_empty() { format!("the process ended: {status}") } else { why };
        if seen.find(number, &found) {
            // It died before it could write what it was given.
            Worker::start(plan, number, 1, true)?.end(false)?;
        }
        (seen.runs, next) = (seen.runs + 1, number + 1);
    }
    Ok(seen)
}

/// A process that runs inputs.
struct Worker {
    child: Child,
    lines: Receiver<String>,
    since: Instant,
}

impl Worker {
    /// With `save`, inputs are written before they are run.
    fn start(plan: &Plan<'_>, from: u64, count: u64, save: bool) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|e| e.to_string())?;
        let mut command = Command::new(program);
        command.arg("worker").args(["--target", plan.target]).arg("--folder").arg(plan.folder);
        for (name, value) in [("--seed", plan.seed), ("--from", from), ("--count", count)] {
            command.args([name, &value.to_string()]);
        }
        if save {
            command.args(["--save", "yes"]);
        }
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|e| e.to_string())?;
        let lines = child.stdout.take().map(read).ok_or("a process has no output")?;
        Ok(Self { child, lines, since: Instant::now() })
    }

    /// What a process that says nothing takes too much of.
    fn too_much(&self, is_running: bool) -> Option<String> {
        let memory = memory_of(&self.child.id().to_string(), "VmRSS:");
        if memory.is_some_and(|memory| memory > FULL) {
            return Some(format!("memory: more than {} MB", FULL / 1024));
        }
        let too_long = is_running && self.since.elapsed() > HANGS;
        too_long.then(|| format!("slow: more than {} s", HANGS.as_secs()))
    }

    /// Waits for the end, and brings it about, at once or when it takes too much.
    fn end(mut self, at_once: bool) -> Result<ExitStatus, String> {
        self.since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().map_err(|e| e.to_string())? {
                return Ok(status);
            }
            if at_once || self.too_much(true).is_some() {
                let _ = self.child.kill();
                return self.child.wait().map_err(|e| e.to_string());
            }
            thread::sleep(LOOK);
        }
    }
}

fn read(stdout: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}
