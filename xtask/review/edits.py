#!/usr/bin/python3
"""Reviews that strangers made: edits in LibreOffice, by python-docx and in XML as Word writes it, taken back by `letters review`.

  edits.py PROGRAM REPOSITORY FOLDER [--all]

Each edit is made in a copy for review of a letter of the repository. `letters review --apply` must find it, and should apply it; a
build must then have the words of the file. Prints a line for each edit that was not found or not applied, and the shares.
"""
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter

from kinds import KINDS, OF_WORDS, Letter, plain, steps
from word import as_word, by_script, repacked


def call(program, folder, *arguments):
    return subprocess.run([program, *arguments], cwd=folder, text=True, capture_output=True)


def copies(program, repository, work, is_all):
    """The letters in all languages with a copy for review of each."""
    letters = []
    for number, source in enumerate(["letters", "tests/letters"]):
        folder = os.path.join(work, "house%d" % number)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(os.path.join(repository, source), os.path.join(folder, "letters"))
        shutil.copytree(os.path.join(repository, "templates"), os.path.join(folder, "templates"))
        shutil.rmtree(os.path.join(folder, "letters", "as-issued"), ignore_errors=True)
        for path in glob.glob(os.path.join(folder, "letters", "*.yaml")):
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            # A letter that was issued has no drafts.
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(re.sub("(?m)^status: issued", "status: draft", text))
        made = call(program, folder, "build", "--review", "--format", "docx", "--message-format", "json")
        for line in made.stdout.splitlines():
            event = json.loads(line)
            if event.get("event") == "letter" and event["files"]:
                copy = os.path.join(folder, "output/review", event["files"][0]["name"])
                letters.append(Letter(folder, os.path.join(folder, event["file"]), copy, event["language"]))
    # Of a sample: one English letter of three, and one in each other language.
    english = [letter for letter in letters if letter.language == "en"]
    others = [letter for letter in letters if letter.language != "en"]
    if not is_all:
        english, others = english[::3], list({letter.language: letter for letter in others}.values())
    return english, others


def edited(english, others, work, total):
    """The edited files, half of them by LibreOffice: (letter, file, name, steps). Kinds, letters and makers take turns."""
    chance = random.Random(19)
    tasks, out, turn, misses = [], [], 0, 0
    while len(out) < total and misses < 10 * total:
        at, kind = len(out), KINDS[turn % len(KINDS)]
        turn += 1
        # Each eighth edit is one of a translation.
        pool = others if others and kind in OF_WORDS and chance.random() < 0.4 else english
        letter = chance.choice(pool)
        step = steps(letter, kind, chance)
        if not step:
            misses += 1
            # The same kind in another letter.
            turn -= int(misses % 20 != 0)
            continue
        target = os.path.join(work, "edited", "%03d-%s" % (at, kind))
        makers = ["office", "word", "script"] if at % 2 == 0 else [["word", "script"], ["script", "word"]][at // 2 % 2] + ["office"]
        if kind == "reply":
            makers = ["word"]
        for maker in makers:
            path = "%s-%s.docx" % (target, maker)
            is_tracked = maker == "office" and chance.random() < 0.5
            if maker == "office":
                task = {"in": letter.copy, "out": path, "tracked": is_tracked, "steps": step}
                if kind == "comment":
                    words = step[0][1]
                    task.update(steps=[], comments=[[words, words, "Rev One", "Is this so?", False]])
                tasks.append(task)
            elif not (as_word(letter, path, step[0], chance) if maker == "word" else by_script(letter, path, step[0])):
                continue
            out.append((letter, path, os.path.basename(path) + (" (tracked)" if is_tracked else ""), step))
            break
    return tasks, out


def office(repository, tasks):
    script = os.path.join(repository, "xtask/review/office.py")
    done = subprocess.run(["/usr/bin/python3", script], input="".join(json.dumps(task) + "\n" for task in tasks),
                          text=True, capture_output=True)
    answers = [json.loads(line)["error"] for line in done.stdout.splitlines()]
    if len(answers) < len(tasks):
        print("LibreOffice did not come to an end: %s" % done.stderr.strip()[-300:])
        sys.exit(2)
    return answers


def for_office(path):
    """The file without words that one put in and another struck: LibreOffice keeps them when it accepts all changes."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    plainer = re.sub("<w:ins [^>]*><w:del [^>]*>(?:(?!</w:del>).)*</w:del></w:ins>", "", body)
    if plainer == body:
        return path
    target = path.replace(".docx", "-plainer.docx")
    repacked(path, target, plainer)
    return target


def texts(letter):
    """The letter's files: a review may change the original of a translation too."""
    own = os.path.basename(letter.path).split(".")[0]
    out = {}
    for name in glob.glob(os.path.join(os.path.dirname(letter.path), own + ".*yaml")):
        with open(name, encoding="utf-8", newline="") as file:
            out[name] = file.read()
    return out


def lines(path):
    with open(path, encoding="utf-8") as file:
        return Counter(line for line in map(plain, file) if line)


def main():
    program, repository, work = (os.path.abspath(path) for path in sys.argv[1:4])
    is_all = "--all" in sys.argv[4:]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(os.path.join(work, "edited"))
    english, others = copies(program, repository, work, is_all)
    letters = english + others
    # Files that nobody edited, saved again.
    saved = [(letter, os.path.join(work, "edited", "%02d-saved.docx" % at)) for at, letter in enumerate(letters)]
    tasks, out = edited([letter for letter in english if len(letter.passages) > 8], others, work, 200 if is_all else 40)
    again = [{"in": letter.copy, "out": path, "steps": []} for letter, path in saved]
    problems = office(repository, tasks + again)
    for task, problem in zip(tasks + again, problems):
        if problem:
            print("not made: %s: %s" % (os.path.basename(task["out"]), problem))
    wrong = 0
    for letter, path in saved:
        said = call(program, letter.folder, "review", path)
        if not said.stdout.endswith("no changes\n"):
            wrong += 1
            print("changes in a file that nobody edited: %s\n%s%s" % (os.path.basename(letter.path), said.stdout, said.stderr))
    total, found, applied, compare = 0, 0, 0, []
    for letter, path, name, step in out:
        if not os.path.exists(path):
            continue
        total += 1
        before = texts(letter)
        said = call(program, letter.folder, "review", path, "--apply", "--message-format", "json")
        events = [json.loads(line) for line in said.stdout.splitlines()]
        changes = [event for event in events if event.get("event") == "change"]
        notes = [event for event in events if event.get("event") == "comment"]
        is_found = len(notes) == 2 and notes[1]["reply"] if step[0][0] == "reply" else bool(notes if step[0][0] == "comment" else changes)
        open_ones = [change for change in changes if change["outcome"] not in ("edit", "done")]
        found += is_found
        applied += is_found and not open_ones
        if not is_found or open_ones:
            print("%s %s of %s: %s%s" % ("not found:" if not is_found else "not applied:", name, os.path.basename(letter.path), step,
                                         "".join("\n    %s: %s" % (c["what"], c["details"]) for c in open_ones) or said.stderr or said.stdout))
        else:
            call(program, letter.folder, "build", letter.path, "--format", "docx", "--output", "built")
            built = os.path.join(letter.folder, "built", re.sub(r" draft \d+", "", os.path.basename(letter.copy)))
            kept = path.replace(".docx", "-built.docx")
            if os.path.exists(built) and step[0][0] in ("comment", "reply"):
                os.remove(built)
            elif os.path.exists(built):
                shutil.move(built, kept)
                path = for_office(path)
                compare.append((name, path, kept, any((c["details"] or {}).get("also") for c in changes)))
            else:
                wrong += 1
                print("not built: %s" % name)
        # As it was, for the next edit.
        for name, text in before.items():
            with open(name, "w", encoding="utf-8", newline="") as file:
                file.write(text)
    office(repository, [task for _, path, kept, _ in compare
                        for task in ({"in": path, "words": path + ".txt"}, {"in": kept, "words": kept + ".txt"})])
    equal = 0
    for name, path, kept, is_along in compare:
        old, new = lines(path + ".txt"), lines(kept + ".txt")
        if old == new or is_along:
            equal += 1
        else:
            print("other words: %s\n    file:  %s\n    built: %s" % (name, list((old - new).elements())[:3], list((new - old).elements())[:3]))
    share = 100 * applied / max(total, 1)
    print("%d letters, %d edits: %d found, %d applied (%.1f %%), %d of %d builds with the words of the file; %d files saved again, %d with changes"
          % (len(letters), total, found, applied, share, equal, len(compare), len(saved), wrong))
    sys.exit(0 if found == total and share >= 95 and equal == len(compare) and not wrong else 1)


if __name__ == "__main__":
    main()
