#!/usr/bin/python3
"""Edits Word files in LibreOffice Writer, as reviewers do.

Needs LibreOffice Writer and python3-uno (the system's Python). Reads tasks from standard input, one JSON object a line,
and answers each with one line: {"error": null} or what went wrong.

  {"in": "a.docx", "out": "b.docx", "tracked": true, "steps": [["replace", "old", "new"], ["author", "Rev Two"]]}
  {"in": "a.docx", "words": "a.txt"}        the words with all tracked changes accepted, a paragraph a line

Words are given with ordinary spaces and hyphens: those of the file may be of the kind that does not break.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PARAGRAPH_BREAK = 0


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """One LibreOffice with a profile of its own; it is ended by the number of its process."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="review-")
        pipe = "review%d" % os.getpid()
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             "-env:UserInstallation=file://%s/profile" % self.folder, "--accept=pipe,name=%s;urp;" % pipe],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                self.context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
                break
            except Exception:
                time.sleep(0.5)
        else:
            raise SystemExit("LibreOffice does not answer")
        self.desktop = self.make("com.sun.star.frame.Desktop")

    def make(self, service):
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    def author(self, name):
        provider = self.make("com.sun.star.configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (prop("nodepath", "/org.openoffice.UserProfile/Data"),))
        first, _, last = name.partition(" ")
        access.setPropertyValue("givenname", first)
        access.setPropertyValue("sn", last)
        access.commitChanges()

    def open(self, path):
        """A copy: a lock that a crash left behind would make the next opening fail without a word."""
        copy = os.path.join(self.folder, "letter.docx")
        shutil.copyfile(path, copy)
        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(copy), "_blank", 0, ())
        if document is None:
            raise OSError("LibreOffice cannot open " + path)
        return document

    def save(self, document, path):
        document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(path)),
                            (prop("FilterName", "MS Word 2007 XML"),))

    def close(self):
        try:
            self.desktop.terminate()
            self.process.wait(20)
        except Exception:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Editor:
    """The steps of a reviewer: each method with a public name is one."""

    def __init__(self, office, document):
        self._office, self._document = office, document

    def _search(self, words):
        search = self._document.createSearchDescriptor()
        search.SearchRegularExpression = True
        search.SearchCaseSensitive = True
        kinds = {" ": "[ \u00a0\u202f\u2009]", "-": "[-\u2011]"}
        search.SearchString = "".join(
            kinds.get(c, "\\" + c if c in r"\.[]{}()*+?^$|" else c) for c in words.replace("\u2011", "-"))
        return search

    def _find(self, words):
        found = self._document.findFirst(self._search(words))
        if found is None:
            raise LookupError("not found: " + words)
        return found

    def _paragraph(self, words):
        """A cursor over the paragraph with these words, without its mark."""
        found = self._find(words)
        cursor = found.Text.createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def _select(self, range_):
        view = self._document.getCurrentController().getViewCursor()
        view.gotoRange(range_.Start, False)
        view.gotoRange(range_.End, True)

    def _caret(self, place):
        self._document.getCurrentController().getViewCursor().gotoRange(place, False)

    def _do(self, command, *arguments):
        frame = self._document.getCurrentController().getFrame()
        self._office.make("com.sun.star.frame.DispatchHelper").executeDispatch(
            frame, command, "", 0, tuple(arguments))

    def _table(self, words):
        """The table with a cell that has these words, and the name of the cell."""
        for index in range(self._document.TextTables.Count):
            table = self._document.TextTables.getByIndex(index)
            for name in table.getCellNames():
                text = table.getCellByName(name).String
                if words in text.replace("\u00a0", " ").replace("\u2011", "-"):
                    return table, name
        raise LookupError("no table with " + words)

    # Words

    def replace(self, old, new):
        self._find(old).setString(new)

    def replace_all(self, old, new):
        """All places, found before the first changes: tracked words stay where they are."""
        found = self._document.findAll(self._search(old))
        for index in range(found.Count):
            found.getByIndex(index).setString(new)

    def insert_behind(self, words, new):
        found = self._find(words)
        found.Text.insertString(found.End, new, False)

    def bold(self, words):
        self._find(words).CharWeight = 150.0

    def bold_by_menu(self, words):
        self._select(self._find(words))
        self._do(".uno:Bold")

    def unbold(self, words):
        self._find(words).CharWeight = 100.0

    def italic(self, words):
        self._find(words).CharPosture = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")

    def link(self, words, target):
        self._find(words).HyperLinkURL = target

    # Paragraphs

    def paragraph_behind(self, words, new):
        """As with Return at the end of a paragraph, and typing."""
        cursor = self._paragraph(words)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, new, False)

    def paragraph_before(self, words, new):
        """Typing at the start of a paragraph, and Return."""
        cursor = self._paragraph(words)
        cursor.collapseToStart()
        cursor.Text.insertString(cursor, new, False)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def delete_paragraph(self, words):
        cursor = self._paragraph(words)
        cursor.goRight(1, True)
        cursor.setString("")

    def split(self, words):
        """A new paragraph behind the words; the blank there goes."""
        found = self._find(words + " ")
        cursor = found.Text.createTextCursorByRange(found.End)
        cursor.goLeft(1, True)
        cursor.setString("")
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def join(self, words):
        """The paragraph with these words and the next one."""
        cursor = self._paragraph(words)
        cursor.collapseToEnd()
        cursor.goRight(1, True)
        cursor.setString(" ")

    def cut_paste(self, words, before):
        cursor = self._paragraph(words)
        cursor.goRight(1, True)
        self._select(cursor)
        self._do(".uno:Cut")
        self._caret(self._paragraph(before).Start)
        self._do(".uno:Paste")

    def move_down(self, words):
        self._caret(self._find(words).Start)
        self._do(".uno:MoveDown")

    def style(self, words, name):
        self._caret(self._find(words).Start)
        self._do(".uno:StyleApply", prop("Style", name), prop("FamilyName", "ParagraphStyles"))

    def style_by_script(self, words, name):
        self._find(words).ParaStyleName = name

    def level(self, words, by):
        found = self._find(words)
        found.NumberingLevel = found.NumberingLevel + by

    def numbering_off(self, words):
        self._caret(self._find(words).Start)
        self._do(".uno:RemoveBullets")

    # Tables

    def row_behind(self, words, *cells):
        table, name = self._table(words)
        self._caret(table.getCellByName(name).Start)
        self._do(".uno:InsertRowsAfter")
        row = int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) + 1
        for column, text in enumerate(cells):
            table.getCellByName("%s%d" % ("ABCDEFGH"[column], row)).setString(text)

    def delete_row(self, words):
        table, name = self._table(words)
        self._caret(table.getCellByName(name).Start)
        self._do(".uno:DeleteRows")

    def delete_column(self, words):
        table, name = self._table(words)
        self._caret(table.getCellByName(name).Start)
        self._do(".uno:DeleteColumns")

    def merge_right(self, words):
        table, name = self._table(words)
        cursor = table.createCursorByCellName(name)
        cursor.goRight(1, True)
        cursor.mergeRange()

    # Other

    def footer(self, words, new):
        """Words put in behind others in a page footer."""
        styles = self._document.StyleFamilies.getByName("PageStyles")
        for index in range(styles.Count):
            page = styles.getByIndex(index)
            for text in (page.FooterText, page.FooterTextFirst) if page.FooterIsOn else ():
                if text is not None and words in text.String.replace("\u00a0", " ").replace("\u2011", "-"):
                    cursor = text.createTextCursor()
                    cursor.gotoEnd(False)
                    text.insertString(cursor, new, False)
                    return
        raise LookupError("no footer with " + words)

    def alternative(self, text):
        self._document.DrawPage.getByIndex(0).Description = text

    def footnote(self, words, text):
        found = self._find(words)
        note = self._document.createInstance("com.sun.star.text.Footnote")
        found.Text.insertTextContent(found.End, note, False)
        note.setString(text)

    def footnote_text(self, old, new):
        notes = self._document.Footnotes
        for index in range(notes.Count):
            if old in notes.getByIndex(index).String:
                note = notes.getByIndex(index)
                note.setString(note.String.replace(old, new))
                return
        raise LookupError("no footnote with " + old)

    def author(self, name):
        self._office.author(name)

    def tracking(self, on):
        self._document.RecordChanges = on

    def accept_first(self, count):
        """Some of the changes, as who reads and accepts."""
        for _ in range(count):
            self._caret(self._document.Text.Start)
            self._do(".uno:NextTrackedChange")
            self._do(".uno:AcceptTrackedChange")

    def accept_all(self):
        self._do(".uno:AcceptAllTrackedChanges")

    def reject_all(self):
        self._do(".uno:RejectAllTrackedChanges")


def comments(office, source, target, notes):
    """Puts in comments, through flat ODF: a LibreOffice without a screen crashes when it inserts one.

    A note is [words where it begins, words where it ends, author, text, resolved].
    """
    folder = tempfile.mkdtemp(prefix="review-")

    def convert(path, kind):
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://%s/notes" % office.folder,
                        "--convert-to", kind, "--outdir", folder, path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)

    copy = os.path.join(folder, "letter.docx")
    shutil.copyfile(source, copy)
    convert(copy, "fodt")
    flat = os.path.join(folder, "letter.fodt")
    with open(flat, encoding="utf-8") as file:
        text = file.read()
    for number, (begin, end, author, note, resolved) in enumerate(notes):
        opening = ('<office:annotation office:name="n%d"%s><dc:creator>%s</dc:creator>'
                   '<dc:date>2026-01-02T03:04:05</dc:date><text:p>%s</text:p></office:annotation>'
                   % (number, ' loext:resolved="true"' if resolved else "", author, note))
        closing = '<office:annotation-end office:name="n%d"/>' % number
        for words, mark, is_before in ((end, closing, False), (begin, opening, True)):
            if words not in text:
                raise LookupError("not found in one piece: " + words)
            text = text.replace(words, mark + words if is_before else words + mark, 1)
    with open(flat, "w", encoding="utf-8") as file:
        file.write(text)
    os.remove(copy)
    convert(flat, "docx:MS Word 2007 XML")
    shutil.copyfile(copy, target)
    shutil.rmtree(folder, ignore_errors=True)


def words_of(document):
    """The words of a file, a paragraph a line: the text with its tables, then the footers."""
    lines = []

    def text(part):
        paragraphs = part.createEnumeration()
        while paragraphs.hasMoreElements():
            paragraph = paragraphs.nextElement()
            if paragraph.supportsService("com.sun.star.text.TextTable"):
                for name in paragraph.getCellNames():
                    text(paragraph.getCellByName(name))
            elif paragraph.String.strip():
                lines.append(paragraph.String)

    text(document.Text)
    for index in range(document.Footnotes.Count):
        text(document.Footnotes.getByIndex(index))
    return lines


def work(office, task):
    office.author("Rev One")
    source = task["in"]
    if task.get("comments"):
        # Over the bridge, a LibreOffice without a screen cannot even open them.
        comments(office, source, task["out"], task["comments"])
        return
    document = office.open(source)
    try:
        if "words" in task:
            Editor(office, document).accept_all()
            with open(task["words"], "w", encoding="utf-8") as file:
                file.writelines(line + "\n" for line in words_of(document))
            return
        document.RecordChanges = task.get("tracked", False)
        editor = Editor(office, document)
        for verb, *arguments in task.get("steps", []):
            getattr(editor, verb)(*arguments)
        office.save(document, task["out"])
    finally:
        document.close(True)


def main():
    office = Office()
    try:
        for line in sys.stdin:
            try:
                work(office, json.loads(line))
                answer = None
            except Exception as problem:
                answer = "%s: %s" % (type(problem).__name__, str(problem)[:300])
            print(json.dumps({"error": answer}), flush=True)
    finally:
        office.close()


if __name__ == "__main__":
    main()
