#!/usr/bin/python3
"""Reviews that strangers made: edits in LibreOffice, by python-docx and in XML as Word writes it, taken back by `letters review`.

  edits.py PROGRAM REPOSITORY FOLDER [--all]

Each edit is made in a copy for review of a letter of the repository. `letters review --apply` must find it, and should apply it; a
build must then have the words of the file. Prints a line for each edit that was not found or not applied, and the shares.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile
from collections import Counter
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENT = "{urn:collective-letters:review}"
KINDS = ["word", "gone", "more", "sentence", "item", "item-gone", "paragraph", "bold", "two", "comment"]
BY = 'w:id="%d" w:author="Rev One" w:date="2026-11-12T09:30:00Z"'


def plain(text):
    """Words alike whoever wrote them."""
    text = re.sub("[\u2010\u2011]", "-", text)
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u2610]", "", text)
    text = re.sub("[\u2018\u2019]", "'", re.sub("[\u201c\u201d]", '"', text))
    return re.sub(r"\s+", " ", text).strip()


class Letter:
    def __init__(self, folder, path, copy):
        self.folder, self.path, self.copy = folder, path, copy
        with zipfile.ZipFile(copy) as package:
            self.sent = tree.fromstring(package.read("customXml/item1.xml"))
            self.body = package.read("word/document.xml").decode()
        own = os.path.basename(path)
        count = Counter(plain("".join(p.itertext())) for p in self.sent)
        self.passages = []
        for p in self.sent:
            text = plain("".join(p.itertext()))
            origins = [r.get("from", "") for r in p]
            # What the letter or its phrases say: the rest is the directory's.
            is_own = all(own in o or o.startswith("phrase ") for o in origins)
            if is_own and count[text] == 1 and not p.get("story") and len(text.split()) > 2:
                self.passages.append((text, p.get("item"), any(own in o and " fact " not in o for o in origins)))


def steps(letter, kind, chance):
    """What a reviewer does, as steps for LibreOffice; None where the letter has no place for it."""
    own = [p for p in letter.passages if p[2]]
    items = [p for p in own if p[1] is not None]
    texts = [p for p in own if p[1] is None and len(p[0].split()) > 8]

    def phrase_in(text, length):
        words = text.split()
        starts = [n for n in range(len(words) - length + 1)
                  if all(re.fullmatch("[a-z]{3,}", w) for w in words[n:n + length])
                  and text.count(" ".join(words[n:n + length])) == 1
                  and plain("".join(letter.sent.itertext())).count(" ".join(words[n:n + length])) == 1]
        return " ".join(words[(n := chance.choice(starts)):n + length]) if starts else None

    if kind in ("word", "gone", "more", "bold", "two", "comment"):
        for text, _, _ in chance.sample(letter.passages, min(30, len(letter.passages))):
            found = phrase_in(text, 2)
            if found is None:
                continue
            first, last = found.split()
            return {
                "word": [["replace", found, first + " altered"]],
                "gone": [["replace", " " + last, ""]] if " " + last + " " in text and text.count(" " + last) == 1 else None,
                "more": [["insert_behind", found, " quite clearly"]],
                "bold": [["bold", found]],
                "two": [["replace", found, first + " altered"], ["author", "Rev Two"], ["insert_behind", "altered", " twice"]],
                "comment": [["comment", found]],
            }[kind]
    if kind == "sentence" and texts:
        text = chance.choice(texts)[0]
        sentences = re.split(r"(?<=[a-z]\.) (?=[A-Z])", text)
        return [["replace", " " + sentences[-1], ""]] if len(sentences) > 1 and len(sentences[-1]) < 200 else None
    if kind == "item" and items:
        return [["paragraph_behind", chance.choice(items)[0], "Another item for this list"]]
    if kind == "item-gone" and len(items) > 3:
        return [["delete_paragraph", chance.choice(items)[0]]]
    if kind == "paragraph" and texts:
        return [["paragraph_behind", chance.choice(texts)[0], "Delegates are asked to bring a badge."]]
    return None


def runs_of(body, words):
    """The run that has these words: its start, its end, its properties, its text."""
    for run in re.finditer(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>([^<]*)</w:t></w:r>", body):
        if words in plain(run[2]):
            return run
    return None


def as_word(letter, kind, step, chance):
    """The edit in XML as Word writes it; None where the words stand in several runs."""
    verb, words, *rest = step[0]
    run = runs_of(letter.body, words.strip())
    if verb not in ("replace", "insert_behind", "comment", "bold") or run is None or words.strip() not in run[2]:
        return None
    words = words.strip()
    before, after = run[2].split(words, 1)
    look = run[1] or ""

    def part(text, tag="t", more=""):
        # Word splits runs where it likes, also inside of words.
        cut = chance.randint(0, len(text)) if tag == "t" else len(text)
        pieces = [p for p in (text[:cut], text[cut:]) if p]
        own = look.replace("</w:rPr>", more + "</w:rPr>") if look else ("<w:rPr>%s</w:rPr>" % more if more else "")
        return '<w:proofErr w:type="spellStart"/>'.join(
            '<w:r w:rsidR="00AB%04d">%s<w:%s xml:space="preserve">%s</w:%s></w:r>' % (chance.randint(0, 9999), own, tag, p, tag)
            for p in pieces)

    new = {"replace": rest[0].strip() if rest else "", "insert_behind": words + (rest[0] if rest else "")}.get(verb, words)
    if verb == "comment":
        middle = '<w:commentRangeStart w:id="3"/>%s<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>' % part(words)
    elif verb == "bold":
        middle = part(words, more="<w:b/><w:rPrChange %s><w:rPr/></w:rPrChange>" % (BY % 901))
    else:
        # One strikes words that the other has put in.
        both = "<w:ins %s><w:del %s>%s</w:del></w:ins>" % (BY % 902, BY % 903, part("perhaps ", "delText"))
        middle = "<w:del %s>%s</w:del>%s<w:ins %s>%s</w:ins>" % (BY % 904, part(words, "delText"), both, BY % 905, part(new) if new else "")
    return letter.body[:run.start()] + part(before) + middle + part(after) + letter.body[run.end():]


def repacked(source, target, body, comment):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = body.encode()
            if comment and name == "[Content_Types].xml":
                content = content.replace(b"</Types>", b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>')
            if comment and name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>')
            new.writestr(name, content)
        if comment:
            new.writestr("word/comments.xml", '<w:comments xmlns:w="%s"><w:comment w:id="3" w:author="Rev One" w:date="2026-11-12T09:30:00Z"><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment></w:comments>' % W)


def by_python_docx(letter, target, step):
    """The edit by a script that knows nothing of us; False where the words stand in several runs."""
    import docx
    document = docx.Document(letter.copy)
    verb, words, *rest = step[0]
    paragraphs = list(document.paragraphs) + [p for t in document.tables for c in t._cells for p in c.paragraphs]
    for paragraph in paragraphs:
        if verb == "paragraph_behind" and plain(paragraph.text) == words:
            import copy
            twin = copy.deepcopy(paragraph._p)
            paragraph._p.addnext(twin)
            runs = docx.text.paragraph.Paragraph(twin, paragraph._parent).runs
            for run in runs[1:]:
                run.text = ""
            runs[0].text = rest[0]
            document.save(target)
            return True
        if verb == "delete_paragraph" and plain(paragraph.text) == words:
            paragraph._p.getparent().remove(paragraph._p)
            document.save(target)
            return True
        for run in paragraph.runs if verb in ("replace", "insert_behind") else ():
            if words in run.text:
                run.text = run.text.replace(words, rest[0] if verb == "replace" else words + rest[0], 1)
                document.save(target)
                return True
    return False


def call(program, folder, *arguments):
    return subprocess.run([program, *arguments], cwd=folder, text=True, capture_output=True)


def copies(program, repository, work, is_all):
    """The letters with a copy for review of each."""
    letters = []
    for number, source in enumerate(["letters", "tests/letters"]):
        folder = os.path.join(work, "house%d" % number)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(os.path.join(repository, source), os.path.join(folder, "letters"))
        shutil.copytree(os.path.join(repository, "templates"), os.path.join(folder, "templates"))
        shutil.rmtree(os.path.join(folder, "letters", "as-issued"), ignore_errors=True)
        made = call(program, folder, "build", "--review", "--format", "docx", "--message-format", "json")
        for line in made.stdout.splitlines():
            event = json.loads(line)
            if event.get("event") == "letter" and event["files"] and event["language"] == "en":
                copy = os.path.join(folder, "output/review", event["files"][0]["name"])
                letters.append(Letter(folder, os.path.join(folder, event["file"]), copy))
    letters = [letter for letter in letters if len(letter.passages) > 8]
    return letters if is_all else letters[::4]


def edited(letters, work, is_all):
    """The edited files, made by each of the three: (letter, file, name, step)."""
    chance = random.Random(19)
    tasks, out = [], []
    rounds = 2 if is_all else 1
    for turn in range(rounds):
        for at, letter in enumerate(letters):
            for kind in KINDS if is_all else KINDS[at % 2::2]:
                step = steps(letter, kind, chance)
                if not step:
                    continue
                name = "%02d-%s-%d" % (at, kind, turn)
                target = os.path.join(work, "edited", name)
                is_tracked = chance.random() < 0.5
                if kind == "comment":
                    words = step[0][1]
                    tasks.append({"in": letter.copy, "out": target + "-office.docx", "tracked": True, "steps": [],
                                  "comments": [[words, words, "Rev One", "Is this so?", False]]})
                else:
                    tasks.append({"in": letter.copy, "out": target + "-office.docx", "tracked": is_tracked, "steps": step})
                out.append((letter, target + "-office.docx", name + ("-tracked" if is_tracked else ""), step))
                body = as_word(letter, kind, step, chance)
                if body:
                    repacked(letter.copy, target + "-word.docx", body, kind == "comment")
                    out.append((letter, target + "-word.docx", name + "-word", step))
                if kind not in ("comment", "bold", "two") and by_python_docx(letter, target + "-script.docx", step):
                    out.append((letter, target + "-script.docx", name + "-script", step))
    return tasks, out


def office(repository, tasks):
    script = os.path.join(repository, "xtask/review/office.py")
    done = subprocess.run(["/usr/bin/python3", script], input="".join(json.dumps(task) + "\n" for task in tasks),
                          text=True, capture_output=True)
    return [json.loads(line)["error"] for line in done.stdout.splitlines()]


def for_office(path):
    """The file without words that one put in and another struck: LibreOffice keeps them when it accepts all changes."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    plainer = re.sub("<w:ins [^>]*><w:del [^>]*>(?:(?!</w:del>).)*</w:del></w:ins>", "", body)
    if plainer == body:
        return path
    target = path.replace(".docx", "-plainer.docx")
    repacked(path, target, plainer, False)
    return target


def lines(path):
    with open(path, encoding="utf-8") as file:
        return Counter(line for line in map(plain, file) if line)


def main():
    program, repository, work = (os.path.abspath(path) for path in sys.argv[1:4])
    is_all = "--all" in sys.argv[4:]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(os.path.join(work, "edited"))
    letters = copies(program, repository, work, is_all)
    # Files that nobody edited, saved again.
    saved = [(letter, os.path.join(work, "edited", "%02d-saved.docx" % at)) for at, letter in enumerate(letters)]
    tasks, out = edited(letters, work, is_all)
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
        with open(letter.path, encoding="utf-8", newline="") as file:
            text = file.read()
        said = call(program, letter.folder, "review", path, "--apply", "--message-format", "json")
        events = [json.loads(line) for line in said.stdout.splitlines()]
        changes = [event for event in events if event.get("event") == "change"]
        notes = [event for event in events if event.get("event") == "comment"]
        is_found = bool(notes if step[0][0] == "comment" else changes)
        open_ones = [change for change in changes if change["outcome"] not in ("edit", "done")]
        found += is_found
        applied += is_found and not open_ones
        if not is_found or open_ones:
            print("%s %s of %s: %s%s" % ("not found:" if not is_found else "not applied:", name, os.path.basename(letter.path), step,
                                         "".join("\n    %s: %s" % (c["what"], c["details"]) for c in open_ones) or said.stderr))
        else:
            call(program, letter.folder, "build", letter.path, "--format", "docx", "--output", "built")
            built = os.path.join(letter.folder, "built", re.sub(r" draft \d+", "", os.path.basename(letter.copy)))
            kept = path.replace(".docx", "-built.docx")
            if os.path.exists(built) and step[0][0] == "comment":
                os.remove(built)
            elif os.path.exists(built):
                shutil.move(built, kept)
                path = for_office(path)
                compare.append((name, path, kept, any((c["details"] or {}).get("also") for c in changes)))
            else:
                wrong += 1
                print("not built: %s" % name)
        # As it was, for the next edit.
        with open(letter.path, "w", encoding="utf-8", newline="") as file:
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
