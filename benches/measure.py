#!/usr/bin/env python3
"""Measures the program as a whole and prints a table with the budgets.

    python3 benches/measure.py [RUNS] [--against PROGRAM]

Needs cargo and Python 3 on Linux or macOS; builds the release program first. One letter: the seed
letter to DOCX, PDF and HTML into an empty folder, process start to end. CPU is user and system
time together, the median of RUNS runs (default 30); memory is the largest resident set of them.
The batch, the rebuilds and the checks: the median of five runs. Exit 0 when every figure is within its budget, 1 otherwise.

With --against another `letters`, of an earlier day, nothing but how long both take, in turn, each in the
house style within it: what machines differ by drops out.
"""
import argparse
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LANGUAGES = ["fr", "es", "ru", "zh", "ar"]
COUNT = 100


def copies(folder, count, first=1):
    """The seed letter under many numbers, with the directory."""
    if not folder.exists():
        shutil.copytree(ROOT / "letters" / "directory", folder / "directory")
    seed = (ROOT / "letters" / "sg17-011.yaml").read_text(encoding="utf-8")
    for number in range(first, first + count):
        text = seed.replace("number: 11\n", f"number: {number}\n")
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")


def translated(folder, language):
    """A hundred copies of the seed letter with their translations."""
    translated_letters(folder, language, COUNT)


def translated_letters(folder, language, count):
    """Copies of the seed letter with their translations."""
    copies(folder, count)
    said = (ROOT / "letters" / f"sg17-011.{language}.yaml").read_text(encoding="utf-8")
    for number in range(1, count + 1):
        text = said.replace("sg17-011.yaml", f"{number}.yaml")
        (folder / f"{number}.{language}.yaml").write_text(text, encoding="utf-8")


def cpu_ms(command, cwd):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def wall_ms(command, cwd, runs=5):
    """The median by the clock: what the person at the desk waits."""
    times = []
    for _ in range(runs):
        start = time.monotonic()
        subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(1000 * (time.monotonic() - start))
    return statistics.median(times)


def peak_mb(command, cwd):
    """The largest resident set of a process of its own, so that no earlier child counts."""
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    out = subprocess.run([sys.executable, "-c", code, *command], cwd=cwd, check=True, capture_output=True, text=True)
    return int(out.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def in_turn(jobs, folder, runs, measure):
    """What each command takes in the median, the runs of all mixed so that all meet the same machine. OUTPUT in a
    command is an empty folder; without it, what an earlier run left is there."""
    times = [[] for _ in jobs]
    for _ in range(runs):
        for command, of_job in zip(jobs, times):
            output = pathlib.Path(folder) / "turn"
            shutil.rmtree(output, ignore_errors=True)
            of_job.append(measure([str(output) if part == "OUTPUT" else part for part in command], folder))
    return [statistics.median(of_job) for of_job in times]


def against(program, old, folder, runs):
    """Prints how long this program takes in times of an older one, each in the house style within it."""
    folder = pathlib.Path(folder) / "against"
    one, many, thousand = folder / "one", folder / "many", folder / "thousand"
    for place, count in [(one, 1), (many, COUNT), (thousand, 1000)]:
        copies(place, count)
    for language in LANGUAGES:
        translated(folder / language, language)

    def build(which, place, *more):
        return [which, "build", "--letters", str(place), "--output", "OUTPUT", *more]

    def unchanged(which, name):
        command = [which, "build", "--letters", str(thousand), "--output", str(folder / name)]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return command

    def clock(command, cwd):
        return wall_ms(command, cwd, 1)

    def show(name, now, before):
        print(f"| {name} | {now:.1f} ms | {before:.1f} ms | {now / before:.2f} |", flush=True)

    print(f"| figure | now | by {old} | times |\n|---|---|---|---|")
    now, before = in_turn([build(program, one), build(old, one)], folder, runs, cpu_ms)
    show("one letter: CPU", now, before)
    jobs = [build(old, many), build(program, many)]
    jobs += [build(program, folder / language, "--lang", language) for language in LANGUAGES]
    before, *all_ = in_turn(jobs, folder, 9, cpu_ms)
    for language, now in zip(["en", *LANGUAGES], all_):
        show(f"batch of 100 in {language}: CPU per letter, the older one in en", now / COUNT, before / COUNT)
    checks = [[which, "check", "--letters", str(thousand)] for which in [program, old]]
    show("check of 1,000 letters, all the seed: time", *in_turn(checks, folder, 5, clock))
    jobs = [unchanged(program, "new"), unchanged(old, "old")]
    show("1,000 letters, nothing changed: time", *in_turn(jobs, folder, 9, clock))


def main():
    parser = argparse.ArgumentParser(description="Measures the program as a whole.")
    parser.add_argument("runs", nargs="?", type=int, default=30)
    parser.add_argument("--against", metavar="PROGRAM", type=pathlib.Path, help="another `letters`")
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    program = str(TARGET / "release" / "letters")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        if arguments.against:
            against(program, str(arguments.against.resolve()), folder, arguments.runs)
            return 0
        output = pathlib.Path(folder) / "output"
        one = [program, "build", "letters/sg17-011.yaml", "--output", str(output)]
        times = []
        for _ in range(arguments.runs):
            shutil.rmtree(output, ignore_errors=True)
            times.append(cpu_ms(one, ROOT))
        rows.append(("one letter, three formats: CPU", statistics.median(times), 25, "ms"))
        rows.append(("one letter, three formats: memory", peak_mb(one, ROOT), 25, "MB"))
        for file in sorted(file for file in output.iterdir() if file.is_file()):
            budget = {".docx": 20, ".pdf": 110, ".html": 60}[file.suffix]
            rows.append((f"{file.suffix[1:].upper()} of the seed letter", file.stat().st_size / 1000, budget, "kB"))
        # A batch: the seed letter under a hundred numbers.
        letters = pathlib.Path(folder) / "letters"
        copies(letters, COUNT)
        batch = [program, "build", "--letters", str(letters), "--templates", str(ROOT / "templates"),
                 "--output", str(pathlib.Path(folder) / "batch")]
        times = []
        for _ in range(5):
            shutil.rmtree(pathlib.Path(folder) / "batch", ignore_errors=True)
            times.append(cpu_ms(batch, ROOT) / COUNT)
        rows.append(("batch of 100: CPU per letter", statistics.median(times), 12, "ms"))
        rows.append(("batch of 100: memory", peak_mb(batch, ROOT), 60, "MB"))
        # The same batch after a change of a template that all letters use; only the build is timed.
        house = pathlib.Path(folder) / "templates"
        shutil.copytree(ROOT / "templates", house)
        wish = house / "body" / "wish.md"
        rebuild = [program, "build", "--letters", str(letters), "--templates", str(house),
                   "--output", str(pathlib.Path(folder) / "batch")]
        times = []
        for run in range(6):
            wish.write_text(f"I wish you a productive and enjoyable meeting, number {run}.\n", encoding="utf-8")
            time_ = wall_ms(rebuild, ROOT, 1)
            if run > 0:  # the first also has another folder of templates
                times.append(time_)
        rows.append(("100 letters after a template change: time", statistics.median(times), 800, "ms"))
        # A thousand letters, by the clock of a machine with two cores. First all of them the seed, the longest letter.
        copies(letters, 1000 - COUNT, COUNT + 1)
        check = [program, "check", "--letters", str(letters), "--templates", str(ROOT / "templates")]
        rows.append(("check of 1,000 letters, all the seed: time", wall_ms(check, ROOT), 1000, "ms"))
        # All of them built: how memory grows, how long it takes, and how long it takes to find nothing to do.
        thousand = [*batch[:-1], str(pathlib.Path(folder) / "thousand")]
        start = time.monotonic()
        rows.append(("build of 1,000 letters: memory", peak_mb(thousand, ROOT), 60, "MB"))
        seconds = time.monotonic() - start
        rows.append(("1,000 letters, nothing changed: time", wall_ms(thousand, ROOT), 100, "ms"))
        rows.append(("1,000 letters, nothing changed: memory", peak_mb(thousand, ROOT), 60, "MB"))
        # A hundred letters in each language, of which there are originals too: only the translations are built.
        for language, budget in [("fr", 15), ("es", 15), ("ru", 15), ("zh", 30), ("ar", 30)]:
            folder_ = pathlib.Path(folder) / language
            translated(folder_, language)
            build = [program, "build", "--letters", str(folder_), "--lang", language,
                     "--templates", str(ROOT / "templates"), "--output", str(folder_ / "output")]
            times = []
            for _ in range(5):
                shutil.rmtree(folder_ / "output", ignore_errors=True)
                times.append(cpu_ms(build, ROOT) / COUNT)
            rows.append((f"batch of 100 in {language}: CPU per letter", statistics.median(times), budget, "ms"))
            rows.append((f"batch of 100 in {language}: memory", peak_mb(build, ROOT), 60, "MB"))
        # Then the worked letters in turn, each copy under a number of its own, but
        # for those that belong to another letter or name their files.
        mixed = pathlib.Path(folder) / "mixed"
        for part in ["directory", "images"]:
            shutil.copytree(ROOT / "tests" / "letters" / part, mixed / part)
        worked = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests" / "letters").glob("*.yaml"))]
        worked = [text for text in worked if not re.search(r"^(translation-of|addendum|corrigendum|revision|file-name)", text, re.M)]
        for number in range(1, 1001):
            text = re.sub(r"^number: \d+", f"number: {number}", worked[number % len(worked)], flags=re.M)
            (mixed / f"{number}.yaml").write_text(text, encoding="utf-8")
        check = [program, "check", "--letters", str(mixed), "--templates", str(ROOT / "templates")]
        rows.append(("check of 1,000 letters, the worked ones in turn: time", wall_ms(check, ROOT), 1000, "ms"))
    cores = os.cpu_count()
    print(f"{1000 / seconds:.0f} letters a second on {cores} cores, {1000 / seconds / cores:.0f} per core\n")
    print(f"| figure | measured | budget |\n|---|---|---|")
    for name, value, budget, unit in rows:
        print(f"| {name} | {value:.1f} {unit} | {'≤ ' if value <= budget else 'OVER '}{budget} {unit} |")
    return 0 if all(value <= budget for _, value, budget, _ in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
