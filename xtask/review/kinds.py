"""What a reviewer does in a letter: a letter as it was sent, and the kinds of edits with their places in it."""
import os
import re
import xml.etree.ElementTree as tree
import zipfile
from collections import Counter
from datetime import date, timedelta

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAY = re.compile(r"\b(\d{1,2}) (%s) (20\d\d)\b" % "|".join(MONTHS))
# The kinds in the order in which they take turns.
KINDS = ["word", "item", "bold", "date", "gone", "sentence", "comment", "row", "more", "move", "link", "item-gone", "two", "split",
         "paragraph", "level", "join", "row-gone", "reply"]
# In a translation words are tried: its lists are those of the original.
OF_WORDS = ["word", "gone", "more", "bold", "comment"]


def plain(text):
    """Words alike whoever wrote them."""
    text = re.sub("[\u2010\u2011]", "-", text)
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u2610]", "", text)
    text = re.sub("[\u2018\u2019]", "'", re.sub("[\u201c\u201d]", '"', text))
    return re.sub(r"\s+", " ", text).strip()


class Passage:
    """A passage that stands once in the letter: its words, and where they come from."""

    def __init__(self, node, own, at):
        self.text = plain("".join(node.itertext()))
        self.origins = [run.get("from", "") for run in node]
        self.item = None if node.get("item") is None else int(node.get("item"))
        self.cell = node.get("cell")
        self.at = at
        # What the letter or its phrases say: the rest is the directory's.
        self.is_said = all(own in o or o.startswith("phrase ") for o in self.origins)
        self.is_own = all(own in o for o in self.origins)
        self.has_own = any(own in o and " fact " not in o for o in self.origins)
        self.is_row = any("fact row.date" in o for o in self.origins)
        self.is_text = self.item is None and self.cell is None and node.get("heading") is None


class Letter:
    def __init__(self, folder, path, copy, language):
        self.folder, self.path, self.copy, self.language = folder, path, copy, language
        with zipfile.ZipFile(copy) as package:
            sent = tree.fromstring(package.read("customXml/item1.xml"))
            self.body = package.read("word/document.xml").decode()
        own = os.path.basename(path)
        self.all = [Passage(p, own, at) for at, p in enumerate(sent)]
        self.words = plain(" ".join(p.text for p in self.all))
        count = Counter(p.text for p in self.all)
        stories = [p.get("story") for p in sent]
        self.once = [p for p in self.all if count[p.text] == 1 and not stories[p.at]]
        self.passages = [p for p in self.once if p.is_said and len(p.text.split()) > 2]

    def after(self, passage):
        return self.all[passage.at + 1] if passage.at + 1 < len(self.all) else None


def phrase_in(letter, text, length):
    """Ordinary words of a text that stand once in the letter."""
    words = text.split()
    return [" ".join(words[n:n + length]) for n in range(len(words) - length + 1)
            if all(re.fullmatch(r"[^\W\d_]{3,}", w) and w.islower() for w in words[n:n + length])
            and letter.words.count(" ".join(words[n:n + length])) == 1]


def of_words(letter, kind, chance):
    for passage in chance.sample(letter.passages, min(30, len(letter.passages))):
        found = phrase_in(letter, passage.text, 2)
        if not found:
            continue
        found = chance.choice(found)
        first, last = found.split()
        if kind == "gone" and letter.words.count(" " + last) != 1:
            continue
        if kind == "link" and not passage.is_own:
            continue
        return {
            "word": [["replace", found, first + " altered"]],
            "gone": [["replace", " " + last, ""]],
            "more": [["insert_behind", found, " quite clearly"]],
            "bold": [["bold", found]],
            "link": [["link", found, "https://www.itu.int/reviewed"]],
            "two": [["replace", found, first + " altered"], ["author", "Rev Two"], ["insert_behind", "altered", " twice"]],
            "comment": [["comment", found]],
            "reply": [["reply", found]],
        }[kind]
    return None


def sentences(text):
    return re.split(r"(?<=[a-z]\.) (?=[A-Z])", text)


def of_texts(letter, kind, chance):
    texts = [p for p in letter.passages if p.is_text and p.has_own and len(p.text.split()) > 8]
    if kind == "join":
        pairs = [(p, letter.after(p)) for p in texts]
        texts = [p for p, q in pairs if q and q in texts and p.is_own and q.is_own]
    if kind in ("sentence", "split"):
        texts = [p for p in texts if len(sentences(p.text)) > 1 and len(sentences(p.text)[-1]) < 200]
    if not texts:
        return None
    chosen = chance.choice(texts)
    text = chosen.text
    last = sentences(text)[-1]
    return {
        "sentence": [["replace", " " + last, ""]],
        "paragraph": [["paragraph_behind", text, "Delegates are asked to bring a badge."]],
        "split": [["split", text[:-len(last) - 1][-60:].split(" ", 1)[-1]]],
        "join": [["join", text]],
    }[kind]


def of_items(letter, kind, chance):
    items = [p for p in letter.passages if p.item is not None and p.has_own and p.cell is None]
    level = {p.at: p.item for p in letter.all}
    if kind in ("move", "level"):
        # Nothing below it nor below the next one, and the next one beside it.
        beside = [p for p in items if level.get(p.at + 1) == p.item and (level.get(p.at + 2) or 0) <= p.item
                  and any(q.at == p.at + 1 for q in items)]
        if kind == "level":
            # Events and the like have no levels.
            beside = [p for p in beside if p.is_own and letter.after(p).is_own]
        chosen = chance.choice(beside) if beside else None
        if kind == "move" or chosen is None:
            return chosen and [["move_down", chosen.text]]
        return [["level", letter.after(chosen).text, 1]]
    if kind == "item":
        items += [p for p in letter.passages if any("phrase addressee-" in o for o in p.origins)]
        return [["paragraph_behind", chance.choice(items).text, "Another item for this list"]] if items else None
    # Where a paragraph follows, LibreOffice gives it the style of the item that goes.
    alone = [p for p in items if level.get(p.at + 1) == p.item]
    return [["delete_paragraph", chance.choice(alone).text]] if len(items) > 3 and alone else None


def of_dates(letter, kind, chance):
    rows = [p for p in letter.once if p.is_row]
    if kind == "date":
        dated = [p for p in letter.once if DAY.search(p.text) and (p.is_row or p.has_own or any("meeting." in o for o in p.origins))]
        if not dated:
            return None
        day, month, year = DAY.search(chance.choice(dated).text).groups()
        old = "%s %s %s" % (day, month, year)
        return [["replace", old, "%d %s %s" % (int(day) + (1 if int(day) < 28 else -1), month, year)]] if letter.words.count(old) == 1 else None
    if not rows:
        return None
    if kind == "row-gone":
        return [["delete_row", chance.choice(rows).text]]
    day, month, year = DAY.search(rows[-1].text).groups()
    then = date(int(year), MONTHS.index(month) + 1, int(day)) + timedelta(days=1)
    return [["row_behind", rows[-1].text, "%d %s %d" % (then.day, MONTHS[then.month - 1], then.year), "Send the slides"]]


def steps(letter, kind, chance):
    """What a reviewer does, as steps for LibreOffice; None where the letter has no place for it."""
    if letter.language != "en" and kind not in OF_WORDS:
        return None
    by = {"sentence": of_texts, "paragraph": of_texts, "split": of_texts, "join": of_texts, "item": of_items, "item-gone": of_items,
          "move": of_items, "level": of_items, "date": of_dates, "row": of_dates, "row-gone": of_dates}
    return by.get(kind, of_words)(letter, kind, chance)
