//! Spoils letters, templates, translations, Word files and images at random, and gives them to the program:
//! `cargo xtask fuzz`. See `docs/developers/fuzzing.md`.

mod dice;
mod measure;
mod mutate;
mod shrink;
mod targets;
#[cfg(test)]
mod tests;
mod watch;
mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use watch::{Plan, Seen};

const USAGE: &str = "\
Usage: cargo xtask fuzz [--minutes N] [--target NAME]... [--seed N] [--only N]

--minutes  how long in all, for all targets together [default: 10]
--target   yaml, markdown, templates, xliff, docx or images [default: all]
--seed     the number from which inputs are made, as printed by an earlier run [default: another each time]
--only     one input by its number: with --target and --seed, to see a finding again

Exit: 0 nothing was found, 1 something was found or too few inputs reached the writers, 2 it could not run";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("fuzz: {message}");
            ExitCode::from(2)
        }
    }
}

/// The options by their names, each with its values.
type Options = BTreeMap<String, Vec<String>>;

fn run(mut arguments: impl Iterator<Item = String>) -> Result<ExitCode, String> {
    let (mut options, mut is_worker) = (Options::new(), false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(ExitCode::SUCCESS);
            }
            "worker" => is_worker = true,
            "--minutes" | "--target" | "--seed" | "--only" | "--from" | "--count" | "--folder" | "--save" => {
                let value = arguments.next().ok_or_else(|| format!("{argument} needs a value\n\n{USAGE}"))?;
                options.entry(argument).or_default().push(value);
            }
            _ => return Err(format!("unknown option `{argument}`\n\n{USAGE}")),
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().map_err(|e| format!("{}: {e}", root.display()))?;
    if !is_worker {
        return parent(&root, &options);
    }
    let folder = options.get("--folder").and_then(|all| all.first()).map_or_else(PathBuf::new, PathBuf::from);
    let work = worker::Work {
        target: options.get("--target").and_then(|all| all.first()).map_or("", String::as_str),
        seed: number(&options, "--seed")?.unwrap_or_default(),
        from: number(&options, "--from")?.unwrap_or_default(),
        count: number(&options, "--count")?.unwrap_or_default(),
        folder: &folder,
        save: options.contains_key("--save"),
    };
    worker::run(&root, &work).map(|()| ExitCode::SUCCESS)
}

fn number(options: &Options, name: &str) -> Result<Option<u64>, String> {
    let said = options.get(name).and_then(|all| all.last());
    said.map(|said| said.parse().map_err(|_| format!("{name} needs a whole number, but was given `{said}`")))
        .transpose()
}

/// Runs the targets one after another, each for its part of the time.
fn parent(root: &Path, options: &Options) -> Result<ExitCode, String> {
    let minutes = number(options, "--minutes")?.unwrap_or(10);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs());
    let seed = number(options, "--seed")?.unwrap_or(clock);
    let only = number(options, "--only")?;
    let targets = options.get("--target").cloned();
    let targets = targets.unwrap_or_else(|| targets::NAMES.map(str::to_owned).to_vec());
    if let Some(unknown) = targets.iter().find(|name| !targets::NAMES.contains(&name.as_str())) {
        return Err(format!("there is no target `{unknown}`\n\n{USAGE}"));
    }
    let folder = root.join("target/fuzz");
    let part = Duration::from_secs(minutes * 60) / u32::try_from(targets.len()).unwrap_or(1).max(1);
    println!("seed {seed}\n");
    println!(
        "{:12}{:>10}{:>10}{:>10}{:>10}   refused most often",
        "target", "runs", "written", "refused", "findings"
    );
    let (mut all, mut is_deep) = (Vec::new(), true);
    for target in targets {
        let (from, count) = only.map_or((0, u64::MAX), |only| (only, 1));
        let seen = watch::watch(&Plan { target: &target, seed, from, count, time: part, folder: &folder })?;
        let findings: u64 = seen.found.values().map(|(count, ..)| count).sum();
        let Seen { runs, written, refused, .. } = &seen;
        let all_refused: u64 = refused.values().sum();
        println!(
            "{target:12}{runs:>10}{written:>10}{all_refused:>10}{findings:>10}   {}",
            most_often(refused)
        );
        is_deep &= only.is_some() || seen.is_deep();
        all.push((target, seen.found));
    }
    let mut is_clean = true;
    for (target, found) in all {
        for (times, first, words) in found.into_values() {
            is_clean = false;
            println!("\n{target}, {times} times, first input {first}: {words}");
            println!("  cargo xtask fuzz --target {target} --seed {seed} --only {first}");
        }
    }
    if !is_clean {
        println!("\nThe inputs are in {}.", folder.display());
    }
    if !is_deep {
        println!("\nLess than half of the inputs of a target reached the writers.");
    }
    Ok(if is_clean && is_deep { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The rules that refused most, with how often.
fn most_often(refused: &BTreeMap<String, u64>) -> String {
    let mut rules: Vec<(&String, &u64)> = refused.iter().collect();
    rules.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
    rules.iter().take(4).map(|(rule, times)| format!("{rule} {times}")).collect::<Vec<_>>().join(", ")
}
