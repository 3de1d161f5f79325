#!/usr/bin/env python3
"""Counts the instructions of whole commands under callgrind, and holds them against `instructions.tsv`.

    python3 benches/instructions.py [--program PROGRAM] [--write]

Needs Python 3, valgrind and the release program (`cargo build --release`). Counts hardly differ from run to run, whatever
else the machine does: a table of them tells of a change that a clock would not show. They are no times: an instruction that
waits for memory counts as one.

Exit 0 when no figure is more than 5 % above the table, 1 when one is, 2 when they cannot be counted. Figures of another
compiler than that of the table are only printed. Whoever makes the
program slower for a good reason writes the new figures into the table with --write, and the reason into the commit.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from measure import ROOT, TARGET, copies, translated_letters

TABLE = ROOT / "benches" / "instructions.tsv"
ALLOWED = 1.05
MORE = 10


def counted(program, folder, *arguments):
    """The instructions of a command in millions, in one thread."""
    out = folder / "callgrind.out"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, *arguments, "--jobs", "1"]
    run = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = [line.split()[-1] for line in run.stderr.splitlines() if "Collected" in line]
    if run.returncode != 0 or not found:
        sys.stderr.write(run.stderr)
        sys.exit(2)
    return int(found[0].replace(",", "")) / 1e6


def figures(program, folder):
    """Name and count of each figure, in the order of the table."""
    copies(folder / "one", 1)
    copies(folder / "more", 1 + MORE)
    one = counted(program, folder, "build", "--letters", "one", "--output", "out-one")
    yield "one letter in three formats", one
    more = counted(program, folder, "build", "--letters", "more", "--output", "out-more")
    yield "each further letter of a build", (more - one) / MORE
    check = counted(program, folder, "check", "--letters", "one")
    yield "check of one letter", check
    yield "check of each further letter", (counted(program, folder, "check", "--letters", "more") - check) / MORE
    for command, name in (("list", "list: each further letter"), ("diff", "diff of each further letter that is unchanged")):
        output = [["--output", f"out-{which}"] if command == "diff" else [] for which in ("one", "more")]
        few = counted(program, folder, command, "--letters", "one", *output[0])
        yield name, (counted(program, folder, command, "--letters", "more", *output[1]) - few) / MORE
    for language, name in (("fr", "French"), ("zh", "Chinese"), ("ar", "Arabic")):
        counts = []
        for count in (1, 1 + MORE):
            letters = f"{language}-{count}"
            translated_letters(folder / letters, language, count)
            arguments = ["--letters", letters, "--lang", language, "--output", f"out-{letters}"]
            counts.append(counted(program, folder, "build", *arguments))
        yield f"each further letter of a build in {name}", (counts[1] - counts[0]) / MORE


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=TARGET / "release" / "letters")
    parser.add_argument("--write", action="store_true", help="write the table anew")
    options = parser.parse_args()
    program = options.program.resolve()
    if not shutil.which("valgrind") or not program.exists():
        print("valgrind is not installed, or the release program is not there", file=sys.stderr)
        return 2
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()] if TABLE.exists() else [[""]]
    known = {name: float(count) for name, count in rows[1:]}
    if known and rows[0] != [compiler]:
        print(f"the table is of {rows[0][0]}, this is {compiler}: nothing is held against it")
        known = {}
    worse, rows = [], [f"{compiler}\n"]
    with tempfile.TemporaryDirectory() as folder:
        for name, count in figures(str(program), pathlib.Path(folder)):
            before = known.get(name)
            ratio = count / before if before else 1.0
            rows.append(f"{name}\t{count:.1f}\n")
            print(f"{name:52} {count:8.1f} M   {ratio:5.2f} of the table", flush=True)
            if ratio > ALLOWED:
                worse.append(name)
    if options.write:
        TABLE.write_text("".join(rows), encoding="utf-8")
        return 0
    for name in worse:
        print(f"more than 5 % above benches/instructions.tsv: {name}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    os.environ.pop("RAYON_NUM_THREADS", None)
    sys.exit(main())
