#!/usr/bin/python3
"""Old letters as strangers write them, made YAML by `letters import`.

  strangers.py PROGRAM REPOSITORY FOLDER [--all] [--by STRANGER] [NAME]...

Each worked letter of the repository is built, and its Word file is written anew: by python-docx in two layouts of its own, by pandoc, by
LibreOffice, and as plain text. Each is imported, and the new letter is built. Prints a line for each: the share of the words of the first
Word file that the last one has in order, and the facts that differ. Without --all, one language and every third letter.
"""
import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor

import docx
import pypandoc
import yaml
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

GOAL = 0.98
STRANGERS = ["table", "tabs", "pandoc", "libreoffice", "text"]


# What a Word file of the program says.

def words(path):
    """Its words in order, alike whatever breaks lines and whatever does not."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    body = re.sub("<w:(tab|br|cr)/>|</w:p>", " ", body)
    text = re.sub("<[^>]*>", "", body)
    for sign, said in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(sign, said)
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u2610-\u2612_\u2010-\u2015-]", "", text)
    text = re.sub("([\u3000-\u9fff\uff00-\uffef])", r" \1 ", text)
    return text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")).split()


def share(old, new):
    """How many of the old words the new ones have in order."""
    same = sum(m.size for m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return same / max(1, len(old))


# Files that strangers write.

def numbers(document):
    """The typed number or sign of each paragraph of a list, by its element."""
    part = document.part.numbering_part.element
    kinds = {n.get(qn("w:numId")): n.find(qn("w:abstractNumId")).get(qn("w:val")) for n in part.findall(qn("w:num"))}
    levels = {a.get(qn("w:abstractNumId")): {int(l.get(qn("w:ilvl"))): (l.find(qn("w:numFmt")).get(qn("w:val")), l.find(qn("w:lvlText")).get(qn("w:val")))
                                            for l in a.findall(qn("w:lvl"))} for a in part.findall(qn("w:abstractNum"))}
    counts, found = {}, {}
    for p in document.element.body.iter(qn("w:p")):
        number = p.find(qn("w:pPr") + "/" + qn("w:numPr"))
        if number is None:
            continue
        list_id, level = number.find(qn("w:numId")).get(qn("w:val")), int(number.find(qn("w:ilvl")).get(qn("w:val")))
        count = counts.setdefault(list_id, [0] * 9)
        count[level] += 1
        count[level + 1:] = [0] * (8 - level)
        style, text = levels[kinds[list_id]][level]

        def said(at):
            kind = levels[kinds[list_id]][at][0]
            return chr(96 + count[at]) if kind == "lowerLetter" else ["", "i", "ii", "iii", "iv", "v", "vi"][min(count[at], 6)] if kind == "lowerRoman" else str(count[at])
        found[p] = text if style == "bullet" else re.sub("%(.)", lambda m: said(int(m[1]) - 1), text)
    return found


def runs(p):
    """Words of a paragraph with bold, italic; tabs and line ends are signs."""
    for r in p.iter(qn("w:r")):
        text = "".join({qn("w:t"): x.text or "", qn("w:tab"): "\t", qn("w:br"): "\n"}.get(x.tag, "") for x in r)
        look = r.find(qn("w:rPr"))
        on = [look is not None and look.find(qn("w:" + k)) is not None and look.find(qn("w:" + k)).get(qn("w:val")) != "0" for k in "bi"]
        if text:
            yield text, *on


class Writer:
    """A document of python-docx with plain paragraphs, typed numbers, soft line ends and hyphens as Word writes them."""

    def __init__(self, is_table):
        self.document, self.is_table = docx.Document(), is_table

    def add(self, to, pieces):
        for text, bold, italic in pieces:
            run = to.add_run()
            run.bold, run.italic = bold or None, italic or None
            for part in re.split("([\u2011\n\t])", text):
                if part == "\u2011":
                    run._r.append(OxmlElement("w:noBreakHyphen"))
                elif part == "\n":
                    run.add_break(WD_BREAK.LINE)
                elif part == "\t":
                    run.add_tab()
                elif part:
                    run.add_text(part)
        return to

    def paragraph(self, pieces):
        return self.add(self.document.add_paragraph(), pieces)


def lines(cell, marks):
    """The paragraphs of a cell as pieces, with typed marks."""
    return [[(marks.get(p, "") + "\t", False, False)] * (p in marks) + list(runs(p)) for p in cell.iter(qn("w:p"))]


def joined(parts):
    return [piece for n, part in enumerate(parts) for piece in ([("\n", False, False)] if n else []) + part]


def first_page(writer, table, marks):
    """Labels and addressees: a table of three columns, or a line each with a tab."""
    left, *rest = (lines(cell, marks) for cell in table.find(qn("w:tr")).findall(qn("w:tc")))
    right = [line for cell in rest for line in cell]
    rows = []
    for pieces in left:
        label, tab, value = "".join(text for text, *_ in pieces).partition("\t")
        if tab and label:
            rows.append([label, value])
        elif rows:
            rows[-1][1] += "\n" + value if tab else "\n" + label
    if not writer.is_table:
        for label, value in rows:
            writer.paragraph([(label + "\t" + value.replace("\n", "\n\t"), False, False)])
        for pieces in right:
            writer.paragraph(pieces)
        return
    made = writer.document.add_table(len(rows), 3)
    for row, (label, value) in zip(made.rows, rows):
        for cell, text in zip(row.cells, (label, value)):
            writer.add(cell.paragraphs[0], [(text, False, False)])
    addressees = made.cell(0, 2).merge(made.cell(len(rows) - 1, 2))
    writer.add(addressees.paragraphs[0], joined(right))


def by_python(source, target, is_table):
    old = docx.Document(source)
    marks, writer, tables = numbers(old), Writer(is_table), 0
    for block in old.element.body:
        if block.tag == qn("w:p"):
            pieces = list(runs(block))
            style = block.find(qn("w:pPr") + "/" + qn("w:pStyle"))
            style = style.get(qn("w:val")) if style is not None else ""
            if block in marks:
                pieces.insert(0, (marks[block] + "\t", False, False))
            if style.startswith("Heading"):
                pieces = [(text, True, italic) for text, _, italic in pieces]
            if style == "Heading1" and is_table and "\t" in "".join(t for t, *_ in pieces):
                label, _, value = "".join(t for t, *_ in pieces).partition("\t")
                made = writer.document.add_table(1, 2)
                writer.add(made.cell(0, 0).paragraphs[0], [(label, False, False)])
                writer.add(made.cell(0, 1).paragraphs[0], [(value, True, False)])
            elif pieces:
                writer.paragraph(pieces)
        elif block.tag == qn("w:tbl"):
            tables += 1
            is_due = block.find(".//" + qn("w:tblStyle")) is not None and "deadlines" in block.find(".//" + qn("w:tblStyle")).get(qn("w:val"))
            rows = [[lines(cell, marks) for cell in row.findall(qn("w:tc"))] for row in block.findall(qn("w:tr"))]
            if tables == 2:
                first_page(writer, block, marks)
            elif tables == 1 or (is_due and not is_table):
                for row in rows:
                    for n, part in enumerate(row):
                        pieces = joined(part)
                        if tables > 1 and n == 0:
                            date = pieces
                        elif pieces:
                            writer.paragraph((date + [("\t", False, False)] if tables > 1 else []) + pieces)
            else:
                # Cells that span others keep their place.
                made = writer.document.add_table(len(rows), max(sum(int(s.get(qn("w:val"))) for s in r.iter(qn("w:gridSpan"))) + len(r.findall(qn("w:tc"))) for r in block.findall(qn("w:tr"))))
                for made_row, row in zip(made.rows, block.findall(qn("w:tr"))):
                    at = 0
                    for cell in row.findall(qn("w:tc")):
                        span = cell.find(qn("w:tcPr") + "/" + qn("w:gridSpan"))
                        parts = lines(cell, marks)
                        writer.add(made_row.cells[at].paragraphs[0], joined(parts) if is_due else parts[0] if parts else [])
                        for part in parts[1:] if not is_due else []:
                            writer.add(made_row.cells[at].add_paragraph(), part)
                        at += int(span.get(qn("w:val"))) if span is not None else 1
    writer.document.save(target)


def by_office(folder, sources, kind, ending):
    command = ["soffice", "--headless", "-env:UserInstallation=file://%s/profile" % folder, "--convert-to", kind, "--outdir", folder]
    subprocess.run(command + sources, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [os.path.join(folder, os.path.basename(s)[:-5] + ending) for s in sources]


def write(folder, sources, stranger):
    os.makedirs(folder)
    if stranger == "libreoffice":
        return by_office(folder, sources, "docx:MS Word 2007 XML", ".docx")
    if stranger == "text":
        return by_office(folder, sources, "txt:Text (encoded):UTF8", ".txt")
    made = []
    for source in sources:
        target = os.path.join(folder, os.path.basename(source))
        if stranger == "pandoc":
            pypandoc.convert_text(pypandoc.convert_file(source, "markdown"), "docx", "markdown", outputfile=target)
        else:
            by_python(source, target, stranger == "table")
        made.append(target)
    return made


# Facts.

def said(program, letters, path):
    """The facts of a letter: what its file says, and its deadlines, events and meeting as `letters due` has them."""
    with open(path, encoding="utf8") as file:
        letter = yaml.load(file, yaml.BaseLoader)
    facts = {k: letter.get(k) for k in ("number", "group", "date", "addendum", "corrigendum", "revision", "date-of-original", "file-reference", "on-behalf", "chair", "voice")}
    facts["series"] = letter.get("series", "collective-letter")
    facts["language"] = letter.get("language", "en")
    for key, value in (letter.get("meeting") or {}).items():
        usual = {"kind": "study-group", "format": "physical"}.get(key)
        facts["meeting." + key] = None if value == usual else value
    if "opens" in facts or "meeting.opens" in facts:
        facts["meeting.opens"] = facts["meeting.opens"].replace(":", "").zfill(4)
    # What is usual where nobody interprets.
    if facts.get("meeting.working-languages") == ["en"] and not facts.get("meeting.interpretation") and facts.get("meeting.format"):
        facts["meeting.working-languages"] = None
    annexes = letter.get("annexes")
    if annexes is not None:
        facts["annexes"] = [a["kind"] + (" " + a["form"] if "form" in a else "") for a in annexes] or None
    elif letter.get("meeting") and not any(letter.get(k) for k in ("addendum", "corrigendum")):
        facts["annexes"] = ["practical", "agenda"]
    due = subprocess.run([program, "due", path, "--letters", letters, "--from", "1990-01-01", "--until", "2090-01-01", "--message-format", "json"],
                         capture_output=True, text=True).stdout
    found = [json.loads(line) for line in due.splitlines()]
    facts["due"] = sorted(str([d[k] for k in ("kind", "starts", "ends", "time", "place")] + [d["what"].lower()]) for d in found if d.get("kind") in ("deadline", "event", "opening", "meeting"))
    return facts


# What a translation says in its own words.
TRANSLATED = ("file-reference", "chair", "on-behalf", "meeting.place", "meeting.venue", "meeting.host", "meeting.title", "meeting.tool", "meeting.desk-place", "meeting.parts", "meeting.working-parties", "meeting.endorsed", "meeting.supported-by", "meeting.collocated-with", "due")


def unsaid(program, folder, source, built_from, sent, old, new, keys):
    """Of facts that differ, those that the letter does not say: with the other value it has the same words."""
    with open(source, encoding="utf8") as file:
        text = file.read()

    def built(keys):
        changed = text
        for key in keys:
            name, value = key[len("meeting."):], new.get(key)
            changed = re.sub(r"(?m)^  %s:.*\n((   .*)?\n)*" % re.escape(name), "", changed, count=1)
            if value is not None:
                changed = re.sub(r"(?m)^meeting:\n", lambda m: "%s  %s: %s\n" % (m[0], name, json.dumps(value, ensure_ascii=False)), changed, count=1)
        out = os.path.join(folder, "out")
        with open(source, "w", encoding="utf8") as file:
            file.write(changed)
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run([program, "build", built_from, "--letters", folder, "--output", out, "--format", "docx"], capture_output=True)
        files = [f for f in os.listdir(out) if f.endswith(".docx")] if os.path.isdir(out) else []
        return changed != text and files and words(os.path.join(out, files[0])) == words(sent)

    meeting = [key for key in keys if key.startswith("meeting.")]
    return meeting if built(meeting) else [key for key in meeting if built([key])]


def differences(old, new, is_translation):
    found = []
    for key in sorted(set(old) | set(new)):
        if is_translation and key in TRANSLATED:
            continue
        if key == "language" or old.get(key) == new.get(key):
            continue
        if isinstance(old.get(key), list) and isinstance(new.get(key), list) and key == "due":
            gone = [x for x in old[key] if x not in new[key]]
            more = [x for x in new[key] if x not in old[key]]
            found += [("due", "-%s" % x) for x in gone] + [("due", "+%s" % x) for x in more]
        else:
            found.append((key, "%s: %s, not %s" % (key, new.get(key), old.get(key))))
    return found


def one(program, folder, letters, original, sent, stranger, old):
    """Imports a file, builds what comes, and compares. Gives the share of its words and the facts that differ."""
    base = os.path.join(folder, "done", stranger, os.path.relpath(original, folder)[:-5])
    shutil.copytree(os.path.join(letters, "directory"), os.path.join(base, "directory"))
    made = os.path.join(base, "letter.yaml")
    done = subprocess.run([program, "import", old, "--letters", base, "--output", made], capture_output=True, text=True)
    with open(os.path.join(base, "told.txt"), "w", encoding="utf8") as file:
        file.write(done.stdout + done.stderr)
    if done.returncode:
        return 0, [(done.stdout + done.stderr).strip().splitlines()[0]]
    built = subprocess.run([program, "build", made, "--letters", base, "--output", base + "/out"], capture_output=True, text=True)
    files = [f for f in os.listdir(base + "/out")] if os.path.isdir(base + "/out") else []
    files = [f for f in files if f.endswith(".docx")]
    if not files:
        return 0, ["is not built: " + (built.stderr.strip().splitlines() or ["?"])[0]]
    source = re.sub(r"\.(ar|es|fr|ru|zh)\.yaml$", ".yaml", original)
    is_translation = source != original
    # Alone: the original of a letter that changed is told as it is now.
    alone = os.path.join(base, "source")
    for part in ("directory", "images"):
        if os.path.isdir(os.path.join(letters, part)):
            shutil.copytree(os.path.join(letters, part), os.path.join(alone, part))
    copy = shutil.copy(source, alone)
    built_from = shutil.copy(original, alone) if is_translation else copy
    before, now = said(program, alone, copy), said(program, base, made)
    facts = differences(before, now, is_translation)
    silent = unsaid(program, alone, copy, built_from, sent, before, now, [key for key, _ in facts])
    facts = [told for key, told in facts if key not in silent]
    return share(words(sent), words(os.path.join(base, "out", files[0]))), facts


def main():
    asked = argparse.ArgumentParser()
    for name in ("program", "root", "folder"):
        asked.add_argument(name)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--by", choices=STRANGERS, action="append")
    asked = asked.parse_intermixed_args()
    program, root, folder, names = asked.program, asked.root, asked.folder, asked.names
    program, root, folder = map(os.path.abspath, (program, root, folder))
    shutil.rmtree(folder, ignore_errors=True)
    jobs = []
    for house in ("letters", "tests/letters"):
        letters = os.path.join(folder, house)
        shutil.copytree(os.path.join(root, house), letters)
        built = subprocess.run([program, "build", "--letters", letters, letters, "--output", letters + "/out", "--message-format", "json"], capture_output=True, text=True)
        for line in built.stdout.splitlines():
            done = json.loads(line)
            files = [f["name"] for f in done["files"] if f["name"].endswith(".docx")] if done.get("event") == "letter" else []
            jobs += [(letters, done["file"], os.path.join(letters, "out", file)) for file in files]
    if names:
        jobs = [j for j in jobs if any(n in os.path.basename(j[1]) for n in names)]
    elif not asked.all:
        jobs = jobs[::3]
    tasks, strangers = [], asked.by or STRANGERS
    for stranger in strangers:
        # Letters of two houses may have the same name.
        for house in sorted({job[0] for job in jobs}):
            own = [job for job in jobs if job[0] == house]
            old = write(os.path.join(folder, "old", stranger, os.path.relpath(house, folder)), [job[2] for job in own], stranger)
            tasks += [(program, folder, *job, stranger, path) for job, path in zip(own, old)]
    good = {stranger: [0, 0, 0] for stranger in strangers}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for task, (same, facts) in zip(tasks, pool.map(lambda task: one(*task), tasks)):
            count = good[task[5]]
            count[:] = count[0] + 1, count[1] + (same >= GOAL), count[2] + (not facts)
            print("%6.2f %%  %-11s %-34s %s" % (100 * same, task[5], os.path.basename(task[3])[:-5], "" if facts else "all facts"), flush=True)
            for fact in facts:
                print("                          " + str(fact)[:230])
    for stranger, (total, whole, true) in good.items():
        print("%-11s %d of %d with %d %% of the words, %d with all facts" % (stranger, whole, total, GOAL * 100, true))
    sys.exit(any(whole < total or true < total for total, whole, true in good.values()))


if __name__ == "__main__":
    main()
