"""The edits of reviewers in XML as Word writes it, and by python-docx, which knows nothing of tracked changes."""
import copy
import re
import zipfile
from html import unescape

from kinds import plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BY = 'w:id="%d" w:author="Rev One" w:date="2026-11-12T09:30:00Z"'
PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*</w:p>", re.S)
RUN = re.compile(r"<w:r>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>(?P<text>[^<]*)</w:t></w:r>")
RELATION = '<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"%s/>'
KIND = '<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"/>'


def text_of(xml):
    return plain(unescape("".join(m[1] for m in re.finditer(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))))


def found(body, words, is_whole=True):
    """The paragraph with these words."""
    for paragraph in PARAGRAPH.finditer(body):
        text = text_of(paragraph[0])
        if text == words if is_whole else words in text:
            return paragraph
    return None


def marked(paragraph, mark):
    """A paragraph with something tracked at its end."""
    if "<w:pPr>" not in paragraph:
        paragraph = paragraph.replace("<w:p>", "<w:p><w:pPr></w:pPr>", 1)
    return paragraph.replace("</w:pPr>", "<w:rPr><w:%s %s/></w:rPr></w:pPr>" % (mark, BY % 910), 1)


def wrapped(paragraph, mark):
    """A paragraph with all its runs tracked."""
    runs = re.sub(r"<w:r>(?:(?!</w:r>).)*</w:r>", lambda m: "<w:%s %s>%s</w:%s>" % (mark, BY % 911, m[0], mark), paragraph)
    return re.sub(r"<(/?)w:t([ >])", r"<\1w:delText\2", runs) if mark == "del" else runs


def properties(paragraph):
    own = re.match(r"<w:p>(<w:pPr>.*?</w:pPr>)", paragraph)
    return own[1] if own else ""


class Edit:
    """One edit in the XML of a letter; None where its words stand in several runs."""

    def __init__(self, letter, chance):
        self.body, self.chance = letter.body, chance
        self.relations, self.kinds, self.parts = "", "", {}

    def run(self, words, look="", tag="t", more=""):
        """Words as runs: Word splits them where it likes, also inside of words, and marks what it thinks misspelt."""
        cut = self.chance.randint(0, len(words)) if tag == "t" else len(words)
        own = look.replace("</w:rPr>", more + "</w:rPr>") if look else ("<w:rPr>%s</w:rPr>" % more if more else "")
        return '<w:proofErr w:type="spellStart"/>'.join(
            '<w:r w:rsidR="00AB%04d">%s<w:%s xml:space="preserve">%s</w:%s></w:r>' % (self.chance.randint(0, 9999), own, tag, p, tag)
            for p in (words[:cut], words[cut:]) if p)

    def do(self, step):
        """Whether the edit was made."""
        verb, words, *rest = step
        return getattr(self, verb, lambda *_: False)(words, *rest)

    def _in_run(self, words, middle):
        words = words.strip()
        run = next((run for run in RUN.finditer(self.body) if words in run["text"]), None)
        if run is None:
            return False
        before, after = run["text"].split(words, 1)
        look = run["look"] or ""
        new = self.run(before, look) + middle(words, look) + self.run(after, look)
        self.body = self.body[:run.start()] + new + self.body[run.end():]
        return True

    def _replaced(self, words, new):
        # One strikes words that the other has put in.
        def middle(words, look):
            both = "<w:ins %s><w:del %s>%s</w:del></w:ins>" % (BY % 902, BY % 903, self.run("perhaps ", look, "delText"))
            put_in = "<w:ins %s>%s</w:ins>" % (BY % 905, self.run(new, look)) if new else ""
            return "<w:del %s>%s</w:del>%s%s" % (BY % 904, self.run(words, look, "delText"), both, put_in)
        return self._in_run(words, middle)

    def replace(self, words, new):
        return self._replaced(words, new.strip())

    def insert_behind(self, words, new):
        return self._in_run(words, lambda w, look: self.run(w, look) + "<w:ins %s>%s</w:ins>" % (BY % 906, self.run(new, look)))

    def bold(self, words):
        more = "<w:b/><w:rPrChange %s><w:rPr/></w:rPrChange>" % (BY % 901)
        return self._in_run(words, lambda w, look: self.run(w, look, more=more))

    def link(self, words, target):
        self.relations += RELATION % ("rIdL", "hyperlink", target, ' TargetMode="External"')
        return self._in_run(words, lambda w, look: '<w:hyperlink r:id="rIdL">%s</w:hyperlink>' % self.run(w, look))

    def comment(self, words, replies=0):
        one = '<w:comment w:id="%d" w:author="Rev %s" w:date="2026-11-12T09:30:00Z"><w:p w14:paraId="0A00000%d"><w:r><w:t>%s</w:t></w:r></w:p></w:comment>'
        notes = [one % (3, "One", 3, "Is this so?"), one % (4, "Two", 4, "Yes, it is.")][:replies + 1]
        w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
        self.parts["word/comments.xml"] = '<w:comments xmlns:w="%s" xmlns:w14="%s">%s</w:comments>' % (W, w14, "".join(notes))
        self.relations += RELATION % ("rIdC", "comments", "comments.xml", "")
        self.kinds += KIND % ("comments", "comments")
        if replies:
            threads = '<w15:commentEx w15:paraId="0A000003" w15:done="0"/><w15:commentEx w15:paraId="0A000004" w15:paraIdParent="0A000003" w15:done="0"/>'
            self.parts["word/commentsExtended.xml"] = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">%s</w15:commentsEx>' % threads
            self.relations += RELATION.replace("officeDocument/2006", "office/2011").replace("openxmlformats.org", "microsoft.com") % ("rIdX", "commentsExtended", "commentsExtended.xml", "")
            self.kinds += KIND % ("commentsExtended", "commentsExtended")
        start, end, reference = ("".join(part % n for n in range(3, 4 + replies)) for part in (
            '<w:commentRangeStart w:id="%d"/>', '<w:commentRangeEnd w:id="%d"/>', '<w:r><w:commentReference w:id="%d"/></w:r>'))
        return self._in_run(words, lambda w, look: start + self.run(w, look) + end + reference)

    def reply(self, words):
        return self.comment(words, 1)

    def _put(self, place, new):
        self.body = self.body[:place.start()] + new + self.body[place.end():]
        return True

    def paragraph_behind(self, words, new):
        old = found(self.body, words)
        return old and self._put(old, "%s<w:p>%s<w:ins %s>%s</w:ins></w:p>" % (
            marked(old[0], "ins"), properties(old[0]), BY % 907, self.run(new)))

    def delete_paragraph(self, words):
        old = found(self.body, words)
        return old and self._put(old, marked(wrapped(old[0], "del"), "del"))

    def move_down(self, words):
        old = found(self.body, words)
        after = old and PARAGRAPH.match(self.body, old.end())
        if not after:
            return False

        def half(kind):
            inner = marked(wrapped(old[0], kind), kind)
            start = '<w:%sRangeStart w:name="move1" %s/>' % (kind, BY % 920)
            return inner.replace("</w:pPr>", "</w:pPr>" + start, 1).replace("</w:p>", '<w:%sRangeEnd w:id="920"/></w:p>' % kind)
        self.body = self.body[:old.start()] + half("moveFrom") + after[0] + half("moveTo") + self.body[after.end():]
        return True

    def split(self, words):
        old = found(self.body, words, False)
        run = old and next((run for run in RUN.finditer(old[0]) if words + " " in plain(run["text"]) and words in run["text"]), None)
        if not run:
            return False
        before, after = run["text"].split(words, 1)
        look = run["look"] or ""
        first = marked(old[0][:run.start()] + self.run(before + words, look) + "</w:p>", "ins")
        gone = "<w:del %s>%s</w:del>" % (BY % 908, self.run(after[0], look, "delText"))
        return self._put(old, first + "<w:p>" + properties(old[0]) + gone + self.run(after[1:], look) + old[0][run.end():])

    def join(self, words):
        old = found(self.body, words)
        blank = "<w:ins %s>%s</w:ins></w:p>" % (BY % 909, self.run(" "))
        return old and self._put(old, marked(old[0], "del")[:-len("</w:p>")] + blank)

    def level(self, words, by):
        old = found(self.body, words)
        own = old and properties(old[0])
        if not own or "<w:ilvl" not in own:
            return False
        new = re.sub(r'(<w:ilvl w:val=")(\d)', lambda m: m[1] + str(int(m[2]) + by), own)
        change = "<w:pPrChange %s>%s</w:pPrChange></w:pPr>" % (BY % 912, own)
        return self._put(old, old[0].replace(own, new[:-len("</w:pPr>")] + change, 1))

    def _row(self, words):
        return next((row for row in re.finditer(r"<w:tr>(?:(?!</w:tr>).)*</w:tr>", self.body, re.S) if found(row[0], words)), None)

    def row_behind(self, words, *cells):
        row = self._row(words)
        if not row:
            return False
        texts = iter(cells)
        cell = lambda m: "<w:p>%s<w:ins %s>%s</w:ins></w:p>" % (properties(m[0]), BY % 913, self.run(next(texts, "")))
        new = PARAGRAPH.sub(cell, row[0]).replace("<w:trPr>", "<w:trPr><w:ins %s/>" % (BY % 914), 1)
        return self._put(row, row[0] + new)

    def delete_row(self, words):
        row = self._row(words)
        new = row and PARAGRAPH.sub(lambda m: wrapped(m[0], "del"), row[0])
        return row and self._put(row, new.replace("<w:trPr>", "<w:trPr><w:del %s/>" % (BY % 915), 1))


def as_word(letter, target, step, chance):
    """The edit in XML as Word writes it; whether it was made."""
    edit = Edit(letter, chance)
    if not edit.do(step):
        return False
    repacked(letter.copy, target, edit.body, edit.relations, edit.kinds, edit.parts)
    return True


def repacked(source, target, body, relations="", kinds="", parts=None):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = body.encode()
            if name == "[Content_Types].xml":
                content = content.replace(b"</Types>", kinds.encode() + b"</Types>")
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            new.writestr(name, content)
        for name, content in (parts or {}).items():
            new.writestr(name, content)


class Script:
    """The edit by a script, untracked; False where its words stand in several runs."""

    def __init__(self, document):
        self.document = document
        rows = [c for t in document.tables for c in t._cells]
        self.paragraphs = list(document.paragraphs) + [p for c in rows for p in c.paragraphs]

    def _found(self, words):
        return next((p for p in self.paragraphs if plain(p.text) == words), None)

    def _in_run(self, words, change):
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                if words in run.text:
                    return change(paragraph, run)
        return False

    def replace(self, words, new):
        def change(_, run):
            run.text = run.text.replace(words, new, 1)
            return True
        return self._in_run(words, change)

    def insert_behind(self, words, new):
        return self.replace(words, words + new)

    def _apart(self, run, words):
        """The words as a run of their own."""
        from docx.text.run import Run
        before, after = run.text.split(words, 1)
        middle, last = copy.deepcopy(run._r), copy.deepcopy(run._r)
        run._r.addnext(middle)
        middle.addnext(last)
        run.text, Run(last, run._parent).text = before, after
        middle = Run(middle, run._parent)
        middle.text = words
        return middle

    def bold(self, words):
        def change(_, run):
            self._apart(run, words).bold = True
            return True
        return self._in_run(words, change)

    def link(self, words, target):
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        def change(paragraph, run):
            middle = self._apart(run, words)
            link = OxmlElement("w:hyperlink")
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            link.set(qn("r:id"), paragraph.part.relate_to(target, kind, is_external=True))
            middle._r.addprevious(link)
            link.append(middle._r)
            return True
        return self._in_run(words, change)

    def paragraph_behind(self, words, new):
        from docx.text.paragraph import Paragraph
        paragraph = self._found(words)
        if paragraph is None or not paragraph.runs:
            return False
        twin = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(twin)
        self._say(Paragraph(twin, paragraph._parent), new)
        return True

    @staticmethod
    def _say(paragraph, words):
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = words

    def delete_paragraph(self, words):
        paragraph = self._found(words)
        if paragraph is not None:
            paragraph._p.getparent().remove(paragraph._p)
        return paragraph is not None

    def move_down(self, words):
        paragraph = self._found(words)
        if paragraph is not None:
            paragraph._p.getnext().addnext(paragraph._p)
        return paragraph is not None

    def level(self, words, by):
        paragraph = self._found(words)
        levels = paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl") if paragraph is not None else []
        for level in levels:
            level.val += by
        return bool(levels)

    def _row(self, words):
        paragraph = self._found(words)
        rows = paragraph._p.xpath("ancestor::w:tr[1]") if paragraph is not None else []
        return rows[0] if rows else None

    def row_behind(self, words, *cells):
        from docx.text.paragraph import Paragraph
        row = self._row(words)
        if row is None:
            return False
        new = copy.deepcopy(row)
        row.addnext(new)
        for p, text in zip(new.xpath(".//w:p"), cells):
            self._say(Paragraph(p, None), text)
        return True

    def delete_row(self, words):
        row = self._row(words)
        if row is not None:
            row.getparent().remove(row)
        return row is not None


def by_script(letter, target, step):
    """The edit by python-docx; whether it was made."""
    import docx
    document = docx.Document(letter.copy)
    verb, words, *rest = step
    made = getattr(Script(document), verb, lambda *_: False)(words, *rest)
    if made:
        document.save(target)
    return made
